"""Rows that join the whole country: first solved without them, for a plan that keeps them anyway is final."""

from __future__ import annotations

import time
from typing import Final

import numpy as np

from verdeling.errors import Problem
from verdeling.plan.build import PlanProgram
from verdeling.plan.rules.basis import LAND
from verdeling.solver.coupled import divisible
from verdeling.solver.goals import Ints, ints
from verdeling.solver.program import Program
from verdeling.solver.solving import Describe, Memory, Progress, Solution, Unproven, solve

KORT: Final = 1e-3
"""Seconds that are left at least: a limit of zero is no limit to an engine."""


def solve_program(
    pp: PlanProgram,
    engine: str = "scip",
    official: bool = False,
    time_limit: float | None = None,
    *,
    workers: int | None = None,
    voortgang: Progress | None = None,
    geheugen: Memory | None = None,
    benoem: Describe | None = None,
) -> Solution:
    """Solve the program of a plan; see :func:`verdeling.solver.solve`.

    A national budget joins all provincies into one part, which can take minutes for what takes seconds
    without it. So it is left out first: when the best plan keeps it, that is the best plan with it too. When
    not, the budget binds: that is told to `voortgang`, by a method ``tell`` when it has one, and with a plan
    that stays without a proof; then it is divided over the provincies by their exact frontiers.
    """
    begin = time.time()

    def los(program: Program, seconds: float | None, joined: int | None = None) -> Solution:
        return solve(
            program,
            engine,
            official,
            seconds,
            workers=workers,
            progress=voortgang,
            memory=geheugen,
            describe=benoem,
            joined=joined,
        )

    rows = ints([i for i, r in enumerate(pp.program.rows) if r.place == LAND])
    if not len(rows):
        return los(pp.program, time_limit)
    try:
        free = los(pp.program.without_rows(rows), time_limit)
    except Unproven as error:
        if error.solution is None or _keeps(pp, rows, error.solution.x):
            raise
        raise Unproven([*error.problemen, _binds(pp, rows, error.solution.x)], None) from None
    if _keeps(pp, rows, free.x):
        return free
    binds = _binds(pp, rows, free.x)
    tell = getattr(voortgang, "tell", None)
    if tell is not None:
        tell(binds)
    over = None if time_limit is None else max(KORT, begin + time_limit - time.time())
    try:
        joined = int(rows[0]) if len(rows) == 1 and divisible(pp.program) else None
        return los(pp.program, over, joined)
    except Unproven as error:
        raise Unproven([*error.problemen, binds], error.solution, error.second) from None


def _keeps(pp: PlanProgram, rows: Ints, x: Ints) -> bool:
    return bool(np.all(pp.program.activity(x)[rows] <= pp.program.row_upper[rows]))


def _binds(pp: PlanProgram, rows: Ints, x: Ints) -> Problem:
    """That a row about the country binds, in the words of its rule."""
    broken = pp.program.activity(x)[rows] > pp.program.row_upper[rows]
    rule = pp.regel(pp.program.rows[int(rows[broken][0])].rule)
    assert rule is not None, "a row belongs to a rule of the model"
    return rule.binds(pp.state, x)
