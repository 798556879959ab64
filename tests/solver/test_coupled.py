"""A row that joins parts: the division over the parts equals brute force and the whole program."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import numpy as np
import pytest

from verdeling.errors import Onoplosbaar
from verdeling.solver import (
    Builder,
    LeximinGoal,
    OrderGoal,
    Program,
    RowTag,
    SumGoal,
    Unproven,
    coupled,
    solve,
    splitting,
)
from verdeling.solver.coupled import Joined, divisible, sum_of_envelopes
from verdeling.solver.solving import envelopes


@pytest.fixture(autouse=True)
def _every_part_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small parts are taken together otherwise."""
    monkeypatch.setattr(splitting, "SMALL", 1)


def random_program(rng: random.Random) -> tuple[Program, int]:
    """Blocks of few columns, each with a row of its own, and one row over all."""
    build, order, joining, sums = Builder(), [], [], [[], [], []]
    for block in range(rng.randint(2, 4)):
        keys = [(f"{block}{k}",) for k in range(rng.randint(1, 3))]
        x = build.variables("x", keys, 0, [rng.randint(1, 4) for _ in keys]).tolist()
        most = [rng.randint(1, 4) for _ in x]
        build.row(RowTag("own", str(block)), x, most, lower=rng.randint(0, 3))
        order += x
        joining += [(j, rng.choice((0, 2, 2, 4, 6))) for j in x]
        for goal in sums:
            goal += [(j, rng.randint(-4, 6)) for j in x]
    rng.shuffle(order)
    costs = [c for _, c in joining]
    row = build.row(
        RowTag("budget", "all", unit="euros"),
        order,
        [dict(joining)[j] for j in order],
        upper=2 * rng.randint(0, sum(costs) // 2 + 1),
    )
    for k, goal in enumerate(sums[: rng.randint(1, 3)]):
        build.goal(
            SumGoal(f"goal {k}", [j for j, _ in goal], [c for _, c in goal], rng.choice(("min", "max")))
        )
    if rng.random() < 0.8:
        build.goal(OrderGoal(order))
    return build.freeze(), row


def brute_force(program: Program) -> tuple[int, ...] | None:
    """Goal values of the best plan, each as something to be small, by trying every plan."""
    best = None
    ranges = [range(a, b + 1) for a, b in zip(program.lower.tolist(), program.upper.tolist(), strict=True)]
    for values in itertools.product(*ranges):
        x = np.array(values, dtype=np.int64)
        total = program.activity(x)
        if np.all(total >= program.row_lower) and np.all(total <= program.row_upper):
            key = [
                goal.value(x)
                if isinstance(goal, OrderGoal)
                else goal.value(x) * (1 if goal.sense == "min" else -1)
                for goal in program.goals
            ]
            best = key if best is None else min(best, key)
    return best


def as_small(program: Program, x: np.ndarray) -> list:
    return [
        g.value(x) if isinstance(g, OrderGoal) else g.value(x) * (1 if g.sense == "min" else -1)
        for g in program.goals
    ]


@pytest.mark.parametrize("steps", [1, 2, 40])
def test_the_division_over_the_parts_is_the_best_of_all_plans(steps: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(coupled, "MOST_STEPS", steps)
    rng, infeasible, bound = random.Random(f"joined {steps}"), 0, 0
    for _ in range(40):
        program, row = random_program(rng)
        while np.prod((program.upper - program.lower + 1).astype(float)) > 20_000:
            program, row = random_program(rng)
        best = brute_force(program)
        if best is None:
            infeasible += 1
            with pytest.raises(Onoplosbaar):
                solve(program, workers=0, joined=row)
            continue
        plan = solve(program, workers=0, joined=row)
        assert as_small(program, plan.x) == best
        assert plan.proven
        free = solve(program.without_rows(np.array([row])), workers=0)
        bound += as_small(program, free.x) != best
    assert infeasible >= 1
    assert bound >= 12, "the row must matter often enough"


def small() -> tuple[Program, int]:
    """Two parts that each want three more of what costs 10."""
    build = Builder()
    x = build.variables("x", [("a",), ("b",)], 0, 5)
    for j, least in zip(x.tolist(), (1, 2), strict=True):
        build.row(RowTag("own", "here"), [j], 1, lower=least)
    row = build.row(RowTag("budget", "all", unit="euros"), x, 10, upper=60)
    build.goal(SumGoal("most", x, [2, 3], "max"))
    return build.freeze(), row


def test_what_the_row_allows_goes_where_it_brings_most():
    program, row = small()
    assert solve(program, workers=0, joined=row).x.tolist() == [1, 5]


def test_a_limit_below_what_stands_is_told_with_both_numbers():
    program, row = small()
    limits = program.row_upper.copy()
    limits[row] = 20
    tight = replace(program, row_upper=limits)
    with pytest.raises(Onoplosbaar) as error:
        solve(tight, workers=0, joined=row)
    (problem,) = error.value.problemen
    assert (problem.code, problem.waar) == ("V899", "budget all")
    assert "30 euros" in problem.tekst("en")
    assert "20" in problem.tekst("en")


def test_out_of_time_gives_the_best_plan_so_far_when_it_keeps_the_row(monkeypatch: pytest.MonkeyPatch):
    program, row = small()
    real, asked = Joined.search, []

    def stops(self: Joined) -> object:
        solver = self._solve

        def counts(parts: list) -> object:
            asked.append(len(parts))
            if len(asked) > 2:
                raise Unproven([], None)
            return solver(parts)

        self._solve = counts
        try:
            return real(self)
        except Unproven:
            found.append(self.known())
            raise

    found: list = []
    monkeypatch.setattr(Joined, "search", stops)
    with pytest.raises(Unproven):
        solve(program, workers=0, joined=row)
    (x,) = found
    assert program.activity(x)[row] <= 60
    assert np.all(x >= program.lower)


def test_only_sums_and_a_tie_order_can_be_divided():
    program, _ = small()
    assert divisible(program)
    assert not divisible(replace(program, goals=(LeximinGoal("fair", [0], [1], [2]),)))


def test_two_engines_divide_alike():
    rng = random.Random("two")
    program, row = random_program(rng)
    while brute_force(program) is None or not isinstance(program.goals[-1], OrderGoal):
        program, row = random_program(rng)
    plan = solve(program, official=True, second="highs", workers=0, joined=row)
    assert as_small(program, plan.x) == brute_force(program)


def best_within(program: Program, row: int) -> dict[int, tuple[int, ...]]:
    """Goal values of the best plan per amount of the row, by trying every plan."""
    best: dict[int, tuple[int, ...]] = {}
    others = [i for i in range(len(program.rows)) if i != row]
    ranges = [range(a, b + 1) for a, b in zip(program.lower.tolist(), program.upper.tolist(), strict=True)]
    for values in itertools.product(*ranges):
        x = np.array(values, dtype=np.int64)
        total = program.activity(x)
        if np.all((total >= program.row_lower)[others]) and np.all((total <= program.row_upper)[others]):
            key = tuple(as_small(program, x)[: sum(isinstance(g, SumGoal) for g in program.goals)])
            amount = int(total[row])
            best[amount] = min(best.get(amount, key), key)
    return best


def test_the_kinks_of_all_parts_together_are_those_of_all_plans():
    rng, many = random.Random("envelope"), 0
    for _ in range(60):
        program, row = random_program(rng)
        while np.prod((program.upper - program.lower + 1).astype(float)) > 20_000:
            program, row = random_program(rng)
        limits = program.row_upper.copy()
        limits[row] = 10**6
        program = replace(program, row_upper=limits)
        known = best_within(program, row)
        if not known:
            continue
        groups = [p.columns for p in splitting.split(program.without_rows(np.array([row])))]
        joined = envelopes(program, row, groups, workers=0)
        points = [[(p.amount, p.values) for p in f.points] for f in joined.frontiers]
        assert all(a < b and v > w for per in points for (a, v), (b, w) in itertools.pairwise(per))
        kinks = [
            (
                sum(per[i][0] for per, i in zip(points, place, strict=True)),
                tuple(map(sum, zip(*(per[i][1] for per, i in zip(points, place, strict=True)), strict=True))),
            )
            for place in sum_of_envelopes(points)
        ]
        many += len(kinks) > 2
        for amount, values in kinks:
            assert values == min(v for a, v in known.items() if a <= amount)
        assert kinks[0][0] == min(known)
        assert kinks[-1][1] == min(known.values())
        assert kinks[-1][0] == min(a for a, v in known.items() if v == kinks[-1][1])
        for (a, v), (b, w) in itertools.pairwise(kinks):
            k = next(k for k in range(len(v)) if v[k] != w[k])
            for amount, best in known.items():
                if a < amount < b and best[:k] == v[:k]:
                    assert (best[k] - v[k]) * (b - a) >= (w[k] - v[k]) * (amount - a)
    assert many >= 15, "there must be kinks between the ends"
