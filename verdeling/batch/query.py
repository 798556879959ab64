"""Questions to a result folder in SQL."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from verdeling.batch.store import TABLES, Store
from verdeling.errors import VerdelingError

if TYPE_CHECKING:
    import duckdb

NIET: Final = ("autoinstall_known_extensions", "autoload_known_extensions", "python_enable_replacements")
"""What DuckDB does by itself and here does not: fetch and load extensions, read variables of the program."""


def require_packages() -> None:
    """Stop when the packages of the extra ``batch`` are not here.

    Raises
    ------
    VerdelingError
        With how to install them.
    """
    if any(find_spec(name) is None for name in ("duckdb", "pyarrow", "scipy")):
        raise VerdelingError.een("V737")


def connect_shards(folder: Path) -> duckdb.DuckDBPyConnection:
    """DuckDB in memory with the views ``scenarios``, ``resultaten`` and ``maten``.

    Raises
    ------
    VerdelingError
        When the folder holds no experiment, or nothing of it is done yet, or a file of it is damaged.
    """
    require_packages()
    import duckdb

    store = Store(Path(os.path.realpath(folder)))
    store.read_manifest()
    store.check()
    if not store.bestanden("scenarios"):
        raise VerdelingError.een("V738", str(folder))
    database = duckdb.connect(config=dict.fromkeys(NIET, False))
    for name in TABLES:
        files = store.bestanden(name)
        if files:
            list_ = ", ".join("'" + b.replace("'", "''") + "'" for b in files)
            database.execute(f"create view {name} as select * from read_parquet([{list_}])")
    return database


def _shut(database: duckdb.DuckDBPyConnection, files: Sequence[str]) -> None:
    """From here on only these files are read: no other file, no network, nothing is written or loaded."""
    list_ = ", ".join("'" + b.replace("'", "''") + "'" for b in files)
    database.execute(f"set allowed_paths = [{list_}]")
    database.execute("set enable_external_access = false")
    database.execute("set lock_configuration = true")


def _ask(database: duckdb.DuckDBPyConnection, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    outcome = database.execute(sql)
    return [k[0] for k in outcome.description or []], outcome.fetchall()


def run_query(folder: Path, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows of a query.

    Raises
    ------
    VerdelingError
        When DuckDB cannot answer it from the tables of this folder; with what it says.
    """
    database = connect_shards(folder)
    import duckdb

    store = Store(Path(os.path.realpath(folder)))
    _shut(database, [b for name in TABLES for b in store.bestanden(name)])
    # While DuckDB computes it hears no signal, so it does so beside the thread that hears them.
    with ThreadPoolExecutor(1) as thread:
        work = thread.submit(_ask, database, sql)
        try:
            return work.result()
        except duckdb.Error as error:
            raise VerdelingError.een("V739", reden=str(error).strip()) from error
        finally:
            while not work.done():
                database.interrupt()
                wait([work], timeout=0.1)
