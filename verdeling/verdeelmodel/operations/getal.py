"""One number."""

from __future__ import annotations

from typing import ClassVar

from verdeling.verdeelmodel.fraction import Ratio
from verdeling.verdeelmodel.operation import Arithmetic, Formula, Operation, Parts, V, Words


class Constante(Operation):
    """The same number for every gemeente."""

    told: ClassVar[int] = 2

    getal: Ratio

    def value(self, by: Arithmetic[V], part: Parts[V]) -> V:
        return part("getal")

    def text(self, words: Words, part: Parts[Formula]) -> Formula:
        return part("getal")
