"""The rules read a second time give the program that is solved, row by row, for every shipped plan."""

from __future__ import annotations

import json

import pytest
from support.paths import ROOT

from verdeling.dossier.make import figures_of
from verdeling.pipeline import load_data, load_model
from verdeling.pipeline.result import Resultaat
from verdeling.plan.build import build_program
from verdeling.plan.plan import alternatives
from verdeling.plan.read import read_plan_data
from verdeling.result.manifest import data_files
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.solver.proof import plain
from verdeling.verdeelmodel.catalogue import canonical_json
from verdeling.verify import canonical
from verdeling.verify.figures import Differs, Unknown, divide, read_country
from verdeling.verify.further import FURTHER
from verdeling.verify.program import Reading, compare

NOT_READ = {
    "samen-cyclus-2026": "cyclus",
    "spreidingswet-2024-aanbod": "aanbod_bij_bonus",
    "spreidingswet-2026-aanbod-2022": "aanbod_bij_bonus",
    "spreidingswet-2026-aanbod-2023": "aanbod_bij_bonus",
    "spreidingswet-2026-aanbod-geen": "aanbod_bij_bonus",
    "spreidingswet-2026-aanbod-sterk": "aanbod_bij_bonus",
    "spreidingswet-2026-aanbod-voorzichtig": "aanbod_bij_bonus",
}
"""Shipped plans with a rule that the checker names as not read."""
PLANS = [
    path.stem for path in sorted((ROOT / "models").glob("*.yaml")) if load_model(path.stem).plan is not None
]
FREE = "plan.regels.restverdeling.wijze=vrij"
OTHERWISE = {
    "goals decide": [FREE],
    "soft": ["plan.regels.provincietotaal.hard=false", FREE],
    "neighbours": ["plan.regels.samenwerking.aangrenzend=true", "plan.regels.samenwerking.straal_km=7.5"],
    "regions": ["plan.regels.samenwerking.veiligheidsregio=true", "plan.regels.samenwerking.dichtstbij=0"],
    "smaller sites": ["plan.regels.locatieomvang.minimum=0", "plan.regels.locatieomvang.maal_opgave=5/2"],
    "ceiling": ["plan.regels.plafond={per_1000: 9, peildatum: 2025-01-01, grondslag: {bron: toets}}"],
    "exempt": [
        "plan.regels.vrijstelling="
        "{gemeenten: {GM0014: toets}, ook_niet_voor_anderen: true, grondslag: {bron: toets}}"
    ],
    "fixed": [
        "plan.regels.vast={gemeenten: {GM0034: {reden: toets, gevraagd: 40}}, grondslag: {bron: toets}}"
    ],
    "bounded": [
        "plan.regels.vast={gemeenten: {GM0034: {reden: toets, minstens: 900, hoogstens: 1000}, "
        "GM0059: {reden: toets, plan: 120}}, grondslag: {bron: toets}}"
    ],
    "fair": [FREE, "plan.doelen=[tekort, eerlijk, nabijheid, volgorde]"],
    "deviation": [FREE, "plan.doelen=[tekort, eerlijk_afwijking, volgorde]"],
    "payment": ["plan.doelen=[tekort, uitkering, nabijheid, volgorde]"],
    "budget": [
        "plan.regels.uitkering.budget={waarde: 90000000, grondslag: {bron: toets}}",
        "plan.regels.uitkering.per_nieuwe_plaats={waarde: 1000, grondslag: {bron: toets}}",
    ],
    "threshold": [
        "plan.doelen=[tekort, uitkering, volgorde]",
        "plan.regels.uitkering.drempel={meer_dan: 3/4, per_plaats: {waarde: 500, grondslag: {bron: toets}}}",
    ],
}
"""Settings of the rules that no shipped model has, on one that has most rules."""


def read_again(name: str, settings: tuple[str, ...] = ()) -> tuple[dict, dict, tuple]:
    """Program as solved, model as data, and what a reading starts from."""
    model = load_model(name, settings)
    data = load_data(None, peildatum=model.grenzen)
    indicatief = compute_indicatief(model, data)
    solved = next(alternatives(model.plan))
    program = build_program(read_plan_data(model, data, indicatief), solved).program
    parts = {f"data/{file}": content for file, content in data_files(data).items()}
    parts["gegevens.json"] = canonical(figures_of(Resultaat(model, data, indicatief)))
    country, told = read_country(parts), json.loads(canonical_json(model))
    tasks = {task: divide(declared, country) for task, declared in told["taken"].items()}
    return plain(program), told["plan"], (tasks, country, parts)


@pytest.mark.parametrize("name", [name for name in PLANS if name not in NOT_READ])
def test_the_program_of_a_shipped_plan_is_what_its_model_asks(name):
    program, plan, given = read_again(name)
    compare(program, Reading(plan, *given, FURTHER))


@pytest.mark.parametrize("name", NOT_READ)
def test_a_rule_that_is_not_read_is_named(name):
    _, plan, given = read_again(name)
    with pytest.raises(Unknown, match=NOT_READ[name]):
        Reading(plan, *given, FURTHER)


@pytest.mark.parametrize("settings", OTHERWISE.values(), ids=OTHERWISE.keys())
def test_other_settings_of_the_rules_are_read_as_they_are_built(settings):
    program, plan, given = read_again("spreidingswet-2026", tuple(settings))
    compare(program, Reading(plan, *given, FURTHER))


@pytest.fixture(scope="module")
def brabant() -> tuple[dict, dict, tuple]:
    return read_again("noord-brabant-rest-2024")


def test_any_number_of_a_program_that_is_otherwise_is_seen(brabant):
    """Each bound of each column, each side and each coefficient of each row, each term of each goal."""
    program, plan, given = brabant
    reading = Reading(plan, *given, FURTHER)
    compare(program, reading)
    text = json.dumps(program)
    seen = 0
    for column in range(len(program["kolommen"])):
        for side in (1, 2):
            changed = json.loads(text)
            changed["kolommen"][column][side] += 1
            with pytest.raises(Differs):
                compare(changed, reading)
            seen += 1
    for row, (_, low, high, terms) in enumerate(program["rijen"]):
        for side in [s for s, bound in ((1, low), (2, high)) if bound is not None]:
            changed = json.loads(text)
            changed["rijen"][row][side] += 1
            with pytest.raises(Differs):
                compare(changed, reading)
            seen += 1
        for term in range(len(terms)):
            changed = json.loads(text)
            changed["rijen"][row][3][term][1] += 1
            with pytest.raises(Differs):
                compare(changed, reading)
            seen += 1
    assert seen > 100
