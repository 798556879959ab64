"""Share in the whole."""

from __future__ import annotations

from typing import ClassVar

from verdeling.verdeelmodel.operation import Arithmetic, Expression, Formula, Operation, Parts, V, Words


class Aandeel(Operation):
    """Share of each gemeente in the sum over all gemeenten; adds up to 1."""

    told: ClassVar[int] = 5

    aandeel: Expression

    def value(self, by: Arithmetic[V], part: Parts[V]) -> V:
        return by.share(part("aandeel"), self.aandeel)

    def text(self, words: Words, part: Parts[Formula]) -> Formula:
        return words.say("insight.aandeel_van", van=part("aandeel").text)
