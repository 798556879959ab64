"""Half-years: the series, dates and boundaries that follow them, and carry-over from one to the next."""

import csv
import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.paths import ROOT

from verdeling.errors import DataError, ModelError, VerdelingError
from verdeling.inputs.register import read_register
from verdeling.inputs.series import Halfjaar, known_half_years, national_figure
from verdeling.inputs.tables import load_data
from verdeling.result.attachments import supervision_rows
from verdeling.sleutel.half_years import Stand, TaskNumbers, over_half_years, stand_step
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.terms import Niveau, Status
from verdeling.verdeelmodel.catalogue import dump_model, for_period, load_model, read_model

REGISTER = read_register()
SEEN = {
    (r["halfjaar"], r["code"], r["soort"]): int(r["aantal"])
    for r in csv.DictReader((ROOT / "tests/golden/taakstelling_gezien.csv").open(encoding="utf-8"))
}


def codes(error) -> list[str]:
    return [p.code for p in error.value.problemen]


def inhabitants(date: str) -> dict[str, int]:
    with (ROOT / "data/cbs/inwoners.csv").open(encoding="utf-8") as file:
        return {r["code"]: int(r["inwoners"]) for r in csv.DictReader(file) if r["peildatum"] == date}


# --- half-years ---------------------------------------------------------------


@pytest.mark.parametrize(
    "text, year, half",
    [
        ("2024-1", 2024, 1),
        ("2024-II", 2024, 2),
        ("2018-I", 2018, 1),
        ("2023 H2", 2023, 2),
        ("1e helft 2023", 2023, 1),
        ("tweede halfjaar van 2023", 2023, 2),
    ],
)
def test_half_years_are_read_as_people_write_them(text: str, year: int, half: int):
    assert Halfjaar.van(text) == Halfjaar(year, half)
    assert str(Halfjaar.van(text)) == f"{year}-{half}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024",
        "2024-3",
        "2024-0",
        "24-1",
        "2024-III",
        "0000-1",
        "1e 2023",
        "3e helft 2023",
        "٢٠٢٤-1",
        "2024-1 ",
    ],
)
def test_what_is_no_half_year_is_refused(text: str):
    with pytest.raises(ValueError, match=".*"):
        Halfjaar.van(text)


@given(st.integers(1900, 2100), st.integers(1, 2))
def test_half_years_follow_each_other_without_gap(year: int, half: int):
    now = Halfjaar(year, half)
    assert now < now.volgende
    assert now.volgende.volgende == Halfjaar(year + 1, half)
    assert (now.volgende.begin - now.begin).days in range(181, 185)


# --- the series -----------------------------------------------------------------

SERIES = {
    "2018-1": 13_000, "2018-2": 8_000, "2019-1": 6_000, "2019-2": 6_000, "2021-1": 13_500, "2021-2": 11_000,
    "2022-1": 10_000, "2022-2": 13_500, "2023-1": 21_200, "2023-2": 27_300, "2024-1": 18_750,
    "2024-2": 17_000, "2025-1": 15_000, "2025-2": 13_000, "2026-1": 15_000,
}  # fmt: skip
"""As published; 2021 and 2023-2 carry the status of what they are worth."""


@pytest.mark.parametrize("period, total", SERIES.items())
def test_every_known_half_year_runs_by_article_29(period: str, total: int):
    model = load_model("taakstelling", [f"periode={period}"])
    task = compute_indicatief(model, load_data(None, model.grenzen)).taken["taakstelling"]
    year = int(period[:4]) - 1
    people = inhabitants(f"{year}-01-01")
    nation = sum(people.values())
    assert model.periode == period
    assert task.taak.sleutel.peildatum == dt.date(year, 1, 1)
    assert task.totaal == total
    assert sum(task.quota) == total
    assert task.quotum(task.rij["GM0150"]) == Fraction(total * people["GM0150"], nation)
    for figure, quota in zip(task.aantallen, task.quota, strict=True):
        assert figure - 1 < quota <= figure


def test_the_series_is_as_long_as_the_list():
    """Of 2017 the national numbers are known (13 000 and 10 000) and the inhabitants of 1-1-2016 are not."""
    assert [str(h) for h in known_half_years()] == ["2017-1", "2017-2", *sorted(SERIES)]
    assert [national_figure(Halfjaar(2017, n)).aantal for n in (1, 2)] == [13_000, 10_000]


