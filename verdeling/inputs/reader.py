"""Files of users as tables of text: csv or workbook, one sheet of it, whatever stands around the table.

Nothing is guessed: what cannot be read for certain becomes a problem with its place. Places are written as
``file:row:column``.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from verdeling.errors import Problem, cause_of
from verdeling.inputs.csv_file import CONTROL, sheet_from_csv
from verdeling.inputs.dataframes import Frames
from verdeling.inputs.layout import Line, Tabel, find_heading, short_list, table_of
from verdeling.inputs.sheet import MOST_BYTES, Sheet, UnreadableSheet
from verdeling.inputs.workbook_file import is_main, workbook_from_bytes

__all__ = ["Line", "UnreadableSheet", "Tabel", "read_sheets", "read_table", "splits", "table_from_csv"]

WORKBOOKS: Final = frozenset({".xlsx", ".xlsm"})
READ: Final = WORKBOOKS | {".csv", ".tsv"}
WORKBOOK_START: Final = (b"PK", b"\xd0\xcf\x11\xe0")
"""What a workbook begins with, also an old or locked one."""
NOT_READ: Final = frozenset({".xls", ".xlsb", ".ods", ".fods", ".numbers", ".xltx", ".xltm"})
"""Kinds of spreadsheet that must be saved as another kind first."""


@dataclass(frozen=True)
class InputFile:
    """A file: its sheets that can be used, the names of hidden ones, and whether it is a result of ours."""

    pad: Path
    sheets: tuple[Sheet, ...]
    verborgen: tuple[str, ...] = ()
    uitkomst: bool = False

    @property
    def hoofdbladen(self) -> tuple[Sheet, ...]:
        """The sheets of a result that have the figures of a task; empty for any other file."""
        return tuple(b for b in self.sheets if self.uitkomst and is_main(b.naam))


def splits(pad: Path) -> tuple[Path, str]:
    """File and sheet of ``file.xlsx#sheet``; no sheet for a path without, or that exists as it is."""
    name, sign, sheet = pad.name.rpartition("#")
    if not sign or pad.exists() or Path(name).suffix.casefold() not in WORKBOOKS:
        return pad, ""
    return pad.with_name(name), sheet


def read_sheets(pad: Path) -> InputFile:
    """Read all sheets of a file; ``file.xlsx#sheet`` asks for one.

    Raises
    ------
    Onleesbaar
        When it is no regular file, too large, or of a kind that is not read.
    """
    pad, asked = splits(pad)
    data = _bytes(pad)
    kind = pad.suffix.casefold()
    if kind in NOT_READ:
        raise UnreadableSheet(Problem.van("V108", pad.name, soort=kind))
    if not data:
        raise UnreadableSheet(Problem.van("V111", pad.name))
    if kind in WORKBOOKS and not data.startswith(WORKBOOK_START) and not CONTROL.search(data):
        raise UnreadableSheet(Problem.van("V778", pad.name, naam=f"{pad.stem}.csv"))
    if kind not in WORKBOOKS:
        return InputFile(pad, (sheet_from_csv(pad.name, data),))
    workbook = workbook_from_bytes(pad.name, data)
    chosen = [b for b in workbook.sheets if not asked or b.naam.casefold() == asked.casefold()]
    if not chosen:
        names = ", ".join(b.naam for b in workbook.sheets)
        raise UnreadableSheet(Problem.van("V129", pad.name, blad=asked or "–", namen=names or "–"))
    return InputFile(pad, tuple(chosen), workbook.verborgen, workbook.uitkomst)


def _bytes(path: Path) -> bytes:
    try:
        state = path.stat()
        if not (stat.S_ISREG(state.st_mode) or stat.S_ISDIR(state.st_mode)):
            # A pipe would wait for ever, a device never end.
            raise UnreadableSheet(Problem.van("V106", path.name))
        if state.st_size > MOST_BYTES and stat.S_ISREG(state.st_mode):
            mb = {"mb": state.st_size // 10**6, "grens": MOST_BYTES // 10**6}
            raise UnreadableSheet(Problem.van("V107", path.name, **mb))
        return path.read_bytes()
    except OSError as error:
        raise UnreadableSheet(Problem.van("V110", path.name, reden=cause_of(error))) from None
    except ValueError:
        raise UnreadableSheet(Problem.van("V110", repr(path.name), reden="null")) from None


def read_table(
    pad: Path | Frames,
    required: Iterable[str] = (),
    suits: Callable[[InputFile], Sequence[Sheet]] = lambda _: (),
) -> Tabel:
    """Read one table: of a workbook the first visible sheet that has what is required.

    Parameters
    ----------
    pad
        The file; its suffix tells the kind. ``file.xlsx#sheet`` chooses a sheet. Or one table in memory.
    required
        Columns that must be there.
    suits
        Sheets that the caller would rather have, best first; it may raise `UnreadableSheet`.

    Raises
    ------
    Onleesbaar
        With all structural problems of the file.
    """
    required = tuple(required)
    if isinstance(pad, Frames):
        return table_of(pad.sheets[0], required)
    file = read_sheets(pad)
    fitting = suits(file) or [b for b in file.sheets if past(b, required)]
    chosen = fitting[0] if fitting else _first_filled(file.sheets)
    table = table_of(chosen, required)
    return replace(table, meldingen=(*sheet_note(file, [chosen], fitting), *table.meldingen))


def past(sheet: Sheet, required: Iterable[str] = ()) -> bool:
    """Whether a sheet has a head with the columns that are required."""
    head = find_heading(sheet, required)
    return head is not None and set(required).issubset(head.namen)


def _first_filled(sheets: Sequence[Sheet]) -> Sheet:
    return next((b for b in sheets if b.rijen), sheets[0])


def sheet_note(file: InputFile, used: Sequence[Sheet], fitting: Sequence[Sheet] = ()) -> list[Problem]:
    """Note on the sheets of a workbook that are not used: others like it, other ones, hidden ones."""
    also = [b.naam for b in fitting if b not in used]
    otherwise = [b.naam for b in file.sheets if b not in used and b.naam not in also]
    parts = (("V155", otherwise), ("V784", also), ("V785", file.verborgen))
    sheets_ = short_list([b.naam for b in used]) or "–"
    where = file.pad.name
    return [
        Problem.van(code, where, blad=sheets_, namen=short_list(n), bestand=where) for code, n in parts if n
    ]


def table_from_csv(file: str, data: bytes, required: Iterable[str] = ()) -> Tabel:
    """Table from the bytes of a csv file (see :func:`read_table`)."""
    return table_of(sheet_from_csv(file, data), required)
