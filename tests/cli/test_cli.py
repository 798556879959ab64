"""The command line: what goes where, exit codes, languages, no traceback."""

import csv
import io
import json
import os
import subprocess
import sys
from fractions import Fraction

import pytest
from support.paths import ROOT

from verdeling.cli import chosen_language

CODES = 342


COLUMNS = "100"


# --- help and language --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    ["", "run", "explain", "check", "speelruimte", "prijs", "models", "models show", "data", "data sjabloon"],
)
def test_help_is_dutch_by_default_and_english_when_asked(cli, command):
    code, dutch, _ = cli(*command.split(), "--help")
    assert code == 0
    assert "Gebruik: verdeling" in dutch
    assert "Options:" not in dutch
    _, english, _ = cli(*command.split(), "--help", "--lang", "en")
    assert "Usage: verdeling" in english
    assert "Opties" not in english


def test_the_language_comes_from_the_option_then_the_environment(monkeypatch):
    monkeypatch.setenv("VERDELING_LANG", "en")
    assert chosen_language(["run", "inwoners"]) == "en"
    assert chosen_language(["run", "--lang", "nl"]) == "nl"
    assert chosen_language(["--lang=nl", "run"]) == "nl"
    monkeypatch.setenv("VERDELING_LANG", "fr")
    assert chosen_language([]) == "nl"


def test_an_unknown_language_in_the_environment_is_told_once_in_both_languages(cli, monkeypatch):
    code, dutch, err = cli("--help")
    assert (code, err) == (0, "")
    monkeypatch.setenv("VERDELING_LANG", "de")
    code, out, err = cli("--help")
    assert (code, out) == (0, dutch)
    assert [line.split(" ")[:3] for line in err.splitlines()] == [
        ["VERDELING_LANG=de", "is", "geen"],
        ["VERDELING_LANG=de", "is", "no"],
    ]
    assert cli("--help", "--lang", "en")[2] == ""
    monkeypatch.setenv("VERDELING_LANG", "")
    assert cli("--help")[2] == ""


def test_usage_errors_end_with_2_in_the_language_of_the_user(cli):
    code, out, err = cli("run", "inwoners", "--bestaat-niet")
    assert (code, out) == (2, "")
    assert "De optie" in err
    assert "bestaat niet" in err
    assert cli("run")[0] == 2
    assert cli("vlieg")[0] == 2
    assert cli("run", "inwoners", "--lang", "fr")[0] == 2
    assert "No such option" in cli("run", "inwoners", "--bestaat-niet", "--lang", "en")[2]


def test_version(cli):
    assert cli("--version")[:2] == (0, "verdeling 0.1.0\n")


# --- run ----------------------------------------------------------------------------------------------------


def test_run_shows_the_provinces_and_says_the_rest_on_stderr(cli):
    code, out, err = cli("run", "spreidingswet-2026")
    assert code == 0
    for line in ("Groningen", "2.483", "Zuid-Holland", "18.175", "88.000"):
        assert line in out
    assert "cirkelredenering" not in err
    assert "De formule geeft 258 van 342 gepubliceerde cijfers precies" in err
    assert "Open in de bronnen (6; --open geeft uitleg): De score SES-WOA van de formule." in err
    assert "Het jaar van de score" not in err
    assert "cirkelredenering" not in out


def test_open_items_are_explained_on_request(cli):
    _, _, err = cli("run", "spreidingswet-2026", "--zonder-plan", "--open")
    assert "Open: De score SES-WOA van de formule. Het jaar van de score is niet gepubliceerd." in err
    assert err.count("Open: ") == 2  # the others are about the plan


def test_notices_of_one_kind_share_a_line(cli):
    _, _, short = cli("run", "taakstelling-2022-2")
    _, _, long = cli("run", "taakstelling-2022-2", "--open")
    assert short.count("[V184]") == 1
    assert f"en nog {long.count('[V184]') - 1} zulke meldingen" in short


def test_only_one_format_at_a_time(cli):
    assert cli("run", "inwoners", "--csv", "--json")[0] == 2


