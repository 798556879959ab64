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

BREEDTE: Final = 360
"""Width of every chart in its own units; texts are 12 units high."""
TEKEN: Final = 8.4
"""Width of a bold figure, in the larger letters of a narrow screen."""
_LINKS: Final = 58
AFKAPPEN: Final = 2.5
"""The axis of a spread ends at so many times the highest P90: one outlier must not press all else flat."""
_NAAM: Final = 108
_NAAST: Final = 18
"""Names up to this length stand two beside each other in a key."""

Punten = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Staaf:
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
class Uitslag:
    """One bar of a tornado chart: the outcome at the low and at the high end of a parameter."""

    naam: str
    laag: float
    hoog: float
    laag_tekst: str
    hoog_tekst: str


def staaf_svg(
    staven: Sequence[Staaf],
    *,
    titel: str,
    lijn: tuple[float, str] | None = None,
    naamruimte: int = 108,
    top: float = 0,
) -> str:
    """Horizontal bars, one under the other, on an axis that starts at zero.

    Parameters
    ----------
    staven
        The bars; values of zero or more.
    titel
        What the chart shows; read aloud instead of the image.
    lijn
        A reference value with its label, drawn as a line.
    naamruimte
        Room for the names, in units.
    top
        The axis ends here or further, so that charts beside each other have the same axis.
    """
    top = max([top] + [s.waarde for s in staven] + [lijn[0] if lijn else 0, 1e-9])
    begin = 22 if lijn else 4
    hoogte = begin + 22 * len(staven)
    if lijn is None:
        return plaat("staven", hoogte, titel, _staven(staven, top, naamruimte, begin))
    x = naamruimte + (BREEDTE - naamruimte - 52) * lijn[0] / top
    kant = "rechts" if x > BREEDTE * 0.6 else "midden"
    streep = f'<path class="ijk" d="M{x:.1f} {begin - 4}V{hoogte}"/>' + label(x, 12, lijn[1], kant)
    return plaat("staven", hoogte, titel, streep + _staven(staven, top, naamruimte, begin, x))


def staafgroep(naam: str, staven: Sequence[Staaf], top: float, naamruimte: int) -> str:
    """Bars that many charts share: once in a page under the id `naam`, below one bar of each chart."""
    return f'<g id="{naam}" class="grafiek">{_staven(staven, top, naamruimte, 4 + 22)}</g>'


def staaf_boven_groep_svg(eigen: Staaf, groep: str, aantal: int, top: float, naamruimte: int) -> str:
    """One bar above the `aantal` bars of a :func:`staafgroep`, on the same axis up to `top`.

    Hidden from who cannot see it: the sentence beside it must tell the same figures.
    """
    kader = f'viewBox="0 0 {BREEDTE} {4 + 22 * (1 + aantal)}"'
    inhoud = _staven([eigen], top, naamruimte, 4)
    return f'<svg class="grafiek staven" {kader} aria-hidden="true">{inhoud}<use href="#{groep}"/></svg>'


def _staven(staven: Sequence[Staaf], top: float, naamruimte: int, begin: int, streep: float = 0) -> str:
    """Names and bars, then the numbers: no bar covers a number, and no line at `streep` crosses one."""
    delen, getallen = [], []
    for i, staaf in enumerate(staven):
        y = begin + 22 * i
        lang = (BREEDTE - naamruimte - 52) * staaf.waarde / top
        css = f' class="staaf {staaf.css}"' if staaf.css else ' class="staaf"'
        delen.append(
            label(naamruimte - 6, y + 14, staaf.naam, "rechts")
            + f'<rect{css} x="{naamruimte}" y="{y + 2}" width="{lang:.1f}" height="16"/>'
        )
        eind = naamruimte + lang
        if eind < streep < eind + 5 + TEKEN * len(staaf.tekst):
            eind = streep
        getallen.append(label(eind + 5, y + 14, staaf.tekst, "getal"))
    return "".join(delen + getallen)


