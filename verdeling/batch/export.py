"""The tables of a result folder, each in one file, with what the analysis makes of them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from verdeling.batch.analysis import Analysis
from verdeling.batch.store import TABLES
from verdeling.errors import VerdelingError, cause_of

COPY_OPTIONS: Final = {"csv": "format csv, header", "parquet": "format parquet, compression zstd"}
BANDS_SQL: Final = (
    "taak",
    "code",
    "laagste",
    "p5",
    "mediaan",
    "p95",
    "hoogste",
    "rang_hoogste",
    "rang_laagste",
)
BIJDRAGEN: Final = ("taak", "doel", "parameter", "aandeel")


def export_folder(folder: Path, goal: Path, shape: str) -> list[Path]:
    """Write each table as one file, in the order of the scenarios; also ``banden`` and ``bijdragen``.

    Parameters
    ----------
    shape
        ``csv`` or ``parquet``.

    Raises
    ------
    VerdelingError
        When the folder holds no experiment or the target cannot be written.
    """
    a = Analysis(folder)
    import duckdb
    import pyarrow as pa

    extra = {"banden": (BANDS_SQL, a.banden()), "bijdragen": (BIJDRAGEN, a.bijdragen())}
    for name, (head, rows) in extra.items():
        if rows:
            a.database.register(
                name, pa.table(dict(zip(head, map(list, zip(*rows, strict=True)), strict=True)))
            )
    names = [n for n in TABLES if n in a.tabellen] + [n for n, (_, rows) in extra.items() if rows]
    written = []
    try:
        goal.mkdir(parents=True, exist_ok=True)
        for name in names:
            path = goal / f"{name}.{shape}"
            temporary = path.with_name(f".{path.name}")
            spot = str(temporary).replace("'", "''")
            a.database.execute(f"copy ({_content(a, name, shape)}) to '{spot}' ({COPY_OPTIONS[shape]})")
            temporary.replace(path)
            written.append(path)
    except (OSError, duckdb.Error) as error:
        reason = cause_of(error) if isinstance(error, OSError) else str(error)
        raise VerdelingError.een("V740", str(goal), reden=reason) from error
    return written


def _content(a: Analysis, name: str, shape: str) -> str:
    """Query of a whole table; in a csv no text of a user is a formula. Names of tasks and codes never are."""
    if shape != "csv" or name != "scenarios":
        return f"select * from {name}"
    texts = [k for k, kind, *_ in a.rijen(f"describe {name}") if kind == "VARCHAR"]
    safe = ", ".join(_safe('"' + k.replace('"', '""') + '"') for k in texts)
    return f"select * replace ({safe}) from {name}"


def _safe(column: str) -> str:
    """As :func:`verdeling.texts.signs.no_formula`."""
    begin, number = (f"regexp_matches({column}, '{v}')" for v in (r"^[=@\t\r+-]", r"^[+-]\d+([.,]\d+)?$"))
    return f"case when {begin} and not {number} then '''' || {column} else {column} end as {column}"
