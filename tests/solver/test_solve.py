"""Solving: brute force on tiny programs, all goal kinds, all engines, order and seeds without influence."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.paths import TESTS
from support.programs import gebied, land
from support.siting import Gebied, naar_rato, siting

from verdeling.errors import NietBewezen, Onoplosbaar, VerdelingError
from verdeling.solver import Builder, LeximinGoal, MinmaxGoal, OrderGoal, Program, RowTag, SumGoal
from verdeling.solver.goals import AnyGoal
from verdeling.solver.part import PartAnswer, solve_part
from verdeling.solver.ratios import fill_up
from verdeling.solver.session import Session
from verdeling.solver.solving import Unproven, solve
from verdeling.solver.splitting import split
from verdeling.solver.workers import Pool, Worker
from verdeling.testing.programs import KINDS, all_plans, best, judged, random_program


def gelijk_aan_brute_kracht(program: Program, engine: str = "scip", workers: int | None = 0) -> None:
    wanted = best(program)
    if wanted is None:
        with pytest.raises(Onoplosbaar):
            solve(program, engine, workers=workers)
        return
    plan = solve(program, engine, workers=workers)
    assert judged(program, plan.x.tolist()) == judged(program, wanted)
    assert plan.x.tolist() == wanted
    assert plan.proven
    assert [d.value for d in plan.goals] == [g.value(np.array(wanted)) for g in program.goals]
    assert [d.bound for d in plan.goals] == [d.value for d in plan.goals]
    alles_genoemd = len(program.goals[-1].columns) == program.size
    even_goed = (
        1 if alles_genoemd else sum(judged(program, x) == judged(program, wanted) for x in all_plans(program))
    )
    assert plan.unique == (even_goed == 1)


@pytest.mark.parametrize("block", range(12))
def test_random_programs_equal_brute_force(block: int) -> None:
    for seed in range(25 * block, 25 * block + 25):
        gelijk_aan_brute_kracht(random_program(seed))


@pytest.mark.parametrize("kind", KINDS)
def test_every_goal_kind_alone_equals_brute_force(kind: str) -> None:
    for seed in range(1000, 1060):
        gelijk_aan_brute_kracht(random_program(seed, [kind]))


def losse_delen(seed: int) -> Program:
    """Two or three blocks that no row couples, with goals over all of them; minmax is always among these."""
    rng = random.Random(seed)
    builder = Builder()
    blocks = []
    for b in range(rng.randint(2, 3)):
        low = [rng.randint(-1, 2) for _ in range(2)]
        x = builder.variables(
            "x", [(f"{b}{j}",) for j in range(2)], low, [a + rng.randint(1, 4) for a in low]
        )
        som = sum(low) + rng.randint(0, 4)
        builder.row(RowTag("regel", str(b)), x, rng.choice([1, [1, 2]]), som, som + rng.randint(0, 3))
        blocks.append(x)
    columns = np.concatenate(blocks)
    kinds = [*rng.choices(KINDS, k=rng.randint(0, 2)), "minmax"]
    rng.shuffle(kinds)
    for k, kind in enumerate(kinds):
        mine = np.array(rng.sample(columns.tolist(), rng.randint(2, len(columns))))
        if kind in ("min", "max"):
            builder.goal(SumGoal(f"{kind}{k}", mine, [rng.randint(-3, 3) for _ in mine], kind))  # type: ignore[arg-type]
            continue
        ratio = LeximinGoal if kind == "leximin" else MinmaxGoal
        constants, below = ([rng.randint(low, 6) for _ in mine] for low in (0, 1))
        builder.goal(ratio(f"{kind}{k}", mine, constants, below))
    builder.goal(OrderGoal(columns[rng.sample(range(len(columns)), len(columns))]))
    return builder.freeze()


@pytest.mark.parametrize("block", range(4))
def test_a_largest_deviation_is_found_part_by_part(block: int, monkeypatch) -> None:
    """Its least value is the largest of the least values of the parts; then the parts go on apart."""
    monkeypatch.setattr("verdeling.solver.splitting.SMALL", 1)
    ongelijk = 0
    for seed in range(3000 + 30 * block, 3030 + 30 * block):
        program = losse_delen(seed)
        gelijk_aan_brute_kracht(program)
        if best(program) is None:
            continue
        plan = solve(program, workers=0)
        assert plan.parts > 1
        levels = [d.value for d in plan.goals if d.sense == "minmax"]
        parts = split(program, dict.fromkeys(d.name for d in plan.goals if d.sense == "minmax"))
        own = [solve_part(part, "scip").x for part in parts]
        first = next(k for k, d in enumerate(program.goals) if isinstance(d, MinmaxGoal))
        ongelijk += any(part.goals[first].value(x) < levels[0] for part, x in zip(parts, own, strict=True))
    assert ongelijk, "some part must be able to do better than the whole"


@pytest.mark.parametrize("block", range(6))
def test_siting_equals_brute_force(block: int) -> None:
    for seed in range(20 * block, 20 * block + 20):
        rng = random.Random(seed)
        count = rng.randint(2, 6)
        area = gebied(rng, count, maximum={2: 4, 3: 3, 4: 2, 5: 1, 6: 1}[count])
        program = siting([area], minimum=2, naburen=2 if count < 4 else 1, straal=0)
        if program.size:
            gelijk_aan_brute_kracht(program)


def test_siting_with_a_known_answer() -> None:
    """Asked 60 and 70, no places yet, a site needs 100: one site, where it saves most distance."""
    area = Gebied("PV20", ["GM0001", "GM0002"], [60, 70], [0, 0], [0, 25], [0, 3000], [0, 4000])
    plan = solve(siting([area]), workers=0)
    # 5 km apart: 60 move 50 tenths of a km.
    assert [d.value for d in plan.goals[:3]] == [3000, 105, 1]
    program = siting([area])
    assert plan.x[program.column("n", "GM0002")] == 130
    assert plan.x[program.column("c", "GM0002")] == 25
    assert plan.unique


def test_leximin_equals_the_closed_form_under_one_sum() -> None:
    rng = random.Random(7)
    for _ in range(40):
        count = rng.randint(2, 9)
        below = [rng.randint(1, 400) for _ in range(count)]
        have = [rng.randint(0, n + 50) for n in below]
        room = [max(0, n - k) for n, k in zip(below, have, strict=True)]
        total = rng.randint(0, sum(room))
        builder = Builder()
        r = builder.variables("r", [(f"GM{g:04d}",) for g in range(count)], 0, room)
        builder.row(RowTag("provincietotaal", "PV20"), r, 1, total, total)
        builder.goal(LeximinGoal("eerlijk", r, have, below))
        builder.goal(OrderGoal(r))
        plan = solve(builder.freeze(), workers=0)
        closed = fill_up(np.zeros(count, int), np.array(room), np.array(have), np.array(below), total)
        fulfilment = sorted((k + v) / n for k, v, n in zip(have, closed.tolist(), below, strict=True))
        assert [float(v) for v in plan.goals[0].value] == fulfilment


def test_opvullen_gives_the_next_place_to_the_lowest() -> None:
    rng = random.Random(3)
    for _ in range(200):
        count = rng.randint(1, 5)
        have = np.array([rng.randint(0, 6) for _ in range(count)])
        below = np.array([rng.randint(1, 7) for _ in range(count)])
        high = np.array([rng.randint(0, 6) for _ in range(count)])
        total = rng.randint(0, 12)
        x = np.zeros(count, dtype=np.int64)
        for _ in range(min(total, int(high.sum()))):
            left = [g for g in range(count) if x[g] < high[g]]
            g = min(left, key=lambda g: ((have[g] + x[g]) / below[g], below[g], g))
            x[g] += 1
        assert fill_up(np.zeros(count, np.int64), high, have, below, total).tolist() == x.tolist()


def verwisseld(program: Program, seed: int) -> Program:
    """The same program with its rows in another order."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(program.rows))
    pieces = [slice(program.start[i], program.start[i + 1]) for i in order]
    lengths = np.diff(program.start)[order]
    return replace(
        program,
        rows=tuple(program.rows[i] for i in order),
        start=np.concatenate([[0], np.cumsum(lengths)]),
        columns=np.concatenate([program.columns[p] for p in pieces]),
        coefs=np.concatenate([program.coefs[p] for p in pieces]),
        row_lower=program.row_lower[order],
        row_upper=program.row_upper[order],
    )


