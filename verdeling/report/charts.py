"""Charts as SVG text: values in, string out. Texts and number formats are the caller's.

Every chart is one image for assistive technology (``role="img"``); the caller puts a table beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import atan2, degrees
from typing import Final

WIDTH: Final = 360
"""Width of every chart in its own units; texts are 12 units high."""
TEKEN: Final = 8.4
"""Width of a bold figure, in the larger letters of a narrow screen."""
_LINKS: Final = 58
CUT_OFF: Final = 2.5
"""The axis of a spread ends at so many times the highest P90: one outlier must not press all else flat."""
_NAME: Final = 108
_BESIDE: Final = 18
"""Names up to this length stand two beside each other in a key."""

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its value, the value as text, and a CSS class for a bar that stands out."""

    naam: str
    waarde: float
    tekst: str
    css: str = ""


@dataclass(frozen=True)
class Band:
    """One line of a fan chart: low, middle and high value at a place on the axis."""

    x: float
    laag: float
    midden: float
    hoog: float


@dataclass(frozen=True)
class Swing:
    """One bar of a tornado chart: the outcome at the low and at the high end of a parameter."""

    naam: str
    laag: float
    hoog: float
    laag_tekst: str
    hoog_tekst: str


def bars_svg(
    bars: Sequence[Bar],
    *,
    title: str,
    line: tuple[float, str] | None = None,
    name_room: int = 108,
    top: float = 0,
) -> str:
    """Horizontal bars, one under the other, on an axis that starts at zero.

    Parameters
    ----------
    bars
        The bars; values of zero or more.
    title
        What the chart shows; read aloud instead of the image.
    line
        A reference value with its label, drawn as a line.
    name_room
        Room for the names, in units.
    top
        The axis ends here or further, so that charts beside each other have the same axis.
    """
    top = max([top] + [s.waarde for s in bars] + [line[0] if line else 0, 1e-9])
    start = 22 if line else 4
    height = start + 22 * len(bars)
    if line is None:
        return image("staven", height, title, _bars(bars, top, name_room, start))
    x = name_room + (WIDTH - name_room - 52) * line[0] / top
    side = "rechts" if x > WIDTH * 0.6 else "midden"
    stroke = f'<path class="ijk" d="M{x:.1f} {start - 4}V{height}"/>' + label(x, 12, line[1], side)
    return image("staven", height, title, stroke + _bars(bars, top, name_room, start, x))


def bar_group(name: str, bars: Sequence[Bar], top: float, name_room: int) -> str:
    """Bars that many charts share: once in a page under the id `name`, below one bar of each chart."""
    return f'<g id="{name}" class="grafiek">{_bars(bars, top, name_room, 4 + 22)}</g>'


def bar_above_group_svg(own: Bar, group: str, count: int, top: float, name_room: int) -> str:
    """One bar above the `count` bars of a :func:`staafgroep`, on the same axis up to `top`.

    Hidden from who cannot see it: the sentence beside it must tell the same figures.
    """
    frame = f'viewBox="0 0 {WIDTH} {4 + 22 * (1 + count)}"'
    content = _bars([own], top, name_room, 4)
    return f'<svg class="grafiek staven" {frame} aria-hidden="true">{content}<use href="#{group}"/></svg>'


def _bars(bars: Sequence[Bar], top: float, name_room: int, start: int, stroke: float = 0) -> str:
    """Names and bars, then the numbers: no bar covers a number, and no line at `stroke` crosses one."""
    parts, numeric = [], []
    for i, bar in enumerate(bars):
        y = start + 22 * i
        lang = (WIDTH - name_room - 52) * bar.waarde / top
        css = f' class="staaf {bar.css}"' if bar.css else ' class="staaf"'
        parts.append(
            label(name_room - 6, y + 14, bar.naam, "rechts")
            + f'<rect{css} x="{name_room}" y="{y + 2}" width="{lang:.1f}" height="16"/>'
        )
        end = name_room + lang
        if end < stroke < end + 5 + TEKEN * len(bar.tekst):
            end = stroke
        numeric.append(label(end + 5, y + 14, bar.tekst, "getal"))
    return "".join(parts + numeric)


