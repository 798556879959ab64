"""Gegevens: everything a run knows about the gemeenten, frozen, on the boundaries of one peildatum."""

from __future__ import annotations

import csv
import datetime as dt
import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from verdeling.errors import DataError, Problem
from verdeling.inputs.columns import Kolom, carry_over, nature_of
from verdeling.inputs.dataframes import Frames
from verdeling.inputs.layout import nabij, short_list
from verdeling.inputs.names import NameBook
from verdeling.inputs.numbers import column_of_texts
from verdeling.inputs.reader import Tabel
from verdeling.inputs.register import Existence, Register, data_map, read_register, rows_of
from verdeling.terms import Brief, Bron, Niveau, Status
from verdeling.texts import Reference, say

__all__ = ["Gegevens", "Kolom", "carry_over", "load_data"]

SHIPPED = (
    ("cbs/ses_woa.csv", ""),
    ("cbs/ses_woa_herleid.csv", ""),
    ("cbs/kerncijfers.csv", ""),
    ("gemeenten/gemeenten.csv", ""),
    ("gemeenten/zwaartepunt_inwoners.csv", ""),
    ("gemeenten/capaciteit.csv", "capaciteit_"),
    ("gemeenten/opgave.csv", ""),
)
"""Shipped tables with one row per gemeente, and what stands before their column names as indicator."""
CBS: Final = "cbs"
"""Folder with figures of CBS, in the shipped data and, refreshed, in a data folder of a user."""


LIJKT: Final = 0.7
"""A column whose name is at least so much like the one asked for may be what was meant."""

GEVRAAGD: Final = frozenset({"V187", "V188", "V189", "V695"})
"""Problems that lie in what is asked, and not in the data."""


