"""Shared by tests of several rooms."""

from __future__ import annotations

import random

from support.siting import Gebied
from verdeling.solver import Builder, OrderGoal, Program, RowTag, SumGoal


def voorbeeld() -> Program:
    """Two gemeenten, 130 places, a new site needs 100: 13·30 + 7·100 is dearer than 10·130, so one site."""
    builder = Builder()
    n = builder.variables("n", [("GM0001",), ("GM0002",)], 0, 200)
    z = builder.variables("z", [("GM0001",), ("GM0002",)], 0, 1)
    builder.row(RowTag("provincietotaal", "PV20", unit="plaatsen"), n, 1, 130, 130)
    for h in range(2):
        builder.row(
            RowTag("locatieomvang", f"GM000{h + 1}", unit="plaatsen"), [n[h], z[h]], [1, -100], lower=0
        )
        builder.row(
            RowTag("locatieomvang", f"GM000{h + 1}", unit="plaatsen"), [n[h], z[h]], [1, -200], upper=0
        )
    builder.goal(SumGoal("nabijheid", n, [10, 13], constant=5))
    builder.goal(SumGoal("locaties", z))
    builder.goal(OrderGoal(n))
    return builder.freeze()


GOOD = [130, 0, 1, 0]


def gebied(rng: random.Random, gemeenten: int, naam: str = "PV20", maximum: int = 5) -> Gebied:
    """A small province with random figures."""
    figures = [rng.randint(0, maximum) for _ in range(gemeenten)]
    existing = [rng.choice([0, 0, rng.randint(0, maximum)]) for _ in range(gemeenten)]
    codes = [f"GM{naam[2:]}{g:02d}" for g in range(gemeenten)]
    emergency = [rng.randint(0, 2) for _ in range(gemeenten)]
    place = [[rng.randint(0, 300) * 100 for _ in range(gemeenten)] for _ in range(2)]
    return Gebied(naam, codes, figures, existing, emergency, *place)


def land(provincies: int = 3, gemeenten: int = 8, seed: int = 5) -> list[Gebied]:
    rng = random.Random(seed)
    return [gebied(rng, gemeenten, f"PV{20 + p}", maximum=120) for p in range(provincies)]


def zwaar() -> Program:
    """A program that no engine finishes within the test: a market split, two parts."""
    rng = random.Random(1)
    builder = Builder()
    for part in "ab":
        x = builder.variables("x", [(part, str(j)) for j in range(250)], 0, 1)
        for i in range(6):
            weights = [rng.randint(0, 99) for _ in x]
            half = sum(weights) // 2
            builder.row(RowTag("deling", f"{part}{i}"), x[:50], weights[:50], half // 5, half // 5)
    return builder.freeze()
