"""Measures of inequality against PySAL, against hand-worked figures, and at the edges."""

import math
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from inequality.atkinson import atkinson as pysal_atkinson
from inequality.gini import Gini
from inequality.theil import Theil as PysalTheil
from inequality.theil import TheilD

from verdeling.errors import DataError, ModelError
from verdeling.inputs.register import buren
from verdeling.inputs.tables import load_data
from verdeling.insight import measures
from verdeling.insight.diagnostics import (
    MEASURE_NAMES,
    AreaTable,
    diagnose,
    diagnose_rows,
    diagnose_together,
    gebieden_van,
)
from verdeling.insight.verdict import Effort, moves_sentence
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.texts import catalogue
from verdeling.verdeelmodel.catalogue import load_model

NAUWKEURIG = 1e-12
positief = st.integers(1, 10_000)
rijen = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 40)), min_size=2, max_size=12).filter(
    lambda r: sum(x for x, _ in r) > 0
)


def nummers(n, k):
    return tuple("abcdef"[:k]), np.arange(n) % k


@given(st.lists(positief, min_size=2, max_size=60))
def test_unweighted_measures_equal_pysal(waarden):
    y = np.array(waarden, float)
    een = np.ones(len(y))
    namen, groep = nummers(len(y), 2)
    delen = measures.theil_per_group(y, een, namen, groep)
    pysal = TheilD(y, groep)
    assert measures.gini(y, een) == pytest.approx(Gini(y).g, abs=NAUWKEURIG)
    assert measures.theil(y, een) == pytest.approx(float(PysalTheil(y).T), abs=NAUWKEURIG)
    assert delen.totaal == pytest.approx(float(pysal.T), abs=NAUWKEURIG)
    assert delen.tussen == pytest.approx(float(pysal.bg[0]), abs=NAUWKEURIG)
    assert delen.binnen == pytest.approx(float(pysal.wg[0]), abs=NAUWKEURIG)
    assert measures.atkinson(y, een) == pytest.approx(pysal_atkinson(y, 0.5), abs=NAUWKEURIG)


@given(rijen)
def test_weighted_measures_equal_pysal_on_replicated_inhabitants(data):
    x, p = (np.array(kolom, float) for kolom in zip(*data, strict=True))
    namen, groep = nummers(len(x), 2)
    inwoner = np.repeat(x / p, p.astype(int))
    pysal = TheilD(inwoner, np.repeat(groep, p.astype(int)))
    delen = measures.theil_per_group(x, p, namen, groep)
    assert measures.gini(x, p) == pytest.approx(Gini(inwoner).g, abs=NAUWKEURIG)
    assert measures.theil(x, p) == pytest.approx(float(PysalTheil(inwoner).T), abs=NAUWKEURIG)
    assert delen.tussen == pytest.approx(float(pysal.bg[0]), abs=NAUWKEURIG)
    assert delen.binnen == pytest.approx(float(pysal.wg[0]), abs=NAUWKEURIG)
    if x.min() > 0:  # PySAL refuses zeros
        assert measures.atkinson(x, p) == pytest.approx(pysal_atkinson(inwoner, 0.5), abs=NAUWKEURIG)


@given(rijen, st.integers(1, 4))
def test_theil_splits_exactly_and_measures_keep_their_bounds(data, k):
    x, p = (np.array(kolom, float) for kolom in zip(*data, strict=True))
    delen = measures.theil_per_group(x, p, *nummers(len(x), k))
    assert delen.tussen + delen.binnen == pytest.approx(delen.totaal, abs=NAUWKEURIG)
    assert sum(t for _, t, _ in delen.per_groep) == pytest.approx(delen.tussen, abs=NAUWKEURIG)
    assert sum(b for _, _, b in delen.per_groep) == pytest.approx(delen.binnen, abs=NAUWKEURIG)
    assert -NAUWKEURIG <= delen.tussen <= delen.totaal + NAUWKEURIG
    h, g = measures.hoover(x, p), measures.gini(x, p)
    assert -NAUWKEURIG <= h <= g + NAUWKEURIG
    assert g < 1
    assert h * h * 2 <= delen.totaal + NAUWKEURIG  # Pinsker: T >= 2 H²
    assert -NAUWKEURIG <= measures.atkinson(x, p) <= 1
    assert 0 < measures.jain(x, p) <= 1 + NAUWKEURIG


