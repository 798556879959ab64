"""Every engine keeps the contract that is public, so that a fault found in one guards all."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from verdeling.solver import ENGINES, EngineAnswer
from verdeling.solver.engine_names import BELIEVED
from verdeling.testing import ENGINE_CHECKS, engines
from verdeling.testing.programs import CANARIES, all_plans, best, hard, is_fault, one_site


@pytest.mark.parametrize("check", ENGINE_CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("name", ENGINES)
def test_our_own_engine_keeps_the_contract(name: str, check) -> None:
    check(name)


@pytest.mark.parametrize(("make", "optimum"), CANARIES, ids=lambda x: getattr(x, "__name__", ""))
def test_cp_sat_without_its_presolve_is_right_even_on_the_known_faults(make, optimum) -> None:
    engines.right("cpsat", make(), optimum)


def test_only_cp_sat_of_our_engines_needs_a_second_look() -> None:
    assert set(ENGINES) - BELIEVED == {"cpsat"}
    assert sum(is_fault(make) for make, _ in CANARIES) >= 4


def test_counting_out_finds_all_plans_and_the_best() -> None:
    program = one_site()
    assert [130, 0, 1, 0] in list(all_plans(program))
    assert best(program) == [130, 0, 1, 0]


# --- the contract refuses ---------------------------------------------------------------------------------


def lies(monkeypatch: pytest.MonkeyPatch, **wrong: object) -> None:
    """From now on the answers that the contract sees differ in these fields."""
    real = engines.ask
    monkeypatch.setattr(engines, "ask", lambda *a, **k: replace(real(*a, **k), **wrong))


@pytest.mark.parametrize(
    ("wrong", "check", "told"),
    [
        ({"engine": "other"}, engines.answers_have_one_form, "answers as other"),
        ({"status": "best"}, engines.answers_have_one_form, "best"),
        ({"bound": np.nan}, engines.answers_have_one_form, "no number as bound"),
        ({"x": None}, engines.answers_have_one_form, "no plan with its optimum"),
        ({"x": np.array([9, 9, 9, 9])}, engines.answers_have_one_form, "breaks a row"),
        ({"bound": -1e9}, engines.answers_are_right, "where -90 is the least"),
        ({"status": "infeasible", "x": None}, engines.answers_are_right, "where -90 is the least"),
        ({"status": "cut_off", "x": None}, engines.options_change_no_value, "where 5 is the least"),
        ({"status": "optimal"}, engines.a_limit_is_kept_and_proves_nothing, "after half a second"),
    ],
)
def test_an_engine_that_breaks_the_contract_is_told(monkeypatch, wrong, check, told) -> None:
    lies(monkeypatch, **wrong)
    with pytest.raises(AssertionError, match=told):
        check("scip")


def test_an_engine_that_denies_every_plan_is_told(monkeypatch) -> None:
    from verdeling.errors import Onoplosbaar

    def denies(*_: object, **__: object) -> None:
        raise Onoplosbaar.een("V412", regels="")

    monkeypatch.setattr(engines, "solve", denies)
    with pytest.raises(AssertionError, match="finds no plan"):
        engines.whole_solves_are_right("scip")
    with pytest.raises(AssertionError, match="finds no plan"):
        engines.counted_out("scip")


def test_a_stopped_answer_that_is_shown_as_proven_is_told(monkeypatch) -> None:
    monkeypatch.setattr(engines, "solve", lambda *_, **__: type("S", (), {"goals": ()}))
    monkeypatch.setattr(engines, "ask", lambda *_, **__: EngineAnswer("stopped", None, -np.inf, 0.5, "scip"))
    with pytest.raises(AssertionError, match="in a second"):
        engines.a_limit_is_kept_and_proves_nothing("scip")
    assert hard().size == 60
