"""The trail of a plan number: indicative figure + steps = what stands in the gemeente, exactly."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from verdeling.trace import Spoor, Stap

if TYPE_CHECKING:
    from verdeling.plan.plan import Plan


def planspoor(plan: Plan, code: str) -> Spoor:
    """Trail from the indicative figure of a gemeente to what stands there under the plan.

    indicatief + boven eigen cijfer − niet gevraagd ± ruil − geleend − vrij − tekort − elders + voor anderen
    = bestaand + nieuw.

    Parameters
    ----------
    plan
        The plan.
    code
        Gemeentecode.
    """
    stappen = tuple(_stap(plan, *stap) for stap in _stappen(plan, code) if stap[1])
    return Spoor(f"{plan.taak}.plan", code, Fraction(plan.indicatief[plan.rij[code]]), stappen)


def _stap(plan: Plan, soort: str, bijdrage: int, regel: str, gegevens: dict[str, Any]) -> Stap:
    uit_model = plan.programma.regel(regel)
    grondslag = None if uit_model is None else uit_model.grondslag
    return Stap(
        soort, Fraction(bijdrage), MappingProxyType({"plaatsen": abs(bijdrage), **gegevens}), grondslag
    )


def _stappen(plan: Plan, code: str) -> Iterator[tuple[str, int, str, dict[str, Any]]]:
    """Kind, contribution, rule that is its basis, numbers and names."""
    i, naam = plan.rij[code], plan.programma.data.naam
    eigen, bestaand, gevraagd = plan.indicatief[i], plan.bestaand[i], plan.gevraagd[i]
    yield "plan_boven", max(0, bestaand - eigen), "bestaande_capaciteit", {"bestaand": bestaand}
    rest = gevraagd - max(eigen, bestaand)
    soort, regel = _waarom_anders(plan, code) if rest < 0 else ("plan_meer", "restverdeling")
    yield soort, rest, regel, {"gevraagd": gevraagd - bestaand, "bestaand": bestaand}
    weg = [s for s in plan.stromen if s.van == code]
    te_plaatsen = sum(s.plaatsen for s in weg) + plan.tekort[i]
    vrij = (plan.amounts("vrijgekomen") or {i: 0})[i]
    geleend = [r for r in plan.uitruil if r.soort == "lening" and r.van == code]
    leningen = sum(r.aantal for r in geleend)
    ruil = te_plaatsen + vrij + leningen - (gevraagd - bestaand)
    yield "plan_ruil", ruil, "uitruil", {"met": _met_wie(plan, code)}
    for r in geleend:
        yield "plan_lening", -r.aantal, "uitruil", {"met": naam(r.naar)}
    yield "plan_vrij", -vrij, "vaten", {}
    yield "plan_tekort", -plan.tekort[i], "provincietotaal", {}
    for s in weg:
        if s.naar != code:
            yield "plan_elders", -s.plaatsen, "samenwerking", {"naar": naam(s.naar)}
    for s in plan.stromen:
        if s.naar == code and s.van != code:
            yield "plan_voor", s.plaatsen, "samenwerking", {"van": naam(s.van)}


def _waarom_anders(plan: Plan, code: str) -> tuple[str, str]:
    """Why less is asked than the own figure, and the rule that is its basis."""
    pp = plan.programma
    besluit = next((r.soort for r in pp.regels if r.bepaalt(pp.opbouw, code)), None)
    if besluit is not None:
        return "plan_bepaald", besluit
    if pp.regel("verdeelbesluit") is not None:
        return "plan_verslag", "verdeelbesluit"
    return "plan_minder", "restverdeling"


def _met_wie(plan: Plan, code: str) -> str:
    """Other gemeenten of an exchange of places, each with how many."""
    naam = plan.programma.data.naam
    mijn = [r for r in plan.uitruil if r.soort == "ruil" and r.taak == plan.taak and code in (r.van, r.naar)]
    return ", ".join(f"{naam(r.naar if r.van == code else r.van)} {r.aantal}" for r in mijn)