def test_many_problems_of_one_kind_are_cut_on_the_terminal_and_complete_in_json(cli, tmp_path):
    table = tmp_path / "scheef.csv"
    table.write_text("code,aantal,meer\n" + "GM0034,1\n" * 30, "utf-8")
    code, out, err = cli("check", "inwoners", str(table))
    assert (code, out) == (1, "")
    assert err.startswith("Dit gaat niet; 30 problemen:\n")
    assert err.count("scheef.csv:") == 10
    assert "en nog 20 zulke problemen [V116]" in err
    assert len(json.loads(cli("check", "inwoners", str(table), "--json")[2])["problemen"]) == 30


def test_why_the_system_refuses_a_file_is_told_in_the_language_of_the_reader(cli, tmp_path):
    missing = str(tmp_path / "weg.csv")
    assert "dit bestand of deze map bestaat niet" in cli("check", "inwoners", missing)[2]
    assert "no such file or folder" in cli("check", "inwoners", missing, "--lang", "en")[2]


def test_help_names_values_in_the_language_of_the_reader(cli):
    assert "--data MAP" in cli("run", "--help")[1]
    assert "--data FOLDER" in cli("run", "--help", "--lang", "en")[1]
    assert "OPDRACHT [ARGUMENTEN]" in cli("--help")[1]


