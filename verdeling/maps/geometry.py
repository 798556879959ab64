"""Outlines of gemeenten with shared borders: the shipped ones, or built from a km grid or polygons.

A border between two gemeenten is stored once, as an arc; gemeenten, provinces and the coast are made of
the same arcs, so no map shows slivers or double lines. Coordinates are whole units of 100 m in RD New
(EPSG:28992).
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from verdeling.errors import DataError
from verdeling.result.atomic import schrijf

Punt = tuple[int, int]
Lijn = tuple[Punt, ...]
Ring = tuple[int, ...]

VERSIE: Final = 2
"""Part of the name of cached files; raised whenever the same source gives other outlines."""
EENHEID_M: Final = 100
_CEL: Final = 10
"""Side of a grid cell in units of 100 m."""
_SNIPPER: Final = 2
"""Loose parts of a gemeente of at most so many cells are left out of the outlines."""
_KLEIN: Final = 16
"""A closed line of at most so many steps is neither smoothed nor simplified."""
_RONDES: Final = 3
"""Rounds of smoothing of the staircase that a grid gives."""
_AFWIJKING: Final = 2.5
"""How far, in units of 100 m, a simplified line may lie from the line it stands for."""


@dataclass(frozen=True)
class Geometrie:
    """Outlines of gemeenten, made of shared arcs.

    Attributes
    ----------
    bron
        Attribution, to be shown beside every map.
    bogen
        Arcs; each is a line of points in units of 100 m, RD New.
    gemeenten
        Gemeentecode → closed rings; a ring is a sequence of arc numbers, ``~i`` for arc ``i`` backwards.
    tegels
        Gemeentecode → column and row in the equal-area tile map; empty when none was made.
    """

    bron: str
    bogen: tuple[Lijn, ...]
    gemeenten: Mapping[str, tuple[Ring, ...]]
    tegels: Mapping[str, Punt]

    def ring(self, ring: Ring) -> list[Punt]:
        """Points of a ring; the first point is not repeated at the end."""
        punten: list[Punt] = []
        for nummer in ring:
            boog = self.bogen[nummer] if nummer >= 0 else self.bogen[~nummer][::-1]
            punten.extend(boog[:-1])
        return punten

    def grenzen(self, gebied: Mapping[str, str]) -> list[Lijn]:
        """Arcs between gemeenten of different areas, the coast and the outer border included."""
        zijden: dict[int, set[str]] = defaultdict(set)
        aantal: dict[int, int] = defaultdict(int)
        for code, ringen in self.gemeenten.items():
            for nummer in (n if n >= 0 else ~n for ring in ringen for n in ring):
                zijden[nummer].add(gebied.get(code, code))
                aantal[nummer] += 1
        return [self.bogen[n] for n in sorted(zijden) if len(zijden[n]) > 1 or aantal[n] == 1]

    def kader(self, codes: Iterable[str] | None = None) -> tuple[int, int, int, int]:
        """Smallest box around the gemeenten: west, south, east, north."""
        gekozen = self.gemeenten if codes is None else [c for c in codes if c in self.gemeenten]
        punten = [p for c in gekozen for ring in self.gemeenten[c] for p in self.ring(ring)]
        xs, ys = [x for x, _ in punten], [y for _, y in punten]
        return min(xs), min(ys), max(xs), max(ys)


@cache
def meegeleverd() -> Geometrie:
    """The outlines that ship with the package: 342 gemeenten, boundaries since 1 January 2023."""
    try:
        data = files("verdeling._data")
    except ModuleNotFoundError:
        # A checkout that was not installed.
        data = Path(__file__).parents[2] / "data"
    return van_json(json.loads((data / "gemeenten" / "kaart.json").read_text(encoding="utf-8")))


def lees(bron: Path | None = None) -> Geometrie:
    """Outlines from `bron`: a km grid (``.csv``), or polygons with a code column in any GIS format.

    Parameters
    ----------
    bron
        None gives the shipped outlines. What is built from a file is kept in the user's cache folder under
        the hash of that file, so it is built once.

    Raises
    ------
    DataError
        V650 when the file does not exist, V651 when it holds no gemeentecodes.
    """
    if bron is None:
        return meegeleverd()
    if not bron.is_file():
        raise DataError.een("V650", str(bron))
    hash_ = hashlib.sha256(bron.read_bytes()).hexdigest()
    bewaard = cachemap() / f"kaart-{VERSIE}-{hash_[:16]}.json"
    if bewaard.is_file():
        return van_json(json.loads(bewaard.read_text(encoding="utf-8")))
    geometrie = van_raster(bron) if bron.suffix.lower() == ".csv" else van_polygonen(bron)
    try:
        schrijf(bewaard, json.dumps(naar_json(geometrie), separators=(",", ":")))
    except OSError:
        # A cache that cannot be written only costs time.
        return geometrie
    return geometrie


def cachemap() -> Path:
    """Folder for what can be made again: ``$XDG_CACHE_HOME/verdeling``, on Windows ``%LOCALAPPDATA%``."""
    basis = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(basis or Path.home() / ".cache") / "verdeling"


def van_json(tekst: Mapping[str, Any]) -> Geometrie:
    """Outlines from their stored form; arcs are stored as a first point and steps."""
    bogen = []
    for stappen in tekst["bogen"]:
        x, y = 0, 0
        boog = []
        for dx, dy in zip(stappen[::2], stappen[1::2], strict=True):
            x, y = x + dx, y + dy
            boog.append((x, y))
        bogen.append(tuple(boog))
    ringen = {code: tuple(tuple(r) for r in rs) for code, rs in tekst["gemeenten"].items()}
    tegels = {code: (kolom, rij) for code, (kolom, rij) in tekst["tegels"].items()}
    return Geometrie(tekst["bron"], tuple(bogen), ringen, tegels)


def naar_json(geometrie: Geometrie) -> dict[str, Any]:
    """Stored form of outlines; the reverse of :func:`van_json`."""
    bogen = []
    for boog in geometrie.bogen:
        stappen = [*boog[0]]
        for (x0, y0), (x1, y1) in zip(boog, boog[1:], strict=False):
            stappen += [x1 - x0, y1 - y0]
        bogen.append(stappen)
    return {
        "bron": geometrie.bron,
        "eenheid_m": EENHEID_M,
        "stelsel": "EPSG:28992",
        "bogen": bogen,
        "gemeenten": dict(sorted(geometrie.gemeenten.items())),
        "tegels": dict(sorted(geometrie.tegels.items())),
    }


def midden(geometrie: Geometrie, code: str) -> tuple[float, float]:
    """Centre of gravity of the largest part of a gemeente, in units of 100 m."""
    ring, opp = max(
        ((ring, oppervlak(ring)) for ring in map(geometrie.ring, geometrie.gemeenten[code])),
        key=lambda paar: abs(paar[1]),
    )
    zx = zy = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        kruis = x0 * y1 - x1 * y0
        zx, zy = zx + (x0 + x1) * kruis, zy + (y0 + y1) * kruis
    return zx / (6 * opp), zy / (6 * opp)


def oppervlak(ring: list[Punt]) -> float:
    """Signed area of a ring, in units of 1 ha; positive when it runs anticlockwise."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def van_raster(pad: Path, bron: str = "Kadaster / Centraal Bureau voor de Statistiek, 2023") -> Geometrie:
    """Outlines from a km grid: columns ``y_km``, ``x_km``, ``breedte_km`` (cells eastward) and ``code``."""
    cel: dict[Punt, str] = {}
    with pad.open(encoding="utf-8", newline="") as bestand:
        for rij in csv.DictReader(bestand):
            y, x = int(rij["y_km"]), int(rij["x_km"])
            for stap in range(int(rij["breedte_km"])):
                cel[x + stap, y] = rij["code"]
    if not cel:
        raise DataError.een("V651", str(pad))
    return _uit_ringen(_celringen(_zonder_snippers(cel)), bron, _glad)


