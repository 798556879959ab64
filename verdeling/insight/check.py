"""Compare a published table with the recomputation: whole number and unrounded figure of each area."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from verdeling.errors import DataError, Problem, VerdelingError, summed_up
from verdeling.inputs.checks import contradictions, is_number_column, plek, read_column
from verdeling.inputs.dataframes import Frames
from verdeling.inputs.headings import canonical_heading
from verdeling.inputs.layout import nabij, short_list
from verdeling.inputs.names import Found, tell
from verdeling.inputs.numbers import without_thousands
from verdeling.inputs.reader import InputFile, Tabel, UnreadableSheet, read_table
from verdeling.inputs.sheet import Sheet
from verdeling.inputs.tables import Gegevens
from verdeling.insight.search import search_gemeente
from verdeling.terms import Brief
from verdeling.texts import say

NAME_COLUMNS: Final = ("code", "gemeente", "provincie")
"""Columns that say which area a row is about; the first that a table has decides."""
NOT_A_NUMBER: Final = frozenset({*NAME_COLUMNS, "taak", "naam", "inwoners", "gewicht", "quotum"})
NUMBER_AND_WORD: Final = re.compile(r"-?[0-9][0-9.,]* ?[^\W\d]+")
"""``508 plaatsen``: a number that was meant, and is told with its cell."""
PROVINCE_CODE: Final = "PV[0-9]{2}"
PREFERRED: Final = "indicatief"
"""Column that is taken from a result of verdeling itself."""
WERKBOEK: Final = ("quotum", "aantal")
"""Unrounded figure and whole number of a task in the workbook of a result."""
FIGURES: Final = (PREFERRED, *WERKBOEK, "bestaand", "nieuw", "verschil")
"""Columns of a workbook of ours that are read here; its headings are in one language."""
BEGIN: Final = re.compile(r"^\d+ ")
"""Number before the short name of a task, where two have the same one."""


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One area: what was published and what comes out.

    Attributes
    ----------
    code, naam
        The area.
    gepubliceerd
        Published number.
    berekend
        Recomputed whole number.
    quotum
        Recomputed unrounded figure.
    """

    code: str
    naam: str
    gepubliceerd: Fraction
    berekend: int
    quotum: Fraction | None

    @property
    def verschil(self) -> Fraction:
        """Published minus computed whole number."""
        return self.gepubliceerd - self.berekend

    @property
    def afwijking(self) -> Fraction | None:
        """Published minus unrounded, as a part of the unrounded figure; None where that is 0 or not there."""
        return (self.gepubliceerd - self.quotum) / self.quotum if self.quotum else None


@dataclass(frozen=True, repr=False)
class Checked(Brief):
    """A published table against the recomputation.

    Attributes
    ----------
    taak, kolom
        What was compared.
    regels
        Every area that the table names, in the order of their codes.
    afwezig
        Names of the areas that take part and that the table does not name.
    meldingen
        Names that were read as another; rows, columns and sheets that were not used.
    """

    taak: str
    kolom: str
    regels: tuple[CheckedRow, ...]
    afwezig: tuple[str, ...]
    meldingen: tuple[Problem, ...] = ()

    @property
    def verschillen(self) -> tuple[CheckedRow, ...]:
        """The areas whose whole number differs."""
        return tuple(r for r in self.regels if r.verschil)

    def als_json(self) -> dict[str, Any]:
        """Give it as plain values; fractions as text."""
        return {
            "taak": self.taak,
            "kolom": self.kolom,
            "vergeleken": len(self.regels),
            "verschillend": len(self.verschillen),
            "afwezig": list(self.afwezig),
            "meldingen": [{"code": m.code, "nl": m.tekst("nl"), "en": m.tekst("en")} for m in self.meldingen],
            "regels": [
                {
                    "code": r.code,
                    "naam": r.naam,
                    "gepubliceerd": str(r.gepubliceerd),
                    "berekend": r.berekend,
                    "verschil": str(r.verschil),
                    "quotum": None if r.quotum is None else str(r.quotum),
                    "afwijking": None if r.afwijking is None else str(r.afwijking),
                }
                for r in self.regels
            ],
        }


