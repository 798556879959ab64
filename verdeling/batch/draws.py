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
from verdeling.errors import DataError, Probleem, VerdelingError
from verdeling.inputs.tables import Gegevens, Kolom

Floats = NDArray[np.float64]
RAND = 2.0**-53
"""Draws lie between this and one minus this, so that every quantile is finite."""


def uniform(zaad: int, scenario: int, as_nummer: int, aantal: int) -> Floats:
    """`aantal` uniform draws in (0, 1) of one axis in one scenario."""
    bron = np.random.Philox(key=zaad, counter=[0, 0, scenario, as_nummer])
    ruw = np.asarray(bron.random_raw(aantal), dtype=np.uint64)
    return np.asarray((ruw >> np.uint64(12)) * 2.0**-52 + RAND, dtype=np.float64)


@lru_cache(maxsize=8)
def steekproef(design: Design, assen: int, zaad: int) -> Floats:
    """Points of a Latin hypercube or Sobol design: samples × axes, in (0, 1)."""
    from scipy.stats import qmc

    maker = (qmc.LatinHypercube if design.method == "lhs" else qmc.Sobol)(
        assen, rng=np.random.default_rng(zaad)
    )
    punten = np.asarray(maker.random(design.samples), dtype=np.float64)
    return np.clip(punten, RAND, 1 - RAND)


def normaal(u: Floats) -> Floats:
    """Quantiles of the standard normal distribution."""
    from scipy.special import ndtri

    return np.asarray(ndtri(u), dtype=np.float64)


def kwantiel(draw: Draw, u: Floats, midden: Floats, laag: Floats, hoog: Floats) -> Floats:
    """Drawn values by inversion, clipped to the declared minimum and maximum.

    Parameters
    ----------
    u
        Uniform draws.
    midden
        The figure itself, for a normal distribution without a mean of its own.
    laag, hoog
        Bounds of a uniform distribution.
    """
    if draw.normal is not None:
        n = draw.normal
        gemiddelde = midden if n.mean is None else np.asarray(float(n.mean))
        sd = float(n.sd) if n.sd is not None else np.abs(gemiddelde) * float(n.relative or 0)
        uit = gemiddelde + sd * normaal(u)
    elif draw.uniform is not None:
        uit = laag + (hoog - laag) * u
    else:
        assert draw.triangular is not None
        a, c, b = (float(x) for x in (draw.triangular.low, draw.triangular.mode, draw.triangular.high))
        knik = (c - a) / (b - a)
        omhoog, omlaag = np.sqrt(u * (b - a) * (c - a)), np.sqrt((1 - u) * (b - a) * (b - c))
        uit = np.where(u < knik, a + omhoog, b - omlaag)
    if draw.minimum is not None:
        uit = np.maximum(uit, float(draw.minimum))
    if draw.maximum is not None:
        uit = np.minimum(uit, float(draw.maximum))
    return np.asarray(uit, dtype=np.float64)


def modelwaarde(draw: Draw, u: float) -> Fraction:
    """One drawn model value, exact at the declared number of decimals."""
    niets = np.zeros(1)
    grenzen = [np.zeros(1), np.zeros(1)]
    if draw.uniform is not None:
        grenzen = [np.full(1, float(g)) for g in (draw.uniform.low, draw.uniform.high)]
    waarde = kwantiel(draw, np.full(1, u), niets, *grenzen)[0]
    return Fraction(round(float(waarde) * 10**draw.decimals), 10**draw.decimals)


@dataclass(frozen=True, eq=False)
class Datatrekking:
    """A column that is drawn: its distribution per gemeente and the number of its axis."""

    kolom: Kolom
    draw: Draw
    as_nummer: int
    midden: Floats
    laag: Floats
    hoog: Floats

    def trek(self, zaad: int, scenarios: Sequence[int]) -> NDArray[np.int64]:
        """Whole numbers on the scale of the column, scenario × gemeente."""
        u = np.stack([uniform(zaad, s, self.as_nummer, len(self.midden)) for s in scenarios])
        return self._rounded(u)

    def uitersten(self) -> NDArray[np.int64]:
        """Lowest and highest value that can be drawn, per gemeente."""
        u = np.array([[RAND], [1 - RAND]]) * np.ones(len(self.midden))
        return self._rounded(u)

    def _rounded(self, u: Floats) -> NDArray[np.int64]:
        waarden = kwantiel(self.draw, u, self.midden, self.laag, self.hoog)
        return np.rint(waarden * self.kolom.noemer).astype(np.int64)


def datatrekking(gegevens: Gegevens, kolom: Kolom, draw: Draw, as_nummer: int, plek: str) -> Datatrekking:
    """Prepare the draws of a column.

    Raises
    ------
    DataError
        When the distribution can draw what such a column cannot hold: a negative figure in a column without
        negative figures, zero in a column without zeros, or a lower bound above the upper one.
    """
    basis = np.array([t or 0 for t in kolom.tellers], dtype=np.float64) / kolom.noemer
    grenzen = [basis, basis]
    if draw.uniform is not None:
        grenzen = [_limit(gegevens, g, len(basis), plek) for g in (draw.uniform.low, draw.uniform.high)]
    trekking = Datatrekking(kolom, draw, as_nummer, basis, grenzen[0], grenzen[1])
    minst = trekking.uitersten()[0]
    laagst = min(t for t in kolom.tellers if t is not None)
    mag = -(2**62) if laagst < 0 else 1 if laagst > 0 else 0
    namen = gegevens.gebiedsnaam
    problemen = [
        Probleem.van("V713", plek, naam=namen[code], kolom=kolom.naam, waarde=_getal(waarde, kolom.noemer))
        for code, waarde in zip(gegevens.codes, minst.tolist(), strict=True)
        if waarde < mag
    ]
    omgekeerd = np.flatnonzero(grenzen[0] > grenzen[1])
    problemen += [Probleem.van("V714", plek, naam=namen[gegevens.codes[i]]) for i in omgekeerd.tolist()]
    if problemen:
        raise DataError(problemen[:5])
    return trekking


def full_column(gegevens: Gegevens, naam: str, plek: str) -> Kolom:
    """A column that every gemeente has; problems get the place in the experiment.

    Raises
    ------
    VerdelingError
        When it lacks, or lacks a figure.
    """
    try:
        return gegevens.volledig(naam)
    except VerdelingError as fout:
        raise DataError(
            [
                Probleem.van(p.code, f"{plek}: {p.waar}" if p.waar else plek, **p.gegevens)
                for p in fout.problemen
            ]
        ) from None


def _limit(gegevens: Gegevens, grens: Fraction | str, aantal: int, plek: str) -> Floats:
    if not isinstance(grens, str):
        return np.full(aantal, float(grens))
    kolom = full_column(gegevens, grens.removeprefix("data."), plek)
    return np.array([t or 0 for t in kolom.tellers], dtype=np.float64) / kolom.noemer


def _getal(teller: int, noemer: int) -> int | float:
    """A figure as it is told: whole where it is whole."""
    return teller // noemer if teller % noemer == 0 else teller / noemer
