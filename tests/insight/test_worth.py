"""A sentence about figures that ship goes when a run has figures of its own."""

from __future__ import annotations

import pandas as pd
import pytest

import verdeling
from verdeling.insight.worth import open_items_of
from verdeling.verdeelmodel.catalogue import load_model

MODEL = load_model("spreidingswet-2026")
SHIPPED = verdeling.load_data(None, MODEL.grenzen)


def table(**columns: object) -> pd.DataFrame:
    return pd.DataFrame({"code": SHIPPED.codes, "gemeente": SHIPPED.namen, **columns})


def capacity() -> dict[str, pd.DataFrame]:
    return {"capaciteit": table(regulier=[200] * len(SHIPPED.codes), nood=[50] * len(SHIPPED.codes))}


def told(gegevens: verdeling.Gegevens, *, gepland: bool = True) -> str:
    return " ".join(f"{p.wat.nl} {p.reden.nl}" for p in open_items_of(MODEL, gegevens, gepland=gepland))


def test_what_is_said_of_the_shipped_places_goes_with_own_places():
    assert "verzameld door de pers" in told(SHIPPED)
    own = verdeling.load_data(capacity(), MODEL.grenzen)
    assert "verzameld door de pers" not in told(own)
    assert "Welke bestaande plaatsen meetellen." in told(own)


def test_own_places_lower_the_plan_to_what_they_are_worth_and_are_not_called_public():
    plan = verdeling.run(MODEL, capacity())
    (line,) = [m for m in plan.meldingen() if m.startswith("Status van het plan")]
    assert line == (
        "Status van het plan: open. Het plan is een berekening met eigen gegevens (capaciteit_regulier, "
        "capaciteit_nood) en geen besluit."
    )
    assert not [m for m in plan.meldingen() if "openbare cijfers" in m or "verzameld door de pers" in m]


def test_part_of_the_places_filled_with_shipped_ones_keeps_what_is_said_of_those():
    part = {"capaciteit": pd.DataFrame({"gemeente": ["Deventer"], "regulier": [300], "nood": [50]})}
    assert "verzameld door de pers" in told(verdeling.load_data(part, MODEL.grenzen, aanvullen=True))


def test_without_a_plan_its_open_items_are_not_told():
    assert "per plaats boven het eigen cijfer" in told(SHIPPED)
    assert "per plaats boven het eigen cijfer" not in told(SHIPPED, gepland=False)
    assert "De score SES-WOA" in told(SHIPPED, gepland=False)
    punten = verdeling.run(MODEL, plan=False).als_json()["open"]
    assert not [p for p in punten if (p["parameter"] or "").startswith("plan.")]


def test_another_total_leaves_the_remainder_that_was_named_for_this_one_out():
    model = load_model("spreidingswet-2026", ["taken.asielopvang.totaal=75500"])
    reasons = " ".join(p.reden.nl for p in model.open)
    assert "38.000" not in reasons
    assert "plan.regels.bestaande_capaciteit" in [p.parameter for p in model.open]


@pytest.mark.parametrize(
    ("lang", "told_"),
    [
        (
            "nl",
            "Status van het plan: ter illustratie. Het plan is een berekening met eigen keuzes en geen "
            "besluit; anders dan in spreidingswet-2026: totaal 75.500.",
        ),
        (
            "en",
            "Status of the plan: illustrative. The plan is a computation with own choices and no decision; "
            "unlike in spreidingswet-2026: total 75,500.",
        ),
    ],
)
def test_a_plan_is_worth_no_more_than_the_total_that_it_divides(lang, told_):
    plan = verdeling.run("spreidingswet-2026", overrides=["taken.asielopvang.totaal=75500"])
    assert told_ in plan.meldingen(lang)


def test_a_key_of_ones_own_lowers_the_plan_and_a_key_of_another_task_does_not():
    own = {"spreidingswet-2026": "asielopvang", "samen-2026": "taakstelling"}
    worth = {
        name: load_model(name, [f"taken.{task}.sleutel={{indicator: oppervlakte_land}}"]).plan.status
        for name, task in own.items()
    }
    assert worth == {"spreidingswet-2026": "illustrative", "samen-2026": load_model("samen-2026").plan.status}


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_result_says_that_it_is_of_own_data_and_has_their_worth(lang):
    result = verdeling.run("inwoners", table(inwoners=[1000] * len(SHIPPED.codes)))
    summary = result.samenvatting(lang)
    assert "open" in next(line for line in summary.splitlines() if "Status" in line)
    assert ("Eigen gegevens" if lang == "nl" else "Own data") in summary
    assert "Eigen gegevens" not in verdeling.run("inwoners").samenvatting()