@dataclass(frozen=True, repr=False)
class Gegevens(Brief):
    """The gemeenten at a peildatum with their areas and all columns of figures.

    Attributes
    ----------
    peildatum
        Day whose boundaries hold.
    gemeenten
        The gemeenten of this run, sorted by code.
    register
        The shipped register.
    kolommen
        All columns, each on its own boundaries; ask them through :meth:`kolom`.
    verwacht
        How many gemeenten the boundaries have; a folder with part of the country has fewer.
    map
        The user's folder or file, or the tables in memory in its place; None for the shipped data.
    tabellen
        Tables of the folder that are no columns: locaties, realisatie.
    meldingen
        Notes that a reader must see.
    bestanden
        The files of the user that were used.
    eigen
        Whether the user brought gemeenten; then no shipped figures are used but their areas and places.
    aanvullen
        Whether gaps got the shipped figures.
    """

    peildatum: dt.date
    gemeenten: tuple[Existence, ...]
    register: Register
    kolommen: tuple[Kolom, ...]
    verwacht: int
    map: Path | Frames | None = None
    tabellen: tuple[Tabel, ...] = ()
    meldingen: tuple[Problem, ...] = ()
    bestanden: tuple[Path, ...] = ()
    eigen: bool = False
    aanvullen: bool = False

    def __repr__(self) -> str:
        own = [
            *dict.fromkeys(k.naam for k in self.kolommen if k.plaatsen),
            *(t.soort for t in self.tabellen),
        ]
        where = "" if self.map is None else f" ({self.map.name})"
        return say(
            "inputs.gegevens",
            aantal=len(self.gemeenten),
            peildatum=self.peildatum,
            eigen=f"{short_list(own)}{where}" if own else say("inputs.geen"),
            meldingen=len(self.meldingen),
            kolommen=short_list(sorted({k.naam for k in self.kolommen if k.plaatsen or not self.eigen})),
        )

    def __getstate__(self) -> dict[str, Any]:
        # What was computed from the fields stays behind: a mapping proxy cannot be pickled.
        return {f.name: getattr(self, f.name) for f in fields(self)}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Gemeentecodes, sorted."""
        return tuple(g.code for g in self.gemeenten)

    @cached_property
    def namen(self) -> tuple[str, ...]:
        """Names of the gemeenten, in the order of the codes."""
        return tuple(g.naam for g in self.gemeenten)

    @cached_property
    def gebiedsnaam(self) -> Mapping[str, str]:
        """Name of each area by its code: gemeenten, veiligheidsregio's, provincies and the country."""
        return MappingProxyType(dict(self.register.gebieden) | {g.code: g.naam for g in self.gemeenten})

    @cached_property
    def name_book(self) -> NameBook:
        """The names of all gemeenten on these boundaries."""
        return NameBook(self.register, self.peildatum)

    def tabel(self, kind: str) -> Tabel | None:
        """Table of the user that is no column: ``locaties`` or ``realisatie``."""
        return next((t for t in self.tabellen if t.soort == kind), None)

    @property
    def indicators(self) -> tuple[str, ...]:
        """Names of the columns that can be asked for."""
        return tuple(sorted({k.naam for k in self.kolommen}))

    def gebied(self, niveau: Niveau) -> tuple[str, ...]:
        """Area code of each gemeente at a level, in the order of the codes.

        Raises
        ------
        DataError
            When there is no such level.
        """
        if niveau not in tuple(Niveau):
            raise DataError.een("V642", "niveau", waarde=str(niveau)[:60], keus=", ".join(Niveau))
        if niveau == Niveau.LAND:
            return ("NL01",) * len(self.gemeenten)
        if niveau == Niveau.PROVINCIE:
            return tuple(g.provincie for g in self.gemeenten)
        if niveau == Niveau.VEILIGHEIDSREGIO:
            return tuple(g.veiligheidsregio for g in self.gemeenten)
        return self.codes

    def kolom(self, naam: str, peildatum: dt.date | None = None) -> Kolom:
        """Column on the boundaries and in the order of these gegevens.

        Parameters
        ----------
        naam
            Name of the indicator.
        peildatum
            Reference date of the figures; may be left out for a column that exists for one date only.
            A column of the user's folder whose peildatum is unknown serves any date, with a note.

        Raises
        ------
        DataError
            When there is no such column, none of that date, more than one and no date was asked, or when it
            cannot be brought to these boundaries.
        """
        column = self._choose([k for k in self.kolommen if k.naam == naam], naam, peildatum)
        if column.gebreken:
            raise DataError(column.gebreken)
        column = carry_over(column, self.peildatum, self.register)
        if column.completion:
            from verdeling.inputs.completion import fill_in

            column = fill_in(column, peildatum, self.gemeenten, self.peildatum, self.register)
        return column.voor(self.codes)

    def complete(self, naam: str, peildatum: dt.date | None = None) -> Kolom:
        """Column without gaps.

        Raises
        ------
        DataError
            With one problem per gemeente whose figure is missing.
        """
        column = self.kolom(naam, peildatum)
        empty = [g for g, t in zip(self.gemeenten, column.numerators, strict=True) if t is None]
        if empty:
            where = f"{naam} {column.peildatum or ''}".strip()
            reasons = [m for m in column.meldingen if m.code == "V185"]
            spot = dict(column.plaatsen)
            empty_told = [Problem.van("V186", spot.get(g.code, where), naam=g.naam, gm=g.code) for g in empty]
            raise DataError([*reasons, *empty_told])
        return column

    def _choose(self, candidates: list[Kolom], name: str, peildatum: dt.date | None) -> Kolom:
        if not candidates:
            raise DataError(self._ontbreekt(name))
        if peildatum is None:
            if len(candidates) > 1:
                raise DataError([Problem.van("V188", name, data=_data(candidates))])
            return candidates[0]
        for column in candidates:
            if column.peildatum == peildatum:
                return column
        only_one = candidates[0]
        unknown = self.map is not None and len(candidates) == 1 and only_one.peildatum is None
        if self.map is not None and unknown and only_one.jaar in (None, peildatum.year):
            code = "V190" if only_one.jaar is None else "V782"
            note = Problem.van(code, f"{self.map.name} {name}", peildatum=peildatum, jaar=only_one.jaar)
            return replace(only_one, meldingen=(*only_one.meldingen, note))
        raise DataError([Problem.van("V189", name, peildatum=peildatum, data=_data(candidates))])

    def _ontbreekt(self, name: str) -> list[Problem]:
        """That there is no such column; of the user's own table also what may be meant by it."""
        for note in self.meldingen:
            if note.code == "V161" and note.gegevens["kolom"] == name:
                return [Problem.van("V842", note.waar, waarde=note.gegevens["waarde"])]
        where = self.map.name if self.map is not None else ""
        names = (
            tuple(sorted({k.naam for k in self.kolommen if k.plaatsen})) if self.eigen else self.indicators
        )
        meant = [] if self.eigen else difflib.get_close_matches(str(name), names, 1, LIJKT)
        data = {"naam": name, "namen": ", ".join(names) or "–", "nabij": "".join(meant)}
        problems = [Problem.van("V695" if meant else "V187", where, **data)]
        if self.eigen:
            lijkt = nabij(str(name), names)
            own = Problem.van("V779", where, naam=name, lijkt=lijkt) if lijkt else Problem.van("V780", where)
            problems.append(own)
        return problems

    def beperk(self, codes: Iterable[str]) -> Gegevens:
        """The same gegevens for part of the gemeenten; codes that these gegevens lack are passed over.

        Raises
        ------
        DataError
            When `codes` is one text, which would be read letter by letter, or no collection.
        """
        if isinstance(codes, str | bytes) or not isinstance(codes, Iterable):
            expected = Reference("python.codes")
            raise DataError.een("V641", "codes", soort=type(codes).__name__, verwacht=expected)
        chosen = set(codes)
        return replace(self, gemeenten=tuple(g for g in self.gemeenten if g.code in chosen))


