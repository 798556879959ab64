"""Split a program into parts that no row and no goal couples; derived from the arrays, never assumed."""

from __future__ import annotations

from collections.abc import Container, Mapping
from fractions import Fraction
from typing import Final

import numpy as np
import numpy.typing as npt

from verdeling.solver.arrays import Arrays
from verdeling.solver.goals import AnyDoel, Doel, HoogstensDoel, Ints, LeximinDoel, MinmaxDoel, VolgordeDoel
from verdeling.solver.part import Deel
from verdeling.solver.program import Program

KLEIN = 200
"""Parts with fewer columns are taken together: joining is always allowed and saves solves."""

Niveaus = Mapping[str, Fraction | None]
"""Per goal of the kind minmax that need not couple: its proven level, or None for a part's own least."""
GEEN: Final[Niveaus] = {}


def labels(program: Program, apart: Container[str] = ()) -> npt.NDArray[np.int64]:
    """Component number per column: the smallest that it is coupled with; goals in `apart` do not count."""
    first = np.arange(program.aantal)
    couples: list[tuple[Ints, Ints]] = []
    if len(program.kolommen):
        rows = program.rij_van
        same = rows[1:] == rows[:-1]
        couples.append((program.kolommen[1:][same], program.kolommen[:-1][same]))
    for goal in program.doelen:
        # Sums, leximin and the tie order are found part by part; a largest deviation once its level is known.
        if isinstance(goal, MinmaxDoel) and goal.naam not in apart:
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


def _doel(goal: AnyDoel, local: Ints, niveaus: Niveaus) -> AnyDoel:
    """The goal over the columns of one part, with their numbers in the part."""
    place = local[goal.kolommen]
    mine = place >= 0
    if isinstance(goal, Doel):
        return Doel(goal.naam, place[mine], goal.coefs[mine], goal.zin, 0)
    if isinstance(goal, VolgordeDoel):
        return VolgordeDoel(place[mine], goal.naam)
    numbers = goal.naam, place[mine], goal.constanten[mine], goal.noemers[mine]
    if isinstance(goal, LeximinDoel):
        return LeximinDoel(*numbers)
    level = niveaus.get(goal.naam)
    return MinmaxDoel(*numbers) if level is None else HoogstensDoel(MinmaxDoel(*numbers), level)


def splits(program: Program, niveaus: Niveaus = GEEN) -> list[Deel]:
    """Parts of the program; together they are the program, whatever their number.

    Parameters
    ----------
    niveaus
        Levels of goals of the kind minmax. Such a goal does not couple: no deviation may be above its level,
        or, when that is None, each part has its own least.
    """
    parts = []
    row_first = np.full(len(program.rijen), -1, dtype=np.int64)
    filled = np.diff(program.start) > 0
    row_first[filled] = program.kolommen[program.start[:-1][filled]]
    for columns in _groepen(labels(program, niveaus)) if program.aantal else []:
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
        parts.append(Deel(arrays, tuple(_doel(g, local, niveaus) for g in program.doelen), columns))
    return parts
