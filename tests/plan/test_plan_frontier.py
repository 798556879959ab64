"""What a budget buys: kinks of small plans equal plans solved at those budgets, never below the line."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from support.plans import data_van, opdracht_van
from support.worked_examples import SAMEN

from verdeling.errors import ModelError, Onoplosbaar
from verdeling.plan.plan import solve_plan
from verdeling.plan.questions.frontier import frontier

STEPS = [{"vanaf_euro": 5, "deel_cijfer": "1/2"}, {"vanaf_euro": 10, "deel_cijfer": 1}]


def small(rng: random.Random, per: str | None):
    v = replace(
        SAMEN,
        N=tuple(rng.randint(1, 5) for _ in range(4)),
        K=tuple(rng.choice([0, 0, 1, 4]) for _ in range(4)),
        E=(0, 1, 0, 2),
        plek=((0, 0), (1, 0), (50, 0), (51, 0)),
        provincie=(20, 20, 21, 21),
        doelen=("locaties", "nieuwbouw") if per is None else ("gedwongen", "uitkering", "nieuwbouw"),
        minimum=2,
        ruimte=6,
        euro=10,
    )
    bonus = {"niveaus": [5, 10], "per": per, "stappen": STEPS}
    return v if per is None else replace(v, regels={"aanbod_bij_bonus": bonus})


def at(v, euro: int):
    return solve_plan(data_van(v), opdracht_van(replace(v, budget=euro)), workers=0)


@pytest.mark.parametrize("per", [None, "land", "provincie"])
def test_every_kink_is_the_best_plan_within_its_budget(per: str | None):
    rng, seen = random.Random(f"frontier {per}"), 0
    while seen < 3:
        v = small(rng, per)
        try:
            free = at(v, 10**6)
        except Onoplosbaar:
            continue
        found = frontier(data_van(v), opdracht_van(v), workers=0)
        if len(found.country) < 2:
            continue
        seen += 1
        curve = found.country
        assert list(curve[-1].goals.values()) == [d.value for d in free.doelen[:-1]]
        assert all(a.euro < b.euro for a, b in pairwise(curve))
        assert all(tuple(a.goals.values()) > tuple(b.goals.values()) for a, b in pairwise(curve))
        for kink in curve:
            plan = at(v, kink.euro)
            assert list(kink.goals.values()) == [d.value for d in plan.doelen[:-1]], (v, kink.euro)
            assert kink.euro == sum(p.euro for p in kink.paid)
            assert kink.offered == sum(plan.amounts("aangeboden") or ())
            assert kink.imposed == sum(plan.nieuw) - kink.offered
        if curve[0].euro:
            with pytest.raises(Onoplosbaar):
                at(v, curve[0].euro - 1)
        assert sum(p[0].euro for p in found.provincies) <= curve[0].euro


def test_a_plan_without_payment_or_with_other_goals_is_refused():
    v = replace(SAMEN, euro=None)
    with pytest.raises(ModelError) as error:
        frontier(data_van(v), opdracht_van(v), workers=0)
    assert [p.code for p in error.value.problemen] == ["V926"]
    fair = replace(SAMEN, euro=10, wijze="vrij", doelen=("eerlijk",))
    with pytest.raises(ModelError) as error:
        frontier(data_van(fair), opdracht_van(fair), workers=0)
    assert [p.code for p in error.value.problemen] == ["V927"]


def test_the_price_is_euros_per_unit_of_the_goal_that_is_better():
    """Price × what it gains is what it costs more."""
    rng = random.Random("price")
    found = None
    while found is None or len(found.country) < 2:
        v = small(rng, "land")
        try:
            found = frontier(data_van(v), opdracht_van(v), workers=0)
        except Onoplosbaar:
            found = None
    a, b = found.country[:2]
    name, price = b.better(a)
    assert price * (a.goals[name] - b.goals[name]) == b.euro - a.euro