def lorenz_svg(
    series: Sequence[tuple[str, Points]], *, title: str, x_axis: str, y_axis: str, equal: str
) -> str:
    """Lorenz curves: share of the inhabitants against share of the places, least loaded first.

    Parameters
    ----------
    series
        Name and points (0…1, 0…1) per curve; at most six.
    title
        Read aloud instead of the image.
    x_axis, y_axis
        Names of the axes.
    equal
        Name of the diagonal.
    """
    high, start = 260, 14
    wide = WIDTH - _LINKS - 14

    def spot(x: float, y: float) -> str:
        return f"{_LINKS + wide * x:.1f} {start + high * (1 - y):.1f}"

    parts = []
    for part in (0, 0.25, 0.5, 0.75, 1):
        x, y = _LINKS + wide * part, start + high * (1 - part)
        parts.append(f'<path class="raster" d="M{spot(0, part)}L{spot(1, part)}"/>')
        parts.append(label(_LINKS - 5, y + 4, f"{100 * part:.0f}\u00a0%", "rechts"))
        parts.append(label(x, start + high + 16, f"{100 * part:.0f}\u00a0%", "midden"))
    parts.append(f'<path class="gelijk" d="M{spot(0, 0)}L{spot(1, 1)}"/>')
    slope = -round(degrees(atan2(high, wide)))
    parts.append(label(_LINKS + wide * 0.44, start + high * 0.515, equal, "midden", turn=slope))
    for i, (name, points) in enumerate(series):
        thinned = _thinned(points)
        parts.append(f'<path class="lijn reeks{i + 1}" d="M{"L".join(spot(x, y) for x, y in thinned)}"/>')
        if len(series) > 1:
            parts.append(_key(i, name, _LINKS + 12, start + 16 + 18 * i))
    parts.append(label(_LINKS + wide / 2, start + high + 32, x_axis, "midden as"))
    parts.append(label(12, start + high / 2, y_axis, "midden as", turn=-90))
    return image("lorenz", start + high + 38, title, "".join(parts))


def fan_svg(
    bands: Sequence[Band], *, title: str, x_texts: Sequence[str], y_texts: Sequence[tuple[float, str]]
) -> str:
    """Fan chart: a middle line inside a band, for outcomes that are uncertain.

    Parameters
    ----------
    bands
        Low, middle and high value per place on the axis, ascending in `x`.
    title
        Read aloud instead of the image.
    x_texts
        Label under each band, as many as there are bands; an empty text draws none.
    y_texts
        Values on the vertical axis with their texts; the first and last are the ends of the axis.
    """
    high, start = 180, 14
    right = 26  # half of the last label
    wide = WIDTH - _LINKS - right
    (below, _), (above, _) = y_texts[0], y_texts[-1]
    x0, x1 = bands[0].x, bands[-1].x

    def x_spot(x: float) -> float:
        return _LINKS + wide * (x - x0) / ((x1 - x0) or 1)

    def y_spot(y: float) -> float:
        return start + high * (above - y) / (above - below)

    def spot(x: float, y: float) -> str:
        return f"{x_spot(x):.1f} {y_spot(y):.1f}"

    parts = []
    for value, text in y_texts:
        parts.append(f'<path class="raster" d="M{spot(x0, value)}H{WIDTH - right}"/>')
        parts.append(label(_LINKS - 5, y_spot(value) + 4, text, "rechts"))
    edge = [spot(b.x, b.hoog) for b in bands] + [spot(b.x, b.laag) for b in reversed(bands)]
    parts.append(f'<path class="band" d="M{"L".join(edge)}z"/>')
    parts.append(f'<path class="lijn reeks1" d="M{"L".join(spot(b.x, b.midden) for b in bands)}"/>')
    for band, text in zip(bands, x_texts, strict=True):
        if text:
            parts.append(label(x_spot(band.x), start + high + 20, text, "midden"))
    return image("waaier", start + high + 28, title, "".join(parts))


EDGE: Final = 72
"""Room beside the bars of a tornado for the numbers."""


def tornado_svg(swings: Sequence[Swing], base: float, *, title: str, base_text: str) -> str:
    """Tornado chart: how far each parameter moves the outcome from its base, largest first.

    Parameters
    ----------
    swings
        Outcome at both ends of each parameter; drawn in the order of their width.
    base
        The outcome that all bars start from.
    title
        Read aloud instead of the image.
    base_text
        Label of the base line.
    """
    rows = sorted(swings, key=lambda u: (-abs(u.hoog - u.laag), u.naam))
    lowest = min([min(u.laag, u.hoog) for u in rows] + [base])
    highest = max([max(u.laag, u.hoog) for u in rows] + [base])
    wide = WIDTH - 2 * EDGE

    def x(value: float) -> float:
        return EDGE + wide * (value - lowest) / ((highest - lowest) or 1)

    height = 22 + 38 * len(rows)
    parts = []
    for i, swing in enumerate(rows):
        y = 22 + 38 * i
        parts.append(label(4, y + 12, swing.naam))
        for value, text, css in (
            (swing.laag, swing.laag_tekst, "laag"),
            (swing.hoog, swing.hoog_tekst, "hoog"),
        ):
            a, b = sorted((x(value), x(base)))
            side, spot = ("rechts", a - 4) if value < base else ("", b + 4)
            parts.append(
                f'<rect class="staaf {css}" x="{a:.1f}" y="{y + 17}" width="{b - a:.1f}" height="14"/>'
            )
            parts.append(f'<text class="{side}" x="{spot:.1f}" y="{y + 28}">{escape(text)}</text>')
    # At the bars only: the names of the parameters stand between them.
    dashes = "".join(f"M{x(base):.1f} {35 + 38 * i}v22" for i in range(len(rows)))
    parts.append(f'<path class="ijk" d="{dashes}"/>')
    parts.append(label(x(base), 12, base_text, "midden"))
    return image("tornado", height, title, "".join(parts))


