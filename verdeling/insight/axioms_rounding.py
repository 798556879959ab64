"""Axioms of a method of rounding: small cases one by one, then the real weights, then random cases."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import Any, Final

from verdeling.insight.property import Judgement, PropertyCheck
from verdeling.sleutel.apportionment import PER_GEBIED, verdeel
from verdeling.verdeelmodel.taak import Methode

RANDOM_CASES: Final = 2000
"""Random cases per axiom."""
REAL: Final = 25
"""Totals in a row, from the declared one on, that are tried with the real weights."""
SMALLEST: Final = 6
"""Small cases: three areas with weights 1 to this."""
SMALL_TOTAL: Final = 12

QUOTUM: Final = PER_GEBIED | {Methode.GROOTSTE_REST}
"""Methods that stay within the quota rounded down and up."""
NOT_MONOTONE: Final = frozenset({Methode.GROOTSTE_REST})
"""Methods that are neither house nor population monotone."""


@dataclass(frozen=True, slots=True)
class RoundingCase:
    """A total to divide over weights; `namen` tell the areas."""

    totaal: int
    gewichten: tuple[int, ...]
    namen: tuple[str, ...]


Example = Mapping[str, Any] | None
Trial = Callable[[RoundingCase, Methode, random.Random], Example]


def check_method(
    methode: Methode, seed: int = 0, echt: tuple[int, Sequence[int], Sequence[str]] | None = None
) -> tuple[PropertyCheck, ...]:
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
        "huis": methode not in NOT_MONOTONE,
        "bevolking": methode not in NOT_MONOTONE,
    }
    return tuple(_check(axiom, methode, seed, echt, promised[axiom]) for axiom in TRIALS)


def _check(
    axiom: str,
    methode: Methode,
    seed: int,
    echt: tuple[int, Sequence[int], Sequence[str]] | None,
    promised: bool,
) -> PropertyCheck:
    chance = random.Random(seed)
    cases = 0
    for case_ in _cases(chance, echt):
        cases += 1
        example = TRIALS[axiom](case_, methode, chance)
        if example is not None:
            return PropertyCheck(axiom, methode.value, Judgement.GEFAALD, cases, promised, example)
    return PropertyCheck(axiom, methode.value, Judgement.GEHAALD, cases, promised)


def _cases(
    chance: random.Random, echt: tuple[int, Sequence[int], Sequence[str]] | None
) -> Iterator[RoundingCase]:
    for gewichten in combinations_with_replacement(range(1, SMALLEST + 1), 3):
        for total in range(1, SMALL_TOTAL + 1):
            yield RoundingCase(total, gewichten, ("A", "B", "C"))
    if echt is not None:
        total, actual, names = echt
        for added in range(REAL):
            yield RoundingCase(total + added, tuple(actual), tuple(names))
    for _ in range(RANDOM_CASES):
        count = chance.randint(2, 8)
        yield RoundingCase(
            chance.randint(1, 500),
            tuple(chance.randint(1, 10_000) for _ in range(count)),
            tuple("ABCDEFGH"[:count]),
        )


def _part(case_: RoundingCase, methode: Methode) -> tuple[int, ...]:
    return verdeel(case_.totaal, case_.gewichten, methode).aantallen


def _anonimiteit(case_: RoundingCase, methode: Methode, chance: random.Random) -> Example:
    """Two areas change places: so do their figures, unless they tie."""
    i, j = chance.sample(range(len(case_.gewichten)), 2)
    om = list(range(len(case_.gewichten)))
    om[i], om[j] = j, i
    return _after_swap(case_, methode, om, None)


def _row_order(case_: RoundingCase, methode: Methode, chance: random.Random) -> Example:
    """Rows in another order, with the same declared order of ties: the same figures, ties too."""
    om = list(range(len(case_.gewichten)))
    chance.shuffle(om)
    return _after_swap(case_, methode, om, om)


def _after_swap(case_: RoundingCase, methode: Methode, om: list[int], rank: list[int] | None) -> Example:
    voor = verdeel(case_.totaal, case_.gewichten, methode)
    na = verdeel(case_.totaal, [case_.gewichten[i] for i in om], methode, rank)
    equal = set() if rank else {i for g in voor.ties for i in g.kandidaten}
    for spot, i in enumerate(om):
        if voor.aantallen[i] != na.aantallen[spot] and i not in equal:
            return _basis(case_) | {
                "naam": case_.namen[i],
                "voor": voor.aantallen[i],
                "na": na.aantallen[spot],
            }
    return None


def _scale(case_: RoundingCase, methode: Methode, chance: random.Random) -> Example:
    factor = chance.choice((2, 3, 7, 1000))
    voor = _part(case_, methode)
    na = verdeel(case_.totaal, [factor * w for w in case_.gewichten], methode).aantallen
    for name, een, two in zip(case_.namen, voor, na, strict=True):
        if een != two:
            return _basis(case_) | {"naam": name, "voor": een, "na": two, "factor": factor}
    return None


def _total(case_: RoundingCase, methode: Methode, _: random.Random) -> Example:
    total = sum(_part(case_, methode))
    return None if total == case_.totaal else _basis(case_) | {"som": total}


def _quotum(case_: RoundingCase, methode: Methode, _: random.Random) -> Example:
    total = sum(case_.gewichten)
    for name, gewicht, count in zip(case_.namen, case_.gewichten, _part(case_, methode), strict=True):
        quotum = Fraction(case_.totaal * gewicht, total)
        if abs(count - quotum) >= 1:
            return _basis(case_) | {"naam": name, "aantal": count, "quotum": quotum}
    return None


def _house(case_: RoundingCase, methode: Methode, _: random.Random) -> Example:
    """One place more in total: nobody gets fewer."""
    na = verdeel(case_.totaal + 1, case_.gewichten, methode).aantallen
    for name, een, two in zip(case_.namen, _part(case_, methode), na, strict=True):
        if two < een:
            return _basis(case_) | {"naam": name, "voor": een, "na": two, "meer": case_.totaal + 1}
    return None


def _population(case_: RoundingCase, methode: Methode, chance: random.Random) -> Example:
    """Weights change: no area that grew relative to another loses a place while the other gains one."""
    new = [w + chance.randint(0, max(1, w // 10)) for w in case_.gewichten]
    voor = _part(case_, methode)
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
                    "gewichten": _show(case_.gewichten),
                    "gewichten_na": _show(new),
                }
    return None


TRIALS: Final[Mapping[str, Trial]] = {
    "anonimiteit": _anonimiteit,
    "rijvolgorde": _row_order,
    "schaal": _scale,
    "totaal": _total,
    "quotum": _quotum,
    "huis": _house,
    "bevolking": _population,
}
"""Axiom → a trial of one case, which gives the numbers of a counter-example or None."""


def _basis(case_: RoundingCase) -> dict[str, Any]:
    return {"totaal": case_.totaal, "gewichten": _show(case_.gewichten)}


def _show(gewichten: Sequence[int]) -> str:
    """Weights of a small case in full; of a real one how many there are."""
    return ", ".join(map(str, gewichten)) if len(gewichten) <= 8 else f"{len(gewichten)} gemeenten"
