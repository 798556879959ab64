"""The equal-area tile map: every gemeente one square, as near as possible to its own place.

To make the shipped outlines again (needs scipy, extra ``batch``)::

    python -m verdeling.maps.tiles data/gemeenten/km_raster.csv data/gemeenten/kaart.json
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from verdeling.maps.geometry import Geometrie, Punt, midden, naar_json, van_raster
from verdeling.result.atomic import schrijf

ZIJDE: Final = 105
"""Side of a tile's share of the country in units of 100 m: 342 squares of 10.5 km fill the land area."""


def tegels(geometrie: Geometrie) -> dict[str, Punt]:
    """Column and row (from the north-west) per gemeente; the sum of squared displacements is least.

    Parameters
    ----------
    geometrie
        Outlines of the gemeenten to place.
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    codes = sorted(geometrie.gemeenten)
    west, zuid, oost, noord = geometrie.kader()
    kolommen, rijen = (oost - west) // ZIJDE + 1, (noord - zuid) // ZIJDE + 1
    plaats = np.array([midden(geometrie, code) for code in codes])
    k, r = np.meshgrid(np.arange(kolommen), np.arange(rijen))
    doel = np.column_stack([west + (k.ravel() + 0.5) * ZIJDE, noord - (r.ravel() + 0.5) * ZIJDE])
    kosten = ((plaats[:, None, :] - doel[None, :, :]) ** 2).sum(axis=2)
    gemeente, vak = linear_sum_assignment(kosten)
    return {codes[g]: (int(k.ravel()[v]), int(r.ravel()[v])) for g, v in zip(gemeente, vak, strict=True)}


def _main(raster: Path, doel: Path) -> None:
    geometrie = van_raster(raster)
    geometrie = replace(geometrie, tegels=tegels(geometrie))
    schrijf(doel, json.dumps(naar_json(geometrie), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]))
