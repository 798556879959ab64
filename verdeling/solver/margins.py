"""Least and most of sums over equally good plans: what a worker process does for leeway. Imports no model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from verdeling.solver.arrays import INFINITE, Arrays
from verdeling.solver.goals import Ints
from verdeling.solver.part import Part, equally_good
from verdeling.solver.session import Failed, Impossible, Session, stop
from verdeling.solver.tie_order import Face, pin

Margin = tuple[int, int]


def least_and_most(part: Part, sums: Sequence[Ints], engine: str) -> list[Margin]:
    """Least and most of each sum of columns over all plans that are optimal in every goal.

    Parameters
    ----------
    part
        One part of a program, with the goals whose values are kept.
    sums
        Columns of each sum, none of them twice.

    Notes
    -----
    The bounds of the columns are narrowed once for all equally good plans, and every plan that is found
    widens all margins at once. What is left is asked as "is there an equally good plan with one fewer?", with
    the last goal as the objective and its value as cutoff: refuted much sooner than a least value is proven.

    Raises
    ------
    VerificatieFout
        The engine gave no usable answer (V413).
    """
    try:
        return _margins(Session(engine, None, 0), part, sums)
    except (Failed, Impossible) as failure:
        # Imported here: a worker does without the texts until there is something to tell.
        from verdeling.errors import VerificatieFout

        reason = str(failure) or type(failure).__name__
        raise VerificatieFout.een("V413", engine, reden=reason) from failure


def _margins(session: Session, part: Part, sums: Sequence[Ints]) -> list[Margin]:
    face, rows, x = equally_good(session, part)
    rows = pin(session, face, rows, x)
    found = [x]
    for total in sums:
        for sign in (1, -1):
            _shift(session, face, rows, found, total, sign)
    values = [[int(y[total].sum()) for y in found] for total in sums]
    return [(min(w), max(w)) for w in values]


def _shift(session: Session, face: Face, rows: Arrays, found: list[Ints], total: Ints, sign: int) -> None:
    """Find plans until none has a smaller ``sign · Σ``."""
    bound = int(np.minimum(sign * rows.lower[total], sign * rows.upper[total]).sum())
    best = min(sign * int(y[total].sum()) for y in found)
    if bound >= best or _better(session, face, rows, found, total, sign, best) is None:
        return
    c = np.zeros(rows.size, dtype=np.int64)
    c[total] = sign
    found.append(session.least(rows, c, found[-1]))


def _better(
    session: Session, face: Face, rows: Arrays, found: list[Ints], total: Ints, sign: int, best: int
) -> Ints | None:
    """An equally good plan with a smaller ``sign · Σ`` than `best`, which is added to those found."""
    arrays = face.arrays.with_bounds(np.arange(rows.size), rows.lower, rows.upper)
    signs = np.full(len(total), sign, dtype=np.int64)
    tight = arrays.with_rows([(total, signs, -INFINITE, best - 1)]).tightened()
    if tight is None:
        return None
    answer = session.ask(tight, face.c, cutoff=face.value)
    if answer.status in ("infeasible", "cut_off"):
        return None
    if answer.x is None:
        stop(answer)
    if int(np.dot(face.c, answer.x)) > face.value:
        if answer.status != "optimal" or answer.bound <= face.value + 0.5:
            stop(answer)
        return None
    found.append(answer.x)
    return answer.x
