"""Split a program into parts that no row and no goal couples; derived from the arrays, never assumed."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from verdeling.plan.arrays import Arrays
from verdeling.plan.deel import Deel
from verdeling.plan.goals import AnyDoel, Doel, Ints, LeximinDoel, MinmaxDoel, VolgordeDoel
from verdeling.plan.program import Program

KLEIN = 200
"""Parts with fewer columns are taken together: joining is always allowed and saves solves."""


def labels(program: Program) -> npt.NDArray[np.int64]:
    """Component number per column: the smallest column that it is coupled with."""
    first = np.arange(program.aantal)
    couples: list[tuple[Ints, Ints]] = []
    if len(program.kolommen):
        rows = program.rij_van
        same = rows[1:] == rows[:-1]
        couples.append((program.kolommen[1:][same], program.kolommen[:-1][same]))
    for goal in program.doelen:
        # Only the smallest largest deviation cannot be found part by part.
        if isinstance(goal, MinmaxDoel):
            couples.append((goal.kolommen[1:], goal.kolommen[:-1]))
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


def _groepen(van: npt.NDArray[np.int64]) -> list[Ints]:
    """Columns per part, ascending; small parts together; parts by their first column."""
    order = np.argsort(van, kind="stable")
    cuts = np.flatnonzero(np.diff(van[order])) + 1
    groups: list[Ints] = []
    small: list[Ints] = []
    for columns in np.split(order, cuts):
        if len(columns) >= KLEIN:
            groups.append(columns)
            continue
        small.append(columns)
        if sum(len(c) for c in small) >= KLEIN:
            groups.append(np.sort(np.concatenate(small)))
            small = []
    if small:
        groups.append(np.sort(np.concatenate(small)))
    return groups


def _doel(goal: AnyDoel, local: Ints) -> AnyDoel:
    """The goal over the columns of one part, with their numbers in the part."""
    place = local[goal.kolommen]
    mine = place >= 0
    if isinstance(goal, Doel):
        return Doel(goal.naam, place[mine], goal.coefs[mine], goal.zin, 0)
    if isinstance(goal, VolgordeDoel):
        return VolgordeDoel(place[mine], goal.naam)
    kind = LeximinDoel if isinstance(goal, LeximinDoel) else MinmaxDoel
    return kind(goal.naam, place[mine], goal.constanten[mine], goal.noemers[mine])


def splits(program: Program) -> list[Deel]:
    """Parts of the program; together they are the program, whatever their number."""
    parts = []
    row_first = np.full(len(program.rijen), -1, dtype=np.int64)
    filled = np.diff(program.start) > 0
    row_first[filled] = program.kolommen[program.start[:-1][filled]]
    for columns in _groepen(labels(program)) if program.aantal else []:
        local = np.full(program.aantal, -1, dtype=np.int64)
        local[columns] = np.arange(len(columns))
        rows = np.flatnonzero(filled & (local[row_first] >= 0))
        lengths = np.diff(program.start)[rows]
        start = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        entries = np.repeat(program.start[rows] - start[:-1], lengths) + np.arange(int(start[-1]))
        arrays = Arrays(
            program.onder[columns],
            program.boven[columns],
            start,
            local[program.kolommen[entries]],
            program.coefs[entries],
            program.rij_onder[rows],
            program.rij_boven[rows],
        )
        parts.append(Deel(arrays, tuple(_doel(g, local) for g in program.doelen), columns))
    return parts
