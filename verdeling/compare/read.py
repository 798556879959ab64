"""Read a result folder back for a comparison, after each file was held against its checksum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from verdeling.insight.compare_rows import CompareSide
from verdeling.insight.herindeling import TaskRows
from verdeling.result.folder import read_folder
from verdeling.result.tables import FigureRow


def read_side(folder: Path, naam: str) -> CompareSide:
    """Read one result.

    Raises
    ------
    DataError
        A file that is missing, was changed after the run, or cannot be read (V652–V654).
    """
    result = read_folder(folder)
    return side_of(naam, result.manifest, [row for rows in result.rijen.values() for row in rows])


def side_of(naam: str, origin: Mapping[str, object], rows: Sequence[FigureRow]) -> CompareSide:
    """A result that was just computed, in the same form."""
    taken: dict[str, list[FigureRow]] = {}
    for row in rows:
        if "/" not in row.taak:
            taken.setdefault(row.taak, []).append(row)
    return CompareSide(naam, origin, {taak: _rows(own) for taak, own in taken.items()})


def _rows(rows: Sequence[FigureRow]) -> TaskRows:
    rows = sorted(rows, key=lambda r: r.code)
    plan = [r.plan for r in rows if r.plan is not None]
    return TaskRows(
        tuple(r.code for r in rows),
        tuple(r.gemeente for r in rows),
        tuple(r.inwoners for r in rows),
        tuple(Fraction(r.quotum) for r in rows),
        tuple(r.indicatief for r in rows),
        tuple(plan) if len(plan) == len(rows) else None,
    )
