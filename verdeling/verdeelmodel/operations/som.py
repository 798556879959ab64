"""Addition."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from verdeling.verdeelmodel.operation import Arithmetic, Expression, Formula, Operation, Parts, V, Words


class Som(Operation):
    """Sum of expressions."""

    told: ClassVar[int] = 3

    som: tuple[Expression, ...] = Field(min_length=1)

    def value(self, by: Arithmetic[V], part: Parts[V]) -> V:
        return by.add(part.all())

    def text(self, words: Words, part: Parts[Formula]) -> Formula:
        return Formula(" + ".join(p.inside for p in part.all()), binds=0)