def test_no_number_is_ever_cut_off(cli, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    for model in ("spreidingswet-2024", "inwoners", "cno-450"):
        assert "…" not in cli("run", model, "--alles")[1]


def test_run_all_shows_every_gemeente(cli):
    _, out, _ = cli("run", "inwoners", "--alles")
    names = [row["gemeente"] for row in csv.DictReader(io.StringIO(cli("run", "inwoners", "--csv")[1]))]
    assert len(names) == CODES
    assert not [name for name in names if name not in out]


def test_run_csv_has_the_columns_of_the_contract_and_no_zero_for_what_is_not_known(cli):
    _, out, _ = cli("run", "inwoners", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert ",".join(rows[0]) == (
        "taak,code,gemeente,provincie,inwoners,gewicht,quotum,indicatief,bestaand,gevraagd,nieuw,omgezet,plan,"
        "verschil,uitkering_eur"
    )
    assert [r["code"] for r in rows] == sorted(r["code"] for r in rows)
    assert len(rows) == CODES
    assert sum(int(r["indicatief"]) for r in rows) == 88_000
    assert {r[k] for r in rows for k in ("bestaand", "plan", "uitkering_eur")} == {""}


def test_run_json_holds_the_same_rows(cli):
    _, out, _ = cli("run", "inwoners", "--json")
    result = json.loads(out)
    assert result["taken"]["asielopvang"]["totaal"] == 88_000
    assert len(result["rijen"]) == CODES
    assert result["rijen"][0]["code"] == "GM0014"
    assert result["rijen"][0]["plan"] is None


def test_set_changes_a_value_and_an_unknown_path_names_the_nearest(cli):
    _, out, _ = cli("run", "inwoners", "--set", "taken.asielopvang.totaal=75500", "--csv")
    assert sum(int(r["indicatief"]) for r in csv.DictReader(io.StringIO(out))) == 75_500
    _, out, _ = cli("run", "inwoners", "--set", "taken.asielopvang.totaal=75500")
    assert "Aangepast van inwoners: totaal 75.500." in out.splitlines()
    code, out, err = cli("run", "inwoners", "--set", "taken.asielopvang.totaaal=1")
    assert (code, out) == (1, "")
    assert "taken.asielopvang.totaal" in err or "totaaal" in err


def test_bad_models_and_data_end_with_1_without_traceback_and_write_nothing(cli, tmp_path):
    code, out, err = cli("run", "inwonrs", "--out", str(tmp_path / "uit"))
    assert (code, out) == (1, "")
    assert "bedoelde u inwoners?" in err
    assert "Traceback" not in err
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "gemeenten.csv").write_text("code,gemeente,provincie,inwoners\n,X,Y,-3\n", "utf-8")
    code, _, err = cli("run", "inwoners", "--data", str(tmp_path / "data"), "--out", str(tmp_path / "uit"))
    assert code == 1
    assert "gemeenten.csv" in err
    assert not (tmp_path / "uit").exists()


def test_errors_can_be_json(cli):
    code, out, err = cli("run", "inwonrs", "--json")
    assert (code, out) == (1, "")
    assert json.loads(err)["problemen"][0]["code"] == "V214"


# --- result folder ------------------------------------------------------------------------------------------


def test_out_writes_a_whole_folder_and_again_byte_for_byte(cli, tmp_path):
    first, second = tmp_path / "een", tmp_path / "twee"
    code, _, err = cli("run", "spreidingswet-2024", "--out", str(first))
    assert code == 0
    assert f"Uitkomst in {first}" in err
    cli("run", "spreidingswet-2024", "--out", str(second))
    cli("run", "inwoners", "--out", str(second))  # replaces an earlier result
    cli("run", "spreidingswet-2024", "--out", str(second))
    names = sorted(p.name for p in first.iterdir())
    assert names == [
        "bindend.csv",
        "diagnostics.json",
        "formule.csv",
        "manifest.json",
        "report.html",
        "stromen.csv",
        "termijnen.csv",
        "trace.jsonl",
        "verdeling.csv",
        "verdeling.xlsx",
        "wat_als.csv",
    ]
    assert all((first / n).read_bytes() == (second / n).read_bytes() for n in names)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["een", "twee"]


def test_out_never_overwrites_what_is_not_a_result(cli, tmp_path):
    (tmp_path / "foto.jpg").write_bytes(b"x")
    code, out, err = cli("run", "inwoners", "--out", str(tmp_path))
    assert (code, out) == (1, "")
    assert "V601" in err
    assert [p.name for p in tmp_path.iterdir()] == ["foto.jpg"]
    code, _, err = cli("run", "inwoners", "--out", str(tmp_path / "foto.jpg"))
    assert code == 1
    assert "V602" in err


# --- explain ------------------------------------------------------------------------------------------------


def test_explain_shows_the_sum_from_source_to_figure(cli):
    code, out, _ = cli("explain", "inwoners", "GM0150")
    assert code == 0
    # 88 000 × 104 301 / 18 044 027 = 508.670…
    for piece in (
        "Deventer (GM0150), Overijssel",
        "104.301",
        "18.044.027",
        "508,67",
        "Uitkomst: 509 plaatsen",
    ):
        assert piece in out


def test_explain_in_english_has_english_numbers(cli):
    _, out, _ = cli("explain", "inwoners", "150", "--lang", "en")
    assert "Figure: 509 places" in out
    assert "18,044,027" in out
    assert "with 1,000 more inhabitants" in out


def test_explain_json_is_exact(cli):
    from fractions import Fraction

    _, out, _ = cli("explain", "spreidingswet-2026", "Deventer", "--zonder-plan", "--json")
    (uitleg,) = json.loads(out)
    steps = sum(Fraction(s["bijdrage"]) for s in uitleg["stappen"])
    assert Fraction(uitleg["start"]) + steps == uitleg["aantal"] == 488
    assert Fraction(uitleg["quotum"]) == Fraction(uitleg["totaal"]) * Fraction(uitleg["aandeel"])
    assert [b["kolom"] for b in uitleg["bronnen"]] == ["inwoners", "ses_woa"]
    assert uitleg["bronnen"][1]["status"] == "derived"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("deventer", "GM0150"),
        ("0150", "GM0150"),
        ("wijdem", "GM1696"),
        ("Den Haag", "GM0518"),
        ("den bosch", "GM0796"),
        ("Sudwest", "GM1900"),
        ("Utrecht", "GM0344"),
    ],
)
def test_a_gemeente_is_found_by_name_code_or_part(cli, asked, found):
    code, out, _ = cli("explain", "inwoners", asked, "--json")
    assert code == 0
    assert json.loads(out)[0]["code"] == found


