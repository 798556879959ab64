"""Tables of a result folder read back into the rows that a run has."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from verdeling.columns import Rows, Table, Unreadable
from verdeling.errors import DataError, Probleem
from verdeling.plan.rules.basis import plan_rules
from verdeling.result import plan_tables as p
from verdeling.result.attachments import BEELD, GEEN_PLAN, HALFJAREN, VOORRAAD
from verdeling.result.chain import GEBIEDEN
from verdeling.result.flows import STROMEN
from verdeling.result.tables import VERDELING, Cijferrij
from verdeling.result.what_if import WAT_ALS
from verdeling.tijdplan.tables import BESLUITEN, MAANDEN

R = TypeVar("R")
OWN: Final[tuple[Table[Any], ...]] = (
    VERDELING,
    GEEN_PLAN,
    GEBIEDEN,
    HALFJAREN,
    BEELD,
    VOORRAAD,
    STROMEN,
    p.BINDEND,
    p.KEUZES,
    p.PRIJS,
    p.SPEELRUIMTE,
    p.WAAROM,
    MAANDEN,
    BESLUITEN,
    WAT_ALS,
)
"""Tables of every result, of what only some ask for, and of a plan; rules have further ones."""


@cache
def rule_tables() -> tuple[Table[Any], ...]:
    """Tables of the rules of a plan, in the order of the rules."""
    return tuple(t for kind in plan_rules() for t in kind.tables)


@cache
def tables_of_choices() -> tuple[Table[Any], ...]:
    """Those of the rules that leave something open for single gemeenten."""
    return tuple(t for kind in plan_rules() if kind.chooses for t in kind.tables)


def tables() -> tuple[Table[Any], ...]:
    """Every table that a result folder may hold as csv."""
    return (*OWN, *rule_tables())


def lees_tabel(folder: Path, tabel: Table[R]) -> Rows[R] | None:
    """A table of a result folder; None when the folder does not have it.

    Raises
    ------
    DataError
        V654 with the columns that are missing, or for each cell that is no value of its column.
    """
    pad = folder / f"{tabel.name}.csv"
    if not pad.is_file():
        return None
    header, *regels = csv.reader(io.StringIO(pad.read_text(encoding="utf-8"), newline=""))
    try:
        return tabel.read(header, regels)
    except Unreadable as fout:
        problemen = [
            Probleem.van("V654", f"{pad}:{f.row} {f.column}", wat=f.text or "–") for f in fout.faults
        ]
        if fout.missing:
            problemen.append(Probleem.van("V654", str(pad), wat=", ".join(fout.missing)))
        raise DataError(problemen) from fout


def lees_tabellen(folder: Path, cijfers: Mapping[str, Sequence[Cijferrij]]) -> dict[str, Rows[Any]]:
    """Every table beside the division, by the stem of its file.

    Raises
    ------
    DataError
        What :func:`lees_tabel` raises, or a table about the numbers of another plan (V658).
    """
    uit = {t.name: r for t in tables() if t is not VERDELING and (r := lees_tabel(folder, t)) is not None}
    plan = {(taak, r.code): r.plan for taak, groep in cijfers.items() for r in groep}
    for tabel in (p.PRIJS, p.SPEELRUIMTE, p.WAAROM):
        if tabel.name in uit:
            _zelfde_plan(_plan_in(uit[tabel.name].rows), plan, folder / f"{tabel.name}.csv")
    return uit


def rijen_van(tabellen: Mapping[str, Rows[Any]], tabel: Table[R]) -> tuple[R, ...]:
    """Rows of a table; none where the folder does not have it."""
    return tabellen[tabel.name].rows if tabel.name in tabellen else ()


def _plan_in(
    rijen: Iterable[p.Prijsrij | p.Speelruimterij | p.Waaromrij],
) -> Iterable[tuple[str, str, int | str | None]]:
    for r in rijen:
        if not isinstance(r, p.Prijsrij):
            yield r.taak, r.code, r.plan
        elif r.soort == "plan":
            yield r.taak, r.naam, r.met


def _zelfde_plan(
    regels: Iterable[tuple[str, str, int | str | None]],
    plan: Mapping[tuple[str, str], int | None],
    plaats: Path,
) -> None:
    """Stop when a table speaks of another plan than the one in the folder."""
    fout = [
        Probleem.van("V658", f"{plaats} {code}", daar=getal, hier=plan.get((taak, code), "–"))
        for taak, code, getal in regels
        if (taak, code) not in plan or plan[taak, code] != getal
    ]
    if fout:
        raise DataError(fout)
