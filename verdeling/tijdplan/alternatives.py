"""Other ways to close a gap with as few steps beyond what was agreed: all of them, as far as asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from verdeling.solver.goals import Value
from verdeling.tijdplan.plan import Tijdplan, solve_time_plan
from verdeling.tijdplan.routes import RouteGroup

QUESTIONS: Final = 40
"""Most programs that are solved for one plan; each is the program of one area."""

Steps = frozenset[tuple[int, int]]
"""Steps beyond what was agreed: group and kind on its route."""


@dataclass(frozen=True)
class Alternative:
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
class Alternatives:
    """The other ways, by area and then from the best on; `complete` when there are no more."""

    wegen: tuple[Alternative, ...]
    complete: bool


@lru_cache(maxsize=8)
def compute_alternatives(plan: Tijdplan) -> Alternatives:
    """Every set of steps that closes as much of the gap with as few steps as the chosen set.

    Any other best set lacks a step of the one that is found, so forbidding the steps of each found set one by
    one finds them all. Areas have nothing in common and are searched apart.
    """
    if plan.completion is None:
        return Alternatives((), True)
    wegen: list[Alternative] = []
    over, complete = QUESTIONS, True
    for area in dict.fromkeys(g.gebied for g in plan.gaps):
        found, over = _search(plan, area, over)
        complete = complete and over > 0
        first, *more = found
        wegen += sorted((_compare(area, first, another) for another in more), key=_rank)
    return Alternatives(tuple(wegen), complete)


def _search(plan: Tijdplan, area: str, over: int) -> tuple[list[Tijdplan], int]:
    """The best plans of one area with different steps, the chosen one first, and the programs left."""
    assert plan.completion is not None
    groups = [g for g in plan.completion.programma.groups if g.route.gebied == area]
    needed = {sleutel: series for sleutel, series in plan.nodig.items() if sleutel[0] == area}
    found: dict[Steps, Tijdplan] = {}
    queue: list[Steps] = [frozenset()]
    best: tuple[Value | None, ...] | None = None
    for forbidden in queue:
        if over == 0 and found:
            break
        over -= 1
        free = [_without(g, {k for i, k in forbidden if i == number}) for number, g in enumerate(groups)]
        another = solve_time_plan(free, needed, plan.opdracht, plan.calendar, True, plan.bewijs.engine)
        values = tuple(d.value for d in another.doelen[:2])
        best = values if best is None else best
        if values != best:
            continue
        steps = frozenset(_steps(another))
        found.setdefault(steps, another)
        for step in sorted(steps):
            if forbidden | {step} not in queue:
                queue.append(forbidden | {step})
    return list(found.values()), over


def _without(group: RouteGroup, forbidden: set[int]) -> RouteGroup:
    """The group without the forbidden steps of its route."""
    stairs = [
        t if k not in forbidden else replace(t, verder=t.eerst if t.mogelijk else t.tot)
        for k, t in enumerate(group.route.stairs)
    ]
    return RouteGroup(replace(group.route, stairs=tuple(stairs)), group.members)


def _steps(plan: Tijdplan) -> Iterator[tuple[int, int]]:
    for spot, columns in plan.programma.buiten.items():
        if any(plan.bewijs.x[j] for j in columns):
            yield spot


def _compare(area: str, chosen: Tijdplan, another: Tijdplan) -> Alternative:
    for a, b in zip(chosen.doelen, another.doelen, strict=True):
        if a.value != b.value and a.sense != "volgorde":
            return Alternative(area, another, a.name, a.value, b.value)
    return Alternative(area, another)


def _rank(weg: Alternative) -> list[Value]:
    return [d.value for d in weg.plan.doelen if d.value is not None and d.sense != "volgorde"]
