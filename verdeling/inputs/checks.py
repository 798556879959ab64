"""Named checks of a user's table: codes, names, provincies and numbers. Each returns all its problems."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from verdeling.errors import DataError, Problem, summed_up
from verdeling.inputs.headings import COUNTS
from verdeling.inputs.layout import Line
from verdeling.inputs.names import Found, NameBook, no_code, tell
from verdeling.inputs.numbers import Fault, column_of_texts, decimal_mark, number_fault
from verdeling.inputs.reader import Tabel
from verdeling.inputs.register import Existence
from verdeling.inputs.series import Halfjaar
from verdeling.terms import gemeentecode

_Key = TypeVar("_Key")
COMPLETE: Final = frozenset({"inwoners", "instroom", "vertrek", "vergunningen"})
"""Columns that must be filled in every row."""
MOST_CHARACTERS: Final = 200
"""Most characters of a cell in a problem."""
LOCATIEKOP: Final = re.compile(r"locatie|vestiging|adres|\bsite\b|location|address")
"""Headings that tell one site of a gemeente from another."""
FAULTS: Final[Mapping[Fault, str]] = {
    "tekst": "V140",
    "twee_tekens": "V141",
    "dubbelzinnig": "V142",
    "ander_teken": "V143",
    "te_lang": "V144",
}


def plek(table: Tabel, row: int, kolom: str, naam: str = "") -> str:
    """Place of a cell: ``file:row:column (gemeente)``."""
    place = f"{table.bestand}:{table.rijen[row].nummer}:{kolom}"
    return f"{place} ({naam})" if naam else place


def check_codes(table: Tabel, book: NameBook) -> tuple[dict[int, Existence], list[Problem]]:
    """Gemeente of each row of the table by its code, and the problems of the rows without a usable one.

    A name of a gemeente or provincie in the row that contradicts the code is a problem: a column has shifted.
    """
    gemeenten: dict[int, Existence] = {}
    problems = []
    codes = [_code(text) for text in table.kolom("code")]
    rows_of = _rows_of(codes)
    sites = _per_site(table, rows_of, book)
    rows = zip(codes, table.kolom("code"), table.kolom("gemeente"), strict=True)
    for i, (code, text, name) in enumerate(rows):
        where = plek(table, i, "code", name)
        if code is None:
            problems.append(_no_code(text, name, book).op(where))
        elif i != rows_of[code][0]:
            if not sites:
                row = table.rijen[rows_of[code][0]].nummer
                problems.append(Problem.van("V133", where, gm=code, rij=row))
        elif code not in book.gemeenten:
            successor = book.successor(code)
            others = rows_of.get(successor or "", [])
            problems.append((_merged(table, code, others, book) if others else book.missing(code)).op(where))
        else:
            gemeenten[i] = book.gemeenten[code]
        problems += contradictions(table, i, code if i in gemeenten else None, book)
    return gemeenten, sites + problems


def _rows_of(keys: Sequence[_Key | None]) -> dict[_Key, list[int]]:
    """Rows of each key, from 0."""
    rows: dict[_Key, list[int]] = {}
    for i, key in enumerate(keys):
        if key is not None:
            rows.setdefault(key, []).append(i)
    return rows


def _no_code(text: str, name: str, book: NameBook) -> Problem:
    """Nothing, or no code: how that of the gemeente beside it is written."""
    if not text:
        return Problem.van("V130")
    named = book.gemeente(name) if name else None
    return no_code(text, named.code if isinstance(named, Found) else None)


def _merged(table: Tabel, old: str, others: Sequence[int], book: NameBook) -> Problem:
    """A gemeente that went into another one with rows of its own: what each row counts is not known."""
    gone, new = book.missing(old).gegevens, book.gemeenten[book.successor(old) or ""]
    numbers = ", ".join(str(table.rijen[i].nummer) for i in others)
    about = {"oud": gone["naam"], "tot": gone["tot"], "nieuw": new.naam, "gm": new.code}
    return Problem.van("V258", **about, aantal=len(others), rijen=numbers)


def _per_site(table: Tabel, rows_of: Mapping[str, Sequence[int]], book: NameBook) -> list[Problem]:
    """That gemeenten have a row per site; empty when no column says so or there is a row per gemeente."""
    column = next((k for k in table.kop if LOCATIEKOP.search(k)), None)
    more = {code: rows for code, rows in rows_of.items() if len(rows) > 1}
    if column is None or not more:
        return []
    code, rows = next(iter(more.items()))
    name = book.names.get(code, code)
    numbers = ", ".join(str(table.rijen[i].nummer) for i in rows)
    return [Problem.van("V259", table.bestand, aantal=len(more), naam=name, rijen=numbers, kolom=column)]


def _code(text: str) -> str | None:
    try:
        return gemeentecode(text)
    except ValueError:
        return None


def contradictions(table: Tabel, row: int, code: str | None, book: NameBook) -> list[Problem]:
    """Cells of a row, under gemeente and provincie, that contradict its code, or name no area."""
    name, provincie = table.kolom("gemeente")[row], table.kolom("provincie")[row]
    names = {"gemeente": "", "provincie": name}
    tegen = book.contradictions(code, name, provincie)
    return [p.op(plek(table, row, column, names[column])) for column, p in tegen.items()]


def empty_names(table: Tabel) -> list[Problem]:
    """Empty cells in the columns gemeente and provincie, where they are there."""
    names = table.kolom("gemeente")
    return [
        Problem.van("V139", plek(table, i, column, names[i]))
        for column in ("gemeente", "provincie")
        if column in table.kop
        for i, text in enumerate(table.kolom(column))
        if not text
    ]


def with_codes(table: Tabel, book: NameBook) -> tuple[Tabel, list[Problem], list[Problem]]:
    """Give a table that names gemeenten codes; with problems, and how names were read.

    In a table of half-years a name is that of a gemeente of that half-year. What stands under `code` and
    names no gemeente stays: it is told where the codes are read.
    """
    if "code" in table.kop:
        met, notes = _names_under_code(table, book)
        return met, [], notes
    if "gemeente" not in table.kop:
        return table, table.missing(("code",)), []
    books = {"": book}
    place = table.kop.index("gemeente")
    rows, hits, problems = [], [], []
    keys: list[tuple[str, str] | None] = []
    gone: dict[int, str] = {}
    cells = zip(table.kolom("gemeente"), table.kolom("provincie"), table.kolom("periode"), strict=True)
    for i, (name, provincie, period) in enumerate(cells):
        if period not in books:
            books[period] = _book_of(period, book)
        found = books[period].gemeente(name, provincie) if name else Problem.van("V139")
        keys.append((found.code, period) if isinstance(found, Found) else None)
        if isinstance(found, Found):
            if found.note is not None and found.note.code == "V192":
                gone[i] = found.note.gegevens["oud"]
            # The code comes from the name, so the name is read as that of the code.
            own = list(table.rijen[i].cells)
            own[place] = books[period].names[found.code]
            rows.append(Line(table.rijen[i].nummer, (found.code, *own)))
            hits.append(found)
        else:
            problems.append(found.op(plek(table, i, "gemeente")))
    merged = set()
    for key, spots in _rows_of(keys).items():
        for i in (i for i in spots if i in gone and len(spots) > 1):
            others = [j for j in spots if j != i]
            problems.append(_merged(table, gone[i], others, books[key[1]]).op(plek(table, i, "gemeente")))
            merged.add(table.rijen[i].nummer)
    rows = [row for row in rows if row.nummer not in merged]
    codes = replace(table, kop=("code", *table.kop), rijen=tuple(rows))
    return codes, summed_up(problems), tell(hits, table.bestand)


def _names_under_code(table: Tabel, book: NameBook) -> tuple[Tabel, list[Problem]]:
    place = table.kop.index("code")
    found: list[Found] = []
    rows = []
    for row, period in zip(table.rijen, table.kolom("periode"), strict=True):
        parts = row.cells[place].split("+")
        if all(_code(part) for part in parts) or not row.cells[place]:
            rows.append(row)
            continue
        van_day = _book_of(period, book) if period else book
        seen = [f for f in map(van_day.gemeente, parts) if isinstance(f, Found)]
        if len(seen) < len(parts):
            rows.append(row)
            continue
        found += seen
        code = "+".join(f.code for f in seen)
        rows.append(Line(row.nummer, (*row.cells[:place], code, *row.cells[place + 1 :])))
    return replace(table, rijen=tuple(rows)), tell(found, table.bestand)


def _book_of(period: str, otherwise: NameBook) -> NameBook:
    try:
        return NameBook(otherwise.register, Halfjaar.van(period).begin)
    except (ValueError, DataError):
        return otherwise  # what is wrong with the half-year is told where it is read


def is_number_column(naam: str, texts: Sequence[str]) -> bool:
    """Whether a column holds numbers; one without a single cell that looks like one is taken for text."""
    return naam in COUNTS or any(re.fullmatch(r"-?[0-9][0-9.,]*", t) for t in texts)


def read_column(
    table: Tabel, kolom: str, indicator: str, names: Sequence[str]
) -> tuple[tuple[int | None, ...], int, list[Problem]]:
    """Exact figures of a column as numerators and a power of ten, with the problems of its cells.

    Parameters
    ----------
    table, kolom
        Where the column stands.
    indicator
        Under which name it is used; decides whether figures must be whole, non-negative and complete.
    names
        Name of the gemeente of each row, for the problems.
    """
    texts = table.kolom(kolom)
    sign = decimal_mark(texts)
    uncomputed = table.uncomputed((kolom,))
    empty = {row for row, column in table.formulas if column == kolom}
    errors = [
        None if row.nummer in empty else _cell_fault(text, sign, indicator)
        for row, text in zip(table.rijen, texts, strict=True)
    ]
    problems = summed_up(
        [
            *uncomputed,
            *(
                Problem.van(
                    *(error, plek(table, i, kolom, names[i])),
                    waarde=text[:MOST_CHARACTERS],
                    heel=re.sub("[.,]", "", text),
                )
                for i, (text, error) in enumerate(zip(texts, errors, strict=True))
                if error is not None
            ),
        ]
    )
    good = [
        "" if error or row.nummer in empty else text.replace(",", ".")
        for row, text, error in zip(table.rijen, texts, errors, strict=True)
    ]
    if indicator in COUNTS:
        # A count is whole: 12.0 is 12, so that its numerator is the count.
        good = [text.partition(".")[0] for text in good]
    numerators, denominator = column_of_texts(good)
    return numerators, denominator, problems


def _cell_fault(text: str, sign: str | None, indicator: str) -> str | None:
    if not text:
        return "V147" if indicator in COMPLETE else None
    kind = number_fault(text, sign)
    if kind is not None:
        return FAULTS[kind]
    if indicator in COUNTS:
        if text.startswith("-"):
            return "V145"
        if re.search(r"[.,]0*[1-9]", text):
            return "V146"
    return None
