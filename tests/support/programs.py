"""Shared by tests of several rooms."""

from __future__ import annotations

import random

from support.siting import Gebied
from verdeling.solver import Builder, LeximinGoal, MinmaxGoal, OrderGoal, Program, RowTag, SumGoal


def voorbeeld() -> Program:
    """Two gemeenten, 130 places, a new site needs 100: 13·30 + 7·100 is dearer than 10·130, so one site."""
    bouw = Builder()
    n = bouw.variables("n", [("GM0001",), ("GM0002",)], 0, 200)
    z = bouw.variables("z", [("GM0001",), ("GM0002",)], 0, 1)
    bouw.row(RowTag("provincietotaal", "PV20"), n, 1, 130, 130)
    for h in range(2):
        bouw.row(RowTag("locatieomvang", f"GM000{h + 1}"), [n[h], z[h]], [1, -100], lower=0)
        bouw.row(RowTag("locatieomvang", f"GM000{h + 1}"), [n[h], z[h]], [1, -200], upper=0)
    bouw.goal(SumGoal("nabijheid", n, [10, 13], constant=5))
    bouw.goal(SumGoal("locaties", z))
    bouw.goal(OrderGoal(n))
    return bouw.freeze()


GOOD = [130, 0, 1, 0]


GOALS = ["min", "max", "leximin", "minmax"]


def willekeurig(seed: int, kinds: list[str] | None = None) -> Program:
    """A tiny program with random rows and goals, the tie order last; not always solvable."""
    rng = random.Random(seed)
    bouw = Builder()
    count = rng.randint(2, 6)
    low = [rng.randint(-2, 2) for _ in range(count)]
    x = bouw.variables("x", [(f"{j}",) for j in range(count)], low, [a + rng.randint(0, 4) for a in low])
    for i in range(rng.randint(1, 4)):
        columns = rng.sample(x.tolist(), rng.randint(1, count))
        coefs = [rng.choice([-3, -2, -1, 1, 1, 2, 3]) for _ in columns]
        bound = rng.randint(-4, 8)
        onder, boven = rng.choice([(None, bound), (bound, None), (bound, bound + rng.randint(0, 4))])
        bouw.row(RowTag("regel", str(i)), columns, coefs, onder, boven)
    for k, kind in enumerate(kinds or rng.choices(GOALS, k=rng.randint(0, 3))):
        columns = rng.sample(x.tolist(), rng.randint(1, count))
        if kind in ("min", "max"):
            weights = [rng.randint(-5, 5) for _ in columns]
            bouw.goal(SumGoal(f"{kind}{k}", columns, weights, kind, rng.randint(-9, 9)))  # type: ignore[arg-type]
        else:
            constants = [rng.randint(0, 5) for _ in columns]
            below = [rng.randint(1, 6) for _ in columns]
            ratio = LeximinGoal if kind == "leximin" else MinmaxGoal
            bouw.goal(ratio(f"{kind}{k}", columns, constants, below))
    bouw.goal(OrderGoal(x[rng.sample(range(count), count)]))
    return bouw.freeze()


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
    bouw = Builder()
    for part in "ab":
        x = bouw.variables("x", [(part, str(j)) for j in range(250)], 0, 1)
        for i in range(6):
            weights = [rng.randint(0, 99) for _ in x]
            half = sum(weights) // 2
            bouw.row(RowTag("deling", f"{part}{i}"), x[:50], weights[:50], half // 5, half // 5)
    return bouw.freeze()
