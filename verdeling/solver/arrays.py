"""The bare arrays of an integer program, and what can be derived from them in exact integer arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from verdeling.solver.goals import Ints

ONEINDIG: Final = 2**62
MEEST_RONDEN: Final = 25

Rijvorm = tuple[Ints, Ints, int, int]
"""Columns, coefficients, lower and upper bound of one row."""


@dataclass(frozen=True, eq=False)
class Arrays:
    """``rij_onder ≤ A x ≤ rij_boven`` and ``onder ≤ x ≤ boven`` over whole numbers; A by rows."""

    onder: Ints
    boven: Ints
    start: Ints
    kolommen: Ints
    coefs: Ints
    rij_onder: Ints
    rij_boven: Ints

    @property
    def aantal(self) -> int:
        """Number of columns."""
        return len(self.onder)

    @property
    def rij_van(self) -> Ints:
        """Row number of every entry."""
        return np.repeat(np.arange(len(self.rij_onder)), np.diff(self.start))

    def met_rijen(self, rows: Iterable[Rijvorm]) -> Arrays:
        """A copy with rows added."""
        new = list(rows)
        if not new:
            return self
        lengths = np.cumsum([len(r[0]) for r in new], dtype=np.int64)
        return replace(
            self,
            start=np.concatenate([self.start, self.start[-1] + lengths]),
            kolommen=np.concatenate([self.kolommen, *(r[0] for r in new)]).astype(np.int64),
            coefs=np.concatenate([self.coefs, *(r[1] for r in new)]).astype(np.int64),
            rij_onder=np.concatenate([self.rij_onder, [r[2] for r in new]]),
            rij_boven=np.concatenate([self.rij_boven, [r[3] for r in new]]),
        )

    def met_kolommen(self, onder: Ints, boven: Ints) -> Arrays:
        """A copy with columns added after the others."""
        return replace(
            self, onder=np.concatenate([self.onder, onder]), boven=np.concatenate([self.boven, boven])
        )

    def met_grenzen(self, columns: Ints, onder: Ints, boven: Ints) -> Arrays:
        """A copy in which the bounds of some columns are replaced."""
        low, high = self.onder.copy(), self.boven.copy()
        low[columns], high[columns] = onder, boven
        return replace(self, onder=low, boven=high)

    def klopt(self, x: Ints) -> bool:
        """Whether `x` satisfies every row and bound, exactly."""
        som = np.zeros(len(self.rij_onder), dtype=np.int64)
        np.add.at(som, self.rij_van, self.coefs * x[self.kolommen])
        rows = np.all(som >= self.rij_onder) and np.all(som <= self.rij_boven)
        return bool(rows and np.all(x >= self.onder) and np.all(x <= self.boven))

    def strakker(self) -> Arrays | None:
        """Bounds of columns tightened by every row, in rounds; None when the rows cannot hold together.

        Each row bounds each of its variables by what the others can be at least and at most.
        """
        low, high = self.onder.copy(), self.boven.copy()
        row, a, column = self.rij_van, self.coefs, self.kolommen
        has_low, has_high = self.rij_onder > -ONEINDIG, self.rij_boven < ONEINDIG
        size = np.abs(a)
        for _ in range(MEEST_RONDEN):
            least_part = np.where(a > 0, a * low[column], a * high[column])
            most_part = np.where(a > 0, a * high[column], a * low[column])
            least, most = np.zeros((2, len(self.rij_onder)), dtype=np.int64)
            np.add.at(least, row, least_part)
            np.add.at(most, row, most_part)
            if np.any(has_high & (least > self.rij_boven)) or np.any(has_low & (most < self.rij_onder)):
                return None
            # Room that the row leaves this variable, counted from its cheapest and from its dearest end.
            up = np.where(has_high, self.rij_boven - least, ONEINDIG)[row] // size
            down = np.where(has_low, most - self.rij_onder, ONEINDIG)[row] // size
            new_low, new_high = low.copy(), high.copy()
            pos, neg = a > 0, a < 0
            np.minimum.at(new_high, column[pos], (low[column] + up)[pos])
            np.maximum.at(new_low, column[pos], (high[column] - down)[pos])
            np.maximum.at(new_low, column[neg], (high[column] - up)[neg])
            np.minimum.at(new_high, column[neg], (low[column] + down)[neg])
            if np.any(new_low > new_high):
                return None
            if np.array_equal(new_low, low) and np.array_equal(new_high, high):
                break
            low, high = new_low, new_high
        tight = replace(self, onder=low, boven=high)
        return None if tight.mist() else tight

    def mist(self) -> bool:
        """Whether some row lies between two values that its columns can reach: a sum of eights is never 113.

        CP-SAT calls such a program invalid.
        """
        free = self.onder[self.kolommen] < self.boven[self.kolommen]
        step, least = np.zeros((2, len(self.rij_onder)), dtype=np.int64)
        np.gcd.at(step, self.rij_van, np.where(free, np.abs(self.coefs), 0))
        np.add.at(least, self.rij_van, self.coefs * self.onder[self.kolommen])
        both = (self.rij_onder > -ONEINDIG) & (self.rij_boven < ONEINDIG) & (step > 0)
        low, high = self.rij_onder - least, self.rij_boven - least
        return bool(np.any(-(-low[both] // step[both]) > high[both] // step[both]))


def kleinst(arrays: Arrays, c: Ints) -> tuple[Ints, int, int]:
    """The sum over columns that are free, in its largest unit: ``c · x = fixed + unit · (sum · x)``."""
    free = arrays.onder < arrays.boven
    mine = np.where(free, c, 0)
    unit = max(1, int(np.gcd.reduce(mine)))
    return mine // unit, unit, int(np.dot(np.where(free, 0, c), arrays.onder))


@dataclass(frozen=True, eq=False)
class Ondergrens:
    """Exact lower bound of ``c · x`` from any multipliers of the rows, by weak duality.

    For every feasible x: ``schaal · c · x ≥ grens + Σ |d_j| · (distance of x_j from its cheap bound)``,
    in integers. So a bound and fixed variables follow from a linear program without trusting its
    arithmetic.
    """

    schaal: int
    grens: int
    d: Ints

    @property
    def waarde(self) -> int:
        """Least whole value that ``c · x`` can have."""
        return -(-self.grens // self.schaal)


def ondergrens(arrays: Arrays, c: Ints, duals: npt.NDArray[np.float64]) -> Ondergrens | None:
    """Lower bound of ``c · x`` from row multipliers, put on a grid; None when they do not fit."""
    if not np.isfinite(duals).all():
        return None
    biggest = max(1.0, float(np.abs(duals).max(initial=0)), float(np.abs(c).max(initial=0)))
    density = int(np.bincount(arrays.kolommen, minlength=1).max(initial=1)) + 1
    room = 2.0**61 / (biggest * density * max(1, int(np.abs(arrays.coefs).max(initial=1))))
    if room < 1:
        return None
    scale = 1 << min(10, int(np.log2(room)))
    y = np.rint(duals * scale).astype(np.int64)
    y[(y > 0) & (arrays.rij_onder <= -ONEINDIG)] = 0
    y[(y < 0) & (arrays.rij_boven >= ONEINDIG)] = 0
    d = scale * c
    np.subtract.at(d, arrays.kolommen, arrays.coefs * y[arrays.rij_van])
    at_row = np.where(y > 0, arrays.rij_onder, np.where(y < 0, arrays.rij_boven, 0))
    at_column = np.where(d > 0, arrays.onder, arrays.boven)
    total = sum(p * q for p, q in zip(y.tolist(), at_row.tolist(), strict=True))
    total += sum(p * q for p, q in zip(d.tolist(), at_column.tolist(), strict=True))
    return Ondergrens(scale, total, d)


def binnen_waarde(arrays: Arrays, bound: Ondergrens, value: int) -> Arrays:
    """Bounds of columns that every x with ``c · x ≤ value`` obeys (reduced-cost fixing, exact)."""
    gap = bound.schaal * value - bound.grens
    low, high = arrays.onder.copy(), arrays.boven.copy()
    up, down = np.flatnonzero(bound.d > 0), np.flatnonzero(bound.d < 0)
    if gap >= ONEINDIG:
        return arrays
    high[up] = np.minimum(high[up], low[up] + gap // bound.d[up])
    low[down] = np.maximum(low[down], high[down] - gap // -bound.d[down])
    return replace(arrays, onder=low, boven=high)
