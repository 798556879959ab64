"""Whole numbers from exact shares, by a declared method.

Everything is integer arithmetic: shares are compared on a common scale, so no result depends on a float.
Sources: M.L. Balinski and H.P. Young, *Fair Representation* (1982), for the methods and their properties;
F. Pukelsheim, *Proportional Representation* (2017), chapter 4, for jump and steps of a divisor method.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from verdeling.errors import ModelError
from verdeling.verdeelmodel.taak import Methode

PER_GEBIED: Final = frozenset({Methode.HALF_OP, Methode.OMLAAG, Methode.OMHOOG})
"""Methods that round each area on its own; the sum may differ from the total."""


@dataclass(frozen=True, slots=True)
class Gelijkstand:
    """Equal claims on the last places, decided by the declared order.

    Attributes
    ----------
    kandidaten
        Row numbers of all areas with the same claim, ascending.
    toegewezen
        Those of them that received a place, ascending.
    plaatsen
        How many places there were for the candidates.
    """

    kandidaten: tuple[int, ...]
    toegewezen: tuple[int, ...]
    plaatsen: int


@dataclass(frozen=True, slots=True)
class Afronding:
    """Whole number per area and the ties that the declared order decided."""

    aantallen: tuple[int, ...]
    gelijken: tuple[Gelijkstand, ...] = ()


def verdeel(
    totaal: int | Fraction,
    gewichten: Sequence[int],
    methode: Methode,
    volgorde: Sequence[int] | None = None,
) -> Afronding:
    """Divide `totaal` in proportion to `gewichten`: the quota of area i is totaal × w_i / Σw.

    Parameters
    ----------
    totaal
        What is divided, in units of the task. Methods that keep the sum need a whole number; the methods
        that round each area on its own also take a fraction (a chain of unrounded numbers).
    gewichten
        Whole weights on a common scale, none negative; an area with weight 0 gets 0.
    methode
        half_op, omlaag and omhoog round each quota by itself. grootste_rest gives the places that rounding
        down leaves over to the largest remainders. webster, dhondt, huntington_hill and adams give each
        place to the largest w/d(k), with k the places that an area has and d(k) = k+½, k+1, √(k(k+1)), k.
    volgorde
        Rank per area: the lower rank goes first when claims are equal. Without it, row order.

    Raises
    ------
    ModelError
        Negative weights, weights that sum to zero, a negative total, or a fraction for a method that
        keeps the sum.
    """
    som = _controleer(totaal, gewichten, methode)
    teller, noemer = totaal.numerator, totaal.denominator
    if methode is Methode.HALF_OP:
        deler = 2 * noemer * som
        return Afronding(tuple([(2 * teller * w + deler // 2) // deler for w in gewichten]))
    if methode is Methode.OMLAAG:
        return Afronding(tuple([teller * w // (noemer * som) for w in gewichten]))
    if methode is Methode.OMHOOG:
        return Afronding(tuple([-(-teller * w // (noemer * som)) for w in gewichten]))
    if methode is Methode.GROOTSTE_REST:
        return _largest_rest(teller, gewichten, som, volgorde)
    return _deler(teller, gewichten, som, range(len(gewichten)) if volgorde is None else volgorde, methode)


def _controleer(totaal: int | Fraction, gewichten: Sequence[int], methode: Methode) -> int:
    if gewichten and min(gewichten) < 0:
        rij = next(i for i, w in enumerate(gewichten) if w < 0)
        raise ModelError.een("V301", rij=rij + 1, gewicht=gewichten[rij])
    som = sum(gewichten)
    if som == 0:
        raise ModelError.een("V302", aantal=len(gewichten))
    if totaal < 0:
        raise ModelError.een("V303", totaal=totaal)
    if totaal.denominator != 1 and methode not in PER_GEBIED:
        raise ModelError.een("V304", totaal=totaal, methode=methode.value)
    return som


def _largest_rest(
    totaal: int, gewichten: Sequence[int], som: int, volgorde: Sequence[int] | None
) -> Afronding:
    producten = [totaal * w for w in gewichten]
    aantallen = [p // som for p in producten]
    resten = [p % som for p in producten]
    over = totaal - sum(aantallen)
    if over == 0:
        return Afronding(tuple(aantallen))
    rij: Sequence[int] = range(len(resten))
    if volgorde is not None:
        rij = sorted(rij, key=volgorde.__getitem__)
    rij = sorted(rij, key=resten.__getitem__, reverse=True)  # stable: equal remainders keep the order
    for i in rij[:over]:
        aantallen[i] += 1
    grens = resten[rij[over - 1]]
    if resten[rij[over]] != grens:
        return Afronding(tuple(aantallen))
    kandidaten = tuple([i for i, rest in enumerate(resten) if rest == grens])
    toegewezen = tuple(sorted(i for i in rij[:over] if resten[i] == grens))
    return Afronding(tuple(aantallen), (Gelijkstand(kandidaten, toegewezen, len(toegewezen)),))


# --- divisor methods: jump to a rounding of the quota, then step place by place with a heap -----------------


def _sprong(methode: Methode, totaal: int, gewicht: int, som: int) -> int:
    """How many k have d(k) < quota: the places whose claim w/d(k) is above Σw/totaal.

    Every place counted here has a larger claim than every place not counted, so adding the best next or
    taking the worst last claim from here reaches exactly the `totaal` best claims.
    """
    product = totaal * gewicht
    if methode is Methode.WEBSTER:
        return -((som - 2 * product) // (2 * som))
    omhoog = -(-product // som)
    if methode is Methode.DHONDT:
        return max(0, omhoog - 1)
    if methode is Methode.ADAMS:
        return omhoog
    omlaag = product // som
    return omlaag + (omlaag * (omlaag + 1) * som * som < product * product)


def _claim(methode: Methode, totaal: int, gewichten: Sequence[int]) -> Callable[[int, int], int]:
    """Claim of area i on its (k+1)th place as one whole number that orders all claims strictly.

    Claims are w/d (webster doubled, huntington_hill squared). With S = (largest d)², floor(S·w/d) keeps
    the order of unequal claims, because they differ by at least 1/(d·d') ≥ 1/S, and equal claims stay equal.
    A divisor of 0 is above every finite claim; among those the larger weight goes first.
    """
    if methode is Methode.HUNTINGTON_HILL:
        gewichten = [w * w for w in gewichten]
        schaal = ((totaal + 1) * (totaal + 2)) ** 2
    else:
        schaal = (2 * totaal + 3) ** 2
    geschaald = [schaal * w for w in gewichten]
    boven = max(geschaald)

    if methode is Methode.WEBSTER:
        return lambda i, k: geschaald[i] // (2 * k + 1)
    if methode is Methode.DHONDT:
        return lambda i, k: geschaald[i] // (k + 1)
    if methode is Methode.ADAMS:
        return lambda i, k: geschaald[i] // k if k else boven + geschaald[i]
    return lambda i, k: geschaald[i] // (k * (k + 1)) if k else boven + geschaald[i]


def _deler(
    totaal: int, gewichten: Sequence[int], som: int, rang: Sequence[int], methode: Methode
) -> Afronding:
    aantallen = [_sprong(methode, totaal, w, som) for w in gewichten]
    aanspraak = _claim(methode, totaal, gewichten)
    mee = [i for i, w in enumerate(gewichten) if w]
    over = totaal - sum(aantallen)
    if over > 0:
        hoop = [(-aanspraak(i, aantallen[i]), rang[i], i) for i in mee]
        heapq.heapify(hoop)
        for _ in range(over):
            _, _, i = hoop[0]
            aantallen[i] += 1
            heapq.heapreplace(hoop, (-aanspraak(i, aantallen[i]), rang[i], i))
    else:
        hoop = [(aanspraak(i, aantallen[i] - 1), -rang[i], i) for i in mee if aantallen[i]]
        heapq.heapify(hoop)
        for _ in range(-over):
            _, _, i = heapq.heappop(hoop)
            aantallen[i] -= 1
            if aantallen[i]:
                heapq.heappush(hoop, (aanspraak(i, aantallen[i] - 1), -rang[i], i))
    return Afronding(tuple(aantallen), _equals(aantallen, mee, aanspraak))


def _equals(
    aantallen: Sequence[int], mee: Sequence[int], aanspraak: Callable[[int, int], int]
) -> tuple[Gelijkstand, ...]:
    """A tie exists when the worst claim that got a place equals the best claim that got none."""
    laatste = {i: aanspraak(i, aantallen[i] - 1) for i in mee if aantallen[i]}
    volgende = {i: aanspraak(i, aantallen[i]) for i in mee}
    grens = min(laatste.values(), default=None)
    if grens is None or max(volgende.values()) != grens:
        return ()
    toegewezen = tuple([i for i in mee if laatste.get(i) == grens])
    kandidaten = tuple([i for i in mee if laatste.get(i) == grens or volgende[i] == grens])
    return (Gelijkstand(kandidaten, toegewezen, len(toegewezen)),)
