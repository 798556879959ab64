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

    def erbij(self, kolom: int | None, coef: int, fixed: int = 0) -> None:
        """Add ``coef · column``, or ``coef · vast`` when there is no column."""
        if kolom is None:
            self.vast += coef * fixed
        else:
            self.kolommen.append(kolom)
            self.coefs.append(coef)

    def doel(self, naam: str) -> SumGoal:
        """The sum as a goal."""
        return SumGoal(naam, self.kolommen, self.coefs, constant=self.vast)


class _Bouwer:
    """Variables and rows while they are made."""

    def __init__(
        self, groups: Sequence[Groep], needed: Nodig, task_order: Tijdopdracht, calendar: Kalender
    ) -> None:
        self.groepen, self.nodig, self.opdracht, self.kalender = groups, needed, task_order, calendar
        self.bouw = Builder()
        self.namen: Counter[str] = Counter()
        self.x: dict[Plek, int] = {}
        self.v: dict[Plek, int] = {}
        self.vast: dict[Plek, int] = {}
        self.o: dict[tuple[int, int], int] = {}
        self.s: dict[tuple[str, str, int], int] = {}
        self.buiten: dict[tuple[int, int], list[int]] = {}

    def variabele(self, kind: str, sleutel: tuple[str, ...], month: int, above: int) -> int:
        day = self.kalender.dagen[month].isoformat()
        return int(self.bouw.variables(kind, [(*sleutel, day)], 0, above)[0])

    def staat(self, total: Som, i: int, k: int, t: int, coef: int) -> None:
        """Add ``coef · x`` of a group, kind and month."""
        total.erbij(self.x.get((i, k, t)), coef, self.vast.get((i, k, t), 0))

    def groep(self, i: int) -> None:
        """Variables and rows of one group."""
        group = self.groepen[i]
        route, n = group.route, group.aantal
        name = self._naam(group)
        omzetten = [route.trappen[k].eerst for k in range(1, len(route.trappen)) if len(route.maanden(k))]
        choice = max(route.trappen[0].eerst, min(omzetten, default=self.kalender.aantal))
        for k in range(len(route.trappen)):
            for t in route.maanden(k):
                if k == 0 and route.contract and t < min(route.moet, choice):
                    self.vast[i, k, t] = n
                else:
                    self.x[i, k, t] = self.variabele("x", (name, _stair_name(route, k)), t, n)
        self._stappen(i, name)
        for k in range(len(route.trappen)):
            self._balans(i, k, name)
        for t in range(choice, route.moet if route.contract else 0):
            total = Som()
            for k in range(len(route.trappen)):
                self.staat(total, i, k, t, 1)
            if total.kolommen:
                self.rij(RowTag(DEFINITIE, name, None, "locaties"), total, n, n)
        if not route.contract:
            self._duur(i, name)

    def _naam(self, group: Groep) -> str:
        """Name of the first location of a group; its later contracts get a number."""
        locatie = group.leden[0].locatie
        name = f"{locatie.code or group.route.gebied} {locatie.locatie}"
        self.namen[name] += 1
        return name if self.namen[name] == 1 else f"{name} ({self.namen[name]})"

    def _stappen(self, i: int, name: str) -> None:
        """Openings and conversions."""
        route, n = self.groepen[i].route, self.groepen[i].aantal
        if not route.contract:
            months = route.maanden(0)
            for t in months:
                past = t + route.minstens <= months.stop or months.stop >= self.kalender.aantal
                if past:
                    self.o[i, t] = self.variabele("o", (name,), t, n)
            open_ = [self.o[i, t] for t in months if (i, t) in self.o]
            if open_:
                self.bouw.row(RowTag(DEFINITIE, name, None, "locaties"), open_, 1, upper=n)
        for k in range(1, len(route.trappen)):
            parent = route.maanden(route.trappen[k].ouder)
            for t in route.maanden(k):
                if t - 1 in parent:
                    self.v[i, k, t] = self.variabele("v", (name, _stair_name(route, k)), t, n)

    def _balans(self, i: int, k: int, name: str) -> None:
        """What stands or is converted on stood before, opened or was converted into."""
        route, n = self.groepen[i].route, self.groepen[i].aantal
        children = route.kinderen(k)
        months = route.maanden(k)
        for t in range(months.start, min(months.stop + 1, self.kalender.aantal)):
            total = Som()
            self.staat(total, i, k, t, 1)
            for kind in children:
                if (i, kind, t) in self.v:
                    total.erbij(self.v[i, kind, t], 1)
            if not total.kolommen:
                continue
            self.staat(total, i, k, t - 1, -1)
            if k == 0 and not route.contract:
                total.erbij(self.o.get((i, t)), -1)
            if k > 0:
                total.erbij(self.v.get((i, k, t)), -1)
            above = n if k == 0 and route.contract and t == months.start else 0
            if len(total.kolommen) > 1 or above - total.vast < n:
                self.rij(RowTag(DEFINITIE, name, None, "locaties"), total, None, above)
            self._stands_first(i, k, t, name)

    def _stands_first(self, i: int, k: int, t: int, name: str) -> None:
        """What came in this month is converted in a later one."""
        out = [self.v[i, kind, t] for kind in self.groepen[i].route.kinderen(k) if (i, kind, t) in self.v]
        if out and ((i, k, t) in self.v or (k == 0 and (i, t) in self.o)):
            total = Som()
            for column in out:
                total.erbij(column, 1)
            self.staat(total, i, k, t - 1, -1)
            self.rij(RowTag(DEFINITIE, name, None, "locaties"), total, None, 0)

    def _duur(self, i: int, name: str) -> None:
        """At least and at most so many months after opening."""
        route = self.groepen[i].route
        for t in route.maanden(0):
            for length, at_least in ((route.minstens, True), (route.hoogstens, False)):
                if length is None or (at_least and length == 1):
                    continue
                total = Som()
                for k in range(len(route.trappen)):
                    self.staat(total, i, k, t, 1)
                for s in range(max(0, t - length + 1), t + 1):
                    total.erbij(self.o.get((i, s)), -1)
                tag = RowTag(SECTIE, name, self.opdracht.grondslag, "locaties")
                self.rij(tag, total, 0 if at_least else None, None if at_least else 0)

    def rij(self, tag: RowTag, total: Som, below: int | None, above: int | None) -> None:
        self.bouw.row(
            tag,
            total.kolommen,
            total.coefs,
            None if below is None else below - total.vast,
            None if above is None else above - total.vast,
        )

    def behoefte(self) -> None:
        """``Σ places · x + s ≥ need`` per area, need and month from the deadline on."""
        since = 0
        if self.opdracht.voldoende_vanaf is not None:
            since = self.kalender.eerste(self.opdracht.voldoende_vanaf)
        totals: dict[tuple[str, str, int], Som] = {}
        for i, group in enumerate(self.groepen):
            for k, stair in enumerate(group.route.trappen):
                line = line_of(self.opdracht, stair.soort)
                if line is None or stair.plaatsen == 0:
                    continue
                for t in group.route.maanden(k):
                    if t < stair.telt_tot:
                        total = totals.setdefault((group.route.gebied, line, t), Som())
                        self.staat(total, i, k, t, stair.plaatsen)
        for (area, line), series in self.nodig.items():
            for t in range(since, len(series)):
                total = totals.get((area, line, t), Som())
                missing = (series[t] or 0) - total.vast
                if missing <= 0:
                    continue
                s = self.variabele("s", (area, line), t, missing)
                self.s[area, line, t] = s
                total.erbij(s, 1)
                self.rij(RowTag(SECTIE, area, self.opdracht.grondslag, "plaatsen"), total, series[t], None)

    # --- goals ---------------------------------------------------------------

    def tekort(self) -> SumGoal:
        """``Σ s``: places that lack, summed over the months."""
        return SumGoal("tekort", list(self.s.values()))

    def mogelijk(self) -> SumGoal:
        """How many steps are taken to which nobody has agreed."""
        everything = Som()
        for i, group in enumerate(self.groepen):
            for k, stair in enumerate(group.route.trappen):
                total, months = Som(), group.route.maanden(k)
                if stair.mogelijk:
                    for t in months:
                        for column in (self.v.get((i, k, t)), self.o.get((i, t)) if k == 0 else None):
                            total.erbij(column, 1)
                elif stair.tot in months:
                    # What stands in the first month after the agreed end was extended without agreement.
                    self.staat(total, i, k, stair.tot, 1)
                for column in total.kolommen:
                    everything.erbij(column, 1)
                if total.kolommen:
                    self.buiten[i, k] = total.kolommen
        return everything.doel("mogelijk")

    def wisselingen(self) -> SumGoal:
        """How often a location opens or closes: openings, and what stood and stands no more at the end."""
        total = Som()
        last = self.kalender.aantal - 1
        for i, group in enumerate(self.groepen):
            first = group.route.trappen[0].eerst
            if group.route.contract:
                # What stands on the first day of the plan does not open.
                self.staat(total, i, 0, first, 1 if first == 0 else 2)
            for t in group.route.maanden(0):
                total.erbij(self.o.get((i, t)), 2)
            for k in range(len(group.route.trappen)):
                self.staat(total, i, k, last, -1)
        return total.doel("wisselingen")

    def _per_month(self, name: str, gewicht: Callable[[int, int], int]) -> SumGoal:
        total = Som()
        for i, group in enumerate(self.groepen):
            for k in range(len(group.route.trappen)):
                for t in group.route.maanden(k):
                    if gewicht(i, k):
                        self.staat(total, i, k, t, gewicht(i, k))
        return total.doel(name)

    def tijdelijk(self) -> SumGoal:
        """Temporary places, summed over the months."""

        def gewicht(i: int, k: int) -> int:
            stair = self.groepen[i].route.trappen[k]
            return stair.plaatsen if stair.tijdelijk else 0

        return self._per_month("tijdelijk", gewicht)

    def kosten(self) -> SumGoal:
        """Places times their cost class, summed over the months."""

        def gewicht(i: int, k: int) -> int:
            stair = self.groepen[i].route.trappen[k]
            return stair.plaatsen * stair.kosten

        return self._per_month("kosten", gewicht)

    def volgorde(self) -> OrderGoal:
        """Fewest units that stand, location after location in order of code, month after month."""
        rest = [*self.o.values(), *self.v.values(), *self.s.values()]
        return OrderGoal([*self.x.values(), *rest])


