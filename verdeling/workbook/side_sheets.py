"""Sheets of verdeling.xlsx beside the division: fairness with its formulas, plan, flows, months.

On the sheet with the measures the gemeenten stand in order of load, so that each measure is one formula over
the columns; a Lorenz curve can be drawn from them as they are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from verdeling.columns import Cell, Column, Rows
from verdeling.insight.measures import all_measures
from verdeling.insight.verdict import Diagnosis, told_measure
from verdeling.result.computed import Computed
from verdeling.result.flows import flow_rows
from verdeling.result.tables import PLAN_COLUMNS
from verdeling.workbook.sheet import NAME_LENGTH, Book, Name, Sheet, suffixes

if TYPE_CHECKING:
    from verdeling.insight.diagnostics import AreaTable
    from verdeling.plan.plan import Plan

CHECK: Final = "controle (0 = gelijk)"


def attachment_sheets(book: Book, result: Computed) -> None:
    """Add the sheets that a result has."""
    suffix = suffixes(list(result.indicatief.taken))
    for name, measures in result.diagnostiek.items():
        counts = result.indicatief.taken[name].aantallen
        _measures(book, f"diagnostiek{suffix[name]}", result.gebieden[name], counts, measures)
    for name, measures in result.diagnostiek_plan.items():
        assert result.plan is not None, "measures of a plan come from a plan"
        which = "diagnostiek plan" + ("" if name == result.plan.taak else suffix[name])
        _measures(book, which, result.gebieden[name], result.plan.of_task(name), measures)
    if result.plan is not None:
        _plan(book, result.plan)
        for taak in result.plan.others:
            _other_task(book, result.plan, taak, f"plan{suffix[taak]}")
        rows_sheet(book, flow_rows(result.plan))
    for table in result.tabellen.values():
        rows_sheet(book, table)


def rows_sheet(book: Book, table: Rows[Any]) -> None:
    """Add a sheet with a table of the result as it is."""
    sheet = book.blad(Name(table.table.sheet_name(book.lang)[:NAME_LENGTH]), len(table.rows))
    for column, cells in zip(table.columns, table.per_column(), strict=True):
        heading = Name(column.sheet_head(book.lang)) if column.heads[0] else column.name
        width = max([len(str(c)) for c in cells if isinstance(c, str | dt.date)] + [10]) + 2
        sheet.waarden(heading, [_value(book, column, c) for c in cells], _style(cells), min(width, 34))


def table_sheet(
    book: Book, name: str, table: tuple[Sequence[str], Sequence[Sequence[Any]]], fixed: int = 2
) -> None:
    """Add a sheet with a table whose columns only its maker knows."""
    heading, rows = table
    sheet = book.blad(name[:NAME_LENGTH], len(rows), fixed)
    for number, title in enumerate(heading):
        cells = [row[number] for row in rows]
        width = max([len(str(c)) for c in cells if isinstance(c, str)] + [10]) + 2
        sheet.waarden(title, cells, _style(cells), min(width, 34))


def _style(cells: Sequence[Cell]) -> str:
    return "breuk" if any(isinstance(c, Decimal) and c != c.to_integral_value() for c in cells) else "geheel"


def _value(book: Book, column: Column, cell: Cell) -> str | int | float | None:
    cell = column.tell(cell, book.lang)
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, str) and column.words is not None:
        return book.word(cell, cell, column.words)
    return str(cell) if isinstance(cell, dt.date) else cell


def _measures(book: Book, name: str, areas: AreaTable, counts: Sequence[int], measures: Diagnosis) -> None:
    """One task: gemeenten in order of load with the Lorenz curve, and beside them each measure."""
    inwoners = [int(p) for p in areas.inwoners.tolist()]
    order = sorted(range(len(inwoners)), key=lambda i: counts[i] / inwoners[i])
    sheet = book.blad(name, len(order))
    sheet.waarden("code", [areas.codes[i] for i in order], width=9)
    sheet.waarden("gemeente", [areas.namen[i] for i in order], width=26)
    p = sheet.waarden("inwoners", [inwoners[i] for i in order])
    x = sheet.waarden("plaatsen", [counts[i] for i in order])
    total_p, total_x = sum(inwoners), sum(counts) or 1
    y = sheet.formulas(
        "per 1.000 inwoners",
        f"1000*{x}{{r}}/{p}{{r}}",
        [1000 * counts[i] / inwoners[i] for i in order],
        "breuk",
    )
    curve = []
    for heading, letter, values, total in (
        ("inwoners, opgeteld deel", p, inwoners, total_p),
        ("plaatsen, opgeteld deel", x, counts, total_x),
    ):
        running, part = 0, []
        for i in order:
            running += values[i]
            part.append(running / total)
        denominator = f"MAX(1,SUM({sheet.cell_range(letter)}))"
        curve.append(sheet.formulas(heading, f"SUM({letter}$2:{letter}{{r}})/{denominator}", part, "breuk"))
    _formulas(sheet, measures, sheet.cell_range(x), sheet.cell_range(p), sheet.cell_range(y), curve)


def _formulas(sheet: Sheet, measures: Diagnosis, x: str, p: str, y: str, curve: Sequence[str]) -> None:
    """The measures: name, value, the formula that recomputes it, the difference, and what it means."""
    n, book = sheet.rijen, sheet.book
    cells = {"x": x, "p": p, "y": y, "s": f"({x}/MAX(1,SUM({x})))", "v": f"({p}/SUM({p}))"}
    for name, letter in zip("fl", curve, strict=True):
        cells |= {name: f"{letter}2:{letter}{n + 1}", f"{name}0": f"{letter}2:{letter}{n}"}
        cells[f"{name}1"] = f"{letter}3:{letter}{n + 1}"
    last = measures.belasting
    lines: list[tuple[str, str, float, str]] = [
        ("per_1000", "minimum", last.minimum, f"MIN({y})"),
        ("per_1000", "P10", last.p10, f"PERCENTILE({y},0.1)"),
        ("per_1000", "mediaan", last.mediaan, f"MEDIAN({y})"),
        ("per_1000", "P90", last.p90, f"PERCENTILE({y},0.9)"),
        ("per_1000", "maximum", last.maximum, f"MAX({y})"),
        ("zonder", "", measures.zonder, f"COUNTIF({x},0)"),
    ]
    values = {**measures.inwoners.maten, "theil": measures.inwoners.theil_provincie.totaal}
    for measure in sorted(all_measures(), key=lambda m: m.split):
        lines.append((measure.name, "", values[measure.name], measure.workbook.format(**cells)))
    sheet.waarden(
        "maat",
        [
            ", ".join([told_measure(m, book.lang)[0], *([book.kop(part)] if part else [])])
            for m, part, *_ in lines
        ],
        width=38,
    )
    value = sheet.waarden("waarde", [w for _, _, w, _ in lines], "breuk")
    formula = sheet.formulas(
        "waarde (formule)", _per_row([r[3] for r in lines]), [r[2] for r in lines], "breuk"
    )
    sheet.formulas(CHECK, f"ROUND({formula}{{r}}-{value}{{r}},6)", [0] * len(lines))
    sheet.waarden("betekenis", [told_measure(m, book.lang)[1] for m, *_ in lines], width=110)


def _per_row(formulas: Sequence[str]) -> Callable[[int], str]:
    return lambda row: formulas[row]


def _other_task(book: Book, plan: Plan, taak: str, name: str) -> None:
    """Per gemeente what is asked of another task, what rules add, and what is then done, with the sum."""
    data, figures = plan.programma.data, plan.figures_of(taak)
    sheet = book.blad(name, len(plan.codes))
    sheet.waarden("code", plan.codes, width=9)
    sheet.waarden("gemeente", data.namen, width=26)
    own, done = data.taken[taak].tolist(), plan.of_task(taak)
    adds = [c for c in plan.columns if c.name in figures and c.numeric]
    series = [own, *([int(v or 0) for v in figures[c.name]] for c in adds), done]
    letters = [sheet.waarden("indicatief", own)]
    letters += [sheet.waarden(Name(c.sheet_head(book.lang)), figures[c.name]) for c in adds]
    total = "+".join(f"{letter}{{r}}" for letter in letters)
    letters.append(sheet.waarden("plan", done))
    formula = sheet.formulas("plan (formule)", total, done)
    sheet.formulas(CHECK, f"{formula}{{r}}-{letters[-1]}{{r}}", [0] * len(own))
    sheet.totaal([*letters, formula], [*(sum(r) for r in series), sum(done)])


def _plan(book: Book, plan: Plan) -> None:
    """Per gemeente what stands, what is asked and what comes, with the sums that must hold."""
    data = plan.programma.data
    sheet = book.blad("plan", len(plan.codes))
    sheet.waarden("code", plan.codes, width=9)
    sheet.waarden("gemeente", data.namen, width=26)
    letters: dict[str, str] = {}
    series: dict[str, Sequence[Any]] = {
        k: getattr(plan, k) for k in ("indicatief", *(c.name for c in PLAN_COLUMNS))
    }
    for name, several in series.items():
        letters[name] = sheet.waarden(name, several)
    total = sheet.formulas("plan (formule)", f"{letters['bestaand']}{{r}}+{letters['nieuw']}{{r}}", plan.plan)
    sheet.formulas(CHECK, f"{total}{{r}}-{letters['plan']}{{r}}", [0] * len(plan.codes))
    difference = sheet.formulas(
        "verschil (formule)", f"{letters['plan']}{{r}}-{letters['indicatief']}{{r}}", plan.verschil
    )
    for column in (c for c in plan.columns if c.name in plan.figures):
        cells = plan.figures[column.name]
        values = [_value(book, column, cell) for cell in cells]
        letter = sheet.waarden(Name(column.sheet_head(book.lang)), values, _style(cells))
        if column.summed:
            letters[column.name], series[column.name] = letter, plan.amounts(column.name) or ()
    sheet.totaal(
        [*letters.values(), total, difference],
        [*(sum(r) for r in series.values()), sum(plan.plan), sum(plan.verschil)],
    )
