"""A workbook that is filled column by column: exact values, and formulas with their known values."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from verdeling.texts import Lang, catalogue, say

VERBODEN: Final = r"[][:*?/\\']"
"""Characters that the name of a sheet may not have, or only quoted."""
KORT: Final = 12
"""So much of the name of a task fits in the name of a sheet."""
NAAMLENGTE: Final = 31
"""Longest name of a sheet."""
VASTE_DATUM: Final = dt.datetime(2000, 1, 1)
"""Creation date inside the file: equal inputs give equal bytes."""

KOPPEN: Final = ("report.kop", "report.data", "report.taak")
"""Where a heading is looked up that the catalogue of the workbook does not have."""
FORMULE: Final = " (formule)"
"""Ends the heading of a column of formulas."""
CELLEN: Final[dict[str, tuple[str, ...]]] = {
    "status": ("report.status",),
    "eenheid": ("insight.eenheid",),
    "kolom": ("report.data",),
    "doel": ("plan.doel",),
    "naam": ("plan.doel",),
    "soort": ("report.taak",),
    "behoefte": ("report.taak",),
    **dict.fromkeys(("niveau", "binnen", "stap", "afspraak", "uitslag", "wat"), ()),
}
"""Columns whose cells are words of this program, and where else those words stand; other cells are names."""

Cel = str | int | float | None
Sjabloon = str | Callable[[int], str]
"""A formula with ``{r}`` for the row number, or a function of the row (from 0) that gives such a formula."""


def achtervoegsels(taken: Sequence[str]) -> dict[str, str]:
    """What follows the name of a sheet that each task has: nothing for one task, else a short name of it.

    Tasks whose names begin alike are numbered, because the names of sheets must differ.
    """
    if len(taken) == 1:
        return {taken[0]: ""}
    kort = [re.sub(VERBODEN, "_", naam[:KORT]).casefold() for naam in taken]
    return {
        naam: f" {nummer} {k[: KORT - 3]}" if kort.count(k) > 1 else f" {k}"
        for nummer, (naam, k) in enumerate(zip(taken, kort, strict=True), start=1)
    }


class Naam(str):
    """A heading that is a name, such as that of a model: the same in every language."""


class Boek:
    """A workbook with its number formats, in one language.

    Whoever fills it gives the Dutch names, which are those of the csv files; only here they are translated.
    """

    def __init__(self, pad: Path, lang: Lang = "nl") -> None:
        self.lang = lang
        # In memory: no files elsewhere that a killed run would leave, or for which there is no room.
        self.boek = xlsxwriter.Workbook(
            str(pad), {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
        )
        self.boek.set_properties({"title": "verdeling", "created": VASTE_DATUM})
        self.boek.set_calc_mode("auto")
        self.formaten = {
            naam: self.boek.add_format(opmaak)
            for naam, opmaak in {
                "kop": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EDF3"},
                "kop_formule": {
                    "bold": True,
                    "text_wrap": True,
                    "valign": "top",
                    "bottom": 1,
                    "bg_color": "#EAF3E6",
                },
                "geheel": {"num_format": "#,##0"},
                "breuk": {"num_format": "#,##0.000000"},
                "vrij": {},
                "totaal": {"num_format": "#,##0", "bold": True, "top": 1},
                "tekst": {"text_wrap": True, "valign": "top"},
            }.items()
        }

    def bladnaam(self, naam: str) -> str:
        """Name of a sheet; what follows its first word is the name of a task or a number."""
        soort, *rest = naam.split(" ")
        return " ".join([self._woord(f"blad.{soort}", soort, ()), *rest])

    def kop(self, kop: str) -> str:
        """Heading of a column: by its parts where a date, a number or `(formule)` follows."""
        if isinstance(kop, Naam):
            return kop
        if kop.endswith(FORMULE):
            return self.met_formule(self.kop(kop.removesuffix(FORMULE)))
        if deel := re.fullmatch(r"(.+) ([\d-]+)", kop):
            return f"{self.kop(deel[1])} {deel[2]}"
        return self._woord(kop, kop, KOPPEN)

    def met_formule(self, kop: str) -> Naam:
        """Heading of the formulas that recompute the column with this heading."""
        return Naam(say("excel.met_formule", self.lang, kop=kop))

    def cel(self, kop: str, tekst: str) -> str:
        """Text in the column with this Dutch heading."""
        return self._woord(tekst, tekst, CELLEN[kop]) if kop in CELLEN else tekst

    def _woord(self, sleutel: str, tekst: str, elders: Sequence[str]) -> str:
        if self.lang == "nl":
            return tekst
        for plaats in (f"excel.{sleutel}", *(f"{deel}.{tekst}" for deel in elders)):
            if plaats in catalogue():
                return say(plaats, self.lang)
        return tekst

    def blad(self, naam: str, rijen: int, vast: int = 2) -> Blad:
        """Add a sheet with a frozen header row and `vast` frozen columns."""
        blad = Blad(self, naam, rijen)
        blad.blad.freeze_panes(1, vast)
        blad.blad.set_row(0, 48)
        return blad


class Blad:
    """A sheet that is filled column by column; row 1 is the header."""

    def __init__(self, boek: Boek, naam: str, rijen: int) -> None:
        self.naam, self.rijen, self.boek = boek.bladnaam(naam), rijen, boek
        self.blad = boek.boek.add_worksheet(self.naam)
        self.breedte = 0

    def waarden(self, kop: str, waarden: Sequence[Cel], formaat: str = "geheel", breedte: int = 12) -> str:
        """Write a column of values; gives its letter."""
        letter = self._kolom(kop, "kop", breedte)
        opmaak = self.boek.formaten[formaat]
        for rij, waarde in enumerate(waarden, 1):
            if isinstance(waarde, str):
                self.blad.write_string(rij, self.breedte - 1, self.boek.cel(kop, waarde))
            elif waarde is not None:
                self.blad.write_number(rij, self.breedte - 1, waarde, opmaak)
        return letter

    def formules(self, kop: str, sjabloon: Sjabloon, waarden: Sequence[Any], formaat: str = "geheel") -> str:
        """Write a column of formulas with their known values; gives its letter."""
        letter = self._kolom(kop, "kop_formule", 14)
        opmaak = self.boek.formaten[formaat]
        for rij, waarde in enumerate(waarden):
            formule = sjabloon if isinstance(sjabloon, str) else sjabloon(rij)
            tekst = "=" + formule.replace("{r}", str(rij + 2))
            self.blad.write_formula(rij + 1, self.breedte - 1, tekst, opmaak, float(waarde))
        return letter

    def totaal(self, letters: Sequence[str], sommen: Sequence[float]) -> None:
        """Write sums below columns."""
        opmaak = self.boek.formaten["totaal"]
        self.blad.write_string(self.rijen + 1, 1, self.boek.kop("totaal"), opmaak)
        for letter, som in zip(letters, sommen, strict=True):
            plaats = f"{letter}{self.rijen + 2}"
            self.blad.write_formula(plaats, f"=SUM({letter}2:{letter}{self.rijen + 1})", opmaak, float(som))

    def bereik(self, letter: str, *, elders: bool = False) -> str:
        """All data rows of a column, as an absolute range; `elders`: for a formula on another sheet."""
        blad = f"'{self.naam}'!" if elders else ""
        return f"{blad}${letter}$2:${letter}${self.rijen + 1}"

    def _kolom(self, kop: str, formaat: str, breedte: int) -> str:
        self.blad.write_string(0, self.breedte, self.boek.kop(kop), self.boek.formaten[formaat])
        self.blad.set_column(self.breedte, self.breedte, breedte)
        self.breedte += 1
        return str(xl_col_to_name(self.breedte - 1))
