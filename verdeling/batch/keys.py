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
        data: Gegevens,
        numbers: Mapping[str, Sequence[Fraction]],
        columns: Mapping[str, tuple[NDArray[np.int64], int]],
        *,
        python: bool,
    ) -> None:
        self.gegevens, self.getallen, self.kolommen = data, numbers, columns
        self.dtype: Any = object if python else np.int64

    def gewichten(self, sleutel: Operation, pad: str) -> Rijen:
        """Whole weights on a common scale per scenario; 1 or S rows."""
        numerators = evaluate(sleutel, self, pad).tellers
        numerators = np.broadcast_to(numerators, (len(numerators), len(self.gegevens.codes)))
        self._past(_top(numerators) * numerators.shape[1])
        return numerators

    def _past(self, largest: int) -> None:
        if self.dtype is not object and largest >= GRENS:
            raise TeGroot

    def _rij(self, values: Sequence[int]) -> Rijen:
        if self.dtype is not object and max(map(abs, values)) >= GRENS:
            raise TeGroot
        return np.array(values, dtype=self.dtype)

    def number(self, value: Fraction, path: str) -> Waarden:
        """A number of the model: one for all, or one per scenario."""
        values = self.getallen.get(path, [value])
        denominator = math.lcm(*(w.denominator for w in values))
        numerators = self._rij([w.numerator * (denominator // w.denominator) for w in values])
        return Waarden(numerators[:, None], self._rij([denominator])[:, None])

    def column(self, indicator: Column) -> Waarden:
        """Figures that are the same in all scenarios, or drawn."""
        if indicator.indicator in self.kolommen:
            numerators, denominator = self.kolommen[indicator.indicator]
            return Waarden(numerators.astype(self.dtype), self._rij([denominator])[:, None])
        column = self.gegevens.volledig(indicator.indicator, indicator.peildatum)
        numerators = self._rij([t for t in column.tellers if t is not None])[None, :]
        return Waarden(numerators, self._rij([column.noemer])[:, None])

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

    def _gelijknamig(self, parts: Sequence[Waarden], do: Callable[[Rijen, Rijen], Rijen]) -> Waarden:
        out = parts[0]
        for part in parts[1:]:
            limit = _top(out.noemer) * _top(part.noemer)
            gemeen = np.lcm(out.noemer, part.noemer) if limit < GRENS or self.dtype is object else None
            if gemeen is None:
                raise TeGroot
            f, g = gemeen // out.noemer, gemeen // part.noemer
            self._past(2 * max(_top(f) * _top(out.tellers), _top(g) * _top(part.tellers)))
            out = Waarden(do(out.tellers * f, part.tellers * g), gemeen)
        return out

    def share(self, part: Waarden, of: Operation) -> Waarden:
        """Divided by the sum of the row."""
        count = len(self.gegevens.codes)
        numerators = np.broadcast_to(part.tellers, (len(part.tellers), count))
        self._past(_top(numerators) * count)
        total = numerators.sum(axis=1, keepdims=True)
        # A sum of zero is left as it is: the weights of that scenario become zero and it takes the exact way.
        sign = np.where(total < 0, -1, 1)
        return Waarden(np.where(total == 0, 0, numerators * sign), np.where(total == 0, 1, total * sign))

    def inverse(self, part: Waarden, decimals: int) -> Waarden:
        """Round half-up(schaal × noemer / teller) / schaal; a teller of zero fails on the exact way."""
        scale = 10**decimals
        self._past(2 * scale * _top(part.noemer) + _top(part.tellers))
        t = part.tellers
        if bool((t == 0).any()):
            raise DelenDoorNul
        out = (2 * scale * part.noemer + t) // (2 * t)
        return Waarden(out, self._rij([scale])[:, None])

    def each(self, parts: Sequence[Waarden], do: Callable[..., Fraction], cell: str) -> Waarden:
        """One by one, so slower than the others; a number without a value fails on the exact way."""
        numerators = np.broadcast_arrays(*(p.tellers for p in parts))
        denominators = np.broadcast_arrays(*(p.noemer for p in parts))
        try:
            values = [
                [
                    do(
                        *(
                            Fraction(int(p[k, i]), int(q[k, 0]))
                            for p, q in zip(numerators, denominators, strict=True)
                        )
                    )
                    for i in range(numerators[0].shape[1])
                ]
                for k in range(len(numerators[0]))
            ]
        except (ZeroDivisionError, ValueError) as error:
            raise DelenDoorNul from error
        lcms = [math.lcm(*(w.denominator for w in row)) for row in values]
        out = [[w.numerator * (n // w.denominator) for w in row] for row, n in zip(values, lcms, strict=True)]
        return Waarden(np.stack([self._rij(row) for row in out]), self._rij(lcms)[:, None])

    def done(self, value: Waarden) -> Waarden:
        """Python integers grow without end, so common factors are divided out."""
        if self.dtype is not object:
            return value
        divisor = np.gcd(np.gcd.reduce(value.tellers, axis=1)[:, None], value.noemer)
        return Waarden(value.tellers // divisor, value.noemer // divisor)


class DelenDoorNul(Exception):
    """1/0 in some scenario; the exact way names the gemeente."""


def _top(rows: Rijen) -> int:
    """Largest absolute value."""
    return max(abs(int(rows.max())), abs(int(rows.min())))
