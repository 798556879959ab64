"""Rounding methods: worked examples, brute force, properties that each method promises, and two oracles."""

import itertools
import math
from collections import Counter
from fractions import Fraction

import pytest
import votelib.component.quota
import votelib.evaluate.core
import votelib.evaluate.proportional
from hypothesis import example, given
from hypothesis import strategies as st
from support.apportionment import DELERS, SOMVAST, een_voor_een, orakel_apportionment

from verdeling.errors import ModelError
from verdeling.sleutel.apportionment import PER_GEBIED, Tie, verdeel
from verdeling.verdeelmodel.taak import Methode

gewichten_ = st.lists(st.integers(0, 60), min_size=1, max_size=9).filter(any)
grote_gewichten = st.lists(st.integers(0, 10**12), min_size=1, max_size=9).filter(any)
methoden = st.sampled_from(list(Methode))
somvast = st.sampled_from(SOMVAST)


def test_the_classic_example_of_five_methods():
    # Balinski & Young: 26 seats over six states; each method has its own answer.
    gewichten = [9061, 7179, 5259, 3319, 1182]
    assert verdeel(26, gewichten, Methode.GROOTSTE_REST).aantallen == (9, 7, 5, 4, 1)
    assert verdeel(26, gewichten, Methode.DHONDT).aantallen == (10, 7, 5, 3, 1)
    assert verdeel(26, gewichten, Methode.WEBSTER).aantallen == (9, 8, 5, 3, 1)
    assert verdeel(26, gewichten, Methode.HUNTINGTON_HILL).aantallen == (9, 7, 6, 3, 1)
    assert verdeel(26, gewichten, Methode.ADAMS).aantallen == (9, 7, 5, 3, 2)


def test_rounding_each_area_by_itself():
    # quotas 2.5, 2.5 and 5: the sum of the halves rounded up is 11.
    assert verdeel(10, [1, 1, 2], Methode.HALF_OP).aantallen == (3, 3, 5)
    assert verdeel(10, [1, 1, 2], Methode.OMLAAG).aantallen == (2, 2, 5)
    assert verdeel(10, [1, 1, 2], Methode.OMHOOG).aantallen == (3, 3, 5)
    assert verdeel(Fraction(17658, 5), [537993, 1171910 - 537993], Methode.OMLAAG).aantallen == (1621, 1910)
    assert verdeel(10, [1, 1, 2], Methode.HALF_OP).ties == ()


@given(st.fractions(0, 500), grote_gewichten)
def test_rounding_each_area_is_the_rounding_of_its_quota(totaal, gewichten):
    quota = [totaal * w / sum(gewichten) for w in gewichten]
    assert verdeel(totaal, gewichten, Methode.HALF_OP).aantallen == tuple(
        math.floor(q + Fraction(1, 2)) for q in quota
    )
    assert verdeel(totaal, gewichten, Methode.OMLAAG).aantallen == tuple(math.floor(q) for q in quota)
    assert verdeel(totaal, gewichten, Methode.OMHOOG).aantallen == tuple(math.ceil(q) for q in quota)


@given(st.integers(0, 60), gewichten_, st.sampled_from(DELERS), st.randoms(use_true_random=False))
@example(3, [5, 5, 5, 5], Methode.HUNTINGTON_HILL, None)
def test_divisor_methods_equal_their_definition(totaal, gewichten, methode, toeval):
    rang = list(range(len(gewichten)))
    if toeval:
        toeval.shuffle(rang)
    assert list(verdeel(totaal, gewichten, methode, rang).aantallen) == een_voor_een(
        methode, totaal, gewichten, rang
    )


def test_with_fewer_places_than_areas_the_largest_go_first():
    for methode in (Methode.ADAMS, Methode.HUNTINGTON_HILL):
        assert verdeel(2, [3, 7, 1, 5], methode).aantallen == (0, 1, 0, 1)
        assert verdeel(2, [3, 7, 1, 5], methode).ties == ()
        assert verdeel(2, [5, 7, 1, 5], methode, [3, 1, 2, 0]).aantallen == (0, 1, 0, 1)


