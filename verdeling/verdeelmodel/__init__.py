"""A model file, checked and frozen, and back: YAML ↔ `Verdeelmodel`, with what is laid over it.

:func:`catalogue.load_model` is the door; :mod:`model` and :mod:`taak` hold the types, :mod:`operation` and
``operations/`` the key, :mod:`regel` what every rule of a plan declares, :mod:`schema` the JSON Schema.

Examples
--------
>>> from verdeling.verdeelmodel.catalogue import load_model
>>> load_model("inwoners", ["taken.asielopvang.totaal=75500"]).taken["asielopvang"].totaal.waarde
Fraction(75500, 1)
"""
