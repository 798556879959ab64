"""Integer programs with whole numbers: goals in order, each proven, every answer re-checked in integers.

Needs nothing of the house but its errors.

Examples
--------
>>> from verdeling.solver import Builder, RowTag, SumGoal, solve
>>> build = Builder()
>>> x, y = build.variables("x", [("a",), ("b",)], 0, 9)
>>> _ = build.row(RowTag("total", "here"), [x, y], [2, 3], lower=12)
>>> build.goal(SumGoal("cost", [x, y], [4, 5]))
>>> solution = solve(build.freeze(), engine="scip")
>>> [(goal.name, goal.value, goal.proven) for goal in solution.goals]
[('cost', 20, True)]

Public names, loaded at first use
---------------------------------
program
    `Builder` makes a frozen `Program` of columns and rows, each row with a `RowTag`.
goals
    `SumGoal`, `LeximinGoal`, `MinmaxGoal`, and last `OrderGoal`, the tie order.
solving
    `solve` gives a `Solution` with a `GoalOutcome` per goal; `Unproven` carries what is known.
engines
    `ENGINES` by name, `EngineAnswer` and `EngineMissing`. One of another package: see the README.
parts
    `split` cuts a program where nothing couples; `solve_part` solves a `Part`.
certificate
    `broken` and `check` re-check a plan without anything that solves.
questions
    `cores` of rows in conflict, `least_and_most` of sums over equally good plans.
workers
    `POOL` runs functions in worker processes, a `Pool` of `Worker`.
export
    `text`, `lp` and `mps` of a program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verdeling.solver.certificate import broken as broken
    from verdeling.solver.certificate import check as check
    from verdeling.solver.core import cores as cores
    from verdeling.solver.engine_names import ENGINES as ENGINES
    from verdeling.solver.engines.base import EngineAnswer as EngineAnswer
    from verdeling.solver.engines.base import EngineMissing as EngineMissing
    from verdeling.solver.export import lp as lp
    from verdeling.solver.export import mps as mps
    from verdeling.solver.export import text as text
    from verdeling.solver.goals import LeximinGoal as LeximinGoal
    from verdeling.solver.goals import MinmaxGoal as MinmaxGoal
    from verdeling.solver.goals import OrderGoal as OrderGoal
    from verdeling.solver.goals import SumGoal as SumGoal
    from verdeling.solver.margins import least_and_most as least_and_most
    from verdeling.solver.outcome import GoalOutcome as GoalOutcome
    from verdeling.solver.outcome import Solution as Solution
    from verdeling.solver.outcome import Unproven as Unproven
    from verdeling.solver.part import Part as Part
    from verdeling.solver.part import solve_part as solve_part
    from verdeling.solver.program import Builder as Builder
    from verdeling.solver.program import Program as Program
    from verdeling.solver.program import RowTag as RowTag
    from verdeling.solver.solving import solve as solve
    from verdeling.solver.splitting import split as split
    from verdeling.solver.workers import POOL as POOL
    from verdeling.solver.workers import Pool as Pool
    from verdeling.solver.workers import Worker as Worker

_NAMES = {
    "certificate": ("broken", "check"),
    "core": ("cores",),
    "engine_names": ("ENGINES",),
    "engines.base": ("EngineAnswer", "EngineMissing"),
    "export": ("lp", "mps", "text"),
    "goals": ("LeximinGoal", "MinmaxGoal", "OrderGoal", "SumGoal"),
    "margins": ("least_and_most",),
    "outcome": ("GoalOutcome", "Solution", "Unproven"),
    "part": ("Part", "solve_part"),
    "program": ("Builder", "Program", "RowTag"),
    "solving": ("solve",),
    "splitting": ("split",),
    "workers": ("POOL", "Pool", "Worker"),
}
_HOMES = {name: home for home, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a public name at first use (PEP 562)."""
    import importlib

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(_HOMES)
