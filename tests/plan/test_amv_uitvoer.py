"""The amv places that a plan decides stand in every output."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from support.small_model import BRON, REGELS, Plaats, schrijf_model

import verdeling
from verdeling.cli import main

# The plan is 4 in Borsele and 3 in Goes. Of 5 amv places, at least 2 together, the first gets the least:
# 2 to Borsele and 3 to Goes.
PLAATSEN = [Plaats("GM0654", "Borsele", "Zeeland", 4), Plaats("GM0664", "Goes", "Zeeland", 3, x=40)]
AMV = {"totaal": {"PV29": {"waarde": 5, "grondslag": BRON}}, "minimum": 2}
GOED = {"GM0654": 2, "GM0664": 3}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return schrijf_model(tmp_path_factory.mktemp("amv") / "in", PLAATSEN, REGELS | {"amv": AMV})


@pytest.fixture(scope="module")
def uit(model: Path) -> Path:
    folder = model.parent.parent / "uit"
    verdeling.run(model, model.parent).schrijf(folder, geo=True)
    return folder


def draai(capsys: pytest.CaptureFixture[str], *args: object) -> str:
    with pytest.raises(SystemExit) as einde:
        main([str(a) for a in args])
    assert einde.value.code == 0
    return capsys.readouterr().out


def test_the_plan_has_them(model):
    plan = verdeling.run(model, model.parent).plan
    assert plan is not None
    assert dict(zip(plan.codes, plan.amounts("amv") or (), strict=True)) == GOED


def test_the_table_has_them(uit):
    with (uit / "amv.csv").open(encoding="utf-8", newline="") as bestand:
        assert {r["code"]: int(r["amv"]) for r in csv.DictReader(bestand)} == GOED


def test_the_json_has_them(uit):
    blok = json.loads((uit / "diagnostics.json").read_text("utf-8"))
    assert {r["code"]: r["amv"] for r in blok["amv"]} == GOED


def test_the_workbook_has_them(uit):
    blad = load_workbook(uit / "verdeling.xlsx", read_only=True)["amv"]
    kop, *rijen = blad.iter_rows(values_only=True)
    code, amv = kop.index("code"), kop.index("amv")
    assert {r[code]: r[amv] for r in rijen} == GOED


def test_the_report_has_them(uit):
    pagina = (uit / "report.html").read_text("utf-8")
    begin = pagina.index("Plaatsen voor alleenstaande minderjarigen (amv)")
    assert "Goes" in pagina[begin : begin + 3000]


def test_the_map_has_them(uit):
    lagen = json.loads((uit / "verdeling.geojson").read_text("utf-8"))["features"]
    assert {f["properties"]["code"]: f["properties"]["amv"] for f in lagen} == GOED


def test_explain_and_the_screen_have_them(model, capsys):
    assert "van de 3 plaatsen in Goes zijn 3 voor alleenstaande minderjarigen" in draai(
        capsys, "explain", model, "Goes", "--data", model.parent
    )
    (uitleg,) = json.loads(draai(capsys, "explain", model, "Goes", "--data", model.parent, "--json"))
    assert uitleg["plan"]["amv"] == 3
    scherm = draai(capsys, "run", model, "--data", model.parent)
    assert "5 plaatsen in 2 gemeenten" in scherm


def test_a_model_without_the_rule_has_none(tmp_path):
    pad = schrijf_model(tmp_path / "in", PLAATSEN, REGELS)
    verdeling.run(pad, pad.parent).schrijf(tmp_path / "uit", rapport=None, geo=True)
    assert not (tmp_path / "uit/amv.csv").exists()
    assert "amv" not in json.loads((tmp_path / "uit/diagnostics.json").read_text("utf-8"))
    assert "amv" not in (tmp_path / "uit/verdeling.geojson").read_text("utf-8")