def test_row_order_and_seed_leave_the_plan_identical() -> None:
    program = siting(land())
    plan = solve(program, workers=0)
    for seed in (1, 2):
        other = solve(verwisseld(program, seed), workers=0, seed=seed)
        assert np.array_equal(other.x, plan.x)
    assert np.array_equal(solve(program, "highs", workers=0).x, plan.x)


def test_parts_are_provinces_and_the_whole_gives_the_same() -> None:
    areas = land(provincies=3, gemeenten=25)
    program = siting(areas)
    parts = split(program)
    assert sorted(np.concatenate([p.columns for p in parts]).tolist()) == list(range(program.size))
    assert sum(len(p.arrays.row_lower) for p in parts) == len(program.rows)
    for part in parts:
        provinces = {program.keys[j][0][:4] for j in part.columns}
        assert len(provinces) == 1 or part.arrays.size < 400
    apart = solve(program, workers=2)
    one = [1] * program.size
    coupled = replace(program, goals=(MinmaxGoal("koppel", range(program.size), one, one),))
    assert len(split(coupled)) == 1
    whole = [solve_part(part, "scip") for part in split(program)]
    x = np.zeros(program.size, dtype=np.int64)
    for part, answer in zip(parts, whole, strict=True):
        x[part.columns] = answer.x
    assert np.array_equal(apart.x, x)


