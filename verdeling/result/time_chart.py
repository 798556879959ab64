"""Capacity by kind against need, month by month, as one SVG file that stands by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from verdeling.texts import Lang, number, say

if TYPE_CHECKING:
    from verdeling.tijdplan.plan import Tijdplan
    from verdeling.tijdplan.tables import DaySeries

WIDE: Final = 760
HOOG: Final = 300
"""Size of the drawing of one area, without its margins."""
MARGIN: Final = (64, 30, 190, 46)
"""Left, above, right (the legend), below."""
COLOURS: Final = ("#0a3561", "#3377ac", "#a1c7e3", "#9a3d00", "#d9792f", "#f4c295", "#6b7785")
STYLE: Final = (
    "text{font:13px system-ui,sans-serif;fill:#16222e}.raster{stroke:#cdd6df}"
    ".nodig{fill:none;stroke:#d6006c;stroke-width:4}"
)


def time_chart(plan: Tijdplan, names: Mapping[str, str], lang: Lang = "nl") -> str:
    """Draw every area of a plan over time: stacked places that stand, and a line of what is needed."""
    from verdeling.tijdplan.tables import reeks

    links, above, rechts, below = MARGIN
    height = HOOG + above + below
    parts = []
    for nummer, area in enumerate(plan.gebieden):
        figure = _gebied(reeks(plan, area), names.get(area, area), lang)
        parts.append(f'<g transform="translate(0 {nummer * height})">{figure}</g>')
    frame = f"0 0 {WIDE + links + rechts} {height * len(parts)}"
    title = escape(say("cli.maanden.kop", lang))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{frame}" role="img">'
        f"<title>{title}</title><style>{STYLE}</style>"
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _gebied(series: DaySeries, name: str, lang: Lang) -> str:
    links, above, _, _ = MARGIN
    layers = list(series.soorten.items())
    stack = [[0] * len(series.days)]
    for _, counts in layers:
        stack.append([s + n for s, n in zip(stack[-1], counts, strict=True)])
    needed = [[n or 0 for n in line] for line in series.nodig.values()]
    highest = max([*stack[-1], *(max(line) for line in needed), 1])
    power: int = 10 ** (len(str(highest)) - 1)
    rung: int = next(m for m in (power // 4, power // 2, power, 2 * power, 5 * power) if 0 < highest <= 5 * m)
    top = -(-highest // rung) * rung
    step = WIDE / len(series.days)

    def y(value: float) -> float:
        return above + HOOG * (1 - value / top)

    parts = [f'<text x="{links}" y="18" font-weight="700">{escape(name)}</text>']
    for value in range(0, top + 1, rung):
        height = y(value)
        parts.append(f'<path class="raster" d="M{links} {height:.1f}h{WIDE}"/>')
        text = number(value, lang)
        parts.append(f'<text x="{links - 8}" y="{height + 4:.1f}" text-anchor="end">{text}</text>')
    for figure, (low, (below, higher)) in enumerate(zip(layers, pairwise(stack), strict=True)):
        colour = COLOURS[figure % len(COLOURS)]
        path = _steps(higher, step, y) + "L" + _steps(below, step, y, terug=True)[1:] + "z"
        parts.append(f'<path d="{path}" fill="{colour}" stroke="#fff"/>')
        parts.append(
            _sleutel(len(layers) - figure, low[0], f'<rect width="16" height="12" fill="{colour}"/>')
        )
    for line in series.nodig.values():
        parts += [
            f'<path class="nodig" d="M{links + step * t:.1f} {y(n):.1f}h{step:.1f}"/>'
            for t, n in enumerate(line)
            if n is not None
        ]
    parts.append(_sleutel(0, say("cli.maanden.nodig", lang), '<path class="nodig" d="M0 6h18"/>'))
    for t, day in enumerate(series.days):
        if day.month in (1, 7) or t == 0:
            x = links + step * t
            parts.append(f'<text x="{x:.1f}" y="{above + HOOG + 18}">{day.isoformat()[:7]}</text>')
    return "".join(parts)


def _steps(values: Sequence[int], step: float, y: Callable[[float], float], *, terug: bool = False) -> str:
    """A stepped line: every month is flat."""
    points = [(MARGIN[0] + step * (t + side), y(value)) for t, value in enumerate(values) for side in (0, 1)]
    return "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in (reversed(points) if terug else points))


def _sleutel(row: int, name: str, sign: str) -> str:
    x, y = MARGIN[0] + WIDE + 16, MARGIN[1] + 20 * row
    return f'<g transform="translate({x} {y})">{sign}<text x="26" y="11">{escape(name)}</text></g>'
