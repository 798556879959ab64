"""The maps of a report, each with the table of the same figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from markupsafe import Markup

from verdeling.maps import svg as maps
from verdeling.maps.geometry import Geometrie, midden
from verdeling.maps.svg import LETTERS, Klassen
from verdeling.report.data import Taakdeel
from verdeling.report.tables import Kolom, Tabel, Tabelrij, provincie_id, schaal, waarde
from verdeling.report.texts import LEEG, Taal
from verdeling.result.tables import PER, Cijferrij

STAAL: Final = Markup(
    '<svg class="staal" viewBox="0 0 24 18" aria-hidden="true">'
    '<rect class="{}" width="24" height="18"/></svg>{}'
)
"""Sample of a colour with its letter."""
UITERSTEN: Final = 5
"""A map of classes names so many gemeenten at either end."""
GROOTSTE: Final = 10
"""A map of circles has a table of so many gemeenten beside it."""


@dataclass(frozen=True)
class Map:
    """A map for the template.

    Attributes
    ----------
    id
        Its name within the page.
    column, unit
        Column of the table of gemeenten that it shows, and the unit to tell with a value.
    tiles
        The same as a tile map; empty without one.
    legend, extremes
        Tables beside it: its classes or largest amounts, and both ends of the values.
    """

    id: str
    title: str
    column: str
    unit: str
    svg: Markup
    legend: Tabel
    caption: str
    tiles: Markup = Markup("")  # noqa: RUF009
    extremes: Tabel | None = None


def kaarten(deel: Taakdeel, vormen: Geometrie, t: Taal) -> list[Map]:
    """Maps of a task: by class; with a plan also the difference; by amount for the whole country only."""
    codes = {r.code for r in deel.rijen}
    if not codes & vormen.gemeenten.keys():
        return []
    heel = codes >= vormen.gemeenten.keys()
    uit = [_hoofdkaart(deel, vormen, t)]
    uit += [_cirkels(deel, vormen, t, "indicatief")] if heel else []
    if deel.heeft_plan and deel.heeft_inwoners:
        uit.append(_verschil(deel, vormen, t))
        uit += [_cirkels(deel, vormen, t, "nieuw")] if heel else []
    return uit


def _hoofdkaart(deel: Taakdeel, vormen: Geometrie, t: Taal) -> Map:
    per = deel.heeft_inwoners
    sleutel = "report.kaart.per_1000" if per else "report.kaart.aantal"
    eenheid = t.eenheid(deel.eenheid)
    waarden: dict[str, float | None] = {r.code: waarde(deel, r) for r in deel.rijen}
    titel = t.kop(sleutel, eenheid=eenheid)
    return _vlakken(
        deel,
        vormen,
        waarden,
        schaal(deel),
        titel,
        t,
        decimalen=2 if per else 0,
        kop=t.zeg("report.kolom.per_1000") if per else t.cijfer(deel),
        id=f"{deel.naam}-1",
        kolom="per_1000" if per else "indicatief",
        eenheid=t.zeg("report.eenheid.per_1000", eenheid=eenheid) if per else eenheid,
    )


def _verschil(deel: Taakdeel, vormen: Geometrie, t: Taal) -> Map:
    waarden: dict[str, float | None] = {
        r.code: PER * r.verschil / r.inwoners if r.verschil is not None and r.inwoners else None
        for r in deel.rijen
    }
    klasse = maps.klassen(waarden.values(), 7, divergerend=True)
    return _vlakken(
        deel,
        vormen,
        waarden,
        klasse,
        t.zeg("report.kaart.verschil"),
        t,
        decimalen=1,
        kop=t.zeg("report.kolom.per_1000"),
        id=f"{deel.naam}-3",
        kolom="verschil",
        eenheid=t.zeg("report.eenheid.verschil", eenheid=t.eenheid(deel.eenheid)),
    )


def _vlakken(
    deel: Taakdeel,
    vormen: Geometrie,
    waarden: dict[str, float | None],
    klasse: Klassen,
    titel: str,
    t: Taal,
    *,
    decimalen: int,
    kop: str,
    id: str,
    kolom: str,
    eenheid: str,
) -> Map:
    """A choropleth with its tile map and the table of its classes."""
    gebied = {r.code: r.provincie for r in deel.rijen}
    svg, tegels = drawn(vormen, waarden, klasse, titel, gebied)
    weg = sum(code not in vormen.gemeenten for code in waarden)
    uitleg = t.zeg("report.kaart.letters") if tegels else ""
    return Map(
        id,
        titel,
        kolom,
        eenheid,
        svg,
        legenda(deel, waarden, klasse, t, decimalen, titel),
        t.zeg("report.kaart.weg", aantal=weg) if weg else uitleg,
        tegels,
        uitersten(deel, waarden, klasse, t, kop, titel),
    )


def drawn(
    vormen: Geometrie,
    waarden: Mapping[str, float | None],
    klasse: Klassen,
    titel: str,
    gebied: Mapping[str, str],
) -> tuple[Markup, Markup]:
    """A map by class, and its tile map when the whole country is on it."""
    heel = waarden.keys() >= vormen.gemeenten.keys()
    codes = None if heel else waarden.keys()
    svg = maps.kaart_svg(vormen, waarden, klasse, titel=titel, gebied=gebied, codes=codes, gedeeld=True)
    tegels = heel and vormen.tegels
    return Markup(svg), Markup(
        maps.tegels_svg(vormen, waarden, klasse, titel=titel, gebied=gebied) if tegels else ""
    )


def legenda(
    deel: Taakdeel, waarden: dict[str, float | None], klasse: Klassen, t: Taal, decimalen: int, titel: str
) -> Tabel:
    """Table of the classes of a map: sample and letter, bounds, gemeenten, places."""
    groepen: dict[str, list[Cijferrij]] = {}
    for rij in deel.rijen:
        groepen.setdefault(klasse.letter(waarden.get(rij.code)), []).append(rij)
    rijen = []
    for i, (staal, bereik) in enumerate(klassenlijst(klasse, t, decimalen)):
        groep = groepen.get(LETTERS[i], [])
        rijen.append(
            Tabelrij(
                staal,
                [
                    bereik,
                    t.getal(len(groep)),
                    t.getal(sum(r.indicatief for r in groep)),
                ],
            )
        )
    if zonder := groepen.get(LEEG, []):
        staal = STAAL.format("s0", LEEG)
        som = sum(r.indicatief for r in zonder)
        rijen.append(Tabelrij(staal, [t.zeg("report.bereik.geen"), t.getal(len(zonder)), t.getal(som)]))
    kop = [
        Kolom(t.zeg("report.kolom.klasse"), "tekst"),
        Kolom(t.zeg("report.bereik"), "tekst"),
        Kolom(t.zeg("report.kolom.gemeenten")),
        Kolom(t.cijfer(deel)),
    ]
    voet = [t.zeg("report.totaal"), "", t.getal(len(deel.rijen)), t.getal(deel.som("indicatief"))]
    return Tabel(t.zeg("report.legenda", kaart=titel), kop, rijen, voet)


def klassenlijst(klasse: Klassen, t: Taal, decimalen: int = 2) -> list[tuple[Markup, str]]:
    """Sample with letter, and bounds in words, of each class of a map."""
    return [
        (STAAL.format(klasse.kleur(i), LETTERS[i]), _bereik(klasse, i, t, decimalen))
        for i in range(klasse.aantal)
    ]


def uitersten(
    deel: Taakdeel, waarden: dict[str, float | None], klasse: Klassen, t: Taal, kolom: str, titel: str
) -> Tabel | None:
    """The gemeenten with the highest and the lowest values of a map; None when there are too few."""
    bekend = [(w, r) for r in deel.rijen if (w := waarden.get(r.code)) is not None]
    if len(bekend) <= 2 * UITERSTEN:
        return None
    volgorde = sorted(bekend, key=lambda paar: (-paar[0], paar[1].code))
    rijen = [
        Tabelrij(r.gemeente, [r.provincie, t.getal(w, 2), klasse.letter(w)], doel=r.code)
        for w, r in volgorde[:UITERSTEN] + volgorde[-UITERSTEN:]
    ]
    kop = [
        Kolom(t.zeg("report.gemeente"), "tekst"),
        Kolom(t.zeg("report.provincie"), "tekst vast"),
        Kolom(kolom),
        Kolom(t.zeg("report.kolom.klasse"), "tekst"),
    ]
    return Tabel(t.zeg("report.uitersten", aantal=UITERSTEN, kaart=titel), kop, rijen)


def _bereik(klasse: Klassen, i: int, t: Taal, decimalen: int) -> str:
    """Bounds of a class in words."""
    grenzen = [t.getal(g, _decimalen(klasse, decimalen)) for g in klasse.grenzen]
    if not grenzen:
        return t.zeg("report.alle")
    if i == 0:
        return t.zeg("report.bereik.onder", hoog=grenzen[0])
    if i == len(grenzen):
        return t.zeg("report.bereik.vanaf", laag=grenzen[-1])
    return t.zeg("report.bereik.tussen", laag=grenzen[i - 1], hoog=grenzen[i])


def _decimalen(klasse: Klassen, hoogstens: int) -> int:
    """Decimals that the breaks need."""
    return next((d for d in range(hoogstens) if all(round(g, d) == g for g in klasse.grenzen)), hoogstens)


def _cirkels(deel: Taakdeel, vormen: Geometrie, t: Taal, kolom: str) -> Map:
    """Map of circles with the largest amounts in a table."""
    waarden: dict[str, float | None] = {r.code: getattr(r, kolom) for r in deel.rijen}
    punten = {r.code: midden(vormen, r.code) for r in deel.rijen if r.code in vormen.gemeenten}
    top = max((w for w in waarden.values() if w), default=1)
    stap = 10 ** (len(str(int(top))) - 1)
    eerste_cijfer = int(top // stap)
    # the middle circle stands apart from the largest: at most a third of it
    ijk = [eerste_cijfer * stap, stap // {1: 4, 2: 2}.get(eerste_cijfer, 1), stap // 10]
    titel = t.kop(f"report.kaart.{kolom}", eenheid=t.eenheid(deel.eenheid))
    svg = maps.cirkels_svg(
        vormen,
        waarden,
        punten,
        titel=titel,
        legenda=[(n, t.getal(n)) for n in dict.fromkeys(ijk) if n],
        gebied={r.code: provincie_id(r.provincie) for r in deel.rijen},
        gedeeld=True,
    )
    eerste = sorted(deel.rijen, key=lambda r: (-(getattr(r, kolom) or 0), r.code))[:GROOTSTE]
    som = deel.som(kolom) or 1
    rijen = [
        Tabelrij(
            r.gemeente,
            [
                r.provincie,
                t.getal(getattr(r, kolom)),
                t.procent(Fraction(100 * (getattr(r, kolom) or 0), som), 1),
            ],
            doel=r.code,
        )
        for r in eerste
    ]
    kop = [
        Kolom(t.zeg("report.gemeente"), "tekst"),
        Kolom(t.zeg("report.provincie"), "tekst vast"),
        Kolom(t.cijfer(deel) if kolom == "indicatief" else t.kolom(kolom)),
        Kolom(t.zeg("report.aandeel")),
    ]
    return Map(
        f"{deel.naam}-{kolom}",
        titel,
        kolom,
        t.eenheid(deel.eenheid),
        Markup(svg),
        Tabel(t.zeg("report.grootste", aantal=len(eerste), kaart=titel), kop, rijen),
        t.zeg("report.kaart.cirkels"),
    )
