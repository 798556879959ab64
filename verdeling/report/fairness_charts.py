"""Charts of fairness and of time as SVG text: spread, parts of a whole, capacity against need per month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from verdeling.report.charts import BREEDTE, TEKEN, label, plaat

AFKAPPEN: Final = 2.5
"""The axis of a spread ends at so many times the highest P90: one outlier must not press all else flat."""
_NAAM: Final = 108
_NAAST: Final = 18
"""Names up to this length stand two beside each other in a key."""
_LINKS: Final = 58


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
