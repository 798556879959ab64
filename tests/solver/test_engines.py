"""Each engine on canary programs with known optima; missing engines; highspy beside OR-Tools."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest
from support.paths import ROOT, TESTS
from support.programs import voorbeeld

from verdeling.errors import VerdelingError
from verdeling.solver import Builder, RowTag, SumGoal
from verdeling.solver import solving as solve_module
from verdeling.solver.arrays import lower_bound, within_value
from verdeling.solver.engines import ENGINES, EngineAnswer, EngineMissing, engine
from verdeling.solver.part import LARGEST_SUM, LARGEST_WEIGHT, solve_part
from verdeling.solver.session import Failed, Impossible, Session
from verdeling.solver.solving import solve
from verdeling.solver.splitting import split
from verdeling.solver.workers import POOL, Worker, WorkerDied
from verdeling.testing.engines import ask, relaxed
from verdeling.testing.programs import all_plans, assignment, gap, knapsack, random_program

R = RowTag("kanarie", "NL")


def test_hint_and_cutoff() -> None:
    hint = np.array([0, 1, 0, 1])
    assert ask("scip", knapsack(), hint=hint).x.tolist() == hint.tolist()
    assert ask("scip", knapsack(), cutoff=-91).status in ("cut_off", "infeasible")
    assert ask("scip", knapsack(), cutoff=-90).status == "optimal"


def test_exact_bound_holds_for_every_multiplier() -> None:
    """Weak duality in integers: no plan is below the bound, no best plan outside the pinned bounds."""
    rng = np.random.default_rng(0)
    for seed in range(150):
        program = random_program(seed, ["min"])
        goal, arrays = program.goals[0], program.arrays
        c = np.zeros(arrays.size, dtype=np.int64)
        c[goal.columns] = goal.coefs
        plans = [np.array(p) for p in all_plans(program)]
        bound = lower_bound(arrays, c, rng.normal(0, 2, len(program.rows)))
        assert bound is not None
        for x in plans:
            assert int(np.dot(c, x)) >= bound.value
        if plans:
            best = min(int(np.dot(c, x)) for x in plans)
            pinned = within_value(arrays, bound, best)
            tight = pinned.tightened()
            assert tight is not None
            for x in plans:
                if int(np.dot(c, x)) == best:
                    assert tight.holds(x)


@pytest.mark.parametrize("name", ["scip", "cbc"])
def test_relaxation_gives_useful_multipliers(name: str) -> None:
    program = assignment()
    c = program.goals[0].coefs
    x, y = relaxed(name, program)
    bound = lower_bound(program.arrays, c, y)
    assert bound is not None
    assert bound.value == 5


def test_answer_that_breaks_a_row_is_never_taken(monkeypatch) -> None:
    program = voorbeeld()
    wrong = EngineAnswer("error", None, 0.0, 0.0, "scip", "rounded plan breaks a row")
    monkeypatch.setattr(Session, "ask", lambda *a, **k: wrong)
    assert solve_part(split(program)[0], "scip").status == "failed"
    with pytest.raises(VerdelingError, match="V413") as caught:
        solve(program, workers=0)
    assert caught.value.exit_code == 5


def test_bound_that_leaves_room_is_no_proof() -> None:
    assert not EngineAnswer("optimal", None, 4.4, 0.0, "scip").proves(5)
    assert EngineAnswer("optimal", None, 4.6, 0.0, "scip").proves(5)
    assert not EngineAnswer("stopped", None, 5.0, 0.0, "scip").proves(5)


def test_missing_engine_is_a_clear_sentence(monkeypatch) -> None:
    def missing(*args: object) -> None:
        raise EngineMissing("No module named 'ortools'")

    monkeypatch.setattr(solve_module, "solve_part", missing)
    with pytest.raises(
        VerdelingError, match=r"de motor ontbreekt: No module named 'ortools'.*V411"
    ) as caught:
        solve(voorbeeld(), workers=0)
    assert caught.value.exit_code == 1


@pytest.mark.parametrize(("package", "name"), [("ortools", "scip"), ("pulp", "cbc")])
def test_engine_without_its_package(package: str, name: str) -> None:
    code = f"""
        import sys
        sys.modules[{package!r}] = None
        from verdeling.solver.engines import EngineMissing, engine
        try:
            engine({name!r})
        except EngineMissing as error:
            print("told:", error)
    """
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=True
    )
    assert run.stdout.startswith("told:")
    assert package in run.stdout


def test_worker_that_dies_is_told_and_replaced() -> None:
    worker = Worker()
    with pytest.raises(WorkerDied):
        worker.call(os._exit, 3)
    assert not worker.alive
    assert POOL.call(ENGINES["scip"], abs, -4) == 4


def test_error_in_a_worker_is_raised_in_the_caller() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        POOL.call(ENGINES["scip"], int, "x")


def test_output_of_an_engine_does_not_disturb_the_answers(capfd) -> None:
    assert POOL.call(ENGINES["scip"], os.system, "echo loud") == 0
    assert POOL.call(ENGINES["scip"], abs, -4) == 4


HIGHSPY = '''
"""Stands in for highspy: like the real one, it cannot share a process with OR-Tools."""
import sys
from unittest.mock import MagicMock

if any(name.startswith("ortools.math_opt") for name in sys.modules):
    raise ImportError("undefined symbol: highspy beside OR-Tools")
sys.modules["ortools"] = None


def __getattr__(name):
    return MagicMock()
'''


def test_both_engines_run_with_highspy_installed(tmp_path: Path) -> None:
    """PuLP imports highspy at import: the process that solves with OR-Tools must never see PuLP."""
    folder = tmp_path / "highspy"
    folder.mkdir()
    (folder / "__init__.py").write_text(HIGHSPY)
    code = f"""
        import sys
        sys.path.insert(0, {str(TESTS)!r})
        from support.programs import voorbeeld
        from verdeling.solver.solving import solve
        plan = solve(voorbeeld(), official=True)
        print([d.value for d in plan.goals], "pulp" in sys.modules, "highspy" in sys.modules)
    """
    root = str(ROOT)
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": f"{tmp_path}:{root}", "PATH": "/usr/bin:/bin"},
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == "[1305, 1, (130, 0)] False False"


def test_both_engines_run_with_the_real_highspy_installed() -> None:
    """The package itself, not a stand-in: PuLP's worker loads it and the plan is still proven twice."""
    assert importlib.util.find_spec("highspy") is not None, "pip install -e .[dev] brings highspy"
    plan = solve(voorbeeld(), official=True)
    assert [d.value for d in plan.goals] == [1305, 1, (130, 0)]
    assert all(d.second == d.value for d in plan.goals)
    loaded = "__import__('verdeling.solver.engines.cbc') and 'highspy' in __import__('sys').modules"
    worker = Worker()
    try:
        assert worker.call(eval, loaded)
    finally:
        worker.stop()


