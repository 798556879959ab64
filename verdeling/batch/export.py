"""The tables of a result folder, each in one file, with what the analysis makes of them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from verdeling.batch.analysis import Analyse
from verdeling.batch.store import TABELLEN
from verdeling.errors import VerdelingError, oorzaak

OPTIES: Final = {"csv": "format csv, header", "parquet": "format parquet, compression zstd"}
BANDEN: Final = (
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
    a = Analyse(folder)
    import duckdb
    import pyarrow as pa

    extra = {"banden": (BANDEN, a.banden()), "bijdragen": (BIJDRAGEN, a.bijdragen())}
    for name, (head, rows) in extra.items():
        if rows:
            a.bank.register(name, pa.table(dict(zip(head, map(list, zip(*rows, strict=True)), strict=True))))
    names = [n for n in TABELLEN if n in a.tabellen] + [n for n, (_, rows) in extra.items() if rows]
    written = []
    try:
        goal.mkdir(parents=True, exist_ok=True)
        for name in names:
            path = goal / f"{name}.{shape}"
            temporary = path.with_name(f".{path.name}")
            spot = str(temporary).replace("'", "''")
            a.bank.execute(f"copy ({_inhoud(a, name, shape)}) to '{spot}' ({OPTIES[shape]})")
            temporary.replace(path)
            written.append(path)
    except (OSError, duckdb.Error) as error:
        reason = oorzaak(error) if isinstance(error, OSError) else str(error)
        raise VerdelingError.een("V740", str(goal), reden=reason) from error
    return written


def _inhoud(a: Analyse, name: str, shape: str) -> str:
    """Query of a whole table; in a csv no text of a user is a formula. Names of tasks and codes never are."""
    if shape != "csv" or name != "scenarios":
        return f"select * from {name}"
    texts = [k for k, kind, *_ in a.rijen(f"describe {name}") if kind == "VARCHAR"]
    safe = ", ".join(_safe('"' + k.replace('"', '""') + '"') for k in texts)
    return f"select * replace ({safe}) from {name}"


def _safe(column: str) -> str:
    """As :func:`verdeling.texts.signs.geen_formule`."""
    begin, number = (f"regexp_matches({column}, '{v}')" for v in (r"^[=@\t\r+-]", r"^[+-]\d+([.,]\d+)?$"))
    return f"case when {begin} and not {number} then '''' || {column} else {column} end as {column}"
