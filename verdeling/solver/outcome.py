"""Outcome of a program: its parts put together, every claim re-checked exactly, two engines compared."""

from __future__ import annotations

import reprlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from verdeling.errors import NietBewezen, Onoplosbaar, Problem, VerificatieFout
from verdeling.solver.certificate import check
from verdeling.solver.goals import AnyGoal, Ints, SumGoal, Value
from verdeling.solver.part import Part, PartAnswer
from verdeling.solver.program import Program


@dataclass(frozen=True, eq=False, repr=False)
class GoalOutcome:
    """What is known of one goal.

    Attributes
    ----------
    name
        Name of the goal.
    sense
        ``min``, ``max``, ``leximin``, ``minmax`` or ``volgorde``.
    value
        Exact value of the plan; None without a plan.
    bound
        Proven bound; equal to the value when the optimum is proven, None when unknown.
    proven
        Whether no plan is better, given the goals before it.
    engine
        Name of the engine that proved it.
    seconds
        Seconds of solving, summed over the parts.
    second
        Value that the second engine found, in an official run.
    rechecked
        Whether a proof stands that anyone can check without an engine; None when none was asked for.
    """

    name: str
    sense: str
    value: Value | None
    bound: Value | None
    proven: bool
    engine: str
    seconds: float
    second: Value | None = None
    rechecked: bool | None = None

    def __repr__(self) -> str:
        return f"GoalOutcome({self.name}, {self.sense}, {reprlib.repr(self.value)}, proven={self.proven})"


@dataclass(frozen=True, eq=False, repr=False)
class Solution:
    """A plan with its goals.

    Attributes
    ----------
    x
        Value per column of the program.
    goals
        Goals in order.
    engine
        Engine that found the plan.
    seconds
        Wall time of solving.
    parts
        Number of parts that were solved apart.
    unique
        Whether it is proven that no other plan has the same goal values, the tie order included: not one
        column can have another value.
    second
        The plan of the second engine in an official run; equal to `x` when that run succeeded.
    """

    x: Ints
    goals: tuple[GoalOutcome, ...]
    engine: str
    seconds: float
    parts: int
    unique: bool
    second: Ints | None = None

    def __repr__(self) -> str:
        return f"Solution({len(self.x)} columns, goals={self.goals}, unique={self.unique})"

    @property
    def proven(self) -> bool:
        """Whether every goal is proven."""
        return all(d.proven for d in self.goals)


class Unproven(NietBewezen):
    """Stopped without a proof; carries what is known.

    Attributes
    ----------
    solution
        The best plan found with the bounds so far, None when there is none.
    second
        In an official run in which two engines disagree: the plan of the second engine.
    """

    def __init__(
        self, problems: Sequence[Problem], solution: Solution | None, second: Solution | None = None
    ) -> None:
        super().__init__(problems)
        self.solution = solution
        self.second = second


def refuse(
    program: Program, parts: Sequence[Part], answers: Sequence[PartAnswer], names: Sequence[str]
) -> None:
    """Raise what is wrong with answers: parts without a plan, or answers that do not stand up."""
    infeasible = [k for k, a in enumerate(answers) if a.status == "infeasible"]
    if infeasible:
        raise Onoplosbaar(
            [Problem.van("V412", names[k], regels=_rules(program, parts[k])) for k in infeasible]
        )
    failed = [k for k, a in enumerate(answers) if a.status == "failed"]
    if failed:
        raise VerificatieFout([_objection(answers[k], names[k]) for k in failed])


def combine(
    program: Program,
    parts: list[Part],
    answers: list[PartAnswer],
    names: list[str],
    engine: str,
    seconds: float,
) -> Solution:
    """Put the parts together, or tell what went wrong in them."""
    refuse(program, parts, answers, names)
    x = np.zeros(program.size, dtype=np.int64)
    whole = True
    for part, answer in zip(parts, answers, strict=True):
        if answer.x is None:
            whole = False
        else:
            x[part.columns] = answer.x
    goals = [_goal(goal, k, x if whole else None, answers, engine) for k, goal in enumerate(program.goals)]
    unique = all(a.unique for a in answers)
    plan = Solution(x, tuple(goals), engine, seconds, len(parts), unique) if whole else None
    if plan is not None:
        check(program, x.tolist(), [d.value for d in goals if d.value is not None])
    stopped = [k for k, a in enumerate(answers) if a.status == "stopped"]
    if stopped or plan is None:
        raise Unproven(
            [Problem.van("V414", names[k], engine=engine, seconden=round(seconds, 1)) for k in stopped], plan
        )
    return plan


def _objection(answer: PartAnswer, name: str) -> Problem:
    """Why an answer was refused."""
    if answer.objection is None:
        return Problem.van("V413", name, reden=answer.explanation)
    code, numbers = answer.objection
    return Problem.van(code, name, **numbers)


def _goal(goal: AnyGoal, k: int, x: Ints | None, answers: Sequence[PartAnswer], engine: str) -> GoalOutcome:
    value = None if x is None else goal.value(x)
    proven = all(a.proven[k] for a in answers)
    bound: Value | None = value if proven else None
    bounds = [a.bounds[k] for a in answers]
    if isinstance(goal, SumGoal) and not proven and all(b is not None for b in bounds):
        bound = goal.constant + sum(b for b in bounds if b is not None)
    seconds = sum(a.seconds[k] for a in answers)
    return GoalOutcome(goal.name, goal.sense, value, bound, proven, engine, seconds)


def _rules(program: Program, part: Part) -> str:
    mine = np.zeros(program.size, dtype=bool)
    mine[part.columns] = True
    rows = np.unique(program.row_of[mine[program.columns]])
    return ", ".join(sorted({program.rows[i].rule for i in rows}))


def compare(program: Program, first: Solution, other: Solution) -> Solution:
    """Both engines agree on every goal and on the whole plan, and the plan is the only one."""
    goals = tuple(replace(a, second=b.value) for a, b in zip(first.goals, other.goals, strict=True))
    both = replace(first, goals=goals, unique=first.unique and other.unique, second=other.x)
    problems = [
        Problem.van("V415", p.name, een=p.engine, waarde=str(p.value), twee=q.engine, tweede=str(q.value))
        for p, q in zip(first.goals, other.goals, strict=True)
        if p.value != q.value
    ]
    for j in np.flatnonzero(first.x != other.x)[:20]:
        a, b = int(first.x[j]), int(other.x[j])
        problems.append(
            Problem.van("V416", program.names[j], een=first.engine, waarde=a, twee=other.engine, tweede=b)
        )
    if not problems and not both.unique:
        problems.append(Problem.van("V417"))
    if problems:
        raise Unproven(problems, both, other)
    return both
