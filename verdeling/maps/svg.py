"""Maps as SVG text: values in, string out; colours come from the stylesheet, for light, dark and print.

The class of an area is a CSS class: ``s1…s7`` from little to much, ``d1…d7`` from far below to far above,
``s0`` for no figure. A map is one image for assistive technology; its table stands beside it.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import Final

from verdeling.maps.geometry import Geometrie, Lijn

MARGE: Final = 30
"""Room around a map, in units of 100 m."""
TEGEL: Final = 20
"""Side of a tile in the units of the tile map."""
LETTERS: Final = "ABCDEFG"


@dataclass(frozen=True)
class Klassen:
    """A fixed class scale, to be used for every map that is compared.

    Attributes
    ----------
    grenzen
        Inner breaks, ascending; a value on a break belongs to the class above it.
    divergerend
        Whether the scale runs from below to above zero.
    """

    grenzen: tuple[float, ...]
    divergerend: bool = False

    @property
    def aantal(self) -> int:
        """Number of classes."""
        return len(self.grenzen) + 1

    def klasse(self, waarde: float) -> int:
        """Class of a value, counted from 0."""
        return bisect_right(self.grenzen, waarde)

    def letter(self, waarde: float | None) -> str:
        """Letter of the class of a value, ``A`` for the lowest; a dash when there is no figure."""
        return "–" if waarde is None else LETTERS[self.klasse(waarde)]

    def css(self, waarde: float | None) -> str:
        """CSS class that colours a value."""
        return "s0" if waarde is None else self.kleur(self.klasse(waarde))

    def kleur(self, klasse: int) -> str:
        """CSS class of class number `klasse`; fewer classes than seven keep the ends of the scale."""
        stap = 6 / max(1, self.aantal - 1)
        return f"{'d' if self.divergerend else 's'}{1 + round(klasse * stap)}"


def klassen(waarden: Iterable[float | None], n: int = 6, *, divergerend: bool = False) -> Klassen:
    """Make at most `n` classes with round breaks.

    Steps of equal width (1, 2, 2.5 or 5 times a power of ten) where they spread the values well; where one
    class would hold more than half of them, classes with about equally many values instead.

    Parameters
    ----------
    waarden
        The values; those of all maps that are compared, so that they share one scale. None is left out.
    n
        At most so many classes, 2–7; odd when `divergerend`. Fewer come out when values coincide.
    divergerend
        True: breaks lie at equal distances on both sides of zero.
    """
    bekend = sorted(abs(w) if divergerend else w for w in waarden if w is not None)
    if not bekend:
        return Klassen((), divergerend)
    if divergerend:
        plekken = [(2 * i - 1) / n for i in range(1, n // 2 + 1)]
        if not _kwantiel(bekend, plekken[0]):
            # so many are zero that they fill the middle class: the others share the rest
            bekend = [w for w in bekend if w] or bekend
            plekken = [i / (n // 2 + 1) for i in range(1, n // 2 + 1)]
        boven = _een_twee_vijf([_kwantiel(bekend, plek) for plek in plekken])
        return Klassen((*(-g for g in reversed(boven)), *boven), divergerend=True)
    gelijk = Klassen(_gelijke_stappen(bekend, n))
    grootste = max(Counter(map(gelijk.klasse, bekend)).values())
    if gelijk.grenzen and 2 * grootste <= len(bekend):
        return gelijk
    if _kwantiel(bekend, 1 / n) > bekend[0]:
        return Klassen(_afgerond([_kwantiel(bekend, i / n) for i in range(1, n)], bekend[0], bekend[-1]))
    # Many values are the lowest one, such as zero: they are a class, and the others share the rest.
    hogere = [w for w in bekend if w > bekend[0]]
    if not hogere:
        return Klassen(())
    eerste = _naar_onder(hogere[0], bekend[0])
    verder = [k for i in range(1, n - 1) if (k := _kwantiel(hogere, i / (n - 1))) > hogere[0]]
    return Klassen((eerste, *(_afgerond(verder, hogere[0], hogere[-1]) if verder else ())))


def _naar_onder(waarde: float, boven: float) -> float:
    """Round a value down to as few significant digits as keep it above `boven`."""
    macht = math.floor(math.log10(abs(waarde) or 1))
    for cijfers in range(1, 17):
        stap = Fraction(10) ** (macht - cijfers + 1)
        rond = float(math.floor(Fraction(waarde) / stap) * stap)
        if rond > boven:
            return rond
    return waarde


def _gelijke_stappen(gesorteerd: list[float], n: int) -> tuple[float, ...]:
    """Breaks at multiples of a round step, few enough for `n` classes around the middle 96 per cent."""
    laag, hoog = _kwantiel(gesorteerd, 0.02), _kwantiel(gesorteerd, 0.98)
    if hoog <= laag:
        return ()
    macht = math.floor(math.log10((hoog - laag) / n))
    for stap in (Fraction(k) * Fraction(10) ** (macht + m) for m in (0, 1) for k in ("1", "2", "2.5", "5")):
        eerste, laatste = math.ceil(laag / stap), math.floor(hoog / stap)
        if laatste - eerste + 1 < n:
            grenzen = (float(i * stap) for i in range(eerste, laatste + 1))
            # a break at the lowest value would leave the class below it empty
            return tuple(g for g in grenzen if g > gesorteerd[0])
    return ()


def _kwantiel(gesorteerd: list[float], deel: float) -> float:
    return gesorteerd[min(len(gesorteerd) - 1, int(deel * len(gesorteerd)))]


def _een_twee_vijf(kwantielen: list[float]) -> tuple[float, ...]:
    """Neighbours in the row 1, 2, 5, 10, 20, 50, …, one per quantile above zero and nearest to these."""
    doelen = sorted({k for k in kwantielen if k > 0})
    if not doelen:
        return ()
    laag, hoog = (math.floor(math.log10(doel)) for doel in (doelen[0], doelen[-1]))
    machten = range(laag - len(doelen), hoog + len(doelen) + 2)
    reeks = [g for macht in machten for k in (1, 2, 5) if (g := float(f"{k}e{macht}")) > 0]
    rijen = (reeks[i : i + len(doelen)] for i in range(len(reeks) - len(doelen) + 1))

    def afstand(rij: list[float]) -> float:
        return sum(abs(math.log(g) - math.log(doel)) for g, doel in zip(rij, doelen, strict=True))

    beste = min(rijen, key=afstand)
    return tuple(beste)


def _afgerond(grenzen: list[float], laagste: float, hoogste: float) -> tuple[float, ...]:
    """Round breaks to as few significant digits as keep them apart, and above the lowest of the values."""
    verschillend = set(grenzen)
    for cijfers in range(1, 8):
        rond = {g and round(g, cijfers - 1 - math.floor(math.log10(abs(g)))) for g in verschillend}
        if len(rond) == len(verschillend) and all(laagste < g <= hoogste for g in rond):
            return tuple(sorted(rond))
    return tuple(sorted(verschillend))


def vormen_svg(geometrie: Geometrie, gebied: Mapping[str, str], ook: str = "") -> str:
    """Outlines of gemeenten (``v-CODE``) and areas (``p-AREA``), once per page, for maps with ``gedeeld``.

    Parameters
    ----------
    geometrie
        The outlines.
    gebied
        Area per gemeentecode.
    ook
        Other shapes that stand once in the page, as SVG text.
    """
    gebieden: dict[str, list[str]] = {}
    for code in geometrie.gemeenten:
        if code in gebied:
            gebieden.setdefault(gebied[code], []).append(code)
    delen = [f'<path id="v-{code}" d="{_vlak(geometrie, code)}"/>' for code in geometrie.gemeenten]
    delen.append(f'<path id="v-grens" d="{_lijnen(geometrie.grenzen(gebied))}"/>')
    for naam, codes in sorted(gebieden.items()):
        delen.append(f'<path id="p-{naam}" d="{"".join(_vlak(geometrie, c) for c in codes)}"/>')
    return (
        '<svg class="vormen" width="0" height="0" aria-hidden="true" focusable="false">'
        f"<defs>{''.join(delen)}{ook}</defs></svg>"
    )


def kaart_svg(
    geometrie: Geometrie,
    waarden: Mapping[str, float | None],
    klassen: Klassen,
    *,
    titel: str,
    gebied: Mapping[str, str] | None = None,
    codes: Collection[str] | None = None,
    gedeeld: bool = False,
) -> str:
    """Choropleth: each gemeente in the colour of its class.

    Parameters
    ----------
    geometrie
        The outlines.
    waarden
        Value per gemeentecode; a gemeente that is absent or None is drawn as having no figure.
    klassen
        The class scale.
    titel
        What the map shows, in a sentence; read aloud instead of the image.
    gebied
        Area per gemeentecode; its borders are drawn heavier.
    codes
        Draw these gemeenten only.
    gedeeld
        Refer to the shapes of :func:`vormen_svg` on the same page instead of repeating them.
    """
    getekend = [c for c in geometrie.gemeenten if codes is None or c in codes]
    delen = [
        f'{_vorm(geometrie, code, gedeeld)} class="{klassen.css(waarden.get(code))}" data-c="{code}"/>'
        for code in getekend
    ]
    if codes is None and gebied:
        delen.append(_grens(geometrie, gebied, gedeeld))
    return _svg("kaart", _kader(geometrie, getekend), titel, "".join(delen))


def tegels_svg(
    geometrie: Geometrie,
    waarden: Mapping[str, float | None],
    klassen: Klassen,
    *,
    titel: str,
    gebied: Mapping[str, str] | None = None,
) -> str:
    """Equal-area map: each gemeente one square with the letter of its class; areas are framed."""
    plaats = geometrie.tegels
    delen = []
    for code, (kolom, rij) in plaats.items():
        waarde = waarden.get(code)
        x, y = kolom * TEGEL, rij * TEGEL
        css = klassen.css(waarde)
        delen.append(
            f'<path class="{css}" data-c="{code}" d="M{x} {y}h{TEGEL}v{TEGEL}h-{TEGEL}z"/>'
            f'<text class="op-{css}" x="{x + TEGEL // 2}" y="{y + 14}">{klassen.letter(waarde)}</text>'
        )
    if gebied:
        delen.append(f'<path class="grens" d="{_tegelranden(plaats, gebied)}"/>')
    xs, ys = [k for k, _ in plaats.values()], [r for _, r in plaats.values()]
    breed, hoog = ((max(v) - min(v) + 1) * TEGEL + 8 for v in (xs, ys))
    kader = (min(xs) * TEGEL - 4, min(ys) * TEGEL - 4, breed, hoog)
    return _svg("kaart tegels", kader, titel, "".join(delen))


def cirkels_svg(
    geometrie: Geometrie,
    waarden: Mapping[str, float | None],
    punten: Mapping[str, tuple[float, float]],
    *,
    titel: str,
    grootste: float | None = None,
    straal: float = 150,
    legenda: Sequence[tuple[float, str]] = (),
    gebied: Mapping[str, str] | None = None,
    gedeeld: bool = False,
) -> str:
    """Map of amounts: the area of a circle is in proportion to the value.

    Parameters
    ----------
    geometrie
        Outlines, drawn in a quiet colour.
    waarden
        Amount per gemeentecode, zero or more.
    punten
        Place of each circle in units of 100 m, RD New.
    titel
        Read aloud instead of the image.
    grootste
        Amount that gets the largest circle; by default the largest of `waarden`.
    straal
        Radius of the largest circle in units of 100 m.
    legenda
        Amounts with their texts, largest first, drawn as nested circles in the north-west corner.
    gebied
        Area per gemeentecode; its borders are drawn.
    gedeeld
        Refer to the areas of :func:`vormen_svg` on the same page instead of repeating their gemeenten.
    """
    codes = list(geometrie.gemeenten)
    if gedeeld and gebied:
        delen = [f'<use href="#p-{naam}" class="stil"/>' for naam in sorted(set(gebied.values()))]
    else:
        delen = [f'<path d="{_vlak(geometrie, c)}" class="stil"/>' for c in codes]
    if gebied:
        delen.append(_grens(geometrie, gebied, gedeeld))
    top = grootste or max((w for w in waarden.values() if w), default=1)
    for code, waarde in sorted(waarden.items(), key=lambda paar: (-(paar[1] or 0), paar[0])):
        if waarde and code in punten:
            x, y = punten[code]
            r = straal * math.sqrt(waarde / top)
            delen.append(
                f'<circle data-c="{code}" cx="{round(x)}" cy="{round(_N - y)}" r="{max(r, 4):.0f}"/>'
            )
    x0, y0, *_ = kader = _kader(geometrie, codes)
    cx, onder = x0 + straal + 40, y0 + 2 * straal + 60
    for waarde, tekst in legenda:
        r = straal * math.sqrt(waarde / top)
        delen.append(f'<circle class="ijk" cx="{cx:.0f}" cy="{onder - r:.0f}" r="{r:.0f}"/>')
        delen.append(f'<path class="ijk" d="M{cx:.0f} {onder - 2 * r:.0f}h{straal + 30:.0f}"/>')
        delen.append(f'<text x="{cx + straal + 45:.0f}" y="{onder - 2 * r + 26:.0f}">{escape(tekst)}</text>')
    return _svg("kaart cirkels", kader, titel, "".join(delen))


_N: Final = 6300
"""Screen coordinates: x grows eastward, y grows southward from 630 km RD."""


def _kader(geometrie: Geometrie, codes: Iterable[str]) -> tuple[int, int, int, int]:
    west, zuid, oost, noord = geometrie.kader(codes)
    return west - MARGE, _N - noord - MARGE, oost - west + 2 * MARGE, noord - zuid + 2 * MARGE


def kader_tekst(geometrie: Geometrie, codes: Iterable[str]) -> str:
    """``viewBox`` around gemeenten, for small maps that use shared shapes."""
    return " ".join(map(str, _kader(geometrie, codes)))


def _vorm(geometrie: Geometrie, code: str, gedeeld: bool) -> str:
    """Begin of the element that draws a gemeente."""
    return f'<use href="#v-{code}"' if gedeeld else f'<path d="{_vlak(geometrie, code)}"'


def _grens(geometrie: Geometrie, gebied: Mapping[str, str], gedeeld: bool) -> str:
    lijn = '<use href="#v-grens"' if gedeeld else f'<path d="{_lijnen(geometrie.grenzen(gebied))}"'
    return f'{lijn} class="grens"/>'


def _svg(css: str, kader: tuple[int, int, int, int], titel: str, inhoud: str) -> str:
    return (
        f'<svg class="{css}" viewBox="{" ".join(map(str, kader))}" role="img" aria-label="{escape(titel)}">'
        f'<g aria-hidden="true">{inhoud}</g></svg>'
    )


def _vlak(geometrie: Geometrie, code: str) -> str:
    return "".join(_pad(geometrie.ring(ring)) + "z" for ring in geometrie.gemeenten[code])


def _lijnen(lijnen: Iterable[Lijn]) -> str:
    return "".join(_pad(lijn) for lijn in lijnen)


def _pad(punten: Iterable[tuple[int, int]]) -> str:
    """Path data: a start and relative steps."""
    schoon = [(x, _N - y) for x, y in punten]
    (x, y), *rest = schoon
    tekst = f"M{x} {y}l"
    for nx, ny in rest:
        dx, dy = nx - x, ny - y
        tekst += f"{'' if tekst.endswith('l') or dx < 0 else ' '}{dx}{'' if dy < 0 else ' '}{dy}"
        x, y = nx, ny
    return tekst


def _tegelranden(plaats: Mapping[str, tuple[int, int]], gebied: Mapping[str, str]) -> str:
    """Sides of tiles where the neighbour belongs to another area."""
    van = {vak: gebied.get(code, code) for code, vak in plaats.items()}
    stukken = []
    for (k, r), eigen in van.items():
        x, y = k * TEGEL, r * TEGEL
        if van.get((k, r - 1)) != eigen:
            stukken.append(f"M{x} {y}h{TEGEL}")
        if van.get((k - 1, r)) != eigen:
            stukken.append(f"M{x} {y}v{TEGEL}")
        if (k, r + 1) not in van:
            stukken.append(f"M{x} {y + TEGEL}h{TEGEL}")
        if (k + 1, r) not in van:
            stukken.append(f"M{x + TEGEL} {y}v{TEGEL}")
    return "".join(stukken)
