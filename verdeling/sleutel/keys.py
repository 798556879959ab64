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


def gewichten(uitdrukking: Operation, gegevens: Gegevens) -> Gewichten:
    """Evaluate a key for every gemeente, exactly.

    Raises
    ------
    DataError
        A value that the key needs is missing, a weight is negative, or 1/0 is asked: each gemeente is named.
    ModelError
        The weights, or the values inside a share, sum to zero.
    """
    kolommen = _lees(uitdrukking, gegevens)
    waarden = evaluate(uitdrukking, _Exact(gegevens, kolommen))
    problemen = [
        Probleem.van("V312", code, naam=naam, waarde=Fraction(teller, waarden.noemer))
        for code, naam, teller in zip(gegevens.codes, gegevens.namen, waarden.tellers, strict=True)
        if teller < 0
    ]
    if problemen:
        raise DataError(problemen)
    if not any(waarden.tellers):
        raise ModelError.een("V313", aantal=len(gegevens.codes))
    gebruikt = {(kolom.naam, kolom.peildatum): kolom for kolom in kolommen.values()}
    return Gewichten(tuple(waarden.tellers), waarden.noemer, tuple(gebruikt.values()))


def indicatoren(uitdrukking: Operation) -> Iterator[Indicator]:
    """All indicators in an expression, from left to right."""
    if isinstance(uitdrukking, Indicator):
        yield uitdrukking
    for deel in uitdrukking.children():
        yield from indicatoren(deel)


def _lees(uitdrukking: Operation, gegevens: Gegevens) -> dict[Column, Kolom]:
    """Read each column once; collect every absent column and every missing value."""
    kolommen: dict[Column, Kolom] = {}
    problemen: list[Probleem] = []
    for indicator in dict.fromkeys(indicatoren(uitdrukking)):
        try:
            kolommen[indicator] = gegevens.volledig(indicator.indicator, indicator.peildatum)
        except VerdelingError as fout:
            problemen += fout.problemen
    if problemen:
        raise DataError(problemen)
    return kolommen


@dataclass(frozen=True, slots=True)
class _Waarden:
    """Values tellers[i] / noemer with noemer > 0."""

    tellers: list[int]
    noemer: int

    def kort(self) -> _Waarden:
        deler = math.gcd(self.noemer, *self.tellers)
        return self if deler == 1 else _Waarden([t // deler for t in self.tellers], self.noemer // deler)

    def op(self, noemer: int) -> list[int]:
        factor = noemer // self.noemer
        return self.tellers if factor == 1 else [t * factor for t in self.tellers]


class _Exact(Arithmetic[_Waarden]):
    """A key as whole numbers on a common scale, per gemeente."""

    def __init__(self, gegevens: Gegevens, kolommen: dict[Column, Kolom]) -> None:
        self.gegevens = gegevens
        self.kolommen = kolommen

    def number(self, value: Fraction, path: str) -> _Waarden:
        return _Waarden([value.numerator] * len(self.gegevens.codes), value.denominator)

    def column(self, indicator: Column) -> _Waarden:
        kolom = self.kolommen[indicator]
        return _Waarden([t for t in kolom.tellers if t is not None], kolom.noemer)

    def add(self, parts: Sequence[_Waarden]) -> _Waarden:
        return _per_row(parts, sum)

    def multiply(self, parts: Sequence[_Waarden]) -> _Waarden:
        tellers = parts[0].tellers
        for deel in parts[1:]:
            tellers = [a * b for a, b in zip(tellers, deel.tellers, strict=True)]
        return _Waarden(tellers, math.prod(d.noemer for d in parts))

    def least(self, parts: Sequence[_Waarden]) -> _Waarden:
        return _per_row(parts, min)

    def greatest(self, parts: Sequence[_Waarden]) -> _Waarden:
        return _per_row(parts, max)

    def share(self, part: _Waarden, of: Operation) -> _Waarden:
        som = sum(part.tellers)
        if som == 0:
            namen = ", ".join(dict.fromkeys(i.indicator for i in indicatoren(of)))
            raise ModelError.een("V314", namen, aantal=len(part.tellers))
        teken = 1 if som > 0 else -1
        return _Waarden([teken * t for t in part.tellers], abs(som))

    def inverse(self, part: _Waarden, decimals: int) -> _Waarden:
        self._refuse("V315", [t == 0 for t in part.tellers])
        schaal = 10**decimals
        # floor(schaal × noemer / t + 1/2) in whole numbers
        return _Waarden([(2 * schaal * part.noemer + t) // (2 * t) for t in part.tellers], schaal)

    def each(self, parts: Sequence[_Waarden], do: Callable[..., Fraction], cell: str) -> _Waarden:
        rijen = zip(*([Fraction(t, d.noemer) for t in d.tellers] for d in parts), strict=True)
        waarden = [_of_niets(do, rij) for rij in rijen]
        self._refuse("V384", [w is None for w in waarden], formule=cell)
        breuken = [w for w in waarden if w is not None]
        noemer = math.lcm(*(w.denominator for w in breuken))
        return _Waarden([w.numerator * (noemer // w.denominator) for w in breuken], noemer)

    def done(self, value: _Waarden) -> _Waarden:
        return value.kort()

    def _refuse(self, code: str, fout: Sequence[bool], **gegevens: str) -> None:
        """Name every gemeente for which an operation has no value."""
        wie = zip(self.gegevens.codes, self.gegevens.namen, fout, strict=True)
        if problemen := [Probleem.van(code, c, naam=naam, **gegevens) for c, naam, mis in wie if mis]:
            raise DataError(problemen)


def _of_niets(do: Callable[..., Fraction], rij: Sequence[Fraction]) -> Fraction | None:
    """A function that divides by zero or refuses a number has no value there."""
    try:
        return do(*rij)
    except (ZeroDivisionError, ValueError):
        return None


def _per_row(delen: Sequence[_Waarden], doe: Callable[[Sequence[int]], int]) -> _Waarden:
    """Apply `doe` row by row on the common scale."""
    noemer = math.lcm(*(d.noemer for d in delen))
    return _Waarden([doe(rij) for rij in zip(*(d.op(noemer) for d in delen), strict=True)], noemer)
