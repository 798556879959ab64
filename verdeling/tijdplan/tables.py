"""The plan over time for readers: month table, decisions, series for a chart, sentences."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, Literal

from verdeling.columns import Rows, Table, column, more, row
from verdeling.texts import Lang, say
from verdeling.tijdplan.alternatives import Alternatief, alternatieven
from verdeling.tijdplan.decisions import Besluit
from verdeling.tijdplan.plan import Tijdplan
from verdeling.verdeelmodel.tijdplan import Afspraak, Locatie


@row
class Maandrij:
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
    Maandrij,
    ("Maand voor maand: wat nodig is en wat er staat", "Month by month: need and capacity"),
    ("Wat er elke maand nodig is en staat.", "What is needed and stands each month."),
    "months",
)


@row
class Besluitrij:
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
    Besluitrij,
    ("Wat uiterlijk wanneer besloten moet zijn", "What must be decided by when"),
    ("Alle besluiten van het plan.", "All decisions of the plan."),
    "decisions",
)


@dataclass(frozen=True)
class Reeks:
    """What a chart of one area needs, per reference day.

    Attributes
    ----------
    soorten
        Places that stand by kind, in the order of the model; kinds that never stand are left out.
    nodig, telt
        Places needed and places that count, by name of the need.
    """

    dagen: tuple[dt.date, ...]
    soorten: Mapping[str, tuple[int, ...]]
    nodig: Mapping[str, tuple[int | None, ...]]
    telt: Mapping[str, tuple[int, ...]]


def reeks(plan: Tijdplan, area: str) -> Reeks:
    """Capacity by kind and need of one area, for a chart."""
    lines = [line for code, line in plan.nodig if code == area]
    stands = {kind: plan.staat(area, kind) for kind in plan.opdracht.opvangsoorten}
    return Reeks(
        plan.kalender.dagen,
        {kind: counts for kind, counts in stands.items() if any(counts)},
        {line: plan.nodig[area, line] for line in lines},
        {line: plan.telt(area, line) for line in lines},
    )


def maandtabel(plan: Tijdplan, names: Mapping[str, str]) -> Rows[Maandrij]:
    """Need, places that count, shortage, and places that stand by kind: a row per area, day and need.

    Parameters
    ----------
    names
        Name by area code, ``gegevens.gebiedsnaam``.
    """
    series_list = {area: reeks(plan, area) for area in plan.gebieden}
    kinds = [s for s in plan.opdracht.opvangsoorten if any(s in r.soorten for r in series_list.values())]
    rows: list[Maandrij] = []
    for area, r in series_list.items():
        tekorten = {line: plan.tekort(area, line) for line in r.nodig}
        for t, day in enumerate(r.dagen):
            stands = {s: r.soorten[s][t] if s in r.soorten else 0 for s in kinds}
            for line, needed in r.nodig.items():
                figures = (needed[t], r.telt[line][t], tekorten[line][t])
                rows.append(Maandrij(area, names.get(area, area), day, line, *figures, stands))
    return MAANDEN.fill(rows)


def besluittabel(plan: Tijdplan, names: Mapping[str, str]) -> Rows[Besluitrij]:
    """All decisions of the plan; then, per way to close what lacks, the steps beyond what was agreed.

    `weg` is empty for the plan itself, 1 for the chosen way and higher for the other ways.
    """
    wegen: list[tuple[int | None, Iterable[Besluit]]] = [(None, plan.besluiten)]
    if plan.aanvulling is not None:
        wegen.append((1, [b for b in plan.aanvulling.besluiten if not b.afgesproken]))
    wegen += [(number, _stappen(weg)) for number, weg in enumerate(alternatieven(plan).wegen, start=2)]
    return BESLUITEN.fill(
        Besluitrij(
            b.uiterlijk, b.stap, b.gebied, b.locatie.code, _gemeente(b, names), b.locatie.locatie, b.soort,
            b.plaatsen, b.van, b.tot_en_met, _agreement(b).value, b.nodig_vanaf, number,
        )
        for number, decisions in wegen
        for b in decisions
    )  # fmt: skip


def zinnen(plan: Tijdplan, names: Mapping[str, str], lang: Lang = "nl") -> list[str]:
    """What lacks, what must be decided by when, and which further steps would close the gap."""
    said = []
    for area, line in plan.nodig:
        name = names.get(area, area)
        gaps = [g for g in plan.gaten if (g.gebied, g.behoefte) == (area, line)]
        if not gaps:
            said.append(say("tijd.genoeg", lang, naam=name, behoefte=line))
        for g in gaps:
            figures = {"van": g.van, "tot": g.tot_en_met, "plaatsen": g.plaatsen}
            said.append(say("tijd.gat", lang, naam=name, behoefte=line, **figures))
    said += _zinnen(plan.besluiten, names, lang)
    if plan.aanvulling is not None:
        steps = [b for b in plan.aanvulling.besluiten if not b.afgesproken]
        sleutel = "tijd.sluit_deels" if plan.aanvulling.gaten else "tijd.sluit_gat"
        if steps:
            said.append(say(sleutel, lang, aantal=len(steps)))
            said += _zinnen(steps, names, lang)
    return [*said, *_alternatives(plan, names, lang), *_openingen(plan, names, lang)]


def sentences_of(plan: Tijdplan, code: str, names: Mapping[str, str], lang: Lang = "nl") -> list[str]:
    """What stands in one gemeente from when to when, and what must be decided about it."""
    said: Counter[str] = Counter()
    for v in plan.verblijven:
        if v.lid.locatie.code is None or code not in v.lid.locatie.code.split("+"):
            continue
        for k, months in groupby(range(plan.kalender.aantal), key=v.trap.__getitem__):
            if k is not None:
                stands = list(months)
                dates = {"van": plan.kalender.dagen[stands[0]], "tot": plan.kalender.dagen[stands[-1]]}
                stair = v.route.trappen[k]
                what = {"plaatsen": stair.plaatsen, "soort": stair.soort, "locatie": v.lid.locatie.locatie}
                said[say("tijd.staat", lang, **what, **dates)] += 1
    decisions = [b for b in plan.besluiten if b.locatie.code and code in b.locatie.code.split("+")]
    if plan.aanvulling is not None:
        decisions += [
            b
            for b in plan.aanvulling.besluiten
            if not b.afgesproken and b.locatie.code and code in b.locatie.code.split("+")
        ]
    standing = [sentence if keer == 1 else f"{keer} × {sentence}" for sentence, keer in said.items()]
    return standing + _zinnen(decisions, names, lang)


def _alternatives(plan: Tijdplan, names: Mapping[str, str], lang: Lang) -> Iterator[str]:
    """Other ways with as few steps, each with its steps; on which goal it is worse than the chosen one."""
    for number, weg in enumerate(alternatieven(plan).wegen, start=2):
        figures = {"nummer": number, "naam": names.get(weg.gebied, weg.gebied)}
        if weg.doel:
            goal = say(f"plan.doel.{weg.doel}", lang)
            yield say("tijd.alternatief_slechter", lang, **figures, doel=goal, van=weg.van, naar=weg.naar)
        else:
            yield say("tijd.alternatief", lang, **figures)
        yield from _zinnen(_stappen(weg), names, lang)
    if not alternatieven(plan).volledig:
        yield say("tijd.alternatief_meer", lang)


def _stappen(weg: Alternatief) -> list[Besluit]:
    """Steps beyond what was agreed; when each is needed is told of the chosen way only."""
    return [replace(b, nodig_vanaf=None) for b in weg.plan.besluiten if not b.afgesproken]


def _openingen(plan: Tijdplan, names: Mapping[str, str], lang: Lang) -> Iterator[str]:
    """How large a new location would have to be, and how long open, to close what lacks."""
    sleutel = "tijd.opening"
    gaps = plan.gaten
    if plan.aanvulling is not None and plan.aanvulling.gaten:
        sleutel, gaps = "tijd.opening_rest", plan.aanvulling.gaten
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


def stands_on(
    locaties: Iterable[Locatie], day: dt.date, manner: Literal["contract", "opties", "alles"]
) -> Counter[str]:
    """Places by kind that stand on a day, without any plan.

    Parameters
    ----------
    manner
        ``contract``: nothing is extended; ``opties``: every listed extension is used; ``alles``: every
        location that has opened goes on.
    """
    stands: Counter[str] = Counter()
    for loc in locaties:
        end = loc.tot_en_met if manner == "contract" else loc.verlengbaar_tot_en_met or loc.tot_en_met
        if manner == "alles" or end is None:
            end = dt.date.max
        if loc.afspraak is Afspraak.CONTRACT and loc.van <= day <= end:
            stands[loc.soort] += loc.plaatsen * loc.keer
    return stands


def _gemeente(b: Besluit, names: Mapping[str, str]) -> str:
    codes = (b.locatie.code or b.gebied).split("+")
    return " + ".join(names.get(code, code) for code in codes)


def _agreement(b: Besluit) -> Afspraak:
    return Afspraak.OPTIE if b.afgesproken else Afspraak.MOGELIJK


def _zinnen(decisions: Iterable[Besluit], names: Mapping[str, str], lang: Lang) -> list[str]:
    """A sentence per decision; equal ones once, with their number."""
    keer = Counter(_zin(b, names, lang) for b in decisions)
    return [sentence if count == 1 else f"{count} × {sentence}" for sentence, count in keer.items()]


def _zin(b: Besluit, names: Mapping[str, str], lang: Lang) -> str:
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
    return sentence if b.afgesproken else say("tijd.niet_afgesproken", lang, zin=sentence)
