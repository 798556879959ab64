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


def gewichten(uitdrukking: Uitdrukking, gegevens: Gegevens) -> Gewichten:
    """Evaluate a key for every gemeente, exactly.

    Raises
    ------
    DataError
        A value that the key needs is missing, a weight is negative, or 1/0 is asked: each gemeente is named.
    ModelError
        The weights, or the values inside a share, sum to zero.
    """
    kolommen = _lees(uitdrukking, gegevens)
    waarden = _Rekenaar(gegevens, kolommen).reken(uitdrukking)
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


def indicatoren(uitdrukking: Uitdrukking) -> Iterator[Indicator]:
    """All indicators in an expression, from left to right."""
    if isinstance(uitdrukking, Indicator):
        yield uitdrukking
    for deel in onderdelen(uitdrukking):
        yield from indicatoren(deel)


def onderdelen(uitdrukking: Uitdrukking) -> tuple[Uitdrukking, ...]:
    """The expressions directly inside an expression."""
    match uitdrukking:
        case Som():
            return uitdrukking.som
        case Product():
            return uitdrukking.product
        case Aandeel():
            return (uitdrukking.aandeel,)
        case Mengsel():
            return tuple(term.van for term in uitdrukking.mengsel)
        case Begrens():
            grens = uitdrukking.begrens
            return tuple(u for u in (grens.van, grens.minstens, grens.hoogstens) if u is not None)
        case Omgekeerd():
            return (uitdrukking.omgekeerd,)
        case _:
            return ()


def _lees(uitdrukking: Uitdrukking, gegevens: Gegevens) -> dict[Indicator, Kolom]:
    """Read each column once; collect every absent column and every missing value."""
    kolommen: dict[Indicator, Kolom] = {}
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


class _Rekenaar:
    """Evaluates the closed set of operations."""

    def __init__(self, gegevens: Gegevens, kolommen: dict[Indicator, Kolom]) -> None:
        self.gegevens = gegevens
        self.kolommen = kolommen

    def reken(self, uitdrukking: Uitdrukking) -> _Waarden:
        return self._reken(uitdrukking).kort()

    def _reken(self, uitdrukking: Uitdrukking) -> _Waarden:
        match uitdrukking:
            case Indicator():
                kolom = self.kolommen[uitdrukking]
                return _Waarden([t for t in kolom.tellers if t is not None], kolom.noemer)
            case Constante():
                getal = uitdrukking.getal
                return _Waarden([getal.numerator] * len(self.gegevens.codes), getal.denominator)
            case Som():
                return _per_rij([self.reken(u) for u in uitdrukking.som], sum)
            case Product():
                delen = [self.reken(u) for u in uitdrukking.product]
                rijen = zip(*(d.tellers for d in delen), strict=True)
                return _Waarden([math.prod(rij) for rij in rijen], math.prod(d.noemer for d in delen))
            case Aandeel():
                return self._aandeel(uitdrukking.aandeel)
            case Mengsel():
                return self._mengsel(uitdrukking)
            case Begrens():
                return self._begrens(uitdrukking)
            case Omgekeerd():
                return self._omgekeerd(uitdrukking)

    def _aandeel(self, van: Uitdrukking) -> _Waarden:
        tellers = self.reken(van).tellers
        som = sum(tellers)
        if som == 0:
            namen = ", ".join(dict.fromkeys(i.indicator for i in indicatoren(van)))
            raise ModelError.een("V314", namen, aantal=len(tellers))
        teken = 1 if som > 0 else -1
        return _Waarden([teken * t for t in tellers], abs(som))

    def _mengsel(self, uitdrukking: Mengsel) -> _Waarden:
        delen = []
        for term in uitdrukking.mengsel:
            aandeel = self._aandeel(term.van)
            gewicht = term.gewicht
            delen.append(
                _Waarden(
                    [gewicht.numerator * t for t in aandeel.tellers], gewicht.denominator * aandeel.noemer
                )
            )
        return _per_rij(delen, sum)

    def _begrens(self, uitdrukking: Begrens) -> _Waarden:
        grens = uitdrukking.begrens
        waarden = self.reken(grens.van)
        if grens.hoogstens is not None:
            waarden = _per_rij([waarden, self.reken(grens.hoogstens)], min)
        if grens.minstens is not None:
            waarden = _per_rij([waarden, self.reken(grens.minstens)], max)
        return waarden

    def _omgekeerd(self, uitdrukking: Omgekeerd) -> _Waarden:
        waarden = self.reken(uitdrukking.omgekeerd)
        problemen = [
            Probleem.van("V315", code, naam=naam)
            for code, naam, teller in zip(
                self.gegevens.codes, self.gegevens.namen, waarden.tellers, strict=True
            )
            if teller == 0
        ]
        if problemen:
            raise DataError(problemen)
        schaal = 10**uitdrukking.decimalen
        half = Fraction(1, 2)
        return _Waarden(
            [math.floor(Fraction(schaal * waarden.noemer, t) + half) for t in waarden.tellers], schaal
        )


def _per_rij(delen: Sequence[_Waarden], doe: Callable[[Sequence[int]], int]) -> _Waarden:
    """Apply `doe` row by row on the common scale."""
    noemer = math.lcm(*(d.noemer for d in delen))
    return _Waarden([doe(rij) for rij in zip(*(d.op(noemer) for d in delen), strict=True)], noemer)
