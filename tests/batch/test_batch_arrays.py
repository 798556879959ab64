"""Many scenarios at once give exactly what one scenario gives by fractions."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verdeling.batch.array_way import NotInArrays, Variants, compute_rows, place_in_model
from verdeling.batch.bonus import bonus_answer
from verdeling.batch.keys import TooLarge
from verdeling.batch.measures import measure_names, measure_places
from verdeling.batch.rounding import divide_rows
from verdeling.errors import VerdelingError
from verdeling.inputs.tables import Gegevens
from verdeling.insight import measures
from verdeling.pipeline import load_data, load_model
from verdeling.result.tables import task_slices
from verdeling.sleutel.apportionment import PER_GEBIED, verdeel
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.verdeelmodel.taak import Methode, Volgorde

DAG = dt.date(2026, 1, 1)
TAAK = "taken.asielopvang"


@cache
def gegevens() -> Gegevens:
    return load_data(None, DAG)


def rang(gewichten: list[int], volgorde: Volgorde) -> list[int] | None:
    """Who goes first, from the definition: the largest, the smallest, else the order of the rows."""
    if volgorde is Volgorde.CODE:
        return None
    teken = -1 if volgorde is Volgorde.GROOTSTE else 1
    op_volgorde = sorted(range(len(gewichten)), key=lambda i: (teken * gewichten[i], i))
    return [op_volgorde.index(i) for i in range(len(gewichten))]


@pytest.mark.parametrize("methode", list(Methode))
@settings(max_examples=60, deadline=None)
@given(
    rijen=st.integers(1, 6).flatmap(
        lambda n: st.lists(st.lists(st.integers(0, 6), min_size=n, max_size=n), min_size=1, max_size=5)
    ),
    totalen=st.lists(st.integers(0, 40), min_size=5, max_size=5),
    denominator=st.sampled_from([1, 1, 3]),
    volgorde=st.sampled_from(list(Volgorde)),
    macht=st.sampled_from([0, 0, 30]),
)
def test_rounding_in_arrays_is_the_exact_rounding_ties_included(
    methode, rijen, totalen, denominator, volgorde, macht
):
    """Small weights tie all the time; times 10³⁰ they need Python integers."""
    gewichten = [[10**macht * g for g in rij] for rij in rijen]
    dtype = object if macht else np.int64
    q = np.full(len(rijen), denominator)
    aantallen, goed = divide_rows(
        np.array(totalen[: len(rijen)]), q, np.array(gewichten, dtype=dtype), methode, volgorde
    )
    for k, rij in enumerate(gewichten):
        totaal = Fraction(totalen[k], denominator)
        mag = (sum(rij) > 0 or totaal == 0) and (denominator == 1 or methode in PER_GEBIED)
        assert goed[k] == mag
        if mag and sum(rij):
            exact = verdeel(totaal, rij, methode, rang(rij, volgorde)).aantallen
            assert aantallen[k].tolist() == list(exact), (methode, rij, totaal)


@settings(max_examples=200, deadline=None)
@given(
    gewichten=st.lists(st.integers(1, 2**55), min_size=1, max_size=20),
    totaal=st.integers(0, 2**39),
    methode=st.sampled_from([Methode.HALF_OP, Methode.OMLAAG, Methode.OMHOOG, Methode.GROOTSTE_REST]),
)
def test_quotas_whose_product_overflows_64_bits_are_exact(gewichten, totaal, methode):
    aantallen, goed = divide_rows(
        np.array([totaal]), np.ones(1, np.int64), np.array([gewichten]), methode, Volgorde.CODE
    )
    assert goed.all()
    assert aantallen[0].tolist() == list(verdeel(totaal, gewichten, methode).aantallen)


def test_totals_beyond_the_first_guess_are_refused_not_guessed():
    with pytest.raises(TooLarge):
        divide_rows(
            np.array([2**41]), np.ones(1, np.int64), np.array([[1, 2]]), Methode.HALF_OP, Volgorde.CODE
        )


def test_a_negative_weight_marks_its_scenario_only():
    gewichten = np.array([[1, 2, 3], [1, -2, 3], [1, 2, 3]])
    aantallen, goed = divide_rows(
        np.array([6, 6, 12]), np.ones(3, np.int64), gewichten, Methode.WEBSTER, Volgorde.CODE
    )
    assert goed.tolist() == [True, False, True]
    assert aantallen[0].tolist() == [1, 2, 3]
    assert aantallen[2].tolist() == [2, 4, 6]


SES = (
    "{product: [{indicator: inwoners, peildatum: 2025-01-01}, "
    "{som: [{getal: 1}, {product: [{getal: 1}, {indicator: ses_woa}]}]}]}"
)
MENGSEL = (
    "{mengsel: [{gewicht: 2/3, van: {indicator: huishoudens}}, {gewicht: 1/3, van: {indicator: woz_waarde}}]}"
)
GRENS = (
    "{begrens: {van: {indicator: inwoners, peildatum: 2025-01-01}, minstens: {getal: 20000}, "
    "hoogstens: {product: [{getal: 3}, {indicator: huishoudens}]}}}"
)
OMGEKEERD = "{omgekeerd: {som: [{getal: 1}, {indicator: capaciteit_regulier}]}, decimalen: 9}"
GROOT = (
    "{product: [{indicator: inwoners, peildatum: 2025-01-01}, {indicator: huishoudens}, "
    "{indicator: woz_waarde}, {indicator: oppervlakte_land}]}"
)

GEVALLEN = [
    ("spreidingswet-2026", [f"{TAAK}.sleutel={SES}"], f"{TAAK}.sleutel.product.1.som.1.product.0.getal"),
    ("inwoners", [f"{TAAK}.sleutel={MENGSEL}"], f"{TAAK}.sleutel.mengsel.1.gewicht"),
    ("inwoners", [f"{TAAK}.sleutel={GRENS}"], f"{TAAK}.sleutel.begrens.hoogstens.product.0.getal"),
    ("inwoners", [f"{TAAK}.sleutel={OMGEKEERD}"], f"{TAAK}.sleutel.omgekeerd.som.0.getal"),
    ("inwoners", [f"{TAAK}.sleutel={GROOT}"], f"{TAAK}.totaal"),
    ("eu-2015-achtig", [], f"{TAAK}.sleutel.som.2.begrens.van.product.0.getal"),
    ("koningstein-achtig", [], f"{TAAK}.totaal"),
]


@pytest.mark.parametrize("methode", [Methode.HALF_OP, Methode.GROOTSTE_REST, Methode.WEBSTER, Methode.ADAMS])
@pytest.mark.parametrize(("naam", "set_", "pad"), GEVALLEN, ids=[f"{i}" for i in range(len(GEVALLEN))])
def test_closed_form_in_arrays_is_the_fraction_path(naam, set_, pad, methode):
    set_ = [*set_, f"{TAAK}.niveaus.0.afronding={methode.value}"]
    if pad.endswith("totaal"):
        waarden = [Fraction(x) for x in (0, 1, 88000, 96002)]
    else:
        waarden = [Fraction(x) for x in ("1/100", "1/3", "1", "1.75")]
    model = load_model(naam, set_)
    assert place_in_model(model, pad)
    rijen, goed = compute_rows(model, gegevens(), Variants(4, {pad: waarden}, {}), ["asielopvang"])
    assert goed.all()
    for k, waarde in enumerate(waarden):
        exact = compute_indicatief(load_model(naam, [*set_, f"{pad}='{waarde}'"]), gegevens())
        assert rijen["asielopvang"][k].tolist() == list(exact.taken["asielopvang"].aantallen)


@pytest.mark.parametrize("naam", ["cno-450", "spreidingswet-2024", "amv-2023-75500", "taakstelling-2023-1"])
def test_levels_parts_and_equal_shares_are_the_fraction_path(naam):
    model = load_model(naam)
    data = load_data(None, model.grenzen)
    taken = list(model.taken)
    pad = f"taken.{taken[0]}.totaal"
    basis = model.taken[taken[0]].totaal.waarde
    waarden = [basis - 17, basis, basis + Fraction(1000)]
    rijen, goed = compute_rows(model, data, Variants(3, {pad: waarden}, {}), taken)
    for k, waarde in enumerate(waarden):
        try:
            exact = compute_indicatief(load_model(naam, [f"{pad}={waarde}"]), data)
        except VerdelingError:
            assert not goed[k]
            continue
        assert goed[k]
        for taak in taken:
            for deel in task_slices(exact.taken[taak]):
                assert rijen[deel.naam][k].tolist() == list(deel.aantallen)


def test_drawn_figures_give_what_a_data_set_with_those_figures_gives():
    model = load_model("spreidingswet-2026-cbs")
    kolom = gegevens().complete("inwoners", dt.date(2025, 1, 1))
    drawn = np.array([[t + k * (i % 7) for i, t in enumerate(kolom.numerators)] for k in range(3)])
    rijen, goed = compute_rows(model, gegevens(), Variants(3, {}, {"inwoners": (drawn, 1)}), ["asielopvang"])
    assert goed.all()
    for k in range(3):
        anders = replace(kolom, numerators=tuple(int(x) for x in drawn[k]))
        rest = tuple(c for c in gegevens().kolommen if (c.naam, c.peildatum) != ("inwoners", kolom.peildatum))
        exact = compute_indicatief(model, replace(gegevens(), kolommen=(*rest, anders)))
        assert rijen["asielopvang"][k].tolist() == list(exact.taken["asielopvang"].aantallen)


def test_what_arrays_cannot_do_is_refused():
    model = load_model("ijsselland-2023")
    taak = next(iter(model.taken))
    with pytest.raises(NotInArrays):
        compute_rows(model, gegevens(), Variants(1, {}, {}), [taak])
    assert not place_in_model(model, f"taken.{taak}.totaal")
    assert not place_in_model(load_model("inwoners"), f"{TAAK}.niveaus.0.afronding")
    assert not place_in_model(load_model("inwoners"), "plan.regels.uitkering.per_plaats")


@settings(max_examples=80, deadline=None)
@given(
    rijen=st.integers(1, 8).flatmap(
        lambda n: st.tuples(
            st.lists(st.lists(st.integers(0, 50), min_size=n, max_size=n), min_size=1, max_size=4),
            st.lists(st.integers(1, 900), min_size=n, max_size=n),
        )
    )
)
def test_measures_in_arrays_are_the_measures_of_insight(rijen):
    plaatsen, inwoners = rijen
    uit = measure_places(np.array(plaatsen), np.array([inwoners]))
    for rij, waarden in zip(plaatsen, uit, strict=True):
        y = measures.belasting(rij, inwoners)
        verwacht = {
            "totaal": sum(rij),
            "zonder": rij.count(0),
            "per_1000_min": min(y),
            "per_1000_p10": measures.quantiles_of(y, (0.1,))[0],
            "per_1000_mediaan": measures.quantiles_of(y, (0.5,))[0],
            "per_1000_p90": measures.quantiles_of(y, (0.9,))[0],
            "per_1000_max": max(y),
            "verhuizingen": measures.verhuizingen(rij, inwoners),
            "hoover": measures.hoover(rij, inwoners),
            "gini": measures.gini(rij, inwoners),
            "theil": measures.theil(rij, inwoners),
            "atkinson": measures.atkinson(rij, inwoners),
            "jain": measures.jain(rij, inwoners),
        }
        assert tuple(verwacht) == measure_names()
        np.testing.assert_allclose(waarden, list(verwacht.values()), rtol=1e-9, atol=1e-9)


def test_the_bonus_answer_by_hand():
    """N = 100 and 30, B = 95 and 0; 2 000 euro at 2 % per 1 000 euro: 4 and round(1.2) = 1 extra places.

    Threshold 0.9: 90 and 27. The first has 99, so 9 places earn 2 000 euro; the second stays below.
    """
    een = [Fraction(2000)], [Fraction(9, 10)], [Fraction(2, 100)]
    extra, euro = bonus_answer(np.array([[100, 30]]), np.array([95, 0]), *een)
    assert extra.tolist() == [[4, 0]]
    assert euro.tolist() == [[18000, 0]]
    # Half a place is rounded up, a threshold between two whole numbers is not reached by the lower one.
    half = [Fraction(1000)], [Fraction(1, 3)], [Fraction(1, 40)]
    extra, euro = bonus_answer(np.array([[100]]), np.array([32]), *half)
    assert extra.tolist() == [[3]]
    assert euro.tolist() == [[1000]]
