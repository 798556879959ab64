"""Which columns the tie order fixes first: what opens a site, not the amounts that stand there."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from verdeling.solver import Builder, OrderGoal, Program, RowTag, SumGoal
from verdeling.solver.solving import solve
from verdeling.solver.tie_order import outweighs

A, B, OPEN_A, OPEN_B = range(4)


def two_sites(need: int, fewest: int) -> Program:
    """Two sites, `fewest` to 5 places when open and none when not; `need` or more, as few as can be."""
    builder = Builder()
    places = builder.variables("places", [("a",), ("b",)], 0, 5)
    opened = builder.variables("open", [("a",), ("b",)], 0, 1)
    for name, pair in zip("ab", np.column_stack([places, opened]), strict=True):
        builder.row(RowTag("most", name), pair, [1, -5], None, 0)
        builder.row(RowTag("fewest", name), pair, [1, -fewest], 0, None)
    builder.row(RowTag("need", "NL"), places, 1, need, None)
    builder.goal(SumGoal("places", places, [1, 1]))
    builder.goal(OrderGoal([OPEN_B, B, OPEN_A, A]))
    return builder.freeze()


def test_what_opens_a_site_outweighs_its_places():
    arrays = two_sites(4, 3).arrays
    assert outweighs(arrays).tolist() == [False, False, True, True]


def test_of_equal_weights_and_alone_in_a_row_no_column_outweighs_others():
    need = two_sites(4, 3).arrays.only(np.array([4]))
    bound = (np.array([A]), np.array([9]), 0, 9)
    assert not outweighs(need.with_rows([bound])).any()


@pytest.mark.parametrize("need", range(1, 11))
@pytest.mark.parametrize("fewest", [1, 4])
def test_the_first_of_the_best_plans_is_found_whatever_is_fixed_first(need, fewest):
    """With 4 or 5 places per open site an amount is one of two numbers, as yes and no are."""
    program = two_sites(need, fewest)
    plans = [
        (a + b, y, b, x, a)
        for a, b, x, y in itertools.product(range(6), range(6), (0, 1), (0, 1))
        if fewest * x <= a <= 5 * x and fewest * y <= b <= 5 * y and a + b >= need
    ]
    _, y, b, x, a = min(plans)
    plan = solve(program, workers=0)
    assert plan.x.tolist() == [a, b, x, y]
    assert plan.unique
