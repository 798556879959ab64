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
from verdeling.sleutel.indicatief import Indicatief, compute_indicatief
from verdeling.terms import Niveau
from verdeling.verdeelmodel.catalogue import load_model


@cache
def run(name: str, *overrides: str) -> Indicatief:
    model = load_model(name, overrides)
    return compute_indicatief(model, load_data(None, model.grenzen))


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


def test_the_speed_up_is_inside_the_20_000_and_where_it_belongs_is_unknown():
    model = load_model("versnelling-2022")
    (task,) = run("versnelling-2022").taken.values()
    assert sum(task.aantallen) == 20_000
    assert task.taak.delen is None
    told = {point.parameter: point.reden.en for point in model.open}
    assert "linked" in told["taken.huisvesting.delen"]
    rows = {(r["halfjaar"], r["soort"]): int(r["aantal"]) for r in table("taakstelling_landelijk.csv")}
    assert (rows["2022-II", "streven"], rows["2022-II", "waarvan_versnelling"]) == (20_000, 7_500)


def test_the_75_500_include_the_11_250_crisis_places():
    (task,) = run("opvang-2024-met-cno").taken.values()
    assert sum(task.aantallen) == 75_499
    assert sum(task.delen["cno"]) == 11_250 == sum(regions("cno-450").values())
    assert sum(task.delen["overig"]) == 75_499 - 11_250


def test_dates_of_the_two_agreements_on_crisis_places():
    assert [str(load_model(f"cno-{n}").grenzen) for n in (225, 450)] == ["2022-06-24", "2022-08-26"]


def test_inflow_becomes_700_to_1400_status_holders_a_year_in_ijsselland():
    """30 000 to 60 000 × 75 % × 537 993 ÷ 17 590 672."""
    found = run("instroom-taakstelling-2023").taken
    numbers = []
    for task in found.values():
        areas = task.gebieden[Niveau.VEILIGHEIDSREGIO]
        numbers.append(areas.aantallen[areas.codes.index("VR04")])
    assert numbers == [688, 1_032, 1_376]


def test_minors_in_ijsselland_are_as_given_and_not_by_inhabitants():
    tasks = run("amv-ijsselland-2023").taken
    assert [sum(t.aantallen) for t in tasks.values()] == [168, 148]
    assert round(5_088 * Fraction(537_993, 17_590_672)) == 156


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
    """Zwolle fixed at 300: the other ten gemeenten share what is left of the 1 836."""
    found = run("ijsselland-2023", f"taken.opgave_75500.niveaus.2.gegeven={{{given('GM0193', 300)}}}")
    task = found.taken["opgave_75500"]
    assert task.aantallen[task.rij["GM0193"]] == 300
    rest = 1_836 - 300
    assert task.quotum(task.rij["GM0150"]) == rest * Fraction(101_446, 537_993 - 130_668)


# --- the whole picture ----------------------------------------------------------------


def test_the_kinds_of_ijsselland_are_those_of_the_location_tables():
    azc = Counter()
    model = load_model("ijsselland-geheel-2023")
    task_of = {kind: name for name, part in model.beeld.items() for kind in part.soorten}
    for row in table("locaties_ijsselland_azc.csv"):
        azc[task_of[row["soort"]], row["code"]] += int(row["plaatsen_2023_01_01"])
    for row in table("locaties_ijsselland_cno.csv"):
        assert (row["beheer"] == "COA") == (row["soort"] == "noodopvang")
        if row["datum"] == "2023-01-01":
            both = row["code"].split("+")
            for code in both:
                azc[row["soort"], code] += int(row["plaatsen"]) // len(both)
    counted = Counter()
    for (kind, _), n in azc.items():
        counted[kind] += n
    assert (counted, counted.total()) == ({"regulier": 1_565, "noodopvang": 350, "cno": 388}, 2_303)
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
        "noodopvang": 350,
        "cno": 388,
    }
    assert sum(found.som) == found.gebieden[Niveau.PROVINCIE]["PV23"] == 2_303
    deventer = found.codes.index("GM0150")
    assert found.som[deventer] == 650 + 100 + 174


def test_what_is_needed_stands_apart_from_what_stands_each_on_its_own_day():
    model = load_model("ijsselland-opgaven-2023")
    assert model.beeld is None, "tasks of different days are not summed"
    assert {naam: sum(t.aantallen) for naam, t in run("ijsselland-opgaven-2023").taken.items()} == {
        "opvang_2023_01_01": 1_621,
        "opvang_2024_01_01": 1_836,
        "cno_tot_2023_07_01": 450,
        "oekraine_2023_07_01": 3_700,
        "statushouders_2023_1": 649,
    }


def test_weights_change_the_sum_and_not_the_kinds():
    half = "beeld.cno.gewicht=1/2"
    model = load_model("ijsselland-geheel-2023", [half])
    found = beeld(model, run("ijsselland-geheel-2023", half))
    assert sum(found.som) == 2_303 - Fraction(388, 2)
    assert sum(found.soorten["cno"]) == 388


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
