"""Files that appear whole or not at all: written beside their target, then renamed."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def naast(pad: Path) -> Iterator[Path]:
    """Give a new name beside `pad` to write to; on success it takes the place of `pad`, else it goes.

    Raises
    ------
    OSError
        When the folder cannot be made or written.
    """
    pad.parent.mkdir(parents=True, exist_ok=True)
    tijdelijk = pad.with_name(f".{secrets.token_hex(4)}.{pad.name}")
    try:
        yield tijdelijk
        tijdelijk.replace(pad)
    finally:
        tijdelijk.unlink(missing_ok=True)


def schrijf(pad: Path, inhoud: str | bytes) -> None:
    """Write `inhoud` to `pad`, whole or not at all; text as UTF-8 with line feeds."""
    with naast(pad) as tijdelijk, tijdelijk.open("wb") as bestand:
        bestand.write(inhoud.encode() if isinstance(inhoud, str) else inhoud)
        bestand.flush()
        os.fsync(bestand.fileno())
