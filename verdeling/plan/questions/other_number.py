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

Verdict = Literal["vast", "onmogelijk", "slechter", "even_goed", "onbekend"]


@dataclass(frozen=True, slots=True)
class OtherNumber:
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
    uitslag: Verdict
    doel: str = ""
    van: int | Fraction | None = None
    naar: int | Fraction | None = None


@dataclass(frozen=True, slots=True)
class NumberRange:
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
    anders: OtherNumber


@dataclass(frozen=True)
class _Question:
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
        limit = (-(2**40), self.staat - 1) if self.verschil < 0 else (self.staat + 1, 2**40)
        row = (self.kolommen, np.ones(len(self.kolommen), dtype=np.int64), *limit)
        return replace(self.deel, arrays=self.deel.arrays.with_rows([row]))

    def call(self, engine: str) -> Call:
        """What a worker is asked: the goals in order, one by one, until one comes out otherwise."""
        return module_of(engine), solve_part, (self.ander, engine, None, 0, False, self.x)


def number_range(plan: Plan, code: str, engine: str | None = None) -> NumberRange:
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
    question = _ask(plan, _divide(plan, niveaus), code)
    stands = plan.plan[plan.rij[code]]
    if question is None:
        return NumberRange(stands, stands, OtherNumber(_difference(plan, code), "vast"))
    motor = engine or plan.bewijs.engine
    (margin,), answer = POOL.run_all(
        [
            (module_of(motor), least_and_most, (question.deel, [question.kolommen], motor)),
            question.call(motor),
        ],
        2,
    )
    (answer,) = _above_niveau(plan, [question], [answer], motor, niveaus)
    fixed = stands - question.staat
    return NumberRange(fixed + margin[0], fixed + margin[1], _compare(question, answer))


def all_other_numbers(
    plan: Plan, rooms: Sequence[Speelruimte], engine: str = "scip", progress: Progress | None = None
) -> dict[str, OtherNumber]:
    """What one place fewer (or, without new places, one more) would cost, per gemeentecode.

    Parameters
    ----------
    plan
        A plan whose goals are proven.
    rooms
        Leeway of every gemeente: where it has room on that side, another number is as good.
    engine
        Engine that is asked.
    progress
        Called with the gemeenten done and the number of gemeenten that are asked.
    """
    niveaus = _niveaus(plan)
    parts = _divide(plan, niveaus)
    out: dict[str, OtherNumber] = {}
    questions: list[_Question] = []
    for r in rooms:
        difference, question = _difference(plan, r.code), _ask(plan, parts, r.code)
        if question is None:
            out[r.code] = OtherNumber(difference, "vast")
        elif (r.minste < r.plan) if difference < 0 else (r.meeste > r.plan):
            out[r.code] = OtherNumber(difference, "even_goed")
        else:
            questions.append(question)
    answers = _solve(questions, engine, progress)
    answers = _above_niveau(plan, questions, answers, engine, niveaus)
    out |= {v.code: _compare(v, a) for v, a in zip(questions, answers, strict=True)}
    return {r.code: out[r.code] for r in rooms}


def _niveaus(plan: Plan) -> Levels:
    return {d.name: d.value for d in plan.doelen if isinstance(d.value, Fraction)}


def _divide(plan: Plan, niveaus: Levels) -> list[Part]:
    """The parts of the program, with their goals before the tie order."""
    return [
        replace(d, goals=tuple(g for g in d.goals if not isinstance(g, OrderGoal)))
        for d in split(plan.program, niveaus)
    ]


def _difference(plan: Plan, code: str) -> int:
    return -1 if plan.nieuw[plan.rij[code]] else 1


def _ask(plan: Plan, parts: Sequence[Part], code: str) -> _Question | None:
    """What to ask of a gemeente; None when its number is no choice of the plan."""
    columns = np.array(plan.programma.state.staat(plan.rij[code])[0], dtype=np.int64)
    part = next((d for d in parts if len(columns) and np.isin(columns, d.columns).all()), None)
    if part is None:
        return None
    lokaal, x = np.searchsorted(part.columns, columns), plan.bewijs.x[part.columns]
    return _Question(code, _difference(plan, code), part, lokaal, x)


def _solve(questions: Sequence[_Question], engine: str, progress: Progress | None = None) -> list[PartAnswer]:
    numerator = count(1)
    return POOL.run_all(
        [v.call(engine) for v in questions],
        2,
        None if progress is None else lambda *_: progress(next(numerator), len(questions)),
    )


def _above_niveau(
    plan: Plan, questions: Sequence[_Question], answers: Sequence[PartAnswer], engine: str, niveaus: Levels
) -> list[PartAnswer]:
    """Ask again beyond the proven level of a goal where nothing was found within it."""
    out = list(answers)
    weer = [k for k, a in enumerate(out) if niveaus and a.status == "infeasible"]
    if weer:
        parts = _divide(plan, dict.fromkeys(niveaus))
        solve = [_ask(plan, parts, questions[k].code) for k in weer]
        answer = _solve([v for v in solve if v is not None], engine)
        for k, a in zip(weer, answer, strict=True):
            out[k] = a
    return out


def _compare(question: _Question, answer: PartAnswer) -> OtherNumber:
    part, difference, x = question.deel, question.verschil, question.x
    if answer.status == "infeasible":
        return OtherNumber(difference, "onmogelijk")
    if answer.status != "proven" or answer.x is None:
        return OtherNumber(difference, "onbekend")
    for goal in part.goals:
        if isinstance(goal, SumGoal):
            total, dan = goal.value(x) - goal.constant, goal.value(answer.x) - goal.constant
            if total != dan:
                return OtherNumber(difference, "slechter", goal.name, total, dan)
            continue
        if isinstance(goal, AtMostGoal):
            highest = goal.value(answer.x)
            if highest > goal.level:
                return OtherNumber(difference, "slechter", goal.name, goal.level, highest)
            continue
        van, naar = _as_row(goal.value(x)), _as_row(goal.value(answer.x))
        # Ratios in ascending order: the first that differs is the one that falls.
        for a, b in zip(van, naar, strict=True):
            if a != b:
                return OtherNumber(difference, "slechter", goal.name, a, b)
    return OtherNumber(difference, "even_goed")


def _as_row(value: Value) -> tuple[int | Fraction, ...]:
    return value if isinstance(value, tuple) else (value,)
