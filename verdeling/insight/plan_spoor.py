"""The trail of a plan number: indicative figure + steps = what stands in the gemeente, exactly."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from verdeling.trace import Spoor, TraceStep

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
    steps = tuple(_step(plan, *step) for step in _steps(plan, code) if step[1])
    return Spoor(f"{plan.taak}.plan", code, Fraction(plan.indicatief[plan.rij[code]]), steps)


def taakspoor(plan: Plan, taak: str, code: str) -> Spoor:
    """Trail from the figure of another task to what the gemeente does of it: what each rule adds.

    Parameters
    ----------
    plan
        The plan.
    taak
        One of its other tasks.
    code
        Gemeentecode.
    """
    i, data = plan.rij[code], plan.programma.data
    own = int(data.taken[taak][i])
    unit = {"taak": taak}
    steps = [
        _step(plan, rule.task_step, int(added[i]), {**unit, "met": _with_who(plan, taak, code)}, rule)
        for rule in plan.programma.regels
        if (added := rule.adds(plan.solved, taak)) is not None and added[i]
    ]
    return Spoor(f"{taak}.plan", code, Fraction(own), tuple(steps))


def _step(
    plan: Plan, kind: str, contribution: int, data: dict[str, Any], decision: Planregel | None = None
) -> TraceStep:
    rule = decision or plan.programma.basis(kind)
    grondslag = None if rule is None else rule.grondslag
    return TraceStep(
        kind, Fraction(contribution), MappingProxyType({"plaatsen": abs(contribution), **data}), grondslag
    )


def _steps(plan: Plan, code: str) -> Iterator[tuple[Any, ...]]:
    """Kind, contribution, numbers and names; the rule that is its basis where the kind does not say so."""
    i, name = plan.rij[code], plan.programma.data.naam
    own, bestaand, asked = plan.indicatief[i], plan.bestaand[i], plan.gevraagd[i]
    yield "plan_boven", max(0, bestaand - own), {"bestaand": bestaand}
    rest = asked - max(own, bestaand)
    kind, decision = _why_otherwise(plan, code) if rest < 0 else ("plan_meer", None)
    yield kind, rest, {"gevraagd": asked - bestaand, "bestaand": bestaand}, decision
    weg = [s for s in plan.stromen if s.van == code]
    te_places = sum(s.plaatsen for s in weg) + plan.tekort[i]
    van_rules = [step for rule in plan.programma.regels for step in rule.trail(plan.solved, code)]
    swap = te_places - sum(contribution for _, contribution, _ in van_rules) - (asked - bestaand)
    yield "plan_ruil", swap, {"met": _with_who(plan, plan.taak, code)}
    yield from van_rules
    yield "plan_tekort", -plan.tekort[i], {}
    for s in weg:
        if s.naar != code:
            yield "plan_elders", -s.plaatsen, {"naar": name(s.naar)}
    for s in plan.stromen:
        if s.naar == code and s.van != code:
            yield "plan_voor", s.plaatsen, {"van": name(s.van)}


def _why_otherwise(plan: Plan, code: str) -> tuple[str, Planregel | None]:
    """Why less is asked than the own figure, and the rule that decides it for this gemeente alone."""
    pp = plan.programma
    decision = next((r for r in pp.regels if r.decides(pp.state, code)), None)
    if decision is not None:
        return "plan_bepaald", decision
    return "plan_minder" if pp.basis("plan_verslag") is None else "plan_verslag", None


def _with_who(plan: Plan, taak: str, code: str) -> str:
    """Other gemeenten of an exchange of a task, each with how many."""
    name = plan.programma.data.naam
    mine = [r for r in plan.uitruil if r.soort == "ruil" and r.taak == taak and code in (r.van, r.naar)]
    return ", ".join(f"{name(r.naar if r.van == code else r.van)} {r.aantal}" for r in mine)
