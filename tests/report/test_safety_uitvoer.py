"""No text of a user steers the terminal or becomes a formula, a link or a script."""

import csv
import io
import json
import re
import sys
from base64 import b64encode
from decimal import Decimal
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.paths import ROOT
from support.report_result import add_plan, sign, write_result

from verdeling.batch.run import make_setup, run_experiment
from verdeling.batch.show import write_pages
from verdeling.cli.progress import ShownProgress
from verdeling.cli.streams import TextStream, make_screen
from verdeling.errors import VerdelingError
from verdeling.report.folder import report_data
from verdeling.report.page import SCRIPTS, report_html
from verdeling.result.seal import sealed
from verdeling.result.tables import csv_bytes
from verdeling.texts.signs import visible_text
from verdeling.verdeelmodel.catalogue import load_model

STUREND = "\x1b\x07\x08\r\x7f\x9b\x85\u202e\u2066\u200f\u061c\u2028"
"""ESC, bell, backspace, return, delete, C1, direction marks, a separator of lines."""
STUURTEKENS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\r(?!\n)"
)
KWAAD = f"rood\x1b[31m{STUREND}\x1b]8;;http://kwaad\x07[link=http://kwaad]klik[/link]"


def clean(tekst: str) -> bool:
    return not set(tekst) & set(STUREND.replace("\r", "")) and not re.search(r"\r(?!\n)", tekst)


# --- the terminal -------------------------------------------------------------------------------------------


@given(st.text())
def test_a_text_on_the_terminal_has_no_steering_character_and_loses_no_other(tekst: str):
    uit = visible_text(tekst)
    assert clean(uit)
    assert visible_text(uit) == uit
    bleef = re.sub(r"\\u[0-9a-f]{4}", "", uit)
    assert bleef == re.sub(r"\\u[0-9a-f]{4}", "", STUURTEKENS.sub("", tekst)) or "\\" in tekst


def test_inside_json_a_steering_character_stays_the_same_text():
    assert json.loads(visible_text(json.dumps({"naam": STUREND}, ensure_ascii=False))) == {"naam": STUREND}


def vervang_titel(folder: Path, tekst: str) -> Path:
    """A shipped model with another title."""
    bron = ROOT / "models" / "inwoners.yaml"
    inhoud = bron.read_text("utf-8")
    titel = f"titel: {{nl: {json.dumps(tekst)}, en: {json.dumps(tekst)}}}\n"
    inhoud = re.sub(r"^titel:.*\n(?:[ ]+.*\n)*", lambda _: titel, inhoud, count=1, flags=re.M)
    assert json.dumps(tekst) in inhoud
    pad = folder / "eigen.yaml"
    pad.write_text(inhoud, encoding="utf-8")
    return pad


@pytest.mark.parametrize(
    "opdracht",
    ["run {}", "run {} --json", "run {} --csv", "models show {}", "models check {}", "explain {} Utrecht"],
)
def test_a_title_of_a_model_does_not_steer_the_terminal(cli, tmp_path, opdracht):
    pad = vervang_titel(tmp_path, KWAAD)
    code, uit, fout = cli(*opdracht.format(pad).split())
    assert code == 0, fout
    assert clean(uit)
    assert clean(fout)
    if opdracht == "run {}":
        assert "\\u001b[31m" in uit
        assert "[link=http://kwaad]klik[/link]" in uit.replace("\n", "")  # nor is it markup


@pytest.mark.parametrize(
    "args",
    [
        (KWAAD,),
        ("run", KWAAD),
        ("run", "inwoners", "--set", f"{KWAAD}=1"),
        ("run", "inwoners", "--data", KWAAD),
        ("run", "inwoners", f"--{KWAAD}"),
        ("explain", "inwoners", KWAAD),
        ("report", KWAAD),
        ("experiment", "show", KWAAD),
        ("run", KWAAD, "--debug"),
        ("run", KWAAD, "--json"),
    ],
)
def test_an_argument_does_not_steer_the_terminal_through_a_message(cli, args):
    code, uit, fout = cli(*args)
    assert code in (1, 2)
    assert clean(uit + fout)


def test_a_head_of_a_data_file_does_not_steer_the_terminal(cli, tmp_path):
    (tmp_path / "inwoners.csv").write_text(
        f"code,gemeente,{KWAAD}\nGM0014,{KWAAD},{KWAAD}\n", encoding="utf-8"
    )
    code, uit, fout = cli("run", "inwoners", "--data", str(tmp_path))
    assert code == 1
    assert clean(uit + fout)


