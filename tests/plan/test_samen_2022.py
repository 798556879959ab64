"""Exchange of crisis places, Ukrainians, reception and housing inside a provincie, in the autumn of 2022."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

import pytest

from verdeling.inputs.tables import load_data
from verdeling.plan.build import build_program
from verdeling.plan.plan import read_plan
from verdeling.plan.read import read_plan_data
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.solver.solving import solve
from verdeling.verdeelmodel.catalogue import load_model

STOCKS = ("crisisnoodopvang", "goo", "asielopvang")
SMALL = ("PV23", "PV24", "PV29")


@pytest.fixture(scope="module")
def data():
    model = load_model("samen-2022")
    gegevens = load_data(None, model.grenzen)
    return read_plan_data(model, gegevens, compute_indicatief(model, gegevens))


@pytest.fixture(scope="module")
def plan(data):
    program = build_program(data.alleen(SMALL), load_model("samen-2022").plan)
    return read_plan(program, solve(program.program, workers=0))


def test_the_four_tasks_are_those_of_the_documents(data):
    """25 × 450; 75 000; 61 200; 13 500 and 21 200, each of the two rounded up together per gemeente."""
    assert int(data.indicatief.sum()) == 25 * 450
    per_region = defaultdict(int)
    for region, n in zip(data.regio, data.indicatief.tolist(), strict=True):
        per_region[region] += n
    assert set(per_region.values()) == {450}
    assert (int(data.taken["goo"].sum()), int(data.taken["asielopvang"].sum())) == (75000, 61200)
    assert [int(p.waarde) for p in data.verloop["taakstelling"]] == [13500, 21200]
    assert 34700 <= int(data.taken["taakstelling"].sum()) < 34700 + data.aantal
    assert not data.bestaand.any(), "what stood was not published: all is to be found"


def test_between_stocks_the_ratio_is_one_and_a_person_frees_part_of_a_place(plan):
    rule = plan.programma.regel("uitruil")
    assert {rule.value(plan.programma.data, t) for t in STOCKS} == {1}
    assert rule.value(plan.programma.data, "taakstelling") == Fraction(16000, 13500) / 2


def test_every_task_keeps_its_total_in_every_provincie_and_its_limits(plan):
    data = plan.programma.data
    for taak in (*STOCKS, "taakstelling"):
        moved = plan.solved.exchange_of(taak)
        assert not data.per_provincie(moved).any()
        if taak != "crisisnoodopvang":
            own = data.taken[taak]
            assert ((-4 * moved <= own) & (2 * moved <= own)).all()
    assert sum(plan.tekort) == 0
    sites = [n for n in plan.plan if n]
    assert min(sites) >= 50
    # Overijssel has two regions of 450, Flevoland and Zeeland one; no gemeente has room for more than 450.
    assert max(sites) <= 450
    assert {d.name: d.value for d in plan.doelen}["locaties"] == len(sites)
    assert sum(plan.plan) == int(data.indicatief.sum())


def test_places_taken_over_and_handed_over_weigh_the_same(plan):
    """Between two gemeenten by whole units: off by less than one person for each partner."""
    data, rule = plan.programma.data, plan.programma.regel("uitruil")
    person = rule.value(data, "taakstelling")
    for g, code in enumerate(data.codes):
        partners = {r.van for r in plan.uitruil if r.naar == code}
        partners |= {r.naar for r in plan.uitruil if r.van == code}
        stocks = sum(int(plan.solved.exchange_of(t)[g]) for t in STOCKS)
        people = int(plan.solved.exchange_of("taakstelling")[g])
        assert abs(stocks + person * people) <= person * len(partners)
