"""Pages of a report: one per gemeente and one per province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from verdeling.maps import svg as maps
from verdeling.maps.geometry import Geometrie
from verdeling.report.charts import Staaf, staaf_boven_groep_svg, staafgroep
from verdeling.report.data import Bronregel, ReportData, Taakdeel, Uitlegstap
from verdeling.report.details import ruil
from verdeling.report.maps import klassenlijst
from verdeling.report.tables import Tabel, gemeentetabel, provincie_id, schaal, waarde
from verdeling.report.texts import Taal
from verdeling.result.tables import PLANKOLOMMEN, Cijferrij

NAAMRUIMTE = 146
"""Room for names in the bars of a gemeente page."""


@dataclass(frozen=True)
class ProvincePart:
    """One task on the page of a province; `classes` are samples of the colours with their bounds."""

    title: str
    suffix: str
    weak: Sequence[Bronregel]
    sentence: str
    svg: Markup
    classes: Sequence[tuple[Markup, str]]
    caption: str
    table: Tabel


@dataclass(frozen=True)
class ProvinceSheet:
    """Page of a province."""

    id: str
    name: str
    parts: Sequence[ProvincePart]


@dataclass(frozen=True)
class GemeentePart:
    """One task on the page of a gemeente; what is empty is not shown."""

    title: str
    suffix: str
    sentence: str
    bars: Markup
    facts: Sequence[tuple[str, str]]
    number: str
    steps: Sequence[Uitlegstap]
    plan_steps: Sequence[Uitlegstap]
    binding: Sequence[str]
    otherwise: Sequence[str]
    leeway: str
    why: str


@dataclass(frozen=True)
class GemeenteSheet:
    """Page of a gemeente; `before` and `after` are codes of the pages beside it."""

    code: str
    name: str
    province: str
    province_id: str
    before: str
    after: str
    place: Markup | str
    parts: Sequence[GemeentePart]
    flows: Sequence[str]


def provinciebladen(data: ReportData, vormen: Geometrie, t: Taal) -> list[ProvinceSheet]:
    """Page per province: its sum, a map and the table of its gemeenten."""
    return [
        ProvinceSheet(provincie_id(p), p, [_provinciedeel(data, d, p, vormen, t) for d in data.taken])
        for p in data.provincies
    ]


def _provinciedeel(
    data: ReportData, deel: Taakdeel, provincie: str, vormen: Geometrie, t: Taal
) -> ProvincePart:
    rijen = [r for r in deel.rijen if r.provincie == provincie]
    som, inwoners = deel.som("indicatief", provincie) or 0, deel.som("inwoners", provincie)
    land, landinwoners = deel.som("indicatief") or 0, deel.som("inwoners")
    zin = t.zeg(
        "report.provincie.zin", naam=provincie, som=som, eenheid=t.eenheid(deel.eenheid), aantal=len(rijen)
    )
    if deel.heeft_inwoners:
        sleutel = "report.provincie.per_1000" if deel.heel_land else "report.provincie.per_1000_deel"
        per, samen = t.per_1000(som, inwoners), t.per_1000(land, landinwoners)
        zin += " " + t.zeg(sleutel, per=per, land=samen)
    codes = [r.code for r in rijen if r.code in vormen.gemeenten]
    titel = t.zeg("report.provincie.kaart", naam=provincie)
    svg = ""
    if codes:
        waarden = {r.code: waarde(deel, r) for r in rijen}
        svg = maps.kaart_svg(vormen, waarden, schaal(deel), titel=titel, codes=set(codes), gedeeld=True)
    return ProvincePart(
        title=t.taaknaam(deel.naam),
        suffix=t.bij(data, deel),
        weak=data.zwak_in(deel),
        sentence=zin,
        svg=Markup(svg),
        classes=klassenlijst(schaal(deel), t),
        caption=t.kop(
            "report.kaart.per_1000" if deel.heeft_inwoners else "report.kaart.aantal",
            eenheid=t.eenheid(deel.eenheid),
        ),
        table=gemeentetabel(data, deel, t, provincie),
    )


def gemeentebladen(data: ReportData, vormen: Geometrie, t: Taal) -> list[GemeenteSheet]:
    """Page per gemeente: its figure, the sum behind it, what would change it, and its part in the plan."""
    rijen: dict[str, list[tuple[Taakdeel, Cijferrij]]] = defaultdict(list)
    for deel in data.taken:
        for rij in deel.rijen:
            rijen[rij.code].append((deel, rij))
    codes = sorted(rijen)
    stromen = _stromen(data, t)
    for code, zinnen in ruil(data, t).items():
        stromen[code] += zinnen
    kaders = {
        p: maps.kader_tekst(
            vormen, [r.code for r in data.taken[0].rijen if r.provincie == p and r.code in vormen.gemeenten]
        )
        for p in data.provincies
        if any(r.provincie == p and r.code in vormen.gemeenten for r in data.taken[0].rijen)
    }
    hoogste = {d.naam: _hoogste(data, d) for d in data.taken}
    bladen = []
    for i, code in enumerate(codes):
        rij = rijen[code][0][1]
        pid = provincie_id(rij.provincie)
        bladen.append(
            GemeenteSheet(
                code=code,
                name=rij.gemeente,
                province=rij.provincie,
                province_id=pid,
                before=codes[i - 1] if i else "",
                after=codes[i + 1] if i + 1 < len(codes) else "",
                place=_ligging(rij, kaders.get(rij.provincie), pid, t) if code in vormen.gemeenten else "",
                parts=[_gemeentedeel(data, d, r, hoogste[d.naam], t) for d, r in rijen[code]],
                flows=stromen.get(code, []),
            )
        )
    return bladen


def gedeelde_staven(data: ReportData, t: Taal) -> str:
    """The bars of province and country, once in the page; every gemeente page refers to them."""
    uit = []
    for deel in data.taken:
        if not deel.heeft_inwoners:
            continue
        hoogste = _hoogste(data, deel)
        for p in data.provincies:
            staven = [
                Staaf(
                    _kort(naam),
                    float(deel.per_1000[q]),
                    t.getal(deel.per_1000[q], 2),
                    "zacht",
                )
                for naam, q in _gehelen(data, deel, p, t)
            ]
            uit.append(staafgroep(_groep(deel, p), staven, hoogste[p], NAAMRUIMTE))
    return "".join(uit)


def _gehelen(data: ReportData, deel: Taakdeel, provincie: str, t: Taal) -> list[tuple[str, str | None]]:
    """What a gemeente stands beside: its province and the country; one whole where these are the same."""
    naam = provincie
    if any(r.gemeente == provincie for r in deel.rijen):
        naam = t.zeg("report.provincie.naast_gemeente", naam=provincie)
    alles: list[tuple[str, str | None]] = [(t.geheel(deel), None)]
    return alles if len(data.provincies) == 1 else [(naam, provincie), *alles]


def _groep(deel: Taakdeel, provincie: str) -> str:
    return f"b-{deel.naam}-{provincie_id(provincie)}"


def _hoogste(data: ReportData, deel: Taakdeel) -> dict[str, float]:
    """Per province the highest value on its axis: of its gemeenten, of itself, of the country."""
    land = float(deel.per_1000[None])
    return {
        p: max([land, *(float(r.per_1000 or 0) for r in deel.rijen if r.provincie == p), 1e-9])
        for p in data.provincies
    }


def _ligging(rij: Cijferrij, kader: str | None, pid: str, t: Taal) -> Markup:
    """Small map: the province with the gemeente in it."""
    titel = t.zeg("report.ligging", gemeente=rij.gemeente, provincie=rij.provincie)
    return Markup(
        '<svg class="kaart" viewBox="{}" role="img" aria-label="{}"><g aria-hidden="true">'
        '<use href="#p-{}" class="stil"/><use href="#v-{}" class="hier"/></g></svg>'
    ).format(kader, titel, pid, rij.code)


def _gemeentedeel(
    data: ReportData, deel: Taakdeel, rij: Cijferrij, hoogste: Mapping[str, float], t: Taal
) -> GemeentePart:
    zin = t.zeg(
        "report.gemeente.zin", naam=rij.gemeente, aantal=rij.indicatief, eenheid=t.eenheid(deel.eenheid)
    )
    staven = ""
    per = rij.per_1000
    if deel.heeft_inwoners and per is not None:
        land, eigen = (t.getal(deel.per_1000[p], 2) for p in (None, rij.provincie))
        zin += " " + t.zeg("report.gemeente.per_1000", per=per, inwoners=rij.inwoners)
        sleutel = "report.gemeente.naast" if deel.heel_land else "report.gemeente.naast_deel"
        zin += " " + t.zeg(sleutel, provincie=rij.provincie, eigen=eigen, land=land)
        staven = staaf_boven_groep_svg(
            Staaf(_kort(rij.gemeente), float(per), t.getal(per, 2), "land"),
            _groep(deel, rij.provincie),
            len(_gehelen(data, deel, rij.provincie, t)),
            hoogste[rij.provincie],
            NAAMRUIMTE,
        )
    feiten = [
        (c.head(t.lang), t.getal(getattr(rij, c.name)))
        for c in PLANKOLOMMEN
        if getattr(rij, c.name) is not None
    ]
    feiten += [
        (t.zeg("report.waarvan", deel=naam), t.getal(aantallen[rij.code]))
        for naam, aantallen in deel.delen.items()
        if rij.code in aantallen
    ]
    return GemeentePart(
        title=t.taaknaam(deel.naam),
        suffix=t.bij(data, deel),
        sentence=zin,
        bars=Markup(staven),
        facts=feiten,
        number=t.getal(rij.indicatief),
        steps=deel.uitleg.get(rij.code, ()),
        plan_steps=deel.planuitleg.get(rij.code, ()),
        binding=deel.bindend.get(rij.code, ()),
        otherwise=deel.anders.get(rij.code, ()),
        leeway=_speelruimte(deel, rij, t),
        why=deel.waarom.get(rij.code, ""),
    )


def _speelruimte(deel: Taakdeel, rij: Cijferrij, t: Taal) -> str:
    """What the rules leave open, in a sentence; empty when it was not computed."""
    if rij.code not in deel.speelruimte:
        return ""
    minste, meeste = deel.speelruimte[rij.code]
    sleutel = "report.speelruimte.vast" if minste == meeste else "report.speelruimte.tussen"
    return t.zeg(sleutel, plan=rij.plan, minste=minste, meeste=meeste)


def _kort(naam: str, meeste: int = 22) -> str:
    """A name that fits beside a bar."""
    return naam if len(naam) <= meeste else naam[: meeste - 1] + "…"


def _stromen(data: ReportData, t: Taal) -> dict[str, list[str]]:
    """Who provides for whom, in sentences per gemeente."""
    uit: dict[str, list[str]] = defaultdict(list)
    for s in data.stromen:
        van, naar = data.naam_van[s.van], data.naam_van[s.naar]
        if s.van == s.naar:
            uit[s.van].append(t.zeg("report.stroom.thuis", gemeente=van, aantal=s.plaatsen))
        else:
            uit[s.van].append(t.zeg("report.stroom.uit", gemeente=naar, aantal=s.plaatsen))
            uit[s.naar].append(t.zeg("report.stroom.in", gemeente=van, aantal=s.plaatsen))
    return uit
