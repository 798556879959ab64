"""Data as a person keeps them, read and checked, to one frozen `Gegevens` at a reference date.

:func:`tables.load_data` is the door; :mod:`register` knows areas and mergers, :mod:`voorraad`,
:mod:`realised` and :mod:`series` the tables that are no columns. The other modules are the steps of reading
one file: csv or workbook → sheet → layout, headings, names and numbers → checks → folder; no other room
needs them.

Examples
--------
>>> import datetime as dt
>>> from verdeling.inputs.tables import load_data
>>> data = load_data(None, dt.date(2026, 1, 1))
>>> len(data.codes), data.gebiedsnaam["GM0193"]
(342, 'Zwolle')
"""
