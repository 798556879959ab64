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
    over, volledig = VRAGEN, True
    for gebied in dict.fromkeys(g.gebied for g in plan.gaten):
        gevonden, over = _zoek(plan, gebied, over)
        volledig = volledig and over > 0
        eerste, *meer = gevonden
        wegen += sorted((_vergelijk(gebied, eerste, ander) for ander in meer), key=_rank)
    return Alternatieven(tuple(wegen), volledig)


def _zoek(plan: Tijdplan, gebied: str, over: int) -> tuple[list[Tijdplan], int]:
    """The best plans of one area with different steps, the chosen one first, and the programs left."""
    assert plan.aanvulling is not None
    groepen = [g for g in plan.aanvulling.programma.groepen if g.route.gebied == gebied]
    nodig = {sleutel: reeks for sleutel, reeks in plan.nodig.items() if sleutel[0] == gebied}
    gevonden: dict[Stappen, Tijdplan] = {}
    wachtrij: list[Stappen] = [frozenset()]
    beste: tuple[Value | None, ...] | None = None
    for verboden in wachtrij:
        if over == 0 and gevonden:
            break
        over -= 1
        vrij = [_zonder(g, {k for i, k in verboden if i == nummer}) for nummer, g in enumerate(groepen)]
        ander = solve_time_plan(vrij, nodig, plan.opdracht, plan.kalender, True, plan.bewijs.engine)
        waarden = tuple(d.value for d in ander.doelen[:2])
        beste = waarden if beste is None else beste
        if waarden != beste:
            continue
        stappen = frozenset(_stappen(ander))
        gevonden.setdefault(stappen, ander)
        for stap in sorted(stappen):
            if verboden | {stap} not in wachtrij:
                wachtrij.append(verboden | {stap})
    return list(gevonden.values()), over


def _zonder(groep: Groep, verboden: set[int]) -> Groep:
    """The group without the forbidden steps of its route."""
    trappen = [
        t if k not in verboden else replace(t, verder=t.eerst if t.mogelijk else t.tot)
        for k, t in enumerate(groep.route.trappen)
    ]
    return Groep(replace(groep.route, trappen=tuple(trappen)), groep.leden)


def _stappen(plan: Tijdplan) -> Iterator[tuple[int, int]]:
    for plek, kolommen in plan.programma.buiten.items():
        if any(plan.bewijs.x[j] for j in kolommen):
            yield plek


def _vergelijk(gebied: str, gekozen: Tijdplan, ander: Tijdplan) -> Alternatief:
    for a, b in zip(gekozen.doelen, ander.doelen, strict=True):
        if a.value != b.value and a.sense != "volgorde":
            return Alternatief(gebied, ander, a.name, a.value, b.value)
    return Alternatief(gebied, ander)


def _rank(weg: Alternatief) -> list[Value]:
    return [d.value for d in weg.plan.doelen if d.value is not None and d.sense != "volgorde"]
