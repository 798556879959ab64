"""Conflicts: truly infeasible, minimal, in words with numbers, with the cheapest repair."""

from __future__ import annotations

import datetime as dt
import random
import time
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.brute import beste
from support.plans import basis, data_van, klein_genoeg, opdracht_van, variant
from support.worked_examples import SAMEN

from verdeling.errors import Onoplosbaar, VerificatieFout
from verdeling.inputs.tables import load_data
from verdeling.plan.build import build_program
from verdeling.plan.plan import make_plan, solve_plan
from verdeling.plan.questions.conflict import explain_conflict, explain_infeasible
from verdeling.plan.read import read_plan_data
from verdeling.plan.rules.basis import DEFINITION
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.solver.session import Session, Unfinished
from verdeling.verdeelmodel.catalogue import load_model


@pytest.fixture(scope="module")
def zonder_naaste():
    model = load_model("spreidingswet-2026", ["plan.regels.samenwerking.dichtstbij=0"])
    gegevens = load_data(None, dt.date(2026, 1, 1))
    return model, gegevens, read_plan_data(model, gegevens, compute_indicatief(model, gegevens))


def test_without_the_four_nearest_vlieland_has_nowhere_to_go(zonder_naaste):
    """Mook, Gennep and Bergen (L.) cannot reach 100 together either: 21 + 41 + 30 = 92."""
    model, gegevens, data = zonder_naaste
    conflicten = explain_conflict(data, model.plan)
    assert [c.gebied for c in conflicten] == [("PV21",), ("PV31",)]
    fryslan = conflicten[0]
    eigen = [{w for _, w in s if w.startswith("GM")} for s in fryslan.sets]
    assert {"GM0096"} in eigen
    assert {frozenset(e) for e in eigen} == {frozenset({c}) for c in ("GM0060", "GM0088", "GM0093", "GM0096")}
    assert {r for r, _ in fryslan.sets[0]} == {
        "provincietotaal",
        "restverdeling",
        "samenwerking",
        "locatieomvang",
    }
    tekst = explain_infeasible(conflicten, data).tekst("nl")
    assert "Vlieland moet 2 plaatsen laten opvangen" in tekst
    assert "geen andere gemeente van Fryslân mag voor Vlieland opvangen (binnen 20 km" in tekst
    assert "een nieuwe locatie in Vlieland vraagt 100 plaatsen" in tekst
    assert {h.regel: h.aantal for h in fryslan.herstel}["samenwerking"] == 2 + 2 + 9 + 11
    assert {c for h in fryslan.herstel if h.regel == "locatieomvang" for c in h.waar} == {
        "GM0060",
        "GM0088",
        "GM0093",
        "GM0096",
    }
    limburg = {h.regel: h.aantal for h in conflicten[1].herstel}
    assert limburg["locatieomvang"] == 100 - 92


def test_a_little_further_only_fryslan_is_infeasible(zonder_naaste):
    """Gennep and Venray are 20.5 km apart; with 21 km Limburg has a plan."""
    model = load_model(
        "spreidingswet-2026",
        ["plan.regels.samenwerking.dichtstbij=0", "plan.regels.samenwerking.straal_km=21"],
    )
    conflicten = explain_conflict(zonder_naaste[2], model.plan)
    assert [c.gebied for c in conflicten] == [("PV21",)]


def test_the_run_raises_it_with_exit_3(zonder_naaste):
    model, gegevens, _ = zonder_naaste
    with pytest.raises(Onoplosbaar) as fout:
        make_plan(model, gegevens, compute_indicatief(model, gegevens))
    assert fout.value.exit_code == 3
    assert "no plan is possible" in fout.value.tekst("en")


def groep_van(pp, i: int) -> tuple[str, str]:
    rij = pp.program.rows[i]
    if rij.rule == "samenwerking":
        return rij.rule, pp.data.provincies[int(pp.data.provincie[pp.data.nummer[rij.place]])]
    return rij.rule, rij.place


def heeft_plan(pp, groups) -> bool:
    rijen = [
        i for i, rij in enumerate(pp.program.rows) if rij.rule == DEFINITION or groep_van(pp, i) in groups
    ]
    return Session("highs", None, 0).plan(pp.program.arrays.only(np.array(rijen, dtype=np.int64))) is not None


def onoplosbare():
    rng = random.Random("conflict")
    gevonden = []
    while len(gevonden) < 40:
        soort = rng.choice(
            ["basis", "samenwerking", "plafond", "vast", "aanbod", "locatieomvang", "vrijstelling"]
        )
        v = replace(variant(soort, rng), hard=True, cap_vervalt=False)
        v = replace(v, minimum=rng.randint(2, 3), straal=None) if rng.random() < 0.7 else v
        if klein_genoeg(v) and beste(v) is None:
            gevonden.append(v)
    return gevonden


def bevestigd(v) -> list[tuple[tuple[str, str], ...]]:
    """The sets in conflict, each confirmed by another engine than the one that found it."""
    data, opdracht = data_van(v), opdracht_van(v)
    conflicten = explain_conflict(data, opdracht, hier=True)
    assert conflicten, v
    pp = build_program(data, opdracht, los=True)
    for conflict in conflicten:
        for groups in conflict.sets:
            assert not heeft_plan(pp, groups), (v, groups)
            for weg in groups:
                assert heeft_plan(pp, [g for g in groups if g != weg]), (v, groups, weg)
        assert all(len(z) >= 1 for z in conflict.sentences)
    assert explain_infeasible(conflicten, data).tekst("en") != explain_infeasible(conflicten, data).tekst(
        "nl"
    )
    return [tuple(groups) for conflict in conflicten for groups in conflict.sets]


