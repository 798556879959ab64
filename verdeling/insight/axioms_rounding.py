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
    promised = {
        "anonimiteit": True,
        "schaal": True,
        "rijvolgorde": True,
        "totaal": methode not in PER_GEBIED,
        "quotum": methode in QUOTUM,
        "huis": methode not in NIET_MONOTOON,
        "bevolking": methode not in NIET_MONOTOON,
    }
    return tuple(_toets(axiom, methode, seed, echt, promised[axiom]) for axiom in PROEVEN)


def _toets(
    axiom: str,
    methode: Methode,
    seed: int,
    echt: tuple[int, Sequence[int], Sequence[str]] | None,
    promised: bool,
) -> Toets:
    chance = random.Random(seed)
    cases = 0
    for case_ in _cases(chance, echt):
        cases += 1
        example = PROEVEN[axiom](case_, methode, chance)
        if example is not None:
            return Toets(axiom, methode.value, Oordeel.GEFAALD, cases, promised, example)
    return Toets(axiom, methode.value, Oordeel.GEHAALD, cases, promised)


def _cases(chance: random.Random, echt: tuple[int, Sequence[int], Sequence[str]] | None) -> Iterator[Geval]:
    for gewichten in combinations_with_replacement(range(1, KLEINSTE + 1), 3):
        for total in range(1, KLEIN_TOTAAL + 1):
            yield Geval(total, gewichten, ("A", "B", "C"))
    if echt is not None:
        total, actual, names = echt
        for added in range(ECHT):
            yield Geval(total + added, tuple(actual), tuple(names))
    for _ in range(WILLEKEURIG):
        count = chance.randint(2, 8)
        yield Geval(
            chance.randint(1, 500),
            tuple(chance.randint(1, 10_000) for _ in range(count)),
            tuple("ABCDEFGH"[:count]),
        )


def _deel(case_: Geval, methode: Methode) -> tuple[int, ...]:
    return verdeel(case_.totaal, case_.gewichten, methode).aantallen


def _anonimiteit(case_: Geval, methode: Methode, chance: random.Random) -> Voorbeeld:
    """Two areas change places: so do their figures, unless they tie."""
    i, j = chance.sample(range(len(case_.gewichten)), 2)
    om = list(range(len(case_.gewichten)))
    om[i], om[j] = j, i
    return _after_swap(case_, methode, om, None)


def _rijvolgorde(case_: Geval, methode: Methode, chance: random.Random) -> Voorbeeld:
    """Rows in another order, with the same declared order of ties: the same figures, ties too."""
    om = list(range(len(case_.gewichten)))
    chance.shuffle(om)
    return _after_swap(case_, methode, om, om)


def _after_swap(case_: Geval, methode: Methode, om: list[int], rank: list[int] | None) -> Voorbeeld:
    voor = verdeel(case_.totaal, case_.gewichten, methode)
    na = verdeel(case_.totaal, [case_.gewichten[i] for i in om], methode, rank)
    equal = set() if rank else {i for g in voor.gelijken for i in g.kandidaten}
    for spot, i in enumerate(om):
        if voor.aantallen[i] != na.aantallen[spot] and i not in equal:
            return _basis(case_) | {
                "naam": case_.namen[i],
                "voor": voor.aantallen[i],
                "na": na.aantallen[spot],
            }
    return None


def _scale(case_: Geval, methode: Methode, chance: random.Random) -> Voorbeeld:
    factor = chance.choice((2, 3, 7, 1000))
    voor = _deel(case_, methode)
    na = verdeel(case_.totaal, [factor * w for w in case_.gewichten], methode).aantallen
    for name, een, two in zip(case_.namen, voor, na, strict=True):
        if een != two:
            return _basis(case_) | {"naam": name, "voor": een, "na": two, "factor": factor}
    return None


def _totaal(case_: Geval, methode: Methode, _: random.Random) -> Voorbeeld:
    total = sum(_deel(case_, methode))
    return None if total == case_.totaal else _basis(case_) | {"som": total}


def _quotum(case_: Geval, methode: Methode, _: random.Random) -> Voorbeeld:
    total = sum(case_.gewichten)
    for name, gewicht, count in zip(case_.namen, case_.gewichten, _deel(case_, methode), strict=True):
        quotum = Fraction(case_.totaal * gewicht, total)
        if abs(count - quotum) >= 1:
            return _basis(case_) | {"naam": name, "aantal": count, "quotum": quotum}
    return None


def _house(case_: Geval, methode: Methode, _: random.Random) -> Voorbeeld:
    """One place more in total: nobody gets fewer."""
    na = verdeel(case_.totaal + 1, case_.gewichten, methode).aantallen
    for name, een, two in zip(case_.namen, _deel(case_, methode), na, strict=True):
        if two < een:
            return _basis(case_) | {"naam": name, "voor": een, "na": two, "meer": case_.totaal + 1}
    return None


def _population(case_: Geval, methode: Methode, chance: random.Random) -> Voorbeeld:
    """Weights change: no area that grew relative to another loses a place while the other gains one."""
    new = [w + chance.randint(0, max(1, w // 10)) for w in case_.gewichten]
    voor = _deel(case_, methode)
    na = verdeel(case_.totaal, new, methode).aantallen
    verliest = [i for i in range(len(new)) if na[i] < voor[i]]
    wins = [j for j in range(len(new)) if na[j] > voor[j]]
    for i in verliest:
        for j in wins:
            if new[i] * case_.gewichten[j] > new[j] * case_.gewichten[i]:
                return {
                    "totaal": case_.totaal,
                    "groeier": case_.namen[i],
                    "groei": Fraction(100 * (new[i] - case_.gewichten[i]), case_.gewichten[i]),
                    "voor": voor[i],
                    "na": na[i],
                    "ander": case_.namen[j],
                    "groei_ander": Fraction(100 * (new[j] - case_.gewichten[j]), case_.gewichten[j]),
                    "ander_voor": voor[j],
                    "ander_na": na[j],
                    "gewichten": _toon(case_.gewichten),
                    "gewichten_na": _toon(new),
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


def _basis(case_: Geval) -> dict[str, Any]:
    return {"totaal": case_.totaal, "gewichten": _toon(case_.gewichten)}


def _toon(gewichten: Sequence[int]) -> str:
    """Weights of a small case in full; of a real one how many there are."""
    return ", ".join(map(str, gewichten)) if len(gewichten) <= 8 else f"{len(gewichten)} gemeenten"
