"""Drawn values: each a function of the seed, the scenario and the axis, through the quantile function.

Random numbers come from Philox, a counter-based generator (J.K. Salmon et al., *Parallel random numbers*,
2011): scenario i and axis k have a counter block of their own, so any scenario can be drawn alone, on any
machine, in any order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from verdeling.batch.file import Design, Draw
from verdeling.errors import DataError, Problem, VerdelingError
from verdeling.inputs.tables import Gegevens, Kolom

Floats = NDArray[np.float64]
EDGE = 2.0**-53
"""Draws lie between this and one minus this, so that every quantile is finite."""


def uniform(seed: int, scenario: int, as_number: int, count: int) -> Floats:
    """`count` uniform draws in (0, 1) of one axis in one scenario."""
    bron = np.random.Philox(key=seed, counter=[0, 0, scenario, as_number])
    rough = np.asarray(bron.random_raw(count), dtype=np.uint64)
    return np.asarray((rough >> np.uint64(12)) * 2.0**-52 + EDGE, dtype=np.float64)


@lru_cache(maxsize=8)
def draw_sample(design: Design, axes: int, zaad: int) -> Floats:
    """Points of a Latin hypercube or Sobol design: samples × axes, in (0, 1)."""
    from scipy.stats import qmc

    maker = (qmc.LatinHypercube if design.method == "lhs" else qmc.Sobol)(
        axes, rng=np.random.default_rng(zaad)
    )
    points = np.asarray(maker.random(design.samples), dtype=np.float64)
    return np.clip(points, EDGE, 1 - EDGE)


def normal_quantile(u: Floats) -> Floats:
    """Quantiles of the standard normal distribution."""
    from scipy.special import ndtri

    return np.asarray(ndtri(u), dtype=np.float64)


def draw_quantile(draw: Draw, u: Floats, middle: Floats, low: Floats, high: Floats) -> Floats:
    """Drawn values by inversion, clipped to the declared minimum and maximum.

    Parameters
    ----------
    u
        Uniform draws.
    middle
        The figure itself, for a normal distribution without a mean of its own.
    low, high
        Bounds of a uniform distribution.
    """
    if draw.normal is not None:
        n = draw.normal
        mean = middle if n.mean is None else np.asarray(float(n.mean))
        sd = float(n.sd) if n.sd is not None else np.abs(mean) * float(n.relative or 0)
        out = mean + sd * normal_quantile(u)
    elif draw.uniform is not None:
        out = low + (high - low) * u
    else:
        assert draw.triangular is not None
        a, c, b = (float(x) for x in (draw.triangular.low, draw.triangular.mode, draw.triangular.high))
        kink = (c - a) / (b - a)
        up, down = np.sqrt(u * (b - a) * (c - a)), np.sqrt((1 - u) * (b - a) * (b - c))
        out = np.where(u < kink, a + up, b - down)
    if draw.minimum is not None:
        out = np.maximum(out, float(draw.minimum))
    if draw.maximum is not None:
        out = np.minimum(out, float(draw.maximum))
    return np.asarray(out, dtype=np.float64)


def model_value(draw: Draw, u: float) -> Fraction:
    """One drawn model value, exact at the declared number of decimals."""
    nothing = np.zeros(1)
    limits = [np.zeros(1), np.zeros(1)]
    if draw.uniform is not None:
        limits = [np.full(1, float(g)) for g in (draw.uniform.low, draw.uniform.high)]
    value = draw_quantile(draw, np.full(1, u), nothing, *limits)[0]
    return Fraction(round(float(value) * 10**draw.decimals), 10**draw.decimals)


@dataclass(frozen=True, eq=False)
class DataDraw:
    """A column that is drawn: its distribution per gemeente and the number of its axis."""

    kolom: Kolom
    draw: Draw
    as_nummer: int
    midden: Floats
    laag: Floats
    hoog: Floats

    def trek(self, seed: int, scenarios: Sequence[int]) -> NDArray[np.int64]:
        """Whole numbers on the scale of the column, scenario × gemeente."""
        u = np.stack([uniform(seed, s, self.as_nummer, len(self.midden)) for s in scenarios])
        return self._rounded(u)

    def extremes(self) -> NDArray[np.int64]:
        """Lowest and highest value that can be drawn, per gemeente."""
        u = np.array([[EDGE], [1 - EDGE]]) * np.ones(len(self.midden))
        return self._rounded(u)

    def _rounded(self, u: Floats) -> NDArray[np.int64]:
        values = draw_quantile(self.draw, u, self.midden, self.laag, self.hoog)
        return np.rint(values * self.kolom.denominator).astype(np.int64)


def data_draw(data: Gegevens, kolom: Kolom, draw: Draw, as_number: int, spot: str) -> DataDraw:
    """Prepare the draws of a column.

    Raises
    ------
    DataError
        When the distribution can draw what such a column cannot hold: a negative figure in a column without
        negative figures, zero in a column without zeros, or a lower bound above the upper one.
    """
    basis = np.array([t or 0 for t in kolom.numerators], dtype=np.float64) / kolom.denominator
    limits = [basis, basis]
    if draw.uniform is not None:
        limits = [_limit(data, g, len(basis), spot) for g in (draw.uniform.low, draw.uniform.high)]
    trekking = DataDraw(kolom, draw, as_number, basis, limits[0], limits[1])
    least = trekking.extremes()[0]
    lowest = min(t for t in kolom.numerators if t is not None)
    mag = -(2**62) if lowest < 0 else 1 if lowest > 0 else 0
    names = data.gebiedsnaam
    problems = [
        Problem.van(
            "V713", spot, naam=names[code], kolom=kolom.naam, waarde=_number(value, kolom.denominator)
        )
        for code, value in zip(data.codes, least.tolist(), strict=True)
        if value < mag
    ]
    inverse = np.flatnonzero(limits[0] > limits[1])
    problems += [Problem.van("V714", spot, naam=names[data.codes[i]]) for i in inverse.tolist()]
    if problems:
        raise DataError(problems[:5])
    return trekking


def full_column(data: Gegevens, naam: str, spot: str) -> Kolom:
    """A column that every gemeente has; problems get the place in the experiment.

    Raises
    ------
    VerdelingError
        When it lacks, or lacks a figure.
    """
    try:
        return data.complete(naam)
    except VerdelingError as error:
        raise DataError(
            [
                Problem.van(p.code, f"{spot}: {p.waar}" if p.waar else spot, **p.gegevens)
                for p in error.problemen
            ]
        ) from None


def _limit(data: Gegevens, limit: Fraction | str, count: int, spot: str) -> Floats:
    if not isinstance(limit, str):
        return np.full(count, float(limit))
    column = full_column(data, limit.removeprefix("data."), spot)
    return np.array([t or 0 for t in column.numerators], dtype=np.float64) / column.denominator


def _number(numerator: int, denominator: int) -> int | float:
    """A figure as it is told: whole where it is whole."""
    return numerator // denominator if numerator % denominator == 0 else numerator / denominator