def lorenz_svg(
    reeksen: Sequence[tuple[str, Punten]], *, titel: str, x_as: str, y_as: str, gelijk: str
) -> str:
    """Lorenz curves: share of the inhabitants against share of the places, least loaded first.

    Parameters
    ----------
    reeksen
        Name and points (0…1, 0…1) per curve; at most six.
    titel
        Read aloud instead of the image.
    x_as, y_as
        Names of the axes.
    gelijk
        Name of the diagonal.
    """
    hoog, begin = 260, 14
    breed = BREEDTE - _LINKS - 14

    def plek(x: float, y: float) -> str:
        return f"{_LINKS + breed * x:.1f} {begin + hoog * (1 - y):.1f}"

    delen = []
    for deel in (0, 0.25, 0.5, 0.75, 1):
        x, y = _LINKS + breed * deel, begin + hoog * (1 - deel)
        delen.append(f'<path class="raster" d="M{plek(0, deel)}L{plek(1, deel)}"/>')
        delen.append(label(_LINKS - 5, y + 4, f"{100 * deel:.0f}\u00a0%", "rechts"))
        delen.append(label(x, begin + hoog + 16, f"{100 * deel:.0f}\u00a0%", "midden"))
    delen.append(f'<path class="gelijk" d="M{plek(0, 0)}L{plek(1, 1)}"/>')
    schuin = -round(degrees(atan2(hoog, breed)))
    delen.append(label(_LINKS + breed * 0.44, begin + hoog * 0.515, gelijk, "midden", draai=schuin))
    for i, (naam, punten) in enumerate(reeksen):
        dun = _uitgedund(punten)
        delen.append(f'<path class="lijn reeks{i + 1}" d="M{"L".join(plek(x, y) for x, y in dun)}"/>')
        if len(reeksen) > 1:
            delen.append(_sleutel(i, naam, _LINKS + 12, begin + 16 + 18 * i))
    delen.append(label(_LINKS + breed / 2, begin + hoog + 32, x_as, "midden as"))
    delen.append(label(12, begin + hoog / 2, y_as, "midden as", draai=-90))
    return plaat("lorenz", begin + hoog + 38, titel, "".join(delen))


def waaier_svg(
    banden: Sequence[Band], *, titel: str, x_tekst: Sequence[str], y_tekst: Sequence[tuple[float, str]]
) -> str:
    """Fan chart: a middle line inside a band, for outcomes that are uncertain.

    Parameters
    ----------
    banden
        Low, middle and high value per place on the axis, ascending in `x`.
    titel
        Read aloud instead of the image.
    x_tekst
        Label under each band, as many as there are bands; an empty text draws none.
    y_tekst
        Values on the vertical axis with their texts; the first and last are the ends of the axis.
    """
    hoog, begin = 180, 14
    rechts = 26  # half of the last label
    breed = BREEDTE - _LINKS - rechts
    (onder, _), (boven, _) = y_tekst[0], y_tekst[-1]
    x0, x1 = banden[0].x, banden[-1].x

    def x_plek(x: float) -> float:
        return _LINKS + breed * (x - x0) / ((x1 - x0) or 1)

    def y_plek(y: float) -> float:
        return begin + hoog * (boven - y) / (boven - onder)

    def plek(x: float, y: float) -> str:
        return f"{x_plek(x):.1f} {y_plek(y):.1f}"

    delen = []
    for waarde, tekst in y_tekst:
        delen.append(f'<path class="raster" d="M{plek(x0, waarde)}H{BREEDTE - rechts}"/>')
        delen.append(label(_LINKS - 5, y_plek(waarde) + 4, tekst, "rechts"))
    rand = [plek(b.x, b.hoog) for b in banden] + [plek(b.x, b.laag) for b in reversed(banden)]
    delen.append(f'<path class="band" d="M{"L".join(rand)}z"/>')
    delen.append(f'<path class="lijn reeks1" d="M{"L".join(plek(b.x, b.midden) for b in banden)}"/>')
    for band, tekst in zip(banden, x_tekst, strict=True):
        if tekst:
            delen.append(label(x_plek(band.x), begin + hoog + 20, tekst, "midden"))
    return plaat("waaier", begin + hoog + 28, titel, "".join(delen))


