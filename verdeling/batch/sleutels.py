"""A key for many scenarios at once: exact whole weights as arrays scenario × gemeente.

The same operations as :mod:`verdeling.sleutel.keys`, on 64-bit integers as long as every number provably
fits; :class:`TeGroot` tells when one would not, and then the same code runs on arrays of Python integers.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from verdeling.inputs.tables import Gegevens
from verdeling.verdeelmodel.taak import (
    Aandeel,
    Begrens,
    Constante,
    Indicator,
    Mengsel,
    Omgekeerd,
    Product,
    Som,
    Uitdrukking,
)

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


class Rekenaar:
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

    def gewichten(self, sleutel: Uitdrukking, pad: str) -> Rijen:
        """Whole weights on a common scale per scenario; 1 or S rows."""
        tellers = self._reken(sleutel, pad).tellers
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

    def _getallen(self, pad: str, anders: Fraction) -> Waarden:
        """A number of the model: one for all, or one per scenario."""
        waarden = self.getallen.get(pad, [anders])
        noemer = math.lcm(*(w.denominator for w in waarden))
        tellers = self._rij([w.numerator * (noemer // w.denominator) for w in waarden])
        return Waarden(tellers[:, None], self._rij([noemer])[:, None])

    def _reken(self, u: Uitdrukking, pad: str) -> Waarden:
        uit = self._bewerk(u, pad)
        if self.dtype is not object:
            return uit
        deler = np.gcd(np.gcd.reduce(uit.tellers, axis=1)[:, None], uit.noemer)
        return Waarden(uit.tellers // deler, uit.noemer // deler)

    def _bewerk(self, u: Uitdrukking, pad: str) -> Waarden:
        match u:
            case Indicator():
                return self._kolom(u)
            case Constante():
                return self._getallen(f"{pad}.getal", u.getal)
            case Som():
                delen = [self._reken(deel, f"{pad}.som.{i}") for i, deel in enumerate(u.som)]
                return self._gelijknamig(delen, np.add)
            case Product():
                uit = self._reken(u.product[0], f"{pad}.product.0")
                for i, deel in enumerate(u.product[1:], 1):
                    uit = self._maal(uit, self._reken(deel, f"{pad}.product.{i}"))
                return uit
            case Aandeel():
                return self._aandeel(self._reken(u.aandeel, f"{pad}.aandeel"))
            case Mengsel():
                delen = []
                for i, term in enumerate(u.mengsel):
                    plek = f"{pad}.mengsel.{i}"
                    aandeel = self._aandeel(self._reken(term.van, f"{plek}.van"))
                    delen.append(self._maal(self._getallen(f"{plek}.gewicht", term.gewicht), aandeel))
                return self._gelijknamig(delen, np.add)
            case Begrens():
                return self._begrens(u, f"{pad}.begrens")
            case Omgekeerd():
                return self._omgekeerd(self._reken(u.omgekeerd, f"{pad}.omgekeerd"), u.decimalen)

    def _kolom(self, u: Indicator) -> Waarden:
        if u.indicator in self.kolommen:
            tellers, noemer = self.kolommen[u.indicator]
            return Waarden(tellers.astype(self.dtype), self._rij([noemer])[:, None])
        kolom = self.gegevens.volledig(u.indicator, u.peildatum)
        tellers = self._rij([t for t in kolom.tellers if t is not None])[None, :]
        return Waarden(tellers, self._rij([kolom.noemer])[:, None])

    def _maal(self, a: Waarden, b: Waarden) -> Waarden:
        self._past(_top(a.tellers) * _top(b.tellers))
        self._past(_top(a.noemer) * _top(b.noemer))
        return Waarden(a.tellers * b.tellers, a.noemer * b.noemer)

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

    def _aandeel(self, van: Waarden) -> Waarden:
        aantal = len(self.gegevens.codes)
        tellers = np.broadcast_to(van.tellers, (len(van.tellers), aantal))
        self._past(_top(tellers) * aantal)
        som = tellers.sum(axis=1, keepdims=True)
        # A sum of zero is left as it is: the weights of that scenario become zero and it takes the exact way.
        teken = np.where(som < 0, -1, 1)
        return Waarden(np.where(som == 0, 0, tellers * teken), np.where(som == 0, 1, som * teken))

    def _begrens(self, u: Begrens, pad: str) -> Waarden:
        grens = u.begrens
        uit = self._reken(grens.van, f"{pad}.van")
        if grens.hoogstens is not None:
            uit = self._gelijknamig([uit, self._reken(grens.hoogstens, f"{pad}.hoogstens")], np.minimum)
        if grens.minstens is not None:
            uit = self._gelijknamig([uit, self._reken(grens.minstens, f"{pad}.minstens")], np.maximum)
        return uit

    def _omgekeerd(self, van: Waarden, decimalen: int) -> Waarden:
        """Round half-up(schaal × noemer / teller) / schaal; a teller of zero fails on the exact way."""
        schaal = 10**decimalen
        self._past(2 * schaal * _top(van.noemer) + _top(van.tellers))
        t = van.tellers
        if bool((t == 0).any()):
            raise DelenDoorNul
        uit = (2 * schaal * van.noemer + t) // (2 * t)
        return Waarden(uit, self._rij([schaal])[:, None])


class DelenDoorNul(Exception):
    """1/0 in some scenario; the exact way names the gemeente."""


def _top(rijen: Rijen) -> int:
    """Largest absolute value."""
    return max(abs(int(rijen.max())), abs(int(rijen.min())))
