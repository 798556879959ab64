"""A program in which every rule may give way: which rows break, and by how much, as little as can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from verdeling.plan.rules.basis import DEFINITION
from verdeling.solver.core import with_slack
from verdeling.solver.goals import Ints, OrderGoal, SumGoal, ints
from verdeling.solver.program import Program


@dataclass(frozen=True, eq=False)
class Elastic:
    """A program with one column per row and direction that says by how much the row is broken.

    Attributes
    ----------
    program
        First goal ``breuk``, the sum of all violations; then the goals of the original without its tie order.
    rijen
        Row of the original per added column.
    eerste
        Number of the first added column.
    """

    program: Program
    rijen: Ints
    eerste: int

    def broken_rows(self, x: Ints) -> Iterator[tuple[int, int]]:
        """Rows that are broken, and by how much."""
        for row, count in zip(self.rijen.tolist(), x[self.eerste :].tolist(), strict=True):
            if count:
                yield row, count


def make_elastic(program: Program) -> Elastic:
    """Let every row that is no definition give way, and make the least sum of that the first goal."""
    rules = np.flatnonzero([row.rule != DEFINITION for row in program.rows])
    arrays, rows = with_slack(program.arrays, rules)
    goals = tuple(d for d in program.goals if not isinstance(d, OrderGoal))
    sleutels = [(program.rows[r].place, str(k)) for k, r in enumerate(rows.tolist())]
    elastic = replace(
        program,
        kinds=program.kinds + ("breuk",) * len(rows),
        keys=program.keys + tuple(sleutels),
        lower=ints(arrays.lower),
        upper=ints(arrays.upper),
        start=ints(arrays.start),
        columns=ints(arrays.columns),
        coefs=ints(arrays.coefs),
        goals=(SumGoal("breuk", program.size + np.arange(len(rows))), *goals),
    )
    return Elastic(elastic, ints(rows), program.size)
