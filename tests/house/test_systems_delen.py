"""S1–S5, S7 and S15 as models: given totals, equal shares per region, and every place counted once."""

import csv
from collections import Counter
from fractions import Fraction
from functools import cache

import pytest
from support.paths import ROOT

from verdeling.errors import ModelError, VerdelingError
from verdeling.inputs.tables import load_data
from verdeling.sleutel.beeld import beeld
from verdeling.sleutel.indicatief import Indicatief, bereken
from verdeling.terms import Niveau
from verdeling.verdeelmodel.catalogue import load_model


@cache
def run(name: str, *overrides: str) -> Indicatief:
    model = load_model(name, overrides)
    return bereken(model, load_data(None, model.grenzen))


def regions(name: str, *overrides: str) -> dict[str, int]:
    (task,) = run(name, *overrides).taken.values()
    areas = task.gebieden[Niveau.VEILIGHEIDSREGIO]
    return dict(zip(areas.codes, areas.aantallen, strict=True))


def table(name: str) -> list[dict[str, str]]:
    with (ROOT / "data/gemeenten" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name, each, total", [("cno-225", 225, 5_625), ("cno-450", 450, 11_250)])
def test_crisis_places_are_equal_per_region(name: str, each: int, total: int):
    found = regions(name)
    assert (len(found), set(found.values()), sum(found.values())) == (25, {each}, total)


def test_the_speed_up_is_300_per_region_or_by_inhabitants():
    assert set(regions("versnelling-2022").values()) == {300}
    by_people = regions("versnelling-2022", "taken.versnelling.niveaus.0.sleutel=null")
    assert sum(by_people.values()) == 7_500
    assert abs(by_people["VR04"] - 7_500 * Fraction(537_993, 17_590_672)) < 1
    assert by_people["VR04"] < 300


def test_ukrainians_in_ijsselland_are_as_given_and_not_by_inhabitants():
    (task,) = run("oekraine-2023").taken.values()
    assert sum(task.aantallen) == 3_700
    assert task.aantallen[task.rij["GM0150"]] == 481
    assert regions("oekraine-inwoners-2023")["VR04"] == 2_753
    assert sum(regions("oekraine-inwoners-2023").values()) == 90_000
    assert sum(regions("oekraine-inwoners-2022").values()) == 75_000


def test_minors_with_a_permit_in_ijsselland():
    assert regions("amv-huisvesting-2023") == {"VR04": 106}


def given(code: str, number: int) -> str:
    return f"{code}: {{waarde: {number}, grondslag: {{bron: proef}}}}"


def test_given_totals_above_their_parent_are_named_with_both_numbers():
    """VR04 2 000 and VR05 2 500 do not fit inside the 4 001 of Overijssel."""
    level = f"{{{given('VR04', 2000)}, {given('VR05', 2500)}}}"
    with pytest.raises(VerdelingError) as error:
        run(
            "ijsselland-2023",
            f"taken.opgave_75500.niveaus.1.gegeven={level}",
            "taken.opgave_75500.niveaus.1.rest_naar=null",
        )
    (problem,) = error.value.problemen
    assert (problem.code, problem.waar) == ("V323", "taken.opgave_75500.niveaus.1 (Overijssel, PV23)")
    assert "4.500" in problem.tekst("nl")
    assert "4.001" in problem.tekst("nl")


def test_given_totals_below_their_parent_are_shown_as_a_difference():
    level = f"{{{given('VR04', 2000)}, {given('VR05', 2000)}}}"
    found = run(
        "ijsselland-2023",
        f"taken.opgave_75500.niveaus.1.gegeven={level}",
        "taken.opgave_75500.niveaus.1.rest_naar=null",
    )
    assert found.taken["opgave_75500"].niveaus[1].verschil == -1


def test_a_chain_may_be_given_at_any_level():
    """Zwolle fixed at 300: the other ten gemeenten share what is left of the 1 836.75."""
    found = run("ijsselland-2023", f"taken.opgave_75500.niveaus.2.gegeven={{{given('GM0193', 300)}}}")
    task = found.taken["opgave_75500"]
    assert task.aantallen[task.rij["GM0193"]] == 300
    rest = Fraction(4001 * 537_993, 1_171_910) - 300
    assert task.quotum(task.rij["GM0150"]) == rest * Fraction(101_446, 537_993 - 130_668)


# --- the whole picture ----------------------------------------------------------------


def test_the_kinds_of_ijsselland_are_those_of_the_location_tables():
    azc = Counter()
    model = load_model("ijsselland-geheel-2023")
    task_of = {kind: name for name, part in model.beeld.items() for kind in part.soorten}
    for row in table("locaties_ijsselland_azc.csv"):
        azc[task_of[row["soort"]], row["code"]] += int(row["plaatsen_2023_01_01"])
    for row in table("locaties_ijsselland_cno.csv"):
        if row["datum"] == "2023-01-01":
            both = row["code"].split("+")
            for code in both:
                azc["cno", code] += int(row["plaatsen"]) // len(both)
    found = run("ijsselland-geheel-2023")
    for name in ("regulier", "noodopvang", "cno"):
        task = found.taken[name]
        assert {c: n for c, n in zip(task.codes, task.aantallen, strict=True) if n} == {
            code: n for (kind, code), n in azc.items() if kind == name and n
        }


def test_the_whole_picture_counts_every_place_once():
    model = load_model("ijsselland-geheel-2023")
    found = beeld(model, run("ijsselland-geheel-2023"))
    totals = {name: sum(numbers) for name, numbers in found.soorten.items()}
    assert totals == {
        "regulier": 1_565,
        "noodopvang": 100,
        "cno": 638,
        "oekraine": 3_700,
        "statushouders": 649,
    }
    assert sum(found.som) == found.gebieden[Niveau.PROVINCIE]["PV23"] == 6_652
    deventer = found.codes.index("GM0150")
    assert found.som[deventer] == 650 + 100 + 174 + 481 + 122


def test_weights_change_the_sum_and_not_the_kinds():
    half = "beeld.cno.gewicht=1/2"
    model = load_model("ijsselland-geheel-2023", [half])
    found = beeld(model, run("ijsselland-geheel-2023", half))
    assert sum(found.som) == 6_652 - Fraction(638, 2)
    assert sum(found.soorten["cno"]) == 638


def test_a_model_without_a_picture_has_none():
    assert beeld(load_model("inwoners"), run("inwoners")) is None


@pytest.mark.parametrize(
    "override, code, told",
    [
        ("beeld.cno.soorten=[cno, noodopvang]", "V257", "noodopvang"),
        ("beeld.cno.gewicht=-1", "V256", "beeld.cno.gewicht"),
        ("beeld.straat={gewicht: 1, grondslag: {bron: x}}", "V255", "straat"),
    ],
)
def test_a_picture_that_counts_twice_or_names_nothing_is_refused(override: str, code: str, told: str):
    with pytest.raises(ModelError) as error:
        load_model("ijsselland-geheel-2023", [override])
    assert [p.code for p in error.value.problemen] == [code]
    assert told in error.value.tekst()
