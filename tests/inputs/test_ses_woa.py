"""The score of CBS per gemeente: rebuilt from the PC4 figures, within bounds, as published where known."""

import csv
from collections import Counter
from fractions import Fraction

import pytest
from ses_woa import HEAD, Area, areas, bounds, filled, table, unfilled

from verdeling.inputs.register import data_map, rows_of

CBS = data_map() / "cbs"
SHIPPED = {r["code"]: {k: Fraction(r[k]) for k in HEAD[1:]} for r in rows_of("cbs/ses_woa.csv")}


def test_the_table_of_gemeenten_follows_from_the_figures_per_pc4():
    assert table(CBS) == (CBS / "ses_woa.csv").read_text("utf-8")
    assert len(SHIPPED) == 342


def test_the_primary_figures_are_those_of_cbs():
    pc4 = list(rows_of("cbs/ses_woa_pc4.csv"))
    of_2022 = [r for r in pc4 if r["huishoudens"]]
    assert (len(of_2022), sum(not r["ses_woa"] for r in of_2022)) == (4059, 476)
    assert sum(int(r["huishoudens"]) for r in of_2022) == 8_035_500
    assert {r["huishoudens"] for r in of_2022 if not r["ses_woa"]} == {"0", "100"}
    places = list(rows_of("cbs/pc4.csv"))
    assert (
        sum(int(r["inwoners"] or 0) for r in places) == 18_044_025
    )  # the official sum is 2 more: areas are rounded to 5
    assert [r["pc4"] for r in places if not r["code"]] == ["0999"]


def test_inhabitants_per_pc4_add_up_to_those_of_the_gemeente():
    per_code = Counter()
    for r in rows_of("cbs/pc4.csv"):
        per_code[r["code"]] += int(r["inwoners"] or 0)
    official = {
        r["code"]: int(r["inwoners"]) for r in rows_of("cbs/inwoners.csv") if r["peildatum"] == "2025-01-01"
    }
    off = sorted(abs(per_code[c] - n) for c, n in official.items())
    assert sum(d <= 10 for d in off) == 331
    assert sum(d <= 100 for d in off) == 340
    assert max(Fraction(abs(per_code[c] - n), n) for c, n in official.items()) < Fraction(54, 10_000)


@pytest.mark.parametrize(
    ("code", "column", "published"),
    [
        ("GM1680", "ses_woa", "0.170"),
        ("GM0484", "ses_woa_2021", "0.153"),
        ("GM0363", "ses_woa_2021", "-0.073"),
    ],
)
def test_the_scores_that_cbs_published_per_gemeente_are_near(code, column, published):
    told = {(r["code"], r["ses_woa"]) for r in rows_of("cbs/ses_woa_gepubliceerd.csv")}
    assert (code, published) in told
    assert abs(SHIPPED[code][column] - Fraction(published)) < Fraction(3, 1000)


def test_every_score_lies_within_its_bounds():
    for code, row in SHIPPED.items():
        assert row["ses_woa_laag"] < row["ses_woa"] < row["ses_woa_hoog"], code


HAND = [
    Area("GM1", "PV1", 300, Fraction("0.1")),
    Area("GM1", "PV1", 100, Fraction("0.5")),
    Area("GM2", "PV1", 100, Fraction("0.3")),
    Area("GM2", "PV1", 100, None),
    Area("GM2", "PV1", 0, None),
]


def test_a_mean_and_the_filling_rule_by_hand():
    assert unfilled(HAND) == {"GM1": Fraction(1, 5), "GM2": Fraction(3, 10)}
    # the areas of 100 households with a score have 0.5 and 0.3: 0.4 for one of 100 and for 25 households
    assert filled(HAND)["GM2"] == (100 * Fraction("0.3") + 125 * Fraction("0.4")) / 225


def test_bounds_are_the_extremes_of_all_roundings():
    """Brute force over the corners: a mean of ratios has its extremes there."""
    low, high = bounds(HAND)["GM1"]
    corners = [(a * Fraction("0.1") + b * Fraction("0.5")) / (a + b) for a in (250, 350) for b in (50, 150)]
    assert (low, high) == (min(corners) - Fraction(1, 2000), max(corners) + Fraction(1, 2000))
    filled_in = Fraction("0.4")
    corners = [
        (a * Fraction("0.3") + (b + c) * filled_in) / (a + b + c)
        for a in (50, 150)
        for b in (50, 150)
        for c in (0, 50)
    ]
    assert bounds(HAND)["GM2"] == (min(corners) - Fraction(1, 2000), max(corners) + Fraction(1, 2000))


def test_areas_leave_out_what_a_sheet_lacks():
    with (CBS / "ses_woa_pc4.csv").open(encoding="utf-8", newline="") as file:
        empty = sum(not r["huishoudens"] for r in csv.DictReader(file))
    assert len(areas(CBS, "huishoudens", "ses_woa")) == 4060 - empty == 4059
