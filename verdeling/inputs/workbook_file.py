"""Workbooks as sheets: .xlsx and .xlsm. A formula counts by its stored value, where that can be trusted."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import repeat
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from verdeling.errors import Problem
from verdeling.inputs.sheet import (
    FIXED_DATE,
    LAST_ROW,
    MOST_ROWS,
    MOST_UNPACKED,
    Counter,
    Row,
    Sheet,
    UnreadableSheet,
    too_many,
    without_empty_tail,
)
from verdeling.texts import LANGS, say

if TYPE_CHECKING:
    from openpyxl import Workbook

READ_PARTS: Final = re.compile(r"xl/(?:worksheets/[^/]+|[^/]+)\.xml", re.IGNORECASE)
"""Parts of the zip that are read whole; pictures and the like are not."""
RECALCULATE: Final = re.compile(rb'<(?:\w+:)?calcPr[^>]*\bfullCalcOnLoad="(?:1|true)"')
FORMULE: Final = re.compile(rb"<(?:\w+:)?f[ />]")
PIECE: Final = 1 << 20
CellValues = tuple[Any, ...]


@dataclass(frozen=True)
class ReadWorkbook:
    """The visible sheets of a workbook, the names of the others, and whether it is a result of ours."""

    sheets: tuple[Sheet, ...]
    verborgen: tuple[str, ...]
    uitkomst: bool = False


def workbook_from_bytes(file: str, data: bytes) -> ReadWorkbook:
    """Read all visible sheets.

    Raises
    ------
    Onleesbaar
        When it is no workbook, or more than is read.
    """
    try:
        formulas, herreken = _judge(file, data)
        with warnings.catch_warnings():
            # What openpyxl cannot keep when it writes does not matter to who only reads.
            warnings.simplefilter("ignore")
            return _read(file, data, formulas=formulas, herreken=herreken)
    except UnreadableSheet:
        raise
    except Exception:  # noqa: BLE001  openpyxl passes on whatever a broken file makes its parsers raise
        raise UnreadableSheet(Problem.van("V120", file)) from None


def _judge(file: str, data: bytes) -> tuple[bool, bool]:
    """Judge the size of the parts before unpacking; whether there are formulas, and ones to recompute."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [d for d in archive.infolist() if READ_PARTS.fullmatch(d.filename)]
        size = sum(d.file_size for d in parts)
        if size > MOST_UNPACKED:
            raise UnreadableSheet(Problem.van("V126", file, mb=size // 10**6, grens=MOST_UNPACKED // 10**6))
        sheets = [d for d in parts if "worksheets/" in d.filename.casefold()]
        formulas = any(_contains(archive, d, FORMULE) for d in sheets)
        return formulas, any(_contains(archive, d, RECALCULATE) for d in parts if d not in sheets)


def _contains(archive: zipfile.ZipFile, part: zipfile.ZipInfo, patroon: re.Pattern[bytes]) -> bool:
    previous = b""
    with archive.open(part) as bron:
        while piece := bron.read(PIECE):
            if patroon.search(previous + piece):
                return True
            previous = piece[-1000:]
    return False


def _read(file: str, data: bytes, *, formulas: bool, herreken: bool) -> ReadWorkbook:
    book = _open(data, waarden=True)
    bron = _open(data, waarden=False) if formulas else None
    try:
        visible = [b for b in book.worksheets if b.sheet_state == "visible"]
        ours = (book.properties.title, book.properties.created) == ("verdeling", FIXED_DATE)
        herreken = herreken and not ours  # our formulas have the value that they recompute
        sheets = []
        for sheet in visible:
            second = bron[sheet.title] if bron is not None else None
            rows = _rows(file, _values(sheet), repeat(()) if second is None else _values(second), herreken)
            sheets.append(Sheet(file, tuple(rows), naam=sheet.title))
        if len(sheets) > 1:
            sheets = [replace(b, bestand=f"{file}#{b.naam}") for b in sheets]
        hidden = tuple(b.title for b in book.worksheets if b.sheet_state != "visible")
        return ReadWorkbook(tuple(sheets), hidden, uitkomst=ours and any(is_main(b.naam) for b in sheets))
    finally:
        book.close()
        if bron is not None:
            bron.close()


def _open(data: bytes, *, waarden: bool) -> Workbook:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=waarden)


def _values(sheet: Any) -> Iterator[CellValues]:  # noqa: ANN401
    # The range that a sheet says it uses is often wrong: too small loses rows, too large never ends.
    sheet.reset_dimensions()
    return iter(sheet.iter_rows(values_only=True))


def _rows(
    file: str, values: Iterator[CellValues], formulas: Iterator[CellValues], herreken: bool
) -> Iterator[Row]:
    numerator, empty = Counter(file), 0
    for number, (row, bron) in enumerate(zip(values, formulas, strict=False), start=1):
        if number > LAST_ROW:
            raise too_many(f"{file}:{number}", "rijen", number, LAST_ROW)
        if not row:
            continue
        suspect = _suspect(row, bron, herreken)
        cells = without_empty_tail([cell_text(w) for w in row])
        if cells or suspect:
            numerator.count(number, cells)
            yield Row(number, tuple(cells), suspect)
            continue
        empty += 1
        if empty > MOST_ROWS:
            raise too_many(f"{file}:{number}", "lege_rijen", empty, MOST_ROWS)


def _suspect(row: CellValues, bron: CellValues, herreken: bool) -> Mapping[int, str]:
    """Formulas without a result: none is stored, or a nought by a program that leaves computing to others."""
    out = {}
    for j, (value, formula) in enumerate(zip(row, bron, strict=False)):
        if value is None or (herreken and value == 0):
            # An array formula is an object with its text; a table of data is one without.
            text = formula if isinstance(formula, str) else str(getattr(formula, "text", "") or "")
            if text.startswith("="):
                out[j] = text
    return MappingProxyType(out)


def is_main(name: str) -> bool:
    """Whether a sheet of a result has the figures of a task, by its name."""
    return name.partition(" ")[0] in {say("excel.blad.verdeling", lang) for lang in LANGS}


def cell_text(value: object) -> str:
    """Text of a cell; a number as a decimal with a point and the 15 digits that spreadsheets vouch for."""
    if value is None:
        return ""
    if isinstance(value, float | Decimal):
        exact = Decimal(f"{value:.15g}") if isinstance(value, float) else value
        text = format(exact, "f")
        # A cell that holds a number is never ambiguous: one more decimal says that 1.234 means just that.
        return f"{text}0" if len(text.partition(".")[2]) == 3 else text
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value).strip()
