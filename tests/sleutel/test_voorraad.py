"""The stock-flow of reception, and the need that follows from it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verdeling.errors import DataError, ModelError
from verdeling.inputs.tables import load_data
from verdeling.inputs.voorraad import read_course, spread_over_months
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.verdeelmodel.catalogue import dump_model, load_model, read_model

HEAD = "maand,instroom,vertrek,gehuisvest,vergunningen,in_opvang,wachtend"


def table(tmp_path: Path, *rows: str, head: str = HEAD) -> str:
    path = tmp_path / "voorraad.csv"
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    return str(path)


def test_two_months_worked_by_hand(tmp_path: Path):
    """100 + 30 − 5 − 20 = 105 and 105 + 10 − 5 − 0 = 110; 40 + 15 − 20 = 35 and 35 + 5 − 0 = 40."""
    course = read_course(table(tmp_path, "2022-12,30,5,20,15,100,40", "2023-01,10,5,0,5,,"))
    assert [(m.in_opvang, m.wachtend) for m in course.maanden] == [(105, 35), (110, 40)]
    assert (course.begin_in_opvang, course.begin_wachtend) == (100, 40)
    assert (course.nodig, course.uitstroom) == (110, 20)


@pytest.mark.parametrize("outflow, need", [(15_300, 61_200), (20_000, 56_500), (0, 76_500)])
def test_one_status_holder_more_is_one_place_less(outflow: int, need: int):
    """61 200 at an outflow of 15 300, so 56 500 at 20 000 (Regionaal transitieplan IJsselland, 2023)."""
    course = read_course("voorraad_2022_2", outflow)
    assert (course.nodig, course.uitstroom) == (need, outflow)
    model = load_model("communicerende-vaten-2023", [f"taken.asielopvang.totaal.uitstroom={outflow}"])
    task = compute_indicatief(model, load_data(None, model.grenzen)).taken["asielopvang"]
    assert task.totaal == sum(task.aantallen) == need


def test_the_shipped_table_is_the_base_and_starts_from_what_was_said_in_june_2022():
    base = read_course("voorraad_2022_2")
    assert (base.nodig, base.uitstroom) == (61_200, 15_300)
    assert base.begin_wachtend == 14_000
    assert base.begin_in_opvang == 3 * base.begin_wachtend
    assert load_model("communicerende-vaten-2023").taken["asielopvang"].totaal.waarde == 61_200


MONTHS = st.lists(st.tuples(*[st.integers(0, 1000)] * 4), min_size=1, max_size=24)


@given(MONTHS, st.integers(0, 10_000))
def test_spreading_keeps_the_total_and_the_proportion(months, total: int):
    shape = [m[0] for m in months]
    spread = spread_over_months(total, shape)
    assert sum(spread) == total
    assert len(spread) == len(shape)
    weights = shape if any(shape) else [1] * len(shape)
    for part, weight in zip(spread, weights, strict=True):
        assert abs(part - total * weight / sum(weights)) < 1


@given(MONTHS)
def test_what_comes_in_leaves_or_stays(tmp_path_factory: pytest.TempPathFactory, months):
    """in_opvang = start + Σ in − Σ out, and waiting = start + Σ permits − Σ housed, for any flows."""
    begin, waiting = 100_000, 50_000
    names = [f"{2022 + i // 12}-{i % 12 + 1:02d}" for i in range(len(months))]
    stocks = [f"{begin},{waiting}"] + [","] * (len(months) - 1)
    rows = [f"{n},{a},{b},{c},{d},{s}" for n, (a, b, c, d), s in zip(names, months, stocks, strict=True)]
    course = read_course(table(tmp_path_factory.mktemp("flow"), *rows))
    assert course.nodig == begin + sum(a - b - c for a, b, c, _ in months)
    assert course.maanden[-1].wachtend == waiting + sum(d - c for _, _, c, d in months)


@pytest.mark.parametrize(
    "rows, found, told",
    [
        (["2022-07,0,50,60,0,100,80"], ["V174"], "voorraad.csv:2:vertrek (2022-07)"),
        (["2022-07,0,0,60,10,100,40"], ["V175"], "voorraad.csv:2:gehuisvest (2022-07)"),
        (["2022-07,0,80,0,0,100,90"], ["V176"], "voorraad.csv:2:wachtend (2022-07)"),
        (["2022-07,0,0,0,0,100,101"], ["V176", "V176"], "voorraad.csv:2:wachtend"),
        (["2022-07,1,1,1,1,100,40", "2022-09,1,1,1,1,,"], ["V171"], "2022-08"),
        (["2022-12,1,1,1,1,100,40", "2022-12,1,1,1,1,,"], ["V171"], "2023-01"),
        (["juli,1,1,1,1,100,40"], ["V170"], "voorraad.csv:2:maand"),
        (["2022-13,1,1,1,1,100,40"], ["V170"], "voorraad.csv:2:maand"),
        (["2022-07,1,1,1,1,,40"], ["V172"], "voorraad.csv:2:in_opvang"),
        (["2022-07,1,1,1,1,9,4", "2022-08,1,1,1,1,9,"], ["V173"], "voorraad.csv:3:in_opvang"),
        (["2022-07,,1,1,1,9,4"], ["V147"], "voorraad.csv:2:instroom"),
        (["2022-07,1,1,,1,9,4"], ["V147"], "voorraad.csv:2:gehuisvest"),
        (["2022-07,-1,1,1,1,9,4"], ["V145"], "voorraad.csv:2:instroom"),
        (["2022-07,1.5,1,1,1,9,4"], ["V146"], "voorraad.csv:2:instroom"),
        (["2022-07,veel,1,1,1,-9,4", "juli,1,1,1,x,,"], ["V140", "V140", "V145", "V170"], ""),
    ],
)
def test_a_bad_flow_table_is_told_with_its_place(tmp_path: Path, rows, found, told):
    with pytest.raises(DataError) as error:
        read_course(table(tmp_path, *rows))
    assert sorted(p.code for p in error.value.problemen) == found
    assert told in error.value.tekst()
    assert error.value.exit_code == 1


def test_a_negative_stock_names_its_numbers(tmp_path: Path):
    with pytest.raises(DataError) as error:
        read_course(table(tmp_path, "2022-07,5,100,20,0,90,30"))
    assert "90 personen in de opvang, 5 komen erbij en 120 gaan weg: −25" in error.value.tekst("nl")
    assert "90 persons are in reception, 5 come and 120 leave: −25" in error.value.tekst("en")


def test_an_outflow_that_the_waiting_do_not_reach_is_refused_at_the_model():
    with pytest.raises(ModelError) as error:
        load_model("communicerende-vaten-2023", ["taken.asielopvang.totaal.uitstroom=40000"])
    assert "V175" in {p.code for p in error.value.problemen}
    assert "voorraad_2022_2.csv:" in error.value.tekst()


@pytest.mark.parametrize(
    "override, found",
    [
        ("voorraad=bestaat_niet", ["V110"]),
        ("voorraad=3", ["V241"]),
        ("uitstroom=-1", ["V228"]),
        ("uitstroom=1.5", ["V246"]),
        ("uitstrom=3", ["V220"]),
    ],
)
def test_a_bad_reference_to_a_flow_table_is_told(override: str, found: list[str]):
    with pytest.raises(ModelError) as error:
        load_model("communicerende-vaten-2023", [f"taken.asielopvang.totaal.{override}"])
    assert [p.code for p in error.value.problemen] == found


def test_a_scenario_of_ones_own(tmp_path: Path):
    path = table(tmp_path, "2022-07,10,5,20,15,100,40")
    model = load_model("communicerende-vaten-2023", [f"taken.asielopvang.totaal={{voorraad: '{path}'}}"])
    assert model.taken["asielopvang"].totaal.waarde == 85
    assert read_model(dump_model(model), "communicerende-vaten-2023.yaml") == model
