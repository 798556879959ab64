"""Multiplication."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from verdeling.verdeelmodel.operation import Arithmetic, Expression, Formula, Operation, Parts, V, Words


class Product(Operation):
    """Product of expressions."""

    told: ClassVar[int] = 4
    joint: ClassVar[bool] = True

    product: tuple[Expression, ...] = Field(min_length=1)

    def value(self, by: Arithmetic[V], part: Parts[V]) -> V:
        return by.multiply(part.all())

    def text(self, words: Words, part: Parts[Formula]) -> Formula:
        return Formula(" × ".join(p.inside for p in part.all()), binds=1)
