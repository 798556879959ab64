"""Random small programs with what brute force says of them, and forgeries of their proofs."""

from __future__ import annotations

import copy
import itertools
import random
from typing import Any

from verdeling.solver import Builder, LeximinGoal, MinmaxGoal, OrderGoal, Program, RowTag, SumGoal
from verdeling.solver.goals import ints
from verdeling.solver.proof import judge, prove, refute


def random_program(rng: random.Random) -> Program:
    """A few columns with small bounds, a few rows, and goals of every kind in some order."""
    build, size = Builder(), rng.randint(2, 5)
    for j in range(size):
        low = rng.randint(-2, 1)
        build.variables("x", [(str(j),)], low, low + rng.choice([1, 1, 2, 3]))
    for i in range(rng.randint(0, 4)):
        columns = rng.sample(range(size), rng.randint(1, size))
        low = rng.randint(-6, 3)
        sides = rng.choice(
            [{"lower": low}, {"upper": low + 4}, {"lower": low, "upper": low + rng.randint(0, 5)}]
        )
        build.row(
            RowTag("row", str(i)), columns, [rng.choice([-5, -2, -1, 1, 1, 3, 7]) for _ in columns], **sides
        )
    for k in range(rng.randint(1, 3)):
        columns = rng.sample(range(size), rng.randint(1, size))
        bases, bottoms = [rng.randint(0, 4) for _ in columns], [rng.randint(1, 4) for _ in columns]
        kind = rng.choice(["sum", "sum", "sum", "leximin", "minmax"])
        if kind == "sum":
            coefs = [rng.randint(-4, 6) for _ in columns]
            build.goal(SumGoal(f"g{k}", columns, coefs, rng.choice(["min", "max"]), rng.randint(-3, 3)))
        else:
            build.goal((LeximinGoal if kind == "leximin" else MinmaxGoal)(f"g{k}", columns, bases, bottoms))
    if rng.random() < 0.7:
        build.goal(OrderGoal(rng.sample(range(size), size)))
    return build.freeze()


def plans(program: Program) -> list[tuple[int, ...]]:
    """All plans, by trying everything."""
    boxes = [range(a, b + 1) for a, b in zip(program.lower.tolist(), program.upper.tolist(), strict=True)]
    return [x for x in itertools.product(*boxes) if program.arrays.holds(ints(x))]


def rank(program: Program, x: tuple[int, ...]) -> tuple[object, ...]:
    """The goals in order as something to be small."""
    found: list[object] = []
    for goal in program.goals:
        value = goal.value(ints(x))
        if goal.sense == "max":
            value = -value
        if goal.sense == "leximin":
            value = tuple(-r for r in value)
        found.append(value)
    return tuple(found)


def forgeries(rng: random.Random, proof: dict[str, Any]) -> dict[str, Any]:
    """A copy of a proof with one thing in it changed."""
    forged = copy.deepcopy(proof)
    spots = []

    def walk(thing):
        for key, inner in thing.items() if isinstance(thing, dict) else enumerate(thing):
            spots.append((thing, key))
            if isinstance(inner, dict | list):
                walk(inner)

    walk(forged)
    holder, key = rng.choice(spots)
    now = holder[key]
    changes = [None, [], {}, "1", -1, 2**60, 0.5, True, float("nan")]
    if type(now) is int:
        changes += [now + 1, now - 1, -now, 2 * now, 0] * 4
    if isinstance(now, list) and now:
        changes += [now[1:], now[:-1], now[::-1], [*now, now[0]]] * 2
    if isinstance(now, dict):
        changes += [{k: v for k, v in now.items() if k != rng.choice(list(now) or [""])}] * 4
        if "l" in now:
            changes += [now["l"], now["r"], {**now, "l": now["r"]}] * 4
    holder[key] = rng.choice(changes)
    return forged


def worse(program: Program, every: list[tuple[int, ...]], best: tuple[object, ...]) -> tuple[int, ...] | None:
    """The best plan of those that are not best."""
    rest = [x for x in every if rank(program, x) != best]
    return min(rest, key=lambda x: rank(program, x), default=None)


def hold(seeds: range) -> None:
    """Of every program the best plan is proven, its proof serves no other, and none is called impossible."""
    for seed in seeds:
        rng = random.Random(seed)
        program = random_program(rng)
        every = plans(program)
        if not every:
            made = refute(program, workers=0)
            assert made.impossible, (seed, made.fault)
            continue
        assert not refute(program, workers=0).impossible, seed
        best = min(rank(program, x) for x in every)
        first = next(x for x in every if rank(program, x) == best)
        made = prove(program, first, workers=0)
        assert made.goals == len(program.goals), (seed, made.fault, made.goals)
        if made.unique:
            assert sum(rank(program, x) == best for x in every) == 1, seed
        other = worse(program, every, best)
        if other is not None:
            lie = prove(program, other, workers=0)
            wrong = next(k for k, (a, b) in enumerate(zip(rank(program, other), best, strict=True)) if a != b)
            assert lie.goals <= wrong, seed
            values = [lie.proof["waarden"], made.proof["waarden"]]
            for told in values:
                forged = {**made.proof, "plan": list(other), "waarden": told}
                assert judge(made.program, forged)["goals"] <= wrong, seed


def deceive(seeds: range, each: int) -> None:
    """Proofs with one change: none says more of a plan than is true, and none raises."""
    for seed in seeds:
        rng = random.Random(seed)
        program = random_program(rng)
        every = plans(program)
        if not every:
            continue
        best = min(rank(program, x) for x in every)
        first = next(x for x in every if rank(program, x) == best)
        made = prove(program, first, workers=0)
        for _ in range(each):
            forged = forgeries(rng, made.proof)
            verdict = judge(made.program, forged)
            if verdict["goals"] and verdict["fault"] is None:
                told = rank(program, tuple(forged["plan"]))
                assert told[: verdict["goals"]] == best[: verdict["goals"]], (seed, forged)
            if verdict["unique"]:
                assert sum(rank(program, x) == best for x in every) == 1, seed
            assert not verdict["impossible"], seed
