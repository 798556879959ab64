"""A key: from an expression over indicator columns to exact whole weights on one common scale."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from verdeling.errors import DataError, ModelError, Probleem, VerdelingError
from verdeling.inputs.tables import Gegevens, Kolom
from verdeling.terms import Kort
from verdeling.verdeelmodel.operation import Arithmetic, Column, Operation, evaluate
from verdeling.verdeelmodel.operations.indicator import Indicator


@dataclass(frozen=True, repr=False)
class Gewichten(Kort):
    """Weight per gemeente: tellers[i] / noemer, exactly.

    Attributes
    ----------
    tellers
        Whole weights on a common scale.
    noemer
        The common scale.
    gebruikt
        Columns that the key reads, in order of first use.
    """

    tellers: tuple[int, ...]
    noemer: int
    gebruikt: tuple[Kolom, ...]

    @cached_property
    def som(self) -> int:
        """Sum of the whole weights."""
        return sum(self.tellers)


def gewichten(expression: Operation, data: Gegevens) -> Gewichten:
    """Evaluate a key for every gemeente, exactly.

    Raises
    ------
    DataError
        A value that the key needs is missing, a weight is negative, or 1/0 is asked: each gemeente is named.
    ModelError
        The weights, or the values inside a share, sum to zero.
    """
    columns = _lees(expression, data)
    values = evaluate(expression, _Exact(data, columns))
    problems = [
        Probleem.van("V312", code, naam=name, waarde=Fraction(numerator, values.noemer))
        for code, name, numerator in zip(data.codes, data.namen, values.tellers, strict=True)
        if numerator < 0
    ]
    if problems:
        raise DataError(problems)
    if not any(values.tellers):
        raise ModelError.een("V313", aantal=len(data.codes))
    used = {(column.naam, column.peildatum): column for column in columns.values()}
    return Gewichten(tuple(values.tellers), values.noemer, tuple(used.values()))


def indicatoren(expression: Operation) -> Iterator[Indicator]:
    """All indicators in an expression, from left to right."""
    if isinstance(expression, Indicator):
        yield expression
    for part in expression.children():
        yield from indicatoren(part)


def _lees(expression: Operation, data: Gegevens) -> dict[Column, Kolom]:
    """Read each column once; collect every absent column and every missing value."""
    columns: dict[Column, Kolom] = {}
    problems: list[Probleem] = []
    for indicator in dict.fromkeys(indicatoren(expression)):
        try:
            columns[indicator] = data.volledig(indicator.indicator, indicator.peildatum)
        except VerdelingError as error:
            problems += error.problemen
    if problems:
        raise DataError(problems)
    return columns


@dataclass(frozen=True, slots=True)
class _Waarden:
    """Values tellers[i] / noemer with noemer > 0."""

    tellers: list[int]
    noemer: int

    def kort(self) -> _Waarden:
        divisor = math.gcd(self.noemer, *self.tellers)
        return (
            self if divisor == 1 else _Waarden([t // divisor for t in self.tellers], self.noemer // divisor)
        )

    def op(self, denominator: int) -> list[int]:
        factor = denominator // self.noemer
        return self.tellers if factor == 1 else [t * factor for t in self.tellers]


class _Exact(Arithmetic[_Waarden]):
    """A key as whole numbers on a common scale, per gemeente."""

    def __init__(self, data: Gegevens, columns: dict[Column, Kolom]) -> None:
        self.gegevens = data
        self.kolommen = columns

    def number(self, value: Fraction, path: str) -> _Waarden:
        return _Waarden([value.numerator] * len(self.gegevens.codes), value.denominator)

    def column(self, indicator: Column) -> _Waarden:
        column = self.kolommen[indicator]
        return _Waarden([t for t in column.tellers if t is not None], column.noemer)

    def add(self, parts: Sequence[_Waarden]) -> _Waarden:
        return _per_row(parts, sum)

    def multiply(self, parts: Sequence[_Waarden]) -> _Waarden:
        numerators = parts[0].tellers
        for part in parts[1:]:
            numerators = [a * b for a, b in zip(numerators, part.tellers, strict=True)]
        return _Waarden(numerators, math.prod(d.noemer for d in parts))

    def least(self, parts: Sequence[_Waarden]) -> _Waarden:
        return _per_row(parts, min)

    def greatest(self, parts: Sequence[_Waarden]) -> _Waarden:
        return _per_row(parts, max)

    def share(self, part: _Waarden, of: Operation) -> _Waarden:
        total = sum(part.tellers)
        if total == 0:
            names = ", ".join(dict.fromkeys(i.indicator for i in indicatoren(of)))
            raise ModelError.een("V314", names, aantal=len(part.tellers))
        sign = 1 if total > 0 else -1
        return _Waarden([sign * t for t in part.tellers], abs(total))

    def inverse(self, part: _Waarden, decimals: int) -> _Waarden:
        self._refuse("V315", [t == 0 for t in part.tellers])
        scale = 10**decimals
        # floor(schaal × noemer / t + 1/2) in whole numbers
        return _Waarden([(2 * scale * part.noemer + t) // (2 * t) for t in part.tellers], scale)

    def each(self, parts: Sequence[_Waarden], do: Callable[..., Fraction], cell: str) -> _Waarden:
        rows = zip(*([Fraction(t, d.noemer) for t in d.tellers] for d in parts), strict=True)
        values = [_of_niets(do, row) for row in rows]
        self._refuse("V384", [w is None for w in values], formule=cell)
        fractions = [w for w in values if w is not None]
        denominator = math.lcm(*(w.denominator for w in fractions))
        return _Waarden([w.numerator * (denominator // w.denominator) for w in fractions], denominator)

    def done(self, value: _Waarden) -> _Waarden:
        return value.kort()

    def _refuse(self, code: str, error: Sequence[bool], **data: str) -> None:
        """Name every gemeente for which an operation has no value."""
        who = zip(self.gegevens.codes, self.gegevens.namen, error, strict=True)
        if problems := [Probleem.van(code, c, naam=name, **data) for c, name, mis in who if mis]:
            raise DataError(problems)


def _of_niets(do: Callable[..., Fraction], row: Sequence[Fraction]) -> Fraction | None:
    """A function that divides by zero or refuses a number has no value there."""
    try:
        return do(*row)
    except (ZeroDivisionError, ValueError):
        return None


def _per_row(parts: Sequence[_Waarden], do: Callable[[Sequence[int]], int]) -> _Waarden:
    """Apply `do` row by row on the common scale."""
    denominator = math.lcm(*(d.noemer for d in parts))
    return _Waarden([do(row) for row in zip(*(d.op(denominator) for d in parts), strict=True)], denominator)