def test_goals_joined_by_weights_or_one_by_one_give_the_same() -> None:
    for part in split(siting(land(seed=9))):
        joined, apart = solve_part(part, "scip"), solve_part(part, "scip", join=False)
        assert np.array_equal(joined.x, apart.x)
        assert joined.bounds == apart.bounds
        # The reduced costs of every sum, not only of the last, leave the tie order little to solve.
        assert apart.solves <= len(part.goals) + 1


def test_goals_that_take_long_together_are_solved_one_by_one(monkeypatch) -> None:
    program = siting(land(seed=9))
    joined = solve(program, workers=0)
    asked = []
    echt = Session.ask

    def stopt(self, arrays, c, *args, at_most=None, **kwargs):
        asked.append(at_most)
        answer = echt(self, arrays, c, *args, at_most=at_most, **kwargs)
        return answer if at_most is None else replace(answer, status="stopped", bound=-np.inf)

    monkeypatch.setattr(Session, "ask", stopt)
    apart = solve(program, workers=0)
    # Once per part with patience, and after that never again.
    assert 0 < sum(h is not None for h in asked) <= apart.parts
    assert [(d.name, d.value, d.proven) for d in apart.goals] == [
        (d.name, d.value, d.proven) for d in joined.goals
    ]
    assert np.array_equal(apart.x, joined.x)
    assert apart.unique


def test_a_column_that_the_tie_order_names_twice_counts_at_its_first_place() -> None:
    """Of a + b + c = 4, each at most 3: first c is 0, then a is 1, so b is 3; c once more changes nothing."""
    builder = Builder()
    x = builder.variables("x", [(k,) for k in "abc"], 0, 3)
    builder.row(RowTag("som", "NL"), x, [1, 1, 1], 4, 4)
    builder.goal(OrderGoal(x[[2, 0, 1, 2]]))
    plan = solve(builder.freeze(), workers=0)
    assert plan.x.tolist() == [1, 3, 0]
    assert plan.unique


@pytest.mark.parametrize("named", ["ab", "cd", "abcd"])
def test_a_plan_is_the_only_one_when_every_part_leaves_one(named: str, monkeypatch) -> None:
    """a + b = 2 and c + d = 2 are parts: one of which the order names nothing has three plans."""
    monkeypatch.setattr("verdeling.solver.splitting.SMALL", 1)
    builder = Builder()
    x = builder.variables("x", [(k,) for k in "abcd"], 0, 2)
    for pair in (x[:2], x[2:]):
        builder.row(RowTag("som", "NL"), pair, 1, 2, 2)
    builder.goal(OrderGoal(x[["abcd".index(k) for k in named]]))
    plan = solve(builder.freeze(), workers=0)
    assert plan.parts == 2
    assert plan.unique == (named == "abcd")