RAND: Final = 72
"""Room beside the bars of a tornado for the numbers."""


def tornado_svg(uitslagen: Sequence[Uitslag], basis: float, *, titel: str, basistekst: str) -> str:
    """Tornado chart: how far each parameter moves the outcome from its base, largest first.

    Parameters
    ----------
    uitslagen
        Outcome at both ends of each parameter; drawn in the order of their width.
    basis
        The outcome that all bars start from.
    titel
        Read aloud instead of the image.
    basistekst
        Label of the base line.
    """
    rijen = sorted(uitslagen, key=lambda u: (-abs(u.hoog - u.laag), u.naam))
    laagste = min([min(u.laag, u.hoog) for u in rijen] + [basis])
    hoogste = max([max(u.laag, u.hoog) for u in rijen] + [basis])
    breed = BREEDTE - 2 * RAND

    def x(waarde: float) -> float:
        return RAND + breed * (waarde - laagste) / ((hoogste - laagste) or 1)

    hoogte = 22 + 38 * len(rijen)
    delen = []
    for i, uitslag in enumerate(rijen):
        y = 22 + 38 * i
        delen.append(label(4, y + 12, uitslag.naam))
        for waarde, tekst, css in (
            (uitslag.laag, uitslag.laag_tekst, "laag"),
            (uitslag.hoog, uitslag.hoog_tekst, "hoog"),
        ):
            a, b = sorted((x(waarde), x(basis)))
            kant, plek = ("rechts", a - 4) if waarde < basis else ("", b + 4)
            delen.append(
                f'<rect class="staaf {css}" x="{a:.1f}" y="{y + 17}" width="{b - a:.1f}" height="14"/>'
            )
            delen.append(f'<text class="{kant}" x="{plek:.1f}" y="{y + 28}">{escape(tekst)}</text>')
    # At the bars only: the names of the parameters stand between them.
    streepjes = "".join(f"M{x(basis):.1f} {35 + 38 * i}v22" for i in range(len(rijen)))
    delen.append(f'<path class="ijk" d="{streepjes}"/>')
    delen.append(label(x(basis), 12, basistekst, "midden"))
    return plaat("tornado", hoogte, titel, "".join(delen))


def lorenz_punten(plaatsen: Sequence[int], inwoners: Sequence[int]) -> list[tuple[float, float]]:
    """Points of the Lorenz curve of places over inhabitants, gemeenten ordered by places per inhabitant.

    Ties in the ratio lie on one straight piece, so their order does not matter.
    """
    paren = sorted(zip(plaatsen, inwoners, strict=True), key=lambda p: p[0] / p[1])
    som_x, som_p = sum(plaatsen), sum(inwoners)
    punten, x, p = [(0.0, 0.0)], 0, 0
    for plaats, inwoner in paren:
        x, p = x + plaats, p + inwoner
        punten.append((p / som_p, x / som_x if som_x else 0.0))
    return punten


def _uitgedund(punten: Punten, stap: float = 0.008) -> list[tuple[float, float]]:
    """Leave out points nearer than `stap` to the last one kept; the ends stay."""
    houd = [punten[0]]
    for punt in punten[1:-1]:
        if punt[0] - houd[-1][0] + punt[1] - houd[-1][1] >= stap:
            houd.append(punt)
    return [*houd, punten[-1]]


def _sleutel(i: int, naam: str, x: float, y: float) -> str:
    return f'<path class="lijn reeks{i + 1}" d="M{x} {y}h22"/>' + label(x + 28, y + 4, naam)


def label(x: float, y: float, tekst: str, css: str = "", draai: int = 0) -> str:
    """A text at a place, turned by `draai` degrees around it."""
    klasse = f' class="{css}"' if css else ""
    om = f' transform="rotate({draai} {x:.1f} {y:.1f})"' if draai else ""
    return f'<text{klasse} x="{_kort(x)}" y="{_kort(y)}"{om}>{escape(tekst)}</text>'


