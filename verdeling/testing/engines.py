"""The contract of an engine: status, bounds, limits, and every fault that some engine is known to have.

An engine answers one question, the least of a sum; nothing that it says is believed before an exact check.
One whose answers need a second look (every engine outside `BELIEVED`) may be wrong on the canary of a known
fault: then it is refused, and never shown as proven.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, get_args

import numpy as np

from verdeling.errors import NietBewezen, Onoplosbaar, VerificatieFout
from verdeling.solver import (
    POOL,
    Builder,
    EngineAnswer,
    OrderGoal,
    Program,
    Solution,
    SumGoal,
    Unproven,
    solve,
)
from verdeling.solver.arrays import Arrays, lower_bound
from verdeling.solver.engine_names import BELIEVED, module_of
from verdeling.solver.engines import engine as minimise_of
from verdeling.solver.engines import relaxation as relaxation_of
from verdeling.solver.engines.base import Status
from verdeling.solver.goals import Ints
from verdeling.testing.programs import (
    CANARIES,
    KINDS,
    PLANS,
    TAG,
    all_plans,
    assignment,
    best,
    cost,
    hard,
    is_fault,
    knapsack,
    random_program,
    sites,
)

TRIES: Final = 12
"""Generated programs that are counted out."""


def ask(name: str, program: Program, **options: Any) -> EngineAnswer:  # noqa: ANN401
    """One question, about the first goal, in a worker process."""
    answer = POOL.call(module_of(name), _answer, name, program.arrays, cost(program), options)
    assert isinstance(answer, EngineAnswer), f"{name} answers {type(answer).__name__}, not EngineAnswer"
    return answer


def _answer(name: str, arrays: Arrays, c: Ints, options: dict[str, Any]) -> EngineAnswer:
    return minimise_of(name)(arrays, c, **options)


def relaxed(name: str, program: Program) -> Any:  # noqa: ANN401
    """The linear relaxation of the first goal, in a worker process."""
    return POOL.call(module_of(name), _relaxed, name, program.arrays, cost(program))


def _relaxed(name: str, arrays: Arrays, c: Ints) -> Any:  # noqa: ANN401
    return relaxation_of(name)(arrays, c)


def check_engine(name: str) -> None:
    """Hold an engine to its contract.

    Parameters
    ----------
    name
        One of `ENGINES`, or what a package declares as entry point of ``verdeling.engines``: a module with
        the functions ``minimise`` and ``relaxation`` of :mod:`verdeling.solver.engines.base`.
    """
    for check in ENGINE_CHECKS:
        check(name)


def answers_have_one_form(name: str) -> None:
    """Whatever it says of a canary is an answer: a status, a plan that keeps every row, a number as bound."""
    for make, _ in CANARIES:
        program = make()
        answer, told = ask(name, program), f"{name} on {make.__name__}"
        assert answer.engine == name, f"{told} answers as {answer.engine}"
        assert answer.status in get_args(Status), f"{told}: {answer.status}"
        assert answer.seconds >= 0, f"{told} took {answer.seconds} seconds"
        assert not np.isnan(answer.bound), f"{told} has no number as bound"
        assert (answer.x is not None) or answer.status != "optimal", f"{told} has no plan with its optimum"
        if answer.x is not None:
            assert answer.x.dtype == np.int64, f"{told} gives {answer.x.dtype}, not whole numbers"
            assert program.arrays.holds(answer.x), f"{told} breaks a row or a bound"


def answers_are_right(name: str) -> None:
    """The least of each canary with a bound that proves it, but for faults of who needs a second look."""
    for make, optimum in CANARIES:
        if name in BELIEVED or not is_fault(make):
            right(name, make(), optimum)


def right(name: str, program: Program, optimum: int | None, **options: Any) -> None:  # noqa: ANN401
    """One answer is the optimum that is known."""
    answer = ask(name, program, **options)
    told = f"{name} says {answer.status} {answer.bound} where {optimum} is the least ({program}, {options})"
    if optimum is None:
        # That a program has no plan may also be told as an error: it is asked anew.
        assert answer.x is None, told
        assert answer.status in ("infeasible", "error"), told
        return
    assert answer.status == "optimal", told
    assert answer.x is not None, told
    assert int(np.dot(cost(program), answer.x)) == optimum, told
    assert answer.proves(optimum), told
    assert answer.bound <= optimum + 1e-6 * max(1, abs(optimum)), told


def whole_solves_are_right(name: str) -> None:
    """Through `solve` every canary is right and proven; who needs a second look may be refused at a fault."""
    for make, optimum in CANARIES:
        program = make()
        if (plan := _solved(name, program, optimum is not None, is_fault(make))) is not None:
            found = int(np.dot(cost(program), plan.x))
            assert found == optimum, f"{name} shows {found} as the least of {make.__name__}, not {optimum}"
    for program, x in PLANS:
        plan = _solved(name, program, exists=True, may_refuse=True)
        assert plan is None or plan.x.tolist() == x, f"{name} shows {plan and plan.x}, the best is {x}"
        assert plan is None or plan.unique, f"{name}: {x} is the only one"


def _solved(name: str, program: Program, exists: bool, may_refuse: bool) -> Solution | None:
    """The plan, proven; None when it is refused, or when there is none and that is what is said."""
    try:
        plan = solve(program, name, workers=1)
    except Onoplosbaar:
        assert not exists, f"{name} finds no plan for {program}, which has one"
        return None
    except (VerificatieFout, NietBewezen) as refusal:
        if not may_refuse or name in BELIEVED:
            raise AssertionError(f"{name} is refused: {refusal}") from refusal
        return None
    assert plan.proven, f"{name} ends without a proof"
    assert [g.bound for g in plan.goals] == [g.value for g in plan.goals], "a proven bound is the value"
    return plan


def counted_out(name: str) -> None:
    """On generated programs with every kind of goal: the plan that is best when all plans are counted."""
    for seed in range(2000, 2000 + TRIES):
        program = random_program(seed, ["min", KINDS[seed % len(KINDS)]])
        x, told = best(program), f"{name} on random_program({seed})"
        try:
            plan = solve(program, name, workers=1)
        except Onoplosbaar:
            assert x is None, f"{told} finds no plan, {x} is one"
            continue
        assert plan.x.tolist() == x, f"{told} shows {plan.x}, the best is {x}"
        assert plan.proven, told
        answer, c = ask(name, program), cost(program)
        assert answer.x is not None, told
        assert int(c @ answer.x) == min(int(c @ np.array(y)) for y in all_plans(program)), told


def equals_the_first_engine(name: str) -> None:
    """On small programs of sites, of which CP-SAT calls one in fifty-eight wrongly optimal."""
    for seed in range(TRIES):
        rng = random.Random(seed)
        most = (rng.randint(8, 16), rng.randint(8, 16))
        asked = (rng.randint(3, 12), rng.randint(1, 8))
        program = sites(asked, most, least=rng.randint(2, 8), far=rng.randint(1, 300))
        found: list[Any] = []
        for engine in ("scip", name):
            try:
                found.append(solve(program, engine, workers=1).goals[0].value)
            except Onoplosbaar:
                found.append(None)
            except (VerificatieFout, NietBewezen) as refusal:
                if engine in BELIEVED:
                    raise AssertionError(f"{engine} is refused: {refusal}") from refusal
        assert len(set(found)) == 1, f"scip and {name} show {found} as the least of sites, seed {seed}"


def options_change_no_value(name: str) -> None:
    """Seed, hint and cutoff are about time: a plan exactly as good as the cutoff is never cut off."""
    for seed in (0, 1, 7):
        right(name, assignment(), 5, seed=seed)
    right(name, assignment(), 5, proof_only=True)
    right(name, knapsack(), -90, hint=np.array([0, 1, 0, 1]))
    right(name, knapsack(), -90, hint=np.array([1, 0, 0, 1]))
    for size in (1, 8_534_715, 2**28):
        # Least of size · (3x + 2y) with x + y ≥ 3 and x, y ≤ 2: x = 1, y = 2, by hand 7 · size.
        build = Builder()
        x = build.variables("x", [(c,) for c in "xy"], 0, 2)
        build.row(TAG, x, 1, 3)
        build.goal(SumGoal("cost", x, [3 * size, 2 * size]))
        program = build.freeze()
        right(name, program, 7 * size, cutoff=7 * size)
        answer = ask(name, program, cutoff=7 * size - 1)
        if answer.x is not None:
            assert int(np.dot(cost(program), answer.x)) >= 7 * size, f"{name}: less than the least"
        else:
            assert answer.status in ("cut_off", "infeasible"), f"{name}: {answer.status} under a cutoff"


def a_limit_is_kept_and_proves_nothing(name: str) -> None:
    """A hard program under a time limit: stopped, with at most a plan and a bound, never shown as proven."""
    answer = ask(name, hard(), time_limit=0.5)
    assert answer.status == "stopped", f"{name} says {answer.status} after half a second"
    assert not answer.proves(10**6), f"{name} proves what it did not finish"
    with suppress(Unproven):
        plan = solve(hard(), name, time_limit=1, workers=1)
        raise AssertionError(f"{name} shows {plan.goals} in a second")


def small_programs_are_whole(name: str) -> None:
    """Without columns, rows or goals, with a column that is fixed, with a row that nothing satisfies."""
    empty = solve(Builder().freeze(), name, workers=1)
    assert (empty.x.tolist(), empty.goals) == ([], ())
    build = Builder()
    x = build.variables("x", [("a",), ("b",)], [2, 0], [2, 3])
    assert solve(build.freeze(), name, workers=1).x[0] == 2, f"{name} moves a fixed column"
    build.goal(SumGoal("nothing", x, 0, constant=7))
    build.goal(SumGoal("most", x, [1, 2], "max"))
    plan = solve(build.freeze(), name, workers=1)
    assert [g.value for g in plan.goals] == [7, 8], f"{name} gives {plan.goals}"
    build.row(TAG, [], [], upper=-1)
    with suppress(Onoplosbaar):
        raise AssertionError(f"{name} shows {solve(build.freeze(), name, workers=1).x}, which breaks a row")


def ties_are_settled_by_the_order(name: str) -> None:
    """Of a + b + c = 4 with each at most 3, whatever the seed: the least in the order, and no other."""
    for order, wanted in (((2, 0, 1), [1, 3, 0]), ((0, 1, 2), [0, 1, 3]), ((1, 2), [3, 0, 1])):
        build = Builder()
        x = build.variables("x", [(k,) for k in "abc"], 0, 3)
        build.row(TAG, x, 1, 4, 4)
        build.goal(OrderGoal(x[list(order)]))
        program = build.freeze()
        for seed in (0, 3):
            plan = solve(program, name, seed=seed, workers=1)
            assert plan.x.tolist() == wanted, f"{name} takes {plan.x}, first in the order is {wanted}"
            assert plan.unique, f"{name}: {wanted} is the only one"
    build = Builder()
    x = build.variables("x", [("a",), ("b",)], 0, 5)
    build.row(TAG, x, 1, 5, 5)
    build.goal(SumGoal("cost", x))
    assert not solve(build.freeze(), name, workers=1).unique, f"{name}: without an order there are six plans"


def multipliers_prove_no_more_than_is_true(name: str) -> None:
    """A relaxation, where the engine gives one, has a number per column and row; its exact bound holds."""
    for make, optimum in CANARIES:
        program = make()
        found = relaxed(name, program)
        if found is None:
            continue
        assert [len(part) for part in found] == [program.size, len(program.rows)], f"{name}: {make.__name__}"
        bound = lower_bound(program.arrays, cost(program), found[1])
        if bound is not None and optimum is not None:
            assert bound.value <= optimum, f"{name}: a bound of {bound.value} on {make.__name__}"


ENGINE_CHECKS: Final[tuple[Callable[[str], None], ...]] = (
    answers_have_one_form,
    answers_are_right,
    whole_solves_are_right,
    counted_out,
    equals_the_first_engine,
    options_change_no_value,
    a_limit_is_kept_and_proves_nothing,
    small_programs_are_whole,
    ties_are_settled_by_the_order,
    multipliers_prove_no_more_than_is_true,
)
"""The parts of :func:`check_engine`; each raises `AssertionError` that says what is wrong."""