def test_official_run_of_two_engines() -> None:
    steps: list[tuple[int, int]] = []
    program = siting(land(gemeenten=8))
    plan = solve(program, official=True, progress=lambda done, of: steps.append((done, of)))
    assert plan.unique
    assert np.array_equal(plan.x, plan.second)
    assert [d.second for d in plan.goals] == [d.value for d in plan.goals]
    assert steps[-1][0] == steps[-1][1] == 2 * plan.parts


def zonder_volgorde() -> Program:
    builder = Builder()
    x = builder.variables("x", [("a",), ("b",)], 0, 5)
    builder.row(RowTag("som", "NL"), x, 1, 5, 5)
    builder.goal(SumGoal("kosten", x))
    return builder.freeze()


def test_official_run_refuses_a_plan_that_is_not_the_only_one() -> None:
    assert not solve(zonder_volgorde(), workers=0).unique
    with pytest.raises(Unproven) as caught:
        solve(zonder_volgorde(), official=True)
    assert caught.value.exit_code == 4
    assert {p.code for p in caught.value.problemen} <= {"V416", "V417"}
    assert caught.value.solution is not None


def test_official_run_shows_both_plans_when_engines_disagree(monkeypatch) -> None:
    from verdeling.solver import solving as module

    real = module._solve_all

    def wrong(jobs, *args):
        answers = real([(("scip", "highs")[k], part) for k, (_, part) in enumerate(jobs)], *args)
        answers[-1].x = answers[-1].x[::-1].copy()
        return answers

    builder = Builder()
    x = builder.variables("x", [("a",), ("b",)], 0, 5)
    builder.row(RowTag("som", "NL"), x, 1, 5, 5)
    builder.goal(OrderGoal(x))
    monkeypatch.setattr(module, "_solve_all", wrong)
    with pytest.raises(Unproven) as caught:
        solve(builder.freeze(), official=True, workers=0)
    assert caught.value.solution.x.tolist() == [0, 5]
    assert caught.value.second.x.tolist() == [5, 0]
    assert {p.code for p in caught.value.problemen} == {"V415", "V416"}


@pytest.mark.parametrize("wrong", [0, 1])
def test_official_run_does_not_call_impossible_what_one_engine_has_a_plan_for(monkeypatch, wrong) -> None:
    from verdeling.solver import solving as module

    real = module._solve_all

    def denies(jobs, *args):
        answers = real([("scip", part) for _, part in jobs], *args)
        answers[wrong] = PartAnswer("infeasible")
        return answers

    monkeypatch.setattr(module, "_solve_all", denies)
    with pytest.raises(Unproven, match=r"GM0001.*vindt een plan") as caught:
        solve(siting([Gebied("PV20", ["GM0001"], [160], [0], [0], [0], [0])]), official=True, workers=0)
    assert caught.value.exit_code == 4
    assert [p.code for p in caught.value.problemen] == ["V419"]
    assert caught.value.problemen[0].gegevens["twee"] == ("scip", "cbc")[wrong]
    assert caught.value.solution.engine == ("cbc", "scip")[wrong]
    assert caught.value.second is None


def test_infeasible_and_constant_false_rows_are_named() -> None:
    builder = Builder()
    x = builder.variables("x", [("GM0001",), ("GM0002",)], 0, 5)
    builder.row(RowTag("plafond", "GM0001", unit="plaatsen"), [], [], lower=3)
    with pytest.raises(Onoplosbaar, match=r"plafond GM0001.*≥ 3 plaatsen.*V410"):
        solve(builder.freeze(), workers=0)
    builder = Builder()
    x = builder.variables("x", [("GM0001",), ("GM0002",)], 0, 5)
    builder.row(RowTag("provincietotaal", "PV20"), x, [2, 2], 3, 3)
    with pytest.raises(Onoplosbaar, match=r"GM0001, GM0002.*provincietotaal.*V412") as caught:
        solve(builder.freeze(), workers=0)
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"engine": "gurobi"}, "V407"),
        ({"time_limit": 0}, "V408"),
        ({"time_limit": -1.5}, "V408"),
        ({"official": True, "second": "scip"}, "V409"),
    ],
)
def test_bad_options_stop_before_solving(options, code) -> None:
    with pytest.raises(VerdelingError) as caught:
        solve(zonder_volgorde(), **options)
    assert [p.code for p in caught.value.problemen] == [code]
    assert caught.value.exit_code == 1


