"""What each choice costs that a model leaves open: the same plan with the choice made, goal by goal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from verdeling.errors import Onoplosbaar
from verdeling.plan.data import Plandata
from verdeling.plan.plan import Plan
from verdeling.plan.rules.basis import Choice
from verdeling.solver.goals import OrderGoal, Value, ints
from verdeling.solver.program import Program
from verdeling.solver.solving import solve
from verdeling.solver.splitting import labels
from verdeling.texts import Lang, number, say


@dataclass(frozen=True, slots=True)
class Keuze:
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

    def zin(self, data: Plandata, lang: Lang = "nl") -> str:
        """The choice and its cost in words."""
        waar = self.locatie or say("rules.keuze_buiten", lang)
        kosten = "; ".join(
            f"{say(f'plan.doel.{doel}', lang)} {'+' if n >= 0 else '−'}{number(abs(n), lang)}"
            for doel, n in self.meer.items()
        )
        kosten = kosten or say("rules.keuze_gelijk" if self.doelen else "rules.keuze_kan_niet", lang)
        zin = say("rules.keuze", lang, naam=data.in_zin(self.code), waar=waar, kosten=kosten)
        return say("rules.keuze_gekozen", lang, zin=zin) if self.gekozen else zin


def what_choices_cost(plan: Plan, engine: str = "scip") -> tuple[Keuze, ...]:
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
    open_ = [choice for regel in pp.regels for choice in regel.choices(pp.opbouw)]
    if not open_:
        return ()
    los = _los(plan, open_)
    vrij = {d.name: d.value for d in plan.doelen}
    gevonden = []
    for choice in open_:
        doelen = _doelen(_with_choice(los, choice), engine)
        meer: dict[str, int] = {}
        for doel, nu in doelen.items():
            toen = vrij[doel]
            if isinstance(nu, int) and isinstance(toen, int) and nu != toen:
                meer[doel] = nu - toen
        gekozen = all(x[j] == value for j, value in choice.fixed.items())
        gevonden.append(
            Keuze(choice.code, choice.name, gekozen, MappingProxyType(doelen), MappingProxyType(meer))
        )
    return tuple(gevonden)


def _los(plan: Plan, open_: Sequence[Choice]) -> Program:
    """The program with every column fixed that no row or goal couples with a choice."""
    program, x = plan.program, plan.bewijs.x
    deel = labels(program)
    mee = np.isin(deel, deel[[j for choice in open_ for j in choice.fixed]])
    doelen = tuple(d for d in program.goals if not isinstance(d, OrderGoal))
    return replace(
        program,
        lower=ints(np.where(mee, program.lower, x)),
        upper=ints(np.where(mee, program.upper, x)),
        goals=doelen,
    )


def _with_choice(program: Program, choice: Choice) -> Program:
    """The same program with the choice made."""
    onder, boven = program.lower.copy(), program.upper.copy()
    for j, value in choice.fixed.items():
        onder[j] = boven[j] = value
    return replace(program, lower=ints(onder), upper=ints(boven))


def _doelen(program: Program, engine: str) -> dict[str, Value]:
    """Goal values; empty when there is no plan."""
    try:
        oplossing = solve(program, engine)
    except Onoplosbaar:
        return {}
    return {d.name: d.value for d in oplossing.goals if d.value is not None}
