"""What another number of one gemeente would cost: the part of the plan that it touches, solved again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import count
from typing import TYPE_CHECKING, Literal

import numpy as np

from verdeling.solver.engine_names import module_of
from verdeling.solver.goals import AtMostGoal, Ints, OrderGoal, SumGoal, Value
from verdeling.solver.margins import least_and_most
from verdeling.solver.part import Part, PartAnswer, solve_part
from verdeling.solver.splitting import Levels, split
from verdeling.solver.workers import POOL, Call

if TYPE_CHECKING:
    from verdeling.plan.plan import Plan
    from verdeling.plan.questions.leeway import Speelruimte
    from verdeling.solver.solving import Progress

Uitslag = Literal["vast", "onmogelijk", "slechter", "even_goed", "onbekend"]


@dataclass(frozen=True, slots=True)
class Anders:
    """The plan with one place fewer, or one more, in a gemeente.

    Attributes
    ----------
    verschil
        −1 or 1.
    uitslag
        ``vast``: the number is no choice of the plan; ``onmogelijk``: some rule would break; ``slechter``: a
        goal becomes worse; ``even_goed``: only the tie order decides; ``onbekend``: the engine gave no proof.
    doel, van, naar
        First goal that becomes worse, and its value over the gemeenten concerned: in the plan, and then.
    """

    verschil: int
    uitslag: Uitslag
    doel: str = ""
    van: int | Fraction | None = None
    naar: int | Fraction | None = None


@dataclass(frozen=True, slots=True)
class Ruimte:
    """Room around the number of one gemeente.

    Attributes
    ----------
    minste, meeste
        Least and most of ``K + n`` over all plans with the same values of every goal before `volgorde`.
    anders
        One place fewer; one more where the plan opens nothing.
    """

    minste: int
    meeste: int
    anders: Anders


@dataclass(frozen=True)
class _Vraag:
    """One place fewer, or more, in a gemeente: the part that holds it, its columns there, and the plan."""

    code: str
    verschil: int
    deel: Part
    kolommen: Ints
    x: Ints

    @property
    def staat(self) -> int:
        """What the plan has in these columns."""
        return int(self.x[self.kolommen].sum())

    @property
    def ander(self) -> Part:
        """The part in which the number must be another one."""
        grens = (-(2**40), self.staat - 1) if self.verschil < 0 else (self.staat + 1, 2**40)
        rij = (self.kolommen, np.ones(len(self.kolommen), dtype=np.int64), *grens)
        return replace(self.deel, arrays=self.deel.arrays.with_rows([rij]))

    def oproep(self, engine: str) -> Call:
        """What a worker is asked: the goals in order, one by one, until one comes out otherwise."""
        return module_of(engine), solve_part, (self.ander, engine, None, 0, False, self.x)


def ruimte(plan: Plan, code: str, engine: str | None = None) -> Ruimte:
    """Leeway of one gemeente, and what one place fewer (or, without new places, one more) would cost.

    Only the part of the program that holds the gemeente is solved again.

    Parameters
    ----------
    plan
        A plan whose goals are proven.
    code
        Gemeentecode.
    engine
        Engine that is asked; None for the one that made the plan.
    """
    niveaus = _niveaus(plan)
    vraag = _vraag(plan, _delen(plan, niveaus), code)
    staat = plan.plan[plan.rij[code]]
    if vraag is None:
        return Ruimte(staat, staat, Anders(_difference(plan, code), "vast"))
    motor = engine or plan.bewijs.engine
    (marge,), antwoord = POOL.run_all(
        [
            (module_of(motor), least_and_most, (vraag.deel, [vraag.kolommen], motor)),
            vraag.oproep(motor),
        ],
        2,
    )
    (antwoord,) = _above_niveau(plan, [vraag], [antwoord], motor, niveaus)
    vast = staat - vraag.staat
    return Ruimte(vast + marge[0], vast + marge[1], _vergelijk(vraag, antwoord))


def all_other_numbers(
    plan: Plan, ruimtes: Sequence[Speelruimte], engine: str = "scip", voortgang: Progress | None = None
) -> dict[str, Anders]:
    """What one place fewer (or, without new places, one more) would cost, per gemeentecode.

    Parameters
    ----------
    plan
        A plan whose goals are proven.
    ruimtes
        Leeway of every gemeente: where it has room on that side, another number is as good.
    engine
        Engine that is asked.
    voortgang
        Called with the gemeenten done and the number of gemeenten that are asked.
    """
    niveaus = _niveaus(plan)
    delen = _delen(plan, niveaus)
    uit: dict[str, Anders] = {}
    vragen: list[_Vraag] = []
    for r in ruimtes:
        verschil, vraag = _difference(plan, r.code), _vraag(plan, delen, r.code)
        if vraag is None:
            uit[r.code] = Anders(verschil, "vast")
        elif (r.minste < r.plan) if verschil < 0 else (r.meeste > r.plan):
            uit[r.code] = Anders(verschil, "even_goed")
        else:
            vragen.append(vraag)
    antwoorden = _solve(vragen, engine, voortgang)
    antwoorden = _above_niveau(plan, vragen, antwoorden, engine, niveaus)
    uit |= {v.code: _vergelijk(v, a) for v, a in zip(vragen, antwoorden, strict=True)}
    return {r.code: uit[r.code] for r in ruimtes}


def _niveaus(plan: Plan) -> Levels:
    return {d.name: d.value for d in plan.doelen if isinstance(d.value, Fraction)}


def _delen(plan: Plan, niveaus: Levels) -> list[Part]:
    """The parts of the program, with their goals before the tie order."""
    return [
        replace(d, goals=tuple(g for g in d.goals if not isinstance(g, OrderGoal)))
        for d in split(plan.program, niveaus)
    ]


def _difference(plan: Plan, code: str) -> int:
    return -1 if plan.nieuw[plan.rij[code]] else 1


def _vraag(plan: Plan, delen: Sequence[Part], code: str) -> _Vraag | None:
    """What to ask of a gemeente; None when its number is no choice of the plan."""
    kolommen = np.array(plan.programma.opbouw.staat(plan.rij[code])[0], dtype=np.int64)
    deel = next((d for d in delen if len(kolommen) and np.isin(kolommen, d.columns).all()), None)
    if deel is None:
        return None
    lokaal, x = np.searchsorted(deel.columns, kolommen), plan.bewijs.x[deel.columns]
    return _Vraag(code, _difference(plan, code), deel, lokaal, x)


def _solve(vragen: Sequence[_Vraag], engine: str, voortgang: Progress | None = None) -> list[PartAnswer]:
    teller = count(1)
    return POOL.run_all(
        [v.oproep(engine) for v in vragen],
        2,
        None if voortgang is None else lambda *_: voortgang(next(teller), len(vragen)),
    )


def _above_niveau(
    plan: Plan, vragen: Sequence[_Vraag], antwoorden: Sequence[PartAnswer], engine: str, niveaus: Levels
) -> list[PartAnswer]:
    """Ask again beyond the proven level of a goal where nothing was found within it."""
    uit = list(antwoorden)
    weer = [k for k, a in enumerate(uit) if niveaus and a.status == "infeasible"]
    if weer:
        delen = _delen(plan, dict.fromkeys(niveaus))
        los = [_vraag(plan, delen, vragen[k].code) for k in weer]
        antwoord = _solve([v for v in los if v is not None], engine)
        for k, a in zip(weer, antwoord, strict=True):
            uit[k] = a
    return uit


def _vergelijk(vraag: _Vraag, antwoord: PartAnswer) -> Anders:
    deel, verschil, x = vraag.deel, vraag.verschil, vraag.x
    if antwoord.status == "infeasible":
        return Anders(verschil, "onmogelijk")
    if antwoord.status != "proven" or antwoord.x is None:
        return Anders(verschil, "onbekend")
    for doel in deel.goals:
        if isinstance(doel, SumGoal):
            som, dan = doel.value(x) - doel.constant, doel.value(antwoord.x) - doel.constant
            if som != dan:
                return Anders(verschil, "slechter", doel.name, som, dan)
            continue
        if isinstance(doel, AtMostGoal):
            hoogste = doel.value(antwoord.x)
            if hoogste > doel.level:
                return Anders(verschil, "slechter", doel.name, doel.level, hoogste)
            continue
        van, naar = _as_row(doel.value(x)), _as_row(doel.value(antwoord.x))
        # Ratios in ascending order: the first that differs is the one that falls.
        for a, b in zip(van, naar, strict=True):
            if a != b:
                return Anders(verschil, "slechter", doel.name, a, b)
    return Anders(verschil, "even_goed")


def _as_row(waarde: Value) -> tuple[int | Fraction, ...]:
    return waarde if isinstance(waarde, tuple) else (waarde,)
