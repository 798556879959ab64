"""Figures of a plan as a whole: per provincie, in total, and its goals as plain values."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from verdeling.plan.rules.basis import Planregel
from verdeling.texts import Lang, catalogue, number, say

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens, Kolom
    from verdeling.plan.plan import Plan
    from verdeling.solver.solving import GoalOutcome
    from verdeling.tijdplan.plan import Tijdplan

EENDUIDIG: Final = "eenduidig"
"""Value of the tie order in tables: the long vector itself stands there as a checksum."""


@dataclass(frozen=True, slots=True)
class Provinciecijfer:
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
class Plancijfers:
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
        vast = asdict(self)
        del vast["regels"]
        return {**vast, **self.regels}


def plancijfers(plan: Plan) -> Plancijfers:
    """Sums that a reader compares with published figures."""
    data = plan.programma.data
    sums = {
        c.name: sum(plan.amounts(c.name) or ()) for c in plan.columns if c.summed and c.name in plan.figures
    }
    sums |= {k: v for regel in plan.programma.regels for k, v in regel.sums(plan.solved).items()}
    bestaand = np.array(plan.bestaand, dtype=np.int64)
    elders = [s.plaatsen for s in plan.stromen if s.van != s.naar]
    return Plancijfers(
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
        stromen=len(elders),
        plaatsen_elders=sum(elders),
        regels=sums,
    )


def provinciecijfers(plan: Plan) -> tuple[Provinciecijfer, ...]:
    """Places per provincie, by code."""
    data = plan.programma.data
    uit = []
    for p, (code, leden) in enumerate(zip(data.provincies, data.leden, strict=True)):
        bestaand, nieuw, omgezet, staat, tekort = (
            sum(waarden[g] for g in leden.tolist())
            for waarden in (plan.bestaand, plan.nieuw, plan.omgezet, plan.plan, plan.tekort)
        )
        tekort += plan.tekort_provincie.get(code, 0)
        opgave, rest = int(data.opgave[p]), int(data.rest[p])
        uit.append(
            Provinciecijfer(code, data.naam(code), opgave, bestaand, rest, nieuw, omgezet, staat, tekort)
        )
    return tuple(uit)


def goal_value(doel: GoalOutcome, waarde: object) -> int | str | None:
    """A value or bound of a goal as one plain value.

    Sums are whole numbers, ratios exact fractions as text. Of leximin it is the lowest fulfilment, of the
    tie order the word `eenduidig`: their full vectors have one entry per gemeente or variable.
    """
    if waarde is None or isinstance(waarde, int):
        return waarde
    if doel.sense == "volgorde":
        return EENDUIDIG
    if isinstance(waarde, tuple):
        return str(waarde[0]) if waarde else None
    return str(waarde)


def goals_json(plan: Plan | Tijdplan) -> list[dict[str, Any]]:
    """Goals in order, with bounds; without times, so that equal inputs give equal files.

    `sha256` is there for goals whose value is a vector: the checksum of its entries, separated by spaces.
    """
    uit: list[dict[str, Any]] = []
    for doel in plan.doelen:
        regel: dict[str, Any] = {
            "naam": doel.name,
            "zin": doel.sense,
            "waarde": goal_value(doel, doel.value),
            "grens": goal_value(doel, doel.bound),
            "bewezen": doel.proven,
            "motor": doel.engine,
        }
        if doel.rechecked is not None and doel.proven:
            regel["bewijs"] = "na_te_rekenen" if doel.rechecked else "motor"
        if isinstance(doel.value, tuple):
            regel["sha256"] = hashlib.sha256(" ".join(map(str, doel.value)).encode()).hexdigest()
        if doel.second is not None:
            regel["tweede_motor"] = goal_value(doel, doel.second)
        uit.append(regel)
    return uit


def national_rest(regels: Mapping[str, object]) -> Mapping[str, int]:
    """Remainders per provincie that a rule of a model takes as given."""
    rules = [regel for regel in regels.values() if isinstance(regel, Planregel)]
    return {code: aantal for regel in rules for code, aantal in regel.remainders().items()}


def plan_columns(plan: Plan, gegevens: Gegevens) -> list[Kolom]:
    """Columns of places that stand, can be converted or are offered, and those that only one rule knows."""
    known = ("bestaand", "nood", "aanbod", *plan.programma.data.figures)
    needs = [n for regel in plan.programma.regels for n in regel.needs() if n.name in known]
    return [gegevens.kolom(n.column, n.peildatum) for n in sorted(needs, key=lambda n: known.index(n.name))]


def goal_text(naam: str, lang: Lang) -> str:
    """A goal in words; a name that the catalogue does not know stays as it is."""
    sleutel = f"plan.doel.{naam}"
    return say(sleutel, lang) if sleutel in catalogue() else naam


def prijskop(regel: str, lang: Lang) -> str:
    """Heading of the price of a rule: its own words, or its name."""
    sleutel = f"prijs.kop.{regel}"
    return say(sleutel if sleutel in catalogue() else "prijs.kop.regel", lang, regel=regel)


def number_text(waarde: object, lang: Lang) -> str:
    """A whole number as it is, a ratio as a percentage."""
    if isinstance(waarde, Fraction) and waarde.denominator > 1:
        return f"{number(100 * waarde, lang, 4)} %"
    return number(int(str(waarde)), lang)


def value_text(waarde: object, lang: Lang) -> str:
    """A goal value in words: of leximin the lowest fulfilment; unknown is said."""
    if waarde is None or waarde == ():
        return say("insight.onbekend", lang)
    if isinstance(waarde, tuple):
        return say("plan.laagste", lang, deel=number_text(waarde[0], lang))
    return number_text(waarde, lang)