def test_two_gemeenten_by_hand():
    # 100 and 300 inhabitants, 30 and 30 places: s = ½, ½ against v = ¼, ¾
    x, p = [30, 30], [100, 300]
    assert measures.belasting(x, p).tolist() == [300, 100]
    assert measures.verhuizingen(x, p) == 15
    assert measures.hoover(x, p) == 0.25
    # Lorenz: (0, 0), (¾, ½), (1, 1); area below = ¾·½/2 + ¼·(½+1)/2 = 3/8, so Gini = ¼
    assert [k.tolist() for k in measures.lorenz(x, p)] == [[0, 0.75, 1], [0, 0.5, 1]]
    assert measures.gini(x, p) == pytest.approx(0.25, abs=NAUWKEURIG)
    assert measures.theil(x, p) == pytest.approx(0.5 * math.log(2) + 0.5 * math.log(2 / 3), abs=NAUWKEURIG)
    assert measures.atkinson(x, p) == pytest.approx(
        1 - (math.sqrt(1 / 8) + math.sqrt(3 / 8)) ** 2, abs=NAUWKEURIG
    )
    assert measures.jain(x, p) == pytest.approx(1 / (1 / 4 * 4 + 1 / 4 * 4 / 3) * 1, abs=NAUWKEURIG)


def test_zeros_are_defined():
    assert measures.theil([0, 4], [1, 1]) == pytest.approx(math.log(2))
    assert measures.gini([0, 4], [1, 1]) == 0.5
    assert measures.atkinson([0, 4], [1, 1]) == pytest.approx(0.5)
    assert measures.jain([0, 4], [1, 1]) == 0.5
    for maat in (measures.hoover, measures.gini, measures.theil, measures.atkinson):
        assert maat([0, 0, 0], [5, 6, 7]) == pytest.approx(0, abs=NAUWKEURIG)
    assert measures.jain([0, 0, 0], [5, 6, 7]) == pytest.approx(1)


def test_places_where_the_yardstick_is_zero():
    assert measures.theil([2, 2], [0, 4]) == math.inf
    assert measures.jain([2, 2], [0, 4]) == 0
    assert measures.hoover([2, 2], [0, 4]) == 0.5
    assert measures.gini([2, 2], [0, 4]) == pytest.approx(0.5)
    assert measures.theil([0, 4], [0, 4]) == 0
    assert measures.jain([0, 4], [0, 4]) == 1


def test_quantiles_are_linear_between_ranks():
    # position (n − 1)·q = 4 × 0.1 = 0.4 between 10 and 20
    assert measures.quantiles_of([50, 10, 20, 30, 40], (0, 0.1, 0.5, 0.9, 1)) == pytest.approx(
        (10, 14, 30, 46, 50)
    )


def test_atkinson_refuses_an_epsilon_that_breaks_on_zeros():
    with pytest.raises(ValueError):
        measures.atkinson([0, 1], [1, 1], 1)


def gebieden(**meer):
    basis = {
        "codes": ("GM0001", "GM0002", "GM0003", "GM0004"),
        "namen": ("A", "B", "C", "D"),
        "inwoners": np.array([1000.0, 2000, 4000, 1000]),
        "provincies": ("PV1", "PV1", "PV2", "PV2"),
        "regios": ("VR1", "VR2", "VR2", "VR2"),
        "ses": np.array([0.2, -0.1, math.nan, 0.0]),
        "buren": np.array([[0, 1], [1, 2], [2, 3]]),
        "bestaand": np.array([5.0, 0, 10, 0]),
        "nood": np.array([0.0, 3, 0, 0]),
    }
    return AreaTable(**(basis | meer))


