"""Small integer programs with answers known by hand, by counting them all, or by the fault that they show.

A new fault of an engine gets its smallest program here: then every engine is asked about it for ever.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

import numpy as np

from verdeling.solver import Builder, LeximinGoal, MinmaxGoal, OrderGoal, Program, RowTag, SumGoal

TAG: Final = RowTag("canary", "here")
KINDS: Final = ("min", "max", "leximin", "minmax")


def knapsack() -> Program:
    """Weights 5 4 6 3, values 10 40 30 50, capacity 10: the second and the fourth, 90."""
    build = Builder()
    x = build.variables("x", [(c,) for c in "abcd"], 0, 1)
    build.row(TAG, x, [5, 4, 6, 3], upper=10)
    build.goal(SumGoal("value", x, [10, 40, 30, 50], "max"))
    return build.freeze()


def assignment() -> Program:
    """Three to three; costs 4 1 3 / 2 0 5 / 3 2 2: the cheapest is 1 + 2 + 2 = 5."""
    build = Builder()
    x = build.variables("x", [(str(i), str(j)) for i in range(3) for j in range(3)], 0, 1)
    square = x.reshape(3, 3)
    for k in range(3):
        build.row(TAG, square[k], 1, 1, 1)
        build.row(TAG, square[:, k], 1, 1, 1)
    build.goal(SumGoal("cost", x, [4, 1, 3, 2, 0, 5, 3, 2, 2]))
    return build.freeze()


def gap() -> Program:
    """6x + 10y = 15 has no whole solution, though the relaxation has."""
    build = Builder()
    x = build.variables("x", [("x",), ("y",)], 0, 100)
    build.row(TAG, x, [6, 10], 15, 15)
    build.goal(SumGoal("sum", x))
    return build.freeze()


def coins() -> Program:
    """Fewest coins of 6, 10 and 15 that make 59: 15 + 2·10 + 4·6 takes 7. One column goes below zero."""
    build = Builder()
    x = build.variables("x", [("6",), ("10",), ("15",)], 0, 9)
    y = build.variables("y", [("y",)], -5, 5)
    build.row(TAG, x, [6, 10, 15], 59, 59)
    build.row(TAG, [x[0], y[0]], [1, 1], 0, 0)
    build.goal(SumGoal("coins", x))
    return build.freeze()


def one_site() -> Program:
    """130 places on two sites of 100 to 200; 13·30 + 10·100 is dearer than 10·130: one site, 1 300."""
    build = Builder()
    n = build.variables("n", [("1",), ("2",)], 0, 200)
    z = build.variables("z", [("1",), ("2",)], 0, 1)
    build.row(TAG, n, 1, 130, 130)
    for h in (0, 1):
        build.row(TAG, [n[h], z[h]], [1, -100], lower=0)
        build.row(TAG, [n[h], z[h]], [1, -200], upper=0)
    build.goal(SumGoal("cost", n, [10, 13]))
    return build.freeze()


def wide() -> Program:
    """No row but 2x ≤ y between minus and plus a billion: the least of 3x − y is −4 billion."""
    build = Builder()
    x = build.variables("x", [("x",), ("y",)], -(10**9), 10**9)
    build.row(TAG, x, [2, -1], upper=0)
    build.goal(SumGoal("sum", x, [3, -1]))
    return build.freeze()


def rather_not() -> Program:
    """Of 245 places each costs 2 500 on a site of 50 to 320, and nothing elsewhere: no site, at 0.

    Fault: the integer preprocessing of CBC 2.10.3 calls a site of 50 places, 125 000, the best.
    """
    build = Builder()
    n, z, s = (int(build.variables(k, [(k,)], 0, most)[0]) for k, most in (("n", 245), ("z", 1), ("s", 245)))
    build.row(TAG, [n, s], 1, 245, 245)
    build.row(TAG, [n, z], [1, -50], lower=0)
    build.row(TAG, [n, z], [1, -320], upper=0)
    build.goal(SumGoal("euros", [n], 2500))
    return build.freeze()


def sites(
    asked: tuple[int, int] = (10, 4), most: tuple[int, int] = (14, 12), least: int = 7, far: int = 193
) -> Program:
    """Asked 10 and 4; sites of 7 to 14 and of 7 to 12; a place away costs 193: three places go, 579.

    Fault: CP-SAT of OR-Tools 9.15 with its presolve calls one site for all, 772, the best.
    """
    build = Builder()
    n = build.variables("n", [("1",), ("2",)], 0, most)
    z = build.variables("z", [("1",), ("2",)], 0, 1)
    f = build.variables("f", [(g, h) for g in "12" for h in "12"], 0, [asked[0]] * 2 + [asked[1]] * 2)
    for g in (0, 1):
        build.row(TAG, f[2 * g : 2 * g + 2], 1, asked[g], asked[g])
    for h in (0, 1):
        build.row(TAG, [n[h], f[h], f[2 + h]], [1, -1, -1], 0, 0)
        build.row(TAG, [n[h], z[h]], [1, -least], lower=0)
        build.row(TAG, [n[h], z[h]], [1, -most[h]], upper=0)
    build.goal(SumGoal("distance", [f[1], f[2]], far))
    return build.freeze()


def eights() -> Program:
    """Five columns of eights never make 113.

    Fault: CP-SAT of OR-Tools 9.15 calls the program invalid.
    """
    build = Builder()
    x = build.variables("x", [(c,) for c in "abcde"], [1, 1, 1, 1, 0], [4, 4, 4, 3, 4])
    build.row(TAG, x, 8, 113, 113)
    build.goal(SumGoal("sum", x))
    return build.freeze()


def unit(size: int = 2**28) -> Program:
    """Of x + y = 1 either costs 2^28: that.

    Fault: SCIP divides a goal by its unit, and a cutoff with it, and then cuts off plans that are as good.
    """
    build = Builder()
    x = build.variables("x", [(c,) for c in "xy"], 0, 1)
    build.row(TAG, x, 1, 1, 1)
    build.goal(SumGoal("euros", x, size))
    return build.freeze()


Maker = Callable[[], Program]
CANARIES: Final[tuple[tuple[Maker, int | None], ...]] = (
    (knapsack, -90),
    (assignment, 5),
    (gap, None),
    (coins, 7),
    (one_site, 1300),
    (wide, -4 * 10**9),
    (rather_not, 0),
    (sites, 579),
    (eights, None),
    (unit, 2**28),
)
"""Makers with the optimum of their goal as it is minimised; None where there is no plan."""


def is_fault(make: Maker) -> bool:
    """Whether some engine is known to be wrong on this canary."""
    return "Fault:" in (make.__doc__ or "")


def either(size: int, order: Sequence[int]) -> Program:
    """Of x + y = 1 with `size` either way two plans are as good; the tie order takes one.

    Fault: SCIP does not see the other one when it divides the goal by its unit.
    """
    build = Builder()
    x = build.variables("x", [(c,) for c in "xy"], 0, 1)
    build.row(TAG, x, 1, 1, 1)
    build.goal(SumGoal("euros", x, size))
    build.goal(OrderGoal(x[list(order)]))
    return build.freeze()


def far_apart() -> Program:
    """Of a + b + c ≥ 1 each is as good in the first goal, only b is best in the second.

    Fault: the second goal can have 2^31 values; joined by weights a and b differ by less than SCIP sees.
    """
    build = Builder()
    x = build.variables("x", [(c,) for c in "abc"], 0, 1)
    y = build.variables("y", [("d",)], 0, 2**31)
    build.row(TAG, x, 1, 1)
    build.goal(SumGoal("one", x, 1))
    build.goal(SumGoal("two", [*x, *y], [1, 0, 1, 1]))
    build.goal(OrderGoal([*y, *x[::-1]]))
    return build.freeze()


def one_by_one() -> Program:
    """Two goals of up to 10^12: first the least x, then the least y."""
    build = Builder()
    x = build.variables("x", [("a",), ("b",)], 0, 10**6)
    build.row(TAG, x, [1, 1], lower=10**6)
    build.goal(SumGoal("first", x[:1], [10**6]))
    build.goal(SumGoal("then", x[1:], [10**6]))
    build.goal(OrderGoal(x))
    return build.freeze()


def eights_and_nine() -> Program:
    """Eights and one nine make 113 as 8 · 13 + 9; the tie order takes the least of each in turn.

    Fault: CP-SAT of OR-Tools 9.15 calls the program invalid when the nine may not be taken.
    """
    build = Builder()
    x = build.variables("x", [(c,) for c in "abcde"], [1, 1, 1, 1, 0], [4, 4, 4, 3, 4])
    y = build.variables("y", [("f",)], 0, 1)
    build.row(TAG, [*x, *y], [8] * 5 + [9], 113, 113)
    build.goal(OrderGoal([*x, *y]))
    return build.freeze()


PLANS: Final[tuple[tuple[Program, list[int]], ...]] = (
    (either(8_534_715, [0, 1]), [0, 1]),
    (either(2**31, [0, 1]), [0, 1]),
    (either(2**31, [1, 0]), [1, 0]),
    (far_apart(), [0, 1, 0, 0]),
    (one_by_one(), [0, 10**6]),
    (eights_and_nine(), [1, 1, 4, 3, 4, 1]),
)
"""Programs that have one best plan, and that plan."""


def hard() -> Program:
    """Halves of sixty numbers, six times over: no engine finishes it in a second."""
    rng, build = random.Random(4), Builder()
    x = build.variables("x", [(str(j),) for j in range(60)], 0, 1)
    for _ in range(6):
        weights = [rng.randint(0, 99) for _ in x]
        build.row(TAG, x, weights, sum(weights) // 2, sum(weights) // 2)
    build.goal(SumGoal("sum", x, [rng.randint(1, 9) for _ in x]))
    return build.freeze()


def random_program(seed: int, kinds: Sequence[str] | None = None) -> Program:
    """A tiny program with random rows and goals, the tie order last; not always solvable."""
    rng = random.Random(seed)
    build = Builder()
    count = rng.randint(2, 6)
    low = [rng.randint(-2, 2) for _ in range(count)]
    x = build.variables("x", [(f"{j}",) for j in range(count)], low, [a + rng.randint(0, 4) for a in low])
    for i in range(rng.randint(1, 4)):
        columns = rng.sample(x.tolist(), rng.randint(1, count))
        coefs = [rng.choice([-3, -2, -1, 1, 1, 2, 3]) for _ in columns]
        bound = rng.randint(-4, 8)
        lower, upper = rng.choice([(None, bound), (bound, None), (bound, bound + rng.randint(0, 4))])
        build.row(RowTag("rule", str(i)), columns, coefs, lower, upper)
    for k, kind in enumerate(kinds or rng.choices(KINDS, k=rng.randint(0, 3))):
        columns = rng.sample(x.tolist(), rng.randint(1, count))
        if kind in ("min", "max"):
            weights = [rng.randint(-5, 5) for _ in columns]
            build.goal(SumGoal(f"{kind}{k}", columns, weights, kind, rng.randint(-9, 9)))  # type: ignore[arg-type]
        else:
            constants = [rng.randint(0, 5) for _ in columns]
            below = [rng.randint(1, 6) for _ in columns]
            ratio = LeximinGoal if kind == "leximin" else MinmaxGoal
            build.goal(ratio(f"{kind}{k}", columns, constants, below))
    build.goal(OrderGoal(x[rng.sample(range(count), count)]))
    return build.freeze()


def all_plans(program: Program) -> Iterator[list[int]]:
    """Every vector that satisfies all rows; dead ends are cut off by what a row can still reach."""
    low, high = program.lower.tolist(), program.upper.tolist()
    rows: list[tuple[dict[int, int], int, int]] = []
    for i in range(len(program.rows)):
        a, b = program.start[i : i + 2]
        terms = dict(zip(program.columns[a:b].tolist(), program.coefs[a:b].tolist(), strict=True))
        rows.append((terms, int(program.row_lower[i]), int(program.row_upper[i])))
    x: list[int] = []

    def possible() -> bool:
        for terms, least, most in rows:
            lo = hi = 0
            for j, a in terms.items():
                ends = (a * x[j],) * 2 if j < len(x) else (a * low[j], a * high[j])
                lo, hi = lo + min(ends), hi + max(ends)
            if hi < least or lo > most:
                return False
        return True

    def further() -> Iterator[list[int]]:
        if not possible():
            return
        if len(x) == len(low):
            yield x.copy()
            return
        for value in range(low[len(x)], high[len(x)] + 1):
            x.append(value)
            yield from further()
            x.pop()

    yield from further()


def judged(program: Program, x: Sequence[int]) -> tuple[Any, ...]:
    """Goals in order from their definition, each such that smaller is better."""
    out: list[Any] = []
    for goal in program.goals:
        mine = [x[j] for j in goal.columns.tolist()]
        if isinstance(goal, SumGoal):
            total = sum(c * v for c, v in zip(goal.coefs.tolist(), mine, strict=True))
            out.append(total if goal.sense == "min" else -total)
        elif isinstance(goal, LeximinGoal | MinmaxGoal):
            parts = [
                Fraction(k + v, n)
                for k, v, n in zip(goal.constants.tolist(), mine, goal.denominators.tolist(), strict=True)
            ]
            if isinstance(goal, LeximinGoal):
                out.append(tuple(-p for p in sorted(parts)))
            else:
                out.append(max((abs(p - 1) for p in parts), default=Fraction(0)))
        else:
            out.append(tuple(mine))
    return tuple(out)


def best(program: Program) -> list[int] | None:
    """The best plan by counting them all, None when there is none."""
    return min(all_plans(program), key=lambda x: judged(program, x), default=None)


def cost(program: Program) -> Any:  # noqa: ANN401
    """The first goal as a vector to be minimised."""
    c = np.zeros(program.size, dtype=np.int64)
    goal = program.goals[0]
    assert isinstance(goal, SumGoal)
    c[goal.columns] = goal.coefs if goal.sense == "min" else -goal.coefs
    return c
