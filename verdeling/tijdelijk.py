"""Temporary names that say which process made them, so that the next run clears what a killed one left."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import secrets
import shutil
import sys
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

LONGEST: Final = 160
"""So many bytes of a name stand in a temporary name, which may have 255 with what is added."""
_BRAND: Final = r"([0-9a-f]{6})-(\d+)-[0-9a-f]{8}"
_BEFORE: Final = "verdeling-"


@cache
def _machine() -> str:
    """The machine in six characters: on a shared disk another one may have a process of the same number."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:6]


def _mark() -> str:
    return f"{_machine()}-{os.getpid()}-{secrets.token_hex(4)}"


def short_name(naam: str) -> str:
    """A name that leaves room for additions; a long one is cut and told apart by a checksum."""
    content = os.fsencode(naam)
    if len(content) <= LONGEST:
        return naam
    return f"{content[:100].decode(errors='ignore')}-{hashlib.sha256(content).hexdigest()[:12]}"


def name_beside(naam: str, end: str) -> str:
    """Hidden name for what will take the place of `naam` in the same folder."""
    return f".{short_name(naam)}.{_mark()}{end}"


def sporen(folder: Path, naam: str | None = None) -> list[Path]:
    """What stands in `folder` under a name of :func:`name_beside`, made for `naam` or for any name."""
    voor = r"\..+" if naam is None else re.escape(f".{short_name(naam)}")
    shape = re.compile(rf"{voor}\.{_BRAND}(\.[^.]*)?")
    with suppress(OSError):
        return sorted(p for p in folder.iterdir() if shape.fullmatch(p.name))
    return []


def abandoned(pad: Path) -> bool:
    """Whether this user made `pad` by a process of this machine that is gone."""
    part = re.search(_BRAND, pad.name)
    if sys.platform == "win32" or part is None or part[1] != _machine():
        return False
    try:
        if pad.lstat().st_uid != os.getuid():
            return False
        os.kill(int(part[2]), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def remove_folder(pad: Path) -> None:
    """Remove a file or a folder; what cannot go stays."""
    if pad.is_dir() and not pad.is_symlink():
        shutil.rmtree(pad, ignore_errors=True)
    else:
        with suppress(OSError):
            pad.unlink()


@cache
def tidy_up(folder: Path) -> None:
    """Remove the files that killed runs left half written in `folder`: once per folder, it may be large."""
    for path in sporen(folder):
        if not path.is_dir() and abandoned(path):
            remove_folder(path)


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder for temporary files; those of killed runs are removed."""
    shape = re.compile(rf"{_BEFORE}{_BRAND}-.*")
    for path in Path(tempfile.gettempdir()).iterdir():
        if shape.fullmatch(path.name) and abandoned(path):
            remove_folder(path)
    return tempfile.TemporaryDirectory(prefix=f"{_BEFORE}{_mark()}-", ignore_cleanup_errors=True)
