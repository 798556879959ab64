"""Exact re-check of a plan from the neutral program alone: whole numbers, every bound, row and goal value.

Written in plain Python integers and apart from everything that solves, so a mistake there cannot hide here.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from verdeling.errors import Probleem, VerificatieFout
from verdeling.solver.goals import AnyDoel, Doel, LeximinDoel, VolgordeDoel, Waarde
from verdeling.solver.program import Program


def gebroken(program: Program, x: Sequence[int]) -> list[Probleem]:
    """Bounds and rows that the plan breaks, one problem each; empty when it breaks none."""
    if len(x) != program.aantal:
        raise ValueError(f"{len(x)} values for {program.aantal} variables")
    found = []
    values = [int(v) for v in x]
    bounds = zip(program.namen, values, program.onder.tolist(), program.boven.tolist(), strict=True)
    for naam, value, low, high in bounds:
        if not low <= value <= high:
            found.append(Probleem.van("V420", naam, waarde=value, onder=low, boven=high))
    start, columns, coefs = program.start.tolist(), program.kolommen.tolist(), program.coefs.tolist()
    bounds_of_rows = zip(program.rijen, program.rij_onder.tolist(), program.rij_boven.tolist(), strict=True)
    for i, (rij, low, high) in enumerate(bounds_of_rows):
        som = sum(coefs[e] * values[columns[e]] for e in range(start[i], start[i + 1]))
        place = f"{rij.regel} {rij.waar}"
        if som < low:
            found.append(Probleem.van("V421", place, som=som, grens=low, eenheid=rij.eenheid))
        if som > high:
            found.append(Probleem.van("V422", place, som=som, grens=high, eenheid=rij.eenheid))
    return found


def controleer(program: Program, x: Sequence[int], waarden: Sequence[Waarde]) -> None:
    """Re-check a plan and the goal values that are claimed for it.

    Raises
    ------
    VerificatieFout
        All broken bounds and rows, and goals with another value than claimed.
    """
    found = gebroken(program, x)
    for goal, claimed in zip(program.doelen, waarden, strict=True):
        exact = _waarde(goal, [int(v) for v in x])
        if exact != claimed:
            found.append(Probleem.van("V423", goal.naam, waarde=str(claimed), exact=str(exact)))
    if found:
        raise VerificatieFout(found)


def _waarde(goal: AnyDoel, values: Sequence[int]) -> Waarde:
    """Value of a goal from its definition."""
    mine = [values[j] for j in goal.kolommen.tolist()]
    if isinstance(goal, Doel):
        coefs: list[int] = goal.coefs.tolist()
        return int(goal.constante + sum(c * v for c, v in zip(coefs, mine, strict=True)))
    if isinstance(goal, VolgordeDoel):
        return tuple(mine)
    parts = [
        Fraction(k + v, n)
        for k, v, n in zip(goal.constanten.tolist(), mine, goal.noemers.tolist(), strict=True)
    ]
    if isinstance(goal, LeximinDoel):
        return tuple(sorted(parts))
    return max((abs(p - 1) for p in parts), default=Fraction(0))
