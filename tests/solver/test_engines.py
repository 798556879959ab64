"""Each engine on canary programs with known optima; missing engines; highspy beside OR-Tools."""

from __future__ import annotations

import importlib.util
import random
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest
from support.canaries import gat, rugzak, toewijzing, vraag
from support.paths import ROOT, TESTS
from support.programs import voorbeeld, willekeurig

from verdeling.errors import VerdelingError
from verdeling.solver import solve as solve_module
from verdeling.solver.arrays import binnen_waarde, ondergrens
from verdeling.solver.engines import MOTOREN, EngineAntwoord, EngineOntbreekt, engine
from verdeling.solver.part import GROOTSTE_GEWICHT, GROOTSTE_SOM, los_deel
from verdeling.solver.program import Bouw, Doel, Rij, VolgordeDoel
from verdeling.solver.session import Mislukt, Motor, Onmogelijk
from verdeling.solver.solve import solve
from verdeling.solver.split import splits
from verdeling.solver.workers import POOL, Worker, WorkerGestopt

R = Rij("kanarie", "NL")


@pytest.mark.parametrize("name", MOTOREN)
def test_seeds_do_not_change_values(name: str) -> None:
    values = {vraag(name, toewijzing(), seed=seed).grens for seed in (0, 1, 7)}
    assert values == {5.0}


@pytest.mark.parametrize("name", ["scip", "cbc"])
def test_all_engines_agree_on_random_programs(name: str) -> None:
    for seed in range(3000, 3012):
        program = willekeurig(seed, ["min"])
        other, reference = vraag(name, program), vraag("highs", program)
        assert other.status == reference.status
        if reference.status == "optimaal":
            assert round(other.grens) == round(reference.grens)