@given(st.integers(0, 60), gewichten_, somvast)
def test_ties_are_exactly_the_areas_that_another_order_would_serve(totaal, gewichten, methode):
    n = len(gewichten)
    uitkomst = verdeel(totaal, gewichten, methode)
    anders = set()
    for eerste in range(n):  # each area first, then each area last, decides every tie both ways
        for rang in ([(i - eerste) % n for i in range(n)], [-((i - eerste) % n) for i in range(n)]):
            anders.add(verdeel(totaal, gewichten, methode, rang).aantallen)
    wisselend = {i for i in range(n) if len({a[i] for a in anders}) > 1}
    assert {i for g in uitkomst.ties for i in g.kandidaten} == wisselend
    for gelijk in uitkomst.ties:
        assert gelijk.plaatsen == len(gelijk.toegewezen) < len(gelijk.kandidaten)
        laagste = {i: min(a[i] for a in anders) for i in gelijk.kandidaten}
        assert set(gelijk.toegewezen) == {i for i in gelijk.kandidaten if uitkomst.aantallen[i] > laagste[i]}


def test_the_declared_order_decides_a_tie_and_the_tie_is_listed():
    assert verdeel(2, [1, 1, 1], Methode.GROOTSTE_REST).ties == (Tie((0, 1, 2), (0, 1), 2),)
    for methode in SOMVAST:
        uitkomst = verdeel(4, [5, 5, 5], methode, [2, 0, 1])
        assert uitkomst.aantallen == (1, 2, 1)
        assert uitkomst.ties == (Tie((0, 1, 2), (1,), 1),)


@given(st.integers(0, 10**6), grote_gewichten, somvast)
def test_the_sum_is_kept_and_zero_weight_gets_nothing(totaal, gewichten, methode):
    aantallen = verdeel(totaal, gewichten, methode).aantallen
    assert sum(aantallen) == totaal
    assert all(a >= 0 for a in aantallen)
    assert all(a == 0 for a, w in zip(aantallen, gewichten, strict=True) if w == 0)


@given(st.integers(0, 200), gewichten_, methoden, st.data())
def test_the_order_of_the_rows_does_not_matter(totaal, gewichten, methode, data):
    rang = list(range(len(gewichten)))
    wissel = data.draw(st.permutations(rang))
    recht = verdeel(totaal, gewichten, methode, rang).aantallen
    gewisseld = verdeel(totaal, [gewichten[i] for i in wissel], methode, wissel).aantallen
    assert gewisseld == tuple(recht[i] for i in wissel)


@given(st.integers(0, 200), gewichten_, methoden, st.integers(2, 10**9))
def test_the_scale_of_the_weights_does_not_matter(totaal, gewichten, methode, factor):
    assert verdeel(totaal, gewichten, methode) == verdeel(totaal, [factor * w for w in gewichten], methode)


@given(st.integers(0, 200), gewichten_, st.sampled_from(DELERS))
def test_divisor_methods_are_house_monotone(totaal, gewichten, methode):
    nu, straks = (verdeel(t, gewichten, methode).aantallen for t in (totaal, totaal + 1))
    assert all(a <= b for a, b in zip(nu, straks, strict=True))


def test_largest_remainder_is_the_exception_the_alabama_paradox():
    # Quotas at 10: 4.29, 4.29, 1.43; at 11: 4.71, 4.71, 1.57. One place more takes one from the third area.
    assert verdeel(10, [6, 6, 2], Methode.GROOTSTE_REST).aantallen == (4, 4, 2)
    assert verdeel(11, [6, 6, 2], Methode.GROOTSTE_REST).aantallen == (5, 5, 1)


@given(st.integers(0, 10**6), grote_gewichten)
def test_largest_remainder_stays_within_one_of_the_quota(totaal, gewichten):
    for aantal, gewicht in zip(
        verdeel(totaal, gewichten, Methode.GROOTSTE_REST).aantallen, gewichten, strict=True
    ):
        quotum = Fraction(totaal * gewicht, sum(gewichten))
        assert math.floor(quotum) <= aantal <= math.ceil(quotum)


def test_divisor_methods_may_leave_the_quota():
    # Quota 55.1 for the large area, 6.45 and 1.55 for the small: D'Hondt rounds the small down too often.
    gewichten = [5510] + [645] * 6 + [155] * 4
    assert sum(gewichten) == 10000
    assert verdeel(100, gewichten, Methode.DHONDT).aantallen[0] > 56
    assert verdeel(100, gewichten, Methode.ADAMS).aantallen[0] < 55


@given(st.integers(6, 80), st.lists(st.integers(1, 60), min_size=2, max_size=6), st.data())
def test_dhondt_favours_mergers_and_adams_splits(totaal, gewichten, data):
    # Merged, two areas get at least their sum under D'Hondt; under Adams at most (with a place for everyone).
    i, j = data.draw(st.permutations(range(len(gewichten))))[:2]
    samen = [w for k, w in enumerate(gewichten) if k not in (i, j)] + [gewichten[i] + gewichten[j]]
    for methode, teken in ((Methode.DHONDT, 1), (Methode.ADAMS, -1)):
        los = verdeel(totaal, gewichten, methode)
        een = verdeel(totaal, samen, methode)
        if not los.ties and not een.ties:
            assert teken * (een.aantallen[-1] - los.aantallen[i] - los.aantallen[j]) >= 0


