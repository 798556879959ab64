"""The neutral program as plain data that a checker of any kind reads: names, bounds, rows and goals."""

from __future__ import annotations

from typing import Any

import numpy as np

from verdeling.solver.goals import AnyGoal, OrderGoal, SumGoal
from verdeling.solver.program import Program
from verdeling.verify.cases import LARGEST


def plain(program: Program) -> dict[str, Any]:
    """The program as JSON has it; no side of a row is beyond what its columns can reach."""
    bounds = zip(program.names, program.lower.tolist(), program.upper.tolist(), strict=True)
    start, columns, coefs = program.start.tolist(), program.columns.tolist(), program.coefs.tolist()
    rows = []
    sides = zip(program.row_lower.tolist(), program.row_upper.tolist(), strict=True)
    for i, (tag, (low, high)) in enumerate(zip(program.rows, sides, strict=True)):
        entries = range(start[i], start[i + 1])
        name = [tag.rule, tag.place, tag.unit]
        # A side that no sum of the row reaches is none; one that every sum breaks stays broken.
        least = None if low < -LARGEST else min(low, LARGEST)
        most = None if high > LARGEST else max(high, -LARGEST)
        rows.append([name, least, most, [[columns[e], coefs[e]] for e in entries]])
    return {
        "kolommen": [[name, low, high] for name, low, high in bounds],
        "rijen": rows,
        "doelen": [_goal(goal) for goal in program.goals],
    }


def _goal(goal: AnyGoal) -> dict[str, Any]:
    columns = goal.columns.tolist()
    if isinstance(goal, SumGoal):
        terms: dict[int, int] = {}
        for j, a in zip(columns, goal.coefs.tolist(), strict=True):
            terms[j] = terms.get(j, 0) + a
        return {
            "soort": "som",
            "naam": goal.name,
            "zin": goal.sense,
            "termen": [[j, a] for j, a in terms.items() if a],
            "constante": int(np.int64(goal.constant)),
        }
    if isinstance(goal, OrderGoal):
        return {"soort": "volgorde", "naam": goal.name, "kolommen": columns}
    ratios = zip(columns, goal.constants.tolist(), goal.denominators.tolist(), strict=True)
    return {"soort": goal.sense, "naam": goal.name, "breuken": [list(r) for r in ratios]}
