"""What a plan tells beside its numbers, on screen and in files: regional sites, choices, places freed."""

import csv
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest

import verdeling
from verdeling.cli import main


@pytest.fixture
def cli(capsys):
    def run(*args: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main([*args])
        return int(ended.value.code or 0), capsys.readouterr().out

    return run


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


def sheet(folder: Path, name: str) -> list[dict[str, object]]:
    book = openpyxl.load_workbook(folder / "verdeling.xlsx", read_only=True)
    head, *lines = book[name].iter_rows(values_only=True)
    return [dict(zip(head, line, strict=True)) for line in lines if line[0] is not None]


def test_every_choice_of_a_regional_site_and_its_cost_is_shown(cli, tmp_path):
    """The Zwolle group has 659 places, 59 above the studied 600; Kampen would add its 189 to that."""
    folder = tmp_path / "uit"
    code, shown = cli("run", "ijsselland-rol", "--zonder-rapport", "--out", str(folder))
    assert code == 0
    assert "Zwolle: 659 plaatsen (" in shown
    assert "een locatie van 400 tot en met 600 plaatsen" in shown
    assert "Kampen bij Zwolle: regionale locaties buiten hun omvang (plaatsen) +189" in shown
    assert "Kampen bij Flevoland: even goed als het plan (gekozen)" in shown
    assert "Twenterand bij geen locatie van de regio: even goed als het plan (gekozen)" in shown

    takes_part = rows(folder / "rol.csv")
    assert len(takes_part) == 11
    assert sum(int(r["plaatsen"]) for r in takes_part if r["locatie"] == "Zwolle") == 659
    assert [r["locatie"] for r in takes_part if r["gemeente"] == "Kampen"] == ["Flevoland"]

    choices = rows(folder / "keuzes.csv")
    wie = {(r["gemeente"], r["locatie"]) for r in choices}
    assert wie == {("Kampen", k) for k in ("Zwolle", "Schalkhaar", "Hardenberg", "Flevoland")} | {
        ("Twenterand", "Hardenberg"),
        ("Twenterand", ""),
    }
    size = {(r["gemeente"], r["locatie"]): r for r in choices if r["doel"] == "rol_omvang"}
    assert (size["Kampen", "Zwolle"]["waarde"], size["Kampen", "Zwolle"]["verschil"]) == ("248", "189")
    assert {r["mogelijk"] for r in choices} == {"1"}
    for name, table in (("rol", takes_part), ("keuzes", choices)):
        in_book = sheet(folder, name)
        assert [r["gemeente"] for r in in_book] == [r["gemeente"] for r in table]
        assert [r["locatie"] or "" for r in in_book] == [r["locatie"] for r in table]
    sentences = json.loads((folder / "diagnostics.json").read_text("utf-8"))["keuzes"]
    assert len(sentences) == 6
    assert all(s["nl"] in shown and s["en"] != s["nl"] for s in sentences)


def test_places_freed_by_housing_are_shown(cli, tmp_path):
    """At most a tenth of a task beyond it, and 1.19 of the four half-years of a place per person."""
    folder = tmp_path / "uit"
    code, shown = cli("run", "samen-2026-vaten", "--zonder-rapport", "--out", str(folder))
    table = rows(folder / "vaten.csv")
    people, places = (sum(int(r[k]) for r in table) for k in ("boven_taak", "vrijgekomen"))
    assert (code, people, places) == (0, 2681, 774)
    assert all(int(r["vrijgekomen"]) <= int(r["boven_taak"]) * 8 / 27 for r in table)
    assert all(int(r["plaats_halfjaren"]) == 4 * int(r["vrijgekomen"]) for r in table)
    assert all(0 < int(r["boven_taak"]) <= int(r["aantal"]) // 10 for r in table)
    assert f"{len(table)} gemeenten huisvesten samen 2.681 statushouders boven hun taak" in shown
    most = max(table, key=lambda r: int(r["boven_taak"]))
    assert most["gemeente"] in shown[shown.index("Boven de taak huisvesten") :]
    assert [r["boven_taak"] for r in sheet(folder, "vaten")] == [int(r["boven_taak"]) for r in table]
    _, told = cli("explain", "samen-2026-vaten", most["gemeente"])
    assert f"huisvest {most['boven_taak']} statushouders boven de taak" in told


def test_a_plan_without_these_rules_has_none_of_these_tables(tmp_path):
    """One provincie of the main model: no regional site, no housing beyond a task, no choice left open."""
    result = verdeling.run("spreidingswet-2026", overrides=["gebied=[PV29]", "taken.asielopvang.totaal=1910"])
    assert result.keuzes == ()
    assert not {"rol", "vaten", "keuzes"} & set(result.tabellen)


def test_explain_names_the_regional_site(cli):
    _, told = cli("explain", "ijsselland-rol", "Staphorst")
    assert "Staphorst doet mee aan de regionale opvanglocatie Zwolle" in told


def test_a_long_month_table_shows_what_changes_and_all_of_it_on_request(cli):
    """Twelve provincies whose need changes twice in 24 months."""
    line = re.compile(r"^ \S.* 202[34]-\d\d-01 ", re.M)
    _, shown = cli("run", "lange-termijn-2022")
    _, everything = cli("run", "lange-termijn-2022", "--alles")
    assert len(line.findall(everything)) == 12 * 24
    assert len(line.findall(shown)) == 12 * 3
    assert set(line.findall(shown)) <= set(line.findall(everything))


def test_the_report_shows_sites_choices_and_levels(tmp_path):
    verdeling.run("ijsselland-rol").schrijf(tmp_path / "rol", "en")
    page = (tmp_path / "rol" / "report.html").read_text("utf-8")
    assert "Kampen with Zwolle: regional sites outside their size (places) +189" in page
    verdeling.run("ijsselland-2023").schrijf(tmp_path / "keten")
    page = (tmp_path / "keten" / "report.html").read_text("utf-8")
    levels = rows(tmp_path / "keten" / "gebieden.csv")
    given = {(r["taak"], r["code"]): (r["aantal"], r["gegeven"]) for r in levels}
    # Overijssel was given, IJsselland follows by inhabitants.
    assert given["opgave_51000", "PV23"] == ("2943", "1")
    assert [given[f"opgave_{n}", "VR04"] for n in (51000, 61200, 75500)] == [
        ("1351", "0"),
        ("1621", "0"),
        ("1836", "0"),
    ]
    assert all(number in page for number in ("1.351", "1.621", "1.836"))
