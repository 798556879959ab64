"""Read a result folder back for a comparison, after each file was held against its checksum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from verdeling.insight.compare_rows import Zijde
from verdeling.insight.herindeling import Taakrijen
from verdeling.result.folder import read_folder
from verdeling.result.tables import Cijferrij


def read_side(folder: Path, naam: str) -> Zijde:
    """Read one result.

    Raises
    ------
    DataError
        A file that is missing, was changed after the run, or cannot be read (V652–V654).
    """
    result = read_folder(folder)
    return side_of(naam, result.manifest, [rij for rijen in result.rijen.values() for rij in rijen])


def side_of(naam: str, herkomst: Mapping[str, object], rijen: Sequence[Cijferrij]) -> Zijde:
    """A result that was just computed, in the same form."""
    taken: dict[str, list[Cijferrij]] = {}
    for rij in rijen:
        if "/" not in rij.taak:
            taken.setdefault(rij.taak, []).append(rij)
    return Zijde(naam, herkomst, {taak: _rijen(eigen) for taak, eigen in taken.items()})


def _rijen(rijen: Sequence[Cijferrij]) -> Taakrijen:
    rijen = sorted(rijen, key=lambda r: r.code)
    plan = [r.plan for r in rijen if r.plan is not None]
    return Taakrijen(
        tuple(r.code for r in rijen),
        tuple(r.gemeente for r in rijen),
        tuple(r.inwoners for r in rijen),
        tuple(Fraction(r.quotum) for r in rijen),
        tuple(r.indicatief for r in rijen),
        tuple(plan) if len(plan) == len(rijen) else None,
    )
