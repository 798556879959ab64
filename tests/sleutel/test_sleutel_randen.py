"""Edges of the exact core where a small fault would hide: least differences, first places, signs."""

import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from support.apportionment import DELERS, claim, een_voor_een
from support.key_table import tabel
from support.matrices import fout, minste_fout

from verdeling.errors import ModelError
from verdeling.sleutel.apportionment import Rounded, Tie, verdeel
from verdeling.sleutel.keys import key_weights
from verdeling.sleutel.matrix import gecontroleerd
from verdeling.verdeelmodel.operation import Expression
from verdeling.verdeelmodel.taak import Methode

LEES = TypeAdapter(Expression)
DELER = {Methode.WEBSTER: lambda k: 2 * k + 1, Methode.DHONDT: lambda k: k + 1, Methode.ADAMS: lambda k: k}


@given(
    st.integers(0, 10**6), st.lists(st.integers(1, 10**9), min_size=2, max_size=7), st.sampled_from(DELERS)
)
def test_no_area_without_a_place_has_a_better_claim_than_one_with(totaal, gewichten, methode):
    """The min-max inequality of Balinski & Young: it holds for a divisor method and for nothing else."""
    aantallen = verdeel(totaal, gewichten, methode).aantallen
    assert sum(aantallen) == totaal
    gekregen = [claim(methode, w, a - 1) for w, a in zip(gewichten, aantallen, strict=True) if a]
    gemist = [claim(methode, w, a) for w, a in zip(gewichten, aantallen, strict=True)]
    assert not gekregen or min(gekregen) >= max(gemist)


@given(st.sampled_from(sorted(DELER)), st.integers(1, 5000), st.integers(1, 5000), st.booleans())
def test_claims_with_the_least_possible_difference_are_told_apart(methode, k, m, eerste):
    """Weights v, w with v·d(m) − w·d(k) = ±1: the last place is a matter of 1 / (d(k)·d(m))."""
    d, e = DELER[methode](k), DELER[methode](m)
    assume(math.gcd(d, e) == 1 and d > 1 and e > 1)
    v = pow(e, -1, d)  # v·e ≡ 1 (mod d)
    w = (v * e - 1) // d
    if not eerste:
        v, w = d - v, e - w  # v·e − w·d = −1
    assume(v and w)
    uitkomst = verdeel(k + m + 1, [v, w], methode, [1, 0] if eerste else [0, 1])
    assert uitkomst.aantallen == ((k + 1, m) if eerste else (k, m + 1))
    assert uitkomst.ties == ()


@pytest.mark.parametrize("methode", DELERS)
def test_an_area_alone_has_no_tie_with_itself(methode):
    for totaal in range(1, 60):
        assert verdeel(totaal, [1], methode) == Rounded((totaal,))


def test_a_first_place_goes_before_every_second_place():
    for methode in (Methode.ADAMS, Methode.HUNTINGTON_HILL):
        assert verdeel(2, [1000, 1], methode).aantallen == (1, 1)
        assert verdeel(3, [1, 10**6, 1], methode).aantallen == (1, 1, 1)
        assert verdeel(4, [1, 10**6, 1], methode).aantallen == (1, 2, 1)


@pytest.mark.parametrize("methode", DELERS)
def test_equal_claims_follow_the_order_whichever_way_the_places_are_counted(methode):
    # 11 equal areas and 11·q + r places: the first r in the declared order have one more.
    rang = [7, 2, 9, 0, 4, 10, 1, 8, 3, 6, 5]
    for totaal in range(1, 45):
        q, r = divmod(totaal, 11)
        verwacht = tuple(q + (plaats < r) for plaats in rang)
        uitkomst = verdeel(totaal, [17] * 11, methode, rang)
        assert uitkomst.aantallen == verwacht
        winnaars = tuple(i for i in range(11) if rang[i] < r)
        assert uitkomst.ties == ((Tie(tuple(range(11)), winnaars, r),) if r else ())


