"""The solver-neutral integer program: whole-number variables, tagged rows, ordered goals, as plain arrays.

Everything is int64. A missing bound of a row is ±:data:`ONEINDIG`; variables always have finite bounds, so
every program has finitely many plans and every claim about them can be re-checked exactly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from verdeling.errors import ModelError, Probleem
from verdeling.solver.arrays import ONEINDIG, Arrays
from verdeling.solver.goals import (
    AnyDoel,
    Doel,
    Ints,
    IntsLike,
    LeximinDoel,
    MinmaxDoel,
    VolgordeDoel,
    ints,
)
from verdeling.terms import Grondslag, Kort

__all__ = [
    "ONEINDIG",
    "Bouw",
    "Doel",
    "LeximinDoel",
    "MinmaxDoel",
    "Program",
    "Rij",
    "VolgordeDoel",
]

GROOTST: Final = 2**53
"""Largest sum of |coefficient| · |bound| in a row: beyond it a solver's float arithmetic is not exact."""

Sleutel = tuple[str, ...]
Grenzen = IntsLike | int | None


@dataclass(frozen=True, slots=True)
class Rij:
    """Tag of a row: which rule asks it, for which gemeente or provincie, on which basis, in which unit."""

    regel: str
    waar: str
    grondslag: Grondslag | None = None
    eenheid: str = "plaatsen"


@dataclass(frozen=True, eq=False, repr=False)
class Program(Kort):
    """A frozen integer program: ``rij_onder ≤ A x ≤ rij_boven``, ``onder ≤ x ≤ boven``, x whole numbers.

    Attributes
    ----------
    soorten, sleutels
        Per column its kind (``n``, ``f``, …) and key (``("GM0014", "GM0034")``).
    onder, boven
        Bounds per column, finite.
    rijen
        Tag per row.
    start, kolommen, coefs
        The matrix by rows: row i holds the entries from ``start[i]`` up to ``start[i + 1]``, without zeros.
    rij_onder, rij_boven
        Bounds per row, ±:data:`ONEINDIG` when absent.
    doelen
        Goals in order.
    """

    soorten: tuple[str, ...]
    sleutels: tuple[Sleutel, ...]
    onder: Ints
    boven: Ints
    rijen: tuple[Rij, ...]
    start: Ints
    kolommen: Ints
    coefs: Ints
    rij_onder: Ints
    rij_boven: Ints
    doelen: tuple[AnyDoel, ...]

    @property
    def aantal(self) -> int:
        """Number of columns."""
        return len(self.onder)

    @property
    def arrays(self) -> Arrays:
        """The bare arrays, as engines take them."""
        return Arrays(
            self.onder, self.boven, self.start, self.kolommen, self.coefs, self.rij_onder, self.rij_boven
        )

    @cached_property
    def namen(self) -> tuple[str, ...]:
        """Name per column, such as ``f[GM0014,GM0034]``."""
        return tuple(f"{s}[{','.join(k)}]" for s, k in zip(self.soorten, self.sleutels, strict=True))

    @cached_property
    def nummers(self) -> dict[tuple[str, Sleutel], int]:
        """Column number by kind and key."""
        return {pair: j for j, pair in enumerate(zip(self.soorten, self.sleutels, strict=True))}

    def kolom(self, soort: str, *sleutel: str) -> int:
        """Column number of one variable, ``program.kolom("f", "GM0014", "GM0034")``.

        Raises
        ------
        KeyError
            When there is no such variable.
        """
        return self.nummers[soort, sleutel]

    @cached_property
    def rij_van(self) -> Ints:
        """Row number of every entry of the matrix."""
        return ints(np.repeat(np.arange(len(self.rijen)), np.diff(self.start)))

    def activiteit(self, x: Ints) -> Ints:
        """``A x`` per row, exact: no sum can reach 2^53."""
        som = np.zeros(len(self.rijen), dtype=np.int64)
        np.add.at(som, self.rij_van, self.coefs * x[self.kolommen])
        return som

    def bereik(self) -> tuple[Ints, Ints]:
        """Least and most that every row can be within the bounds of its variables."""
        a, b = self.coefs * self.onder[self.kolommen], self.coefs * self.boven[self.kolommen]
        least, most = np.zeros((2, len(self.rijen)), dtype=np.int64)
        np.add.at(least, self.rij_van, np.minimum(a, b))
        np.add.at(most, self.rij_van, np.maximum(a, b))
        return least, most

    def zonder_rijen(self, weg: Ints) -> Program:
        """The same program without some rows."""
        blijft = np.ones(len(self.rijen), dtype=bool)
        blijft[weg] = False
        van = blijft[self.rij_van]
        return replace(
            self,
            rijen=tuple(rij for rij, ok in zip(self.rijen, blijft.tolist(), strict=True) if ok),
            start=ints(np.concatenate(([0], np.cumsum(np.diff(self.start)[blijft])))),
            kolommen=ints(self.kolommen[van]),
            coefs=ints(self.coefs[van]),
            rij_onder=ints(self.rij_onder[blijft]),
            rij_boven=ints(self.rij_boven[blijft]),
        )

    def onware_rijen(self) -> Ints:
        """Rows that no value of their variables can satisfy, also when they have no variables."""
        least, most = self.bereik()
        bad = (least > self.rij_boven) | (most < self.rij_onder) | (self.rij_onder > self.rij_boven)
        return ints(np.flatnonzero(bad))

    def tekst(self) -> str:
        """Readable dump of the whole program, the same for equal programs."""
        from verdeling.solver.export import tekst

        return tekst(self)

    def lp(self, doel: int = 0, vast: Sequence[int] = ()) -> str:
        """The program as LP file for another solver; see :func:`verdeling.solver.export.lp`."""
        from verdeling.solver.export import lp

        return lp(self, doel, vast)

    def mps(self, doel: int = 0, vast: Sequence[int] = ()) -> str:
        """The program as free MPS file for another solver; see :func:`verdeling.solver.export.mps`."""
        from verdeling.solver.export import mps

        return mps(self, doel, vast)


