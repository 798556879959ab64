"""Refresh a folder: fetch, check, tell what changes, and only then write it, whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import count
from pathlib import Path
from typing import Final

from verdeling.errors import DataError, Problem, VerdelingError
from verdeling.inputs.register import data_map, read_register, rows_of
from verdeling.inputs.tables import CBS, fresh_columns, load_data
from verdeling.refresh.boundaries import boundaries, geojson
from verdeling.refresh.changes import ColumnChange, Data, ModelChange, changed_columns, changed_models
from verdeling.refresh.fetch import WAIT, fetcher
from verdeling.refresh.figures import Fetched, Folder, add_table, fetch_regions, fetch_table, written
from verdeling.refresh.sources import AREAS, REGIONS, SOURCES, Addresses
from verdeling.result.atomic import folder_beside
from verdeling.tijdelijk import temporary_folder

STEPS: Final = len(SOURCES) + 2
"""Steps of fetching: the tables of figures, the regions and the boundaries."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Refreshed:
    """What was fetched and what it changes.

    Attributes
    ----------
    folder
        The folder that was written.
    tables
        The tables of figures as they were found.
    columns, models
        What changed, against the figures that the folder had, else those that ship.
    areas
        Gemeenten whose name or area is not that of the register: code, column, there, here.
    notes
        What was left out and why.
    """

    folder: Path
    tables: tuple[Fetched, ...]
    columns: tuple[ColumnChange, ...]
    models: tuple[ModelChange, ...]
    areas: tuple[tuple[str, str, str, str], ...]
    notes: tuple[Problem, ...]


def refresh(
    target: Path,
    tables: Mapping[str, str] | None = None,
    *,
    addresses: Addresses | None = None,
    wait: float = WAIT,
    fetching: Progress | None = None,
    comparing: Progress | None = None,
) -> Refreshed:
    """Fetch all tables into the folder ``cbs`` of `target`, which then works as a data folder.

    Parameters
    ----------
    target
        Folder of the user; what else stands in it stays.
    tables
        Other StatLine tables by the name of ours, such as those of a newer year.
    addresses
        Where the services are; by default those of CBS and PDOK, or of the environment.
    wait
        Longest time for one answer, in seconds.
    fetching, comparing
        Called with what is done and all there is to do.

    Raises
    ------
    DataError
        When something cannot be fetched or used; the folder then stays as it was.
    VerdelingError
        When the folder cannot be written, or is that of the shipped data.
    """
    _own(target)
    where, register = addresses or Addresses.known(), read_register()
    fetch, other, done = fetcher(wait), dict(tables or {}), count(1)

    def step() -> None:
        if fetching is not None:
            fetching(next(done), STEPS)

    found: list[Fetched] = []
    folder = Folder()
    for source in SOURCES:
        asked = replace(source, table=other.get(source.name, source.table))
        found.append(fetch_table(asked, where, register, fetch))
        add_table(folder, found[-1], register)
        step()
    title, regions = fetch_regions(where, other.get(REGIONS.name, REGIONS.table), fetch)
    step()
    last = max(found[0].years)
    shapes = boundaries(where.boundaries, last.year, fetch)
    step()
    codes = tuple(g.code for g in register.op(last))
    notes = [note for table in found for note in table.notes]
    if lacking := [c for c in codes if c not in shapes]:
        notes.append(
            Problem.van("V978", "grenzen.geojson", aantal=len(lacking), codes=", ".join(lacking[:12]))
        )
    areas = tuple(_areas(regions))
    _attach(folder, title, regions, geojson(shapes, codes))
    with temporary_folder() as temporary:
        old, new = Path(temporary, "old"), Path(temporary, "new")
        _write(folder, new / CBS)
        earlier = old if _copied(target / CBS, old / CBS) else None
        fresh, _ = fresh_columns(new)
        before = load_data(earlier, last).kolommen
        columns = tuple(changed_columns(before, fresh, register))
        models = tuple(changed_models(_at(earlier), _at(new), comparing))
        folder.files["veranderingen.csv"] = _column_rows(columns)
        folder.files["modellen.csv"] = _model_rows(models)
        with folder_beside(target / CBS) as fresh_folder:
            _write(folder, fresh_folder)
    return Refreshed(target, tuple(found), columns, models, areas, tuple(notes))


def _own(target: Path) -> None:
    """Refuse the shipped data, a file, and a folder ``cbs`` that this did not make."""
    shipped, cbs = data_map().resolve(), target / CBS
    if shipped in cbs.resolve().parents:
        raise VerdelingError.een("V979", str(target))
    if target.exists() and not target.is_dir():
        raise VerdelingError.een("V602", str(target))
    if cbs.exists() and not (cbs / "bronnen.csv").is_file():
        raise VerdelingError.een("V647", str(cbs))


def _attach(folder: Folder, title: str, regions: Mapping[str, Mapping[str, str]], shapes: str) -> None:
    """Add the regions and the boundaries, and the table of sources."""
    head = ["gemeente", *(f"{area}{end}" for area in AREAS for end in ("code", ""))]
    lines = [[code, *(row[h] for h in head)] for code, row in regions.items()]
    folder.files["gebieden.csv"] = written(["code", *head], lines)
    folder.files["grenzen.geojson"] = shapes
    names = list(folder.sources[0])
    rest = [{"bestand": "gebieden.csv", "kolom": h, "tabel": title} for h in ("code", *head)]
    rows = [*folder.sources, *rest]
    folder.files["bronnen.csv"] = written(names, [[row.get(n, "") for n in names] for row in rows])


def _write(folder: Folder, place: Path) -> None:
    place.mkdir(parents=True, exist_ok=True)
    for name, content in folder.files.items():
        (place / name).write_text(content, "utf-8", newline="\n")


def _copied(source: Path, to: Path) -> bool:
    """Copy the figures that a folder had; False when it had none that can be read."""
    if not source.is_dir():
        return False
    with suppress(OSError, DataError):
        shutil.copytree(source, to)
        fresh_columns(to.parent)
        return True
    return False


def _at(folder: Path | None) -> Data:
    return cache(lambda day: load_data(folder, day))


def _areas(regions: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str, str, str]]:
    """Areas that differ from those of the register."""
    here = {r["code"]: r for r in rows_of("gemeenten/gemeenten.csv")}
    for code, row in regions.items():
        for area in AREAS:
            column = f"{area}code"
            if code in here and row[column] and row[column] != here[code][column]:
                yield code, area, row[column], here[code][column]


def _column_rows(columns: Sequence[ColumnChange]) -> str:
    head = ("code", "gemeente", "kolom", "peildatum_was", "was", "peildatum", "wordt")
    lines = [
        (c.code, c.name, k.column, k.before or "", number(c.before), k.day, number(c.after))
        for k in columns
        for c in k.changes
    ]
    return written(head, lines)


def _model_rows(models: Sequence[ModelChange]) -> str:
    lines = [
        (m.model, m.task, c.code, c.name, number(c.before), number(c.after))
        for m in models
        for c in m.changes
    ]
    return written(("model", "taak", "code", "gemeente", "was", "wordt"), lines)


def number(value: Fraction | None) -> str:
    """A decimal figure as text; empty when it is missing."""
    return "" if value is None else format(Decimal(value.numerator) / value.denominator, "f")
