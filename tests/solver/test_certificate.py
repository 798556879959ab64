"""The exact re-check: every broken bound, row and goal value is found; nothing else is."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from support.programs import GOOD, voorbeeld

from verdeling.errors import VerificatieFout
from verdeling.solver import Builder, LeximinGoal, MinmaxGoal, RowTag
from verdeling.solver.certificate import broken, check
from verdeling.testing.programs import all_plans, random_program


def codes(x: list[int]) -> list[tuple[str, str]]:
    return [(p.waar, p.code) for p in broken(voorbeeld(), x)]


def test_a_good_plan_passes() -> None:
    assert codes(GOOD) == []
    check(voorbeeld(), GOOD, [1305, 1, (130, 0)])


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
        check(voorbeeld(), GOOD, wrong)
    assert caught.value.exit_code == 5


def test_ratio_goals_are_recomputed_from_their_definition() -> None:
    builder = Builder()
    x = builder.variables("r", [("a",), ("b",)], 0, 9)
    builder.row(RowTag("som", "NL"), x, 1, 5, 5)
    builder.goal(LeximinGoal("eerlijk", x, [1, 0], [4, 7]))
    builder.goal(MinmaxGoal("afwijking", x, [1, 0], [4, 7]))
    program = builder.freeze()
    # (1 + 2) / 4 and (0 + 3) / 7; deviations 1/4 and 4/7.
    check(program, [2, 3], [(Fraction(3, 7), Fraction(3, 4)), Fraction(4, 7)])
    with pytest.raises(VerificatieFout):
        check(program, [2, 3], [(Fraction(3, 4), Fraction(3, 7)), Fraction(4, 7)])


def test_a_largest_deviation_over_nothing_is_zero() -> None:
    builder = Builder()
    builder.variables("r", [("a",)], 0, 9)
    builder.goal(MinmaxGoal("afwijking", [], [], []))
    check(builder.freeze(), [3], [Fraction(0)])


def test_too_few_values_are_a_programming_error() -> None:
    for x in (GOOD[:-1], [*GOOD, 0]):
        with pytest.raises(ValueError, match="values for 4 variables"):
            broken(voorbeeld(), x)


def test_a_vector_passes_exactly_when_enumeration_finds_it() -> None:
    rng = random.Random(0)
    for seed in range(60):
        program = random_program(seed)
        allowed = {tuple(p) for p in all_plans(program)}
        for _ in range(30):
            x = [rng.randint(a - 1, b + 1) for a, b in zip(program.lower, program.upper, strict=True)]
            assert (not broken(program, x)) == (tuple(x) in allowed)


def test_one_place_more_in_a_solved_plan_is_found() -> None:
    program = voorbeeld()
    for column in range(program.size):
        x = np.array(GOOD)
        x[column] += 1
        assert broken(program, x.tolist())


def test_the_re_check_does_not_use_the_solver_side() -> None:
    """A program whose arrays are altered after solving fails: the check reads the program itself."""
    program = voorbeeld()
    stricter = replace(program, row_lower=program.row_lower + np.array([0, 40, 0, 0, 0]))
    assert [p.code for p in broken(stricter, GOOD)] == ["V421"] * (130 - 100 < 40)
