"""Measures of how evenly places are spread, of one outcome or of many at once: areas on the last axis.

Every measure compares places x_i with a yardstick w_i (inhabitants, or the key). With s_i = x_i/Σx and
v_i = w_i/Σw the load of area i is y_i = x_i/w_i, and s_i = v_i everywhere means "exactly by the yardstick".
Weights of one give the classic unweighted measures of y. Zeros count: 0·ln 0 = 0, an area with w = 0 and
x > 0 has an infinite load, and when Σx = 0 everyone is equal.

Sources: E.M. Hoover (1936), C. Gini (1912), M.O. Lorenz (1905), H. Theil (1967), A.B. Atkinson (1970),
R. Jain, D. Chiu and W. Hawe (1984); quantiles: R.J. Hyndman and Y. Fan (1996), definition 7.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from verdeling import extensions
from verdeling.errors import ModelError

Floats = NDArray[np.float64]

PER: Final = 1000


def belasting(places: ArrayLike, inwoners: ArrayLike) -> Floats:
    """Places per 1 000 inhabitants: 1000 · x_i / p_i."""
    per_inwoner: Floats = np.asarray(places, float) / np.asarray(inwoners, float)
    return PER * per_inwoner


def quantiles_of(values: ArrayLike, points: tuple[float, ...]) -> Floats:
    """Quantiles with every area counted once, linear between ranks (Hyndman–Fan 7): position (n−1)·q."""
    out: Floats = np.quantile(np.asarray(values, float), points, axis=-1, method="linear")
    return out


def verhuizingen(places: ArrayLike, gewichten: ArrayLike) -> Floats:
    """Places that would have to move to reach the yardstick: ½ Σ |x_i − X·v_i|, in places."""
    x, w = np.asarray(places, float), np.asarray(gewichten, float)
    # in place: of many outcomes at once, making arrays takes longer than reckoning
    even = np.asarray(_sum(x, heel=True) * w)
    even /= _sum(w, heel=True)
    np.subtract(x, even, out=even)
    return _sum(np.abs(even, out=even)) / 2


def hoover(places: ArrayLike, gewichten: ArrayLike) -> Floats:
    """Share of the places that would have to move: ½ Σ |s_i − v_i|, between 0 and 1."""
    return verhuizingen(places, gewichten) / _not_zero(_sum(np.asarray(places, float)))


def lorenz(places: ArrayLike, gewichten: ArrayLike) -> tuple[Floats, Floats]:
    """Lorenz curve: cumulative v and cumulative s, areas in order of load, from (0, 0) to (1, 1)."""
    s, v = np.broadcast_arrays(*_shares(places, gewichten))
    y = np.divide(s, v, out=np.where(s > 0, np.inf, 0.0), where=v > 0)
    volgorde = np.argsort(y, axis=-1, kind="stable")
    f, part = (np.zeros((*s.shape[:-1], s.shape[-1] + 1)) for _ in range(2))
    for opgeteld, a in ((f, v), (part, s)):
        np.cumsum(np.take_along_axis(a, volgorde, -1), axis=-1, out=opgeteld[..., 1:])
    return f, part


def gini(places: ArrayLike, gewichten: ArrayLike) -> Floats:
    """Gini: 1 − twice the area below the Lorenz curve, 1 − Σ (F_i − F_{i−1})(L_i + L_{i−1})."""
    f, part = lorenz(places, gewichten)
    two = part[..., 1:] + part[..., :-1]
    two *= f[..., 1:] - f[..., :-1]
    return 1 - _sum(two)


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


def theil(places: ArrayLike, gewichten: ArrayLike) -> Floats:
    """Theil T = Σ s_i ln(s_i / v_i)."""
    return _sum(_x_ln(*_shares(places, gewichten)))


def theil_per_group(
    places: ArrayLike, gewichten: ArrayLike, groups: tuple[str, ...], numbers: NDArray[np.intp]
) -> Theil:
    """Split Theil T between and within groups.

    Parameters
    ----------
    groups
        Names of the groups.
    numbers
        Per area the place of its group in `groups`.
    """
    s, v = _shares(places, gewichten)
    s_k: Floats = np.bincount(numbers, s, len(groups)).astype(float)
    v_k: Floats = np.bincount(numbers, v, len(groups)).astype(float)
    between = _x_ln(s_k, v_k)
    # s_i ln[(s_i/s_k)/(v_i/v_k)], from shares inside the group: binnen is computed, not left over
    inside = np.bincount(
        numbers, _x_ln(s * v_k[numbers], v * s_k[numbers]) / _not_zero(v_k[numbers]), len(groups)
    )
    return Theil(
        totaal=float(_x_ln(s, v).sum()),
        tussen=float(between.sum()),
        binnen=float(inside.sum()),
        per_groep=tuple(zip(groups, between.tolist(), inside.tolist(), strict=True)),
    )


def atkinson(places: ArrayLike, gewichten: ArrayLike, epsilon: float = 0.5) -> Floats:
    """Atkinson A = 1 − (Σ v_i (y_i/ȳ)^(1−ε))^(1/(1−ε)), for 0 ≤ ε < 1 so that zeros are allowed."""
    if not 0 <= epsilon < 1:
        raise ValueError(epsilon)
    s, v = _shares(places, gewichten)
    product = s ** (1 - epsilon)
    product *= v**epsilon
    return 1 - _sum(product) ** (1 / (1 - epsilon))


def jain(places: ArrayLike, gewichten: ArrayLike) -> Floats:
    """Jain's index (Σ w·y)² / (Σw · Σ w·y²) = 1 / Σ (s_i²/v_i): 1 is equal, near 0 is one area with all."""
    s, v = _shares(places, gewichten)
    positive = bool(v.all())
    square = s * s
    square /= v if positive else _not_zero(v)
    equal = 1 / _not_zero(_sum(square))
    return equal if positive else np.where(np.any((v == 0) & (s > 0), axis=-1), 0.0, equal)


