"""Which way each location can go through the months; identical ones are taken together."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from verdeling.inputs.tables import Gegevens
from verdeling.tijdplan.calendar import Calendar
from verdeling.tijdplan.checks import bron, gebieden_van
from verdeling.tijdplan.locations import LocationRow
from verdeling.verdeelmodel.tijdplan import Afspraak, Locatie, Tijdopdracht


@dataclass(frozen=True)
class Stair:
    """One kind of reception on a route, with the months in which it can stand.

    Attributes
    ----------
    parent
        Place on the route of the kind it is converted from; −1 for the first.
    eerst, tot
        First month, and first month after what is agreed.
    verder
        First month after what would be possible without agreement; `tot` when nothing more is.
    contract_tot
        First month after the contract without its extension.
    telt_tot
        First month in which its places no longer count.
    mogelijk
        Whether nobody has agreed to it.
    """

    soort: str
    plaatsen: int
    parent: int
    eerst: int
    tot: int
    verder: int
    contract_tot: int
    telt_tot: int
    tijdelijk: bool
    kosten: int
    mogelijk: bool


@dataclass(frozen=True)
class Route:
    """What one location can do; equal routes are interchangeable.

    Attributes
    ----------
    contract
        True: it stands from its first month on; False: opening it is a choice.
    must
        First month in which it may be closed.
    stairs
        The kind it starts with, then its conversions.
    """

    gebied: str
    contract: bool
    must: int
    minstens: int
    hoogstens: int | None
    stairs: tuple[Stair, ...]

    def limited(self) -> Route:
        """The route with only what is agreed."""
        stairs = [
            replace(t, verder=t.tot) if not t.mogelijk else replace(t, tot=t.eerst, verder=t.eerst)
            for t in self.stairs
        ]
        return replace(self, stairs=tuple(stairs))

    def maanden(self, k: int) -> range:
        """Months in which a kind can stand."""
        return range(self.stairs[k].eerst, max(self.stairs[k].eerst, self.stairs[k].verder))

    def children(self, k: int) -> list[int]:
        """Conversions that start from a kind and can be used."""
        return [i for i, t in enumerate(self.stairs) if t.parent == k and len(self.maanden(i))]


@dataclass(frozen=True)
class Member:
    """One location on a route: the rows of its kinds, and which of `keer` equal ones it is."""

    rijen: tuple[LocationRow, ...]
    nummer: int

    @property
    def locatie(self) -> Locatie:
        """The row it starts with."""
        return self.rijen[0].locatie


@dataclass(frozen=True)
class RouteGroup:
    """Interchangeable locations."""

    route: Route
    members: tuple[Member, ...]

    @property
    def aantal(self) -> int:
        """How many there are."""
        return len(self.members)


def make_groups(
    rows: Sequence[LocationRow],
    task_order: Tijdopdracht,
    calendar: Calendar,
    areas: Sequence[str],
    data: Gegevens,
) -> list[RouteGroup]:
    """Groups of the plan, in the order of their first location; locations elsewhere take no part."""
    per_locatie: dict[tuple[str | None, str], list[LocationRow]] = defaultdict(list)
    for row in rows:
        per_locatie[row.locatie.code, row.locatie.locatie].append(row)
    members: dict[Route, list[Member]] = defaultdict(list)
    for (code, _), together in sorted(per_locatie.items(), key=lambda p: (p[0][0] or "", p[0][1])):
        own = areas if code is None else gebieden_van(code.split("+"), task_order.niveau, data)[:1]
        for area in own:
            if area in areas:
                for route, keten in _routes(together, area, task_order, calendar):
                    members[route] += [Member(keten, i) for i in range(keten[0].locatie.keer)]
    return [RouteGroup(route, tuple(who)) for route, who in members.items()]


def _routes(
    together: Sequence[LocationRow], area: str, task_order: Tijdopdracht, calendar: Calendar
) -> list[tuple[Route, tuple[LocationRow, ...]]]:
    """Routes of the rows of one location; one that never stands on a reference day is left out."""
    found = []
    for begin in sorted(
        (r for r in together if r.locatie.omzetting_van is None), key=lambda r: r.locatie.van
    ):
        keten, parents = [begin], [-1]
        # A conversion may start from another conversion, which starts earlier.
        for row in sorted(together, key=lambda r: (r.locatie.van, r.bestand)):
            van = bron(row, together) if row.locatie.omzetting_van is not None else None
            if van is not None and van in keten:
                keten.append(row)
                parents.append(keten.index(van))
        limit = min((r.locatie.van for r in together if _later(r, begin)), default=None)
        stairs = tuple(
            _stair(row.locatie, parent, task_order, calendar, limit)
            for row, parent in zip(keten, parents, strict=True)
        )
        first = begin.locatie
        contract = first.afspraak is Afspraak.CONTRACT
        if len(range(stairs[0].eerst, stairs[0].tot)) or (not contract and stairs[0].eerst < calendar.aantal):
            must = min(stairs[0].contract_tot, _cancellable(first, calendar)) if contract else 0
            route = Route(area, contract, must, first.minstens_maanden, first.hoogstens_maanden, stairs)
            found.append((route, tuple(keten)))
    return found


def _later(row: LocationRow, begin: LocationRow) -> bool:
    loc = row.locatie
    return loc.afspraak is Afspraak.CONTRACT and loc.van > begin.locatie.van


def _cancellable(loc: Locatie, calendar: Calendar) -> int:
    return calendar.aantal if loc.opzegbaar_vanaf is None else calendar.eerste(loc.opzegbaar_vanaf)


def _stair(
    loc: Locatie, parent: int, task_order: Tijdopdracht, calendar: Calendar, limit: dt.date | None
) -> Stair:
    """Months of one row; `limit` is the start of the next contract of the location."""
    kind = task_order.opvangsoorten[loc.soort]
    tot = calendar.na(loc.verlengbaar_tot_en_met or loc.tot_en_met)
    further = tot
    if task_order.verder_verlengen and loc.afspraak is Afspraak.CONTRACT and loc.na_afloop == "open":
        further = max(tot, calendar.aantal if limit is None else calendar.eerste(limit))
    lower = (loc.kwaliteit or kind.kwaliteit) == "lager"
    counts_tot = calendar.aantal
    if lower and task_order.wettelijk_vanaf is not None:
        counts_tot = calendar.eerste(task_order.wettelijk_vanaf)
    return Stair(
        loc.soort,
        loc.plaatsen,
        parent,
        calendar.eerste(loc.van),
        tot,
        further,
        calendar.na(loc.tot_en_met),
        counts_tot,
        kind.tijdelijk,
        kind.kosten if loc.kosten is None else loc.kosten,
        loc.afspraak is Afspraak.MOGELIJK,
    )
