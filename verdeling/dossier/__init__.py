"""One file with all that a result rests on, for who must answer for it and who doubts it.

Public names
------------
make
    `parts_of` gives the parts of the dossier of a result, `write_dossier` writes and signs it.

Examples
--------
>>> import tempfile
>>> from pathlib import Path
>>> import verdeling
>>> from verdeling.verify import verify
>>> with tempfile.TemporaryDirectory() as folder:
...     file = Path(folder) / "dossier.zip"
...     _ = verdeling.run("ijsselland-2023").dossier(file)
...     report = verify(file)
>>> report.holds, report.differences, report.name
(True, [], 'ijsselland-2023')

The checker is :mod:`verdeling.verify`, which knows nothing of this room.
"""
