"""A plan that fails leaves the rest standing: figures, folder, report, explanations, other provincies."""

from __future__ import annotations

import csv
import io
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from support.brute import Geval, beste
from support.plans import basis, data_van, klein_genoeg, opdracht_van
from support.small_model import REGELS, Plaats, schrijf_model
from support.worked_examples import SAMEN, VOORBEELDEN

import verdeling
from verdeling.cli import main
from verdeling.errors import Onoplosbaar, Problem
from verdeling.pipeline import NoPlanPossible
from verdeling.plan.partial import binnen, partial_plan
from verdeling.plan.plan import solve_plan
from verdeling.plan.questions.conflict import NoPlan
from verdeling.report.page import write_report

# A site needs 3. Borsele is asked 2 and Goes 1, 40 km apart: nowhere. Zwolle sends one of its 4 over 5 km to
# Deventer, which then has 3 (50); both of the 2 of Deventer the other way would be 100.
ZEELAND = [Plaats("GM0654", "Borsele", "Zeeland", 2), Plaats("GM0664", "Goes", "Zeeland", 1, x=40)]
OVERIJSSEL = [
    Plaats("GM0193", "Zwolle", "Overijssel", 4, x=100),
    Plaats("GM0150", "Deventer", "Overijssel", 2, x=105),
]


@pytest.fixture
def half(tmp_path: Path) -> Path:
    """A model in which Overijssel has a plan and Zeeland has none."""
    return schrijf_model(tmp_path / "in", [*OVERIJSSEL, *ZEELAND], REGELS)


@pytest.fixture
def geen(tmp_path: Path) -> Path:
    """A model in which no provincie has a plan."""
    return schrijf_model(tmp_path / "in", ZEELAND, REGELS)


