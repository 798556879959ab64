"""Measures of how evenly places are spread: plain arrays in, floats out, for diagnostics only.

Every measure compares places x_i with a yardstick w_i (inhabitants, or the key). With s_i = x_i/Σx and
v_i = w_i/Σw the load of area i is y_i = x_i/w_i, and s_i = v_i everywhere means "exactly by the yardstick".
Weights of one give the classic unweighted measures of y. Zeros count: 0·ln 0 = 0, an area with w = 0 and
x > 0 has an infinite load, and when Σx = 0 everyone is equal.

Sources: E.M. Hoover (1936), C. Gini (1912), M.O. Lorenz (1905), H. Theil (1967), A.B. Atkinson (1970),
R. Jain, D. Chiu and W. Hawe (1984); quantiles: R.J. Hyndman and Y. Fan (1996), definition 7.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

PER: Final = 1000


def belasting(plaatsen: ArrayLike, inwoners: ArrayLike) -> Floats:
    """Places per 1 000 inhabitants: 1000 · x_i / p_i."""
    per_inwoner: Floats = np.asarray(plaatsen, float) / np.asarray(inwoners, float)
    return PER * per_inwoner


def kwantielen(waarden: ArrayLike, punten: tuple[float, ...]) -> tuple[float, ...]:
    """Quantiles with every area counted once, linear between ranks (Hyndman–Fan 7): position (n−1)·q."""
    return tuple(np.quantile(np.asarray(waarden, float), punten, method="linear").tolist())


def verhuizingen(plaatsen: ArrayLike, gewichten: ArrayLike) -> float:
    """Places that would have to move to reach the yardstick: ½ Σ |x_i − X·v_i|, in places."""
    x, w = np.asarray(plaatsen, float), np.asarray(gewichten, float)
    return float(np.abs(x - x.sum() * w / w.sum()).sum() / 2)


def hoover(plaatsen: ArrayLike, gewichten: ArrayLike) -> float:
    """Share of the places that would have to move: ½ Σ |s_i − v_i|, between 0 and 1."""
    totaal = float(np.sum(plaatsen))
    return verhuizingen(plaatsen, gewichten) / totaal if totaal else 0.0


def lorenz(plaatsen: ArrayLike, gewichten: ArrayLike) -> tuple[Floats, Floats]:
    """Lorenz curve: cumulative v and cumulative s, areas in order of load, from (0, 0) to (1, 1)."""
    x, w = _aandelen(plaatsen, gewichten)
    with np.errstate(divide="ignore", invalid="ignore"):
        y = np.where(w > 0, x / w, np.where(x > 0, np.inf, 0.0))
    volgorde = np.argsort(y, kind="stable")
    nul = np.zeros(1)
    return np.concatenate([nul, w[volgorde].cumsum()]), np.concatenate([nul, x[volgorde].cumsum()])


def gini(plaatsen: ArrayLike, gewichten: ArrayLike) -> float:
    """Gini: 1 − twice the area below the Lorenz curve, 1 − Σ (F_i − F_{i−1})(L_i + L_{i−1})."""
    f, deel = lorenz(plaatsen, gewichten)
    return float(1 - np.sum(np.diff(f) * (deel[1:] + deel[:-1])))


@dataclass(frozen=True, slots=True)
class Theil:
    """Theil T and its exact split over groups: totaal = tussen + binnen.

    Attributes
    ----------
    totaal
        T = Σ s_i ln(s_i / v_i); 0 when equal, infinite when an area with w = 0 has places.
    tussen
        Σ_k s_k ln(s_k / v_k) over groups k.
    binnen
        Σ_k s_k T_k, with T_k the Theil inside group k.
    per_groep
        Group → (its term of `tussen`, its term of `binnen`); sorted by group.
    """

    totaal: float
    tussen: float
    binnen: float
    per_groep: tuple[tuple[str, float, float], ...]


def theil(plaatsen: ArrayLike, gewichten: ArrayLike) -> float:
    """Theil T = Σ s_i ln(s_i / v_i)."""
    s, v = _aandelen(plaatsen, gewichten)
    return float(_x_ln(s, v).sum())


def theil_per_groep(
    plaatsen: ArrayLike, gewichten: ArrayLike, groepen: tuple[str, ...], nummers: NDArray[np.intp]
) -> Theil:
    """Split Theil T between and within groups.

    Parameters
    ----------
    groepen
        Names of the groups.
    nummers
        Per area the place of its group in `groepen`.
    """
    s, v = _aandelen(plaatsen, gewichten)
    s_k: Floats = np.bincount(nummers, s, len(groepen)).astype(float)
    v_k: Floats = np.bincount(nummers, v, len(groepen)).astype(float)
    tussen = _x_ln(s_k, v_k)
    # s_i ln[(s_i/s_k)/(v_i/v_k)], from shares inside the group: binnen is computed, not left over
    binnen = np.bincount(
        nummers, _x_ln(s * v_k[nummers], v * s_k[nummers]) / _niet_nul(v_k[nummers]), len(groepen)
    )
    return Theil(
        totaal=float(_x_ln(s, v).sum()),
        tussen=float(tussen.sum()),
        binnen=float(binnen.sum()),
        per_groep=tuple(zip(groepen, tussen.tolist(), binnen.tolist(), strict=True)),
    )


def atkinson(plaatsen: ArrayLike, gewichten: ArrayLike, epsilon: float = 0.5) -> float:
    """Atkinson A = 1 − (Σ v_i (y_i/ȳ)^(1−ε))^(1/(1−ε)), for 0 ≤ ε < 1 so that zeros are allowed."""
    if not 0 <= epsilon < 1:
        raise ValueError(epsilon)
    s, v = _aandelen(plaatsen, gewichten)
    return float(1 - np.sum(v**epsilon * s ** (1 - epsilon)) ** (1 / (1 - epsilon)))


def jain(plaatsen: ArrayLike, gewichten: ArrayLike) -> float:
    """Jain's index (Σ w·y)² / (Σw · Σ w·y²) = 1 / Σ (s_i²/v_i): 1 is equal, near 0 is one area with all."""
    s, v = _aandelen(plaatsen, gewichten)
    if bool(np.any((v == 0) & (s > 0))):
        return 0.0
    return float(1 / np.sum(s * s / _niet_nul(v)))


def _aandelen(plaatsen: ArrayLike, gewichten: ArrayLike) -> tuple[Floats, Floats]:
    """Shares s and v; when there are no places at all, s = v: nobody has more than another."""
    x, w = np.asarray(plaatsen, float), np.asarray(gewichten, float)
    v = w / w.sum()
    totaal = x.sum()
    return (x / totaal if totaal else v), v


def _x_ln(a: Floats, b: Floats) -> Floats:
    """a·ln(a/b), with 0·ln 0 = 0 and infinity where only b is 0."""
    if bool(np.all(b[a > 0] > 0)):
        return a * np.log(np.where(a > 0, a, 1.0) / np.where(a > 0, b, 1.0))
    return np.where((a > 0) & (b == 0), math.inf, _x_ln(np.where(b > 0, a, 0.0), b))


def _niet_nul(w: Floats) -> Floats:
    return np.where(w > 0, w, 1.0)
