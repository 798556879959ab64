"""What each choice costs that a model leaves open: the same plan with the choice made, goal by goal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from verdeling.errors import Onoplosbaar
from verdeling.plan.data import PlanData
from verdeling.plan.plan import Plan
from verdeling.plan.rules.basis import Choice
from verdeling.solver.goals import OrderGoal, Value, ints
from verdeling.solver.program import Program
from verdeling.solver.solving import solve
from verdeling.solver.splitting import labels
from verdeling.texts import Lang, number, say


@dataclass(frozen=True, slots=True)
class SiteChoice:
    """One choice of one gemeente, and the goal values of the best plan with it.

    Attributes
    ----------
    code
        Gemeentecode.
    locatie
        Name of what was chosen, such as a regional site; None for staying out.
    gekozen
        Whether this is what the plan chose.
    doelen
        Value of every goal before the tie order; empty when no plan is possible with this choice.
    meer
        Difference with the plan in which the choice is free, of the goals that are sums.
    """

    code: str
    locatie: str | None
    gekozen: bool
    doelen: Mapping[str, Value]
    meer: Mapping[str, int]

    def zin(self, data: PlanData, lang: Lang = "nl") -> str:
        """The choice and its cost in words."""
        where = self.locatie or say("rules.keuze_buiten", lang)
        costs = "; ".join(
            f"{say(f'plan.doel.{goal}', lang)} {'+' if n >= 0 else '−'}{number(abs(n), lang)}"
            for goal, n in self.meer.items()
        )
        costs = costs or say("rules.keuze_gelijk" if self.doelen else "rules.keuze_kan_niet", lang)
        sentence = say("rules.keuze", lang, naam=data.in_zin(self.code), waar=where, kosten=costs)
        return say("rules.keuze_gekozen", lang, zin=sentence) if self.gekozen else sentence


def what_choices_cost(plan: Plan, engine: str = "scip") -> tuple[SiteChoice, ...]:
    """Solve the plan once for every choice that a rule leaves open.

    Only what the choice is coupled with is solved again; the rest of the plan stays as it is proven.

    Parameters
    ----------
    plan
        A plan whose goals are proven.
    engine
        Engine that solves.

    Returns
    -------
    tuple of Keuze
        Empty where no rule leaves a choice.
    """
    pp, x = plan.programma, plan.bewijs.x
    open_ = [choice for rule in pp.regels for choice in rule.choices(pp.state)]
    if not open_:
        return ()
    los = _loose(plan, open_)
    free = {d.name: d.value for d in plan.doelen}
    found = []
    for choice in open_:
        goals = _doelen(_with_choice(los, choice), engine)
        more: dict[str, int] = {}
        for goal, nu in goals.items():
            then = free[goal]
            if isinstance(nu, int) and isinstance(then, int) and nu != then:
                more[goal] = nu - then
        chosen = all(x[j] == value for j, value in choice.fixed.items())
        found.append(
            SiteChoice(choice.code, choice.name, chosen, MappingProxyType(goals), MappingProxyType(more))
        )
    return tuple(found)


def _loose(plan: Plan, open_: Sequence[Choice]) -> Program:
    """The program with every column fixed that no row or goal couples with a choice."""
    program, x = plan.program, plan.bewijs.x
    part = labels(program)
    along = np.isin(part, part[[j for choice in open_ for j in choice.fixed]])
    goals = tuple(d for d in program.goals if not isinstance(d, OrderGoal))
    return replace(
        program,
        lower=ints(np.where(along, program.lower, x)),
        upper=ints(np.where(along, program.upper, x)),
        goals=goals,
    )


def _with_choice(program: Program, choice: Choice) -> Program:
    """The same program with the choice made."""
    below, above = program.lower.copy(), program.upper.copy()
    for j, value in choice.fixed.items():
        below[j] = above[j] = value
    return replace(program, lower=ints(below), upper=ints(above))


def _doelen(program: Program, engine: str) -> dict[str, Value]:
    """Goal values; empty when there is no plan."""
    try:
        solution = solve(program, engine)
    except Onoplosbaar:
        return {}
    return {d.name: d.value for d in solution.goals if d.value is not None}
