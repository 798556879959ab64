"""The shipped models on the shipped data, against published figures and hand-worked sums."""

import csv
import datetime as dt
import re
from fractions import Fraction
from functools import cache

import pytest
from support.paths import ROOT

from verdeling.inputs.tables import load_data
from verdeling.sleutel.indicatief import Indicatief, TaakOutcome, compute_indicatief
from verdeling.sleutel.spoor import spoor, tell_step
from verdeling.terms import Niveau, Status
from verdeling.verdeelmodel.catalogue import load_model, model_names, read_model
from verdeling.verdeelmodel.checks import grondslagen

REQUIRED = {
    "spreidingswet-2026", "spreidingswet-2024", "inwoners", "amv-2023-75500", "amv-2023-77100",
    "ijsselland-2023", "taakstelling-2022-2", "taakstelling-2023-1", "cno-450", "koningstein-achtig",
    "eu-2015-achtig", "ruimte", "huishoudens", "bestaande-belasting",
}  # fmt: skip


def table(path: str) -> list[dict[str, str]]:
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def column(path: str, name: str) -> dict[str, Fraction]:
    return {row["code"]: Fraction(row[name]) for row in table(path)}


def inhabitants(date: str) -> dict[str, int]:
    return {r["code"]: int(r["inwoners"]) for r in table("data/cbs/inwoners.csv") if r["peildatum"] == date}


@cache
def run(name: str, *overrides: str) -> Indicatief:
    model = load_model(name, overrides)
    return compute_indicatief(model, load_data(None, peildatum=model.grenzen))


def task(name: str, *overrides: str) -> TaakOutcome:
    (only,) = run(name, *overrides).taken.values()
    return only


def per_gemeente(outcome: TaakOutcome) -> dict[str, int]:
    return dict(zip(outcome.codes, outcome.aantallen, strict=True))


def per_area(outcome: TaakOutcome, level: Niveau) -> dict[str, int]:
    areas = outcome.gebieden[level]
    return dict(zip(areas.codes, areas.aantallen, strict=True))


def quotum(outcome: TaakOutcome, code: str) -> Fraction:
    return outcome.quotum(outcome.codes.index(code))


# --- spreidingswet ----------------------------------------------------------

PROVINCIES_2026 = {
    "PV20": 2483, "PV21": 3094, "PV22": 2460, "PV23": 5801, "PV24": 2285, "PV25": 10749,
    "PV26": 7542, "PV27": 14905, "PV28": 18175, "PV29": 1910, "PV30": 13476, "PV31": 5120,
}  # fmt: skip
"""Sums of the published table per gemeente; Zuid-Holland 18 175 also stands in the press of 28-2-2026."""


def test_2026_all_342_rows_and_the_provincial_sums():
    published = {r["code"]: int(r["plaatsen"]) for r in table("tests/golden/opgave_2026_88000.csv")}
    outcome = task("spreidingswet-2026")
    assert len(published) == 342
    assert per_gemeente(outcome) == published
    assert sum(outcome.aantallen) == 88_000
    assert per_area(outcome, Niveau.PROVINCIE) == PROVINCIES_2026


def test_2026_is_published_its_score_independent_and_its_date_settled():
    model = load_model("spreidingswet-2026")
    assert model.status is Status.PUBLISHED
    told = {point.parameter: point for point in model.open}
    assert "circular" not in told["taken.asielopvang.sleutel.product.1.som.1"].reden.en
    assert "taken.asielopvang.sleutel.product.0.peildatum" not in told
    assert "taken.asielopvang.delen" in told
    assert model.taken["asielopvang"].delen is None


def test_2026_by_the_formula_is_not_the_published_table():
    published = {r["code"]: int(r["plaatsen"]) for r in table("tests/golden/opgave_2026_88000.csv")}
    figures = per_gemeente(task("spreidingswet-2026-cbs"))
    assert sum(figures[c] == n for c, n in published.items()) >= 258
    assert sum(abs(figures[c] - n) <= 1 for c, n in published.items()) >= 337