def _kort(maat: float) -> str:
    """A coordinate with one decimal, or none when it is whole."""
    return f"{maat:.1f}".removesuffix(".0")


def plaat(css: str, hoogte: float, titel: str, inhoud: str) -> str:
    """One image of the width of all charts, with its title for who cannot see it."""
    kader = f'viewBox="0 0 {BREEDTE} {hoogte:.0f}"'
    return (
        f'<svg class="grafiek {css}" {kader} role="img" aria-label="{escape(titel)}">'
        f'<g aria-hidden="true">{inhoud}</g></svg>'
    )


@dataclass(frozen=True)
class Spreiding:
    """One row of a spread: lowest, P10, median, P90, highest, and texts of the median and the highest."""

    naam: str
    waarden: tuple[float, float, float, float, float]
    mediaan: str
    hoogste: str


@dataclass(frozen=True)
class Stapel:
    """One bar made of parts, each a value with its text."""

    naam: str
    delen: Sequence[tuple[float, str]]


@dataclass(frozen=True)
class Laag:
    """A series over time: its name and one value per moment; None where there is none."""

    naam: str
    waarden: Sequence[int | None]


def spreiding_svg(rijen: Sequence[Spreiding], *, titel: str, lijn: tuple[float, str]) -> str:
    """Lines from lowest to highest, a box from P10 to P90 and a mark at the median; `lijn` is a reference.

    A highest value beyond the axis ends in an arrow with its number.
    """
    top = max(
        1e-9, lijn[0], min(max(r.waarden[4] for r in rijen), AFKAPPEN * max(r.waarden[3] for r in rijen))
    )
    breed = BREEDTE - _NAAM - 52

    def x(waarde: float) -> float:
        return _NAAM + breed * min(waarde / top, 1)

    hoogte = 22 + 46 * len(rijen)
    delen = []
    for i, rij in enumerate(rijen):
        y = 36 + 46 * i
        laag, p10, mediaan, p90, hoog = rij.waarden
        delen.append(label(_NAAM - 6, y + 4, rij.naam, "rechts"))
        delen.append(f'<path class="snor" d="M{x(laag):.1f} {y}H{x(hoog):.1f}"/>')
        if hoog > top:
            delen.append(f'<path class="snor" d="M{x(hoog) - 5:.1f} {y - 5}l6 5l-6 5"/>')
        vak = f'x="{x(p10):.1f}" y="{y - 9}" width="{x(p90) - x(p10):.1f}"'
        delen.append(f'<rect class="staaf zacht" {vak} height="18"/>')
        delen.append(f'<path class="mediaan" d="M{x(mediaan):.1f} {y - 12}v24"/>')
        delen.append(label(x(mediaan), y + 25, rij.mediaan, "midden getal"))
        delen.append(label(x(hoog) + 5, y + 4, rij.hoogste, "getal"))
    delen.insert(0, f'<path class="ijk" d="M{x(lijn[0]):.1f} 16V{hoogte}"/>')
    kant = "rechts" if x(lijn[0]) > BREEDTE * 0.6 else "midden"
    delen.append(label(x(lijn[0]), 12, lijn[1], kant))
    return plaat("spreiding", hoogte + 6, titel, "".join(delen))


def stapel_svg(stapels: Sequence[Stapel], namen: Sequence[str], *, titel: str) -> str:
    """Horizontal bars made of parts, each below its name; `namen` are the parts, told in a key on top."""
    top = max([sum(w for w, _ in s.delen) for s in stapels] + [1e-9])
    teksten = [" + ".join(getal for _, getal in s.delen) for s in stapels]
    breed = BREEDTE - 5 - TEKEN * max(map(len, teksten), default=0)
    delen = []
    for i, naam in enumerate(namen):
        delen.append(f'<rect class="laag{i + 1}" x="{150 * i}" y="2" width="14" height="14"/>')
        delen.append(label(150 * i + 20, 14, naam))
    for i, (stapel, tekst) in enumerate(zip(stapels, teksten, strict=True)):
        y, x = 30 + 42 * i, 0.0
        delen.append(label(0, y + 10, stapel.naam))
        for j, (waarde, _) in enumerate(stapel.delen):
            lang = breed * waarde / top
            delen.append(
                f'<rect class="laag{j + 1}" x="{x:.1f}" y="{y + 15}" width="{lang:.1f}" height="18"/>'
            )
            x += lang
        delen.append(label(x + 5, y + 28, tekst, "getal"))
    return plaat("stapels", 30 + 42 * len(stapels), titel, "".join(delen))


