"""A key for many scenarios at once: exact whole weights as arrays scenario × gemeente.

The same operations as :mod:`verdeling.sleutel.keys`, on 64-bit integers as long as every number provably
fits; :class:`TooLarge` tells when one would not, and then the same code runs on arrays of Python integers.
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

Rows = NDArray[Any]
"""int64, or object arrays of Python ints."""
GRENS = 2**61


class TooLarge(Exception):
    """A number would not fit in 64 bits."""


@dataclass(frozen=True, slots=True)
class ArrayValues:
    """Values tellers / noemer, both arrays with 1 or S rows; noemer has one column and is above zero."""

    numerators: Rows
    denominator: Rows


class ArrayCalculator(Arithmetic[ArrayValues]):
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
        self.gegevens, self.numbers, self.kolommen = data, numbers, columns
        self.dtype: Any = object if python else np.int64

    def gewichten(self, sleutel: Operation, pad: str) -> Rows:
        """Whole weights on a common scale per scenario; 1 or S rows."""
        numerators = evaluate(sleutel, self, pad).numerators
        numerators = np.broadcast_to(numerators, (len(numerators), len(self.gegevens.codes)))
        self._past(_top(numerators) * numerators.shape[1])
        return numerators

    def _past(self, largest: int) -> None:
        if self.dtype is not object and largest >= GRENS:
            raise TooLarge

    def _rij(self, values: Sequence[int]) -> Rows:
        if self.dtype is not object and max(map(abs, values)) >= GRENS:
            raise TooLarge
        return np.array(values, dtype=self.dtype)

    def number(self, value: Fraction, path: str) -> ArrayValues:
        """A number of the model: one for all, or one per scenario."""
        values = self.numbers.get(path, [value])
        denominator = math.lcm(*(w.denominator for w in values))
        numerators = self._rij([w.numerator * (denominator // w.denominator) for w in values])
        return ArrayValues(numerators[:, None], self._rij([denominator])[:, None])

    def column(self, indicator: Column) -> ArrayValues:
        """Figures that are the same in all scenarios, or drawn."""
        if indicator.indicator in self.kolommen:
            numerators, denominator = self.kolommen[indicator.indicator]
            return ArrayValues(numerators.astype(self.dtype), self._rij([denominator])[:, None])
        column = self.gegevens.complete(indicator.indicator, indicator.peildatum)
        numerators = self._rij([t for t in column.numerators if t is not None])[None, :]
        return ArrayValues(numerators, self._rij([column.denominator])[:, None])

    def _maal(self, a: ArrayValues, b: ArrayValues) -> ArrayValues:
        self._past(_top(a.numerators) * _top(b.numerators))
        self._past(_top(a.denominator) * _top(b.denominator))
        return ArrayValues(a.numerators * b.numerators, a.denominator * b.denominator)

    def add(self, parts: Sequence[ArrayValues]) -> ArrayValues:
        """Sum on a common scale."""
        return self._common_denominator(parts, np.add)

    def multiply(self, parts: Sequence[ArrayValues]) -> ArrayValues:
        """Product, as long as it fits."""
        return reduce(self._maal, parts)

    def least(self, parts: Sequence[ArrayValues]) -> ArrayValues:
        """Smallest on a common scale."""
        return self._common_denominator(parts, np.minimum)

    def greatest(self, parts: Sequence[ArrayValues]) -> ArrayValues:
        """Largest on a common scale."""
        return self._common_denominator(parts, np.maximum)

    def _common_denominator(
        self, parts: Sequence[ArrayValues], do: Callable[[Rows, Rows], Rows]
    ) -> ArrayValues:
        out = parts[0]
        for part in parts[1:]:
            limit = _top(out.denominator) * _top(part.denominator)
            gemeen = (
                np.lcm(out.denominator, part.denominator) if limit < GRENS or self.dtype is object else None
            )
            if gemeen is None:
                raise TooLarge
            f, g = gemeen // out.denominator, gemeen // part.denominator
            self._past(2 * max(_top(f) * _top(out.numerators), _top(g) * _top(part.numerators)))
            out = ArrayValues(do(out.numerators * f, part.numerators * g), gemeen)
        return out

    def share(self, part: ArrayValues, of: Operation) -> ArrayValues:
        """Divided by the sum of the row."""
        count = len(self.gegevens.codes)
        numerators = np.broadcast_to(part.numerators, (len(part.numerators), count))
        self._past(_top(numerators) * count)
        total = numerators.sum(axis=1, keepdims=True)
        # A sum of zero is left as it is: the weights of that scenario become zero and it takes the exact way.
        sign = np.where(total < 0, -1, 1)
        return ArrayValues(np.where(total == 0, 0, numerators * sign), np.where(total == 0, 1, total * sign))

    def inverse(self, part: ArrayValues, decimals: int) -> ArrayValues:
        """Round half-up(schaal × noemer / teller) / schaal; a teller of zero fails on the exact way."""
        scale = 10**decimals
        self._past(2 * scale * _top(part.denominator) + _top(part.numerators))
        t = part.numerators
        if bool((t == 0).any()):
            raise DivisionByZero
        out = (2 * scale * part.denominator + t) // (2 * t)
        return ArrayValues(out, self._rij([scale])[:, None])

    def each(self, parts: Sequence[ArrayValues], do: Callable[..., Fraction], cell: str) -> ArrayValues:
        """One by one, so slower than the others; a number without a value fails on the exact way."""
        numerators = np.broadcast_arrays(*(p.numerators for p in parts))
        denominators = np.broadcast_arrays(*(p.denominator for p in parts))
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
            raise DivisionByZero from error
        lcms = [math.lcm(*(w.denominator for w in row)) for row in values]
        out = [[w.numerator * (n // w.denominator) for w in row] for row, n in zip(values, lcms, strict=True)]
        return ArrayValues(np.stack([self._rij(row) for row in out]), self._rij(lcms)[:, None])

    def done(self, value: ArrayValues) -> ArrayValues:
        """Python integers grow without end, so common factors are divided out."""
        if self.dtype is not object:
            return value
        divisor = np.gcd(np.gcd.reduce(value.numerators, axis=1)[:, None], value.denominator)
        return ArrayValues(value.numerators // divisor, value.denominator // divisor)


class DivisionByZero(Exception):
    """1/0 in some scenario; the exact way names the gemeente."""


def _top(rows: Rows) -> int:
    """Largest absolute value."""
    return max(abs(int(rows.max())), abs(int(rows.min())))
