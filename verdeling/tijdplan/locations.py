"""Where locations come from: a user's ``locaties.csv``, the shipped tables, the model itself."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from verdeling.errors import Problem
from verdeling.inputs.checks import contradictions, plek
from verdeling.inputs.names import NameBook, no_code
from verdeling.inputs.reader import Tabel
from verdeling.inputs.register import rows_of
from verdeling.inputs.tables import Gegevens
from verdeling.terms import gemeentecode
from verdeling.verdeelmodel.tijdplan import MOST_TIMES, Afspraak, Locatie, Tijdopdracht

REQUIRED: Final = ("locatie", "soort", "plaatsen", "van")
DATES: Final = ("van", "tot_en_met", "verlengbaar_tot_en_met", "opzegbaar_vanaf")
NUMBERS: Final = ("plaatsen", "minstens_maanden", "hoogstens_maanden", "kosten", "keer")
TEXTS: Final = ("locatie", "soort", "omzetting_van", "toelichting")
CHOICES: Final = {
    "afspraak": tuple(Afspraak),
    "kwaliteit": ("wettelijk", "lager"),
    "na_afloop": ("open", "dicht"),
}


@dataclass(frozen=True)
class LocationRow:
    """A location with its place in a file or model."""

    locatie: Locatie
    bestand: str
    """Place of the row, up to the name of a column."""
    naam: str = ""

    def waar(self, kolom: str) -> str:
        """Place of one cell."""
        return f"{self.bestand}{kolom}" + (f" ({self.naam})" if self.naam else "")


def read_locations(task_order: Tijdopdracht, data: Gegevens) -> tuple[list[LocationRow], list[Problem]]:
    """All locations of a plan and what cannot be read.

    A ``locaties.csv`` in the data folder replaces the shipped table; locations of the model come on top.
    """
    own = data.tabel("locaties")
    seen, problems = from_table(own, data.name_book) if own is not None else ([], [])
    if own is None and task_order.tabel is not None:
        seen = [*_azc(), *(_temporary() if task_order.tabel == "ijsselland" else ())]
    out_model = [
        LocationRow(loc, f"tijdplan.locaties.{i}.", loc.locatie) for i, loc in enumerate(task_order.locaties)
    ]
    if not seen and not out_model and not problems:
        problems = [Problem.van("V482", "tijdplan")]
    return [*seen, *out_model], problems


def from_table(table: Tabel, book: NameBook) -> tuple[list[LocationRow], list[Problem]]:
    """Rows of a user's table; a row with a cell that cannot be read becomes problems only."""
    problems = table.missing(REQUIRED) + table.uncomputed((*TEXTS, *CHOICES, *DATES, *NUMBERS))
    good: list[LocationRow] = []
    if problems:
        return good, problems
    for i, row in enumerate(table.rijen):
        cells = dict(zip(table.kop, row.cells, strict=True))
        name = cells.get("gemeente") or cells["locatie"]
        fields: dict[str, Any] = {}
        errors = []
        for column, value, code in _fields(cells):
            if code:
                where, list_ = plek(table, i, column, name), ", ".join(CHOICES.get(column, ()))
                limit = f"1 … {MOST_TIMES}" if column == "keer" else "≥ 1"
                told = Problem.van(code, where, waarde=value, lijst=list_, grens=limit)
                errors.append(no_code(value).op(where) if code == "V131" else told)
            elif value is not None:
                fields[column] = value
        problems += errors + _contradictions(table, i, str(fields.get("code", "")), book)
        if not errors:
            good.append(LocationRow(Locatie(**fields), f"{table.bestand}:{row.nummer}:", name))
    return good, problems


def _contradictions(table: Tabel, i: int, code: str, book: NameBook) -> list[Problem]:
    """A gemeente or provincie that contradicts the code; of a joint site only when it names as many."""
    codes = code.split("+")
    if any(c not in book.gemeenten for c in codes):
        return []
    if len(codes) == 1:
        return contradictions(table, i, code, book)
    names = table.kolom("gemeente")[i].split("+")
    pairs = zip(codes, names, strict=True) if len(names) == len(codes) else ()
    tegen = [book.contradictions(c, name.strip()) for c, name in pairs]
    return [p.op(plek(table, i, column)) for t in tegen for column, p in t.items()]