@pytest.mark.parametrize(
    "period, found",
    [
        ("2017-1", ["V252"]),
        ("2017-2", ["V252"]),
        ("2020-1", ["V251"]),
        ("2020-2", ["V251"]),
        ("2026-2", ["V251"]),
        ("later", ["V250"]),
        ("2024", ["V250"]),
    ],
)
def test_an_unknown_half_year_is_refused_with_the_reason(period: str, found: list[str]):
    with pytest.raises(ModelError) as error:
        load_model("taakstelling", [f"periode={period}"])
    assert codes(error) == found
    assert error.value.exit_code == 1
    assert f"periode={period}" in error.value.tekst()
    if "V252" in found:
        assert "2016-01-01" in error.value.tekst("en")


def test_the_revision_of_2025_is_visible_and_can_be_undone():
    revised = load_model("taakstelling", ["periode=2025-1"])
    first = load_model("taakstelling", ["periode=2025-1", "taken.taakstelling.totaal.stadium=eerste"])
    assert revised.taken["taakstelling"].totaal.waarde == 15_000
    assert first.taken["taakstelling"].totaal.waarde == 17_700
    assert load_model("taakstelling-2025-1-eerste").taken["taakstelling"].totaal.waarde == 17_700
    for model in (revised, first):
        (told,) = [p for p in model.open if p.parameter == "taken.taakstelling.totaal"]
        assert "17.700" in told.reden.nl
        assert "15,000" in told.reden.en


@pytest.mark.parametrize(
    "period, status", [("2021-1", "illustrative"), ("2023-2", "derived"), ("2024-1", "published")]
)
def test_a_number_keeps_its_status(period: str, status: str):
    model = load_model("taakstelling", [f"periode={period}"])
    basis = model.taken["taakstelling"].totaal.grondslag
    assert basis.status is Status(status)
    assert (basis.reden is None) == (status == "published")
    assert [p for p in model.open if p.parameter == "taken.taakstelling.totaal"] == [] or basis.reden
    assert model.status is basis.status, "a model is worth no more than the number that it divides"
    assert load_model("samen-2026", [f"periode={period}"]).status is max(
        model.status, Status.ILLUSTRATIVE, key=list(Status).index
    )


@pytest.mark.parametrize(
    "period, boundaries, gemeenten",
    [
        ("2018-2", dt.date(2017, 1, 1), 388),
        ("2019-1", dt.date(2018, 1, 1), 380),
        ("2021-2", dt.date(2020, 1, 1), 355),
        ("2022-1", dt.date(2022, 1, 1), 345),
        ("2022-2", dt.date(2022, 7, 1), 344),
        ("2026-1", dt.date(2026, 1, 1), 342),
    ],
)
def test_boundaries_follow_the_half_year_where_the_inhabitants_can(period, boundaries, gemeenten):
    model = load_model("taakstelling", [f"periode={period}"])
    assert model.grenzen == boundaries
    assert len(load_data(None, boundaries).codes) == gemeenten
    late = any(p.parameter == "grenzen" for p in model.open)
    assert late == (boundaries != Halfjaar.van(period).begin)


def test_a_total_of_ones_own_replaces_the_series():
    model = load_model("taakstelling", ["taken.taakstelling.totaal=9000"])
    assert model.taken["taakstelling"].totaal.waarde == 9_000
    assert model.taken["taakstelling"].totaal.grondslag.status is Status.ILLUSTRATIVE


BAD = [
    ("taken.taakstelling.totaal={reeks: andere}", ["V222"]),
    ("taken.taakstelling.totaal={reeks: taakstelling_landelijk, stadium: laatste}", ["V222"]),
    ("taken.taakstelling.totaal={reeks: taakstelling_landelijk, stadum: eerste}", ["V220"]),
    ("periode=null", ["V253"]),
    ("periode=[1]", ["V250"]),
    ("opgelost=[]", ["V220"]),
    ("taken.taakstelling.sleutel.peildatum=vorig_jaar", ["V242"]),
]


