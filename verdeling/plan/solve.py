"""Solve a program: its parts in parallel, every goal to a proven optimum, everything re-checked exactly."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from verdeling.errors import NietBewezen, Onoplosbaar, Probleem, VerdelingError, VerificatieFout
from verdeling.plan.certificate import controleer
from verdeling.plan.deel import Deel, DeelAntwoord, los_deel
from verdeling.plan.engines import EIGEN_PROCES, MOTOREN, EngineOntbreekt
from verdeling.plan.goals import AnyDoel, Doel, Ints, LeximinDoel, MinmaxDoel, VolgordeDoel, Waarde
from verdeling.plan.program import Program
from verdeling.plan.split import splits
from verdeling.plan.workers import POOL

Voortgang = Callable[[int, int], None]
"""Called with the number of parts that are done and the number of parts.

When it has a method ``bezig(waar, bericht)``, that hears from another thread which goals are solved where
and how far the best plan is from the proven bound.
"""
Benoem = Callable[[Sequence[str]], str]
"""Words for the gemeenten of a part, from their codes."""
Geheugen = MutableMapping[str, DeelAntwoord]
"""Answer by hash of the part, its engine and seed."""


@dataclass(frozen=True, eq=False)
class DoelUitkomst:
    """What is known of one goal.

    Attributes
    ----------
    naam
        Name of the goal.
    zin
        ``min``, ``max``, ``leximin``, ``minmax`` or ``volgorde``.
    waarde
        Exact value of the plan; None without a plan.
    grens
        Proven bound; equal to the value when the optimum is proven, None when unknown.
    bewezen
        Whether no plan is better, given the goals before it.
    engine
        Name of the engine that proved it.
    seconden
        Seconds of solving, summed over the parts.
    tweede
        Value that the second engine found, in an official run.
    """

    naam: str
    zin: str
    waarde: Waarde | None
    grens: Waarde | None
    bewezen: bool
    engine: str
    seconden: float
    tweede: Waarde | None = None


@dataclass(frozen=True, eq=False)
class Oplossing:
    """A plan with its goals.

    Attributes
    ----------
    x
        Value per column of the program.
    doelen
        Goals in order.
    engine
        Engine that found the plan.
    seconden
        Wall time of solving.
    delen
        Number of parts that were solved apart.
    uniek
        Whether it is proven that no other plan has the same goal values, the tie order included: not one
        column can have another value.
    tweede
        The plan of the second engine in an official run; equal to `x` when that run succeeded.
    """

    x: Ints
    doelen: tuple[DoelUitkomst, ...]
    engine: str
    seconden: float
    delen: int
    uniek: bool
    tweede: Ints | None = None

    @property
    def bewezen(self) -> bool:
        """Whether every goal is proven."""
        return all(d.bewezen for d in self.doelen)


class ZonderBewijs(NietBewezen):
    """Stopped without a proof; carries what is known.

    Attributes
    ----------
    oplossing
        The best plan found with the bounds so far, None when there is none.
    tweede
        In an official run in which two engines disagree: the plan of the second engine.
    """

    def __init__(
        self, problemen: Sequence[Probleem], oplossing: Oplossing | None, tweede: Oplossing | None = None
    ) -> None:
        super().__init__(problemen)
        self.oplossing = oplossing
        self.tweede = tweede


def solve(
    program: Program,
    engine: str = "scip",
    official: bool = False,
    time_limit: float | None = None,
    *,
    second: str = "cbc",
    workers: int | None = None,
    seed: int = 0,
    voortgang: Voortgang | None = None,
    geheugen: Geheugen | None = None,
    benoem: Benoem | None = None,
) -> Oplossing:
    """Solve a program to the proven optimum of every goal, in their order.

    Parameters
    ----------
    engine
        ``scip``, ``highs``, ``cpsat`` or ``cbc``.
    official
        Also solve with the engine `second` and demand the same goal values, the same plan, and a proof
        that no other plan has these goal values.
    time_limit
        Seconds for everything; None is no limit.
    workers
        Worker processes; None takes one per processor, 0 solves in this process (not with CBC).
    seed
        Seed of the engines. The answer does not depend on it when the program ends in a tie order.
    voortgang
        Called after every part.
    geheugen
        Answers to parts that were solved before; what is proven here is added. The plan is the same without.
    benoem
        Words for the gemeenten of a part; None gives their codes.

    Raises
    ------
    VerdelingError
        Unknown or missing engine, a time limit that is not above zero.
    Onoplosbaar
        No plan satisfies all rows; rows that nothing can satisfy are named.
    ZonderBewijs
        Time was up, or two engines disagree; carries what is known.
    VerificatieFout
        An answer does not stand up to the exact re-check.
    """
    _toets(program, [engine, second] if official else [engine], time_limit)
    deadline = None if time_limit is None else time.time() + time_limit
    engines = [engine, second] if official else [engine]
    memory = {} if geheugen is None else geheugen
    loop = _Solve(
        program, engines, deadline, workers, seed, voortgang, memory, benoem or _codes, time.perf_counter()
    )
    plans = loop.run()
    return _vergelijk(program, *plans) if official else plans[0]


@dataclass(frozen=True, eq=False)
class _Solve:
    """What every round of solving needs."""

    program: Program
    engines: Sequence[str]
    deadline: float | None
    workers: int | None
    seed: int
    voortgang: Voortgang | None
    geheugen: Geheugen
    benoem: Benoem
    begon: float

    def run(self) -> list[Oplossing]:
        """The plan of every engine."""
        levels: list[dict[str, Fraction | None]] = [{} for _ in self.engines]
        coupling = [d.naam for d in self.program.doelen if isinstance(d, MinmaxDoel)]
        if len(splits(self.program, dict.fromkeys(coupling))) > 1:
            for name in coupling:
                self._niveau(name, levels)
        return self._ronde([splits(self.program, of_engine) for of_engine in levels])

    def _niveau(self, name: str, levels: list[dict[str, Fraction | None]]) -> None:
        """Prove the least largest deviation over all parts: the largest of what each part can do at best.

        The parts are independent, so nothing less is possible; with its level known the goal couples nothing.
        """
        k = next(i for i, d in enumerate(self.program.doelen) if d.naam == name)
        until = replace(self.program, doelen=self.program.doelen[: k + 1])
        parts = [splits(until, {**of_engine, name: None}) for of_engine in levels]
        for plan, of_engine in zip(self._ronde(parts), levels, strict=True):
            value = plan.doelen[k].waarde
            assert isinstance(value, Fraction), "this kind of goal has one exact value"
            of_engine[name] = value

    def _ronde(self, parts: list[list[Deel]]) -> list[Oplossing]:
        """Solve the parts of every engine, all in one pool."""
        jobs = [(name, part) for name, mine in zip(self.engines, parts, strict=True) for part in mine]
        names = [self._waar(part) for _, part in jobs]
        hears = getattr(self.voortgang, "bezig", None)
        busy = None if hears is None else lambda j, message: hears(names[j], message)
        answers = _alle(jobs, self.deadline, self.workers, self.seed, self.voortgang, self.geheugen, busy)
        seconds = time.perf_counter() - self.begon
        plans, first = [], 0
        for name, mine in zip(self.engines, parts, strict=True):
            these = slice(first, first + len(mine))
            full = [_aangevuld(answer, self.program) for answer in answers[these]]
            plans.append(_samen(self.program, mine, full, names[these], name, seconds))
            first += len(mine)
        return plans

    def _waar(self, part: Deel) -> str:
        """What a part is about."""
        return self.benoem(sorted({code for j in part.kolommen for code in self.program.sleutels[j]}))


def _toets(program: Program, engines: Sequence[str], time_limit: float | None) -> None:
    """Stop before solving when that cannot end well."""
    problems = [
        Probleem.van("V407", engine=name, motoren=", ".join(MOTOREN))
        for name in engines
        if name not in MOTOREN
    ]
    if time_limit is not None and not time_limit > 0:
        problems.append(Probleem.van("V408", seconden=time_limit))
    if len(set(engines)) < len(engines):
        problems.append(Probleem.van("V409", engine=engines[0]))
    if problems:
        raise VerdelingError(problems)
    false = [program.rijen[i] for i in program.onware_rijen()]
    if false:
        least, most = program.bereik()
        raise Onoplosbaar(
            [
                Probleem.van("V410", f"{r.regel} {r.waar}", tekst=_tekst(program, i, least, most))
                for i, r in zip(program.onware_rijen().tolist(), false, strict=True)
            ]
        )


def _tekst(program: Program, i: int, least: Ints, most: Ints) -> str:
    low, high = int(program.rij_onder[i]), int(program.rij_boven[i])
    asked = f"≥ {low}" if most[i] < low else f"≤ {high}"
    return f"{least[i]} … {most[i]}, {asked} {program.rijen[i].eenheid}"


def _alle(
    jobs: list[tuple[str, Deel]],
    deadline: float | None,
    workers: int | None,
    seed: int,
    voortgang: Voortgang | None,
    geheugen: Geheugen,
    bezig: Callable[[int, Any], None] | None = None,
) -> list[DeelAntwoord]:
    """Every part by its engine, the largest first; answers in the order of the jobs."""
    order = sorted(range(len(jobs)), key=lambda j: (-jobs[j][1].arrays.aantal, j))
    answers: dict[int, DeelAntwoord] = {}

    def done(j: int, answer: DeelAntwoord) -> None:
        answers[j] = answer
        if voortgang is not None:
            voortgang(len(answers), len(jobs))

    marks = [f"{name} {seed} {part.kenmerk()}" for name, part in jobs]
    for j in order:
        if marks[j] in geheugen:
            done(j, geheugen[marks[j]])
    order = [j for j in order if j not in answers]
    calls = []
    for name, part in (jobs[j] for j in order):
        calls.append((MOTOREN[name], "verdeling.plan.deel:los_deel", (part, name, deadline, seed)))
    try:
        if workers == 0 and not EIGEN_PROCES.intersection(name for name, _ in jobs):
            for j, (_, _, args) in zip(order, calls, strict=True):
                done(j, los_deel(*args))
        else:
            POOL.alle(
                calls,
                workers or _processors(),
                lambda place, answer: done(order[place], answer),
                None if bezig is None else lambda place, message: bezig(order[place], message),
            )
    except EngineOntbreekt as error:
        raise VerdelingError.een("V411", reden=str(error)) from error
    for j in order:
        if answers[j].status in ("bewezen", "onoplosbaar"):
            geheugen[marks[j]] = answers[j]
    return [answers[j] for j in range(len(jobs))]


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _aangevuld(answer: DeelAntwoord, program: Program) -> DeelAntwoord:
    """The answer with goals that this round did not ask for, as not proven."""
    missing = len(program.doelen) - len(answer.bewezen)
    return replace(
        answer,
        grenzen=[*answer.grenzen, *[None] * missing],
        bewezen=[*answer.bewezen, *[False] * missing],
        seconden=[*answer.seconden, *[0.0] * missing],
    )


def _samen(
    program: Program,
    parts: list[Deel],
    answers: list[DeelAntwoord],
    names: list[str],
    engine: str,
    seconds: float,
) -> Oplossing:
    """Put the parts together, or tell what went wrong in them."""
    infeasible = [k for k, a in enumerate(answers) if a.status == "onoplosbaar"]
    if infeasible:
        raise Onoplosbaar(
            [Probleem.van("V412", names[k], regels=_regels(program, parts[k])) for k in infeasible]
        )
    failed = [k for k, a in enumerate(answers) if a.status == "mislukt"]
    if failed:
        raise VerificatieFout([Probleem.van("V413", names[k], reden=answers[k].uitleg) for k in failed])
    x = np.zeros(program.aantal, dtype=np.int64)
    whole = True
    for part, answer in zip(parts, answers, strict=True):
        if answer.x is None:
            whole = False
        else:
            x[part.kolommen] = answer.x
    goals = [_doel(goal, k, x if whole else None, answers, engine) for k, goal in enumerate(program.doelen)]
    unique = all(a.uniek for a in answers)
    plan = Oplossing(x, tuple(goals), engine, seconds, len(parts), unique) if whole else None
    if plan is not None:
        controleer(program, x.tolist(), [d.waarde for d in goals if d.waarde is not None])
    stopped = [k for k, a in enumerate(answers) if a.status == "gestopt"]
    if stopped or plan is None:
        raise ZonderBewijs(
            [Probleem.van("V414", names[k], engine=engine, seconden=round(seconds, 1)) for k in stopped], plan
        )
    return plan


def _doel(
    goal: AnyDoel, k: int, x: Ints | None, answers: Sequence[DeelAntwoord], engine: str
) -> DoelUitkomst:
    value = None if x is None else goal.waarde(x)
    proven = all(a.bewezen[k] for a in answers)
    bound: Waarde | None = value if proven else None
    bounds = [a.grenzen[k] for a in answers]
    if isinstance(goal, Doel):
        if not proven and all(b is not None for b in bounds):
            bound = goal.constante + sum(b for b in bounds if b is not None)
        sense: str = goal.zin
    else:
        sense = (
            "leximin"
            if isinstance(goal, LeximinDoel)
            else "volgorde"
            if isinstance(goal, VolgordeDoel)
            else "minmax"
        )
    seconds = sum(a.seconden[k] for a in answers)
    return DoelUitkomst(goal.naam, sense, value, bound, proven, engine, seconds)


def _codes(codes: Sequence[str]) -> str:
    """Gemeenten of a part, a few of them by code."""
    return ", ".join(codes[:4]) + (f" … ({len(codes)})" if len(codes) > 4 else "")


def _regels(program: Program, part: Deel) -> str:
    mine = np.zeros(program.aantal, dtype=bool)
    mine[part.kolommen] = True
    rows = np.unique(program.rij_van[mine[program.kolommen]])
    return ", ".join(sorted({program.rijen[i].regel for i in rows}))


def _vergelijk(program: Program, first: Oplossing, other: Oplossing) -> Oplossing:
    """Both engines agree on every goal and on the whole plan, and the plan is the only one."""
    goals = tuple(
        DoelUitkomst(a.naam, a.zin, a.waarde, a.grens, a.bewezen, a.engine, a.seconden, b.waarde)
        for a, b in zip(first.doelen, other.doelen, strict=True)
    )
    both = Oplossing(
        first.x, goals, first.engine, first.seconden, first.delen, first.uniek and other.uniek, other.x
    )
    problems = [
        Probleem.van("V415", a.naam, een=a.engine, waarde=str(a.waarde), twee=b.engine, tweede=str(b.waarde))
        for a, b in zip(first.doelen, other.doelen, strict=True)
        if a.waarde != b.waarde
    ]
    for j in np.flatnonzero(first.x != other.x)[:20]:
        problems.append(
            Probleem.van(
                "V416",
                program.namen[j],
                een=first.engine,
                waarde=int(first.x[j]),
                twee=other.engine,
                tweede=int(other.x[j]),
            )
        )
    if not problems and not both.uniek:
        problems.append(Probleem.van("V417"))
    if problems:
        raise ZonderBewijs(problems, both, other)
    return both
