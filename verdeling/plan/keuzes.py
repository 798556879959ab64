"""What each choice costs that a model leaves open: the same plan with the choice made, goal by goal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from verdeling.errors import Onoplosbaar
from verdeling.plan.build import bouw_program
from verdeling.plan.data import Plandata
from verdeling.plan.goals import VolgordeDoel, Waarde
from verdeling.plan.rules import Rol
from verdeling.plan.solve import solve
from verdeling.texts import Lang, say
from verdeling.verdeelmodel.model import Planopdracht


@dataclass(frozen=True, slots=True)
class Keuze:
    """One choice of one gemeente, and the goal values of the best plan with it.

    Attributes
    ----------
    code
        Gemeentecode.
    locatie
        Regional site, None for staying out.
    doelen
        Value of every goal before the tie order; empty when no plan is possible with this choice.
    meer
        Difference with the plan in which the choice is free, of the goals that are sums.
    """

    code: str
    locatie: str | None
    doelen: Mapping[str, Waarde]
    meer: Mapping[str, int]

    def zin(self, data: Plandata, lang: Lang = "nl") -> str:
        """The choice and its cost in words."""
        waar = self.locatie or say("rules.keuze_buiten", lang)
        kosten = ", ".join(f"{doel} {'+' if n >= 0 else '−'}{abs(n)}" for doel, n in self.meer.items())
        kosten = kosten or say("rules.keuze_gelijk" if self.doelen else "rules.keuze_kan_niet", lang)
        return say("rules.keuze", lang, naam=data.naam(self.code), waar=waar, kosten=kosten)


def wat_kosten_keuzes(data: Plandata, opdracht: Planopdracht, engine: str = "scip") -> tuple[Keuze, ...]:
    """Solve the plan once for every choice that the rule `rol` leaves open, by gemeentecode and site.

    Parameters
    ----------
    data, opdracht
        Figures and rules of the plan, as for :func:`verdeling.plan.plan.los_plan`.
    engine
        Engine that solves.

    Returns
    -------
    tuple of Keuze
        Empty without the rule `rol`.
    """
    regel = opdracht.regels.get(Rol.soort)
    if not isinstance(regel, Rol):
        return ()
    vrij = _doelen(data, opdracht, engine)
    gevonden = []
    for code, namen in regel.keuzes().items():
        for naam in namen:
            regels = {**opdracht.regels, Rol.soort: regel.kies(code, naam)}
            doelen = _doelen(data, opdracht.model_copy(update={"regels": regels}), engine)
            meer: dict[str, int] = {}
            for doel, nu in doelen.items():
                toen = vrij[doel]
                if isinstance(nu, int) and isinstance(toen, int) and nu != toen:
                    meer[doel] = nu - toen
            gevonden.append(Keuze(code, naam, MappingProxyType(doelen), MappingProxyType(meer)))
    return tuple(gevonden)


def _doelen(data: Plandata, opdracht: Planopdracht, engine: str) -> dict[str, Waarde]:
    """Goal values without the tie order; empty when there is no plan."""
    program = bouw_program(data, opdracht).program
    doelen = tuple(d for d in program.doelen if not isinstance(d, VolgordeDoel))
    try:
        oplossing = solve(replace(program, doelen=doelen), engine)
    except Onoplosbaar:
        return {}
    return {d.naam: d.waarde for d in oplossing.doelen if d.waarde is not None}
