"""Solve a program: its parts in parallel, every goal to a proven optimum, everything re-checked exactly."""

from __future__ import annotations

import time
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, NoReturn

import numpy as np

from verdeling.errors import Onoplosbaar, Problem, VerdelingError
from verdeling.solver.coupled import Joined
from verdeling.solver.engine_names import ENGINES, LONGEST_LIMIT, engine_names, module_of
from verdeling.solver.engines import OWN_PROCESS, EngineMissing
from verdeling.solver.goals import Ints, MinmaxGoal
from verdeling.solver.outcome import GoalOutcome, Solution, Unproven, combine, compare, refuse
from verdeling.solver.part import Part, PartAnswer, solve_part
from verdeling.solver.program import Program, RowTag
from verdeling.solver.session import without_plan
from verdeling.solver.splitting import split
from verdeling.solver.workers import POOL, processors

__all__ = ["Describe", "GoalOutcome", "Memory", "Progress", "Solution", "Unproven", "solve"]

Progress = Callable[[int, int], None]
"""Called with the number of parts that are done and the number of parts.

When it has a method ``busy(where, message)``, that hears from another thread which goals are solved where
and how far the best plan is from the proven bound.
"""
Describe = Callable[[Sequence[str]], str]
"""Words for the places of a part, from the strings in the keys of its columns."""
Memory = MutableMapping[str, PartAnswer]
"""Answer by hash of the part, its engine and seed."""


def solve(
    program: Program,
    engine: str = "scip",
    official: bool = False,
    time_limit: float | None = None,
    *,
    second: str = "cbc",
    workers: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
    memory: Memory | None = None,
    describe: Describe | None = None,
    joined: int | None = None,
) -> Solution:
    """Solve a program to the proven optimum of every goal, in their order.

    Parameters
    ----------
    engine
        ``scip``, ``highs``, ``cpsat``, ``cbc``, or one that another package adds.
    official
        Also solve with the engine `second` and demand the same goal values, the same plan, and a proof
        that no other plan has these goal values.
    time_limit
        Seconds for everything; None is no limit.
    workers
        Worker processes; None takes one per processor, 0 solves in this process (not with CBC).
    seed
        Seed of the engines. The answer does not depend on it when the program ends in a tie order.
    progress
        Called after every part.
    memory
        Answers to parts that were solved before; what is proven here is added. The plan is the same without.
    describe
        Words for the places of a part, from the strings in the keys of its columns; None gives these.
    joined
        Number of a row with an upper limit that makes one part of what are many without it, see
        :mod:`verdeling.solver.coupled`; the goals are then sums, and perhaps a tie order.

    Raises
    ------
    VerdelingError
        Unknown or missing engine, a time limit that is not above zero.
    Onoplosbaar
        No plan satisfies all rows; rows that nothing can satisfy are named.
    Unproven
        Time was up, or two engines disagree; carries what is known.
    VerificatieFout
        An answer does not stand up to the exact re-check.
    """
    _check(program, [engine, second] if official else [engine], time_limit, describe)
    deadline = None if time_limit is None else time.time() + time_limit
    engines = [engine, second] if official else [engine]
    loop = _Solve(
        program,
        engines,
        deadline,
        workers,
        seed,
        progress,
        {} if memory is None else memory,
        describe or _codes,
        time.perf_counter(),
    )
    plans = loop.run() if joined is None else [loop.divided(name, joined) for name in engines]
    return compare(program, *plans) if official else plans[0]


def envelopes(
    program: Program,
    row: int,
    groups: Sequence[Ints],
    engine: str = "scip",
    time_limit: float | None = None,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    describe: Describe | None = None,
) -> Joined:
    """The exact lower envelope of every group of columns that a row joins; see :func:`solve`.

    Parameters
    ----------
    row
        Number of the row; its upper limit is the largest amount that is looked at.
    groups
        Columns of each part; only the row couples them.
    """
    _check(program, [engine], time_limit, describe)
    deadline = None if time_limit is None else time.time() + time_limit
    loop = _Solve(
        program, [engine], deadline, workers, 0, progress, {}, describe or _codes, time.perf_counter()
    )
    joined, _ = loop.joined(engine, row, groups)
    joined.envelope()
    return joined


