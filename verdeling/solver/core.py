"""Rows in conflict: what a worker process does when a program has no solution. Imports no model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from verdeling.solver.arrays import INFINITE, Arrays
from verdeling.solver.goals import Ints
from verdeling.solver.session import Failed, Impossible, Session, Unfinished, without_plan

MOST: Final = 20
"""Most sets that are told of one part of the country."""


@dataclass(frozen=True, eq=False)
class Grouped:
    """Rows by group; group −1 holds definitions, which always stand.

    Attributes
    ----------
    arrays
        The rows.
    group
        Group per row.
    kind
        Rule kind per group, as a number.
    everywhere
        Per group whether it is about a whole area and not about one place.
    """

    arrays: Arrays
    group: Ints
    kind: Ints
    everywhere: npt.NDArray[np.bool_]

    def only(self, groups: npt.ArrayLike) -> Arrays:
        """The rows of some groups, and all definitions."""
        return self.arrays.only(np.flatnonzero(np.isin(self.group, np.append(groups, -1))))


@dataclass(frozen=True, eq=False)
class Outcome:
    """Smallest sets without a plan, and per rule kind in them the least slack with the groups giving way."""

    cores: tuple[tuple[int, ...], ...]
    repairs: tuple[tuple[int, int | None, tuple[int, ...]], ...]


def cores(part: Grouped, engine: str, deadline: float | None = None) -> Outcome | None:
    """Smallest sets of groups without a plan; None when all rows together have a plan.

    After one set is found, its groups about single places are set aside, so that the next is about others.
    Every member of a set is confirmed: without it there is a plan, checked exactly against the rows left.
    """
    session = Session(engine, deadline, 0)
    left = list(range(len(part.kind)))
    found: list[tuple[int, ...]] = []
    while len(found) < MOST and session.plan(part.only(left)) is None:
        found.append(_core(session, part, left))
        gone = {g for g in found[-1] if not part.everywhere[g]} or set(found[-1])
        left = [g for g in left if g not in gone]
    if not found:
        return None
    kinds = dict.fromkeys(int(part.kind[g]) for core in found for g in core)
    return Outcome(tuple(found), tuple(_repair(session, part, s) for s in kinds))


def _core(session: Session, part: Grouped, groups: list[int]) -> tuple[int, ...]:
    """One smallest set: two orders of taking out are tried and the smaller set is kept."""
    begin = _per_kind(session, part, groups)
    sets = [_filter(session, part, begin), _filter(session, part, begin[::-1])]
    best = min((sorted(s) for s in sets), key=lambda s: (len(s), s))
    confirm(session, part, best)
    return tuple(best)


def confirm(session: Session, part: Grouped, groups: list[int]) -> None:
    """Confirm in another way that a set has no plan, and that it has one without any single member.

    Raises
    ------
    Failed
        When the set is not what it is claimed to be: the engine denies what has a plan.
    Unfinished
    """
    without = without_plan(part.only(groups), session.name, session.deadline)
    if without is None:
        raise Unfinished(-np.inf)
    if not without:
        raise Failed(f"{session.name}: rows without a plan have one")
    for gone in groups:
        rest = part.only([g for g in groups if g != gone])
        x = session.plan(rest)
        if x is None or not rest.holds(x):
            raise Failed(f"{session.name}: a smallest set of rows without a plan is not the smallest")


def _per_kind(session: Session, part: Grouped, groups: list[int]) -> list[int]:
    """Take out whole rule kinds first."""
    for kind in dict.fromkeys(part.kind[groups].tolist()):
        trial = [g for g in groups if part.kind[g] != kind]
        if session.plan(part.only(trial)) is None:
            groups = trial
    return groups


def _filter(session: Session, part: Grouped, groups: list[int]) -> list[int]:
    """Take out groups in halves, quarters and so on down to one at a time."""
    step = max(1, len(groups) // 2)
    while True:
        i = 0
        while i < len(groups):
            trial = groups[:i] + groups[i + step :]
            if session.plan(part.only(trial)) is None:
                groups = trial
            else:
                i += step
        if step == 1:
            return groups
        step = max(1, min(step // 2, len(groups) // 2))


def _repair(session: Session, part: Grouped, kind: int) -> tuple[int, int | None, tuple[int, ...]]:
    """Least sum of violations of the rows of one rule kind that lets a plan exist."""
    mine = np.flatnonzero((part.group >= 0) & (part.kind[part.group] == kind))
    loose, rows = with_slack(part.arrays, mine)
    first = part.arrays.size
    c = np.zeros(loose.size, dtype=np.int64)
    c[first:] = 1
    try:
        x = session.least(loose, c)
    except Impossible:
        return kind, None, ()
    place = sorted({int(part.group[r]) for r, s in zip(rows, x[first:], strict=True) if s > 0})
    return kind, int(x[first:].sum()), tuple(place)


def with_slack(a: Arrays, may_yield: Ints) -> tuple[Arrays, Ints]:
    """The same rows, some of which may give way: a column per row and direction says by how much.

    Returns
    -------
    tuple
        The arrays with the columns added after the others, and the row of each added column.
    """
    lower, upper = may_yield[a.row_lower[may_yield] > -INFINITE], may_yield[a.row_upper[may_yield] < INFINITE]
    rows = np.concatenate((lower, upper))
    sign = np.concatenate((np.ones(len(lower), np.int64), -np.ones(len(upper), np.int64)))
    least, most = a.span()
    room = np.concatenate((a.row_lower[lower] - least[lower], most[upper] - a.row_upper[upper]))
    loose = a.with_columns(np.zeros(len(rows), np.int64), np.maximum(0, room))
    order = np.argsort(np.concatenate((a.row_of, rows)), kind="stable")
    per_row = np.bincount(rows, minlength=len(a.row_lower))
    return replace(
        loose,
        start=a.start + np.concatenate(([0], np.cumsum(per_row))),
        columns=np.concatenate((a.columns, a.size + np.arange(len(rows))))[order],
        coefs=np.concatenate((a.coefs, sign))[order],
    ), rows
