"""The trail of a plan number: indicative figure + steps = what stands in the gemeente, exactly."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from verdeling.trace import Spoor, Stap

if TYPE_CHECKING:
    from verdeling.plan.plan import Plan
    from verdeling.plan.rules.basis import Planregel


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


def _stap(
    plan: Plan, soort: str, bijdrage: int, gegevens: dict[str, Any], besluit: Planregel | None = None
) -> Stap:
    regel = besluit or plan.programma.basis(soort)
    grondslag = None if regel is None else regel.grondslag
    return Stap(
        soort, Fraction(bijdrage), MappingProxyType({"plaatsen": abs(bijdrage), **gegevens}), grondslag
    )


def _stappen(plan: Plan, code: str) -> Iterator[tuple[Any, ...]]:
    """Kind, contribution, numbers and names; the rule that is its basis where the kind does not say so."""
    i, naam = plan.rij[code], plan.programma.data.naam
    eigen, bestaand, gevraagd = plan.indicatief[i], plan.bestaand[i], plan.gevraagd[i]
    yield "plan_boven", max(0, bestaand - eigen), {"bestaand": bestaand}
    rest = gevraagd - max(eigen, bestaand)
    soort, besluit = _why_otherwise(plan, code) if rest < 0 else ("plan_meer", None)
    yield soort, rest, {"gevraagd": gevraagd - bestaand, "bestaand": bestaand}, besluit
    weg = [s for s in plan.stromen if s.van == code]
    te_plaatsen = sum(s.plaatsen for s in weg) + plan.tekort[i]
    van_regels = [stap for regel in plan.programma.regels for stap in regel.trail(plan.solved, code)]
    ruil = te_plaatsen - sum(bijdrage for _, bijdrage, _ in van_regels) - (gevraagd - bestaand)
    yield "plan_ruil", ruil, {"met": _with_who(plan, code)}
    yield from van_regels
    yield "plan_tekort", -plan.tekort[i], {}
    for s in weg:
        if s.naar != code:
            yield "plan_elders", -s.plaatsen, {"naar": naam(s.naar)}
    for s in plan.stromen:
        if s.naar == code and s.van != code:
            yield "plan_voor", s.plaatsen, {"van": naam(s.van)}


def _why_otherwise(plan: Plan, code: str) -> tuple[str, Planregel | None]:
    """Why less is asked than the own figure, and the rule that decides it for this gemeente alone."""
    pp = plan.programma
    besluit = next((r for r in pp.regels if r.bepaalt(pp.opbouw, code)), None)
    if besluit is not None:
        return "plan_bepaald", besluit
    return "plan_minder" if pp.basis("plan_verslag") is None else "plan_verslag", None


def _with_who(plan: Plan, code: str) -> str:
    """Other gemeenten of an exchange of places, each with how many."""
    naam = plan.programma.data.naam
    mijn = [r for r in plan.uitruil if r.soort == "ruil" and r.taak == plan.taak and code in (r.van, r.naar)]
    return ", ".join(f"{naam(r.naar if r.van == code else r.van)} {r.aantal}" for r in mijn)
