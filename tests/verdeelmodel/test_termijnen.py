"""The calendar of the law: days that follow from its terms, and that fall with what they were written for."""

from __future__ import annotations

import datetime as dt
import json
import re

import openpyxl
import pytest
import yaml

import verdeling
from verdeling.errors import ModelError
from verdeling.inputs.series import Halfjaar
from verdeling.terms import Status
from verdeling.verdeelmodel.catalogue import dump_model, load_model

FLEVOLAND = "gebied=[Flevoland]"


def days(model: str, *settings: str) -> dict[str, str]:
    return {name: str(t.datum) for name, t in load_model(model, settings).calendar.items()}


@pytest.mark.parametrize(("model", "year"), [("spreidingswet-2024", 2024), ("spreidingswet-2026", 2026)])
def test_a_cycle_has_the_days_of_the_law(model, year):
    """1 February, 1 November, 31 December; six and twelve months after that; again two years later."""
    assert days(model) == {
        "raming": f"{year}-02-01",
        "verslag": f"{year}-11-01",
        "besluit": f"{year}-12-31",
        "behoefte": f"{year + 1}-01-01",
        "plaatsen": f"{year + 1}-07-01",
        "telt-mee": f"{year + 1}-12-31",
        "volgende-raming": f"{year + 2}-02-01",
    }


@pytest.mark.parametrize("half_year", ["2022-2", "2023-1", "2026-1"])
def test_the_days_of_a_housing_task_follow_its_half_year(half_year):
    """Published thirteen weeks, 91 days, before the half-year begins; the half-year ends before the next."""
    half = Halfjaar.van(half_year)
    model = load_model("taakstelling", [f"periode={half_year}"])
    first, last = (model.termijnen[k].datum for k in ("bekendmaking", "voldaan"))
    assert (half.begin - first).days == 91
    assert last + dt.timedelta(days=1) == half.volgende.begin


@pytest.mark.parametrize(
    ("model", "first", "many"),
    [("samen-2026", "2026-1", 4), ("samen-2026-onbegrensd", "2026-1", 1), ("samen-cyclus-2026", "2027-1", 4)],
)
def test_a_joint_model_has_the_days_of_both_tasks(model, first, many):
    """Thirteen weeks before each of its half-years, beside the days of the Spreidingswet."""
    half, expected = Halfjaar.van(first), {}
    for _ in range(many):
        expected[f"taakstelling-{half}"] = str(half.begin - dt.timedelta(weeks=13))
        half = half.volgende
    assert days(model) == days("spreidingswet-2026") | expected


def test_a_decision_on_another_total_of_the_same_cycle_keeps_its_days():
    assert days("verdeelbesluit-2024") == days("spreidingswet-2024")


@pytest.mark.parametrize(
    "setting",
    [
        "taken.asielopvang.totaal=75500",
        "taken.asielopvang.sleutel.product.0.peildatum=2024-01-01",
        "grenzen=2025-01-01",
    ],
)
def test_dates_fall_with_the_total_key_and_boundaries_that_they_were_written_for(setting):
    assert days("spreidingswet-2026", setting) == {}
    kept = days("spreidingswet-2026", setting, "termijnen.besluit.datum=2027-03-01")
    assert kept == {"besluit": "2027-03-01"}


def test_other_half_years_take_the_days_of_the_old_ones_away():
    assert not {k for k in days("samen-2026", "periode=2025-1") if k.startswith("taakstelling")}
    later = days("samen-cyclus-2026", "plan.regels.cyclus.eerste=2027-2")
    assert later == days("spreidingswet-2026")


def test_another_date_is_told_as_a_change_with_an_own_basis(tmp_path):
    setting = "termijnen.verslag.datum=2026-12-01"
    file = tmp_path / "later.yaml"
    file.write_text("basis: spreidingswet-2026\ntermijnen: {verslag: {datum: 2026-12-01}}\n")
    for model in (load_model("spreidingswet-2026", [setting]), load_model(str(file))):
        assert model.termijnen["verslag"].grondslag.status is Status.ILLUSTRATIVE
        assert model.status is Status.ILLUSTRATIVE
        assert "termijn verslag 1-12-2026" in model.aangepast.zin("nl")
        assert model.termijnen["besluit"] == load_model("spreidingswet-2026").termijnen["besluit"]


def test_a_date_without_a_basis_is_refused(tmp_path):
    content = yaml.safe_load(dump_model(load_model("spreidingswet-2026")))
    del content["termijnen"]["besluit"]["grondslag"]
    file = tmp_path / "zonder.yaml"
    file.write_text(yaml.safe_dump(content))
    with pytest.raises(ModelError) as told:
        load_model(str(file))
    assert "termijnen.besluit.grondslag" in told.value.tekst("nl")