def van_polygonen(pad: Path) -> Geometrie:
    """Outlines from official polygons: a column with gemeentecodes, any named coordinate system."""
    import geopandas

    vlakken = geopandas.read_file(pad)
    kolom = next(
        (k for k in vlakken.columns if vlakken[k].astype(str).str.fullmatch(r"GM\d{4}").any()),
        None,
    )
    if kolom is None:
        raise DataError.een("V651", str(pad))
    vlakken = vlakken[vlakken[kolom].astype(str).str.fullmatch(r"GM\d{4}")].to_crs(epsg=28992)
    ringen: dict[str, list[list[Punt]]] = {}
    for code, vlak in zip(vlakken[kolom], vlakken.geometry, strict=True):
        for deel in getattr(vlak, "geoms", [vlak]):
            for ring in [deel.exterior, *deel.interiors]:
                punten = [(round(x / EENHEID_M), round(y / EENHEID_M)) for x, y in ring.coords[:-1]]
                punten = [p for p, q in zip(punten, punten[1:] + punten[:1], strict=True) if p != q]
                if len(punten) > 2:
                    ringen.setdefault(str(code), []).append(punten)
    return _uit_ringen(ringen, pad.name, lambda boog, vast: boog)


def _zonder_snippers(cel: Mapping[Punt, str]) -> dict[Punt, str]:
    """Give loose scraps of land to the neighbour with the longest border, or to the water; fill small ponds.

    A grid tears thin necks and tips of land apart; parts of one or two cells have no outline of their own
    after smoothing. The largest part of a gemeente always stays.
    """
    uit = dict(cel)
    for x, y in {b for c in cel for b in _buren(c)} - cel.keys():
        oevers = [cel[b] for b in _buren((x, y)) if b in cel]
        if len(oevers) == 4:
            uit[x, y] = min(oevers, key=lambda k: (-oevers.count(k), k))
    delen: dict[str, list[list[Punt]]] = defaultdict(list)
    gezien: set[Punt] = set()
    for begin in sorted(cel):
        if begin in gezien:
            continue
        deel, rand = [], [begin]
        gezien.add(begin)
        while rand:
            hier = rand.pop()
            deel.append(hier)
            nieuw = [b for b in _buren(hier) if cel.get(b) == cel[begin] and b not in gezien]
            gezien.update(nieuw)
            rand += nieuw
        delen[cel[begin]].append(deel)
    for code, stukken in delen.items():
        stukken.sort(key=len)
        for deel in stukken[:-1]:
            if len(deel) > _SNIPPER:
                continue
            om = Counter(cel[b] for c in deel for b in _buren(c) if cel.get(b, code) != code)
            for c in deel:
                if om:
                    uit[c] = min(om.items(), key=lambda paar: (-paar[1], paar[0]))[0]
                else:
                    del uit[c]
    return uit


