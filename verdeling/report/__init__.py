"""report.html: one file that a council can read without network and without script.

:func:`report.write_report` reads a result folder and writes the page; charts and tables are made here.
"""
