"""A csv file as a sheet: any usual separator and encoding, ``sep=;``, rows of text above its head."""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress
from itertools import islice
from typing import Final

from verdeling.errors import Problem
from verdeling.inputs.headings import head_value
from verdeling.inputs.sheet import (
    MOST_CHARACTERS,
    MOST_COLUMNS,
    Counter,
    Row,
    Sheet,
    UnreadableSheet,
    too_many,
    without_empty_tail,
)

CONTROL: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Control characters that no text file has."""
SIGNS: Final = ",;\t|"
"""Separators that are read."""
BYTE_ORDER_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
"""What a file in UTF-16 begins with, as spreadsheets write "Unicode text"."""
QUOTED: Final = re.compile(r'"[^"]*"')
SEP: Final = re.compile(r'"?sep=([^\r\n])"?[;,\t ]*(?=\r?\n|\r|$)', re.IGNORECASE)
"""First line by which Excel tells itself the separator."""
AMPLE: Final = MOST_COLUMNS + MOST_CHARACTERS
"""More separators than this in one line are no text of one cell."""
LINE_END: Final = re.compile(r"\r\n|\r|\n")
"""Ends of lines as the reader of csv counts them."""
HEAD_INSIDE: Final = 40
"""Rows in which the head is looked for."""


def sheet_from_csv(file: str, data: bytes) -> Sheet:
    """Read the bytes of a csv file.

    Raises
    ------
    Onleesbaar
        When they are no text, no valid csv, or more than is read.
    """
    text, notes = _text(file, data)
    for number, line in enumerate(io.StringIO(text), start=1):
        # Told before the work: a reader of csv would first make all cells of the row.
        if len(line) > AMPLE and (most := max(map(line.count, SIGNS))) > AMPLE:
            raise too_many(f"{file}:{number}", "kolommen", most, MOST_COLUMNS)
    said = SEP.match(text)
    if said is not None:
        text = text[said.end() :]  # its line end stays, so that rows keep their numbers
    sign = said[1] if said is not None else _separator(file, text)
    if sign not in SIGNS:
        raise UnreadableSheet(Problem.van("V115", f"{file}:1", teken=sign))
    seen = []
    begin, numerator = 1, Counter(file)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    try:
        for cells in reader:
            bare = [c.strip() for c in cells]
            if any(bare):
                # What is empty at the end counts with a csv: it tells a row that is too wide or too short.
                numerator.count(begin, without_empty_tail(bare.copy()))
                seen.append((begin, reader.line_num, tuple(bare)))
            begin = reader.line_num + 1
    except csv.Error as error:
        if "field larger" in str(error):
            limit = csv.field_size_limit()
            raise too_many(f"{file}:{begin}", "tekens", limit + 1, MOST_CHARACTERS) from None
        raise UnreadableSheet(Problem.van("V118", f"{file}:{begin}", reden=str(error))) from None
    solve = _loose_quote(text, sign) if '"' in text else frozenset()
    rows = (
        Row(van, cells, los=bool(solve) and not solve.isdisjoint(range(van, tot + 1)))
        for van, tot, cells in seen
    )
    return Sheet(file, tuple(rows), sign, meldingen=notes)


def _text(file: str, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text, and a note when it is not UTF-8 but what Windows used before."""
    wide = data.startswith(BYTE_ORDER_MARKS)
    if not wide and (CONTROL.search(data) or data.startswith(b"PK\x03\x04")):
        raise UnreadableSheet(Problem.van("V112", file))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        onleesbaar = UnreadableSheet(Problem.van("V113", f"{file}:{line}", byte=error.start))
    if wide or not data.decode("utf-8", "ignore").isascii():
        raise onleesbaar  # partly UTF-8: no one encoding reads all of it
    try:
        return data.decode("cp1252"), (Problem.van("V777", file),)
    except UnicodeDecodeError:
        raise onleesbaar from None


def _separator(file: str, text: str) -> str:
    """Separator by which one row names most known columns; where none does, what the first row shows."""
    values = {sign: _best_head(text, sign) for sign in SIGNS}
    highest = max(values.values())
    best = [sign for sign, value in values.items() if value == highest]
    if highest and len(best) == 1:
        return best[0]
    head = next((line for line in text.splitlines() if line.strip()), "")
    bare = QUOTED.sub("", head)
    if ";" in bare and "," in bare:
        raise UnreadableSheet(Problem.van("V114", f"{file}:1"))
    return next((sign for sign in "\t;|" if sign in bare), ",")


def _best_head(text: str, sign: str) -> int:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    values = [0]
    # A fault means another separator, or will be told with its place when the whole is read.
    with suppress(csv.Error):
        values += [head_value(cells) for cells in islice(reader, HEAD_INSIDE) if len(cells) <= MOST_COLUMNS]
    return max(values)


def _loose_quote(text: str, sign: str) -> frozenset[int]:
    """Lines with a quotation mark that does not stand around a whole cell; csv would take it for text."""
    whole = re.compile(rf'(?:(?<=[{sign}\r\n])|(?<![\s\S]))"[^"]*(?:""[^"]*)*"(?=[{sign}\r\n]|$)')
    over = whole.sub(lambda m: "".join(LINE_END.findall(m[0])), text)
    return frozenset(i for i, line in enumerate(LINE_END.split(over), start=1) if '"' in line)