@pytest.mark.parametrize("override, found", BAD)
def test_bad_references_are_told(override: str, found: list[str]):
    with pytest.raises(ModelError) as error:
        load_model("taakstelling", [override])
    assert codes(error) == found


def test_an_unknown_key_of_a_series_names_the_keys_that_fit():
    with pytest.raises(ModelError) as error:
        load_model(
            "taakstelling", ["taken.taakstelling.totaal={reeks: taakstelling_landelijk, stadum: eerste}"]
        )
    assert "stadium" in error.value.tekst()


@pytest.mark.parametrize("period", ["2018-1", "2021-1", "2025-1", "2026-1"])
def test_a_model_moves_to_another_half_year_and_back(period: str):
    model = load_model("taakstelling")
    moved = for_period(model, Halfjaar.van(period))
    assert moved == load_model("taakstelling", [f"periode={period}"])
    assert for_period(moved, Halfjaar.van("2026-1")) == model
    assert read_model(dump_model(moved), "taakstelling.yaml") == moved
    assert "opgelost" not in dump_model(moved)


# --- published figures ----------------------------------------------------------


def test_deventer_and_ijsselland():
    """Raadsmededeling Deventer and Regionaal transitieplan IJsselland (December 2022): 122, 649 and 414."""
    nearest = load_model("taakstelling", ["periode=2023-1", "taken.taakstelling.niveaus.0.afronding=half_op"])
    task = compute_indicatief(nearest, load_data(None, nearest.grenzen)).taken["taakstelling"]
    assert task.aantallen[task.rij["GM0150"]] == SEEN["2023-I", "GM0150", "taakstelling"] == 122
    for variant, figure in (("2023-1", 649), ("2022-2", 414)):
        model = load_model(f"taakstelling-{variant}-regio-omhoog")
        areas = compute_indicatief(model, load_data(None, model.grenzen)).taken["taakstelling"].gebieden
        regions = areas[Niveau.VEILIGHEIDSREGIO]
        assert regions.aantallen[regions.codes.index("VR04")] == figure


def folder(tmp_path: Path, *rows: str, head: str = "code,periode,gehuisvest,taakstelling,netto") -> Path:
    (tmp_path / "realisatie.csv").write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    return tmp_path


def follow(path: Path, period: str, *overrides: str, name: str = "taakstelling") -> tuple[Stand, ...]:
    model = load_model(name, [f"periode={period}", *overrides])
    return over_half_years(model, load_data(path, model.grenzen))


def of(state: Stand, code: str) -> dict[str, int | None]:
    row = state.codes.index(code)
    fields = ("taakstelling", "over", "netto", "gehuisvest", "saldo", "achter", "boven_taak", "ingrijpen")
    return {name: getattr(state, name)[row] for name in fields}


def test_alphen_aan_den_rijn(tmp_path: Path):
    """2023-I: 126 housed of a net 114; 2023-II: 175 given, so 175 − 12 = 163 (alphens.nl, 2023)."""
    path = folder(tmp_path, "GM0484,2023-1,126,,114", "GM0484,2023-2,,175,")
    first, second = follow(path, "2023-2")
    assert of(first, "GM0484")["saldo"] == -SEEN["2023-II", "GM0484", "voorsprong"]
    assert of(first, "GM0484")["boven_taak"] == 12
    assert of(second, "GM0484") == {
        "taakstelling": SEEN["2023-II", "GM0484", "taakstelling"],
        "over": -12,
        "netto": SEEN["2023-II", "GM0484", "netto_opdracht"],
        "gehuisvest": None,
        "saldo": None,
        "achter": 0,
        "boven_taak": None,
        "ingrijpen": False,
    }


def test_alphen_by_the_law_alone_is_rounded_up_to_176(tmp_path: Path):
    """27 300 is itself derived from the 175; up gives 176 and nearest 175: the published table is nearest."""
    (_, second) = follow(folder(tmp_path, "GM0484,2023-1,126,,114"), "2023-2")
    assert of(second, "GM0484")["taakstelling"] == 176
    assert of(second, "GM0484")["netto"] == 176 - 12


SEEN_2022 = sorted({code for period, code, kind in SEEN if (period, kind) == ("2022-I", "gerealiseerd")})


