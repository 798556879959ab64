"""How many status holders each gemeente housed per half-year: ``realisatie.csv`` of a data folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from verdeling.errors import DataError, Problem
from verdeling.inputs.checks import contradictions, plek, read_column
from verdeling.inputs.names import NameBook, no_code
from verdeling.inputs.reader import Tabel
from verdeling.inputs.register import LAATSTE_GRENZEN, Register
from verdeling.inputs.series import Halfjaar
from verdeling.terms import gemeentecode


@dataclass(frozen=True)
class Realisatie:
    """One gemeente in one half-year, persons; or a veiligheidsregio, a provincie or the country.

    Attributes
    ----------
    gehuisvest
        Status holders housed; None when not (yet) known.
    taakstelling
        Statutory number as published; None lets the model compute it.
    netto
        Number after carry-over as published; None lets it follow from earlier half-years.
    waar
        Place of the row.
    """

    code: str
    halfjaar: Halfjaar
    gehuisvest: int | None
    taakstelling: int | None
    netto: int | None
    waar: str

    @property
    def bekend(self) -> bool:
        """Whether the row says what there was to do or what was done."""
        return self.gehuisvest is not None or self.netto is not None


def read_realised(table: Tabel, register: Register) -> Mapping[tuple[Halfjaar, str], Realisatie]:
    """Read the table by half-year and gemeentecode.

    Columns: ``code``, ``period`` (2023-1), ``gehuisvest``; ``taakstelling`` and ``netto`` may be added.

    Raises
    ------
    DataError
        With all problems: unknown or double rows, unreadable half-years, figures that are no counts.
    """
    missing = table.missing(("periode", "gehuisvest")) + table.uncomputed(("periode",))
    if missing:
        raise DataError(missing)
    problems: list[Problem] = []
    figures = {k: _numbers(table, k, problems) for k in ("gehuisvest", "taakstelling", "netto")}
    gemeenten = {g.code: g for g in register.gemeenten}
    names = {g.code: g.naam for g in register.gemeenten} | dict(register.gebieden)
    books: dict[dt.date, NameBook] = {}
    outcome: dict[tuple[Halfjaar, str], Realisatie] = {}
    for i, (code_text, period) in enumerate(zip(table.kolom("code"), table.kolom("periode"), strict=True)):
        code = _code(table, i, code_text, names.keys(), problems)
        try:
            half_year = Halfjaar.van(period)
        except ValueError:
            problems.append(Problem.van("V165", plek(table, i, "periode", code_text), waarde=period))
            continue
        if code is None:
            continue
        where = plek(table, i, "periode", names[code])
        if code in gemeenten and not gemeenten[code].op(half_year.begin):
            problems.append(Problem.van("V167", where, gm=code, periode=str(half_year)))
        elif code in gemeenten:
            day = min(half_year.begin, LAATSTE_GRENZEN)
            books[day] = books.get(day) or NameBook(register, day)
            problems += contradictions(table, i, code, books[day])
        if (half_year, code) in outcome:
            earlier = outcome[half_year, code].waar
            problems.append(Problem.van("V166", where, gm=code, periode=str(half_year), eerder=earlier))
        line = Realisatie(
            code,
            half_year,
            figures["gehuisvest"][i],
            figures["taakstelling"][i],
            figures["netto"][i],
            where,
        )
        outcome[half_year, code] = line
    if problems:
        raise DataError(problems)
    return outcome


def _numbers(table: Tabel, column: str, problems: list[Problem]) -> list[int | None]:
    """Whole numbers of a column; only `netto` may be negative (a surplus above the new task)."""
    numerators, denominator, errors = read_column(table, column, column, table.kolom("code"))
    problems += errors
    problems += [
        Problem.van("V146", plek(table, i, column), waarde=table.kolom(column)[i])
        for i, t in enumerate(numerators)
        if column == "netto" and t is not None and t % denominator
    ]
    return [None if t is None else t // denominator for t in numerators]


def _code(table: Tabel, i: int, text: str, known: Collection[str], problems: list[Problem]) -> str | None:
    """Code of the gemeente or area of a row."""
    where = plek(table, i, "code")
    if (area := text.strip().upper()) in known:
        return area
    try:
        code = gemeentecode(text)
    except ValueError:
        problems.append((no_code(text) if text else Problem.van("V130")).op(where))
        return None
    if code not in known:
        problems.append(Problem.van("V132", where, gm=code))
        return None
    return code
