"""What figures mean: measures, explanation, comparison, axioms. Floats begin here; nothing is decided.

:mod:`measures` and :mod:`diagnostics` say how even an outcome is, :mod:`explain` why a gemeente has its
figure, :mod:`compare` what a change of the model does, :mod:`axioms` which properties a rounding or key
has.

Examples
--------
>>> from verdeling.insight.measures import MEASURES
>>> next(m for m in MEASURES if m.name == "hoover").compute([30, 10], [20, 20]).item()
0.25
"""
