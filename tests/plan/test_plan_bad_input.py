"""Bad plans are refused before solving: all problems at once, each with its place and what to do."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError
from support.plans import BRON, data_van, opdracht_van
from support.worked_examples import SAMEN

from verdeling.errors import DataError, ModelError, VerdelingError
from verdeling.inputs.tables import load_data
from verdeling.plan.build import build_program
from verdeling.plan.plan import solve_plan
from verdeling.plan.read import read_plan_data
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.verdeelmodel.catalogue import load_model
from verdeling.verdeelmodel.model import Planopdracht

TWEE = replace(SAMEN, provincie=(20, 20, 21))


def met(regels: dict | None = None, doelen: tuple[str, ...] | None = None, v=SAMEN) -> Planopdracht:
    oud = opdracht_van(v)
    nieuw = {soort: {**wat, "grondslag": BRON} for soort, wat in (regels or {}).items()}
    return Planopdracht(taak="opvang", regels={**oud.regels, **nieuw}, doelen=doelen or oud.doelen)


def codes(opdracht: Planopdracht, v=SAMEN) -> list[tuple[str, str]]:
    with pytest.raises(VerdelingError) as fout:
        build_program(data_van(v), opdracht)
    for lang in ("nl", "en"):
        assert fout.value.tekst(lang)
    return [(p.code, p.waar) for p in fout.value.problemen]


def cluster(*gemeenten: str, **meer: object) -> dict:
    return {"samenwerking": {"clusters": [{"naam": "ROL", "gemeenten": list(gemeenten), **meer}]}}


@pytest.mark.parametrize(
    ("regels", "code", "waar"),
    [
        ({"omzetting": {"hoogstens": {"GM0002": 3}}}, "V453", "plan.regels.omzetting.hoogstens.GM0002"),
        ({"omzetting": {"hoogstens": {"GM0002": -1}}}, "V453", "plan.regels.omzetting.hoogstens.GM0002"),
        ({"omzetting": {"hoogstens": {"GM9999": 0}}}, "V450", "plan.regels.omzetting.hoogstens"),
        ({"locatieomvang": {"minimum": 101}}, "V454", "plan.regels.locatieomvang"),
        ({"locatieomvang": {"maal_opgave": -1}}, "V452", "plan.regels.locatieomvang.maal_opgave"),
        (cluster("GM0001", "GM0001"), "V455", "plan.regels.samenwerking.clusters.0"),
        (cluster("GM0001", "GM7777"), "V450", "plan.regels.samenwerking.clusters.0"),
        ({"samenwerking": {"straal_km": -1}}, "V452", "plan.regels.samenwerking.straal_km"),
        ({"plafond": {}}, "V457", "plan.regels.plafond"),
        (
            {"vrijstelling": {"gemeenten": {"GM0001": " "}}},
            "V458",
            "plan.regels.vrijstelling.gemeenten.GM0001",
        ),
        ({"vast": {"gemeenten": {"GM0001": {"reden": "x"}}}}, "V459", "plan.regels.vast.gemeenten.GM0001"),
        (
            {"vast": {"gemeenten": {"GM8888": {"reden": "x", "plan": 1}}}},
            "V450",
            "plan.regels.vast.gemeenten",
        ),
        ({"amv": {}}, "V461", "plan.regels.amv.deel"),
        ({"uitruil": {"verhoudingen": {"a": 1, "b": 1}}}, "V462", "plan.regels.uitruil.verhoudingen.a"),
        (
            {"uitkering": {"per_plaats": {"waarde": "1/2", "grondslag": BRON}}},
            "V452",
            "plan.regels.uitkering.per_plaats",
        ),
        (
            {"provincietotaal": {"rest": {"PV99": {"waarde": 1, "grondslag": BRON}}}},
            "V451",
            "plan.regels.provincietotaal.rest.PV99",
        ),
        ({"bestaande_capaciteit": {"sluiten": True}}, "V478", "plan.regels.restverdeling.wijze"),
    ],
)
def test_settings_that_cannot_be(regels, code, waar):
    assert (code, waar) in codes(met(regels))


def test_a_cluster_over_a_border_needs_an_agreement():
    gevonden = codes(met(cluster("GM0001", "GM0003"), v=TWEE), TWEE)
    assert gevonden == [("V456", "plan.regels.samenwerking.clusters.0")]
    build_program(data_van(TWEE), met(cluster("GM0001", "GM0003", overeenkomst=BRON), v=TWEE))


def test_a_negative_offer_is_named():
    v = replace(SAMEN, A=(None, -3, 1))
    assert codes(opdracht_van(v), v) == [("V460", "aanbod GM0002")]


@pytest.mark.parametrize(
    ("doelen", "code"),
    [
        (("nabijheid", "nabijheid", "volgorde"), "V471"),
        (("volgorde", "nabijheid"), "V472"),
        (("nabijheid",), "V472"),
        (("nabijheid", "tekort", "volgorde"), "V473"),
        (("eerlijk", "eerlijk_afwijking", "volgorde"), "V474"),
        (("goedkoop", "volgorde"), "V470"),
        (("uitkering", "volgorde"), "V476"),
    ],
)
def test_goals_that_cannot_be_ordered_so(doelen, code):
    assert code in [c for c, _ in codes(met(doelen=doelen))]


def test_a_soft_total_without_the_goal_shortage_is_refused():
    assert "V475" in [c for c, _ in codes(met({"provincietotaal": {"hard": False}}))]


def test_nothing_counts_as_free_where_nobody_offers():
    geld = {"waarde": 10, "grondslag": BRON}
    bonus = {"per_plaats": geld, "drempel": {"meer_dan": "3/4", "per_plaats": geld, "telt": "vrij"}}
    assert codes(met({"uitkering": bonus})) == [("V948", "plan.regels.uitkering.drempel.telt")]


def test_a_rule_that_every_plan_needs_is_missed():
    oud = opdracht_van(SAMEN)
    kaal = Planopdracht(taak="opvang", regels={}, doelen=oud.doelen)
    assert [c for c, _ in codes(kaal)][:3] == ["V477"] * 3


def test_all_problems_come_at_once():
    regels = {"omzetting": {"hoogstens": {"GM0002": 9}}, "locatieomvang": {"minimum": 101}, "plafond": {}}
    assert {c for c, _ in codes(met(regels, ("nabijheid", "nabijheid", "volgorde")))} == {
        "V453",
        "V454",
        "V457",
        "V471",
    }


def test_a_time_limit_of_zero_is_refused():
    with pytest.raises(VerdelingError, match="0"):
        solve_plan(data_van(SAMEN), opdracht_van(SAMEN), time_limit=0, workers=0)


def test_negative_sizes_are_refused_when_read():
    with pytest.raises(ValidationError):
        met({"locatieomvang": {"minimum": -1}})
    with pytest.raises(ValidationError):
        met({"samenwerking": {"dichtstbij": -1}})


def test_data_without_capacity_is_refused(tmp_path: Path):
    """A folder of the user without capaciteit: the plan names the column, for the gemeenten at once."""
    model = load_model("spreidingswet-2026")
    gegevens = load_data(None, dt.date(2026, 1, 1))
    kaal = replace(gegevens, kolommen=tuple(k for k in gegevens.kolommen if "capaciteit" not in k.naam))
    with pytest.raises(DataError) as fout:
        read_plan_data(model, kaal, compute_indicatief(model, gegevens))
    assert {w for w in ("capaciteit_regulier", "capaciteit_nood") if w in fout.value.tekst("nl")} == {
        "capaciteit_regulier",
        "capaciteit_nood",
    }
    assert all("--zonder-plan" in p.tekst(lang) for p in fout.value.problemen for lang in ("nl", "en"))


@pytest.mark.parametrize(
    ("waarde", "nl", "en"),
    [
        (-1, "−1 kan", "−1 cannot"),
        ("-1/2", "−1/2 kan", "−1/2 cannot"),
        (-2500, "−2.500 kan", "−2,500 cannot"),
    ],
)
def test_a_refused_number_is_told_as_a_reader_writes_it(waarde, nl, en):
    with pytest.raises(ModelError) as fout:
        build_program(data_van(SAMEN), met({"samenwerking": {"straal_km": waarde}}))
    assert nl in fout.value.tekst("nl")
    assert en in fout.value.tekst("en")


def test_a_model_without_a_plan_says_so():
    model = load_model("inwoners")
    gegevens = load_data(None, model.grenzen)
    with pytest.raises(ModelError, match="V466"):
        read_plan_data(model, gegevens, compute_indicatief(model, gegevens))
