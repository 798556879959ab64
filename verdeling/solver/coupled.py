"""One row that joins parts, such as a national budget: the exact frontier of every part, combined exactly.

A row ``Σ a·x ≤ B`` over the whole program makes one part of what are many without it. For each of those the
frontier tells, per amount of the row, the best values of the goals; the best division of B over the parts
follows from the frontiers alone. Comparing sums of goals goal by goal is an order that addition keeps, so a
part that does better within the same amount makes the whole better too: nothing is lost by looking per part.

A division needs a frontier only where it matters. Between two points that are known it is bounded from below:
by the better of the two, and by lines, the least of a weighted sum of amount and goal. The best division
that the bounds leave open is looked at next, until it is one of known points alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby, pairwise, product
from math import gcd
from typing import Final

import numpy as np
import numpy.typing as npt

from verdeling.errors import Onoplosbaar, Problem
from verdeling.solver.arrays import INFINITE, Arrays
from verdeling.solver.goals import Ints, OrderGoal, SumGoal
from verdeling.solver.part import Part, PartAnswer
from verdeling.solver.program import Program
from verdeling.solver.splitting import split

MOST_STEPS: Final = 40
"""Amounts between two known points that are told apart; among what lies between them the cheapest counts with
the best value."""
Ask = tuple[int, ...]
"""An amount within which to know the best, or the amounts of two points between which to know a line."""
Solver = Callable[[Sequence[tuple[int, Part]]], Sequence[Ints]]
"""Solves parts, each with its number, to plans that are proven best; raises what stops it."""


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
    ask: Ask | None


class Frontier:
    """What is known of one part."""

    def __init__(self, part: Part, row: Ints, name: str = "") -> None:
        """Start with nothing known; `row` has the coefficient of the row called `name` per column."""
        self.part = part
        self.points: list[Point] = []
        self.lines: list[Line] = []
        self._row = row
        self.goals = [_to_be_small(goal) for goal in part.goals if isinstance(goal, SumGoal)]
        terms = np.flatnonzero(row)
        self.amount = SumGoal(name, terms, row[terms])
        self._least = [_least(goal, part.arrays) for goal in self.goals]
        self._largest = -_least(SumGoal(name, terms, -row[terms]), part.arrays)

    def within(self, least: int, most: int) -> Arrays:
        """The part with the amount between two limits."""
        return _with(self.part.arrays, [(self.amount, least, most)])

    def cheapest(self) -> Part:
        """What has the least amount."""
        return self._asks(self.part.arrays, self.amount)

    def best(self, most: int) -> Part:
        """What is best within an amount, and of that the cheapest."""
        free = most >= self._largest
        arrays = self.part.arrays if free else self.within(-INFINITE, most)
        return self._asks(arrays, *self.goals, self.amount)

    def completed(self, p: Point, x: Ints) -> Part:
        """What is best in the goals that are not known of a point; `x` is a plan there."""
        same = [(goal, -INFINITE, value) for goal, value in zip(self.goals, p.values, strict=False)]
        rows = [(self.amount, -INFINITE, p.amount), *same]
        # At a kink the amount is the least that does, so a goal that counts the amount has one value.
        open_ = [goal for goal in self.goals[len(p.values) :] if not self._counts(goal)]
        return replace(self._asks(_with(self.part.arrays, rows), *open_), start=x)

    def _counts(self, goal: SumGoal) -> bool:
        """Whether a goal is a multiple of the amount."""
        c = np.zeros_like(self._row)
        np.add.at(c, goal.columns, goal.coefs)
        terms = self.amount.columns
        times = c[terms[0]] // self._row[terms[0]] if len(terms) else 0
        return bool(times > 0 and np.array_equal(c, times * self._row))

    def between(self, a: Point, b: Point, *, limited: bool) -> Part:
        """What has the least weighted sum, see :class:`Line`; `limited` to amounts between two points.

        Without that limit an engine is much faster, and on the lower envelope it changes nothing.
        """
        k = change(a, b)
        per_amount, per_goal = self.weights(a, b)
        c = self._row * per_amount
        np.add.at(c, self.goals[k].columns, self.goals[k].coefs * per_goal)
        terms = np.flatnonzero(c)
        same = [(goal, value, value) for goal, value in zip(self.goals[:k], a.values, strict=False)]
        arrays = self.within(a.amount, b.amount) if limited else self.part.arrays
        return self._asks(_with(arrays, same), SumGoal(self.amount.name, terms, c[terms]))

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

    def learn_completed(self, p: Point, x: Ints) -> None:
        """Add what :meth:`completed` gave."""
        self._add(Point(p.amount, p.until, tuple(goal.value(x) for goal in self.goals)))

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
                found.append(
                    Option(p.amount, self.filled(p.values), None if whole else (min(p.until, most),))
                )
        for a, b in pairwise(self.points):
            first, last = a.until + unit, min(b.amount - unit, most)
            if first > last:
                continue
            k = change(a, b)
            differs = k < min(len(a.values), len(b.values))
            asked = any(
                line.k == k and (line.first, line.last) == (a.amount, b.amount) for line in self.lines
            )
            step = -(-((last - first) // unit + 1) // MOST_STEPS) * unit
            for amount in range(first, last + 1, step):
                # Up to the next amount told apart: as cheap as the first, as good as the last of them.
                end = min(amount + step - unit, last)
                values = self.filled(b.values)
                ask: Ask = (end,)
                if differs:
                    value = self.bound(a, b, k, end)
                    values = max(values, self.filled((*b.values[:k], value)))
                    if not asked and last - first > unit:
                        ask = (a.amount, b.amount)
                if values < self.filled(a.values) or not differs:
                    found.append(Option(amount, values, ask))
        return sorted(found, key=lambda o: o.amount)

    def open(self, unit: int) -> Iterator[Ask]:
        """Neighbours between which it is not known whether the lower envelope is straight."""
        for a, b in pairwise(self.points):
            k = change(a, b)
            ends = (k, a.amount, b.amount)
            known = any((line.k, line.first, line.last) == ends for line in self.lines)
            if k < min(len(a.values), len(b.values)) and b.amount - a.until > unit and not known:
                yield (a.amount, b.amount)

    def straighten(self) -> None:
        """Forget the points that lie on a straight line with their neighbours: they are no kinks."""
        for p in [p for p in self.points if len(p.values) < len(self.goals)]:
            i = self.points.index(p)
            a, b = self.points[i - 1], self.points[i + 1]
            k, (per_amount, per_goal) = change(a, p), self.weights(a, p)
            if change(p, b) == k < len(b.values) and self.weights(p, b) == (per_amount, per_goal):
                least = per_amount * p.amount + per_goal * p.values[k]
                self.lines.append(Line(a.amount, b.amount, k, per_amount, per_goal, least))
                self.points.remove(p)

    def filled(self, values: tuple[int, ...]) -> tuple[int, ...]:
        """Values of all goals: what is not known as small as the columns allow."""
        return (*values, *self._least[len(values) :])


def change(a: Point, b: Point) -> int:
    """Number of the first goal that differs, the earlier ones being the same between them as well.

    Beyond the goals that are known of both when those are equal.
    """
    differ = (k for k, (p, q) in enumerate(zip(a.values, b.values, strict=False)) if p != q)
    return next(differ, min(len(a.values), len(b.values)))


def _to_be_small(goal: SumGoal) -> SumGoal:
    return (
        goal if goal.sense == "min" else SumGoal(goal.name, goal.columns, -goal.coefs, "min", -goal.constant)
    )


def _with(arrays: Arrays, rows: Iterable[tuple[SumGoal, int, int]]) -> Arrays:
    """The arrays with sums between two limits, as rows."""
    vectors = []
    for goal, low, high in rows:
        c = np.zeros(arrays.size, dtype=np.int64)
        np.add.at(c, goal.columns, goal.coefs)
        # In its largest unit: an engine tells small numbers apart better.
        unit = max(1, int(np.gcd.reduce(c)))
        low = low if low <= -INFINITE else -((goal.constant - low) // unit)
        high = high if high >= INFINITE else (high - goal.constant) // unit
        vectors.append((np.flatnonzero(c), c[c != 0] // unit, low, high))
    return arrays.with_rows(row for row in vectors if len(row[0]))


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
    """One whole number for the values of a part; sums of it compare as the values do, goal by goal."""
    columns = [list(zip(*(o.values for o in per), strict=True)) for per in choices]
    goals = max((len(per) for per in columns), default=0)
    spans = [sum(max(per[k]) - min(per[k]) for per in columns) + 1 for k in range(goals)]
    weights = [1] * goals
    for k in range(goals - 2, -1, -1):
        weights[k] = weights[k + 1] * spans[k + 1]
    return lambda values: sum(v * w for v, w in zip(values, weights, strict=True))


class Joined:
    """A program split at one row with an upper limit.

    Parameters
    ----------
    program
        Its goals are sums, and perhaps a tie order.
    row
        Number of the row.
    solve
        How parts are solved.
    groups
        Columns of each part; None: the smallest that nothing else couples.
    """

    def __init__(
        self, program: Program, row: int, solve: Solver, groups: Sequence[Ints] | None = None
    ) -> None:
        entries = slice(program.start[row], program.start[row + 1])
        coefs = np.zeros(program.size, dtype=np.int64)
        coefs[program.columns[entries]] = program.coefs[entries]
        self.program, self.tag, self.most = program, program.rows[row], int(program.row_upper[row])
        self._solve = solve
        self._unit = max(1, int(np.gcd.reduce(program.coefs[entries])))
        parts = split(program.without_rows(np.array([row])), groups=groups)
        self.frontiers = [Frontier(part, coefs[part.columns], self.tag.rule) for part in parts]
        self.plans: dict[tuple[int, int], Ints] = {}
        """Plan of a part by its number and the amount of its point."""

    def search(self) -> list[list[Option]]:
        """Per part the points that take part in a best division, all of them known.

        Raises
        ------
        Onoplosbaar
            When the parts need more than the row allows.
        """
        mine = self.frontiers
        least = self._cheapest()
        spare = self.most - sum(least)
        if spare < 0:
            where = f"{self.tag.rule} {self.tag.place}"
            numbers = {"nodig": sum(least), "hoogstens": self.most, "eenheid": self.tag.unit}
            raise Onoplosbaar([Problem.van("V899", where, **numbers)])
        if spare:
            self._learn([(k, (n + spare,)) for k, n in enumerate(least)])
        while True:
            choices = [f.options(self._unit, n + spare) for f, n in zip(mine, least, strict=True)]
            chosen = Division(choices, self.most, self._unit).chosen()
            asked = dict.fromkeys(
                (k, o.ask) for k, per in enumerate(chosen) for o in per if o.ask is not None
            )
            if not asked:
                return chosen
            self._learn(list(asked))

    def envelope(self) -> None:
        """Learn every kink of the lower envelope of every part, up to the limit of the row.

        The plan of a point is the best within its amount; between two points no plan is below the line
        through them. So a sum of points, one per part, that minimises amount and goal with the same weights
        is the best of the whole program within its amount. A point on a line is the best in the goals up to
        that of the line; the further ones are looked at once it is known to be a kink.
        """
        mine = self.frontiers
        self._cheapest()
        self._learn([(k, (self.most,)) for k in range(len(mine))])
        while True:
            if lines := [(k, ask) for k, f in enumerate(mine) for ask in f.open(self._unit)]:
                self._learn(lines, limited=False)
                continue
            for f in mine:
                f.straighten()
            kinks = [(k, p) for k, f in enumerate(mine) for p in f.points if len(p.values) < len(f.goals)]
            if not kinks:
                return
            self._complete(kinks)

    def _cheapest(self) -> list[int]:
        """Learn the best that every part can do within its least amount; those amounts."""
        plans = self._solve([(k, f.cheapest()) for k, f in enumerate(self.frontiers)])
        ends = []
        for k, (f, x) in enumerate(zip(self.frontiers, plans, strict=True)):
            amount = f.amount.value(x)
            self.plans[k, amount] = x
            ends.append((k, Point(amount, amount, ())))
        self._complete(ends)
        return [p.amount for _, p in ends]

    def _complete(self, points: Sequence[tuple[int, Point]]) -> None:
        """Solve the further goals of points."""
        parts = [(k, self.frontiers[k].completed(p, self.plans[k, p.amount])) for k, p in points]
        for (k, p), x in zip(points, self._solve(parts), strict=True):
            self.plans[k, p.amount] = x
            self.frontiers[k].learn_completed(p, x)

    def _learn(self, asked: Sequence[tuple[int, Ask]], *, limited: bool = True) -> None:
        """Solve what tells more."""
        pairs = [self._pair(k, ask) for k, ask in asked]
        parts = []
        for (k, ask), pair in zip(asked, pairs, strict=True):
            f = self.frontiers[k]
            parts.append((k, f.best(ask[0]) if pair is None else f.between(*pair, limited=limited)))
        for (k, ask), pair, x in zip(asked, pairs, self._solve(parts), strict=True):
            frontier = self.frontiers[k]
            amount = frontier.amount.value(x)
            if pair is None:
                self.plans[k, amount] = x
                frontier.learn_best(ask[0], x)
            else:
                # A plan on a line is the best in one goal only: it takes the place of none that is known.
                self.plans.setdefault((k, amount), x)
                frontier.learn_between(*pair, x)

    def _pair(self, k: int, ask: Ask) -> tuple[Point, Point] | None:
        if len(ask) == 1:
            return None
        first, last = (next(p for p in self.frontiers[k].points if p.amount == n) for n in ask)
        return first, last

    def known(self) -> Ints | None:
        """The best plan so far: of the known points alone; None when they do not cover all parts."""
        choices = [[Option(p.amount, f.filled(p.values), None) for p in f.points] for f in self.frontiers]
        if not all(choices) or sum(per[0].amount for per in choices) > self.most:
            return None
        division = next(self.divisions(Division(choices, self.most, self._unit).chosen()))
        x = np.zeros(self.program.size, dtype=np.int64)
        for k, (f, option) in enumerate(zip(self.frontiers, division, strict=True)):
            x[f.part.columns] = self.plans[k, option.amount]
        return x

    def capped(self, division: Sequence[Option]) -> list[Part]:
        """The parts with all goals, each within what the others leave of the row.

        None can do better than its point within that, or the whole could.
        """
        spare = self.most - sum(o.amount for o in division)
        return [
            Part(f.within(-INFINITE, o.amount + spare), f.part.goals, f.part.columns)
            for f, o in zip(self.frontiers, division, strict=True)
        ]

    def exceeded(self, answers: Sequence[PartAnswer]) -> bool:
        """Whether the plans of the parts ask more of the row together than it allows."""
        asked = [f.amount.value(a.x) for f, a in zip(self.frontiers, answers, strict=True) if a.x is not None]
        return len(asked) == len(answers) and sum(asked) > self.most

    def together(self, division: Sequence[Option]) -> Part:
        """The whole program as one part, with the goals of every part at their values."""
        rows = [
            (
                SumGoal("", f.part.columns[goal.columns], goal.coefs),
                value - goal.constant,
                value - goal.constant,
            )
            for f, option in zip(self.frontiers, division, strict=True)
            for goal, value in zip(f.goals, option.values, strict=True)
        ]
        return Part(_with(self.program.arrays, rows), self.program.goals, np.arange(self.program.size))

    def divisions(self, chosen: Sequence[Sequence[Option]]) -> Iterator[tuple[Option, ...]]:
        """All best divisions: one point per part, together within the row and of the best values."""
        weigh = _scale(chosen)
        best: int | None = None
        for division in sorted(product(*chosen), key=lambda d: sum(weigh(o.values) for o in d)):
            if sum(o.amount for o in division) <= self.most:
                value = sum(weigh(o.values) for o in division)
                if best is not None and value > best:
                    return
                best = value
                yield division


def divisible(program: Program) -> bool:
    """Whether the goals of a program are such that frontiers combine: sums, and a tie order."""
    return all(isinstance(goal, SumGoal | OrderGoal) for goal in program.goals)


def sum_of_envelopes(envelopes: Sequence[Sequence[tuple[int, tuple[int, ...]]]]) -> list[tuple[int, ...]]:
    """Kinks of the best that parts can do together, each as the place of the point of every part.

    Parameters
    ----------
    envelopes
        Per part its points: amount, and the values of the goals, each as something to be small; rising in
        amount, falling in values.

    Returns
    -------
    list
        From the least amount to the most; each is the best of all plans within its amount.
    """
    steps = []
    for k, per in enumerate(envelopes):
        hull: list[int] = []
        for i in range(len(per)):
            while len(hull) > 1 and _price(per, hull[-2], hull[-1]) >= _price(per, hull[-2], i):
                hull.pop()
            hull.append(i)
        steps += [(_price(per, a, b), k, b) for a, b in pairwise(hull)]
    place = [0] * len(envelopes)
    found = [tuple(place)]
    for _, together in groupby(sorted(steps), key=lambda step: step[0]):
        # Steps of one price can be taken in any order: what is best between them only a plan can tell.
        for _, k, b in together:
            place[k] = b
        found.append(tuple(place))
    return found


def _price(per: Sequence[tuple[int, tuple[int, ...]]], a: int, b: int) -> tuple[int, Fraction]:
    """First goal that is better, and how little is gained of it per unit of the amount."""
    k = next(k for k, (p, q) in enumerate(zip(per[a][1], per[b][1], strict=True)) if p != q)
    return k, Fraction(per[b][1][k] - per[a][1][k], per[b][0] - per[a][0])
