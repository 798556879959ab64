"""Figures of a plan as a whole: per provincie, in total, and its goals as plain values."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from verdeling import extensions
from verdeling.plan.rules.basis import Planregel
from verdeling.texts import Lang, catalogue, number, say

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens, Kolom
    from verdeling.plan.plan import Plan
    from verdeling.solver.solving import GoalOutcome
    from verdeling.tijdplan.plan import Tijdplan

UNIQUE: Final = "eenduidig"
"""Value of the tie order in tables: the long vector itself stands there as a checksum."""


@dataclass(frozen=True, slots=True)
class ProvinceFigures:
    """Places of one provincie.

    Attributes
    ----------
    opgave
        Sum of the indicative figures, or the given total.
    bestaand
        Places that stand and are kept.
    rest
        What is asked on top of what stands: the restopgave.
    nieuw, omgezet, plan
        New places, of those by conversion, and what stands under the plan.
    tekort
        Places for which none was found.
    """

    code: str
    naam: str
    opgave: int
    bestaand: int
    rest: int
    nieuw: int
    omgezet: int
    plan: int
    tekort: int


@dataclass(frozen=True, slots=True)
class PlanTotals:
    """Sums over all gemeenten.

    Attributes
    ----------
    boven_eigen_cijfer
        Places that stand above the own figure of their gemeente.
    zonder_regulier
        Gemeenten where no place stands that counts.
    nieuwe_locaties
        Gemeenten without places that get some.
    stromen, plaatsen_elders
        Pairs of gemeenten of which one provides for the other, and the places concerned.
    regels
        Sums of the columns of rules, and further figures that they give.
    """

    indicatief: int
    bestaand: int
    rest: int
    nieuw: int
    omgezet: int
    plan: int
    tekort: int
    boven_eigen_cijfer: int
    zonder_regulier: int
    nieuwe_locaties: int
    stromen: int
    plaatsen_elders: int
    regels: Mapping[str, int]

    def als_json(self) -> dict[str, int]:
        """Give it as plain values."""
        fixed = asdict(self)
        del fixed["regels"]
        return {**fixed, **self.regels}


def plan_totals(plan: Plan) -> PlanTotals:
    """Sums that a reader compares with published figures."""
    data = plan.programma.data
    sums = {
        c.name: sum(plan.amounts(c.name) or ()) for c in plan.columns if c.summed and c.name in plan.figures
    }
    sums |= {k: v for rule in plan.programma.regels for k, v in rule.sums(plan.solved).items()}
    bestaand = np.array(plan.bestaand, dtype=np.int64)
    elsewhere = [s.plaatsen for s in plan.stromen if s.van != s.naar]
    return PlanTotals(
        indicatief=sum(plan.indicatief),
        bestaand=sum(plan.bestaand),
        rest=int(data.rest.sum()),
        nieuw=sum(plan.nieuw),
        omgezet=sum(plan.omgezet),
        plan=sum(plan.plan),
        tekort=sum(plan.tekort) + sum(plan.tekort_provincie.values()),
        boven_eigen_cijfer=int(np.maximum(0, bestaand - data.indicatief).sum()),
        zonder_regulier=plan.bestaand.count(0),
        nieuwe_locaties=sum(1 for k, n in zip(plan.bestaand, plan.nieuw, strict=True) if n and not k),
        stromen=len(elsewhere),
        plaatsen_elders=sum(elsewhere),
        regels=sums,
    )


def province_figures(plan: Plan) -> tuple[ProvinceFigures, ...]:
    """Places per provincie, by code."""
    data = plan.programma.data
    out = []
    for p, (code, members) in enumerate(zip(data.provincies, data.members, strict=True)):
        bestaand, new, omgezet, stands, tekort = (
            sum(values[g] for g in members.tolist())
            for values in (plan.bestaand, plan.nieuw, plan.omgezet, plan.plan, plan.tekort)
        )
        tekort += plan.tekort_provincie.get(code, 0)
        opgave, rest = int(data.opgave[p]), int(data.rest[p])
        out.append(
            ProvinceFigures(code, data.naam(code), opgave, bestaand, rest, new, omgezet, stands, tekort)
        )
    return tuple(out)


def goal_value(goal: GoalOutcome, value: object) -> int | str | None:
    """A value or bound of a goal as one plain value.

    Sums are whole numbers, ratios exact fractions as text. Of leximin it is the lowest fulfilment, of the
    tie order the word `eenduidig`: their full vectors have one entry per gemeente or variable.
    """
    if value is None or isinstance(value, int):
        return value
    if goal.sense == "volgorde":
        return UNIQUE
    if isinstance(value, tuple):
        return str(value[0]) if value else None
    return str(value)


def goals_json(plan: Plan | Tijdplan) -> list[dict[str, Any]]:
    """Goals in order, with bounds; without times, so that equal inputs give equal files.

    `sha256` is there for goals whose value is a vector: the checksum of its entries, separated by spaces.
    """
    out: list[dict[str, Any]] = []
    for goal in plan.doelen:
        rule: dict[str, Any] = {
            "naam": goal.name,
            "zin": goal.sense,
            "waarde": goal_value(goal, goal.value),
            "grens": goal_value(goal, goal.bound),
            "bewezen": goal.proven,
            "motor": goal.engine,
        }
        if goal.rechecked is not None and goal.proven:
            rule["bewijs"] = "na_te_rekenen" if goal.rechecked else "motor"
        if isinstance(goal.value, tuple):
            rule["sha256"] = hashlib.sha256(" ".join(map(str, goal.value)).encode()).hexdigest()
        if goal.second is not None:
            rule["tweede_motor"] = goal_value(goal, goal.second)
        out.append(rule)
    return out


def national_rest(regels: Mapping[str, object]) -> Mapping[str, int]:
    """Remainders per provincie that a rule of a model takes as given."""
    rules = [rule for rule in regels.values() if isinstance(rule, Planregel)]
    return {code: count for rule in rules for code, count in rule.remainders().items()}


def plan_columns(plan: Plan, data: Gegevens) -> list[Kolom]:
    """Columns of places that stand, can be converted or are offered, and those that only one rule knows."""
    known = ("bestaand", "nood", "aanbod", *plan.programma.data.figures)
    needs = [n for rule in plan.programma.regels for n in rule.needs() if n.name in known]
    return [data.kolom(n.column, n.peildatum) for n in sorted(needs, key=lambda n: known.index(n.name))]


def goal_text(naam: str, lang: Lang) -> str:
    """A goal in words, of another package too; a name that nobody knows stays as it is."""
    sleutel = f"plan.doel.{naam}"
    if sleutel not in catalogue():
        with suppress(KeyError):  # the package brings the words when it is loaded
            extensions.load("verdeling.goals", naam)
    return say(sleutel, lang) if sleutel in catalogue() else naam


def price_head(rule: str, lang: Lang) -> str:
    """Heading of the price of a rule: its own words, or its name."""
    kind, _, where = rule.partition(" ")
    if where:
        return say(f"prijs.kop.{kind}.rij", lang, waar=where)
    sleutel = f"prijs.kop.{rule}"
    return say(sleutel if sleutel in catalogue() else "prijs.kop.regel", lang, regel=rule)


def number_text(value: object, lang: Lang) -> str:
    """A whole number as it is, a ratio as a percentage."""
    if isinstance(value, Fraction) and value.denominator > 1:
        return f"{number(100 * value, lang, 4)} %"
    return number(int(str(value)), lang)


def value_text(value: object, lang: Lang) -> str:
    """A goal value in words: of leximin the lowest fulfilment; unknown is said."""
    if value is None or value == ():
        return say("insight.onbekend", lang)
    if isinstance(value, tuple):
        return say("plan.laagste", lang, deel=number_text(value[0], lang))
    return number_text(value, lang)
