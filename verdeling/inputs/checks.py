"""Named checks of a user's table: codes, names, provincies and numbers. Each returns all its problems."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from verdeling.errors import Probleem
from verdeling.inputs.numbers import Gebrek, decimaalteken, gebrek, kolom_van_teksten
from verdeling.inputs.reader import Tabel
from verdeling.inputs.register import Bestaan, Register
from verdeling.terms import gemeentecode

TELLINGEN: Final = frozenset(
    {
        "inwoners",
        "huishoudens",
        "capaciteit_regulier",
        "capaciteit_nood",
        "aanbod",
        "gehuisvest",
        "taakstelling",
    }
    | {"instroom", "vertrek", "vergunningen", "in_opvang", "wachtend"}
)
"""Columns that count people, homes or places: whole and never negative."""
VOLLEDIG: Final = frozenset({"inwoners", "instroom", "vertrek", "vergunningen"})
"""Columns that must be filled in every row."""
BIJNAMEN: Final = {
    "denhaag": "sgravenhage",
    "denbosch": "shertogenbosch",
    "friesland": "fryslan",
    "defriesemeren": "defryskemarren",
}
GEBREKEN: Final[Mapping[Gebrek, str]] = {
    "tekst": "V140",
    "twee_tekens": "V141",
    "dubbelzinnig": "V142",
    "ander_teken": "V143",
    "te_lang": "V144",
}


def gelijknaam(text: str) -> str:
    """Name without capitals, accents, punctuation and a suffix such as (O.), to compare names."""
    kaal = re.sub(r"\([^)]*\)", "", text)
    letters = unicodedata.normalize("NFKD", kaal).casefold()
    naam = "".join(c for c in letters if c.isalnum())
    return BIJNAMEN.get(naam, naam)


def plek(tabel: Tabel, rij: int, kolom: str, naam: str = "") -> str:
    """Place of a cell: ``file:row:column (gemeente)``."""
    plaats = f"{tabel.bestand}:{tabel.rijen[rij].nummer}:{kolom}"
    return f"{plaats} ({naam})" if naam else plaats


def controleer_codes(
    tabel: Tabel, register: Register, dag: dt.date
) -> tuple[dict[int, Bestaan], list[Probleem]]:
    """Gemeente of each row of the table by its code, and the problems of the rows without a usable one."""
    bekend = {g.code: g for g in register.gemeenten}
    gemeenten: dict[int, Bestaan] = {}
    eerste: dict[str, int] = {}
    problemen = []
    for i, (text, naam) in enumerate(zip(tabel.kolom("code"), tabel.kolom("gemeente"), strict=True)):
        waar = plek(tabel, i, "code", naam)
        try:
            code = gemeentecode(text)
        except ValueError:
            problemen.append(Probleem.van("V131", waar, waarde=text) if text else Probleem.van("V130", waar))
            continue
        if code in eerste:
            problemen.append(Probleem.van("V133", waar, gm=code, rij=tabel.rijen[eerste[code]].nummer))
            continue
        eerste[code] = i
        gemeente = bekend.get(code)
        fout = _bestaansfout(waar, code, gemeente, register, dag)
        if fout is not None:
            problemen.append(fout)
        elif gemeente is not None:
            gemeenten[i] = gemeente
    return gemeenten, problemen


def _bestaansfout(
    waar: str, code: str, gemeente: Bestaan | None, register: Register, dag: dt.date
) -> Probleem | None:
    if gemeente is None:
        return Probleem.van("V132", waar, gm=code)
    if gemeente.op(dag):
        return None
    if dag < gemeente.van:
        return Probleem.van("V135", waar, gm=code, naam=gemeente.naam, van=gemeente.van, dag=dag)
    nieuw = ", ".join(register.opvolgers(code))
    sleutel = "V134" if nieuw else "V138"
    return Probleem.van(sleutel, waar, gm=code, naam=gemeente.naam, tot=gemeente.tot, dag=dag, nieuw=nieuw)


def controleer_namen(
    tabel: Tabel, gemeenten: Mapping[int, Bestaan], namen: Mapping[str, str]
) -> list[Probleem]:
    """Gemeente and provincie of each row against the register."""
    provincies = {gelijknaam(naam): naam for code, naam in namen.items() if code.startswith("PV")}
    problemen = []
    paren = zip(tabel.kolom("gemeente"), tabel.kolom("provincie"), strict=True)
    for i, (gemeente, provincie) in enumerate(paren):
        for kolom, text in (("gemeente", gemeente), ("provincie", provincie)):
            if not text:
                problemen.append(Probleem.van("V139", plek(tabel, i, kolom, gemeente)))
        bestaan = gemeenten.get(i)
        if bestaan is not None and gemeente and gelijknaam(gemeente) != gelijknaam(bestaan.naam):
            waar = plek(tabel, i, "gemeente")
            problemen.append(Probleem.van("V136", waar, waarde=gemeente, gm=bestaan.code, naam=bestaan.naam))
        if provincie:
            waar = plek(tabel, i, "provincie", gemeente)
            problemen += _provinciefout(waar, provincie, bestaan, provincies, namen)
    return problemen


def _provinciefout(
    waar: str,
    text: str,
    bestaan: Bestaan | None,
    provincies: Mapping[str, str],
    namen: Mapping[str, str],
) -> list[Probleem]:
    naam = provincies.get(gelijknaam(text))
    if naam is None:
        (dichtbij,) = difflib.get_close_matches(gelijknaam(text), provincies, n=1, cutoff=0.0)
        return [Probleem.van("V137", waar, waarde=text, naam=provincies[dichtbij])]
    if bestaan is not None and naam != namen[bestaan.provincie]:
        return [Probleem.van("V150", waar, waarde=text, gm=bestaan.code, naam=namen[bestaan.provincie])]
    return []


def is_getallenkolom(naam: str, teksten: Sequence[str]) -> bool:
    """Whether a column holds numbers; one without a single cell that looks like one is taken for text."""
    return naam in TELLINGEN or any(re.fullmatch(r"-?[0-9][0-9.,]*", t) for t in teksten)


def lees_kolom(
    tabel: Tabel, kolom: str, indicator: str, namen: Sequence[str]
) -> tuple[tuple[int | None, ...], int, list[Probleem]]:
    """Exact figures of a column as numerators and a power of ten, with the problems of its cells.

    Parameters
    ----------
    tabel, kolom
        Where the column stands.
    indicator
        Under which name it is used; decides whether figures must be whole, non-negative and complete.
    namen
        Name of the gemeente of each row, for the problems.
    """
    teksten = tabel.kolom(kolom)
    teken = decimaalteken(teksten)
    problemen = []
    goed = []
    for i, text in enumerate(teksten):
        fout = _celfout(text, teken, indicator)
        if fout is not None:
            heel = re.sub("[.,]", "", text)
            problemen.append(Probleem.van(fout, plek(tabel, i, kolom, namen[i]), waarde=text, heel=heel))
        goed.append("" if fout else text.replace(",", "."))
    tellers, noemer = kolom_van_teksten(goed)
    return tellers, noemer, problemen


def _celfout(text: str, teken: str | None, indicator: str) -> str | None:
    if not text:
        return "V147" if indicator in VOLLEDIG else None
    soort = gebrek(text, teken)
    if soort is not None:
        return GEBREKEN[soort]
    if indicator in TELLINGEN:
        if text.startswith("-"):
            return "V145"
        if re.search(r"[.,]0*[1-9]", text):
            return "V146"
    return None
