"""From what the services answer to tables as in ``data/cbs``, with a row of sources for each column."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from verdeling.errors import DataError, Problem
from verdeling.inputs.layout import short_list
from verdeling.inputs.register import LAATSTE_GRENZEN, Register, rows_of
from verdeling.refresh.fetch import Fetch
from verdeling.refresh.sources import AREAS, FIRST_YEAR, LICENCE, REGIONS, Addresses, Source
from verdeling.refresh.statline import FINAL, choose, figure, open_table
from verdeling.terms import Kind, Status
from verdeling.texts import LANGS, Lang, catalogue, say

YEAR: Final = re.compile(r"(\d{4})JJ00")
"""Code of a whole year."""
CODE: Final = re.compile(r"GM\d{4}")
LOOK_BACK: Final = 3
"""Years before the last one in which figures are looked for: that of the last may still have to come."""
SCORE: Final = "ses_woa"

Figures = dict[str, str]
"""Figure of each gemeente by code; empty when it is missing."""


@dataclass(frozen=True)
class Fetched:
    """A table as it was found.

    Attributes
    ----------
    source, title
        What was asked, and how the publisher calls it.
    years
        By reference date the figures of each column.
    boundaries
        By reference date a day on whose boundaries the codes hold.
    provisional
        Reference dates whose figures may still change, with the status that the publisher gives them.
    notes
        What a reader must know.
    """

    source: Source
    title: str
    years: Mapping[dt.date, Mapping[str, Figures]]
    boundaries: Mapping[dt.date, dt.date]
    provisional: Mapping[dt.date, str]
    notes: tuple[Problem, ...] = ()


@dataclass
class Folder:
    """Files to be written, with the sources of their columns."""

    files: dict[str, str] = field(default_factory=dict)
    sources: list[Mapping[str, str]] = field(default_factory=list)


def fetch_table(source: Source, addresses: Addresses, register: Register, fetch: Fetch) -> Fetched:
    """A table of StatLine: all its years, or the last one that has figures.

    Raises
    ------
    DataError
        When it cannot be fetched, a column is not there, a cell is no number or no year is complete.
    """
    table, title = open_table(addresses.version4, addresses.version3, source.table, fetch)
    place = table.place()
    measures = table.measures()
    chosen = {ours: choose(measures, *theirs, place) for ours, theirs in source.columns.items()}
    where = [f"startswith({source.region},'GM')", *([source.fixed] if source.fixed else [])]
    dimensions = [source.region]
    status: dict[dt.date, str] = {}
    if source.period:
        dimensions.append(source.period)
        members = table.members(source.period)
        years = {code: dt.date(int(m[1]), 1, 1) for code in members if (m := YEAR.fullmatch(code))}
        if not years:
            raise DataError.een("V969", place, naam=source.period, namen=short_list(sorted(members)) or "–")
        status = {day: str(members[code].get("Status") or "").strip() for code, day in years.items()}
        last = min(max(years.values()).year, LAATSTE_GRENZEN.year)
        first = FIRST_YEAR if source.series else last - LOOK_BACK
        where.append(f"{source.period} ge '{first}JJ00'")
    else:
        years = {"": _year_of(title, place)}
    found: dict[dt.date, dict[str, Figures]] = {}
    for codes, cells in table.rows(list(chosen.values()), dimensions, " and ".join(where)).items():
        code, day = codes[0], years.get(codes[1] if source.period else "")
        if day is None or not CODE.fullmatch(code):
            continue
        for ours, measure in chosen.items():
            value = figure(cells.get(measure.key, ""), f"{place} {ours} {code} {day.year}")
            if value:
                found.setdefault(day, {}).setdefault(ours, {})[code] = value
    kept, boundaries, notes = _kept(source, found, register, place)
    provisional = {d: status[d] for d in kept if status.get(d, "").casefold() not in ("", FINAL)}
    return Fetched(source, title, kept, boundaries, provisional, tuple(notes))


def _year_of(title: str, place: str) -> dt.date:
    found = re.findall(r"\b20\d\d\b", title)
    if not found:
        raise DataError.een("V972", place, titel=title)
    return dt.date(int(found[-1]), 1, 1)


def _kept(
    source: Source, found: Mapping[dt.date, Mapping[str, Figures]], register: Register, place: str
) -> tuple[dict[dt.date, dict[str, Figures]], dict[dt.date, dt.date], list[Problem]]:
    """The years that can be used, the boundaries of each, and notes on what is left out."""
    notes: list[Problem] = []
    kept: dict[dt.date, dict[str, Figures]] = {}
    boundaries: dict[dt.date, dt.date] = {}
    for day in sorted(found, reverse=True):
        if day > LAATSTE_GRENZEN:
            notes.append(Problem.van("V973", place, jaar=day.year, laatste=LAATSTE_GRENZEN.year))
            continue
        codes = {code for figures in found[day].values() for code in figures}
        on = _boundaries(codes, day, register)
        known = {g.code: g.naam for g in register.op(on)}
        if unknown := sorted(codes - known.keys()):
            notes.append(Problem.van("V974", place, jaar=day.year, codes=short_list(unknown)))
        columns = {c: {g: f for g, f in figures.items() if g in known} for c, figures in found[day].items()}
        missing = [known[code] for code in known if code not in columns.get("inwoners", known)]
        if missing:
            notes.append(
                Problem.van("V975", place, jaar=day.year, aantal=len(missing), namen=short_list(missing))
            )
            continue
        kept[day], boundaries[day] = columns, on
        if not source.series:
            break
    if not kept:
        raise DataError([Problem.van("V976", place), *notes])
    for day, columns in kept.items():
        for ours in source.columns:
            if ours not in columns:
                notes.append(Problem.van("V977", place, kolom=ours, jaar=day.year))
    return dict(sorted(kept.items())), boundaries, notes


def _boundaries(codes: set[str], day: dt.date, register: Register) -> dt.date:
    """First of January, from the year of the figures on, on whose boundaries most of the codes are known."""
    days = [dt.date(year, 1, 1) for year in range(max(day.year, FIRST_YEAR), LAATSTE_GRENZEN.year + 1)]
    return max(days, key=lambda d: len(codes & {g.code for g in register.op(d)}))


def add_table(folder: Folder, fetched: Fetched, register: Register) -> None:
    """Add the file of a table and the sources of its columns."""
    source = fetched.source
    shipped = {(r["bestand"], r["kolom"]): r for r in rows_of("cbs/bronnen.csv")}
    name = f"{source.name}.csv"
    if source.series:
        head = ["code", "peildatum", *source.columns]
        lines = [
            [code, day.isoformat(), *(figures[c][code] for c in source.columns)]
            for day, figures in fetched.years.items()
            for code in sorted(figures["inwoners"])
        ]
        lines.sort()
        columns = list(source.columns)
        dates = ("", "")
    else:
        ((day, found),) = fetched.years.items()
        figures = dict(found)
        if SCORE in figures:
            figures |= _rounded(figures[SCORE])
        columns = [c for c in figures if figures[c]]
        head = ["code", *columns]
        codes = [g.code for g in register.op(fetched.boundaries[day])]
        lines = [[code, *(figures[c].get(code, "") for c in columns)] for code in codes]
        dates = (day.isoformat(), fetched.boundaries[day].isoformat())
    folder.files[name] = written(head, lines)
    told = {f"toelichting{'' if lang == 'nl' else '_en'}": _told(fetched, lang) for lang in LANGS}
    about = {
        "bestand": name,
        "uitgever": say("refresh.cbs"),
        "tabel": f"{fetched.title} (StatLine {source.table})",
        "peildatum": dates[0],
        "grenzen": dates[1],
        "licentie": LICENCE,
        "status": str(Status.OFFICIAL),
        "sha256": hashlib.sha256(folder.files[name].encode()).hexdigest(),
    }
    blank = dict.fromkeys(next(iter(shipped.values())), "")
    for column in head:
        kind = shipped.get((name, column), _new_column(column))
        extra = told if column in columns else {}
        folder.sources.append(
            {**blank, **kind, "toelichting": "", "toelichting_en": "", **extra, **about, "kolom": column}
        )


def _rounded(scores: Figures) -> dict[str, Figures]:
    """Lowest and highest score that rounds to what is published."""
    decimals = max(len(s.partition(".")[2]) for s in scores.values())
    half = Decimal(5).scaleb(-decimals - 1)
    return {
        f"{SCORE}_laag": {c: format(Decimal(s) - half, "f") for c, s in scores.items()},
        f"{SCORE}_hoog": {c: format(Decimal(s) + half, "f") for c, s in scores.items()},
    }


def years_told(days: Iterable[dt.date], provisional: Mapping[dt.date, str], lang: Lang) -> str:
    """Years in words, each that is not final with its status; one that is new to us as CBS writes it."""
    told = []
    for day in days:
        status = provisional.get(day, "")
        key = f"refresh.status.{status.casefold().replace(' ', '')}"
        word = say(key, lang) if key in catalogue() else status
        told.append(f"{day.year} ({word})" if word else str(day.year))
    return ", ".join(told)


def _told(fetched: Fetched, lang: Lang) -> str:
    years = years_told(fetched.provisional, fetched.provisional, lang)
    return say("refresh.voorlopig", lang, jaren=years) if years else ""


def _new_column(column: str) -> Mapping[str, str]:
    """What a column is that does not ship."""
    if column != "woningvoorraad":
        return {}
    return {
        "optelbaar": "ja",
        "soort": str(Kind.COUNT),
        "eenheid": say("refresh.woningen", "nl"),
        "eenheid_en": say("refresh.woningen", "en"),
        "betekenis": say("refresh.woningvoorraad", "nl"),
        "betekenis_en": say("refresh.woningvoorraad", "en"),
    }


def fetch_regions(addresses: Addresses, table: str, fetch: Fetch) -> tuple[str, dict[str, dict[str, str]]]:
    """Title of the table of regions, and of each gemeente its name and the areas that it lies in.

    Raises
    ------
    DataError
        As for a table of figures.
    """
    found, title = open_table(addresses.version4, addresses.version3, table, fetch)
    measures = found.measures()
    place = found.place()
    chosen = {
        f"{ours}{ends}": choose(measures, part, group, place)
        for ours, group in AREAS.items()
        for ends, part in (("code", "Code"), ("", "Naam"))
    }
    rows = found.rows(list(chosen.values()), [REGIONS.region], f"startswith({REGIONS.region},'GM')")
    names = found.members(REGIONS.region)
    return title, {
        code: {"gemeente": str(names.get(code, {}).get("Title", "")).strip()}
        | {ours: cells.get(measure.key, "") for ours, measure in chosen.items()}
        for (code,), cells in sorted(rows.items())
        if CODE.fullmatch(code)
    }


def written(head: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """The text of a csv file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(lines)
    return out.getvalue()
