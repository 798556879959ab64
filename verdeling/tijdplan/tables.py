"""The plan over time for readers: month table, decisions, series for a chart, sentences."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from verdeling.columns import Rows, Table, column, more, row
from verdeling.texts import Lang, say
from verdeling.tijdplan.alternatives import Alternative, compute_alternatives
from verdeling.tijdplan.decisions import Decision
from verdeling.tijdplan.plan import Tijdplan
from verdeling.verdeelmodel.tijdplan import Afspraak


@row
class MonthRow:
    """Need and places of one area on one reference day."""

    gebied: str = column(("gebied", "area"), ("Code van het gebied.", "Code of the area."))
    naam: str = column(
        ("gebied", "area"), ("Naam van het gebied.", "Name of the area."), sheet="name", words=("plan.doel",)
    )
    peildag: dt.date = column(("op", "on"), ("De peildag.", "The reference day."))
    behoefte: str = column(
        ("behoefte", "need"), ("Naam van de behoefte.", "Name of the need."), words=("report.taak",)
    )
    nodig: int | None = column(
        ("nodig", "needed"), ("Plaatsen die nodig zijn.", "Places needed."), unit="plaatsen"
    )
    telt: int = column(
        ("telt mee", "counts"), ("Plaatsen die meetellen.", "Places that count."), unit="plaatsen"
    )
    tekort: int | None = column(("tekort", "shortage"), ("Wat ontbreekt.", "What lacks."), unit="plaatsen")
    soorten: Mapping[str, int] = more(("Plaatsen van deze soort.", "Places of this kind."), unit="plaatsen")


MAANDEN: Final = Table(
    "maanden",
    MonthRow,
    ("Maand voor maand: wat nodig is en wat er staat", "Month by month: need and capacity"),
    ("Wat er elke maand nodig is en staat.", "What is needed and stands each month."),
    "months",
)


@row
class DecisionRow:
    """A decision of the plan, or of a way to close what lacks.

    `weg` is empty for the plan itself, 1 for the chosen way and higher for the other ways.
    """

    uiterlijk: dt.date = column(
        ("uiterlijk", "at the latest"), ("Laatste dag om te besluiten.", "Last day on which it can be taken.")
    )
    stap: str = column(("stap", "step"), ("Wat besloten wordt.", "What is decided."), words=())
    gebied: str = column(("gebied", "area"), ("Code van het gebied.", "Code of the area."))
    code: str | None = column(
        ("code", "code"), ("Gemeentecode, meer met +.", "Code of the gemeente, several with +.")
    )
    gemeente: str = column(("gemeente", "gemeente"), ("Naam van de gemeente.", "Name of the gemeente."))
    locatie: str = column(("locatie", "location"), ("De locatie.", "The location."))
    soort: str = column(("soort", "kind"), ("Soort opvang.", "Kind of reception."), words=("report.taak",))
    plaatsen: int = column(
        ("plaatsen", "places"),
        ("Plaatsen die er daardoor staan.", "Places that stand by it."),
        unit="plaatsen",
    )
    van: dt.date = column(("van", "from"), ("Eerste peildag.", "First reference day."))
    tot_en_met: dt.date = column(
        ("tot en met", "up to and including"), ("Laatste peildag.", "Last reference day.")
    )
    afspraak: str = column(
        ("afspraak", "agreement"), ("Of het is afgesproken.", "Whether it was agreed."), words=()
    )
    nodig_vanaf: dt.date | None = column(
        ("nodig vanaf", "needed from"),
        ("Vanaf wanneer er zonder dit besluit te weinig is.", "From when places would lack without it."),
    )
    weg: int | None = column(
        ("weg (nummer)", "way (number)"),
        ("Nummer van de manier om het gat te sluiten.", "Number of the way to close what lacks."),
    )


BESLUITEN: Final = Table(
    "besluiten",
    DecisionRow,
    ("Wat uiterlijk wanneer besloten moet zijn", "What must be decided by when"),
    ("Alle besluiten van het plan.", "All decisions of the plan."),
    "decisions",
)


@dataclass(frozen=True)
class DaySeries:
    """What a chart of one area needs, per reference day.

    Attributes
    ----------
    soorten
        Places that stand by kind, in the order of the model; kinds that never stand are left out.
    nodig, telt
        Places needed and places that count, by name of the need.
    """

    days: tuple[dt.date, ...]
    soorten: Mapping[str, tuple[int, ...]]
    nodig: Mapping[str, tuple[int | None, ...]]
    telt: Mapping[str, tuple[int, ...]]


def reeks(plan: Tijdplan, area: str) -> DaySeries:
    """Capacity by kind and need of one area, for a chart."""
    lines = [line for code, line in plan.nodig if code == area]
    stands = {kind: plan.staat(area, kind) for kind in plan.opdracht.opvangsoorten}
    return DaySeries(
        plan.calendar.days,
        {kind: counts for kind, counts in stands.items() if any(counts)},
        {line: plan.nodig[area, line] for line in lines},
        {line: plan.telt(area, line) for line in lines},
    )


def month_table(plan: Tijdplan, names: Mapping[str, str]) -> Rows[MonthRow]:
    """Need, places that count, shortage, and places that stand by kind: a row per area, day and need.

    Parameters
    ----------
    names
        Name by area code, ``gegevens.gebiedsnaam``.
    """
    series_list = {area: reeks(plan, area) for area in plan.gebieden}
    kinds = [s for s in plan.opdracht.opvangsoorten if any(s in r.soorten for r in series_list.values())]
    rows: list[MonthRow] = []
    for area, r in series_list.items():
        tekorten = {line: plan.tekort(area, line) for line in r.nodig}
        for t, day in enumerate(r.days):
            stands = {s: r.soorten[s][t] if s in r.soorten else 0 for s in kinds}
            for line, needed in r.nodig.items():
                figures = (needed[t], r.telt[line][t], tekorten[line][t])
                rows.append(MonthRow(area, names.get(area, area), day, line, *figures, stands))
    return MAANDEN.fill(rows)


def decision_table(plan: Tijdplan, names: Mapping[str, str]) -> Rows[DecisionRow]:
    """All decisions of the plan; then, per way to close what lacks, the steps beyond what was agreed.

    `weg` is empty for the plan itself, 1 for the chosen way and higher for the other ways.
    """
    wegen: list[tuple[int | None, Iterable[Decision]]] = [(None, plan.besluiten)]
    if plan.completion is not None:
        wegen.append((1, [b for b in plan.completion.besluiten if not b.agreed]))
    wegen += [(number, _steps(weg)) for number, weg in enumerate(compute_alternatives(plan).wegen, start=2)]
    return BESLUITEN.fill(
        DecisionRow(
            b.uiterlijk, b.stap, b.gebied, b.locatie.code, _gemeente(b, names), b.locatie.locatie, b.soort,
            b.plaatsen, b.van, b.tot_en_met, _agreement(b).value, b.nodig_vanaf, number,
        )
        for number, decisions in wegen
        for b in decisions
    )  # fmt: skip


def sentences_told(plan: Tijdplan, names: Mapping[str, str], lang: Lang = "nl") -> list[str]:
    """What lacks, what must be decided by when, and which further steps would close the gap."""
    said = []
    for area, line in plan.nodig:
        name = names.get(area, area)
        gaps = [g for g in plan.gaps if (g.gebied, g.behoefte) == (area, line)]
        if not gaps:
            said.append(say("tijd.genoeg", lang, naam=name, behoefte=line))
        for g in gaps:
            figures = {"van": g.van, "tot": g.tot_en_met, "plaatsen": g.plaatsen}
            said.append(say("tijd.gat", lang, naam=name, behoefte=line, **figures))
    said += _sentences(plan.besluiten, names, lang)
    if plan.completion is not None:
        steps = [b for b in plan.completion.besluiten if not b.agreed]
        sleutel = "tijd.sluit_deels" if plan.completion.gaps else "tijd.sluit_gat"
        if steps:
            said.append(say(sleutel, lang, aantal=len(steps)))
            said += _sentences(steps, names, lang)
    return [*said, *_alternatives(plan, names, lang), *_openings(plan, names, lang)]


def sentences_of(plan: Tijdplan, code: str, names: Mapping[str, str], lang: Lang = "nl") -> list[str]:
    """What stands in one gemeente from when to when, and what must be decided about it."""
    said: Counter[str] = Counter()
    for v in plan.stays:
        if v.member.locatie.code is None or code not in v.member.locatie.code.split("+"):
            continue
        for k, months in groupby(range(plan.calendar.aantal), key=v.stair.__getitem__):
            if k is not None:
                stands = list(months)
                dates = {"van": plan.calendar.days[stands[0]], "tot": plan.calendar.days[stands[-1]]}
                stair = v.route.stairs[k]
                what = {"plaatsen": stair.plaatsen, "soort": stair.soort, "locatie": v.member.locatie.locatie}
                said[say("tijd.staat", lang, **what, **dates)] += 1
    decisions = [b for b in plan.besluiten if b.locatie.code and code in b.locatie.code.split("+")]
    if plan.completion is not None:
        decisions += [
            b
            for b in plan.completion.besluiten
            if not b.agreed and b.locatie.code and code in b.locatie.code.split("+")
        ]
    standing = [sentence if keer == 1 else f"{keer} × {sentence}" for sentence, keer in said.items()]
    return standing + _sentences(decisions, names, lang)


def _alternatives(plan: Tijdplan, names: Mapping[str, str], lang: Lang) -> Iterator[str]:
    """Other ways with as few steps, each with its steps; on which goal it is worse than the chosen one."""
    for number, weg in enumerate(compute_alternatives(plan).wegen, start=2):
        figures = {"nummer": number, "naam": names.get(weg.gebied, weg.gebied)}
        if weg.doel:
            goal = say(f"plan.doel.{weg.doel}", lang)
            yield say("tijd.alternatief_slechter", lang, **figures, doel=goal, van=weg.van, naar=weg.naar)
        else:
            yield say("tijd.alternatief", lang, **figures)
        yield from _sentences(_steps(weg), names, lang)
    if not compute_alternatives(plan).complete:
        yield say("tijd.alternatief_meer", lang)


def _steps(weg: Alternative) -> list[Decision]:
    """Steps beyond what was agreed; when each is needed is told of the chosen way only."""
    return [replace(b, nodig_vanaf=None) for b in weg.plan.besluiten if not b.agreed]


def _openings(plan: Tijdplan, names: Mapping[str, str], lang: Lang) -> Iterator[str]:
    """How large a new location would have to be, and how long open, to close what lacks."""
    sleutel = "tijd.opening"
    gaps = plan.gaps
    if plan.completion is not None and plan.completion.gaps:
        sleutel, gaps = "tijd.opening_rest", plan.completion.gaps
    for area, line in dict.fromkeys((g.gebied, g.behoefte) for g in gaps):
        mine = [g for g in gaps if (g.gebied, g.behoefte) == (area, line)]
        yield say(
            sleutel,
            lang,
            naam=names.get(area, area),
            behoefte=line,
            plaatsen=max(g.plaatsen for g in mine),
            van=mine[0].van,
            tot=mine[-1].tot_en_met,
        )


def _gemeente(b: Decision, names: Mapping[str, str]) -> str:
    codes = (b.locatie.code or b.gebied).split("+")
    return " + ".join(names.get(code, code) for code in codes)


def _agreement(b: Decision) -> Afspraak:
    return Afspraak.OPTIE if b.agreed else Afspraak.MOGELIJK


def _sentences(decisions: Iterable[Decision], names: Mapping[str, str], lang: Lang) -> list[str]:
    """A sentence per decision; equal ones once, with their number."""
    keer = Counter(_sentence(b, names, lang) for b in decisions)
    return [sentence if count == 1 else f"{count} × {sentence}" for sentence, count in keer.items()]


def _sentence(b: Decision, names: Mapping[str, str], lang: Lang) -> str:
    sentence = say(
        f"tijd.{b.stap}",
        lang,
        uiterlijk=b.uiterlijk,
        locatie=b.locatie.locatie,
        gemeente=_gemeente(b, names),
        plaatsen=b.plaatsen,
        soort=b.soort,
        tot=b.tot_en_met,
    )
    if b.nodig_vanaf is not None:
        sentence = say("tijd.nodig", lang, zin=sentence, dag=b.nodig_vanaf)
    return sentence if b.agreed else say("tijd.niet_afgesproken", lang, zin=sentence)
