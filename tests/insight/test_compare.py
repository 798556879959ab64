"""Comparison: exact sums at every level, an order-free split over causes, errors that offer a way out."""

import datetime as dt
import json
from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verdeling.errors import DataError, ModelError
from verdeling.inputs.tables import load_data
from verdeling.insight.compare import Party, compare_parties, compared_rows
from verdeling.insight.decompose import shapley
from verdeling.insight.diagnostics import AreaTable
from verdeling.insight.herindeling import TaskRows, bring_together
from verdeling.insight.keyforms import leave_out
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.terms import Niveau
from verdeling.verdeelmodel.catalogue import load_model

TAAK = "asielopvang"
ALPHEN = "GM0484"


@pytest.fixture(scope="module")
def gegevens():
    return load_data(None, dt.date(2026, 1, 1))


def party(gegevens, naam, *anders):
    model = load_model(naam, anders)
    return Party(naam, model, gegevens, compute_indicatief(model, gegevens))


def bijdrage(paar, soort, kolom=""):
    (een,) = [b for b in paar.bijdragen if (b.invoer.soort, b.invoer.kolom) == (soort, kolom)]
    return een


def deelverzamelingen(k):
    return [tuple(i for i in range(k) if m >> i & 1) for m in range(2**k)]


@given(st.integers(1, 4).flatmap(lambda k: st.lists(st.fractions(), min_size=2**k, max_size=2**k)))
def test_shapley_is_the_mean_over_all_orders(lijst):
    k = len(lijst).bit_length() - 1
    waarden = {d: [lijst[i], 2 * lijst[i]] for i, d in enumerate(sorted(deelverzamelingen(k)))}
    verwacht = [Fraction(0)] * k
    ordes = list(permutations(range(k)))
    for orde in ordes:
        for plek, speler in enumerate(orde):
            met, zonder_ = tuple(sorted(orde[: plek + 1])), tuple(sorted(orde[:plek]))
            verwacht[speler] += (waarden[met][0] - waarden[zonder_][0]) / len(ordes)
    uit = shapley(k, waarden)
    assert [rij[0] for rij in uit] == verwacht
    assert [rij[1] for rij in uit] == [2 * v for v in verwacht]
    assert sum(verwacht) == waarden[tuple(range(k))][0] - waarden[()][0]


def test_what_ses_does_is_the_formula_with_it_minus_the_formula_without(gegevens):
    paar = compare_parties([party(gegevens, "inwoners"), party(gegevens, "spreidingswet-2026")])[0]
    p = gegevens.kolom("inwoners", dt.date(2025, 1, 1)).waarden()
    s = gegevens.kolom("ses_woa").waarden()
    gewogen = [x * (1 + y) for x, y in zip(p, s, strict=True)]
    met = [88000 * w / sum(gewogen) for w in gewogen]
    zonder_ = [88000 * x / sum(p) for x in p]
    assert bijdrage(paar, "criterium", "ses_woa").per_gemeente == tuple(
        m - z for m, z in zip(met, zonder_, strict=True)
    )
    i = gegevens.codes.index(ALPHEN)
    assert float(zonder_[i]) == pytest.approx(564.6, abs=0.05)
    assert paar.verschillen.gemeenten[i].b == 628
    assert paar.verschillen.gemeenten[i].a in (564, 565)
    assert paar.eerste_regel() == (
        "Van inwoners naar spreidingswet-2026 verschilt: met ses_woa; gepubliceerde cijfers – → opgave_2026 "
        "in plaats van de formule; afronding grootste_rest → half_op"
    )


def test_only_the_total_differs_and_scales_every_quota(gegevens):
    paar = compare_parties(
        [
            party(gegevens, "spreidingswet-2026-cbs"),
            party(gegevens, "spreidingswet-2026-cbs", "taken.asielopvang.totaal=96000"),
        ]
    )[0]
    assert [i.soort for i in paar.invoer] == ["totaal"]
    quota = compute_indicatief(load_model("spreidingswet-2026-cbs"), gegevens).taken[TAAK].quota
    assert bijdrage(paar, "totaal").per_gemeente == tuple(q * Fraction(8000, 88000) for q in quota)
    assert bijdrage(paar, "totaal").som == 8000
    assert "96,000" in paar.eerste_regel("en")


