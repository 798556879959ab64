"""Other ways to close a gap with as few steps beyond what was agreed: all of them, as far as asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from verdeling.solver.goals import Value
from verdeling.tijdplan.plan import Tijdplan, solve_time_plan
from verdeling.tijdplan.routes import Groep

VRAGEN: Final = 40
"""Most programs that are solved for one plan; each is the program of one area."""

Stappen = frozenset[tuple[int, int]]
"""Steps beyond what was agreed: group and kind on its route."""


@dataclass(frozen=True)
class Alternatief:
    """Another way with as little shortage and as few steps as the one that was chosen.

    Attributes
    ----------
    plan
        The plan of the area.
    doel, van, naar
        First goal on which it is worse, the value chosen and the value here; empty when it is as good on all.
    """

    gebied: str
    plan: Tijdplan
    doel: str = ""
    van: Value | None = None
    naar: Value | None = None


@dataclass(frozen=True)
class Alternatieven:
    """The other ways, by area and then from the best on; `volledig` when there are no more."""

    wegen: tuple[Alternatief, ...]
    volledig: bool


@lru_cache(maxsize=8)
def alternatieven(plan: Tijdplan) -> Alternatieven:
    """Every set of steps that closes as much of the gap with as few steps as the chosen set.

    Any other best set lacks a step of the one that is found, so forbidding the steps of each found set one by
    one finds them all. Areas have nothing in common and are searched apart.
    """
    if plan.aanvulling is None:
        return Alternatieven((), True)
    wegen: list[Alternatief] = []
    over, complete = VRAGEN, True
    for area in dict.fromkeys(g.gebied for g in plan.gaten):
        found, over = _zoek(plan, area, over)
        complete = complete and over > 0
        first, *more = found
        wegen += sorted((_vergelijk(area, first, another) for another in more), key=_rank)
    return Alternatieven(tuple(wegen), complete)


def _zoek(plan: Tijdplan, area: str, over: int) -> tuple[list[Tijdplan], int]:
    """The best plans of one area with different steps, the chosen one first, and the programs left."""
    assert plan.aanvulling is not None
    groups = [g for g in plan.aanvulling.programma.groepen if g.route.gebied == area]
    needed = {sleutel: series for sleutel, series in plan.nodig.items() if sleutel[0] == area}
    found: dict[Stappen, Tijdplan] = {}
    queue: list[Stappen] = [frozenset()]
    best: tuple[Value | None, ...] | None = None
    for forbidden in queue:
        if over == 0 and found:
            break
        over -= 1
        free = [_zonder(g, {k for i, k in forbidden if i == number}) for number, g in enumerate(groups)]
        another = solve_time_plan(free, needed, plan.opdracht, plan.kalender, True, plan.bewijs.engine)
        values = tuple(d.value for d in another.doelen[:2])
        best = values if best is None else best
        if values != best:
            continue
        steps = frozenset(_stappen(another))
        found.setdefault(steps, another)
        for step in sorted(steps):
            if forbidden | {step} not in queue:
                queue.append(forbidden | {step})
    return list(found.values()), over


def _zonder(group: Groep, forbidden: set[int]) -> Groep:
    """The group without the forbidden steps of its route."""
    stairs = [
        t if k not in forbidden else replace(t, verder=t.eerst if t.mogelijk else t.tot)
        for k, t in enumerate(group.route.trappen)
    ]
    return Groep(replace(group.route, trappen=tuple(stairs)), group.leden)


def _stappen(plan: Tijdplan) -> Iterator[tuple[int, int]]:
    for spot, columns in plan.programma.buiten.items():
        if any(plan.bewijs.x[j] for j in columns):
            yield spot


def _vergelijk(area: str, chosen: Tijdplan, another: Tijdplan) -> Alternatief:
    for a, b in zip(chosen.doelen, another.doelen, strict=True):
        if a.value != b.value and a.sense != "volgorde":
            return Alternatief(area, another, a.name, a.value, b.value)
    return Alternatief(area, another)


def _rank(weg: Alternatief) -> list[Value]:
    return [d.value for d in weg.plan.doelen if d.value is not None and d.sense != "volgorde"]