def _buren(cel: Punt) -> tuple[Punt, Punt, Punt, Punt]:
    """The four cells beside a cell: south, east, north, west."""
    x, y = cel
    return (x, y - 1), (x + 1, y), (x, y + 1), (x - 1, y)


def _celringen(cel: Mapping[Punt, str]) -> dict[str, list[list[Punt]]]:
    """Border of each area of cells as closed rings of unit steps, the area on the left."""
    volgende: dict[str, dict[Punt, list[Punt]]] = defaultdict(lambda: defaultdict(list))
    for (x, y), code in cel.items():
        hoeken = ((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1))
        for zijde, buur in enumerate(_buren((x, y))):
            if cel.get(buur) != code:
                volgende[code][hoeken[zijde]].append(hoeken[(zijde + 1) % 4])
    ringen: dict[str, list[list[Punt]]] = {}
    for code in sorted(volgende):
        stappen = volgende[code]
        ringen[code] = []
        while stappen:
            begin = min(stappen)
            ring = [begin]
            while True:
                hier = ring[-1]
                # Where two cells touch in a corner, the sharpest left turn keeps the ring simple.
                keuzes = stappen[hier]
                verder = keuzes[0] if len(keuzes) == 1 else max(keuzes, key=lambda p: _links(ring[-2:], p))
                keuzes.remove(verder)
                if not keuzes:
                    del stappen[hier]
                if verder == begin:
                    break
                ring.append(verder)
            ringen[code].append([(px * _CEL, py * _CEL) for px, py in ring])
    return ringen


def _links(gang: Sequence[Punt], doel: Punt) -> int:
    """Positive when going on to `doel` turns left."""
    (x0, y0), (x1, y1) = gang
    return (x1 - x0) * (doel[1] - y1) - (y1 - y0) * (doel[0] - x1)


