"""Rows in conflict: what a worker process does when a program has no solution. Imports no model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from verdeling.solver.arrays import ONEINDIG, Arrays
from verdeling.solver.goals import Ints
from verdeling.solver.session import Mislukt, Motor, NietKlaar, Onmogelijk, zonder_plan

MEESTE: Final = 20
"""Most sets that are told of one part of the country."""


@dataclass(frozen=True, eq=False)
class Gegroepeerd:
    """Rows by group; group −1 holds definitions, which always stand.

    Attributes
    ----------
    arrays
        The rows.
    groep
        Group per row.
    soort
        Rule kind per group, as a number.
    overal
        Per group whether it is about a whole area and not about one gemeente.
    """

    arrays: Arrays
    groep: Ints
    soort: Ints
    overal: npt.NDArray[np.bool_]

    def met(self, groepen: npt.ArrayLike) -> Arrays:
        """The rows of some groups, and all definitions."""
        return beperk(self.arrays, np.flatnonzero(np.isin(self.groep, np.append(groepen, -1))))


@dataclass(frozen=True, eq=False)
class Uitkomst:
    """Smallest sets without a plan, and per rule kind in them the least slack with the groups giving way."""

    kernen: tuple[tuple[int, ...], ...]
    herstel: tuple[tuple[int, int | None, tuple[int, ...]], ...]


def beperk(arrays: Arrays, rijen: Ints) -> Arrays:
    """Only some rows."""
    lengtes = np.diff(arrays.start)[rijen]
    start = np.concatenate(([0], np.cumsum(lengtes))).astype(np.int64)
    plekken = np.repeat(arrays.start[rijen] - start[:-1], lengtes) + np.arange(int(start[-1]))
    return replace(
        arrays,
        start=start,
        kolommen=arrays.kolommen[plekken],
        coefs=arrays.coefs[plekken],
        rij_onder=arrays.rij_onder[rijen],
        rij_boven=arrays.rij_boven[rijen],
    )


def kernen(deel: Gegroepeerd, engine: str, einde: float | None = None) -> Uitkomst | None:
    """Smallest sets of groups without a plan; None when all rows together have a plan.

    After one set is found, its groups about single gemeenten are set aside, so that the next is about others.
    Every member of a set is confirmed: without it there is a plan, checked exactly against the rows left.
    """
    motor = Motor(engine, einde, 0)
    over = list(range(len(deel.soort)))
    gevonden: list[tuple[int, ...]] = []
    while len(gevonden) < MEESTE and motor.plan(deel.met(over)) is None:
        gevonden.append(_kern(motor, deel, over))
        weg = {g for g in gevonden[-1] if not deel.overal[g]} or set(gevonden[-1])
        over = [g for g in over if g not in weg]
    if not gevonden:
        return None
    soorten = dict.fromkeys(int(deel.soort[g]) for kern in gevonden for g in kern)
    return Uitkomst(tuple(gevonden), tuple(_herstel(motor, deel, s) for s in soorten))


def _kern(motor: Motor, deel: Gegroepeerd, groepen: list[int]) -> tuple[int, ...]:
    """One smallest set: two orders of taking out are tried and the smaller set is kept."""
    begin = _per_soort(motor, deel, groepen)
    sets = [_filter(motor, deel, begin), _filter(motor, deel, begin[::-1])]
    best = min((sorted(s) for s in sets), key=lambda s: (len(s), s))
    bevestig(motor, deel, best)
    return tuple(best)


def bevestig(motor: Motor, deel: Gegroepeerd, groepen: list[int]) -> None:
    """Confirm in another way that a set has no plan, and that it has one without any single member.

    Raises
    ------
    Mislukt
        When the set is not what it is claimed to be: the engine denies what has a plan.
    NietKlaar
    """
    zonder = zonder_plan(deel.met(groepen), motor.naam, motor.einde)
    if zonder is None:
        raise NietKlaar(-np.inf)
    if not zonder:
        raise Mislukt(f"{motor.naam}: rows without a plan have one")
    for weg in groepen:
        rest = deel.met([g for g in groepen if g != weg])
        x = motor.plan(rest)
        if x is None or not rest.klopt(x):
            raise Mislukt(f"{motor.naam}: a smallest set of rows without a plan is not the smallest")


def _per_soort(motor: Motor, deel: Gegroepeerd, groepen: list[int]) -> list[int]:
    """Take out whole rule kinds first."""
    for soort in dict.fromkeys(deel.soort[groepen].tolist()):
        proef = [g for g in groepen if deel.soort[g] != soort]
        if motor.plan(deel.met(proef)) is None:
            groepen = proef
    return groepen


def _filter(motor: Motor, deel: Gegroepeerd, groepen: list[int]) -> list[int]:
    """Take out groups in halves, quarters and so on down to one at a time."""
    grootte = max(1, len(groepen) // 2)
    while True:
        i = 0
        while i < len(groepen):
            proef = groepen[:i] + groepen[i + grootte :]
            if motor.plan(deel.met(proef)) is None:
                groepen = proef
            else:
                i += grootte
        if grootte == 1:
            return groepen
        grootte = max(1, min(grootte // 2, len(groepen) // 2))


def _herstel(motor: Motor, deel: Gegroepeerd, soort: int) -> tuple[int, int | None, tuple[int, ...]]:
    """Least sum of violations of the rows of one rule kind that lets a plan exist."""
    mijn = np.flatnonzero((deel.groep >= 0) & (deel.soort[deel.groep] == soort))
    slap, rijen = met_speling(deel.arrays, mijn)
    eerste = deel.arrays.aantal
    c = np.zeros(slap.aantal, dtype=np.int64)
    c[eerste:] = 1
    try:
        x = motor.least(slap, c)
    except Onmogelijk:
        return soort, None, ()
    waar = sorted({int(deel.groep[r]) for r, s in zip(rijen, x[eerste:], strict=True) if s > 0})
    return soort, int(x[eerste:].sum()), tuple(waar)


def met_speling(a: Arrays, mogen: Ints) -> tuple[Arrays, Ints]:
    """The same rows, some of which may give way: a column per row and direction says by how much.

    Returns
    -------
    tuple
        The arrays with the columns added after the others, and the row of each added column.
    """
    onder, boven = mogen[a.rij_onder[mogen] > -ONEINDIG], mogen[a.rij_boven[mogen] < ONEINDIG]
    rijen = np.concatenate((onder, boven))
    teken = np.concatenate((np.ones(len(onder), np.int64), -np.ones(len(boven), np.int64)))
    least, most = _bereik(a)
    ruim = np.concatenate((a.rij_onder[onder] - least[onder], most[boven] - a.rij_boven[boven]))
    slap = a.met_kolommen(np.zeros(len(rijen), np.int64), np.maximum(0, ruim))
    orde = np.argsort(np.concatenate((a.rij_van, rijen)), kind="stable")
    per_rij = np.bincount(rijen, minlength=len(a.rij_onder))
    return replace(
        slap,
        start=a.start + np.concatenate(([0], np.cumsum(per_rij))),
        kolommen=np.concatenate((a.kolommen, a.aantal + np.arange(len(rijen))))[orde],
        coefs=np.concatenate((a.coefs, teken))[orde],
    ), rijen


def _bereik(a: Arrays) -> tuple[Ints, Ints]:
    """Least and most that every row can be within the bounds of its variables."""
    p, q = a.coefs * a.onder[a.kolommen], a.coefs * a.boven[a.kolommen]
    least, most = np.zeros((2, len(a.rij_onder)), dtype=np.int64)
    np.add.at(least, a.rij_van, np.minimum(p, q))
    np.add.at(most, a.rij_van, np.maximum(p, q))
    return least, most
