"""Proofs: what brute force finds best is proven, and nothing else can be."""

from __future__ import annotations

import ast
import re
import sys

from support.paths import ROOT
from support.proofs import deceive, hold

CHECKER = [ROOT / "verdeling/solver/proof" / name for name in ("check.py", "cases.py")]


def test_what_brute_force_finds_best_is_proven_and_nothing_else():
    hold(range(300))


def test_no_forged_proof_is_accepted_and_none_raises():
    deceive(range(1000, 1200), 20)


def test_the_checker_needs_the_standard_library_alone():
    for path in CHECKER:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                own = name in ("verdeling.solver.proof.cases", "verdeling.solver.proof.check")
                assert own or name.partition(".")[0] in sys.stdlib_module_names, (path.name, name)


def test_the_checker_stays_small_enough_to_read():
    code = [line for path in CHECKER for line in path.read_text("utf-8").splitlines() if line.strip()]
    assert len(code) <= 270


def test_the_example_of_the_page_runs():
    page = CHECKER[0].with_name("README.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.S)
    exec(compile(example, "README.md", "exec"), {})
