"""What a run gives, as rows: the main table, the tables beside it, and the folder that holds them.

:mod:`tables` is verdeling.csv, :mod:`plan_tables` what a plan adds, :mod:`manifest` and :mod:`atomic` make a
folder appear whole or not at all.

Examples
--------
>>> from fractions import Fraction
>>> from verdeling.result.tables import decimaal
>>> str(decimaal(Fraction(1, 3), 4))
'0.3333'
"""
