"""Figures of a column."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from verdeling.verdeelmodel.operation import Arithmetic, Formula, Operation, Parts, V, Words


class Indicator(Operation):
    """The value of an indicator column for each gemeente."""

    told: ClassVar[int] = 1

    indicator: str
    """Column name in the data."""
    peildatum: dt.date | None = None
    """Reference date of the figures; may be left out for a column that exists for one date only."""

    def value(self, by: Arithmetic[V], part: Parts[V]) -> V:
        return by.column(self)

    def text(self, words: Words, part: Parts[Formula]) -> Formula:
        return words.column(self)
