"""The plan over time: solve it, and read months, shortages and decisions from it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from verdeling.errors import ModelError, Probleem, VerificatieFout
from verdeling.solver.solving import GoalOutcome, Progress, Solution, solve
from verdeling.terms import Kort
from verdeling.tijdplan.calendar import Kalender
from verdeling.tijdplan.checks import controleer
from verdeling.tijdplan.decisions import Besluit, decisions_of
from verdeling.tijdplan.locations import read_locations
from verdeling.tijdplan.need import Nodig, read_need
from verdeling.tijdplan.program import DOELEN, Tijdprogram, build_time_program, line_of
from verdeling.tijdplan.routes import Groep, make_groups
from verdeling.tijdplan.stay import Verblijf, read_stays
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.tijdplan import Tijdopdracht

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.sleutel.indicatief import Indicatief

LANGSTE_PLAN = 240
"""Most months of a plan."""
JAREN = (1900, 2200)
"""First and last year in which a plan can lie."""


@dataclass(frozen=True, slots=True)
class Gat:
    """Reference days after each other on which the same number of places lacks."""

    gebied: str
    behoefte: str
    van: dt.date
    tot_en_met: dt.date
    plaatsen: int


@dataclass(frozen=True, eq=False, repr=False)
class Tijdplan(Kort):
    """Which places stand in which month.

    Attributes
    ----------
    opdracht
        The section of the model.
    kalender
        Reference days.
    nodig
        Need per area and name of the need, per month; None where it is not known.
    verblijven
        Every location through the months, in order of code.
    bewijs
        The solution of the program.
    programma
        The program.
    aanvulling
        The plan that also takes steps to which nobody has agreed, as few as can be; None when nothing lacks
        or no such step exists.
    """

    opdracht: Tijdopdracht
    kalender: Kalender
    nodig: Nodig
    verblijven: tuple[Verblijf, ...]
    bewijs: Solution
    programma: Tijdprogram
    aanvulling: Tijdplan | None = None

    @property
    def doelen(self) -> tuple[GoalOutcome, ...]:
        """Goals in order: value, bound, proven, engine, seconds."""
        return self.bewijs.goals

    @property
    def gebieden(self) -> tuple[str, ...]:
        """Codes of the areas, sorted."""
        return tuple(dict.fromkeys(gebied for gebied, _ in self.nodig))

    @cached_property
    def _totals(self) -> tuple[Counter[tuple[str, str, int]], Counter[tuple[str, str, int]]]:
        """Places that stand and that count, per area, kind and month."""
        staat: Counter[tuple[str, str, int]] = Counter()
        telt: Counter[tuple[str, str, int]] = Counter()
        for verblijf in self.verblijven:
            for t in range(self.kalender.aantal):
                soort = verblijf.soort(t)
                if soort is not None:
                    staat[verblijf.route.gebied, soort, t] += verblijf.plaatsen(t)
                    telt[verblijf.route.gebied, soort, t] += verblijf.telt(t)
        return staat, telt

    def staat(self, gebied: str, soort: str) -> tuple[int, ...]:
        """Places of a kind that stand, per month."""
        return tuple(self._totals[0][gebied, soort, t] for t in range(self.kalender.aantal))

    def telt(self, gebied: str, behoefte: str) -> tuple[int, ...]:
        """Places that count towards a need, per month."""
        soorten = [s for s in self.opdracht.opvangsoorten if line_of(self.opdracht, s) == behoefte]
        return tuple(sum(self._totals[1][gebied, s, t] for s in soorten) for t in range(self.kalender.aantal))

    def tekort(self, gebied: str, behoefte: str) -> tuple[int | None, ...]:
        """Places that lack, per month; None where the need is not known."""
        paren = zip(self.nodig[gebied, behoefte], self.telt(gebied, behoefte), strict=True)
        return tuple(None if nodig is None else max(0, nodig - telt) for nodig, telt in paren)

    @cached_property
    def gaten(self) -> tuple[Gat, ...]:
        """When and where places lack, from the deadline on."""
        gevonden: list[Gat] = []
        dagen, vanaf = self.kalender.dagen, self.opdracht.voldoende_vanaf
        for gebied, lijn in self.nodig:
            vorige = -2
            for t, te_kort in enumerate(self.tekort(gebied, lijn)):
                if not te_kort or (vanaf is not None and dagen[t] < vanaf):
                    continue
                if vorige == t - 1 and gevonden[-1].plaatsen == te_kort:
                    gevonden[-1] = Gat(gebied, lijn, gevonden[-1].van, dagen[t], te_kort)
                else:
                    gevonden.append(Gat(gebied, lijn, dagen[t], dagen[t], te_kort))
                vorige = t
        return tuple(gevonden)

    @cached_property
    def besluiten(self) -> tuple[Besluit, ...]:
        """All decisions of the plan, the first to be taken first."""
        speling: dict[str, dict[str, tuple[int | None, ...]]] = {}
        for gebied in self.gebieden:
            per_soort = speling.setdefault(gebied, {})
            for soort in self.opdracht.opvangsoorten:
                lijn = line_of(self.opdracht, soort)
                if lijn is not None:
                    paren = zip(self.nodig[gebied, lijn], self.telt(gebied, lijn), strict=True)
                    per_soort[soort] = tuple(None if n is None else telt - n for n, telt in paren)
        alle = [
            besluit
            for v in self.verblijven
            for besluit in decisions_of(
                v, self.kalender, speling[v.route.gebied], self.opdracht.beslistermijn_maanden
            )
        ]
        return tuple(
            sorted(alle, key=lambda b: (b.uiterlijk, b.locatie.code or "", b.locatie.locatie, b.van))
        )


def plan_over_time(
    model: Verdeelmodel,
    gegevens: Gegevens,
    indicatief: Indicatief,
    engine: str = "scip",
    official: bool = False,
    time_limit: float | None = None,
    voortgang: Progress | None = None,
    workers: int | None = None,
) -> Tijdplan:
    """Make the plan over time of a model with a section `tijdplan`.

    Parameters
    ----------
    model, gegevens, indicatief
        The model, the figures of the gemeenten and the indicative figures computed from them.
    engine, official, time_limit, voortgang, workers
        As in :func:`verdeling.solver.solve`.

    Raises
    ------
    ModelError, DataError
        All problems of settings, goals and locations at once, before anything is solved.
    NietBewezen
        When the time was up or two engines disagree.
    """
    opdracht = model.tijdplan
    if opdracht is None:
        raise ModelError.een("V862", model.naam)
    kalender, nodig, groepen = lees(opdracht, gegevens, indicatief)

    def los(mogelijk: bool) -> Tijdplan:
        hoe = (engine, official, time_limit, voortgang, workers, gegevens.gebiedsnaam)
        return solve_time_plan(groepen, nodig, opdracht, kalender, mogelijk, *hoe)

    plan = los(mogelijk=False)
    if plan.gaten and any(g.route != g.route.beperkt() for g in groepen):
        return replace(plan, aanvulling=los(mogelijk=True))
    return plan


def solve_time_plan(
    groepen: Sequence[Groep],
    nodig: Nodig,
    opdracht: Tijdopdracht,
    kalender: Kalender,
    mogelijk: bool,
    engine: str = "scip",
    official: bool = False,
    time_limit: float | None = None,
    voortgang: Progress | None = None,
    workers: int | None = None,
    namen: Mapping[str, str] | None = None,
) -> Tijdplan:
    """Solve the program of these groups and read the plan from it.

    Parameters
    ----------
    groepen, nodig, opdracht, kalender, mogelijk
        As in :func:`verdeling.tijdplan.program.build_time_program`.
    engine, official, time_limit, voortgang, workers
        As in :func:`verdeling.solver.solve`.
    namen
        Name by area code, to say what is being solved; None gives codes.
    """
    tp = build_time_program(groepen, nodig, opdracht, kalender, mogelijk)
    gebied = {g.leden[0].locatie.code or g.route.gebied: g.route.gebied for g in groepen}
    gebied |= {code: code for code, _ in nodig}

    def benoem(sleutels: Sequence[str]) -> str:
        # The key of a column begins with the code of a location or is that of an area.
        codes = sorted({gebied[s.split(" ")[0]] for s in sleutels if s.split(" ")[0] in gebied})
        return ", ".join((namen or {}).get(code, code) for code in codes)

    oplossing = solve(
        tp.program, engine, official, time_limit, progress=voortgang, workers=workers, describe=benoem
    )
    verblijven = read_stays(tp, oplossing.x, kalender.aantal)
    plan = Tijdplan(opdracht, kalender, nodig, verblijven, oplossing, tp)
    _check_tekort(plan)
    return plan


def lees(
    opdracht: Tijdopdracht, gegevens: Gegevens, indicatief: Indicatief
) -> tuple[Kalender, Nodig, list[Groep]]:
    """Everything that the program is built from, or all that is wrong with it.

    Raises
    ------
    ModelError
        All problems of settings, goals and locations at once.
    """
    if fout := _period(opdracht):
        raise ModelError(fout)
    kalender = Kalender.van_tot(opdracht.van, opdracht.tot_en_met)
    problemen = _doelen(opdracht.doelen)
    nodig, fouten = read_need(opdracht, kalender, indicatief, set(gegevens.gebied(opdracht.niveau)))
    rijen, leesfouten = read_locations(opdracht, gegevens)
    problemen += fouten + leesfouten + controleer(rijen, opdracht, gegevens)
    if problemen:
        raise ModelError(problemen)
    gebieden = tuple(dict.fromkeys(gebied for gebied, _ in nodig))
    return kalender, nodig, make_groups(rijen, opdracht, kalender, gebieden, gegevens)


def _period(opdracht: Tijdopdracht) -> list[Probleem]:
    waar = "tijdplan.tot_en_met"
    if opdracht.tot_en_met < opdracht.van:
        return [Probleem.van("V484", waar, van=opdracht.van, tot=opdracht.tot_en_met)]
    for veld, dag in (("van", opdracht.van), ("tot_en_met", opdracht.tot_en_met)):
        if not JAREN[0] <= dag.year <= JAREN[1]:
            grens = f"≥ {JAREN[0]}" if dag.year < JAREN[0] else f"≤ {JAREN[1]}"
            return [Probleem.van("V483", f"tijdplan.{veld}", waarde=f"{dag.year}", grens=grens)]
    van, tot = opdracht.van, opdracht.tot_en_met
    maanden = 12 * (tot.year - van.year) + tot.month - van.month + 1
    if maanden > LANGSTE_PLAN:
        return [Probleem.van("V483", waar, waarde=maanden, grens=f"≤ {LANGSTE_PLAN}")]
    return []


def _doelen(doelen: Sequence[str]) -> list[Probleem]:
    """Goals exist, stand once, and begin and end as they must."""
    gevonden = [
        Probleem.van("V470", f"tijdplan.doelen.{i}", doel=d, bekend=", ".join(DOELEN))
        for i, d in enumerate(doelen)
        if d not in DOELEN
    ]
    gevonden += [
        Probleem.van("V471", "tijdplan.doelen", doel=d) for d, keer in Counter(doelen).items() if keer > 1
    ]
    if doelen[-1] != "volgorde":
        gevonden.append(Probleem.van("V472", "tijdplan.doelen", laatste=doelen[-1]))
    if doelen[0] != "tekort":
        gevonden.append(Probleem.van("V473", "tijdplan.doelen"))
    return gevonden


def _check_tekort(plan: Tijdplan) -> None:
    """The months as read lack as many places as the proven goal says."""
    maanden = {dag: t for t, dag in enumerate(plan.kalender.dagen)}
    som = sum(g.plaatsen * (maanden[g.tot_en_met] - maanden[g.van] + 1) for g in plan.gaten)
    if som != plan.doelen[0].value:
        raise VerificatieFout.een("V413", reden=f"tekort {som} ≠ {plan.doelen[0].value}")
