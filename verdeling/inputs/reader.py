"""Files of users as tables of text: csv or workbook, one sheet of it, whatever stands around the table.

Nothing is guessed: what cannot be read for certain becomes a problem with its place. Places are written as
``file:row:column``.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from verdeling.errors import Probleem, oorzaak
from verdeling.inputs.csv_file import BESTURING, sheet_from_csv
from verdeling.inputs.dataframes import Kaders
from verdeling.inputs.layout import Line, Tabel, find_heading, kort, table_of
from verdeling.inputs.sheet import MOST_BYTES, Onleesbaar, Sheet
from verdeling.inputs.workbook_file import workbook_from_bytes

__all__ = ["Line", "Onleesbaar", "Tabel", "bladen", "read_table", "splits", "table_from_csv"]

WERKMAPPEN: Final = frozenset({".xlsx", ".xlsm"})
GELEZEN: Final = WERKMAPPEN | {".csv", ".tsv"}
WERKMAPBEGIN: Final = (b"PK", b"\xd0\xcf\x11\xe0")
"""What a workbook begins with, also an old or locked one."""
NIET_GELEZEN: Final = frozenset({".xls", ".xlsb", ".ods", ".fods", ".numbers", ".xltx", ".xltm"})
"""Kinds of spreadsheet that must be saved as another kind first."""


@dataclass(frozen=True)
class Bestand:
    """A file: its sheets that can be used, and the names of hidden ones."""

    pad: Path
    bladen: tuple[Sheet, ...]
    verborgen: tuple[str, ...] = ()


def splits(pad: Path) -> tuple[Path, str]:
    """File and sheet of ``file.xlsx#sheet``; no sheet for a path without, or that exists as it is."""
    name, sign, sheet = pad.name.rpartition("#")
    if not sign or pad.exists() or Path(name).suffix.casefold() not in WERKMAPPEN:
        return pad, ""
    return pad.with_name(name), sheet


def bladen(pad: Path) -> Bestand:
    """Read all sheets of a file; ``file.xlsx#sheet`` asks for one.

    Raises
    ------
    Onleesbaar
        When it is no regular file, too large, or of a kind that is not read.
    """
    pad, asked = splits(pad)
    data = _bytes(pad)
    kind = pad.suffix.casefold()
    if kind in NIET_GELEZEN:
        raise Onleesbaar(Probleem.van("V108", pad.name, soort=kind))
    if not data:
        raise Onleesbaar(Probleem.van("V111", pad.name))
    if kind in WERKMAPPEN and not data.startswith(WERKMAPBEGIN) and not BESTURING.search(data):
        raise Onleesbaar(Probleem.van("V778", pad.name, naam=f"{pad.stem}.csv"))
    if kind not in WERKMAPPEN:
        return Bestand(pad, (sheet_from_csv(pad.name, data),))
    workbook = workbook_from_bytes(pad.name, data)
    chosen = [b for b in workbook.bladen if not asked or b.naam.casefold() == asked.casefold()]
    if not chosen:
        names = ", ".join(b.naam for b in workbook.bladen)
        raise Onleesbaar(Probleem.van("V129", pad.name, blad=asked or "–", namen=names or "–"))
    return Bestand(pad, tuple(chosen), workbook.verborgen)


def _bytes(path: Path) -> bytes:
    try:
        state = path.stat()
        if not (stat.S_ISREG(state.st_mode) or stat.S_ISDIR(state.st_mode)):
            # A pipe would wait for ever, a device never end.
            raise Onleesbaar(Probleem.van("V106", path.name))
        if state.st_size > MOST_BYTES and stat.S_ISREG(state.st_mode):
            mb = {"mb": state.st_size // 10**6, "grens": MOST_BYTES // 10**6}
            raise Onleesbaar(Probleem.van("V107", path.name, **mb))
        return path.read_bytes()
    except OSError as error:
        raise Onleesbaar(Probleem.van("V110", path.name, reden=oorzaak(error))) from None
    except ValueError:
        raise Onleesbaar(Probleem.van("V110", repr(path.name), reden="null")) from None


def read_table(pad: Path | Kaders, required: Iterable[str] = ()) -> Tabel:
    """Read one table: of a workbook the first visible sheet that has what is required.

    Parameters
    ----------
    pad
        The file; its suffix tells the kind. ``file.xlsx#sheet`` chooses a sheet. Or one table in memory.
    required
        Columns that must be there.

    Raises
    ------
    Onleesbaar
        With all structural problems of the file.
    """
    required = tuple(required)
    if isinstance(pad, Kaders):
        return table_of(pad.bladen[0], required)
    file = bladen(pad)
    fitting = [b for b in file.bladen if past(b, required)]
    chosen = fitting[0] if fitting else _first_filled(file.bladen)
    table = table_of(chosen, required)
    return replace(table, meldingen=(*bladmelding(file, [chosen], fitting), *table.meldingen))


def past(sheet: Sheet, required: Iterable[str] = ()) -> bool:
    """Whether a sheet has a head with the columns that are required."""
    head = find_heading(sheet, required)
    return head is not None and set(required).issubset(head.namen)


def _first_filled(sheets: Sequence[Sheet]) -> Sheet:
    return next((b for b in sheets if b.rijen), sheets[0])


def bladmelding(file: Bestand, used: Sequence[Sheet], fitting: Sequence[Sheet] = ()) -> list[Probleem]:
    """Note on the sheets of a workbook that are not used: others like it, other ones, hidden ones."""
    also = [b.naam for b in fitting if b not in used]
    otherwise = [b.naam for b in file.bladen if b not in used and b.naam not in also]
    parts = (("V155", otherwise), ("V784", also), ("V785", file.verborgen))
    sheets_ = kort([b.naam for b in used]) or "–"
    where = file.pad.name
    return [Probleem.van(code, where, blad=sheets_, namen=kort(n), bestand=where) for code, n in parts if n]


def table_from_csv(file: str, data: bytes, required: Iterable[str] = ()) -> Tabel:
    """Table from the bytes of a csv file (see :func:`read_table`)."""
    return table_of(sheet_from_csv(file, data), required)