def maanden_svg(
    momenten: Sequence[str],
    lagen: Sequence[Laag],
    lijnen: Sequence[Laag],
    as_tekst: Sequence[tuple[int, str]],
    *,
    titel: str,
) -> str:
    """Places that stand, by kind, one on the other in steps, and what is needed as a line.

    Parameters
    ----------
    momenten
        Text on the axis per moment; an empty text draws none.
    lagen, lijnen
        Series from the bottom up, and the lines over them; at most seven layers.
    as_tekst
        Values on the vertical axis with their texts; the last is the end of the axis.
    titel
        Read aloud instead of the image.
    """
    hoog, begin, top = 170, 14, as_tekst[-1][0]
    breed = BREEDTE - _LINKS - 14
    stap = breed / len(momenten)

    def y(waarde: float) -> float:
        return begin + hoog * (1 - waarde / top)

    delen = []
    for waarde, naam in as_tekst:
        delen.append(f'<path class="raster" d="M{_LINKS} {y(waarde):.1f}h{breed}"/>')
        delen.append(label(_LINKS - 5, y(waarde) + 4, naam, "rechts"))
    stand = [0] * len(momenten)
    for i, laag in enumerate(lagen, start=1):
        boven = [s + (w or 0) for s, w in zip(stand, laag.waarden, strict=True)]
        heen = _trap([y(s) for s in boven], stap)
        terug = _trap([y(s) for s in stand], stap)
        delen.append(f'<path class="laag{i}" d="M{"L".join([*heen, *reversed(terug)])}z"/>')
        stand = boven
    for i, lijn in enumerate(lijnen):
        hoogtes = [None if w is None else y(w) for w in lijn.waarden]
        delen.append(f'<path class="nodig nodig{i + 1}" d="{_lijn(hoogtes, stap)}"/>')
    for i, naam in enumerate(momenten):
        if naam:
            delen.append(label(_LINKS + stap * i, begin + hoog + 16, naam))
    onder = begin + hoog + 36
    sleutel = [
        (f'<rect class="laag{i + 1}" x="{{x}}" y="{{y}}" width="14" height="14"/>', laag.naam)
        for i, laag in enumerate(lagen)
    ]
    sleutel += [
        (f'<path class="nodig nodig{i + 1}" d="M{{x}} {{m}}h16"/>', lijn.naam)
        for i, lijn in enumerate(lijnen)
    ]
    naast = 2 if all(len(naam) <= _NAAST for _, naam in sleutel) else 1
    for i, (teken, naam) in enumerate(sleutel):
        x, rij = _LINKS + 150 * (i % naast), onder + 20 * (i // naast)
        delen.append(teken.format(x=x, y=rij - 11, m=rij - 4) + label(x + 22, rij, naam))
    return plaat("maanden", onder + 20 * -(-len(sleutel) // naast) - 8, titel, "".join(delen))


def _trap(hoogtes: Sequence[float], stap: float) -> list[str]:
    """Points of a staircase: each value holds for one step."""
    return [f"{_LINKS + stap * x:.1f} {h:.1f}" for i, h in enumerate(hoogtes) for x in (i, i + 1)]


def _lijn(hoogtes: Sequence[float | None], stap: float) -> str:
    """Path of a staircase that is interrupted where there is no value."""
    uit = ""
    for i, (vorige, hoogte) in enumerate(pairwise([None, *hoogtes])):
        if hoogte is not None:
            begin = "M" if vorige is None else "L"
            uit += f"{begin}{_LINKS + stap * i:.1f} {hoogte:.1f}H{_LINKS + stap * (i + 1):.1f}"
    return uit
