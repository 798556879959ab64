"""A result folder read back into the types that a run has, whoever reads it; what was edited is refused."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from verdeling.columns import Rows, Table, Unreadable
from verdeling.errors import DataError, Problem, VerdelingError, refused
from verdeling.insight.formula import FORMULE
from verdeling.plan.rules.basis import plan_rules
from verdeling.result import plan_tables as p
from verdeling.result.atomic import set_aside
from verdeling.result.attachments import BEELD, HALFJAREN, NO_PLAN_TABLE, VOORRAAD
from verdeling.result.by_hand import BY_HAND
from verdeling.result.calendar import CALENDAR
from verdeling.result.chain import GEBIEDEN
from verdeling.result.flows import STROMEN
from verdeling.result.joint_tables import TABLE as JOINT
from verdeling.result.manifest import MANIFEST, RAPPORT, is_result
from verdeling.result.seal import is_whole, sha256, sha256_of
from verdeling.result.tables import VERDELING, FigureRow
from verdeling.result.told import Diagnostics, Trail, plain, trail
from verdeling.result.what_if import WHAT_IF
from verdeling.terms import Brief
from verdeling.tijdplan.tables import BESLUITEN, MAANDEN

R = TypeVar("R")
NODIG: Final = ("manifest.json", "verdeling.csv", "diagnostics.json", "trace.jsonl")
PIECE: Final = (KeyError, TypeError, ValueError, AttributeError, IndexError, ArithmeticError, RecursionError)
"""What reading runs into when a file has the right checksum and another form."""
OWN: Final[tuple[Table[Any], ...]] = (
    VERDELING,
    NO_PLAN_TABLE,
    BY_HAND,
    CALENDAR,
    GEBIEDEN,
    FORMULE,
    HALFJAREN,
    BEELD,
    VOORRAAD,
    STROMEN,
    JOINT,
    p.BINDING,
    p.CHOICES,
    p.PRIJS,
    p.SPEELRUIMTE,
    p.OTHERWISE,
    MAANDEN,
    BESLUITEN,
    WHAT_IF,
)
"""Tables of every result, of what only some ask for, and of a plan; rules have further ones."""


@dataclass(frozen=True, repr=False)
class ResultFolder(Brief):
    """A result folder.

    Attributes
    ----------
    manifest
        What made the result.
    bestanden
        File of the folder → sha256, without the report that is made from the others.
    rijen
        Task or part → rows of verdeling.csv.
    diagnostics
        What a reader must know beside the figures.
    sporen
        (task, gemeentecode) → trail of the figure.
    tabellen
        Stem of a file → table beside the division.
    """

    manifest: Mapping[str, Any]
    bestanden: Mapping[str, str]
    rijen: Mapping[str, Sequence[FigureRow]]
    diagnostics: Diagnostics
    sporen: Mapping[tuple[str, str], Trail]
    tabellen: Mapping[str, Rows[Any]]

    def rijen_van(self, table: Table[R]) -> tuple[R, ...]:
        """Rows of a table; none where the folder does not have it."""
        return self.tabellen[table.name].rows if table.name in self.tabellen else ()


def read_folder(folder: Path, *, rapport_telt: bool = True) -> ResultFolder:
    """Read a result folder.

    Parameters
    ----------
    folder
        Folder written by ``verdeling run --out``.
    rapport_telt
        Whether a report that was changed by hand is a problem; not when it is about to be made again.

    Raises
    ------
    DataError
        No such folder (V659), or only what an interrupted run put aside (V612); else all problems at once:
        a file that is missing (V652), was changed after the run (V653, V685) or came after it (V675), cannot
        be read (V654), by name, row and column, or contradicts another one (V616).
    """
    if (old := set_aside(folder)) is not None:
        raise DataError.een("V612", str(folder), oud=str(old))
    if not folder.is_dir():
        raise DataError([refused(folder) or Problem.van("V659", str(folder))])
    problems = [Problem.van("V652", str(folder / name)) for name in NODIG if not (folder / name).is_file()]
    if problems:
        raise DataError(problems)
    manifest = read_manifest(folder)
    files = {n: h for n, h in manifest["bestanden"].items() if n != RAPPORT}
    if rapport_telt and not report_is_whole(folder):
        problems.append(Problem.van("V685", str(folder / RAPPORT)))
    for name in sorted({f"{table.name}.csv" for table in tables()} - files.keys()):
        if (folder / name).is_file():
            problems.append(Problem.van("V675", str(folder / name)))
    for name, hash_ in files.items():
        if not (folder / name).is_file():
            problems.append(Problem.van("V652", str(folder / name)))
        elif sha256((folder / name).read_bytes()) != hash_:
            problems.append(Problem.van("V653", str(folder / name)))
    if problems:
        raise DataError(problems)
    rows = _rows(folder)
    with readable_folder(folder / "diagnostics.json"):
        told = Diagnostics.model_validate(plain((folder / "diagnostics.json").read_text("utf-8")))
    sporen = _sporen(folder / "trace.jsonl")
    with readable_folder(folder):
        _once(folder, rows, told, sporen)
        return ResultFolder(manifest, files, rows, told, sporen, _tables(folder, rows))


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a result folder.

    Raises
    ------
    DataError
        When it cannot be read (V654) or is not as it was written (V653).
    """
    path = folder / "manifest.json"
    with readable_folder(path):
        manifest = plain(path.read_text("utf-8"))
        if not is_whole(manifest):
            raise DataError.een("V653", str(path))
        files = manifest["bestanden"]
        if any(Path(name).name != name for name in files) or not isinstance(files, dict):
            raise ValueError("bestanden")
    return manifest


