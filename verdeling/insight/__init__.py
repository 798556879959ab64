"""What a result says: why a figure is what it is, how even it is, what changes it, what a key keeps to.

`explain` and the ``plan_`` modules tell of one gemeente, `measures` and `diagnostics` of evenness, `compare`
and `decompose` of two results, the `axioms` of the properties of a key, `check` of figures from elsewhere.
Floats begin here. Nothing here solves, writes a file or prints.

Examples
--------
>>> from verdeling.insight.measures import hoover
>>> float(hoover([1, 3], [1, 1]))  # a quarter of the places would have to move
0.25
"""
