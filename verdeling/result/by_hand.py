"""``met_de_hand.csv``: every number that was set by hand, who decided it and why, and what it is without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from verdeling.columns import Rows, Table, column, row
from verdeling.sleutel.indicatief import Indicatief, compute_indicatief

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.plan.plan import Plan
    from verdeling.plan.questions.price import RulePrice
    from verdeling.verdeelmodel.catalogue import Handwork
    from verdeling.verdeelmodel.model import Verdeelmodel

MET_DE_HAND: Final = "met_de_hand"
"""Name of the price of all numbers by hand together."""


@row
class Handrow:
    """One number that was set by hand."""

    taak: str = column(("taak", "task"), ("Taak.", "Task."))
    code: str = column(("code", "code"), ("Gemeentecode.", "Code of the gemeente."))
    gemeente: str = column(("gemeente", "gemeente"), ("Naam van de gemeente.", "Name of the gemeente."))
    wat: str = column(
        ("wat", "what"),
        (
            "indicatief (het cijfer), plan (wat er staat), minstens of hoogstens (van wat er staat).",
            "indicatief (the figure), plan (what stands), minstens or hoogstens (its least or most).",
        ),
        words=(),
    )
    waarde: int = column(
        ("waarde", "value"), ("Het getal met de hand.", "The number by hand."), unit="plaatsen"
    )
    nu: int | None = column(
        ("nu", "now"),
        ("Wat er in deze uitkomst staat.", "What stands in this result."),
        unit="plaatsen",
    )
    zonder: int | None = column(
        ("zonder", "without"),
        (
            "Hetzelfde als geen enkel getal met de hand is vastgelegd; leeg als dat niet bekend is.",
            "The same when no number is set by hand; empty where that is not known.",
        ),
        unit="plaatsen",
    )
    wie: str = column(("wie", "who"), ("Wie het besloot.", "Who decided it."))
    waarom: str = column(("waarom", "why"), ("Waarom.", "Why."))
    waar: str = column(("waar", "where"), ("Bestand en rij.", "File and row."))


BY_HAND: Final = Table(
    MET_DE_HAND,
    Handrow,
    ("Met de hand", "By hand"),
    (
        "Getallen die iemand met de hand heeft vastgelegd.",
        "Numbers that somebody set by hand.",
    ),
    "by hand",
)


def hand_rows(
    model: Verdeelmodel,
    data: Gegevens,
    indicatief: Indicatief,
    plan: Plan | None,
    hand: Handwork | None,
    prices: Sequence[RulePrice],
) -> Rows[Handrow]:
    """Every number by hand, in the order of its table."""
    if not model.met_de_hand:
        return BY_HAND.fill([])
    other = None if hand is None else compute_indicatief(hand.without(), data)
    beside = next((p.plan for p in prices if p.regel == MET_DE_HAND), None)
    out = []
    for r in model.met_de_hand:
        if r.wat == "indicatief":
            now, without = (_figures(i, r.taak).get(r.gemeente) for i in (indicatief, other))
        else:
            now, without = (
                None if p is None or r.gemeente not in p.rij else p.plan[p.rij[r.gemeente]]
                for p in (plan, beside)
            )
        out.append(
            Handrow(r.taak, r.gemeente, r.naam, r.wat, r.waarde, now, without, r.wie, r.waarom, r.waar)
        )
    return BY_HAND.fill(out)


def _figures(indicatief: Indicatief | None, taak: str) -> Mapping[str, int]:
    if indicatief is None:
        return {}
    outcome = indicatief.taken[taak]
    return dict(zip(outcome.codes, outcome.aantallen, strict=True))