def _sum(a: Floats, *, heel: bool = False) -> Floats:
    """Sum over the areas; `heel` keeps the axis."""
    return np.asarray(a.sum(axis=-1, keepdims=heel))


def _shares(places: ArrayLike, gewichten: ArrayLike) -> tuple[Floats, Floats]:
    """Shares s and v; when there are no places at all, s = v: nobody has more than another."""
    x, w = np.asarray(places, float), np.asarray(gewichten, float)
    v = w / _sum(w, heel=True)
    total = _sum(x, heel=True)
    return x / total if total.all() else np.where(total > 0, x / _not_zero(total), v), v


def _x_ln(a: Floats, b: Floats) -> Floats:
    """a·ln(a/b), with 0·ln 0 = 0 and infinite where only b is 0."""
    part = np.divide(a, b, out=np.where((a > 0) & (b == 0), math.inf, 1.0), where=(a > 0) & (b > 0))
    np.log(part, out=part)
    return np.multiply(a, part, out=part)


def _not_zero(w: Floats) -> Floats:
    return np.where(w > 0, w, 1.0)


# --- which measures there are -------------------------------------------------------------------------------

GROUP: Final = "verdeling.diagnostics"


@dataclass(frozen=True)
class Measure:
    """A measure of evenness; its name and sentence are the texts ``diagnostics.<name>`` and ``….uitleg``.

    Attributes
    ----------
    compute
        From places and a yardstick, both with the areas on the last axis, one number per outcome.
    workbook
        The same as a spreadsheet formula over ranges: ``{x}`` places, ``{p}`` inhabitants, ``{s}`` and
        ``{v}`` their shares, ``{y}`` load, areas in order of load; ``{f}`` and ``{l}`` the Lorenz curve,
        ``{f0}``, ``{l0}`` without its last point and ``{f1}``, ``{l1}`` without its first.
    decimals
        Digits with which it is told.
    split
        It is told apart within and between areas, and not among the other measures.
    """

    name: str
    compute: Callable[[ArrayLike, ArrayLike], Floats]
    workbook: str
    decimals: int = 4
    split: bool = False


MEASURES: Final = (
    Measure("verhuizingen", verhuizingen, "SUMPRODUCT(ABS({x}-SUM({x})*{v}))/2", decimals=0),
    Measure("hoover", hoover, "IF(SUM({x})=0,0,SUMPRODUCT(ABS({s}-{v}))/2)"),
    Measure(
        "gini",
        gini,
        "IF(SUM({x})=0,0,1-INDEX({f},1)*INDEX({l},1)-SUMPRODUCT(({f1}-{f0})*({l1}+{l0})))",
    ),
    Measure("theil", theil, "SUMPRODUCT({s}*LN(({s}+({s}=0))/({v}+({s}=0)*(1-{v}))))", split=True),
    Measure("atkinson", atkinson, "IF(SUM({x})=0,0,1-SUMPRODUCT(SQRT({s}*{v}))^2)"),
    Measure("jain", jain, "IF(SUM({x})=0,1,1/SUMPRODUCT({s}*{s}/{v}))"),
)
"""Measures of this package, in the order in which they are stored."""


@cache
def all_measures() -> tuple[Measure, ...]:
    """Measures of this package, then those of other packages by name.

    Raises
    ------
    ModelError
        A package offers one that is no measure.
    """
    return *MEASURES, *map(_added, extensions.names(GROUP, [m.name for m in MEASURES]))


def indices() -> list[Measure]:
    """Measures that are one number and no more."""
    return [m for m in all_measures() if not m.split]


def _added(name: str) -> Measure:
    found = extensions.load(GROUP, name)
    if not isinstance(found, Measure) or found.name != name:
        raise ModelError.een("V555", naam=name, groep=GROUP)
    return found