def asked_at(problem: Problem, pad: str) -> Problem:
    """The problem of a column that is not there or whose date is open, at the place that asks for it."""
    return problem.op(f"{pad} ({problem.waar})") if problem.code in GEVRAAGD else problem


def _data(columns: Iterable[Kolom]) -> str:
    return ", ".join(str(k.peildatum or k.jaar or "?") for k in columns)


def load_data(pad: Path | Frames | None, peildatum: dt.date, *, aanvullen: bool = False) -> Gegevens:
    """Read the shipped data or a user's folder on the boundaries of `peildatum`.

    Parameters
    ----------
    pad
        Folder with tables (csv or xlsx), one such file, or tables in memory; None for the shipped data. Which
        table a file is, its name tells (gemeenten, capaciteit, aanbod, locaties, realisatie, bronnen), else
        its columns. Without a table of gemeenten the others are laid over the shipped data. The refreshed
        figures in its folder `cbs` take the place of those that ship.
    peildatum
        Day whose boundaries hold, from 1 January 2017 on.
    aanvullen
        Give gemeenten and cells that are missing the shipped figure, with a note for each.

    Raises
    ------
    DataError
        With all problems of the folder at once.
    """
    register = read_register()
    gemeenten = register.op(peildatum)
    if pad is None:
        return Gegevens(peildatum, gemeenten, register, _shipped(), len(gemeenten))
    from verdeling.inputs.completion import striking, without_borrowed_source
    from verdeling.inputs.folder import read_folder

    seen = read_folder(pad, peildatum, register, aanvullen=aanvullen)
    vers, verse_files = fresh_columns(pad)
    verse_names = {k.naam for k in vers}
    everything = tuple(k for k in _shipped() if k.naam not in verse_names) + vers
    columns, lent = without_borrowed_source(seen.kolommen, everything, peildatum, register)
    if aanvullen:
        # Filled when asked for: which date is meant is then known.
        columns = tuple(
            replace(k, completion=tuple(a for a in everything if a.naam == k.naam)) for k in columns
        )
    strange = tuple(striking(seen.kolommen, everything, gemeenten, peildatum, register))
    own = {k.naam for k in columns}
    over = _columns(data_map(), "gemeenten/gemeenten.csv", "", _sources()) if seen.gemeenten else everything
    return Gegevens(
        peildatum,
        gemeenten if aanvullen or not seen.gemeenten else seen.gemeenten,
        register,
        columns + tuple(k for k in over if k.naam not in own),
        len(gemeenten),
        pad,
        seen.tabellen,
        seen.meldingen + strange + lent,
        seen.bestanden + verse_files,
        bool(seen.gemeenten),
        aanvullen,
    )


