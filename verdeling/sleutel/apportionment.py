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
class Tie:
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
class Rounded:
    """Whole number per area and the ties that the declared order decided."""

    aantallen: tuple[int, ...]
    ties: tuple[Tie, ...] = ()


def verdeel(
    totaal: int | Fraction,
    gewichten: Sequence[int],
    methode: Methode,
    volgorde: Sequence[int] | None = None,
) -> Rounded:
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
    total = _check(totaal, gewichten, methode)
    numerator, denominator = totaal.numerator, totaal.denominator
    if methode is Methode.HALF_OP:
        divisor = 2 * denominator * total
        return Rounded(tuple([(2 * numerator * w + divisor // 2) // divisor for w in gewichten]))
    if methode is Methode.OMLAAG:
        return Rounded(tuple([numerator * w // (denominator * total) for w in gewichten]))
    if methode is Methode.OMHOOG:
        return Rounded(tuple([-(-numerator * w // (denominator * total)) for w in gewichten]))
    if methode is Methode.GROOTSTE_REST:
        return _largest_rest(numerator, gewichten, total, volgorde)
    return _divisor(
        numerator, gewichten, total, range(len(gewichten)) if volgorde is None else volgorde, methode
    )


def _check(whole: int | Fraction, gewichten: Sequence[int], methode: Methode) -> int:
    if gewichten and min(gewichten) < 0:
        row = next(i for i, w in enumerate(gewichten) if w < 0)
        raise ModelError.een("V301", rij=row + 1, gewicht=gewichten[row])
    total = sum(gewichten)
    if total == 0:
        raise ModelError.een("V302", aantal=len(gewichten))
    if whole < 0:
        raise ModelError.een("V303", totaal=whole)
    if whole.denominator != 1 and methode not in PER_GEBIED:
        raise ModelError.een("V304", totaal=whole, methode=methode.value)
    return total


def _largest_rest(
    whole: int, gewichten: Sequence[int], total: int, volgorde: Sequence[int] | None
) -> Rounded:
    producten = [whole * w for w in gewichten]
    counts = [p // total for p in producten]
    remainders = [p % total for p in producten]
    over = whole - sum(counts)
    if over == 0:
        return Rounded(tuple(counts))
    row: Sequence[int] = range(len(remainders))
    if volgorde is not None:
        row = sorted(row, key=volgorde.__getitem__)
    row = sorted(row, key=remainders.__getitem__, reverse=True)  # stable: equal remainders keep the order
    for i in row[:over]:
        counts[i] += 1
    limit = remainders[row[over - 1]]
    if remainders[row[over]] != limit:
        return Rounded(tuple(counts))
    candidates = tuple([i for i, rest in enumerate(remainders) if rest == limit])
    assigned = tuple(sorted(i for i in row[:over] if remainders[i] == limit))
    return Rounded(tuple(counts), (Tie(candidates, assigned, len(assigned)),))


# --- divisor methods: jump to a rounding of the quota, then step place by place with a heap -----------------


def _jump(methode: Methode, whole: int, gewicht: int, total: int) -> int:
    """How many k have d(k) < quota: the places whose claim w/d(k) is above Σw/totaal.

    Every place counted here has a larger claim than every place not counted, so adding the best next or
    taking the worst last claim from here reaches exactly the `whole` best claims.
    """
    product = whole * gewicht
    if methode is Methode.WEBSTER:
        return -((total - 2 * product) // (2 * total))
    up = -(-product // total)
    if methode is Methode.DHONDT:
        return max(0, up - 1)
    if methode is Methode.ADAMS:
        return up
    down = product // total
    return down + (down * (down + 1) * total * total < product * product)


def _claim(methode: Methode, total: int, gewichten: Sequence[int]) -> Callable[[int, int], int]:
    """Claim of area i on its (k+1)th place as one whole number that orders all claims strictly.

    Claims are w/d (webster doubled, huntington_hill squared). With S = (largest d)², floor(S·w/d) keeps
    the order of unequal claims, because they differ by at least 1/(d·d') ≥ 1/S, and equal claims stay equal.
    A divisor of 0 is above every finite claim; among those the larger weight goes first.
    """
    if methode is Methode.HUNTINGTON_HILL:
        gewichten = [w * w for w in gewichten]
        scale = ((total + 1) * (total + 2)) ** 2
    else:
        scale = (2 * total + 3) ** 2
    scaled = [scale * w for w in gewichten]
    above = max(scaled)

    if methode is Methode.WEBSTER:
        return lambda i, k: scaled[i] // (2 * k + 1)
    if methode is Methode.DHONDT:
        return lambda i, k: scaled[i] // (k + 1)
    if methode is Methode.ADAMS:
        return lambda i, k: scaled[i] // k if k else above + scaled[i]
    return lambda i, k: scaled[i] // (k * (k + 1)) if k else above + scaled[i]


def _divisor(
    whole: int, gewichten: Sequence[int], total: int, rank: Sequence[int], methode: Methode
) -> Rounded:
    counts = [_jump(methode, whole, w, total) for w in gewichten]
    claim = _claim(methode, whole, gewichten)
    along = [i for i, w in enumerate(gewichten) if w]
    over = whole - sum(counts)
    if over > 0:
        heap = [(-claim(i, counts[i]), rank[i], i) for i in along]
        heapq.heapify(heap)
        for _ in range(over):
            _, _, i = heap[0]
            counts[i] += 1
            heapq.heapreplace(heap, (-claim(i, counts[i]), rank[i], i))
    else:
        heap = [(claim(i, counts[i] - 1), -rank[i], i) for i in along if counts[i]]
        heapq.heapify(heap)
        for _ in range(-over):
            _, _, i = heapq.heappop(heap)
            counts[i] -= 1
            if counts[i]:
                heapq.heappush(heap, (claim(i, counts[i] - 1), -rank[i], i))
    return Rounded(tuple(counts), _equals(counts, along, claim))


def _equals(counts: Sequence[int], along: Sequence[int], claim: Callable[[int, int], int]) -> tuple[Tie, ...]:
    """A tie exists when the worst claim that got a place equals the best claim that got none."""
    last = {i: claim(i, counts[i] - 1) for i in along if counts[i]}
    following = {i: claim(i, counts[i]) for i in along}
    limit = min(last.values(), default=None)
    if limit is None or max(following.values()) != limit:
        return ()
    assigned = tuple([i for i in along if last.get(i) == limit])
    candidates = tuple([i for i in along if last.get(i) == limit or following[i] == limit])
    return (Tie(candidates, assigned, len(assigned)),)