def _uit_ringen(ringen: Mapping[str, list[list[Punt]]], bron: str, vorm: Any) -> Geometrie:  # noqa: ANN401
    """Cut rings into arcs wherever the pair of neighbours changes, and shape each arc once."""
    zijden: dict[tuple[Punt, Punt], set[str]] = defaultdict(set)
    takken: dict[Punt, set[Punt]] = defaultdict(set)
    for code, lijst in ringen.items():
        for ring in lijst:
            for p, q in zip(ring, ring[1:] + ring[:1], strict=True):
                zijden[min(p, q), max(p, q)].add(code)
                takken[p].add(q)
                takken[q].add(p)

    def knoop(voor: Punt, hier: Punt, na: Punt) -> bool:
        samen = zijden[min(voor, hier), max(voor, hier)] != zijden[min(hier, na), max(hier, na)]
        return samen or len(takken[hier]) != 2

    nummers: dict[tuple[Punt, ...], int] = {}
    bogen: list[Lijn] = []
    gemeenten: dict[str, tuple[Ring, ...]] = {}
    for code in sorted(ringen):
        gemaakt = []
        for ring in ringen[code]:
            stuk = []
            for boog in _stukken(ring, knoop):
                om = boog[::-1]
                if om in nummers:
                    stuk.append(~nummers[om])
                    continue
                if boog not in nummers:
                    nummers[boog] = len(bogen)
                    bogen.append(_vereenvoudig(vorm(boog, boog[0] != boog[-1])))
                stuk.append(nummers[boog])
            gemaakt.append(tuple(stuk))
        gemeenten[code] = tuple(gemaakt)
    return Geometrie(bron, tuple(bogen), gemeenten, {})


def _stukken(ring: list[Punt], knoop: Any) -> list[tuple[Punt, ...]]:  # noqa: ANN401
    """Pieces of a ring between its nodes; without nodes it is one closed piece from its smallest point."""
    n = len(ring)
    knopen = [i for i in range(n) if knoop(ring[i - 1], ring[i], ring[(i + 1) % n])]
    if not knopen:
        begin = ring.index(min(ring))
        gedraaid = ring[begin:] + ring[:begin]
        return [(*gedraaid, gedraaid[0])]
    einden = [*knopen[1:], knopen[0] + n]
    return [tuple(ring[i % n] for i in range(a, b + 1)) for a, b in zip(knopen, einden, strict=True)]


def _glad(boog: Sequence[Punt], vast: bool) -> list[tuple[float, float]]:
    """Turn a staircase into a flowing line: middles of the steps, then running averages; nodes stay put."""
    punten: list[tuple[float, float]] = [
        ((x0 + x1) / 2, (y0 + y1) / 2) for (x0, y0), (x1, y1) in zip(boog, boog[1:], strict=False)
    ]
    if vast:
        punten = [boog[0], *punten, boog[-1]]
    # A small island or enclave would shrink away.
    for _ in range(_RONDES if vast or len(punten) > _KLEIN else 0):
        buren = zip([punten[-1], *punten[:-1]], punten, [*punten[1:], punten[0]], strict=True)
        nieuw = [((a + 2 * b + c) / 4, (d + 2 * e + f) / 4) for (a, d), (b, e), (c, f) in buren]
        punten = [punten[0], *nieuw[1:-1], punten[-1]] if vast else nieuw
    return punten if vast else [*punten, punten[0]]


def _vereenvoudig(lijn: Sequence[tuple[float, float]]) -> Lijn:
    """Leave out points that lie within the tolerance of the line through the others (Douglas–Peucker)."""
    gesloten = lijn[0] == lijn[-1]
    houd = {0, len(lijn) - 1}
    werk = [(0, len(lijn) - 1)]
    while werk:
        a, b = werk.pop()
        verst, afstand = a, -1.0
        for i in range(a + 1, b):
            d = _afstand(lijn[i], lijn[a], lijn[b])
            if d > afstand:
                verst, afstand = i, d
        # A closed line has no direction yet: its farthest point is always kept; a small one keeps all points.
        if afstand > (0 if lijn[a] == lijn[b] or (gesloten and len(lijn) <= _KLEIN) else _AFWIJKING):
            houd.add(verst)
            werk += [(a, verst), (verst, b)]
    return tuple((round(lijn[i][0]), round(lijn[i][1])) for i in sorted(houd))


def _afstand(p: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance from `p` to the segment a–b."""
    (px, py), (ax, ay), (bx, by) = p, a, b
    lengte = (bx - ax) ** 2 + (by - ay) ** 2
    t = 0.0 if lengte == 0 else max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / lengte))
    return float(((px - ax - t * (bx - ax)) ** 2 + (py - ay - t * (by - ay)) ** 2) ** 0.5)
