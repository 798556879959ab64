"""What a file holds before anyone knows what it means: sheets of text cells, and how much is read at most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from verdeling.errors import Problem
from verdeling.texts import Reference

MOST_BYTES: Final = 50_000_000
MOST_UNPACKED: Final = 60_000_000
"""Bytes of the parts of a workbook that are read, unpacked."""
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 1_000
MOST_CELLS: Final = 1_000_000
MOST_CHARACTERS: Final = 32_767
"""In one cell; no spreadsheet holds more."""
FIXED_DATE: Final = dt.datetime(2000, 1, 1)
"""Creation date inside a workbook of ours: equal inputs give equal bytes."""
LAST_ROW: Final = 1_048_576
"""Of any sheet of any spreadsheet."""


@dataclass(frozen=True)
class Row:
    """One row that is not blank.

    Attributes
    ----------
    nummer
        Its number in the file.
    cells
        Text of its cells, stripped.
    formulas
        Formulas whose stored result is absent or not to be trusted, by the place of their cell.
    los
        Whether a quotation mark stands loose in it.
    """

    nummer: int
    cells: tuple[str, ...]
    formulas: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    los: bool = False

    def cell(self, place: int) -> str:
        """Text of a cell; empty where the row has none."""
        return self.cells[place] if place < len(self.cells) else ""

    def alleen(self, places: Collection[int]) -> Row:
        """The same row with the cells of these places alone."""
        return replace(self, cells=tuple(c if j in places else "" for j, c in enumerate(self.cells)))

    @property
    def gevuld(self) -> tuple[int, ...]:
        """Places of the cells that hold something."""
        return tuple(j for j, c in enumerate(self.cells) if c)


@dataclass(frozen=True)
class Sheet:
    """A csv file, or one sheet of a workbook.

    Attributes
    ----------
    bestand
        Name of the file; of a workbook with several sheets ``file#sheet``.
    rijen
        Its rows, without the blank ones.
    teken
        Separator of a csv file; empty for a workbook.
    naam
        Name of the sheet; empty for a csv file.
    meldingen
        What a reader must know of how it was read.
    """

    bestand: str
    rijen: tuple[Row, ...]
    teken: str = ""
    naam: str = ""
    meldingen: tuple[Problem, ...] = ()

    def zonder_tekens(self, signs: Collection[str]) -> Sheet:
        """The same sheet in which a cell with one of these texts alone is empty."""
        return replace(
            self,
            rijen=tuple(
                replace(row, cells=tuple("" if c in signs else c for c in row.cells)) for row in self.rijen
            ),
        )


class UnreadableSheet(Exception):  # noqa: N818
    """A file that cannot be a table; carries its problems, for the caller to collect."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problemen = problems


def too_many(where: str, what: str, count: int, limit: int) -> UnreadableSheet:
    """More `what` (rijen, kolommen, cellen, tekens) than are read."""
    return UnreadableSheet(
        Problem.van("V109", where, wat=Reference(f"inputs.{what}"), aantal=count, grens=limit)
    )


class Counter:
    """Watches the limits while rows are read."""

    def __init__(self, file: str) -> None:
        self.bestand, self.rijen, self.cells = file, 0, 0

    def count(self, number: int, cells: list[str]) -> None:
        """Count a row.

        Raises
        ------
        Onleesbaar
            As soon as a limit is passed.
        """
        self.rijen += 1
        self.cells += len(cells)
        if self.rijen > MOST_ROWS:
            raise too_many(f"{self.bestand}:{number}", "rijen", self.rijen, MOST_ROWS)
        if len(cells) > MOST_COLUMNS:
            raise too_many(f"{self.bestand}:{number}", "kolommen", len(cells), MOST_COLUMNS)
        if self.cells > MOST_CELLS:
            raise too_many(f"{self.bestand}:{number}", "cellen", self.cells, MOST_CELLS)
        longest = max(map(len, cells), default=0)
        if longest > MOST_CHARACTERS:
            raise too_many(f"{self.bestand}:{number}", "tekens", longest, MOST_CHARACTERS)


def without_empty_tail(cells: list[str]) -> list[str]:
    """Drop the empty cells at the end."""
    while cells and not cells[-1]:
        cells.pop()
    return cells
