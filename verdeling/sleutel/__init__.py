"""From a model and its data to whole numbers per gemeente: weights, quotas, rounding, and the trace of each.

Import :func:`indicatief.bereken` for a whole model, :func:`keys.gewichten` for a key and
:func:`apportionment.verdeel` for a rounding; :func:`spoor.spoor` tells every step of one figure. All exact.

Examples
--------
>>> from verdeling.sleutel.apportionment import verdeel
>>> from verdeling.verdeelmodel.taak import Methode
>>> verdeel(10, [5, 3, 1], Methode.WEBSTER).aantallen
(6, 3, 1)
"""
