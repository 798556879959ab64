"""A key: from an expression over indicator columns to exact whole weights on one common scale."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from verdeling.errors import DataError, ModelError, Problem, VerdelingError
from verdeling.inputs.tables import Gegevens, Kolom
from verdeling.terms import Brief
from verdeling.verdeelmodel.operation import Arithmetic, Column, Operation, evaluate
from verdeling.verdeelmodel.operations.indicator import Indicator


@dataclass(frozen=True, repr=False)
class Weights(Brief):
    """Weight per gemeente: tellers[i] / noemer, exactly.

    Attributes
    ----------
    numerators
        Whole weights on a common scale.
    denominator
        The common scale.
    gebruikt
        Columns that the key reads, in order of first use.
    """

    numerators: tuple[int, ...]
    denominator: int
    gebruikt: tuple[Kolom, ...]

    @cached_property
    def som(self) -> int:
        """Sum of the whole weights."""
        return sum(self.numerators)


def key_weights(expression: Operation, data: Gegevens) -> Weights:
    """Evaluate a key for every gemeente, exactly.

    Raises
    ------
    DataError
        A value that the key needs is missing, a weight is negative, or 1/0 is asked: each gemeente is named.
    ModelError
        The weights, or the values inside a share, sum to zero.
    """
    columns = _read(expression, data)
    values = evaluate(expression, _Exact(data, columns))
    problems = [
        Problem.van("V312", code, naam=name, waarde=Fraction(numerator, values.denominator))
        for code, name, numerator in zip(data.codes, data.namen, values.numerators, strict=True)
        if numerator < 0
    ]
    if problems:
        raise DataError(problems)
    if not any(values.numerators):
        raise ModelError.een("V313", aantal=len(data.codes))
    used = {(column.naam, column.peildatum): column for column in columns.values()}
    return Weights(tuple(values.numerators), values.denominator, tuple(used.values()))


def indicators_of(expression: Operation) -> Iterator[Indicator]:
    """All indicators in an expression, from left to right."""
    if isinstance(expression, Indicator):
        yield expression
    for part in expression.children():
        yield from indicators_of(part)


def _read(expression: Operation, data: Gegevens) -> dict[Column, Kolom]:
    """Read each column once; collect every absent column and every missing value."""
    columns: dict[Column, Kolom] = {}
    problems: list[Problem] = []
    for indicator in dict.fromkeys(indicators_of(expression)):
        try:
            columns[indicator] = data.complete(indicator.indicator, indicator.peildatum)
        except VerdelingError as error:
            problems += error.problemen
    if problems:
        raise DataError(problems)
    return columns


@dataclass(frozen=True, slots=True)
class _Values:
    """Values tellers[i] / noemer with noemer > 0."""

    numerators: list[int]
    denominator: int

    def kort(self) -> _Values:
        divisor = math.gcd(self.denominator, *self.numerators)
        return (
            self
            if divisor == 1
            else _Values([t // divisor for t in self.numerators], self.denominator // divisor)
        )

    def op(self, denominator: int) -> list[int]:
        factor = denominator // self.denominator
        return self.numerators if factor == 1 else [t * factor for t in self.numerators]


class _Exact(Arithmetic[_Values]):
    """A key as whole numbers on a common scale, per gemeente."""

    def __init__(self, data: Gegevens, columns: dict[Column, Kolom]) -> None:
        self.gegevens = data
        self.kolommen = columns

    def number(self, value: Fraction, path: str) -> _Values:
        return _Values([value.numerator] * len(self.gegevens.codes), value.denominator)

    def column(self, indicator: Column) -> _Values:
        column = self.kolommen[indicator]
        return _Values([t for t in column.numerators if t is not None], column.denominator)

    def add(self, parts: Sequence[_Values]) -> _Values:
        return _per_row(parts, sum)

    def multiply(self, parts: Sequence[_Values]) -> _Values:
        numerators = parts[0].numerators
        for part in parts[1:]:
            numerators = [a * b for a, b in zip(numerators, part.numerators, strict=True)]
        return _Values(numerators, math.prod(d.denominator for d in parts))

    def least(self, parts: Sequence[_Values]) -> _Values:
        return _per_row(parts, min)

    def greatest(self, parts: Sequence[_Values]) -> _Values:
        return _per_row(parts, max)

    def share(self, part: _Values, of: Operation) -> _Values:
        total = sum(part.numerators)
        if total == 0:
            names = ", ".join(dict.fromkeys(i.indicator for i in indicators_of(of)))
            raise ModelError.een("V314", names, aantal=len(part.numerators))
        sign = 1 if total > 0 else -1
        return _Values([sign * t for t in part.numerators], abs(total))

    def inverse(self, part: _Values, decimals: int) -> _Values:
        self._refuse("V315", [t == 0 for t in part.numerators])
        scale = 10**decimals
        # floor(schaal × noemer / t + 1/2) in whole numbers
        return _Values([(2 * scale * part.denominator + t) // (2 * t) for t in part.numerators], scale)

    def each(self, parts: Sequence[_Values], do: Callable[..., Fraction], cell: str) -> _Values:
        rows = zip(*([Fraction(t, d.denominator) for t in d.numerators] for d in parts), strict=True)
        values = [_or_nothing(do, row) for row in rows]
        self._refuse("V384", [w is None for w in values], formule=cell)
        fractions = [w for w in values if w is not None]
        denominator = math.lcm(*(w.denominator for w in fractions))
        return _Values([w.numerator * (denominator // w.denominator) for w in fractions], denominator)

    def done(self, value: _Values) -> _Values:
        return value.kort()

    def _refuse(self, code: str, error: Sequence[bool], **data: str) -> None:
        """Name every gemeente for which an operation has no value."""
        who = zip(self.gegevens.codes, self.gegevens.namen, error, strict=True)
        if problems := [Problem.van(code, c, naam=name, **data) for c, name, mis in who if mis]:
            raise DataError(problems)


def _or_nothing(do: Callable[..., Fraction], row: Sequence[Fraction]) -> Fraction | None:
    """A function that divides by zero or refuses a number has no value there."""
    try:
        return do(*row)
    except (ZeroDivisionError, ValueError):
        return None


def _per_row(parts: Sequence[_Values], do: Callable[[Sequence[int]], int]) -> _Values:
    """Apply `do` row by row on the common scale."""
    denominator = math.lcm(*(d.denominator for d in parts))
    return _Values([do(row) for row in zip(*(d.op(denominator) for d in parts), strict=True)], denominator)
