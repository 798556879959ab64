"""All engines agree on every goal value and the whole plan: all shipped models, and every rule kind."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from support.plan_kinds import SOORTEN
from support.plans import data_van, opdracht_van, variant

from verdeling.errors import NietBewezen, Onoplosbaar
from verdeling.inputs.tables import load_data
from verdeling.plan.build import build_program
from verdeling.plan.read import read_plan_data
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.solver import Program, RowTag
from verdeling.solver.engines import ENGINES
from verdeling.solver.solving import Solution, solve
from verdeling.verdeelmodel.catalogue import load_model, model_names

ANDERE = sorted(set(ENGINES) - {"scip"})
PLANMODELLEN = [naam for naam in model_names() if load_model(naam).plan is not None]
CYCLE_TRADE = {"samen-2026", "samen-2026-vaten", "samen-2026-onbegrensd"}
"""CBC gives no proof of these for the country in ten minutes; engines agree on provincies in test_samen."""


@cache
def program(naam: str) -> Program:
    model = load_model(naam)
    assert model.plan is not None
    gegevens = load_data(None, model.grenzen)
    return build_program(
        read_plan_data(model, gegevens, compute_indicatief(model, gegevens)), model.plan
    ).program


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
@pytest.mark.parametrize("naam", [naam for naam in PLANMODELLEN if naam not in CYCLE_TRADE])
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
        p = build_program(data_van(v), opdracht_van(v)).program
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


@pytest.mark.parametrize("meeste", [5, 7])
@pytest.mark.parametrize("motor", ["cpsat", "scip"])
def test_the_whole_country_without_a_plan_ends_in_time_and_never_with_one(motor: str, meeste: int) -> None:
    """The country needs 8 new sites at the least; fewer is impossible in sum, in no gemeente by itself."""
    land = program("spreidingswet-2026")
    z = np.array([j for j, soort in enumerate(land.kinds) if soort == "z"])
    geen = replace(
        land,
        start=np.append(land.start, land.start[-1] + len(z)),
        columns=np.append(land.columns, z),
        coefs=np.append(land.coefs, np.ones(len(z), dtype=np.int64)),
        row_lower=np.append(land.row_lower, 0),
        row_upper=np.append(land.row_upper, meeste),
        rows=(*land.rows, RowTag("proef", "NL01")),
    )
    with pytest.raises((Onoplosbaar, NietBewezen)) as einde:
        solve(geen, motor, time_limit=5, workers=0)
    assert einde.value.exit_code in (3, 4)
    assert {p.code for p in einde.value.problemen} <= {"V412", "V414"}
    bekend = getattr(einde.value, "solution", None)
    assert bekend is None or not bekend.proven
