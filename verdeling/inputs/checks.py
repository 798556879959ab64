"""Named checks of a user's table: codes, names, provincies and numbers. Each returns all its problems."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from verdeling.errors import DataError, Probleem, samengevat
from verdeling.inputs.headings import TELLINGEN
from verdeling.inputs.layout import Line
from verdeling.inputs.names import Found, NameBook, tell
from verdeling.inputs.numbers import Gebrek, decimal_mark, gebrek, column_of_texts
from verdeling.inputs.reader import Tabel
from verdeling.inputs.register import Bestaan
from verdeling.inputs.series import Halfjaar
from verdeling.terms import gemeentecode

VOLLEDIG: Final = frozenset({"inwoners", "instroom", "vertrek", "vergunningen"})
"""Columns that must be filled in every row."""
MEEST_TEKENS: Final = 200
"""Most characters of a cell in a problem."""
GEBREKEN: Final[Mapping[Gebrek, str]] = {
    "tekst": "V140",
    "twee_tekens": "V141",
    "dubbelzinnig": "V142",
    "ander_teken": "V143",
    "te_lang": "V144",
}


def plek(tabel: Tabel, rij: int, kolom: str, naam: str = "") -> str:
    """Place of a cell: ``file:row:column (gemeente)``."""
    plaats = f"{tabel.bestand}:{tabel.rijen[rij].nummer}:{kolom}"
    return f"{plaats} ({naam})" if naam else plaats


def check_codes(tabel: Tabel, boek: NameBook) -> tuple[dict[int, Bestaan], list[Probleem]]:
    """Gemeente of each row of the table by its code, and the problems of the rows without a usable one.

    A name of a gemeente or provincie in the row that contradicts the code is a problem: a column has shifted.
    """
    gemeenten: dict[int, Bestaan] = {}
    eerste: dict[str, int] = {}
    problemen = []
    rijen = zip(tabel.kolom("code"), tabel.kolom("gemeente"), strict=True)
    for i, (text, naam) in enumerate(rijen):
        code = _code(text)
        waar = plek(tabel, i, "code", naam)
        if code is None:
            problemen.append(Probleem.van("V131", waar, waarde=text) if text else Probleem.van("V130", waar))
        elif code in eerste:
            problemen.append(Probleem.van("V133", waar, gm=code, rij=tabel.rijen[eerste[code]].nummer))
        elif code not in boek.gemeenten:
            problemen.append(boek.missing(code).op(waar))
        else:
            gemeenten[i] = boek.gemeenten[code]
        if code is not None:
            eerste.setdefault(code, i)
        problemen += contradictions(tabel, i, code if i in gemeenten else None, boek)
    return gemeenten, problemen


def _code(text: str) -> str | None:
    try:
        return gemeentecode(text)
    except ValueError:
        return None


def contradictions(tabel: Tabel, rij: int, code: str | None, boek: NameBook) -> list[Probleem]:
    """Cells of a row, under gemeente and provincie, that contradict its code, or name no area."""
    naam, provincie = tabel.kolom("gemeente")[rij], tabel.kolom("provincie")[rij]
    namen = {"gemeente": "", "provincie": naam}
    tegen = boek.contradictions(code, naam, provincie)
    return [p.op(plek(tabel, rij, kolom, namen[kolom])) for kolom, p in tegen.items()]


def empty_names(tabel: Tabel) -> list[Probleem]:
    """Empty cells in the columns gemeente and provincie, where they are there."""
    namen = tabel.kolom("gemeente")
    return [
        Probleem.van("V139", plek(tabel, i, kolom, namen[i]))
        for kolom in ("gemeente", "provincie")
        if kolom in tabel.kop
        for i, text in enumerate(tabel.kolom(kolom))
        if not text
    ]


def with_codes(tabel: Tabel, boek: NameBook) -> tuple[Tabel, list[Probleem], list[Probleem]]:
    """Give a table that names gemeenten codes; with problems, and how names were read.

    In a table of half-years a name is that of a gemeente of that half-year. What stands under `code` and
    names no gemeente stays: it is told where the codes are read.
    """
    if "code" in tabel.kop:
        met, meldingen = _names_under_code(tabel, boek)
        return met, [], meldingen
    if "gemeente" not in tabel.kop:
        return tabel, tabel.ontbrekend(("code",)), []
    boeken = {"": boek}
    plaats = tabel.kop.index("gemeente")
    rijen, gevonden, problemen = [], [], []
    cellen = zip(tabel.kolom("gemeente"), tabel.kolom("provincie"), tabel.kolom("periode"), strict=True)
    for i, (naam, provincie, periode) in enumerate(cellen):
        if periode not in boeken:
            boeken[periode] = _book_of(periode, boek)
        found = boeken[periode].gemeente(naam, provincie) if naam else Probleem.van("V139")
        if isinstance(found, Found):
            # The code comes from the name, so the name is read as that of the code.
            eigen = list(tabel.rijen[i].cellen)
            eigen[plaats] = boeken[periode].names[found.code]
            rijen.append(Line(tabel.rijen[i].nummer, (found.code, *eigen)))
            gevonden.append(found)
        else:
            problemen.append(found.op(plek(tabel, i, "gemeente")))
    codes = replace(tabel, kop=("code", *tabel.kop), rijen=tuple(rijen))
    return codes, samengevat(problemen), tell(gevonden, tabel.bestand)


def _names_under_code(tabel: Tabel, boek: NameBook) -> tuple[Tabel, list[Probleem]]:
    plaats = tabel.kop.index("code")
    gevonden: list[Found] = []
    rijen = []
    for rij, periode in zip(tabel.rijen, tabel.kolom("periode"), strict=True):
        delen = rij.cellen[plaats].split("+")
        if all(_code(deel) for deel in delen) or not rij.cellen[plaats]:
            rijen.append(rij)
            continue
        van_dag = _book_of(periode, boek) if periode else boek
        gelezen = [f for f in map(van_dag.gemeente, delen) if isinstance(f, Found)]
        if len(gelezen) < len(delen):
            rijen.append(rij)
            continue
        gevonden += gelezen
        code = "+".join(f.code for f in gelezen)
        rijen.append(Line(rij.nummer, (*rij.cellen[:plaats], code, *rij.cellen[plaats + 1 :])))
    return replace(tabel, rijen=tuple(rijen)), tell(gevonden, tabel.bestand)


def _book_of(periode: str, anders: NameBook) -> NameBook:
    try:
        return NameBook(anders.register, Halfjaar.van(periode).begin)
    except (ValueError, DataError):
        return anders  # what is wrong with the half-year is told where it is read


def is_getallenkolom(naam: str, teksten: Sequence[str]) -> bool:
    """Whether a column holds numbers; one without a single cell that looks like one is taken for text."""
    return naam in TELLINGEN or any(re.fullmatch(r"-?[0-9][0-9.,]*", t) for t in teksten)


def read_column(
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
    teken = decimal_mark(teksten)
    fouten = [_celfout(text, teken, indicator) for text in teksten]
    problemen = samengevat(
        Probleem.van(
            fout, plek(tabel, i, kolom, namen[i]), waarde=text[:MEEST_TEKENS], heel=re.sub("[.,]", "", text)
        )
        for i, (text, fout) in enumerate(zip(teksten, fouten, strict=True))
        if fout is not None
    )
    goed = ["" if fout else text.replace(",", ".") for text, fout in zip(teksten, fouten, strict=True)]
    if indicator in TELLINGEN:
        # A count is whole: 12.0 is 12, so that its numerator is the count.
        goed = [text.partition(".")[0] for text in goed]
    tellers, noemer = column_of_texts(goed)
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
