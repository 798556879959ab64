"""Files of users as tables of text: comma or semicolon, with or without BOM, csv or xlsx.

Nothing is guessed: what cannot be read for certain becomes a problem with its place. Places are written as
``file:row:column``.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from verdeling.errors import Probleem, oorzaak

BESTURING: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Control characters that no text file has."""
AANGEHAALD: Final = re.compile(r'"[^"]*"')


@dataclass(frozen=True)
class Rij:
    """One row of a file: its row number there and its cells, as many as the head has."""

    nummer: int
    cellen: tuple[str, ...]


@dataclass(frozen=True)
class Tabel:
    """A table of text cells, stripped of white space; column names in lower case."""

    bestand: str
    kop: tuple[str, ...]
    rijen: tuple[Rij, ...]

    def kolom(self, naam: str) -> tuple[str, ...]:
        """Cells of one column; empty texts when the table has no such column."""
        if naam not in self.kop:
            return ("",) * len(self.rijen)
        plaats = self.kop.index(naam)
        return tuple(r.cellen[plaats] for r in self.rijen)


class Onleesbaar(Exception):  # noqa: N818
    """A file that cannot be a table; carries its problems, for the caller to collect."""

    def __init__(self, *problemen: Probleem) -> None:
        super().__init__(problemen)
        self.problemen = problemen


def lees_tabel(pad: Path, vereist: Iterable[str]) -> Tabel:
    """Read a csv or xlsx file.

    Parameters
    ----------
    pad
        The file; its suffix tells the kind.
    vereist
        Columns that must be there.

    Raises
    ------
    Onleesbaar
        With all structural problems of the file.
    """
    try:
        data = pad.read_bytes()
    except OSError as fout:
        raise Onleesbaar(Probleem.van("V110", pad.name, reden=oorzaak(fout))) from None
    if not data:
        raise Onleesbaar(Probleem.van("V111", pad.name))
    lees = tabel_uit_xlsx if pad.suffix.lower() == ".xlsx" else tabel_uit_csv
    return lees(pad.name, data, vereist)


def tabel_uit_csv(bestand: str, data: bytes, vereist: Iterable[str] = ()) -> Tabel:
    """Table from the bytes of a csv file (see :func:`lees_tabel`)."""
    text = _tekst(bestand, data)
    teken = _scheidingsteken(bestand, text)
    lezer = csv.reader(io.StringIO(text, newline=""), delimiter=teken, strict=True)
    rijen: list[tuple[int, list[str]]] = []
    begin = 1
    try:
        for cellen in lezer:
            rijen.append((begin, [c.strip() for c in cellen]))
            begin = lezer.line_num + 1
    except csv.Error as fout:
        raise Onleesbaar(Probleem.van("V118", f"{bestand}:{begin}", reden=str(fout))) from None
    return _tabel(bestand, rijen, vereist, teken)


