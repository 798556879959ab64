"""Exact re-check of a plan from the neutral program alone: whole numbers, every bound, row and goal value.

Written in plain Python integers and apart from everything that solves, so a mistake there cannot hide here.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from verdeling.errors import Problem, VerificatieFout
from verdeling.solver.goals import AnyGoal, LeximinGoal, OrderGoal, SumGoal, Value
from verdeling.solver.program import Program


def broken(program: Program, x: Sequence[int]) -> list[Problem]:
    """Bounds and rows that the plan breaks, one problem each; empty when it breaks none."""
    if len(x) != program.size:
        raise ValueError(f"{len(x)} values for {program.size} variables")
    found = []
    values = [int(v) for v in x]
    bounds = zip(program.names, values, program.lower.tolist(), program.upper.tolist(), strict=True)
    for name, value, low, high in bounds:
        if not low <= value <= high:
            found.append(Problem.van("V420", name, waarde=value, onder=low, boven=high))
    start, columns, coefs = program.start.tolist(), program.columns.tolist(), program.coefs.tolist()
    bounds_of_rows = zip(program.rows, program.row_lower.tolist(), program.row_upper.tolist(), strict=True)
    for i, (row, low, high) in enumerate(bounds_of_rows):
        total = sum(coefs[e] * values[columns[e]] for e in range(start[i], start[i + 1]))
        place = f"{row.rule} {row.place}"
        if total < low:
            found.append(Problem.van("V421", place, som=total, grens=low, eenheid=row.unit))
        if total > high:
            found.append(Problem.van("V422", place, som=total, grens=high, eenheid=row.unit))
    return found


def check(program: Program, x: Sequence[int], values: Sequence[Value]) -> None:
    """Re-check a plan and the goal values that are claimed for it.

    Raises
    ------
    VerificatieFout
        All broken bounds and rows, and goals with another value than claimed.
    """
    found = broken(program, x)
    for goal, claimed in zip(program.goals, values, strict=True):
        exact = _value(goal, [int(v) for v in x])
        if exact != claimed:
            found.append(Problem.van("V423", goal.name, waarde=str(claimed), exact=str(exact)))
    if found:
        raise VerificatieFout(found)


def _value(goal: AnyGoal, values: Sequence[int]) -> Value:
    """Value of a goal from its definition."""
    mine = [values[j] for j in goal.columns.tolist()]
    if isinstance(goal, SumGoal):
        coefs: list[int] = goal.coefs.tolist()
        return int(goal.constant + sum(c * v for c, v in zip(coefs, mine, strict=True)))
    if isinstance(goal, OrderGoal):
        return tuple(mine)
    parts = [
        Fraction(k + v, n)
        for k, v, n in zip(goal.constants.tolist(), mine, goal.denominators.tolist(), strict=True)
    ]
    if isinstance(goal, LeximinGoal):
        return tuple(sorted(parts))
    return max((abs(p - 1) for p in parts), default=Fraction(0))