def test_an_unknown_or_ambiguous_gemeente_is_told(cli):
    code, out, err = cli("explain", "inwoners", "Wijdemeeren")
    assert (code, out) == (1, "")
    assert "bedoelde u Wijdemeren (GM1696)?" in err
    code, _, err = cli("explain", "inwoners", "Bergen")
    assert code == 1
    assert "Bergen (L.) (GM0893, Limburg)" in err
    code, _, err = cli("explain", "inwoners", "Deventer", "--taak", "vervoer")
    assert code == 1
    assert "asielopvang" in err


# --- check --------------------------------------------------------------------------------------------------


def test_check_accepts_the_own_result_and_ends_with_0(cli, tmp_path):
    cli("run", "spreidingswet-2024", "--zonder-plan", "--zonder-rapport", "--out", str(tmp_path / "uit"))
    table = str(tmp_path / "uit" / "verdeling.csv")
    code, out, _ = cli("check", "spreidingswet-2024", table)
    assert code == 0
    assert "alle 342 gehele getallen zijn gelijk" in out
    assert cli("check", "spreidingswet-2024", table, "--taak", "asielopvang/amv")[0] == 0


def test_check_lists_every_difference_and_ends_with_5(cli, tmp_path):
    table = tmp_path / "tabel.csv"
    table.write_text("gemeente;aantal\nDeventer;509\nZwolle;650\nden haag;2774,5\n", "utf-8")
    code, out, _ = cli("check", "inwoners", str(table))
    assert code == 5
    assert "Zwolle (GM0193)" in out
    assert "'s-Gravenhage (GM0518)" in out
    assert "Deventer (GM0150)" not in out
    code, out, _ = cli("check", "inwoners", str(table), "--json")
    result = json.loads(out)
    assert (result["vergeleken"], result["verschillend"], len(result["afwezig"])) == (3, 2, CODES - 3)


def test_check_compares_provinces_too(cli, tmp_path):
    figures = (
        "Groningen 2483,Fryslân 3094,Drenthe 2460,Overijssel 5801,Flevoland 2285,Gelderland 10749,"
        "Utrecht 7542,Noord-Holland 14905,Zuid-Holland 18175,Zeeland 1910,Noord-Brabant 13476,Limburg 5120"
    )
    table = tmp_path / "provincies.csv"
    rows = "\n".join(f.replace(" ", ",") for f in figures.split(","))
    table.write_text(f"provincie,opgave\n{rows}\n", "utf-8")
    code, out, _ = cli("check", "spreidingswet-2026", str(table))
    assert code == 0
    assert "88.000" in out


def test_check_compares_a_declared_province_with_its_own_figure_and_not_with_a_sum(cli, tmp_path):
    """5 088 × 590 170 / 17 590 672 = 170.70 for Groningen, published 171: the quota is not 171.00."""
    table = tmp_path / "amv.csv"
    rows = list(csv.DictReader((ROOT / "tests/golden/amv_2023.csv").open(encoding="utf-8")))
    rows = [row for row in rows if row["landelijk"] == "75500"]
    table.write_text("code,amv\n" + "".join(f"{r['code'].lower()},{r['amv']}\n" for r in rows), "utf-8")
    code, out, _ = cli("check", "amv-2023-75500", str(table), "--json")
    result = json.loads(out)
    assert (code, result["vergeleken"], result["verschillend"]) == (0, 12, 0)
    groningen = result["regels"][0]
    assert (groningen["code"], groningen["berekend"]) == ("PV20", 171)
    assert Fraction(groningen["quotum"]) == Fraction(5088 * 590_170, 17_590_672)
    # Overijssel has 2 943, while its gemeenten, each rounded down, add up to less.
    table.write_text("provincie,aantal\nOverijssel,2943\n", "utf-8")
    assert cli("check", "ijsselland-2023", str(table))[0] == 0


