"""A national stock-flow of reception per month: who comes, who leaves, who is housed, who is left.

    in_opvang[m] = in_opvang[m−1] + instroom[m] − vertrek[m] − gehuisvest[m]
    wachtend[m]  = wachtend[m−1] + vergunningen[m] − gehuisvest[m]

`wachtend` are the status holders who live in reception until a gemeente houses them; they are part of
`in_opvang`. The places that are needed after the last month are `in_opvang` of that month.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Final

from verdeling.errors import DataError, Probleem
from verdeling.inputs.checks import read_column
from verdeling.inputs.reader import Onleesbaar, Tabel, read_table
from verdeling.inputs.register import data_map

STROMEN: Final = ("instroom", "vertrek", "gehuisvest", "vergunningen")
STANDEN: Final = ("in_opvang", "wachtend")


@dataclass(frozen=True)
class Maand:
    """Flows of one month and the stocks at its end; persons."""

    maand: str
    instroom: int
    vertrek: int
    gehuisvest: int
    vergunningen: int
    in_opvang: int
    wachtend: int


@dataclass(frozen=True)
class Verloop:
    """A stock-flow, month by month.

    Attributes
    ----------
    bestand
        Name of the table.
    begin_in_opvang, begin_wachtend
        Stocks before the first month.
    maanden
        The months in order.
    """

    bestand: str
    begin_in_opvang: int
    begin_wachtend: int
    maanden: tuple[Maand, ...]

    @property
    def nodig(self) -> int:
        """Places needed after the last month: everyone who is then in reception."""
        return self.maanden[-1].in_opvang

    @property
    def uitstroom(self) -> int:
        """Status holders housed in all months together."""
        return sum(m.gehuisvest for m in self.maanden)


def read_course(naam: str, uitstroom: int | None = None) -> Verloop:
    """Read a flow table and compute its stocks.

    Parameters
    ----------
    naam
        Name of a shipped table without suffix, or path of a csv or xlsx file with the columns ``maand``,
        ``instroom``, ``vertrek``, ``gehuisvest``, ``vergunningen``, ``in_opvang``, ``wachtend``; the last two
        hold the stocks before the first month in the first row, and are empty in all others.
    uitstroom
        Status holders housed in all months together; spread over the months as the table has them.

    Raises
    ------
    DataError
        With all problems: unreadable cells, months out of order, stocks below zero.
    """
    pad = Path(naam) if Path(naam).suffix else data_map() / "gemeenten" / f"{naam}.csv"
    try:
        tabel = read_table(pad, ("maand", *STROMEN, *STANDEN))
    except Onleesbaar as fout:
        raise DataError(fout.problemen) from None
    problemen = _maandfouten(tabel)
    kolommen: dict[str, list[int | None]] = {}
    for kolom in (*STROMEN, *STANDEN):
        tellers, noemer, fouten = read_column(tabel, kolom, kolom, tabel.kolom("maand"))
        problemen += fouten
        kolommen[kolom] = [None if t is None else t // noemer for t in tellers]
    problemen += _standfouten(tabel, kolommen)
    if problemen:
        raise DataError(problemen)
    stromen = {k: [t for t in kolommen[k] if t is not None] for k in STROMEN}
    if uitstroom is not None:
        stromen["gehuisvest"] = gespreid(uitstroom, stromen["gehuisvest"])
    return _compute(tabel, stromen, kolommen["in_opvang"][0] or 0, kolommen["wachtend"][0] or 0)


def gespreid(totaal: int, als: Sequence[int]) -> list[int]:
    """Spread a total over months in proportion, each month rounded so that every running sum is rounded down.

    Where all months are zero the total is spread evenly.
    """
    maten = als if any(als) else [1] * len(als)
    som = sum(maten)
    lopend = [totaal * s // som for s in accumulate(maten)]
    return [na - voor for voor, na in zip([0, *lopend], lopend, strict=False)]


def _maandfouten(tabel: Tabel) -> list[Probleem]:
    problemen = []
    verwacht = ""
    for rij, text in zip(tabel.rijen, tabel.kolom("maand"), strict=True):
        waar = f"{tabel.bestand}:{rij.nummer}:maand"
        match = re.fullmatch(r"([1-9][0-9]{3})-(0[1-9]|1[0-2])", text)
        if match is None:
            problemen.append(Probleem.van("V170", waar, waarde=text))
            verwacht = ""
            continue
        if verwacht and text != verwacht:
            problemen.append(Probleem.van("V171", waar, waarde=text, verwacht=verwacht))
        jaar, maand = int(match[1]), int(match[2])
        verwacht = f"{jaar + maand // 12}-{maand % 12 + 1:02d}"
    return problemen


def _standfouten(tabel: Tabel, kolommen: dict[str, list[int | None]]) -> list[Probleem]:
    """Stocks stand in the first row only: later ones follow from the flows; every month has its housed."""
    problemen = []
    for i, rij in enumerate(tabel.rijen):
        for kolom in STANDEN:
            gevuld = tabel.kolom(kolom)[i] != ""
            if gevuld != (i == 0):
                problemen.append(
                    Probleem.van("V173" if gevuld else "V172", f"{tabel.bestand}:{rij.nummer}:{kolom}")
                )
        if not tabel.kolom("gehuisvest")[i]:
            problemen.append(Probleem.van("V147", f"{tabel.bestand}:{rij.nummer}:gehuisvest"))
    return problemen


def _compute(tabel: Tabel, stromen: dict[str, list[int]], in_opvang: int, wachtend: int) -> Verloop:
    begin = (in_opvang, wachtend)
    maanden: list[Maand] = []
    problemen = []
    if wachtend > in_opvang:
        waar = f"{tabel.bestand}:{tabel.rijen[0].nummer}:wachtend"
        problemen.append(Probleem.van("V176", waar, wachtend=wachtend, in_opvang=in_opvang))
    for i, (rij, naam) in enumerate(zip(tabel.rijen, tabel.kolom("maand"), strict=True)):
        erin, eruit, gehuisvest, vergunningen = (stromen[k][i] for k in STROMEN)
        voor_opvang, voor_wachtend = in_opvang, wachtend
        in_opvang += erin - eruit - gehuisvest
        wachtend += vergunningen - gehuisvest
        waar = f"{tabel.bestand}:{rij.nummer}"
        if in_opvang < 0:
            problemen.append(
                Probleem.van(
                    "V174",
                    f"{waar}:vertrek ({naam})",
                    voor=voor_opvang,
                    erbij=erin,
                    eraf=eruit + gehuisvest,
                    stand=in_opvang,
                )
            )
        if wachtend < 0:
            problemen.append(
                Probleem.van(
                    "V175",
                    f"{waar}:gehuisvest ({naam})",
                    voor=voor_wachtend,
                    erbij=vergunningen,
                    eraf=gehuisvest,
                    stand=wachtend,
                )
            )
        if wachtend > in_opvang >= 0:
            problemen.append(
                Probleem.van("V176", f"{waar}:wachtend ({naam})", wachtend=wachtend, in_opvang=in_opvang)
            )
        maanden.append(Maand(naam, erin, eruit, gehuisvest, vergunningen, in_opvang, wachtend))
    if problemen:
        raise DataError(problemen)
    return Verloop(tabel.bestand, *begin, tuple(maanden))