@pytest.mark.parametrize("methode", SOMVAST)
@given(data=st.data())
def test_equal_to_the_package_apportionment(methode, data):
    gewichten = data.draw(st.lists(st.integers(1, 400), min_size=2, max_size=70))
    totaal = data.draw(st.integers(1, 300))
    mijn = verdeel(totaal, gewichten, methode)
    zijn = orakel_apportionment(methode, totaal, gewichten)
    assert sum(zijn) == totaal
    # With equal claims the package serves them before larger claims further down, except in these two.
    if not mijn.ties or methode in (Methode.WEBSTER, Methode.DHONDT):
        assert list(mijn.aantallen) == zijn


def test_equal_to_the_package_apportionment_on_a_country():
    gewichten = [(i * 7919 + 13) ** 2 % 900_001 + 1000 for i in range(342)]
    for methode in (Methode.WEBSTER, Methode.HUNTINGTON_HILL):
        assert list(verdeel(900, gewichten, methode).aantallen) == orakel_apportionment(
            methode, 900, gewichten
        )


@given(st.lists(st.integers(1, 40), min_size=2, max_size=12), st.integers(1, 60))
def test_equal_to_the_package_votelib_ties_included(gewichten, totaal):
    prop = votelib.evaluate.proportional
    orakels = {
        Methode.DHONDT: prop.HighestAverages("d_hondt"),
        Methode.WEBSTER: prop.HighestAverages("sainte_lague"),
        Methode.GROOTSTE_REST: prop.LargestRemainder(lambda stemmen, zetels: Fraction(stemmen, zetels)),
    }
    stemmen = {f"p{i}": w for i, w in enumerate(gewichten)}
    for methode, orakel in orakels.items():
        mijn = verdeel(totaal, gewichten, methode)
        zeker, gedeeld = Counter(), Counter()
        for naam, aantal in orakel.evaluate(stemmen, totaal).items():
            (gedeeld if isinstance(naam, votelib.evaluate.core.Tie) else zeker)[naam] += aantal
        mijn_zeker = Counter(
            {f"p{i}": a - any(i in g.toegewezen for g in mijn.ties) for i, a in enumerate(mijn.aantallen)}
        )
        assert +mijn_zeker == +zeker
        assert [(set(t), n) for t, n in gedeeld.items()] == [
            ({f"p{i}" for i in g.kandidaten}, g.plaatsen) for g in mijn.ties
        ]


def test_huntington_hill_compares_square_roots_exactly():
    # 6/√(1·2) against 6·√3/√(2·3)…: claims whose squares are equal tie, and one unit more decides.
    gelijk = verdeel(3, [10**15, 10**15], Methode.HUNTINGTON_HILL)
    assert gelijk.aantallen == (2, 1)
    assert gelijk.ties == (Tie((0, 1), (0,), 1),)
    assert verdeel(3, [10**15, 10**15 + 1], Methode.HUNTINGTON_HILL).aantallen == (1, 2)


@pytest.mark.parametrize("methode", list(Methode))
def test_bad_weights_are_refused_with_their_numbers(methode):
    with pytest.raises(ModelError, match="V301") as fout:
        verdeel(10, [3, -4, 5], methode)
    assert "-4" in fout.value.tekst("en").replace("−", "-")
    with pytest.raises(ModelError, match="V302"):
        verdeel(10, [0, 0], methode)
    with pytest.raises(ModelError, match="V302"):
        verdeel(10, [], methode)
    with pytest.raises(ModelError, match="V303"):
        verdeel(-1, [1], methode)


def test_a_fraction_needs_a_method_that_rounds_each_area():
    for methode in SOMVAST:
        with pytest.raises(ModelError, match="V304"):
            verdeel(Fraction(7, 2), [1, 1], methode)
    for methode in PER_GEBIED:
        assert len(verdeel(Fraction(7, 2), [1, 1], methode).aantallen) == 2


def test_every_method_is_tried():
    assert set(Methode) == set(SOMVAST) | PER_GEBIED
    assert all(
        sum(verdeel(t, w, m).aantallen) == t
        for m, t in itertools.product(SOMVAST, (0, 1, 7))
        for w in ([1], [0, 1], [3, 3, 3])
    )
