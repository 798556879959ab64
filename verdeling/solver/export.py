"""The program as text: a readable dump, and LP and MPS files that other solvers read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from verdeling.errors import ModelError
from verdeling.solver.goals import AnyDoel, Doel, LeximinDoel, VolgordeDoel
from verdeling.solver.program import ONEINDIG, Program


def _som(namen: Sequence[str], kolommen: Iterable[int], coefs: Iterable[int]) -> str:
    """``2 n[GM0014] - f[GM0014,GM0034]``; ``0`` without terms."""
    parts: list[str] = []
    for column, coef in zip(kolommen, coefs, strict=True):
        size = "" if abs(coef) == 1 else f"{abs(coef)} "
        sign = "-" if coef < 0 else ("+" if parts else "")
        parts.append(f"{sign} {size}{namen[column]}".strip() if parts else f"{sign}{size}{namen[column]}")
    return " ".join(parts) or "0"


def _doel(program: Program, doel: AnyDoel) -> str:
    namen = program.namen
    if isinstance(doel, Doel):
        constant = f" + {doel.constante}" if doel.constante else ""
        return f"{doel.zin} {doel.naam}: {_som(namen, doel.kolommen.tolist(), doel.coefs.tolist())}{constant}"
    if isinstance(doel, VolgordeDoel):
        return f"volgorde {doel.naam}: {', '.join(namen[j] for j in doel.kolommen)}"
    kind = "leximin" if isinstance(doel, LeximinDoel) else "minmax"
    parts = [
        f"({k} + {namen[j]}) / {n}"
        for j, k, n in zip(doel.kolommen, doel.constanten, doel.noemers, strict=True)
    ]
    return f"{kind} {doel.naam}: {', '.join(parts)}"


def _rij(program: Program, i: int, namen: Sequence[str]) -> str:
    """Row i as ``sum <= bound``, with both bounds when it has two."""
    a, b = program.start[i : i + 2]
    som = _som(namen, program.kolommen[a:b].tolist(), program.coefs[a:b].tolist())
    low, high = int(program.rij_onder[i]), int(program.rij_boven[i])
    if low == high:
        return f"{som} = {low}"
    left = f"{low} <= " if low > -ONEINDIG else ""
    right = f" <= {high}" if high < ONEINDIG else ""
    return f"{som} >= {low}" if left and not right else f"{left}{som}{right}"


def tekst(program: Program) -> str:
    """Readable dump: goals in order, rows with rule, place and unit, variables with bounds."""
    lines = ["doelen"]
    lines += [f"  {k}. {_doel(program, doel)}" for k, doel in enumerate(program.doelen, 1)]
    lines.append("rijen")
    for i, rij in enumerate(program.rijen):
        lines.append(f"  {rij.regel} {rij.waar} ({rij.eenheid}): {_rij(program, i, program.namen)}")
    lines.append("variabelen")
    for naam, low, high in zip(program.namen, program.onder.tolist(), program.boven.tolist(), strict=True):
        lines.append(f"  {low} <= {naam} <= {high}")
    return "\n".join(lines) + "\n"


def _bestandsnamen(namen: Sequence[str], prefix: str) -> list[str]:
    """Names of letters, digits and underscores, each once: what every LP and MPS reader takes."""
    out: list[str] = []
    seen: set[str] = set()
    for j, naam in enumerate(namen):
        plain = re.sub(r"\W+", "_", naam, flags=re.ASCII).strip("_")
        plain = plain if plain and not plain[0].isdigit() and plain not in seen else f"{prefix}{j}_{plain}"
        seen.add(plain)
        out.append(plain)
    return out


def _sommen(program: Program, doel: int, vast: Sequence[int]) -> tuple[Doel, list[tuple[Doel, int]]]:
    """The goal of the file, and the earlier goals with the value they are fixed at."""
    sums: list[Doel] = []
    for goal in program.doelen[: doel + 1]:
        if not isinstance(goal, Doel):
            raise ModelError.een("V406", doel=goal.naam)
        sums.append(goal)
    if len(vast) != doel:
        raise ValueError("give one value for each earlier goal")
    return sums[-1], list(zip(sums[:-1], vast, strict=True))


def _rijen(
    program: Program, earlier: list[tuple[Doel, int]]
) -> list[tuple[str, list[int], list[int], str, int]]:
    """Every row as (name, columns, coefs, L, G or E, bound); a row with two bounds becomes two rows."""
    names = _bestandsnamen([f"{r.regel}_{r.waar}" for r in program.rijen], "r")
    rows = []
    for i, name in enumerate(names):
        a, b = program.start[i : i + 2]
        columns, coefs = program.kolommen[a:b].tolist(), program.coefs[a:b].tolist()
        low, high = int(program.rij_onder[i]), int(program.rij_boven[i])
        if low == high:
            rows.append((name, columns, coefs, "E", low))
            continue
        if low > -ONEINDIG:
            rows.append((f"{name}_min", columns, coefs, "G", low))
        if high < ONEINDIG:
            rows.append((f"{name}_max", columns, coefs, "L", high))
    for k, (goal, value) in enumerate(earlier):
        fixed = value - goal.constante
        rows.append((f"doel{k}_vast", goal.kolommen.tolist(), goal.coefs.tolist(), "E", fixed))
    return rows


def lp(program: Program, doel: int = 0, vast: Sequence[int] = ()) -> str:
    """The program as LP file with goal number `doel`, earlier goals fixed at the values `vast`.

    A constant of the goal is written as a variable ``constante`` that is always 1.

    Raises
    ------
    ModelError
        V406 when one of these goals is no sum.
    """
    goal, earlier = _sommen(program, doel, vast)
    namen = [*_bestandsnamen(program.namen, "x"), "constante"]
    som = _som(namen, [*goal.kolommen.tolist(), program.aantal], [*goal.coefs.tolist(), goal.constante])
    lines = ["Minimize" if goal.zin == "min" else "Maximize", f" doel: {som}", "Subject To"]
    signs = {"E": "=", "L": "<=", "G": ">="}
    for name, columns, coefs, kind, bound in _rijen(program, earlier):
        lines.append(
            f" {name}: {_som(namen, columns, coefs) if columns else '0 constante'} {signs[kind]} {bound}"
        )
    lines.append("Bounds")
    low, high = [*program.onder.tolist(), 1], [*program.boven.tolist(), 1]
    lines += [f" {a} <= {x} <= {b}" for x, a, b in zip(namen, low, high, strict=True)]
    return "\n".join([*lines, "General", *(f" {x}" for x in namen), "End", ""])


def mps(program: Program, doel: int = 0, vast: Sequence[int] = ()) -> str:
    """The program as free MPS file with goal number `doel`, earlier goals fixed at the values `vast`.

    The goal is always minimised in the file: "most" is written as the least of the negated sum. A constant of
    the goal is written as a variable ``constante`` that is always 1.

    Raises
    ------
    ModelError
        V406 when one of these goals is no sum.
    """
    goal, earlier = _sommen(program, doel, vast)
    namen = [*_bestandsnamen(program.namen, "x"), "constante"]
    sign = 1 if goal.zin == "min" else -1
    entries: list[list[str]] = [[] for _ in namen]
    entries[-1].append(f" constante doel {sign * goal.constante}")
    for j, c in zip(goal.kolommen.tolist(), goal.coefs.tolist(), strict=True):
        entries[j].append(f" {namen[j]} doel {sign * c}")
    kinds, rhs = [" N doel"], []
    for name, columns, coefs, kind, bound in _rijen(program, earlier):
        kinds.append(f" {kind} {name}")
        rhs.append(f" RHS {name} {bound}")
        for j, c in zip(columns, coefs, strict=True):
            entries[j].append(f" {namen[j]} {name} {c}")
    lines = ["NAME verdeling", "ROWS", *kinds, "COLUMNS", " MARKER 'MARKER' 'INTORG'"]
    for j, column in enumerate(entries):
        lines += column or [f" {namen[j]} doel 0"]
    lines += [" MARKER 'MARKER' 'INTEND'", "RHS", *rhs, "BOUNDS"]
    for x, a, b in zip(namen, [*program.onder.tolist(), 1], [*program.boven.tolist(), 1], strict=True):
        lines += [f" LO BND {x} {a}", f" UP BND {x} {b}"]
    return "\n".join([*lines, "ENDATA", ""])