def lorenz_points(places: Sequence[int], inwoners: Sequence[int]) -> list[tuple[float, float]]:
    """Points of the Lorenz curve of places over inhabitants, gemeenten ordered by places per inhabitant.

    Ties in the ratio lie on one straight piece, so their order does not matter.
    """
    pairs = sorted(zip(places, inwoners, strict=True), key=lambda p: p[0] / p[1])
    total_x, total_p = sum(places), sum(inwoners)
    points, x, p = [(0.0, 0.0)], 0, 0
    for place, inhabitant in pairs:
        x, p = x + place, p + inhabitant
        points.append((p / total_p, x / total_x if total_x else 0.0))
    return points


def _thinned(points: Points, step: float = 0.008) -> list[tuple[float, float]]:
    """Leave out points nearer than `step` to the last one kept; the ends stay."""
    keep = [points[0]]
    for point in points[1:-1]:
        if point[0] - keep[-1][0] + point[1] - keep[-1][1] >= step:
            keep.append(point)
    return [*keep, points[-1]]


def _key(i: int, name: str, x: float, y: float) -> str:
    return f'<path class="lijn reeks{i + 1}" d="M{x} {y}h22"/>' + label(x + 28, y + 4, name)


def label(x: float, y: float, text: str, css: str = "", turn: int = 0) -> str:
    """A text at a place, turned by `turn` degrees around it."""
    scale = f' class="{css}"' if css else ""
    around = f' transform="rotate({turn} {x:.1f} {y:.1f})"' if turn else ""
    return f'<text{scale} x="{_short(x)}" y="{_short(y)}"{around}>{escape(text)}</text>'


def _short(measure: float) -> str:
    """A coordinate with one decimal, or none when it is whole."""
    return f"{measure:.1f}".removesuffix(".0")


def image(css: str, height: float, title: str, content: str) -> str:
    """One image of the width of all charts, with its title for who cannot see it."""
    frame = f'viewBox="0 0 {WIDTH} {height:.0f}"'
    return (
        f'<svg class="grafiek {css}" {frame} role="img" aria-label="{escape(title)}">'
        f'<g aria-hidden="true">{content}</g></svg>'
    )


@dataclass(frozen=True)
class Spread:
    """One row of a spread: lowest, P10, median, P90, highest, and texts of the median and the highest."""

    naam: str
    waarden: tuple[float, float, float, float, float]
    mediaan: str
    hoogste: str


@dataclass(frozen=True)
class Stack:
    """One bar made of parts, each a value with its text."""

    naam: str
    delen: Sequence[tuple[float, str]]


@dataclass(frozen=True)
class Layer:
    """A series over time: its name and one value per moment; None where there is none."""

    naam: str
    waarden: Sequence[int | None]


def spread_svg(rows: Sequence[Spread], *, title: str, line: tuple[float, str]) -> str:
    """Lines from lowest to highest, a box from P10 to P90 and a mark at the median; `line` is a reference.

    A highest value beyond the axis ends in an arrow with its number.
    """
    top = max(1e-9, line[0], min(max(r.waarden[4] for r in rows), CUT_OFF * max(r.waarden[3] for r in rows)))
    wide = WIDTH - _NAME - 52

    def x(value: float) -> float:
        return _NAME + wide * min(value / top, 1)

    height = 22 + 46 * len(rows)
    parts = []
    for i, row in enumerate(rows):
        y = 36 + 46 * i
        low, p10, middle_value, p90, high = row.waarden
        parts.append(label(_NAME - 6, y + 4, row.naam, "rechts"))
        parts.append(f'<path class="snor" d="M{x(low):.1f} {y}H{x(high):.1f}"/>')
        if high > top:
            parts.append(f'<path class="snor" d="M{x(high) - 5:.1f} {y - 5}l6 5l-6 5"/>')
        box = f'x="{x(p10):.1f}" y="{y - 9}" width="{x(p90) - x(p10):.1f}"'
        parts.append(f'<rect class="staaf zacht" {box} height="18"/>')
        parts.append(f'<path class="mediaan" d="M{x(middle_value):.1f} {y - 12}v24"/>')
        parts.append(label(x(middle_value), y + 25, row.mediaan, "midden getal"))
        parts.append(label(x(high) + 5, y + 4, row.hoogste, "getal"))
    parts.insert(0, f'<path class="ijk" d="M{x(line[0]):.1f} 16V{height}"/>')
    side = "rechts" if x(line[0]) > WIDTH * 0.6 else "midden"
    parts.append(label(x(line[0]), 12, line[1], side))
    return image("spreiding", height + 6, title, "".join(parts))