@pytest.mark.parametrize("date, alphen", [("2025-01-01", 564.6), ("2026-01-01", 569.3)])
def test_the_two_candidate_dates_by_inhabitants_alone_for_alphen(date: str, alphen: float):
    outcome = task("inwoners", f"taken.asielopvang.sleutel.peildatum={date}")
    assert round(float(quotum(outcome, "GM0484")), 1) == alphen


def official_2024(niveau: str) -> dict[str, int]:
    rows = table("tests/golden/opgave_2024_96000.csv")
    return {r["code"]: int(r["plaatsen"]) for r in rows if r["niveau"] == niveau}


def test_2024_provincies_within_0_2_percent():
    areas = task("spreidingswet-2024").gebieden[Niveau.PROVINCIE]
    official = official_2024("provincie")
    assert (len(official), sum(official.values())) == (12, 96_002)
    for code, quota in zip(areas.codes, areas.quota, strict=True):
        assert abs(quota - official[code]) / official[code] < Fraction(2, 1000), code


def test_2024_gemeenten_above_50_within_0_9_percent():
    outcome = task("spreidingswet-2024")
    official = {code: n for code, n in official_2024("gemeente").items() if n > 50}
    assert len(official) == 33
    for code, figure in official.items():
        assert abs(quotum(outcome, code) - figure) / figure < Fraction(9, 1000), code


@pytest.mark.parametrize("code, unrounded", [("GM1900", 488.0), ("GM0344", 1988.7), ("GM0363", 4438.7)])
def test_2024_unrounded_with_the_score_computed_back_from_2026(code: str, unrounded: float):
    herleid = "taken.asielopvang.sleutel.product.1.som.1.indicator=ses_woa_herleid"
    assert round(float(quotum(task("spreidingswet-2024", herleid), code)), 1) == unrounded


AMV_2024 = [
    ("GM0479", 818, 69), ("GM0880", 98, 8), ("GM0431", 62, 5), ("GM1735", 209, 18), ("GM0575", 275, 23),
]  # fmt: skip
"""Zaanstad, Wormerland, Oostzaan: deorkaan.nl; Hof van Twente: wegdamnieuws.nl; Noordwijk: own site; 2024."""


@pytest.mark.parametrize("code, total, amv", AMV_2024)
def test_amv_2024_is_a_step_on_a_given_total(code: str, total: int, amv: int):
    outcome = task("spreidingswet-2024", f"gebied=[{code}]", given(Niveau.GEMEENTE, code, total))
    assert outcome.delen["amv"] == (amv,)
    assert outcome.delen["regulier"] == (total - amv,)


def given(level: Niveau, code: str, total: int) -> str:
    figure = f"{{waarde: {total}, grondslag: {{bron: officieel cijfer}}}}"
    return f"taken.asielopvang.niveaus=[{{niveau: {level}, gegeven: {{{code}: {figure}}}}}]"


def test_amv_2024_of_gelderland_is_the_same_step_on_the_provincial_total():
    """992 of 11 704 (upday.com, November 2024): one area that stands for the whole provincie."""
    outcome = task("spreidingswet-2024", "gebied=[GM0202]", given(Niveau.GEMEENTE, "GM0202", 11_704))
    assert outcome.delen["amv"] == (992,)


def test_amv_2024_need_not_add_up_and_the_difference_is_shown():
    outcome = task("spreidingswet-2024")
    assert sum(outcome.delen["amv"]) - 8140 == outcome.verschil_delen["amv"]
    assert [a + r for a, r in zip(*outcome.delen.values(), strict=True)] == list(outcome.aantallen)


# --- before the law ---------------------------------------------------------