@pytest.mark.parametrize("name", MOTOREN)
def test_time_limit_stops_the_engine(name: str) -> None:
    rng = random.Random(4)
    bouw = Bouw()
    x = bouw.variabelen("x", [(str(j),) for j in range(60)], 0, 1)
    for _ in range(6):
        weights = [rng.randint(0, 99) for _ in x]
        bouw.rij(R, x, weights, sum(weights) // 2, sum(weights) // 2)
    bouw.doel(Doel("som", x, [rng.randint(1, 9) for _ in x]))
    answer = vraag(name, bouw.klaar(), time_limit=0.5)
    assert answer.status == "gestopt"
    assert answer.seconden < 120
    assert not answer.bewijst(10**6)


def test_hint_and_cutoff() -> None:
    hint = np.array([0, 1, 0, 1])
    assert vraag("scip", rugzak(), hint=hint).x.tolist() == hint.tolist()
    assert vraag("scip", rugzak(), cutoff=-91).status in ("afgekapt", "onoplosbaar")
    assert vraag("scip", rugzak(), cutoff=-90).status == "optimaal"


def test_exact_bound_holds_for_every_multiplier() -> None:
    """Weak duality in integers: no plan is below the bound, no best plan outside the pinned bounds."""
    from support.enumerate_plans import plannen

    rng = np.random.default_rng(0)
    for seed in range(150):
        program = willekeurig(seed, ["min"])
        goal, arrays = program.doelen[0], program.arrays
        c = np.zeros(arrays.aantal, dtype=np.int64)
        c[goal.kolommen] = goal.coefs
        plans = [np.array(p) for p in plannen(program)]
        bound = ondergrens(arrays, c, rng.normal(0, 2, len(program.rijen)))
        assert bound is not None
        for x in plans:
            assert int(np.dot(c, x)) >= bound.waarde
        if plans:
            best = min(int(np.dot(c, x)) for x in plans)
            pinned = binnen_waarde(arrays, bound, best)
            tight = pinned.strakker()
            assert tight is not None
            for x in plans:
                if int(np.dot(c, x)) == best:
                    assert tight.klopt(x)


@pytest.mark.parametrize("name", MOTOREN)
def test_a_value_that_the_columns_step_over_is_impossible_for_every_engine(name: str) -> None:
    """Five columns of eights, and a nine that is not taken, never make 113; with the nine 8 · 13 + 9 does."""
    for most, possible in ((0, False), (1, True)):
        bouw = Bouw()
        x = bouw.variabelen("x", [(c,) for c in "abcde"], [1, 1, 1, 1, 0], [4, 4, 4, 3, 4])
        y = bouw.variabelen("y", [("f",)], 0, most)
        bouw.rij(R, [*x, *y], [8] * 5 + [9], 113, 113)
        bouw.doel(VolgordeDoel([*x, *y]))
        (part,) = splits(bouw.klaar())
        answer = POOL.roep(MOTOREN[name], "verdeling.solver.part:los_deel", part, name)
        assert answer.status == ("bewezen" if possible else "onoplosbaar")
        if possible:
            assert answer.x.tolist() == [1, 1, 4, 3, 4, 1]


@pytest.mark.parametrize("name", ["scip", "cbc"])
def test_relaxation_gives_useful_multipliers(name: str) -> None:
    program = toewijzing()
    c = program.doelen[0].coefs
    x, y = POOL.roep(MOTOREN[name], f"verdeling.solver.engines.{MOTOREN[name]}:relaxatie", program.arrays, c)
    bound = ondergrens(program.arrays, c, y)
    assert bound is not None
    assert bound.waarde == 5


def test_answer_that_breaks_a_row_is_never_taken(monkeypatch) -> None:
    program = voorbeeld()
    wrong = EngineAntwoord("fout", None, 0.0, 0.0, "scip", "rounded plan breaks a row")
    monkeypatch.setattr(Motor, "vraag", lambda *a, **k: wrong)
    assert los_deel(splits(program)[0], "scip").status == "mislukt"
    with pytest.raises(VerdelingError, match="V413") as caught:
        solve(program, workers=0)
    assert caught.value.exit_code == 5


def test_bound_that_leaves_room_is_no_proof() -> None:
    assert not EngineAntwoord("optimaal", None, 4.4, 0.0, "scip").bewijst(5)
    assert EngineAntwoord("optimaal", None, 4.6, 0.0, "scip").bewijst(5)
    assert not EngineAntwoord("gestopt", None, 5.0, 0.0, "scip").bewijst(5)


def test_missing_engine_is_a_clear_sentence(monkeypatch) -> None:
    def missing(*args: object) -> None:
        raise EngineOntbreekt("No module named 'ortools'")

    monkeypatch.setattr(solve_module, "los_deel", missing)
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
        from verdeling.solver.engines import EngineOntbreekt, engine
        try:
            engine({name!r})
        except EngineOntbreekt as error:
            print("told:", error)
    """
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=True
    )
    assert run.stdout.startswith("told:")
    assert package in run.stdout


def test_worker_that_dies_is_told_and_replaced() -> None:
    worker = Worker()
    with pytest.raises(WorkerGestopt):
        worker.roep("os:_exit", 3)
    assert not worker.leeft
    assert POOL.roep("mathopt", "builtins:abs", -4) == 4


def test_error_in_a_worker_is_raised_in_the_caller() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        POOL.roep("mathopt", "builtins:int", "x")


def test_output_of_an_engine_does_not_disturb_the_answers(capfd) -> None:
    assert POOL.roep("mathopt", "os:system", "echo loud") == 0
    assert POOL.roep("mathopt", "builtins:abs", -4) == 4


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
        from verdeling.solver.solve import solve
        plan = solve(voorbeeld(), official=True)
        print([d.waarde for d in plan.doelen], "pulp" in sys.modules, "highspy" in sys.modules)
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
    assert [d.waarde for d in plan.doelen] == [1305, 1, (130, 0)]
    assert all(d.tweede == d.waarde for d in plan.doelen)
    loaded = "__import__('verdeling.solver.engines.cbc') and 'highspy' in __import__('sys').modules"
    worker = Worker()
    try:
        assert worker.roep("builtins:eval", loaded)
    finally:
        worker.stop()


def test_caller_never_imports_pulp() -> None:
    code = (
        "import sys; from verdeling.solver.solve import solve; from verdeling.solver.engines import mathopt;"
        "print('pulp' in sys.modules, 'highspy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]


def test_motor_tells_infeasible_from_stopped() -> None:
    arrays = gat().arrays
    with pytest.raises(Onmogelijk):
        Motor("scip", None, 0).least(arrays, np.array([1, 1]))
    assert Motor("scip", None, 0).plan(arrays) is None


def test_goals_with_large_values_are_solved_one_by_one() -> None:
    """Two goals whose joint weights would pass the limit: first the least x, then the least y."""
    bouw = Bouw()
    x = bouw.variabelen("x", [("a",), ("b",)], 0, 10**6)
    bouw.rij(R, x, [1, 1], onder=10**6)
    bouw.doel(Doel("eerst", x[:1], [10**6]))
    bouw.doel(Doel("dan", x[1:], [10**6]))
    bouw.doel(VolgordeDoel(x))
    assert solve(bouw.klaar(), workers=0).x.tolist() == [0, 10**6]


@pytest.mark.parametrize("unit", [1, 8_534_715, 2**28])
def test_cutoff_keeps_what_is_exactly_as_good_whatever_the_unit_of_the_goal(unit: int) -> None:
    """Least of unit · (3x + 2y) with x + y ≥ 3 and x, y ≤ 2: x = 1, y = 2, by hand 7 · unit."""
    bouw = Bouw()
    x = bouw.variabelen("x", [(c,) for c in "xy"], 0, 2)
    bouw.rij(R, x, 1, 3)
    bouw.doel(Doel("kosten", x, [3 * unit, 2 * unit]))
    program = bouw.klaar()
    assert vraag("scip", program, cutoff=7 * unit).status == "optimaal"
    assert vraag("scip", program, cutoff=7 * unit - 1).status in ("afgekapt", "onoplosbaar")


@pytest.mark.parametrize("unit", [8_534_715, 2**31])
def test_another_plan_as_good_is_found_whatever_the_unit_of_the_goal(unit: int) -> None:
    """Of x + y = 1 with `unit` euros each way two plans are as good; the tie order takes either."""
    for order, best in ((0, [0, 1]), (1, [1, 0])):
        bouw = Bouw()
        x = bouw.variabelen("x", [(c,) for c in "xy"], 0, 1)
        bouw.rij(R, x, 1, 1, 1)
        bouw.doel(Doel("euro", x, unit))
        bouw.doel(VolgordeDoel(x[[order]]))
        assert solve(bouw.klaar(), workers=0).x.tolist() == best


def test_multipliers_that_are_no_numbers_prove_nothing() -> None:
    program = rugzak()
    for value in (np.nan, np.inf, -np.inf):
        assert ondergrens(program.arrays, program.doelen[0].coefs, np.array([value])) is None


def test_joined_goals_stay_within_what_an_engine_tells_apart() -> None:
    """Of a + b + c ≥ 1 each is as good in the first goal, only b is best in the second.

    The second goal can have 2^31 values, so the first would weigh that much: a and b then differ by a share
    of less than 1e-9, which SCIP does not see.
    """
    bouw = Bouw()
    x = bouw.variabelen("x", [(c,) for c in "abc"], 0, 1)
    y = bouw.variabelen("y", [("d",)], 0, 2**31)
    bouw.rij(R, x, 1, 1)
    bouw.doel(Doel("een", x, 1))
    bouw.doel(Doel("twee", [*x, *y], [1, 0, 1, 1]))
    bouw.doel(VolgordeDoel([*y, *x[::-1]]))
    assert solve(bouw.klaar(), workers=0).x.tolist() == [0, 1, 0, 0]
    assert GROOTSTE_GEWICHT * 2 < 1e9
    assert GROOTSTE_SOM * 1e-12 < 0.5


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
    program = toewijzing()
    answer = engine("scip")(program.arrays, program.doelen[0].coefs, cutoff=5)
    assert cutoffs == [True, False]
    assert answer.status == "optimaal"
    assert answer.bewijst(5)


def test_wrong_answer_is_asked_again_with_another_seed(monkeypatch) -> None:
    seeds = []

    def first_wrong(arrays, c, *, seed, **options):
        seeds.append(seed)
        bad = EngineAntwoord("fout", None, 0.0, 0.0, "scip")
        return bad if len(seeds) == 1 else engine("scip")(arrays, c, seed=seed)

    motor = Motor("scip", None, 0)
    monkeypatch.setattr(motor, "_los_op", first_wrong)
    program = toewijzing()
    assert int(motor.least(program.arrays, program.doelen[0].coefs) @ program.doelen[0].coefs) == 5
    assert seeds == [0, 1]


@pytest.mark.parametrize(
    "claim",
    [
        EngineAntwoord("onoplosbaar", None, np.inf, 0.0, "scip"),
        EngineAntwoord("optimaal", np.array([1, 0, 0, 0, 1, 0, 0, 0, 1]), 6.0, 0.0, "scip"),
    ],
    ids=["none", "dearer"],
)
def test_an_engine_that_a_known_plan_contradicts_is_not_believed(monkeypatch, claim) -> None:
    """The assignment has a plan of 5; an engine that knows of none, or calls 6 the least, has gone wrong."""
    arrays, c = toewijzing().arrays, toewijzing().doelen[0].coefs
    best = np.array([0, 1, 0, 1, 0, 0, 0, 0, 1])
    asked = []

    def wrong(arrays, c, **options):
        asked.append(options.get("seed"))
        return claim

    motor = Motor("scip", None, 0)
    monkeypatch.setattr(motor, "_los_op", wrong)
    assert motor.vraag(arrays, c, best).status == "fout"
    assert asked == [0, 1]
    with pytest.raises(Mislukt):
        motor.least(arrays, c, best)
    # Without a plan, or with one that breaks a row, nothing contradicts it.
    assert motor.vraag(arrays, c).status == claim.status
    assert motor.vraag(arrays, c, np.zeros(9, dtype=np.int64)).status == claim.status


def test_a_plan_is_not_called_impossible_after_its_first_goal(monkeypatch) -> None:
    """CBC does so where coefficients of 2^24 in the row of a goal differ by one: an error, not a conflict."""
    echt = Motor.vraag

    def vraag_(self, arrays, c, *args, **options):
        if self.keer:
            monkeypatch.setattr(
                self, "_los_op", lambda *a, **k: EngineAntwoord("onoplosbaar", None, np.inf, 0.0, "scip")
            )
        return echt(self, arrays, c, *args, **options)

    monkeypatch.setattr(Motor, "vraag", vraag_)
    bouw = Bouw()
    # A yes/no column that weighs 2: the relaxation alone is not tried.
    x = bouw.variabelen("x", [(k,) for k in "abc"], 0, [3, 3, 1])
    bouw.rij(R, x, [1, 1, 2], 3, 3)
    bouw.doel(Doel("een", x, [1, 1, 1]))
    bouw.doel(Doel("twee", x, [3, 1, 1]))
    (part,) = splits(bouw.klaar())
    answer = los_deel(part, "scip", samen=False)
    assert answer.status == "mislukt"
    assert "known plan" in answer.uitleg


def test_a_busy_worker_ends_when_its_caller_is_killed(tmp_path: Path) -> None:
    caller = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from verdeling.solver.workers import Worker; w = Worker(); print(w.pid, flush=True);"
            "w.roep('time:sleep', 600)",
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
    bouw = Bouw()
    x = bouw.variabelen("x", [("a",), ("b",), ("c",)], 0, 1)
    for i, j in ((0, 1), (1, 2), (0, 2)):
        bouw.rij(Rij("paar", "NL"), [x[i], x[j]], 1, boven=1)
    motor = Motor("scip", None, 0)
    assert motor.lineair(bouw.klaar().arrays, np.array([-1, -1, -1])) is None
    program = toewijzing()
    c = program.doelen[0].coefs
    found = motor.lineair(program.arrays, c)
    assert found is not None
    assert int(np.dot(c, found[0])) == 5
    assert program.arrays.klopt(found[0])
