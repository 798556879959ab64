"""Tables that a caller has in memory, as the text cells of a file: the same checks read them.

A number in a DataFrame is a number and no text: 14.0 in a column of codes is 14, 1.234 is no thousand, and
what is missing (NaN, None, NA, NaT) is an empty cell, never a nought.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from verdeling.errors import DataError, Problem
from verdeling.inputs.sheet import Counter, Row, Sheet
from verdeling.inputs.workbook_file import cell_text
from verdeling.terms import Brief

if TYPE_CHECKING:
    import pandas as pd

SINGLE_PRECISION: Final = "float32"


@dataclass(frozen=True, repr=False)
class Frames(Brief):
    """Tables by name, in place of the files of a data folder; rows are numbered from 1, the head is row 0."""

    sheets: tuple[Sheet, ...]

    @property
    def name(self) -> str:
        """What problems call them, where a folder has its name."""
        return "DataFrame"

    def hashes(self) -> dict[str, str]:
        """Checksum of the cells of each table."""
        return {
            sheet.bestand: hashlib.sha256(json.dumps([r.cells for r in sheet.rijen]).encode()).hexdigest()
            for sheet in self.sheets
        }


def from_dataframes(frames: Mapping[str, pd.DataFrame], known: Iterable[str]) -> Frames:
    """Take tables over from DataFrames; an index with a name counts as columns.

    Parameters
    ----------
    frames
        DataFrame by the name of its table.
    known
        Names that a table can have.

    Raises
    ------
    DataError
        Unknown table, or columns with names of several levels.
    """
    choice = tuple(known)
    problems = [
        Problem.van("V643", "data", naam=str(name)[:60], keus=", ".join(choice))
        for name in frames
        if name not in choice
    ]
    problems += [Problem.van("V644", str(n)[:60]) for n, k in frames.items() if k.columns.nlevels > 1]
    if not set(frames) - {"bronnen"}:
        problems.append(Problem.van("V645", "data", keus=", ".join(choice)))
    if problems:
        raise DataError(problems)
    return Frames(tuple(Sheet(name, tuple(_rows(name, frame))) for name, frame in sorted(frames.items())))


def _rows(name: str, frame: pd.DataFrame) -> Iterator[Row]:
    named = [n for n in frame.index.names if n is not None and n not in frame.columns]
    whole = frame.reset_index(level=named) if named else frame
    columns = [[str(head).strip(), *_cells(whole.iloc[:, j])] for j, head in enumerate(whole.columns)]
    numerator = Counter(name)
    for number, row in enumerate(zip(*columns, strict=True)):
        if any(row):
            numerator.count(number, list(row))
            yield Row(number, row)


def _cells(column: pd.Series[Any]) -> list[str]:
    # A float of single precision vouches for seven digits: as a double it shows digits that nobody wrote.
    single = str(column.dtype).casefold() == SINGLE_PRECISION
    empty = column.isna()
    return [
        "" if mist else _cell(float(str(value)) if single else value)
        for value, mist in zip(column.astype(object), empty, strict=True)
    ]


def _cell(value: Any) -> str:  # noqa: ANN401
    """Text of a value, as that of a cell in a workbook."""
    return cell_text(value.item() if hasattr(value, "dtype") and hasattr(value, "item") else value)