def test_on_a_terminal_only_the_own_codes_of_the_program_are_left(monkeypatch):
    class Terminal(io.StringIO):
        encoding = "utf-8"

        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys, "stdout", TextStream(terminal))
    make_screen("nl").print(KWAAD, style="bold")
    uit = terminal.getvalue()
    assert "\x1b[1m" in uit  # bold is ours
    assert clean(re.sub(r"\x1b\[[01]m", "", uit))
    terminal = Terminal()
    ShownProgress(TextStream(terminal), "nl", "plan")._schrijf(KWAAD)
    assert clean(terminal.getvalue().removeprefix("\r\x1b[K"))


# --- spreadsheets -------------------------------------------------------------------------------------------


@given(st.text())
def test_no_cell_of_a_csv_begins_like_a_formula_unless_it_is_a_number(tekst: str):
    rijen = list(csv.reader(io.StringIO(csv_bytes((tekst,), [(tekst,)]).decode(), newline="")))
    for (cell,) in filter(None, rijen):
        assert cell[:1] not in tuple("=+-@\t\r") or re.fullmatch(r"[+-]\d+([.,]\d+)?", cell)


@pytest.mark.parametrize("kop", ["=1+1", "+x", "-x", "@SUM(A1)", "-1+2", "=1"])
def test_a_formula_in_a_head_or_cell_becomes_text_and_numbers_stay_numbers(kop: str):
    for nl in (False, True):
        rijen = [(kop,), (-5,), (Decimal("-0.5"),), ("-5",)]
        tekst = csv_bytes((kop,), rijen, excel_nl=nl).decode("utf-8-sig")
        assert tekst == f"'{kop}\r\n'{kop}\r\n-5\r\n-0{',' if nl else '.'}5\r\n-5\r\n"


@pytest.mark.parametrize("naam", ["=1+1", "+x", "-x", "@x", "=1", "a\u202eb"])
def test_a_task_has_no_name_that_a_spreadsheet_computes(tmp_path: Path, naam: str):
    bron = (ROOT / "models" / "inwoners.yaml").read_text("utf-8")
    pad = tmp_path / "eigen.yaml"
    pad.write_text(bron.replace("asielopvang:", f"{json.dumps(naam)}:", 1), encoding="utf-8")
    with pytest.raises(VerdelingError) as fout:
        load_model(pad)
    assert "V238" in {p.code for p in fout.value.problemen}


# --- pages --------------------------------------------------------------------------------------------------

LINK = "javascript:kwaad(1)"
PRIK = f'"\'></title><script>kwaad()</script><img src=x onerror=kwaad()><a href="{LINK}">data:text/html,x</a>'


