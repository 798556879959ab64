"""Enumeration of all plans equals the engines: goal values and whole table, for every rule kind and goal."""

from __future__ import annotations

import random

import pytest
from support.brute import beste
from support.plan_kinds import SOORTEN
from support.plans import data_van, klein_genoeg, opdracht_van, uitkomst, variant

from verdeling.errors import Onoplosbaar
from verdeling.plan.build import build_program
from verdeling.plan.plan import read_plan
from verdeling.solver.solving import solve

GEVALLEN = 30


def gevallen(soort: str):
    rng = random.Random(soort)
    gevonden = []
    while len(gevonden) < GEVALLEN:
        v = variant(soort, rng)
        if klein_genoeg(v):
            gevonden.append(v)
    return gevonden


def maak(v, engine: str = "scip", seed: int = 0):
    pp = build_program(data_van(v), opdracht_van(v))
    return read_plan(pp, solve(pp.program, engine, workers=0, seed=seed))


@pytest.mark.parametrize("soort", SOORTEN)
def test_enumeration_equals_the_engine(soort: str):
    oplosbaar = 0
    for nummer, v in enumerate(gevallen(soort)):
        verwacht = beste(v)
        if verwacht is None:
            with pytest.raises(Onoplosbaar):
                maak(v)
            continue
        oplosbaar += 1
        plan = maak(v, "scip" if nummer % 2 else "highs")
        waarden, u = verwacht
        for doel, mijn in zip(v.doelen, waarden, strict=True):
            van_engine = next(d.value for d in plan.doelen if d.name == doel)
            if doel == "eerlijk":
                van_engine = leximin_van(v, plan)
            assert van_engine == mijn, (soort, nummer, v, doel)
        assert uitkomst(plan) == (u.n, u.c, u.f), (soort, nummer, v)
        assert plan.bestaand == u.k
    assert oplosbaar >= 3, "the random cases must not all be infeasible"


def leximin_van(v, plan):
    from fractions import Fraction

    return [-x for x in sorted(Fraction(a, n) for a, n in zip(plan.gevraagd, v.N, strict=True))]
