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

from verdeling.errors import DataError, Problem
from verdeling.inputs.checks import read_column
from verdeling.inputs.reader import Tabel, UnreadableSheet, read_table
from verdeling.inputs.register import data_map

STROMEN: Final = ("instroom", "vertrek", "gehuisvest", "vergunningen")
STANDS: Final = ("in_opvang", "wachtend")


@dataclass(frozen=True)
class StockMonth:
    """Flows of one month and the stocks at its end; persons."""

    maand: str
    instroom: int
    vertrek: int
    gehuisvest: int
    vergunningen: int
    in_opvang: int
    wachtend: int


@dataclass(frozen=True)
class StockCourse:
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
    maanden: tuple[StockMonth, ...]

    @property
    def nodig(self) -> int:
        """Places needed after the last month: everyone who is then in reception."""
        return self.maanden[-1].in_opvang

    @property
    def uitstroom(self) -> int:
        """Status holders housed in all months together."""
        return sum(m.gehuisvest for m in self.maanden)


def read_course(naam: str, outflow: int | None = None) -> StockCourse:
    """Read a flow table and compute its stocks.

    Parameters
    ----------
    naam
        Name of a shipped table without suffix, or path of a csv or xlsx file with the columns ``maand``,
        ``instroom``, ``vertrek``, ``gehuisvest``, ``vergunningen``, ``in_opvang``, ``wachtend``; the last two
        hold the stocks before the first month in the first row, and are empty in all others.
    outflow
        Status holders housed in all months together; spread over the months as the table has them.

    Raises
    ------
    DataError
        With all problems: unreadable cells, months out of order, stocks below zero.
    """
    path = Path(naam) if Path(naam).suffix else data_map() / "gemeenten" / f"{naam}.csv"
    try:
        table = read_table(path, ("maand", *STROMEN, *STANDS))
    except UnreadableSheet as error:
        raise DataError(error.problemen) from None
    problems = _month_faults(table)
    columns: dict[str, list[int | None]] = {}
    for column in (*STROMEN, *STANDS):
        numerators, denominator, errors = read_column(table, column, column, table.kolom("maand"))
        problems += errors
        columns[column] = [None if t is None else t // denominator for t in numerators]
    problems += _stand_faults(table, columns)
    if problems:
        raise DataError(problems)
    stromen = {k: [t for t in columns[k] if t is not None] for k in STROMEN}
    if outflow is not None:
        stromen["gehuisvest"] = spread_over_months(outflow, stromen["gehuisvest"])
    return _compute(table, stromen, columns["in_opvang"][0] or 0, columns["wachtend"][0] or 0)


def spread_over_months(totaal: int, als: Sequence[int]) -> list[int]:
    """Spread a total over months in proportion, each month rounded so that every running sum is rounded down.

    Where all months are zero the total is spread evenly.
    """
    measures = als if any(als) else [1] * len(als)
    total = sum(measures)
    running = [totaal * s // total for s in accumulate(measures)]
    return [na - voor for voor, na in zip([0, *running], running, strict=False)]


def _month_faults(table: Tabel) -> list[Problem]:
    problems = []
    expected = ""
    for row, text in zip(table.rijen, table.kolom("maand"), strict=True):
        where = f"{table.bestand}:{row.nummer}:maand"
        match_ = re.fullmatch(r"([1-9][0-9]{3})-(0[1-9]|1[0-2])", text)
        if match_ is None:
            problems.append(Problem.van("V170", where, waarde=text))
            expected = ""
            continue
        if expected and text != expected:
            problems.append(Problem.van("V171", where, waarde=text, verwacht=expected))
        year, month = int(match_[1]), int(match_[2])
        expected = f"{year + month // 12}-{month % 12 + 1:02d}"
    return problems


def _stand_faults(table: Tabel, columns: dict[str, list[int | None]]) -> list[Problem]:
    """Stocks stand in the first row only: later ones follow from the flows; every month has its housed."""
    problems = []
    for i, row in enumerate(table.rijen):
        for column in STANDS:
            filled = table.kolom(column)[i] != ""
            if filled != (i == 0):
                problems.append(
                    Problem.van("V173" if filled else "V172", f"{table.bestand}:{row.nummer}:{column}")
                )
        if not table.kolom("gehuisvest")[i]:
            problems.append(Problem.van("V147", f"{table.bestand}:{row.nummer}:gehuisvest"))
    return problems


def _compute(table: Tabel, stromen: dict[str, list[int]], in_opvang: int, waiting: int) -> StockCourse:
    begin = (in_opvang, waiting)
    months: list[StockMonth] = []
    problems = []
    if waiting > in_opvang:
        where = f"{table.bestand}:{table.rijen[0].nummer}:wachtend"
        problems.append(Problem.van("V176", where, wachtend=waiting, in_opvang=in_opvang))
    for i, (row, name) in enumerate(zip(table.rijen, table.kolom("maand"), strict=True)):
        erin, eruit, gehuisvest, permits = (stromen[k][i] for k in STROMEN)
        voor_opvang, voor_waiting = in_opvang, waiting
        in_opvang += erin - eruit - gehuisvest
        waiting += permits - gehuisvest
        where = f"{table.bestand}:{row.nummer}"
        if in_opvang < 0:
            problems.append(
                Problem.van(
                    "V174",
                    f"{where}:vertrek ({name})",
                    voor=voor_opvang,
                    erbij=erin,
                    eraf=eruit + gehuisvest,
                    stand=in_opvang,
                )
            )
        if waiting < 0:
            problems.append(
                Problem.van(
                    "V175",
                    f"{where}:gehuisvest ({name})",
                    voor=voor_waiting,
                    erbij=permits,
                    eraf=gehuisvest,
                    stand=waiting,
                )
            )
        if waiting > in_opvang >= 0:
            problems.append(
                Problem.van("V176", f"{where}:wachtend ({name})", wachtend=waiting, in_opvang=in_opvang)
            )
        months.append(StockMonth(name, erin, eruit, gehuisvest, permits, in_opvang, waiting))
    if problems:
        raise DataError(problems)
    return StockCourse(table.bestand, *begin, tuple(months))