def _stair_name(route: Route, k: int) -> str:
    """Kind of a step, with its number when the route has the kind twice."""
    kind = route.trappen[k].soort
    return kind if sum(t.soort == kind for t in route.trappen) == 1 else f"{kind} {k}"


SECTIE: Final = "tijdplan"
"""The section of the model whose rows these are."""
DOELEN: Final = ("tekort", "wisselingen", "tijdelijk", "kosten", "volgorde")
"""Goals that a plan over time knows."""


def line_of(task_order: Tijdopdracht, kind: str) -> str | None:
    """The need towards which a kind counts."""
    return next((n for n, b in task_order.behoefte.items() if b.soorten is None or kind in b.soorten), None)


def build_time_program(
    groups: Sequence[Groep],
    needed: Nodig,
    task_order: Tijdopdracht,
    calendar: Kalender,
    possible: bool = False,
) -> Tijdprogram:
    """Build the program.

    Parameters
    ----------
    possible
        True: steps to which nobody has agreed may be taken, as few as possible once the shortage is least.
    """
    used = list(groups)
    if not possible:
        used = [Groep(g.route.beperkt(), g.leden) for g in groups]
    bouwer = _Bouwer(used, needed, task_order, calendar)
    for i in range(len(used)):
        bouwer.groep(i)
    bouwer.behoefte()
    names = list(task_order.doelen)
    if possible:
        names.insert(names.index("tekort") + 1, "mogelijk")
    for name in names:
        bouwer.bouw.goal(getattr(bouwer, name)())
    return Tijdprogram(
        bouwer.bouw.freeze(),
        tuple(used),
        bouwer.x,
        bouwer.v,
        bouwer.vast,
        bouwer.o,
        bouwer.s,
        bouwer.buiten,
    )
