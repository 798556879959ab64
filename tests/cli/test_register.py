"""The draft entry for the register of algorithms: within the standard, true of the model, nothing made up."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import verdeling
from verdeling.result.algorithm_register import FIELDS, Entry, fit
from verdeling.verdeelmodel.catalogue import model_hash, model_names

COLUMNS = "120"
MODELS = ("spreidingswet-2026", "taakstelling", "samen-2026", "amv-ijsselland-2023")

# From the schema of the register, backend/app/schemas/config/v1_0.json of MinBZK/Algoritmeregister.
REQUIRED = {
    *("name", "description_short", "organization", "status", "contact_email", "publication_category", "lang"),
}
MOST = {
    **{"name": 100, "description_short": 350, "organization": 100, "begin_date": 7, "end_date": 7},
    **dict.fromkeys(("contact_email", "website", "url", "process_index_url", "publiccode"), 500),
    **dict.fromkeys(("goal", "proportionality", "human_intervention", "risks", "lawful_basis"), 2500),
    **dict.fromkeys(("impacttoetsen", "source_data", "tags"), 2500),
    **{"methods_and_models": 5000, "provider": 200, "source_id": 100},
}
GROUPS = {"category", "lawful_basis_grouping", "impacttoetsen_grouping", "source_data_grouping"}
CHOICES = {"status", "publication_category", "lang", "standard_version"}
THEMES = {"Migratie en integratie", "Wonen"}


def entry(name: str) -> Entry:
    result = verdeling.run(name, plan=False)
    return Entry(result.model, result.gegevens, result.indicatief)


@pytest.fixture(scope="module", params=MODELS)
def draft(request) -> Entry:
    return entry(request.param)


def check(draft: Entry) -> None:
    """What the standard asks of every field that is filled in."""
    content = draft.json()
    for values in (content["melding"], content["vertaling_en"]):
        for name, value in values.items():
            if name in MOST:
                assert 0 < len(value) < MOST[name], (draft.model.naam, name)
                assert not re.search(r"[\r\n\t<>]", value), (draft.model.naam, name)
        assert 0 < len(values["category"]) <= 3
        assert set(values["category"]) <= THEMES
        for link in values["source_data_grouping"]:
            assert 0 < len(link["title"]) < 500
            assert re.fullmatch(r"https://\S{1,490}", link["link"])
    assert content["melding"]["lang"] == "nld"
    assert content["melding"]["standard_version"] == "1.0"
    assert model_hash(draft.model) in content["melding"]["methods_and_models"]


def test_the_fields_are_those_of_the_standard():
    assert {f.name for f in FIELDS} == {*MOST, *GROUPS, *CHOICES}
    assert {f.name for f in FIELDS if f.required} == REQUIRED
    assert {f.name: f.below for f in FIELDS if f.name in MOST} == MOST | {"begin_date": 8, "end_date": 8}


def test_every_filled_field_keeps_the_standard(draft):
    check(draft)


@pytest.mark.long
def test_every_shipped_model_keeps_the_standard():
    for name in model_names():
        check(entry(name))


def test_every_field_is_filled_or_left_to_the_organisation_and_required_ones_are_told(draft):
    content = draft.json()
    own = {f["veld"]: f for f in content["zelf_invullen"]}
    assert {*content["melding"], *own} == {f.name for f in FIELDS}
    assert {*content["melding"]} & {*own} == {f["veld"] for f in content["zelf_invullen"] if f["aanvullen"]}
    assert {n for n, f in own.items() if f["verplicht"]} == REQUIRED - {"name", "description_short", "lang"}
    for f in own.values():
        assert f["nl"]["titel"]
        assert f["nl"]["hulp"] != f["en"]["hulp"]


def test_sources_open_points_rules_and_versions_are_those_of_the_model():
    draft = entry("spreidingswet-2026")
    told = draft.json()["melding"]
    assert "Centraal Bureau voor de Statistiek (CBS)" in told["source_data"]
    assert "capaciteit_regulier: COA, verzameld door NOS Nieuwsuur" in told["source_data"]
    assert "geen gegevens van personen" in told["source_data"]
    assert all(point.wat.nl in told["risks"] for point in draft.model.open)
    assert "gepubliceerd" in told["risks"]
    method = told["methods_and_models"]
    assert (
        "88.000 plaatsen, verdeeld naar inwoners × (1 + ses_woa), per gemeente (afronding half op)" in method
    )
    assert "De gepubliceerde cijfers gelden" in method
    assert all(rule.wat.say("nl") in method for rule in draft.model.plan.regels.values())
    assert "niet zelflerend" in method
    assert f"verdeling {verdeling.__version__}" in method
    links = {link["link"] for link in told["source_data_grouping"]}
    assert "https://zoek.officielebekendmakingen.nl/stcrt-2024-3349.html" in links


def test_data_of_a_user_are_not_called_free_of_persons(tmp_path):
    (tmp_path / "capaciteit.csv").write_text("gemeente,regulier,nood\nUrk,10,0\n", "utf-8")
    result = verdeling.run("spreidingswet-2026", tmp_path, plan=False)
    told = Entry(result.model, result.gegevens, result.indicatief).filled("nl")["source_data"]
    assert "geen gegevens van personen" not in told
    assert told.startswith("Een deel van de gegevens komt van de gebruiker")


def test_numbers_by_hand_are_counted_without_the_names_of_who_set_them(tmp_path):
    table = tmp_path / "overrides.csv"
    table.write_text("gemeente,wat,waarde,wie,waarom\nUrk,plan minstens,120,Jan Jansen,toezegging\n", "utf-8")
    result = verdeling.run("spreidingswet-2026", plan=False, by_hand=table)
    content = json.dumps(Entry(result.model, result.gegevens, result.indicatief).json(), ensure_ascii=False)
    assert "Hier is 1 getal met de hand vastgelegd" in content
    assert "Jan Jansen" not in content


def test_text_that_does_not_fit_is_counted_and_a_single_one_cut():
    assert fit(["aaaa.", "bbbb.", "cccc."], 18, "nl") == "aaaa. bbbb. cccc."
    assert fit(["aaaa.", "b" * 30, "cccc."], 24, "nl") == "aaaa. En nog 2."
    assert fit(["één\n regel  met wit"], 50, "en") == "één regel met wit"
    assert fit(["x" * 30], 10, "nl") == "xxxxxxxx…"


def test_the_command_writes_and_shows_both_languages(cli, tmp_path):
    code, out, err = cli("register", "inwoners", "--out", tmp_path / "melding.json")
    assert (code, out) == (0, "")
    assert "melding.json" in err
    written = json.loads((tmp_path / "melding.json").read_text("utf-8"))
    assert json.loads(cli("register", "inwoners", "--json")[1]) == written
    code, shown, _ = cli("register", "inwoners", "--lang", "en")
    assert code == 0
    assert "## Your organisation fills this in itself" in shown
    cli("register", "inwoners", "--lang", "en", "--out", tmp_path / "draft.md")
    assert (tmp_path / "draft.md").read_text("utf-8") == shown


@pytest.mark.parametrize(("name", "problem"), [("melding.xlsx", "V618"), ("map.json/melding.json", "V619")])
def test_a_place_that_cannot_be_is_told_and_nothing_is_written(cli, tmp_path: Path, name, problem):
    (tmp_path / "map.json").write_text("{}", "utf-8")
    code, out, err = cli("register", "inwoners", "--out", tmp_path / name)
    assert (code, out) == (1, "")
    assert problem in err
    assert [p.name for p in tmp_path.iterdir()] == ["map.json"]
