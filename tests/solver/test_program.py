"""The neutral program: building, checking, text and files that other solvers read."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from ortools.linear_solver.python import model_builder
from support.programs import voorbeeld

from verdeling.errors import ModelError
from verdeling.solver import (
    Builder,
    LeximinGoal,
    MinmaxGoal,
    OrderGoal,
    RowTag,
    SumGoal,
    export,
    lp,
    mps,
    text,
)

REGEL = RowTag("locatieomvang", "GM0001")


def test_arrays_are_canonical_and_frozen() -> None:
    builder = Builder()
    x = builder.variables("x", [("a",), ("b",), ("c",)], [0, 1, 2], 9)
    builder.row(REGEL, [x[2], x[0], x[2], x[1]], [1, 5, 2, 0], 3, 8)
    builder.rows([REGEL, REGEL], [0, 1], [x[1]], 7, upper=[4, 14])
    program = builder.freeze()
    assert program.start.tolist() == [0, 2, 2, 3]
    assert program.columns.tolist() == [0, 2, 1]
    assert program.coefs.tolist() == [5, 3, 7]
    assert program.activity(np.array([1, 2, 3])).tolist() == [14, 0, 14]
    assert [b.tolist() for b in program.span()] == [[6, 0, 7], [72, 0, 63]]
    assert program.column("x", "b") == 1
    with pytest.raises(ValueError):
        program.coefs[0] = 1


def test_text_is_readable() -> None:
    assert text(voorbeeld()) == (
        "doelen\n"
        "  1. min nabijheid: 10 n[GM0001] + 13 n[GM0002] + 5\n"
        "  2. min locaties: z[GM0001] + z[GM0002]\n"
        "  3. volgorde volgorde: n[GM0001], n[GM0002]\n"
        "rijen\n"
        "  provincietotaal PV20 (plaatsen): n[GM0001] + n[GM0002] = 130\n"
        "  locatieomvang GM0001 (plaatsen): n[GM0001] - 100 z[GM0001] >= 0\n"
        "  locatieomvang GM0001 (plaatsen): n[GM0001] - 200 z[GM0001] <= 0\n"
        "  locatieomvang GM0002 (plaatsen): n[GM0002] - 100 z[GM0002] >= 0\n"
        "  locatieomvang GM0002 (plaatsen): n[GM0002] - 200 z[GM0002] <= 0\n"
        "variabelen\n"
        "  0 <= n[GM0001] <= 200\n  0 <= n[GM0002] <= 200\n  0 <= z[GM0001] <= 1\n  0 <= z[GM0002] <= 1\n"
    )


def test_ratio_goals_have_text() -> None:
    builder = Builder()
    x = builder.variables("r", [("a",), ("b",)], 0, 9)
    builder.goal(LeximinGoal("eerlijk", x, [1, 0], [10, 20]))
    builder.goal(MinmaxGoal("afwijking", x, [1, 0], [10, 20]))
    told = text(builder.freeze())
    assert "leximin eerlijk: (1 + r[a]) / 10, (0 + r[b]) / 20" in told
    assert "minmax afwijking: (1 + r[a]) / 10" in told


def test_constant_false_row_is_kept_and_named() -> None:
    builder = Builder()
    x = builder.variables("x", [("a",)], 0, 3)
    builder.row(RowTag("plafond", "GM0001"), [], [], upper=-1)
    builder.row(RowTag("plafond", "GM0002"), x, 1, upper=3)
    builder.row(RowTag("plafond", "GM0003"), x, 1, lower=4)
    program = builder.freeze()
    assert len(program.rows) == 3
    assert program.false_rows().tolist() == [0, 2]


def test_all_problems_at_once() -> None:
    builder = Builder()
    x = builder.variables("x", [("a",), ("a",), ("b",)], [0, 0, 5], [1, 1, 3])
    builder.row(REGEL, x, 2**53)
    builder.goal(OrderGoal(x, "eerst"))
    builder.goal(LeximinGoal("eerlijk", x[2:], [0], [0]))
    builder.goal(SumGoal("eerlijk", x))
    with pytest.raises(ModelError) as caught:
        builder.freeze()
    assert sorted(p.code for p in caught.value.problemen) == ["V400", "V401", "V402", "V403", "V404", "V405"]
    assert "x[b]: kan geen waarde krijgen: ten minste 5 en ten hoogste 3" in caught.value.tekst()


def test_broken_numbers_are_programming_errors() -> None:
    builder = Builder()
    with pytest.raises(TypeError):
        builder.variables("x", [("a",)], 0, 1.5)  # type: ignore[arg-type]
    x = builder.variables("x", [("a",)], 0, 1)
    with pytest.raises(ValueError):
        builder.rows([REGEL], [2], x, 1)
    builder.row(REGEL, [x[0], 7], 1)
    with pytest.raises(IndexError):
        builder.freeze()


@pytest.mark.parametrize(("doel", "vast", "optimum"), [(0, [], 1305), (1, [1305], 1)])
def test_or_tools_reads_the_mps_file(doel: int, vast: list[int], optimum: int) -> None:
    model = model_builder.Model()
    assert model.import_from_mps_string(mps(voorbeeld(), doel, vast))
    solver = model_builder.Solver("scip")
    solver.solve(model)
    assert round(solver.objective_value) == optimum


PULP_READS = """
import sys, pulp
variables, problem = pulp.LpProblem.fromMPS(sys.argv[1])
problem.solve(getattr(pulp, "PULP_CBC_CMD", pulp.COIN_CMD)(msg=False))
print(round(pulp.value(problem.objective)))
"""
CBC_READS = """
import sys, subprocess, pulp
kind = getattr(pulp, "PULP_CBC_CMD", pulp.COIN_CMD)
cbc = kind().path
run = subprocess.run([cbc, sys.argv[1], "-solve"], capture_output=True, text=True)
print(round(float(run.stdout.split("Objective value:")[1].split()[0])))
"""


@pytest.mark.parametrize(("soort", "code"), [("mps", PULP_READS), ("lp", CBC_READS)])
def test_pulp_and_cbc_read_the_file(soort: str, code: str, tmp_path) -> None:
    path = tmp_path / f"program.{soort}"
    path.write_text(getattr(export, soort)(voorbeeld()))
    run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "1305"


def test_only_sums_go_into_files() -> None:
    with pytest.raises(ModelError, match="V406"):
        lp(voorbeeld(), 2, [1305, 1])
