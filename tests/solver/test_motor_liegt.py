"""An engine that lies, in each way that one can: its answer is refused or right, and never a wrong proof."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest
from support.plan_kinds import SOORTEN
from support.plans import data_van, opdracht_van, variant
from support.programs import land
from support.siting import Gebied, siting

from verdeling.errors import NietBewezen, Onoplosbaar, VerificatieFout
from verdeling.plan.build import build_program
from verdeling.plan.plan import solve_plan
from verdeling.plan.questions.conflict import explain_conflict
from verdeling.solver import session as motor_module
from verdeling.solver.engines import EngineAnswer, engine
from verdeling.solver.session import Failed
from verdeling.solver.solving import Solution, solve

GEWEIGERD = (VerificatieFout, NietBewezen)
Leugen = Callable[..., EngineAnswer]


def liegt(monkeypatch: pytest.MonkeyPatch, leugen: Leugen, naam: str = "scip") -> None:
    """From now on one engine answers with what `leugen` makes of (honest engine, arrays, c, options)."""
    echt = engine(naam)

    def los_op(arrays, c, **options):
        return leugen(echt, arrays, c, **options)

    monkeypatch.setattr(motor_module, "engine", lambda n: los_op if n == naam else engine(n))


def waarden(plan: Solution) -> list[object]:
    assert plan.proven
    return [d.value for d in plan.goals]


def ander_doel(echt, arrays, c, **options) -> EngineAnswer:
    """Minimises a goal in which every third column costs nothing, and calls that the least of `c`."""
    vals = np.where(np.arange(len(c)) % 3 == 0, 0, c)
    answer = echt(arrays, vals, **{**options, "cutoff": None})
    value = -np.inf if answer.x is None else float(np.dot(c, answer.x))
    return replace(answer, bound=value)


def test_an_engine_with_another_goal_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    program = siting(land())
    eerlijk = waarden(solve(program, workers=0))
    liegt(monkeypatch, ander_doel)
    with pytest.raises(VerificatieFout, match="V821") as caught:
        solve(program, workers=0)
    assert caught.value.exit_code == 5
    (problem, *_) = caught.value.problemen
    assert problem.gegevens["beter"] < problem.gegevens["waarde"]
    assert "scip" in problem.tekst("nl")
    assert eerlijk


@pytest.mark.parametrize("seed", range(12))
def test_no_first_goal_of_such_an_engine_is_ever_a_wrong_proof(monkeypatch, seed: int) -> None:
    rng = random.Random(seed)
    program = siting(land(provincies=1, gemeenten=rng.randint(4, 8), seed=seed))
    eerlijk = waarden(solve(program, workers=0))
    liegt(monkeypatch, ander_doel)
    try:
        plan = solve(program, workers=0)
    except GEWEIGERD:
        return
    assert waarden(plan)[0] == eerlijk[0]


def goedkoper(echt, arrays, c, **options) -> EngineAnswer:
    """Sees a third of the columns at no cost, in every call alike, and tells the value that it computed."""
    return echt(arrays, np.where(np.arange(len(c)) % 3 == 0, np.minimum(c, 0), c), **options)


@pytest.mark.parametrize("seed", range(20))
def test_an_engine_that_sees_any_goal_too_cheap_contradicts_itself_or_is_right(
    monkeypatch, seed: int
) -> None:
    """Its bound is below the value of its plan in integers, or the same, and then nothing is better."""
    rng = random.Random(seed)
    program = siting(land(provincies=1, gemeenten=rng.randint(4, 8), seed=seed))
    eerlijk = waarden(solve(program, workers=0))
    liegt(monkeypatch, goedkoper)
    try:
        plan = solve(program, workers=0)
    except GEWEIGERD:
        return
    assert waarden(plan) == eerlijk


def eens(k: int, leugen: Leugen) -> tuple[Leugen, list[int]]:
    """Lies in call k alone."""
    keer = [0]

    def wissel(echt, arrays, c, **options) -> EngineAnswer:
        keer[0] += 1
        return leugen(echt, arrays, c, **options) if keer[0] == k else echt(arrays, c, **options)

    return wissel, keer


def slecht_optimum(echt, arrays, c, **options) -> EngineAnswer:
    """A plan that keeps every row, the worst one, as the best."""
    answer = echt(arrays, -c, **{**options, "cutoff": None, "hint": None})
    if answer.x is None:
        return answer
    return replace(answer, status="optimal", bound=float(np.dot(c, answer.x)))


@pytest.mark.parametrize("seed", range(3))
def test_a_single_false_optimum_is_never_a_wrong_proof(monkeypatch, seed: int) -> None:
    program = siting(land(provincies=1, gemeenten=7, seed=seed))
    eerlijk = solve(program, workers=0)
    k, gezien = 1, 0
    while True:
        leugen, keer = eens(k, slecht_optimum)
        with monkeypatch.context() as even:
            liegt(even, leugen)
            try:
                plan = solve(program, workers=0)
            except GEWEIGERD:
                gezien += 1
            else:
                som = [d.value for d in plan.goals if d.name != "volgorde"]
                assert som == [d.value for d in eerlijk.goals if d.name != "volgorde"], k
        if keer[0] < k:
            break
        k += 1
    assert k > 2
    assert gezien


@pytest.mark.parametrize("grens", [1e15, 1e300, np.inf])
def test_a_bound_above_the_value_of_the_plan_is_impossible(monkeypatch, grens: float) -> None:
    liegt(monkeypatch, lambda echt, a, c, **o: replace(echt(a, c, **o), status="optimal", bound=grens))
    with pytest.raises(VerificatieFout, match=r"a bound above the value of the plan.*V413"):
        solve(siting(land()), workers=0)


@pytest.mark.parametrize("motor", ["scip", "highs", "cpsat"])
def test_a_plan_is_never_called_impossible_by_one_engine(monkeypatch, motor: str) -> None:
    def geen(echt, arrays, c, **options) -> EngineAnswer:
        return EngineAnswer("infeasible", None, np.inf, 0.0, motor)

    liegt(monkeypatch, geen, motor)
    with pytest.raises(VerificatieFout, match=r"V822|V413") as caught:
        solve(siting([Gebied("PV20", ["GM0001"], [160], [0], [0], [0], [0])]), motor, workers=0)
    assert caught.value.exit_code == 5


def oplosbaar(soort: str):
    rng = random.Random(f"liegt {soort}")
    while True:
        v = variant(soort, rng)
        data, opdracht = data_van(v), opdracht_van(v)
        try:
            solve(build_program(data, opdracht).program, workers=0)
        except Onoplosbaar:
            continue
        return data, opdracht


@pytest.mark.parametrize("soort", SOORTEN)
def test_no_rule_is_blamed_when_an_engine_denies_every_plan(monkeypatch, soort: str) -> None:
    """Neither by the plan nor by the search for rules in conflict; and no empty rule is ever named."""
    data, opdracht = oplosbaar(soort)
    program = build_program(data, opdracht).program
    geen = EngineAnswer("infeasible", None, np.inf, 0.0, "scip")
    liegt(monkeypatch, lambda *_, **__: geen)
    with suppress(*GEWEIGERD):
        solve(program, workers=0)
    try:
        conflicten = explain_conflict(data, opdracht, hier=True)
    except Failed:
        return
    assert all(sentences for conflict in conflicten for sentences in conflict.sentences)
    assert not conflicten


def test_an_engine_that_throws_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def stuk(echt, arrays, c, **options) -> EngineAnswer:
        raise RuntimeError("kapot")

    liegt(monkeypatch, stuk)
    with pytest.raises(VerificatieFout, match=r"RuntimeError: kapot.*V413"):
        solve(siting(land()), workers=0)


def test_a_given_plan_that_is_better_than_the_optimum_raises_the_alarm(monkeypatch) -> None:
    """Check of a plan against an "optimum" that an engine made too dear: exit 5, with both numbers."""
    from verdeling.plan.questions import outside
    from verdeling.solver.goals import ints

    data, opdracht = oplosbaar("samenwerking")
    beste = solve_plan(data, opdracht, workers=0)
    doel = next(d for d in beste.doelen if isinstance(d.value, int) and d.name != "volgorde")
    duurder = tuple(
        replace(d, value=d.value + 61_839, bound=d.value + 61_839) if d is doel else d for d in beste.doelen
    )
    echt = outside.solve_plan
    monkeypatch.setattr(outside, "solve_plan", lambda *a, **k: replace(echt(*a, **k), doelen=duurder))
    with pytest.raises(VerificatieFout, match="V823") as caught:
        outside.judge_plan(data, opdracht, ints(np.array(beste.plan)), (), "scip")
    assert caught.value.exit_code == 5
    assert caught.value.problemen[0].gegevens["waarde"] == str(doel.value)
    monkeypatch.undo()
    toets = outside.judge_plan(data, opdracht, ints(np.array(beste.plan)), (), "scip")
    assert not toets.overtredingen