@pytest.mark.parametrize("total, figure, sum_published", [(75_500, 5088, 5088), (77_100, 3660, 3659)])
def test_amv_2023_all_twelve_provincies(total: int, figure: int, sum_published: int):
    rows = [r for r in table("tests/golden/amv_2023.csv") if int(r["landelijk"]) == total]
    outcome = task(f"amv-2023-{total}")
    assert outcome.totaal == figure
    assert per_area(outcome, Niveau.PROVINCIE) == {r["code"]: int(r["amv"]) for r in rows}
    assert sum(outcome.aantallen) == sum_published
    assert outcome.gebieden[Niveau.PROVINCIE].aantallen == outcome.gebieden[Niveau.PROVINCIE].som


@pytest.mark.parametrize("total, sum_published", [(75_500, 75_499), (77_100, 77_070)])
def test_lrt_2023_given_totals_and_their_difference(total: int, sum_published: int):
    rows = [r for r in table("tests/golden/amv_2023.csv") if int(r["landelijk"]) == total]
    outcome = task(f"lrt-2023-{total}")
    assert per_area(outcome, Niveau.PROVINCIE) == {r["code"]: int(r["opgave"]) for r in rows}
    assert outcome.totaal == total
    assert sum(outcome.aantallen) == sum_published
    assert outcome.verschil == sum_published - total


@pytest.mark.parametrize(
    "name, overijssel, unrounded, ijsselland",
    [
        ("opgave_51000", 2943, "1351.05", 1351),
        ("opgave_61200", 3531, "1621.26", 1621),
        ("opgave_75500", 4001, "1836.75", 1836),
    ],
)
def test_ijsselland_2023(name: str, overijssel: int, unrounded: str, ijsselland: int):
    """Regionaal transitieplan IJsselland (December 2022): 537 993 of 1 171 910 inhabitants, levels down."""
    outcome = run("ijsselland-2023").taken[name]
    regions = outcome.gebieden[Niveau.VEILIGHEIDSREGIO]
    assert per_area(outcome, Niveau.PROVINCIE) == {"PV23": overijssel}
    assert dict(zip(regions.codes, regions.aantallen, strict=True)) == {
        "VR04": ijsselland,
        "VR05": overijssel - ijsselland,
    }
    assert abs(regions.quota[0] - Fraction(unrounded)) < Fraction(1, 100)
    given_total = {"opgave_51000": 2943, "opgave_61200": Fraction(61200 * 2943, 51000), "opgave_75500": 4001}
    assert regions.quota[0] == given_total[name] * Fraction(537_993, 1_171_910)
    people = inhabitants("2022-01-01")
    assert quotum(outcome, "GM0150") == ijsselland * Fraction(people["GM0150"], 537_993)
    # The gemeenten add up to their region: 2 943, 3 531 (not 3 520) and 4 001 in all.
    assert sum(outcome.aantallen) == overijssel
    for code, number in per_gemeente(outcome).items():
        assert abs(number - quotum(outcome, code)) < 1


def test_cno_gives_every_region_the_same():
    outcome = task("cno-450")
    regions = per_area(outcome, Niveau.VEILIGHEIDSREGIO)
    assert len(regions) == 25
    assert set(regions.values()) == {450}
    assert sum(outcome.aantallen) == 11_250
    assert len(outcome.codes) == 344


# --- taakstelling -----------------------------------------------------------


@pytest.mark.parametrize(
    "model, unrounded, up, region_up, nearest",
    [("taakstelling-2022-2", "413.14", None, 414, None), ("taakstelling-2023-1", "648.38", 654, 649, 647)],
)
def test_taakstelling_of_ijsselland(model: str, unrounded: str, up, region_up, nearest):
    """Published for IJsselland: 414 and 649 (Regionaal transitieplan IJsselland, 2023)."""
    regions = task(model).gebieden[Niveau.VEILIGHEIDSREGIO]
    ijsselland = regions.codes.index("VR04")
    assert round(float(regions.quota[ijsselland]), 2) == float(unrounded)
    found = {
        variant: per_area(task(model + variant), Niveau.VEILIGHEIDSREGIO)["VR04"]
        for variant in ("", "-regio-omhoog", "-dichtstbij")
    }
    assert found["-regio-omhoog"] == region_up
    assert up is None or found[""] == up
    assert nearest is None or found["-dichtstbij"] == nearest


