"""A key as spreadsheet formulas: the closed set of operations, column by column on the sheet `sleutel`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import fsum, prod
from typing import NamedTuple

from verdeling.inputs.tables import Gegevens
from verdeling.verdeelmodel.operation import Arithmetic, Column, Operation, evaluate
from verdeling.workbook.sheet import Blad


class Kolom(NamedTuple):
    """A formula with ``{r}`` for the row number, and its values."""

    formule: str
    waarden: list[float]
    factoren: bool = False
    """A product, which below a division line needs parentheses."""


def getal(waarde: Fraction) -> str:
    """A number in a formula: exact for whole numbers, a division otherwise."""
    return str(waarde.numerator) if waarde.denominator == 1 else f"({waarde.numerator}/{waarde.denominator})"


class Sleutelblad(Arithmetic[Kolom]):
    """The sheet with indicator columns, helper columns and one weight column per key."""

    def __init__(self, blad: Blad, gegevens: Gegevens) -> None:
        self.blad, self.gegevens = blad, gegevens
        self.gewichten: dict[str, str] = {}
        self.gebieden: dict[str, str] = {}
        self.indicatoren: dict[tuple[str, str], Kolom] = {}
        blad.waarden("code", gegevens.codes, breedte=9)
        blad.waarden("gemeente", gegevens.namen, breedte=26)

    def gewicht(self, uitdrukking: Operation) -> str:
        """Letter of the column with the weights of a key; written at first use."""
        sleutel = uitdrukking.model_dump_json()
        if sleutel not in self.gewichten:
            formule, waarden, _ = evaluate(uitdrukking, self)
            kop = "gewicht" if not self.gewichten else f"gewicht {len(self.gewichten) + 1}"
            self.gewichten[sleutel] = self.blad.formules(kop, formule, waarden, "vrij")
        return self.gewichten[sleutel]

    def gebied(self, niveau: str, codes: Sequence[str]) -> str:
        """Letter of the column with the area of each gemeente at a level; written at first use."""
        if niveau not in self.gebieden:
            self.gebieden[niveau] = self.blad.waarden(niveau, codes)
        return self.gebieden[niveau]

    def number(self, value: Fraction, path: str) -> Kolom:
        """The same number on every row."""
        return Kolom(getal(value), [float(value)] * len(self.gegevens.codes))

    def column(self, indicator: Column) -> Kolom:
        """Cells of an indicator; its column is written at first use."""
        sleutel = (indicator.indicator, str(indicator.peildatum))
        if sleutel not in self.indicatoren:
            kolom = self.gegevens.kolom(indicator.indicator, indicator.peildatum)
            waarden = [float("nan") if t is None else t / kolom.noemer for t in kolom.tellers]
            kop = f"{indicator.indicator} {kolom.peildatum or ''}".strip()
            self.indicatoren[sleutel] = Kolom(f"{self.blad.waarden(kop, waarden, 'vrij')}{{r}}", waarden)
        return self.indicatoren[sleutel]

    def add(self, parts: Sequence[Kolom]) -> Kolom:
        """Sum of cells."""
        return Kolom(f"({'+'.join(p.formule for p in parts)})", _per_rij(parts, fsum))

    def multiply(self, parts: Sequence[Kolom]) -> Kolom:
        """Product of cells."""
        return Kolom("*".join(p.formule for p in parts), _per_rij(parts, prod), factoren=len(parts) > 1)

    def least(self, parts: Sequence[Kolom]) -> Kolom:
        """MIN of cells."""
        return Kolom(f"MIN({','.join(p.formule for p in parts)})", _per_rij(parts, min))

    def greatest(self, parts: Sequence[Kolom]) -> Kolom:
        """MAX of cells."""
        return Kolom(f"MAX({','.join(p.formule for p in parts)})", _per_rij(parts, max))

    def share(self, part: Kolom, of: Operation) -> Kolom:
        """A share needs a sum over all rows, so what it divides gets a column of its own."""
        letter = self.blad.formules(f"hulp {self.blad.breedte + 1}", part.formule, part.waarden, "vrij")
        som = fsum(part.waarden)
        return Kolom(f"({letter}{{r}}/SUM({self.blad.bereik(letter)}))", [w / som for w in part.waarden])

    def inverse(self, part: Kolom, decimals: int) -> Kolom:
        """ROUND(1/cell)."""
        deler = f"({part.formule})" if part.factoren else part.formule
        return Kolom(f"ROUND(1/{deler},{decimals})", [round(1 / w, decimals) for w in part.waarden])

    def each(self, parts: Sequence[Kolom], do: Callable[..., Fraction], cell: str) -> Kolom:
        """The formula that the operation gives."""
        formule = cell.format(*(p.formule for p in parts))
        return Kolom(formule, _per_rij(parts, lambda rij: float(do(*map(Fraction, rij)))))


def _per_rij(delen: Sequence[Kolom], doe: Callable[[tuple[float, ...]], float]) -> list[float]:
    return [doe(rij) for rij in zip(*(deel.waarden for deel in delen), strict=True)]