Digits = Mapping[str, tuple[str, int, Fraction | None]]
"""Area code → name, whole number, unrounded figure."""


def compare_table(
    pad: Path | Frames,
    taak: str,
    gemeenten: Digits,
    provincies: Digits,
    data: Gegevens,
    kolom: str | None = None,
) -> Checked:
    """Compare a table with computed figures.

    Parameters
    ----------
    pad
        Csv, xlsx or a table in memory, with a column `code` (of gemeenten or of provincies), `gemeente` or
        `provincie`, and a column of numbers. A column `taak`, when there is one, selects the rows
        of this task.
    taak
        Name of the task or part whose figures are compared.
    gemeenten, provincies
        The computed figures.
    data
        For the names of gemeenten.
    kolom
        The column of numbers; None when the table has only one.

    Raises
    ------
    DataError
        With all problems of the table: unknown or doubled areas, cells that are no number, no or several
        columns of numbers.
    """
    try:
        table = in_dutch(read_table(pad, (), lambda file: _of_task(file, taak)))
    except UnreadableSheet as error:
        raise DataError(error.problemen) from None
    table = _van_taak(table, taak)
    name_column = next((k for k in NAME_COLUMNS if k in table.kop), None)
    if name_column is None:
        dichtbij = next((n for k in NAME_COLUMNS if (n := nabij(k, table.kop))), "–")
        raise DataError.een("V511", table.bestand, namen=short_list(table.kop), nabij=dichtbij)
    chosen = _number_column(table, taak, kolom)
    table = _whole(table, chosen)
    numerators, denominator, problems = read_column(table, chosen, "gepubliceerd", table.kolom(name_column))
    over_provincies = name_column == "provincie" or _are_province_codes(table.kolom(name_column))
    figures = provincies if over_provincies else gemeenten
    search = _provincie_finder(provincies, data) if over_provincies else _gemeente_finder(data)
    rules: dict[str, CheckedRow] = {}
    earlier: dict[str, int] = {}
    seen: list[Found] = []
    in_provincie = table.kolom("provincie" if name_column == "gemeente" else "")
    rows = zip(table.kolom(name_column), in_provincie, numerators, strict=True)
    for i, (text, provincie, numerator) in enumerate(rows):
        where = plek(table, i, name_column)
        try:
            area = search(text, provincie)
        except VerdelingError as error:
            problems += [p.op(where) for p in error.problemen]
            continue
        code = area.code
        if code in earlier:
            problems.append(Problem.van("V515", where, naam=text, eerder=earlier[code]))
            continue
        earlier[code] = table.rijen[i].nummer
        seen.append(area)
        if name_column == "code":
            problems += contradictions(table, i, code, data.name_book)
        if numerator is not None:
            name, count, quotum = figures[code]
            rules[code] = CheckedRow(code, name, Fraction(numerator, denominator), count, quotum)
    if problems:
        raise DataError(summed_up(problems))
    absent = tuple(name for code, (name, _, _) in sorted(figures.items()) if code not in rules)
    over = table.unused((*NAME_COLUMNS, "taak", chosen))
    notes = (*table.meldingen, *over, *tell(seen, table.bestand))
    return Checked(taak, chosen, tuple(rules[c] for c in sorted(rules)), absent, notes)


@cache
def _english() -> Mapping[str, str]:
    return {say(f"excel.{name}", "en"): name for name in FIGURES}


def in_dutch(table: Tabel) -> Tabel:
    """The table with the figures of an English workbook of ours under their names."""
    names = tuple(n if (n := _english().get(k, k)) not in table.kop else k for k in table.kop)
    rows = MappingProxyType({(r, _english().get(k, k)): text for (r, k), text in table.formulas.items()})
    return table if names == table.kop else replace(table, kop=names, formulas=rows)