def changed_table(path: Path) -> Problem | None:
    """That a file stands in a result folder and is not as its run wrote it; else None."""
    if not path.is_file() or not is_result(path.parent) or path.name == MANIFEST:
        return None
    listed = read_manifest(path.parent)["bestanden"].get(path.name)
    if listed == sha256_of(path):
        return None
    return Problem.van("V676" if listed else "V675", str(path))


def report_is_whole(folder: Path) -> bool:
    """Whether the report is as it was written, or not there."""
    hash_ = read_manifest(folder)["bestanden"].get(RAPPORT)
    path = folder / RAPPORT
    return hash_ is None or not path.is_file() or sha256(path.read_bytes()) == hash_


@contextmanager
def readable_folder(waar: Path | str) -> Iterator[None]:
    """Tell what goes wrong inside the block as a fault of `waar`.

    Raises
    ------
    DataError
        V654 with the place.
    """
    try:
        yield
    except VerdelingError:
        raise
    except PIECE as error:
        raise DataError.een("V654", str(waar), wat=f"{type(error).__name__} {error}") from error


def _rows(folder: Path) -> dict[str, list[FigureRow]]:
    """Rows per task or part."""
    rows: dict[str, list[FigureRow]] = defaultdict(list)
    table = read_result_table(folder, VERDELING)
    for row in table.rows if table is not None else ():
        rows[row.taak].append(row)
    return dict(rows)


def _sporen(path: Path) -> dict[tuple[str, str], Trail]:
    sporen = {}
    with readable_folder(path):
        regels = path.read_text("utf-8").splitlines()
    for number, regel in enumerate(regels, start=1):
        with readable_folder(f"{path}:{number}"):
            told = trail(plain(regel))
            sporen[told.spoor.taak, told.spoor.code] = told
    return sporen