def test_taakstelling_of_deventer():
    """Published: 122 (Raadsmededeling Deventer, 2023)."""
    assert round(float(quotum(task("taakstelling-2023-1"), "GM0150")), 2) == 122.26
    assert per_gemeente(task("taakstelling-2023-1"))["GM0150"] == 123
    assert per_gemeente(task("taakstelling-2023-1-dichtstbij"))["GM0150"] == 122


@pytest.mark.parametrize(
    "model, date, gemeenten, total",
    [("taakstelling-2022-2", "2021-01-01", 344, 13_500), ("taakstelling-2023-1", "2022-01-01", 342, 21_200)],
)
def test_taakstelling_rounds_every_gemeente_up(model: str, date: str, gemeenten: int, total: int):
    outcome = task(model)
    assert len(outcome.codes) == gemeenten
    people = inhabitants(date)
    nation = sum(people.values())
    for row in table("data/gemeenten/herindelingen.csv"):
        if date < row["datum"] <= load_model(model).grenzen.isoformat():
            assert row["aandeel"] == "1"
            people[row["nieuwe_code"]] = people.get(row["nieuwe_code"], 0) + people.pop(row["oude_code"])
    assert per_gemeente(outcome) == {code: -(-total * n // nation) for code, n in people.items()}
    law = load_model(model).taken["taakstelling"].niveaus[0]
    assert (law.afronding, law.grondslag.status) == ("omhoog", Status.OPEN)


def test_merged_gemeenten_carry_the_inhabitants_of_their_parts():
    """Purmerend took in Beemster on 1-1-2022: both of 1-1-2021 count for the second half of 2022."""
    old = inhabitants("2021-01-01")
    share = Fraction(old["GM0439"] + old["GM0370"], sum(old.values()))
    assert quotum(task("taakstelling-2022-2"), "GM0439") == 13_500 * share


# --- alternatives -----------------------------------------------------------


def shares(values: dict[str, Fraction]) -> dict[str, Fraction]:
    total = sum(values.values())
    return {code: value / total for code, value in values.items()}


def assert_follows(name: str, weights: dict[str, Fraction]) -> None:
    outcome = task(name)
    assert sum(outcome.aantallen) == 88_000
    assert dict(zip(outcome.codes, outcome.quota, strict=True)) == {
        code: 88_000 * share for code, share in shares(weights).items()
    }
    for figure, quota in zip(outcome.aantallen, outcome.quota, strict=True):
        assert abs(figure - quota) < 1


PEOPLE = {code: Fraction(n) for code, n in inhabitants("2025-01-01").items()}
KERN = "data/cbs/kerncijfers.csv"


def dwellings() -> dict[str, Fraction]:
    households, woz = column(KERN, "huishoudens"), column(KERN, "woz_waarde")
    return {code: households[code] * woz[code] for code in households}


def test_by_inhabitants():
    assert_follows("inwoners", PEOPLE)


def test_by_space_and_by_households():
    assert_follows("ruimte", column(KERN, "oppervlakte_land"))
    assert_follows("huishoudens", column(KERN, "huishoudens"))


def test_koningstein():
    people, value = shares(PEOPLE), shares(dwellings())
    assert_follows("koningstein-achtig", {c: value[c] * 2 / 3 + people[c] / 3 for c in people})


def decimals(value: Fraction, places: int) -> Fraction:
    """Half-up to a number of decimals."""
    return Fraction((2 * value * 10**places + 1) // 2, 10**places)


def test_eu_2015():
    people, value = shares(PEOPLE), shares(dwellings())
    places, score = (
        column("data/gemeenten/capaciteit.csv", "regulier"),
        column("data/cbs/ses_woa.csv", "ses_woa"),
    )
    effort = shares(
        {c: decimals(1 / (1 + 1000 * places[c] * decimals(1 / PEOPLE[c], 12)), 12) for c in people}
    )
    labour = shares({c: 1 + score[c] for c in people})
    first = {c: Fraction(4, 10) * (people[c] + value[c]) for c in people}
    cap = {c: Fraction(3, 10) * first[c] for c in people}
    weights = {c: first[c] + min(effort[c] / 10, cap[c]) + min(labour[c] / 10, cap[c]) for c in people}
    assert any(effort[c] / 10 > cap[c] for c in people)
    assert_follows("eu-2015-achtig", weights)


def test_existing_load():
    existing = column("data/gemeenten/capaciteit.csv", "regulier")
    people, total = shares(PEOPLE), 88_000 + sum(existing.values())
    assert total == 135_293
    weights = {c: max(Fraction(0), people[c] * total - existing[c]) for c in people}
    assert sum(1 for w in weights.values() if w == 0) > 0
    assert_follows("bestaande-belasting", weights)


# --- every shipped model ----------------------------------------------------


def test_all_models_of_the_assignment_ship():
    assert set(model_names()) >= REQUIRED


@pytest.mark.parametrize("name", model_names())
def test_a_shipped_model_says_what_it_is(name: str):
    model = load_model(name)
    assert model.naam == name
    assert dt.date(2021, 1, 1) <= model.grenzen <= dt.date(2027, 1, 1)
    found = list(grondslagen(model))
    assert found
    for path, basis in found:
        needs_reason = basis.status in {Status.OPEN, Status.DERIVED, Status.ILLUSTRATIVE}
        assert basis.reden or not needs_reason, path


@pytest.mark.parametrize("name", model_names())
def test_every_trail_of_a_shipped_model_adds_up_and_can_be_told(name: str):
    """Start + Σ steps = figure, exactly, for every gemeente, task and part."""
    model, outcomes = load_model(name), run(name)
    data = load_data(None, peildatum=model.grenzen)
    for task_name, outcome in outcomes.taken.items():
        for row, code in enumerate(outcome.codes):
            assert spoor(model, data, outcomes, task_name, code).uitkomst == outcome.aantallen[row]
            for part, figures in outcome.delen.items():
                assert spoor(model, data, outcomes, task_name, code, part).uitkomst == figures[row]
        steps = spoor(model, data, outcomes, task_name, outcome.codes[0]).stappen
        assert steps
        assert all(tell_step(step, lang) for step in steps for lang in ("nl", "en"))


def test_no_two_models_have_the_same_title():
    titles = [load_model(name).titel for name in model_names()]
    assert len({title.nl for title in titles}) == len({title.en for title in titles}) == len(titles)


@pytest.mark.parametrize("name", model_names())
def test_every_open_item_names_a_parameter_that_exists(name: str):
    model = load_model(name)
    for point in model.open:
        if (point.parameter or "").endswith(
            ".totaal.aangenomen"
        ):  # in the file; the total that follows has none
            assert load_model(name, [f"{point.parameter}={{2026-2: 17000}}"]).taken
            continue
        value = model
        for step in (point.parameter or "").split("."):
            if step.isdigit():
                value = value[int(step)]
            elif step:
                value = value[step] if isinstance(value, dict) else getattr(value, step)


@pytest.mark.parametrize(
    "name", ["koningstein-achtig", "eu-2015-achtig", "ruimte", "huishoudens", "bestaande-belasting"]
)
def test_proxies_are_called_illustrative(name: str):
    assert load_model(name).status is Status.ILLUSTRATIVE


def test_the_overview_lists_every_model():
    text = (ROOT / "models/README.md").read_text("utf-8")
    assert [name for name in model_names() if f"`verdeling run {name}`" not in text] == []


def test_the_variant_in_the_overview_works():
    text = (ROOT / "models/README.md").read_text("utf-8")
    (block,) = re.findall(r"```yaml\n(.*?)```", text, re.S)
    assert read_model(block, "eigen.yaml").taken["asielopvang"].totaal.waarde == 75_500
