"""Floor and ceiling."""

from __future__ import annotations

from typing import ClassVar

from verdeling.terms import Frozen
from verdeling.verdeelmodel.operation import Arithmetic, Expression, Formula, Operation, Parts, V, Words


class Grenzen(Frozen):
    """An expression held between a floor and a ceiling."""

    van: Expression
    minstens: Expression | None = None
    hoogstens: Expression | None = None


class Begrens(Operation):
    """Element by element: max(minstens, min(hoogstens, van))."""

    told: ClassVar[int] = 7

    begrens: Grenzen

    def value(self, by: Arithmetic[V], part: Parts[V]) -> V:
        value = part("begrens.van")
        if self.begrens.hoogstens is not None:
            value = by.least([value, part("begrens.hoogstens")])
        if self.begrens.minstens is not None:
            value = by.greatest([value, part("begrens.minstens")])
        return value

    def text(self, words: Words, part: Parts[Formula]) -> Formula:
        signs = {"begrens.van": "", "begrens.minstens": "≥ ", "begrens.hoogstens": "≤ "}
        return words.say("insight.begrensd", delen="; ".join(signs[p] + part(p).text for p in self.inside()))
