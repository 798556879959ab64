"""From key to whole numbers: exact weights, quotas, rounding, and the trail of every figure.

:func:`indicatief.compute_indicatief` computes all tasks of a model, :func:`spoor.spoor` tells one figure
step by step, :func:`apportionment.verdeel` is the rounding alone.

Examples
--------
>>> from fractions import Fraction
>>> from verdeling.sleutel.apportionment import verdeel
>>> from verdeling.verdeelmodel.taak import Methode
>>> verdeel(10, (Fraction(5), Fraction(3), Fraction(1)), Methode.WEBSTER, (0, 1, 2)).aantallen
(6, 3, 1)
"""
