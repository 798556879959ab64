"""Shared by tests of several rooms."""

import itertools
import math
from fractions import Fraction

from hypothesis import strategies as st


@st.composite
def tabellen(draw, rijen: int, kolommen: int, top: int = 30):
    rij = draw(st.lists(st.integers(0, top), min_size=1, max_size=rijen))
    k = draw(st.integers(1, kolommen))
    sneden = sorted(draw(st.lists(st.integers(0, sum(rij)), min_size=k - 1, max_size=k - 1)))
    return rij, [b - a for a, b in zip([0, *sneden], [*sneden, sum(rij)], strict=True)]


def fout(tabel, rijen, kolommen) -> Fraction:
    som = sum(rijen) or 1
    return sum(
        (abs(cell - Fraction(r * k, som)) for rij, r in zip(tabel, rijen, strict=True)
         for cell, k in zip(rij, kolommen, strict=True)),
        Fraction(0),
    )  # fmt: skip


def minste_fout(rijen, kolommen) -> Fraction:
    """Brute force over every table whose cells are the whole number below or above."""
    return min(fout(t, rijen, kolommen) for t in passende(rijen, kolommen))


def passende(rijen, kolommen):
    """Every table that adds up both ways and whose cells are the whole number below or above."""
    som = sum(rijen) or 1
    per_rij = [
        [
            rij
            for rij in itertools.product(
                *({math.floor(Fraction(r * k, som)), math.ceil(Fraction(r * k, som))} for k in kolommen)
            )
            if sum(rij) == r
        ]
        for r in rijen
    ]
    return [t for t in itertools.product(*per_rij) if [sum(c) for c in zip(*t, strict=True)] == kolommen]