def _fields(cells: Mapping[str, str]) -> Iterator[tuple[str, Any, str | None]]:
    """Column, value and the code of what is wrong with it."""
    yield _code(cells.get("code", ""))
    for column in TEXTS:
        text = cells.get(column, "")
        yield column, text or None, "V139" if column in REQUIRED and not text else None
    for column, choice in CHOICES.items():
        text = cells.get(column, "")
        yield column, text or None, "V489" if text and text not in choice else None
    for column in DATES:
        text = cells.get(column, "")
        day = _day(text)
        error = "V139" if column in REQUIRED and not text else "V151" if text and day is None else None
        yield column, text if error else day, error
    for column in NUMBERS:
        text = cells.get(column, "")
        error = _number_fault(column, text)
        yield column, text if error else int(text) if text else None, error


def _code(text: str) -> tuple[str, str | None, str | None]:
    if not text:
        return "code", None, "V130"
    try:
        return "code", "+".join(gemeentecode(part) for part in text.split("+")), None
    except ValueError:
        return "code", text, "V131"


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        return None


def _number_fault(column: str, text: str) -> str | None:
    """Code of what is wrong with a whole number."""
    if not text:
        return "V147" if column in REQUIRED else None
    if re.fullmatch(r"-\d+", text, re.ASCII):
        return "V145"
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        return "V146" if re.fullmatch(r"\d+[.,]\d+", text, re.ASCII) else "V140"
    at_least = 0 if column in ("plaatsen", "kosten") else 1
    return None if int(text) >= at_least and (column != "keer" or int(text) <= MOST_TIMES) else "V483"


def _azc() -> Iterator[LocationRow]:
    """Locations of the COA in IJsselland. One that is absent on 1 January 2023 starts on 1 July."""
    file = "locaties_ijsselland_azc.csv"
    for number, r in enumerate(rows_of(f"gemeenten/{file}"), start=2):
        al_open = r["plaatsen_2023_01_01"] != "0"
        locatie = Locatie(
            code=r["code"],
            locatie=r["locatie"],
            soort=r["soort"],
            plaatsen=int(r["plaatsen_2023_07_01"]),
            # The source tells when contracts end and not when they began; all stood before the plan starts.
            van=dt.date(2022, 1, 1) if al_open else dt.date(2023, 7, 1),
            tot_en_met=_day(r["contract_tot_en_met"]),
            verlengbaar_tot_en_met=_day(r["verlengbaar_tot_en_met"]),
            na_afloop="dicht" if r["na_afloop"] == "dicht" else "open",
            toelichting=r["toelichting"],
        )
        yield LocationRow(locatie, f"{file}:{number}:", r["gemeente"])


def _temporary() -> Iterator[LocationRow]:
    """Temporary places in IJsselland, by who manages them; one number on consecutive days is one contract."""
    file = "locaties_ijsselland_cno.csv"
    series: dict[tuple[str, str, str, str], list[tuple[dt.date, int, int]]] = {}
    for number, r in enumerate(rows_of(f"gemeenten/{file}"), start=2):
        sleutel = (r["code"], r["gemeente"], r["locatie"], r["soort"])
        series.setdefault(sleutel, []).append((dt.date.fromisoformat(r["datum"]), int(r["plaatsen"]), number))
    for (code, gemeente, locatie, kind), days in series.items():
        begin = 0
        for i in range(1, len(days) + 1):
            if i < len(days) and days[i][1] == days[begin][1]:
                continue
            van, places, number = days[begin]
            # The last day of the table is the last of which the source speaks.
            end = days[i][0] - dt.timedelta(days=1) if i < len(days) else days[-1][0]
            if places:
                # A temporary site and an azc may share a name and are different locations.
                loc = Locatie(
                    code=code,
                    locatie=f"{locatie} ({kind})",
                    soort=kind,
                    plaatsen=places,
                    van=van,
                    tot_en_met=end,
                )
                yield LocationRow(loc, f"{file}:{number}:", gemeente)
            begin = i
