"""Which way each location can go through the months; identical ones are taken together."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from verdeling.inputs.tables import Gegevens
from verdeling.tijdplan.calendar import Kalender
from verdeling.tijdplan.checks import bron, gebieden_van
from verdeling.tijdplan.locations import Rij
from verdeling.verdeelmodel.tijdplan import Afspraak, Locatie, Tijdopdracht


@dataclass(frozen=True)
class Trap:
    """One kind of reception on a route, with the months in which it can stand.

    Attributes
    ----------
    ouder
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
    ouder: int
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
    moet
        First month in which it may be closed.
    trappen
        The kind it starts with, then its conversions.
    """

    gebied: str
    contract: bool
    moet: int
    minstens: int
    hoogstens: int | None
    trappen: tuple[Trap, ...]

    def beperkt(self) -> Route:
        """The route with only what is agreed."""
        trappen = [
            replace(t, verder=t.tot) if not t.mogelijk else replace(t, tot=t.eerst, verder=t.eerst)
            for t in self.trappen
        ]
        return replace(self, trappen=tuple(trappen))

    def maanden(self, k: int) -> range:
        """Months in which a kind can stand."""
        return range(self.trappen[k].eerst, max(self.trappen[k].eerst, self.trappen[k].verder))

    def kinderen(self, k: int) -> list[int]:
        """Conversions that start from a kind and can be used."""
        return [i for i, t in enumerate(self.trappen) if t.ouder == k and len(self.maanden(i))]


@dataclass(frozen=True)
class Lid:
    """One location on a route: the rows of its kinds, and which of `keer` equal ones it is."""

    rijen: tuple[Rij, ...]
    nummer: int

    @property
    def locatie(self) -> Locatie:
        """The row it starts with."""
        return self.rijen[0].locatie


@dataclass(frozen=True)
class Groep:
    """Interchangeable locations."""

    route: Route
    leden: tuple[Lid, ...]

    @property
    def aantal(self) -> int:
        """How many there are."""
        return len(self.leden)


def make_groups(
    rijen: Sequence[Rij],
    opdracht: Tijdopdracht,
    kalender: Kalender,
    gebieden: Sequence[str],
    gegevens: Gegevens,
) -> list[Groep]:
    """Groups of the plan, in the order of their first location; locations elsewhere take no part."""
    per_locatie: dict[tuple[str | None, str], list[Rij]] = defaultdict(list)
    for rij in rijen:
        per_locatie[rij.locatie.code, rij.locatie.locatie].append(rij)
    leden: dict[Route, list[Lid]] = defaultdict(list)
    for (code, _), samen in sorted(per_locatie.items(), key=lambda p: (p[0][0] or "", p[0][1])):
        eigen = gebieden if code is None else gebieden_van(code.split("+"), opdracht.niveau, gegevens)[:1]
        for gebied in eigen:
            if gebied in gebieden:
                for route, keten in _routes(samen, gebied, opdracht, kalender):
                    leden[route] += [Lid(keten, i) for i in range(keten[0].locatie.keer)]
    return [Groep(route, tuple(wie)) for route, wie in leden.items()]


def _routes(
    samen: Sequence[Rij], gebied: str, opdracht: Tijdopdracht, kalender: Kalender
) -> list[tuple[Route, tuple[Rij, ...]]]:
    """Routes of the rows of one location; one that never stands on a reference day is left out."""
    gevonden = []
    for begin in sorted((r for r in samen if r.locatie.omzetting_van is None), key=lambda r: r.locatie.van):
        keten, ouders = [begin], [-1]
        # A conversion may start from another conversion, which starts earlier.
        for rij in sorted(samen, key=lambda r: (r.locatie.van, r.bestand)):
            van = bron(rij, samen) if rij.locatie.omzetting_van is not None else None
            if van is not None and van in keten:
                keten.append(rij)
                ouders.append(keten.index(van))
        grens = min((r.locatie.van for r in samen if _later(r, begin)), default=None)
        trappen = tuple(
            _stair(rij.locatie, ouder, opdracht, kalender, grens)
            for rij, ouder in zip(keten, ouders, strict=True)
        )
        eerste = begin.locatie
        contract = eerste.afspraak is Afspraak.CONTRACT
        if len(range(trappen[0].eerst, trappen[0].tot)) or (
            not contract and trappen[0].eerst < kalender.aantal
        ):
            moet = min(trappen[0].contract_tot, _opzegbaar(eerste, kalender)) if contract else 0
            route = Route(gebied, contract, moet, eerste.minstens_maanden, eerste.hoogstens_maanden, trappen)
            gevonden.append((route, tuple(keten)))
    return gevonden


def _later(rij: Rij, begin: Rij) -> bool:
    loc = rij.locatie
    return loc.afspraak is Afspraak.CONTRACT and loc.van > begin.locatie.van


def _opzegbaar(loc: Locatie, kalender: Kalender) -> int:
    return kalender.aantal if loc.opzegbaar_vanaf is None else kalender.eerste(loc.opzegbaar_vanaf)


def _stair(
    loc: Locatie, ouder: int, opdracht: Tijdopdracht, kalender: Kalender, grens: dt.date | None
) -> Trap:
    """Months of one row; `grens` is the start of the next contract of the location."""
    soort = opdracht.opvangsoorten[loc.soort]
    tot = kalender.na(loc.verlengbaar_tot_en_met or loc.tot_en_met)
    verder = tot
    if opdracht.verder_verlengen and loc.afspraak is Afspraak.CONTRACT and loc.na_afloop == "open":
        verder = max(tot, kalender.aantal if grens is None else kalender.eerste(grens))
    lager = (loc.kwaliteit or soort.kwaliteit) == "lager"
    telt_tot = kalender.aantal
    if lager and opdracht.wettelijk_vanaf is not None:
        telt_tot = kalender.eerste(opdracht.wettelijk_vanaf)
    return Trap(
        loc.soort,
        loc.plaatsen,
        ouder,
        kalender.eerste(loc.van),
        tot,
        verder,
        kalender.na(loc.tot_en_met),
        telt_tot,
        soort.tijdelijk,
        soort.kosten if loc.kosten is None else loc.kosten,
        loc.afspraak is Afspraak.MOGELIJK,
    )
