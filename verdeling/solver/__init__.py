"""Integer programs with whole numbers: goals in order, each proven, every answer re-checked in integers.

Knows no gemeente. :mod:`program` builds rows and columns, :mod:`goals` says what is minimised,
:func:`solve.solve` solves part by part on any of :data:`engines.MOTOREN`, :mod:`certificate` re-checks,
:mod:`export` writes the program for others. Needs nothing of the house but its errors and terms.

Examples
--------
>>> from verdeling.solver.goals import Doel
>>> from verdeling.solver.program import Bouw, Rij
>>> from verdeling.solver.solve import solve
>>> build = Bouw()
>>> x, y = build.variabelen("x", [("a",), ("b",)], 0, 9)
>>> _ = build.rij(Rij("total", "here"), [x, y], [2, 3], onder=12)
>>> build.doel(Doel("cost", [x, y], [4, 5]))
>>> solution = solve(build.klaar(), engine="scip")
>>> [(goal.naam, goal.waarde, goal.bewezen) for goal in solution.doelen]
[('cost', 20, True)]
"""