PAREN = [
    ("spreidingswet-2024", "spreidingswet-2026-cbs"),
    ("spreidingswet-2024", "inwoners"),
    ("inwoners", "eu-2015-achtig"),
    ("spreidingswet-2026-cbs", "eu-2015-achtig"),
    ("spreidingswet-2026-cbs", "ruimte"),
    ("bestaande-belasting", "spreidingswet-2024"),
]


@pytest.mark.parametrize(("a", "b"), PAREN)
def test_contributions_add_up_exactly_for_every_gemeente_and_area(gegevens, a, b):
    paar = compare_parties([party(gegevens, a), party(gegevens, b)], TAAK)[0]
    v = paar.verschillen
    sommen = [sum(rij) for rij in zip(*(x.per_gemeente for x in paar.bijdragen), strict=True)]
    assert sommen == [g.verschil for g in v.gemeenten]
    assert sum(x.som for x in paar.bijdragen) == v.land.verschil
    for niveau in (v.provincies, v.regios, v.gemeenten):
        assert sum(g.verschil for g in niveau) == v.land.verschil
        assert (sum(g.a for g in niveau), sum(g.b for g in niveau)) == (v.land.a, v.land.b)
    for soort in ("inwoners", "ses"):
        klassen = [k for k in v.klassen if k.soort == soort]
        assert sum(k.meer + k.minder + k.gelijk for k in klassen) == 342
        assert sum(k.saldo for k in klassen) == v.land.verschil
    provincie = dict(zip(gegevens.codes, gegevens.gebied(Niveau.PROVINCIE), strict=True))
    for p in v.provincies:
        assert p.verschil == sum(g.verschil for g in v.gemeenten if provincie[g.code] == p.code)


@pytest.mark.parametrize(("a", "b"), PAREN)
def test_the_way_back_is_the_exact_opposite(gegevens, a, b):
    heen = compare_parties([party(gegevens, a), party(gegevens, b)])[0]
    terug = compare_parties([party(gegevens, b), party(gegevens, a)])[0]
    for x, y in zip(heen.bijdragen, terug.bijdragen, strict=True):
        assert (x.invoer.soort, x.invoer.kolom) == (y.invoer.soort, y.invoer.kolom)
        assert x.per_gemeente == tuple(-w for w in y.per_gemeente)


def test_a_model_beside_itself_differs_in_nothing(gegevens):
    paar = compare_parties([party(gegevens, "inwoners")] * 2)[0]
    assert not paar.invoer
    assert not any(g.verschil for g in paar.verschillen.gemeenten)
    assert paar.eerste_regel("en") == "inwoners and inwoners have the same data and the same key"


def test_other_figures_in_the_users_data_are_a_cause_of_their_own(gegevens):
    from dataclasses import replace

    def verdubbel(kolom):
        if kolom.naam != "inwoners":
            return kolom
        return replace(
            kolom,
            numerators=tuple(
                2 * t if c == ALPHEN else t for c, t in zip(kolom.codes, kolom.numerators, strict=True)
            ),
        )

    anders = replace(gegevens, kolommen=tuple(verdubbel(k) for k in gegevens.kolommen))
    a, b = (party(g, "spreidingswet-2026-cbs") for g in (gegevens, anders))
    paar = compare_parties([a, b])[0]
    assert [(i.soort, i.kolom) for i in paar.invoer] == [("kolom", "inwoners")]
    assert bijdrage(paar, "kolom", "inwoners").som == 0
    assert [g.code for g in paar.verschillen.gemeenten if g.verschil > 0] == [ALPHEN]