def test_every_set_is_infeasible_and_minimal():
    for v in onoplosbare():
        bevestigd(v)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    last=st.lists(st.integers(1, 9), min_size=1, max_size=3),
    tekort=st.integers(1, 5),
    wie=st.integers(0, 2),
)
def test_infeasible_by_construction_is_told_with_exactly_who(last, tekort, wie):
    """Nobody may provide for another, and whoever is asked less than a site needs has nowhere to go."""
    minimum = last[wie % len(last)] + tekort
    n = len(last)
    v = replace(
        basis(random.Random(0)),
        N=tuple(last),
        K=(0,) * n,
        E=(0,) * n,
        plek=tuple((100 * g, 0) for g in range(n)),
        provincie=(20,) * n,
        hard=True,
        minimum=minimum,
        ruimte=20,
        straal=1,
        dichtstbij=0,
    )
    sets = bevestigd(v)
    codes = data_van(v).codes
    te_klein = {codes[g] for g in range(n) if last[g] < minimum}
    assert {code for groups in sets for regel, code in groups if regel == "locatieomvang"} == te_klein


def test_what_has_a_plan_has_no_conflict():
    rng = random.Random("geen conflict")
    gezien = 0
    while gezien < 25:
        v = basis(rng)
        if klein_genoeg(v) and beste(v) is not None:
            gezien += 1
            assert explain_conflict(data_van(v), opdracht_van(v)) == ()


def test_of_a_rule_for_many_gemeenten_the_largest_is_told_as_an_example():
    """Ten gemeenten must find 41 places, and 2 may stand in each (in the last 2, half of its 5)."""
    n = 10
    v = replace(
        basis(random.Random(0)),
        N=(4,) * (n - 1) + (5,),
        K=(0,) * n,
        E=(0,) * n,
        plek=tuple((g, 0) for g in range(n)),
        provincie=(20,) * n,
        plafond=Fraction(1, 2),
        minimum=1,
        straal=100,
    )
    data = data_van(v)
    conflicten = explain_conflict(data, opdracht_van(v), hier=True)
    ((groups,),) = (c.sets for c in conflicten)
    assert [w for r, w in groups if r == "plafond"] == list(data.codes)
    for lang, zoals in (("nl", "de regel plafond voor 10 gemeenten, zoals"), ("en", "such as")):
        tekst = explain_infeasible(conflicten, data).tekst(lang)
        assert zoals in tekst
        assert "GGM0010" in tekst
        assert "GGM0001 mogen" not in tekst
    assert "plafond wordt afgeweken: 21 plaatsen" in explain_infeasible(conflicten, data).tekst("nl")


def test_an_engine_that_denies_a_plan_is_not_a_conflict_of_rules(monkeypatch):
    """Every part of the country has a plan: then the engine is wrong, and not the model."""

    def denies(*_, **__):
        raise Onoplosbaar.een("V412", "GM0001", regels="provincietotaal")

    monkeypatch.setattr("verdeling.plan.plan.solve_program", denies)
    with pytest.raises(VerificatieFout) as fout:
        solve_plan(data_van(SAMEN), opdracht_van(SAMEN), workers=0)
    assert [p.code for p in fout.value.problemen] == ["V424"]
    assert fout.value.exit_code == 5


@pytest.mark.parametrize("limiet", [None, 60.0])
def test_the_search_for_a_conflict_keeps_to_the_time_that_is_left(zonder_naaste, monkeypatch, limiet):
    """Without time to say which rules cannot hold together it is still told that there is no plan."""
    ends = []

    def te_laat(*_, einde, **__):
        ends.append(einde)
        raise Unfinished(0)

    monkeypatch.setattr("verdeling.plan.plan.explain_conflict", te_laat)
    model, _, data = zonder_naaste
    begin = time.time()
    with pytest.raises(Onoplosbaar) as fout:
        solve_plan(data, model.plan, time_limit=limiet)
    assert fout.value.exit_code == 3
    assert {p.code for p in fout.value.problemen} <= {"V410", "V412"}
    assert ends == [None] if limiet is None else begin + 60 <= ends[0] <= time.time() + 60


def test_the_repair_is_enough_and_the_least():
    """A site needs 5 and nobody is near: the first has 4, one short; the second adds to its own."""
    v = replace(SAMEN, minimum=5, straal=1)
    (conflict,) = explain_conflict(data_van(v), opdracht_van(v))
    herstel = {h.regel: h.aantal for h in conflict.herstel}
    assert herstel["locatieomvang"] == 1
    assert herstel["samenwerking"] == 1
    solve_plan(data_van(v), opdracht_van(replace(v, minimum=4)), workers=0)


def test_a_constant_false_row_is_named():
    """The plan of the third is fixed at 4 while 5 stand there."""
    v = replace(SAMEN, vast_plan={2: 4})
    with pytest.raises(Onoplosbaar) as fout:
        solve_plan(data_van(v), opdracht_van(v), workers=0)
    assert "GGM0003" in fout.value.tekst("nl")
    assert "plan = 4" in fout.value.tekst("nl")
    assert "er staan nu 5 plaatsen" in fout.value.tekst("nl")
    assert [p.code for p in fout.value.problemen] == ["V418"]