@pytest.mark.parametrize("code", SEEN_2022)
def test_six_gemeenten_around_the_hague_carry_their_difference_over(tmp_path: Path, code: str):
    """Net task and realisation of 2022-I as published (nu.nl, 2022)."""
    net, housed = SEEN["2022-I", code, "netto_opdracht"], SEEN["2022-I", code, "gerealiseerd"]
    first, second = follow(folder(tmp_path, f"{code},2022-1,{housed},,{net}"), "2022-2")
    assert of(second, code)["over"] == net - housed
    assert of(second, code)["netto"] == of(second, code)["taakstelling"] + net - housed
    assert of(first, code)["achter"] == (1 if housed < net else 0)


def test_the_whole_country_in_2022_does_not_agree_with_the_newspapers():
    """9 979 + 3 728 = 13 707; 11 886 realised leaves 1 821, while papers gave 1 833 and 1 858."""
    land = TaskNumbers(Halfjaar(2022, 2), ("NL01",), dt.date(2022, 7, 1), (13_500,))
    series = {(str(c.halfjaar), c.soort): c.aantal for c in landelijke()}
    net = series["2022-1", "som_gemeenten"] + series["2022-1", "achterstand"]
    assert net == 13_707
    before = Stand(
        Halfjaar(2022, 1), ("NL01",), dt.date(2022, 1, 1), (9_979,), (3_728,), (net,),
        (series["2022-1", "gerealiseerd"],), (0,),
    )  # fmt: skip
    after = stand_step(land, {}, before, REGISTER)
    assert after.over == (1_821,)
    assert after.netto == (15_321,)
    assert series["2022-2", "achterstand"] == 1_833
    assert series["2022-2", "achterstand_ander_bericht"] == 1_858
    (told,) = [p for p in load_model("taakstelling-2022-2").open if "1.821" in p.reden.nl]
    assert "1.833" in told.reden.nl
    assert "1.858" in told.reden.nl


def landelijke():
    from verdeling.inputs.series import national_series

    return national_series()


# --- carry-over -------------------------------------------------------------------


def test_without_realisation_there_is_nothing_to_follow():
    model = load_model("taakstelling")
    assert over_half_years(model, load_data(None, model.grenzen)) == ()


def test_four_half_years_behind_allow_intervention(tmp_path: Path):
    rows = [f"GM0150,{p},10,," for p in ("2023-1", "2023-2", "2024-1", "2024-2")]
    states = follow(folder(tmp_path, *rows), "2024-2")
    assert [of(s, "GM0150")["achter"] for s in states] == [1, 2, 3, 4]
    assert [of(s, "GM0150")["ingrijpen"] for s in states] == [False, False, False, True]
    tasks = [of(s, "GM0150")["taakstelling"] for s in states]
    assert of(states[-1], "GM0150")["netto"] == sum(tasks) - 30
    ladder = [(t.bekend, t.halfjaren_achter, list(t.ingrijpen)) for t in map(supervision_rows, states)]
    assert ladder == [(1, {"1": 1}, []), (1, {"2": 1}, []), (1, {"3": 1}, []), (1, {"4": 1}, ["GM0150"])]
    assert [supervision_rows(s).treden for s in states] == [{"1": 1}, {"2": 1}, {"3": 1}, {"4": 1}]


def test_the_ladder_of_supervision_ends_where_decisions_begin(tmp_path: Path):
    periods = ("2022-1", "2022-2", "2023-1", "2023-2", "2024-1", "2024-2")
    states = follow(folder(tmp_path, *(f"GM0150,{p},1,," for p in periods)), "2024-2")
    rungs = [s.trede[s.codes.index("GM0150")] for s in states]
    assert rungs == [1, 2, 3, 4, 4, 4]
    assert states[0].trede[states[0].codes.index("GM0193")] is None


def test_one_good_half_year_ends_the_row(tmp_path: Path):
    rows = ["GM0150,2023-1,10,,", "GM0150,2023-2,900,,", "GM0150,2024-1,0,,"]
    states = follow(folder(tmp_path, *rows), "2024-1")
    assert [of(s, "GM0150")["achter"] for s in states] == [1, 0, 0]
    assert of(states[2], "GM0150")["netto"] < 0


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 800)), min_size=1, max_size=12))
def test_nothing_is_lost_over_any_row_of_half_years(history: list[tuple[int, int]]):
    """Σ T = Σ realised + last balance, whatever happened in between."""
    now, state = Halfjaar(2018, 1), None
    for task, housed in history:
        row = {(now, "GM0150"): realised(now, housed)}
        state = stand_step(TaskNumbers(now, ("GM0150",), now.begin, (task,)), row, state, REGISTER)
        now = now.volgende
    assert state.saldo == (sum(t for t, _ in history) - sum(h for _, h in history),)


