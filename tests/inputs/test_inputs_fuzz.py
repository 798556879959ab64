"""Whatever bytes a user's files hold: Gegevens or DataError, never another exception."""

import io
import random
from datetime import date
from fractions import Fraction

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from verdeling.errors import DataError
from verdeling.inputs.checks import read_column
from verdeling.inputs.numbers import column_of_texts
from verdeling.inputs.reader import Line, Tabel
from verdeling.inputs.tables import load_data

NU = date(2025, 1, 1)
KOP = "code,gemeente,provincie,inwoners,x"
RIJK = st.text(alphabet='0123456789,;.-"\n\r\t GMgmAlmereFvodn\u00e9\ufeff%', max_size=120)
VASTE_MAP = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def probeer(map_, data, naam="gemeenten.csv"):
    (map_ / naam).write_bytes(data)
    problemen = _problems(map_)
    assert problemen is None or problemen
    assert all(p.tekst("nl") and p.tekst("en") for p in problemen or ())


def _problems(map_):
    """None when the folder could be read."""
    try:
        load_data(map_, NU)
    except DataError as fout:
        return fout.problemen
    return None


@VASTE_MAP
@given(st.binary(max_size=200))
def test_any_bytes(tmp_path, data):
    probeer(tmp_path, data)


@VASTE_MAP
@given(RIJK)
@example('0\r0"')
def test_any_text_below_a_good_head(tmp_path, text):
    probeer(tmp_path, f"{KOP}\n34,Almere,Flevoland,5,1\n{text}".encode())


@VASTE_MAP
@given(st.lists(RIJK, min_size=5, max_size=5), st.sampled_from(",;"))
def test_any_cells(tmp_path, cells, teken):
    rij = teken.join('"' + c.replace('"', '""') + '"' for c in cells)
    probeer(tmp_path, f"{KOP.replace(',', teken)}\n{rij}\n".encode())


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.decimals(min_value=-(10**9), max_value=10**9, places=4)), min_size=1))
def test_written_numbers_come_back_exactly(numbers):
    teksten = ["" if g is None else f"{g:f}" for g in numbers]
    tabel = Tabel("t", ("x",), tuple(Line(i, (t,)) for i, t in enumerate(teksten, start=2)))
    numerators, denominator, problemen = read_column(tabel, "x", "x", [""] * len(teksten))
    assert not problemen
    assert [None if t is None else Fraction(t, denominator) for t in numerators] == [
        None if g is None else Fraction(g) for g in numbers
    ]


@given(st.lists(st.integers(min_value=-(10**6), max_value=10**6), min_size=1), st.integers(0, 6))
def test_one_power_of_ten_serves_the_whole_column(numerators, decimalen):
    teksten = [_decimaal(t, decimalen) if decimalen else str(t) for t in numerators]
    assert column_of_texts(teksten) == (tuple(numerators), 10**decimalen)


def _decimaal(teller, decimalen):
    cijfers = str(abs(teller)).rjust(decimalen + 1, "0")
    return f"{'-' if teller < 0 else ''}{cijfers[:-decimalen]}.{cijfers[-decimalen:]}"


@pytest.mark.long
@pytest.mark.parametrize("zaad", range(40))
def test_damaged_workbooks(tmp_path, zaad):
    book, uit = openpyxl.Workbook(), io.BytesIO()
    book.active.append(KOP.split(","))
    book.active.append([34, "Almere", "Flevoland", 5, 1.5])
    book.save(uit)
    data = uit.getvalue()
    toeval = random.Random(zaad)
    for _ in range(20):
        schade = bytearray(data)
        for _ in range(toeval.randint(1, 30)):
            schade[toeval.randrange(len(schade))] = toeval.randrange(256)
        probeer(tmp_path, bytes(schade), "gemeenten.xlsx")
