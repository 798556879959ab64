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
    naam, teken, blad = pad.name.rpartition("#")
    if not teken or pad.exists() or Path(naam).suffix.casefold() not in WERKMAPPEN:
        return pad, ""
    return pad.with_name(naam), blad


def bladen(pad: Path) -> Bestand:
    """Read all sheets of a file; ``file.xlsx#sheet`` asks for one.

    Raises
    ------
    Onleesbaar
        When it is no regular file, too large, or of a kind that is not read.
    """
    pad, gevraagd = splits(pad)
    data = _bytes(pad)
    soort = pad.suffix.casefold()
    if soort in NIET_GELEZEN:
        raise Onleesbaar(Probleem.van("V108", pad.name, soort=soort))
    if not data:
        raise Onleesbaar(Probleem.van("V111", pad.name))
    if soort in WERKMAPPEN and not data.startswith(WERKMAPBEGIN) and not BESTURING.search(data):
        raise Onleesbaar(Probleem.van("V778", pad.name, naam=f"{pad.stem}.csv"))
    if soort not in WERKMAPPEN:
        return Bestand(pad, (sheet_from_csv(pad.name, data),))
    werkmap = workbook_from_bytes(pad.name, data)
    gekozen = [b for b in werkmap.bladen if not gevraagd or b.naam.casefold() == gevraagd.casefold()]
    if not gekozen:
        namen = ", ".join(b.naam for b in werkmap.bladen)
        raise Onleesbaar(Probleem.van("V129", pad.name, blad=gevraagd or "–", namen=namen or "–"))
    return Bestand(pad, tuple(gekozen), werkmap.verborgen)


def _bytes(pad: Path) -> bytes:
    try:
        toestand = pad.stat()
        if not (stat.S_ISREG(toestand.st_mode) or stat.S_ISDIR(toestand.st_mode)):
            # A pipe would wait for ever, a device never end.
            raise Onleesbaar(Probleem.van("V106", pad.name))
        if toestand.st_size > MOST_BYTES and stat.S_ISREG(toestand.st_mode):
            mb = {"mb": toestand.st_size // 10**6, "grens": MOST_BYTES // 10**6}
            raise Onleesbaar(Probleem.van("V107", pad.name, **mb))
        return pad.read_bytes()
    except OSError as fout:
        raise Onleesbaar(Probleem.van("V110", pad.name, reden=oorzaak(fout))) from None
    except ValueError:
        raise Onleesbaar(Probleem.van("V110", repr(pad.name), reden="null")) from None


def read_table(pad: Path | Kaders, vereist: Iterable[str] = ()) -> Tabel:
    """Read one table: of a workbook the first visible sheet that has what is required.

    Parameters
    ----------
    pad
        The file; its suffix tells the kind. ``file.xlsx#sheet`` chooses a sheet. Or one table in memory.
    vereist
        Columns that must be there.

    Raises
    ------
    Onleesbaar
        With all structural problems of the file.
    """
    vereist = tuple(vereist)
    if isinstance(pad, Kaders):
        return table_of(pad.bladen[0], vereist)
    bestand = bladen(pad)
    passend = [b for b in bestand.bladen if past(b, vereist)]
    gekozen = passend[0] if passend else _first_filled(bestand.bladen)
    tabel = table_of(gekozen, vereist)
    return replace(tabel, meldingen=(*bladmelding(bestand, [gekozen], passend), *tabel.meldingen))


def past(blad: Sheet, vereist: Iterable[str] = ()) -> bool:
    """Whether a sheet has a head with the columns that are required."""
    kop = find_heading(blad, vereist)
    return kop is not None and set(vereist).issubset(kop.namen)


def _first_filled(sheets: Sequence[Sheet]) -> Sheet:
    return next((b for b in sheets if b.rijen), sheets[0])


def bladmelding(bestand: Bestand, gebruikt: Sequence[Sheet], passend: Sequence[Sheet] = ()) -> list[Probleem]:
    """Note on the sheets of a workbook that are not used: others like it, other ones, hidden ones."""
    ook = [b.naam for b in passend if b not in gebruikt]
    anders = [b.naam for b in bestand.bladen if b not in gebruikt and b.naam not in ook]
    delen = (("V155", anders), ("V784", ook), ("V785", bestand.verborgen))
    bladen_ = kort([b.naam for b in gebruikt]) or "–"
    waar = bestand.pad.name
    return [Probleem.van(code, waar, blad=bladen_, namen=kort(n), bestand=waar) for code, n in delen if n]


def table_from_csv(bestand: str, data: bytes, vereist: Iterable[str] = ()) -> Tabel:
    """Table from the bytes of a csv file (see :func:`read_table`)."""
    return table_of(sheet_from_csv(bestand, data), vereist)
