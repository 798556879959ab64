"""The plan over time: solve it, and read months, shortages and decisions from it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from verdeling.errors import ModelError, Problem, VerificatieFout
from verdeling.solver.solving import GoalOutcome, Progress, Solution, solve
from verdeling.terms import Brief
from verdeling.tijdplan.calendar import Calendar
from verdeling.tijdplan.checks import check
from verdeling.tijdplan.decisions import Decision, decisions_of
from verdeling.tijdplan.locations import read_locations
from verdeling.tijdplan.need import Nodig, read_need
from verdeling.tijdplan.program import DOELEN, TimeProgram, build_time_program, line_of
from verdeling.tijdplan.routes import RouteGroup, make_groups
from verdeling.tijdplan.stay import Stay, read_stays
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.tijdplan import Tijdopdracht

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.sleutel.indicatief import Indicatief

LONGEST_PLAN = 240
"""Most months of a plan."""
JAREN = (1900, 2200)
"""First and last year in which a plan can lie."""


@dataclass(frozen=True, slots=True)
class TimeGap:
    """Reference days after each other on which the same number of places lacks."""

    gebied: str
    behoefte: str
    van: dt.date
    tot_en_met: dt.date
    plaatsen: int


@dataclass(frozen=True, eq=False, repr=False)
class Tijdplan(Brief):
    """Which places stand in which month.

    Attributes
    ----------
    opdracht
        The section of the model.
    calendar
        Reference days.
    nodig
        Need per area and name of the need, per month; None where it is not known.
    stays
        Every location through the months, in order of code.
    bewijs
        The solution of the program.
    programma
        The program.
    completion
        The plan that also takes steps to which nobody has agreed, as few as can be; None when nothing lacks
        or no such step exists.
    """

    opdracht: Tijdopdracht
    calendar: Calendar
    nodig: Nodig
    stays: tuple[Stay, ...]
    bewijs: Solution
    programma: TimeProgram
    completion: Tijdplan | None = None

    @property
    def doelen(self) -> tuple[GoalOutcome, ...]:
        """Goals in order: value, bound, proven, engine, seconds."""
        return self.bewijs.goals

    @property
    def gebieden(self) -> tuple[str, ...]:
        """Codes of the areas, sorted."""
        return tuple(dict.fromkeys(area for area, _ in self.nodig))

    @cached_property
    def _totals(self) -> tuple[Counter[tuple[str, str, int]], Counter[tuple[str, str, int]]]:
        """Places that stand and that count, per area, kind and month."""
        stands: Counter[tuple[str, str, int]] = Counter()
        counts: Counter[tuple[str, str, int]] = Counter()
        for verblijf in self.stays:
            for t in range(self.calendar.aantal):
                kind = verblijf.soort(t)
                if kind is not None:
                    stands[verblijf.route.gebied, kind, t] += verblijf.plaatsen(t)
                    counts[verblijf.route.gebied, kind, t] += verblijf.telt(t)
        return stands, counts

    def staat(self, area: str, kind: str) -> tuple[int, ...]:
        """Places of a kind that stand, per month."""
        return tuple(self._totals[0][area, kind, t] for t in range(self.calendar.aantal))

    def telt(self, area: str, need: str) -> tuple[int, ...]:
        """Places that count towards a need, per month."""
        kinds = [s for s in self.opdracht.opvangsoorten if line_of(self.opdracht, s) == need]
        return tuple(sum(self._totals[1][area, s, t] for s in kinds) for t in range(self.calendar.aantal))

    def tekort(self, area: str, need: str) -> tuple[int | None, ...]:
        """Places that lack, per month; None where the need is not known."""
        pairs = zip(self.nodig[area, need], self.telt(area, need), strict=True)
        return tuple(None if needed is None else max(0, needed - counts) for needed, counts in pairs)

    @cached_property
    def gaps(self) -> tuple[TimeGap, ...]:
        """When and where places lack, from the deadline on."""
        found: list[TimeGap] = []
        days, since = self.calendar.days, self.opdracht.voldoende_vanaf
        for area, line in self.nodig:
            previous = -2
            for t, te_short in enumerate(self.tekort(area, line)):
                if not te_short or (since is not None and days[t] < since):
                    continue
                if previous == t - 1 and found[-1].plaatsen == te_short:
                    found[-1] = TimeGap(area, line, found[-1].van, days[t], te_short)
                else:
                    found.append(TimeGap(area, line, days[t], days[t], te_short))
                previous = t
        return tuple(found)

    @cached_property
    def besluiten(self) -> tuple[Decision, ...]:
        """All decisions of the plan, the first to be taken first."""
        slack: dict[str, dict[str, tuple[int | None, ...]]] = {}
        for area in self.gebieden:
            per_kind = slack.setdefault(area, {})
            for kind in self.opdracht.opvangsoorten:
                line = line_of(self.opdracht, kind)
                if line is not None:
                    pairs = zip(self.nodig[area, line], self.telt(area, line), strict=True)
                    per_kind[kind] = tuple(None if n is None else counts - n for n, counts in pairs)
        every = [
            decision
            for v in self.stays
            for decision in decisions_of(
                v, self.calendar, slack[v.route.gebied], self.opdracht.beslistermijn_maanden
            )
        ]
        return tuple(
            sorted(every, key=lambda b: (b.uiterlijk, b.locatie.code or "", b.locatie.locatie, b.van))
        )


def plan_over_time(
    model: Verdeelmodel,
    data: Gegevens,
    indicatief: Indicatief,
    engine: str = "scip",
    official: bool = False,
    time_limit: float | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
) -> Tijdplan:
    """Make the plan over time of a model with a section `tijdplan`.

    Parameters
    ----------
    model, data, indicatief
        The model, the figures of the gemeenten and the indicative figures computed from them.
    engine, official, time_limit, progress, workers
        As in :func:`verdeling.solver.solve`.

    Raises
    ------
    ModelError, DataError
        All problems of settings, goals and locations at once, before anything is solved.
    NietBewezen
        When the time was up or two engines disagree.
    """
    task_order = model.tijdplan
    if task_order is None:
        raise ModelError.een("V862", model.naam)
    calendar, needed, groups = load(task_order, data, indicatief)

    def los(mogelijk: bool) -> Tijdplan:
        hoe = (engine, official, time_limit, progress, workers, data.gebiedsnaam)
        return solve_time_plan(groups, needed, task_order, calendar, mogelijk, *hoe)

    plan = los(mogelijk=False)
    if plan.gaps and any(g.route != g.route.limited() for g in groups):
        return replace(plan, completion=los(mogelijk=True))
    return plan


def solve_time_plan(
    groups: Sequence[RouteGroup],
    needed: Nodig,
    task_order: Tijdopdracht,
    calendar: Calendar,
    possible: bool,
    engine: str = "scip",
    official: bool = False,
    time_limit: float | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
    names: Mapping[str, str] | None = None,
) -> Tijdplan:
    """Solve the program of these groups and read the plan from it.

    Parameters
    ----------
    groups, needed, task_order, calendar, possible
        As in :func:`verdeling.tijdplan.program.build_time_program`.
    engine, official, time_limit, progress, workers
        As in :func:`verdeling.solver.solve`.
    names
        Name by area code, to say what is being solved; None gives codes.
    """
    tp = build_time_program(groups, needed, task_order, calendar, possible)
    area = {g.members[0].locatie.code or g.route.gebied: g.route.gebied for g in groups}
    area |= {code: code for code, _ in needed}

    def benoem(sleutels: Sequence[str]) -> str:
        # The key of a column begins with the code of a location or is that of an area.
        codes = sorted({area[s.split(" ")[0]] for s in sleutels if s.split(" ")[0] in area})
        return ", ".join((names or {}).get(code, code) for code in codes)

    solution = solve(
        tp.program, engine, official, time_limit, progress=progress, workers=workers, describe=benoem
    )
    stays = read_stays(tp, solution.x, calendar.aantal)
    plan = Tijdplan(task_order, calendar, needed, stays, solution, tp)
    _check_tekort(plan)
    return plan


def load(
    task_order: Tijdopdracht, data: Gegevens, indicatief: Indicatief
) -> tuple[Calendar, Nodig, list[RouteGroup]]:
    """Everything that the program is built from, or all that is wrong with it.

    Raises
    ------
    ModelError
        All problems of settings, goals and locations at once.
    """
    if error := _period(task_order):
        raise ModelError(error)
    calendar = Calendar.van_tot(task_order.van, task_order.tot_en_met)
    problems = _doelen(task_order.doelen)
    needed, errors = read_need(task_order, calendar, indicatief, set(data.gebied(task_order.niveau)))
    rows, leesfouten = read_locations(task_order, data)
    problems += errors + leesfouten + check(rows, task_order, data)
    if problems:
        raise ModelError(problems)
    areas = tuple(dict.fromkeys(area for area, _ in needed))
    return calendar, needed, make_groups(rows, task_order, calendar, areas, data)


def _period(task_order: Tijdopdracht) -> list[Problem]:
    where = "tijdplan.tot_en_met"
    if task_order.tot_en_met < task_order.van:
        return [Problem.van("V484", where, van=task_order.van, tot=task_order.tot_en_met)]
    for field, day in (("van", task_order.van), ("tot_en_met", task_order.tot_en_met)):
        if not JAREN[0] <= day.year <= JAREN[1]:
            limit = f"≥ {JAREN[0]}" if day.year < JAREN[0] else f"≤ {JAREN[1]}"
            return [Problem.van("V483", f"tijdplan.{field}", waarde=f"{day.year}", grens=limit)]
    van, tot = task_order.van, task_order.tot_en_met
    months = 12 * (tot.year - van.year) + tot.month - van.month + 1
    if months > LONGEST_PLAN:
        return [Problem.van("V483", where, waarde=months, grens=f"≤ {LONGEST_PLAN}")]
    return []


def _doelen(goals: Sequence[str]) -> list[Problem]:
    """Goals exist, stand once, and begin and end as they must."""
    found = [
        Problem.van("V470", f"tijdplan.doelen.{i}", doel=d, bekend=", ".join(DOELEN))
        for i, d in enumerate(goals)
        if d not in DOELEN
    ]
    found += [
        Problem.van("V471", "tijdplan.doelen", doel=d) for d, keer in Counter(goals).items() if keer > 1
    ]
    if goals[-1] != "volgorde":
        found.append(Problem.van("V472", "tijdplan.doelen", laatste=goals[-1]))
    if goals[0] != "tekort":
        found.append(Problem.van("V473", "tijdplan.doelen"))
    return found


def _check_tekort(plan: Tijdplan) -> None:
    """The months as read lack as many places as the proven goal says."""
    months = {day: t for t, day in enumerate(plan.calendar.days)}
    total = sum(g.plaatsen * (months[g.tot_en_met] - months[g.van] + 1) for g in plan.gaps)
    if total != plan.doelen[0].value:
        raise VerificatieFout.een("V413", reden=f"tekort {total} ≠ {plan.doelen[0].value}")
