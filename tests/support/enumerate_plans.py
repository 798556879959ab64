"""All plans of a tiny program by plain enumeration, and the best of them by the definition of each goal."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from verdeling.solver import LeximinGoal, MinmaxGoal, Program, SumGoal


def plannen(program: Program) -> Iterator[list[int]]:
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


def oordeel(program: Program, x: list[int]) -> tuple[Any, ...]:
    """SumGoal values in order, each such that smaller is better."""
    out: list[Any] = []
    for goal in program.goals:
        mine = [x[j] for j in goal.columns.tolist()]
        if isinstance(goal, SumGoal):
            som = sum(c * v for c, v in zip(goal.coefs.tolist(), mine, strict=True))
            out.append(som if goal.sense == "min" else -som)
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


def beste(program: Program) -> list[int] | None:
    """The best plan, None when there is none."""
    return min(plannen(program), key=lambda x: oordeel(program, x), default=None)
