"""What a rule costs: the optimum without it, who gains and who loses; and the price of fairness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from verdeling.errors import NietBewezen, Onoplosbaar
from verdeling.plan.objectives import without_goals_of
from verdeling.plan.plan import Plan, los_plan
from verdeling.plan.read import with_opgave
from verdeling.plan.rules.basis import Planregel
from verdeling.solver.goals import Value
from verdeling.solver.progress import Message
from verdeling.solver.solving import Progress
from verdeling.verdeelmodel.model import Planopdracht
from verdeling.verdeelmodel.regel import Regel

EERLIJK: Final = ("eerlijk", "eerlijk_afwijking")
EERLIJKHEID: Final = "eerlijkheid"
"""Name of the price of fairness, beside the rule kinds."""


@dataclass(frozen=True)
class Doelprijs:
    """One goal with and without the rule."""

    naam: str
    met: Value | None
    zonder: Value | None


@dataclass(frozen=True)
class Prijs:
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
    doelen: tuple[Doelprijs, ...]
    verschil: Mapping[str, int]
    plan: Plan | None
    bewezen: bool = True


def to_price(opdracht: Planopdracht) -> tuple[str, ...]:
    """Rule kinds of a plan that can be taken out."""
    return tuple(
        sorted(k for k, r in opdracht.regels.items() if not (isinstance(r, Planregel) and r.required))
    )


def prijs(
    plan: Plan,
    soort: str,
    engine: str = "scip",
    time_limit: float | None = None,
    voortgang: Progress | None = None,
) -> Prijs:
    """Price of one rule: solve again without it.

    Cooperation that is restricted becomes free inside the provincie; every other rule is left out. Goals that
    need the rule are left out on both sides.

    Parameters
    ----------
    plan
        The plan with the rule.
    soort
        Rule kind, one of :func:`to_price`.
    time_limit
        Seconds; a price that is not proven by then is told as such.
    """
    return _vergelijk(plan, soort, zonder(opdracht_van(plan), soort), engine, time_limit, voortgang)


def price_of_fairness(
    plan: Plan,
    engine: str = "scip",
    time_limit: float | None = None,
    voortgang: Progress | None = None,
) -> Prijs:
    """Price of fairness: the same goals when nobody's part of the remainder is protected.

    The remainder is divided freely (nobody above its own shortfall). Goals of fairness are left out, and so
    are rules that need to know beforehand what is asked of whom.
    """
    opdracht = opdracht_van(plan)
    regels = {k: r.unprotected() if isinstance(r, Planregel) else r for k, r in opdracht.regels.items()}
    doelen = tuple(d for d in opdracht.doelen if d not in EERLIJK)
    vrij = opdracht.model_copy(update={"regels": regels, "doelen": doelen})
    for soort in to_price(vrij):
        regel = vrij.regels[soort]
        if isinstance(regel, Planregel) and regel.samenhang(vrij):
            vrij = zonder(vrij, soort)
    return _vergelijk(plan, EERLIJKHEID, vrij, engine, time_limit, voortgang)


def prijzen(
    plan: Plan, engine: str = "scip", voortgang: Progress | None = None, time_limit: float | None = None
) -> tuple[Prijs, ...]:
    """Price of every rule that can be taken out, and last the price of fairness.

    Parameters
    ----------
    voortgang
        Called with the rules done and their number; hears what is being solved as in :func:`solve`.
    time_limit
        Seconds per rule.
    """
    namen = (*to_price(opdracht_van(plan)), EERLIJKHEID)
    uit: list[Prijs] = []
    for naam in namen:
        if voortgang is not None:
            voortgang(len(uit), len(namen))
        hoort = None if voortgang is None else _Hoort(voortgang, naam)
        if naam == EERLIJKHEID:
            uit.append(price_of_fairness(plan, engine, time_limit, hoort))
        else:
            uit.append(prijs(plan, naam, engine, time_limit, hoort))
    return tuple(uit)


@dataclass(frozen=True)
class _Hoort:
    """Passes on what is being solved, with the rule that is left out; counts of parts are not of interest."""

    aan: Progress
    regel: str

    def __call__(self, klaar: int, aantal: int) -> None:
        """Hear of a part that is done."""

    def busy(self, waar: str, bericht: Message) -> None:
        """Hear what is being solved."""
        hoort = getattr(self.aan, "busy", None)
        if hoort is not None:
            hoort(f"{waar} [{self.regel}]", bericht)


def opdracht_van(plan: Plan) -> Planopdracht:
    """Rules and goals that a plan was made with."""
    regels: dict[str, Regel] = {r.soort: r for r in plan.programma.regels}
    return Planopdracht(taak=plan.taak, regels=regels, doelen=tuple(d.name for d in plan.doelen))


def zonder(opdracht: Planopdracht, soort: str) -> Planopdracht:
    """The same plan without one rule."""
    regel = opdracht.regels[soort]
    if isinstance(regel, Planregel) and (left := regel.without()) is not None:
        return opdracht.model_copy(update={"regels": {**opdracht.regels, soort: left}})
    regels = {k: r for k, r in opdracht.regels.items() if k != soort}
    return opdracht.model_copy(update={"regels": regels, "doelen": without_goals_of(regel, opdracht.doelen)})


def _vergelijk(
    plan: Plan,
    naam: str,
    opdracht: Planopdracht,
    engine: str,
    time_limit: float | None,
    voortgang: Progress | None,
) -> Prijs:
    # A rule may have set the remainder itself; without it the remainder is again total minus what stands.
    data = with_opgave(plan.programma.data, opdracht)
    try:
        ander = los_plan(data, opdracht, engine, time_limit=time_limit, voortgang=voortgang)
    except Onoplosbaar:
        return Prijs(naam, (), MappingProxyType({}), None)
    except NietBewezen:
        return Prijs(naam, (), MappingProxyType({}), None, bewezen=False)
    met = {d.name: d.value for d in plan.doelen}
    doelen = tuple(
        Doelprijs(d.name, met[d.name], d.value)
        for d in ander.doelen
        if d.name in met and d.name != "volgorde"
    )
    verschil = {code: b - a for code, a, b in zip(plan.codes, plan.plan, ander.plan, strict=True) if a != b}
    return Prijs(naam, doelen, MappingProxyType(verschil), ander)
