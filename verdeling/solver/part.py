"""One component of a program, goal after goal: what a worker process does."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

import numpy as np

from verdeling.solver.arrays import Arrays
from verdeling.solver.goals import AnyGoal, AtMostGoal, Ints, LeximinGoal, MinmaxGoal, OrderGoal, SumGoal
from verdeling.solver.progress import REPORTER
from verdeling.solver.ratios import Leximin, minmax, within
from verdeling.solver.session import Failed, Impossible, Refuted, Session, Unfinished, stop
from verdeling.solver.tie_order import Face, smallest, tightened

PATIENCE = 2.0
"""Seconds for goals joined by weights; what takes longer goes faster one by one."""
LARGEST_WEIGHT = 2**28
"""Largest coefficient when goals are joined by weights: SCIP sees no difference below a share of 1e-9."""
LARGEST_SUM = 2**37
"""Largest joined value whose units an engine tells apart: its bounds may be off by a share of 1e-12."""
ROOMIER = {"cbc": (2**33, 2**40)}
"""Largest coefficient and value for an engine that must join, however long it takes: one by one, CBC does not
prove the goals of join-2026-vaten in minutes."""


@dataclass(frozen=True, eq=False)
class Part:
    """Part of a program that nothing couples with the rest; goals name the columns of the part.

    A plan that is known, `start`, saves time and changes no answer.
    """

    arrays: Arrays
    goals: tuple[AnyGoal, ...]
    columns: Ints
    start: Ints | None = None

    def fingerprint(self) -> str:
        """Hash of everything that solving sees: equal parts have equal answers."""
        total = hashlib.sha256()
        for thing in (self.arrays, *self.goals):
            total.update(type(thing).__name__.encode())
            for attribute in fields(thing):
                value = getattr(thing, attribute.name)
                text = value.tobytes() if isinstance(value, np.ndarray) else repr(value).encode()
                total.update(b"|%d|" % len(text) + text)
        return total.hexdigest()


@dataclass(eq=False)
class PartAnswer:
    """What is known of one part after solving, per goal in order.

    Attributes
    ----------
    status
        ``proven``, ``infeasible``, ``stopped`` or ``failed``.
    x
        The plan of the part; None without one.
    bounds
        Per goal its proven bound when it is a sum; None when unknown.
    proven
        Per goal whether its optimum is proven.
    seconds
        Per goal the wall time; goals that are solved together share it.
    unique
        Whether it is proven that no other plan of the part has the same goal values, the tie order included:
        not one column of the part, named by a goal or not, can have another value.
    solves
        Number of integer programs that were solved.
    explanation
        What the engine told when it failed.
    objection
        Text and numbers of what contradicts the engine.
    """

    status: Literal["proven", "infeasible", "stopped", "failed"] = "proven"
    x: Ints | None = None
    bounds: list[int | None] = field(default_factory=list)
    proven: list[bool] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    unique: bool = False
    solves: int = 0
    explanation: str = ""
    objection: tuple[str, dict[str, Any]] | None = None

    def complete(self, goals: int) -> PartAnswer:
        """The answer with the goals that were not reached, or not asked for, as not proven."""
        missing = goals - len(self.proven)
        return replace(
            self,
            bounds=[*self.bounds, *[None] * missing],
            proven=[*self.proven, *[False] * missing],
            seconds=[*self.seconds, *[0.0] * missing],
        )


def solve_part(
    part: Part,
    engine: str,
    deadline: float | None = None,
    seed: int = 0,
    join: bool = True,
    beside: Ints | None = None,
    certain: bool = False,
) -> PartAnswer:
    """Solve all goals of a part in order.

    Parameters
    ----------
    engine
        Name of the engine.
    deadline
        Moment at which to stop, as ``time.time()``; None is no limit.
    seed
        Seed of the engine; the answer does not depend on it.
    join
        Join consecutive sums into one by weights, when the numbers stay small and it does not take long;
        False solves each on its own.
    beside
        Another plan: stop after the first goal that comes out otherwise than there.
    certain
        Look once more, in another way, for something better than what the engine calls best.
    """
    session = Session(engine, deadline, seed, certain)
    loop = _Loop(session, part, join)
    try:
        loop.run(beside)
    except Impossible:
        loop.answer.status = "infeasible"
    except Unfinished:
        loop.answer.status = "stopped"
    except Failed as error:
        loop.answer.status, loop.answer.explanation = "failed", str(error)
        goal = part.goals[len(loop.answer.bounds)] if isinstance(error, Refuted) else None
        if isinstance(error, Refuted) and isinstance(goal, SumGoal):
            sign = 1 if goal.sense == "min" else -1
            numbers = {"waarde": sign * error.value, "beter": sign * error.better}
            loop.answer.objection = "V821", {"motor": engine, "doel": goal.name, **numbers}
    loop.answer.solves = session.solves
    if loop.x is not None:
        loop.answer.x = loop.x[: part.arrays.size]
    return loop.answer.complete(len(part.goals))


def equally_good(session: Session, part: Part) -> tuple[Face, Arrays, Ints]:
    """All plans of a part that are optimal in every goal: as a face, as rows, and one of them."""
    loop = _Loop(session, part, join=True)
    loop.run()
    assert loop.x is not None, "run ends with a plan"
    return loop.face, loop.rows, loop.x


class _Loop:
    """State while the goals are taken in order."""

    def __init__(self, session: Session, part: Part, join: bool) -> None:
        self.session, self.part, self.join = session, part, join
        self.answer = PartAnswer()
        self.confirmed = False
        self.x: Ints | None = part.start
        self.smooth = not _switches(part.arrays)
        self.rows = part.arrays
        self.face = Face(part.arrays, np.zeros(part.arrays.size, dtype=np.int64), 0)

    def run(self, beside: Ints | None = None) -> None:
        """Take all goals, then make sure that there is a plan, and whether it is the only one."""
        self.rows = tightened(self.rows)
        self.face = Face(self.rows, np.zeros(self.rows.size, dtype=np.int64), 0)
        goals = self.part.goals
        done = 0
        while done < len(goals):
            began = time.perf_counter()
            goal = goals[done]
            count = 1
            if not isinstance(goal, SumGoal):
                REPORTER.begin(goal.name)
            if isinstance(goal, SumGoal):
                count = self._sums(self._group(done), done)
            elif isinstance(goal, OrderGoal):
                self.x, self.rows = smallest(self.session, self.face, self.rows, self._plan(), goal.columns)
                mine = slice(self.part.arrays.size)
                self.answer.unique = bool(np.all(self.rows.lower[mine] == self.rows.upper[mine]))
            elif isinstance(goal, LeximinGoal):
                self._ratio(*Leximin(self.session, self.rows, goal).solve())
            elif isinstance(goal, AtMostGoal):
                self._ratio(within(self.rows, goal, goal.level), self.x)
            elif isinstance(goal, MinmaxGoal):
                self._ratio(*minmax(self.session, self.rows, goal))
            if not isinstance(goal, SumGoal):
                self.answer.bounds.append(None)
            self.answer.proven += [True] * count
            self.answer.seconds += [(time.perf_counter() - began) / count] * count
            done += count
            if beside is None or isinstance(goal, AtMostGoal):
                continue
            if goal.value(self._plan()) != goal.value(beside):
                return
        self._plan()

    def _plan(self) -> Ints:
        """The plan so far; the first one when no goal has asked for it."""
        if self.x is None:
            self.x = self.session.plan(self.rows)
        if self.x is None:
            raise Impossible
        return self.x

    def _ratio(self, rows: Arrays, x: Ints | None) -> None:
        self.x, self.rows = x if x is not None and rows.holds(x) else None, tightened(rows)
        self.face = Face(self.rows, np.zeros(self.rows.size, dtype=np.int64), 0)

    def _c(self, goal: SumGoal) -> Ints:
        """The sum as a vector to be minimised."""
        c = np.zeros(self.rows.size, dtype=np.int64)
        np.add.at(c, goal.columns, goal.coefs if goal.sense == "min" else -goal.coefs)
        return c

    def _group(self, first: int) -> list[SumGoal]:
        """Consecutive sums from `first` on."""
        group: list[SumGoal] = []
        for goal in self.part.goals[first:]:
            if not isinstance(goal, SumGoal):
                break
            group.append(goal)
        return group if self.join else group[:1]

    def _sums(self, group: list[SumGoal], done: int) -> int:
        """Solve one or more sums; the number of goals that are solved by it."""
        if self.smooth and self._linear(group[0]):
            return 1
        vectors = [self._c(goal) for goal in group]
        vectors, c, weights = _join(self.session, self.rows, vectors)
        REPORTER.begin(*(goal.name for goal in group[: len(vectors)]))
        x = self.x
        if not c.any():
            x = self._plan()
        else:
            together = len(vectors) > 1
            patience = PATIENCE if together and self.session.name not in ROOMIER else None
            answer = self.session.ask(self.rows, c, x, at_most=patience)
            value = 0 if answer.x is None else int(np.dot(c, answer.x))
            proven = answer.x is not None and answer.proves(value)
            if together and (not proven or abs(value) > _largest(self.session)[1]):
                if answer.status == "stopped":
                    self.join, self.x = False, self.x if answer.x is None else answer.x
                return self._sums(group[:1], done)
            if not proven:
                self._unproven(group, vectors, weights, answer.x, answer.bound)
                stop(answer)
            x = answer.x
        assert x is not None
        face = Face(self.rows, c, int(np.dot(c, x)), above=self.face)
        self._keep(group, vectors, face, x, self.session.certain)
        return len(vectors)

    def _linear(self, goal: SumGoal) -> bool:
        """Solve one sum by its linear relaxation alone, when that has a whole optimum with an exact proof."""
        c = self._c(goal)
        if not c.any():
            self.answer.bounds.append(goal.constant)
            return True
        found = self.session.linear(self.rows, c)
        if found is None:
            return False
        x, y = found
        self._keep([goal], [c], Face(self.rows, c, int(np.dot(c, x)), y, self.face), x, False)
        return True

    def _keep(self, group: list[SumGoal], vectors: list[Ints], face: Face, x: Ints, confirm: bool) -> None:
        """Keep a plan that is proven best in these sums, and their values as rows; confirm it when asked.

        Of what SCIP calls best, the first sum that needs an engine is asked about once more. About the later
        ones the tie order asks again, for all other choices of the binaries, which costs nothing extra.
        """
        self.x, self.face = x, face
        for goal, vector in zip(group, vectors, strict=False):
            value, terms = int(np.dot(vector, x)), np.flatnonzero(vector)
            if len(terms):
                if confirm and not (self.confirmed and self.session.name == "scip"):
                    self.confirmed |= self.session.confirm(self.rows, vector, x)
                self.rows = self.rows.with_rows([(terms, vector[terms], value, value)])
            self.answer.bounds.append(goal.value(x))

    def _unproven(
        self, group: list[SumGoal], vectors: list[Ints], weights: list[int], x: Ints | None, bound: float
    ) -> None:
        """Keep what is known when the time was up: the plan, and a bound of a goal that was solved alone."""
        self.x = self.x if x is None else x
        if len(vectors) == 1 and np.isfinite(bound) and weights == [1]:
            whole = int(np.ceil(bound - 1e-6))
            sign = 1 if group[0].sense == "min" else -1
            self.answer.bounds.append(group[0].constant + sign * whole)
            self.answer.proven.append(False)
            self.answer.seconds.append(0.0)


def _switches(arrays: Arrays) -> bool:
    """Whether a yes/no column switches something: it then weighs more than one in a row."""
    yes_no = (arrays.upper - arrays.lower)[arrays.columns] == 1
    return bool(np.any(yes_no & (np.abs(arrays.coefs) > 1)))


def _join(session: Session, arrays: Arrays, vectors: Sequence[Ints]) -> tuple[list[Ints], Ints, list[int]]:
    """As many sums as fit, joined so that the least of the join is the lexicographic least.

    Each sum weighs more than everything the later ones can differ: their exact ranges come from the linear
    relaxation by weak duality.
    """
    ranges = [1] + [_span(session, arrays, v) for v in vectors[1:]]
    for count in range(len(vectors), 0, -1):
        weights = [1] * count
        for k in range(count - 2, -1, -1):
            weights[k] = weights[k + 1] * ranges[k + 1]
        largest = max(
            int(np.abs(v).max(initial=0)) * w for v, w in zip(vectors[:count], weights, strict=True)
        )
        if count == 1 or largest <= _largest(session)[0]:
            break
    joined = np.zeros(arrays.size, dtype=np.int64)
    for v, w in zip(vectors[:count], weights, strict=True):
        joined += v * w
    return list(vectors[:count]), joined, weights


def _largest(session: Session) -> tuple[int, int]:
    """Largest coefficient and largest value with which this engine may join goals."""
    return ROOMIER.get(session.name, (LARGEST_WEIGHT, LARGEST_SUM))


def _span(session: Session, arrays: Arrays, c: Ints) -> int:
    """How many whole values ``c · x`` can have at most."""
    parts = np.stack([c * arrays.lower, c * arrays.upper])
    low, high = int(parts.min(axis=0).sum()), int(parts.max(axis=0).sum())
    if c.any():
        below, above = session.lower_bound(arrays, c), session.lower_bound(arrays, -c)
        low = low if below is None else max(low, below.value)
        high = high if above is None else min(high, -above.value)
    return max(1, high - low + 1)
