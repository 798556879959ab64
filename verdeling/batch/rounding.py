"""Whole numbers for many scenarios at once: the methods of :mod:`verdeling.sleutel.apportionment` on arrays.

Quotas p·w/D are never formed as floats that are believed. A float gives a first whole number n; the remainder
r = p·w − n·D is then exact even where p·w overflows, because 64-bit integers compute modulo 2⁶⁴ and the true
remainder lies well inside (−2⁶³, 2⁶³) as long as D < 2⁶¹. Divisor methods are guessed in floats and accepted
only where the worst claim that got a place is above the best claim that got none by more than any rounding
error; what is not proven so, ties included, is done by the exact method.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from verdeling.batch.keys import GRENS, TooLarge
from verdeling.sleutel.apportionment import verdeel
from verdeling.verdeelmodel.taak import Methode, Volgorde

Rows = NDArray[Any]
Ints = NDArray[np.int64]
LARGEST_TOTAL: Final = 2**40
"""Above this the first guess could be more than one place off."""
MARGIN: Final = 1e-12
"""Far above the rounding error of a claim computed in floats (a few times 1e-16)."""


def divide_rows(
    totals: Ints,
    denominators: Ints,
    gewichten: Rows,
    methode: Methode,
    volgorde: Volgorde,
) -> tuple[Ints, NDArray[np.bool_]]:
    """Divide totalen/noemers in proportion to the weights, row by row.

    Parameters
    ----------
    totals, denominators
        What is divided per scenario, as a fraction; none negative.
    gewichten
        Whole weights, scenario × area.
    methode, volgorde
        How to round, and who goes first when claims are equal.

    Returns
    -------
    aantallen, goed
        Whole numbers, and per scenario whether they hold; where not, the exact way must tell why.
    """
    total = gewichten.sum(axis=1)
    good = (gewichten >= 0).all(axis=1) & ((total > 0) | (totals == 0))
    if methode not in (Methode.HALF_OP, Methode.OMLAAG, Methode.OMHOOG):
        good &= denominators == 1
    empty = ~good | (total == 0)
    if empty.any():
        gewichten = np.where(empty[:, None], 1, gewichten)
        total = gewichten.sum(axis=1)
        totals = np.where(empty, 0, totals)
    if methode in _DIVISORS:
        return _divisor(totals, gewichten, methode, volgorde), good
    divisor = denominators.astype(gewichten.dtype) * total
    n, r = _divide(totals, gewichten, divisor)
    divisor = divisor[:, None]
    if methode is Methode.HALF_OP:
        n = n + (2 * r >= divisor)
    elif methode is Methode.OMHOOG:
        n = n + (r > 0)
    elif methode is Methode.GROOTSTE_REST:
        n = n + _largest(r, totals - n.sum(axis=1), gewichten, volgorde)
    return n.astype(np.int64), good


def _divide(totals: Ints, gewichten: Rows, divisor: Rows) -> tuple[Rows, Rows]:
    """Exact quotient and remainder of totaal × gewicht / deler."""
    p, d = totals.astype(gewichten.dtype)[:, None], divisor[:, None]
    if gewichten.dtype == object:
        n = p * gewichten // d
        return n, p * gewichten - n * d
    if int(totals.max(initial=0)) >= LARGEST_TOTAL or float(divisor.astype(float).max()) >= GRENS:
        raise TooLarge
    n = (totals.astype(float)[:, None] / divisor.astype(float)[:, None] * gewichten).astype(np.int64)
    r = p * gewichten - n * d
    # The guess is at most one off, so one correction either way makes 0 ≤ r < d.
    te_many, te_few = r < 0, r >= d
    n += te_few.astype(np.int64) - te_many
    r += np.where(te_many, d, 0) - np.where(te_few, d, 0)
    return n, r


def _largest(rest: Rows, over: Rows, gewichten: Rows, volgorde: Volgorde) -> NDArray[np.bool_]:
    """Mark the `over` largest remainders per row; equal ones by the declared order."""
    place = _places(gewichten, volgorde)
    claim = -rest if place is None else np.take_along_axis(-rest, place, axis=1)
    order = np.argsort(claim, axis=1, kind="stable")
    if place is not None:
        order = np.take_along_axis(place, order, axis=1)
    out = np.zeros(rest.shape, dtype=bool)
    np.put_along_axis(out, order, np.arange(rest.shape[1]) < over[:, None], axis=1)
    return out


def _places(gewichten: Rows, volgorde: Volgorde) -> NDArray[np.intp] | None:
    """Areas in the order in which they go first, per row; None is the order of the columns."""
    if volgorde is Volgorde.CODE:
        return None
    sign = -1 if volgorde is Volgorde.GROOTSTE else 1
    return np.argsort(sign * gewichten, axis=1, kind="stable")


_DIVISORS: Final = (Methode.WEBSTER, Methode.DHONDT, Methode.HUNTINGTON_HILL, Methode.ADAMS)


Floats = NDArray[np.float64]


def _d(methode: Methode, k: Floats) -> Floats:
    """Divisor of the (k+1)th place."""
    if methode is Methode.HUNTINGTON_HILL:
        return np.asarray(np.sqrt(k * (k + 1)))
    return k + {Methode.WEBSTER: 0.5, Methode.DHONDT: 1.0, Methode.ADAMS: 0.0}[methode]


def _divisor(totals: Ints, gewichten: Rows, methode: Methode, volgorde: Volgorde) -> Ints:
    w = gewichten.astype(float)
    along = w > 0
    a = _jump(totals, w, along, methode)
    over = totals - a.sum(axis=1)
    active = np.flatnonzero(over)
    while len(active):
        _step(a, w, along, over, active, methode)
        over[active] -= np.sign(over[active])
        active = active[over[active] != 0]
    a_int = a.astype(np.int64)
    with np.errstate(divide="ignore", invalid="ignore"):
        last = np.where(along & (a > 0), w / _d(methode, a - 1), np.inf).min(axis=1)
        following = np.where(along, w / _d(methode, a), 0).max(axis=1)
    for row in np.flatnonzero(~(last > following * (1 + MARGIN))).tolist():
        a_int[row] = _exact(int(totals[row]), gewichten[row], methode, volgorde)
    return a_int


def _jump(totals: Ints, w: Floats, along: NDArray[np.bool_], methode: Methode) -> Floats:
    """Near the outcome: quotas stretched so that rounding down (up) leaves little over."""
    half = along.sum(axis=1) / 2
    stretch = {Methode.DHONDT: half, Methode.ADAMS: -half}.get(methode, np.zeros(len(half)))
    q = w * (np.maximum(totals + stretch, 0) / w.sum(axis=1))[:, None]
    if methode is Methode.DHONDT:
        return np.asarray(np.floor(q))
    if methode is Methode.ADAMS:
        return np.asarray(np.ceil(q))
    return np.asarray(np.floor(q + 0.5))


def _step(
    a: NDArray[np.float64],
    w: NDArray[np.float64],
    along: NDArray[np.bool_],
    over: Ints,
    active: NDArray[np.intp],
    methode: Methode,
) -> None:
    """Give one place to the best next claim, or take one from the worst last claim, in every active row."""
    with np.errstate(divide="ignore", invalid="ignore"):
        for added in (True, False):
            rows = active[(over[active] > 0) == added]
            if not len(rows):
                continue
            if added:
                claim = np.where(along[rows], w[rows] / _d(methode, a[rows]), -1)
                a[rows, claim.argmax(axis=1)] += 1
            else:
                claim = np.where(a[rows] > 0, w[rows] / _d(methode, a[rows] - 1), np.inf)
                chooses = claim.argmin(axis=1)
                # Where every claim that is left is infinite, any place may go; the proof fails and the
                # exact method decides.
                fixed = a[rows, chooses] <= 0
                chooses[fixed] = a[rows][fixed].argmax(axis=1)
                a[rows, chooses] -= 1


def _exact(total: int, gewichten: Rows, methode: Methode, volgorde: Volgorde) -> Ints:
    rank = None
    place = _places(gewichten[None, :], volgorde)
    if place is not None:
        inverse = np.empty(len(gewichten), dtype=np.int64)
        inverse[place[0]] = np.arange(len(gewichten))
        rank = inverse.tolist()
    return np.array(verdeel(total, [int(g) for g in gewichten], methode, rank).aantallen, dtype=np.int64)
