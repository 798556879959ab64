"""Solve a program: its parts in parallel, every goal to a proven optimum, everything re-checked exactly."""

from __future__ import annotations

import time
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from verdeling.errors import Onoplosbaar, Probleem, VerdelingError
from verdeling.solver.engine_names import LONGEST_LIMIT
from verdeling.solver.engines import EIGEN_PROCES, MOTOREN, EngineOntbreekt
from verdeling.solver.goals import Ints, MinmaxDoel
from verdeling.solver.outcome import DoelUitkomst, Oplossing, ZonderBewijs, aangevuld, samen, vergelijk
from verdeling.solver.part import Deel, DeelAntwoord, los_deel
from verdeling.solver.program import Program, Rij
from verdeling.solver.session import zonder_plan
from verdeling.solver.split import splits
from verdeling.solver.workers import POOL, processors

__all__ = ["Benoem", "DoelUitkomst", "Geheugen", "Oplossing", "Voortgang", "ZonderBewijs", "solve"]


Voortgang = Callable[[int, int], None]
"""Called with the number of parts that are done and the number of parts.

When it has a method ``bezig(waar, bericht)``, that hears from another thread which goals are solved where
and how far the best plan is from the proven bound.
"""
Benoem = Callable[[Sequence[str]], str]
"""Words for the gemeenten of a part, from their codes."""
Geheugen = MutableMapping[str, DeelAntwoord]
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
    _toets(program, [engine, second] if official else [engine], time_limit, benoem)
    deadline = None if time_limit is None else time.time() + time_limit
    engines = [engine, second] if official else [engine]
    memory = {} if geheugen is None else geheugen
    loop = _Solve(
        program, engines, deadline, workers, seed, voortgang, memory, benoem or _codes, time.perf_counter()
    )
    plans = loop.run()
    return vergelijk(program, *plans) if official else plans[0]


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
        if coupling and len(splits(self.program, dict.fromkeys(coupling))) > 1:
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
        # Two engines confirm each other.
        zeker = len(self.engines) == 1
        answers = _alle(
            jobs, names, self.deadline, self.workers, self.seed, zeker, self.voortgang, self.geheugen, busy
        )
        if zeker:
            self._bevestig_zonder_plan(jobs, answers)
        seconds = time.perf_counter() - self.begon
        plans: list[Oplossing] = []
        without: dict[str, Onoplosbaar] = {}
        first = 0
        for name, mine in zip(self.engines, parts, strict=True):
            these = slice(first, first + len(mine))
            full = [aangevuld(answer, self.program) for answer in answers[these]]
            try:
                plans.append(samen(self.program, mine, full, names[these], name, seconds))
            except Onoplosbaar as reason:
                without[name] = reason
            first += len(mine)
        for name, error in without.items():
            if not plans:
                raise error
            where = ", ".join(p.waar for p in error.problemen)
            raise ZonderBewijs([Probleem.van("V419", where, een=plans[0].engine, twee=name)], plans[0])
        return plans

    def _bevestig_zonder_plan(self, jobs: list[tuple[str, Deel]], answers: list[DeelAntwoord]) -> None:
        """Ask in another way about parts without a plan; what contradicts the engine is no answer."""
        marks = {j: _merk(*jobs[j], self.seed) for j, a in enumerate(answers) if a.status == "onoplosbaar"}
        without = [j for j, mark in marks.items() if mark not in self.geheugen]
        args = [(jobs[j][1].arrays, jobs[j][0], self.deadline) for j in without]
        if self.workers == 0:
            found = [zonder_plan(*arg) for arg in args]
        else:
            calls = [("mathopt", "verdeling.solver.session:zonder_plan", arg) for arg in args]
            found = POOL.alle(calls, self.workers or processors())
        for j, verdict in zip(without, found, strict=True):
            if verdict:
                self.geheugen[marks[j]] = answers[j]
            elif verdict is None:
                answers[j] = replace(answers[j], status="gestopt")
            else:
                answers[j] = replace(answers[j], status="mislukt", bezwaar=("V822", {"motor": jobs[j][0]}))

    def _waar(self, part: Deel) -> str:
        """What a part is about."""
        keys = self.program.sleutels
        return self.benoem(sorted(set().union(*(keys[j] for j in part.kolommen.tolist()))))


def _toets(program: Program, engines: Sequence[str], time_limit: float | None, benoem: Benoem | None) -> None:
    """Stop before solving when that cannot end well."""
    problems = [
        Probleem.van("V407", engine=name, motoren=", ".join(MOTOREN))
        for name in engines
        if name not in MOTOREN
    ]
    if time_limit is not None and not 0 < time_limit <= LONGEST_LIMIT:
        problems.append(Probleem.van("V408", seconden=time_limit, langst=LONGEST_LIMIT))
    if len(set(engines)) < len(engines):
        problems.append(Probleem.van("V409", engine=engines[0]))
    if problems:
        raise VerdelingError(problems)
    false = program.onware_rijen().tolist()
    if false:
        least, most = program.bereik()
        raise Onoplosbaar(
            [
                Probleem.van("V410", _plek(program.rijen[i], benoem), tekst=_tekst(program, i, least, most))
                for i in false
            ]
        )


def _plek(rij: Rij, benoem: Benoem | None) -> str:
    """Rule and gemeente of a row, by name where there are names."""
    return f"{rij.regel} {(benoem([rij.waar]) if benoem else '') or rij.waar}"


def _tekst(program: Program, i: int, least: Ints, most: Ints) -> str:
    low, high = int(program.rij_onder[i]), int(program.rij_boven[i])
    asked = f"≥ {low}" if most[i] < low else f"≤ {high}"
    return f"{least[i]} … {most[i]}, {asked} {program.rijen[i].eenheid}"


def _alle(
    jobs: list[tuple[str, Deel]],
    names: list[str],
    deadline: float | None,
    workers: int | None,
    seed: int,
    zeker: bool,
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

    marks = [_merk(name, part, seed) for name, part in jobs]
    for j in order:
        if marks[j] in geheugen:
            done(j, geheugen[marks[j]])
    order = [j for j in order if j not in answers]
    calls = []
    for name, part in (jobs[j] for j in order):
        calls.append(
            (MOTOREN[name], "verdeling.solver.part:los_deel", (part, name, deadline, seed, True, None, zeker))
        )
    try:
        if workers == 0 and not EIGEN_PROCES.intersection(name for name, _ in jobs):
            for j, (_, _, args) in zip(order, calls, strict=True):
                done(j, los_deel(*args))
        else:
            POOL.alle(
                calls,
                workers or processors(),
                lambda place, answer: done(order[place], answer),
                None if bezig is None else lambda place, message: bezig(order[place], message),
                [names[j] for j in order],
            )
    except EngineOntbreekt as error:
        raise VerdelingError.een("V411", reden=str(error)) from error
    for j in order:
        if answers[j].status == "bewezen":
            geheugen[marks[j]] = answers[j]
    return [answers[j] for j in range(len(jobs))]


def _merk(name: str, part: Deel, seed: int) -> str:
    """Key of a part in the memory of answers."""
    return f"{name} {seed} {part.kenmerk()}"


def _codes(codes: Sequence[str]) -> str:
    """Gemeenten of a part, a few of them by code."""
    return ", ".join(codes[:4]) + (f" … ({len(codes)})" if len(codes) > 4 else "")
