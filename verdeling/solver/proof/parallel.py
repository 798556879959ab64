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
from verdeling.solver.proof.form import plain
from verdeling.solver.proof.make import prove_part, refute_part
from verdeling.solver.workers import POOL, processors
from verdeling.verify.cases import value
from verdeling.verify.check import FORM, judge, split
from verdeling.verify.container import canonical

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
    describe: Callable[[Sequence[str]], str] = ", ".join,
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
    describe
        Words for the places of a part, from the strings in the keys of its columns.
    """
    data, until = plain(program), inf if time_limit is None else time.time() + time_limit
    plan = [int(v) for v in x]
    parts, goals = split(data)[0], data["doelen"]
    asked = {k: (part, goals, plan, until) for k, part in parts.items()}
    hears = getattr(progress, "busy", None)

    def busy(k: int, message: Any) -> None:  # noqa: ANN401
        if hears is not None:
            places = set().union(*(program.keys[j] for j in parts[k].lower))
            hears(describe(sorted(places)), message)

    closed = 0

    def done(trees: Any) -> None:  # noqa: ANN401
        nonlocal closed
        closed += len(trees)
        if progress is not None:
            progress(closed, len(parts) * len(goals))

    made = _in_workers(prove_part, asked, workers, done, None if hears is None else busy)
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
    made = _in_workers(refute_part, {k: (part, until) for k, part in parts.items()}, workers)
    part, tree = next(((k, tree) for k, tree in made.items() if tree is not None), (0, None))
    return _checked(data, {"plan": None, "onmogelijk": {"deel": part, "boom": tree}})


def _in_workers(
    function: Callable[..., Any],
    asked: dict[int, tuple[Any, ...]],
    workers: int | None,
    done: Callable[[Any], None] = lambda _: None,
    busy: Callable[[int, Any], None] | None = None,
) -> dict[int, Any]:
    """The answer per part, the largest part first."""
    if workers == 0:
        return {k: function(*args) for k, args in asked.items()}
    order = sorted(asked, key=lambda k: (-len(asked[k][0].lower), k))
    found = POOL.run_all(
        [(KIND, function, asked[k]) for k in order],
        workers or processors(),
        lambda _, answer: done(answer),
        None if busy is None else lambda place, message: busy(order[place], message),
    )
    return dict(sorted(zip(order, found, strict=True)))


def _checked(program: dict[str, Any], claims: dict[str, Any]) -> Proof:
    digest = hashlib.sha256(canonical(program)).hexdigest()
    proof = {"vorm": FORM, "programma": digest, **claims}
    return Proof(program, proof, **judge(program, proof))