class Bouw:
    """Collects variables, rows and goals, and freezes them into a :class:`Program`."""

    def __init__(self) -> None:
        self._soorten: list[str] = []
        self._sleutels: list[Sleutel] = []
        self._onder: list[Ints] = []
        self._boven: list[Ints] = []
        self._rijen: list[Rij] = []
        self._lengtes: list[Ints] = []
        self._kolommen: list[Ints] = []
        self._coefs: list[Ints] = []
        self._rij_onder: list[Ints] = []
        self._rij_boven: list[Ints] = []
        self._doelen: list[AnyDoel] = []

    def variabelen(
        self, soort: str, sleutels: Sequence[Sleutel], onder: IntsLike | int, boven: IntsLike | int
    ) -> Ints:
        """Add one whole-number variable per key.

        Parameters
        ----------
        soort
            Kind of variable: ``n``, ``f``, ``z``.
        sleutels
            One tuple of codes per variable.
        onder, boven
            Finite bounds, one number or one per key.

        Returns
        -------
        numpy.ndarray
            Column numbers, in the order of the keys.
        """
        first = len(self._soorten)
        self._soorten += [soort] * len(sleutels)
        self._sleutels += [tuple(s) for s in sleutels]
        self._onder.append(_grens(onder, len(sleutels), 0))
        self._boven.append(_grens(boven, len(sleutels), 0))
        return np.arange(first, first + len(sleutels), dtype=np.int64)

    def rij(
        self,
        rij: Rij,
        kolommen: IntsLike,
        coefs: IntsLike | int,
        onder: int | None = None,
        boven: int | None = None,
    ) -> int:
        """Add one row ``onder ≤ Σ coefs · x ≤ boven`` and return its number."""
        return int(self.rijen([rij], [len(kolommen)], kolommen, coefs, onder, boven)[0])

    def rijen(
        self,
        rijen: Sequence[Rij],
        lengtes: IntsLike,
        kolommen: IntsLike,
        coefs: IntsLike | int,
        onder: Grenzen = None,
        boven: Grenzen = None,
    ) -> Ints:
        """Add many rows at once.

        Parameters
        ----------
        rijen
            One tag per row.
        lengtes
            Number of entries per row; the entries stand one row after the other in `kolommen` and `coefs`.
        kolommen, coefs
            Column and coefficient per entry; one coefficient for all is allowed. A column that stands twice
            in a row counts with the sum of its coefficients.
        onder, boven
            None, one number, or one per row; ±:data:`ONEINDIG` where a row has none.

        Returns
        -------
        numpy.ndarray
            Row numbers.
        """
        first, columns, lengths = len(self._rijen), ints(kolommen), ints(lengtes)
        if len(lengths) != len(rijen) or int(lengths.sum()) != len(columns):
            raise ValueError("lengtes and rows or columns do not match")
        self._rijen += rijen
        self._lengtes.append(lengths)
        self._kolommen.append(columns)
        self._coefs.append(_grens(coefs, len(columns), 1))
        self._rij_onder.append(_grens(onder, len(rijen), -ONEINDIG))
        self._rij_boven.append(_grens(boven, len(rijen), ONEINDIG))
        return np.arange(first, first + len(rijen), dtype=np.int64)

    def doel(self, doel: AnyDoel) -> None:
        """Add a goal after the goals that stand already."""
        self._doelen.append(doel)

    def klaar(self) -> Program:
        """Freeze the program.

        A row that no plan can satisfy is kept, also when it has no variables: solving names it.

        Raises
        ------
        ModelError
            All at once: variables with an empty range or a double name, numbers too large to solve exactly,
            goals with a double name, a goal after ``volgorde``, denominators that are not positive.
        """
        onder, boven = _samen(self._onder), _samen(self._boven)
        rows = np.repeat(np.arange(len(self._rijen)), _samen(self._lengtes))
        start, kolommen, coefs = _ordenen(
            len(self._rijen), len(onder), rows, _samen(self._kolommen), _samen(self._coefs)
        )
        program = Program(
            tuple(self._soorten),
            tuple(self._sleutels),
            onder,
            boven,
            tuple(self._rijen),
            start,
            kolommen,
            coefs,
            _samen(self._rij_onder),
            _samen(self._rij_boven),
            tuple(self._doelen),
        )
        if problemen := _controle(program):
            raise ModelError(problemen)
        return program


