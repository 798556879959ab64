"""Keys: every operation on worked numbers, exactly, and bad figures refused with all gemeenten named."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from support.key_table import DATUM, tabel

from verdeling.errors import DataError, ModelError
from verdeling.inputs.tables import load_data
from verdeling.sleutel.keys import key_weights
from verdeling.verdeelmodel.operation import Expression

LEES = TypeAdapter(Expression)
INW = {"indicator": "inwoners"}
SES = {"indicator": "ses"}
TABEL = tabel(inwoners=[100, 300, 600], ses=["0.1", "-0.25", "0"], km=["2", "8", "0.5"])


def waarden(uitdrukking: dict, gegevens=TABEL) -> list[Fraction]:
    uitkomst = key_weights(LEES.validate_python(uitdrukking), gegevens)
    return [Fraction(t, uitkomst.denominator) for t in uitkomst.numerators]


def breuken(*teksten: str) -> list[Fraction]:
    return [Fraction(t) for t in teksten]


@pytest.mark.parametrize(
    "uitdrukking, verwacht",
    [
        (INW, breuken("100", "300", "600")),
        ({"getal": "2/3"}, breuken("2/3", "2/3", "2/3")),
        ({"som": [{"getal": 1}, SES]}, breuken("1.1", "0.75", "1")),
        ({"product": [INW, {"som": [{"getal": 1}, SES]}]}, breuken("110", "225", "600")),
        ({"aandeel": INW}, breuken("1/10", "3/10", "6/10")),
        # 2/3 × (2, 8, 0.5)/10.5 + 1/3 × (1, 3, 6)/10
        (
            {"mengsel": [{"gewicht": "2/3", "van": {"indicator": "km"}}, {"gewicht": "1/3", "van": INW}]},
            breuken("202/1260", "766/1260", "292/1260"),
        ),
        ({"begrens": {"van": INW, "minstens": {"getal": 150}}}, breuken("150", "300", "600")),
        ({"begrens": {"van": INW, "hoogstens": {"getal": 350}}}, breuken("100", "300", "350")),
        (
            {"begrens": {"van": SES, "minstens": {"getal": 0}, "hoogstens": {"getal": "0.05"}}},
            breuken("0.05", "0", "0"),
        ),
        # 1/2, 1/8 = 0.125 → half-up 0.13, 1/0.5
        ({"omgekeerd": {"indicator": "km"}, "decimalen": 2}, breuken("0.5", "0.13", "2")),
    ],
)
def test_each_operation(uitdrukking, verwacht):
    assert waarden(uitdrukking) == verwacht


def test_the_floor_wins_where_it_is_above_the_ceiling():
    assert (
        waarden({"begrens": {"van": INW, "minstens": {"getal": 500}, "hoogstens": {"getal": 400}}})
        == [500] * 3
    )


def test_the_columns_that_were_used_are_told_once_in_order():
    sleutel = {"som": [SES, {"product": [INW, INW]}, {"indicator": "inwoners", "peildatum": str(DATUM)}]}
    gebruikt = key_weights(LEES.validate_python(sleutel), TABEL).gebruikt
    assert [(k.naam, k.peildatum) for k in gebruikt] == [("ses", DATUM), ("inwoners", DATUM)]


def test_common_factors_are_divided_out():
    uitkomst = key_weights(LEES.validate_python({"product": [INW, {"getal": "1000/7"}]}), TABEL)
    assert (uitkomst.numerators, uitkomst.denominator) == ((100000, 300000, 600000), 7)
    uitkomst = key_weights(LEES.validate_python({"product": [INW, {"getal": "0.01"}]}), TABEL)
    assert (uitkomst.numerators, uitkomst.denominator, uitkomst.som) == ((1, 3, 6), 1, 10)


def test_every_missing_value_of_every_column_is_named():
    gegevens = tabel(inwoners=[1, None, 3], ses=[None, "0.1", None])
    with pytest.raises(DataError) as fout:
        waarden({"product": [INW, SES, {"indicator": "woz"}]}, gegevens)
    tekst = fout.value.tekst("nl")
    assert len(fout.value.problemen) == 4
    assert "Gemeente 0002" in tekst
    assert "Gemeente 0001" in tekst
    assert "Gemeente 0003" in tekst
    assert "woz" in tekst


def test_a_missing_value_outside_the_key_does_no_harm():
    assert waarden(INW, tabel(inwoners=[1, 2], ses=[None, None])) == [1, 2]


def test_every_negative_weight_is_named_with_its_value():
    with pytest.raises(DataError, match="V312") as fout:
        waarden({"som": [{"getal": "-0.05"}, SES]})
    assert [p.waar for p in fout.value.problemen] == ["GM0002", "GM0003"]
    assert "-0.3000" in fout.value.tekst("en").replace("−", "-")


def test_weights_and_shares_of_nothing_are_refused():
    nul = tabel(inwoners=[0, 0], ses=["0.5", "-0.5"])
    with pytest.raises(ModelError, match="V313"):
        waarden(INW, nul)
    with pytest.raises(ModelError, match="V314") as fout:
        waarden({"aandeel": SES}, nul)
    assert fout.value.problemen[0].waar == "ses"
    with pytest.raises(ModelError, match="V314"):
        waarden({"mengsel": [{"gewicht": 1, "van": INW}]}, nul)
    with pytest.raises(DataError, match="V315") as deling:
        waarden({"omgekeerd": INW, "decimalen": 3}, nul)
    assert [p.waar for p in deling.value.problemen] == ["GM0001", "GM0002"]


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=20), st.integers(1, 9), st.integers(1, 9))
def test_a_mixture_of_shares_adds_up_to_the_sum_of_its_weights(inwoners, a, b):
    gegevens = tabel(inwoners=inwoners, km=[i + 1 for i in range(len(inwoners))])
    termen = [
        {"gewicht": f"{a}/10", "van": INW},
        {"gewicht": f"{b}/10", "van": {"aandeel": {"indicator": "km"}}},
    ]
    assert sum(waarden({"mengsel": termen}, gegevens)) == Fraction(a + b, 10)


def test_the_key_of_the_law_on_the_shipped_figures():
    gegevens = load_data(None, dt.date(2026, 1, 1))
    sleutel = {
        "product": [
            {"indicator": "inwoners", "peildatum": "2025-01-01"},
            {"som": [{"getal": 1}, {"indicator": "ses_woa_herleid"}]},
        ]
    }
    per_code = dict(zip(gegevens.codes, waarden(sleutel, gegevens), strict=True))
    assert per_code["GM0034"] == 229574 * Fraction("1.081221")  # Almere: 229 574 inhabitants, score 0.081221
    assert per_code["GM0014"] == 244441 * Fraction("0.783405")  # Groningen: 244 441, −0.216595