def of_task(sheet: str, taak: str) -> bool:
    """Whether a sheet of a result, by its name, is of a task; one without the name of any may be of all."""
    short = BEGIN.sub("", sheet.partition(" ")[2]).replace("_", ".")
    return re.match(short, taak.partition("/")[0].casefold()) is not None


def _of_task(file: InputFile, taak: str) -> Sequence[Sheet]:
    """The sheet of a result that has the figures of a task; its name has the first letters of the task."""
    sheets = file.hoofdbladen
    own = [b for b in sheets if of_task(b.naam, taak)]
    if len(sheets) > 1 and len(own) != 1:
        names, where = short_list([b.naam for b in sheets]), file.pad.name
        raise UnreadableSheet(Problem.van("V260", where, taak=taak, namen=names, bestand=where))
    return own


def _van_taak(table: Tabel, taak: str) -> Tabel:
    if "taak" not in table.kop:
        return table
    names = table.kolom("taak")
    if taak not in names:
        raise DataError.een("V516", table.bestand, naam=taak, namen=", ".join(dict.fromkeys(names)))
    rows = zip(table.rijen, names, strict=True)
    return replace(table, rijen=tuple(row for row, name in rows if name == taak))


def _number_column(table: Tabel, taak: str, asked: str | None) -> str:
    if asked is not None:
        name = _english().get(canonical_heading(asked), canonical_heading(asked))
        if name not in table.kop:
            raise DataError.een("V513", table.bestand, naam=asked, namen=", ".join(table.kop))
        return name
    names = [k for k in table.kop if k not in NOT_A_NUMBER and is_number_column(k, table.kolom(k))]
    if len(names) == 1:
        return names[0]
    if PREFERRED in names:
        return PREFERRED
    _, part, part_name = taak.partition("/")
    quota, figure = WERKBOEK
    if quota in table.kop and (figure := canonical_heading(part_name) if part else figure) in names:
        return figure
    if not names:
        cells = summed_up(
            Problem.van("V140", plek(table, i, k), waarde=text)
            for k in table.kop
            if k not in NOT_A_NUMBER
            for i, text in enumerate(table.kolom(k))
            if NUMBER_AND_WORD.fullmatch(text)
        )
        raise DataError([Problem.van("V517", table.bestand, namen=", ".join(table.kop)), *cells])
    raise DataError.een("V512", table.bestand, aantal=len(names), namen=", ".join(names))


def _whole(table: Tabel, column: str) -> Tabel:
    """The table with points between thousands left out: what is compared are whole numbers of a task."""
    texts = table.kolom(column)
    plain = None if any("," in t for t in texts) else without_thousands(texts, telling=True)
    if plain is None:
        return table
    place = table.kop.index(column)
    rows = tuple(
        replace(row, cells=(*row.cells[:place], text, *row.cells[place + 1 :]))
        for row, text in zip(table.rijen, plain, strict=True)
    )
    van, naar = next((a, b) for a, b in zip(texts, plain, strict=True) if a != b)
    note = Problem.van("V164", f"{table.bestand} {column}", van=van, naar=naar)
    return replace(table, rijen=rows, meldingen=(*table.meldingen, note))


def _gemeente_finder(data: Gegevens) -> Callable[[str, str], Found]:
    return lambda text, provincie: search_gemeente(data, text, provincie, deel=False)


def _are_province_codes(texts: Sequence[str]) -> bool:
    """Whether a column of codes is about provincies, as PV20; a table is about one kind of area."""
    return any(re.fullmatch(PROVINCE_CODE, text, re.IGNORECASE) for text in texts)


def _provincie_finder(provincies: Digits, data: Gegevens) -> Callable[[str, str], Found]:
    def zoek(text: str, _: str) -> Found:
        found = data.name_book.provincie(text)
        if not isinstance(found, Found) or found.code not in provincies:
            raise DataError.een("V514", naam=text, namen=", ".join(n for n, _, _ in provincies.values()))
        return found

    return zoek
