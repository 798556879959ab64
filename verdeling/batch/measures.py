"""Measures of evenness for many scenarios at once, against inhabitants as the yardstick."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from verdeling.insight.measures import Floats, all_measures, belasting, kwantielen

KWANTIELEN: Final = {
    "per_1000_min": 0,
    "per_1000_p10": 0.1,
    "per_1000_mediaan": 0.5,
    "per_1000_p90": 0.9,
    "per_1000_max": 1,
}


def namen() -> tuple[str, ...]:
    """Names in the order of storage."""
    return "totaal", "zonder", *KWANTIELEN, *(m.name for m in all_measures())


def meet(plaatsen: NDArray[np.int64], inwoners: NDArray[np.int64]) -> Floats:
    """All measures, scenario × measure.

    Parameters
    ----------
    plaatsen
        Places, scenario × gemeente.
    inwoners
        Inhabitants, all above zero; 1 or as many rows.
    """
    x, w = plaatsen.astype(float), inwoners.astype(float)
    kolommen = [
        x.sum(axis=-1),
        (plaatsen == 0).sum(axis=-1),
        *kwantielen(belasting(x, w), tuple(KWANTIELEN.values())),
        *(m.compute(x, w) for m in all_measures()),
    ]
    return np.stack(kolommen, axis=1).astype(np.float64)