def _once(
    folder: Path,
    rows: Mapping[str, Sequence[FigureRow]],
    told: Diagnostics,
    sporen: Mapping[tuple[str, str], Trail],
) -> None:
    """Hold the figures of the files of a folder against each other.

    Raises
    ------
    DataError
        V616 for each pair of figures that should be equal and is not.
    """
    table, explanation, together = (folder / n for n in ("verdeling.csv", "trace.jsonl", "diagnostics.json"))
    error: list[Problem] = []

    def gelijk(path: Path, what: str, here: object, file: Path, daar: object) -> None:
        if here != daar:
            error.append(Problem.van("V616", str(path), wat=what, hier=here, bestand=file.name, daar=daar))

    for taak, figures in told.taken.items():
        gelijk(
            table,
            f"Σ indicatief {taak}",
            sum(r.indicatief for r in rows.get(taak, ())),
            together,
            figures.som,
        )
    if (plan := told.plan) is not None:
        # Where a provincie has no plan, the plan is of the others only.
        planned = [r for r in rows[plan.taak] if r.plan is not None or told.geen_plan is None]
        columns = [c.name for c in VERDELING.columns] + [k for r in planned[:1] for k in r.regels]
        for column in (k for k in columns if k in plan.cijfers):
            values = [row.cell(column) for row in planned]
            opgeteld = None if None in values else sum(w for w in values if isinstance(w, int))
            gelijk(table, f"Σ {column} {plan.taak}", opgeteld, together, plan.cijfers[column])
    for taak, row in ((taak, row) for taak, group in rows.items() for row in group):
        for name, column in ((taak, "indicatief"), (f"{taak}/plan", "plan")):
            if (spoor := sporen.get((name, row.code))) is not None:
                daar = spoor.uitkomst
                gelijk(table, f"{column} {row.code} {taak}", getattr(row, column), explanation, daar)
                gelijk(explanation, f"start + Σ {row.code} {name}", spoor.spoor.uitkomst, explanation, daar)
        if row.plan is not None and row.verschil is not None:
            gelijk(table, f"verschil {row.code} {taak}", row.verschil, table, row.plan - row.indicatief)
    if error:
        raise DataError(error)


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


def read_result_table(folder: Path, table: Table[R]) -> Rows[R] | None:
    """A table of a result folder; None when the folder does not have it.

    Raises
    ------
    DataError
        V654 with the columns that are missing, or for each cell that is no value of its column.
    """
    path = folder / f"{table.name}.csv"
    if not path.is_file():
        return None
    with readable_folder(path):
        header, *regels = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    try:
        return table.read(header, regels)
    except Unreadable as error:
        problems = [
            Problem.van("V654", f"{path}:{f.row} {f.column}", wat=f.text or "–") for f in error.faults
        ]
        if error.missing:
            problems.append(Problem.van("V654", str(path), wat=", ".join(error.missing)))
        raise DataError(problems) from error


def _tables(folder: Path, figures: Mapping[str, Sequence[FigureRow]]) -> dict[str, Rows[Any]]:
    """Every table beside the division, by the stem of its file.

    Raises
    ------
    DataError
        What :func:`read_result_table` raises, or a table about the numbers of another plan (V658).
    """
    out = {
        t.name: r for t in tables() if t is not VERDELING and (r := read_result_table(folder, t)) is not None
    }
    plan = {(taak, r.code): r.plan for taak, group in figures.items() for r in group}
    for table in (p.PRIJS, p.SPEELRUIMTE, p.OTHERWISE):
        if table.name in out:
            _same_plan(_plan_in(out[table.name].rows), plan, folder / f"{table.name}.csv")
    return out


def _plan_in(
    rows: Iterable[p.PriceRow | p.LeewayRow | p.OtherwiseRow],
) -> Iterable[tuple[str, str, int | str | None]]:
    for r in rows:
        if not isinstance(r, p.PriceRow):
            yield r.taak, r.code, r.plan
        elif r.soort == "plan":
            yield r.taak, r.naam, r.met


def _same_plan(
    regels: Iterable[tuple[str, str, int | str | None]],
    plan: Mapping[tuple[str, str], int | None],
    place: Path,
) -> None:
    """Stop when a table speaks of another plan than the one in the folder."""
    error = [
        Problem.van("V658", f"{place} {code}", daar=number, hier=plan.get((taak, code), "–"))
        for taak, code, number in regels
        if (taak, code) not in plan or plan[taak, code] != number
    ]
    if error:
        raise DataError(error)
