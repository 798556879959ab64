"""Stages of the bonus with offers, and the provincial threshold as a decision: equal to counting by hand."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from support.brute import Geval, per_provincie, placings
from support.plans import data_van, getal, opdracht_van

from verdeling.inputs.tables import load_data
from verdeling.plan.plan import Plan, solve_plan
from verdeling.plan.questions.frontier import frontier
from verdeling.plan.questions.price import prijs
from verdeling.plan.read import read_plan_data
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.texts import say
from verdeling.verdeelmodel.catalogue import load_model

LEVELS = (5, 10)
EXTRA = 7
SHARES = ("1/4", "1/2", "3/4", "1")


def case(rng: random.Random, per: str, telt: str, verdeling: str) -> Geval:
    """From 5 euros a third of the figure is offered, from 10 as much again and all emergency places."""
    n = rng.randint(2, 3)
    steps = [
        {"vanaf_euro": 5, "deel_cijfer": "1/3"},
        {"vanaf_euro": 10, "deel_cijfer": "1/3", "deel_nood": 1},
    ]
    threshold = {"meer_dan": rng.choice(SHARES), "per_plaats": getal(EXTRA), "verdeling": verdeling}
    return Geval(
        N=tuple(rng.randint(1, 5) for _ in range(n)),
        K=tuple(rng.choice([0, 0, 1, 3, 6]) for _ in range(n)),
        E=(1, *(rng.choice([0, 2]) for _ in range(n - 1))),
        plek=tuple((k, 0) for k in range(n)),
        provincie=tuple(sorted(rng.randint(20, 21) for _ in range(n))),
        doelen=rng.choice([("gedwongen", "uitkering"), ("uitkering", "gedwongen")]),
        minimum=rng.randint(1, 3),
        ruimte=9,
        straal=None,
        dichtstbij=9,
        regels={
            "aanbod_bij_bonus": {"niveaus": list(LEVELS), "per": per, "stappen": steps},
            "uitkering": {"per_plaats": getal(7), "drempel": {**threshold, "telt": telt}},
        },
    )


def paid(v: Geval, wie: list[int], new: tuple[int, ...], free: int, euro: int) -> int:
    """Euros for one provincie: those of the level, and from the threshold the second amount."""
    threshold = v.regels["uitkering"]["drempel"]
    above = sum(max(0, v.K[g] + x - v.N[g]) for g, x in zip(wie, new, strict=True))
    counted = sum(v.K[g] for g in wie) + (free if threshold["telt"] == "vrij" else sum(new))
    limit = Fraction(threshold["meer_dan"]) * sum(v.N[g] for g in wie)
    if counted <= limit or not above:
        return euro * above
    return euro * above + EXTRA * (above if threshold["verdeling"] == "per_plaats" else counted - int(limit))


def outcomes(v: Geval, wie: list[int], euro: int) -> Iterator[tuple[int, int]]:
    """Imposed and paid of every division of new places and every number of offers that is used."""
    rest = max(0, sum(v.N[g] - v.K[g] for g in wie))
    offers = [2 * (v.N[g] // 3) + v.E[g] if euro == 10 else v.N[g] // 3 for g in wie]
    for new in placings(v, wie):
        own = [max(0, v.N[g] - v.K[g]) for g in wie]
        most = sum(min(o, max(0, x - k)) for o, x, k in zip(offers, new, own, strict=True))
        for free in range(most + 1):
            yield rest - free, paid(v, wie, new, free, euro)


def best(v: Geval, per: str, budget: int | None = None) -> tuple[int, int] | None:
    """Imposed and paid of the best plan, in the order of the goals; None: there is no plan."""
    of = {euro: [set(outcomes(v, wie, euro)) for wie in per_provincie(v)] for euro in LEVELS}
    pairs = (
        of.values() if per == "land" else [[set().union(*both) for both in zip(*of.values(), strict=True)]]
    )
    sums = {
        (sum(a for a, _ in some), sum(b for _, b in some))
        for sets in pairs
        for some in itertools.product(*sets)
    }
    kept = [s for s in sums if budget is None or s[1] <= budget]
    return min(kept, key=lambda s: s if v.doelen[0] == "gedwongen" else s[::-1], default=None)


def solved(v: Geval) -> Plan:
    return solve_plan(data_van(v), opdracht_van(v), workers=0)


def values(plan: Plan) -> tuple[int, int]:
    found = {d.name: d.value for d in plan.doelen}
    return int(found["gedwongen"]), int(found["uitkering"])


KINDS = [*itertools.product(("land", "provincie"), ("vrij", "alles"), ("naar_rato", "per_plaats"))]


@pytest.mark.parametrize(("per", "telt", "verdeling"), KINDS)
def test_the_threshold_is_decided_as_counting_decides_it(per: str, telt: str, verdeling: str):
    rng, seen, passed, avoided = random.Random(f"{per} {telt} {verdeling}"), 0, 0, 0
    while seen < 14:
        v = case(rng, per, telt, verdeling)
        wanted = best(v, per)
        if wanted is None or sum(max(0, n - k) for n, k in zip(v.N, v.K, strict=True)) > 7:
            continue
        seen += 1
        plan = solved(v)
        assert values(plan) == wanted, v
        assert sum(plan.amounts("uitkering_eur") or ()) == wanted[1], v
        data, free = plan.programma.data, plan.amounts("aangeboden") or ()
        kinds = plan.programma.program.kinds
        told = [int(x) for kind, x in zip(kinds, plan.solved.x.tolist(), strict=True) if kind == "t"]
        for p, wie in enumerate(per_provincie(v)):
            counted = sum(v.K[g] + (free[g] if telt == "vrij" else plan.nieuw[g]) for g in wie)
            share = Fraction(v.regels["uitkering"]["drempel"]["meer_dan"])
            assert told[p] == (counted > share * int(data.opgave[p])), v
        passed, avoided = passed + any(told), avoided + (not all(told))
    assert passed
    assert avoided


def test_a_budget_keeps_a_provincie_below_the_threshold_when_that_is_best():
    rng, seen, below = random.Random("budget"), 0, 0
    while seen < 8:
        v = replace(case(rng, "provincie", "vrij", "naar_rato"), doelen=("gedwongen", "uitkering"))
        free = best(v, "provincie")
        if free is None or sum(max(0, n - k) for n, k in zip(v.N, v.K, strict=True)) > 7:
            continue
        wanted = best(v, "provincie", free[1] - 1)
        if wanted is None:
            continue
        seen += 1
        rules = {**v.regels, "uitkering": {**v.regels["uitkering"], "budget": getal(free[1] - 1)}}
        assert values(solved(replace(v, regels=rules))) == wanted, v
        below += wanted[0] > free[0]
    assert below >= 2


def test_the_frontier_pays_the_pool_beyond_the_threshold():
    rng, seen, bent = random.Random("kinks"), 0, 0
    while seen < 8:
        v = replace(case(rng, "provincie", "vrij", "naar_rato"), doelen=("gedwongen", "uitkering"))
        if best(v, "provincie") is None or sum(max(0, n - k) for n, k in zip(v.N, v.K, strict=True)) > 7:
            continue
        seen += 1
        curve = frontier(data_van(v), opdracht_van(v), workers=0).country
        assert [(k.imposed, k.euro) for k in curve] == [best(v, "provincie", k.euro) for k in curve], v
        bent += len(curve) > 1
    assert bent >= 3


STAGES = {
    "spreidingswet-2026-aanbod-2022": [2500],
    "spreidingswet-2026-aanbod-2023": [1500, 2500],
    "spreidingswet-2024-aanbod": [1000, 2000],
    "spreidingswet-2026-aanbod-voorzichtig": [1000, 2000],
}


@pytest.fixture(scope="module")
def zeeland() -> dict[str, Plan]:
    return {name: of_provincie(name, "PV29") for name in STAGES}


def of_provincie(name: str, code: str) -> Plan:
    model = load_model(name)
    tables = load_data(None, model.grenzen)
    assert model.plan is not None
    data = read_plan_data(model, tables, compute_indicatief(model, tables)).alleen([code])
    return solve_plan(data, model.plan, workers=0)


@pytest.mark.parametrize(("name", "levels"), STAGES.items())
def test_a_stage_in_zeeland_brings_the_careful_offers_at_its_amount(zeeland, name: str, levels: list[int]):
    """From 2 000 euros each offers twice 1/8 of its emergency places, 374 together; below that half."""
    plan = zeeland[name]
    declared = load_model(name).plan
    assert declared is not None
    assert declared.regels["aanbod_bij_bonus"].niveaus == tuple(levels)
    rest, offered = int(plan.programma.data.rest.sum()), sum(plan.amounts("aangeboden"))
    assert offered == 374 == sum(2 * (int(e) // 8) for e in plan.programma.data.nood)
    assert values(plan) == (rest - offered, sum(plan.amounts("uitkering_eur")))
    above = sum(max(0, v) for v in plan.verschil)
    assert sum(plan.amounts("uitkering_eur")) == levels[-1] * above
    assert all(goal.proven for goal in plan.doelen)


@pytest.mark.parametrize("name", STAGES)
def test_the_price_of_offers_is_what_would_be_imposed_without_them(zeeland, name: str):
    plan = zeeland[name]
    of = {d.naam: (d.met, d.zonder) for d in prijs(plan, "aanbod_bij_bonus").doelen}
    rest = int(plan.programma.data.rest.sum())
    assert of["gedwongen"] == (rest - 374, rest)
    assert of["uitkering"][0] > of["uitkering"][1] > 0


def test_only_a_provincie_beyond_three_quarters_gets_the_second_amount_of_2022(zeeland):
    """Zeeland: 723 stand and 374 are offered, of 1 910. Drenthe: 3 546 stand of 2 460, so 3 546 − 1 845."""
    far = zeeland["spreidingswet-2026-aanbod-2022"]
    summed = list(far.programma.regel("uitkering").summary(far.solved, "nl"))
    assert summed[-1] == say("rules.drempel_gehaald", "nl", deel=Fraction(3, 4), wie="–")
    plan = of_provincie("spreidingswet-2026-aanbod-2022", "PV22")
    above = sum(max(0, v) for v in plan.verschil)
    assert sum(plan.amounts("uitkering_eur")) == 2500 * above + 1500 * (3546 - 1845) == 7539000
    assert "Drenthe" in list(plan.programma.regel("uitkering").summary(plan.solved, "nl"))[-1]
