"""Axioms of a method of rounding: small cases one by one, then the real weights, then random cases."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import Any, Final

from verdeling.insight.property import Oordeel, Toets
from verdeling.sleutel.apportionment import PER_GEBIED, verdeel
from verdeling.verdeelmodel.taak import Methode

WILLEKEURIG: Final = 2000
"""Random cases per axiom."""
ECHT: Final = 25
"""Totals in a row, from the declared one on, that are tried with the real weights."""
KLEINSTE: Final = 6
"""Small cases: three areas with weights 1 to this."""
KLEIN_TOTAAL: Final = 12

QUOTUM: Final = PER_GEBIED | {Methode.GROOTSTE_REST}
"""Methods that stay within the quota rounded down and up."""
NIET_MONOTOON: Final = frozenset({Methode.GROOTSTE_REST})
"""Methods that are neither house nor population monotone."""


@dataclass(frozen=True, slots=True)
class Geval:
    """A total to divide over weights; `namen` tell the areas."""

    totaal: int
    gewichten: tuple[int, ...]
    namen: tuple[str, ...]


Voorbeeld = Mapping[str, Any] | None
Proef = Callable[[Geval, Methode, random.Random], Voorbeeld]


def toets_methode(
    methode: Methode, seed: int = 0, echt: tuple[int, Sequence[int], Sequence[str]] | None = None
) -> tuple[Toets, ...]:
    """Test all axioms of rounding on one method.

    Parameters
    ----------
    methode
        The method.
    seed
        Seed of the random cases.
    echt
        Total, weights and names of the real gemeenten, to be tried too.
    """
    beloofd = {
        "anonimiteit": True,
        "schaal": True,
        "rijvolgorde": True,
        "totaal": methode not in PER_GEBIED,
        "quotum": methode in QUOTUM,
        "huis": methode not in NIET_MONOTOON,
        "bevolking": methode not in NIET_MONOTOON,
    }
    return tuple(_toets(axioma, methode, seed, echt, beloofd[axioma]) for axioma in PROEVEN)


def _toets(
    axioma: str,
    methode: Methode,
    seed: int,
    echt: tuple[int, Sequence[int], Sequence[str]] | None,
    beloofd: bool,
) -> Toets:
    toeval = random.Random(seed)
    gevallen = 0
    for geval in _cases(toeval, echt):
        gevallen += 1
        voorbeeld = PROEVEN[axioma](geval, methode, toeval)
        if voorbeeld is not None:
            return Toets(axioma, methode.value, Oordeel.GEFAALD, gevallen, beloofd, voorbeeld)
    return Toets(axioma, methode.value, Oordeel.GEHAALD, gevallen, beloofd)


def _cases(
    toeval: random.Random, echt: tuple[int, Sequence[int], Sequence[str]] | None
) -> Iterator[Geval]:
    for gewichten in combinations_with_replacement(range(1, KLEINSTE + 1), 3):
        for totaal in range(1, KLEIN_TOTAAL + 1):
            yield Geval(totaal, gewichten, ("A", "B", "C"))
    if echt is not None:
        totaal, werkelijk, namen = echt
        for erbij in range(ECHT):
            yield Geval(totaal + erbij, tuple(werkelijk), tuple(namen))
    for _ in range(WILLEKEURIG):
        aantal = toeval.randint(2, 8)
        yield Geval(
            toeval.randint(1, 500),
            tuple(toeval.randint(1, 10_000) for _ in range(aantal)),
            tuple("ABCDEFGH"[:aantal]),
        )


def _deel(geval: Geval, methode: Methode) -> tuple[int, ...]:
    return verdeel(geval.totaal, geval.gewichten, methode).aantallen


def _anonimiteit(geval: Geval, methode: Methode, toeval: random.Random) -> Voorbeeld:
    """Two areas change places: so do their figures, unless they tie."""
    i, j = toeval.sample(range(len(geval.gewichten)), 2)
    om = list(range(len(geval.gewichten)))
    om[i], om[j] = j, i
    return _after_swap(geval, methode, om, None)


def _rijvolgorde(geval: Geval, methode: Methode, toeval: random.Random) -> Voorbeeld:
    """Rows in another order, with the same declared order of ties: the same figures, ties too."""
    om = list(range(len(geval.gewichten)))
    toeval.shuffle(om)
    return _after_swap(geval, methode, om, om)


def _after_swap(geval: Geval, methode: Methode, om: list[int], rang: list[int] | None) -> Voorbeeld:
    voor = verdeel(geval.totaal, geval.gewichten, methode)
    na = verdeel(geval.totaal, [geval.gewichten[i] for i in om], methode, rang)
    gelijk = set() if rang else {i for g in voor.gelijken for i in g.kandidaten}
    for plek, i in enumerate(om):
        if voor.aantallen[i] != na.aantallen[plek] and i not in gelijk:
            return _basis(geval) | {
                "naam": geval.namen[i],
                "voor": voor.aantallen[i],
                "na": na.aantallen[plek],
            }
    return None


def _scale(geval: Geval, methode: Methode, toeval: random.Random) -> Voorbeeld:
    factor = toeval.choice((2, 3, 7, 1000))
    voor = _deel(geval, methode)
    na = verdeel(geval.totaal, [factor * w for w in geval.gewichten], methode).aantallen
    for naam, een, twee in zip(geval.namen, voor, na, strict=True):
        if een != twee:
            return _basis(geval) | {"naam": naam, "voor": een, "na": twee, "factor": factor}
    return None


def _totaal(geval: Geval, methode: Methode, _: random.Random) -> Voorbeeld:
    som = sum(_deel(geval, methode))
    return None if som == geval.totaal else _basis(geval) | {"som": som}


def _quotum(geval: Geval, methode: Methode, _: random.Random) -> Voorbeeld:
    som = sum(geval.gewichten)
    for naam, gewicht, aantal in zip(geval.namen, geval.gewichten, _deel(geval, methode), strict=True):
        quotum = Fraction(geval.totaal * gewicht, som)
        if abs(aantal - quotum) >= 1:
            return _basis(geval) | {"naam": naam, "aantal": aantal, "quotum": quotum}
    return None


def _house(geval: Geval, methode: Methode, _: random.Random) -> Voorbeeld:
    """One place more in total: nobody gets fewer."""
    na = verdeel(geval.totaal + 1, geval.gewichten, methode).aantallen
    for naam, een, twee in zip(geval.namen, _deel(geval, methode), na, strict=True):
        if twee < een:
            return _basis(geval) | {"naam": naam, "voor": een, "na": twee, "meer": geval.totaal + 1}
    return None


def _population(geval: Geval, methode: Methode, toeval: random.Random) -> Voorbeeld:
    """Weights change: no area that grew relative to another loses a place while the other gains one."""
    nieuw = [w + toeval.randint(0, max(1, w // 10)) for w in geval.gewichten]
    voor = _deel(geval, methode)
    na = verdeel(geval.totaal, nieuw, methode).aantallen
    verliest = [i for i in range(len(nieuw)) if na[i] < voor[i]]
    wint = [j for j in range(len(nieuw)) if na[j] > voor[j]]
    for i in verliest:
        for j in wint:
            if nieuw[i] * geval.gewichten[j] > nieuw[j] * geval.gewichten[i]:
                return {
                    "totaal": geval.totaal,
                    "groeier": geval.namen[i],
                    "groei": Fraction(100 * (nieuw[i] - geval.gewichten[i]), geval.gewichten[i]),
                    "voor": voor[i],
                    "na": na[i],
                    "ander": geval.namen[j],
                    "groei_ander": Fraction(100 * (nieuw[j] - geval.gewichten[j]), geval.gewichten[j]),
                    "ander_voor": voor[j],
                    "ander_na": na[j],
                    "gewichten": _toon(geval.gewichten),
                    "gewichten_na": _toon(nieuw),
                }
    return None


PROEVEN: Final[Mapping[str, Proef]] = {
    "anonimiteit": _anonimiteit,
    "rijvolgorde": _rijvolgorde,
    "schaal": _scale,
    "totaal": _totaal,
    "quotum": _quotum,
    "huis": _house,
    "bevolking": _population,
}
"""Axiom → a trial of one case, which gives the numbers of a counter-example or None."""


def _basis(geval: Geval) -> dict[str, Any]:
    return {"totaal": geval.totaal, "gewichten": _toon(geval.gewichten)}


def _toon(gewichten: Sequence[int]) -> str:
    """Weights of a small case in full; of a real one how many there are."""
    return ", ".join(map(str, gewichten)) if len(gewichten) <= 8 else f"{len(gewichten)} gemeenten"
