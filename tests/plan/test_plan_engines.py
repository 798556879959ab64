"""All engines agree on every goal value and the whole plan: all shipped models, and every rule kind."""

from __future__ import annotations

import random
from functools import cache

import numpy as np
import pytest
from support.plan_kinds import SOORTEN
from support.plans import data_van, opdracht_van, variant

from verdeling.errors import Onoplosbaar
from verdeling.inputs.tables import load_data
from verdeling.pipeline import heeft_plan
from verdeling.plan.build import bouw_program
from verdeling.plan.read import lees_plandata
from verdeling.sleutel.indicatief import bereken
from verdeling.solver import Program
from verdeling.solver.engines import ENGINES
from verdeling.solver.solving import Solution, solve
from verdeling.verdeelmodel.catalogue import load_model, model_names

ANDERE = sorted(set(ENGINES) - {"scip"})
PLANMODELLEN = [naam for naam in model_names() if heeft_plan(load_model(naam))]


@cache
def program(naam: str) -> Program:
    model = load_model(naam)
    assert model.plan is not None
    gegevens = load_data(None, model.grenzen)
    return bouw_program(lees_plandata(model, gegevens, bereken(model, gegevens)), model.plan).program


@cache
def van_scip(naam: str) -> Solution:
    return solve(program(naam))


def waarden(plan: Solution) -> dict[str, object]:
    assert plan.proven
    return {d.name: d.value for d in plan.goals}


def test_the_shipped_plans_are_here():
    assert {"spreidingswet-2026", "spreidingswet-2026-leximin", "spreidingswet-2024", "samen-2026"} <= set(
        PLANMODELLEN
    )
    assert len(PLANMODELLEN) >= 15


@pytest.mark.long
@pytest.mark.parametrize("engine", ANDERE)
@pytest.mark.parametrize("naam", PLANMODELLEN)
def test_every_engine_gives_the_same_plan_for_every_shipped_model(naam: str, engine: str):
    eerst, ander = van_scip(naam), solve(program(naam), engine)
    assert waarden(ander) == waarden(eerst)
    assert np.array_equal(ander.x, eerst.x)
    assert eerst.unique
    assert ander.unique


@pytest.mark.parametrize("soort", SOORTEN)
def test_every_engine_gives_the_same_plan_for_every_rule_kind(soort: str):
    rng, gezien = random.Random(f"motoren {soort}"), 0
    while gezien < 2:
        v = variant(soort, rng)
        p = bouw_program(data_van(v), opdracht_van(v)).program
        try:
            eerst = solve(p, workers=0)
        except Onoplosbaar:
            for engine in ANDERE:
                with pytest.raises(Onoplosbaar):
                    solve(p, engine, workers=1)
            continue
        gezien += 1
        for engine in ANDERE:
            ander = solve(p, engine, workers=1)
            assert waarden(ander) == waarden(eerst), (engine, v)
            assert np.array_equal(ander.x, eerst.x), (engine, v)
