"""Controlled rounding: rows and columns add up, cells are next to their share, and the error is the least."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.matrices import fout, minste_fout, passende, tabellen

from verdeling.errors import ModelError
from verdeling.sleutel.apportionment import Tie
from verdeling.sleutel.matrix import gecontroleerd, matrix_ties


def test_a_worked_example():
    # Shares of 3 amv among figures 2, 3, 5: 0.6, 0.9, 1.5; separately rounded they would be 1 + 1 + 2 = 4.
    assert gecontroleerd([2, 3, 5], [3, 7]) == ((1, 1), (1, 2), (1, 4))


def test_a_whole_share_is_left_alone():
    # The first row has shares 4.5, 2 and 4.5: the columns are short, but the 2 may not become 3.
    rijen, kolommen = [11, 7, 12, 7, 7], [18, 8, 18]
    uitkomst = gecontroleerd(rijen, kolommen)
    assert uitkomst[0][1] == 2
    assert fout(uitkomst, rijen, kolommen) == minste_fout(rijen, kolommen)


@given(tabellen(4, 3))
def test_the_error_is_the_least_possible(tabel):
    rijen, kolommen = tabel
    assert fout(gecontroleerd(rijen, kolommen), rijen, kolommen) == minste_fout(rijen, kolommen)


@given(tabellen(40, 6, 5000))
def test_rows_and_columns_add_up_and_cells_are_next_to_their_share(tabel):
    rijen, kolommen = tabel
    uitkomst = gecontroleerd(rijen, kolommen)
    assert [sum(rij) for rij in uitkomst] == rijen
    assert [sum(kolom) for kolom in zip(*uitkomst, strict=True)] == kolommen
    for rij, r in zip(uitkomst, rijen, strict=True):
        for cell, k in zip(rij, kolommen, strict=True):
            assert abs(cell - Fraction(r * k, sum(rijen) or 1)) < 1


@given(tabellen(8, 4), st.data())
def test_the_order_of_the_rows_does_not_matter(tabel, data):
    rijen, kolommen = tabel
    rang = list(range(len(rijen)))
    wissel = data.draw(st.permutations(rang))
    recht = gecontroleerd(rijen, kolommen, rang)
    assert gecontroleerd([rijen[i] for i in wissel], kolommen, wissel) == tuple(recht[i] for i in wissel)


def test_totals_that_differ_or_are_negative_are_refused():
    with pytest.raises(ModelError, match="V305"):
        gecontroleerd([1, 2], [4])
    with pytest.raises(ModelError, match="V303"):
        gecontroleerd([1, 2], [4, -1])
    assert gecontroleerd([0, 0], [0, 0]) == ((0, 0), (0, 0))


@given(tabellen(4, 4, 9))
@example(([1, 1, 1], [1, 1, 1]))
@example(([3, 3, 6], [4, 4, 4]))
def test_ties_are_the_cells_that_differ_between_the_best_tables(tabel):
    rijen, kolommen = tabel
    if not sum(rijen):
        return
    uitkomst = gecontroleerd(rijen, kolommen)
    minst = minste_fout(rijen, kolommen)
    beste = [t for t in passende(rijen, kolommen) if fout(t, rijen, kolommen) == minst]
    gelijk = matrix_ties(rijen, kolommen, uitkomst)
    for k in range(len(kolommen)):
        cells = [{t[i][k] for t in beste} for i in range(len(rijen))]
        wisselend = tuple(i for i, waarden in enumerate(cells) if len(waarden) > 1)
        if not wisselend:
            assert k not in gelijk
            continue
        assert gelijk[k].kandidaten == wisselend
        winnaars = tuple(i for i in wisselend if uitkomst[i][k] == max(cells[i]))
        assert gelijk[k].toegewezen == winnaars
        assert gelijk[k].plaatsen == len(winnaars)


def test_the_declared_order_decides_who_has_the_earlier_column():
    # Three figures of 1 and two amv: each has a share of 2/3, and one of them has none.
    assert gecontroleerd([1, 1, 1], [2, 1]) == ((1, 0), (1, 0), (0, 1))
    assert gecontroleerd([1, 1, 1], [2, 1], [2, 0, 1]) == ((0, 1), (1, 0), (1, 0))
    assert gecontroleerd([1, 1, 1], [1, 2], [2, 0, 1]) == ((0, 1), (1, 0), (0, 1))
    assert matrix_ties([1, 1, 1], [2, 1], ((1, 0), (1, 0), (0, 1)))[0] == Tie((0, 1, 2), (0, 1), 2)
