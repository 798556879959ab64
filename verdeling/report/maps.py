"""The maps of a report, each with the table of the same figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from markupsafe import Markup

from verdeling.maps import svg as maps
from verdeling.maps.geometry import Geometry, midden
from verdeling.maps.svg import LETTERS, Classes
from verdeling.report.data import TaskPart
from verdeling.report.tables import Column, Row, Table, provincie_id, scale_of, shown_value
from verdeling.report.texts import EMPTY, Language
from verdeling.result.tables import PER, FigureRow

SAMPLE: Final = Markup(
    '<svg class="staal" viewBox="0 0 24 18" aria-hidden="true">'
    '<rect class="{}" width="24" height="18"/></svg>{}'
)
"""Sample of a colour with its letter."""
EXTREMES: Final = 5
"""A map of classes names so many gemeenten at either end."""
LARGEST: Final = 10
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
    legend: Table
    caption: str
    tiles: Markup = Markup("")  # noqa: RUF009
    extremes: Table | None = None


def maps_of(part: TaskPart, outlines: Geometry, t: Language) -> list[Map]:
    """Maps of a task: by class; with a plan also the difference; by amount for the whole country only."""
    codes = {r.code for r in part.rijen}
    if not codes & outlines.gemeenten.keys():
        return []
    whole = codes >= outlines.gemeenten.keys()
    out = [_main_map(part, outlines, t)]
    # Of a task of which no places stand, the difference that the plan makes says more than its amounts.
    out += (
        [_circles(part, outlines, t, "indicatief")]
        if whole and part.heeft_plan <= part.heeft_plaatsen
        else []
    )
    if part.has_inwoners and any(r.verschil for r in part.rijen):
        out.append(_difference_map(part, outlines, t))
        out += [_circles(part, outlines, t, "nieuw")] if whole and part.heeft_plaatsen else []
    return out


def _main_map(part: TaskPart, outlines: Geometry, t: Language) -> Map:
    per = part.has_inwoners
    sleutel = "report.kaart.per_1000" if per else "report.kaart.aantal"
    unit = t.unit(part.eenheid)
    values: dict[str, float | None] = {r.code: shown_value(part, r) for r in part.rijen}
    title = t.heading(sleutel, eenheid=unit)
    return _choropleth(
        part,
        outlines,
        values,
        scale_of(part),
        title,
        t,
        decimals=2 if per else 0,
        heading=t.say("report.kolom.per_1000") if per else t.figure_name(part),
        id=f"{part.naam}-1",
        column="per_1000" if per else "indicatief",
        eenheid=t.say("report.eenheid.per_1000", eenheid=unit) if per else unit,
    )


def _difference_map(part: TaskPart, outlines: Geometry, t: Language) -> Map:
    values: dict[str, float | None] = {
        r.code: PER * r.verschil / r.inwoners if r.verschil is not None and r.inwoners else None
        for r in part.rijen
    }
    scale = maps.class_bounds(values.values(), 7, diverging=True)
    return _choropleth(
        part,
        outlines,
        values,
        scale,
        t.say("report.kaart.verschil"),
        t,
        decimals=1,
        heading=t.say("report.kolom.per_1000"),
        id=f"{part.naam}-3",
        column="verschil",
        eenheid=t.say("report.eenheid.verschil", eenheid=t.unit(part.eenheid)),
    )


def _choropleth(
    part: TaskPart,
    outlines: Geometry,
    values: dict[str, float | None],
    scale: Classes,
    title: str,
    t: Language,
    *,
    decimals: int,
    heading: str,
    id: str,
    column: str,
    eenheid: str,
) -> Map:
    """A choropleth with its tile map and the table of its classes."""
    area = {r.code: r.provincie for r in part.rijen}
    svg, tiles = drawn(outlines, values, scale, title, area)
    missing = sum(code not in outlines.gemeenten for code in values)
    note = t.say("report.kaart.letters") if tiles else ""
    return Map(
        id,
        title,
        column,
        eenheid,
        svg,
        legend(part, values, scale, t, decimals, title),
        t.say("report.kaart.weg", aantal=missing) if missing else note,
        tiles,
        extremes(part, values, scale, t, heading, title),
    )


def drawn(
    outlines: Geometry,
    values: Mapping[str, float | None],
    scale: Classes,
    title: str,
    area: Mapping[str, str],
) -> tuple[Markup, Markup]:
    """A map by class, and its tile map when the whole country is on it."""
    whole = values.keys() >= outlines.gemeenten.keys()
    codes = None if whole else values.keys()
    svg = maps.map_svg(outlines, values, scale, title=title, area=area, codes=codes, shared=True)
    tiles = whole and outlines.tiles
    return Markup(svg), Markup(
        maps.tiles_svg(outlines, values, scale, title=title, area=area) if tiles else ""
    )


def legend(
    part: TaskPart, values: dict[str, float | None], scale: Classes, t: Language, decimals: int, title: str
) -> Table:
    """Table of the classes of a map: sample and letter, bounds, gemeenten, places."""
    groups: dict[str, list[FigureRow]] = {}
    for row in part.rijen:
        groups.setdefault(scale.letter(values.get(row.code)), []).append(row)
    rows = []
    for i, (sample, bounds) in enumerate(class_list(scale, t, decimals)):
        group = groups.get(LETTERS[i], [])
        rows.append(
            Row(
                sample,
                [
                    bounds,
                    t.number(len(group)),
                    t.number(sum(r.indicatief for r in group)),
                ],
            )
        )
    if without := groups.get(EMPTY, []):
        sample = SAMPLE.format("s0", EMPTY)
        total = sum(r.indicatief for r in without)
        rows.append(Row(sample, [t.say("report.bereik.geen"), t.number(len(without)), t.number(total)]))
    heading = [
        Column(t.say("report.kolom.klasse"), "tekst"),
        Column(t.say("report.bereik"), "tekst"),
        Column(t.say("report.kolom.gemeenten")),
        Column(t.figure_name(part)),
    ]
    foot = [t.say("report.totaal"), "", t.number(len(part.rijen)), t.number(part.som("indicatief"))]
    return Table(t.say("report.legenda", kaart=title), heading, rows, foot)


def class_list(scale: Classes, t: Language, decimals: int = 2) -> list[tuple[Markup, str]]:
    """Sample with letter, and bounds in words, of each class of a map."""
    return [
        (SAMPLE.format(scale.colour(i), LETTERS[i]), _bounds(scale, i, t, decimals))
        for i in range(scale.aantal)
    ]


def extremes(
    part: TaskPart, values: dict[str, float | None], scale: Classes, t: Language, column: str, title: str
) -> Table | None:
    """The gemeenten with the highest and the lowest values of a map; None when there are too few."""
    known = [(w, r) for r in part.rijen if (w := values.get(r.code)) is not None]
    if len(known) <= 2 * EXTREMES:
        return None
    order = sorted(known, key=lambda pair: (-pair[0], pair[1].code))
    rows = [
        Row(r.gemeente, [r.provincie, t.number(w, 2), scale.letter(w)], link=r.code)
        for w, r in order[:EXTREMES] + order[-EXTREMES:]
    ]
    heading = [
        Column(t.say("report.gemeente"), "tekst"),
        Column(t.say("report.provincie"), "tekst vast"),
        Column(column),
        Column(t.say("report.kolom.klasse"), "tekst"),
    ]
    return Table(t.say("report.uitersten", aantal=EXTREMES, kaart=title), heading, rows)


def _bounds(scale: Classes, i: int, t: Language, decimals: int) -> str:
    """Bounds of a class in words."""
    breaks = [t.number(g, _decimals(scale, decimals)) for g in scale.grenzen]
    if not breaks:
        return t.say("report.alle")
    if i == 0:
        return t.say("report.bereik.onder", hoog=breaks[0])
    if i == len(breaks):
        return t.say("report.bereik.vanaf", laag=breaks[-1])
    return t.say("report.bereik.tussen", laag=breaks[i - 1], hoog=breaks[i])


def _decimals(scale: Classes, at_most: int) -> int:
    """Decimals that the breaks need."""
    return next((d for d in range(at_most) if all(round(g, d) == g for g in scale.grenzen)), at_most)


def _circles(part: TaskPart, outlines: Geometry, t: Language, column: str) -> Map:
    """Map of circles with the largest amounts in a table."""
    values: dict[str, float | None] = {r.code: getattr(r, column) for r in part.rijen}
    points = {r.code: midden(outlines, r.code) for r in part.rijen if r.code in outlines.gemeenten}
    top = max((w for w in values.values() if w), default=1)
    step = 10 ** (len(str(int(top))) - 1)
    first_digit = int(top // step)
    # the middle circle stands apart from the largest: at most a third of it
    marks = [first_digit * step, step // {1: 4, 2: 2}.get(first_digit, 1), step // 10]
    title = t.heading(f"report.kaart.{column}", eenheid=t.unit(part.eenheid))
    svg = maps.circles_svg(
        outlines,
        values,
        points,
        title=title,
        legend=[(n, t.number(n)) for n in dict.fromkeys(marks) if n],
        area={r.code: provincie_id(r.provincie) for r in part.rijen},
        shared=True,
    )
    first = sorted(part.rijen, key=lambda r: (-(getattr(r, column) or 0), r.code))[:LARGEST]
    total = part.som(column) or 1
    rows = [
        Row(
            r.gemeente,
            [
                r.provincie,
                t.number(getattr(r, column)),
                t.percent(Fraction(100 * (getattr(r, column) or 0), total), 1),
            ],
            link=r.code,
        )
        for r in first
    ]
    heading = [
        Column(t.say("report.gemeente"), "tekst"),
        Column(t.say("report.provincie"), "tekst vast"),
        Column(t.figure_name(part) if column == "indicatief" else t.column(column)),
        Column(t.say("report.aandeel")),
    ]
    return Map(
        f"{part.naam}-{column}",
        title,
        column,
        t.unit(part.eenheid),
        Markup(svg),
        Table(t.say("report.grootste", aantal=len(first), kaart=title), heading, rows),
        t.say("report.kaart.cirkels"),
    )
