"""Capacity by kind against need, month by month, as one SVG file that stands by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from verdeling.texts import Lang, number, say

if TYPE_CHECKING:
    from verdeling.tijdplan.plan import Tijdplan
    from verdeling.tijdplan.tables import Reeks

BREED: Final = 760
HOOG: Final = 300
"""Size of the drawing of one area, without its margins."""
MARGE: Final = (64, 30, 190, 46)
"""Left, above, right (the legend), below."""
KLEUREN: Final = ("#0a3561", "#3377ac", "#a1c7e3", "#9a3d00", "#d9792f", "#f4c295", "#6b7785")
STIJL: Final = (
    "text{font:13px system-ui,sans-serif;fill:#16222e}.raster{stroke:#cdd6df}"
    ".nodig{fill:none;stroke:#d6006c;stroke-width:4}"
)


def tijdgrafiek(plan: Tijdplan, namen: Mapping[str, str], lang: Lang = "nl") -> str:
    """Draw every area of a plan over time: stacked places that stand, and a line of what is needed."""
    from verdeling.tijdplan.tables import reeks

    links, boven, rechts, onder = MARGE
    hoogte = HOOG + boven + onder
    delen = []
    for nummer, gebied in enumerate(plan.gebieden):
        figuur = _gebied(reeks(plan, gebied), namen.get(gebied, gebied), lang)
        delen.append(f'<g transform="translate(0 {nummer * hoogte})">{figuur}</g>')
    kader = f"0 0 {BREED + links + rechts} {hoogte * len(delen)}"
    titel = escape(say("cli.maanden.kop", lang))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{kader}" role="img">'
        f"<title>{titel}</title><style>{STIJL}</style>"
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(delen)}</svg>\n'
    )


def _gebied(reeks: Reeks, naam: str, lang: Lang) -> str:
    links, boven, _, _ = MARGE
    lagen = list(reeks.soorten.items())
    stapel = [[0] * len(reeks.dagen)]
    for _, aantallen in lagen:
        stapel.append([s + n for s, n in zip(stapel[-1], aantallen, strict=True)])
    nodig = [[n or 0 for n in lijn] for lijn in reeks.nodig.values()]
    hoogste = max([*stapel[-1], *(max(lijn) for lijn in nodig), 1])
    macht: int = 10 ** (len(str(hoogste)) - 1)
    trede: int = next(
        m for m in (macht // 4, macht // 2, macht, 2 * macht, 5 * macht) if 0 < hoogste <= 5 * m
    )
    top = -(-hoogste // trede) * trede
    stap = BREED / len(reeks.dagen)

    def y(waarde: float) -> float:
        return boven + HOOG * (1 - waarde / top)

    delen = [f'<text x="{links}" y="18" font-weight="700">{escape(naam)}</text>']
    for waarde in range(0, top + 1, trede):
        hoogte = y(waarde)
        delen.append(f'<path class="raster" d="M{links} {hoogte:.1f}h{BREED}"/>')
        tekst = number(waarde, lang)
        delen.append(f'<text x="{links - 8}" y="{hoogte + 4:.1f}" text-anchor="end">{tekst}</text>')
    for nummer, (laag, (onder, hoger)) in enumerate(zip(lagen, pairwise(stapel), strict=True)):
        kleur = KLEUREN[nummer % len(KLEUREN)]
        pad = _treden(hoger, stap, y) + "L" + _treden(onder, stap, y, terug=True)[1:] + "z"
        delen.append(f'<path d="{pad}" fill="{kleur}" stroke="#fff"/>')
        delen.append(_sleutel(len(lagen) - nummer, laag[0], f'<rect width="16" height="12" fill="{kleur}"/>'))
    for lijn in reeks.nodig.values():
        delen += [
            f'<path class="nodig" d="M{links + stap * t:.1f} {y(n):.1f}h{stap:.1f}"/>'
            for t, n in enumerate(lijn)
            if n is not None
        ]
    delen.append(_sleutel(0, say("cli.maanden.nodig", lang), '<path class="nodig" d="M0 6h18"/>'))
    for t, dag in enumerate(reeks.dagen):
        if dag.month in (1, 7) or t == 0:
            x = links + stap * t
            delen.append(f'<text x="{x:.1f}" y="{boven + HOOG + 18}">{dag.isoformat()[:7]}</text>')
    return "".join(delen)


def _treden(waarden: Sequence[int], stap: float, y: Callable[[float], float], *, terug: bool = False) -> str:
    """A stepped line: every month is flat."""
    punten = [
        (MARGE[0] + stap * (t + kant), y(waarde)) for t, waarde in enumerate(waarden) for kant in (0, 1)
    ]
    return "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in (reversed(punten) if terug else punten))


def _sleutel(rij: int, naam: str, teken: str) -> str:
    x, y = MARGE[0] + BREED + 16, MARGE[1] + 20 * rij
    return f'<g transform="translate({x} {y})">{teken}<text x="26" y="11">{escape(naam)}</text></g>'