@dataclass(frozen=True, eq=False)
class _Solve:
    """What every round of solving needs."""

    program: Program
    engines: Sequence[str]
    deadline: float | None
    workers: int | None
    seed: int
    progress: Progress | None
    memory: Memory
    describe: Describe
    began: float

    def run(self) -> list[Solution]:
        """The plan of every engine."""
        levels: list[dict[str, Fraction | None]] = [{} for _ in self.engines]
        coupling = [d.name for d in self.program.goals if isinstance(d, MinmaxGoal)]
        if coupling and len(split(self.program, dict.fromkeys(coupling))) > 1:
            for name in coupling:
                self._level(name, levels)
        return self._round([split(self.program, of_engine) for of_engine in levels])

    def _level(self, name: str, levels: list[dict[str, Fraction | None]]) -> None:
        """Prove the least largest deviation over all parts: the largest of what each part can do at best.

        The parts are independent, so nothing less is possible; with its level known the goal couples nothing.
        """
        k = next(i for i, d in enumerate(self.program.goals) if d.name == name)
        until = replace(self.program, goals=self.program.goals[: k + 1])
        parts = [split(until, {**of_engine, name: None}) for of_engine in levels]
        for plan, of_engine in zip(self._round(parts), levels, strict=True):
            value = plan.goals[k].value
            assert isinstance(value, Fraction), "this kind of goal has one exact value"
            of_engine[name] = value

    def divided(self, engine: str, row: int) -> Solution:
        """The plan of one engine when a row joins the parts: the best division, then the tie order."""
        joined, names = self.joined(engine, row)
        plans = []
        for division in joined.divisions(joined.search()):
            parts = joined.capped(division)
            answers = self._answers([(engine, part) for part in parts], names, self.progress)
            if joined.exceeded(answers):
                parts = [joined.together(division)]
                answers = self._answers([(engine, parts[0])], [self._where(parts[0])], self.progress)
            seconds = time.perf_counter() - self.began
            where = [self._where(part) for part in parts]
            plans.append(combine(self.program, parts, answers, where, engine, seconds))
        return min(plans, key=lambda plan: [goal.value for goal in plan.goals if goal.sense == "volgorde"])

    def joined(self, engine: str, row: int, groups: Sequence[Ints] | None = None) -> tuple[Joined, list[str]]:
        """The parts that a row joins, with nothing known yet, and what each is about."""
        names: list[str] = []

        def proven(asked: Sequence[tuple[int, Part]]) -> list[Ints]:
            where = [names[k] for k, _ in asked]
            parts = [part for _, part in asked]
            answers = self._answers([(engine, part) for part in parts], where, None)
            refuse(self.program, parts, answers, where)
            if any(a.status == "stopped" for a in answers):
                self._out_of_time(engine, names, joined.known())
            return [a.x for a in answers if a.x is not None]

        joined = Joined(self.program, row, proven, groups)
        names += [self._where(f.part) for f in joined.frontiers]
        return joined, names

    def _out_of_time(self, engine: str, names: Sequence[str], x: Ints | None) -> NoReturn:
        """Stop with the best plan so far, which keeps every row but is not proven."""
        seconds = time.perf_counter() - self.began
        goals = self.program.goals
        blank = PartAnswer("stopped", x, [None] * len(goals), [False] * len(goals), [0.0] * len(goals))
        whole = Part(self.program.arrays, goals, np.arange(self.program.size))
        combine(self.program, [whole], [blank], [", ".join(names)], engine, seconds)
        raise AssertionError("what is stopped is not combined")

    def _round(self, parts: list[list[Part]]) -> list[Solution]:
        """Solve the parts of every engine, all in one pool."""
        jobs = [(name, part) for name, mine in zip(self.engines, parts, strict=True) for part in mine]
        names = [self._where(part) for _, part in jobs]
        answers = self._answers(jobs, names, self.progress)
        seconds = time.perf_counter() - self.began
        plans: list[Solution] = []
        without: dict[str, Onoplosbaar] = {}
        first = 0
        for name, mine in zip(self.engines, parts, strict=True):
            these = slice(first, first + len(mine))
            full = [answer.complete(len(self.program.goals)) for answer in answers[these]]
            try:
                plans.append(combine(self.program, mine, full, names[these], name, seconds))
            except Onoplosbaar as reason:
                without[name] = reason
            first += len(mine)
        for name, error in without.items():
            if not plans:
                raise error
            where = ", ".join(p.waar for p in error.problemen)
            raise Unproven([Problem.van("V419", where, een=plans[0].engine, twee=name)], plans[0])
        return plans

    def _answers(
        self, jobs: list[tuple[str, Part]], names: list[str], progress: Progress | None
    ) -> list[PartAnswer]:
        """Solve parts by their engines; one that works alone is asked about in another way."""
        hears = getattr(self.progress, "busy", None)
        busy = None if hears is None else lambda j, message: hears(names[j], message)
        # Two engines confirm each other.
        certain = len(self.engines) == 1
        answers = _solve_all(
            jobs, names, self.deadline, self.workers, self.seed, certain, progress, self.memory, busy
        )
        if certain:
            self._confirm_without_plan(jobs, answers)
        return answers

    def _confirm_without_plan(self, jobs: list[tuple[str, Part]], answers: list[PartAnswer]) -> None:
        """Ask in another way about parts without a plan; what contradicts the engine is no answer."""
        marks = {j: _mark(*jobs[j], self.seed) for j, a in enumerate(answers) if a.status == "infeasible"}
        without = [j for j, mark in marks.items() if mark not in self.memory]
        args = [(jobs[j][1].arrays, jobs[j][0], self.deadline) for j in without]
        if self.workers == 0:
            found = [without_plan(*arg) for arg in args]
        else:
            calls = [(ENGINES["scip"], without_plan, arg) for arg in args]
            found = POOL.run_all(calls, self.workers or processors())
        for j, verdict in zip(without, found, strict=True):
            if verdict:
                self.memory[marks[j]] = answers[j]
            elif verdict is None:
                answers[j] = replace(answers[j], status="stopped")
            else:
                answers[j] = replace(answers[j], status="failed", objection=("V822", {"motor": jobs[j][0]}))

    def _where(self, part: Part) -> str:
        """What a part is about."""
        keys = self.program.keys
        return self.describe(sorted(set().union(*(keys[j] for j in part.columns.tolist()))))


