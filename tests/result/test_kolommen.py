"""docs/kolommen.md follows from the columns that are declared, and every file has them."""

import csv
import json

import openpyxl
from support.changed_package import changed_package, run_changed
from support.paths import ROOT
from support.small_model import REGELS, Plaats, schrijf_model

import verdeling
from tools.columns_page import page
from verdeling.result.folder import read_result_table, tables
from verdeling.result.tables import VERDELING


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
    again = read_result_table(tmp_path / "uit", VERDELING)
    assert again is not None
    assert again.rows == result.rijen
    for table in tables():
        read = read_result_table(tmp_path / "uit", table)
        if read is not None and table is not VERDELING:
            with (tmp_path / "uit" / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
                assert next(csv.reader(file)) == list(read.header)
            made = result.tabellen.get(table.name)
            assert made is None or made.rows == read.rows


def test_a_new_column_touches_the_file_of_its_table_alone(tmp_path):
    """The example of docs/extending.md, put in a package that is ours but for this one file."""
    page = (ROOT / "docs/extending.md").read_text("utf-8").partition("## A column\n")[2]
    field = page.partition("```python\n")[2].partition("```")[0]
    place = "    regels: Mapping[str, Cell] = more("
    changed_package(tmp_path, {"verdeling/result/tables.py": (place, field)})
    places = [
        Plaats("GM0654", "Borsele", "Zeeland", 4, biedt=0),
        Plaats("GM0664", "Goes", "Zeeland", 3, x=40),
    ]
    rules = {
        **REGELS,
        "plafond": {"maal_opgave": "1/2"},
        "locatieomvang": {"minimum": 1},
        "provincietotaal": {"hard": False},
    }
    model = schrijf_model(tmp_path / "in", places, rules, ("tekort", "nabijheid", "volgorde"))
    run_changed(
        tmp_path, "run", str(model), "--data", str(model.parent), "--out", str(tmp_path / "uit"), "--geo"
    )
    # Half of 4 and of 3 may come: 2 and 2 are not found.
    wanted = {"GM0654": 2, "GM0664": 2}
    with (tmp_path / "uit/verdeling.csv").open(encoding="utf-8", newline="") as file:
        assert {r["code"]: int(r["tekort"]) for r in csv.DictReader(file)} == wanted
    layers = json.loads((tmp_path / "uit/verdeling.geojson").read_text("utf-8"))["features"]
    assert {f["properties"]["code"]: f["properties"]["tekort"] for f in layers} == wanted
    sheet = openpyxl.load_workbook(tmp_path / "uit/verdeling.xlsx")["plan"]
    head = [cell.value for cell in sheet[1]]
    assert [sheet.cell(row, head.index("tekort") + 1).value for row in (2, 3)] == [2, 2]
    assert "Niet gevonden" in (tmp_path / "uit/report.html").read_text("utf-8")
