"""The declared tie order: the lexicographically smallest vector over the plans that are equally good.

What makes it fast, in this order: (1) one solve shows that no other choice of the yes/no columns is
equally good, (2) with those fixed the linear relaxation pins most columns exactly (reduced costs in
integers), (3) rows pin more, (4) only what is still free is solved for, several columns at once by
positional weights.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verdeling.solver.arrays import INFINITE, Arrays, lower_bound, within_value
from verdeling.solver.engines.base import Floats
from verdeling.solver.goals import Ints
from verdeling.solver.session import Impossible, Refuted, Session, stop

BLOCK = 2**26
"""Largest product of ranges that one solve orders."""


@dataclass(frozen=True, eq=False)
class Face:
    """The plans that are equally good: rows of the arrays, and the last goal kept as a sum with its value.

    `y` are multipliers of the rows that prove that value, where they are known. `above` is the face of the
    sum before it, whose value is a row of these arrays.
    """

    arrays: Arrays
    c: Ints
    value: int
    y: Floats | None = None
    above: Face | None = None


def smallest(session: Session, face: Face, rows: Arrays, x: Ints, order: Ints) -> tuple[Ints, Arrays]:
    """Lexicographically smallest plan of the face over the columns `order`.

    Parameters
    ----------
    face
        The equally good plans with the last goal as a sum.
    rows
        The same plans with every goal as rows of its own.
    x
        One of them.

    Returns
    -------
    tuple
        The plan, and the arrays with every listed column fixed.

    Notes
    -----
    Proof: the columns are taken in order; for each (block) it is proven that, with the earlier ones
    fixed at their least values, it cannot be smaller. So the listed columns can have no other values.
    """
    rows = pin(session, face, tightened(rows), x)
    # A column that is listed twice counts at its first place: in one block it can have one weight.
    order = order[np.sort(np.unique(order, return_index=True)[1])]
    left = order[rows.lower[order] < rows.upper[order]]
    while len(left):
        j = left[0]
        if x[j] > rows.lower[j]:
            block, weights = _block(rows, left)
            c = np.zeros(rows.size, dtype=np.int64)
            c[block] = weights
            x = session.least(rows, c, x)
        else:
            block = left[:1]
        rows = tightened(rows.with_bounds(block, x[block], x[block]))
        left = left[rows.lower[left] < rows.upper[left]]
    return x, rows


def tightened(arrays: Arrays) -> Arrays:
    """The arrays with tighter bounds, where that there is no plan is an exception."""
    tight = arrays.tightened()
    if tight is None:
        raise Impossible
    return tight


def pin(session: Session, face: Face, rows: Arrays, x: Ints) -> Arrays:
    """Bounds of all equally good plans: binaries without an equal choice, then reduced costs."""
    binary = np.flatnonzero((rows.upper - rows.lower == 1) & outweighs(rows))
    if len(binary) and not _other(session, face, rows, x, binary):
        rows = tightened(rows.with_bounds(binary, x[binary], x[binary]))
    return tightened(_priced(session, face, rows, x))


def outweighs(rows: Arrays) -> NDArray[np.bool_]:
    """Columns that weigh more than every other column in some row, as what opens a site does.

    Other columns that can be only two numbers are amounts: of those an equally good plan often has others.
    """
    weight = np.abs(rows.coefs)
    order = np.lexsort((weight, rows.row_of))
    last = np.flatnonzero(np.diff(rows.row_of[order], append=-1))
    alone = np.diff(rows.row_of[order], prepend=-1)[last] != 0
    more = alone | (weight[order][last] > weight[order][last - 1])
    found = np.zeros(rows.size, dtype=bool)
    found[rows.columns[order][last[more & ~alone]]] = True
    return found


def _switches(rows: Arrays) -> bool:
    """Whether a yes/no column is still free."""
    return bool(np.any(rows.upper - rows.lower == 1))


def _priced(session: Session, face: Face, rows: Arrays, x: Ints) -> Arrays:
    """Bounds by the reduced costs of every sum: what an earlier one fixes leaves a later one less room."""
    if face.above is not None:
        rows = _priced(session, face.above, rows, x)
    if not face.c.any():
        return rows
    arrays = face.arrays.with_bounds(np.arange(rows.size), rows.lower, rows.upper)
    bound = session.lower_bound(arrays, face.c) if face.y is None else lower_bound(arrays, face.c, face.y)
    if bound is None:
        return rows
    if session.certain and bound.value < face.value and not _switches(rows):
        session.confirm(arrays, face.c, x)
    tight = within_value(arrays, bound, face.value)
    return rows.with_bounds(np.arange(rows.size), tight.lower, tight.upper)


def _other(session: Session, face: Face, rows: Arrays, x: Ints, binary: Ints) -> bool:
    """Whether an equally good plan with another choice of the binary columns may exist."""
    on = x[binary] == rows.upper[binary]
    signs = np.where(on, -1, 1)
    here = int(np.dot(signs, x[binary]))
    bounded = face.arrays.with_bounds(np.arange(rows.size), rows.lower, rows.upper)
    other = bounded.with_rows([(binary, signs, here + 1, INFINITE)])
    tight = other.tightened()
    if tight is None:
        return False
    answer = session.ask(tight, face.c, cutoff=face.value)
    if answer.status in ("infeasible", "cut_off"):
        return False
    if answer.x is None:
        stop(answer)
    if int(np.dot(face.c, answer.x)) < face.value:
        raise Refuted(face.value, int(np.dot(face.c, answer.x)))
    return not (answer.status == "optimal" and answer.bound > face.value + 0.5)


def _block(rows: Arrays, left: Ints) -> tuple[Ints, Ints]:
    """Columns from the first on that one solve can order, with positional weights."""
    size, count = 1, 0
    ranges = (rows.upper[left] - rows.lower[left] + 1).tolist()
    while count < len(ranges) and (count == 0 or size * ranges[count] <= BLOCK):
        size *= ranges[count]
        count += 1
    weights = [1]
    for width in reversed(ranges[1:count]):
        weights.append(weights[-1] * width)
    return left[:count], np.array(weights[::-1], dtype=np.int64)
