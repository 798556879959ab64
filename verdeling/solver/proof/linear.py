"""The linear relaxation of a part, kept by GLOP between solves: it proposes, nothing is believed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from verdeling.solver.arrays import INFINITE, Arrays
from verdeling.solver.core import with_slack
from verdeling.solver.engines import mathopt
from verdeling.solver.goals import Ints
from verdeling.verify.cases import Part

Multipliers = dict[int, float]


class Relaxation:
    """``min c·x`` over the rows of a part, for one box after another."""

    def __init__(self, part: Part) -> None:
        self.columns = list(part.lower)
        self.rows = [i for i, row in part.rows.items() if row[0]]
        place = {j: p for p, j in enumerate(self.columns)}
        forms = [part.rows[i] for i in self.rows]
        arrays = Arrays(
            np.array([part.lower[j] for j in self.columns], dtype=np.int64),
            np.array([part.upper[j] for j in self.columns], dtype=np.int64),
            np.cumsum([0, *(len(row) for row, _, _ in forms)], dtype=np.int64),
            np.array([place[j] for row, _, _ in forms for j in row], dtype=np.int64),
            np.array([a for row, _, _ in forms for a in row.values()], dtype=np.int64),
            np.array([-INFINITE if low is None else low for _, low, _ in forms], dtype=np.int64),
            np.array([INFINITE if high is None else high for _, _, high in forms], dtype=np.int64),
        )
        self._best = mathopt.Relaxed(arrays)
        self._arrays = arrays
        self._nearest: mathopt.Relaxed | None = None

    def best(
        self, c: Mapping[int, int], lower: Mapping[int, int], upper: Mapping[int, int]
    ) -> tuple[float, dict[int, float], Multipliers] | None:
        """Least value, columns and multipliers of the rows; None when there is no solution."""
        found = self._best.minimise(self._vector(c), self._vector(lower), self._vector(upper))
        if found is None:
            return None
        value, x, y = found
        return value, dict(zip(self.columns, x.tolist(), strict=True)), self._multipliers(y)

    def nearest(self, lower: Mapping[int, int], upper: Mapping[int, int]) -> Multipliers | None:
        """Multipliers of the least total violation of the rows (Farkas)."""
        low, high = self._vector(lower), self._vector(upper)
        if self._nearest is None:
            loose, _ = with_slack(self._arrays, np.arange(len(self.rows)))
            self._nearest = mathopt.Relaxed(loose)
        slack = self._nearest.arrays.size - len(self.columns)
        c = np.concatenate((np.zeros(len(self.columns), np.int64), np.ones(slack, np.int64)))
        found = self._nearest.minimise(
            c, np.append(low, np.zeros(slack, np.int64)), np.append(high, self._nearest.arrays.upper[-slack:])
        )
        return None if found is None else self._multipliers(found[2])

    def _vector(self, values: Mapping[int, int]) -> Ints:
        return np.array([values.get(j, 0) for j in self.columns], dtype=np.int64)

    def _multipliers(self, y: Any) -> Multipliers:  # noqa: ANN401
        return {self.rows[p]: float(y[p]) for p in np.flatnonzero(np.abs(y) > 1e-11).tolist()}
