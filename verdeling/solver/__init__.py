"""Integer programs with whole numbers: goals in order, each proven, every answer re-checked in integers.

Knows no gemeente. :mod:`program` builds rows and columns, :mod:`goals` says what is minimised,
:func:`solve.solve` solves part by part on any of :data:`engines.ENGINES`, :mod:`certificate` re-checks,
:mod:`export` writes the program for others.

Examples
--------
>>> from verdeling.solver.program import Builder, SumGoal, RowTag
>>> from verdeling.solver.solve import solve
>>> build = Builder()
>>> x, y = build.variables("x", [("a",), ("b",)], 0, 9)
>>> _ = build.row(RowTag("total", "here"), [x, y], [2, 3], lower=12)
>>> build.goal(SumGoal("cost", [x, y], [4, 5]))
>>> solution = solve(build.freeze(), engine="scip")
>>> [(goal.name, goal.value, goal.proven) for goal in solution.goals]
[('cost', 20, True)]
"""
