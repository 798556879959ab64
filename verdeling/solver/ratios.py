"""Exact leximin and exact smallest largest deviation, by feasibility questions at rational levels.

At a given level every ratio goal is a bound per column, so no level is ever a float: the level is
bisected over fractions until no value that a plan can have lies between what is reached and what is
proven out of reach.
"""

from __future__ import annotations

import heapq
from fractions import Fraction

import numpy as np

from verdeling.solver.arrays import INFINITE, Arrays, RowForm
from verdeling.solver.goals import Ints, LeximinGoal, MinmaxGoal
from verdeling.solver.session import Impossible, Session


def minmax(session: Session, arrays: Arrays, goal: MinmaxGoal) -> tuple[Arrays, Ints]:
    """Least largest relative deviation: the arrays in which it holds, and a plan that has it."""
    x = session.plan(arrays)
    if x is None:
        raise Impossible
    high, low = goal.value(x), Fraction(-1)
    while True:
        lower = max(
            (Fraction(-(-high.numerator * n // high.denominator) - 1, n) for n in goal.denominators.tolist()),
            default=low,
        )
        if lower <= low or high == 0:
            return within(arrays, goal, high), x
        middle = max((low + high) / 2, Fraction(0))
        found = session.plan(within(arrays, goal, middle))
        if found is None:
            low = middle
        else:
            x, high = found, goal.value(found)


def within(arrays: Arrays, goal: MinmaxGoal, level: Fraction) -> Arrays:
    """Bounds of columns such that no deviation is above `level`."""
    low, high = arrays.lower.copy(), arrays.upper.copy()
    for j, k, n in zip(
        goal.columns.tolist(), goal.constants.tolist(), goal.denominators.tolist(), strict=True
    ):
        room = level.numerator * n // level.denominator
        low[j], high[j] = max(low[j], n - room - k), min(high[j], n + room - k)
    return arrays.with_bounds(np.arange(arrays.size), low, high)


def fill_up(lower: Ints, upper: Ints, constants: Ints, denominators: Ints, total: int) -> Ints:
    """Leximin under one sum: the next place goes to the lowest fulfilment, then to the smallest N."""
    x = lower.copy()
    rest = total - int(x.sum())
    queue = [
        (Fraction(int(k + v), int(n)), int(n), g)
        for g, (k, v, n) in enumerate(zip(constants, x, denominators, strict=True))
        if v < upper[g]
    ]
    heapq.heapify(queue)
    while rest > 0 and queue:
        _, n, g = heapq.heappop(queue)
        # Everything up to where this one is no longer the lowest may be given at once.
        step = 1
        if queue:
            level, other, _ = queue[0]
            step = max(1, level.numerator * n // level.denominator - int(constants[g] + x[g]))
        step = min(step, rest, int(upper[g] - x[g]))
        x[g] += step
        rest -= step
        if x[g] < upper[g]:
            heapq.heappush(queue, (Fraction(int(constants[g] + x[g]), n), n, g))
    return x


class Leximin:
    """Lift the lowest level as far as it goes, keep as few as possible on it, go on above it.

    ``placed`` marks who is fixed on its level. Where it stays open who is on a level, a binary column
    per candidate tells it (``choices``), so later goals can still choose.
    """

    def __init__(self, session: Session, arrays: Arrays, goal: LeximinGoal) -> None:
        self.session, self.arrays, self.goal = session, arrays, goal
        self.placed = np.zeros(len(goal.columns), dtype=bool)
        self.choices: dict[int, list[int]] = {}
        self.counted = 0

    def solve(self) -> tuple[Arrays, Ints]:
        """The arrays that hold exactly the leximin plans, and one of them."""
        x = self.session.plan(self.arrays)
        if x is None:
            raise Impossible
        count = len(self.placed)
        level = Fraction(-INFINITE)
        while self.counted < count:
            known = None if self.choices else self._guess(level)
            if known is not None:
                x = known
                for level in sorted(set(self._ratios(x))):
                    self.arrays = self._demand(level, strict=False)
                    self._fix(level, self._ratios(x).count(level))
                break
            level, x = self._highest(level, x)
            x = self._fewest(level, x)
        return self.arrays, self._completed(x)

    def _ratios(self, x: Ints) -> list[Fraction]:
        """Fulfilment of those who are not fixed yet."""
        return [d for d, done in zip(self.goal.ratios(x), self.placed, strict=True) if not done]

    def _guess(self, level: Fraction) -> Ints | None:
        """A plan with the closed form of the sum alone: when it exists, nothing is better."""
        columns = self.goal.columns
        c = np.zeros(self.arrays.size, dtype=np.int64)
        c[columns] = -1
        total = int(self.session.least(self.arrays, c)[columns].sum())
        tight = self.arrays.tightened()
        if tight is None:
            raise Impossible
        low, high = tight.lower[columns], tight.upper[columns]
        if level > -INFINITE:
            above = np.array(
                [self._least_at(level, g, strict=True) for g in range(len(columns))], dtype=np.int64
            )
            low = np.where(self.placed, low, np.maximum(low, above))
        if np.any(low > high):
            return None
        guess = fill_up(low, high, self.goal.constants, self.goal.denominators, total)
        return self.session.plan(self.arrays.with_bounds(columns, guess, guess))

    def _least_at(self, level: Fraction, g: int, *, strict: bool) -> int:
        """Least x_g with a fulfilment of at least, or strictly above, the level."""
        top = level.numerator * int(self.goal.denominators[g])
        whole = top // level.denominator + 1 if strict else -(-top // level.denominator)
        return int(whole - self.goal.constants[g])

    def _demand(self, level: Fraction, *, strict: bool) -> Arrays:
        """Everyone who is on no earlier level is at least on, or strictly above, this one."""
        low = self.arrays.lower.copy()
        rows: list[RowForm] = []
        for g, j in enumerate(self.goal.columns.tolist()):
            if self.placed[g]:
                continue
            need = self._least_at(level, g, strict=strict)
            if g not in self.choices:
                low[j] = max(low[j], need)
            elif need > low[j]:
                rows.append(self._unless(j, need, self.choices[g]))
        every = np.arange(self.arrays.size)
        return self.arrays.with_bounds(every, low, self.arrays.upper).with_rows(rows)

    def _unless(self, column: int, need: int, choices: list[int]) -> RowForm:
        """``x ≥ need`` unless one of the choices is 1."""
        slack = need - int(self.arrays.lower[column])
        return (
            np.array([column, *choices], dtype=np.int64),
            np.array([1] + [slack] * len(choices), dtype=np.int64),
            need,
            INFINITE,
        )

    def _reached(self, x: Ints) -> Fraction:
        """Lowest fulfilment among those who are on no earlier level."""
        return min(
            d
            for g, d in enumerate(self.goal.ratios(x))
            if not self.placed[g] and not any(x[y] for y in self.choices.get(g, []))
        )

    def _highest(self, floor: Fraction, x: Ints) -> tuple[Fraction, Ints]:
        """Highest level that everyone left can be on."""
        if floor > -INFINITE:
            found = self.session.plan(self._demand(floor, strict=True))
            assert found is not None, "the count of the level before left a plan"
            x = found
        reached = self._reached(x)
        left = [g for g in range(len(self.placed)) if not self.placed[g]]
        beyond = 1 + max(
            Fraction(int(self.goal.constants[g] + self.arrays.upper[j]), int(self.goal.denominators[g]))
            for g, j in zip(left, self.goal.columns[left].tolist(), strict=True)
        )
        while True:
            following = min(
                Fraction(reached.numerator * n // reached.denominator + 1, n)
                for n in self.goal.denominators[left].tolist()
            )
            if following >= beyond:
                return reached, x
            middle = max((reached + beyond) / 2, following)
            found = self.session.plan(self._demand(middle, strict=False))
            if found is None:
                beyond = middle
            else:
                x, reached = found, self._reached(found)

    def _fewest(self, level: Fraction, x: Ints) -> Ints:
        """Fewest that stay on the level."""
        candidates = self._candidates(level)
        self.arrays = self._demand(level, strict=False)
        if len(candidates) == 1 and not self.choices:
            self._fix(level, 1)
            return x
        first = self.arrays.size
        trial = self._with_choices(level, candidates)
        c = np.zeros(trial.size, dtype=np.int64)
        c[first:] = 1
        x = self.session.least(trial, c)
        self._fix(level, int(x[first:].sum()))
        return x[: self.arrays.size]

    def _candidates(self, level: Fraction) -> list[int]:
        """Who can be exactly on the level."""
        found = []
        for g, j in enumerate(self.goal.columns.tolist()):
            if not self.placed[g] and int(self.goal.denominators[g]) % level.denominator == 0:
                exact = self._least_at(level, g, strict=False)
                if self.arrays.lower[j] <= exact <= self.arrays.upper[j]:
                    found.append(g)
        return found

    def _with_choices(self, level: Fraction, candidates: list[int]) -> Arrays:
        """A binary per candidate that is 1 when it stays on the level."""
        first, count = self.arrays.size, len(candidates)
        zeros, ones = np.zeros(count, dtype=np.int64), np.ones(count, dtype=np.int64)
        rows = [
            self._unless(
                int(self.goal.columns[g]),
                self._least_at(level, g, strict=True),
                [first + k, *self.choices.get(g, [])],
            )
            for k, g in enumerate(candidates)
        ]
        return self.arrays.with_columns(zeros, ones).with_rows(rows)

    def _fix(self, level: Fraction, count: int) -> None:
        """Fix that `count` are on the level: who they are, or a binary per candidate."""
        candidates = self._candidates(level)
        self.counted += count
        if len(candidates) == count and not any(g in self.choices for g in candidates):
            columns = self.goal.columns[candidates]
            exact = np.array([self._least_at(level, g, strict=False) for g in candidates], dtype=np.int64)
            self.arrays = self.arrays.with_bounds(columns, exact, exact)
            self.placed[candidates] = True
            return
        first = self.arrays.size
        self.arrays = self._with_choices(level, candidates).with_rows(
            [(np.arange(first, first + len(candidates)), np.ones(len(candidates), dtype=np.int64), 0, count)]
        )
        for k, g in enumerate(candidates):
            self.choices.setdefault(g, []).append(first + k)

    def _completed(self, x: Ints) -> Ints:
        """The plan with values for all binary columns."""
        if len(x) == self.arrays.size and self.arrays.holds(x):
            return x
        count = min(len(x), self.arrays.size - sum(len(v) for v in self.choices.values()))
        every = np.arange(count)
        full = self.session.plan(self.arrays.with_bounds(every, x[:count], x[:count]))
        assert full is not None, "the plan satisfied every level"
        return full
