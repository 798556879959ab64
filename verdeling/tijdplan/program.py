"""The integer program of a plan over time.

Each group of equal locations is a flow through a network of months and kinds, of as many units as the group
has: ``x`` units stand, ``o`` open, ``v`` convert, and what stands no more was closed. A flow of whole numbers
is a sum of ways of single units, so taking equal locations together is exact. Only the rows
``Σ places · x + s ≥ need`` are no network.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from verdeling.plan.rules.basis import DEFINITIE
from verdeling.solver.goals import OrderGoal, SumGoal
from verdeling.solver.program import Builder, Program, RowTag
from verdeling.terms import Kort
from verdeling.tijdplan.calendar import Kalender
from verdeling.tijdplan.need import Nodig
from verdeling.tijdplan.routes import Groep, Route
from verdeling.verdeelmodel.tijdplan import Tijdopdracht

Plek = tuple[int, int, int]
"""Group, kind on its route, month."""


@dataclass(frozen=True, eq=False, repr=False)
class Tijdprogram(Kort):
    """The program, and which of its columns are what.

    Attributes
    ----------
    x, v
        Column per group, kind and month of the units that stand and that are converted into it.
    vast
        Units that stand in months in which there is no choice.
    o
        Column per group and month of the units that open.
    s
        Column per area, need and month of the places that lack.
    buiten
        Columns per group and kind of the steps to which nobody has agreed, counted by the goal `mogelijk`.
    """

    program: Program
    groepen: tuple[Groep, ...]
    x: Mapping[Plek, int]
    v: Mapping[Plek, int]
    vast: Mapping[Plek, int]
    o: Mapping[tuple[int, int], int]
    s: Mapping[tuple[str, str, int], int]
    buiten: Mapping[tuple[int, int], Sequence[int]]


class Som:
    """A sum of columns and a constant."""

    def __init__(self) -> None:
        self.kolommen: list[int] = []
        self.coefs: list[int] = []
        self.vast = 0

    def erbij(self, kolom: int | None, coef: int, vast: int = 0) -> None:
        """Add ``coef · column``, or ``coef · vast`` when there is no column."""
        if kolom is None:
            self.vast += coef * vast
        else:
            self.kolommen.append(kolom)
            self.coefs.append(coef)

    def doel(self, naam: str) -> SumGoal:
        """The sum as a goal."""
        return SumGoal(naam, self.kolommen, self.coefs, constant=self.vast)


class _Bouwer:
    """Variables and rows while they are made."""

    def __init__(
        self, groepen: Sequence[Groep], nodig: Nodig, opdracht: Tijdopdracht, kalender: Kalender
    ) -> None:
        self.groepen, self.nodig, self.opdracht, self.kalender = groepen, nodig, opdracht, kalender
        self.bouw = Builder()
        self.namen: Counter[str] = Counter()
        self.x: dict[Plek, int] = {}
        self.v: dict[Plek, int] = {}
        self.vast: dict[Plek, int] = {}
        self.o: dict[tuple[int, int], int] = {}
        self.s: dict[tuple[str, str, int], int] = {}
        self.buiten: dict[tuple[int, int], list[int]] = {}

    def variabele(self, soort: str, sleutel: tuple[str, ...], maand: int, boven: int) -> int:
        dag = self.kalender.dagen[maand].isoformat()
        return int(self.bouw.variables(soort, [(*sleutel, dag)], 0, boven)[0])

    def staat(self, som: Som, i: int, k: int, t: int, coef: int) -> None:
        """Add ``coef · x`` of a group, kind and month."""
        som.erbij(self.x.get((i, k, t)), coef, self.vast.get((i, k, t), 0))

    def groep(self, i: int) -> None:
        """Variables and rows of one group."""
        groep = self.groepen[i]
        route, n = groep.route, groep.aantal
        naam = self._naam(groep)
        omzetten = [route.trappen[k].eerst for k in range(1, len(route.trappen)) if len(route.maanden(k))]
        keuze = max(route.trappen[0].eerst, min(omzetten, default=self.kalender.aantal))
        for k in range(len(route.trappen)):
            for t in route.maanden(k):
                if k == 0 and route.contract and t < min(route.moet, keuze):
                    self.vast[i, k, t] = n
                else:
                    self.x[i, k, t] = self.variabele("x", (naam, _stair_name(route, k)), t, n)
        self._stappen(i, naam)
        for k in range(len(route.trappen)):
            self._balans(i, k, naam)
        for t in range(keuze, route.moet if route.contract else 0):
            som = Som()
            for k in range(len(route.trappen)):
                self.staat(som, i, k, t, 1)
            if som.kolommen:
                self.rij(RowTag(DEFINITIE, naam, None, "locaties"), som, n, n)
        if not route.contract:
            self._duur(i, naam)

    def _naam(self, groep: Groep) -> str:
        """Name of the first location of a group; its later contracts get a number."""
        locatie = groep.leden[0].locatie
        naam = f"{locatie.code or groep.route.gebied} {locatie.locatie}"
        self.namen[naam] += 1
        return naam if self.namen[naam] == 1 else f"{naam} ({self.namen[naam]})"

    def _stappen(self, i: int, naam: str) -> None:
        """Openings and conversions."""
        route, n = self.groepen[i].route, self.groepen[i].aantal
        if not route.contract:
            maanden = route.maanden(0)
            for t in maanden:
                past = t + route.minstens <= maanden.stop or maanden.stop >= self.kalender.aantal
                if past:
                    self.o[i, t] = self.variabele("o", (naam,), t, n)
            open_ = [self.o[i, t] for t in maanden if (i, t) in self.o]
            if open_:
                self.bouw.row(RowTag(DEFINITIE, naam, None, "locaties"), open_, 1, upper=n)
        for k in range(1, len(route.trappen)):
            ouder = route.maanden(route.trappen[k].ouder)
            for t in route.maanden(k):
                if t - 1 in ouder:
                    self.v[i, k, t] = self.variabele("v", (naam, _stair_name(route, k)), t, n)

    def _balans(self, i: int, k: int, naam: str) -> None:
        """What stands or is converted on stood before, opened or was converted into."""
        route, n = self.groepen[i].route, self.groepen[i].aantal
        kinderen = route.kinderen(k)
        maanden = route.maanden(k)
        for t in range(maanden.start, min(maanden.stop + 1, self.kalender.aantal)):
            som = Som()
            self.staat(som, i, k, t, 1)
            for kind in kinderen:
                if (i, kind, t) in self.v:
                    som.erbij(self.v[i, kind, t], 1)
            if not som.kolommen:
                continue
            self.staat(som, i, k, t - 1, -1)
            if k == 0 and not route.contract:
                som.erbij(self.o.get((i, t)), -1)
            if k > 0:
                som.erbij(self.v.get((i, k, t)), -1)
            boven = n if k == 0 and route.contract and t == maanden.start else 0
            if len(som.kolommen) > 1 or boven - som.vast < n:
                self.rij(RowTag(DEFINITIE, naam, None, "locaties"), som, None, boven)
            self._stands_first(i, k, t, naam)

    def _stands_first(self, i: int, k: int, t: int, naam: str) -> None:
        """What came in this month is converted in a later one."""
        uit = [self.v[i, kind, t] for kind in self.groepen[i].route.kinderen(k) if (i, kind, t) in self.v]
        if uit and ((i, k, t) in self.v or (k == 0 and (i, t) in self.o)):
            som = Som()
            for kolom in uit:
                som.erbij(kolom, 1)
            self.staat(som, i, k, t - 1, -1)
            self.rij(RowTag(DEFINITIE, naam, None, "locaties"), som, None, 0)

    def _duur(self, i: int, naam: str) -> None:
        """At least and at most so many months after opening."""
        route = self.groepen[i].route
        for t in route.maanden(0):
            for lengte, minstens in ((route.minstens, True), (route.hoogstens, False)):
                if lengte is None or (minstens and lengte == 1):
                    continue
                som = Som()
                for k in range(len(route.trappen)):
                    self.staat(som, i, k, t, 1)
                for s in range(max(0, t - lengte + 1), t + 1):
                    som.erbij(self.o.get((i, s)), -1)
                tag = RowTag(SECTIE, naam, self.opdracht.grondslag, "locaties")
                self.rij(tag, som, 0 if minstens else None, None if minstens else 0)

    def rij(self, tag: RowTag, som: Som, onder: int | None, boven: int | None) -> None:
        self.bouw.row(
            tag,
            som.kolommen,
            som.coefs,
            None if onder is None else onder - som.vast,
            None if boven is None else boven - som.vast,
        )

    def behoefte(self) -> None:
        """``Σ places · x + s ≥ need`` per area, need and month from the deadline on."""
        vanaf = 0
        if self.opdracht.voldoende_vanaf is not None:
            vanaf = self.kalender.eerste(self.opdracht.voldoende_vanaf)
        sommen: dict[tuple[str, str, int], Som] = {}
        for i, groep in enumerate(self.groepen):
            for k, trap in enumerate(groep.route.trappen):
                lijn = line_of(self.opdracht, trap.soort)
                if lijn is None or trap.plaatsen == 0:
                    continue
                for t in groep.route.maanden(k):
                    if t < trap.telt_tot:
                        som = sommen.setdefault((groep.route.gebied, lijn, t), Som())
                        self.staat(som, i, k, t, trap.plaatsen)
        for (gebied, lijn), reeks in self.nodig.items():
            for t in range(vanaf, len(reeks)):
                som = sommen.get((gebied, lijn, t), Som())
                ontbreekt = (reeks[t] or 0) - som.vast
                if ontbreekt <= 0:
                    continue
                s = self.variabele("s", (gebied, lijn), t, ontbreekt)
                self.s[gebied, lijn, t] = s
                som.erbij(s, 1)
                self.rij(RowTag(SECTIE, gebied, self.opdracht.grondslag, "plaatsen"), som, reeks[t], None)

    # --- goals ---------------------------------------------------------------

    def tekort(self) -> SumGoal:
        """``Σ s``: places that lack, summed over the months."""
        return SumGoal("tekort", list(self.s.values()))

    def mogelijk(self) -> SumGoal:
        """How many steps are taken to which nobody has agreed."""
        alles = Som()
        for i, groep in enumerate(self.groepen):
            for k, trap in enumerate(groep.route.trappen):
                som, maanden = Som(), groep.route.maanden(k)
                if trap.mogelijk:
                    for t in maanden:
                        for kolom in (self.v.get((i, k, t)), self.o.get((i, t)) if k == 0 else None):
                            som.erbij(kolom, 1)
                elif trap.tot in maanden:
                    # What stands in the first month after the agreed end was extended without agreement.
                    self.staat(som, i, k, trap.tot, 1)
                for kolom in som.kolommen:
                    alles.erbij(kolom, 1)
                if som.kolommen:
                    self.buiten[i, k] = som.kolommen
        return alles.doel("mogelijk")

    def wisselingen(self) -> SumGoal:
        """How often a location opens or closes: openings, and what stood and stands no more at the end."""
        som = Som()
        laatste = self.kalender.aantal - 1
        for i, groep in enumerate(self.groepen):
            eerst = groep.route.trappen[0].eerst
            if groep.route.contract:
                # What stands on the first day of the plan does not open.
                self.staat(som, i, 0, eerst, 1 if eerst == 0 else 2)
            for t in groep.route.maanden(0):
                som.erbij(self.o.get((i, t)), 2)
            for k in range(len(groep.route.trappen)):
                self.staat(som, i, k, laatste, -1)
        return som.doel("wisselingen")

    def _per_month(self, naam: str, gewicht: Callable[[int, int], int]) -> SumGoal:
        som = Som()
        for i, groep in enumerate(self.groepen):
            for k in range(len(groep.route.trappen)):
                for t in groep.route.maanden(k):
                    if gewicht(i, k):
                        self.staat(som, i, k, t, gewicht(i, k))
        return som.doel(naam)

    def tijdelijk(self) -> SumGoal:
        """Temporary places, summed over the months."""

        def gewicht(i: int, k: int) -> int:
            trap = self.groepen[i].route.trappen[k]
            return trap.plaatsen if trap.tijdelijk else 0

        return self._per_month("tijdelijk", gewicht)

    def kosten(self) -> SumGoal:
        """Places times their cost class, summed over the months."""

        def gewicht(i: int, k: int) -> int:
            trap = self.groepen[i].route.trappen[k]
            return trap.plaatsen * trap.kosten

        return self._per_month("kosten", gewicht)

    def volgorde(self) -> OrderGoal:
        """Fewest units that stand, location after location in order of code, month after month."""
        rest = [*self.o.values(), *self.v.values(), *self.s.values()]
        return OrderGoal([*self.x.values(), *rest])


def _stair_name(route: Route, k: int) -> str:
    """Kind of a step, with its number when the route has the kind twice."""
    soort = route.trappen[k].soort
    return soort if sum(t.soort == soort for t in route.trappen) == 1 else f"{soort} {k}"


SECTIE: Final = "tijdplan"
"""The section of the model whose rows these are."""
DOELEN: Final = ("tekort", "wisselingen", "tijdelijk", "kosten", "volgorde")
"""Goals that a plan over time knows."""


def line_of(opdracht: Tijdopdracht, soort: str) -> str | None:
    """The need towards which a kind counts."""
    return next((n for n, b in opdracht.behoefte.items() if b.soorten is None or soort in b.soorten), None)


def build_time_program(
    groepen: Sequence[Groep],
    nodig: Nodig,
    opdracht: Tijdopdracht,
    kalender: Kalender,
    mogelijk: bool = False,
) -> Tijdprogram:
    """Build the program.

    Parameters
    ----------
    mogelijk
        True: steps to which nobody has agreed may be taken, as few as possible once the shortage is least.
    """
    gebruikt = list(groepen)
    if not mogelijk:
        gebruikt = [Groep(g.route.beperkt(), g.leden) for g in groepen]
    bouwer = _Bouwer(gebruikt, nodig, opdracht, kalender)
    for i in range(len(gebruikt)):
        bouwer.groep(i)
    bouwer.behoefte()
    namen = list(opdracht.doelen)
    if mogelijk:
        namen.insert(namen.index("tekort") + 1, "mogelijk")
    for naam in namen:
        bouwer.bouw.goal(getattr(bouwer, naam)())
    return Tijdprogram(
        bouwer.bouw.freeze(),
        tuple(gebruikt),
        bouwer.x,
        bouwer.v,
        bouwer.vast,
        bouwer.o,
        bouwer.s,
        bouwer.buiten,
    )
