"""Which gemeente a reader means: by code, by name, or by a part of the name that fits one gemeente only."""

from __future__ import annotations

import unicodedata
from typing import Final

from verdeling.errors import DataError
from verdeling.inputs.names import Found
from verdeling.inputs.tables import Gegevens
from verdeling.terms import Niveau

ENOUGH: Final = 12
"""Most names in one message."""
UNKNOWN_CODES: Final = frozenset({"V197", "V198"})
"""Texts that name nothing, and may still be part of a name."""


def find_gemeente(data: Gegevens, asked: str) -> str:
    """Code of a gemeente given by code, name, or a part of the name that fits one gemeente only.

    Raises
    ------
    DataError
        See :func:`search_gemeente`.
    """
    return search_gemeente(data, asked).code


def search_gemeente(data: Gegevens, asked: str, provincie: str | None = None, *, deel: bool = True) -> Found:
    """Gemeente given by code, name, or a part of the name that fits one gemeente only.

    What a name means is judged by :class:`~verdeling.inputs.names.NameBook`. A part at the start of a word
    goes before one inside a word. Without `deel` a part of a name is not enough, as in a table.

    Raises
    ------
    DataError
        No gemeente fits (with the nearest name, or what became of it), or more than one (with their names),
        or it takes no part.
    """
    found = data.name_book.gemeente(asked, provincie)
    if not isinstance(found, Found):
        code = _with_part(data, asked) if deel and found.code in UNKNOWN_CODES else None
        if code is None:
            raise DataError([found])
        return Found(code, Niveau.GEMEENTE)
    if found.code not in data.codes:
        raise DataError.een("V507", naam=data.name_book.names[found.code], gm=found.code)
    return found


def _with_part(data: Gegevens, asked: str) -> str | None:
    """The one gemeente whose name has this part; None when none has."""
    in_full = dict(zip(data.codes, data.namen, strict=True))
    names = {c: _bare(n) for c, n in in_full.items()}
    search = _bare(asked)
    if not search:
        return None
    fitting = [c for c, n in names.items() if f" {search}" in f" {n}"]
    fitting = fitting or [c for c, n in names.items() if search in n]
    if len(fitting) > 1:
        enumeration = ", ".join(f"{in_full[c]} ({c})" for c in fitting[:ENOUGH])
        more = " …" if len(fitting) > ENOUGH else ""
        raise DataError.een("V502", naam=asked, aantal=len(fitting), namen=enumeration + more)
    return fitting[0] if fitting else None


def _bare(name: str) -> str:
    ontleed = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(c for c in ontleed if not unicodedata.combining(c) and c not in ".()").replace("’", "'")
