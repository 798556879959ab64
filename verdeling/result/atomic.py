"""Files and folders that appear whole or not at all: written beside their target, then renamed."""

from __future__ import annotations

import errno
import getpass
import os
import platform
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from verdeling.errors import VerdelingError
from verdeling.tijdelijk import abandoned, name_beside, remove_folder, short_name, sporen, tidy_up

if sys.platform != "win32":
    import fcntl

NIEUW: Final = ".new"
OUD: Final = ".old"
PATIENCE: Final = 10.0
"""Seconds that a folder waits for another process that writes it: writing takes less."""


@contextmanager
def beside(pad: Path) -> Iterator[Path]:
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
    temporary = pad.with_name(name_beside(pad.name, pad.suffix))
    try:
        yield temporary
        _on_disk(temporary)
        temporary.replace(pad)
        _on_disk(pad.parent)
    finally:
        temporary.unlink(missing_ok=True)


def write_atomic(pad: Path, content: str | bytes) -> None:
    """Write `content` to `pad`, whole or not at all; text as UTF-8 with line feeds."""
    with beside(pad) as temporary:
        temporary.write_bytes(content.encode() if isinstance(content, str) else content)


def write_all(folder: Path, contents: Mapping[str, str | bytes]) -> None:
    """Write files into `folder` by name; when one cannot be written none takes its place."""
    with ExitStack() as stack:
        for name, content in contents.items():
            stack.enter_context(beside(folder / name)).write_bytes(
                content.encode() if isinstance(content, str) else content
            )


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
        recover(doel)
        new = doel.with_name(name_beside(doel.name, NIEUW))
        new.mkdir()
        try:
            yield new
            for path in (*new.rglob("*"), new):
                _on_disk(path)
            _replace(doel, new)
            _on_disk(doel.parent)
        finally:
            remove_folder(new)


def recover(goal: Path) -> None:
    """Clear what killed runs left of `goal`; what they had put aside comes back when `goal` is gone."""
    for path in sporen(goal.parent, goal.name):
        if not abandoned(path):
            continue
        if path.suffix == OUD and not goal.exists():
            path.rename(goal)
        else:
            remove_folder(path)


def set_aside(goal: Path) -> Path | None:
    """The earlier folder that an interrupted run put aside, where `goal` itself is gone."""
    if goal.exists() or not goal.name:
        return None
    return next((p for p in sporen(goal.parent, goal.name) if p.suffix == OUD), None)


def _replace(goal: Path, new: Path) -> None:
    """Rename `new` to `goal`; what stood there goes."""
    if not goal.exists():
        new.rename(goal)
        return
    if _swap(goal, new):
        return
    old = new.with_suffix(OUD)
    try:
        goal.rename(old)
        new.rename(goal)
    except BaseException:  # an interrupt between the two as well
        if old.exists() and not goal.exists():
            old.rename(goal)
        raise
    remove_folder(old)


def _swap(een: Path, another: Path) -> bool:
    """Exchange two folders in one step; False where the system or its disk cannot."""
    if sys.platform != "linux":
        return False
    import ctypes

    try:
        renameat2 = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError):
        return False
    renameat2.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    here, swap = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return bool(renameat2(here, os.fsencode(een), here, os.fsencode(another), swap) == 0)


def _on_disk(path: Path) -> None:
    """Have the system write to disk what it holds of `path`, before a rename makes it count."""
    if sys.platform == "win32":
        return
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    except OSError as error:
        # Some disks cannot do this for a folder; a full or failing one is another matter.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(number)


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
    path = doel.with_name(f".{short_name(doel.name)}.slot")
    number = _bezet(path, doel)
    try:
        with suppress(OSError):
            os.ftruncate(number, 0)
            os.pwrite(number, who_writes().encode(), 0)
        yield
    finally:
        with suppress(OSError):
            path.unlink()
        os.close(number)


def _bezet(path: Path, goal: Path) -> int:
    """File number of the locked file `path`."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        except PermissionError:
            # It stands there and belongs to another user; without it the folder cannot be written.
            number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(number), os.lstat(path)):
                    return number
            os.close(number)  # who held it took it away; the next one is ours
        except BlockingIOError:
            who = os.pread(number, 200, 0).decode(errors="replace")
            os.close(number)
            if time.monotonic() >= end:
                raise VerdelingError.een("V611", str(goal), wie=who or "?") from None
            time.sleep(0.05)
        except OSError:
            return number


def who_writes() -> str:
    """Name this process, for who finds a folder in use: user, machine, number."""
    return f"{_user()}, {platform.node()}, {os.getpid()}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return str(os.getuid()) if sys.platform != "win32" else "?"
