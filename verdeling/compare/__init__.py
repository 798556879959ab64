"""A comparison of results written down: page, csv, workbook and JSON in one folder.

Import :func:`write.write_comparison`; the differences themselves come from :mod:`verdeling.insight.compare`.
`read` takes result folders as sides, `tables` makes rows, `page` and `workbook` show them.

Examples
--------
>>> from verdeling.compare.tables import area_names
>>> area_names()["PV20"]
'Groningen'
"""
