"""What cannot be set says why, and what was meant."""

from __future__ import annotations

import pytest

import verdeling
from verdeling.errors import VerdelingError
from verdeling.verdeelmodel.catalogue import load_model


def told(model: str, *overrides: str) -> list[tuple[str, str]]:
    with pytest.raises(VerdelingError) as fout:
        verdeling.run(model, overrides=list(overrides), plan=False)
    return [(p.code, p.tekst("nl")) for p in fout.value.problemen]


@pytest.mark.parametrize(
    ("model", "taak", "gebied"),
    [
        ("verdeelbesluit-2024", "asielopvang", "PV21"),
        ("amv-huisvesting-2023", "amv_huisvesting", "VR04"),
        ("ijsselland-2023", "opgave_51000", "PV23"),
        ("noord-brabant-rest-2024", "asielopvang", "PV30"),
        ("oekraine-2023", "goo", "VR04"),
    ],
)
def test_a_total_where_the_totals_of_areas_are_given_is_refused_with_what_can_be_changed(model, taak, gebied):
    ((code, tekst),) = told(model, f"taken.{taak}.totaal=90000")
    assert code == "V690"
    assert f"taken.{taak}.niveaus.0.gegeven.{gebied}" in tekst


def test_a_total_can_be_set_when_the_given_totals_are_removed():
    model = load_model("oekraine-2023", ["taken.goo.niveaus.0.gegeven=null", "taken.goo.totaal=90000"])
    assert model.taken["goo"].totaal is not None
    assert model.taken["goo"].totaal.waarde == 90000


@pytest.mark.parametrize("name", ["lrt-2023-75500", "lrt-2023-77100"])
def test_a_total_beside_the_given_totals_of_every_provincie_changes_nothing_and_is_refused(name):
    ((code, text),) = told(name, "taken.asielopvang.totaal=90000")
    assert code == "V690"
    assert "12 gegeven totalen, voor elk gebied één" in text


def test_given_totals_of_some_areas_leave_a_total_for_the_others():
    model = load_model(
        "lrt-2023-75500", ["taken.asielopvang.niveaus.0.gegeven.PV20=null", "taken.asielopvang.totaal=90000"]
    )
    (task,) = verdeling.run(model).indicatief.taken.values()
    given = 75_499 - 3_827
    areas = task.niveaus[0]
    (groningen,) = [n for c, n in zip(areas.codes, areas.aantallen, strict=True) if c == "PV20"]
    assert groningen == 90_000 - given


@pytest.mark.parametrize(
    ("model", "setting", "told_of"),
    [
        ("communicerende-vaten-2023", "taken.asielopvang.niveaus.1.keten=true", True),
        ("cno-225", "taken.crisisnoodopvang.niveaus.0.sleutel.getal=2", True),
        ("inwoners", "taken.asielopvang.totaal=88000", True),
        ("inwoners", "taken.asielopvang.totaal=88001", False),
        ("inwoners", "taken.asielopvang.sleutel={indicator: huishoudens}", False),
    ],
)
def test_a_setting_without_which_every_figure_is_the_same_is_told(model, setting, told_of):
    """The last level passes nothing on; a key of 1 or 2 for every region is the same key."""
    result = verdeling.run(model, overrides=[setting], plan=False)
    notes = [text for text in result.meldingen() if "[V650]" in text]
    assert [text.startswith(f"--set {setting}: dit verandert geen enkel") for text in notes] == [
        True
    ] * told_of
    assert sum(m["code"] == "V650" for m in result.als_json()["meldingen"]) == told_of


@pytest.mark.parametrize(
    ("setting", "told_of"),
    [
        ("plan.regels.samenwerking.straal_km=20", True),
        ("plan.regels.locatieomvang.minimum=100", True),
        ("plan.regels.samenwerking.straal_km=25", False),
        ("plan.regels.samenwerking.grondslag.bron=Eigen keuze", False),
        ("plan.status=open", False),
    ],
)
def test_a_setting_of_the_plan_that_says_what_the_model_says_is_told(setting, told_of):
    """Sites of a hundred places within 20 km is what spreidingswet-2026 says; a source is no figure."""
    result = verdeling.run("spreidingswet-2026", overrides=[setting], plan=False)
    told = [m["waar"] for m in result.als_json()["meldingen"] if m["code"] == "V660"]
    assert told == [f"--set {setting}"] * told_of


def test_each_of_more_settings_is_tried_alone():
    idle, busy = "taken.asielopvang.niveaus.0.keten=true", "taken.asielopvang.totaal=75500"
    result = verdeling.run("inwoners", overrides=[busy, idle])
    assert [m["waar"] for m in result.als_json()["meldingen"] if m["code"] == "V650"] == [f"--set {idle}"]


@pytest.mark.parametrize(
    ("override", "code", "words"),
    [
        ("totaal=5", "V693", "bedoelt u taken.asielopvang.totaal?"),
        ("plan.regels.locatieomvang.minimum=5", "V691", "dit model heeft geen plan"),
        ("tijdplan.start=2026-01", "V691", "dit model heeft geen tijdplan"),
        ("taken.asielopvang.sleutel=huishoudens", "V694", "{indicator: huishoudens}"),
        ("taken.asielopvang.sleutel.indicator=inwoner", "V695", "bedoelt u inwoners?"),
        ("taken.asielopvang.totaaal=5", "V220", "totaal"),
        ("asielopvang.totaal=5", "V217", "taken.asielopvang.totaal"),
        ("taken.amv.totaal=5", "V692", "amv staat niet onder taken; daar staat: asielopvang"),
    ],
)
def test_what_leads_nowhere_names_what_was_meant(override, code, words):
    ((found, tekst),) = told("inwoners", override)
    assert (found, words in tekst) == (code, True), tekst


def test_an_unknown_key_is_not_sent_to_a_place_where_it_is_as_unknown(tmp_path):
    part = "{gewicht: 0.5, sleutel: {indicator: inwoners}, waarde: 3}"
    path = tmp_path / "eigen.yaml"
    path.write_text(
        f"basis: inwoners\ntaken:\n  asielopvang:\n    sleutel:\n      mengsel: [{part}, {part}]\n", "utf-8"
    )
    with pytest.raises(VerdelingError) as error:
        load_model(str(path))
    strange = [p for p in error.value.problemen if p.code in ("V220", "V693")]
    assert len(strange) == 4
    assert all(p.code == "V220" and "hier past: van [" in p.tekst() for p in strange)
    path.write_text(path.read_text("utf-8").replace("sleutel: {ind", "van: {ind"), "utf-8")
    with pytest.raises(VerdelingError) as error:
        load_model(str(path))
    assert all("mengsel" not in p.tekst().partition("bedoelt u")[2] for p in error.value.problemen)