def test_diagnostics_of_four_gemeenten_by_hand():
    uit = diagnose_rows(gebieden(), [2, 2, 4, 0], [1, 2, 4, 1], eigen=[5, 3, 10, 1])
    assert (uit.plaatsen, uit.gemeenten, uit.zonder) == (8, 4, 1)
    assert (uit.belasting.landelijk, uit.belasting.minimum, uit.belasting.mediaan) == (1, 0, 1)
    assert uit.belasting.maximum == 2
    # loads 0, 1, 1, 2 in order: positions 3 × 0.1 = 0.3 and 3 × 0.9 = 2.7
    assert (uit.belasting.p10, uit.belasting.p90) == (pytest.approx(0.3), pytest.approx(1.7))
    assert uit.inwoners.verhuizingen == uit.sleutel.verhuizingen == 1
    assert [(a.code, a.verschil, a.procent) for a in uit.afwijkingen] == [
        ("GM0001", 1, 100),
        ("GM0004", -1, -100),
        ("GM0002", 0, 0),
        ("GM0003", 0, 0),
    ]
    # three known scores: ranks 0, 1, 2 × 4 // 3 → quarters 1, 2, 3; GM0003 unknown stands last
    assert [(k.nummer, k.gemeenten, k.plaatsen, k.inwoners) for k in uit.kwartielen] == [
        (1, 1, 2, 2000),
        (2, 1, 0, 1000),
        (3, 1, 2, 1000),
        (0, 1, 4, 4000),
    ]
    assert [k.per_1000 for k in uit.kwartielen] == [1, 0, 2, 1]
    # effort 5, 3, 10, 1 against 2, 2, 4, 0
    assert uit.inspanning is not None
    assert (uit.inspanning.inspanning, uit.inspanning.gehaald, uit.inspanning.boven) == (19, 4, 11)
    assert [(b.a, b.b, b.verschil) for b in uit.buren] == [
        ("GM0001", "GM0002", 1),
        ("GM0003", "GM0004", 1),
        ("GM0002", "GM0003", 0),
    ]


def test_effort_stands_beside_what_is_asked():
    uit = diagnose_rows(gebieden(), [9, 9, 9, 9], [1, 1, 1, 1], taak=[6, 3, 8, 4])
    assert uit.inspanning is not None
    assert (uit.inspanning.gehaald, uit.inspanning.boven, uit.inspanning.onder) == (2, 2, 5)


def test_own_effort_under_a_plan_counts_a_converted_place_once():
    model = load_model("inwoners")
    gegevens = load_data(None, model.grenzen)
    taak = compute_indicatief(model, gegevens).taken["asielopvang"]
    g = gebieden_van(gegevens)
    # a plan that keeps what stands and converts every emergency place: no place more than before
    plan = SimpleNamespace(
        taak="asielopvang",
        plan=tuple((g.bestaand + g.nood).astype(int).tolist()),
        omgezet=tuple(g.nood.astype(int).tolist()),
    )
    assert diagnose(taak, g, plan).inspanning == diagnose(taak, g).inspanning
    assert diagnose(taak, g, plan).plaatsen == 74_236


def test_the_shipped_figures_give_the_published_sums():
    """Published with the table of 88 000: 74 236 places, 92 gemeenten 25 725 above, others 39 489 below."""
    model = load_model("spreidingswet-2026")
    gegevens = load_data(None, model.grenzen)
    uit = diagnose(compute_indicatief(model, gegevens).taken["asielopvang"], gegevens)
    assert uit.plaatsen == 88_000
    assert uit.inspanning == Effort(74_236, 92, 25_725, 39_489)
    assert [k.gemeenten for k in uit.kwartielen] == [86, 85, 86, 85]
    assert uit.sleutel.verhuizingen < 1  # the derived score reproduces the table by construction
    assert uit.inwoners.theil_provincie.tussen + uit.inwoners.theil_provincie.binnen == pytest.approx(
        uit.inwoners.theil_regio.totaal, abs=NAUWKEURIG
    )
    assert uit.zin("sleutel", "en").startswith("0 of the 88,000 places (0.0 %) would have to move")
    assert "van de 88.000 plaatsen" in uit.zin("inwoners")


@pytest.mark.parametrize(
    ("plaatsen", "nl", "en"),
    [
        (0, "0 van de 88.000 plaatsen (0,0 %)", "0 of the 88,000 places (0.0 %)"),
        (42, "42 van de 88.000 plaatsen (minder dan 0,1 %)", "42 of the 88,000 places (less than 0.1 %)"),
        (44, "44 van de 88.000 plaatsen (0,1 %)", "44 of the 88,000 places (0.1 %)"),
        (4_400, "4.400 van de 88.000 plaatsen (5,0 %)", "4,400 of the 88,000 places (5.0 %)"),
    ],
)
def test_a_small_share_is_not_told_as_nothing(plaatsen, nl, en):
    """44 of 88 000 is 0.05 %, which rounds to 0.1 %; fewer would round to 0.0 %."""
    assert moves_sentence(plaatsen, 88_000, "sleutel").startswith(nl)
    assert moves_sentence(plaatsen, 88_000, "sleutel", "en").startswith(en)


