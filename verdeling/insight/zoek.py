"""Which gemeente a reader means: by code, by name, or by a part of the name that fits one gemeente only."""

from __future__ import annotations

import difflib
import unicodedata
from typing import Final

from verdeling.errors import DataError, VerdelingError
from verdeling.inputs.checks import gelijknaam
from verdeling.inputs.register import lees_register
from verdeling.inputs.tables import Gegevens
from verdeling.terms import gemeentecode

GENOEG: Final = 12
"""Most names in one message."""
GELIJKEND: Final = 0.6
"""Least likeness of a name that is worth a question: "bedoelde u …?"."""


def zoek_gemeente(gegevens: Gegevens, gevraagd: str, *, deel: bool = True) -> str:
    """Code of a gemeente given by code, name, or a part of the name that fits one gemeente only.

    Case, accents, full stops and brackets do not matter; a part at the start of a word goes before one inside
    a word. Without `deel` a part of a name is not enough, as in a table.

    Raises
    ------
    DataError
        No gemeente fits (with the nearest name, or what became of it), or more than one (with their names).
    """
    code = _als_code(gevraagd)
    if code in gegevens.codes:
        return code
    voluit = dict(zip(gegevens.codes, gegevens.namen, strict=True))
    namen = {c: _kaal(n) for c, n in voluit.items()}
    zoek = _kaal(gevraagd)
    passend = [c for c, n in namen.items() if n == zoek]
    if deel and zoek:
        passend = passend or [c for c, n in namen.items() if f" {zoek}" in f" {n}"]
        passend = passend or [c for c, n in namen.items() if zoek in n]
    passend = passend or [c for c, n in voluit.items() if gelijknaam(n) == gelijknaam(gevraagd) != ""]
    if len(passend) == 1:
        return passend[0]
    if passend:
        opsomming = ", ".join(f"{voluit[c]} ({c})" for c in passend[:GENOEG])
        meer = " …" if len(passend) > GENOEG else ""
        raise DataError.een("V502", naam=gevraagd, aantal=len(passend), namen=opsomming + meer)
    raise _onbekend(gegevens, gevraagd, code)


def _als_code(gevraagd: str) -> str:
    try:
        return gemeentecode(gevraagd)
    except ValueError:
        return ""


def _onbekend(gegevens: Gegevens, gevraagd: str, code: str) -> VerdelingError:
    """Why a gemeente is not there: it takes no part, went into another, is a provincie, or is misspelt."""
    zoek = gelijknaam(gevraagd)
    register = lees_register()
    for g in register.op(gegevens.peildatum):
        if g.code not in gegevens.codes and (g.code == code or gelijknaam(g.naam) == zoek):
            return DataError.een("V507", naam=g.naam, gm=g.code)
    for g in register.gemeenten:
        nieuw = ", ".join(register.opvolgers(g.code))
        if nieuw and g.code not in gegevens.codes and (g.code == code or gelijknaam(g.naam) == zoek):
            return DataError.een("V504", naam=g.naam, gm=g.code, tot=g.tot, nieuw=nieuw)
    if any(gebied.startswith("PV") and gelijknaam(naam) == zoek for gebied, naam in register.gebieden):
        return DataError.een("V505", naam=gevraagd)
    namen = {gelijknaam(naam): naam for naam in gegevens.namen}
    nabij = difflib.get_close_matches(zoek, namen, 1, GELIJKEND)
    if nabij and not code:
        return DataError.een("V501", naam=gevraagd, nabij=namen[nabij[0]])
    return DataError.een("V506", naam=gevraagd)


def _kaal(naam: str) -> str:
    ontleed = unicodedata.normalize("NFKD", naam.strip().casefold())
    return "".join(c for c in ontleed if not unicodedata.combining(c) and c not in ".()").replace("’", "'")
