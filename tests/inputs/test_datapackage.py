"""The data dictionary beside the data: valid by the standard, made from the register, and without gaps."""

import csv
import json
import warnings

import datapackages
import pytest
from support.paths import ROOT

from verdeling.inputs.register import data_map
from verdeling.terms import Kind, Status

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the standard's own library, which is not ours to mend
    import frictionless

FOLDERS = sorted(p.name for p in data_map().iterdir() if p.is_dir())
FIELDS = [
    (folder, resource["path"], field)
    for folder in FOLDERS
    for resource in json.loads((data_map() / folder / "datapackage.json").read_text("utf-8"))["resources"]
    for field in resource.get("schema", {"fields": []})["fields"]
]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_dictionary_is_that_of_the_register(folder: str):
    """When it is not: ``python tools/datapackages.py``."""
    assert (data_map() / folder / "datapackage.json").read_text("utf-8") == datapackages.text(
        data_map() / folder
    )


def test_the_page_is_that_of_the_register():
    assert (ROOT / "docs/gegevens.md").read_text("utf-8") == datapackages.page()


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_table_is_valid_by_the_library_of_the_standard(folder: str):
    """Types, keys, checksums and empty cells are as the dictionary says of every row."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        report = frictionless.validate(str(data_map() / folder / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldNumber", "message"])
    tables = {p.name for p in (data_map() / folder).glob("*") if p.suffix == ".csv"} - {"bronnen.csv"}
    assert {task.place for task in report.tasks} >= tables


def test_the_library_sees_a_cell_that_is_not_as_described(tmp_path):
    for name in ("opgave_provincies.csv", "datapackage.json"):
        (tmp_path / name).write_bytes((data_map() / "gemeenten" / name).read_bytes())
    described = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    described["resources"] = [r for r in described["resources"] if r["path"] == "opgave_provincies.csv"]
    (tmp_path / "datapackage.json").write_text(json.dumps(described), "utf-8")
    table = (tmp_path / "opgave_provincies.csv").read_text("utf-8")
    (tmp_path / "opgave_provincies.csv").write_text(table.replace("2717", "veel"), "utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert {"hash-count", "type-error"} & {e for (e,) in report.flatten(["type"])}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_and_column_is_described(folder: str):
    described = json.loads((data_map() / folder / "datapackage.json").read_text("utf-8"))["resources"]
    files = {p.name for p in (data_map() / folder).iterdir()} - {"bronnen.csv", "datapackage.json"}
    assert {r["path"] for r in described} == files
    for resource in (r for r in described if r["format"] == "csv"):
        with (data_map() / folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            assert [f["name"] for f in resource["schema"]["fields"]] == next(csv.reader(file))


@pytest.mark.parametrize(("folder", "path", "field"), FIELDS)
def test_no_column_lacks_its_meaning_source_or_status(folder: str, path: str, field: dict):
    assert field["description"]
    assert field["descriptionEn"]
    assert field["publisher"]
    assert field["table"]
    assert Status(field["status"])
    if field["status"] == "derived":
        assert field["derivation"]


@pytest.mark.parametrize(
    ("folder", "path", "field"), [f for f in FIELDS if f[2]["type"] in ("integer", "number")]
)
def test_no_column_of_numbers_lacks_its_kind_and_unit(folder: str, path: str, field: dict):
    if field["name"] in ("jaar", "waarde"):
        return  # a year, and amounts whose unit stands in their row
    assert Kind(field["kind"])
    assert field["unit"]
    assert field["unitEn"]


def test_types_are_those_of_the_cells():
    assert datapackages._type(["1", "", "-20"]) == {"type": "integer"}
    assert datapackages._type(["1", "2.50"]) == {"type": "number", "constraints": {"required": True}}
    assert datapackages._type(["0999", "1011"])["type"] == "string"  # a code is no number
    assert [datapackages._type([c])["type"] for c in ("2023-01-01", "2023-01", "2023-1", "")] == [
        "date",
        "yearmonth",
        "string",
        "string",
    ]
