"""A row type declares the columns; what is written is read back as the same rows."""

import csv
import datetime as dt
import io
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verdeling.columns import Fault, Month, Table, Unreadable, column, more, row

T = ("t", "t")


@row
class Everything:
    naam: str = column(T, T)
    aantal: int = column(T, T)
    misschien: int | None = column(T, T)
    breuk: Decimal = column(T, T)
    inwoners: int | Decimal | None = column(T, T)
    waarde: int | str | None = column(T, T)
    ja: bool = column(T, T)
    dag: dt.date | None = column(T, T)
    maand: Month = column(T, T)
    soorten: Mapping[str, int] = more(T)
    som: int = column(T, T)


TABLE = Table("alles", Everything, T, T)
TEXT = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Z"]), min_size=1)
ROWS = st.builds(
    Everything,
    naam=TEXT,
    aantal=st.integers(),
    misschien=st.none() | st.integers(),
    breuk=st.decimals(allow_nan=False, allow_infinity=False, places=6),
    inwoners=st.none() | st.integers(),
    waarde=st.none() | st.integers() | st.just("2/3"),
    ja=st.booleans(),
    dag=st.none() | st.dates(),
    maand=st.just(Month("2026-01")),
    soorten=st.tuples(st.integers(), st.integers()).map(
        lambda two: dict(zip(("azc", "tnv"), two, strict=True))
    ),
    som=st.integers(),
)


@given(st.lists(ROWS, min_size=1, max_size=5))
def test_what_is_written_is_read_back_as_the_same_rows(rows):
    filled = TABLE.fill(rows)
    assert filled.header[-4:] == ("maand", "azc", "tnv", "som")
    file = io.StringIO(newline="")
    csv.writer(file).writerows([filled.header, *filled.cells()])
    header, *lines = csv.reader(io.StringIO(file.getvalue(), newline=""))
    again = TABLE.read(header, lines)
    assert again.rows == filled.rows
    assert again.columns == filled.columns


def test_a_flag_is_one_or_zero_and_a_row_is_told_by_its_columns():
    row = Everything("a", 1, None, Decimal("0.5"), 3, "2/3", True, None, Month("2026-01"), {"azc": 4}, 5)
    record = TABLE.fill([row]).records()[0]
    assert record["ja"] == 1
    assert list(record) == [
        "naam", "aantal", "misschien", "breuk", "inwoners", "waarde", "ja", "dag", "maand", "azc", "som",
    ]  # fmt: skip


@row
class Spot:
    code: str = column(("gemeentecode", "code"), T, sheet="gemeente code")
    plaatsen: int | None = column(("plaatsen", "places"), T, unit="plaatsen")
    open: bool = column(("open", "open"), T)


SPOTS = Table("plekken", Spot, T, T)


def test_a_column_that_is_missing_is_told():
    with pytest.raises(Unreadable) as fault:
        SPOTS.read(["code"], [])
    assert fault.value.missing == ("plaatsen", "open")


@pytest.mark.parametrize(
    ("cells", "column_", "text"),
    [
        (["a", "x", "1"], "plaatsen", "x"),
        (["a", "1.5", "1"], "plaatsen", "1.5"),
        (["a", "1", "2"], "open", "2"),
        (["a", "1"], "open", ""),
    ],
)
def test_a_cell_that_is_no_value_is_told_by_row_and_column(cells, column_, text):
    with pytest.raises(Unreadable) as fault:
        SPOTS.read(["code", "plaatsen", "open"], [["b", "", "0"], cells])
    assert fault.value.faults == (Fault(3, column_, text),)


def test_an_empty_cell_is_missing_and_not_zero():
    assert SPOTS.read(["code", "plaatsen", "open"], [["b", "", "0"]]).rows == (Spot("b", None, False),)


def test_a_workbook_in_dutch_has_the_name_of_the_csv_file():
    code, places, _ = SPOTS.columns
    assert (code.sheet_head("nl"), code.sheet_head("en"), code.head("en")) == (
        "code",
        "gemeente code",
        "code",
    )
    assert (places.sheet_head("nl"), places.sheet_head("en")) == ("plaatsen", "places")


def test_no_number_that_is_not_finite_is_read():
    for text in ("NaN", "Infinity", "x"):
        with pytest.raises(Unreadable):
            TABLE.read(
                [c.name for c in TABLE.columns if c.name != "soorten"],
                [["a", "1", "", text, "", "", "1", "", "2026-01", "5"]],
            )
