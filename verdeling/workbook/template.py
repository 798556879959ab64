"""A folder for data of your own: the gemeenten with the columns that a model reads, as they ship."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from verdeling.errors import VerdelingError
from verdeling.inputs.columns import Kolom
from verdeling.inputs.folder import LOOSE_TABLES
from verdeling.inputs.sheet import FIXED_DATE
from verdeling.inputs.tables import Gegevens
from verdeling.insight.data_read import read_columns
from verdeling.result.manifest import new_folder
from verdeling.result.tables import csv_bytes
from verdeling.terms import Niveau
from verdeling.tijdplan.locations import read_locations
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.workbook.sheet import close_book

SOURCE_COLUMNS = (
    *("bestand", "kolom", "uitgever", "tabel", "peildatum", "licentie", "status", "toelichting"),
    *("toelichting_en", "soort", "eenheid", "eenheid_en", "betekenis", "betekenis_en"),
)
WORKBOOK = "gemeenten.xlsx"
Tabel = tuple[tuple[str, ...], list[tuple[Any, ...]]]


def write_template(folder: Path, data: Gegevens) -> None:
    """Write ``gemeenten.csv`` (code, gemeente, provincie, inwoners) and ``bronnen.csv``.

    The inhabitants are the latest that ship, so that the folder works as it is.

    Raises
    ------
    VerdelingError
        When the folder exists and is not empty, or cannot be written.
    """
    columns = (data.kolom("inwoners", data.peildatum),)
    with new_folder(folder) as fresh:
        (fresh / "gemeenten.csv").write_bytes(csv_bytes(*_gemeenten(data, columns)))
        (fresh / "bronnen.csv").write_bytes(csv_bytes(*_sources(columns)))


def write_filled_template(folder: Path, model: Verdeelmodel, data: Gegevens) -> tuple[str, ...]:
    """Write ``gemeenten.xlsx`` with every column that a model reads, as it ships, and their sources.

    A plan over time has a sheet of its locations too, and a model of a half-year one for the realisations.

    Returns
    -------
    tuple[str, ...]
        Names of the columns.

    Raises
    ------
    VerdelingError
        When the folder exists and is not empty, or cannot be written; when the model reads one column of
        several dates, which one table cannot hold.
    """
    import xlsxwriter

    columns = read_columns(model, data)
    names = tuple(k.naam for k in columns)
    twice = sorted({n for n in names if names.count(n) > 1})
    if twice:
        raise VerdelingError.een("V103", model.naam, namen=", ".join(twice))
    with new_folder(folder) as fresh:
        book = xlsxwriter.Workbook(str(fresh / WORKBOOK))
        book.set_properties({"title": "verdeling", "created": FIXED_DATE})
        bold = book.add_format({"bold": True})
        for name, (heading, rows) in {
            "gemeenten": _gemeenten(data, columns),
            **_loose_tables(model, data),
            "bronnen": _sources(columns),
        }.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 2)
            sheet.set_column(0, len(heading) - 1, 16)
            sheet.write_row(0, 0, heading, bold)
            for i, row in enumerate(rows, start=1):
                for j, value in enumerate(row):
                    if value not in (None, ""):
                        sheet.write(i, j, value)
        close_book(book)
    return names


def _gemeenten(data: Gegevens, columns: Sequence[Kolom]) -> Tabel:
    provincies = [data.gebiedsnaam[code] for code in data.gebied(Niveau.PROVINCIE)]
    figures = [[_figure(t, k.denominator) for t in k.numerators] for k in columns]
    heading = ("code", "gemeente", "provincie", *(k.naam for k in columns))
    return heading, list(zip(data.codes, data.namen, provincies, *figures, strict=True))


def _figure(numerator: int | None, denominator: int) -> int | float | None:
    if numerator is None:
        return None
    return numerator // denominator if numerator % denominator == 0 else numerator / denominator


def _loose_tables(model: Verdeelmodel, data: Gegevens) -> dict[str, Tabel]:
    """The tables that a model reads and that are no columns: locations as they ship, no realisations yet."""
    out: dict[str, Tabel] = {}
    if (task_order := model.tijdplan) is not None:
        heading = ("code", "gemeente", *LOOSE_TABLES["locaties"])
        shipped = task_order.model_copy(update={"locaties": ()})
        read = [] if task_order.tabel is None else read_locations(shipped, data)[0]
        cells = [r.locatie.model_dump(mode="json") | {"gemeente": r.naam} for r in read]
        out["locaties"] = heading, [tuple(cell[k] for k in heading) for cell in cells]
    if model.periode is not None:
        out["realisatie"] = ("code", "gemeente", *LOOSE_TABLES["realisatie"]), []
    return out


def _sources(columns: Sequence[Kolom]) -> Tabel:
    rows: list[tuple[Any, ...]] = []
    for source in (k.bron for k in columns):
        values = source.model_dump(mode="json") | {"bestand": "gemeenten"}
        rows.append(tuple(values[k] or "" for k in SOURCE_COLUMNS))
    return SOURCE_COLUMNS, rows
