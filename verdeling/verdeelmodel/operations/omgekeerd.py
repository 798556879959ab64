"""One divided by."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from verdeling.verdeelmodel.operation import Arithmetic, Expression, Formula, Operation, Parts, V, Words


class Omgekeerd(Operation):
    """1 / value, rounded half-up to a declared number of decimals so that it stays exact."""

    told: ClassVar[int] = 8

    omgekeerd: Expression
    decimalen: int = Field(ge=0, le=12)

    def value(self, by: Arithmetic[V], part: Parts[V]) -> V:
        return by.inverse(part("omgekeerd"), self.decimalen)

    def text(self, words: Words, part: Parts[Formula]) -> Formula:
        return Formula(f"1/{part('omgekeerd').below}", binds=1)
