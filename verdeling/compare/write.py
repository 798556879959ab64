"""Write a comparison: page, csv, workbook and JSON in one folder that appears whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from verdeling import __version__
from verdeling.compare.page import comparison_html
from verdeling.compare.tables import as_json, contribution_rows, rows_of
from verdeling.compare.workbook import write_comparison_workbook
from verdeling.insight.compare import ComparedPair
from verdeling.result.manifest import new_result_folder, write_json, write_manifest
from verdeling.result.tables import csv_of
from verdeling.texts import Lang


def write_comparison(out: Path, pairs: Sequence[ComparedPair], lang: Lang = "nl") -> tuple[str, ...]:
    """Write the folder; gives the names of its files.

    Raises
    ------
    VerdelingError
        When `out` is no folder, holds something else, or cannot be written.
    """
    with new_result_folder(out) as folder:
        for table in (rows_of(pairs), contribution_rows(pairs)):
            (folder / f"{table.table.name}.csv").write_bytes(csv_of(table))
        write_json(folder / "vergelijking.json", as_json(pairs))
        write_comparison_workbook(folder / "vergelijking.xlsx", pairs, lang)
        (folder / "vergelijking.html").write_text(
            comparison_html(pairs, lang), encoding="utf-8", newline="\n"
        )
        names = [pairs[0].a, *dict.fromkeys(p.b for p in pairs)]
        write_manifest(folder, __version__, {"vergeleken": names})
        return tuple(sorted(p.name for p in folder.iterdir()))
