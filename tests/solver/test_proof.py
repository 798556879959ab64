"""Proofs: what brute force finds best is proven, and nothing else can be."""

from __future__ import annotations

import re

from support.paths import ROOT
from support.proofs import deceive, hold

from verdeling.solver import Builder, OrderGoal, RowTag, SumGoal
from verdeling.solver.goals import ints
from verdeling.solver.proof import judge, plain, prove, refute
from verdeling.verify.check import split

CHECKER = [ROOT / "verdeling/verify" / name for name in ("check.py", "cases.py")]


def test_what_brute_force_finds_best_is_proven_and_nothing_else():
    hold(range(300))


def test_no_forged_proof_is_accepted_and_none_raises():
    deceive(range(1000, 1200), 20)


def test_the_checker_stays_small_enough_to_read():
    code = [line for path in CHECKER for line in path.read_text("utf-8").splitlines() if line.strip()]
    assert len(code) <= 280


def test_the_example_of_the_page_runs():
    page = (ROOT / "verdeling/solver/proof/README.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.S)
    exec(compile(example, "README.md", "exec"), {})


def sites() -> Builder:
    """Two places where 0, or 3 to 9 can stand, for 10 in all; a third apart from them."""
    build = Builder()
    n = build.variables("n", [("a",), ("b",), ("c",)], 0, 9)
    z = build.variables("z", [("a",), ("b",)], 0, 1)
    build.row(RowTag("total", "ab"), n[:2], 1, lower=10, upper=10)
    for k in range(2):
        build.row(RowTag("least", "ab"[k]), [n[k], z[k]], [1, -3], lower=0)
        build.row(RowTag("most", "ab"[k]), [n[k], z[k]], [1, -9], upper=0)
    build.goal(SumGoal("sites", z))
    return build


def test_not_one_place_fewer_is_a_goal_after_the_others():
    """Each of two sites can have 9 of 10 at most and 3 at least, so 7 beside the other."""
    for sense, x, other in (
        ("min", [3, 7, 0, 1, 1], [4, 6, 0, 1, 1]),
        ("max", [7, 3, 0, 1, 1], [6, 4, 0, 1, 1]),
    ):
        build = sites()
        build.goal(SumGoal("a", [0], 1, sense))
        program = build.freeze()
        assert prove(program, x, workers=0).goals == 2
        assert prove(program, other, workers=0).goals == 1


def test_rows_in_conflict_have_no_plan_and_without_one_of_them_they_have():
    build = Builder()
    n = build.variables("n", [("a",), ("b",), ("c",)], 0, 9)
    build.row(RowTag("total", "ab"), n[:2], 1, lower=10)
    build.row(RowTag("room", "a"), [0], 1, upper=2)
    build.row(RowTag("room", "b"), [1], 1, upper=7)
    program = build.freeze()
    made = refute(program, workers=0)
    assert made.impossible
    assert judge(made.program, {**made.proof, "onmogelijk": {"deel": 2, "boom": None}})["fault"] is not None
    for gone in range(3):
        assert not refute(program.without_rows(ints([gone])), workers=0).impossible


def test_a_row_over_all_parts_makes_one_part_of_them():
    """A budget of 7 for parts that want 5 each."""
    build = Builder()
    x = build.variables("x", [("a",), ("b",)], 0, 5)
    build.row(RowTag("budget", "all"), x, 1, upper=7)
    build.goal(SumGoal("wanted", x, 1, "max"))
    build.goal(OrderGoal(x))
    program = build.freeze()
    assert list(split(plain(program))[0]) == [0]
    assert (prove(program, [2, 5], workers=0).goals, prove(program, [3, 4], workers=0).goals) == (2, 1)


def test_a_proof_in_the_workers_is_that_in_this_process_and_tells_how_far_it_is():
    program, told = sites().freeze(), []
    made = prove(program, [3, 7, 0, 1, 1], workers=2, progress=lambda done, of: told.append((done, of)))
    assert made.proof == prove(program, [3, 7, 0, 1, 1], workers=0).proof
    assert told == [(1, 2), (2, 2)]
