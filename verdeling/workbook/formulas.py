"""A key as spreadsheet formulas: the closed set of operations, column by column on the sheet `sleutel`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import fsum, prod
from typing import NamedTuple

from verdeling.inputs.tables import Gegevens
from verdeling.verdeelmodel.operation import Arithmetic, Column, Operation, evaluate
from verdeling.workbook.sheet import Sheet


class KeyColumn(NamedTuple):
    """A formula with ``{r}`` for the row number, and its values."""

    formule: str
    waarden: list[float]
    factors: bool = False
    """A product, which below a division line needs parentheses."""


def number_shown(value: Fraction) -> str:
    """A number in a formula: exact for whole numbers, a division otherwise."""
    return str(value.numerator) if value.denominator == 1 else f"({value.numerator}/{value.denominator})"


class KeySheet(Arithmetic[KeyColumn]):
    """The sheet with indicator columns, helper columns and one weight column per key."""

    def __init__(self, sheet: Sheet, data: Gegevens) -> None:
        self.blad, self.gegevens = sheet, data
        self.gewichten: dict[str, str] = {}
        self.gebieden: dict[str, str] = {}
        self.indicators: dict[tuple[str, str], KeyColumn] = {}
        sheet.waarden("code", data.codes, width=9)
        sheet.waarden("gemeente", data.namen, width=26)

    def gewicht(self, expression: Operation) -> str:
        """Letter of the column with the weights of a key; written at first use."""
        sleutel = expression.model_dump_json()
        if sleutel not in self.gewichten:
            formula, values, _ = evaluate(expression, self)
            heading = "gewicht" if not self.gewichten else f"gewicht {len(self.gewichten) + 1}"
            self.gewichten[sleutel] = self.blad.formulas(heading, formula, values, "vrij")
        return self.gewichten[sleutel]

    def gebied(self, niveau: str, codes: Sequence[str]) -> str:
        """Letter of the column with the area of each gemeente at a level; written at first use."""
        if niveau not in self.gebieden:
            self.gebieden[niveau] = self.blad.waarden(niveau, codes)
        return self.gebieden[niveau]

    def number(self, value: Fraction, path: str) -> KeyColumn:
        """The same number on every row."""
        return KeyColumn(number_shown(value), [float(value)] * len(self.gegevens.codes))

    def column(self, indicator: Column) -> KeyColumn:
        """Cells of an indicator; its column is written at first use."""
        sleutel = (indicator.indicator, str(indicator.peildatum))
        if sleutel not in self.indicators:
            column = self.gegevens.kolom(indicator.indicator, indicator.peildatum)
            values = [float("nan") if t is None else t / column.denominator for t in column.numerators]
            heading = f"{indicator.indicator} {column.peildatum or ''}".strip()
            self.indicators[sleutel] = KeyColumn(f"{self.blad.waarden(heading, values, 'vrij')}{{r}}", values)
        return self.indicators[sleutel]

    def add(self, parts: Sequence[KeyColumn]) -> KeyColumn:
        """Sum of cells."""
        return KeyColumn(f"({'+'.join(p.formule for p in parts)})", _per_row(parts, fsum))

    def multiply(self, parts: Sequence[KeyColumn]) -> KeyColumn:
        """Product of cells."""
        return KeyColumn("*".join(p.formule for p in parts), _per_row(parts, prod), factors=len(parts) > 1)

    def least(self, parts: Sequence[KeyColumn]) -> KeyColumn:
        """MIN of cells."""
        return KeyColumn(f"MIN({','.join(p.formule for p in parts)})", _per_row(parts, min))

    def greatest(self, parts: Sequence[KeyColumn]) -> KeyColumn:
        """MAX of cells."""
        return KeyColumn(f"MAX({','.join(p.formule for p in parts)})", _per_row(parts, max))

    def share(self, part: KeyColumn, of: Operation) -> KeyColumn:
        """A share needs a sum over all rows, so what it divides gets a column of its own."""
        letter = self.blad.formulas(f"hulp {self.blad.width + 1}", part.formule, part.waarden, "vrij")
        total = fsum(part.waarden)
        return KeyColumn(
            f"({letter}{{r}}/SUM({self.blad.cell_range(letter)}))", [w / total for w in part.waarden]
        )

    def inverse(self, part: KeyColumn, decimals: int) -> KeyColumn:
        """ROUND(1/cell)."""
        divisor = f"({part.formule})" if part.factors else part.formule
        return KeyColumn(f"ROUND(1/{divisor},{decimals})", [round(1 / w, decimals) for w in part.waarden])

    def each(self, parts: Sequence[KeyColumn], do: Callable[..., Fraction], cell: str) -> KeyColumn:
        """The formula that the operation gives."""
        formula = cell.format(*(p.formule for p in parts))
        return KeyColumn(formula, _per_row(parts, lambda row: float(do(*map(Fraction, row)))))


def _per_row(parts: Sequence[KeyColumn], do: Callable[[tuple[float, ...]], float]) -> list[float]:
    return [do(row) for row in zip(*(part.waarden for part in parts), strict=True)]
