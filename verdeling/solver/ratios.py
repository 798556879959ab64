"""Exact leximin and exact smallest largest deviation, by feasibility questions at rational levels.

At a given level every ratio goal is a bound per column, so no level is ever a float: the level is
bisected over fractions until no value that a plan can have lies between what is reached and what is
proven out of reach.
"""

from __future__ import annotations

import heapq
from fractions import Fraction

import numpy as np

from verdeling.solver.arrays import ONEINDIG, Arrays, Rijvorm
from verdeling.solver.goals import Ints, LeximinDoel, MinmaxDoel
from verdeling.solver.session import Motor, Onmogelijk


def minmax(motor: Motor, arrays: Arrays, goal: MinmaxDoel) -> tuple[Arrays, Ints]:
    """Least largest relative deviation: the arrays in which it holds, and a plan that has it."""
    x = motor.plan(arrays)
    if x is None:
        raise Onmogelijk
    high, low = goal.waarde(x), Fraction(-1)
    while True:
        lower = max(
            (Fraction(-(-high.numerator * n // high.denominator) - 1, n) for n in goal.noemers.tolist()),
            default=low,
        )
        if lower <= low or high == 0:
            return binnen(arrays, goal, high), x
        middle = max((low + high) / 2, Fraction(0))
        found = motor.plan(binnen(arrays, goal, middle))
        if found is None:
            low = middle
        else:
            x, high = found, goal.waarde(found)


def binnen(arrays: Arrays, goal: MinmaxDoel, level: Fraction) -> Arrays:
    """Bounds of columns such that no deviation is above `level`."""
    low, high = arrays.onder.copy(), arrays.boven.copy()
    for j, k, n in zip(goal.kolommen.tolist(), goal.constanten.tolist(), goal.noemers.tolist(), strict=True):
        room = level.numerator * n // level.denominator
        low[j], high[j] = max(low[j], n - room - k), min(high[j], n + room - k)
    return arrays.met_grenzen(np.arange(arrays.aantal), low, high)


def opvullen(onder: Ints, boven: Ints, constanten: Ints, noemers: Ints, totaal: int) -> Ints:
    """Leximin under one sum: the next place goes to the lowest fulfilment, then to the smallest N."""
    x = onder.copy()
    rest = totaal - int(x.sum())
    queue = [
        (Fraction(int(k + v), int(n)), int(n), g)
        for g, (k, v, n) in enumerate(zip(constanten, x, noemers, strict=True))
        if v < boven[g]
    ]
    heapq.heapify(queue)
    while rest > 0 and queue:
        _, n, g = heapq.heappop(queue)
        # Everything up to where this one is no longer the lowest may be given at once.
        step = 1
        if queue:
            level, other, _ = queue[0]
            step = max(1, level.numerator * n // level.denominator - int(constanten[g] + x[g]))
        step = min(step, rest, int(boven[g] - x[g]))
        x[g] += step
        rest -= step
        if x[g] < boven[g]:
            heapq.heappush(queue, (Fraction(int(constanten[g] + x[g]), n), n, g))
    return x


class Leximin:
    """Lift the lowest level as far as it goes, keep as few as possible on it, go on above it.

    ``gezet`` marks who is fixed on its level. Where it stays open who is on a level, a binary column
    per candidate tells it (``keuzes``), so later goals can still choose.
    """

    def __init__(self, motor: Motor, arrays: Arrays, goal: LeximinDoel) -> None:
        self.motor, self.arrays, self.goal = motor, arrays, goal
        self.gezet = np.zeros(len(goal.kolommen), dtype=bool)
        self.keuzes: dict[int, list[int]] = {}
        self.geteld = 0

    def los_op(self) -> tuple[Arrays, Ints]:
        """The arrays that hold exactly the leximin plans, and one of them."""
        x = self.motor.plan(self.arrays)
        if x is None:
            raise Onmogelijk
        count = len(self.gezet)
        level = Fraction(-ONEINDIG)
        while self.geteld < count:
            known = None if self.keuzes else self._gok(level)
            if known is not None:
                x = known
                for level in sorted(set(self._delen(x))):
                    self.arrays = self._eis(level, strict=False)
                    self._vast(level, self._delen(x).count(level))
                break
            level, x = self._hoogste(level, x)
            x = self._minst(level, x)
        return self.arrays, self._aangevuld(x)

    def _delen(self, x: Ints) -> list[Fraction]:
        """Fulfilment of those who are not fixed yet."""
        return [d for d, done in zip(self.goal.delen(x), self.gezet, strict=True) if not done]

    def _gok(self, level: Fraction) -> Ints | None:
        """A plan with the closed form of the sum alone: when it exists, nothing is better."""
        columns = self.goal.kolommen
        c = np.zeros(self.arrays.aantal, dtype=np.int64)
        c[columns] = -1
        total = int(self.motor.least(self.arrays, c)[columns].sum())
        tight = self.arrays.strakker()
        if tight is None:
            raise Onmogelijk
        low, high = tight.onder[columns], tight.boven[columns]
        if level > -ONEINDIG:
            above = np.array(
                [self._boven(level, g, strict=True) for g in range(len(columns))], dtype=np.int64
            )
            low = np.where(self.gezet, low, np.maximum(low, above))
        if np.any(low > high):
            return None
        guess = opvullen(low, high, self.goal.constanten, self.goal.noemers, total)
        return self.motor.plan(self.arrays.met_grenzen(columns, guess, guess))

    def _boven(self, level: Fraction, g: int, *, strict: bool) -> int:
        """Least x_g with a fulfilment of at least, or strictly above, the level."""
        top = level.numerator * int(self.goal.noemers[g])
        whole = top // level.denominator + 1 if strict else -(-top // level.denominator)
        return int(whole - self.goal.constanten[g])

    def _eis(self, level: Fraction, *, strict: bool) -> Arrays:
        """Everyone who is on no earlier level is at least on, or strictly above, this one."""
        low = self.arrays.onder.copy()
        rows: list[Rijvorm] = []
        for g, j in enumerate(self.goal.kolommen.tolist()):
            if self.gezet[g]:
                continue
            need = self._boven(level, g, strict=strict)
            if g not in self.keuzes:
                low[j] = max(low[j], need)
            elif need > low[j]:
                rows.append(self._tenzij(j, need, self.keuzes[g]))
        every = np.arange(self.arrays.aantal)
        return self.arrays.met_grenzen(every, low, self.arrays.boven).met_rijen(rows)

    def _tenzij(self, column: int, need: int, choices: list[int]) -> Rijvorm:
        """``x ≥ need`` unless one of the choices is 1."""
        slack = need - int(self.arrays.onder[column])
        return (
            np.array([column, *choices], dtype=np.int64),
            np.array([1] + [slack] * len(choices), dtype=np.int64),
            need,
            ONEINDIG,
        )

    def _op_niveau(self, x: Ints) -> Fraction:
        """Lowest fulfilment among those who are on no earlier level."""
        return min(
            d
            for g, d in enumerate(self.goal.delen(x))
            if not self.gezet[g] and not any(x[y] for y in self.keuzes.get(g, []))
        )

    def _hoogste(self, floor: Fraction, x: Ints) -> tuple[Fraction, Ints]:
        """Highest level that everyone left can be on."""
        if floor > -ONEINDIG:
            found = self.motor.plan(self._eis(floor, strict=True))
            assert found is not None, "the count of the level before left a plan"
            x = found
        reached = self._op_niveau(x)
        left = [g for g in range(len(self.gezet)) if not self.gezet[g]]
        beyond = 1 + max(
            Fraction(int(self.goal.constanten[g] + self.arrays.boven[j]), int(self.goal.noemers[g]))
            for g, j in zip(left, self.goal.kolommen[left].tolist(), strict=True)
        )
        while True:
            following = min(
                Fraction(reached.numerator * n // reached.denominator + 1, n)
                for n in self.goal.noemers[left].tolist()
            )
            if following >= beyond:
                return reached, x
            middle = max((reached + beyond) / 2, following)
            found = self.motor.plan(self._eis(middle, strict=False))
            if found is None:
                beyond = middle
            else:
                x, reached = found, self._op_niveau(found)

    def _minst(self, level: Fraction, x: Ints) -> Ints:
        """Fewest that stay on the level."""
        candidates = self._kandidaten(level)
        self.arrays = self._eis(level, strict=False)
        if len(candidates) == 1 and not self.keuzes:
            self._vast(level, 1)
            return x
        first = self.arrays.aantal
        trial = self._met_keuzes(level, candidates)
        c = np.zeros(trial.aantal, dtype=np.int64)
        c[first:] = 1
        x = self.motor.least(trial, c)
        self._vast(level, int(x[first:].sum()))
        return x[: self.arrays.aantal]

    def _kandidaten(self, level: Fraction) -> list[int]:
        """Who can be exactly on the level."""
        found = []
        for g, j in enumerate(self.goal.kolommen.tolist()):
            if not self.gezet[g] and int(self.goal.noemers[g]) % level.denominator == 0:
                exact = self._boven(level, g, strict=False)
                if self.arrays.onder[j] <= exact <= self.arrays.boven[j]:
                    found.append(g)
        return found

    def _met_keuzes(self, level: Fraction, candidates: list[int]) -> Arrays:
        """A binary per candidate that is 1 when it stays on the level."""
        first, count = self.arrays.aantal, len(candidates)
        zeros, ones = np.zeros(count, dtype=np.int64), np.ones(count, dtype=np.int64)
        rows = [
            self._tenzij(
                int(self.goal.kolommen[g]),
                self._boven(level, g, strict=True),
                [first + k, *self.keuzes.get(g, [])],
            )
            for k, g in enumerate(candidates)
        ]
        return self.arrays.met_kolommen(zeros, ones).met_rijen(rows)

    def _vast(self, level: Fraction, count: int) -> None:
        """Fix that `count` are on the level: who they are, or a binary per candidate."""
        candidates = self._kandidaten(level)
        self.geteld += count
        if len(candidates) == count and not any(g in self.keuzes for g in candidates):
            columns = self.goal.kolommen[candidates]
            exact = np.array([self._boven(level, g, strict=False) for g in candidates], dtype=np.int64)
            self.arrays = self.arrays.met_grenzen(columns, exact, exact)
            self.gezet[candidates] = True
            return
        first = self.arrays.aantal
        self.arrays = self._met_keuzes(level, candidates).met_rijen(
            [(np.arange(first, first + len(candidates)), np.ones(len(candidates), dtype=np.int64), 0, count)]
        )
        for k, g in enumerate(candidates):
            self.keuzes.setdefault(g, []).append(first + k)

    def _aangevuld(self, x: Ints) -> Ints:
        """The plan with values for all binary columns."""
        if len(x) == self.arrays.aantal and self.arrays.klopt(x):
            return x
        count = min(len(x), self.arrays.aantal - sum(len(v) for v in self.keuzes.values()))
        every = np.arange(count)
        full = self.motor.plan(self.arrays.met_grenzen(every, x[:count], x[:count]))
        assert full is not None, "the plan satisfied every level"
        return full
