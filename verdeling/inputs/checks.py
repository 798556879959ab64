"""Named checks of a user's table: codes, names, provincies and numbers. Each returns all its problems."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from verdeling.errors import DataError, Probleem, samengevat
from verdeling.inputs.headings import TELLINGEN
from verdeling.inputs.layout import Line
from verdeling.inputs.names import Found, NameBook, tell
from verdeling.inputs.numbers import Gebrek, column_of_texts, decimal_mark, gebrek
from verdeling.inputs.reader import Tabel
from verdeling.inputs.register import Bestaan
from verdeling.inputs.series import Halfjaar
from verdeling.terms import gemeentecode

VOLLEDIG: Final = frozenset({"inwoners", "instroom", "vertrek", "vergunningen"})
"""Columns that must be filled in every row."""
MEEST_TEKENS: Final = 200
"""Most characters of a cell in a problem."""
GEBREKEN: Final[Mapping[Gebrek, str]] = {
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


def check_codes(table: Tabel, book: NameBook) -> tuple[dict[int, Bestaan], list[Probleem]]:
    """Gemeente of each row of the table by its code, and the problems of the rows without a usable one.

    A name of a gemeente or provincie in the row that contradicts the code is a problem: a column has shifted.
    """
    gemeenten: dict[int, Bestaan] = {}
    first: dict[str, int] = {}
    problems = []
    rows = zip(table.kolom("code"), table.kolom("gemeente"), strict=True)
    for i, (text, name) in enumerate(rows):
        code = _code(text)
        where = plek(table, i, "code", name)
        if code is None:
            problems.append(Probleem.van("V131", where, waarde=text) if text else Probleem.van("V130", where))
        elif code in first:
            problems.append(Probleem.van("V133", where, gm=code, rij=table.rijen[first[code]].nummer))
        elif code not in book.gemeenten:
            problems.append(book.missing(code).op(where))
        else:
            gemeenten[i] = book.gemeenten[code]
        if code is not None:
            first.setdefault(code, i)
        problems += contradictions(table, i, code if i in gemeenten else None, book)
    return gemeenten, problems


def _code(text: str) -> str | None:
    try:
        return gemeentecode(text)
    except ValueError:
        return None


def contradictions(table: Tabel, row: int, code: str | None, book: NameBook) -> list[Probleem]:
    """Cells of a row, under gemeente and provincie, that contradict its code, or name no area."""
    name, provincie = table.kolom("gemeente")[row], table.kolom("provincie")[row]
    names = {"gemeente": "", "provincie": name}
    tegen = book.contradictions(code, name, provincie)
    return [p.op(plek(table, row, column, names[column])) for column, p in tegen.items()]


def empty_names(table: Tabel) -> list[Probleem]:
    """Empty cells in the columns gemeente and provincie, where they are there."""
    names = table.kolom("gemeente")
    return [
        Probleem.van("V139", plek(table, i, column, names[i]))
        for column in ("gemeente", "provincie")
        if column in table.kop
        for i, text in enumerate(table.kolom(column))
        if not text
    ]


def with_codes(table: Tabel, book: NameBook) -> tuple[Tabel, list[Probleem], list[Probleem]]:
    """Give a table that names gemeenten codes; with problems, and how names were read.

    In a table of half-years a name is that of a gemeente of that half-year. What stands under `code` and
    names no gemeente stays: it is told where the codes are read.
    """
    if "code" in table.kop:
        met, notes = _names_under_code(table, book)
        return met, [], notes
    if "gemeente" not in table.kop:
        return table, table.ontbrekend(("code",)), []
    books = {"": book}
    place = table.kop.index("gemeente")
    rows, hits, problems = [], [], []
    cells = zip(table.kolom("gemeente"), table.kolom("provincie"), table.kolom("periode"), strict=True)
    for i, (name, provincie, period) in enumerate(cells):
        if period not in books:
            books[period] = _book_of(period, book)
        found = books[period].gemeente(name, provincie) if name else Probleem.van("V139")
        if isinstance(found, Found):
            # The code comes from the name, so the name is read as that of the code.
            own = list(table.rijen[i].cellen)
            own[place] = books[period].names[found.code]
            rows.append(Line(table.rijen[i].nummer, (found.code, *own)))
            hits.append(found)
        else:
            problems.append(found.op(plek(table, i, "gemeente")))
    codes = replace(table, kop=("code", *table.kop), rijen=tuple(rows))
    return codes, samengevat(problems), tell(hits, table.bestand)


def _names_under_code(table: Tabel, book: NameBook) -> tuple[Tabel, list[Probleem]]:
    place = table.kop.index("code")
    found: list[Found] = []
    rows = []
    for row, period in zip(table.rijen, table.kolom("periode"), strict=True):
        parts = row.cellen[place].split("+")
        if all(_code(part) for part in parts) or not row.cellen[place]:
            rows.append(row)
            continue
        van_day = _book_of(period, book) if period else book
        seen = [f for f in map(van_day.gemeente, parts) if isinstance(f, Found)]
        if len(seen) < len(parts):
            rows.append(row)
            continue
        found += seen
        code = "+".join(f.code for f in seen)
        rows.append(Line(row.nummer, (*row.cellen[:place], code, *row.cellen[place + 1 :])))
    return replace(table, rijen=tuple(rows)), tell(found, table.bestand)


def _book_of(period: str, otherwise: NameBook) -> NameBook:
    try:
        return NameBook(otherwise.register, Halfjaar.van(period).begin)
    except (ValueError, DataError):
        return otherwise  # what is wrong with the half-year is told where it is read


def is_getallenkolom(naam: str, texts: Sequence[str]) -> bool:
    """Whether a column holds numbers; one without a single cell that looks like one is taken for text."""
    return naam in TELLINGEN or any(re.fullmatch(r"-?[0-9][0-9.,]*", t) for t in texts)


def read_column(
    table: Tabel, kolom: str, indicator: str, names: Sequence[str]
) -> tuple[tuple[int | None, ...], int, list[Probleem]]:
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
    errors = [_celfout(text, sign, indicator) for text in texts]
    problems = samengevat(
        Probleem.van(
            error, plek(table, i, kolom, names[i]), waarde=text[:MEEST_TEKENS], heel=re.sub("[.,]", "", text)
        )
        for i, (text, error) in enumerate(zip(texts, errors, strict=True))
        if error is not None
    )
    good = ["" if error else text.replace(",", ".") for text, error in zip(texts, errors, strict=True)]
    if indicator in TELLINGEN:
        # A count is whole: 12.0 is 12, so that its numerator is the count.
        good = [text.partition(".")[0] for text in good]
    numerators, denominator = column_of_texts(good)
    return numerators, denominator, problems


def _celfout(text: str, sign: str | None, indicator: str) -> str | None:
    if not text:
        return "V147" if indicator in VOLLEDIG else None
    kind = gebrek(text, sign)
    if kind is not None:
        return GEBREKEN[kind]
    if indicator in TELLINGEN:
        if text.startswith("-"):
            return "V145"
        if re.search(r"[.,]0*[1-9]", text):
            return "V146"
    return None
