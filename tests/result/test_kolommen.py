"""docs/kolommen.md follows from the columns that are declared, and every file has them."""

import csv
from decimal import Decimal

import openpyxl
from support.paths import ROOT

import verdeling
from tools.columns_page import page
from verdeling.result.folder import lees_tabel, tables
from verdeling.result.tables import VERDELING, csv_van
from verdeling.workbook.sheet import Book
from verdeling.workbook.side_sheets import rows_sheet


def test_the_page_of_columns_is_what_is_declared():
    """Write it again with: python tools/columns_page.py"""
    assert (ROOT / "docs/kolommen.md").read_text("utf-8") == page()


def test_every_column_says_what_it_is_in_both_languages():
    for table in tables():
        assert all(table.titles)
        assert all(table.about)
        for column in table.columns:
            assert all(text.endswith(".") for text in column.about), (table.name, column.name)


def test_a_folder_is_read_back_into_the_rows_of_the_run(tmp_path):
    result = verdeling.run("amv-2023-75500", plan=False)
    result.schrijf(tmp_path / "uit", None)
    again = lees_tabel(tmp_path / "uit", VERDELING)
    assert again is not None
    assert again.rows == result.rijen
    for table in tables():
        read = lees_tabel(tmp_path / "uit", table)
        if read is not None and table is not VERDELING:
            with (tmp_path / "uit" / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
                assert next(csv.reader(file)) == list(read.header)
            made = result.tabellen.get(table.name)
            assert made is None or made.rows == read.rows


def test_a_new_column_touches_the_file_of_its_table_alone(tmp_path):
    """The example of docs/extending.md: from one declaration to csv, sheet and back."""
    text = (ROOT / "docs/extending.md").read_text("utf-8").partition("## A column\n")[2]
    space: dict = {"__name__": "example"}
    exec(text.partition("```python\n")[2].partition("```")[0], space)
    made, table = space["made"], space["PLEKKEN"]
    (tmp_path / "plekken.csv").write_bytes(csv_van(made))
    assert lees_tabel(tmp_path, table) == made
    assert made.records()[0]["afstand_km"] == Decimal("3.5")
    book = Book(tmp_path / "b.xlsx", "en")
    rows_sheet(book, made)
    book.boek.close()
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["Spots"]
    assert [cell.value for cell in sheet["C"]] == ["distance (km)", 3.5, None]
