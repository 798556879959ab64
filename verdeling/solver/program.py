"""The solver-neutral integer program: whole-number variables, tagged rows, ordered goals, as plain arrays.

Everything is int64. A missing bound of a row is ±:data:`INFINITE`; variables always have finite bounds, so
every program has finitely many plans and every claim about them can be re-checked exactly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from verdeling.errors import ModelError, Problem
from verdeling.solver.arrays import INFINITE, Arrays
from verdeling.solver.goals import AnyGoal, Ints, IntsLike, OrderGoal, SumGoal, ints

LARGEST: Final = 2**53
"""Largest sum of |coefficient| · |bound| in a row: beyond it a solver's float arithmetic is not exact."""

Key = tuple[str, ...]
Limits = IntsLike | int | None


@dataclass(frozen=True, slots=True)
class RowTag:
    """Tag of a row: which rule asks it, about which place, in which unit; `basis` is for the caller alone."""

    rule: str
    place: str
    basis: Any = None
    unit: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class Program:
    """A frozen integer program: ``row_lower ≤ A x ≤ row_upper``, ``lower ≤ x ≤ upper``, x whole numbers.

    Attributes
    ----------
    kinds, keys
        Per column its kind (``n``, ``f``, …) and key (``("GM0014", "GM0034")``).
    lower, upper
        Bounds per column, finite.
    rows
        Tag per row.
    start, columns, coefs
        The matrix by rows: row i holds the entries from ``start[i]`` up to ``start[i + 1]``, without zeros.
    row_lower, row_upper
        Bounds per row, ±:data:`INFINITE` when absent.
    goals
        Goals in order.
    """

    kinds: tuple[str, ...]
    keys: tuple[Key, ...]
    lower: Ints
    upper: Ints
    rows: tuple[RowTag, ...]
    start: Ints
    columns: Ints
    coefs: Ints
    row_lower: Ints
    row_upper: Ints
    goals: tuple[AnyGoal, ...]

    def __repr__(self) -> str:
        return f"Program({self.size} columns, {len(self.rows)} rows, {len(self.goals)} goals)"

    @property
    def size(self) -> int:
        """Number of columns."""
        return len(self.lower)

    @property
    def arrays(self) -> Arrays:
        """The bare arrays, as engines take them."""
        return Arrays(
            self.lower, self.upper, self.start, self.columns, self.coefs, self.row_lower, self.row_upper
        )

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Name per column, such as ``f[GM0014,GM0034]``."""
        return tuple(f"{s}[{','.join(k)}]" for s, k in zip(self.kinds, self.keys, strict=True))

    @cached_property
    def numbers(self) -> dict[tuple[str, Key], int]:
        """Column number by kind and key."""
        return {pair: j for j, pair in enumerate(zip(self.kinds, self.keys, strict=True))}

    def column(self, kind: str, *key: str) -> int:
        """Column number of one variable, ``program.column("f", "GM0014", "GM0034")``.

        Raises
        ------
        KeyError
            When there is no such variable.
        """
        return self.numbers[kind, key]

    @cached_property
    def row_of(self) -> Ints:
        """Row number of every entry of the matrix."""
        return ints(self.arrays.row_of)

    def activity(self, x: Ints) -> Ints:
        """``A x`` per row, exact: no sum can reach 2^53."""
        return self.arrays.activity(x)

    def span(self) -> tuple[Ints, Ints]:
        """Least and most that every row can be within the bounds of its variables."""
        return self.arrays.span()

    def without_rows(self, gone: Ints) -> Program:
        """The same program without some rows."""
        stay = np.setdiff1d(np.arange(len(self.rows)), gone)
        left: dict[str, Any] = {f.name: ints(getattr(self.arrays.only(stay), f.name)) for f in fields(Arrays)}
        return replace(self, rows=tuple(self.rows[i] for i in stay), **left)

    def false_rows(self) -> Ints:
        """Rows that no value of their variables can satisfy, also when they have no variables."""
        least, most = self.span()
        bad = (least > self.row_upper) | (most < self.row_lower) | (self.row_lower > self.row_upper)
        return ints(np.flatnonzero(bad))


class Builder:
    """Collects variables, rows and goals, and freezes them into a :class:`Program`."""

    def __init__(self) -> None:
        self._kinds: list[str] = []
        self._keys: list[Key] = []
        self._lower: list[Ints] = []
        self._upper: list[Ints] = []
        self._rows: list[RowTag] = []
        self._lengths: list[Ints] = []
        self._columns: list[Ints] = []
        self._coefs: list[Ints] = []
        self._row_lower: list[Ints] = []
        self._row_upper: list[Ints] = []
        self._goals: list[AnyGoal] = []

    def variables(self, kind: str, keys: Sequence[Key], lower: IntsLike | int, upper: IntsLike | int) -> Ints:
        """Add one whole-number variable per key.

        Parameters
        ----------
        kind
            Kind of variable: ``n``, ``f``, ``z``.
        keys
            One tuple of codes per variable.
        lower, upper
            Finite bounds, one number or one per key.

        Returns
        -------
        numpy.ndarray
            Column numbers, in the order of the keys.
        """
        first = len(self._kinds)
        self._kinds += [kind] * len(keys)
        self._keys += [tuple(s) for s in keys]
        self._lower.append(_filled(lower, len(keys), 0))
        self._upper.append(_filled(upper, len(keys), 0))
        return np.arange(first, first + len(keys), dtype=np.int64)

    def row(
        self,
        row: RowTag,
        columns: IntsLike,
        coefs: IntsLike | int,
        lower: int | None = None,
        upper: int | None = None,
    ) -> int:
        """Add one row ``lower ≤ Σ coefs · x ≤ upper`` and return its number."""
        return int(self.rows([row], [len(columns)], columns, coefs, lower, upper)[0])

    def rows(
        self,
        rows: Sequence[RowTag],
        lengths: IntsLike,
        columns: IntsLike,
        coefs: IntsLike | int,
        lower: Limits = None,
        upper: Limits = None,
    ) -> Ints:
        """Add many rows at once.

        Parameters
        ----------
        rows
            One tag per row.
        lengths
            Number of entries per row; the entries stand one row after the other in `columns` and `coefs`.
        columns, coefs
            Column and coefficient per entry; one coefficient for all is allowed. A column that stands twice
            in a row counts with the sum of its coefficients.
        lower, upper
            None, one number, or one per row; ±:data:`INFINITE` where a row has none.

        Returns
        -------
        numpy.ndarray
            Row numbers.
        """
        first, entries, counts = len(self._rows), ints(columns), ints(lengths)
        if len(counts) != len(rows) or int(counts.sum()) != len(entries):
            raise ValueError("lengths and rows or columns do not match")
        self._rows += rows
        self._lengths.append(counts)
        self._columns.append(entries)
        self._coefs.append(_filled(coefs, len(entries), 1))
        self._row_lower.append(_filled(lower, len(rows), -INFINITE))
        self._row_upper.append(_filled(upper, len(rows), INFINITE))
        return np.arange(first, first + len(rows), dtype=np.int64)

    def goal(self, goal: AnyGoal) -> None:
        """Add a goal after the goals that stand already."""
        self._goals.append(goal)

    def freeze(self) -> Program:
        """Freeze the program.

        A row that no plan can satisfy is kept, also when it has no variables: solving names it.

        Raises
        ------
        ModelError
            All at once: variables with an empty range or a double name, numbers too large to solve exactly,
            goals with a double name, a goal after ``volgorde``, denominators that are not positive.
        """
        lower, upper = _concat(self._lower), _concat(self._upper)
        rows = np.repeat(np.arange(len(self._rows)), _concat(self._lengths))
        start, columns, coefs = _by_row(
            len(self._rows), len(lower), rows, _concat(self._columns), _concat(self._coefs)
        )
        program = Program(
            tuple(self._kinds),
            tuple(self._keys),
            lower,
            upper,
            tuple(self._rows),
            start,
            columns,
            coefs,
            _concat(self._row_lower),
            _concat(self._row_upper),
            tuple(self._goals),
        )
        if problems := _problems(program):
            raise ModelError(problems)
        return program


def _filled(values: Limits, count: int, default: int) -> Ints:
    """One number per item from None, one number or an array."""
    array = ints([default] if values is None else np.atleast_1d(np.asarray(values)))
    return ints(np.broadcast_to(array, (count,)))


def _concat(parts: list[Ints]) -> Ints:
    """One read-only array of all parts."""
    return ints(np.concatenate(parts)) if parts else ints([])


def _by_row(
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


def _problems(program: Program) -> list[Problem]:
    """Problems that make a program unfit to solve."""
    found: list[Problem] = []
    for j in np.flatnonzero(program.lower > program.upper):
        found.append(
            Problem.van("V400", program.names[j], onder=int(program.lower[j]), boven=int(program.upper[j]))
        )
    found += [Problem.van("V401", name) for name, times in Counter(program.names).items() if times > 1]
    largest = np.maximum(np.abs(program.lower), np.abs(program.upper)).astype(float)
    size = np.zeros(len(program.rows))
    np.add.at(size, program.row_of, np.abs(program.coefs).astype(float) * largest[program.columns])
    for i in np.flatnonzero(size >= LARGEST):
        found.append(Problem.van("V402", f"{program.rows[i].rule} {program.rows[i].place}"))
    found += [Problem.van("V402", program.names[j]) for j in np.flatnonzero(largest >= LARGEST)]
    for name, times in Counter(d.name for d in program.goals).items():
        if times > 1:
            found.append(Problem.van("V403", name))
    for place, goal in enumerate(program.goals):
        found += _goal_problems(program, goal, place, largest)
    return found


def _goal_problems(
    program: Program, goal: AnyGoal, place: int, largest: npt.NDArray[np.float64]
) -> list[Problem]:
    if len(goal.columns) and (goal.columns.min() < 0 or goal.columns.max() >= program.size):
        raise IndexError(f"goal {goal.name} names a column that does not exist")
    if isinstance(goal, OrderGoal):
        last = place == len(program.goals) - 1
        return [] if last else [Problem.van("V404", goal.name, volgende=program.goals[place + 1].name)]
    if isinstance(goal, SumGoal):
        size = float(np.sum(np.abs(goal.coefs).astype(float) * largest[goal.columns]))
        return [Problem.van("V402", goal.name)] if size >= LARGEST else []
    return [
        Problem.van(
            "V405", program.names[goal.columns[k]], doel=goal.name, denominator=int(goal.denominators[k])
        )
        for k in np.flatnonzero(goal.denominators <= 0)
    ]