def realised(now: Halfjaar, housed: int | None, net: int | None = None):
    from verdeling.inputs.realised import Realisatie

    return Realisatie("GM0150", now, housed, None, net, "realisatie.csv:2")


def test_merged_gemeenten_add_up_their_balances(tmp_path: Path):
    """Brielle, Hellevoetsluis and Westvoorne became Voorne aan Zee on 1 January 2023."""
    rows = ["GM0501,2022-2,5,,10", "GM0530,2022-2,30,,20", "GM0614,2022-2,1,,4"]
    first, second = follow(folder(tmp_path, *rows), "2023-1")
    assert "GM1992" not in first.codes
    assert of(second, "GM1992")["over"] == 5 - 10 + 3
    assert second.achter[second.codes.index("GM1992")] == 1


def test_a_merger_with_an_unknown_part_is_not_zero(tmp_path: Path):
    _, second = follow(folder(tmp_path, "GM0501,2022-2,5,,10"), "2023-1")
    assert of(second, "GM1992")["over"] is None


def test_a_balance_of_a_gemeente_that_was_split_is_refused(tmp_path: Path):
    """Boxtel took in part of Haaren in 2021; which part of its backlog went along is not known."""
    rows = ["GM0757,2021-2,5,,10"]
    with pytest.raises(DataError) as error:
        follow(folder(tmp_path, *rows), "2022-1")
    assert codes(error) == ["V183"]
    assert "Haaren" in error.value.tekst()


@pytest.mark.parametrize(
    "rows, period, found, told",
    [
        (["GM0150,2020-1,10,,"], "2023-1", ["V351"], "2020-1"),
        (["GM0150,2027-1,10,,"], "2023-1", ["V351"], "2027-1"),
        (["GM0150,2023-1,10,,", "150,2023-1,11,,"], "2023-1", ["V166"], "csv:3:periode (Deventer)"),
        (["GM1979,2021-1,10,,"], "2021-1", ["V354"], "2020-01-01"),
        (["GM0150,2023,10,,"], "2023-1", ["V165"], "realisatie.csv:2:periode"),
        (["GM9999,2023-1,10,,"], "2023-1", ["V132"], "realisatie.csv:2:code"),
        ([",2023-1,10,,"], "2023-1", ["V130"], "realisatie.csv:2:code"),
        (["x,2023-1,10,,"], "2023-1", ["V131"], "realisatie.csv:2:code"),
        (["GM0501,2023-1,10,,"], "2023-1", ["V167"], "Brielle"),
        (["GM0150,2023-1,-1,,"], "2023-1", ["V145"], "realisatie.csv:2:gehuisvest"),
        (["GM0150,2023-1,1.5,,"], "2023-1", ["V146"], "realisatie.csv:2:gehuisvest"),
        (["GM0150,2023-1,veel,,"], "2023-1", ["V140"], "realisatie.csv:2:gehuisvest"),
        (["GM0150,2023-1,1,,2.5"], "2023-1", ["V146"], "realisatie.csv:2:netto"),
        (["GM0150,2023-1,1,-5,"], "2023-1", ["V145"], "realisatie.csv:2:taakstelling"),
        (["GM0150,2023,a,,", "GM9999,2023-1,-1,,"], "2023-1", ["V140", "V145", "V165", "V132"], ""),
    ],
)  # fmt: skip
def test_bad_realisation_is_told_with_its_place(tmp_path: Path, rows, period, found, told):
    with pytest.raises(VerdelingError) as error:
        follow(folder(tmp_path, *rows), period)
    assert sorted(codes(error)) == sorted(found)
    assert told in error.value.tekst()
    assert error.value.exit_code == 1


