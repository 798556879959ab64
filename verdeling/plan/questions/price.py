"""What a rule costs: the optimum without it, who gains and who loses; and the price of fairness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from verdeling.errors import NietBewezen, Onoplosbaar
from verdeling.plan.data import PlanData
from verdeling.plan.objectives import without_goals_of
from verdeling.plan.plan import Plan, solve_plan
from verdeling.plan.read import with_opgave
from verdeling.plan.rules.basis import Planregel
from verdeling.solver.goals import Value
from verdeling.solver.progress import Message
from verdeling.solver.solving import Progress
from verdeling.verdeelmodel.model import Planopdracht
from verdeling.verdeelmodel.regel import Regel

EERLIJK: Final = ("eerlijk", "eerlijk_afwijking")
FAIRNESS: Final = "eerlijkheid"
"""Name of the price of fairness, beside the rule kinds."""


@dataclass(frozen=True)
class GoalPrice:
    """One goal with and without the rule."""

    naam: str
    met: Value | None
    zonder: Value | None


@dataclass(frozen=True)
class RulePrice:
    """What one rule costs.

    Attributes
    ----------
    regel
        Rule kind; ``eerlijkheid`` for the price of fairness.
    doelen
        Goals that both plans have, in order; the tie order is left out.
    verschil
        Places that stand in a gemeente without the rule minus with it; only where they differ. Who has fewer
        places without the rule loses by it.
    plan
        The plan without the rule; None when there is none.
    bewezen
        False when the time was up before the plan without the rule was proven: nothing is said of its price.
    """

    regel: str
    doelen: tuple[GoalPrice, ...]
    verschil: Mapping[str, int]
    plan: Plan | None
    bewezen: bool = True


def to_price(task_order: Planopdracht) -> tuple[str, ...]:
    """Rule kinds of a plan that can be taken out: not required, and no other rule leans on them."""
    rules = {k: r for k, r in task_order.regels.items() if isinstance(r, Planregel)}
    stays = {k for k, r in rules.items() if r.required}.union(*(r.leans_on for r in rules.values()))
    return tuple(sorted(k for k in task_order.regels if k not in stays))


def prijs(
    plan: Plan,
    kind: str,
    engine: str = "scip",
    time_limit: float | None = None,
    progress: Progress | None = None,
) -> RulePrice:
    """Price of one rule: solve again without it.

    Cooperation that is restricted becomes free inside the provincie; every other rule is left out. Goals that
    need the rule are left out on both sides.

    Parameters
    ----------
    plan
        The plan with the rule.
    kind
        Rule kind, one of :func:`to_price`.
    time_limit
        Seconds; a price that is not proven by then is told as such.
    """
    return _compare(plan, kind, leave_out(assignment_of(plan), kind), engine, time_limit, progress)


def price_of_fairness(
    plan: Plan,
    engine: str = "scip",
    time_limit: float | None = None,
    progress: Progress | None = None,
) -> RulePrice:
    """Price of fairness: the same goals when nobody's part of the remainder is protected.

    The remainder is divided freely (nobody above its own shortfall). Goals of fairness are left out, and so
    are rules that need to know beforehand what is asked of whom.
    """
    task_order = assignment_of(plan)
    rules = {k: r.unprotected() if isinstance(r, Planregel) else r for k, r in task_order.regels.items()}
    goals = tuple(d for d in task_order.doelen if d not in EERLIJK)
    free = task_order.model_copy(update={"regels": rules, "doelen": goals})
    for kind in to_price(free):
        rule = free.regels[kind]
        if isinstance(rule, Planregel) and rule.coherence(free):
            free = leave_out(free, kind)
    return _compare(plan, FAIRNESS, free, engine, time_limit, progress)


def rule_prices(
    plan: Plan, engine: str = "scip", voortgang: Progress | None = None, time_limit: float | None = None
) -> tuple[RulePrice, ...]:
    """Price of every rule that can be taken out, and last the price of fairness.

    Parameters
    ----------
    voortgang
        Called with the rules done and their number; hears what is being solved as in :func:`solve`.
    time_limit
        Seconds per rule.
    """
    names = (*to_price(assignment_of(plan)), FAIRNESS)
    out: list[RulePrice] = []
    for name in names:
        if voortgang is not None:
            voortgang(len(out), len(names))
        hears = None if voortgang is None else Listener(voortgang, name)
        if name == FAIRNESS:
            out.append(price_of_fairness(plan, engine, time_limit, hears))
        else:
            out.append(prijs(plan, name, engine, time_limit, hears))
    return tuple(out)


@dataclass(frozen=True)
class Listener:
    """Passes on what is being solved, with the rule that is left out; counts of parts are not of interest."""

    aan: Progress
    regel: str

    def __call__(self, done: int, count: int) -> None:
        """Hear of a part that is done."""

    def busy(self, where: str, message: Message) -> None:
        """Hear what is being solved."""
        hears = getattr(self.aan, "busy", None)
        if hears is not None:
            hears(f"{where} [{self.regel}]", message)


def assignment_of(plan: Plan) -> Planopdracht:
    """Rules and goals that a plan was made with."""
    rules: dict[str, Regel] = {r.soort: r for r in plan.programma.regels}
    return Planopdracht(taak=plan.taak, regels=rules, doelen=tuple(d.name for d in plan.doelen))


def leave_out(task_order: Planopdracht, kind: str) -> Planopdracht:
    """The same plan without one rule."""
    rule = task_order.regels[kind]
    if isinstance(rule, Planregel) and (left := rule.without()) is not None:
        return task_order.model_copy(update={"regels": {**task_order.regels, kind: left}})
    rules = {k: r for k, r in task_order.regels.items() if k != kind}
    return task_order.model_copy(
        update={"regels": rules, "doelen": without_goals_of(rule, task_order.doelen)}
    )


def _compare(
    plan: Plan,
    name: str,
    task_order: Planopdracht,
    engine: str,
    time_limit: float | None,
    progress: Progress | None,
) -> RulePrice:
    # A rule may have set the remainder itself; without it the remainder is again total minus what stands.
    data = with_opgave(plan.programma.data, task_order)
    return price_against(plan, name, data, task_order, engine, time_limit, progress)


def price_against(
    plan: Plan,
    name: str,
    data: PlanData,
    task_order: Planopdracht,
    engine: str = "scip",
    time_limit: float | None = None,
    progress: Progress | None = None,
) -> RulePrice:
    """What a plan costs beside the best one for other figures, rules or goals of the same gemeenten.

    Parameters
    ----------
    name
        What the price is of.
    data, task_order
        What the other plan is made from.
    """
    try:
        another = solve_plan(data, task_order, engine, time_limit=time_limit, voortgang=progress)
    except Onoplosbaar:
        return RulePrice(name, (), MappingProxyType({}), None)
    except NietBewezen:
        return RulePrice(name, (), MappingProxyType({}), None, bewezen=False)
    met = {d.name: d.value for d in plan.doelen}
    goals = tuple(
        GoalPrice(d.name, met[d.name], d.value)
        for d in another.doelen
        if d.name in met and d.name != "volgorde"
    )
    difference = {
        code: b - a for code, a, b in zip(plan.codes, plan.plan, another.plan, strict=True) if a != b
    }
    return RulePrice(name, goals, MappingProxyType(difference), another)