def test_the_unrounded_number_of_a_province_is_what_was_rounded(cli):
    _, out, _ = cli("run", "amv-2023-75500")
    (first, *_) = [line.split() for line in out.splitlines() if line.startswith(" Groningen ")]
    assert first[2:4] == ["170,70", "171"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("gemeente,aantal\nDevente,1\nDeventer,2\nDeventer,3\nZwolle,x\n", ("V197", "V515", "V140")),
        ("plaats,aantal\nDeventer,1\n", ("V511",)),
        ("gemeente,a,b\nDeventer,1,2\n", ("V512",)),
        ("provincie,a\nHolland,1\n", ("V514",)),
        ("code,a\nPV20,1\nPV99,1\n", ("PV99", "V514")),
        ("taak,code,aantal\nvervoer,GM0150,1\n", ("V516", "vervoer")),
        ("code,aantal\nGM0150,veel\n", ("V517",)),
        ("code,aantal\nGM0150,508 plaatsen\n", ("V517", "tabel.csv:2:aantal", "508 plaatsen", "V140")),
        ("code,gemeente,aantal\n150,Zwolle,1\n193,zwolle,1\n", ("V136", "dat is Deventer")),
    ],
)
def test_a_bad_table_is_told_all_at_once(cli, tmp_path, text, code):
    table = tmp_path / "tabel.csv"
    table.write_text(text, "utf-8")
    exit_code, out, err = cli("check", "inwoners", str(table))
    assert (exit_code, out) == (1, "")
    assert [c for c in code if c not in err] == []
    assert cli("check", "inwoners", str(table), "--kolom", "zzz")[0] == 1


# --- models and data ----------------------------------------------------------------------------------------


def test_models_lists_and_shows(cli, tmp_path):
    _, out, _ = cli("models")
    assert {"inwoners", "spreidingswet-2026", "cno-450"} <= {line.split()[0] for line in out.splitlines()}
    _, out, _ = cli("models", "show", "inwoners")
    (tmp_path / "mijn.yaml").write_text(out, "utf-8")
    assert cli("run", str(tmp_path / "mijn.yaml"), "--csv")[1] == cli("run", "inwoners", "--csv")[1]
    assert json.loads(cli("models", "--json")[1])[0]["naam"]


def test_data_lists_what_each_figure_is_worth(cli):
    _, out, _ = cli("data")
    (line,) = [line for line in out.splitlines() if line.startswith("ses_woa ")]
    assert "afgeleid" in line
    (line,) = [line for line in out.splitlines() if line.startswith("capaciteit_regulier ")]
    assert "NOS" in line
    assert "geen open licentie" in line
    assert {"inwoners", "ses_woa"} <= {b["kolom"] for b in json.loads(cli("data", "--json")[1])}


def test_the_template_is_usable_as_it_is_and_never_overwrites(cli, tmp_path):
    folder = str(tmp_path / "eigen")
    assert cli("data", "sjabloon", folder)[0] == 0
    date = "taken.asielopvang.sleutel.peildatum=2026-01-01"
    own = cli("run", "inwoners", "--data", folder, "--set", date, "--csv")
    assert own[0] == 0
    assert own[1] == cli("run", "inwoners", "--set", date, "--csv")[1]
    code, _, err = cli("data", "sjabloon", folder)
    assert code == 1
    assert "V604" in err


# --- as a process -------------------------------------------------------------------------------------------


def test_a_closed_pipe_is_no_error():
    command = f"{sys.executable} -m verdeling run inwoners --csv | head -1"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.stdout.startswith("taak,code")
    assert "Traceback" not in done.stderr


def test_names_of_models_complete_with_tab():
    env = os.environ | {
        "_VERDELING_COMPLETE": "bash_complete",
        "COMP_WORDS": "verdeling run inw",
        "COMP_CWORD": "2",
    }
    done = subprocess.run(
        [sys.executable, "-c", "from verdeling.cli import main; main([])"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert "plain,inwoners" in done.stdout


def test_the_short_way_of_capacity_is_told_where_the_model_reads_it(cli, tmp_path):
    for model, told in (("taakstelling", False), ("spreidingswet-2026", True)):
        *_, stderr = cli("data", "sjabloon", str(tmp_path / model), "--model", model)
        assert ("capaciteit.xlsx" in stderr) is told
