"""A proof of a whole program: its parts in the workers, put together, and checked before anyone has it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, Final

from verdeling.solver.engine_names import module_of
from verdeling.solver.goals import IntsLike
from verdeling.solver.program import Program
from verdeling.solver.proof.cases import Part, value
from verdeling.solver.proof.check import FORM, canonical, judge, split
from verdeling.solver.proof.form import plain
from verdeling.solver.proof.make import prove_part, refute_part
from verdeling.solver.workers import POOL, processors

KIND: Final = module_of("scip")
"""Kind of worker with the linear relaxations: the one that solved the plan."""


@dataclass(frozen=True, eq=False, repr=False)
class Proof:
    """A program and a proof about it as plain data, with the verdict of the checker.

    Attributes
    ----------
    program, proof
        What `programma.json` and `bewijs.json` hold.
    goals
        How many goals, from the first on, can be re-checked.
    unique
        Whether it can be re-checked that no other plan is as good.
    impossible
        Whether it can be re-checked that no plan keeps all rows.
    leaves
        Cases that the checker closed.
    fault
        What the checker has against the proof; None when it holds.
    """

    program: dict[str, Any]
    proof: dict[str, Any]
    goals: int
    unique: bool
    impossible: bool
    leaves: int
    fault: list[str] | None

    def __repr__(self) -> str:
        return f"Proof({self.goals} goals, {self.leaves} leaves)"


def prove(
    program: Program,
    x: IntsLike,
    *,
    time_limit: float | None = None,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Proof:
    """Prove a plan best in every goal, as far as time allows.

    Parameters
    ----------
    x
        A plan that is best in every goal, as :func:`verdeling.solver.solve` finds it.
    time_limit
        Seconds for everything; None is no limit.
    workers
        Worker processes; None takes one per processor, 0 works in this process.
    progress
        Called with the goals of parts that are closed and their number; when it has a method ``busy(where,
        message)``, that hears which goal is being proven.
    """
    data, until = plain(program), inf if time_limit is None else time.time() + time_limit
    plan = [int(v) for v in x]
    parts, goals = split(data)[0], data["doelen"]
    made = _in_workers(
        prove_part, {k: (part, goals, plan, until) for k, part in parts.items()}, workers, progress, goals
    )
    # What is clear from the bounds of the columns needs no words.
    told = {
        str(k): trees
        for k, trees in made.items()
        if len(trees) < len(goals) or any(t not in (None, []) for t in trees)
    }
    values = [value(goal, plan) for goal in goals]
    return _checked(data, {"plan": plan, "waarden": values, "delen": told})


def refute(program: Program, *, time_limit: float | None = None, workers: int | None = None) -> Proof:
    """Prove that no plan keeps all rows of a program: one part of it has none."""
    data, until = plain(program), inf if time_limit is None else time.time() + time_limit
    parts = split(data)[0]
    made = _in_workers(refute_part, {k: (part, until) for k, part in parts.items()}, workers, None, ())
    part, tree = next(((k, tree) for k, tree in made.items() if tree is not None), (0, None))
    return _checked(data, {"plan": None, "onmogelijk": {"deel": part, "boom": tree}})


def _in_workers(
    function: Callable[..., Any],
    asked: dict[int, tuple[Any, ...]],
    workers: int | None,
    progress: Callable[[int, int], None] | None,
    goals: Sequence[Any],
) -> dict[int, Any]:
    """The answer per part, the largest part first."""
    order = sorted(asked, key=lambda k: -len(_part(asked[k]).lower))
    if workers == 0:
        return {k: function(*asked[k]) for k in sorted(asked)}
    closed = 0

    def done(_: int, trees: Any) -> None:  # noqa: ANN401
        nonlocal closed
        closed += len(trees)
        if progress is not None:
            progress(closed, len(order) * len(goals))

    hears = getattr(progress, "busy", None)
    calls = [(KIND, function, asked[k]) for k in order]
    found = POOL.run_all(
        calls,
        workers or processors(),
        done if goals else None,
        None if hears is None else lambda place, message: hears("", message),
    )
    return dict(sorted(zip(order, found, strict=True)))


def _part(args: tuple[Any, ...]) -> Part:
    part: Part = args[0]
    return part


def _checked(program: dict[str, Any], claims: dict[str, Any]) -> Proof:
    digest = hashlib.sha256(canonical(program)).hexdigest()
    proof = {"vorm": FORM, "programma": digest, **claims}
    return Proof(program, proof, **judge(program, proof))