@pytest.mark.parametrize(
    "totaal, gewichten, rang, methode",
    [
        # From the jump some places must still be given, and some taken back, until the best claims stand.
        (21, [12, 1, 1], [2, 1, 0], Methode.HUNTINGTON_HILL),
        (18, [1, 1, 7, 1, 1, 3], [1, 0, 5, 2, 4, 3], Methode.HUNTINGTON_HILL),
        (35, [3, 35, 3, 3], [2, 3, 0, 1], Methode.HUNTINGTON_HILL),
        (8, [6, 2, 1, 2, 1], [0, 2, 3, 4, 1], Methode.DHONDT),
        (2, [3, 1], [1, 0], Methode.WEBSTER),
        (3, [3, 1, 1], [1, 0, 2], Methode.WEBSTER),
        # The second area loses two places, and the second of those is worth as much as one of the others.
        (12, [1, 3, 1], [0, 2, 1], Methode.ADAMS),
        (7, [1, 1, 1], [0, 2, 1], Methode.ADAMS),
    ],
)
def test_the_jump_to_the_quota_leaves_no_trace(totaal, gewichten, rang, methode):
    verwacht = een_voor_een(methode, totaal, gewichten, rang)
    assert list(verdeel(totaal, gewichten, methode, rang).aantallen) == verwacht


def test_a_negative_weight_is_named_by_its_row():
    for lijst, rij, gewicht in (([3, 0, -4, -7], 3, -4), ([3, 5, 4, -1], 4, -1)):
        with pytest.raises(ModelError) as fout:
            verdeel(10, lijst, Methode.WEBSTER)
        assert fout.value.problemen[0].gegevens == {"rij": rij, "gewicht": gewicht}


def test_shares_of_negative_values_are_positive():
    gegevens = tabel(schuld=[-1, -3, 0])
    for sleutel in ({"aandeel": {"indicator": "schuld"}},
                    {"mengsel": [{"gewicht": 1, "van": {"indicator": "schuld"}}]}):  # fmt: skip
        uitkomst = key_weights(LEES.validate_python(sleutel), gegevens)
        assert [Fraction(t, uitkomst.denominator) for t in uitkomst.numerators] == [
            Fraction(1, 4),
            Fraction(3, 4),
            0,
        ]


@pytest.mark.parametrize(
    "rijen, kolommen",
    [
        ([2, 3, 5], [2, 1, 7]),
        ([6, 5, 7], [12, 1, 5]),
        ([7, 7, 7], [7, 10, 3, 1]),
        ([7, 7, 10], [6, 6, 6, 6]),
        ([11, 11, 10, 11], [5, 1, 37]),
        ([5, 5], [5, 5]),
        ([1, 1], [1, 1]),
        ([2, 1], [1, 1, 1]),
        ([2, 1, 4, 4], [4, 3, 4]),
        ([6, 3, 1, 1], [5, 5, 1]),
        ([1, 2, 3], [3, 1, 2]),
        ([1, 6, 2], [3, 2, 4]),
    ],
)
def test_the_cheapest_swaps_are_taken_when_columns_hand_over_places(rijen, kolommen):
    """Here the first swap at hand, an outdated one or a longer path would leave a larger error."""
    for volgorde in (None, range(len(rijen))[::-1]):
        uitkomst = gecontroleerd(rijen, kolommen, volgorde)
        assert [sum(kolom) for kolom in zip(*uitkomst, strict=True)] == kolommen
        assert fout(uitkomst, rijen, kolommen) == minste_fout(rijen, kolommen)


@pytest.mark.parametrize("rijen, kolommen", [([1, 2], [4, -1]), ([-1, 2], [1, 0]), ([3, -1, -2], [0])])
def test_the_first_negative_total_is_named(rijen, kolommen):
    with pytest.raises(ModelError, match="V303") as fout:
        gecontroleerd(rijen, kolommen)
    assert fout.value.problemen[0].gegevens == {"totaal": -1}
