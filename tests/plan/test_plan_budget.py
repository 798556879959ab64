"""A national budget: solved without it first; the plan is the same, and a budget that binds is told."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from support.plans import data_van, klein_genoeg, opdracht_van, variant
from support.worked_examples import SAMEN

from verdeling.errors import Onoplosbaar, Problem
from verdeling.plan import budget
from verdeling.plan.budget import solve_program
from verdeling.plan.build import build_program
from verdeling.solver.solving import Unproven, solve

KRAP = replace(
    SAMEN,
    N=(2, 2, 2, 2),
    K=(0, 0, 0, 0),
    E=(0, 0, 2, 0),
    plek=((0, 0), (1, 0), (50, 0), (51, 0)),
    provincie=(20, 20, 21, 21),
    doelen=("locaties",),
    minimum=2,
    ruimte=6,
    euro=10,
)
"""One site in each provincie holds 4, 2 above its own figure: 40 euros in all."""


def programma(v):
    return build_program(data_van(v), opdracht_van(v))


class Hoort:
    """Progress that keeps what it is told."""

    def __init__(self) -> None:
        self.gemeld: list[Problem] = []

    def __call__(self, klaar: int, aantal: int) -> None:
        pass

    def tell(self, problem: Problem) -> None:
        self.gemeld.append(problem)


def test_the_plan_is_the_one_of_the_whole_program():
    rng, gezien, bindt = random.Random("budget"), 0, 0
    while gezien < 40:
        v = variant("budget", rng)
        if not klein_genoeg(v):
            continue
        gezien += 1
        pp, hoort = programma(v), Hoort()
        try:
            heel = solve(pp.program, workers=0)
        except Onoplosbaar:
            with pytest.raises(Onoplosbaar):
                solve_program(pp, workers=0)
            continue
        zo = solve_program(pp, workers=0, voortgang=hoort)
        assert zo.x.tolist() == heel.x.tolist(), v
        assert [d.value for d in zo.goals] == [d.value for d in heel.goals], v
        assert zo.proven
        assert zo.unique
        bindt += len(hoort.gemeld)
    assert 0 < bindt < gezien, "some budgets must bind and some not"


@pytest.mark.parametrize(("euro", "keer"), [(40, 1), (39, 2)])
def test_a_budget_that_does_not_bind_costs_no_second_solve(euro, keer, monkeypatch):
    rijen = []

    def telt(program, *args, **kwargs):
        rijen.append(len(program.rows))
        return solve(program, *args, **kwargs)

    monkeypatch.setattr(budget, "solve", telt)
    pp = programma(replace(KRAP, budget=euro))
    solve_program(pp, workers=0)
    heel = len(pp.program.rows)
    assert rijen == [heel - 1, heel][:keer]


def test_a_budget_that_binds_is_told_with_what_the_plan_costs_without_it():
    hoort = Hoort()
    solve_program(programma(replace(KRAP, budget=39)), workers=0, voortgang=hoort)
    (bindt,) = hoort.gemeld
    assert bindt.code == "V801"
    assert "39 euro" in bindt.tekst("nl")
    assert "costs 40 euros" in bindt.tekst("en")
    niet = Hoort()
    solve_program(programma(replace(KRAP, budget=40)), workers=0, voortgang=niet)
    assert niet.gemeld == []


@pytest.mark.parametrize("euro", [40, 39])
def test_a_plan_without_a_proof_is_only_given_when_it_keeps_the_budget(euro, monkeypatch):
    """Out of time before the budget was looked at: a plan above it is no plan."""

    def te_kort(program, *args, **kwargs):
        klaar = solve(program, workers=0)
        raise Unproven([Problem.van("V414", "x", engine="scip", seconden=1.0)], klaar)

    monkeypatch.setattr(budget, "solve", te_kort)
    with pytest.raises(Unproven) as fout:
        solve_program(programma(replace(KRAP, budget=euro)), time_limit=1.0)
    codes = [p.code for p in fout.value.problemen]
    if euro == 40:
        assert codes == ["V414"]
        assert fout.value.solution is not None
    else:
        assert codes == ["V414", "V801"]
        assert fout.value.solution is None
