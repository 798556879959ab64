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

from verdeling.plan.rules.basis import DEFINITION
from verdeling.solver.goals import OrderGoal, SumGoal
from verdeling.solver.program import Builder, Program, RowTag
from verdeling.terms import Brief
from verdeling.tijdplan.calendar import Calendar
from verdeling.tijdplan.need import Nodig
from verdeling.tijdplan.routes import Route, RouteGroup
from verdeling.verdeelmodel.tijdplan import Tijdopdracht

Spot = tuple[int, int, int]
"""Group, kind on its route, month."""


@dataclass(frozen=True, eq=False, repr=False)
class TimeProgram(Brief):
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
    groups: tuple[RouteGroup, ...]
    x: Mapping[Spot, int]
    v: Mapping[Spot, int]
    vast: Mapping[Spot, int]
    o: Mapping[tuple[int, int], int]
    s: Mapping[tuple[str, str, int], int]
    buiten: Mapping[tuple[int, int], Sequence[int]]


class RowSum:
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


class _Builder:
    """Variables and rows while they are made."""

    def __init__(
        self, groups: Sequence[RouteGroup], needed: Nodig, task_order: Tijdopdracht, calendar: Calendar
    ) -> None:
        self.groups, self.nodig, self.opdracht, self.calendar = groups, needed, task_order, calendar
        self.builder = Builder()
        self.namen: Counter[str] = Counter()
        self.x: dict[Spot, int] = {}
        self.v: dict[Spot, int] = {}
        self.vast: dict[Spot, int] = {}
        self.o: dict[tuple[int, int], int] = {}
        self.s: dict[tuple[str, str, int], int] = {}
        self.buiten: dict[tuple[int, int], list[int]] = {}

    def variabele(self, kind: str, sleutel: tuple[str, ...], month: int, above: int) -> int:
        day = self.calendar.days[month].isoformat()
        return int(self.builder.variables(kind, [(*sleutel, day)], 0, above)[0])

    def staat(self, total: RowSum, i: int, k: int, t: int, coef: int) -> None:
        """Add ``coef · x`` of a group, kind and month."""
        total.erbij(self.x.get((i, k, t)), coef, self.vast.get((i, k, t), 0))

    def groep(self, i: int) -> None:
        """Variables and rows of one group."""
        group = self.groups[i]
        route, n = group.route, group.aantal
        name = self._naam(group)
        omzetten = [route.stairs[k].eerst for k in range(1, len(route.stairs)) if len(route.maanden(k))]
        choice = max(route.stairs[0].eerst, min(omzetten, default=self.calendar.aantal))
        for k in range(len(route.stairs)):
            for t in route.maanden(k):
                if k == 0 and route.contract and t < min(route.must, choice):
                    self.vast[i, k, t] = n
                else:
                    self.x[i, k, t] = self.variabele("x", (name, _stair_name(route, k)), t, n)
        self._stappen(i, name)
        for k in range(len(route.stairs)):
            self._balans(i, k, name)
        for t in range(choice, route.must if route.contract else 0):
            total = RowSum()
            for k in range(len(route.stairs)):
                self.staat(total, i, k, t, 1)
            if total.kolommen:
                self.rij(RowTag(DEFINITION, name, None, "locaties"), total, n, n)
        if not route.contract:
            self._duur(i, name)

    def _naam(self, group: RouteGroup) -> str:
        """Name of the first location of a group; its later contracts get a number."""
        locatie = group.members[0].locatie
        name = f"{locatie.code or group.route.gebied} {locatie.locatie}"
        self.namen[name] += 1
        return name if self.namen[name] == 1 else f"{name} ({self.namen[name]})"

    def _stappen(self, i: int, name: str) -> None:
        """Openings and conversions."""
        route, n = self.groups[i].route, self.groups[i].aantal
        if not route.contract:
            months = route.maanden(0)
            for t in months:
                past = t + route.minstens <= months.stop or months.stop >= self.calendar.aantal
                if past:
                    self.o[i, t] = self.variabele("o", (name,), t, n)
            open_ = [self.o[i, t] for t in months if (i, t) in self.o]
            if open_:
                self.builder.row(RowTag(DEFINITION, name, None, "locaties"), open_, 1, upper=n)
        for k in range(1, len(route.stairs)):
            parent = route.maanden(route.stairs[k].parent)
            for t in route.maanden(k):
                if t - 1 in parent:
                    self.v[i, k, t] = self.variabele("v", (name, _stair_name(route, k)), t, n)

    def _balans(self, i: int, k: int, name: str) -> None:
        """What stands or is converted on stood before, opened or was converted into."""
        route, n = self.groups[i].route, self.groups[i].aantal
        children = route.children(k)
        months = route.maanden(k)
        for t in range(months.start, min(months.stop + 1, self.calendar.aantal)):
            total = RowSum()
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
                self.rij(RowTag(DEFINITION, name, None, "locaties"), total, None, above)
            self._stands_first(i, k, t, name)

    def _stands_first(self, i: int, k: int, t: int, name: str) -> None:
        """What came in this month is converted in a later one."""
        out = [self.v[i, kind, t] for kind in self.groups[i].route.children(k) if (i, kind, t) in self.v]
        if out and ((i, k, t) in self.v or (k == 0 and (i, t) in self.o)):
            total = RowSum()
            for column in out:
                total.erbij(column, 1)
            self.staat(total, i, k, t - 1, -1)
            self.rij(RowTag(DEFINITION, name, None, "locaties"), total, None, 0)

    def _duur(self, i: int, name: str) -> None:
        """At least and at most so many months after opening."""
        route = self.groups[i].route
        for t in route.maanden(0):
            for length, at_least in ((route.minstens, True), (route.hoogstens, False)):
                if length is None or (at_least and length == 1):
                    continue
                total = RowSum()
                for k in range(len(route.stairs)):
                    self.staat(total, i, k, t, 1)
                for s in range(max(0, t - length + 1), t + 1):
                    total.erbij(self.o.get((i, s)), -1)
                tag = RowTag(SECTION, name, self.opdracht.grondslag, "locaties")
                self.rij(tag, total, 0 if at_least else None, None if at_least else 0)

    def rij(self, tag: RowTag, total: RowSum, below: int | None, above: int | None) -> None:
        self.builder.row(
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
            since = self.calendar.eerste(self.opdracht.voldoende_vanaf)
        totals: dict[tuple[str, str, int], RowSum] = {}
        for i, group in enumerate(self.groups):
            for k, stair in enumerate(group.route.stairs):
                line = line_of(self.opdracht, stair.soort)
                if line is None or stair.plaatsen == 0:
                    continue
                for t in group.route.maanden(k):
                    if t < stair.telt_tot:
                        total = totals.setdefault((group.route.gebied, line, t), RowSum())
                        self.staat(total, i, k, t, stair.plaatsen)
        for (area, line), series in self.nodig.items():
            for t in range(since, len(series)):
                total = totals.get((area, line, t), RowSum())
                missing = (series[t] or 0) - total.vast
                if missing <= 0:
                    continue
                s = self.variabele("s", (area, line), t, missing)
                self.s[area, line, t] = s
                total.erbij(s, 1)
                self.rij(RowTag(SECTION, area, self.opdracht.grondslag, "plaatsen"), total, series[t], None)

    # --- goals ---------------------------------------------------------------

    def tekort(self) -> SumGoal:
        """``Σ s``: places that lack, summed over the months."""
        return SumGoal("tekort", list(self.s.values()))

    def mogelijk(self) -> SumGoal:
        """How many steps are taken to which nobody has agreed."""
        everything = RowSum()
        for i, group in enumerate(self.groups):
            for k, stair in enumerate(group.route.stairs):
                total, months = RowSum(), group.route.maanden(k)
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
        total = RowSum()
        last = self.calendar.aantal - 1
        for i, group in enumerate(self.groups):
            first = group.route.stairs[0].eerst
            if group.route.contract:
                # What stands on the first day of the plan does not open.
                self.staat(total, i, 0, first, 1 if first == 0 else 2)
            for t in group.route.maanden(0):
                total.erbij(self.o.get((i, t)), 2)
            for k in range(len(group.route.stairs)):
                self.staat(total, i, k, last, -1)
        return total.doel("wisselingen")

    def _per_month(self, name: str, gewicht: Callable[[int, int], int]) -> SumGoal:
        total = RowSum()
        for i, group in enumerate(self.groups):
            for k in range(len(group.route.stairs)):
                for t in group.route.maanden(k):
                    if gewicht(i, k):
                        self.staat(total, i, k, t, gewicht(i, k))
        return total.doel(name)

    def tijdelijk(self) -> SumGoal:
        """Temporary places, summed over the months."""

        def gewicht(i: int, k: int) -> int:
            stair = self.groups[i].route.stairs[k]
            return stair.plaatsen if stair.tijdelijk else 0

        return self._per_month("tijdelijk", gewicht)

    def kosten(self) -> SumGoal:
        """Places times their cost class, summed over the months."""

        def gewicht(i: int, k: int) -> int:
            stair = self.groups[i].route.stairs[k]
            return stair.plaatsen * stair.kosten

        return self._per_month("kosten", gewicht)

    def volgorde(self) -> OrderGoal:
        """Fewest units that stand, location after location in order of code, month after month."""
        rest = [*self.o.values(), *self.v.values(), *self.s.values()]
        return OrderGoal([*self.x.values(), *rest])


def _stair_name(route: Route, k: int) -> str:
    """Kind of a step, with its number when the route has the kind twice."""
    kind = route.stairs[k].soort
    return kind if sum(t.soort == kind for t in route.stairs) == 1 else f"{kind} {k}"


SECTION: Final = "tijdplan"
"""The section of the model whose rows these are."""
DOELEN: Final = ("tekort", "wisselingen", "tijdelijk", "kosten", "volgorde")
"""Goals that a plan over time knows."""


def line_of(task_order: Tijdopdracht, kind: str) -> str | None:
    """The need towards which a kind counts."""
    return next((n for n, b in task_order.behoefte.items() if b.soorten is None or kind in b.soorten), None)


def build_time_program(
    groups: Sequence[RouteGroup],
    needed: Nodig,
    task_order: Tijdopdracht,
    calendar: Calendar,
    possible: bool = False,
) -> TimeProgram:
    """Build the program.

    Parameters
    ----------
    possible
        True: steps to which nobody has agreed may be taken, as few as possible once the shortage is least.
    """
    used = list(groups)
    if not possible:
        used = [RouteGroup(g.route.limited(), g.members) for g in groups]
    bouwer = _Builder(used, needed, task_order, calendar)
    for i in range(len(used)):
        bouwer.groep(i)
    bouwer.behoefte()
    names = list(task_order.doelen)
    if possible:
        names.insert(names.index("tekort") + 1, "mogelijk")
    for name in names:
        bouwer.builder.goal(getattr(bouwer, name)())
    return TimeProgram(
        bouwer.builder.freeze(),
        tuple(used),
        bouwer.x,
        bouwer.v,
        bouwer.vast,
        bouwer.o,
        bouwer.s,
        bouwer.buiten,
    )
