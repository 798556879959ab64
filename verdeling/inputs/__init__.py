"""Figures of the gemeenten: from files of any layout to frozen, exact columns on the boundaries of one day.

Import :func:`tables.load_data`, which gives ``Gegevens``, and :func:`register.read_register` for the
boundaries themselves. Behind these stand the readers (`reader`, `csv_file`, `workbook_file`, `layout`,
`headings`, `names`, `numbers`), the checks of own data (`folder`, `checks`, `completion`) and the series that
are no column of a gemeente (`series`, `voorraad`, `realised`). A missing value is None, never zero.

Examples
--------
>>> import datetime as dt
>>> from verdeling.inputs.tables import load_data
>>> data = load_data(None, dt.date(2026, 1, 1))
>>> len(data.codes), data.gebiedsnaam["GM0014"]
(342, 'Groningen')
>>> inwoners = data.kolom("inwoners", dt.date(2025, 1, 1))
>>> inwoners.tellers[0] is not None, inwoners.noemer
(True, 1)
"""
