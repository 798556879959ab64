"""The bare arrays of an integer program, and what can be derived from them in exact integer arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from verdeling.solver.goals import Ints

INFINITE: Final = 2**62
MOST_ROUNDS: Final = 25

RowForm = tuple[Ints, Ints, int, int]
"""Columns, coefficients, lower and upper bound of one row."""


@dataclass(frozen=True, eq=False)
class Arrays:
    """``row_lower ≤ A x ≤ row_upper`` and ``lower ≤ x ≤ upper`` over whole numbers; A by rows."""

    lower: Ints
    upper: Ints
    start: Ints
    columns: Ints
    coefs: Ints
    row_lower: Ints
    row_upper: Ints

    @property
    def size(self) -> int:
        """Number of columns."""
        return len(self.lower)

    @property
    def row_of(self) -> Ints:
        """Row number of every entry."""
        return np.repeat(np.arange(len(self.row_lower)), np.diff(self.start))

    def with_rows(self, rows: Iterable[RowForm]) -> Arrays:
        """A copy with rows added."""
        new = list(rows)
        if not new:
            return self
        lengths = np.cumsum([len(r[0]) for r in new], dtype=np.int64)
        return replace(
            self,
            start=np.concatenate([self.start, self.start[-1] + lengths]),
            columns=np.concatenate([self.columns, *(r[0] for r in new)]).astype(np.int64),
            coefs=np.concatenate([self.coefs, *(r[1] for r in new)]).astype(np.int64),
            row_lower=np.concatenate([self.row_lower, [r[2] for r in new]]),
            row_upper=np.concatenate([self.row_upper, [r[3] for r in new]]),
        )

    def with_columns(self, lower: Ints, upper: Ints) -> Arrays:
        """A copy with columns added after the others."""
        return replace(
            self, lower=np.concatenate([self.lower, lower]), upper=np.concatenate([self.upper, upper])
        )

    def with_bounds(self, columns: Ints, lower: Ints, upper: Ints) -> Arrays:
        """A copy in which the bounds of some columns are replaced."""
        low, high = self.lower.copy(), self.upper.copy()
        low[columns], high[columns] = lower, upper
        return replace(self, lower=low, upper=high)

    def only(self, rows: Ints) -> Arrays:
        """A copy with only some rows."""
        lengths = np.diff(self.start)[rows]
        start = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
        places = np.repeat(self.start[rows] - start[:-1], lengths) + np.arange(int(start[-1]))
        return replace(
            self,
            start=start,
            columns=self.columns[places],
            coefs=self.coefs[places],
            row_lower=self.row_lower[rows],
            row_upper=self.row_upper[rows],
        )

    def activity(self, x: Ints) -> Ints:
        """``A x`` per row."""
        total = np.zeros(len(self.row_lower), dtype=np.int64)
        np.add.at(total, self.row_of, self.coefs * x[self.columns])
        return total

    def span(self) -> tuple[Ints, Ints]:
        """Least and most that every row can be within the bounds of its columns."""
        a, b = self.coefs * self.lower[self.columns], self.coefs * self.upper[self.columns]
        least, most = np.zeros((2, len(self.row_lower)), dtype=np.int64)
        np.add.at(least, self.row_of, np.minimum(a, b))
        np.add.at(most, self.row_of, np.maximum(a, b))
        return least, most

    def holds(self, x: Ints) -> bool:
        """Whether `x` satisfies every row and bound, exactly."""
        total = self.activity(x)
        rows = np.all(total >= self.row_lower) and np.all(total <= self.row_upper)
        return bool(rows and np.all(x >= self.lower) and np.all(x <= self.upper))

    def tightened(self) -> Arrays | None:
        """Bounds of columns tightened by every row, in rounds; None when the rows cannot hold together.

        Each row bounds each of its variables by what the others can be at least and at most.
        """
        low, high = self.lower.copy(), self.upper.copy()
        row, a, column = self.row_of, self.coefs, self.columns
        has_low, has_high = self.row_lower > -INFINITE, self.row_upper < INFINITE
        size = np.abs(a)
        for _ in range(MOST_ROUNDS):
            least_part = np.where(a > 0, a * low[column], a * high[column])
            most_part = np.where(a > 0, a * high[column], a * low[column])
            least, most = np.zeros((2, len(self.row_lower)), dtype=np.int64)
            np.add.at(least, row, least_part)
            np.add.at(most, row, most_part)
            if np.any(has_high & (least > self.row_upper)) or np.any(has_low & (most < self.row_lower)):
                return None
            # Room that the row leaves this variable, counted from its cheapest and from its dearest end.
            up = np.where(has_high, self.row_upper - least, INFINITE)[row] // size
            down = np.where(has_low, most - self.row_lower, INFINITE)[row] // size
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
        tight = replace(self, lower=low, upper=high)
        return None if tight.unreachable() else tight

    def unreachable(self) -> bool:
        """Whether some row lies between two values that its columns can reach: a sum of eights is never 113.

        CP-SAT calls such a program invalid.
        """
        free = self.lower[self.columns] < self.upper[self.columns]
        step, least = np.zeros((2, len(self.row_lower)), dtype=np.int64)
        np.gcd.at(step, self.row_of, np.where(free, np.abs(self.coefs), 0))
        np.add.at(least, self.row_of, self.coefs * self.lower[self.columns])
        both = (self.row_lower > -INFINITE) & (self.row_upper < INFINITE) & (step > 0)
        low, high = self.row_lower - least, self.row_upper - least
        return bool(np.any(-(-low[both] // step[both]) > high[both] // step[both]))


def in_largest_unit(arrays: Arrays, c: Ints) -> tuple[Ints, int, int]:
    """The sum over columns that are free, in its largest unit: ``c · x = fixed + unit · (sum · x)``."""
    free = arrays.lower < arrays.upper
    mine = np.where(free, c, 0)
    unit = max(1, int(np.gcd.reduce(mine)))
    return mine // unit, unit, int(np.dot(np.where(free, 0, c), arrays.lower))


@dataclass(frozen=True, eq=False)
class LowerBound:
    """Exact lower bound of ``c · x`` from any multipliers of the rows, by weak duality.

    For every feasible x: ``scale · c · x ≥ bound + Σ |d_j| · (distance of x_j from its cheap bound)``,
    in integers. So a bound and fixed variables follow from a linear program without trusting its
    arithmetic.
    """

    scale: int
    bound: int
    d: Ints

    @property
    def value(self) -> int:
        """Least whole value that ``c · x`` can have."""
        return -(-self.bound // self.scale)


def lower_bound(arrays: Arrays, c: Ints, duals: npt.NDArray[np.float64]) -> LowerBound | None:
    """Lower bound of ``c · x`` from row multipliers, put on a grid; None when they do not fit."""
    if not np.isfinite(duals).all():
        return None
    biggest = max(1.0, float(np.abs(duals).max(initial=0)), float(np.abs(c).max(initial=0)))
    density = int(np.bincount(arrays.columns, minlength=1).max(initial=1)) + 1
    room = 2.0**61 / (biggest * density * max(1, int(np.abs(arrays.coefs).max(initial=1))))
    if room < 1:
        return None
    scale = 1 << min(10, int(np.log2(room)))
    y = np.rint(duals * scale).astype(np.int64)
    y[(y > 0) & (arrays.row_lower <= -INFINITE)] = 0
    y[(y < 0) & (arrays.row_upper >= INFINITE)] = 0
    d = scale * c
    np.subtract.at(d, arrays.columns, arrays.coefs * y[arrays.row_of])
    at_row = np.where(y > 0, arrays.row_lower, np.where(y < 0, arrays.row_upper, 0))
    at_column = np.where(d > 0, arrays.lower, arrays.upper)
    total = sum(p * q for p, q in zip(y.tolist(), at_row.tolist(), strict=True))
    total += sum(p * q for p, q in zip(d.tolist(), at_column.tolist(), strict=True))
    return LowerBound(scale, total, d)


def within_value(arrays: Arrays, bound: LowerBound, value: int) -> Arrays:
    """Bounds of columns that every x with ``c · x ≤ value`` obeys (reduced-cost fixing, exact)."""
    gap = bound.scale * value - bound.bound
    low, high = arrays.lower.copy(), arrays.upper.copy()
    up, down = np.flatnonzero(bound.d > 0), np.flatnonzero(bound.d < 0)
    if gap >= INFINITE:
        return arrays
    high[up] = np.minimum(high[up], low[up] + gap // bound.d[up])
    low[down] = np.maximum(low[down], high[down] - gap // -bound.d[down])
    return replace(arrays, lower=low, upper=high)
