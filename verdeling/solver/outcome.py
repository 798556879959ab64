"""Outcome of a program: its parts put together, every claim re-checked exactly, two engines compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from verdeling.errors import NietBewezen, Onoplosbaar, Probleem, VerificatieFout
from verdeling.solver.certificate import controleer
from verdeling.solver.goals import AnyDoel, Doel, Ints, LeximinDoel, VolgordeDoel, Waarde
from verdeling.solver.part import Deel, DeelAntwoord
from verdeling.solver.program import Program
from verdeling.terms import Kort


@dataclass(frozen=True, eq=False, repr=False)
class DoelUitkomst(Kort):
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


@dataclass(frozen=True, eq=False, repr=False)
class Oplossing(Kort):
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


def aangevuld(answer: DeelAntwoord, program: Program) -> DeelAntwoord:
    """The answer with goals that this round did not ask for, as not proven."""
    missing = len(program.doelen) - len(answer.bewezen)
    return replace(
        answer,
        grenzen=[*answer.grenzen, *[None] * missing],
        bewezen=[*answer.bewezen, *[False] * missing],
        seconden=[*answer.seconden, *[0.0] * missing],
    )


def samen(
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
        raise VerificatieFout([_bezwaar(answers[k], names[k]) for k in failed])
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


def _bezwaar(answer: DeelAntwoord, name: str) -> Probleem:
    """Why an answer was refused."""
    if answer.bezwaar is None:
        return Probleem.van("V413", name, reden=answer.uitleg)
    code, numbers = answer.bezwaar
    return Probleem.van(code, name, **numbers)


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


def _regels(program: Program, part: Deel) -> str:
    mine = np.zeros(program.aantal, dtype=bool)
    mine[part.kolommen] = True
    rows = np.unique(program.rij_van[mine[program.kolommen]])
    return ", ".join(sorted({program.rijen[i].regel for i in rows}))


def vergelijk(program: Program, first: Oplossing, other: Oplossing) -> Oplossing:
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
