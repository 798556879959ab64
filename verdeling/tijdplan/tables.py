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


def reeks(plan: Tijdplan, gebied: str) -> Reeks:
    """Capacity by kind and need of one area, for a chart."""
    lijnen = [lijn for code, lijn in plan.nodig if code == gebied]
    staat = {soort: plan.staat(gebied, soort) for soort in plan.opdracht.opvangsoorten}
    return Reeks(
        plan.kalender.dagen,
        {soort: aantallen for soort, aantallen in staat.items() if any(aantallen)},
        {lijn: plan.nodig[gebied, lijn] for lijn in lijnen},
        {lijn: plan.telt(gebied, lijn) for lijn in lijnen},
    )


def maandtabel(plan: Tijdplan, namen: Mapping[str, str]) -> Rows[Maandrij]:
    """Need, places that count, shortage, and places that stand by kind: a row per area, day and need.

    Parameters
    ----------
    namen
        Name by area code, ``gegevens.gebiedsnaam``.
    """
    reeksen = {gebied: reeks(plan, gebied) for gebied in plan.gebieden}
    soorten = [s for s in plan.opdracht.opvangsoorten if any(s in r.soorten for r in reeksen.values())]
    rijen: list[Maandrij] = []
    for gebied, r in reeksen.items():
        tekorten = {lijn: plan.tekort(gebied, lijn) for lijn in r.nodig}
        for t, dag in enumerate(r.dagen):
            staat = {s: r.soorten[s][t] if s in r.soorten else 0 for s in soorten}
            for lijn, nodig in r.nodig.items():
                cijfers = (nodig[t], r.telt[lijn][t], tekorten[lijn][t])
                rijen.append(Maandrij(gebied, namen.get(gebied, gebied), dag, lijn, *cijfers, staat))
    return MAANDEN.fill(rijen)


def besluittabel(plan: Tijdplan, namen: Mapping[str, str]) -> Rows[Besluitrij]:
    """All decisions of the plan; then, per way to close what lacks, the steps beyond what was agreed.

    `weg` is empty for the plan itself, 1 for the chosen way and higher for the other ways.
    """
    wegen: list[tuple[int | None, Iterable[Besluit]]] = [(None, plan.besluiten)]
    if plan.aanvulling is not None:
        wegen.append((1, [b for b in plan.aanvulling.besluiten if not b.afgesproken]))
    wegen += [(nummer, _stappen(weg)) for nummer, weg in enumerate(alternatieven(plan).wegen, start=2)]
    return BESLUITEN.fill(
        Besluitrij(
            b.uiterlijk, b.stap, b.gebied, b.locatie.code, _gemeente(b, namen), b.locatie.locatie, b.soort,
            b.plaatsen, b.van, b.tot_en_met, _agreement(b).value, b.nodig_vanaf, nummer,
        )
        for nummer, besluiten in wegen
        for b in besluiten
    )  # fmt: skip


def zinnen(plan: Tijdplan, namen: Mapping[str, str], lang: Lang = "nl") -> list[str]:
    """What lacks, what must be decided by when, and which further steps would close the gap."""
    gezegd = []
    for gebied, lijn in plan.nodig:
        naam = namen.get(gebied, gebied)
        gaten = [g for g in plan.gaten if (g.gebied, g.behoefte) == (gebied, lijn)]
        if not gaten:
            gezegd.append(say("tijd.genoeg", lang, naam=naam, behoefte=lijn))
        for g in gaten:
            cijfers = {"van": g.van, "tot": g.tot_en_met, "plaatsen": g.plaatsen}
            gezegd.append(say("tijd.gat", lang, naam=naam, behoefte=lijn, **cijfers))
    gezegd += _zinnen(plan.besluiten, namen, lang)
    if plan.aanvulling is not None:
        stappen = [b for b in plan.aanvulling.besluiten if not b.afgesproken]
        sleutel = "tijd.sluit_deels" if plan.aanvulling.gaten else "tijd.sluit_gat"
        if stappen:
            gezegd.append(say(sleutel, lang, aantal=len(stappen)))
            gezegd += _zinnen(stappen, namen, lang)
    return [*gezegd, *_alternatives(plan, namen, lang), *_openingen(plan, namen, lang)]


