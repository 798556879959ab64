"""The program as text: a readable dump, and LP and MPS files that other solvers read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from verdeling.errors import ModelError
from verdeling.solver.arrays import INFINITE
from verdeling.solver.goals import AnyGoal, LeximinGoal, OrderGoal, SumGoal
from verdeling.solver.program import Program


def _sum(names: Sequence[str], columns: Iterable[int], coefs: Iterable[int]) -> str:
    """``2 n[GM0014] - f[GM0014,GM0034]``; ``0`` without terms."""
    parts: list[str] = []
    for column, coef in zip(columns, coefs, strict=True):
        size = "" if abs(coef) == 1 else f"{abs(coef)} "
        sign = "-" if coef < 0 else ("+" if parts else "")
        parts.append(f"{sign} {size}{names[column]}".strip() if parts else f"{sign}{size}{names[column]}")
    return " ".join(parts) or "0"


def _goal(program: Program, goal: AnyGoal) -> str:
    names = program.names
    if isinstance(goal, SumGoal):
        constant = f" + {goal.constant}" if goal.constant else ""
        return (
            f"{goal.sense} {goal.name}: {_sum(names, goal.columns.tolist(), goal.coefs.tolist())}{constant}"
        )
    if isinstance(goal, OrderGoal):
        return f"volgorde {goal.name}: {', '.join(names[j] for j in goal.columns)}"
    kind = "leximin" if isinstance(goal, LeximinGoal) else "minmax"
    parts = [
        f"({k} + {names[j]}) / {n}"
        for j, k, n in zip(goal.columns, goal.constants, goal.denominators, strict=True)
    ]
    return f"{kind} {goal.name}: {', '.join(parts)}"


def _row(program: Program, i: int, names: Sequence[str]) -> str:
    """Row i as ``sum <= bound``, with both bounds when it has two."""
    a, b = program.start[i : i + 2]
    total = _sum(names, program.columns[a:b].tolist(), program.coefs[a:b].tolist())
    low, high = int(program.row_lower[i]), int(program.row_upper[i])
    if low == high:
        return f"{total} = {low}"
    left = f"{low} <= " if low > -INFINITE else ""
    right = f" <= {high}" if high < INFINITE else ""
    return f"{total} >= {low}" if left and not right else f"{left}{total}{right}"


def text(program: Program) -> str:
    """Readable dump: goals in order, rows with rule, place and unit, variables with bounds."""
    lines = ["doelen"]
    lines += [f"  {k}. {_goal(program, goal)}" for k, goal in enumerate(program.goals, 1)]
    lines.append("rijen")
    for i, row in enumerate(program.rows):
        lines.append(f"  {row.rule} {row.place} ({row.unit}): {_row(program, i, program.names)}")
    lines.append("variabelen")
    for name, low, high in zip(program.names, program.lower.tolist(), program.upper.tolist(), strict=True):
        lines.append(f"  {low} <= {name} <= {high}")
    return "\n".join(lines) + "\n"


def _file_names(names: Sequence[str], prefix: str) -> list[str]:
    """Names of letters, digits and underscores, each once: what every LP and MPS reader takes."""
    out: list[str] = []
    seen: set[str] = set()
    for j, name in enumerate(names):
        plain = re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_")
        plain = plain if plain and not plain[0].isdigit() and plain not in seen else f"{prefix}{j}_{plain}"
        seen.add(plain)
        out.append(plain)
    return out


def _sums(program: Program, number: int, fixed: Sequence[int]) -> tuple[SumGoal, list[tuple[SumGoal, int]]]:
    """The goal of the file, and the earlier goals with the value they are fixed at."""
    sums: list[SumGoal] = []
    for goal in program.goals[: number + 1]:
        if not isinstance(goal, SumGoal):
            raise ModelError.een("V406", doel=goal.name)
        sums.append(goal)
    if len(fixed) != number:
        raise ValueError("give one value for each earlier goal")
    return sums[-1], list(zip(sums[:-1], fixed, strict=True))


def _rows(
    program: Program, earlier: list[tuple[SumGoal, int]]
) -> list[tuple[str, list[int], list[int], str, int]]:
    """Every row as (name, columns, coefs, L, G or E, bound); a row with two bounds becomes two rows."""
    names = _file_names([f"{r.rule}_{r.place}" for r in program.rows], "r")
    rows = []
    for i, name in enumerate(names):
        a, b = program.start[i : i + 2]
        columns, coefs = program.columns[a:b].tolist(), program.coefs[a:b].tolist()
        low, high = int(program.row_lower[i]), int(program.row_upper[i])
        if low == high:
            rows.append((name, columns, coefs, "E", low))
            continue
        if low > -INFINITE:
            rows.append((f"{name}_min", columns, coefs, "G", low))
        if high < INFINITE:
            rows.append((f"{name}_max", columns, coefs, "L", high))
    for k, (goal, value) in enumerate(earlier):
        fixed = value - goal.constant
        rows.append((f"doel{k}_vast", goal.columns.tolist(), goal.coefs.tolist(), "E", fixed))
    return rows


def lp(program: Program, number: int = 0, fixed: Sequence[int] = ()) -> str:
    """The program as LP file with goal number `number`, earlier goals fixed at the values `fixed`.

    A constant of the goal is written as a variable ``constante`` that is always 1.

    Raises
    ------
    ModelError
        V406 when one of these goals is no sum.
    """
    goal, earlier = _sums(program, number, fixed)
    names = [*_file_names(program.names, "x"), "constante"]
    total = _sum(names, [*goal.columns.tolist(), program.size], [*goal.coefs.tolist(), goal.constant])
    lines = ["Minimize" if goal.sense == "min" else "Maximize", f" doel: {total}", "Subject To"]
    signs = {"E": "=", "L": "<=", "G": ">="}
    for name, columns, coefs, kind, bound in _rows(program, earlier):
        lines.append(
            f" {name}: {_sum(names, columns, coefs) if columns else '0 constant'} {signs[kind]} {bound}"
        )
    lines.append("Bounds")
    low, high = [*program.lower.tolist(), 1], [*program.upper.tolist(), 1]
    lines += [f" {a} <= {x} <= {b}" for x, a, b in zip(names, low, high, strict=True)]
    return "\n".join([*lines, "General", *(f" {x}" for x in names), "End", ""])


def mps(program: Program, number: int = 0, fixed: Sequence[int] = ()) -> str:
    """The program as free MPS file with goal number `number`, earlier goals fixed at the values `fixed`.

    The goal is always minimised in the file: "most" is written as the least of the negated sum. A constant of
    the goal is written as a variable ``constante`` that is always 1.

    Raises
    ------
    ModelError
        V406 when one of these goals is no sum.
    """
    goal, earlier = _sums(program, number, fixed)
    names = [*_file_names(program.names, "x"), "constante"]
    sign = 1 if goal.sense == "min" else -1
    entries: list[list[str]] = [[] for _ in names]
    entries[-1].append(f" constante doel {sign * goal.constant}")
    for j, c in zip(goal.columns.tolist(), goal.coefs.tolist(), strict=True):
        entries[j].append(f" {names[j]} doel {sign * c}")
    kinds, rhs = [" N doel"], []
    for name, columns, coefs, kind, bound in _rows(program, earlier):
        kinds.append(f" {kind} {name}")
        rhs.append(f" RHS {name} {bound}")
        for j, c in zip(columns, coefs, strict=True):
            entries[j].append(f" {names[j]} {name} {c}")
    lines = ["NAME verdeling", "ROWS", *kinds, "COLUMNS", " MARKER 'MARKER' 'INTORG'"]
    for j, column in enumerate(entries):
        lines += column or [f" {names[j]} doel 0"]
    lines += [" MARKER 'MARKER' 'INTEND'", "RHS", *rhs, "BOUNDS"]
    for x, a, b in zip(names, [*program.lower.tolist(), 1], [*program.upper.tolist(), 1], strict=True):
        lines += [f" LO BND {x} {a}", f" UP BND {x} {b}"]
    return "\n".join([*lines, "ENDATA", ""])
