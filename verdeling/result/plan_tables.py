"""Tables about a plan beside the plan itself: leeway, prices, regional sites, places freed by housing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from verdeling.insight.plan_explanation import waaromtekst
from verdeling.insight.plan_figures import doelwaarde
from verdeling.plan.rules.rol import Rol
from verdeling.plan.rules.vaten import Vaten

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
AMV: Final = ("taak", "code", "gemeente", "plan", "amv")
"""Columns of amv.csv: what stands under the plan, and the places for amv in it."""
VATEN: Final = ("taak", "code", "gemeente", "aantal", "boven_taak", "vrijgekomen")
"""Columns of vaten.csv: the figure of the housing task, people housed beyond it, places that this frees."""
ROL: Final = ("code", "gemeente", "locatie", "plaatsen", "afstand_km")
"""Columns of rol.csv: the regional site in which a gemeente takes part, with its places and distance."""
KEUZES: Final = ("code", "gemeente", "locatie", "gekozen", "mogelijk", "doel", "waarde", "verschil")
"""Columns of keuzes.csv: per open choice (no `locatie`: stay out) each goal, beside the plan."""


def amvrijen(plan: Plan) -> list[Rij]:
    """Rows of amv.csv: where the plan has places for amv, by gemeentecode."""
    namen = plan.programma.data.namen
    return [
        (plan.taak, code, namen[i], plan.plan[i], amv)
        for i, (code, amv) in enumerate(zip(plan.codes, plan.amv or (), strict=False))
        if amv
    ]


def vatenrijen(plan: Plan) -> list[Rij]:
    """Rows of vaten.csv: who houses beyond the task, by gemeentecode."""
    regel = plan.programma.regel(Vaten.soort)
    if not isinstance(regel, Vaten) or plan.boven_taak is None:
        return []
    data = plan.programma.data
    taak = data.taken[regel.taak].tolist()
    return [
        (regel.taak, code, data.namen[i], taak[i], extra, plan.vrijgekomen[i])
        for i, (code, extra) in enumerate(zip(plan.codes, plan.boven_taak, strict=True))
        if extra
    ]


def rolrijen(plan: Plan) -> list[Rij]:
    """Rows of rol.csv: by gemeentecode."""
    regel, o = plan.programma.regel(Rol.soort), plan.programma.opbouw
    if not isinstance(regel, Rol):
        return []
    data, gewicht = plan.programma.data, regel.gewicht(o)
    plaats = {deel.naam: deel.plaats for deel in o.rollen}
    uit: list[Rij] = []
    for code, locatie in plan.rol.items():
        g = data.nummer[code]
        ver = None if data.x is None else Decimal(int(data.afstand(g, plaats[locatie]))).scaleb(-1)
        uit.append((code, data.naam(code), locatie, int(gewicht[g]), ver))
    return uit


def keuzerijen(plan: Plan, keuzes: Sequence[Keuze]) -> list[Rij]:
    """Rows of keuzes.csv; a choice with which there is no plan has one row without a goal."""
    doel = {d.naam: d for d in plan.doelen}
    uit: list[Rij] = []
    for k in keuzes:
        wie = (k.code, plan.programma.data.naam(k.code), k.locatie, int(k.gekozen), int(bool(k.doelen)))
        uit += [
            (
                *wie,
                naam,
                doelwaarde(doel[naam], waarde),
                k.meer.get(naam, 0 if waarde == doel[naam].waarde else None),
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
        (plan.taak, code, naam(code), b.regel.regel, b.zin["nl"], b.zin["en"])
        for code in plan.codes
        for b in plan.bindend(code)
    ]


def prijsrijen(plan: Plan, prijzen: Sequence[Prijs]) -> list[Rij]:
    """Rows of the price table; without a plan one row says why."""
    doel = {d.naam: d for d in plan.doelen}
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
    doel = {d.naam: d for d in plan.doelen}
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