@pytest.mark.parametrize(
    "rows, period, told",
    [
        (["GM0150,2019-2,10,,"], "2021-1", "realisatie tot en met 2019-2"),
        (["GM0150,2022-2,10,,", "GM0150,2023-2,10,,"], "2024-1", "realisatie tot en met 2023-2"),
        (["GM0150,2022-2,10,,"], "2024-1", "geef netto bij 2024-1"),
        (["GM0150,2018-2,10,,"], "2019-1", "van de herindelingen voor"),
        (["GM0501,2022-2,5,,10", "GM0150,2022-2,10,,30", "GM0150,2023-1,9,,"], "2023-2", "GM1992"),
    ],
)
def test_a_gap_in_one_gemeente_is_unknown_there_and_stops_nobody_else(tmp_path: Path, rows, period, told):
    """Zwolle is known in each half-year but one of which no task is: its figures are as if it stood alone."""
    first = Halfjaar.van(min(r.split(",")[1] for r in rows))
    whole, now = [], first
    while str(now) <= period:
        whole.append(f"GM0193,{now},7,40,{'' if now == first else 50}")
        now = now.volgende
    (alone := tmp_path / "alone").mkdir()
    expected = [of(s, "GM0193") for s in follow(folder(alone, *whole), period)][-1]
    states = follow(folder(tmp_path, *rows, *whole), period)
    code = "GM1992" if "GM0501" in rows[0] else "GM0150"
    assert of(states[-1], "GM0193") == expected
    assert of(states[-1], code)["over"] is None
    assert of(states[-1], code)["netto"] is None
    assert any(told in p.tekst() for p in states[-1].onbekend)
    assert {p.gegevens["gm"] for p in states[-1].onbekend} == {code}


def test_a_gap_ends_where_net_is_given_again(tmp_path: Path):
    rows = ["GM0150,2022-2,10,,50", "GM0150,2023-2,10,,60", "GM0150,2024-1,10,,"]
    states = follow(folder(tmp_path, *rows), "2024-1")
    assert [of(s, "GM0150")["netto"] is None for s in states] == [False, False, False, False]
    assert of(states[1], "GM0150")["over"] == 40
    assert of(states[3], "GM0150")["over"] == 50
    assert [of(s, "GM0150")["achter"] for s in states] == [1, 1, 1, 2]
    assert [s.trede[s.codes.index("GM0150")] for s in states] == [1, 1, 1, 2]


def test_region_and_national_rows_are_followed_like_a_gemeente_and_touch_none(tmp_path: Path):
    """IJsselland 2022-II: 414, with backlog 514, 520 housed; 2023-I 649. Country: 15 300 with backlog."""
    areas = [
        "VR04,2022-2,520,414,514",
        "VR04,2023-1,,649,",
        "nl01,2022-1,11886,9979,13707",
        "NL01,2022-2,,13500,15300",
    ]
    states = follow(folder(tmp_path, "GM0150,2022-1,10,,20", *areas), "2023-1")
    first, second, third = (s.gebieden for s in states)
    assert first.codes == ("NL01", "VR04")
    assert of(second, "VR04")["saldo"] == 514 - 520
    assert (of(third, "VR04")["taakstelling"], of(third, "VR04")["netto"]) == (649, 649 - 6)
    assert of(first, "NL01")["saldo"] == 13_707 - 11_886
    assert of(second, "NL01")["netto"] == 15_300
    # A region without a figure of its own has that of its gemeenten together.
    members = [g.code for g in REGISTER.op(states[0].grenzen) if g.veiligheidsregio == "VR04"]
    assert of(first, "VR04")["taakstelling"] == sum(of(states[0], code)["taakstelling"] for code in members)
    assert "VR04" not in states[0].codes
    assert sum(g is not None for g in states[0].gehuisvest) == 1


def test_a_column_that_is_missing_is_named(tmp_path: Path):
    with pytest.raises(DataError) as error:
        follow(folder(tmp_path, "GM0150,10", head="code,aantal"), "2023-1")
    assert codes(error) == ["V122", "V122"]


def test_a_gap_in_the_series_that_is_not_crossed_is_no_error(tmp_path: Path):
    states = follow(folder(tmp_path, "GM0150,2021-1,10,,"), "2021-2")
    assert [str(s.halfjaar) for s in states] == ["2021-1", "2021-2"]


