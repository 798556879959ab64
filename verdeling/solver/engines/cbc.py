"""CBC through PuLP, the independent second engine.

PuLP imports highspy when it is installed, and highspy cannot share a process with OR-Tools. So this
module runs in a worker process of its own and no other module imports PuLP.
"""

from __future__ import annotations

import re
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from verdeling.solver.arrays import INFINITE, Arrays
from verdeling.solver.engines.base import EngineAnswer, EngineMissing, Floats, Status, rounded
from verdeling.solver.goals import Ints

try:
    import pulp
except ImportError as error:
    raise EngineMissing(str(error)) from error


def _problem(arrays: Arrays, c: Ints, kind: str) -> tuple[Any, list[Any]]:
    """The problem and its variables; rows are named after their number in the arrays."""
    problem = pulp.LpProblem("verdeling", pulp.LpMinimize)
    x = [
        problem.add_variable(f"x{j}", low, high, kind)
        for j, (low, high) in enumerate(zip(arrays.lower.tolist(), arrays.upper.tolist(), strict=True))
    ]
    problem += pulp.lpSum(int(c[j]) * x[j] for j in np.flatnonzero(c))
    columns, coefs, start = arrays.columns.tolist(), arrays.coefs.tolist(), arrays.start.tolist()
    for i, (low, high) in enumerate(zip(arrays.row_lower.tolist(), arrays.row_upper.tolist(), strict=True)):
        a, b = start[i], start[i + 1]
        if a == b:
            continue
        total = pulp.lpSum(q * x[j] for j, q in zip(columns[a:b], coefs[a:b], strict=True))
        if low == high:
            problem += total == low, f"e{i}"
            continue
        if low > -INFINITE:
            problem += total >= low, f"g{i}"
        if high < INFINITE:
            problem += total <= high, f"l{i}"
    return problem, x


def _command(**options: Any) -> Any:  # noqa: ANN401
    """CBC's command: bundled in PuLP 3, from the extra ``cbc`` or the PATH in PuLP 4."""
    kind = pulp.PULP_CBC_CMD if hasattr(pulp, "PULP_CBC_CMD") else pulp.COIN_CMD
    command = kind(**options)
    if not command.available():
        raise EngineMissing("CBC is not installed; install pulp[cbc]")
    return command


def _verdict(log: str, optimum: int | None) -> tuple[Status, float]:
    """Status and lower bound from CBC's log: PuLP gives no bound and too coarse a status."""
    if re.search(r"infeasible", log) and "Objective value:" not in log:
        return "infeasible", np.inf
    found = re.search(r"Lower bound:\s+(\S+)", log)
    bound = float(found.group(1)) if found else -np.inf
    if "Result - Optimal solution found" in log or "Optimal - objective value" in log:
        return "optimal", float(optimum) if optimum is not None else bound
    return ("stopped", bound) if "Stopped on" in log else ("error", -np.inf)


def minimise(
    arrays: Arrays,
    c: Ints,
    *,
    engine: str = "cbc",
    time_limit: float | None = None,
    hint: Ints | None = None,
    cutoff: int | None = None,
    seed: int = 0,
    proof_only: bool = False,
) -> EngineAnswer:
    """Minimise ``c · x`` with CBC, one thread; see :func:`verdeling.solver.engines.mathopt.minimise`."""
    del hint, cutoff, proof_only
    problem, columns = _problem(arrays, c, "Integer")
    with tempfile.TemporaryDirectory(prefix="verdeling-") as folder:
        path = Path(folder) / "cbc.log"
        # As with SCIP: after a few rounds of cuts the bound hardly moves, and nodes are cheaper.
        # CBC's integer preprocessing can cut off the best plan and call another one optimal.
        options = [
            "preprocess off",
            "passC 3",
            *([f"randomCbcSeed {seed}", f"randomSeed {seed}"] if seed else []),
        ]
        command = _command(
            msg=False, threads=1, gapRel=0, gapAbs=0, timeLimit=time_limit, logPath=str(path), options=options
        )
        began = time.perf_counter()
        problem.solve(command)
        seconds = time.perf_counter() - began
        log = path.read_text(encoding="utf-8", errors="replace")
    x = rounded(arrays, _values(arrays, columns))
    status, bound = _verdict(log, None if x is None else int(np.dot(c, x)))
    told = re.search(r"Objective value:\s+(\S+)", log)
    off = x is None or (told and abs(float(told.group(1)) - float(np.dot(c, x))) > 0.5)
    if status == "optimal" and off:
        status = "error"
    return EngineAnswer(status, x if status in ("optimal", "stopped") else None, bound, seconds, engine, log)


def _values(arrays: Arrays, columns: list[Any]) -> Floats:
    """Value per column; its lower bound where CBC tells none."""
    values = np.array([np.nan if v.varValue is None else v.varValue for v in columns], dtype=float)
    return np.where(np.isnan(values), arrays.lower, values)


def relaxation(arrays: Arrays, c: Ints) -> tuple[Floats, Floats] | None:
    """Columns and row multipliers in the linear relaxation of ``min c · x``; None when there are none."""
    problem, columns = _problem(arrays, c, "Continuous")
    problem.solve(_command(msg=False))
    y = np.zeros(len(arrays.row_lower))
    for name, row in _rows(problem):
        if row.pi is None:
            return None
        y[int(name[1:])] += row.pi
    return _values(arrays, columns), y


def _rows(problem: Any) -> list[tuple[str, Any]]:  # noqa: ANN401
    """Rows with their names: a dict in PuLP 3, a method that gives a list in PuLP 4."""
    if callable(problem.constraints):
        return [(row.name, row) for row in problem.constraints()]
    return list(problem.constraints.items())
