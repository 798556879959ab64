"""A plan made elsewhere as a table: recognise it, read it, and tell what the check of it found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from verdeling.errors import DataError, Problem, VerdelingError
from verdeling.inputs.checks import contradictions, is_number_column, plek
from verdeling.inputs.dataframes import Frames
from verdeling.inputs.names import tell
from verdeling.inputs.reader import InputFile, Tabel, UnreadableSheet, past, read_table
from verdeling.inputs.sheet import Sheet
from verdeling.insight.check import in_dutch, of_task
from verdeling.insight.plan_figures import goal_value
from verdeling.insight.search import search_gemeente
from verdeling.plan.data import PlanData
from verdeling.plan.questions.outside import DIGITS, Breach, OutsideCheck, OutsideRow, check_outside_plan
from verdeling.plan.questions.outside_task import Taaktoets, judge_task
from verdeling.solver.goals import ints

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.sleutel.indicatief import Indicatief
    from verdeling.verdeelmodel.model import Planopdracht, Verdeelmodel

PLAN_COLUMNS: Final = ("plan", "nieuw")
"""What stands in a gemeente under the plan; or, in its absence, what is new there."""

SUMS: Final[tuple[tuple[tuple[str, str], str, int], ...]] = (
    (("bestaand", "nieuw"), "plan", 1),
    (("plan", "indicatief"), "verschil", -1),
)
"""What columns of verdeling.csv are to each other: two of them, their sum or difference, and the sign."""
WHOLE: Final = re.compile(r"-?[0-9]{1,7}")
COHERENCE: Final[tuple[str, ...]] = ("indicatief", "bestaand", "nieuw", "plan", "verschil")


@dataclass(frozen=True)
class PlanTable:
    """A table that holds a plan.

    Attributes
    ----------
    tabel
        Its rows of the task of the plan.
    kolom
        Column of places: ``plan`` or ``nieuw``.
    also_figures
        Whether it holds indicative figures too.
    """

    tabel: Tabel
    kolom: str
    also_figures: bool


def as_plan_table(
    pad: Path | Frames, model: Verdeelmodel, taak: str | None, kolom: str | None
) -> PlanTable | None:
    """Read a table as a plan; None when the model has no plan or the table is about something else.

    Parameters
    ----------
    pad
        Csv or xlsx, or a table in memory, with a column `code` or `gemeente`, and `plan` or `nieuw`.
    taak, kolom
        What the user asked to check; None leaves it to the table.

    Raises
    ------
    DataError
        When the file cannot be read.
    """
    task_order = model.plan
    if task_order is None or taak not in (None, task_order.taak):
        return None
    try:
        table = in_dutch(read_table(pad, (), _with_plan))
    except UnreadableSheet as error:
        raise DataError(error.problemen) from None
    if "taak" in table.kop:
        van_taak = zip(table.rijen, table.kolom("taak"), strict=True)
        table = replace(table, rijen=tuple(r for r, name in van_taak if name == task_order.taak))
    if not {"code", "gemeente"} & set(table.kop):
        return None
    for name in PLAN_COLUMNS:
        asked = kolom is None or kolom.casefold() == name
        if asked and name in table.kop and is_number_column(name, table.kolom(name)):
            return PlanTable(table, name, kolom is None and "indicatief" in table.kop)
    return None


def _other_plan(file: InputFile, taak: str | None) -> list[Sheet]:
    """Of a result the sheet with the plan of this task, which has its name."""
    named = [b for b in _with_plan(file) if " " in b.naam] if file.hoofdbladen and taak else []
    return [b for b in named if of_task(b.naam, taak or "")]


def _with_plan(file: InputFile) -> list[Sheet]:
    return [
        b for b in file.sheets if any(past(b, (k, p)) for k in ("code", "gemeente") for p in PLAN_COLUMNS)
    ]


def task_tables(
    pad: Path | Frames, model: Verdeelmodel, taak: str | None, kolom: str | None
) -> dict[str, Tabel]:
    """Rows of a table per further task of the model that it holds a plan for.

    Without a column `taak` a table is about the task of the plan, or about the one that is asked.

    Raises
    ------
    DataError
        When the file cannot be read.
    """
    task_order = model.plan
    if task_order is None or (kolom is not None and kolom.casefold() != "plan"):
        return {}
    others = [t for t in model.taken if t != task_order.taak and taak in (None, t)]
    try:
        table = in_dutch(read_table(pad, (), lambda file: _other_plan(file, taak))) if others else None
    except UnreadableSheet as error:
        raise DataError(error.problemen) from None
    if table is None or "plan" not in table.kop or not {"code", "gemeente"} & set(table.kop):
        return {}
    if "taak" not in table.kop:
        return {} if taak is None else {taak: table}
    found = {}
    for name in others:
        rows = zip(table.rijen, table.kolom("taak"), strict=True)
        mine = replace(table, rijen=tuple(r for r, of in rows if of == name))
        if any(mine.kolom("plan")):
            found[name] = mine
    return found


def check_task_table(
    table: Tabel, own: Tabel | None, taak: str, data: PlanData, gegevens: Gegevens, task_order: Planopdracht
) -> Taaktoets:
    """Check what a table says of another task than that of the plan; see :func:`judge_task`.

    Parameters
    ----------
    own
        The rows of the task of the plan, which may say what exchange adds to it.

    Raises
    ------
    DataError
        With every row that cannot be used.
    """
    done = np.full(data.aantal, -1, dtype=np.int64)
    rows, _ = _rows(PlanTable(table, "plan", also_figures=False), gegevens, {})
    for row in rows:
        done[data.nummer[row.code]] = row.plan
    moved = None
    if own is not None and {"ruil", "code"} <= set(own.kop):
        figures = dict(zip(own.kolom("code"), own.kolom("ruil"), strict=True))
        if all(WHOLE.fullmatch(figures.get(code, "")) for code in data.codes):
            moved = ints([int(figures[code]) for code in data.codes])
    return judge_task(data, task_order, taak, ints(done), moved)


def task_json(test: Taaktoets) -> dict[str, Any]:
    """Give the check of another task as plain values."""
    name = test.data.naam
    return {
        "taak": test.taak,
        "som": test.som,
        "overtredingen": _breaches_json(test.overtredingen, test.data),
        "verschillen": [
            {"code": code, "gemeente": name(code), "verschil": n} for code, n in test.verschil.items()
        ],
    }


def _breaches_json(broken: Sequence[Breach], data: PlanData) -> list[dict[str, Any]]:
    return [
        {
            "regel": o.regel,
            "waar": o.waar,
            "naam": data.naam(o.waar),
            "aantal": o.aantal,
            "eenheid": o.eenheid,
            "zin": o.zin.model_dump(),
        }
        for o in broken
    ]


def check_plan_table(
    plan: PlanTable, model: Verdeelmodel, data: Gegevens, indicatief: Indicatief, engine: str = "scip"
) -> OutsideCheck:
    """Check the plan of a table against a model: rules, goals, differences and the smallest repair.

    Raises
    ------
    DataError
        With every row that cannot be used.
    Onoplosbaar
        When the model itself has no plan.
    """
    stands = _bestaand(model, data, indicatief) if plan.kolom == "nieuw" else {}
    rows, notes = _rows(plan, data, stands)
    test = check_outside_plan(model, data, indicatief, rows, engine)
    spreekt = _contradictions(plan, rows, test)
    return replace(test, meldingen=(*notes, *test.meldingen), tegenspraak=spreekt)


def _contradictions(plan: PlanTable, rows: Sequence[OutsideRow], test: OutsideCheck) -> tuple[Problem, ...]:
    """Rows in which the columns beside the one that is used say something else.

    A copy of verdeling.csv has what stands, what is new and their sum: a digit that changed in one of them
    leaves a plan that is right and a table that is not.
    """
    table, data = plan.tabel, test.optimum.programma.data
    columns = {k: table.kolom(k) for k in COHERENCE if k in table.kop}
    per_row = {r.waar: r for r in rows if not r.gezamenlijk}
    closes = test.optimum.programma.state.sluiten
    found = []
    for i in range(len(table.rijen)):
        row = per_row.get(plek(table, i, plan.kolom))
        number = table.rijen[i].nummer
        cells = {
            k: c for k, cells in columns.items() if (c := cells[i]) and (number, k) not in table.formulas
        }
        figures = {k: int(c) for k, c in cells.items() if WHOLE.fullmatch(c)}
        if row is None:
            continue
        for links, rechts, sign in SUMS:
            if {*links, rechts} <= figures.keys():
                total = figures[links[0]] + sign * figures[links[1]]
                if total != figures[rechts]:
                    what = (" + " if sign > 0 else " − ").join(links)
                    where = plek(table, i, rechts)
                    numbers = {"links": what, "som": total, "rechts": rechts, "waarde": figures[rechts]}
                    found.append(Problem.van("V804", where, **numbers))
        stands = int(data.bestaand[data.nummer[row.code]])
        if not closes and figures.get("bestaand", stands) != stands:
            numbers = {"naam": data.naam(row.code), "waarde": figures["bestaand"], "staat": stands}
            found.append(Problem.van("V805", plek(table, i, "bestaand"), **numbers))
    return tuple(found)


def _texts(problems: Sequence[Problem]) -> list[dict[str, str]]:
    return [{"code": m.code, "waar": m.waar, "nl": m.tekst("nl"), "en": m.tekst("en")} for m in problems]


def _bestaand(model: Verdeelmodel, gegevens: Gegevens, indicatief: Indicatief) -> Mapping[str, int]:
    from verdeling.plan.read import read_plan_data

    data = read_plan_data(model, gegevens, indicatief)
    return dict(zip(data.codes, data.bestaand.tolist(), strict=True))


def _rows(
    plan: PlanTable, data: Gegevens, bij: Mapping[str, int]
) -> tuple[tuple[OutsideRow, ...], list[Problem]]:
    """Rows with a number, a gemeente by code or full name; and how names were read."""
    table, rows, seen = plan.tabel, [], []
    problems = table.uncomputed((plan.kolom, "gezamenlijk"))
    name_column = "code" if "code" in table.kop else "gemeente"
    in_provincie = table.kolom("provincie" if name_column == "gemeente" else "")
    columns = (table.kolom(k) for k in (name_column, plan.kolom, "gezamenlijk"))
    empty = {row for row, column in table.formulas if column == plan.kolom}
    for i, (provincie, name, count, joint) in enumerate(zip(in_provincie, *columns, strict=True)):
        if not count or table.rijen[i].nummer in empty:
            continue
        where = plek(table, i, plan.kolom)
        if not (count.isascii() and count.isdigit() and len(count) <= DIGITS):
            problems.append(Problem.van("V441", where, waarde=count, cijfers=DIGITS))
            continue
        try:
            seen.append(search_gemeente(data, name, provincie, deel=False))
        except VerdelingError as error:
            problems += [p.op(where) for p in error.problemen]
            continue
        code = seen[-1].code
        if name_column == "code":
            problems += contradictions(table, i, code, data.name_book)
        rows.append(OutsideRow(where, code, int(count) + bij.get(code, 0), joint))
    if problems:
        raise DataError(problems)
    over = table.unused(("code", "gemeente", "provincie", "taak", "gezamenlijk", plan.kolom, *COHERENCE))
    return tuple(rows), [*table.meldingen, *over, *tell(seen, table.bestand)]


def check_json(test: OutsideCheck) -> dict[str, Any]:
    """Give the outcome of the check as plain values."""
    data = test.optimum.programma.data
    outcome = {d.name: d for d in test.optimum.doelen}
    difference = zip(test.codes, test.plaatsen, test.optimum.plan, strict=True)
    change = zip(test.codes, test.wijziging or (0,) * len(test.codes), strict=True)
    return {
        "model_taak": test.optimum.taak,
        "plaatsen": sum(n or 0 for n in test.genoemd),
        "overtredingen": _breaches_json(test.overtredingen, data),
        "doelen": [
            {
                "naam": d.naam,
                "waarde": goal_value(outcome[d.naam], d.waarde),
                "optimum": goal_value(outcome[d.naam], d.optimum),
            }
            for d in test.doelen
        ],
        "verschillen": [
            {"code": code, "gemeente": data.naam(code), "plan": van, "optimum": naar}
            for code, van, naar in difference
            if van is not None and van != naar
        ],
        "herstel": None
        if test.herstel is None
        else [{"code": c, "gemeente": data.naam(c), "wijziging": w} for c, w in change if w],
        "meldingen": _texts(test.meldingen),
        "niet_te_toetsen": _texts(test.onbepaald),
        "tegenspraak": _texts(test.tegenspraak),
    }