def test_a_day_of_the_half_year_needs_a_half_year(tmp_path):
    file = tmp_path / "zonder.yaml"
    file.write_text(
        "basis: spreidingswet-2026\ntermijnen: {besluit: {datum: dertien_weken_ervoor}}\n", encoding="utf-8"
    )
    with pytest.raises(ModelError) as told:
        load_model(str(file))
    assert [p.code for p in told.value.problemen] == ["V253"]


@pytest.mark.parametrize("name", ["samen-cyclus-2026", "taakstelling", "spreidingswet-2024"])
def test_a_shipped_date_is_written_back_and_says_what_it_rests_on(name, tmp_path):
    model = load_model(name)
    file = tmp_path / f"{name}.yaml"
    file.write_text(dump_model(model), encoding="utf-8")
    assert load_model(str(file)).termijnen == model.termijnen
    content = yaml.safe_load(dump_model(model))
    for date in model.termijnen.values():
        assert date.grondslag.passage
        for path in date.steunt_op:
            holder = content
            for step in path.split("."):
                holder = holder[step]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    folder = tmp_path_factory.mktemp("termijnen") / "uit"
    result = verdeling.run("spreidingswet-2026", overrides=[FLEVOLAND], plan=False)
    result.schrijf(folder, "en")
    return folder


def test_table_workbook_and_report_tell_the_calendar(told):
    lines = (told / "termijnen.csv").read_text("utf-8").splitlines()
    assert lines[0] == "datum,naam,nl,en,bron,status"
    assert lines[1].startswith("2026-02-01,raming,")
    assert len(lines) == 8
    sheet = openpyxl.load_workbook(told / "verdeling.xlsx", read_only=True)["calendar"]
    assert any("besluit" in map(str, row) for row in sheet.iter_rows(values_only=True))


def test_the_report_tells_the_dates_in_its_own_language(told):
    page = (told / "report.html").read_text("utf-8")
    assert "The calendar of the law" in page
    assert "the distribution decision is due" in page
    assert "het verdeelbesluit moet er zijn" not in page


@pytest.mark.parametrize(
    ("lang", "sheet", "wanted", "other"),
    [
        ("nl", "termijnen", {"afgeleid", "gepubliceerd"}, {"derived", "published"}),
        ("en", "calendar", {"derived", "published"}, {"afgeleid", "gepubliceerd"}),
    ],
)
def test_a_date_tells_its_passage_and_its_status_in_the_language_of_the_file(
    tmp_path, lang, sheet, wanted, other
):
    verdeling.run("spreidingswet-2026", plan=False).schrijf(tmp_path / "uit", lang)
    passage = {"nl": "de stappen van een cyclus", "en": "the steps of a cycle"}
    elsewhere = passage["en" if lang == "nl" else "nl"]
    book = openpyxl.load_workbook(tmp_path / "uit/verdeling.xlsx", read_only=True)[sheet]
    cells = {str(cell) for row in book.iter_rows(values_only=True) for cell in row}
    assert wanted <= cells
    assert not other & cells
    assert any(passage[lang] in cell for cell in cells)
    assert not any(elsewhere in cell for cell in cells)
    page = (tmp_path / "uit/report.html").read_text("utf-8")
    title = {"nl": "De kalender van de wet", "en": "The calendar of the law"}[lang]
    (table,) = re.findall(rf"<table(?:(?!</table>).)*{title}.*?</table>", page, re.S)
    found = set(re.findall(r">([^<>]+)</td>", table))
    assert wanted <= found
    assert not other & found
    assert passage[lang] in table
    # The file itself keeps the key that a program reads.
    assert "derived" in (tmp_path / "uit/termijnen.csv").read_text("utf-8")


def test_an_explanation_tells_the_dates_in_both_languages(cli):
    asked = ["explain", "spreidingswet-2026", "Urk", "--zonder-plan"]
    said = cli(*asked, "--lang", "nl")[1]
    assert "2026-12-31: het verdeelbesluit moet er zijn (Spreidingswet (Stb. 2024, 12); afgeleid)" in said
    said = cli(*asked, "--lang", "en")[1]
    assert "2026-12-31: the distribution decision is due" in said
    parts = json.loads(cli(*asked, "--json")[1])
    assert [d["datum"] for d in parts[0]["termijnen"]] == sorted(days("spreidingswet-2026").values())


def test_the_screen_tells_the_dates_with_the_explanation(cli):
    asked = ["run", "taakstelling", "--zonder-plan"]
    assert "2025-10-02" in cli(*asked, "--uitleg")[1]
    assert "2025-10-02" not in cli(*asked)[1]
