"""Build the outlines and the tile map that ship in ``data/gemeenten/kaart.json``.

From the generalised boundaries of 1 January 2025 of CBS and Kadaster (gebiedsindelingen, CC BY 4.0), a
TopoJSON in RD New that stands beside this tool and is no part of the package. The package only reads what
this makes. Needs scipy (extra ``batch``)::

    python tools/build_map.py tools/gemeenten_2025_rd.topojson data/gemeenten/kaart.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.optimize import linear_sum_assignment

from verdeling.maps.geometry import EENHEID_M, Curve, Geometry, Punt, Ring, midden, surface

SOURCE: Final = "Kadaster / Centraal Bureau voor de Statistiek, 2025"
TILE: Final = 10_500 // EENHEID_M
"""Side of a tile's share of the country: 342 squares of 10.5 km fill the land area."""


def build(boundaries: Path) -> str:
    """The text of ``kaart.json``: arcs as a first point and steps, rings of arc numbers, tiles."""
    outlines = from_topojson(json.loads(boundaries.read_text(encoding="utf-8")))
    arcs = []
    for arc in outlines.arcs:
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


def from_topojson(topology: dict[str, Any], source: str = SOURCE) -> Geometry:
    """Outlines from the TopoJSON of gemeenten in RD New: whole units, outer rings anticlockwise."""
    arcs = [_arc(steps, topology["transform"]) for steps in topology["arcs"]]
    number = {old: new for new, old in enumerate(i for i, arc in enumerate(arcs) if len(arc) > 1)}
    bare = Geometry(source, tuple(arcs[old] for old in number), {}, {})
    gemeenten = {}
    for area in topology["objects"]["gemeenten"]["geometries"]:
        polygons = [area["arcs"]] if area["type"] == "Polygon" else area["arcs"]
        gemeenten[area["properties"]["area_code"]] = tuple(
            ring for polygon in polygons for ring in _turned(bare, polygon, number)
        )
    return Geometry(source, bare.arcs, gemeenten, {})


def tiles(outlines: Geometry) -> dict[str, Punt]:
    """Column and row (from the north-west) per gemeente; the sum of squared displacements is least."""
    codes = sorted(outlines.gemeenten)
    west, south, east, north = outlines.frame()
    columns, rows = (east - west) // TILE + 1, (north - south) // TILE + 1
    place = np.array([midden(outlines, code) for code in codes])
    k, r = np.meshgrid(np.arange(columns), np.arange(rows))
    target = np.column_stack([west + (k.ravel() + 0.5) * TILE, north - (r.ravel() + 0.5) * TILE])
    cost = ((place[:, None, :] - target[None, :, :]) ** 2).sum(axis=2)
    chosen, box = linear_sum_assignment(cost)
    return {codes[g]: (int(k.ravel()[v]), int(r.ravel()[v])) for g, v in zip(chosen, box, strict=True)}


def _arc(steps: Sequence[Punt], transform: dict[str, Any]) -> Curve:
    """An arc in whole units, each point once; a single point when nothing is left of it."""
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    xs, ys = (accumulate(along) for along in zip(*steps, strict=True))
    points = (
        (round((x * wide + west) / EENHEID_M), round((y * high + south) / EENHEID_M))
        for x, y in zip(xs, ys, strict=True)
    )
    return tuple(point for point, _ in groupby(points))


def _turned(bare: Geometry, polygon: Sequence[Sequence[int]], number: dict[int, int]) -> Iterator[Ring]:
    """Rings of a polygon, its first the outer one; anticlockwise when the source runs clockwise."""
    rings = [
        tuple(number[n] if n >= 0 else ~number[~n] for n in ring if (n if n >= 0 else ~n) in number)
        for ring in polygon
    ]
    clockwise = surface(bare.ring(rings[0])) < 0
    for ring in rings:
        yield tuple(~n for n in reversed(ring)) if clockwise else ring


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(build(Path(sys.argv[1])), encoding="utf-8", newline="\n")
