"""Split a program into parts that no row and no goal couples; derived from the arrays, never assumed."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

import numpy as np
import numpy.typing as npt

from verdeling.solver.goals import AnyGoal, AtMostGoal, Ints, LeximinGoal, MinmaxGoal, OrderGoal, SumGoal
from verdeling.solver.part import Part
from verdeling.solver.program import Program

SMALL = 200
"""Parts with fewer columns are taken together: joining is always allowed and saves solves."""

Levels = Mapping[str, Fraction | None]
"""Per goal of the kind minmax that need not couple: its proven level, or None for a part's own least."""
NO_LEVELS: Final[Levels] = {}


def labels(program: Program, apart: Container[str] = ()) -> npt.NDArray[np.int64]:
    """Component number per column: the smallest that it is coupled with; goals in `apart` do not count."""
    first = np.arange(program.size)
    couples: list[tuple[Ints, Ints]] = []
    if len(program.columns):
        rows = program.row_of
        same = rows[1:] == rows[:-1]
        couples.append((program.columns[1:][same], program.columns[:-1][same]))
    for goal in program.goals:
        # Sums, leximin and the tie order are found part by part; a largest deviation once its level is known.
        if isinstance(goal, MinmaxGoal) and goal.name not in apart:
            couples.append((goal.columns[1:], goal.columns[:-1]))
    a = np.concatenate([c[0] for c in couples]) if couples else np.zeros(0, dtype=np.int64)
    b = np.concatenate([c[1] for c in couples]) if couples else np.zeros(0, dtype=np.int64)
    while True:
        low = np.minimum(first[a], first[b])
        before = first.copy()
        np.minimum.at(first, a, low)
        np.minimum.at(first, b, low)
        # Labels are column numbers, so a label's own label is a shorter way.
        first = first[first]
        if np.array_equal(first, before):
            return first


def _groups(label: npt.NDArray[np.int64]) -> list[Ints]:
    """Columns per part, ascending; small parts together; parts by their first column."""
    order = np.argsort(label, kind="stable")
    cuts = np.flatnonzero(np.diff(label[order])) + 1
    groups: list[Ints] = []
    small: list[Ints] = []
    for columns in np.split(order, cuts):
        if len(columns) >= SMALL:
            groups.append(columns)
            continue
        small.append(columns)
        if sum(len(c) for c in small) >= SMALL:
            groups.append(np.sort(np.concatenate(small)))
            small = []
    if small:
        groups.append(np.sort(np.concatenate(small)))
    return groups


def _goal(goal: AnyGoal, local: Ints, levels: Levels) -> AnyGoal:
    """The goal over the columns of one part, with their numbers in the part."""
    place = local[goal.columns]
    mine = place >= 0
    if isinstance(goal, SumGoal):
        return SumGoal(goal.name, place[mine], goal.coefs[mine], goal.sense, 0)
    if isinstance(goal, OrderGoal):
        return OrderGoal(place[mine], goal.name)
    numbers = goal.name, place[mine], goal.constants[mine], goal.denominators[mine]
    if isinstance(goal, LeximinGoal):
        return LeximinGoal(*numbers)
    level = levels.get(goal.name)
    return MinmaxGoal(*numbers) if level is None else AtMostGoal(MinmaxGoal(*numbers), level)


def split(program: Program, levels: Levels = NO_LEVELS, groups: Sequence[Ints] | None = None) -> list[Part]:
    """Parts of the program; together they are the program, whatever their number.

    Parameters
    ----------
    levels
        Levels of goals of the kind minmax. Such a goal does not couple: no deviation may be above its level,
        or, when that is None, each part has its own least.
    groups
        Columns of each part, where that is known: nothing couples those of two parts.
    """
    parts = []
    row_first = np.full(len(program.rows), -1, dtype=np.int64)
    filled = np.diff(program.start) > 0
    row_first[filled] = program.columns[program.start[:-1][filled]]
    if groups is None:
        groups = _groups(labels(program, levels)) if program.size else []
    for columns in groups:
        local = np.full(program.size, -1, dtype=np.int64)
        local[columns] = np.arange(len(columns))
        rows = np.flatnonzero(filled & (local[row_first] >= 0))
        left = program.arrays.only(rows)
        lower, upper = program.lower[columns], program.upper[columns]
        arrays = replace(left, lower=lower, upper=upper, columns=local[left.columns])
        parts.append(Part(arrays, tuple(_goal(g, local, levels) for g in program.goals), columns))
    return parts
