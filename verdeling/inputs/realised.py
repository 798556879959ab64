"""How many status holders each gemeente housed per half-year: ``realisatie.csv`` of a data folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from verdeling.errors import DataError, Probleem
from verdeling.inputs.checks import contradictions, plek, read_column
from verdeling.inputs.names import NameBook
from verdeling.inputs.reader import Tabel
from verdeling.inputs.register import LAATSTE_GRENZEN, Register
from verdeling.inputs.series import Halfjaar
from verdeling.terms import gemeentecode


@dataclass(frozen=True)
class Realisatie:
    """One gemeente in one half-year, persons; or a veiligheidsregio, a provincie or the country.

    Attributes
    ----------
    gehuisvest
        Status holders housed; None when not (yet) known.
    taakstelling
        Statutory number as published; None lets the model compute it.
    netto
        Number after carry-over as published; None lets it follow from earlier half-years.
    waar
        Place of the row.
    """

    code: str
    halfjaar: Halfjaar
    gehuisvest: int | None
    taakstelling: int | None
    netto: int | None
    waar: str

    @property
    def bekend(self) -> bool:
        """Whether the row says what there was to do or what was done."""
        return self.gehuisvest is not None or self.netto is not None


def read_realised(tabel: Tabel, register: Register) -> Mapping[tuple[Halfjaar, str], Realisatie]:
    """Read the table by half-year and gemeentecode.

    Columns: ``code``, ``periode`` (2023-1), ``gehuisvest``; ``taakstelling`` and ``netto`` may be added.

    Raises
    ------
    DataError
        With all problems: unknown or double rows, unreadable half-years, figures that are no counts.
    """
    ontbreekt = tabel.ontbrekend(("periode", "gehuisvest"))
    if ontbreekt:
        raise DataError(ontbreekt)
    problemen: list[Probleem] = []
    cijfers = {k: _numbers(tabel, k, problemen) for k in ("gehuisvest", "taakstelling", "netto")}
    gemeenten = {g.code: g for g in register.gemeenten}
    namen = {g.code: g.naam for g in register.gemeenten} | dict(register.gebieden)
    boeken: dict[dt.date, NameBook] = {}
    uitkomst: dict[tuple[Halfjaar, str], Realisatie] = {}
    for i, (code_tekst, periode) in enumerate(zip(tabel.kolom("code"), tabel.kolom("periode"), strict=True)):
        code = _code(tabel, i, code_tekst, namen.keys(), problemen)
        try:
            halfjaar = Halfjaar.van(periode)
        except ValueError:
            problemen.append(Probleem.van("V165", plek(tabel, i, "periode", code_tekst), waarde=periode))
            continue
        if code is None:
            continue
        waar = plek(tabel, i, "periode", namen[code])
        if code in gemeenten and not gemeenten[code].op(halfjaar.begin):
            problemen.append(Probleem.van("V167", waar, gm=code, periode=str(halfjaar)))
        elif code in gemeenten:
            dag = min(halfjaar.begin, LAATSTE_GRENZEN)
            boeken[dag] = boeken.get(dag) or NameBook(register, dag)
            problemen += contradictions(tabel, i, code, boeken[dag])
        if (halfjaar, code) in uitkomst:
            eerder = uitkomst[halfjaar, code].waar
            problemen.append(Probleem.van("V166", waar, gm=code, periode=str(halfjaar), eerder=eerder))
        regel = Realisatie(
            code,
            halfjaar,
            cijfers["gehuisvest"][i],
            cijfers["taakstelling"][i],
            cijfers["netto"][i],
            waar,
        )
        uitkomst[halfjaar, code] = regel
    if problemen:
        raise DataError(problemen)
    return uitkomst


def _numbers(tabel: Tabel, kolom: str, problemen: list[Probleem]) -> list[int | None]:
    """Whole numbers of a column; only `netto` may be negative (a surplus above the new task)."""
    tellers, noemer, fouten = read_column(tabel, kolom, kolom, tabel.kolom("code"))
    problemen += fouten
    problemen += [
        Probleem.van("V146", plek(tabel, i, kolom), waarde=tabel.kolom(kolom)[i])
        for i, t in enumerate(tellers)
        if kolom == "netto" and t is not None and t % noemer
    ]
    return [None if t is None else t // noemer for t in tellers]


def _code(tabel: Tabel, i: int, text: str, bekend: Collection[str], problemen: list[Probleem]) -> str | None:
    """Code of the gemeente or area of a row."""
    waar = plek(tabel, i, "code")
    if (gebied := text.strip().upper()) in bekend:
        return gebied
    try:
        code = gemeentecode(text)
    except ValueError:
        problemen.append(Probleem.van("V131", waar, waarde=text) if text else Probleem.van("V130", waar))
        return None
    if code not in bekend:
        problemen.append(Probleem.van("V132", waar, gm=code))
        return None
    return code
