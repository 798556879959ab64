"""``vergelijking.html``: one page that puts results side by side, without network and without script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from markupsafe import Markup

from verdeling.compare.tables import (
    bijdragekop,
    gebiedsnamen,
    klassenaam,
    maatrijen,
    per_provincie,
    titel,
    uitkomsten,
)
from verdeling.inputs.register import read_register
from verdeling.insight.compare import Gebiedsverschil, Klasse, Paar
from verdeling.insight.diagnostics import Diagnostiek
from verdeling.maps import geometry
from verdeling.maps import svg as maps
from verdeling.maps.geometry import Geometrie
from verdeling.maps.svg import Klassen, klassen
from verdeling.report.charts import lorenz_svg
from verdeling.report.data import Taakdeel
from verdeling.report.maps import Map, drawn, legenda
from verdeling.report.page import asset, content_policy, environment
from verdeling.report.tables import Kolom, Tabel, Tabelrij, naamorde, provincie_id
from verdeling.report.texts import LEEG, Taal
from verdeling.result.tables import Cijferrij
from verdeling.texts import Lang

SCRIPTS: Final = ("tabel.js", "kaart.js")
NAAM: Final = 40
"""Longest name in a chart; the tables give the whole name."""
UITERSTEN: Final = 10


@dataclass(frozen=True)
class Measures:
    """Measures of all results for one task: their table, and their Lorenz curves in one figure."""

    title: str
    table: Tabel
    lorenz: Markup
    figure: str


@dataclass(frozen=True)
class Pair:
    """One pair of results: the sentences, the map, the tables."""

    id: str
    title: str
    short: str
    inputs: str
    balance: str
    note: str
    map: Map | None
    province_table: Tabel
    gemeente_table: Tabel
    classes: Tabel


def comparison_html(paren: Sequence[Paar], lang: Lang = "nl", geometrie: Geometrie | None = None) -> str:
    """Make the page.

    Parameters
    ----------
    paren
        Pairs as :func:`verdeling.insight.compare.vergelijk` gives them, each beside the same first result.
    lang
        Language of the page.
    geometrie
        Outlines; by default those that ship with the package.
    """
    t, vormen = Taal(lang), geometrie or geometry.meegeleverd()
    namen = gebiedsnamen()
    plek = {g.code: namen[g.provincie] for g in read_register().gemeenten}
    schaal = klassen([_procent(g) for p in paren for g in p.verschillen.gemeenten], 7, divergerend=True)
    css, scripts = asset("stijl.css"), [asset(naam) for naam in SCRIPTS]
    partijen = [paren[0].a, *dict.fromkeys(p.b for p in paren)]
    gebied = {c: provincie_id(p) for c, p in plek.items()}
    return (
        environment()
        .get_template("compare.html.j2")
        .render(
            lang=lang,
            zeg=t.zeg,
            csp=content_policy(css, scripts),
            css=Markup(css),
            scripts=[Markup(s) for s in scripts],
            vormen=Markup(maps.vormen_svg(vormen, gebied)),
            kaartbron=vormen.bron,
            titel=t.zeg("compare.titel", eerste=", ".join(partijen[:-1]), laatste=partijen[-1]),
            eerste=_alle_eerste(paren, t),
            aangepast=list(dict.fromkeys(zin for p in paren for zin in p.aanpassingen(lang))),
            maten=[_maten(taak, wat, per, t) for (taak, wat), per in uitkomsten(paren).items()],
            paren=[_paar(i, p, schaal, vormen, namen, plek, t) for i, p in enumerate(paren, start=1)],
            provincies=sorted({plek[g.code] for g in paren[0].verschillen.gemeenten}),
        )
    )


def _eerste(paar: Paar, t: Taal) -> str:
    """Which inputs differ, with names of columns and methods as words."""
    return f"{t.woorden(paar.eerste_regel(t.lang))}."


def _alle_eerste(paren: Sequence[Paar], t: Taal) -> list[str]:
    """Which inputs differ per pair; for which figures or plan, where there are more of these."""
    soorten = {(p.taak, p.wat) for p in paren}
    zinnen = [
        f"{uitkomstnaam(p.taak, p.wat, t)}: {_eerste(p, t)}" if len(soorten) > 1 else _eerste(p, t)
        for p in paren
    ]
    return list(dict.fromkeys(zinnen))


def uitkomstnaam(taak: str, wat: str, t: Taal) -> str:
    """Name of what is compared: the figures of a task, or its plan."""
    return t.zeg("cli.maten.plan", taak=t.taaknaam(taak)) if wat == "plan" else t.taaknaam(taak)


def _procent(gebied: Gebiedsverschil) -> float | None:
    return None if gebied.procent is None else float(gebied.procent)


def _maten(taak: str, wat: str, per_uitkomst: Mapping[str, Diagnostiek], t: Taal) -> Measures:
    naam = uitkomstnaam(taak, wat, t)
    kop = [Kolom(t.kop("compare.kol.maat"), "tekst"), *(Kolom(n) for n in per_uitkomst)]
    rijen = [Tabelrij(n, cellen) for n, cellen in maatrijen(list(per_uitkomst.values()), t.lang)]
    figuur = f"{t.zeg('compare.lorenz')}: {naam}"
    svg = lorenz_svg(
        [(n if len(n) <= NAAM else f"{n[: NAAM - 1]}…", m.lorenz) for n, m in per_uitkomst.items()],
        titel=figuur,
        x_as=t.zeg("report.lorenz.x"),
        y_as=t.zeg("report.lorenz.y"),
        gelijk=t.zeg("report.lorenz.gelijk"),
    )
    tabel = Tabel(f"{t.zeg('compare.maten')}: {naam}", kop, rijen)
    return Measures(naam, tabel, Markup(svg), figuur)


def _paar(
    nummer: int,
    paar: Paar,
    schaal: Klassen,
    vormen: Geometrie,
    namen: Mapping[str, str],
    plek: Mapping[str, str],
    t: Taal,
) -> Pair:
    provincies = paar.verschillen.provincies
    sommen = [per_provincie(paar, d) for d in paar.bijdragen]
    kop = _hoofdletter(titel(paar, t.lang))
    v = paar.verschillen
    volgorde = sorted(
        range(len(v.gemeenten)), key=lambda i: (naamorde(namen[v.gemeenten[i].code]), v.gemeenten[i].code)
    )
    delen = [d.per_gemeente for d in paar.bijdragen]
    return Pair(
        id=f"p{nummer}",
        title=kop,
        short=f"{paar.b} ({paar.wat}, {paar.taak})" if paar.wat == "plan" else f"{paar.b} ({paar.taak})",
        inputs=_eerste(paar, t),
        balance=_balans(paar, t),
        note=t.zeg("cli.compare.plan" if paar.wat == "plan" else "cli.compare.bijdragen"),
        map=_kaart(nummer, paar, schaal, vormen, namen, plek, t),
        province_table=Tabel(
            f"{t.zeg('compare.provincies')}: {kop}",
            _koppen(paar, t.zeg("report.provincie"), t),
            [
                Tabelrij(namen[g.code], _cellen(g, [s[g.code] for s in sommen], t))
                for g in sorted(provincies, key=lambda g: namen[g.code])
            ],
            [t.zeg("report.totaal"), *_cellen(v.land, [d.som for d in paar.bijdragen], t)],
        ),
        gemeente_table=Tabel(
            f"{t.zeg('compare.gemeenten')}: {kop}",
            _koppen(
                paar, t.zeg("report.gemeente"), t, extra=[Kolom(t.zeg("report.provincie"), "tekst vast")]
            ),
            [
                Tabelrij(
                    namen[g.code],
                    [plek[g.code], *_cellen(g, [d[i] for d in delen], t)],
                    code=g.code,
                )
                for i, g in ((i, v.gemeenten[i]) for i in volgorde)
            ],
            [t.zeg("report.totaal"), LEEG, *_cellen(v.land, [d.som for d in paar.bijdragen], t)],
        ),
        classes=_klassen(paar, kop, t),
    )


def _koppen(paar: Paar, eerste: str, t: Taal, extra: Sequence[Kolom] = ()) -> list[Kolom]:
    return [
        Kolom(eerste, "tekst"),
        *extra,
        Kolom(t.zeg("compare.kol.bij", naam=paar.a)),
        Kolom(t.zeg("compare.kol.bij", naam=paar.b)),
        Kolom(t.kop("compare.kol.verschil")),
        Kolom(t.zeg("compare.kol.procent"), id="procent"),
        *(Kolom(_hoofdletter(t.woorden(bijdragekop(d, t.lang)))) for d in paar.bijdragen),
    ]


def _hoofdletter(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


def _cellen(gebied: Gebiedsverschil, delen: Sequence[Fraction], t: Taal) -> list[str]:
    return [
        t.getal(gebied.a),
        t.getal(gebied.b),
        t.verschil(gebied.verschil),
        t.verschil(gebied.procent, 2),
        *(t.verschil(d, 1) for d in delen),
    ]


def _balans(paar: Paar, t: Taal) -> str:
    """How many gemeenten get more, fewer and the same."""
    verschillen = [g.verschil for g in paar.verschillen.gemeenten]
    meer, minder = sum(v > 0 for v in verschillen), sum(v < 0 for v in verschillen)
    gelijk = len(verschillen) - meer - minder
    sleutel = "compare.balans" if meer or minder else "compare.balans.geen"
    return t.zeg(sleutel, meer=meer, minder=minder, gelijk=gelijk)


def _klassen(paar: Paar, kop: str, t: Taal) -> Tabel:
    koppen = [Kolom(t.kop("compare.kol.klasse"), "tekst")]
    koppen += [Kolom(t.kop(f"compare.kol.{k}")) for k in ("meer", "minder", "gelijk", "saldo")]
    rijen = [Tabelrij(klassenaam(k, t.lang), _klassecellen([k], t)) for k in paar.verschillen.klassen]
    # every gemeente is in one class of inhabitants, and once more in one of the score
    allen = [k for k in paar.verschillen.klassen if k.soort == "inwoners"]
    voet = [t.zeg("report.totaal"), *_klassecellen(allen, t)]
    return Tabel(f"{t.zeg('cli.compare.klassen')}: {kop}", koppen, rijen, voet)


def _klassecellen(klassen: Sequence[Klasse], t: Taal) -> list[str]:
    """How many gemeenten get more, fewer and the same, and how many places that is."""
    tellen = [t.getal(sum(getattr(k, veld) for k in klassen)) for veld in ("meer", "minder", "gelijk")]
    return [*tellen, t.verschil(sum(k.saldo for k in klassen))]


def _kaart(
    nummer: int,
    paar: Paar,
    schaal: Klassen,
    vormen: Geometrie,
    namen: Mapping[str, str],
    plek: Mapping[str, str],
    t: Taal,
) -> Map | None:
    """Map of the difference in per cent, on the scale of all maps of the page; None without outlines."""
    gemeenten = paar.verschillen.gemeenten
    waarden = {g.code: _procent(g) for g in gemeenten}
    if not waarden.keys() & vormen.gemeenten.keys():
        return None
    kop = t.zeg("compare.kaart", a=paar.a, b=paar.b)
    svg, tegels = drawn(vormen, waarden, schaal, kop, {code: plek[code] for code in waarden})
    deel = Taakdeel(
        paar.taak,
        tuple(
            Cijferrij(paar.taak, g.code, namen[g.code], plek[g.code], None, Decimal(0), Decimal(g.b), g.b)
            for g in gemeenten
        ),
        eenheid="",
    )
    weg = len(waarden.keys() - vormen.gemeenten.keys())
    return Map(
        f"k{nummer}",
        kop,
        "procent",
        t.zeg("compare.kaart.eenheid"),
        svg,
        legenda(deel, waarden, schaal, t, 1, kop),
        t.zeg("report.kaart.weg", aantal=weg) if weg else t.zeg("compare.kaart.schaal"),
        tegels,
        _uitersten(paar, kop, schaal, namen, plek, t),
    )


def _uitersten(
    paar: Paar, kop: str, schaal: Klassen, namen: Mapping[str, str], plek: Mapping[str, str], t: Taal
) -> Tabel | None:
    """The gemeenten that gain and lose most in per cent; None when there are too few."""
    bekend = [g for g in paar.verschillen.gemeenten if g.procent is not None]
    if len(bekend) <= UITERSTEN or not any(g.verschil for g in bekend):
        return None
    volgorde = sorted(bekend, key=lambda g: (-(g.procent or 0), g.code))
    helft = UITERSTEN // 2
    koppen = [Kolom(t.zeg("report.gemeente"), "tekst"), Kolom(t.zeg("report.provincie"), "tekst vast")]
    koppen += [Kolom(t.kop("compare.kol.verschil")), Kolom(t.zeg("compare.kol.procent"))]
    koppen.append(Kolom(t.zeg("report.kolom.klasse"), "tekst"))
    rijen = [
        Tabelrij(
            namen[g.code],
            [plek[g.code], t.verschil(g.verschil), t.verschil(g.procent, 2), schaal.letter(_procent(g))],
        )
        for g in (*volgorde[:helft], *volgorde[-helft:])
    ]
    return Tabel(t.zeg("report.uitersten", aantal=helft, kaart=kop), koppen, rijen)
