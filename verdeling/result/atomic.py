"""Files and folders that appear whole or not at all: written beside their target, then renamed."""

from __future__ import annotations

import errno
import getpass
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from verdeling.errors import VerdelingError
from verdeling.tijdelijk import kort, name_beside, tidy_up, sporen, verlaten, verwijder

if sys.platform != "win32":
    import fcntl

NIEUW: Final = ".new"
OUD: Final = ".old"
GEDULD: Final = 10.0
"""Seconds that a folder waits for another process that writes it: writing takes less."""


@contextmanager
def naast(pad: Path) -> Iterator[Path]:
    """Give a new name beside `pad` to write to; on success it takes the place of `pad`, else it goes.

    Raises
    ------
    OSError
        When the folder cannot be made or written, or `pad` is a folder.
    """
    if not pad.name or pad.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(pad))
    pad.parent.mkdir(parents=True, exist_ok=True)
    tidy_up(pad.parent)
    tijdelijk = pad.with_name(name_beside(pad.name, pad.suffix))
    try:
        yield tijdelijk
        _on_disk(tijdelijk)
        tijdelijk.replace(pad)
        _on_disk(pad.parent)
    finally:
        tijdelijk.unlink(missing_ok=True)


def schrijf(pad: Path, inhoud: str | bytes) -> None:
    """Write `inhoud` to `pad`, whole or not at all; text as UTF-8 with line feeds."""
    with naast(pad) as tijdelijk:
        tijdelijk.write_bytes(inhoud.encode() if isinstance(inhoud, str) else inhoud)


@contextmanager
def folder_beside(doel: Path) -> Iterator[Path]:
    """Give a new folder beside `doel`, which takes its place when the block ends well, else it goes.

    What a killed run left is cleared first: an earlier folder that it had put aside comes back.

    Raises
    ------
    OSError
        When it cannot be made or written.
    VerdelingError
        When another process keeps writing `doel`.
    """
    doel.parent.mkdir(parents=True, exist_ok=True)
    with slot(doel):
        herstel(doel)
        nieuw = doel.with_name(name_beside(doel.name, NIEUW))
        nieuw.mkdir()
        try:
            yield nieuw
            for pad in (*nieuw.rglob("*"), nieuw):
                _on_disk(pad)
            _vervang(doel, nieuw)
            _on_disk(doel.parent)
        finally:
            verwijder(nieuw)


def herstel(doel: Path) -> None:
    """Clear what killed runs left of `doel`; what they had put aside comes back when `doel` is gone."""
    for pad in sporen(doel.parent, doel.name):
        if not verlaten(pad):
            continue
        if pad.suffix == OUD and not doel.exists():
            pad.rename(doel)
        else:
            verwijder(pad)


def set_aside(doel: Path) -> Path | None:
    """The earlier folder that an interrupted run put aside, where `doel` itself is gone."""
    if doel.exists() or not doel.name:
        return None
    return next((p for p in sporen(doel.parent, doel.name) if p.suffix == OUD), None)


def _vervang(doel: Path, nieuw: Path) -> None:
    """Rename `nieuw` to `doel`; what stood there goes."""
    if not doel.exists():
        nieuw.rename(doel)
        return
    if _wissel(doel, nieuw):
        return
    oud = nieuw.with_suffix(OUD)
    try:
        doel.rename(oud)
        nieuw.rename(doel)
    except BaseException:  # an interrupt between the two as well
        if oud.exists() and not doel.exists():
            oud.rename(doel)
        raise
    verwijder(oud)


def _wissel(een: Path, ander: Path) -> bool:
    """Exchange two folders in one step; False where the system or its disk cannot."""
    if sys.platform != "linux":
        return False
    import ctypes

    try:
        renameat2 = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError):
        return False
    renameat2.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    hier, wissel = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return bool(renameat2(hier, os.fsencode(een), hier, os.fsencode(ander), wissel) == 0)


def _on_disk(pad: Path) -> None:
    """Have the system write to disk what it holds of `pad`, before a rename makes it count."""
    if sys.platform == "win32":
        return
    nummer = os.open(pad, os.O_RDONLY)
    try:
        os.fsync(nummer)
    except OSError as fout:
        # Some disks cannot do this for a folder; a full or failing one is another matter.
        if fout.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(nummer)


@contextmanager
def slot(doel: Path) -> Iterator[None]:
    """Keep `doel` for this process; a file beside it says who holds it.

    The lock goes with the process, however it ends. Where a file system has no locks there is none.

    Raises
    ------
    VerdelingError
        When another process keeps it.
    """
    if sys.platform == "win32":
        yield
        return
    pad = doel.with_name(f".{kort(doel.name)}.slot")
    nummer = _bezet(pad, doel)
    try:
        with suppress(OSError):
            os.ftruncate(nummer, 0)
            os.pwrite(nummer, who_writes().encode(), 0)
        yield
    finally:
        with suppress(OSError):
            pad.unlink()
        os.close(nummer)


def _bezet(pad: Path, doel: Path) -> int:
    """File number of the locked file `pad`."""
    einde = time.monotonic() + GEDULD
    while True:
        try:
            nummer = os.open(pad, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        except PermissionError:
            # It stands there and belongs to another user; without it the folder cannot be written.
            nummer = os.open(pad, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            fcntl.flock(nummer, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(nummer), os.lstat(pad)):
                    return nummer
            os.close(nummer)  # who held it took it away; the next one is ours
        except BlockingIOError:
            wie = os.pread(nummer, 200, 0).decode(errors="replace")
            os.close(nummer)
            if time.monotonic() >= einde:
                raise VerdelingError.een("V611", str(doel), wie=wie or "?") from None
            time.sleep(0.05)
        except OSError:
            return nummer


def who_writes() -> str:
    """Name this process, for who finds a folder in use: user, machine, number."""
    return f"{_user()}, {platform.node()}, {os.getpid()}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return str(os.getuid()) if sys.platform != "win32" else "?"
