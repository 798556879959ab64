"""Measures of evenness for many scenarios at once: :mod:`verdeling.insight.measures`, row by row."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from verdeling.insight.measures import PER

Floats = NDArray[np.float64]
EPSILON: Final = 0.5
"""Aversion to inequality in Atkinson's measure."""

MATEN: Final = (
    "totaal",
    "zonder",
    "per_1000_min",
    "per_1000_p10",
    "per_1000_mediaan",
    "per_1000_p90",
    "per_1000_max",
    "verhuizingen",
    "hoover",
    "gini",
    "theil",
    "atkinson",
    "jain",
)
"""Names in the order of storage; all against inhabitants as the yardstick."""


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
    totaal = x.sum(axis=1, keepdims=True)
    v = w / w.sum(axis=1, keepdims=True)
    s = np.where(totaal > 0, x / np.where(totaal > 0, totaal, 1), v)
    y = PER * x / w
    verhuis = np.abs(x - totaal * v).sum(axis=1) / 2
    leeg = totaal[:, 0] == 0
    kolommen = [
        totaal[:, 0],
        (plaatsen == 0).sum(axis=1),
        *np.quantile(y, (0, 0.1, 0.5, 0.9, 1), axis=1, method="linear"),
        verhuis,
        np.where(leeg, 0, verhuis / np.where(leeg, 1, totaal[:, 0])),
        _gini(s, v, y),
        np.where(s > 0, s * np.log(np.where(s > 0, s, 1) / v), 0).sum(axis=1),
        1 - (v**EPSILON * s ** (1 - EPSILON)).sum(axis=1) ** (1 / (1 - EPSILON)),
        1 / (s * s / v).sum(axis=1),
    ]
    return np.stack(kolommen, axis=1).astype(np.float64)


def _gini(s: Floats, v: Floats, y: Floats) -> Floats:
    """1 − Σ (F_i − F_{i−1})(L_i + L_{i−1}), gemeenten in order of load."""
    orde = np.argsort(y, axis=1, kind="stable")
    v = np.take_along_axis(np.broadcast_to(v, s.shape), orde, axis=1)
    s = np.take_along_axis(s, orde, axis=1)
    boven = s.cumsum(axis=1)
    return np.asarray(1 - (v * (2 * boven - s)).sum(axis=1), dtype=np.float64)
