"""One row that joins parts, such as a national budget: the exact frontier of every part, combined exactly.

A row ``Σ a·x ≤ B`` over the whole program makes one part of what are many without it. For each of those the
frontier tells, per amount of the row, the best values of the goals; the best division of B over the parts
follows from the frontiers alone. Comparing sums of goals goal by goal is an order that addition keeps, so a
part that does better within the same amount makes the whole better too: nothing is lost by looking per part.

A frontier is asked for only where it matters. Between two points that are known it is bounded from below:
by the better of the two, and by lines, the least of a weighted sum of amount and goal. The best division
that the bounds leave open is looked at next, until it is one of known points alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import gcd
from typing import Final

import numpy as np
import numpy.typing as npt

from verdeling.solver.arrays import INFINITE, Arrays
from verdeling.solver.goals import Ints, SumGoal
from verdeling.solver.part import Part, PartAnswer
from verdeling.solver.program import Program
from verdeling.solver.split import split

MOST_STEPS: Final = 40
"""Amounts between two known points that are told apart; among what lies between them the cheapest counts with
the best value."""
Solver = Callable[[Sequence[Part]], Sequence[Ints]]
"""Solves parts, in parallel, to plans that are proven best; raises what stops it."""


@dataclass(frozen=True, slots=True)
class Point:
    """The best that a part can do within an amount.

    Attributes
    ----------
    amount
        Amount of the row with which the values can be had.
    until
        Largest amount for which it is known that nothing better can be had.
    values
        Sums of the goals in order, each as something to be small; the first ones when no more is known.
    """

    amount: int
    until: int
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """``per_amount · amount + per_goal · goal ≥ least`` between two amounts, for goal number `k`.

    It holds where the earlier goals have the values that they have there at both ends.
    """

    first: int
    last: int
    k: int
    per_amount: int
    per_goal: int
    least: int


@dataclass(frozen=True, slots=True)
class Option:
    """Something a part can be given: an amount, and values that it has or cannot be better than.

    Attributes
    ----------
    ask
        What to solve to know more; None when all is known.
    """

    amount: int
    values: tuple[int, ...]
    ask: tuple[int, ...] | None


class Frontier:
    """What is known of one part."""

    def __init__(self, part: Part, row: Ints) -> None:
        """Start with nothing known; `row` has the coefficient of the joining row per column of the part."""
        self.part = part
        self.points: list[Point] = []
        self.lines: list[Line] = []
        self._row = row
        self.goals = [_to_be_small(goal) for goal in part.goals if isinstance(goal, SumGoal)]
        terms = np.flatnonzero(row)
        self.amount = SumGoal("", terms, row[terms])
        self._least = [_least(goal, part.arrays) for goal in self.goals]

    def within(self, least: int, most: int) -> Arrays:
        """The part with the amount between two limits."""
        return _with(self.part.arrays, [(self.amount, least, most)])

    def cheapest(self) -> Part:
        """What has the least amount."""
        return self._asks(self.part.arrays, self.amount)

    def best(self, most: int) -> Part:
        """What is best within an amount, and of that the cheapest."""
        return self._asks(self.within(-INFINITE, most), *self.goals, self.amount)

    def between(self, a: Point, b: Point) -> Part:
        """What has the least weighted sum between two points: see :class:`Line`."""
        k = change(a, b)
        per_amount, per_goal = self.weights(a, b)
        c = self._row * per_amount
        np.add.at(c, self.goals[k].columns, self.goals[k].coefs * per_goal)
        terms = np.flatnonzero(c)
        same = [(goal, value, value) for goal, value in zip(self.goals[:k], a.values, strict=False)]
        return self._asks(_with(self.within(a.amount, b.amount), same), SumGoal("", terms, c[terms]))

    def _asks(self, arrays: Arrays, *goals: SumGoal) -> Part:
        return Part(arrays, goals, self.part.columns)

    def weights(self, a: Point, b: Point) -> tuple[int, int]:
        """Weights of amount and goal with which both points weigh the same."""
        k = change(a, b)
        rise, run = a.values[k] - b.values[k], b.amount - a.amount
        unit = gcd(rise, run)
        return rise // unit, run // unit

    def learn_best(self, most: int, x: Ints) -> None:
        """Add what :meth:`best` gave."""
        self._add(Point(self.amount.value(x), most, tuple(goal.value(x) for goal in self.goals)))

    def learn_between(self, a: Point, b: Point, x: Ints) -> None:
        """Add what :meth:`between` gave: a line, and a plan on it, which is the best within its amount."""
        k = change(a, b)
        per_amount, per_goal = self.weights(a, b)
        amount, value = self.amount.value(x), self.goals[k].value(x)
        least = per_amount * amount + per_goal * value
        self.lines.append(Line(a.amount, b.amount, k, per_amount, per_goal, least))
        if a.until < amount < b.amount:
            self._add(Point(amount, amount, (*a.values[:k], value)))

    def _add(self, point: Point) -> None:
        """Add a point; one that is known better takes the place of one with the same values or amount."""
        def same(p: Point) -> bool:
            return p.amount == point.amount or (
                p.values == point.values[: len(p.values)] and point.amount <= p.amount <= point.until
            )
        gone = [p for p in self.points if same(p)]
        point = Point(point.amount, max([point.until, *(p.until for p in gone)]), point.values)
        self.points = sorted([*(p for p in self.points if p not in gone), point], key=lambda p: p.amount)

    def bound(self, a: Point, b: Point, k: int, amount: int) -> int:
        """Least value of goal k at an amount between two known points."""
        found = [b.values[k]]
        for line in self.lines:
            if line.k == k and line.first <= a.amount and b.amount <= line.last:
                found.append(-(-(line.least - line.per_amount * amount) // line.per_goal))
        return max(found)

    def options(self, unit: int, most: int) -> list[Option]:
        """What the part can be given up to `most`, by amount; nothing that a cheaper one beats for sure."""
        found = []
        for p in self.points:
            if p.amount <= most:
                whole = len(p.values) == len(self.goals)
                found.append(Option(p.amount, self._filled(p.values), None if whole else (min(p.until, most),)))
        for a, b in pairwise(self.points):
            first, last = a.until + unit, min(b.amount - unit, most)
            if first > last:
                continue
            k = change(a, b)
            asked = any(line.k == k and (line.first, line.last) == (a.amount, b.amount) for line in self.lines)
            step = -(-((last - first) // unit + 1) // MOST_STEPS) * unit
            for amount in range(first, last + 1, step):
                # Up to the next amount told apart: as cheap as the first, as good as the last of them.
                end = min(amount + step - unit, last)
                values, ask = self._filled(b.values), (end,)
                if k is not None:
                    value = self.bound(a, b, k, end)
                    values = max(values, self._filled((*b.values[:k], value)))
                    if not asked and last - first > unit:
                        ask = (a.amount, b.amount)
                if values < self._filled(a.values) or k is None:
                    found.append(Option(amount, values, ask))
        return sorted(found, key=lambda o: o.amount)

    def _filled(self, values: tuple[int, ...]) -> tuple[int, ...]:
        return (*values, *self._least[len(values) :])


def change(a: Point, b: Point) -> int | None:
    """Number of the first goal that differs, the earlier ones being the same between them as well."""
    differ = (k for k, (p, q) in enumerate(zip(a.values, b.values, strict=False)) if p != q)
    return next(differ, None)


def _to_be_small(goal: SumGoal) -> SumGoal:
    return goal if goal.sense == "min" else SumGoal(goal.name, goal.columns, -goal.coefs, "min", -goal.constant)


def _with(arrays: Arrays, rows: Iterable[tuple[SumGoal, int, int]]) -> Arrays:
    return arrays.with_rows((g.columns, g.coefs, low, high) for g, low, high in rows if len(g.columns))


def _least(goal: SumGoal, arrays: Arrays) -> int:
    """No plan has a smaller value."""
    low, high = goal.coefs * arrays.lower[goal.columns], goal.coefs * arrays.upper[goal.columns]
    return goal.constant + int(np.minimum(low, high).sum())


class Division:
    """The best division of the row over the parts, from their options."""

    def __init__(self, choices: Sequence[Sequence[Option]], most: int, unit: int) -> None:
        self.choices = choices
        self.least = [per[0].amount for per in choices]
        self.unit = unit
        self.room = (most - sum(self.least)) // unit
        weigh = _scale(choices)
        self._values = [[weigh(o.values) for o in per] for per in choices]
        self._before = self._sweep(range(len(choices)))
        self._after = self._sweep(range(len(choices) - 1, -1, -1))[::-1]

    def _sweep(self, order: Sequence[int]) -> list[npt.NDArray[np.object_]]:
        """Best value per room that the parts taken so far use at most; first of none, then one part more."""
        tables = [np.zeros(self.room + 1, dtype=object)]
        for p in order:
            best = tables[-1] + self._values[p][0]
            for option, value in zip(self.choices[p][1:], self._values[p][1:], strict=True):
                at = (option.amount - self.least[p]) // self.unit
                if at <= self.room:
                    best[at:] = np.minimum(best[at:], tables[-1][: self.room + 1 - at] + value)
            tables.append(best)
        return tables

    @property
    def best(self) -> int:
        """Weighed value of the best division."""
        return int(self._before[-1][self.room])

    def chosen(self) -> list[list[Option]]:
        """Per part the options that take part in a best division."""
        found = []
        for p, per in enumerate(self.choices):
            before, after = self._before[p], self._after[p + 1]
            mine = []
            for option, value in zip(per, self._values[p], strict=True):
                left = self.room - (option.amount - self.least[p]) // self.unit
                if left >= 0 and (before[: left + 1] + after[left::-1]).min() + value == self.best:
                    mine.append(option)
            found.append(mine)
        return found


def _scale(choices: Sequence[Sequence[Option]]) -> Callable[[tuple[int, ...]], int]:
    """One whole number for the values of a part, so that sums of it compare as the values do, goal by goal."""
    columns = [list(zip(*(o.values for o in per), strict=True)) for per in choices]
    goals = max((len(per) for per in columns), default=0)
    spans = [sum(max(per[k]) - min(per[k]) for per in columns) + 1 for k in range(goals)]
    weights = [1] * goals
    for k in range(goals - 2, -1, -1):
        weights[k] = weights[k + 1] * spans[k + 1]
    return lambda values: sum(v * w for v, w in zip(values, weights, strict=True))


class Joined:
    """A program split at one row with an upper limit."""

    def __init__(self, program: Program, row: int) -> None:
        entries = slice(program.start[row], program.start[row + 1])
        coefs = np.zeros(program.size, dtype=np.int64)
        coefs[program.columns[entries]] = program.coefs[entries]
        self.most = int(program.row_upper[row])
        self.unit = int(np.gcd.reduce(program.coefs[entries]))
        self.frontiers = [Frontier(p, coefs[p.columns]) for p in split(program.without_rows(np.array([row])))]

    def search(self, solve: Solver) -> list[list[Option]]:
        """Per part the points that take part in a best division, all of them known."""
        mine = self.frontiers
        least = [f.amount.value(x) for f, x in zip(mine, solve([f.cheapest() for f in mine]), strict=True)]
        spare = self.most - sum(least)
        self._ask([(f, (most,)) for f, n in zip(mine, least, strict=True) for most in sorted({n, n + spare})], solve)
        while True:
            choices = [f.options(self.unit, n + spare) for f, n in zip(mine, least, strict=True)]
            chosen = Division(choices, self.most, self.unit).chosen()
            asked = {(k, o.ask): None for k, per in enumerate(chosen) for o in per if o.ask is not None}
            if not asked:
                return chosen
            self._ask([(mine[k], ask) for k, ask in asked], solve)

    def _ask(self, asked: Sequence[tuple[Frontier, tuple[int, ...]]], solve: Solver) -> None:
        """Solve what tells more, and learn it."""
        ends = [[next(p for p in f.points if p.amount == n) for n in ask] if len(ask) == 2 else [] for f, ask in asked]
        print(len(asked), [(self.frontiers.index(f),a) for f,a in asked])
        parts = [f.between(*pair) if pair else f.best(ask[0]) for (f, ask), pair in zip(asked, ends, strict=True)]
        for (f, ask), pair, x in zip(asked, ends, solve(parts), strict=True):
            if pair:
                f.learn_between(*pair, x)
            else:
                f.learn_best(ask[0], x)
