"""A key as a formula that people read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from verdeling.texts import Lang, number_shown
from verdeling.verdeelmodel.operation import Column, Formula, Operation, Words, formula


@dataclass(frozen=True)
class _OperationWords(Words):
    """Names of columns, or the values of one gemeente."""

    lang: Lang
    waarden: Mapping[str, Fraction] | None

    def number(self, value: Fraction, path: str = "") -> Formula:
        return Formula(number_shown(value, self.lang))

    def column(self, indicator: Column) -> Formula:
        if self.waarden is None:
            return Formula(indicator.indicator)
        text = number_shown(self.waarden[indicator.indicator], self.lang)
        return Formula(f"({text})" if text.startswith("−") else text)


def formule(expression: Operation, lang: Lang, values: Mapping[str, Fraction] | None = None) -> str:
    """Write a key as a formula, with names of columns or with the values of one gemeente."""
    return formula(expression, _OperationWords(lang, values))
