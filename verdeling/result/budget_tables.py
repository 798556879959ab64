"""Tables and chart of what a budget buys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from verdeling.columns import Rows, Table, column, more, row
from verdeling.plan.rules.basis import LAND
from verdeling.texts import Lang, number, say

if TYPE_CHECKING:
    from verdeling.plan.data import PlanData
    from verdeling.plan.questions.frontier import Frontier, Kink


@row
class BudgetRow:
    """One budget at which the price of doing better changes."""

    gebied: str = column(
        ("gebied", "area"), ("Code van het land of de provincie.", "Code of country or provincie.")
    )
    naam: str = column(("naam", "name"), ("Naam van het gebied.", "Name of the area."))
    budget_eur: int = column(
        ("budget (euro)", "budget (euros)"), ("Wat het plan kost.", "What the plan costs."), unit="eur"
    )
    bonus_eur: str = column(
        ("bonus (euro)", "bonus (euros)"),
        ("Bonus per plaats boven het eigen cijfer.", "Bonus per place above the own figure."),
    )
    aangeboden: int = column(
        ("aangeboden", "offered"),
        ("Plaatsen aangeboden voor de bonus.", "Places offered for the bonus."),
        unit="plaatsen",
    )
    opgelegd: int = column(
        ("opgelegd", "imposed"),
        ("Plaatsen die worden opgelegd.", "Places that are imposed."),
        unit="plaatsen",
    )
    noodopvang: int = column(
        ("noodplaatsen over", "emergency places left"),
        ("Noodplaatsen die niet worden omgezet.", "Emergency places that are not converted."),
        unit="plaatsen",
    )
    zonder_plaats: int = column(
        ("zonder plaats", "without a place"), ("Gemeenten zonder plaats.", "Gemeenten without a place.")
    )
    doel: str = column(
        ("beter", "better"),
        (
            "Eerste doel dat beter is dan in de rij ervoor.",
            "First goal that is better than in the row before.",
        ),
        words=("plan.doel",),
    )
    prijs_eur: Decimal | None = column(
        ("euro per eenheid", "euros per unit"),
        ("Wat een eenheid van dat doel hier kost.", "What a unit of that goal costs here."),
        unit="eur",
    )
    per_doel: Mapping[str, int] = more(("Een kolom per doel van het plan.", "A column per goal of the plan."))

    def bonus(self, lang: Lang) -> str:
        """The bonus of each provincie as people read it."""
        return re.sub(r"\d+", lambda amount: number(int(amount[0]), lang), self.bonus_eur)


@row
class PaidRow:
    """What one gemeente is paid at one budget of its provincie."""

    gebied: str = column(("gebied", "area"), ("Code van de provincie.", "Code of the provincie."))
    budget_eur: int = column(
        ("budget (euro)", "budget (euros)"),
        ("Wat het plan daar kost.", "What the plan costs there."),
        unit="eur",
    )
    code: str = column(("code", "code"), ("Gemeentecode.", "Code of the gemeente."))
    gemeente: str = column(("gemeente", "gemeente"), ("Naam.", "Name."))
    plaatsen: int = column(
        ("boven het eigen cijfer", "above the own figure"),
        ("Betaalde plaatsen.", "Places paid."),
        unit="plaatsen",
    )
    staand: int = column(
        ("staan er al", "stand already"), ("Daarvan staan er al.", "Of these stand already."), unit="plaatsen"
    )
    aangeboden: int = column(
        ("aangeboden", "offered"),
        ("Daarvan aangeboden voor de bonus.", "Of these offered for the bonus."),
        unit="plaatsen",
    )
    uitkering_eur: int = column(
        ("uitkering", "payment"), ("Uitkering in euro.", "Payment in euros."), unit="eur"
    )


BUDGET: Final = Table(
    "budget",
    BudgetRow,
    ("Wat een budget oplevert", "What a budget buys"),
    (
        "Elk budget waarbij de prijs van een beter plan verandert.",
        "Each budget at which the price of a better plan changes.",
    ),
    "budget",
)
PAID: Final = Table(
    "budget_betaald",
    PaidRow,
    ("Wie waarvoor betaald krijgt", "Who is paid for what"),
    ("Per budget van een provincie.", "Per budget of a provincie."),
    "paid",
)


def budget_rows(found: Frontier, data: PlanData, lang: Lang, *, per_provincie: bool) -> Rows[BudgetRow]:
    """The kinks of the country, or of each provincie."""
    curves = found.provincies if per_provincie else (found.country,)
    return BUDGET.fill(r for curve in curves for r in _rows(curve, data, lang))


def _rows(curve: Sequence[Kink], data: PlanData, lang: Lang) -> Iterator[BudgetRow]:
    for before, kink in pairwise([None, *curve]):
        assert kink is not None, "only the first has none before it"
        better = None if before is None else kink.better(before)
        name, price = better if better is not None else ("", None)
        if before is not None and len(before.bonus) == len(kink.bonus) == 1 and before.bonus != kink.bonus:
            price = None  # another bonus begins to pay somewhere between the two, and not at one price
        yield BudgetRow(
            gebied=" ".join(kink.areas),
            naam=", ".join(say("budget.land", lang) if c == LAND else data.naam(c) for c in kink.areas),
            budget_eur=kink.euro,
            bonus_eur=" / ".join(str(n) for n in kink.bonus),
            aangeboden=kink.offered,
            opgelegd=kink.imposed,
            noodopvang=kink.emergency,
            zonder_plaats=kink.without,
            doel=name,
            prijs_eur=None if price is None else Decimal(round(price * 100)) / 100,
            per_doel=kink.goals,
        )


def paid_rows(found: Frontier, data: PlanData) -> Rows[PaidRow]:
    """Who is paid for what at each kink of each provincie."""
    return PAID.fill(
        PaidRow(
            " ".join(kink.areas),
            kink.euro,
            p.code,
            data.naam(p.code),
            p.plaatsen,
            p.staand,
            p.aangeboden,
            p.euro,
        )
        for curve in found.provincies
        for kink in curve
        for p in kink.paid
    )
