"""A workbook that is filled column by column: exact values, and formulas with their known values."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from verdeling.inputs.sheet import FIXED_DATE
from verdeling.texts import Lang, catalogue, say

FORBIDDEN: Final = r"[][:*?/\\']"
"""Characters that the name of a sheet may not have, or only quoted."""
KORT: Final = 12
"""So much of the name of a task fits in the name of a sheet."""
NAME_LENGTH: Final = 31
"""Longest name of a sheet."""
VOET: Final = 110
"""Most characters at the foot of a page: one line, and a format that holds 255 with its marks."""

HEADS: Final = ("report.data", "report.taak")
"""Where a heading is looked up that the catalogue of the workbook does not have."""
FORMULE: Final = " (formule)"
"""Ends the heading of a column of formulas."""
CELLS: Final[dict[str, tuple[str, ...]]] = {
    "eenheid": ("insight.eenheid",),
    "kolom": ("report.data",),
    "doel": ("plan.doel",),
    "naam": ("plan.doel",),
    "soort": ("report.taak",),
    "behoefte": ("report.taak",),
    **dict.fromkeys(("niveau", "binnen", "stap", "afspraak", "uitslag", "wat"), ()),
}
"""Columns whose cells are words of this program, and where else those words stand; other cells are names."""

Cell = str | int | float | None
Template = str | Callable[[int], str]
"""A formula with ``{r}`` for the row number, or a function of the row (from 0) that gives such a formula."""


def close_book(book: xlsxwriter.Workbook) -> None:
    """Write a workbook to its file.

    Raises
    ------
    OSError
        When it cannot be written; XlsxWriter hands it on inside an exception of its own.
    """
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None


def suffixes(taken: Sequence[str]) -> dict[str, str]:
    """What follows the name of a sheet that each task has: nothing for one task, else a short name of it.

    Tasks whose names begin alike are numbered, because the names of sheets must differ.
    """
    if len(taken) == 1:
        return {taken[0]: ""}
    short = [re.sub(FORBIDDEN, "_", name[:KORT]).casefold() for name in taken]
    return {
        name: f" {number} {k[: KORT - 3]}" if short.count(k) > 1 else f" {k}"
        for number, (name, k) in enumerate(zip(taken, short, strict=True), start=1)
    }


class Name(str):
    """A heading that is a name, such as that of a model: the same in every language."""


class Book:
    """A workbook with its number formats, in one language.

    Whoever fills it gives the Dutch names, which are those of the csv files; only here they are translated.
    `about` says what it is a workbook of, at the foot of every page that is printed.
    """

    def __init__(self, path: Path, lang: Lang = "nl", about: str = "") -> None:
        self.lang, self.about = lang, about
        # In memory: no files elsewhere that a killed run would leave, or for which there is no room.
        self.book = xlsxwriter.Workbook(
            str(path), {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
        )
        self.book.set_properties({"title": "verdeling", "created": FIXED_DATE})
        self.book.set_calc_mode("auto")
        self.formats = {
            name: self.book.add_format(layout)
            for name, layout in {
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

    def sheet_name(self, name: str) -> str:
        """Name of a sheet; what follows its first word is the name of a task or a number."""
        if isinstance(name, Name):
            return name
        kind, *rest = name.split(" ")
        return " ".join([self.word(f"blad.{kind}", kind, ()), *rest])

    def kop(self, heading: str) -> str:
        """Heading of a column: by its parts where a date, a number or `(formule)` follows."""
        if isinstance(heading, Name):
            return heading
        if heading.endswith(FORMULE):
            return self.met_formule(self.kop(heading.removesuffix(FORMULE)))
        if part := re.fullmatch(r"(.+) ([\d-]+)", heading):
            return f"{self.kop(part[1])} {part[2]}"
        return self.word(heading, heading, HEADS)

    def met_formule(self, heading: str) -> Name:
        """Heading of the formulas that recompute the column with this heading."""
        return Name(say("excel.met_formule", self.lang, kop=heading))

    def cell(self, heading: str, text: str) -> str:
        """Text in the column with this Dutch heading; a status reads as on the screen, in both languages."""
        if heading == "status" and (key := f"insight.status.{text}") in catalogue():
            return say(key, self.lang)
        return self.word(text, text, CELLS[heading]) if heading in CELLS else text

    def word(self, sleutel: str, text: str, elsewhere: Sequence[str]) -> str:
        """A word of the program in the language of the workbook."""
        if self.lang == "nl":
            return text
        for place in (f"excel.{sleutel}", *(f"{part}.{text}" for part in elsewhere)):
            if place in catalogue():
                return say(place, self.lang)
        return text

    def foot(self, sheet: Worksheet) -> None:
        """What stands at the foot of every page of a sheet."""
        if self.about:
            text = self.about if len(self.about) <= VOET else f"{self.about[: VOET - 1]}…"
            sheet.set_footer(f"&L{text.replace('&', '&&')}&R&P / &N")

    def blad(self, name: str, rows: int, fixed: int = 2) -> Sheet:
        """Add a sheet with a frozen header row and `fixed` frozen columns."""
        sheet = Sheet(self, name, rows)
        sheet.blad.freeze_panes(1, fixed)
        sheet.blad.set_row(0, 48)
        return sheet


class Sheet:
    """A sheet that is filled column by column; row 1 is the header."""

    def __init__(self, book: Book, naam: str, rows: int) -> None:
        self.naam, self.rijen, self.book = book.sheet_name(naam), rows, book
        self.blad = book.book.add_worksheet(self.naam)
        self.width = 0
        book.foot(self.blad)

    def waarden(self, heading: str, values: Sequence[Cell], style: str = "geheel", width: int = 12) -> str:
        """Write a column of values; gives its letter."""
        letter = self._kolom(heading, "kop", width)
        layout = self.book.formats[style]
        for row, value in enumerate(values, 1):
            if isinstance(value, str):
                self.blad.write_string(row, self.width - 1, self.book.cell(heading, value))
            elif value is not None:
                self.blad.write_number(row, self.width - 1, value, layout)
        return letter

    def formulas(self, heading: str, template: Template, values: Sequence[Any], style: str = "geheel") -> str:
        """Write a column of formulas with their known values; gives its letter."""
        letter = self._kolom(heading, "kop_formule", 14)
        layout = self.book.formats[style]
        for row, value in enumerate(values):
            formula = template if isinstance(template, str) else template(row)
            text = "=" + formula.replace("{r}", str(row + 2))
            self.blad.write_formula(row + 1, self.width - 1, text, layout, float(value))
        return letter

    def totaal(self, letters: Sequence[str], totals: Sequence[float]) -> None:
        """Write sums below columns."""
        layout = self.book.formats["totaal"]
        self.blad.write_string(self.rijen + 1, 1, self.book.kop("totaal"), layout)
        for letter, total in zip(letters, totals, strict=True):
            place = f"{letter}{self.rijen + 2}"
            self.blad.write_formula(place, f"=SUM({letter}2:{letter}{self.rijen + 1})", layout, float(total))

    def noot(self, text: str) -> None:
        """Write a sentence below the rows and their sums, in one cell, so that nobody reads it as a row."""
        self.blad.write_string(self.rijen + 3, 0, text)

    def cell_range(self, letter: str, *, elders: bool = False) -> str:
        """All data rows of a column, as an absolute range; `elders`: for a formula on another sheet."""
        sheet = f"'{self.naam}'!" if elders else ""
        return f"{sheet}${letter}$2:${letter}${self.rijen + 1}"

    def _kolom(self, heading: str, style: str, width: int) -> str:
        self.blad.write_string(0, self.width, self.book.kop(heading), self.book.formats[style])
        self.blad.set_column(self.width, self.width, width)
        self.width += 1
        return str(xl_col_to_name(self.width - 1))