def test_caller_never_imports_pulp() -> None:
    code = (
        "import sys; from verdeling.solver import solving; from verdeling.solver.engines import mathopt;"
        "print('pulp' in sys.modules, 'highspy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]


def test_motor_tells_infeasible_from_stopped() -> None:
    arrays = gap().arrays
    with pytest.raises(Impossible):
        Session("scip", None, 0).least(arrays, np.array([1, 1]))
    assert Session("scip", None, 0).plan(arrays) is None


def test_multipliers_that_are_no_numbers_prove_nothing() -> None:
    program = knapsack()
    for value in (np.nan, np.inf, -np.inf):
        assert lower_bound(program.arrays, program.goals[0].coefs, np.array([value])) is None


def test_joined_goals_stay_within_what_an_engine_tells_apart() -> None:
    """SCIP sees no difference below a share of 1e-9; its bounds may be off by a share of 1e-12."""
    assert LARGEST_WEIGHT * 2 < 1e9
    assert LARGEST_SUM * 1e-12 < 0.5


def test_broken_end_of_scip_under_a_cutoff_is_asked_anew(monkeypatch) -> None:
    """SCIP may claim an optimum under a cutoff without giving a plan; OR-Tools turns that into an error."""
    from verdeling.solver.engines import mathopt

    real, cutoffs = mathopt._solve, []

    def broken(model, kind, params, hints):
        cutoffs.append(params.HasField("cutoff_limit"))
        if cutoffs[-1]:
            raise mathopt.StatusNotOk(mathopt_status())
        return real(model, kind, params, hints)

    def mathopt_status():
        from pybind11_abseil import status

        return status.internal_error("primal feasible solution expected, but not found")

    monkeypatch.setattr(mathopt, "_solve", broken)
    program = assignment()
    answer = engine("scip")(program.arrays, program.goals[0].coefs, cutoff=5)
    assert cutoffs == [True, False]
    assert answer.status == "optimal"
    assert answer.proves(5)


def test_wrong_answer_is_asked_again_with_another_seed(monkeypatch) -> None:
    seeds = []

    def first_wrong(arrays, c, *, seed, **options):
        seeds.append(seed)
        bad = EngineAnswer("error", None, 0.0, 0.0, "scip")
        return bad if len(seeds) == 1 else engine("scip")(arrays, c, seed=seed)

    motor = Session("scip", None, 0)
    monkeypatch.setattr(motor, "_minimise", first_wrong)
    program = assignment()
    assert int(motor.least(program.arrays, program.goals[0].coefs) @ program.goals[0].coefs) == 5
    assert seeds == [0, 1]


@pytest.mark.parametrize(
    "claim",
    [
        EngineAnswer("infeasible", None, np.inf, 0.0, "scip"),
        EngineAnswer("optimal", np.array([1, 0, 0, 0, 1, 0, 0, 0, 1]), 6.0, 0.0, "scip"),
    ],
    ids=["none", "dearer"],
)
def test_an_engine_that_a_known_plan_contradicts_is_not_believed(monkeypatch, claim) -> None:
    """The assignment has a plan of 5; an engine that knows of none, or calls 6 the least, has gone wrong."""
    arrays, c = assignment().arrays, assignment().goals[0].coefs
    best = np.array([0, 1, 0, 1, 0, 0, 0, 0, 1])
    asked = []

    def wrong(arrays, c, **options):
        asked.append(options.get("seed"))
        return claim

    motor = Session("scip", None, 0)
    monkeypatch.setattr(motor, "_minimise", wrong)
    assert motor.ask(arrays, c, best).status == "error"
    assert asked == [0, 1]
    with pytest.raises(Failed):
        motor.least(arrays, c, best)
    # Without a plan, or with one that breaks a row, nothing contradicts it.
    assert motor.ask(arrays, c).status == claim.status
    assert motor.ask(arrays, c, np.zeros(9, dtype=np.int64)).status == claim.status


def test_a_plan_is_not_called_impossible_after_its_first_goal(monkeypatch) -> None:
    """CBC does so where coefficients of 2^24 in the row of a goal differ by one: an error, not a conflict."""
    echt = Session.ask

    def vraag_(self, arrays, c, *args, **options):
        if self.solves:
            monkeypatch.setattr(
                self, "_minimise", lambda *a, **k: EngineAnswer("infeasible", None, np.inf, 0.0, "scip")
            )
        return echt(self, arrays, c, *args, **options)

    monkeypatch.setattr(Session, "ask", vraag_)
    builder = Builder()
    # A yes/no column that weighs 2: the relaxation alone is not tried.
    x = builder.variables("x", [(k,) for k in "abc"], 0, [3, 3, 1])
    builder.row(R, x, [1, 1, 2], 3, 3)
    builder.goal(SumGoal("een", x, [1, 1, 1]))
    builder.goal(SumGoal("twee", x, [3, 1, 1]))
    (part,) = split(builder.freeze())
    answer = solve_part(part, "scip", join=False)
    assert answer.status == "failed"
    assert "known plan" in answer.explanation


def test_a_busy_worker_ends_when_its_caller_is_killed(tmp_path: Path) -> None:
    caller = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import time; from verdeling.solver.workers import Worker;"
            "w = Worker(); print(w.pid, flush=True);"
            "w.call(time.sleep, 600)",
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert caller.stdout is not None
    worker = int(caller.stdout.readline())
    time.sleep(1)
    caller.kill()
    caller.wait()
    caller.stdout.close()
    deadline = time.monotonic() + 120
    while leeft(worker) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not leeft(worker)


def leeft(pid: int) -> bool:
    """A process that runs; one that only waits to be reaped does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_relaxation_counts_only_when_whole_and_proven_in_whole_numbers() -> None:
    """A triangle of pairs has a relaxed best of 1.5; an assignment has a whole one."""
    builder = Builder()
    x = builder.variables("x", [("a",), ("b",), ("c",)], 0, 1)
    for i, j in ((0, 1), (1, 2), (0, 2)):
        builder.row(RowTag("paar", "NL"), [x[i], x[j]], 1, upper=1)
    motor = Session("scip", None, 0)
    assert motor.linear(builder.freeze().arrays, np.array([-1, -1, -1])) is None
    program = assignment()
    c = program.goals[0].coefs
    found = motor.linear(program.arrays, c)
    assert found is not None
    assert int(np.dot(c, found[0])) == 5
    assert program.arrays.holds(found[0])