def test_levels_with_given_totals_count_as_one_change(gegevens):
    paar = compare_parties([party(gegevens, "lrt-2023-75500"), party(gegevens, "lrt-2023-77100")])[0]
    assert "provincie (Σ 75499) > gemeente → provincie (Σ 77070) > gemeente" in paar.eerste_regel()
    sommen = [sum(rij) for rij in zip(*(x.per_gemeente for x in paar.bijdragen), strict=True)]
    assert sommen == [g.verschil for g in paar.verschillen.gemeenten]


def test_each_later_result_stands_beside_the_first(gegevens):
    paren = compare_parties(
        [party(gegevens, n) for n in ("spreidingswet-2024", "spreidingswet-2026", "inwoners")]
    )
    assert [(p.a, p.b) for p in paren] == [
        ("spreidingswet-2024", "spreidingswet-2026"),
        ("spreidingswet-2024", "inwoners"),
    ]
    for paar in paren:
        assert [g.a for g in paar.verschillen.gemeenten] == [g.a for g in paren[0].verschillen.gemeenten]
        json.dumps(paar.json(), allow_nan=False)


def test_winners_and_losers_by_class_by_hand():
    gebieden = AreaTable(
        ("GM0001", "GM0002", "GM0003"),
        ("A", "B", "C"),
        np.array([19_999.0, 20_000, 250_000]),
        ("PV20", "PV20", "PV21"),
        ("VR01", "VR01", "VR02"),
        ses=np.array([0.1, float("nan"), -0.1]),
    )
    v = compared_rows(gebieden, [10, 0, 30], [12, 5, 20])
    assert [(p.code, p.a, p.b) for p in v.provincies] == [("PV20", 10, 17), ("PV21", 30, 20)]
    assert [g.procent for g in v.gemeenten] == [20, None, Fraction(-100, 3)]
    assert [(k.soort, k.nummer, k.meer, k.minder, k.saldo) for k in v.klassen] == [
        ("inwoners", 1, 1, 0, 2),
        ("inwoners", 2, 1, 0, 5),
        ("inwoners", 3, 0, 0, 0),
        ("inwoners", 4, 0, 0, 0),
        ("inwoners", 5, 0, 1, -10),
        ("ses", 1, 0, 1, -10),
        ("ses", 3, 1, 0, 2),
        ("ses", 0, 1, 0, 5),
    ]


def test_different_gemeenten_are_named_and_herindeling_is_offered(gegevens):
    oud = load_data(None, dt.date(2022, 1, 1))
    a = party(gegevens, "inwoners")
    b = party(oud, "inwoners", "taken.asielopvang.sleutel.peildatum=2022-01-01")
    with pytest.raises(DataError, match=r"342.*345.*Voorne aan Zee.*Brielle.*--herindeling.*V522"):
        compare_parties([a, b])


def test_a_gemeente_that_was_divided_over_others_is_not_added_to_one_of_them():
    """Haaren went to Boxtel, Oisterwijk, Tilburg and Vught in 2021; which part went where is not known."""
    haaren, boxtel = ("GM0788", "Haaren"), ("GM0757", "Boxtel")

    def rijen(*gemeenten):
        codes, namen = zip(*gemeenten, strict=True)
        tien = (10,) * len(codes)
        return TaskRows(codes, namen, tien, tuple(map(Fraction, tien)), tien)

    oud, nieuw = rijen(boxtel, haaren), rijen(boxtel)
    assert bring_together([oud, nieuw]) == ((oud, nieuw), ())


def test_a_task_that_is_missing_and_a_single_result_are_errors(gegevens):
    a = party(gegevens, "inwoners")
    with pytest.raises(ModelError, match=r"taakstelling.*inwoners.*asielopvang.*V523"):
        compare_parties([a, a], "taakstelling")
    with pytest.raises(ModelError, match="V524"):
        compare_parties([a])


def test_a_criterion_leaves_the_key_with_what_it_carries():
    eu = load_model("eu-2015-achtig").taken[TAAK].sleutel
    kern = leave_out(eu, {"capaciteit_regulier", "ses_woa"})
    assert kern is not None
    assert len(kern.som) == 2
    assert leave_out(load_model("inwoners").taken[TAAK].sleutel, {"inwoners"}) is None
