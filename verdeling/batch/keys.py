"""A key for many scenarios at once: exact whole weights as arrays scenario × gemeente.

The same operations as :mod:`verdeling.sleutel.keys`, on 64-bit integers as long as every number provably
fits; :class:`TeGroot` tells when one would not, and then the same code runs on arrays of Python integers.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from verdeling.inputs.tables import Gegevens
from verdeling.verdeelmodel.operation import Arithmetic, Column, Operation, evaluate

Rijen = NDArray[Any]
"""int64, or object arrays of Python ints."""
GRENS = 2**61


class TeGroot(Exception):
    """A number would not fit in 64 bits."""


@dataclass(frozen=True, slots=True)
class Waarden:
    """Values tellers / noemer, both arrays with 1 or S rows; noemer has one column and is above zero."""

    tellers: Rijen
    noemer: Rijen


class Rekenaar(Arithmetic[Waarden]):
    """Evaluates a key in which some numbers and columns differ per scenario.

    Parameters
    ----------
    gegevens
        Figures that are the same in every scenario.
    getallen
        Path inside the key, such as ``product.1.som.0.getal`` → number per scenario.
    kolommen
        Column name → drawn figures (scenario × gemeente) and their denominator.
    python
        True: compute with Python integers of any size.
    """

    def __init__(
        self,
        gegevens: Gegevens,
        getallen: Mapping[str, Sequence[Fraction]],
        kolommen: Mapping[str, tuple[NDArray[np.int64], int]],
        *,
        python: bool,
    ) -> None:
        self.gegevens, self.getallen, self.kolommen = gegevens, getallen, kolommen
        self.dtype: Any = object if python else np.int64

    def gewichten(self, sleutel: Operation, pad: str) -> Rijen:
        """Whole weights on a common scale per scenario; 1 or S rows."""
        tellers = evaluate(sleutel, self, pad).tellers
        tellers = np.broadcast_to(tellers, (len(tellers), len(self.gegevens.codes)))
        self._past(_top(tellers) * tellers.shape[1])
        return tellers

    def _past(self, grootste: int) -> None:
        if self.dtype is not object and grootste >= GRENS:
            raise TeGroot

    def _rij(self, waarden: Sequence[int]) -> Rijen:
        if self.dtype is not object and max(map(abs, waarden)) >= GRENS:
            raise TeGroot
        return np.array(waarden, dtype=self.dtype)

    def number(self, value: Fraction, path: str) -> Waarden:
        """A number of the model: one for all, or one per scenario."""
        waarden = self.getallen.get(path, [value])
        noemer = math.lcm(*(w.denominator for w in waarden))
        tellers = self._rij([w.numerator * (noemer // w.denominator) for w in waarden])
        return Waarden(tellers[:, None], self._rij([noemer])[:, None])

    def column(self, indicator: Column) -> Waarden:
        """Figures that are the same in all scenarios, or drawn."""
        if indicator.indicator in self.kolommen:
            tellers, noemer = self.kolommen[indicator.indicator]
            return Waarden(tellers.astype(self.dtype), self._rij([noemer])[:, None])
        kolom = self.gegevens.volledig(indicator.indicator, indicator.peildatum)
        tellers = self._rij([t for t in kolom.tellers if t is not None])[None, :]
        return Waarden(tellers, self._rij([kolom.noemer])[:, None])

    def _maal(self, a: Waarden, b: Waarden) -> Waarden:
        self._past(_top(a.tellers) * _top(b.tellers))
        self._past(_top(a.noemer) * _top(b.noemer))
        return Waarden(a.tellers * b.tellers, a.noemer * b.noemer)

    def add(self, parts: Sequence[Waarden]) -> Waarden:
        """Sum on a common scale."""
        return self._gelijknamig(parts, np.add)

    def multiply(self, parts: Sequence[Waarden]) -> Waarden:
        """Product, as long as it fits."""
        return reduce(self._maal, parts)

    def least(self, parts: Sequence[Waarden]) -> Waarden:
        """Smallest on a common scale."""
        return self._gelijknamig(parts, np.minimum)

    def greatest(self, parts: Sequence[Waarden]) -> Waarden:
        """Largest on a common scale."""
        return self._gelijknamig(parts, np.maximum)

    def _gelijknamig(self, delen: Sequence[Waarden], doe: Callable[[Rijen, Rijen], Rijen]) -> Waarden:
        uit = delen[0]
        for deel in delen[1:]:
            grens = _top(uit.noemer) * _top(deel.noemer)
            gemeen = np.lcm(uit.noemer, deel.noemer) if grens < GRENS or self.dtype is object else None
            if gemeen is None:
                raise TeGroot
            f, g = gemeen // uit.noemer, gemeen // deel.noemer
            self._past(2 * max(_top(f) * _top(uit.tellers), _top(g) * _top(deel.tellers)))
            uit = Waarden(doe(uit.tellers * f, deel.tellers * g), gemeen)
        return uit

    def share(self, part: Waarden, of: Operation) -> Waarden:
        """Divided by the sum of the row."""
        aantal = len(self.gegevens.codes)
        tellers = np.broadcast_to(part.tellers, (len(part.tellers), aantal))
        self._past(_top(tellers) * aantal)
        som = tellers.sum(axis=1, keepdims=True)
        # A sum of zero is left as it is: the weights of that scenario become zero and it takes the exact way.
        teken = np.where(som < 0, -1, 1)
        return Waarden(np.where(som == 0, 0, tellers * teken), np.where(som == 0, 1, som * teken))

    def inverse(self, part: Waarden, decimals: int) -> Waarden:
        """Round half-up(schaal × noemer / teller) / schaal; a teller of zero fails on the exact way."""
        schaal = 10**decimals
        self._past(2 * schaal * _top(part.noemer) + _top(part.tellers))
        t = part.tellers
        if bool((t == 0).any()):
            raise DelenDoorNul
        uit = (2 * schaal * part.noemer + t) // (2 * t)
        return Waarden(uit, self._rij([schaal])[:, None])

    def each(self, parts: Sequence[Waarden], do: Callable[..., Fraction], cell: str) -> Waarden:
        """One by one, so slower than the others; a number without a value fails on the exact way."""
        tellers = np.broadcast_arrays(*(p.tellers for p in parts))
        noemers = np.broadcast_arrays(*(p.noemer for p in parts))
        try:
            waarden = [
                [
                    do(*(Fraction(int(p[k, i]), int(q[k, 0])) for p, q in zip(tellers, noemers, strict=True)))
                    for i in range(tellers[0].shape[1])
                ]
                for k in range(len(tellers[0]))
            ]
        except (ZeroDivisionError, ValueError) as fout:
            raise DelenDoorNul from fout
        lcms = [math.lcm(*(w.denominator for w in rij)) for rij in waarden]
        uit = [
            [w.numerator * (n // w.denominator) for w in rij] for rij, n in zip(waarden, lcms, strict=True)
        ]
        return Waarden(np.stack([self._rij(rij) for rij in uit]), self._rij(lcms)[:, None])

    def done(self, value: Waarden) -> Waarden:
        """Python integers grow without end, so common factors are divided out."""
        if self.dtype is not object:
            return value
        deler = np.gcd(np.gcd.reduce(value.tellers, axis=1)[:, None], value.noemer)
        return Waarden(value.tellers // deler, value.noemer // deler)


class DelenDoorNul(Exception):
    """1/0 in some scenario; the exact way names the gemeente."""


def _top(rijen: Rijen) -> int:
    """Largest absolute value."""
    return max(abs(int(rijen.max())), abs(int(rijen.min())))
