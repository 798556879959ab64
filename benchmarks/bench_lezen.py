"""Own files: a workbook of 342 rows against the same csv, and a format in the last cell of a sheet."""

from __future__ import annotations

import csv
import datetime as dt
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

import openpyxl

from verdeling.inputs.folder import read_folder
from verdeling.inputs.register import read_register
from verdeling.inputs.tables import load_data

DAG = dt.date(2025, 1, 1)
GRENS_WERKMAP = 0.2
"""Seconds of the processor for a workbook of 342 rows."""
GRENS_VERHOUDING = 12
"""Most times a csv of the same table that a workbook may cost."""
GRENS_HOEK = 12
"""Most times the workbook of 342 rows that a sheet with a format in its last cell may cost."""


def seconden(pad: Path, repeats: int) -> float:
    register = read_register()
    times = []
    for _ in range(repeats + 1):
        begin = time.process_time()
        read_folder(pad, DAG, register)
        times.append(time.process_time() - begin)
    return statistics.median(times[1:])  # the first loads openpyxl


def main(repeats: int = 7) -> bool:
    gegevens = load_data(None, DAG)
    kop = ["code", "gemeente", "inwoners", "ses_woa"]
    kolommen = (gegevens.kolom("inwoners", DAG).numerators, map(float, gegevens.kolom("ses_woa").waarden()))
    rijen = [kop, *zip(gegevens.codes, gegevens.namen, *kolommen, strict=True)]
    with tempfile.TemporaryDirectory() as naam:
        folder = Path(naam)
        book = openpyxl.Workbook()
        for rij in rijen:
            book.active.append(list(rij))
        book.save(folder / "werkmap.xlsx")
        book.active["XFD1048576"].font = openpyxl.styles.Font(bold=True)
        book.save(folder / "hoek.xlsx")
        with (folder / "tabel.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rijen)
        namen = ("tabel.csv", "werkmap.xlsx", "hoek.xlsx")
        tekst, werkmap, hoek = (seconden(folder / n, repeats) for n in namen)
    piek = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024**2 if sys.platform == "darwin" else 1024
    )
    goed = werkmap <= GRENS_WERKMAP and werkmap <= GRENS_VERHOUDING * tekst and hoek <= werkmap * GRENS_HOEK
    print(f"csv {tekst:.3f} s, xlsx {werkmap:.3f} s (bound {GRENS_WERKMAP}; {werkmap / tekst:.1f} × csv)")
    print(f"format in the last cell {hoek:.3f} s ({hoek / werkmap:.1f} ×), peak {piek:.0f} MB")
    return goed


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
