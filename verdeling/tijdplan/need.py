"""How many places each area needs in each month."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from verdeling.errors import Problem
from verdeling.sleutel.indicatief import Indicatief
from verdeling.terms import Niveau
from verdeling.tijdplan.calendar import Calendar
from verdeling.verdeelmodel.tijdplan import Stap, Tijdopdracht

Nodig = Mapping[tuple[str, str], tuple[int | None, ...]]
"""Per area and need: places per month; None where the need is not known."""


def read_need(
    task_order: Tijdopdracht, calendar: Calendar, indicatief: Indicatief, bestaan: Collection[str]
) -> tuple[Nodig, list[Problem]]:
    """The need of each area, and what is wrong with it; `bestaan` holds the areas of the level.

    A step holds until the next one begins; an area that a step does not name has no need from then on.
    """
    problems = _check(task_order)
    per_line: dict[str, list[tuple[int, dict[str, int]]]] = {}
    for name, need in task_order.behoefte.items():
        steps = []
        for i, step in enumerate(need.stappen):
            where = f"tijdplan.behoefte.{name}.stappen.{i}"
            figures, errors = _digits(step, task_order.niveau, indicatief, where)
            problems += errors + [
                Problem.van("V491", f"{where}.plaatsen", gebied=code, bekend=", ".join(sorted(bestaan)))
                for code in step.plaatsen or ()
                if code not in bestaan
            ]
            steps.append((calendar.eerste(step.vanaf), figures))
        per_line[name] = steps
    known = {code for steps in per_line.values() for _, figures in steps for code in figures}
    areas = task_order.gebieden if task_order.gebieden is not None else tuple(sorted(known))
    problems += [
        Problem.van("V491", "tijdplan.gebieden", gebied=code, bekend=", ".join(sorted(known)))
        for code in areas
        if code not in known
    ]
    if problems:
        return {}, problems
    return {
        (code, name): _reeks(steps, code, calendar.aantal)
        for code in sorted(areas)
        for name, steps in per_line.items()
    }, []


def _reeks(steps: list[tuple[int, dict[str, int]]], code: str, months: int) -> tuple[int | None, ...]:
    series: list[int | None] = [None] * months
    for first, figures in steps:
        series[first:] = [figures.get(code, 0)] * (months - first)
    return tuple(series[:months])


def _digits(
    step: Stap, niveau: Niveau, indicatief: Indicatief, where: str
) -> tuple[dict[str, int], list[Problem]]:
    """Places by area code of one step."""
    if (step.taak is None) == (step.plaatsen is None):
        return {}, [Problem.van("V497", where)]
    if step.plaatsen is not None:
        error = [
            Problem.van("V452", f"{where}.plaatsen.{code}", waarde=number.waarde)
            for code, number in step.plaatsen.items()
            if number.waarde < 0 or number.waarde.denominator != 1
        ]
        return {code: int(number.waarde) for code, number in step.plaatsen.items()}, error
    taak = indicatief.taken.get(str(step.taak))
    if taak is None:
        return {}, [Problem.van("V462", f"{where}.taak", bekend=", ".join(sorted(indicatief.taken)))]
    if niveau is Niveau.GEMEENTE:
        return dict(zip(taak.codes, taak.aantallen, strict=True)), []
    figures = taak.gebieden[niveau]
    return dict(zip(figures.codes, figures.aantallen, strict=True)), []


def _check(task_order: Tijdopdracht) -> list[Problem]:
    """Steps ascend, kinds exist and count towards one need only."""
    problems = []
    seen: dict[str, str] = {}
    for name, need in task_order.behoefte.items():
        where = f"tijdplan.behoefte.{name}"
        days = [step.vanaf for step in need.stappen]
        problems += [
            Problem.van("V496", f"{where}.stappen.{i + 1}", dag=b, vorige=a)
            for i, (a, b) in enumerate(zip(days, days[1:], strict=False))
            if a >= b
        ]
        for kind in need.soorten if need.soorten is not None else task_order.opvangsoorten:
            if kind not in task_order.opvangsoorten:
                known = ", ".join(task_order.opvangsoorten)
                problems.append(Problem.van("V486", f"{where}.soorten", soort=kind, bekend=known))
            elif kind in seen:
                problems.append(Problem.van("V492", where, soort=kind, ander=seen[kind]))
            seen[kind] = name
    return problems
