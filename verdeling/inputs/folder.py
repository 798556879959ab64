"""A user's data folder or file: its tables, checked all together, as columns."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from verdeling.errors import DataError, Problem, refused, summed_up
from verdeling.inputs.checks import (
    COMPLETE,
    MOST_CHARACTERS,
    check_codes,
    empty_names,
    is_number_column,
    plek,
    read_column,
    with_codes,
)
from verdeling.inputs.columns import Kolom, nature_of
from verdeling.inputs.dataframes import Frames
from verdeling.inputs.dates import dag_of_jaar
from verdeling.inputs.headings import COUNTS, canonical_heading
from verdeling.inputs.layout import find_heading, short_list, table_of
from verdeling.inputs.names import NameBook
from verdeling.inputs.reader import (
    NOT_READ,
    READ,
    InputFile,
    Tabel,
    UnreadableSheet,
    past,
    read_sheets,
    sheet_note,
    splits,
)
from verdeling.inputs.register import Existence, Register
from verdeling.inputs.sheet import Sheet
from verdeling.terms import Bron, Kind, Status
from verdeling.texts import say

FIXED_COLUMNS: Final = ("code", "gemeente", "provincie")
SIDE_TABLES: Final = {
    "capaciteit": {"regulier": "capaciteit_regulier", "nood": "capaciteit_nood"},
    "aanbod": {"aanbod": "aanbod"},
}
"""Tables beside gemeenten whose columns become indicators, and under which names."""
DATE_COLUMNS: Final = ("peildatum", "perioden", "periode", "jaar", "datum")
"""Columns that say of which day or year the figures of a row are."""
LOOSE_TABLES: Final = {
    "locaties": (
        *("locatie", "soort", "plaatsen", "van", "tot_en_met", "verlengbaar_tot_en_met", "opzegbaar_vanaf"),
        *("minstens_maanden", "hoogstens_maanden", "kosten", "keer", "omzetting_van", "toelichting"),
        *("afspraak", "kwaliteit", "na_afloop"),
    ),
    "realisatie": ("periode", "gehuisvest", "taakstelling", "netto"),
}
"""Tables that are no columns of figures, and what is read of them beside the area."""
REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "gemeenten": ("code",),
    **{naam: ("code", *kolommen) for naam, kolommen in SIDE_TABLES.items()},
    **dict.fromkeys(LOOSE_TABLES, ("code",)),
    "bronnen": ("kolom",),
}
"""All tables of a folder and the columns that they must have."""
ANDERS: Final[Mapping[str, Mapping[str, str]]] = {
    "capaciteit": {i: k for k, i in SIDE_TABLES["capaciteit"].items()},
}
"""Columns that may also have the name of their indicator."""
UNKNOWN_CODES: Final = frozenset({"-", "–", "."})
"""What statistics write where a figure is not known; taken so only by who wants gaps filled."""
NIET_VAN_MENSEN: Final = ("~$", ".")
"""What the names of files begin with that programs leave behind."""
NIET_VAN_MENSEN_OOK: Final = frozenset({"thumbs.db", "desktop.ini"})
UNCOMPUTED: Final = "V121"
"""A formula without a result to rely on."""
LIJKT: Final = 0.75
"""Least likeness of the name of a file to that of a table for a question about it."""

Bronregels = Mapping[tuple[str, str], Mapping[str, str]]


@dataclass(frozen=True)
class FolderData:
    """What a folder holds."""

    gemeenten: tuple[Existence, ...]
    kolommen: tuple[Kolom, ...]
    tabellen: tuple[Tabel, ...]
    meldingen: tuple[Problem, ...]
    bestanden: tuple[Path, ...]
    """The files that were used."""


@dataclass(frozen=True)
class _Candidate:
    """A sheet that may be a table of the folder."""

    bestand: InputFile
    blad: Sheet
    exact: bool
    """Whether the file or the sheet has the name of the table."""


@dataclass
class _Reading:
    """Reading under way: collects problems and notes so that all are told at once."""

    pad: Path
    dag: dt.date
    register: Register
    aanvullen: bool = False
    problemen: list[Problem] = field(default_factory=list)
    meldingen: list[Problem] = field(default_factory=list)
    kolommen: dict[str, Kolom] = field(default_factory=dict)
    tabellen: dict[str, Tabel] = field(default_factory=dict)
    bestanden: set[Path] = field(default_factory=set)
    _dates: dict[str, dt.date | int | None] = field(default_factory=dict)
    gevonden: set[str] = field(default_factory=set)
    """Tables that are there, whether they can be read or not."""

    @cached_property
    def book(self) -> NameBook:
        """The names of the day."""
        return NameBook(self.register, self.dag)

    # --- which sheet is which table -----------------------------------------------------------------------

    def collect(self) -> None:
        """Find and read all tables; name everything that is none."""
        candidates: dict[str, list[_Candidate]] = {}
        files: list[InputFile] = []
        unused: list[str] = []
        for path in self._paths(unused):
            try:
                files.append(read_sheets(path))
            except UnreadableSheet as error:
                self.problemen += error.problemen
                self.gevonden.add(_table_name(path))
                continue
            for kind, candidate in _candidates(files[-1], bij_naam=self.pad != path):
                candidates.setdefault(kind, []).append(candidate)
        chosen = {kind: self._choose(kind, row) for kind, row in candidates.items()}
        for file in files:
            own = [k.blad for k in chosen.values() if k is not None and k.bestand is file]
            double = any(k.bestand is file for s, row in candidates.items() if chosen[s] is None for k in row)
            if own:
                self.bestanden.add(file.pad)
                self.meldingen += sheet_note(file, own)
            elif not double:
                self._unread(file, unused)
        for kind, choice in chosen.items():
            self.gevonden.add(kind)
            if choice is not None:
                self._lees(kind, choice.blad)
        known = {"gemeenten", *SIDE_TABLES, *LOOSE_TABLES}
        if not self.problemen and not self.gevonden & known and not self._refreshed():
            names = short_list(sorted(unused)) or "–"
            self.problemen.append(Problem.van("V104", self.pad.name, naam="gemeenten", namen=names))
        elif unused:
            self.meldingen.append(Problem.van("V153", self.pad.name, namen=short_list(sorted(unused))))

    def _paths(self, unused: list[str]) -> Iterator[Path]:
        """Files that can hold tables; the names of the others are added to `unused`."""
        if not self.pad.is_dir():
            yield self.pad
            return
        for path in sorted(self.pad.iterdir()):
            name = path.name.casefold()
            if name.startswith(NIET_VAN_MENSEN) or name in NIET_VAN_MENSEN_OOK:
                continue
            if path.name == "cbs" and self._refreshed():
                continue
            kind = path.suffix.casefold()
            if kind in READ | NOT_READ and (not path.is_dir() or _table_name(path) in REQUIRED):
                yield path
            else:
                unused.append(path.name)

    def _refreshed(self) -> bool:
        """Whether the folder has refreshed figures, which are read with those that ship."""
        return (self.pad / "cbs" / "bronnen.csv").is_file()

    def _choose(self, kind: str, row: Sequence[_Candidate]) -> _Candidate | None:
        """The one sheet that is the table; by its name, else by its columns; None when that is not one."""
        choice = [k for k in row if k.exact] or list(row)
        if len(choice) == 1:
            if not choice[0].exact:
                self.meldingen.append(Problem.van("V128", choice[0].blad.bestand, naam=kind))
            return choice[0]
        names = short_list([k.blad.bestand for k in choice])
        self.problemen.append(Problem.van("V105", self.pad.name, naam=kind, namen=names))
        return None

    def _unread(self, file: InputFile, unused: list[str]) -> None:
        """A file that is no table: told, and a problem when its name says that it was meant as one."""
        name = _table_name(file.pad)
        meant = next(iter(difflib.get_close_matches(name, REQUIRED, 1, LIJKT)), "")
        if self.pad.is_dir() and (not meant or meant in self.gevonden or meant == name):
            unused.append(file.pad.name)
            return
        try:
            for sheet in file.sheets[:1]:
                table_of(sheet, REQUIRED[meant or "gemeenten"])
        except UnreadableSheet as error:
            self.problemen += error.problemen
            self.gevonden.add(meant or "gemeenten")
            return
        unused.append(file.pad.name)

    def take_over(self, frames: Frames) -> None:
        """Read tables that a caller has in memory, each by its name."""
        for sheet in frames.sheets:
            self._lees(sheet.bestand, sheet)

    def _lees(self, kind: str, sheet: Sheet) -> None:
        if self.aanvullen:
            sheet = sheet.zonder_tekens(UNKNOWN_CODES)
        try:
            table = table_of(sheet, REQUIRED[kind], ANDERS.get(kind, {}))
        except UnreadableSheet as error:
            if kind in LOOSE_TABLES and all(p.code == "V119" for p in error.problemen):
                self.meldingen.append(Problem.van("V295", sheet.bestand, naam=kind))
            else:
                self.problemen += error.problemen
            return
        self.meldingen += table.meldingen
        if kind != "bronnen":
            table, problems, notes = with_codes(table, self.book)
            self.problemen += problems
            self.meldingen += notes
        self.tabellen[kind] = replace(table, soort=kind)

    # --- columns ------------------------------------------------------------------------------------------

    def kolom(
        self, table: Tabel, naam: str, indicator: str, rows: Mapping[int, Existence], bronnen: Bronregels
    ) -> None:
        """Read one column; a column without a single number is left out, with a note."""
        formulas = any(column == naam for _, column in table.formulas)
        if not formulas and not is_number_column(indicator, table.kolom(naam)):
            example = next(filter(None, table.kolom(naam)), "")
            where = f"{table.bestand} {naam}"
            self.meldingen.append(
                Problem.van("V161", where, kolom=indicator, waarde=example[:MOST_CHARACTERS])
            )
            return
        date_ = self.datum(table)
        if indicator in self.kolommen:
            self.problemen.append(Problem.van("V125", f"{table.bestand} {naam}", kolom=indicator))
            return
        names = [rows[i].naam if i in rows else "" for i in range(len(table.rijen))]
        numerators, denominator, problems = read_column(table, naam, indicator, names)
        if self.aanvullen:
            problems = [p for p in problems if p.code != "V147"]  # an empty cell gets the shipped figure
        # A formula that nobody computed is a problem of who asks for the column; everybody asks for these.
        later = [] if indicator in COMPLETE else [p for p in problems if p.code == UNCOMPUTED]
        self.problemen = summed_up([*self.problemen, *(p for p in problems if p not in later)])
        volgorde = sorted(rows, key=lambda i: rows[i].code)
        self.kolommen[indicator] = Kolom(
            indicator,
            tuple(rows[i].code for i in volgorde),
            tuple(numerators[i] for i in volgorde),
            denominator,
            self.dag,
            (bron := self.bron(table, naam, indicator, bronnen)).soort is Kind.COUNT,
            bron,
            jaar=date_ if isinstance(date_, int) and bron.peildatum is None else None,
            plaatsen=tuple((rows[i].code, plek(table, i, naam, names[i])) for i in volgorde),
            gebreken=tuple(later),
        )

    def bron(self, table: Tabel, naam: str, indicator: str, bronnen: Bronregels) -> Bron:
        """Source of a column: its row in bronnen.csv, else that nothing is known."""
        file = Path(table.bestand.partition("#")[0]).stem.casefold()
        row = next(
            (bronnen[b, k] for b in (file, table.soort) for k in (naam, indicator) if (b, k) in bronnen),
            {},
        )
        if indicator in COUNTS:
            row = {**row, "soort": Kind.COUNT}
        date_ = self.datum(table)
        said = row.get("peildatum")
        if date_ is not None and said and not said.startswith(str(date_)):
            where = f"{table.bestand} {indicator}"
            self.problemen.append(Problem.van("V783", where, bron=said, datum=str(date_)))
        elif isinstance(date_, dt.date):
            row = {**row, "peildatum": date_.isoformat()}
        return Bron(
            kolom=indicator,
            uitgever=row.get("uitgever") or say("inputs.onbekend"),
            tabel=row.get("tabel") or table.bestand,
            peildatum=dt.date.fromisoformat(row["peildatum"]) if row.get("peildatum") else None,
            licentie=row.get("licentie") or say("inputs.onbekend"),
            status=Status(row.get("status") or Status.OPEN),
            toelichting=row.get("toelichting") or "",
            toelichting_en=row.get("toelichting_en") or "",
            **nature_of(row),
        )

    def datum(self, table: Tabel) -> dt.date | int | None:
        """Day, or year, that a column of the table gives for all its rows; None where no column does."""
        if table.soort not in self._dates:
            self._dates[table.soort] = None
            self.problemen += table.uncomputed(DATE_COLUMNS)
            for name in DATE_COLUMNS:
                texts = [t for t in table.kolom(name) if t]
                seen = {dag_of_jaar(t) for t in texts}
                if not seen or None in seen:
                    continue  # no dates: told as a column that is not used
                if len(seen) > 1:
                    where = f"{table.bestand} {name}"
                    self.problemen.append(Problem.van("V781", where, data=short_list(sorted(set(texts)))))
                self._dates[table.soort] = seen.pop()
        return self._dates[table.soort]

    def bronnen(self) -> Bronregels:
        """Rows of bronnen.csv by table and column; a row with a wrong date or status is a problem.

        A row about a column that is not there says nothing: a slip in its name is told.
        """
        table = self.tabellen.get("bronnen")
        lines: dict[tuple[str, str], Mapping[str, str]] = {}
        if table is None:
            return lines
        self.problemen += table.uncomputed(table.kop)
        columns = {canonical_heading(k) for t in self.tabellen.values() if t is not table for k in t.kop}
        columns |= {i for t in SIDE_TABLES if t in self.tabellen for i in SIDE_TABLES[t].values()}
        weg = [k for k in table.kolom("kolom") if canonical_heading(k) not in columns]
        if weg:
            self.meldingen.append(Problem.van("V296", table.bestand, namen=short_list(weg)))
        for i, row in enumerate(table.rijen):
            line = dict(zip(table.kop, row.cells, strict=True))
            if not _is_kind(line.get("soort", "")):
                where = plek(table, i, "soort", line["kolom"])
                list_ = ", ".join(Kind)
                self.problemen.append(Problem.van("V199", where, waarde=line["soort"], lijst=list_))
            elif _is_date(line.get("peildatum", "")) and _is_status(line.get("status", "")):
                file = Path(line.get("bestand") or "gemeenten").stem.casefold()
                lines[file, canonical_heading(line["kolom"])] = line
                continue
            if not _is_date(line.get("peildatum", "")):
                where = plek(table, i, "peildatum", line["kolom"])
                self.problemen.append(Problem.van("V151", where, waarde=line["peildatum"]))
            if not _is_status(line.get("status", "")):
                where = plek(table, i, "status", line["kolom"])
                list_ = ", ".join(Status)
                self.problemen.append(Problem.van("V152", where, waarde=line["status"], lijst=list_))
        return lines


def _table_name(path: Path) -> str:
    return path.stem.casefold().strip()


def _candidates(file: InputFile, *, bij_naam: bool) -> list[tuple[str, _Candidate]]:
    """Which tables the sheets of a file may be: by the name of file or sheet, else by their columns."""
    if file.hoofdbladen:
        # Of a result the gemeenten; what else it has are outcomes, in the words of people.
        return [("gemeenten", _Candidate(file, file.hoofdbladen[0], exact=False))]
    filled = [b for b in file.sheets if b.rijen] or list(file.sheets[:1])
    name = _table_name(file.pad)
    out: list[tuple[str, _Candidate]] = []
    if name in REQUIRED:
        own = [b for b in filled if b.naam.casefold() == name] or [
            b for b in filled if len(filled) == 1 or (past(b, _search(name)) and _kind(b) in (name, None))
        ]
        if not own and bij_naam:
            own = filled[:1]  # so that it is told what this one lacks
        out = [(name, _Candidate(file, b, exact=True)) for b in own]
        filled = [b for b in filled if b not in own]
    for sheet in filled:
        if sheet.naam.casefold() in REQUIRED and len(file.sheets) > 1:
            out.append((sheet.naam.casefold(), _Candidate(file, sheet, exact=True)))
        elif (kind := _kind(sheet)) is not None:
            out.append((kind, _Candidate(file, sheet, exact=False)))
    return out


def _search(name: str) -> tuple[str, ...]:
    return tuple(k for k in REQUIRED[name] if k != "code")


def _kind(sheet: Sheet) -> str | None:
    """Table that a sheet is by its columns; None when it is none."""
    head = find_heading(sheet)
    names = set() if head is None else set(head.namen) - {""}
    if "kolom" in names and names & {"uitgever", "tabel", "status"}:
        return "bronnen"
    if not names & {"code", "gemeente", "regio"}:
        return None
    if {"periode", "gehuisvest"} <= names:
        return "realisatie"
    if {"locatie", "plaatsen"} <= names:
        return "locaties"
    if "inwoners" not in names:
        for name, columns in SIDE_TABLES.items():
            if names & {*columns, *columns.values()}:
                return name
    return "gemeenten" if names - {*FIXED_COLUMNS, "regio"} else None


def _is_date(text: str) -> bool:
    try:
        return not text or bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


def _is_kind(text: str) -> bool:
    return not text or text in set(Kind)


def _is_status(text: str) -> bool:
    return not text or text in set(Status)


def read_folder(
    pad: Path | Frames, day: dt.date, register: Register, *, aanvullen: bool = False
) -> FolderData:
    """Read and check a data folder, one file, or tables in memory, on the boundaries of `day`.

    Parameters
    ----------
    pad
        Folder or file; ``file.xlsx#sheet`` is one sheet.
    day, register
        Which gemeenten there are.
    aanvullen
        Whether gemeenten that the tables lack get shipped figures, so that their absence is no problem.

    Raises
    ------
    DataError
        With all problems of all files.
    """
    if isinstance(pad, Frames):
        reading = _Reading(Path(pad.name), day, register, aanvullen)
        reading.take_over(pad)
    elif not splits(pad)[0].exists():
        raise DataError([refused(splits(pad)[0]) or Problem.van("V102", str(pad))])
    else:
        reading = _Reading(pad, day, register, aanvullen)
        reading.collect()
    bronnen = reading.bronnen()
    gemeenten = _read_gemeenten(reading, bronnen)
    for name, indicators in SIDE_TABLES.items():
        _read_side_table(reading, name, indicators, gemeenten, bronnen)
    solve = [reading.tabellen[name] for name in LOOSE_TABLES if name in reading.tabellen]
    for table in solve:
        reading.meldingen += table.unused((*FIXED_COLUMNS, *LOOSE_TABLES[table.soort]))
    if reading.problemen:
        raise DataError(summed_up(reading.problemen))
    return FolderData(
        tuple(gemeenten[c] for c in sorted(gemeenten)),
        tuple(reading.kolommen.values()),
        tuple(solve),
        tuple(reading.meldingen),
        tuple(sorted(reading.bestanden)),
    )


def _read_gemeenten(reading: _Reading, bronnen: Bronregels) -> dict[str, Existence]:
    table = reading.tabellen.get("gemeenten")
    if table is None:
        return {}
    rows, problems = check_codes(table, reading.book)
    reading.problemen += problems + empty_names(table)
    dates = DATE_COLUMNS if reading.datum(table) is not None else ()
    for name in table.kop:
        if name not in (*FIXED_COLUMNS, *dates):
            reading.kolom(table, name, name, rows, bronnen)
    gemeenten = {g.code: g for g in rows.values()}
    if not reading.problemen and not reading.aanvullen:
        _report_absent(reading, table, gemeenten)
    return gemeenten


def _report_absent(reading: _Reading, table: Tabel, gemeenten: Mapping[str, Existence]) -> None:
    """Part of the country is told; a provincie of which most is there and some is not, is a problem."""
    every = reading.register.op(reading.dag)
    weg = [g for g in every if g.code not in gemeenten]
    if not weg:
        return
    counts = {"aantal": len(gemeenten), "verwacht": len(every), "rest": len(weg)}
    reading.meldingen.append(Problem.van("V160", table.bestand, **counts))
    whole_regions = {g.veiligheidsregio for g in every} - {g.veiligheidsregio for g in weg}
    if all(g.veiligheidsregio in whole_regions for g in gemeenten.values()):
        return
    forgotten = []
    for provincie in sorted({g.provincie for g in weg}):
        own = [g for g in every if g.provincie == provincie]
        here_weg = [g for g in weg if g.provincie == provincie]
        if 2 * len(here_weg) < len(own):
            forgotten += here_weg
    if forgotten:
        names = short_list([f"{g.naam} ({g.code})" for g in forgotten])
        reading.problemen.append(Problem.van("V159", table.bestand, aantal=len(forgotten), namen=names))
        reading.problemen += [m for m in table.meldingen if m.code == "V157"]  # one of these may be a slip


def _read_side_table(
    reading: _Reading,
    name: str,
    indicators: Mapping[str, str],
    gemeenten: Mapping[str, Existence],
    bronnen: Bronregels,
) -> None:
    table = reading.tabellen.get(name)
    if table is None:
        return
    rows, problems = check_codes(table, reading.book)
    reading.problemen += problems
    reading.problemen += [
        Problem.van("V148", plek(table, i, "code", g.naam), gm=g.code)
        for i, g in rows.items()
        if gemeenten and g.code not in gemeenten
    ]
    for column, indicator in indicators.items():
        reading.kolom(table, column, indicator, rows, bronnen)
    dates = DATE_COLUMNS if reading.datum(table) is not None else ()
    reading.meldingen += table.unused((*FIXED_COLUMNS, *indicators, *dates))