def _grens(values: Grenzen, count: int, default: int) -> Ints:
    """One number per item from None, one number or an array."""
    array = ints([default] if values is None else np.atleast_1d(np.asarray(values)))
    return ints(np.broadcast_to(array, (count,)))


def _samen(parts: list[Ints]) -> Ints:
    """One read-only array of all parts."""
    return ints(np.concatenate(parts)) if parts else ints([])


def _ordenen(
    rows: int, columns: int, row: npt.NDArray[Any], column: Ints, coef: Ints
) -> tuple[Ints, Ints, Ints]:
    """Entries by row and column, double entries summed, zeros left out."""
    if len(column) and (column.min() < 0 or column.max() >= columns):
        raise IndexError("a row names a column that does not exist")
    place, where = np.unique(row * columns + column, return_inverse=True)
    total = np.zeros(len(place), dtype=np.int64)
    np.add.at(total, where, coef)
    place, total = place[total != 0], total[total != 0]
    start = np.zeros(rows + 1, dtype=np.int64)
    np.cumsum(np.bincount(place // max(columns, 1), minlength=rows), out=start[1:])
    return ints(start), ints(place % max(columns, 1)), ints(total)


def _controle(program: Program) -> list[Probleem]:
    """Problems that make a program unfit to solve."""
    found: list[Probleem] = []
    for j in np.flatnonzero(program.onder > program.boven):
        found.append(
            Probleem.van("V400", program.namen[j], onder=int(program.onder[j]), boven=int(program.boven[j]))
        )
    found += [Probleem.van("V401", naam) for naam, keer in Counter(program.namen).items() if keer > 1]
    largest = np.maximum(np.abs(program.onder), np.abs(program.boven)).astype(float)
    size = np.zeros(len(program.rijen))
    np.add.at(size, program.rij_van, np.abs(program.coefs).astype(float) * largest[program.kolommen])
    for i in np.flatnonzero(size >= GROOTST):
        found.append(Probleem.van("V402", f"{program.rijen[i].regel} {program.rijen[i].waar}"))
    found += [Probleem.van("V402", program.namen[j]) for j in np.flatnonzero(largest >= GROOTST)]
    for naam, keer in Counter(d.naam for d in program.doelen).items():
        if keer > 1:
            found.append(Probleem.van("V403", naam))
    for place, doel in enumerate(program.doelen):
        found += _controle_doel(program, doel, place, largest)
    return found


def _controle_doel(
    program: Program, doel: AnyDoel, place: int, largest: npt.NDArray[np.float64]
) -> list[Probleem]:
    if len(doel.kolommen) and (doel.kolommen.min() < 0 or doel.kolommen.max() >= program.aantal):
        raise IndexError(f"goal {doel.naam} names a column that does not exist")
    if isinstance(doel, VolgordeDoel):
        last = place == len(program.doelen) - 1
        return [] if last else [Probleem.van("V404", doel.naam, volgende=program.doelen[place + 1].naam)]
    if isinstance(doel, Doel):
        size = float(np.sum(np.abs(doel.coefs).astype(float) * largest[doel.kolommen]))
        return [Probleem.van("V402", doel.naam)] if size >= GROOTST else []
    return [
        Probleem.van("V405", program.namen[doel.kolommen[k]], doel=doel.naam, noemer=int(doel.noemers[k]))
        for k in np.flatnonzero(doel.noemers <= 0)
    ]
