"""A result folder that appears whole or not at all, and the manifest that says what made it."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from verdeling.errors import VerdelingError, cause_of
from verdeling.inputs.dataframes import Frames
from verdeling.inputs.register import data_map
from verdeling.inputs.tables import Gegevens
from verdeling.result.atomic import folder_beside, write_atomic
from verdeling.result.seal import sealed, sha256

MANIFEST: Final = "manifest.json"
RAPPORT: Final = "report.html"
"""Made from the other files of the folder, and made again when asked."""
PACKAGES: Final = ("numpy", "pandas", "pydantic", "PyYAML", "XlsxWriter", "ortools")
"""Packages whose version could change a result file, and the one with the engines of the plan."""
KINDS: Final = (".csv", ".xlsx")
"""Kinds of data files."""


def is_result(folder: Path) -> bool:
    """Whether a folder holds a result of verdeling, told by its manifest."""
    try:
        content = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and content.get("programma") == "verdeling"


@contextmanager
def new_result_folder(doel: Path) -> Iterator[Path]:
    """Give a new folder to write in; it takes the place of an earlier result when the block ends well.

    Raises
    ------
    VerdelingError
        When `doel` is a file, holds something else than a result of verdeling, or cannot be written.
    """
    check_target(doel)
    with _beside(doel) as new:
        yield new


def check_target(goal: Path) -> None:
    """Stop when no result can be written to `goal`: asked before computing, which may take long.

    Raises
    ------
    VerdelingError
        When `goal` is a file, is or holds the folder in which the user stands, or holds something else than
        a result of verdeling.
    """
    try:
        goal.stat()
    except FileNotFoundError:
        pass
    except OSError as error:  # a name that is too long, links that point to each other, no permission
        raise VerdelingError.een("V603", str(goal), reden=cause_of(error)) from error
    if goal.is_dir() and any(goal.iterdir()):
        if not is_result(goal):
            raise VerdelingError.een("V601", str(goal))
        if own := _own_files(goal):
            raise VerdelingError.een("V605", str(goal), namen=", ".join(own))
    _check_place(goal)


def _own_files(folder: Path) -> list[str]:
    """What a user put into a result folder, sorted; hidden files of programs and systems do not count."""
    content = json.loads((folder / MANIFEST).read_bytes())
    known = {MANIFEST, RAPPORT, *content.get("bestanden", ())}
    return sorted(p.name for p in folder.iterdir() if p.name not in known and p.name[0] not in ".~")


def _check_place(goal: Path) -> None:
    """A folder is replaced by renaming: who stands in it would stand nowhere."""
    if goal.exists() and not goal.is_dir():
        raise VerdelingError.een("V602", str(goal))
    here = Path.cwd()
    if Path(os.path.realpath(goal)) in (here, *here.parents):
        raise VerdelingError.een("V606", str(goal))


@contextmanager
def new_folder(doel: Path) -> Iterator[Path]:
    """Give a new folder to write in; it becomes `doel`, which must not exist or be empty.

    Raises
    ------
    VerdelingError
        When `doel` is a file or a folder that is not empty, or cannot be written.
    """
    if doel.is_dir() and any(doel.iterdir()):
        raise VerdelingError.een("V604", str(doel))
    with _beside(doel) as new:
        yield new


@contextmanager
def _beside(doel: Path) -> Iterator[Path]:
    """Write beside `doel`, then rename; an error or interruption inside the block leaves `doel` as it was."""
    _check_place(doel)
    try:
        with folder_beside(Path(os.path.realpath(doel))) as new:
            try:
                yield new
            except VerdelingError as error:
                # Who reads it knows the folder by the name that it would get.
                found = error.problemen
                if all(not p.waar.startswith(str(new)) for p in found):
                    raise
                raise type(error)([p.op(p.waar.replace(str(new), str(doel), 1)) for p in found]) from error
    except OSError as error:
        raise VerdelingError.een("V603", str(doel), reden=cause_of(error)) from error


def write_manifest(folder: Path, programmaversie: str, origin: Mapping[str, Any]) -> None:
    """Write the manifest over all files that stand in `folder`.

    Parameters
    ----------
    folder
        The result folder, complete but for its manifest.
    programmaversie
        Version of verdeling.
    origin
        What made the result: model, data and options, with their checksums. It must not hold a clock, a
        path or the name of a machine: equal inputs give byte-equal outputs.
    """
    files = {p.name: sha256(p.read_bytes()) for p in sorted(folder.iterdir()) if p.is_file()}
    content = {
        "programma": "verdeling",
        "versie": programmaversie,
        "python": platform.python_version(),
        "pakketten": {name: version(name) for name in PACKAGES},
        **origin,
        "bestanden": files,
    }
    write_json(folder / MANIFEST, sealed(content))


def put_in_manifest(folder: Path, pad: Path) -> None:
    """Let the manifest guard a file that was made from the result, and made again: the report."""
    content = json.loads((folder / MANIFEST).read_bytes())
    content["bestanden"][pad.name] = sha256(pad.read_bytes())
    write_atomic(folder / MANIFEST, _as_text(sealed(content)))


def write_json(pad: Path, content: object) -> None:
    """Write JSON in UTF-8 with a fixed layout and Unix line ends."""
    pad.write_bytes(json_bytes(content))


def json_bytes(content: object) -> bytes:
    """JSON in UTF-8 with a fixed layout and Unix line ends."""
    return _as_text(content).encode("utf-8")


def _as_text(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def data_hash(data: Gegevens) -> dict[str, str]:
    """Checksum of every data file that was read; of tables in memory that of their cells."""
    if isinstance(data.map, Frames):
        return data.map.hashes() | {name: sha256(content) for name, content in data_files(data).items()}
    return {name: sha256(content) for name, content in data_files(data).items()}


def data_files(data: Gegevens) -> dict[str, bytes]:
    """Every data file that was read: those of the user, and the shipped ones.

    The shipped files are left out when the user brings gemeenten of their own, for then they are not read;
    unless gaps were filled from them.
    """
    own = {_name(path, data): path.read_bytes() for path in data.bestanden}
    if data.eigen and not data.aanvullen:
        return own
    folder = data_map()
    return own | {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in KINDS
    }


def _name(path: Path, data: Gegevens) -> str:
    """Name of a file of the user; deeper ones with their path from his folder, as one may ship under it."""
    own = data.map
    if not isinstance(own, Path) or own not in path.parents or path.parent == own:
        return path.name
    return f"{own.resolve().name}/{path.relative_to(own).as_posix()}"
