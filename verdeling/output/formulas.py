"""A key as spreadsheet formulas: the closed set of operations, column by column on the sheet `sleutel`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import fsum, prod

from verdeling.inputs.tables import Gegevens
from verdeling.output.blad import Blad
from verdeling.verdeelmodel.taak import (
    Aandeel,
    Begrens,
    Constante,
    Indicator,
    Mengsel,
    Omgekeerd,
    Product,
    Som,
    Uitdrukking,
)

Kolom = tuple[str, list[float]]
"""A formula with ``{r}`` for the row number, and its values."""


def getal(waarde: Fraction) -> str:
    """A number in a formula: exact for whole numbers, a division otherwise."""
    return str(waarde.numerator) if waarde.denominator == 1 else f"({waarde.numerator}/{waarde.denominator})"


class Sleutelblad:
    """The sheet with indicator columns, helper columns and one weight column per key."""

    def __init__(self, blad: Blad, gegevens: Gegevens) -> None:
        self.blad, self.gegevens = blad, gegevens
        self.gewichten: dict[str, str] = {}
        self.gebieden: dict[str, str] = {}
        self.indicatoren: dict[tuple[str, str], Kolom] = {}
        blad.waarden("code", gegevens.codes, breedte=9)
        blad.waarden("gemeente", gegevens.namen, breedte=26)

    def gewicht(self, uitdrukking: Uitdrukking) -> str:
        """Letter of the column with the weights of a key; written at first use."""
        sleutel = uitdrukking.model_dump_json()
        if sleutel not in self.gewichten:
            formule, waarden = self._formule(uitdrukking)
            kop = "gewicht" if not self.gewichten else f"gewicht {len(self.gewichten) + 1}"
            self.gewichten[sleutel] = self.blad.formules(kop, formule, waarden, "vrij")
        return self.gewichten[sleutel]

    def gebied(self, niveau: str, codes: Sequence[str]) -> str:
        """Letter of the column with the area of each gemeente at a level; written at first use."""
        if niveau not in self.gebieden:
            self.gebieden[niveau] = self.blad.waarden(niveau, codes)
        return self.gebieden[niveau]

    def _formule(self, uitdrukking: Uitdrukking) -> Kolom:
        match uitdrukking:
            case Indicator():
                return self._indicator(uitdrukking)
            case Constante(getal=waarde):
                return getal(waarde), [float(waarde)] * len(self.gegevens.codes)
            case Som():
                formules, rijen = self._alle(uitdrukking.som)
                return f"({'+'.join(formules)})", [fsum(rij) for rij in rijen]
            case Product():
                formules, rijen = self._alle(uitdrukking.product)
                return "*".join(formules), [prod(rij) for rij in rijen]
            case Aandeel():
                return self._aandeel(uitdrukking.aandeel)
            case Mengsel():
                delen = [(term.gewicht, *self._aandeel(term.van)) for term in uitdrukking.mengsel]
                formule = "+".join(f"{getal(gewicht)}*{deel}" for gewicht, deel, _ in delen)
                gewogen = [[float(g) * w for w in waarden] for g, _, waarden in delen]
                return f"({formule})", [fsum(rij) for rij in zip(*gewogen, strict=True)]
            case Begrens():
                return self._begrens(uitdrukking)
            case Omgekeerd():
                formule, waarden = self._formule(uitdrukking.omgekeerd)
                d = uitdrukking.decimalen
                return f"ROUND(1/{formule},{d})", [round(1 / w, d) for w in waarden]

    def _alle(self, delen: Sequence[Uitdrukking]) -> tuple[list[str], list[tuple[float, ...]]]:
        formules, waarden = zip(*(self._formule(d) for d in delen), strict=True)
        return list(formules), list(zip(*waarden, strict=True))

    def _indicator(self, indicator: Indicator) -> Kolom:
        sleutel = (indicator.indicator, str(indicator.peildatum))
        if sleutel not in self.indicatoren:
            kolom = self.gegevens.kolom(indicator.indicator, indicator.peildatum)
            waarden = [float("nan") if t is None else t / kolom.noemer for t in kolom.tellers]
            kop = f"{indicator.indicator} {kolom.peildatum or ''}".strip()
            self.indicatoren[sleutel] = (f"{self.blad.waarden(kop, waarden, 'vrij')}{{r}}", waarden)
        return self.indicatoren[sleutel]

    def _aandeel(self, van: Uitdrukking) -> Kolom:
        """A share needs a sum over all rows, so what it divides gets a column of its own."""
        formule, waarden = self._formule(van)
        letter = self.blad.formules(f"hulp {self.blad.breedte + 1}", formule, waarden, "vrij")
        som = fsum(waarden)
        return f"({letter}{{r}}/SUM({self.blad.bereik(letter)}))", [w / som for w in waarden]

    def _begrens(self, uitdrukking: Begrens) -> Kolom:
        grenzen = uitdrukking.begrens
        formule, waarden = self._formule(grenzen.van)
        for functie, doe, grens in (("MIN", min, grenzen.hoogstens), ("MAX", max, grenzen.minstens)):
            if grens is not None:
                ander, waarden_ander = self._formule(grens)
                formule = f"{functie}({formule},{ander})"
                waarden = [doe(paar) for paar in zip(waarden, waarden_ander, strict=True)]
        return formule, waarden
