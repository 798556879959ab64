"""The shipped plans on the real figures: the values that the specification names."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from verdeling.inputs.tables import load_data
from verdeling.plan.build import build_program
from verdeling.plan.plan import make_plan
from verdeling.plan.read import read_plan_data
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.verdeelmodel.catalogue import load_model

RESTOPGAVE = {
    "PV21": 1002,
    "PV23": 2130,
    "PV25": 4928,
    "PV26": 4192,
    "PV27": 10513,
    "PV28": 13945,
    "PV29": 1187,
    "PV30": 5682,
    "PV31": 1582,
}
VOLGORDES = {
    "spreidingswet-2026": {"nabijheid": 189849, "nieuwbouw": 27568, "locaties": 176},
    "spreidingswet-2026-nieuwbouw": {"nieuwbouw": 20344, "nabijheid": 951065, "locaties": 145},
    "spreidingswet-2026-locaties": {"locaties": 8, "nabijheid": 2468290},
}
PLANMODELLEN = (
    *VOLGORDES,
    "spreidingswet-2026-leximin",
    "spreidingswet-2026-rijk",
    "spreidingswet-2026-bonus-2022",
    "spreidingswet-2026-bonus-2023",
    "spreidingswet-2026-bonus-1000",
    "spreidingswet-2024",
)


@pytest.fixture(scope="module")
def plannen():
    klaar = {}

    def maak(naam: str):
        if naam not in klaar:
            model = load_model(naam)
            gegevens = load_data(None, model.grenzen)
            klaar[naam] = make_plan(model, gegevens, compute_indicatief(model, gegevens))
        return klaar[naam]

    return maak


@pytest.fixture(scope="module")
def data():
    model = load_model("spreidingswet-2026")
    gegevens = load_data(None, dt.date(2026, 1, 1))
    return read_plan_data(model, gegevens, compute_indicatief(model, gegevens))


def test_the_remainder_per_provincie(data):
    rest = {p: r for p, r in zip(data.provincies, data.rest.tolist(), strict=True) if r}
    assert rest == RESTOPGAVE
    assert sum(rest.values()) == 45161


def test_existing_places_above_the_own_figure(data):
    assert int(np.maximum(0, data.bestaand - data.indicatief).sum()) == 18704
    assert int((data.bestaand == 0).sum()) == 220
    assert 18704 * 2000 == 37408000


def test_the_program_has_the_flows_that_can_carry_places(data):
    program = build_program(data, load_model("spreidingswet-2026").plan).program
    assert 3000 < program.kinds.count("f") < 3200
    assert not program.false_rows().size


@pytest.mark.parametrize("naam", VOLGORDES)
def test_the_goals_in_the_order_of_the_model(plannen, naam):
    plan = plannen(naam)
    waarden = {d.name: d.value for d in plan.doelen}
    assert waarden["tekort"] == 0
    assert {d: waarden[d] for d in VOLGORDES[naam]} == VOLGORDES[naam]
    assert all(d.proven for d in plan.doelen)
    assert plan.bewijs.unique


@pytest.mark.parametrize("naam", PLANMODELLEN)
def test_every_plan_keeps_the_books(plannen, naam):
    plan = plannen(naam)
    assert len(plan.codes) == 342
    bij, weg = dict.fromkeys(plan.codes, 0), dict.fromkeys(plan.codes, 0)
    for stroom in plan.stromen:
        weg[stroom.van] += stroom.plaatsen
        bij[stroom.naar] += stroom.plaatsen
    for i, code in enumerate(plan.codes):
        assert bij[code] == plan.nieuw[i]
        assert plan.gevraagd[i] == plan.bestaand[i] + weg[code] + plan.tekort[i]
        assert plan.plan[i] == plan.bestaand[i] + plan.nieuw[i]
        assert plan.verschil[i] == plan.plan[i] - plan.indicatief[i]
        assert 0 <= plan.omgezet[i] <= plan.nieuw[i]
        if plan.bestaand[i] == 0:
            assert plan.nieuw[i] == 0 or plan.nieuw[i] >= 100


def test_the_shipped_plan_sums_and_pays(plannen):
    plan = plannen("spreidingswet-2026")
    assert sum(plan.plan) == sum(plan.gevraagd) == 92454
    assert sum(plan.amounts("uitkering_eur")) >= 37408000
    assert sum(plan.amounts("uitkering_eur")) == 2000 * sum(max(0, v) for v in plan.verschil)


def test_the_stages_of_the_bonus(plannen):
    boven = [max(0, v) for v in plannen("spreidingswet-2026").verschil]
    assert sum(plannen("spreidingswet-2026-bonus-1000").amounts("uitkering_eur")) == 1000 * sum(boven)
    nieuw = sum(boven) - 18704
    assert (
        sum(plannen("spreidingswet-2026-bonus-2023").amounts("uitkering_eur")) == 2500 * 18704 + 1500 * nieuw
    )
    vroeg = plannen("spreidingswet-2026-bonus-2022")
    pot = 0
    for p, members in enumerate(vroeg.programma.data.members):
        som, opgave = sum(vroeg.plan[g] for g in members), int(vroeg.programma.data.opgave[p])
        assert 4 * som > 3 * opgave
        pot += 1500 * (som - 3 * opgave // 4)
    assert sum(vroeg.amounts("uitkering_eur")) == 2500 * sum(boven) + pot


def test_the_remainders_of_the_government_are_taken_as_given(plannen):
    plan = plannen("spreidingswet-2026-rijk")
    data = plan.programma.data
    per_provincie = {
        p: sum(plan.gevraagd[g] - plan.bestaand[g] for g in members)
        for p, members in zip(data.provincies, data.members, strict=True)
    }
    gegeven = {"PV20": 0, "PV24": 0, "PV25": 4900, "PV27": 7700, "PV28": 11400, "PV30": 7200}
    assert {p: per_provincie[p] for p in gegeven} == gegeven
    assert plan.programma.data.rest.sum() == sum(per_provincie.values())


def test_a_number_is_explained_with_the_rows_that_bind_it(plannen):
    plan = plannen("spreidingswet-2026")
    vlieland = plan.waarom("GM0096")
    assert "2 bovenop" in vlieland[0]
    assert any("die van Vlieland worden gevraagd" in zin for zin in vlieland)
    assert {b.regel.rule for b in plan.bindend("GM0096")} >= {"provincietotaal", "restverdeling"}
    op_honderd = next(
        c for c, n, k in zip(plan.codes, plan.nieuw, plan.bestaand, strict=True) if n == 100 and k == 0
    )
    assert any("vraagt 100 plaatsen" in zin for zin in plan.waarom(op_honderd))
    assert all("binding" in z or "places" in z for z in plan.waarom(op_honderd, "en"))


def test_the_2024_plan_is_marked_illustrative():
    assert load_model("spreidingswet-2024").plan.status == "illustrative"
