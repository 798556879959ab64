"""The exact re-check: every broken bound, row and goal value is found; nothing else is."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from support.enumerate_plans import plannen
from support.programs import GOOD, voorbeeld, willekeurig

from verdeling.errors import VerificatieFout
from verdeling.solver.certificate import controleer, gebroken
from verdeling.solver.program import Bouw, LeximinDoel, MinmaxDoel, Rij


def codes(x: list[int]) -> list[tuple[str, str]]:
    return [(p.waar, p.code) for p in gebroken(voorbeeld(), x)]


def test_a_good_plan_passes() -> None:
    assert codes(GOOD) == []
    controleer(voorbeeld(), GOOD, [1305, 1, (130, 0)])


def test_broken_bounds_and_rows_are_named() -> None:
    assert codes([131, 0, 1, 0]) == [("provincietotaal PV20", "V422")]
    assert codes([129, 0, 1, 0]) == [("provincietotaal PV20", "V421")]
    assert codes([120, 10, 1, 1]) == [("locatieomvang GM0002", "V421")]
    assert codes([130, 0, 0, 0]) == [("locatieomvang GM0001", "V422")]
    assert codes([130, 0, 2, -1]) == [
        ("z[GM0001]", "V420"),
        ("z[GM0002]", "V420"),
        ("locatieomvang GM0001", "V421"),
        ("locatieomvang GM0002", "V422"),
    ]


@pytest.mark.parametrize("wrong", [(1304, 1, (130, 0)), (1305, 2, (130, 0)), (1305, 1, (0, 130))])
def test_a_wrong_goal_value_is_an_error(wrong) -> None:
    with pytest.raises(VerificatieFout, match="V423") as caught:
        controleer(voorbeeld(), GOOD, wrong)
    assert caught.value.exit_code == 5


def test_ratio_goals_are_recomputed_from_their_definition() -> None:
    bouw = Bouw()
    x = bouw.variabelen("r", [("a",), ("b",)], 0, 9)
    bouw.rij(Rij("som", "NL"), x, 1, 5, 5)
    bouw.doel(LeximinDoel("eerlijk", x, [1, 0], [4, 7]))
    bouw.doel(MinmaxDoel("afwijking", x, [1, 0], [4, 7]))
    program = bouw.klaar()
    # (1 + 2) / 4 and (0 + 3) / 7; deviations 1/4 and 4/7.
    controleer(program, [2, 3], [(Fraction(3, 7), Fraction(3, 4)), Fraction(4, 7)])
    with pytest.raises(VerificatieFout):
        controleer(program, [2, 3], [(Fraction(3, 4), Fraction(3, 7)), Fraction(4, 7)])


def test_a_largest_deviation_over_nothing_is_zero() -> None:
    bouw = Bouw()
    bouw.variabelen("r", [("a",)], 0, 9)
    bouw.doel(MinmaxDoel("afwijking", [], [], []))
    controleer(bouw.klaar(), [3], [Fraction(0)])


def test_too_few_values_are_a_programming_error() -> None:
    for x in (GOOD[:-1], [*GOOD, 0]):
        with pytest.raises(ValueError, match="values for 4 variables"):
            gebroken(voorbeeld(), x)


def test_a_vector_passes_exactly_when_enumeration_finds_it() -> None:
    rng = random.Random(0)
    for seed in range(60):
        program = willekeurig(seed)
        allowed = {tuple(p) for p in plannen(program)}
        for _ in range(30):
            x = [rng.randint(a - 1, b + 1) for a, b in zip(program.onder, program.boven, strict=True)]
            assert (not gebroken(program, x)) == (tuple(x) in allowed)


def test_one_place_more_in_a_solved_plan_is_found() -> None:
    program = voorbeeld()
    for column in range(program.aantal):
        x = np.array(GOOD)
        x[column] += 1
        assert gebroken(program, x.tolist())


def test_the_re_check_does_not_use_the_solver_side() -> None:
    """A program whose arrays are altered after solving fails: the check reads the program itself."""
    program = voorbeeld()
    stricter = replace(program, rij_onder=program.rij_onder + np.array([0, 40, 0, 0, 0]))
    assert [p.code for p in gebroken(stricter, GOOD)] == ["V421"] * (130 - 100 < 40)
