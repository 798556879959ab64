"""verdeling.xlsx: exact values with, beside each, the formula that recomputes it; and workbooks to fill in.

Import :func:`book.write_workbook` for a result, :mod:`template` for own data, :class:`sheet.Book` to make
another workbook. `formulas` turns a key into formulas, `side_sheets` writes the tables beside the division.

Examples
--------
>>> from tempfile import TemporaryDirectory
>>> from pathlib import Path
>>> from verdeling.workbook.sheet import Book
>>> with TemporaryDirectory() as folder:
...     book = Book(Path(folder) / "two.xlsx")
...     sheet = book.blad("places", 2)
...     letter = sheet.waarden("aantal", [3, 4])
...     double = sheet.formulas("dubbel", f"2*{letter}{{r}}", [6, 8])
...     book.book.close()
>>> letter, double
('A', 'B')
"""
