"""Reading the tables of a result folder that only some results have, for the report."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from verdeling.errors import DataError, Probleem
from verdeling.report.data import Bijtabel
from verdeling.report.texts import LEEG
from verdeling.result.plan_tables import BINDEND, WAAROM
from verdeling.result.tables import Cijferrij
from verdeling.result.what_if import WAT_ALS
from verdeling.texts import Lang

BIJTABELLEN: Final = (
    "maanden",
    "besluiten",
    "voorraad",
    "halfjaren",
    "beeld",
    "stromen",
    "prijzen",
    "gebieden",
)
"""Files that a result folder may hold, by stem."""
ELDERS: Final = ("verdeling", "bindend", "keuzes", "speelruimte", "waarom", "wat_als", "geen_plan")
"""Files that other readers know."""
PRIJS: Final = ("taak", "regel", "soort", "naam", "met", "zonder")
SPEELRUIMTE: Final = ("taak", "code", "plan", "minste", "meeste")


def lees_bijtabellen(folder: Path, rijen: Mapping[str, Sequence[Cijferrij]]) -> dict[str, Bijtabel]:
    """Tables of a result folder that only some results have.

    Raises
    ------
    DataError
        Prices that belong to another plan (V658), or have other columns (V654).
    """
    uit = {naam: tabel for naam in BIJTABELLEN if (tabel := _lees(folder / f"{naam}.csv")) is not None}
    uit |= _of_rules(folder)
    if "prijzen" in uit:
        plaats = folder / "prijzen.csv"
        plan = [r for r in _vraag(uit["prijzen"], PRIJS, plaats) if r["soort"] == "plan"]
        _zelfde_plan(((r["taak"], r["naam"], r["met"]) for r in plan), rijen, plaats)
    return uit


def _of_rules(folder: Path) -> dict[str, Bijtabel]:
    """Tables that a rule of the plan declares; the rules are asked only when there is such a file."""
    stems = {path.stem for path in folder.glob("*.csv")} - {*BIJTABELLEN, *ELDERS}
    if not stems:
        return {}
    from verdeling.plan.rules.basis import plan_rules

    found = {}
    for kind in plan_rules():
        for declared in kind.tables:
            table = _lees(folder / f"{declared.name}.csv") if declared.name in stems else None
            if table is not None:
                heads = {c.name: c.heads for c in declared.columns}
                found[declared.name] = replace(
                    table, titles=declared.titles, heads=heads, choices=kind.chooses
                )
    return found


def lees_speelruimte(
    folder: Path, rijen: Mapping[str, Sequence[Cijferrij]]
) -> dict[str, dict[str, tuple[int, int]]]:
    """Least and most per task and gemeente, from the output of ``verdeling speelruimte --csv``.

    Raises
    ------
    DataError
        A table that belongs to another plan (V658), or has other columns (V654).
    """
    uit: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for r in _van_dit_plan(folder / "speelruimte.csv", SPEELRUIMTE, rijen):
        uit[r["taak"]][r["code"]] = int(r["minste"]), int(r["meeste"])
    return dict(uit)


def lees_waarom(
    folder: Path, rijen: Mapping[str, Sequence[Cijferrij]], lang: Lang
) -> dict[tuple[str, str], str]:
    """Sentence of ``waarom.csv`` per task and gemeente: what one place fewer or more would do.

    Raises
    ------
    DataError
        A table that belongs to another plan (V658), or has other columns (V654).
    """
    regels = _van_dit_plan(folder / "waarom.csv", WAAROM, rijen)
    return {(r["taak"], r["code"]): r[lang] for r in regels}


def lees_wat_als(folder: Path) -> dict[tuple[str, str], list[Mapping[str, str]]]:
    """Rows of ``wat_als.csv`` per task and gemeente; empty for a folder without it.

    Raises
    ------
    DataError
        A table with other columns (V654).
    """
    uit: dict[tuple[str, str], list[Mapping[str, str]]] = defaultdict(list)
    for r in _regels(folder / "wat_als.csv", WAT_ALS):
        uit[r["taak"], r["code"]].append(r)
    return uit


def lees_bindend(folder: Path, lang: Lang) -> dict[tuple[str, str], tuple[str, ...]]:
    """Sentences of ``bindend.csv`` per task and gemeente: the rules that decide the plan there.

    Raises
    ------
    DataError
        A table with other columns (V654).
    """
    uit: dict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for r in _regels(folder / "bindend.csv", BINDEND):
        uit[r["taak"], r["code"]] += (f"{r[lang][:1].upper()}{r[lang][1:]}.",)
    return uit


def _lees(pad: Path) -> Bijtabel | None:
    if not pad.is_file():
        return None
    kop, *rijen = csv.reader(io.StringIO(pad.read_text(encoding="utf-8"), newline=""))
    return Bijtabel(tuple(kop), tuple(map(tuple, rijen)))


def _regels(plaats: Path, kolommen: Sequence[str]) -> Iterable[Mapping[str, str]]:
    """Rows of a file by column; none without the file."""
    tabel = _lees(plaats)
    return () if tabel is None else _vraag(tabel, kolommen, plaats)


def _van_dit_plan(
    plaats: Path, kolommen: Sequence[str], rijen: Mapping[str, Sequence[Cijferrij]]
) -> list[Mapping[str, str]]:
    """Rows of a file about the numbers of the plan, when these are those of the plan in the folder."""
    regels = list(_regels(plaats, kolommen))
    _zelfde_plan(((r["taak"], r["code"], r["plan"]) for r in regels), rijen, plaats)
    return regels


def _vraag(tabel: Bijtabel, kolommen: Sequence[str], plaats: Path) -> Iterable[Mapping[str, str]]:
    """Rows by column, when all columns are there."""
    if weg := [k for k in kolommen if k not in tabel.kop]:
        raise DataError.een("V654", str(plaats), wat=", ".join(weg))
    return tabel.per_kolom()


def _zelfde_plan(
    regels: Iterable[tuple[str, str, str]], rijen: Mapping[str, Sequence[Cijferrij]], plaats: Path
) -> None:
    """Stop when a table speaks of another plan than the one in the folder."""
    plan = {(taak, r.code): str(r.plan) for taak, groep in rijen.items() for r in groep}
    fout = [
        Probleem.van("V658", f"{plaats} {code}", daar=getal, hier=plan.get((taak, code), LEEG))
        for taak, code, getal in regels
        if plan.get((taak, code)) != getal
    ]
    if fout:
        raise DataError(fout)
