"""Outlines of gemeenten with shared borders, as they ship (``tools/build_map.py`` makes them).

A border between two gemeenten is stored once, as an arc; gemeenten, provinces and the coast are made of
the same arcs, so no map shows slivers or double lines. Coordinates are whole units of 10 m in RD New
(EPSG:28992).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

Punt = tuple[int, int]
Curve = tuple[Punt, ...]
Ring = tuple[int, ...]

EENHEID_M: Final = 10


@dataclass(frozen=True)
class Geometry:
    """Outlines of gemeenten, made of shared arcs.

    Attributes
    ----------
    bron
        Attribution, to be shown beside every map.
    arcs
        Arcs; each is a line of points in units of 10 m, RD New.
    gemeenten
        Gemeentecode → closed rings; a ring is a sequence of arc numbers, ``~i`` for arc ``i`` backwards.
    tiles
        Gemeentecode → column and row in the equal-area tile map; empty when none was made.
    """

    bron: str
    arcs: tuple[Curve, ...]
    gemeenten: Mapping[str, tuple[Ring, ...]]
    tiles: Mapping[str, Punt]

    def ring(self, ring: Ring) -> list[Punt]:
        """Points of a ring; the first point is not repeated at the end."""
        points: list[Punt] = []
        for number in ring:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points.extend(arc[:-1])
        return points

    def grenzen(self, area: Mapping[str, str]) -> list[Curve]:
        """Arcs between gemeenten of different areas, the coast and the outer border included."""
        sides: dict[int, set[str]] = defaultdict(set)
        count: dict[int, int] = defaultdict(int)
        for code, rings in self.gemeenten.items():
            for number in (n if n >= 0 else ~n for ring in rings for n in ring):
                sides[number].add(area.get(code, code))
                count[number] += 1
        return [self.arcs[n] for n in sorted(sides) if len(sides[n]) > 1 or count[n] == 1]

    def frame(self, codes: Iterable[str] | None = None) -> tuple[int, int, int, int]:
        """Smallest box around the gemeenten: west, south, east, north."""
        chosen = self.gemeenten if codes is None else [c for c in codes if c in self.gemeenten]
        points = [p for c in chosen for ring in self.gemeenten[c] for p in self.ring(ring)]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return min(xs), min(ys), max(xs), max(ys)


@cache
def shipped_geometry() -> Geometry:
    """The outlines that ship with the package: 342 gemeenten, boundaries of 1 January 2025."""
    try:
        data = files("verdeling._data")
    except ModuleNotFoundError:
        # A checkout that was not installed.
        data = Path(__file__).parents[2] / "data"
    return van_json(json.loads((data / "gemeenten" / "kaart.json").read_text(encoding="utf-8")))


def van_json(text: Mapping[str, Any]) -> Geometry:
    """Outlines from their stored form; arcs are stored as a first point and steps."""
    arcs = []
    for steps in text["bogen"]:
        x, y = 0, 0
        arc = []
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            arc.append((x, y))
        arcs.append(tuple(arc))
    rings = {code: tuple(tuple(r) for r in rs) for code, rs in text["gemeenten"].items()}
    tiles = {code: (column, row) for code, (column, row) in text["tegels"].items()}
    return Geometry(text["bron"], tuple(arcs), rings, tiles)


def midden(outlines: Geometry, code: str) -> tuple[float, float]:
    """Centre of gravity of the largest part of a gemeente, in units of 10 m."""
    ring, opp = max(
        ((ring, surface(ring)) for ring in map(outlines.ring, outlines.gemeenten[code])),
        key=lambda pair: abs(pair[1]),
    )
    zx = zy = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        zx, zy = zx + (x0 + x1) * cross, zy + (y0 + y1) * cross
    return zx / (6 * opp), zy / (6 * opp)


def surface(ring: list[Punt]) -> float:
    """Signed area of a ring, in units of 100 m²; positive when it runs anticlockwise."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2
