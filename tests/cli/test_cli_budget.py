"""``verdeling budget``: the curve of two small provincies by hand, its files, and what is refused."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from support.small_model import Plaats, schrijf_model

from verdeling.result.budget_tables import BudgetRow

PLACES = [
    Plaats("GM0654", "Borsele", "Zeeland", 6),
    Plaats("GM0664", "Goes", "Zeeland", 4, x=5),
    Plaats("GM0034", "Almere", "Flevoland", 5, x=60),
    Plaats("GM0995", "Lelystad", "Flevoland", 4, staat=6, x=65),
]
"""Zeeland has 10 places to find, Flevoland 3: Lelystad stands at 2 above its own figure."""
RULES = {
    "provincietotaal": {},
    "restverdeling": {"wijze": "naar_rato", "bij_gebrek": "tekort"},
    "bestaande_capaciteit": {"kolom": "capaciteit_regulier"},
    "locatieomvang": {"minimum": 1, "maal_opgave": "3", "ruimte_minstens": 20},
    "samenwerking": {"straal_km": "10", "dichtstbij": 0},
    "uitkering": {"per_plaats": {"waarde": 100, "grondslag": {"bron": "proef"}}},
}
Cli = Callable[..., tuple[int, str, str]]
GOALS = ("tekort", "gedwongen", "uitkering", "volgorde")


def bonus(**more: object) -> dict:
    """At 100 euros each gemeente offers half its own figure."""
    steps = [{"vanaf_euro": 100, "deel_cijfer": "1/2"}]
    return {"aanbod_bij_bonus": {"niveaus": [100], "stappen": steps, **more}}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return schrijf_model(tmp_path_factory.mktemp("budget") / "in", PLACES, {**RULES, **bonus()}, GOALS)


def imposed(euro: int) -> int:
    """Least places imposed within a budget, over every division of the new places of both provincies."""
    best = 13
    for borsele, almere in itertools.product(range(11), range(4)):
        new = {"b": borsele, "g": 10 - borsele, "a": almere, "l": 3 - almere}
        figure = {"b": 6, "g": 4, "a": 5, "l": 4}
        stands = {"b": 0, "g": 0, "a": 0, "l": 6}
        offers = {"b": 3, "g": 2, "a": 2, "l": 2}
        paid = sum(max(0, stands[k] + new[k] - figure[k]) for k in new) * 100
        free = sum(min(offers[k], max(0, new[k] - max(0, figure[k] - stands[k]))) for k in new)
        if paid <= euro:
            best = min(best, 13 - free)
    return best


def test_the_curve_falls_and_every_kink_is_the_best_of_all_divisions(model: Path, tmp_path: Path, cli: Cli):
    code, out, _ = cli("budget", model, "--data", model.parent, "--json", "--out", tmp_path / "uit")
    assert code == 0
    rows = json.loads(out)
    assert [r["opgelegd"] for r in rows] == [imposed(r["budget_eur"]) for r in rows]
    assert all(a["budget_eur"] < b["budget_eur"] for a, b in itertools.pairwise(rows))
    assert all(a["opgelegd"] > b["opgelegd"] for a, b in itertools.pairwise(rows))
    assert rows[0]["budget_eur"] == 200, "Lelystad stands at two above its own figure"
    assert rows[-1]["opgelegd"] == imposed(10**6)
    assert {r["doel"] for r in rows[1:]} == {"gedwongen"}
    for a, b in itertools.pairwise(rows):
        gained = a["opgelegd"] - b["opgelegd"]
        assert abs(b["prijs_eur"] * gained - (b["budget_eur"] - a["budget_eur"])) <= gained / 200
    files = {p.name for p in (tmp_path / "uit").iterdir()}
    assert files == {"budget.csv", "budget_provincies.csv", "budget_betaald.csv", "budget.svg", "budget.html"}
    with (tmp_path / "uit" / "budget_betaald.csv").open(encoding="utf-8") as table:
        paid = list(csv.DictReader(table))
    assert {r["gemeente"] for r in paid} >= {"Lelystad"}
    assert all(int(r["uitkering_eur"]) == 100 * int(r["plaatsen"]) for r in paid)
    assert all(int(r["staand"]) + int(r["aangeboden"]) <= int(r["plaatsen"]) for r in paid)


def test_the_page_tells_the_country_and_every_provincie_without_styles_in_it(
    model: Path, tmp_path: Path, cli: Cli
):
    more = ("--per-provincie", "--csv", "--out", tmp_path, "--lang", "en")
    code, out, _ = cli("budget", model, "--data", model.parent, *more)
    assert code == 0
    rows = list(csv.DictReader(out.splitlines()))
    assert {r["naam"] for r in rows} == {"Zeeland", "Flevoland"}
    page = (tmp_path / "budget.html").read_text("utf-8")
    with (tmp_path / "budget.csv").open(encoding="utf-8") as table:
        curves = [[r["naam"] for r in rows].count(name) for name in ("Zeeland", "Flevoland")]
        curves.append(len(list(csv.DictReader(table))))
    assert page.count("<svg") == sum(points > 1 for points in curves) > 0
    assert page.count("There is one best plan") == sum(points == 1 for points in curves)
    assert all(word in page for word in ("Netherlands", "Zeeland", "Flevoland", "Lelystad", "freely offered"))
    assert " style=" not in page
    # Every kink is a dot on four lines.
    svg = (tmp_path / "budget.svg").read_text("utf-8")
    with (tmp_path / "budget.csv").open(encoding="utf-8") as table:
        assert svg.count("<circle") == 4 * len(list(csv.DictReader(table)))


@pytest.mark.parametrize(
    ("rules", "goals", "code"),
    [
        ({"uitkering": None}, ("tekort", "gedwongen", "volgorde"), "V926"),
        ({"aanbod_bij_bonus": {"niveaus": [200, 100]}}, GOALS, "V921"),
        ({"uitkering": {"per_plaats": {"waarde": -5, "grondslag": {"bron": "proef"}}}}, GOALS, "V452"),
    ],
)
def test_what_no_budget_can_be_asked_of_is_told_and_nothing_is_written(
    rules: dict, goals: tuple[str, ...], code: str, tmp_path: Path, cli: Cli
):
    wanted = {k: v for k, v in {**RULES, **bonus(), **rules}.items() if v is not None}
    path = schrijf_model(tmp_path / "in", PLACES, wanted, goals)
    for lang in ("nl", "en"):
        got, _, told = cli("budget", path, "--data", path.parent, "--out", tmp_path / "uit", "--lang", lang)
        assert (got, code in told) == (1, True)
        assert "Traceback" not in told
    assert not (tmp_path / "uit").exists()


def test_an_offer_without_euros_is_told_with_its_cell(tmp_path: Path, cli: Cli):
    path = schrijf_model(tmp_path / "in", PLACES, {**RULES, **bonus(stappen=[])}, GOALS)
    table = tmp_path / "aanbod.csv"
    table.write_text("gemeente,aantal,vanaf_euro\nGoes,3,\n", "utf-8")
    more = ("--set", f"plan.regels.aanbod_bij_bonus.tabel={table}")
    code, _, told = cli("budget", path, "--data", path.parent, *more)
    assert (code, "V925" in told) == (1, True)
    assert "aanbod.csv:2:vanaf_euro (Goes)" in told


def test_a_budget_below_what_stands_has_no_plan_and_says_the_numbers(model: Path, cli: Cli):
    """Lelystad is paid 200 euros for what stands, whatever the plan."""
    command = ("run", model, "--data", model.parent, "--set")
    code, _, told = cli(*command, "plan.regels.uitkering.budget=199")
    assert code == 3
    assert all(word in told for word in ("199", "200"))
    assert cli(*command, "plan.regels.uitkering.budget=200")[0] == 0


def test_where_a_file_cannot_be_written_none_is(model: Path, tmp_path: Path, cli: Cli):
    (tmp_path / "uit" / "budget.html").mkdir(parents=True)
    assert cli("budget", model, "--data", model.parent, "--out", tmp_path / "uit")[0] == 1
    assert [p.name for p in (tmp_path / "uit").iterdir()] == ["budget.html"]


def test_a_bonus_is_told_in_the_number_format_of_the_language() -> None:
    told = BudgetRow("NL", "Nederland", 0, "1000 / 2500", 0, 0, 0, 0, "", None, {})
    assert (told.bonus("nl"), told.bonus("en")) == ("1.000 / 2.500", "1,000 / 2,500")


def test_a_curve_of_one_point_is_a_sentence_and_no_empty_chart(model: Path, tmp_path: Path, cli: Cli) -> None:
    nothing = "plan.regels.aanbod_bij_bonus.stappen=[]"
    code, _, err = cli("budget", model, "--data", model.parent, "--set", nothing, "--out", tmp_path / "uit")
    assert code == 0, err
    page = (tmp_path / "uit" / "budget.html").read_text("utf-8")
    assert "<svg" not in page
    assert "Er is één beste plan" in page
