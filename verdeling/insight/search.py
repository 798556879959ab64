"""Which gemeente a reader means: by code, by name, or by a part of the name that fits one gemeente only."""

from __future__ import annotations

import unicodedata
from typing import Final

from verdeling.errors import DataError
from verdeling.inputs.names import Found
from verdeling.inputs.tables import Gegevens
from verdeling.terms import Niveau

GENOEG: Final = 12
"""Most names in one message."""
ONBEKEND: Final = frozenset({"V197", "V198"})
"""Texts that name nothing, and may still be part of a name."""


def find_gemeente(gegevens: Gegevens, gevraagd: str) -> str:
    """Code of a gemeente given by code, name, or a part of the name that fits one gemeente only.

    Raises
    ------
    DataError
        See :func:`vind_gemeente`.
    """
    return vind_gemeente(gegevens, gevraagd).code


def vind_gemeente(
    gegevens: Gegevens, gevraagd: str, provincie: str | None = None, *, deel: bool = True
) -> Found:
    """Gemeente given by code, name, or a part of the name that fits one gemeente only.

    What a name means is judged by :class:`~verdeling.inputs.names.NameBook`. A part at the start of a word
    goes before one inside a word. Without `deel` a part of a name is not enough, as in a table.

    Raises
    ------
    DataError
        No gemeente fits (with the nearest name, or what became of it), or more than one (with their names),
        or it takes no part.
    """
    found = gegevens.namenboek.gemeente(gevraagd, provincie)
    if not isinstance(found, Found):
        code = _with_part(gegevens, gevraagd) if deel and found.code in ONBEKEND else None
        if code is None:
            raise DataError([found])
        return Found(code, Niveau.GEMEENTE)
    if found.code not in gegevens.codes:
        raise DataError.een("V507", naam=gegevens.namenboek.names[found.code], gm=found.code)
    return found


def _with_part(gegevens: Gegevens, gevraagd: str) -> str | None:
    """The one gemeente whose name has this part; None when none has."""
    voluit = dict(zip(gegevens.codes, gegevens.namen, strict=True))
    namen = {c: _kaal(n) for c, n in voluit.items()}
    zoek = _kaal(gevraagd)
    if not zoek:
        return None
    passend = [c for c, n in namen.items() if f" {zoek}" in f" {n}"]
    passend = passend or [c for c, n in namen.items() if zoek in n]
    if len(passend) > 1:
        opsomming = ", ".join(f"{voluit[c]} ({c})" for c in passend[:GENOEG])
        meer = " …" if len(passend) > GENOEG else ""
        raise DataError.een("V502", naam=gevraagd, aantal=len(passend), namen=opsomming + meer)
    return passend[0] if passend else None


def _kaal(naam: str) -> str:
    ontleed = unicodedata.normalize("NFKD", naam.strip().casefold())
    return "".join(c for c in ontleed if not unicodedata.combining(c) and c not in ".()").replace("’", "'")
