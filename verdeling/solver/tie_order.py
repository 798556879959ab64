"""The declared tie order: the lexicographically smallest vector over the plans that are equally good.

What makes it fast, in this order: (1) one solve shows that no other choice of the yes/no columns is
equally good, (2) with those fixed the linear relaxation pins most columns exactly (reduced costs in
integers), (3) rows pin more, (4) only what is still free is solved for, several columns at once by
positional weights.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verdeling.solver.arrays import ONEINDIG, Arrays, binnen_waarde, ondergrens
from verdeling.solver.engines.base import Floats
from verdeling.solver.goals import Ints
from verdeling.solver.session import Motor, Onmogelijk, Weerlegd, stop

BLOK = 2**26
"""Largest product of ranges that one solve orders."""


@dataclass(frozen=True, eq=False)
class Vlak:
    """The plans that are equally good: rows of the arrays, and the last goal kept as a sum with its value.

    `y` are multipliers of the rows that prove that value, where they are known. `hoger` is the face of the
    sum before it, whose value is a row of these arrays.
    """

    arrays: Arrays
    c: Ints
    waarde: int
    y: Floats | None = None
    hoger: Vlak | None = None


def kleinste(motor: Motor, face: Vlak, rows: Arrays, x: Ints, order: Ints) -> tuple[Ints, Arrays]:
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
    rows = pin(motor, face, _strakker(rows), x)
    # A column that is listed twice counts at its first place: in one block it can have one weight.
    order = order[np.sort(np.unique(order, return_index=True)[1])]
    left = order[rows.onder[order] < rows.boven[order]]
    while len(left):
        j = left[0]
        if x[j] > rows.onder[j]:
            block, weights = _blok(rows, left)
            c = np.zeros(rows.aantal, dtype=np.int64)
            c[block] = weights
            x = motor.least(rows, c, x)
        else:
            block = left[:1]
        rows = _strakker(rows.met_grenzen(block, x[block], x[block]))
        left = left[rows.onder[left] < rows.boven[left]]
    return x, rows


def _strakker(arrays: Arrays) -> Arrays:
    tight = arrays.strakker()
    if tight is None:
        raise Onmogelijk
    return tight


def pin(motor: Motor, face: Vlak, rows: Arrays, x: Ints) -> Arrays:
    """Bounds of all equally good plans: binaries without an equal choice, then reduced costs."""
    binary = np.flatnonzero(rows.boven - rows.onder == 1)
    if len(binary) and not _ander(motor, face, rows, x, binary):
        rows = _strakker(rows.met_grenzen(binary, x[binary], x[binary]))
    return _strakker(_geprijsd(motor, face, rows, x))


def _schakelt(rows: Arrays) -> bool:
    """Whether a yes/no column is still free."""
    return bool(np.any(rows.boven - rows.onder == 1))


def _geprijsd(motor: Motor, face: Vlak, rows: Arrays, x: Ints) -> Arrays:
    """Bounds by the reduced costs of every sum: what an earlier one fixes leaves a later one less room."""
    if face.hoger is not None:
        rows = _geprijsd(motor, face.hoger, rows, x)
    if not face.c.any():
        return rows
    arrays = face.arrays.met_grenzen(np.arange(rows.aantal), rows.onder, rows.boven)
    bound = motor.ondergrens(arrays, face.c) if face.y is None else ondergrens(arrays, face.c, face.y)
    if bound is None:
        return rows
    if motor.zeker and bound.waarde < face.waarde and not _schakelt(rows):
        motor.bevestig(arrays, face.c, x)
    tight = binnen_waarde(arrays, bound, face.waarde)
    return rows.met_grenzen(np.arange(rows.aantal), tight.onder, tight.boven)


def _ander(motor: Motor, face: Vlak, rows: Arrays, x: Ints, binary: Ints) -> bool:
    """Whether an equally good plan with another choice of the binary columns may exist."""
    on = x[binary] == rows.boven[binary]
    signs = np.where(on, -1, 1)
    here = int(np.dot(signs, x[binary]))
    bounded = face.arrays.met_grenzen(np.arange(rows.aantal), rows.onder, rows.boven)
    other = bounded.met_rijen([(binary, signs, here + 1, ONEINDIG)])
    tight = other.strakker()
    if tight is None:
        return False
    answer = motor.vraag(tight, face.c, cutoff=face.waarde)
    if answer.status in ("onoplosbaar", "afgekapt"):
        return False
    if answer.x is None:
        stop(answer)
    if int(np.dot(face.c, answer.x)) < face.waarde:
        raise Weerlegd(face.waarde, int(np.dot(face.c, answer.x)))
    return not (answer.status == "optimaal" and answer.grens > face.waarde + 0.5)


def _blok(rows: Arrays, left: Ints) -> tuple[Ints, Ints]:
    """Columns from the first on that one solve can order, with positional weights."""
    size, count = 1, 0
    ranges = (rows.boven[left] - rows.onder[left] + 1).tolist()
    while count < len(ranges) and (count == 0 or size * ranges[count] <= BLOK):
        size *= ranges[count]
        count += 1
    weights = [1]
    for width in reversed(ranges[1:count]):
        weights.append(weights[-1] * width)
    return left[:count], np.array(weights[::-1], dtype=np.int64)
