"""Speed of a national budget: divided over the provincies by their frontiers, against one national model."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np

from verdeling.inputs.tables import load_data
from verdeling.plan.budget import solve_program
from verdeling.plan.build import build_program
from verdeling.plan.questions.frontier import frontier
from verdeling.plan.read import read_plan_data
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.solver import ENGINES, OrderGoal
from verdeling.solver.part import Part, solve_part
from verdeling.solver.workers import POOL
from verdeling.verdeelmodel.catalogue import load_model

BUDGETS = (37_460_000, 38_000_000, 38_640_000)
SLACK = 40_000_000
GEDULD = 180.0
"""Seconds that the national model gets; when they are up the ratio is a lower bound."""


def programma(budget: int | None, model_name: str = "spreidingswet-2026"):
    overrides = [] if budget is None else [f"plan.regels.uitkering.budget={budget}"]
    model = load_model(model_name, overrides)
    gegevens = load_data(None, model.grenzen)
    data = read_plan_data(model, gegevens, compute_indicatief(model, gegevens))
    return data, model.plan, build_program(data, model.plan)


def duur(budget: int | None) -> float:
    pp = programma(budget)[2]
    begin = time.perf_counter()
    solve_program(pp)
    return time.perf_counter() - begin


def metingen() -> Iterator[tuple[str, float, str, bool]]:
    duur(None)
    vrij, ruim = duur(None), duur(SLACK)
    yield "a budget with slack against none, times", ruim / vrij, "<= 1.5", ruim <= 1.5 * vrij
    slechtste = max(duur(budget) for budget in BUDGETS)
    yield "any budget that binds, proven, s", slechtste, "<= 10", slechtste <= 10
    for what, name in (
        ("all kinks of all provincies, s", "spreidingswet-2026"),
        ("the same with offers, at both bonuses, s", "spreidingswet-2026-aanbod-voorzichtig"),
    ):
        data, opdracht, _ = programma(None, name)
        begin = time.perf_counter()
        frontier(data, opdracht)
        alles = time.perf_counter() - begin
        yield what, alles, "<= 30", alles <= 30
    pp = programma(BUDGETS[1])[2]
    goals = tuple(d for d in pp.program.goals if not isinstance(d, OrderGoal))
    whole = Part(pp.program.arrays, goals, np.arange(pp.program.size))
    begin = time.perf_counter()
    answer = POOL.call(ENGINES["scip"], solve_part, whole, "scip", time.time() + GEDULD)
    landelijk = time.perf_counter() - begin
    label = "" if answer.status == "proven" else f" (stopped after {GEDULD:.0f} s)"
    yield (
        f"one national SCIP model against ours, times{label}",
        landelijk / slechtste,
        ">= 20",
        landelijk >= 20 * slechtste,
    )


def main() -> bool:
    """Print one line per measurement; False when a bound is missed."""
    alles_goed = True
    for naam, waarde, doel, goed in metingen():
        print(f"{naam:<70} {waarde:>10.2f} {doel:>8} {'ok' if goed else 'FAIL'}", flush=True)
        alles_goed &= goed
    return alles_goed


if __name__ == "__main__":
    main()