def draai(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as einde:
        main([str(a) for a in args])
    uit = capsys.readouterr()
    return int(str(einde.value.code)), uit.out, uit.err


def rijen(tekst: str) -> dict[str, dict[str, str]]:
    return {r["code"]: r for r in csv.DictReader(io.StringIO(tekst))}


def test_a_run_shows_the_figures_and_the_plan_that_there_is_and_ends_with_3(half, capsys):
    code, out, err = draai(capsys, "run", half, "--data", half.parent, "--csv")
    assert code == 3
    regels = rijen(out)
    assert {c: r["indicatief"] for c, r in regels.items()} == {
        "GM0150": "2",
        "GM0193": "4",
        "GM0654": "2",
        "GM0664": "1",
    }
    assert regels["GM0193"]["plan"] == regels["GM0150"]["plan"] == "3"
    assert regels["GM0654"]["plan"] == regels["GM0664"]["nieuw"] == ""
    assert err.startswith("Er is geen plan dat aan alle regels voldoet.")
    assert "Borsele moet 2 plaatsen laten opvangen" in err
    assert "Er is geen plan voor Zeeland" in err
    assert "--zonder-plan" not in err


def test_the_screen_begins_with_the_conflict_and_shows_all_tables(half, capsys):
    code, out, err = draai(capsys, "run", half, "--data", half.parent, "--lang", "en")
    assert code == 3
    assert err.startswith("There is no plan that keeps all rules.")
    assert "Zwolle" in out
    assert "Borsele" in out
    assert "Overijssel" in out


def test_the_folder_is_whole_and_says_who_has_no_plan(half, capsys, tmp_path):
    uit = tmp_path / "uit"
    code, _, _ = draai(capsys, "run", half, "--data", half.parent, "--out", uit, "--geo")
    assert code == 3
    for naam in (
        "verdeling.csv",
        "verdeling.xlsx",
        "trace.jsonl",
        "stromen.csv",
        "report.html",
        "manifest.json",
    ):
        assert (uit / naam).is_file(), naam
    with (uit / "geen_plan.csv").open(encoding="utf-8", newline="") as bestand:
        tabel = list(csv.DictReader(bestand))
    assert [(r["code"], r["waar"]) for r in tabel if r["soort"] == "provincie"] == [("PV29", "Zeeland")]
    assert any("Borsele" in r["nl"] for r in tabel if r["soort"] == "conflict")
    blok = json.loads((uit / "diagnostics.json").read_text("utf-8"))
    assert blok["geen_plan"]["provincies"] == ["PV29"]
    assert blok["plan"]["cijfers"]["plan"] == 6
    assert "diagnostiek_plan" not in blok, "measures compare all gemeenten: of a part there are none"
    pagina = (uit / "report.html").read_text("utf-8")
    assert pagina.index("Er is geen plan voor Zeeland") < pagina.index('id="kaart"')
    assert write_report(uit, "en", tmp_path / "en.html").read_text("utf-8").count("no plan for Zeeland")
    kaart = json.loads((uit / "verdeling.geojson").read_text("utf-8"))
    assert kaart["features"]


def test_explain_of_a_gemeente_with_a_plan_works_and_of_one_without_tells_the_conflict(half, capsys):
    code, out, err = draai(capsys, "explain", half, "Zwolle", "--data", half.parent)
    assert code == 0
    assert "Geen: 3 volgt uit de regels en de doelen" in out
    assert "Er is geen plan voor Zeeland" in err
    assert "kunnen niet samen" not in err
    code, out, err = draai(capsys, "explain", half, "Goes", "--data", half.parent)
    assert code == 3
    assert "Goes" in out
    assert "kunnen niet samen" in err


@pytest.mark.parametrize("vorm", [["--json"], ["--csv"], []])
def test_without_any_plan_the_figures_stand(geen, capsys, tmp_path, vorm):
    uit = tmp_path / "uit"
    code, out, err = draai(capsys, "run", geen, "--data", geen.parent, "--out", uit, *vorm, "--prijs")
    assert code == 3
    assert "Borsele" in out
    if vorm == ["--json"]:
        assert json.loads(out)["geen_plan"]["provincies"] == ["PV29"]
        assert json.loads(err[: err.index("\n}") + 2])["problemen"]
    assert (uit / "report.html").is_file()
    assert not (uit / "stromen.csv").exists()


def test_python_carries_the_result(half):
    with pytest.raises(Onoplosbaar) as fout:
        verdeling.run(half, half.parent)
    assert isinstance(fout.value, NoPlanPossible)
    resultaat = fout.value.over
    assert resultaat.deelplan is not None
    assert resultaat.deelplan.zonder == ("PV29",)
    assert resultaat.plan is not None
    assert resultaat.plan.codes == ("GM0150", "GM0193")
    assert "Zeeland" in repr(resultaat)
    assert resultaat.planuitleg("Zwolle") is not None
    assert resultaat.planuitleg("Goes") is None
    assert resultaat.tabel()["plan"].isna().sum() == 2


def test_a_cluster_across_the_border_joins_provincies_and_then_neither_has_a_plan(tmp_path):
    cluster = {"naam": "c", "gemeenten": ["GM0193", "GM0654"], "overeenkomst": {"bron": "proef"}}
    regels = REGELS | {"samenwerking": {"straal_km": "10", "dichtstbij": 0, "clusters": [cluster]}}
    pad = schrijf_model(tmp_path / "in", [*OVERIJSSEL, *ZEELAND], regels)
    with pytest.raises(NoPlanPossible) as fout:
        verdeling.run(pad, pad.parent)
    resultaat = fout.value.over
    assert resultaat.plan is None
    assert resultaat.deelplan is not None
    assert resultaat.deelplan.zonder == ("PV23", "PV29")
    assert any(p.code == "V802" and p.waar == "Overijssel" for p in fout.value.problemen)


def provincie(v: Geval, p: int) -> Geval:
    """The case of one provincie alone."""
    wie = [g for g in range(len(v.N)) if v.provincie[g] == p]
    return replace(
        v,
        **{veld: tuple(getattr(v, veld)[g] for g in wie) for veld in ("N", "K", "E", "plek", "provincie")},
    )


def test_the_plan_of_a_provincie_is_the_one_it_has_alone():
    """By enumeration: a provincie without a plan takes nothing from the other."""
    rng, gevonden = random.Random("deel"), 0
    while gevonden < 20:
        v = replace(basis(rng, 6), minimum=3, straal=None, dichtstbij=rng.randint(0, 1))
        if len(set(v.provincie)) < 2 or not klein_genoeg(v):
            continue
        alleen = {p: beste(provincie(v, p)) for p in (20, 21)}
        if (alleen[20] is None) == (alleen[21] is None):
            continue
        gevonden += 1
        data, opdracht = data_van(v), opdracht_van(v)
        with pytest.raises(NoPlan) as fout:
            solve_plan(data, opdracht, workers=0)
        deel = partial_plan(data, opdracht, fout.value, workers=0)
        kan = 21 if alleen[20] is None else 20
        assert deel.zonder == (f"PV{41 - kan}",)
        assert deel.plan is not None
        verwacht = alleen[kan]
        assert verwacht is not None
        assert deel.plan.nieuw == verwacht[1].n, v
        assert [d.value for d in deel.plan.doelen[:-1]] == verwacht[0], v


def test_what_rules_say_of_others_is_left_out():
    v = replace(
        SAMEN,
        provincie=(20, 20, 21),
        clusters=((0, 1, 2), (1, 2)),
        vast_plan={2: 5},
        vrijgesteld=frozenset({0}),
    )
    opdracht = binnen(opdracht_van(v), data_van(v), {"PV21"})
    assert "vast" not in opdracht.regels, "nobody is left in it"
    assert opdracht.regels["vrijstelling"] == opdracht_van(v).regels["vrijstelling"]
    clusters = opdracht.regels["samenwerking"].clusters  # type: ignore[attr-defined]
    assert [c.gemeenten for c in clusters] == [("GM0001", "GM0002")]


def test_a_goal_about_the_largest_deviation_joins_all_provincies():
    v = replace(
        SAMEN,
        N=(6, 4, 4),
        K=(0, 0, 0),
        provincie=(20, 20, 21),
        minimum=5,
        ruimte=9,
        dichtstbij=0,
        wijze="vrij",
        doelen=("eerlijk_afwijking",),
    )
    data, opdracht = data_van(v), opdracht_van(v)
    with pytest.raises(NoPlan) as fout:
        solve_plan(data, opdracht, workers=0)
    assert fout.value.gebieden == ("PV21",)
    assert partial_plan(data, opdracht, fout.value, workers=0).plan is None


def test_a_rule_that_divides_a_number_of_the_country_leaves_no_provincie_a_plan():
    """What the others would get of it is not known without the provincies that have no plan."""
    een = VOORBEELDEN["cyclus"].geval
    fout = NoPlan([Problem.van("V802", "x")], ["PV20"])
    found = partial_plan(data_van(een), opdracht_van(een), fout, workers=0)
    assert found.plan is None
    assert found.zonder == data_van(een).provincies


@pytest.mark.parametrize("soort", sorted(VOORBEELDEN.keys() - {"cyclus"}))
def test_every_rule_kind_is_narrowed_to_the_provincies_that_are_left(soort: str):
    """Beside the worked example lies a second provincie with the same numbers, which has no plan."""
    voorbeeld = VOORBEELDEN[soort]
    een = voorbeeld.geval
    dubbel = {
        veld: getattr(een, veld) * 2 for veld in ("N", "K", "E", "A", "eerder", "ander") if getattr(een, veld)
    }
    if een.amv is not None:
        dubbel["amv"] = (een.amv[0] * 2, een.amv[1])
    if een.ruil is not None:
        dubbel["ruil"] = (een.ruil[0] * 2, een.ruil[1])
    plek = (*een.plek, *((x + 1000, y) for x, y in een.plek))
    v = replace(een, **dubbel, plek=plek, provincie=(20, 20, 20, 21, 21, 21))
    if soort == "verdeelbesluit":
        regel = v.regels[soort]
        verslagen = {**regel["verslagen"], "PV21": {"waarde": 1, "grondslag": {"bron": "proef"}}}
        v = replace(v, regels={soort: {**regel, "verslagen": verslagen}})
    fout = NoPlan([Problem.van("V802", "x")], ["PV21"])
    plan = partial_plan(data_van(v), opdracht_van(v), fout, workers=0).plan
    assert plan is not None
    assert plan.codes == ("GM0001", "GM0002", "GM0003")
    assert (plan.gevraagd, plan.nieuw, plan.omgezet) == (
        voorbeeld.gevraagd,
        voorbeeld.nieuw,
        voorbeeld.omgezet,
    )
    assert {d.name: d.value for d in plan.doelen if d.name != "volgorde"} == voorbeeld.doelen