def _check(
    program: Program, engines: Sequence[str], time_limit: float | None, describe: Describe | None
) -> None:
    """Stop before solving when that cannot end well."""
    problems = [
        Problem.van("V407", engine=name, motoren=", ".join(engine_names()))
        for name in engines
        if name not in ENGINES and name not in engine_names()
    ]
    if time_limit is not None and not 0 < time_limit <= LONGEST_LIMIT:
        problems.append(Problem.van("V408", seconden=time_limit, langst=LONGEST_LIMIT))
    if len(set(engines)) < len(engines):
        problems.append(Problem.van("V409", engine=engines[0]))
    if problems:
        raise VerdelingError(problems)
    false = program.false_rows().tolist()
    if false:
        least, most = program.span()
        raise Onoplosbaar(
            [
                Problem.van("V410", _place(program.rows[i], describe), tekst=_text(program, i, least, most))
                for i in false
            ]
        )


def _place(row: RowTag, describe: Describe | None) -> str:
    """Rule and place of a row, by name where there are names."""
    return f"{row.rule} {(describe([row.place]) if describe else '') or row.place}"


def _text(program: Program, i: int, least: Ints, most: Ints) -> str:
    low, high = int(program.row_lower[i]), int(program.row_upper[i])
    asked = f"≥ {low}" if most[i] < low else f"≤ {high}"
    return f"{least[i]} … {most[i]}, {asked} {program.rows[i].unit}".rstrip()


def _solve_all(
    jobs: list[tuple[str, Part]],
    names: list[str],
    deadline: float | None,
    workers: int | None,
    seed: int,
    certain: bool,
    progress: Progress | None,
    memory: Memory,
    busy: Callable[[int, Any], None] | None = None,
) -> list[PartAnswer]:
    """Every part by its engine, the largest first; answers in the order of the jobs."""
    order = sorted(range(len(jobs)), key=lambda j: (-jobs[j][1].arrays.size, j))
    answers: dict[int, PartAnswer] = {}

    def done(j: int, answer: PartAnswer) -> None:
        answers[j] = answer
        if progress is not None:
            progress(len(answers), len(jobs))

    marks = [_mark(name, part, seed) for name, part in jobs]
    for j in order:
        if marks[j] in memory:
            done(j, memory[marks[j]])
    order = [j for j in order if j not in answers]
    calls = [
        (module_of(name), solve_part, (part, name, deadline, seed, True, None, certain))
        for name, part in (jobs[j] for j in order)
    ]
    try:
        if workers == 0 and not OWN_PROCESS.intersection(name for name, _ in jobs):
            for j, (_, _, args) in zip(order, calls, strict=True):
                done(j, solve_part(*args))
        else:
            POOL.run_all(
                calls,
                workers or processors(),
                lambda place, answer: done(order[place], answer),
                None if busy is None else lambda place, message: busy(order[place], message),
                [names[j] for j in order],
            )
    except EngineMissing as error:
        raise VerdelingError.een("V411", reden=str(error)) from error
    for j in order:
        if answers[j].status == "proven":
            memory[marks[j]] = answers[j]
    return [answers[j] for j in range(len(jobs))]


def _mark(name: str, part: Part, seed: int) -> str:
    """Key of a part in the memory of answers."""
    return f"{name} {seed} {part.fingerprint()}"


def _codes(codes: Sequence[str]) -> str:
    """Places of a part, a few of them by code."""
    return ", ".join(codes[:4]) + (f" … ({len(codes)})" if len(codes) > 4 else "")
