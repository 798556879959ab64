"""Read a result folder back for a comparison, after each file was held against its checksum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from verdeling.errors import DataError
from verdeling.insight.compare_rijen import Zijde
from verdeling.insight.herindeling import Taakrijen
from verdeling.report.data import Taakdeel
from verdeling.report.folder import lees_manifest, lees_map
from verdeling.result.tables import KOLOMMEN, Rij


def lees_zijde(folder: Path, naam: str) -> Zijde:
    """Read one result.

    Raises
    ------
    DataError
        A file that is missing, was changed after the run, or cannot be read (V652–V654).
    """
    data = lees_map(folder)
    return Zijde(naam, lees_manifest(folder), {deel.naam: _rijen(folder, deel) for deel in data.taken})


def zijde_van(naam: str, herkomst: Mapping[str, object], rijen: Sequence[Rij]) -> Zijde:
    """A result that was just computed, in the same form: from the rows of verdeling.csv."""
    taken: dict[str, list[dict[str, Any]]] = {}
    for rij in rijen:
        cel: dict[str, Any] = dict(zip(KOLOMMEN, rij, strict=True))
        if "/" not in cel["taak"]:
            taken.setdefault(cel["taak"], []).append(cel)
    return Zijde(naam, herkomst, {taak: _van_cellen(cellen) for taak, cellen in taken.items()})


def _van_cellen(cellen: Sequence[Mapping[str, Any]]) -> Taakrijen:
    plan = [c["plan"] for c in cellen if c["plan"] is not None]
    return Taakrijen(
        tuple(c["code"] for c in cellen),
        tuple(c["gemeente"] for c in cellen),
        tuple(c["inwoners"] for c in cellen),
        tuple(Fraction(c["quotum"]) for c in cellen),
        tuple(c["indicatief"] for c in cellen),
        tuple(plan) if len(plan) == len(cellen) else None,
    )


def _rijen(folder: Path, deel: Taakdeel) -> Taakrijen:
    rijen = sorted(deel.rijen, key=lambda r: r.code)
    plan = [r.plan for r in rijen if r.plan is not None]
    try:
        quota = tuple(Fraction(r.quotum) for r in rijen)
    except (ValueError, ZeroDivisionError) as fout:
        raise DataError.een("V654", str(folder / "verdeling.csv"), wat=str(fout)) from fout
    return Taakrijen(
        tuple(r.code for r in rijen),
        tuple(r.gemeente for r in rijen),
        tuple(r.inwoners for r in rijen),
        quota,
        tuple(r.indicatief for r in rijen),
        tuple(plan) if len(plan) == len(rijen) else None,
    )
