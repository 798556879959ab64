"""A plan for the provincies that have one, where others have none and nothing couples them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from verdeling.errors import Problem, VerdelingError
from verdeling.plan.build import build_program
from verdeling.plan.data import PlanData
from verdeling.plan.objectives import without_goals_of
from verdeling.plan.plan import Plan, solve_plan
from verdeling.plan.questions.conflict import NoPlan
from verdeling.plan.read import read_plan_data
from verdeling.plan.rules.basis import Planregel
from verdeling.solver.splitting import labels
from verdeling.verdeelmodel.model import Planopdracht, Verdeelmodel
from verdeling.verdeelmodel.regel import Regel

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.sleutel.indicatief import Indicatief
    from verdeling.solver.solving import Progress


@dataclass(frozen=True, eq=False)
class PartialPlan:
    """What is left of a plan that does not exist as a whole.

    Attributes
    ----------
    plan
        The plan of the provincies that have one; None when there is none.
    zonder
        Codes of the provincies without a plan, sorted.
    problemen
        What cannot hold together, in all of them; why the others have no plan either.
    """

    plan: Plan | None
    zonder: tuple[str, ...]
    problemen: tuple[Problem, ...]


def make_part_plan(
    model: Verdeelmodel,
    gegevens: Gegevens,
    indicatief: Indicatief,
    error: NoPlan,
    engine: str = "scip",
    official: bool = False,
    time_limit: float | None = None,
    progress: Progress | None = None,
) -> PartialPlan:
    """Make the plan of the provincies that no conflict is about, and that nothing couples with those.

    Parameters
    ----------
    model, gegevens, indicatief, engine, official, time_limit, progress
        As for :func:`verdeling.plan.plan.make_plan`.
    error
        The conflicts that it found.
    """
    data = read_plan_data(model, gegevens, indicatief)
    assert model.plan is not None, "a plan was asked"
    return partial_plan(data, model.plan, error, engine, official, time_limit, progress)


def partial_plan(
    data: PlanData,
    task_order: Planopdracht,
    error: NoPlan,
    engine: str = "scip",
    official: bool = False,
    time_limit: float | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
) -> PartialPlan:
    """Make it from arrays; see :func:`make_part_plan`."""
    problems, weg = list(error.problemen), set(error.gebieden)
    if not weg:
        return PartialPlan(None, data.provincies, tuple(problems))
    while True:
        along = _linked(data, task_order, weg)
        if len(along) == len(data.provincies):
            break
        part = data.alleen([code for code in data.provincies if code not in along])
        try:
            plan = solve_plan(
                part, binnen(task_order, data, along), engine, official, time_limit, progress, workers
            )
        except NoPlan as more:
            problems += more.problemen
            if not set(more.gebieden) - weg:
                break
            weg |= set(more.gebieden)
            continue
        except VerdelingError as more:
            # What stops the others may not hide the conflict.
            problems += more.problemen
            break
        return PartialPlan(plan, tuple(sorted(along)), _with_linked(data, problems, weg, along))
    return PartialPlan(None, data.provincies, _with_linked(data, problems, weg, set(data.provincies)))


def _with_linked(
    data: PlanData, problems: list[Problem], weg: set[str], along: set[str]
) -> tuple[Problem, ...]:
    """The problems, and which provincies are coupled with those that they are about."""
    names = ", ".join(data.naam(code) for code in sorted(along - weg))
    return (*problems, *([Problem.van("V802", names)] if names else []))


def _linked(data: PlanData, task_order: Planopdracht, weg: Collection[str]) -> set[str]:
    """Provincies without a plan, and those that a row, a goal or a number of the country joins with them."""
    if any(rule.divides_country for rule in task_order.regels.values() if isinstance(rule, Planregel)):
        return set(data.provincies)
    program = build_program(data, task_order).program
    part = labels(program)
    together: dict[int, set[str]] = {}
    for number, sleutel in zip(part.tolist(), program.keys, strict=True):
        for code in sleutel:
            if code in data.nummer:
                code = data.provincies[int(data.provincie[data.nummer[code]])]
            if code in data.provincies:
                together.setdefault(number, set()).add(code)
    out = set(weg)
    while True:
        more = {code for group in together.values() if group & out for code in group} - out
        if not more:
            return out
        out |= more


def binnen(task_order: Planopdracht, data: PlanData, weg: Collection[str]) -> Planopdracht:
    """The plan without what its rules say of these provincies and their gemeenten."""
    codes = {*weg, *(c for c, p in zip(data.codes, data.provincie, strict=True) if data.provincies[p] in weg)}
    rules: dict[str, Regel] = {}
    for kind, rule in task_order.regels.items():
        over = _without(rule, codes)
        if isinstance(over, Regel):
            rules[kind] = over
    goals = task_order.doelen
    for kind, rule in task_order.regels.items():
        goals = goals if kind in rules else without_goals_of(rule, goals)
    return task_order.model_copy(update={"regels": rules, "doelen": goals})


def _without(value: Any, codes: Collection[str]) -> Any:  # noqa: ANN401
    """A declared value without these codes; None for what is about one of them, or is left with too few."""
    if isinstance(value, str):
        return None if value in codes else value
    if isinstance(value, Mapping):
        return {k: _without(v, codes) for k, v in value.items() if k not in codes}
    if isinstance(value, tuple):
        return tuple(v for v in (_without(w, codes) for w in value) if v is not None)
    if not isinstance(value, BaseModel):
        return value
    new = {}
    for name, field in type(value).model_fields.items():
        old = getattr(value, name)
        new[name] = _without(old, codes)
        least = next((m.min_length for m in field.metadata if hasattr(m, "min_length")), 0)
        if old is not None and (new[name] is None or (least and len(new[name]) < least)):
            return None
    return value.model_copy(update=new)
