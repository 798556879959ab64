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

from verdeling.errors import Probleem
from verdeling.inputs.sheet import (
    LAST_ROW,
    MOST_ROWS,
    MOST_UNPACKED,
    Counter,
    Onleesbaar,
    Row,
    Sheet,
    te_veel,
    without_empty_tail,
)

if TYPE_CHECKING:
    from openpyxl import Workbook

GELEZEN_DELEN: Final = re.compile(r"xl/(?:worksheets/[^/]+|[^/]+)\.xml", re.IGNORECASE)
"""Parts of the zip that are read whole; pictures and the like are not."""
HERREKEN: Final = re.compile(rb'<(?:\w+:)?calcPr[^>]*\bfullCalcOnLoad="(?:1|true)"')
FORMULE: Final = re.compile(rb"<(?:\w+:)?f[ />]")
STUK: Final = 1 << 20
Waarden = tuple[Any, ...]


@dataclass(frozen=True)
class Werkmap:
    """The visible sheets of a workbook, and the names of the others."""

    bladen: tuple[Sheet, ...]
    verborgen: tuple[str, ...]


def workbook_from_bytes(bestand: str, data: bytes) -> Werkmap:
    """Read all visible sheets.

    Raises
    ------
    Onleesbaar
        When it is no workbook, or more than is read.
    """
    try:
        formules, herreken = _judge(bestand, data)
        with warnings.catch_warnings():
            # What openpyxl cannot keep when it writes does not matter to who only reads.
            warnings.simplefilter("ignore")
            return _lees(bestand, data, formules=formules, herreken=herreken)
    except Onleesbaar:
        raise
    except Exception:  # noqa: BLE001  openpyxl passes on whatever a broken file makes its parsers raise
        raise Onleesbaar(Probleem.van("V120", bestand)) from None


def _judge(bestand: str, data: bytes) -> tuple[bool, bool]:
    """Judge the size of the parts before unpacking; whether there are formulas, and ones to recompute."""
    with zipfile.ZipFile(io.BytesIO(data)) as archief:
        delen = [d for d in archief.infolist() if GELEZEN_DELEN.fullmatch(d.filename)]
        omvang = sum(d.file_size for d in delen)
        if omvang > MOST_UNPACKED:
            raise Onleesbaar(Probleem.van("V126", bestand, mb=omvang // 10**6, grens=MOST_UNPACKED // 10**6))
        bladen = [d for d in delen if "worksheets/" in d.filename.casefold()]
        formules = any(_bevat(archief, d, FORMULE) for d in bladen)
        return formules, any(_bevat(archief, d, HERREKEN) for d in delen if d not in bladen)


def _bevat(archief: zipfile.ZipFile, deel: zipfile.ZipInfo, patroon: re.Pattern[bytes]) -> bool:
    vorige = b""
    with archief.open(deel) as bron:
        while stuk := bron.read(STUK):
            if patroon.search(vorige + stuk):
                return True
            vorige = stuk[-1000:]
    return False


def _lees(bestand: str, data: bytes, *, formules: bool, herreken: bool) -> Werkmap:
    boek = _open(data, waarden=True)
    bron = _open(data, waarden=False) if formules else None
    try:
        zichtbaar = [b for b in boek.worksheets if b.sheet_state == "visible"]
        bladen = []
        for blad in zichtbaar:
            tweede = bron[blad.title] if bron is not None else None
            rijen = _rijen(
                bestand, _waarden(blad), repeat(()) if tweede is None else _waarden(tweede), herreken
            )
            bladen.append(Sheet(bestand, tuple(rijen), naam=blad.title))
        if len(bladen) > 1:
            bladen = [replace(b, bestand=f"{bestand}#{b.naam}") for b in bladen]
        verborgen = tuple(b.title for b in boek.worksheets if b.sheet_state != "visible")
        return Werkmap(tuple(bladen), verborgen)
    finally:
        boek.close()
        if bron is not None:
            bron.close()


def _open(data: bytes, *, waarden: bool) -> Workbook:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=waarden)


def _waarden(blad: Any) -> Iterator[Waarden]:  # noqa: ANN401
    # The range that a sheet says it uses is often wrong: too small loses rows, too large never ends.
    blad.reset_dimensions()
    return iter(blad.iter_rows(values_only=True))


def _rijen(
    bestand: str, waarden: Iterator[Waarden], formules: Iterator[Waarden], herreken: bool
) -> Iterator[Row]:
    teller, leeg = Counter(bestand), 0
    for nummer, (rij, bron) in enumerate(zip(waarden, formules, strict=False), start=1):
        if nummer > LAST_ROW:
            raise te_veel(f"{bestand}:{nummer}", "rijen", nummer, LAST_ROW)
        if not rij:
            continue
        verdacht = _suspect(rij, bron, herreken)
        cellen = without_empty_tail([cell_text(w) for w in rij])
        if cellen or verdacht:
            teller.tel(nummer, cellen)
            yield Row(nummer, tuple(cellen), verdacht)
            continue
        leeg += 1
        if leeg > MOST_ROWS:
            raise te_veel(f"{bestand}:{nummer}", "lege_rijen", leeg, MOST_ROWS)


def _suspect(rij: Waarden, bron: Waarden, herreken: bool) -> Mapping[int, str]:
    """Formulas without a result: none is stored, or a nought by a program that leaves computing to others."""
    uit = {}
    for j, (waarde, formule) in enumerate(zip(rij, bron, strict=False)):
        if waarde is None or (herreken and waarde == 0):
            # An array formula is an object with its text; a table of data is one without.
            text = formule if isinstance(formule, str) else str(getattr(formule, "text", "") or "")
            if text.startswith("="):
                uit[j] = text
    return MappingProxyType(uit)


def cell_text(waarde: object) -> str:
    """Text of a cell; a number as a decimal with a point and the 15 digits that spreadsheets vouch for."""
    if waarde is None:
        return ""
    if isinstance(waarde, float | Decimal):
        exact = Decimal(f"{waarde:.15g}") if isinstance(waarde, float) else waarde
        text = format(exact, "f")
        # A cell that holds a number is never ambiguous: one more decimal says that 1.234 means just that.
        return f"{text}0" if len(text.partition(".")[2]) == 3 else text
    if isinstance(waarde, dt.datetime) and waarde.time() == dt.time():
        return waarde.date().isoformat()
    return str(waarde).strip()
