"""Weighted mixture."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from verdeling.terms import Frozen
from verdeling.verdeelmodel.fraction import Ratio
from verdeling.verdeelmodel.operation import Arithmetic, Expression, Formula, Operation, Parts, V, Words


class Term(Frozen):
    """One term of a mixture: a weight and what it weighs."""

    gewicht: Ratio
    van: Expression


class Mengsel(Operation):
    """Weighted mixture of shares: sum of gewicht × aandeel(van)."""

    told: ClassVar[int] = 6

    mengsel: tuple[Term, ...] = Field(min_length=1)

    def value(self, by: Arithmetic[V], part: Parts[V]) -> V:
        shares = (
            (part(f"mengsel.{i}.gewicht"), by.share(part(f"mengsel.{i}.van"), term.van))
            for i, term in enumerate(self.mengsel)
        )
        return by.add([by.multiply(pair) for pair in shares])

    def text(self, words: Words, part: Parts[Formula]) -> Formula:
        terms = (
            f"{part(f'mengsel.{i}.gewicht').inside} × "
            + words.say("insight.aandeel_van", van=part(f"mengsel.{i}.van").text).text
            for i in range(len(self.mengsel))
        )
        return Formula(" + ".join(terms), binds=0)
