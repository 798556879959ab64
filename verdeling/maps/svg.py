"""Maps as SVG text: values in, string out; colours come from the stylesheet, for light, dark and print.

The class of an area is a CSS class: ``s1…s7`` from little to much, ``d1…d7`` from far below to far above,
``s0`` for no figure. A map is one image for assistive technology; its table stands beside it.
Maps are drawn in whole units of 100 m: finer than a screen or paper shows.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from itertools import groupby
from typing import Final

from verdeling.maps.geometry import EENHEID_M, Curve, Geometry

MARGIN: Final = 30
"""Room around a map, in units of 100 m."""
TILE: Final = 20
"""Side of a tile in the units of the tile map."""
LETTERS: Final = "ABCDEFG"


@dataclass(frozen=True)
class Classes:
    """A fixed class scale, to be used for every map that is compared.

    Attributes
    ----------
    grenzen
        Inner breaks, ascending; a value on a break belongs to the class above it.
    diverging
        Whether the scale runs from below to above zero.
    """

    grenzen: tuple[float, ...]
    diverging: bool = False

    @property
    def aantal(self) -> int:
        """Number of classes."""
        return len(self.grenzen) + 1

    def klasse(self, value: float) -> int:
        """Class of a value, counted from 0."""
        return bisect_right(self.grenzen, value)

    def letter(self, value: float | None) -> str:
        """Letter of the class of a value, ``A`` for the lowest; a dash when there is no figure."""
        return "–" if value is None else LETTERS[self.klasse(value)]

    def css(self, value: float | None) -> str:
        """CSS class that colours a value."""
        return "s0" if value is None else self.colour(self.klasse(value))

    def colour(self, scale: int) -> str:
        """CSS class of class number `scale`; fewer classes than seven keep the ends of the scale."""
        step = 6 / max(1, self.aantal - 1)
        return f"{'d' if self.diverging else 's'}{1 + round(scale * step)}"


def class_bounds(values: Iterable[float | None], n: int = 6, *, diverging: bool = False) -> Classes:
    """Make at most `n` classes with round breaks.

    Steps of equal width (1, 2, 2.5 or 5 times a power of ten) where they spread the values well; where one
    class would hold more than half of them, classes with about equally many values instead.

    Parameters
    ----------
    values
        The values; those of all maps that are compared, so that they share one scale. None is left out.
    n
        At most so many classes, 2–7; odd when `diverging`. Fewer come out when values coincide.
    diverging
        True: breaks lie at equal distances on both sides of zero.
    """
    known = sorted(abs(w) if diverging else w for w in values if w is not None)
    if not known:
        return Classes((), diverging)
    if diverging:
        spots = [(2 * i - 1) / n for i in range(1, n // 2 + 1)]
        if not _quantile(known, spots[0]):
            # so many are zero that they fill the middle class: the others share the rest
            known = [w for w in known if w] or known
            spots = [i / (n // 2 + 1) for i in range(1, n // 2 + 1)]
        above = _one_two_five([_quantile(known, spot) for spot in spots])
        return Classes((*(-g for g in reversed(above)), *above), diverging=True)
    equal = Classes(_equal_steps(known, n))
    largest = max(Counter(map(equal.klasse, known)).values())
    if equal.grenzen and 2 * largest <= len(known):
        return equal
    if _quantile(known, 1 / n) > known[0]:
        return Classes(_rounded([_quantile(known, i / n) for i in range(1, n)], known[0], known[-1]))
    # Many values are the lowest one, such as zero: they are a class, and the others share the rest.
    higher = [w for w in known if w > known[0]]
    if not higher:
        return Classes(())
    first = _downward(higher[0], known[0])
    further = [k for i in range(1, n - 1) if (k := _quantile(higher, i / (n - 1))) > higher[0]]
    return Classes((first, *(_rounded(further, higher[0], higher[-1]) if further else ())))


def _downward(value: float, above: float) -> float:
    """Round a value down to as few significant digits as keep it above `above`."""
    power = math.floor(math.log10(abs(value) or 1))
    for figures in range(1, 17):
        step = Fraction(10) ** (power - figures + 1)
        round_value = float(math.floor(Fraction(value) / step) * step)
        if round_value > above:
            return round_value
    return value


def _equal_steps(ordered: list[float], n: int) -> tuple[float, ...]:
    """Breaks at multiples of a round step, few enough for `n` classes around the middle 96 per cent."""
    low, high = _quantile(ordered, 0.02), _quantile(ordered, 0.98)
    if high <= low:
        return ()
    power = math.floor(math.log10((high - low) / n))
    for step in (Fraction(k) * Fraction(10) ** (power + m) for m in (0, 1) for k in ("1", "2", "2.5", "5")):
        first, last = math.ceil(low / step), math.floor(high / step)
        if last - first + 1 < n:
            breaks = (float(i * step) for i in range(first, last + 1))
            # a break at the lowest value would leave the class below it empty
            return tuple(g for g in breaks if g > ordered[0])
    return ()


def _quantile(ordered: list[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def _one_two_five(quantiles: list[float]) -> tuple[float, ...]:
    """Neighbours in the row 1, 2, 5, 10, 20, 50, …, one per quantile above zero and nearest to these."""
    targets = sorted({k for k in quantiles if k > 0})
    if not targets:
        return ()
    low, high = (math.floor(math.log10(target)) for target in (targets[0], targets[-1]))
    powers = range(low - len(targets), high + len(targets) + 2)
    series = [g for power in powers for k in (1, 2, 5) if (g := float(f"{k}e{power}")) > 0]
    rows = (series[i : i + len(targets)] for i in range(len(series) - len(targets) + 1))

    def afstand(row: list[float]) -> float:
        return sum(abs(math.log(g) - math.log(target)) for g, target in zip(row, targets, strict=True))

    best = min(rows, key=afstand)
    return tuple(best)


def _rounded(breaks: list[float], lowest: float, highest: float) -> tuple[float, ...]:
    """Round breaks to as few significant digits as keep them apart, and above the lowest of the values."""
    distinct = set(breaks)
    for figures in range(1, 8):
        round_value = {g and round(g, figures - 1 - math.floor(math.log10(abs(g)))) for g in distinct}
        if len(round_value) == len(distinct) and all(lowest < g <= highest for g in round_value):
            return tuple(sorted(round_value))
    return tuple(sorted(distinct))


def shapes_svg(outlines: Geometry, area: Mapping[str, str], also: str = "") -> str:
    """Outlines of gemeenten (``v-CODE``) and areas (``p-AREA``), once per page, for maps with ``gedeeld``.

    Parameters
    ----------
    outlines
        The outlines.
    area
        Area per gemeentecode.
    also
        Other shapes that stand once in the page, as SVG text.
    """
    areas: dict[str, list[str]] = {}
    for code in outlines.gemeenten:
        if code in area:
            areas.setdefault(area[code], []).append(code)
    parts = [f'<path id="v-{code}" d="{_area(outlines, code)}"/>' for code in outlines.gemeenten]
    parts.append(f'<path id="v-grens" d="{_lines(outlines.grenzen(area))}"/>')
    for name, codes in sorted(areas.items()):
        members = "".join(f'<use href="#v-{c}"/>' for c in codes)
        parts.append(f'<g id="p-{name}">{members}</g>')
    return (
        '<svg class="vormen" width="0" height="0" aria-hidden="true" focusable="false">'
        f"<defs>{''.join(parts)}{also}</defs></svg>"
    )


def map_svg(
    outlines: Geometry,
    values: Mapping[str, float | None],
    classes: Classes,
    *,
    title: str,
    area: Mapping[str, str] | None = None,
    codes: Collection[str] | None = None,
    shared: bool = False,
) -> str:
    """Choropleth: each gemeente in the colour of its class.

    Parameters
    ----------
    outlines
        The outlines.
    values
        Value per gemeentecode; a gemeente that is absent or None is drawn as having no figure.
    classes
        The class scale.
    title
        What the map shows, in a sentence; read aloud instead of the image.
    area
        Area per gemeentecode; its borders are drawn heavier.
    codes
        Draw these gemeenten only.
    shared
        Refer to the shapes of :func:`vormen_svg` on the same page instead of repeating them.
    """
    drawn_codes = [c for c in outlines.gemeenten if codes is None or c in codes]
    groups: dict[str, list[str]] = {}
    for code in drawn_codes:
        shape = f'{_shape(outlines, code, shared)} data-c="{code}"/>'
        groups.setdefault(classes.css(values.get(code)), []).append(shape)
    parts = _grouped(groups)
    if codes is None and area:
        parts.append(_border(outlines, area, shared))
    return _svg("kaart", _frame(outlines, drawn_codes), title, "".join(parts))


def _grouped(shapes: Mapping[str, Sequence[str]]) -> list[str]:
    """Shapes of one class in a group of that class, in order of class."""
    return [f'<g class="{css}">{"".join(mine)}</g>' for css, mine in sorted(shapes.items())]


def tiles_svg(
    outlines: Geometry,
    values: Mapping[str, float | None],
    classes: Classes,
    *,
    title: str,
    area: Mapping[str, str] | None = None,
) -> str:
    """Equal-area map: each gemeente one square with the letter of its class; areas are framed."""
    place = outlines.tiles
    tiles: dict[str, list[str]] = {}
    letters: dict[str, list[str]] = {}
    for code, (column, row) in place.items():
        value = values.get(code)
        x, y = column * TILE, row * TILE
        css = classes.css(value)
        tiles.setdefault(css, []).append(f'<path data-c="{code}" d="M{x} {y}h{TILE}v{TILE}h-{TILE}z"/>')
        letter = f'<text x="{x + TILE // 2}" y="{y + 14}">{classes.letter(value)}</text>'
        letters.setdefault(f"op-{css}", []).append(letter)
    parts = [*_grouped(tiles), *_grouped(letters)]
    if area:
        parts.append(f'<path class="grens" d="{_tile_edges(place, area)}"/>')
    xs, ys = [k for k, _ in place.values()], [r for _, r in place.values()]
    wide, high = ((max(v) - min(v) + 1) * TILE + 8 for v in (xs, ys))
    frame = (min(xs) * TILE - 4, min(ys) * TILE - 4, wide, high)
    return _svg("kaart tegels", frame, title, "".join(parts))


def circles_svg(
    outlines: Geometry,
    values: Mapping[str, float | None],
    points: Mapping[str, tuple[float, float]],
    *,
    title: str,
    largest: float | None = None,
    radius: float = 150,
    legend: Sequence[tuple[float, str]] = (),
    area: Mapping[str, str] | None = None,
    shared: bool = False,
) -> str:
    """Map of amounts: the area of a circle is in proportion to the value.

    Parameters
    ----------
    outlines
        Outlines, drawn in a quiet colour.
    values
        Amount per gemeentecode, zero or more.
    points
        Place of each circle, in the units of the outlines.
    title
        Read aloud instead of the image.
    largest
        Amount that gets the largest circle; by default the largest of `values`.
    radius
        Radius of the largest circle in units of 100 m.
    legend
        Amounts with their texts, largest first, drawn as nested circles in the north-west corner.
    area
        Area per gemeentecode; its borders are drawn.
    shared
        Refer to the areas of :func:`vormen_svg` on the same page instead of repeating their gemeenten.
    """
    codes = list(outlines.gemeenten)
    if shared and area:
        parts = [f'<use href="#p-{name}" class="stil"/>' for name in sorted(set(area.values()))]
    else:
        parts = [f'<path d="{_area(outlines, c)}" class="stil"/>' for c in codes]
    if area:
        parts.append(_border(outlines, area, shared))
    top = largest or max((w for w in values.values() if w), default=1)
    for code, value in sorted(values.items(), key=lambda pair: (-(pair[1] or 0), pair[0])):
        if value and code in points:
            x, y = _drawn(points[code])
            r = radius * math.sqrt(value / top)
            parts.append(f'<circle data-c="{code}" cx="{x}" cy="{y}" r="{max(r, 4):.0f}"/>')
    x0, y0, *_ = frame = _frame(outlines, codes)
    cx, below = x0 + radius + 40, y0 + 2 * radius + 60
    for value, text in legend:
        r = radius * math.sqrt(value / top)
        parts.append(f'<circle class="ijk" cx="{cx:.0f}" cy="{below - r:.0f}" r="{r:.0f}"/>')
        parts.append(f'<path class="ijk" d="M{cx:.0f} {below - 2 * r:.0f}h{radius + 30:.0f}"/>')
        parts.append(f'<text x="{cx + radius + 45:.0f}" y="{below - 2 * r + 26:.0f}">{escape(text)}</text>')
    return _svg("kaart cirkels", frame, title, "".join(parts))


_N: Final = 6300
"""Screen coordinates: x grows eastward, y grows southward from 630 km RD."""
_DRAWN: Final = 100 // EENHEID_M
"""Units of the outlines in a unit that is drawn."""


def _frame(outlines: Geometry, codes: Iterable[str]) -> tuple[int, int, int, int]:
    west, south, east, north = outlines.frame(codes)
    (left, top), (right, bottom) = _drawn((west, north)), _drawn((east, south))
    return left - MARGIN, top - MARGIN, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN


def _drawn(point: tuple[float, float]) -> tuple[int, int]:
    """Screen coordinates of a point."""
    x, y = point
    return round(x / _DRAWN), _N - round(y / _DRAWN)


def frame_text(outlines: Geometry, codes: Iterable[str]) -> str:
    """``viewBox`` around gemeenten, for small maps that use shared shapes."""
    return " ".join(map(str, _frame(outlines, codes)))


def _shape(outlines: Geometry, code: str, shared: bool) -> str:
    """Begin of the element that draws a gemeente."""
    return f'<use href="#v-{code}"' if shared else f'<path d="{_area(outlines, code)}"'


def _border(outlines: Geometry, area: Mapping[str, str], shared: bool) -> str:
    line = '<use href="#v-grens"' if shared else f'<path d="{_lines(outlines.grenzen(area))}"'
    return f'{line} class="grens"/>'


def _svg(css: str, frame: tuple[int, int, int, int], title: str, content: str) -> str:
    return (
        f'<svg class="{css}" viewBox="{" ".join(map(str, frame))}" role="img" aria-label="{escape(title)}">'
        f'<g aria-hidden="true">{content}</g></svg>'
    )


def _area(outlines: Geometry, code: str) -> str:
    return "".join(_path(outlines.ring(ring)) + "z" for ring in outlines.gemeenten[code])


def _lines(lines: Iterable[Curve]) -> str:
    return "".join(_path(line) for line in lines)


def _path(points: Iterable[tuple[int, int]]) -> str:
    """Path data: a start and relative steps; nothing for a line that is a point at this scale."""
    (x, y), *rest = (point for point, _ in groupby(map(_drawn, points)))
    if not rest:
        return ""
    text = f"M{x} {y}l"
    for nx, ny in rest:
        dx, dy = nx - x, ny - y
        text += f"{'' if text.endswith('l') or dx < 0 else ' '}{dx}{'' if dy < 0 else ' '}{dy}"
        x, y = nx, ny
    return text


def _tile_edges(place: Mapping[str, tuple[int, int]], area: Mapping[str, str]) -> str:
    """Sides of tiles where the neighbour belongs to another area."""
    van = {box: area.get(code, code) for code, box in place.items()}
    pieces = []
    for (k, r), own in van.items():
        x, y = k * TILE, r * TILE
        if van.get((k, r - 1)) != own:
            pieces.append(f"M{x} {y}h{TILE}")
        if van.get((k - 1, r)) != own:
            pieces.append(f"M{x} {y}v{TILE}")
        if (k, r + 1) not in van:
            pieces.append(f"M{x} {y + TILE}h{TILE}")
        if (k + 1, r) not in van:
            pieces.append(f"M{x + TILE} {y}v{TILE}")
    return "".join(pieces)
