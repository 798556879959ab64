"""Tables that only some results have: half-years, the stock-flow, the whole picture, where no plan is.

Each is one csv file and one sheet of the workbook. A model gets it by what it declares, never by its name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from verdeling.columns import Month, Rows, Table, column, more, row
from verdeling.inputs.tables import Gegevens
from verdeling.inputs.voorraad import StockCourse
from verdeling.result.tables import decimaal
from verdeling.sleutel.beeld import Beeld
from verdeling.sleutel.half_years import Stand, with_areas
from verdeling.texts import LANGS

if TYPE_CHECKING:
    from verdeling.plan.partial import PartialPlan
    from verdeling.result.told import HalfYear


@row
class HalfYearRow:
    """One gemeente in one half-year; what is not known is empty."""

    periode: str = column(("halfjaar", "half-year"), ("Halfjaar, als 2025-1.", "Half-year, as 2025-1."))
    code: str = column(
        ("code", "code"),
        (
            "Gemeentecode, of die van een gebied met een eigen rij in realisatie.csv.",
            "Code of the gemeente, or of an area with a row of its own in realisatie.csv.",
        ),
    )
    gemeente: str = column(("gemeente", "gemeente"), ("Naam van de gemeente.", "Name of the gemeente."))
    taakstelling: int | None = column(
        ("taakstelling", "task"), ("Het wettelijke aantal.", "The statutory number."), unit="mensen"
    )
    over: int | None = column(
        ("van vorig halfjaar", "carried over"),
        ("Achterstand of (negatief) voorsprong.", "Backlog, or (negative) surplus."),
        unit="mensen",
    )
    netto: int | None = column(
        ("netto", "net"),
        ("Taakstelling plus wat over was.", "Task plus what was carried over."),
        unit="mensen",
    )
    gehuisvest: int | None = column(
        ("gehuisvest", "housed"), ("Gehuisveste statushouders.", "Status holders housed."), unit="mensen"
    )
    saldo: int | None = column(
        ("nog te doen", "left to do"),
        ("Netto min gehuisvest.", "Net minus housed."),
        unit="mensen",
        sheet="balance",
    )
    boven_taak: int | None = column(
        ("boven de taak", "above the task"),
        ("Gehuisvest boven de taak.", "Housed beyond the task."),
        unit="mensen",
    )
    halfjaren_achter: int | None = column(
        ("halfjaren achter", "half-years behind"),
        ("Halfjaren op rij met achterstand.", "Half-years in a row with a backlog."),
    )
    trede: int | None = column(
        ("trede van toezicht", "rung of supervision"),
        (
            "0 niet achter, 1 signaleren, 2 informatie vragen, 3 afspraken, 4 ingrijpen kan.",
            "0 not behind, 1 notice, 2 ask for information, 3 agreements, 4 may intervene.",
        ),
    )
    ingrijpen: bool | None = column(
        ("provincie kan ingrijpen", "province can intervene"),
        ("1 als de provincie kan ingrijpen.", "1 where the province can intervene."),
    )


HALFJAREN: Final = Table(
    "halfjaren",
    HalfYearRow,
    ("De taakstelling over de halfjaren", "The housing task over the half-years"),
    ("Taak, achterstand en wie gehuisvest is.", "Task, backlog and who was housed."),
    "half-years",
)


@row
class StockRow:
    """One month of the national stock-flow; the first row of a task is before its first month."""

    taak: str = column(("taak", "task"), ("Taak.", "Task."))
    maand: Month = column(
        ("maand", "month"),
        ("De maand, als 2026-01; leeg is het begin.", "The month, as 2026-01; empty is the begin."),
    )
    instroom: int | None = column(("instroom", "inflow"), ("Wie komt.", "Who comes."), unit="mensen")
    vertrek: int | None = column(("vertrek", "departures"), ("Wie vertrekt.", "Who leaves."), unit="mensen")
    gehuisvest: int | None = column(
        ("gehuisvest", "housed"), ("Wie een woning krijgt.", "Who gets a home."), unit="mensen"
    )
    vergunningen: int | None = column(
        ("vergunningen", "permits"), ("Wie een vergunning krijgt.", "Who gets a permit."), unit="mensen"
    )
    in_opvang: int = column(
        ("in opvang", "in reception"), ("In opvang aan het eind.", "In reception at the end."), unit="mensen"
    )
    wachtend: int = column(
        ("waarvan wachtend op een woning", "of whom waiting for a home"),
        ("Van wie wacht op een woning.", "Of whom wait for a home."),
        unit="mensen",
    )


VOORRAAD: Final = Table(
    "voorraad",
    StockRow,
    ("Stromen per maand", "Flows per month"),
    ("Wie komt, gaat en blijft, per maand.", "Who comes, leaves and stays, per month."),
    "flows per month",
)


@row
class BeeldRow:
    """All kinds of reception and housing of one gemeente."""

    code: str = column(("code", "code"), ("Gemeentecode.", "Code of the gemeente."))
    gemeente: str = column(("gemeente", "gemeente"), ("Naam van de gemeente.", "Name of the gemeente."))
    soorten: Mapping[str, int] = more(("Aantal van deze soort.", "Number of this kind."), unit="plaatsen")
    som: Decimal = column(
        ("samen", "together"),
        ("Alle soorten samen, gewogen.", "All kinds together, by their weights."),
        unit="plaatsen",
    )


BEELD: Final = Table(
    "beeld",
    BeeldRow,
    ("Het hele beeld: alle soorten samen", "The whole picture: all kinds together"),
    ("De soorten opvang en huisvesting naast elkaar.", "The kinds of reception and housing side by side."),
    "whole picture",
)


@row
class NoPlanRow:
    """A provincie without a plan, or rules that cannot hold together."""

    soort: str = column(
        ("soort", "kind"), ("provincie of conflict.", "provincie or conflict."), words=("report.taak",)
    )
    code: str | None = column(("code", "code"), ("Code van de provincie.", "Code of the provincie."))
    waar: str = column(("waar", "where"), ("Waar.", "Where."))
    nl: str | None = column(("nl", "in Dutch"), ("De zin in het Nederlands.", "The sentence in Dutch."))
    en: str | None = column(("en", "in English"), ("De zin in het Engels.", "The sentence in English."))


NO_PLAN_TABLE: Final = Table(
    "geen_plan",
    NoPlanRow,
    ("Geen plan", "No plan"),
    (
        "Wat niet samen kan, en welke provincies geen plan hebben.",
        "What cannot hold together, and which provincies have no plan.",
    ),
    "no plan",
)


def half_year_rows(half_years: Sequence[Stand], data: Gegevens) -> Rows[HalfYearRow]:
    """Every half-year by gemeentecode."""
    rows: list[HalfYearRow] = []
    for state in with_areas(half_years):
        names = data.register.namen_op(state.grenzen)
        for i, code in enumerate(state.codes):
            rows.append(
                HalfYearRow(
                    str(state.halfjaar),
                    code,
                    names[code],
                    state.taakstelling[i],
                    state.over[i],
                    state.netto[i],
                    state.gehuisvest[i],
                    state.saldo[i],
                    state.boven_taak[i],
                    state.achter[i],
                    state.trede[i],
                    state.ingrijpen[i],
                )
            )
    return HALFJAREN.fill(rows)


def beeld_rows(whole: Beeld, data: Gegevens) -> Rows[BeeldRow]:
    """Every gemeente with all kinds, by gemeentecode."""
    names = data.gebiedsnaam
    return BEELD.fill(
        BeeldRow(code, names[code], {k: n[i] for k, n in whole.soorten.items()}, decimaal(total, 6))
        for i, (code, total) in enumerate(zip(whole.codes, whole.som, strict=True))
    )


def stock_rows(expired: Mapping[str, StockCourse]) -> Rows[StockRow]:
    """Begin and months of each task."""
    rows: list[StockRow] = []
    for taak, course in expired.items():
        begin = (course.begin_in_opvang, course.begin_wachtend)
        rows.append(StockRow(taak, Month(""), None, None, None, None, *begin))
        rows += [StockRow(taak, **asdict(m) | {"maand": Month(m.maand)}) for m in course.maanden]
    return VOORRAAD.fill(rows)


def no_plan_rows(part_plan: PartialPlan, data: Gegevens) -> Rows[NoPlanRow]:
    """Every provincie without a plan, then what cannot hold together."""
    names = data.gebiedsnaam
    return NO_PLAN_TABLE.fill(
        [
            *(NoPlanRow("provincie", code, names[code], None, None) for code in part_plan.zonder),
            *(NoPlanRow("conflict", None, p.waar, p.tekst("nl"), p.tekst("en")) for p in part_plan.problemen),
        ]
    )


def supervision_rows(state: Stand) -> HalfYear:
    """Sums of a half-year, and how many gemeenten stand on which rung."""
    from verdeling.result.told import HalfYear

    behind = Counter(n for n in state.achter if n)
    return HalfYear(
        periode=str(state.halfjaar),
        bekend=sum(g is not None for g in state.gehuisvest),
        taakstelling=_sum(state.taakstelling),
        netto=_sum(state.netto),
        gehuisvest=_sum(state.gehuisvest),
        saldo=_sum(state.saldo),
        halfjaren_achter={str(n): behind[n] for n in sorted(behind)},
        treden={str(n): counts for n, counts in sorted(Counter(t for t in state.trede if t).items())},
        onbekend=tuple({t: p.tekst(t) for t in LANGS} for p in state.onbekend),
        ingrijpen=tuple(c for c, ja in zip(state.codes, state.ingrijpen, strict=True) if ja),
    )


def _sum(numbers: tuple[int | None, ...]) -> int | None:
    return None if None in numbers else sum(n for n in numbers if n is not None)