class Pagina(HTMLParser):
    """What a browser would run, load or follow."""

    def __init__(self, tekst: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.scripts: list[str] = []
        self.stijlen: list[str] = []
        self.beleid = ""
        self.fout: list[str] = []
        self._in = ""
        self.feed(tekst)

    def handle_starttag(self, tag, attrs):
        kenmerken = dict(attrs)
        self._in = tag
        if tag == "meta" and kenmerken.get("http-equiv") == "Content-Security-Policy":
            self.beleid = kenmerken["content"]
        if tag == "script":
            self.scripts.append("")
        if tag in {"img", "iframe", "object", "embed", "base", "form", "link", "audio", "video"}:
            self.fout.append(tag)
        for naam, waarde in attrs:
            if naam in {"href", "xlink:href"}:
                self.links.append(waarde or "")
            if naam.startswith("on") or naam in {
                "src",
                "srcdoc",
                "action",
                "formaction",
                "ping",
                "background",
            }:
                self.fout.append(naam)

    def handle_endtag(self, tag):
        self._in = ""

    def handle_data(self, data):
        if self._in == "script":
            self.scripts[-1] += data
        if self._in == "style":
            self.stijlen.append(data)


def veilig(tekst: str, scripts: int) -> None:
    """Nothing of a user runs, and the policy lets nothing else run either."""
    pagina = Pagina(tekst)
    assert not pagina.fout
    assert {w for w in pagina.links if not w.startswith(("#", "http://", "https://"))} == set()
    assert len(pagina.scripts) == scripts
    assert not any("kwaad" in s for s in pagina.scripts)
    delen = dict(d.strip().split(" ", 1) for d in pagina.beleid.split(";"))
    som = [f"'sha256-{b64encode(sha256(s.encode()).digest()).decode()}'" for s in pagina.scripts]
    assert delen == {
        "default-src": "'none'",
        "style-src": f"'sha256-{b64encode(sha256(''.join(pagina.stijlen).encode()).digest()).decode()}'",
        "script-src": " ".join(som) or "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert tekst.index("Content-Security-Policy") < tekst.index("<title>")


VAST = {
    "code",
    "status",
    "soort",
    "naam",
    "taak",
    "kolom",
    "a",
    "b",
    "niveau",
    "afronding",
    "zin",
    "parameter",
}
"""Words of the program, which a page looks up; a user cannot set them, or only to what exists."""


def prik(inhoud: Any, sleutel: str = "") -> Any:
    """Every free text in a JSON document becomes hostile."""
    if isinstance(inhoud, dict):
        return {k: prik(v, k) for k, v in inhoud.items()}
    if isinstance(inhoud, list):
        return [prik(v, sleutel) for v in inhoud]
    if not isinstance(inhoud, str) or sleutel in VAST or re.fullmatch(r"-?\d+([/.,-]\d+)*|", inhoud):
        return inhoud
    return f"{inhoud} {PRIK}"


def test_no_field_of_a_result_runs_or_links_in_its_report(tmp_path):
    folder = add_plan(write_result(tmp_path / "uit"))
    diagnose = json.loads((folder / "diagnostics.json").read_text("utf-8"))
    namen = {m["naam"] for m in diagnose["doelen"]}
    assert namen
    (folder / "diagnostics.json").write_text(json.dumps(prik(diagnose)), "utf-8")
    regels = (folder / "trace.jsonl").read_text("utf-8").splitlines()
    (folder / "trace.jsonl").write_text("\n".join(json.dumps(prik(json.loads(r))) for r in regels), "utf-8")
    cells = (folder / "verdeling.csv").read_text("utf-8")
    cell = PRIK.replace('"', '""')
    cells = cells.replace(",Almere,Flevoland,", f',"Almere {cell}","Flevoland {cell}",')
    (folder / "verdeling.csv").write_text(cells, "utf-8", newline="")
    sign(folder)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["opties"]["set"] = [PRIK]
    manifest[PRIK] = PRIK
    (folder / "manifest.json").write_text(json.dumps(sealed(manifest)), "utf-8")
    for lang in ("nl", "en"):
        tekst = report_html(report_data(folder, lang), lang)
        assert tekst.count("kwaad()") > 1000  # the texts are there, as texts
        veilig(tekst, len(SCRIPTS))


def test_no_name_of_a_file_or_task_runs_or_links_in_a_comparison(tmp_path, cli):
    naam = "'\"><img src=x onerror=kwaad()>"
    bron = (ROOT / "models" / "inwoners.yaml").read_text("utf-8")
    paden = [tmp_path / f"{letter}{naam}.yaml" for letter in "ab"]
    for pad in paden:
        pad.write_text(bron.replace("asielopvang:", f"{json.dumps(naam)}:", 1), "utf-8")
    code, _, fout = cli("compare", *map(str, paden), "--out", str(tmp_path / "uit"), "--zonder-plan")
    assert code == 0, fout
    tekst = (tmp_path / "uit" / "vergelijking.html").read_text("utf-8")
    assert tekst.count("kwaad()") > 5
    veilig(tekst, len(Pagina(tekst).scripts))


def test_no_text_of_an_experiment_runs_or_links_in_its_report(tmp_path):
    tekst = f"""
titel: {{nl: {json.dumps(PRIK)}, en: x}}
omschrijving: {{nl: {json.dumps(PRIK)}, en: x}}
model: inwoners
vary:
  {json.dumps("totaal " + PRIK)}:
    path: taken.asielopvang.totaal
    range: {{low: 100, high: 103, step: 1}}
    label: {{nl: {json.dumps(PRIK)}, en: x}}
  eenheid: {{path: taken.asielopvang.eenheid, values: [{json.dumps(PRIK)}, plaatsen]}}
"""
    (tmp_path / "proef.yaml").write_text(tekst, "utf-8")
    run_experiment(make_setup(tmp_path / "proef.yaml"), tmp_path / "u", workers=0)
    pagina = write_pages(tmp_path / "u").read_text("utf-8")
    assert "kwaad()" in pagina
    veilig(pagina, 0)
