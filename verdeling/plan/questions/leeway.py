"""Speelruimte: least and most that can stand in a gemeente over all plans that are equally good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from verdeling.plan.plan import Plan
from verdeling.solver.engine_names import module_of
from verdeling.solver.engines import OWN_PROCESS
from verdeling.solver.goals import Ints, OrderGoal
from verdeling.solver.margins import least_and_most
from verdeling.solver.part import Part
from verdeling.solver.solving import Progress
from verdeling.solver.splitting import split
from verdeling.solver.workers import POOL
from verdeling.texts import Lang, say


@dataclass(frozen=True, slots=True)
class Speelruimte:
    """What can stand in one gemeente, ``K + n``, with the same values of every goal before `volgorde`.

    Attributes
    ----------
    code, naam
        The gemeente.
    plan
        What the plan says.
    minste, meeste
        Least and most over all plans that are equally good.
    """

    code: str
    naam: str
    plan: int
    minste: int
    meeste: int

    @property
    def vast(self) -> bool:
        """True when the figure follows from rules and goals alone."""
        return self.minste == self.meeste

    def tekst(self, lang: Lang = "nl") -> str:
        """One sentence: follows from the rules, or decided by the tie order."""
        if self.vast:
            return say("rules.speelruimte_vast", lang, naam=self.naam, plan=self.plan)
        return say(
            "rules.speelruimte_keuze",
            lang,
            naam=self.naam,
            plan=self.plan,
            minste=self.minste,
            meeste=self.meeste,
        )


def speelruimte(
    plan: Plan, engine: str = "scip", workers: int = 2, voortgang: Progress | None = None
) -> tuple[Speelruimte, ...]:
    """Least and most of ``K + n`` per gemeente over all plans with the same goal values before `volgorde`.

    Parameters
    ----------
    plan
        A plan whose goals are proven.
    engine
        Engine that is asked.
    workers
        Worker processes; 0 asks in this process (not with CBC).
    voortgang
        Called with the parts done and the number of parts.
    """
    pp = plan.programma
    least, most = np.array(plan.plan, dtype=np.int64), np.array(plan.plan, dtype=np.int64)
    taken = list(_taken(plan))
    calls = [(module_of(engine), least_and_most, (part, totals, engine)) for part, _, totals in taken]
    klaar = 0

    def gedaan(_: int, __: object) -> None:
        nonlocal klaar
        klaar += 1
        if voortgang is not None:
            voortgang(klaar, len(calls))

    if workers == 0 and engine not in OWN_PROCESS:
        out = [least_and_most(*args) for _, _, args in calls]
    else:
        out = POOL.run_all(calls, workers, gedaan)
    for (_, who, _), outcome in zip(taken, out, strict=True):
        for g, (low, high) in zip(who, outcome, strict=True):
            fixed = plan.plan[g] - int(plan.bewijs.x[_columns(plan, g)].sum())
            least[g], most[g] = fixed + low, fixed + high
    return tuple(
        Speelruimte(code, pp.data.namen[g], plan.plan[g], int(least[g]), int(most[g]))
        for g, code in enumerate(plan.codes)
    )


def _columns(plan: Plan, g: int) -> Ints:
    """Columns of what stands in gemeente `g`."""
    return np.array(plan.programma.state.staat(g)[0], dtype=np.int64)


def _taken(plan: Plan) -> Iterator[tuple[Part, list[int], list[Ints]]]:
    """Per part of the program, with its goals before the tie order: the gemeenten whose sum it holds."""
    n = len(plan.codes)
    niveaus = {d.name: d.value for d in plan.doelen if isinstance(d.value, Fraction)}
    for part in split(plan.program, niveaus):
        spot = np.full(plan.program.size, -1, dtype=np.int64)
        spot[part.columns] = np.arange(len(part.columns))
        who, totals = [], []
        for g in range(n):
            columns = _columns(plan, g)
            if len(columns) and (spot[columns] >= 0).any():
                who.append(g)
                totals.append(spot[columns])
        if who:
            goals = tuple(d for d in part.goals if not isinstance(d, OrderGoal))
            yield replace(part, goals=goals), who, totals