def test_time_limit_gives_what_is_known() -> None:
    with pytest.raises(NietBewezen) as caught:
        solve(siting(land(provincies=1, gemeenten=40)), time_limit=1e-6, workers=0)
    assert caught.value.exit_code == 4
    assert caught.value.problemen[0].code == "V414"


def test_empty_program_has_an_empty_plan() -> None:
    plan = solve(Builder().freeze(), workers=0)
    assert plan.x.tolist() == []
    assert plan.proven


@given(st.integers(0, 10**9), st.integers(2, 6))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_feasible_by_construction_is_never_called_infeasible(seed: int, count: int) -> None:
    rng = random.Random(seed)
    builder = Builder()
    secret = [rng.randint(0, 300) for _ in range(count)]
    x = builder.variables("x", [(str(j),) for j in range(count)], 0, [s + rng.randint(0, 50) for s in secret])
    for i in range(rng.randint(1, 6)):
        coefs = [rng.randint(-100, 100) for _ in range(count)]
        value = sum(a * s for a, s in zip(coefs, secret, strict=True))
        slack = rng.choice([0, 0, rng.randint(0, 50)])
        builder.row(RowTag("regel", str(i)), x, coefs, value - slack, value + slack)
    goals: list[AnyGoal] = [SumGoal("kosten", x, [rng.randint(-9, 9) for _ in x]), OrderGoal(x)]
    for goal in goals:
        builder.goal(goal)
    program = builder.freeze()
    plan = solve(program, workers=0)
    assert goals[0].value(plan.x) <= goals[0].value(np.array(secret))


@given(st.integers(0, 10**9))
@settings(max_examples=30, deadline=None)
def test_everything_asked_is_provided(seed: int) -> None:
    rng = random.Random(seed)
    area = gebied(rng, rng.randint(3, 9), maximum=90)
    program = siting([area], minimum=5, naburen=8)
    if not program.size:
        return
    try:
        plan = solve(program, workers=0)
    except Onoplosbaar:
        return
    provided = sum(int(plan.x[j]) for j, soort in enumerate(program.kinds) if soort == "n")
    assert provided == sum(naar_rato(area.indicatief, area.bestaand))


def test_brute_force_itself_finds_all_plans() -> None:
    builder = Builder()
    x = builder.variables("x", [("a",), ("b",)], 0, 3)
    builder.row(RowTag("som", "NL"), x, 1, 3, 3)
    assert list(all_plans(builder.freeze())) == [[0, 3], [1, 2], [2, 1], [3, 0]]


INTERRUPT = """
import sys
sys.path.insert(0, {tests!r})
from support.programs import zwaar
from verdeling.solver.solving import solve
from verdeling.solver import ENGINES
from verdeling.solver.workers import POOL
POOL.warm(ENGINES["scip"], 2)
print(*[w.pid for w in POOL._free[ENGINES['scip']]], flush=True)
solve(zwaar(), workers=2)
"""


def levend(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_worker_that_answers_while_the_pool_stops_is_not_kept(monkeypatch) -> None:
    """Its answer may arrive at the very moment of stopping: the pool then does not take it back."""
    pool, stopped = Pool(), []
    monkeypatch.setattr(Worker, "call", lambda *_, **__: pool.stop())
    with monkeypatch.context() as still_alive:
        still_alive.setattr(Worker, "stop", lambda self: stopped.append(self))
        pool.call("glop", len, ())
    assert not pool._free
    assert not pool._busy
    (worker,) = stopped
    worker.stop()


def test_ctrl_c_ends_the_workers() -> None:
    code = INTERRUPT.format(tests=str(TESTS))
    run = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background ignores it
    )
    assert run.stdout is not None
    pids = [int(p) for p in run.stdout.readline().split()]
    try:
        assert len(pids) == 2
        time.sleep(1.5)
        assert run.poll() is None
        run.send_signal(signal.SIGINT)
        _, error = run.communicate(timeout=600)
        assert "KeyboardInterrupt" in error
        deadline = time.time() + 120
        while any(levend(p) for p in pids) and time.time() < deadline:
            time.sleep(0.05)
        assert not any(levend(p) for p in pids)
    finally:
        for pid in filter(levend, [run.pid, *pids]):
            os.kill(pid, signal.SIGKILL)
