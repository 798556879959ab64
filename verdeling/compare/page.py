"""``vergelijking.html``: one page that puts results side by side, without network and without script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from markupsafe import Markup

from verdeling.compare.tables import (
    area_names,
    class_name,
    contribution_heading,
    measure_rows,
    per_provincie,
    title_of,
    uitkomsten,
)
from verdeling.inputs.register import read_register
from verdeling.insight.compare import AreaClass, AreaDifference, ComparedPair
from verdeling.insight.diagnostics import Diagnosis
from verdeling.maps import geometry
from verdeling.maps import svg as maps
from verdeling.maps.geometry import Geometry
from verdeling.maps.svg import Classes, class_bounds
from verdeling.report.charts import lorenz_svg
from verdeling.report.data import TaskPart
from verdeling.report.maps import Map, drawn, legend
from verdeling.report.page import asset, content_policy, environment
from verdeling.report.tables import Column, Row, Table, name_order, provincie_id
from verdeling.report.texts import EMPTY, Language
from verdeling.result.tables import FigureRow
from verdeling.texts import Lang

SCRIPTS: Final = ("tabel.js", "kaart.js")
NAAM: Final = 40
"""Longest name in a chart; the tables give the whole name."""
EXTREMES: Final = 10


@dataclass(frozen=True)
class Measures:
    """Measures of all results for one task: their table, and their Lorenz curves in one figure."""

    title: str
    table: Table
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
    province_table: Table
    gemeente_table: Table
    classes: Table


def comparison_html(
    pairs: Sequence[ComparedPair], lang: Lang = "nl", outlines: Geometry | None = None
) -> str:
    """Make the page.

    Parameters
    ----------
    pairs
        Pairs as :func:`verdeling.insight.compare.compare_parties` gives them, each beside the same first one.
    lang
        Language of the page.
    outlines
        Outlines; by default those that ship with the package.
    """
    t, shapes = Language(lang), outlines or geometry.shipped_geometry()
    names = area_names()
    spot = {g.code: names[g.provincie] for g in read_register().gemeenten}
    scale = class_bounds([_percent(g) for p in pairs for g in p.verschillen.gemeenten], 7, diverging=True)
    css, scripts = asset("stijl.css"), [asset(name) for name in SCRIPTS]
    parties = [pairs[0].a, *dict.fromkeys(p.b for p in pairs)]
    area = {c: provincie_id(p) for c, p in spot.items()}
    return (
        environment()
        .get_template("compare.html.j2")
        .render(
            lang=lang,
            say=t.say,
            csp=content_policy(css, scripts),
            css=Markup(css),
            scripts=[Markup(s) for s in scripts],
            vormen=Markup(maps.shapes_svg(shapes, area)),
            kaartbron=shapes.bron,
            titel=t.say("compare.titel", eerste=", ".join(parties[:-1]), laatste=parties[-1]),
            eerste=_all_inputs(pairs, t),
            aangepast=list(dict.fromkeys(sentence for p in pairs for sentence in p.changes_made(lang))),
            maten=[_measures(taak, what, per, t) for (taak, what), per in uitkomsten(pairs).items()],
            paren=[_pair(i, p, scale, shapes, names, spot, t) for i, p in enumerate(pairs, start=1)],
            provincies=sorted({spot[g.code] for g in pairs[0].verschillen.gemeenten}),
        )
    )


def _inputs(pair: ComparedPair, t: Language) -> str:
    """Which inputs differ, with names of columns and methods as words."""
    return f"{t.words(pair.eerste_regel(t.lang))}."


def _all_inputs(pairs: Sequence[ComparedPair], t: Language) -> list[str]:
    """Which inputs differ per pair; for which figures or plan, where there are more of these."""
    kinds = {(p.taak, p.wat) for p in pairs}
    sentences = [
        f"{outcome_name(p.taak, p.wat, t)}: {_inputs(p, t)}" if len(kinds) > 1 else _inputs(p, t)
        for p in pairs
    ]
    return list(dict.fromkeys(sentences))


def outcome_name(taak: str, what: str, t: Language) -> str:
    """Name of what is compared: the figures of a task, or its plan."""
    return t.say("cli.maten.plan", taak=t.task_heading(taak)) if what == "plan" else t.task_heading(taak)


def _percent(area: AreaDifference) -> float | None:
    return None if area.procent is None else float(area.procent)


def _measures(taak: str, what: str, per_outcome: Mapping[str, Diagnosis], t: Language) -> Measures:
    name = outcome_name(taak, what, t)
    heading = [Column(t.heading("compare.kol.maat"), "tekst"), *(Column(n) for n in per_outcome)]
    rows = [Row(n, cells) for n, cells in measure_rows(list(per_outcome.values()), t.lang)]
    figure = f"{t.say('compare.lorenz')}: {name}"
    svg = lorenz_svg(
        [(n if len(n) <= NAAM else f"{n[: NAAM - 1]}…", m.lorenz) for n, m in per_outcome.items()],
        title=figure,
        x_axis=t.say("report.lorenz.x"),
        y_axis=t.say("report.lorenz.y"),
        equal=t.say("report.lorenz.gelijk"),
    )
    table = Table(f"{t.say('compare.maten')}: {name}", heading, rows)
    return Measures(name, table, Markup(svg), figure)


def _pair(
    number: int,
    pair: ComparedPair,
    scale: Classes,
    outlines: Geometry,
    names: Mapping[str, str],
    spot: Mapping[str, str],
    t: Language,
) -> Pair:
    provincies = pair.verschillen.provincies
    totals = [per_provincie(pair, d) for d in pair.bijdragen]
    heading = _capital(title_of(pair, t.lang))
    v = pair.verschillen
    order = sorted(
        range(len(v.gemeenten)), key=lambda i: (name_order(names[v.gemeenten[i].code]), v.gemeenten[i].code)
    )
    parts = [d.per_gemeente for d in pair.bijdragen]
    return Pair(
        id=f"p{number}",
        title=heading,
        short=f"{pair.b} ({pair.wat}, {pair.taak})" if pair.wat == "plan" else f"{pair.b} ({pair.taak})",
        inputs=_inputs(pair, t),
        balance=_balance(pair, t),
        note=t.say("cli.compare.plan" if pair.wat == "plan" else "cli.compare.bijdragen"),
        map=_map(number, pair, scale, outlines, names, spot, t),
        province_table=Table(
            f"{t.say('compare.provincies')}: {heading}",
            _headings(pair, t.say("report.provincie"), t),
            [
                Row(names[g.code], _cells(g, [s[g.code] for s in totals], t))
                for g in sorted(provincies, key=lambda g: names[g.code])
            ],
            [t.say("report.totaal"), *_cells(v.land, [d.som for d in pair.bijdragen], t)],
        ),
        gemeente_table=Table(
            f"{t.say('compare.gemeenten')}: {heading}",
            _headings(
                pair, t.say("report.gemeente"), t, extra=[Column(t.say("report.provincie"), "tekst vast")]
            ),
            [
                Row(
                    names[g.code],
                    [spot[g.code], *_cells(g, [d[i] for d in parts], t)],
                    code=g.code,
                )
                for i, g in ((i, v.gemeenten[i]) for i in order)
            ],
            [t.say("report.totaal"), EMPTY, *_cells(v.land, [d.som for d in pair.bijdragen], t)],
        ),
        classes=_classes(pair, heading, t),
    )


def _headings(pair: ComparedPair, first: str, t: Language, extra: Sequence[Column] = ()) -> list[Column]:
    return [
        Column(first, "tekst"),
        *extra,
        Column(t.say("compare.kol.bij", naam=pair.a)),
        Column(t.say("compare.kol.bij", naam=pair.b)),
        Column(t.heading("compare.kol.verschil")),
        Column(t.say("compare.kol.procent"), id="procent"),
        *(Column(_capital(t.words(contribution_heading(d, t.lang)))) for d in pair.bijdragen),
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cells(area: AreaDifference, parts: Sequence[Fraction], t: Language) -> list[str]:
    return [
        t.number(area.a),
        t.number(area.b),
        t.signed(area.verschil),
        t.signed(area.procent, 2),
        *(t.signed(d, 1) for d in parts),
    ]


def _balance(pair: ComparedPair, t: Language) -> str:
    """How many gemeenten get more, fewer and the same."""
    differences = [g.verschil for g in pair.verschillen.gemeenten]
    more, fewer = sum(v > 0 for v in differences), sum(v < 0 for v in differences)
    equal = len(differences) - more - fewer
    sleutel = "compare.balans" if more or fewer else "compare.balans.geen"
    return t.say(sleutel, meer=more, minder=fewer, gelijk=equal)


def _classes(pair: ComparedPair, heading: str, t: Language) -> Table:
    headings = [Column(t.heading("compare.kol.klasse"), "tekst")]
    headings += [Column(t.heading(f"compare.kol.{k}")) for k in ("meer", "minder", "gelijk", "saldo")]
    rows = [Row(class_name(k, t.lang), _class_cells([k], t)) for k in pair.verschillen.klassen]
    # every gemeente is in one class of inhabitants, and once more in one of the score
    everyone = [k for k in pair.verschillen.klassen if k.soort == "inwoners"]
    foot = [t.say("report.totaal"), *_class_cells(everyone, t)]
    return Table(f"{t.say('cli.compare.klassen')}: {heading}", headings, rows, foot)


def _class_cells(classes: Sequence[AreaClass], t: Language) -> list[str]:
    """How many gemeenten get more, fewer and the same, and how many places that is."""
    counted = [t.number(sum(getattr(k, field) for k in classes)) for field in ("meer", "minder", "gelijk")]
    return [*counted, t.signed(sum(k.saldo for k in classes))]


def _map(
    number: int,
    pair: ComparedPair,
    scale: Classes,
    outlines: Geometry,
    names: Mapping[str, str],
    spot: Mapping[str, str],
    t: Language,
) -> Map | None:
    """Map of the difference in per cent, on the scale of all maps of the page; None without outlines."""
    gemeenten = pair.verschillen.gemeenten
    values = {g.code: _percent(g) for g in gemeenten}
    if not values.keys() & outlines.gemeenten.keys():
        return None
    heading = t.say("compare.kaart", a=pair.a, b=pair.b)
    svg, tiles = drawn(outlines, values, scale, heading, {code: spot[code] for code in values})
    part = TaskPart(
        pair.taak,
        tuple(
            FigureRow(pair.taak, g.code, names[g.code], spot[g.code], None, Decimal(0), Decimal(g.b), g.b)
            for g in gemeenten
        ),
        eenheid="",
    )
    missing = len(values.keys() - outlines.gemeenten.keys())
    return Map(
        f"k{number}",
        heading,
        "procent",
        t.say("compare.kaart.eenheid"),
        svg,
        legend(part, values, scale, t, 1, heading),
        t.say("report.kaart.weg", aantal=missing) if missing else t.say("compare.kaart.schaal"),
        tiles,
        _extremes(pair, heading, scale, names, spot, t),
    )


def _extremes(
    pair: ComparedPair,
    heading: str,
    scale: Classes,
    names: Mapping[str, str],
    spot: Mapping[str, str],
    t: Language,
) -> Table | None:
    """The gemeenten that gain and lose most in per cent; None when there are too few."""
    known = [g for g in pair.verschillen.gemeenten if g.procent is not None]
    if len(known) <= EXTREMES or not any(g.verschil for g in known):
        return None
    order = sorted(known, key=lambda g: (-(g.procent or 0), g.code))
    half = EXTREMES // 2
    headings = [Column(t.say("report.gemeente"), "tekst"), Column(t.say("report.provincie"), "tekst vast")]
    headings += [Column(t.heading("compare.kol.verschil")), Column(t.say("compare.kol.procent"))]
    headings.append(Column(t.say("report.kolom.klasse"), "tekst"))
    rows = [
        Row(
            names[g.code],
            [spot[g.code], t.signed(g.verschil), t.signed(g.procent, 2), scale.letter(_percent(g))],
        )
        for g in (*order[:half], *order[-half:])
    ]
    return Table(t.say("report.uitersten", aantal=half, kaart=heading), headings, rows)
