"""Tables about a plan beside the plan itself: leeway, prices, regional sites, places freed by housing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from verdeling.insight.plan_explanation import waaromtekst
from verdeling.insight.plan_figures import doelwaarde

if TYPE_CHECKING:
    from verdeling.plan.plan import Plan
    from verdeling.plan.questions.choices import Keuze
    from verdeling.plan.questions.leeway import Speelruimte
    from verdeling.plan.questions.other_number import Anders
    from verdeling.plan.questions.price import Prijs
    from verdeling.result.tables import Rij

SPEELRUIMTE: Final = ("taak", "code", "gemeente", "plan", "minste", "meeste", "vast")
"""Columns of speelruimte.csv; `vast` is 1 where the figure follows from rules and goals, else 0."""
WAAROM: Final = (
    "taak", "code", "gemeente", "plan", "verschil", "uitslag", "doel", "van", "naar", "nl", "en",
)  # fmt: skip
"""Columns of waarom.csv: what one place fewer or more (`verschil`) would do, and the sentence about it."""
PRIJS: Final = ("taak", "regel", "soort", "naam", "gemeente", "met", "zonder")
"""Columns of the price table: per rule its goals (`soort` doel), and gemeenten that change (`soort` plan).

Without a plan one row: `soort` geen_plan, or niet_bewezen when the time was up.
"""
BINDEND: Final = ("taak", "code", "gemeente", "regel", "nl", "en")
"""Columns of bindend.csv: the rules that decide the numbers of a gemeente, because they are at a bound."""
KEUZES: Final = ("code", "gemeente", "locatie", "gekozen", "mogelijk", "doel", "waarde", "verschil")
"""Columns of keuzes.csv: per open choice (no `locatie`: stay out) each goal, beside the plan."""


def keuzerijen(plan: Plan, keuzes: Sequence[Keuze]) -> list[Rij]:
    """Rows of keuzes.csv; a choice with which there is no plan has one row without a goal."""
    doel = {d.name: d for d in plan.doelen}
    uit: list[Rij] = []
    for k in keuzes:
        wie = (k.code, plan.programma.data.naam(k.code), k.locatie, int(k.gekozen), int(bool(k.doelen)))
        uit += [
            (
                *wie,
                naam,
                doelwaarde(doel[naam], waarde),
                k.meer.get(naam, 0 if waarde == doel[naam].value else None),
            )
            for naam, waarde in k.doelen.items()
        ] or [(*wie, None, None, None)]
    return uit


def speelruimterijen(plan: Plan, ruimte: Sequence[Speelruimte]) -> list[Rij]:
    """Rows of speelruimte.csv, by gemeentecode."""
    return [(plan.taak, s.code, s.naam, s.plan, s.minste, s.meeste, int(s.vast)) for s in ruimte]


def waaromrijen(plan: Plan, waarom: Mapping[str, Anders]) -> list[Rij]:
    """Rows of waarom.csv, by gemeentecode; ratios as exact fractions."""
    uit: list[Rij] = []
    for code, a in waarom.items():
        van, naar = (w if w is None or isinstance(w, int) else str(w) for w in (a.van, a.naar))
        wie = (plan.taak, code, plan.programma.data.naam(code), plan.plan[plan.rij[code]])
        uit.append(
            (*wie, a.verschil, a.uitslag, a.doel or None, van, naar, waaromtekst(a), waaromtekst(a, "en"))
        )
    return uit


def bindendrijen(plan: Plan) -> list[Rij]:
    """Rows of bindend.csv, by gemeentecode and in the order of the rules."""
    naam = plan.programma.data.naam
    return [
        (plan.taak, code, naam(code), b.regel.rule, b.zin["nl"], b.zin["en"])
        for code in plan.codes
        for b in plan.bindend(code)
    ]


def prijsrijen(plan: Plan, prijzen: Sequence[Prijs]) -> list[Rij]:
    """Rows of the price table; without a plan one row says why."""
    doel = {d.name: d for d in plan.doelen}
    uit: list[Rij] = []
    for p in prijzen:
        if p.plan is None:
            uit.append(
                (plan.taak, p.regel, "geen_plan" if p.bewezen else "niet_bewezen", "", None, None, None)
            )
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
    doel = {d.name: d for d in plan.doelen}
    return [
        {
            "regel": p.regel,
            "oplosbaar": p.plan is not None if p.bewezen else None,
            "bewezen": p.bewezen,
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