def stack_svg(stacks: Sequence[Stack], names: Sequence[str], *, title: str) -> str:
    """Horizontal bars made of parts, each below its name; `names` are the parts, told in a key on top."""
    top = max([sum(w for w, _ in s.delen) for s in stacks] + [1e-9])
    texts = [" + ".join(number for _, number in s.delen) for s in stacks]
    wide = WIDTH - 5 - TEKEN * max(map(len, texts), default=0)
    parts = []
    for i, name in enumerate(names):
        parts.append(f'<rect class="laag{i + 1}" x="{150 * i}" y="2" width="14" height="14"/>')
        parts.append(label(150 * i + 20, 14, name))
    for i, (stack, text) in enumerate(zip(stacks, texts, strict=True)):
        y, x = 30 + 42 * i, 0.0
        parts.append(label(0, y + 10, stack.naam))
        for j, (value, _) in enumerate(stack.delen):
            lang = wide * value / top
            parts.append(
                f'<rect class="laag{j + 1}" x="{x:.1f}" y="{y + 15}" width="{lang:.1f}" height="18"/>'
            )
            x += lang
        parts.append(label(x + 5, y + 28, text, "getal"))
    return image("stapels", 30 + 42 * len(stacks), title, "".join(parts))


def months_svg(
    moments: Sequence[str],
    layers: Sequence[Layer],
    lines: Sequence[Layer],
    axis: Sequence[tuple[int, str]],
    *,
    title: str,
) -> str:
    """Places that stand, by kind, one on the other in steps, and what is needed as a line.

    Parameters
    ----------
    moments
        Text on the axis per moment; an empty text draws none.
    layers, lines
        Series from the bottom up, and the lines over them; at most seven layers.
    axis
        Values on the vertical axis with their texts; the last is the end of the axis.
    title
        Read aloud instead of the image.
    """
    high, start, top = 170, 14, axis[-1][0]
    wide = WIDTH - _LINKS - 14
    step = wide / len(moments)

    def y(value: float) -> float:
        return start + high * (1 - value / top)

    parts = []
    for value, name in axis:
        parts.append(f'<path class="raster" d="M{_LINKS} {y(value):.1f}h{wide}"/>')
        parts.append(label(_LINKS - 5, y(value) + 4, name, "rechts"))
    state = [0] * len(moments)
    for i, low in enumerate(layers, start=1):
        above = [s + (w or 0) for s, w in zip(state, low.waarden, strict=True)]
        there = _stairs([y(s) for s in above], step)
        back = _stairs([y(s) for s in state], step)
        parts.append(f'<path class="laag{i}" d="M{"L".join([*there, *reversed(back)])}z"/>')
        state = above
    for i, line in enumerate(lines):
        heights = [None if w is None else y(w) for w in line.waarden]
        parts.append(f'<path class="nodig nodig{i + 1}" d="{_line(heights, step)}"/>')
    for i, name in enumerate(moments):
        if name:
            parts.append(label(_LINKS + step * i, start + high + 16, name))
    below = start + high + 36
    sleutel = [
        (f'<rect class="laag{i + 1}" x="{{x}}" y="{{y}}" width="14" height="14"/>', low.naam)
        for i, low in enumerate(layers)
    ]
    sleutel += [
        (f'<path class="nodig nodig{i + 1}" d="M{{x}} {{m}}h16"/>', line.naam) for i, line in enumerate(lines)
    ]
    beside = 2 if all(len(name) <= _BESIDE for _, name in sleutel) else 1
    for i, (sign, name) in enumerate(sleutel):
        x, row = _LINKS + 150 * (i % beside), below + 20 * (i // beside)
        parts.append(sign.format(x=x, y=row - 11, m=row - 4) + label(x + 22, row, name))
    return image("maanden", below + 20 * -(-len(sleutel) // beside) - 8, title, "".join(parts))


def _stairs(heights: Sequence[float], step: float) -> list[str]:
    """Points of a staircase: each value holds for one step."""
    return [f"{_LINKS + step * x:.1f} {h:.1f}" for i, h in enumerate(heights) for x in (i, i + 1)]


def _line(heights: Sequence[float | None], step: float) -> str:
    """Path of a staircase that is interrupted where there is no value."""
    out = ""
    for i, (before, height) in enumerate(pairwise([None, *heights])):
        if height is not None:
            start = "M" if before is None else "L"
            out += f"{start}{_LINKS + step * i:.1f} {height:.1f}H{_LINKS + step * (i + 1):.1f}"
    return out
