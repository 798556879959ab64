"""The result folder: Parquet files per block, each whole or absent, with their checksums, and a manifest.

A block counts as done when its file in ``scenarios`` stands; that one is written last, after the checksums.
What a killed run left besides is written over with the same bytes, because the scenarios of a block are fixed
by the experiment.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from verdeling import __version__
from verdeling.batch.blocks import KLAAR, MISLUKT, Outcome
from verdeling.batch.scenario import Setup
from verdeling.errors import Problem, VerdelingError, cause_of, refused
from verdeling.result.atomic import who_writes, write_atomic
from verdeling.result.seal import is_whole, sealed, sha256, sha256_of
from verdeling.texts import LANGS

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    import pyarrow as pa

MANIFEST: Final = "manifest.json"
TABLES: Final = ("resultaten", "trekkingen", "maten", "scenarios")
"""In the order in which they are written."""
BUSY: Final = ".bezet"
"""File that says who works in the folder, as long as somebody does."""
SUMS: Final = "controlesommen"
"""Folder with the checksums of each block."""
PACKAGES: Final = ("numpy", "scipy", "pyarrow", "pydantic", "ortools")


def make_tables(setup: Setup, outcomes: Sequence[Outcome], root: str) -> dict[str, bytes]:
    """Parquet files of one block; equal outcomes give equal bytes."""
    out = {}
    if "results" in setup.experiment.measure:
        out["resultaten"] = _parquet(_lang(outcomes, [u.cijfers for u in outcomes], "taak", "aantal"))
        if any(as_.path.startswith("data.") for _, as_ in setup.axes):
            out["trekkingen"] = _parquet(_lang(outcomes, [u.trek for u in outcomes], "kolom", "waarde"))
    out["maten"] = _parquet(_measures(outcomes))
    out["scenarios"] = _parquet(_scenarios(setup, outcomes, root))
    return out


def merge_shards(parts: Sequence[Mapping[str, bytes]]) -> dict[str, bytes]:
    """One block from files of parts of it, in their order: the bytes of that block computed at once."""
    import pyarrow as pa

    out = {}
    for name in TABLES:
        tables = [_read(d[name]) for d in parts if name in d]
        if tables:
            table = pa.concat_tables(tables).unify_dictionaries().combine_chunks()
            out[name] = _parquet(pa.table({k: _sorted(table[k]) for k in table.column_names}))
    return out


def _sorted(column: pa.ChunkedArray) -> pa.Array:
    """The column, the words of its dictionary in order where it has one."""
    import pyarrow as pa

    if not pa.types.is_dictionary(column.type):
        return column
    whole = pa.concat_arrays(column.chunks)
    words = whole.dictionary.to_pylist()
    kinds = sorted(words)
    spot = np.array([kinds.index(w) for w in words], dtype=np.int32)
    return _chosen(spot[whole.indices.to_numpy()], kinds)


def _read(content: bytes) -> pa.Table:
    import pyarrow.parquet as pq

    return pq.read_table(io.BytesIO(content))


def _parquet(table: pa.Table) -> bytes:
    import pyarrow.parquet as pq

    goal = io.BytesIO()
    pq.write_table(table, goal, compression="zstd", row_group_size=1 << 20)
    return goal.getvalue()


def _words(words: Sequence[str]) -> pa.Array:
    """Texts of which few differ; the dictionary is sorted."""
    kinds = sorted(set(words))
    spot = {w: i for i, w in enumerate(kinds)}
    return _chosen(np.array([spot[w] for w in words], dtype=np.int32), kinds)


def _chosen(numbers: Any, kinds: Sequence[str]) -> pa.Array:  # noqa: ANN401
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(pa.array(numbers, pa.int32()), pa.array(list(kinds), pa.string()))


def _lang(outcomes: Sequence[Outcome], values: Sequence[Mapping[str, Any]], kind: str, name: str) -> pa.Table:
    """Long table: scenario, task or column, gemeentecode, value."""
    import pyarrow as pa

    rows = [(u, what, row) for u, per in zip(outcomes, values, strict=True) for what, row in per.items()]
    kinds = sorted({what for _, what, _ in rows})
    codes = sorted({c for k in {u.codes for u in outcomes} for c in k})
    spot = {code: i for i, code in enumerate(codes)}
    numbers = {k: np.array([spot[c] for c in k], dtype=np.int32) for k in {u.codes for u in outcomes}}
    lengths = [len(row) for _, _, row in rows]
    who = np.repeat(np.array([u.scenario.nummer for u, _, _ in rows], dtype=np.int32), lengths)
    what_number = np.repeat(np.array([kinds.index(w) for _, w, _ in rows], dtype=np.int32), lengths)
    code = np.concatenate([np.zeros(0, np.int32), *(numbers[u.codes] for u, _, _ in rows)])
    number = np.float64 if name == "waarde" else np.int64
    value = np.concatenate([np.zeros(0, number), *(row for _, _, row in rows)])
    return pa.table(
        {
            "scenario": pa.array(who, pa.int32()),
            kind: _chosen(what_number, kinds),
            "code": _chosen(code, codes),
            name: pa.array(value),
        }
    )


def _measures(outcomes: Sequence[Outcome]) -> pa.Table:
    import pyarrow as pa

    rows = [(u.scenario.nummer, taak, measure, w) for u in outcomes for (taak, measure), w in u.maten.items()]
    return pa.table(
        {
            "scenario": pa.array([r[0] for r in rows], pa.int32()),
            "taak": _words([r[1] for r in rows]),
            "maat": _words([r[2] for r in rows]),
            "waarde": pa.array([r[3] for r in rows], pa.float64()),
        }
    )


def _scenarios(setup: Setup, outcomes: Sequence[Outcome], root: str) -> pa.Table:
    import pyarrow as pa

    columns: dict[str, Any] = {
        "scenario": pa.array([u.scenario.nummer for u in outcomes], pa.int32()),
        "kenmerk": pa.array([setup.sleutel(u.scenario, root) for u in outcomes], pa.string()),
    }
    for i, (name, _) in enumerate(setup.axes):
        points = [u.scenario.punten[i] for u in outcomes]
        if setup.numeric_axes[i]:
            columns[name] = pa.array([float(p.getal) for p in points if p and p.getal is not None])
        elif any(p is not None for p in points):
            columns[name] = _words([p.tekst.strip('"') for p in points if p])
    columns["weg"] = _words([u.weg for u in outcomes])
    columns["status"] = _words([MISLUKT if u.melding else KLAAR for u in outcomes])
    columns["melding"] = pa.array([u.melding for u in outcomes], pa.string())
    return pa.table(columns)


class Store:
    """One result folder.

    Parameters
    ----------
    folder
        Where it stands.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def bezet(self, *, alleen: bool) -> Iterator[None]:
        """Keep the folder for this run, made when it does not exist; shards share it (`alleen` false).

        The lock goes with the process, however it ends. Where a file system has no locks there is none.

        Raises
        ------
        VerdelingError
            When another process works in the folder, or it cannot be made.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._not_written(error) from error
        if sys.platform == "win32":
            yield
            return
        try:
            slot = os.open(self.folder, os.O_RDONLY)
        except OSError as error:
            raise self._not_written(error) from error
        bezet, ik = self.folder / BUSY, who_writes()
        try:
            fcntl.flock(slot, (fcntl.LOCK_EX if alleen else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(slot)
            who = bezet.read_text("utf-8", "replace")[:200] if bezet.is_file() else "?"
            raise VerdelingError.een("V745", str(self.folder), wie=who) from None
        except OSError:
            pass
        try:
            with suppress(OSError):
                bezet.write_text(ik, "utf-8")
            yield
        finally:
            with suppress(OSError):
                if bezet.read_text("utf-8") == ik:  # of shards the last one stands there
                    bezet.unlink()
            os.close(slot)

    def open(self, setup: Setup) -> None:
        """Start a folder, or go on in one of the same experiment.

        Raises
        ------
        VerdelingError
            When the folder is of another experiment, model, data or version, holds something else, was
            changed, or cannot be written.
        """
        content = manifest(setup)
        stands = self._manifest()
        if stands is None:
            # A run that was killed while it wrote the manifest leaves a hidden file only.
            if self.folder.is_dir() and any(not p.name.startswith(".") for p in self.folder.iterdir()):
                raise VerdelingError.een("V731", str(self.folder))
            self._schrijf_manifest(content)
        elif stands["experiment"]["sha256"] != content["experiment"]["sha256"]:
            raise VerdelingError.een(
                "V732",
                str(self.folder),
                naam=stands["experiment"]["naam"],
                versie=stands["versie"],
                nieuw=setup.experiment.naam,
                nieuwe_versie=__version__,
            )
        elif stands["experiment"] != content["experiment"]:
            # Same scenarios, other words: title, description, labels. Its packages stay those that computed.
            self._schrijf_manifest(stands | {"experiment": content["experiment"]})

    def _schrijf_manifest(self, content: Mapping[str, Any]) -> None:
        text = json.dumps(sealed(content), ensure_ascii=False, indent=2) + "\n"
        self._schrijf(self.folder / MANIFEST, text)

    def _manifest(self) -> dict[str, Any] | None:
        try:
            content = json.loads((self.folder / MANIFEST).read_bytes())
            content["experiment"]["sha256"], content["versie"]  # noqa: B018  it is a manifest when it has these
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if not is_whole(content):
            raise VerdelingError.een("V752", str(self.folder / MANIFEST))
        return dict(content)

    def read_manifest(self) -> dict[str, Any]:
        """The manifest.

        Raises
        ------
        VerdelingError
            When the folder holds no experiment, or its manifest was changed.
        """
        content = self._manifest()
        if content is None:
            raise VerdelingError([refused(self.folder) or Problem.van("V733", str(self.folder))])
        return content

    def klaar(self) -> set[int]:
        """First scenario numbers of the blocks that are done: those that no table lacks."""
        needed = ("scenarios", SUMS)
        folders = [self.folder / n for n in (*TABLES, SUMS) if n in needed or (self.folder / n).is_dir()]
        return set.intersection(*({int(p.stem) for p in m.glob("[0-9]*.[jp]*")} for m in folders))

    def check(self) -> None:
        """Hold every file of a block that is done against its checksum.

        Raises
        ------
        VerdelingError
            With the files that are damaged or were changed, and what to do.
        """
        kapot = [p for start in sorted(self.klaar()) for p in self._damaged(start)]
        if kapot:
            raise VerdelingError([Problem.van("V747", str(p)) for p in kapot])

    def _damaged(self, start: int) -> list[Path]:
        """Files of a block that are not as they were written; its checksums when these cannot be read."""
        total = self.folder / SUMS / f"{start:07d}.json"
        staan = {n: p for n in TABLES if (p := self.folder / n / f"{start:07d}.parquet").is_file()}
        try:
            totals = json.loads(total.read_bytes())
        except ValueError:
            return [total]
        if not isinstance(totals, dict) or totals.keys() != staan.keys():
            return [total]
        return [p for n, p in staan.items() if sha256_of(p) != totals[n]]

    def bewaar(self, block: range, tables: Mapping[str, bytes]) -> None:
        """Write the files of a block and their checksums, the one that makes it count last.

        Raises
        ------
        VerdelingError
            When the disk is full or the folder cannot be written; what was stored stays.
        """
        files = {
            self.folder / name / f"{block.start:07d}.parquet": tables[name]
            for name in TABLES
            if name in tables
        }
        totals = json.dumps({path.parent.name: sha256(content) for path, content in files.items()}, indent=2)
        *first, last = files
        for path in first:
            self._schrijf(path, files[path])
        self._schrijf(self.folder / SUMS / f"{block.start:07d}.json", f"{totals}\n")
        self._schrijf(last, files[last])

    def forget(self, blocks: Sequence[range]) -> None:
        """Count blocks as not done."""
        for block in blocks:
            (self.folder / "scenarios" / f"{block.start:07d}.parquet").unlink(missing_ok=True)

    def _schrijf(self, path: Path, content: str | bytes) -> None:
        try:
            write_atomic(path, content)
        except OSError as error:
            raise self._not_written(error) from error

    def _not_written(self, error: OSError) -> VerdelingError:
        return VerdelingError.een("V734", str(self.folder), reden=cause_of(error), blokken=len(self.klaar()))

    def bestanden(self, naam: str) -> list[str]:
        """Files of a table that belong to a block that is done."""
        done = self.klaar()
        return [str(p) for p in sorted((self.folder / naam).glob("[0-9]*.parquet")) if int(p.stem) in done]

    def mislukt(self) -> tuple[int, int, str]:
        """How many scenarios are stored, how many of them failed, and what the first of these says."""
        import pyarrow.parquet as pq

        kept, notes = 0, []
        for file in self.bestanden("scenarios"):
            table = pq.read_table(file, columns=["status", "melding"])
            kept += len(table)
            stands = zip(table["status"].to_pylist(), table["melding"].to_pylist(), strict=True)
            notes += [note for status, note in stands if status == MISLUKT]
        return kept, len(notes), notes[0] if notes else ""

    def clean(self) -> None:
        """Remove what a killed run left half written."""
        for path in (*self.folder.glob("*/.[0-9]*"), *self.folder.glob(f".{MANIFEST}.*")):
            path.unlink(missing_ok=True)


def manifest(setup: Setup) -> dict[str, Any]:
    """What made the results; no clock, no path, no machine."""
    e = setup.experiment
    return {
        "programma": "verdeling",
        "versie": __version__,
        "pakketten": {name: version(name) for name in PACKAGES},
        "experiment": {
            "naam": e.naam,
            "sha256": setup.wortel,
            "scenarios": setup.aantal,
            "blok": setup.block_size,
            "zaad": e.seed,
            "titel": e.titel.model_dump(),
            "omschrijving": e.omschrijving.model_dump(),
            "model": e.model,
            "set": list(e.set),
            "aangepast": {lang: setup.changes_made(lang) for lang in LANGS},
            "data": e.data,
            **({} if e.data is None else {"aanvullen": e.aanvullen, "gelezen": _data_read(setup)}),
            "vary": json.loads(
                e.model_copy(
                    update={"vary": {n: a.model_copy(update={"values": None}) for n, a in e.vary.items()}}
                ).model_dump_json()
            )["vary"],
            "measure": list(e.measure),
            "bonus": None if e.bonus is None else e.bonus.model_dump(mode="json"),
        },
    }


def _data_read(setup: Setup) -> dict[str, list[str]]:
    """How own data was read, in sentences."""
    return {lang: [note.tekst(lang) for note in setup.datanotes()] for lang in LANGS}
