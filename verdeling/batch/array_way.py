"""Closed form for many scenarios at once: key, quotas and whole numbers as arrays scenario × gemeente."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from verdeling.batch.keys import GRENS, DelenDoorNul, Rekenaar, Rijen, TeGroot
from verdeling.batch.rounding import Ints, divide_rows
from verdeling.inputs.tables import Gegevens
from verdeling.terms import Niveau
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.operations.getal import Constante
from verdeling.verdeelmodel.taak import Delen, DelenAfronding, Taak, Verdeelniveau

Goed = NDArray[np.bool_]


class NotInArrays(Exception):
    """The task cannot be computed as arrays; the exact way does it scenario by scenario."""


@dataclass(frozen=True, eq=False)
class Varianten:
    """Scenarios that differ in numbers and figures only.

    Attributes
    ----------
    aantal
        How many scenarios.
    getallen
        Dotted path in the model → number per scenario.
    kolommen
        Column → drawn figures, scenario × gemeente, and their denominator.
    """

    aantal: int
    getallen: Mapping[str, Sequence[Fraction]]
    kolommen: Mapping[str, tuple[NDArray[np.int64], int]]


def fits_in_rows(taak: Taak) -> bool:
    """Whether the task has only what arrays can do: no chain, no figures that hold as given, no rest."""
    vast = taak.gepubliceerd is not None and taak.gepubliceerd.geldt
    gewoon = not vast and all(not n.keten and not n.gegeven and n.rest_naar is None for n in taak.niveaus)
    los = taak.delen is None or taak.delen.afronding is DelenAfronding.LOS
    return gewoon and los and taak.totaal is not None


def plaats(model: Verdeelmodel, pad: str) -> bool:
    """Whether a path names a number that may differ per row: a total, or a number inside a key."""
    stappen = pad.removesuffix(".waarde").split(".")
    if len(stappen) < 3 or stappen[0] != "taken" or stappen[1] not in model.taken:
        return False
    taak = model.taken[stappen[1]]
    if not fits_in_rows(taak):
        return False
    if stappen[2:] == ["totaal"]:
        return True
    if pad.endswith(".waarde"):
        return False
    houder: Any = taak
    for stap in stappen[2:-1]:
        houder = houder[int(stap)] if isinstance(houder, tuple) else getattr(houder, stap, None)
        if houder is None:
            return False
    in_sleutel = "sleutel" in stappen[2:5] and stappen[2] in ("sleutel", "niveaus")
    return in_sleutel and isinstance(getattr(houder, stappen[-1], None), Fraction)


def compute_rows(
    model: Verdeelmodel, gegevens: Gegevens, varianten: Varianten, taken: Sequence[str]
) -> tuple[dict[str, Ints], Goed]:
    """Whole numbers per task (parts as ``taak/deel``), and which scenarios hold.

    Parameters
    ----------
    model
        The model of one of the scenarios.
    gegevens
        The gemeenten that take part, with the figures that are the same in every scenario.
    varianten
        What differs.
    taken
        Tasks to compute.

    Raises
    ------
    NietInRijen
        When a task has what arrays cannot do.
    """
    if not all(fits_in_rows(model.taken[naam]) for naam in taken):
        raise NotInArrays
    uit: dict[str, Ints] = {}
    goed = np.ones(varianten.aantal, dtype=bool)
    for naam in taken:
        for python in (False, True):
            try:
                cijfers, mag = _taak(naam, model.taken[naam], gegevens, varianten, python=python)
            except TeGroot as fout:
                if python:
                    raise NotInArrays from fout
            except (DelenDoorNul, OverflowError) as fout:
                raise NotInArrays from fout
            else:
                break
        uit |= cijfers
        goed &= mag
    return uit, goed


def _taak(
    naam: str, taak: Taak, gegevens: Gegevens, varianten: Varianten, *, python: bool
) -> tuple[dict[str, Ints], Goed]:
    aantal = varianten.aantal
    rekenaar = Rekenaar(gegevens, varianten.getallen, varianten.kolommen, python=python)
    totalen, noemers = _totals(naam, taak, varianten)
    goed = (totalen >= 0) & (noemers == 1)  # as the model itself is checked: a whole number of places
    totalen = np.maximum(totalen, 0)
    boven = np.zeros(len(gegevens.codes), dtype=np.intp)
    waarden, delers = totalen[:, None], noemers
    cache: dict[str, Rijen] = {}
    for i, niveau in enumerate(taak.niveaus):
        pad = f"taken.{naam}.sleutel" if niveau.sleutel is None else f"taken.{naam}.niveaus.{i}.sleutel"
        if pad not in cache:
            cache[pad] = rekenaar.gewichten(niveau.sleutel or taak.sleutel, pad)
        nummers = _numbers(gegevens.gebied(niveau.niveau))
        w = _gewichten(niveau, cache[pad], nummers, aantal)
        ouder = np.zeros(w.shape[1], dtype=np.intp)
        ouder[nummers] = boven
        cijfers = np.zeros(w.shape, dtype=np.int64)
        for groep in range(waarden.shape[1]):
            leden = np.flatnonzero(ouder == groep)
            cijfers[:, leden], mag = divide_rows(
                waarden[:, groep], delers, w[:, leden], niveau.afronding, niveau.volgorde
            )
            goed &= mag
        # A negative weight anywhere is refused, also where it disappears in the sum over an area.
        goed &= (cache[pad] >= 0).all(axis=1) & (cache[pad] > 0).any(axis=1)
        boven, waarden, delers = nummers, cijfers, np.ones(aantal, dtype=np.int64)
    uit = {naam: waarden}
    if taak.delen is not None:
        delen, mag = _delen(naam, taak.delen, totalen, noemers, waarden)
        uit |= delen
        goed &= mag
    return uit, goed


def _totals(naam: str, taak: Taak, varianten: Varianten) -> tuple[Ints, Ints]:
    assert taak.totaal is not None
    for pad in (f"taken.{naam}.totaal", f"taken.{naam}.totaal.waarde"):
        if pad in varianten.getallen:
            breuken = list(varianten.getallen[pad])
            break
    else:
        breuken = [taak.totaal.waarde] * varianten.aantal
    tellers, noemers = [b.numerator for b in breuken], [b.denominator for b in breuken]
    if max(map(abs, tellers)) >= GRENS or max(noemers) >= GRENS:
        raise NotInArrays
    return np.array(tellers, dtype=np.int64), np.array(noemers, dtype=np.int64)


def _numbers(gebieden: Sequence[str]) -> NDArray[np.intp]:
    plek = {code: i for i, code in enumerate(sorted(set(gebieden)))}
    return np.array([plek[code] for code in gebieden], dtype=np.intp)


def _gewichten(regel: Verdeelniveau, per_gemeente: Rijen, nummers: NDArray[np.intp], aantal: int) -> Rijen:
    """Weight per area: the sum over its gemeenten; a plain constant counts each area once."""
    if regel.niveau is Niveau.GEMEENTE:
        w = per_gemeente
    elif isinstance(regel.sleutel, Constante):
        w = np.ones((1, nummers.max() + 1), dtype=np.int64)
    else:
        gebieden = range(int(nummers.max()) + 1)
        w = np.stack([per_gemeente[:, nummers == g].sum(axis=1) for g in gebieden], axis=1)
    return np.broadcast_to(w, (aantal, w.shape[1]))


def _delen(
    naam: str, delen: Delen, totalen: Ints, noemers: Ints, aantallen: Ints
) -> tuple[dict[str, Ints], Goed]:
    """Parts rounded half-up on their own: N_g × T_part / T; the rest is what is left."""
    uit: dict[str, Ints] = {}
    rest = aantallen.copy()
    p = np.where(totalen > 0, totalen, 1)
    for deel, getal in delen.totalen.items():
        a, b = getal.waarde.numerator, getal.waarde.denominator
        top = int(aantallen.max(initial=0)) * abs(a) * int(noemers.max())
        if max(2 * top, 2 * b * int(p.max())) >= GRENS:
            raise NotInArrays
        deler = (2 * b * p)[:, None]
        uit[f"{naam}/{deel}"] = (2 * a * aantallen * noemers[:, None] + deler // 2) // deler
        rest -= uit[f"{naam}/{deel}"]
    uit[f"{naam}/{delen.rest}"] = rest
    som = sum((g.waarde for g in delen.totalen.values()), Fraction(0))
    past = np.array(
        [som * int(q) <= int(t) for t, q in zip(totalen.tolist(), noemers.tolist(), strict=True)], dtype=bool
    )
    return uit, past & (rest >= 0).all(axis=1)