def sentences_of(plan: Tijdplan, code: str, namen: Mapping[str, str], lang: Lang = "nl") -> list[str]:
    """What stands in one gemeente from when to when, and what must be decided about it."""
    gezegd: Counter[str] = Counter()
    for v in plan.verblijven:
        if v.lid.locatie.code is None or code not in v.lid.locatie.code.split("+"):
            continue
        for k, maanden in groupby(range(plan.kalender.aantal), key=v.trap.__getitem__):
            if k is not None:
                staat = list(maanden)
                datums = {"van": plan.kalender.dagen[staat[0]], "tot": plan.kalender.dagen[staat[-1]]}
                trap = v.route.trappen[k]
                wat = {"plaatsen": trap.plaatsen, "soort": trap.soort, "locatie": v.lid.locatie.locatie}
                gezegd[say("tijd.staat", lang, **wat, **datums)] += 1
    besluiten = [b for b in plan.besluiten if b.locatie.code and code in b.locatie.code.split("+")]
    if plan.aanvulling is not None:
        besluiten += [
            b
            for b in plan.aanvulling.besluiten
            if not b.afgesproken and b.locatie.code and code in b.locatie.code.split("+")
        ]
    staand = [zin if keer == 1 else f"{keer} × {zin}" for zin, keer in gezegd.items()]
    return staand + _zinnen(besluiten, namen, lang)


def _alternatives(plan: Tijdplan, namen: Mapping[str, str], lang: Lang) -> Iterator[str]:
    """Other ways with as few steps, each with its steps; on which goal it is worse than the chosen one."""
    for nummer, weg in enumerate(alternatieven(plan).wegen, start=2):
        cijfers = {"nummer": nummer, "naam": namen.get(weg.gebied, weg.gebied)}
        if weg.doel:
            doel = say(f"plan.doel.{weg.doel}", lang)
            yield say("tijd.alternatief_slechter", lang, **cijfers, doel=doel, van=weg.van, naar=weg.naar)
        else:
            yield say("tijd.alternatief", lang, **cijfers)
        yield from _zinnen(_stappen(weg), namen, lang)
    if not alternatieven(plan).volledig:
        yield say("tijd.alternatief_meer", lang)


def _stappen(weg: Alternatief) -> list[Besluit]:
    """Steps beyond what was agreed; when each is needed is told of the chosen way only."""
    return [replace(b, nodig_vanaf=None) for b in weg.plan.besluiten if not b.afgesproken]


def _openingen(plan: Tijdplan, namen: Mapping[str, str], lang: Lang) -> Iterator[str]:
    """How large a new location would have to be, and how long open, to close what lacks."""
    sleutel = "tijd.opening"
    gaten = plan.gaten
    if plan.aanvulling is not None and plan.aanvulling.gaten:
        sleutel, gaten = "tijd.opening_rest", plan.aanvulling.gaten
    for gebied, lijn in dict.fromkeys((g.gebied, g.behoefte) for g in gaten):
        mijn = [g for g in gaten if (g.gebied, g.behoefte) == (gebied, lijn)]
        yield say(
            sleutel,
            lang,
            naam=namen.get(gebied, gebied),
            behoefte=lijn,
            plaatsen=max(g.plaatsen for g in mijn),
            van=mijn[0].van,
            tot=mijn[-1].tot_en_met,
        )


def stands_on(
    locaties: Iterable[Locatie], dag: dt.date, wijze: Literal["contract", "opties", "alles"]
) -> Counter[str]:
    """Places by kind that stand on a day, without any plan.

    Parameters
    ----------
    wijze
        ``contract``: nothing is extended; ``opties``: every listed extension is used; ``alles``: every
        location that has opened goes on.
    """
    staat: Counter[str] = Counter()
    for loc in locaties:
        einde = loc.tot_en_met if wijze == "contract" else loc.verlengbaar_tot_en_met or loc.tot_en_met
        if wijze == "alles" or einde is None:
            einde = dt.date.max
        if loc.afspraak is Afspraak.CONTRACT and loc.van <= dag <= einde:
            staat[loc.soort] += loc.plaatsen * loc.keer
    return staat


def _gemeente(b: Besluit, namen: Mapping[str, str]) -> str:
    codes = (b.locatie.code or b.gebied).split("+")
    return " + ".join(namen.get(code, code) for code in codes)


def _agreement(b: Besluit) -> Afspraak:
    return Afspraak.OPTIE if b.afgesproken else Afspraak.MOGELIJK


def _zinnen(besluiten: Iterable[Besluit], namen: Mapping[str, str], lang: Lang) -> list[str]:
    """A sentence per decision; equal ones once, with their number."""
    keer = Counter(_zin(b, namen, lang) for b in besluiten)
    return [zin if aantal == 1 else f"{aantal} × {zin}" for zin, aantal in keer.items()]


def _zin(b: Besluit, namen: Mapping[str, str], lang: Lang) -> str:
    zin = say(
        f"tijd.{b.stap}",
        lang,
        uiterlijk=b.uiterlijk,
        locatie=b.locatie.locatie,
        gemeente=_gemeente(b, namen),
        plaatsen=b.plaatsen,
        soort=b.soort,
        tot=b.tot_en_met,
    )
    if b.nodig_vanaf is not None:
        zin = say("tijd.nodig", lang, zin=zin, dag=b.nodig_vanaf)
    return zin if b.afgesproken else say("tijd.niet_afgesproken", lang, zin=zin)