def test_a_gap_can_be_closed_with_given_tasks(tmp_path: Path):
    """Gooise Meren 2020: 18 and 22 as published (jaarstukken 2020)."""
    rows = [
        f"GM1942,2020-{n},20,{SEEN[f'2020-{r}', 'GM1942', 'taakstelling']}," for n, r in ((1, "I"), (2, "II"))
    ]
    states = follow(folder(tmp_path, *rows), "2021-1")
    assert [of(s, "GM1942")["netto"] for s in states[:2]] == [18, 22 - 2]
    assert of(states[2], "GM1942")["over"] == 0


def test_a_gap_is_not_crossed_where_net_is_given_after_it(tmp_path: Path):
    states = follow(folder(tmp_path, "GM0150,2019-2,10,,", "GM0150,2021-1,10,,20"), "2021-2")
    assert [str(s.halfjaar) for s in states] == ["2019-2", "2021-1", "2021-2"]
    assert [of(s, "GM0150")["over"] for s in states] == [None, None, 10]
    assert of(states[1], "GM0150")["netto"] == 20
    # Whether it was behind in 2020 is not known, so the count begins again.
    assert [of(s, "GM0150")["achter"] for s in states] == [1, 1, 1]


def test_a_given_net_leads_over_boundaries_that_are_not_known(tmp_path: Path):
    """Who merged on 1 January 2019 is not at hand; what a gemeente has left is then given as its net."""
    states = follow(folder(tmp_path, "GM0150,2018-2,10,,", "GM0150,2019-1,30,,40"), "2019-2")
    assert [of(s, "GM0150")["over"] for s in states] == [None, None, 10]
    assert [of(s, "GM0150")["achter"] for s in states] == [1, 2, 2]


@pytest.mark.parametrize("name", ["taakstelling", "samen-2026"])
def test_a_total_of_ones_own_holds_for_its_own_half_year(tmp_path: Path, name: str):
    """9 000 for 2026-I changes nothing in 2025-II, which had 13 000; reception places are no housing task."""
    path = folder(tmp_path, "GM0150,2025-2,10,,")
    own = follow(path, "2026-1", "taken.taakstelling.totaal=9000", name=name)
    for state, total, day in zip(own, (13_000, 9_000), ("2024-01-01", "2025-01-01"), strict=True):
        people = inhabitants(day)
        quota = Fraction(total * people["GM0150"], sum(people.values()))
        assert of(state, "GM0150")["taakstelling"] == -(-quota.numerator // quota.denominator)


def test_a_total_of_ones_own_makes_a_half_year_known(tmp_path: Path):
    path = folder(tmp_path, "GM0150,2026-1,10,,", "GM0150,2026-2,20,,")
    first, second = follow(path, "2026-2", "taken.taakstelling.totaal=9000")
    left = of(first, "GM0150")["taakstelling"] - 10
    assert (of(second, "GM0150")["over"], of(second, "GM0150")["gehuisvest"]) == (left, 20)


def test_who_houses_exactly_the_net_task_is_not_behind(tmp_path: Path):
    states = follow(folder(tmp_path, "GM0150,2023-1,50,,50", "GM0193,2023-1,49,,50"), "2023-1")
    assert [of(states[0], code)["achter"] for code in ("GM0150", "GM0193")] == [0, 1]


def test_how_long_a_gemeente_is_behind_is_not_zero_but_unknown(tmp_path: Path):
    states = follow(folder(tmp_path, "GM0150,2023-1,10,,"), "2023-2")
    for state in states:
        assert (of(state, "GM0193")["achter"], of(state, "GM0193")["ingrijpen"]) == (None, None)
    assert of(states[1], "GM0150")["achter"] == 1


def test_a_given_net_starts_the_chain_again(tmp_path: Path):
    rows = ["GM0150,2022-2,10,,", "GM0150,2023-2,10,,50"]
    states = follow(folder(tmp_path, *rows), "2024-1")
    assert of(states[1], "GM0150")["over"] is not None
    assert of(states[2], "GM0150")["netto"] == 50
    assert of(states[3], "GM0150")["over"] == 40


def test_the_national_number_of_an_unknown_half_year_is_not_zero():
    assert national_figure(Halfjaar(2020, 1)) is None