def _tekst(bestand: str, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Onleesbaar(Probleem.van("V113", bestand, byte=0))
    if BESTURING.search(data) or data.startswith(b"PK\x03\x04"):
        raise Onleesbaar(Probleem.van("V112", bestand))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        regel = data.count(b"\n", 0, fout.start) + 1
        raise Onleesbaar(Probleem.van("V113", f"{bestand}:{regel}", byte=fout.start)) from None


def _scheidingsteken(bestand: str, text: str) -> str:
    kop = next((regel for regel in text.splitlines() if regel.strip()), "")
    kaal = AANGEHAALD.sub("", kop)
    if ";" in kaal and "," in kaal:
        raise Onleesbaar(Probleem.van("V114", f"{bestand}:1"))
    if "\t" in kaal:
        raise Onleesbaar(Probleem.van("V115", f"{bestand}:1"))
    return ";" if ";" in kaal else ","


def tabel_uit_xlsx(bestand: str, data: bytes, vereist: Iterable[str] = ()) -> Tabel:
    """Table from the first sheet of an xlsx file; a formula counts by its stored value."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise Onleesbaar(Probleem.van("V120", bestand))
    try:
        waarden, formules = _blad(data, waarden=True), _blad(data, waarden=False)
    except Exception:  # noqa: BLE001  openpyxl passes on whatever a broken file makes its parsers raise
        raise Onleesbaar(Probleem.van("V120", bestand)) from None
    leeg = _lege_formules(bestand, waarden, formules)
    if leeg:
        raise Onleesbaar(*leeg)
    rijen = [(i, [_celtekst(c) for c in rij]) for i, rij in enumerate(waarden, start=1)]
    return _tabel(bestand, rijen, vereist, "")


def _lege_formules(
    bestand: str, waarden: Sequence[tuple[Any, ...]], formules: Sequence[tuple[Any, ...]]
) -> list[Probleem]:
    """Formulas without a stored result: the column by its heading, by its number where it has none."""
    kop = next((rij for rij in waarden if any(rij)), ())
    koppen = [_celtekst(k).casefold() or str(j) for j, k in enumerate(kop, start=1)]
    problemen = []
    for i, (rij, bron) in enumerate(zip(waarden, formules, strict=False), start=1):
        naam = next(
            (f" ({_celtekst(c)})" for k, c in zip(koppen, rij, strict=False) if k == "gemeente" and c), ""
        )
        for j, (waarde, formule) in enumerate(zip(rij, bron, strict=False)):
            if waarde is None and isinstance(formule, str) and formule.startswith("="):
                kolom = koppen[j] if j < len(koppen) else j + 1
                problemen.append(Probleem.van("V121", f"{bestand}:{i}:{kolom}{naam}", formule=formule))
    return problemen


def _blad(data: bytes, *, waarden: bool) -> list[tuple[Any, ...]]:
    import openpyxl

    boek = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=waarden)
    try:
        return list(boek.worksheets[0].iter_rows(values_only=True))
    finally:
        boek.close()


def _celtekst(waarde: object) -> str:
    """Text of a cell; a number as a decimal with a point and the 15 digits that spreadsheets vouch for."""
    if waarde is None:
        return ""
    if isinstance(waarde, float):
        text = format(Decimal(f"{waarde:.15g}"), "f")
        # A cell that holds a number is never ambiguous: one more decimal says that 1.234 means just that.
        return f"{text}0" if "." in text else text
    if isinstance(waarde, dt.datetime) and waarde.time() == dt.time():
        return waarde.date().isoformat()
    return str(waarde).strip()


def _tabel(bestand: str, rijen: Sequence[tuple[int, list[str]]], vereist: Iterable[str], teken: str) -> Tabel:
    gevuld = [(nummer, cellen) for nummer, cellen in rijen if any(cellen)]
    if not gevuld:
        raise Onleesbaar(Probleem.van("V111", bestand))
    (kopnummer, kop), *rest = gevuld
    while not kop[-1]:
        kop.pop()
    namen = [k.casefold() for k in kop]
    problemen = _kopfouten(f"{bestand}:{kopnummer}", namen, vereist)
    if not rest and not problemen:
        problemen.append(Probleem.van("V119", bestand))
    goed = []
    for nummer, cellen in rest:
        if len(cellen) < len(kop) and not teken:
            cellen = cellen + [""] * (len(kop) - len(cellen))
        if len(cellen) < len(kop) or any(cellen[len(kop) :]):
            problemen.append(_breedtefout(f"{bestand}:{nummer}", cellen, len(kop), teken))
        else:
            goed.append(Rij(nummer, tuple(cellen[: len(kop)])))
    if problemen:
        raise Onleesbaar(*problemen)
    return Tabel(bestand, tuple(namen), tuple(goed))


def _kopfouten(waar: str, namen: Sequence[str], vereist: Iterable[str]) -> list[Probleem]:
    problemen = [Probleem.van("V122", waar, kolom=k) for k in vereist if k not in namen]
    problemen += [Probleem.van("V124", waar, nummer=i) for i, k in enumerate(namen, start=1) if not k]
    dubbel = sorted({k for k in namen if k and namen.count(k) > 1})
    return problemen + [Probleem.van("V123", waar, kolom=k) for k in dubbel]


def _breedtefout(waar: str, cellen: Sequence[str], breedte: int, teken: str) -> Probleem:
    ander = "," if teken == ";" else ";"
    if teken and len(cellen) < breedte and any(ander in c for c in cellen):
        return Probleem.van("V117", waar, teken=teken, ander=ander)
    return Probleem.van("V116", waar, gevonden=len(cellen), verwacht=breedte)
