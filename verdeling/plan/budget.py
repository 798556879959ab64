"""Rows that join the whole country: first solved without them, for a plan that keeps them anyway is final."""

from __future__ import annotations

import time
from typing import Final

import numpy as np

from verdeling.errors import Probleem
from verdeling.plan.build import Planprogram
from verdeling.plan.rules.basis import LAND
from verdeling.solver.coupled import divisible
from verdeling.solver.goals import Ints, ints
from verdeling.solver.program import Program
from verdeling.solver.solving import Describe, Memory, Progress, Solution, Unproven, solve

KORT: Final = 1e-3
"""Seconds that are left at least: a limit of zero is no limit to an engine."""


def los_programma(
    pp: Planprogram,
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
    not, the budget binds: that is told to `voortgang`, by a method ``meld`` when it has one, and with a plan
    that stays without a proof; then it is divided over the provincies by their exact frontiers.
    """
    begin = time.time()

    def los(program: Program, seconden: float | None, joined: int | None = None) -> Solution:
        return solve(
            program,
            engine,
            official,
            seconden,
            workers=workers,
            progress=voortgang,
            memory=geheugen,
            describe=benoem,
            joined=joined,
        )

    rijen = ints([i for i, r in enumerate(pp.program.rows) if r.place == LAND])
    if not len(rijen):
        return los(pp.program, time_limit)
    try:
        vrij = los(pp.program.without_rows(rijen), time_limit)
    except Unproven as fout:
        if fout.solution is None or _houdt(pp, rijen, fout.solution.x):
            raise
        raise Unproven([*fout.problemen, _binds(pp, rijen, fout.solution.x)], None) from None
    if _houdt(pp, rijen, vrij.x):
        return vrij
    bindt = _binds(pp, rijen, vrij.x)
    meld = getattr(voortgang, "meld", None)
    if meld is not None:
        meld(bindt)
    over = None if time_limit is None else max(KORT, begin + time_limit - time.time())
    try:
        joined = int(rijen[0]) if len(rijen) == 1 and divisible(pp.program) else None
        return los(pp.program, over, joined)
    except Unproven as fout:
        raise Unproven([*fout.problemen, bindt], fout.solution, fout.second) from None


def _houdt(pp: Planprogram, rijen: Ints, x: Ints) -> bool:
    return bool(np.all(pp.program.activity(x)[rijen] <= pp.program.row_upper[rijen]))


def _binds(pp: Planprogram, rijen: Ints, x: Ints) -> Probleem:
    """That a row about the country binds, in the words of its rule."""
    broken = pp.program.activity(x)[rijen] > pp.program.row_upper[rijen]
    regel = pp.regel(pp.program.rows[int(rijen[broken][0])].rule)
    assert regel is not None, "a row belongs to a rule of the model"
    return regel.binds(pp.opbouw, x)
