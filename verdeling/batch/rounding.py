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

from verdeling.batch.keys import GRENS, TeGroot
from verdeling.sleutel.apportionment import verdeel
from verdeling.verdeelmodel.taak import Methode, Volgorde

Rijen = NDArray[Any]
Ints = NDArray[np.int64]
GROOTSTE_TOTAAL: Final = 2**40
"""Above this the first guess could be more than one place off."""
MARGE: Final = 1e-12
"""Far above the rounding error of a claim computed in floats (a few times 1e-16)."""


def divide_rows(
    totalen: Ints,
    noemers: Ints,
    gewichten: Rijen,
    methode: Methode,
    volgorde: Volgorde,
) -> tuple[Ints, NDArray[np.bool_]]:
    """Divide totalen/noemers in proportion to the weights, row by row.

    Parameters
    ----------
    totalen, noemers
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
    som = gewichten.sum(axis=1)
    goed = (gewichten >= 0).all(axis=1) & ((som > 0) | (totalen == 0))
    if methode not in (Methode.HALF_OP, Methode.OMLAAG, Methode.OMHOOG):
        goed &= noemers == 1
    leeg = ~goed | (som == 0)
    if leeg.any():
        gewichten = np.where(leeg[:, None], 1, gewichten)
        som = gewichten.sum(axis=1)
        totalen = np.where(leeg, 0, totalen)
    if methode in _DELERS:
        return _deler(totalen, gewichten, methode, volgorde), goed
    deler = noemers.astype(gewichten.dtype) * som
    n, r = _delen(totalen, gewichten, deler)
    deler = deler[:, None]
    if methode is Methode.HALF_OP:
        n = n + (2 * r >= deler)
    elif methode is Methode.OMHOOG:
        n = n + (r > 0)
    elif methode is Methode.GROOTSTE_REST:
        n = n + _grootste(r, totalen - n.sum(axis=1), gewichten, volgorde)
    return n.astype(np.int64), goed


def _delen(totalen: Ints, gewichten: Rijen, deler: Rijen) -> tuple[Rijen, Rijen]:
    """Exact quotient and remainder of totaal × gewicht / deler."""
    p, d = totalen.astype(gewichten.dtype)[:, None], deler[:, None]
    if gewichten.dtype == object:
        n = p * gewichten // d
        return n, p * gewichten - n * d
    if int(totalen.max(initial=0)) >= GROOTSTE_TOTAAL or float(deler.astype(float).max()) >= GRENS:
        raise TeGroot
    n = (totalen.astype(float)[:, None] / deler.astype(float)[:, None] * gewichten).astype(np.int64)
    r = p * gewichten - n * d
    # The guess is at most one off, so one correction either way makes 0 ≤ r < d.
    te_veel, te_weinig = r < 0, r >= d
    n += te_weinig.astype(np.int64) - te_veel
    r += np.where(te_veel, d, 0) - np.where(te_weinig, d, 0)
    return n, r


def _grootste(rest: Rijen, over: Rijen, gewichten: Rijen, volgorde: Volgorde) -> NDArray[np.bool_]:
    """Mark the `over` largest remainders per row; equal ones by the declared order."""
    plaats = _plaatsen(gewichten, volgorde)
    aanspraak = -rest if plaats is None else np.take_along_axis(-rest, plaats, axis=1)
    orde = np.argsort(aanspraak, axis=1, kind="stable")
    if plaats is not None:
        orde = np.take_along_axis(plaats, orde, axis=1)
    uit = np.zeros(rest.shape, dtype=bool)
    np.put_along_axis(uit, orde, np.arange(rest.shape[1]) < over[:, None], axis=1)
    return uit


def _plaatsen(gewichten: Rijen, volgorde: Volgorde) -> NDArray[np.intp] | None:
    """Areas in the order in which they go first, per row; None is the order of the columns."""
    if volgorde is Volgorde.CODE:
        return None
    teken = -1 if volgorde is Volgorde.GROOTSTE else 1
    return np.argsort(teken * gewichten, axis=1, kind="stable")


_DELERS: Final = (Methode.WEBSTER, Methode.DHONDT, Methode.HUNTINGTON_HILL, Methode.ADAMS)


Floats = NDArray[np.float64]


def _d(methode: Methode, k: Floats) -> Floats:
    """Divisor of the (k+1)th place."""
    if methode is Methode.HUNTINGTON_HILL:
        return np.asarray(np.sqrt(k * (k + 1)))
    return k + {Methode.WEBSTER: 0.5, Methode.DHONDT: 1.0, Methode.ADAMS: 0.0}[methode]


def _deler(totalen: Ints, gewichten: Rijen, methode: Methode, volgorde: Volgorde) -> Ints:
    w = gewichten.astype(float)
    mee = w > 0
    a = _sprong(totalen, w, mee, methode)
    over = totalen - a.sum(axis=1)
    actief = np.flatnonzero(over)
    while len(actief):
        _stap(a, w, mee, over, actief, methode)
        over[actief] -= np.sign(over[actief])
        actief = actief[over[actief] != 0]
    a_int = a.astype(np.int64)
    with np.errstate(divide="ignore", invalid="ignore"):
        laatste = np.where(mee & (a > 0), w / _d(methode, a - 1), np.inf).min(axis=1)
        volgende = np.where(mee, w / _d(methode, a), 0).max(axis=1)
    for rij in np.flatnonzero(~(laatste > volgende * (1 + MARGE))).tolist():
        a_int[rij] = _exact(int(totalen[rij]), gewichten[rij], methode, volgorde)
    return a_int


def _sprong(totalen: Ints, w: Floats, mee: NDArray[np.bool_], methode: Methode) -> Floats:
    """Near the outcome: quotas stretched so that rounding down (up) leaves little over."""
    helft = mee.sum(axis=1) / 2
    rek = {Methode.DHONDT: helft, Methode.ADAMS: -helft}.get(methode, np.zeros(len(helft)))
    q = w * (np.maximum(totalen + rek, 0) / w.sum(axis=1))[:, None]
    if methode is Methode.DHONDT:
        return np.asarray(np.floor(q))
    if methode is Methode.ADAMS:
        return np.asarray(np.ceil(q))
    return np.asarray(np.floor(q + 0.5))


def _stap(
    a: NDArray[np.float64],
    w: NDArray[np.float64],
    mee: NDArray[np.bool_],
    over: Ints,
    actief: NDArray[np.intp],
    methode: Methode,
) -> None:
    """Give one place to the best next claim, or take one from the worst last claim, in every active row."""
    with np.errstate(divide="ignore", invalid="ignore"):
        for erbij in (True, False):
            rijen = actief[(over[actief] > 0) == erbij]
            if not len(rijen):
                continue
            if erbij:
                aanspraak = np.where(mee[rijen], w[rijen] / _d(methode, a[rijen]), -1)
                a[rijen, aanspraak.argmax(axis=1)] += 1
            else:
                aanspraak = np.where(a[rijen] > 0, w[rijen] / _d(methode, a[rijen] - 1), np.inf)
                kiest = aanspraak.argmin(axis=1)
                # Where every claim that is left is infinite, any place may go; the proof fails and the
                # exact method decides.
                vast = a[rijen, kiest] <= 0
                kiest[vast] = a[rijen][vast].argmax(axis=1)
                a[rijen, kiest] -= 1


def _exact(totaal: int, gewichten: Rijen, methode: Methode, volgorde: Volgorde) -> Ints:
    rang = None
    plaats = _plaatsen(gewichten[None, :], volgorde)
    if plaats is not None:
        omgekeerd = np.empty(len(gewichten), dtype=np.int64)
        omgekeerd[plaats[0]] = np.arange(len(gewichten))
        rang = omgekeerd.tolist()
    return np.array(verdeel(totaal, [int(g) for g in gewichten], methode, rang).aantallen, dtype=np.int64)
