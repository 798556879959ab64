"""Tables about a plan beside the plan itself: leeway of every gemeente, price of every rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from verdeling.insight.plan_cijfers import doelwaarde

if TYPE_CHECKING:
    from verdeling.output.tables import Rij
    from verdeling.plan.leeway import Speelruimte
    from verdeling.plan.plan import Plan
    from verdeling.plan.price import Prijs

SPEELRUIMTE: Final = ("taak", "code", "gemeente", "plan", "minste", "meeste", "vast")
"""Columns of speelruimte.csv; `vast` is 1 where the figure follows from rules and goals, else 0."""
PRIJS: Final = ("taak", "regel", "soort", "naam", "gemeente", "met", "zonder")
"""Columns of the price table: per rule its goals (`soort` doel), and gemeenten that change (`soort` plan)."""


def speelruimterijen(plan: Plan, ruimte: Sequence[Speelruimte]) -> list[Rij]:
    """Rows of speelruimte.csv, by gemeentecode."""
    return [(plan.taak, s.code, s.naam, s.plan, s.minste, s.meeste, int(s.vast)) for s in ruimte]


def prijsrijen(plan: Plan, prijzen: Sequence[Prijs]) -> list[Rij]:
    """Rows of the price table; a rule without which there is no plan has no rows."""
    doel = {d.naam: d for d in plan.doelen}
    uit: list[Rij] = []
    for p in prijzen:
        for d in p.doelen:
            met, zonder = doelwaarde(doel[d.naam], d.met), doelwaarde(doel[d.naam], d.zonder)
            uit.append((plan.taak, p.regel, "doel", d.naam, None, met, zonder))
        for code, verschil in sorted(p.verschil.items()):
            nu = plan.plan[plan.rij[code]]
            naam = plan.programma.data.naam(code)
            uit.append((plan.taak, p.regel, "plan", code, naam, nu, nu + verschil))
    return uit


def prijzen_json(plan: Plan, prijzen: Sequence[Prijs]) -> list[dict[str, Any]]:
    """Give prices as plain values."""
    doel = {d.naam: d for d in plan.doelen}
    return [
        {
            "regel": p.regel,
            "oplosbaar": p.plan is not None,
            "doelen": [
                {
                    "naam": d.naam,
                    "met": doelwaarde(doel[d.naam], d.met),
                    "zonder": doelwaarde(doel[d.naam], d.zonder),
                }
                for d in p.doelen
            ],
            "verschil": dict(sorted(p.verschil.items())),
        }
        for p in prijzen
    ]
