"""A csv file as a sheet: any usual separator and encoding, ``sep=;``, rows of text above its head."""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress
from itertools import islice
from typing import Final

from verdeling.errors import Probleem
from verdeling.inputs.headings import head_value
from verdeling.inputs.sheet import (
    MOST_CHARACTERS,
    MOST_COLUMNS,
    Counter,
    Onleesbaar,
    Row,
    Sheet,
    te_veel,
    without_empty_tail,
)

BESTURING: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Control characters that no text file has."""
TEKENS: Final = ",;\t|"
"""Separators that are read."""
BOMMEN: Final = (b"\xff\xfe", b"\xfe\xff")
"""What a file in UTF-16 begins with, as spreadsheets write "Unicode text"."""
AANGEHAALD: Final = re.compile(r'"[^"]*"')
SEP: Final = re.compile(r'"?sep=([^\r\n])"?[;,\t ]*(?=\r?\n|\r|$)', re.IGNORECASE)
"""First line by which Excel tells itself the separator."""
RUIM: Final = MOST_COLUMNS + MOST_CHARACTERS
"""More separators than this in one line are no text of one cell."""
REGELEINDE: Final = re.compile(r"\r\n|\r|\n")
"""Ends of lines as the reader of csv counts them."""
KOP_BINNEN: Final = 40
"""Rows in which the head is looked for."""


def sheet_from_csv(bestand: str, data: bytes) -> Sheet:
    """Read the bytes of a csv file.

    Raises
    ------
    Onleesbaar
        When they are no text, no valid csv, or more than is read.
    """
    text, meldingen = _tekst(bestand, data)
    for nummer, regel in enumerate(io.StringIO(text), start=1):
        # Told before the work: a reader of csv would first make all cells of the row.
        if len(regel) > RUIM and (meest := max(map(regel.count, TEKENS))) > RUIM:
            raise te_veel(f"{bestand}:{nummer}", "kolommen", meest, MOST_COLUMNS)
    gezegd = SEP.match(text)
    if gezegd is not None:
        text = text[gezegd.end() :]  # its line end stays, so that rows keep their numbers
    teken = gezegd[1] if gezegd is not None else _separator(bestand, text)
    if teken not in TEKENS:
        raise Onleesbaar(Probleem.van("V115", f"{bestand}:1", teken=teken))
    gelezen = []
    begin, teller = 1, Counter(bestand)
    lezer = csv.reader(io.StringIO(text, newline=""), delimiter=teken, strict=True)
    try:
        for cellen in lezer:
            kaal = [c.strip() for c in cellen]
            if any(kaal):
                # What is empty at the end counts with a csv: it tells a row that is too wide or too short.
                teller.tel(begin, without_empty_tail(kaal.copy()))
                gelezen.append((begin, lezer.line_num, tuple(kaal)))
            begin = lezer.line_num + 1
    except csv.Error as fout:
        if "field larger" in str(fout):
            grens = csv.field_size_limit()
            raise te_veel(f"{bestand}:{begin}", "tekens", grens + 1, MOST_CHARACTERS) from None
        raise Onleesbaar(Probleem.van("V118", f"{bestand}:{begin}", reden=str(fout))) from None
    los = _loose_quote(text, teken) if '"' in text else frozenset()
    rijen = (
        Row(van, cellen, los=bool(los) and not los.isdisjoint(range(van, tot + 1)))
        for van, tot, cellen in gelezen
    )
    return Sheet(bestand, tuple(rijen), teken, meldingen=meldingen)


def _tekst(bestand: str, data: bytes) -> tuple[str, tuple[Probleem, ...]]:
    """The text, and a note when it is not UTF-8 but what Windows used before."""
    breed = data.startswith(BOMMEN)
    if not breed and (BESTURING.search(data) or data.startswith(b"PK\x03\x04")):
        raise Onleesbaar(Probleem.van("V112", bestand))
    try:
        return data.decode("utf-16" if breed else "utf-8-sig"), ()
    except UnicodeDecodeError as fout:
        regel = data.count(b"\n", 0, fout.start) + 1
        onleesbaar = Onleesbaar(Probleem.van("V113", f"{bestand}:{regel}", byte=fout.start))
    if breed or not data.decode("utf-8", "ignore").isascii():
        raise onleesbaar  # partly UTF-8: no one encoding reads all of it
    try:
        return data.decode("cp1252"), (Probleem.van("V777", bestand),)
    except UnicodeDecodeError:
        raise onleesbaar from None


def _separator(bestand: str, text: str) -> str:
    """Separator by which one row names most known columns; where none does, what the first row shows."""
    waarden = {teken: _best_head(text, teken) for teken in TEKENS}
    hoogste = max(waarden.values())
    beste = [teken for teken, waarde in waarden.items() if waarde == hoogste]
    if hoogste and len(beste) == 1:
        return beste[0]
    kop = next((regel for regel in text.splitlines() if regel.strip()), "")
    kaal = AANGEHAALD.sub("", kop)
    if ";" in kaal and "," in kaal:
        raise Onleesbaar(Probleem.van("V114", f"{bestand}:1"))
    return next((teken for teken in "\t;|" if teken in kaal), ",")


def _best_head(text: str, teken: str) -> int:
    lezer = csv.reader(io.StringIO(text, newline=""), delimiter=teken, strict=True)
    waarden = [0]
    # A fault means another separator, or will be told with its place when the whole is read.
    with suppress(csv.Error):
        waarden += [head_value(cellen) for cellen in islice(lezer, KOP_BINNEN) if len(cellen) <= MOST_COLUMNS]
    return max(waarden)


def _loose_quote(text: str, teken: str) -> frozenset[int]:
    """Lines with a quotation mark that does not stand around a whole cell; csv would take it for text."""
    heel = re.compile(rf'(?:(?<=[{teken}\r\n])|(?<![\s\S]))"[^"]*(?:""[^"]*)*"(?=[{teken}\r\n]|$)')
    over = heel.sub(lambda m: "".join(REGELEINDE.findall(m[0])), text)
    return frozenset(i for i, regel in enumerate(REGELEINDE.split(over), start=1) if '"' in regel)
