"""Questions to a result folder in SQL."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verdeling.batch.store import TABELLEN, Store
from verdeling.errors import VerdelingError

if TYPE_CHECKING:
    import duckdb


def vereis_pakketten() -> None:
    """Stop when the packages of the extra ``batch`` are not here.

    Raises
    ------
    VerdelingError
        With how to install them.
    """
    if any(find_spec(naam) is None for naam in ("duckdb", "pyarrow", "scipy")):
        raise VerdelingError.een("V737")


def verbind(folder: Path) -> duckdb.DuckDBPyConnection:
    """DuckDB in memory with the views ``scenarios``, ``resultaten`` and ``maten``.

    Raises
    ------
    VerdelingError
        When the folder holds no experiment, or nothing of it is done yet, or a file of it is damaged.
    """
    vereis_pakketten()
    import duckdb

    store = Store(folder)
    store.lees_manifest()
    store.controleer()
    if not store.bestanden("scenarios"):
        raise VerdelingError.een("V738", str(folder))
    bank = duckdb.connect()
    for naam in TABELLEN:
        bestanden = store.bestanden(naam)
        if bestanden:
            lijst = ", ".join("'" + b.replace("'", "''") + "'" for b in bestanden)
            bank.execute(f"create view {naam} as select * from read_parquet([{lijst}])")
    return bank


def vraag(folder: Path, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows of a query.

    Raises
    ------
    VerdelingError
        When DuckDB cannot answer it; with what it says.
    """
    bank = verbind(folder)
    import duckdb

    try:
        uitkomst = bank.execute(sql)
        return [k[0] for k in uitkomst.description or []], uitkomst.fetchall()
    except duckdb.Error as fout:
        raise VerdelingError.een("V739", reden=str(fout).strip()) from fout