def fresh_columns(pad: Path | Frames) -> tuple[tuple[Kolom, ...], tuple[Path, ...]]:
    """Columns of the folder `cbs` of a data folder, and its files; none where it has no such folder.

    Raises
    ------
    DataError
        When a file is not what was fetched, or cannot be read.
    """
    if isinstance(pad, Frames) or not (pad / CBS / "bronnen.csv").is_file():
        return (), ()
    files = [pad / CBS / "bronnen.csv"]
    columns: list[Kolom] = []
    try:
        bronnen = {(f"{CBS}/{r['bestand']}", r["kolom"]): r for r in rows_of(f"{CBS}/bronnen.csv", pad)}
        for file in dict.fromkeys(b for (b, _), r in bronnen.items() if r["optelbaar"]):
            files.append(pad / file)
            found = sha256(files[-1].read_bytes()).hexdigest()
            if any(r["sha256"] != found for (b, _), r in bronnen.items() if b == file):
                raise DataError.een("V980", file)
            own = (
                _inwoners(pad, bronnen[file, "inwoners"])
                if (file, "inwoners") in bronnen
                else _columns(pad, file, "", bronnen)
            )
            columns += (_with_places(k, file) for k in own)
    except (OSError, KeyError, TypeError, ValueError, ArithmeticError, csv.Error) as error:
        raise DataError.een("V981", str(files[-1]), reden=type(error).__name__) from None
    return tuple(columns), tuple(files)


def _with_places(column: Kolom, file: str) -> Kolom:
    return replace(column, plaatsen=tuple((code, f"{file}:{column.naam} ({code})") for code in column.codes))


def _shipped() -> tuple[Kolom, ...]:
    bronnen = _sources()
    columns = _inwoners(data_map(), bronnen["cbs/inwoners.csv", "inwoners"])
    for file, voor in SHIPPED:
        columns += _columns(data_map(), file, voor, bronnen)
    return columns


def _sources() -> Mapping[tuple[str, str], Mapping[str, str]]:
    return {
        (f"{d}/{r['bestand']}", r["kolom"]): r
        for d in ("gemeenten", CBS)
        for r in rows_of(f"{d}/bronnen.csv")
    }


def _source_of(name: str, row: Mapping[str, str], peildatum: str) -> Bron:
    return Bron(
        kolom=name,
        uitgever=row["uitgever"],
        tabel=row["tabel"],
        peildatum=dt.date.fromisoformat(peildatum) if peildatum else None,
        licentie=row["licentie"],
        status=Status(row["status"]),
        toelichting=row["toelichting"],
        toelichting_en=row["toelichting_en"],
        **nature_of(row),
    )


def _columns(
    folder: Path, source_file: str, voor: str, bronnen: Mapping[tuple[str, str], Mapping[str, str]]
) -> tuple[Kolom, ...]:
    """Columns of a shipped table with one row per gemeente; bronnen.csv says which are indicators."""
    with (folder / source_file).open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    columns = []
    for name, *texts in zip(head, *lines, strict=True):
        row = bronnen[source_file, name]
        if name == "code":
            codes = tuple(texts)
        elif row["optelbaar"]:
            numerators, denominator = column_of_texts(texts)
            limits = dt.date.fromisoformat(row["grenzen"])
            bron = _source_of(voor + name, row, row["peildatum"])
            columns.append(
                Kolom(voor + name, codes, numerators, denominator, limits, row["optelbaar"] == "ja", bron)
            )
    return tuple(columns)


def _inwoners(folder: Path, row: Mapping[str, str]) -> tuple[Kolom, ...]:
    """One column per 1 January, each on the boundaries of that day."""
    per_date: dict[str, list[tuple[str, int]]] = {}
    for r in rows_of(f"{CBS}/inwoners.csv", folder):
        per_date.setdefault(r["peildatum"], []).append((r["code"], int(r["inwoners"])))
    columns = []
    for date_, pairs in sorted(per_date.items()):
        codes, counts = zip(*pairs, strict=True)
        limits = dt.date.fromisoformat(date_)
        columns.append(Kolom("inwoners", codes, counts, 1, limits, True, _source_of("inwoners", row, date_)))
    return tuple(columns)
