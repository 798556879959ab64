"""Goals joined by large weights give what goal by goal gives, on random programs of sites."""

from __future__ import annotations

import random

import numpy as np
import pytest

from verdeling.solver import Builder, OrderGoal, RowTag, SumGoal
from verdeling.solver.engines import ENGINES
from verdeling.solver.part import Part, solve_part
from verdeling.solver.splitting import split
from verdeling.solver.workers import POOL

pytestmark = pytest.mark.long

AANTAL = 300
SCHALEN = (1, 7, 30, 100, 300)
"""Distances up to 400 times this: the later goals then weigh up to 2^33 less than the first."""


def locaties(seed: int) -> Part:
    """Places that are asked, at home, elsewhere or nowhere; sites with a least size; goals in any order."""
    rng, builder = random.Random(seed), Builder()
    n, schaal, minimum = rng.randint(3, 9), rng.choice(SCHALEN), rng.choice([10, 50, 100])
    gevraagd = [rng.randint(0, 60) * rng.choice([1, 1, 5]) for _ in range(n)]
    nood = [rng.choice([0, 0, rng.randint(0, 60)]) for _ in range(n)]
    paren = [(g, h) for g in range(n) for h in range(n) if g == h or rng.random() < 0.7]
    ver = [
        0 if g == h else rng.choice([100, rng.randint(1, 400)]) * schaal + rng.randrange(schaal)
        for g, h in paren
    ]
    sleutels = [(str(h),) for h in range(n)]
    f = builder.variables("f", [(str(g), str(h)) for g, h in paren], 0, [gevraagd[g] for g, _ in paren])
    z = builder.variables("z", sleutels, 0, 1)
    c = builder.variables("c", sleutels, 0, nood)
    s = builder.variables("s", sleutels, 0, gevraagd)
    for g in range(n):
        weg = [f[i] for i, (van, _) in enumerate(paren) if van == g]
        builder.row(RowTag("gevraagd", str(g)), [*weg, s[g]], 1, gevraagd[g], gevraagd[g])
        komt = [f[i] for i, (_, naar) in enumerate(paren) if naar == g]
        een = [1] * len(komt)
        builder.row(RowTag("minimum", str(g)), [*komt, z[g]], [*een, -minimum], lower=0)
        builder.row(RowTag("maximum", str(g)), [*komt, z[g]], [*een, -max(1, sum(gevraagd))], upper=0)
        builder.row(RowTag("omzetting", str(g)), [*komt, c[g]], [*een, -1], lower=0)
    euro = [rng.choice([500, 1000, 2000, 2500]) for _ in range(n)]
    doelen = [
        SumGoal("tekort", s),
        SumGoal("nabijheid", f, ver),
        SumGoal("nieuwbouw", [*f, *c], [1] * len(f) + [-1] * n),
        SumGoal("locaties", z),
        SumGoal("uitkering", f, [euro[h] for _, h in paren], rng.choice(["min", "max"])),
    ]
    for doel in rng.sample(doelen, rng.randint(3, 5)):
        builder.goal(doel)
    builder.goal(OrderGoal([*c, *f, *z, *s]))
    (deel,) = split(builder.freeze())
    return deel


@pytest.mark.parametrize("engine", ["scip", "cbc"])
def test_joined_goals_equal_goal_by_goal(engine: str, monkeypatch):
    monkeypatch.setattr("verdeling.solver.splitting.SMALL", 10**6)
    for seed in range(AANTAL):
        deel = locaties(seed)
        los = POOL.call(ENGINES["scip"], solve_part, deel, "scip", None, 0, False)
        samen = POOL.call(ENGINES[engine], solve_part, deel, engine)
        assert (los.status, los.unique) == ("proven", True), seed
        assert (samen.status, samen.unique, samen.bounds) == ("proven", True, los.bounds), seed
        assert np.array_equal(samen.x, los.x), seed