def test_the_neighbours_that_differ_most_are_neighbours():
    model = load_model("inwoners")
    gegevens = load_data(None, model.grenzen)
    uit = diagnose(compute_indicatief(model, gegevens).taken["asielopvang"], gegevens)
    grenzen = {frozenset(p[:2]) for p in buren()}
    assert len(uit.buren) == 10
    assert all(frozenset((b.a, b.b)) in grenzen for b in uit.buren)
    assert [b.verschil for b in uit.buren] == sorted((b.verschil for b in uit.buren), reverse=True)


def test_scores_of_later_boundaries_are_left_out_on_older_ones():
    model = load_model("taakstelling-2022-2")
    gegevens = load_data(None, model.grenzen)
    assert len(gegevens.codes) > 342
    uit = diagnose(compute_indicatief(model, gegevens).taken["taakstelling"], gegevens)
    assert uit.kwartielen == ()
    assert uit.gemeenten == len(gegevens.codes)


def test_tasks_together_add_up_and_units_must_agree():
    model = load_model("inwoners")
    gegevens = load_data(None, model.grenzen)
    taak = compute_indicatief(model, gegevens).taken["asielopvang"]
    een, samen = diagnose(taak, gegevens), diagnose_together([taak, taak], gegevens)
    assert samen.plaatsen == 2 * een.plaatsen
    assert samen.inwoners.gini == pytest.approx(een.inwoners.gini, abs=NAUWKEURIG)
    ander = replace(taak, taak=taak.taak.model_copy(update={"eenheid": "personen"}))
    with pytest.raises(ModelError, match=r"personen, plaatsen.*V525"):
        diagnose_together([taak, ander], gegevens)


def test_what_the_data_lacks_is_left_out_and_never_zero():
    uit = diagnose_rows(gebieden(ses=None, buren=None, bestaand=None, nood=None), [1, 1, 1, 1], [1, 1, 1, 1])
    assert (uit.kwartielen, uit.buren, uit.inspanning) == ((), (), None)


def test_a_gemeente_without_inhabitants_is_named():
    with pytest.raises(DataError, match=r"GM0002.*B heeft 0.*V521"):
        gebieden(inwoners=np.array([1.0, 0, 1, 1]))


def test_json_holds_plain_values_and_null_for_infinity():
    import json

    uit = diagnose_rows(gebieden(), [2, 2, 4, 0], [0, 2, 4, 1])
    assert uit.sleutel.theil_provincie.totaal == math.inf
    terug = json.loads(json.dumps(uit.json(), allow_nan=False))
    assert terug["sleutel"]["theil_provincie"]["totaal"] is None
    assert terug["belasting"]["maximum"] == 2
    assert terug["lorenz"][-1] == [1, 1]


def test_measures_do_not_depend_on_the_order_of_rows():
    g = gebieden()
    om = [3, 1, 0, 2]
    h = gebieden(
        codes=tuple(g.codes[i] for i in om),
        namen=tuple(g.namen[i] for i in om),
        inwoners=g.inwoners[om],
        provincies=tuple(g.provincies[i] for i in om),
        regios=tuple(g.regios[i] for i in om),
        ses=g.ses[om],
        buren=None,
        bestaand=g.bestaand[om],
        nood=g.nood[om],
    )
    a = diagnose_rows(g, [2, 2, 4, 0], [1, 2, 4, 1])
    b = diagnose_rows(h, [0, 2, 2, 4], [1, 2, 1, 4])
    assert a.inwoners.gini == pytest.approx(b.inwoners.gini)
    assert a.belasting == b.belasting
    assert a.kwartielen == b.kwartielen
    assert a.inspanning == b.inspanning


def test_every_measure_has_a_name_and_one_sentence_in_both_languages():
    teksten = catalogue()
    assert len(MEASURE_NAMES) == 15
    for maat in MEASURE_NAMES:
        assert all(teksten[f"diagnostics.{maat}"])
        for zin in teksten[f"diagnostics.{maat}.uitleg"]:
            assert zin.endswith(".")
