"""Build the outlines and the tile map that ship in ``data/gemeenten/kaart.json`` from the km grid.

The package only reads what this makes. Needs scipy (extra ``batch``)::

    python tools/build_map.py data/gemeenten/km_raster.csv data/gemeenten/kaart.json
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.optimize import linear_sum_assignment

from verdeling.maps.geometry import EENHEID_M, Geometrie, Lijn, Punt, Ring, midden

SOURCE: Final = "Kadaster / Centraal Bureau voor de Statistiek, 2023"
CELL: Final = 10
"""Side of a grid cell in units of 100 m."""
SCRAP: Final = 2
"""Loose parts of a gemeente of at most so many cells are left out of the outlines."""
SMALL: Final = 16
"""A closed line of at most so many steps is neither smoothed nor simplified."""
ROUNDS: Final = 3
"""Rounds of smoothing of the staircase that a grid gives."""
TOLERANCE: Final = 2.5
"""How far, in units of 100 m, a simplified line may lie from the line it stands for."""
TILE: Final = 105
"""Side of a tile's share of the country in units of 100 m: 342 squares of 10.5 km fill the land area."""

Rings = dict[str, list[list[Punt]]]


def build(grid: Path) -> str:
    """The text of ``kaart.json``: arcs as a first point and steps, rings of arc numbers, tiles."""
    outlines = from_grid(grid)
    arcs = []
    for arc in outlines.bogen:
        steps = [*arc[0]]
        for (x0, y0), (x1, y1) in zip(arc, arc[1:], strict=False):
            steps += [x1 - x0, y1 - y0]
        arcs.append(steps)
    stored = {
        "bron": outlines.bron,
        "eenheid_m": EENHEID_M,
        "stelsel": "EPSG:28992",
        "bogen": arcs,
        "gemeenten": dict(sorted(outlines.gemeenten.items())),
        "tegels": dict(sorted(tiles(outlines).items())),
    }
    return json.dumps(stored, separators=(",", ":")) + "\n"


