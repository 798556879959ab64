"""A model whose rules have no plan: check and compare go on with the figures, and end with 3."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.small_model import REGELS, Plaats, schrijf_model

from verdeling.cli import main

# A site needs 3. Borsele is asked 2 and Goes 1, 40 km apart: nowhere.
GEEN = [Plaats("GM0654", "Borsele", "Zeeland", 2), Plaats("GM0664", "Goes", "Zeeland", 1, x=40)]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return schrijf_model(tmp_path / "in", GEEN, REGELS)


def draai(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as einde:
        main([str(a) for a in args])
    uit = capsys.readouterr()
    return int(str(einde.value.code)), uit.out, uit.err


def check(capsys, model: Path, tekst: str, *args: str) -> tuple[int, str, str]:
    pad = model.parent.parent / "tabel.csv"
    pad.write_text(tekst, "utf-8")
    return draai(capsys, "check", model, pad, "--data", model.parent, *args)


def test_check_tells_the_conflict_first_and_compares_the_figures(model, capsys):
    code, out, err = check(capsys, model, "code,indicatief,plan\nGM0654,2,3\nGM0664,2,0\n")
    assert code == 3
    assert err.startswith("Er is geen plan dat aan alle regels voldoet.")
    assert err.index("Borsele moet 2 plaatsen") < err.index("De kolom indicatief is wel vergeleken")
    assert "Goes (GM0664)" in out
    assert "Borsele (GM0654)" not in out, "2 is what comes out"


def test_check_of_a_plan_alone_says_that_nothing_was_compared(model, capsys):
    code, out, err = check(capsys, model, "code,plan\nGM0654,3\nGM0664,0\n", "--lang", "en")
    assert code == 3
    assert out == ""
    assert "nothing else to compare" in err


def test_check_as_json_holds_figures_and_conflict(model, capsys):
    tabel = "code,indicatief,plan\nGM0654,2,3\nGM0664,1,0\n"
    code, out, err = check(capsys, model, tabel, "--json")
    blok = json.loads(out)
    assert code == 3
    assert blok["verschillend"] == 0
    assert "Borsele" in blok["geen_plan"]["nl"][0]
    assert blok["geen_plan"]["en"] != blok["geen_plan"]["nl"]
    assert json.loads(err[: err.index("\n}") + 2])["problemen"]


def test_check_of_a_table_of_figures_needs_no_plan(model, capsys):
    code, out, err = check(capsys, model, "code,aantal\nGM0654,2\nGM0664,1\n")
    assert (code, "geen plan dat aan alle regels" in err) == (0, False)
    assert out


def test_compare_tells_the_conflict_first_and_compares_the_figures(model, capsys, tmp_path):
    ander = "2:taken.opvang.totaal=6"
    code, out, err = draai(
        capsys, "compare", model, model, "--data", model.parent, "--set", ander, "--out", tmp_path / "uit"
    )
    assert code == 3
    assert err.startswith("Er is geen plan dat aan alle regels voldoet.")
    assert "de plannen zijn niet vergeleken" in err
    assert "3 → 6" in out
    assert (tmp_path / "uit" / "manifest.json").is_file() or list((tmp_path / "uit").iterdir())


def test_compare_of_a_folder_without_a_plan_and_the_model(model, capsys, tmp_path):
    uit = tmp_path / "uit"
    assert draai(capsys, "run", model, "--data", model.parent, "--out", uit)[0] == 3
    code, out, err = draai(capsys, "compare", uit, model, "--data", model.parent)
    assert code == 3
    assert "plannen zijn niet vergeleken" in err
    assert out


@pytest.mark.parametrize("motor", ["scip", "highs", "cbc", "cp-sat"])
def test_every_engine_ends_on_a_model_without_a_plan_and_tells_the_conflict(model, capsys, motor):
    code, out, err = draai(
        capsys, "run", model, "--data", model.parent, "--engine", motor, "--time-limit", "60"
    )
    assert code == 3
    assert "Borsele moet 2 plaatsen laten opvangen" in err
    assert "Goes" in out
