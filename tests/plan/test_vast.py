"""A least and a most of what stands in a gemeente under the plan, in the rule that fixes numbers."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from support.brute import beste
from support.plans import basis, data_van, klein_genoeg, opdracht_van, uitkomst
from support.worked_examples import SAMEN

from verdeling.errors import Onoplosbaar
from verdeling.plan.build import build_program
from verdeling.plan.plan import read_plan, solve_plan
from verdeling.solver.solving import solve

CASES = 40


def cases():
    """Random cases with bounds on one or two gemeenten, small enough to enumerate."""
    rng = random.Random("least and most")
    found = []
    while len(found) < CASES:
        v = basis(rng)
        bounds = {}
        for g in rng.sample(range(len(v.N)), rng.randint(1, min(2, len(v.N)))):
            least = rng.choice((None, v.K[g], v.K[g] + rng.randint(1, 4)))
            most = None if least is None or rng.random() < 0.5 else least + rng.randint(0, 2)
            most = v.K[g] + rng.randint(0, 3) if least is None else most
            bounds[g] = (least, most)
        v = replace(v, vast_grens=bounds, sluiten=rng.random() < 0.2)
        v = replace(v, wijze="vrij") if v.sluiten else v
        if klein_genoeg(v):
            found.append(v)
    return found


def test_enumeration_equals_the_engine_with_a_least_and_a_most():
    solvable = 0
    for v in cases():
        pp = build_program(data_van(v), opdracht_van(v))
        expected = beste(v)
        if expected is None:
            with pytest.raises(Onoplosbaar):
                solve(pp.program, "highs", workers=0)
            continue
        solvable += 1
        plan = read_plan(pp, solve(pp.program, "highs", workers=0))
        values, u = expected
        assert [d.value for d in plan.doelen if d.name in v.doelen and d.sense != "leximin"] == [
            value for name, value in zip(v.doelen, values, strict=True) if name != "eerlijk"
        ], v
        assert uitkomst(plan) == (u.n, u.c, u.f), v
    assert 5 <= solvable < CASES, "both kinds must occur"


def test_a_least_draws_places_from_a_gemeente_nearby():
    """Without it 4 and 2 new places; the second must have 5, where 1 stands: 2 of the first go 5 km, 100."""
    v = replace(SAMEN, minimum=2, vast_grens={1: (5, None)})
    plan = solve_plan(data_van(v), opdracht_van(v), workers=0)
    assert plan.nieuw == (2, 4, 0)
    assert {d.name: d.value for d in plan.doelen}["nabijheid"] == 100


def test_a_most_sends_places_to_a_gemeente_nearby():
    """The first may have 3 of its 4: one goes 5 km to the second, 50."""
    v = replace(SAMEN, vast_grens={0: (None, 3)})
    plan = solve_plan(data_van(v), opdracht_van(v), workers=0)
    assert plan.nieuw == (3, 3, 0)
    assert {d.name: d.value for d in plan.doelen}["nabijheid"] == 50


@pytest.mark.parametrize(("bounds", "words"), [((9, None), "plan ≥ 9"), ((None, 4), "plan ≤ 4")])
def test_a_bound_that_cannot_be_is_named_with_what_stands(bounds, words):
    """The third has 5 places and nobody near to take places from."""
    v = replace(SAMEN, vast_grens={2: bounds})
    with pytest.raises(Onoplosbaar) as error:
        solve_plan(data_van(v), opdracht_van(v), workers=0)
    told = error.value.tekst("nl")
    assert words in told
    assert "er staan nu 5 plaatsen" in told