def from_grid(path: Path, source: str = SOURCE) -> Geometrie:
    """Outlines from a km grid: columns ``y_km``, ``x_km``, ``breedte_km`` (cells eastward) and ``code``."""
    cells: dict[Punt, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            y, x = int(row["y_km"]), int(row["x_km"])
            for step in range(int(row["breedte_km"])):
                cells[x + step, y] = row["code"]
    return _from_rings(_rings(_without_scraps(cells)), source)


def tiles(outlines: Geometrie) -> dict[str, Punt]:
    """Column and row (from the north-west) per gemeente; the sum of squared displacements is least."""
    codes = sorted(outlines.gemeenten)
    west, south, east, north = outlines.kader()
    columns, rows = (east - west) // TILE + 1, (north - south) // TILE + 1
    place = np.array([midden(outlines, code) for code in codes])
    k, r = np.meshgrid(np.arange(columns), np.arange(rows))
    target = np.column_stack([west + (k.ravel() + 0.5) * TILE, north - (r.ravel() + 0.5) * TILE])
    cost = ((place[:, None, :] - target[None, :, :]) ** 2).sum(axis=2)
    chosen, box = linear_sum_assignment(cost)
    return {codes[g]: (int(k.ravel()[v]), int(r.ravel()[v])) for g, v in zip(chosen, box, strict=True)}


def _without_scraps(cells: Mapping[Punt, str]) -> dict[Punt, str]:
    """Give loose scraps of land to the neighbour with the longest border, or to the water; fill small ponds.

    A grid tears thin necks and tips of land apart; parts of one or two cells have no outline of their own
    after smoothing. The largest part of a gemeente always stays.
    """
    out = dict(cells)
    for x, y in {b for c in cells for b in _beside(c)} - cells.keys():
        shores = [cells[b] for b in _beside((x, y)) if b in cells]
        if len(shores) == 4:
            out[x, y] = min(shores, key=lambda k: (-shores.count(k), k))
    parts: dict[str, list[list[Punt]]] = defaultdict(list)
    seen: set[Punt] = set()
    for first in sorted(cells):
        if first in seen:
            continue
        part, edge = [], [first]
        seen.add(first)
        while edge:
            here = edge.pop()
            part.append(here)
            fresh = [b for b in _beside(here) if cells.get(b) == cells[first] and b not in seen]
            seen.update(fresh)
            edge += fresh
        parts[cells[first]].append(part)
    for code, pieces in parts.items():
        pieces.sort(key=len)
        for part in pieces[:-1]:
            if len(part) > SCRAP:
                continue
            around = Counter(cells[b] for c in part for b in _beside(c) if cells.get(b, code) != code)
            for c in part:
                if around:
                    out[c] = min(around.items(), key=lambda pair: (-pair[1], pair[0]))[0]
                else:
                    del out[c]
    return out


def _beside(cell: Punt) -> tuple[Punt, Punt, Punt, Punt]:
    """The four cells beside a cell: south, east, north, west."""
    x, y = cell
    return (x, y - 1), (x + 1, y), (x, y + 1), (x - 1, y)


def _rings(cells: Mapping[Punt, str]) -> Rings:
    """Border of each area of cells as closed rings of unit steps, the area on the left."""
    following: dict[str, dict[Punt, list[Punt]]] = defaultdict(lambda: defaultdict(list))
    for (x, y), code in cells.items():
        corners = ((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1))
        for side, neighbour in enumerate(_beside((x, y))):
            if cells.get(neighbour) != code:
                following[code][corners[side]].append(corners[(side + 1) % 4])
    rings: Rings = {}
    for code in sorted(following):
        steps = following[code]
        rings[code] = []
        while steps:
            first = min(steps)
            ring = [first]
            while True:
                here = ring[-1]
                # Where two cells touch in a corner, the sharpest left turn keeps the ring simple.
                choices = steps[here]
                on = choices[0] if len(choices) == 1 else max(choices, key=lambda p: _left(ring[-2:], p))
                choices.remove(on)
                if not choices:
                    del steps[here]
                if on == first:
                    break
                ring.append(on)
            rings[code].append([(px * CELL, py * CELL) for px, py in ring])
    return rings


def _left(way: Sequence[Punt], target: Punt) -> int:
    """Positive when going on to `target` turns left."""
    (x0, y0), (x1, y1) = way
    return (x1 - x0) * (target[1] - y1) - (y1 - y0) * (target[0] - x1)


def _from_rings(rings: Rings, source: str) -> Geometrie:
    """Cut rings into arcs wherever the pair of neighbours changes, and shape each arc once."""
    sides: dict[tuple[Punt, Punt], set[str]] = defaultdict(set)
    branches: dict[Punt, set[Punt]] = defaultdict(set)
    for code, several in rings.items():
        for ring in several:
            for p, q in zip(ring, ring[1:] + ring[:1], strict=True):
                sides[min(p, q), max(p, q)].add(code)
                branches[p].add(q)
                branches[q].add(p)

    def node(before: Punt, here: Punt, after: Punt) -> bool:
        changes = sides[min(before, here), max(before, here)] != sides[min(here, after), max(here, after)]
        return changes or len(branches[here]) != 2

    numbers: dict[tuple[Punt, ...], int] = {}
    arcs: list[Lijn] = []
    gemeenten: dict[str, tuple[Ring, ...]] = {}
    for code in sorted(rings):
        made = []
        for ring in rings[code]:
            piece = []
            for arc in _pieces(ring, node):
                back = arc[::-1]
                if back in numbers:
                    piece.append(~numbers[back])
                    continue
                if arc not in numbers:
                    numbers[arc] = len(arcs)
                    arcs.append(_simplified(_smooth(arc)))
                piece.append(numbers[arc])
            made.append(tuple(piece))
        gemeenten[code] = tuple(made)
    return Geometrie(source, tuple(arcs), gemeenten, {})


def _pieces(ring: list[Punt], node: Callable[[Punt, Punt, Punt], Any]) -> list[tuple[Punt, ...]]:
    """Pieces of a ring between its nodes; without nodes it is one closed piece from its smallest point."""
    n = len(ring)
    nodes = [i for i in range(n) if node(ring[i - 1], ring[i], ring[(i + 1) % n])]
    if not nodes:
        first = ring.index(min(ring))
        turned = ring[first:] + ring[:first]
        return [(*turned, turned[0])]
    ends = [*nodes[1:], nodes[0] + n]
    return [tuple(ring[i % n] for i in range(a, b + 1)) for a, b in zip(nodes, ends, strict=True)]


def _smooth(arc: Sequence[Punt]) -> list[tuple[float, float]]:
    """Turn a staircase into a flowing line: middles of the steps, then running averages; nodes stay put."""
    fixed = arc[0] != arc[-1]
    points: list[tuple[float, float]] = [
        ((x0 + x1) / 2, (y0 + y1) / 2) for (x0, y0), (x1, y1) in zip(arc, arc[1:], strict=False)
    ]
    if fixed:
        points = [arc[0], *points, arc[-1]]
    # A small island or enclave would shrink away.
    for _ in range(ROUNDS if fixed or len(points) > SMALL else 0):
        around = zip([points[-1], *points[:-1]], points, [*points[1:], points[0]], strict=True)
        fresh = [((a + 2 * b + c) / 4, (d + 2 * e + f) / 4) for (a, d), (b, e), (c, f) in around]
        points = [points[0], *fresh[1:-1], points[-1]] if fixed else fresh
    return points if fixed else [*points, points[0]]


def _simplified(line: Sequence[tuple[float, float]]) -> Lijn:
    """Leave out points that lie within the tolerance of the line through the others (Douglas–Peucker)."""
    closed = line[0] == line[-1]
    kept = {0, len(line) - 1}
    work = [(0, len(line) - 1)]
    while work:
        a, b = work.pop()
        farthest, distance = a, -1.0
        for i in range(a + 1, b):
            d = _distance(line[i], line[a], line[b])
            if d > distance:
                farthest, distance = i, d
        # A closed line has no direction yet: its farthest point is always kept; a small one keeps all points.
        if distance > (0 if line[a] == line[b] or (closed and len(line) <= SMALL) else TOLERANCE):
            kept.add(farthest)
            work += [(a, farthest), (farthest, b)]
    return tuple((round(line[i][0]), round(line[i][1])) for i in sorted(kept))


def _distance(p: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance from `p` to the segment a–b."""
    (px, py), (ax, ay), (bx, by) = p, a, b
    length = (bx - ax) ** 2 + (by - ay) ** 2
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
    return float(((px - ax - t * (bx - ax)) ** 2 + (py - ay - t * (by - ay)) ** 2) ** 0.5)


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(build(Path(sys.argv[1])), encoding="utf-8", newline="\n")
