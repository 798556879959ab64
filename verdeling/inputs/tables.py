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

from verdeling.errors import DataError, Probleem
from verdeling.inputs.columns import Kolom, nature_of, breng_over
from verdeling.inputs.dataframes import Kaders
from verdeling.inputs.layout import kort, nabij
from verdeling.inputs.names import NameBook
from verdeling.inputs.numbers import column_of_texts
from verdeling.inputs.reader import Tabel
from verdeling.inputs.register import Bestaan, Register, data_map, read_register, rijen
from verdeling.terms import Bron, Kort, Niveau, Status
from verdeling.texts import Verwijzing, say

__all__ = ["Gegevens", "Kolom", "breng_over", "load_data"]

MEEGELEVERD = (
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
class Gegevens(Kort):
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
    gemeenten: tuple[Bestaan, ...]
    register: Register
    kolommen: tuple[Kolom, ...]
    verwacht: int
    map: Path | Kaders | None = None
    tabellen: tuple[Tabel, ...] = ()
    meldingen: tuple[Probleem, ...] = ()
    bestanden: tuple[Path, ...] = ()
    eigen: bool = False
    aanvullen: bool = False

    def __repr__(self) -> str:
        eigen = [
            *dict.fromkeys(k.naam for k in self.kolommen if k.plaatsen),
            *(t.soort for t in self.tabellen),
        ]
        waar = "" if self.map is None else f" ({self.map.name})"
        return say(
            "inputs.gegevens",
            aantal=len(self.gemeenten),
            peildatum=self.peildatum,
            eigen=f"{kort(eigen)}{waar}" if eigen else say("inputs.geen"),
            meldingen=len(self.meldingen),
            kolommen=kort(self.indicatoren),
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
    def namenboek(self) -> NameBook:
        """The names of all gemeenten on these boundaries."""
        return NameBook(self.register, self.peildatum)

    def tabel(self, soort: str) -> Tabel | None:
        """Table of the user that is no column: ``locaties`` or ``realisatie``."""
        return next((t for t in self.tabellen if t.soort == soort), None)

    @property
    def indicatoren(self) -> tuple[str, ...]:
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
        kolom = self._kies([k for k in self.kolommen if k.naam == naam], naam, peildatum)
        kolom = breng_over(kolom, self.peildatum, self.register)
        if kolom.aanvulling:
            from verdeling.inputs.completion import vul_aan

            kolom = vul_aan(kolom, peildatum, self.gemeenten, self.peildatum, self.register)
        return kolom.voor(self.codes)

    def volledig(self, naam: str, peildatum: dt.date | None = None) -> Kolom:
        """Column without gaps.

        Raises
        ------
        DataError
            With one problem per gemeente whose figure is missing.
        """
        kolom = self.kolom(naam, peildatum)
        leeg = [g for g, t in zip(self.gemeenten, kolom.tellers, strict=True) if t is None]
        if leeg:
            waar = f"{naam} {kolom.peildatum or ''}".strip()
            redenen = [m for m in kolom.meldingen if m.code == "V185"]
            plek = dict(kolom.plaatsen)
            leeg_gemeld = [Probleem.van("V186", plek.get(g.code, waar), naam=g.naam, gm=g.code) for g in leeg]
            raise DataError([*redenen, *leeg_gemeld])
        return kolom

    def _kies(self, kandidaten: list[Kolom], naam: str, peildatum: dt.date | None) -> Kolom:
        if not kandidaten:
            raise DataError(self._ontbreekt(naam))
        if peildatum is None:
            if len(kandidaten) > 1:
                raise DataError([Probleem.van("V188", naam, data=_data(kandidaten))])
            return kandidaten[0]
        for kolom in kandidaten:
            if kolom.peildatum == peildatum:
                return kolom
        enige = kandidaten[0]
        onbekend = self.map is not None and len(kandidaten) == 1 and enige.peildatum is None
        if self.map is not None and onbekend and enige.jaar in (None, peildatum.year):
            code = "V190" if enige.jaar is None else "V782"
            melding = Probleem.van(code, f"{self.map.name} {naam}", peildatum=peildatum, jaar=enige.jaar)
            return replace(enige, meldingen=(*enige.meldingen, melding))
        raise DataError([Probleem.van("V189", naam, peildatum=peildatum, data=_data(kandidaten))])

    def _ontbreekt(self, naam: str) -> list[Probleem]:
        """That there is no such column; of the user's own table also what may be meant by it."""
        waar = self.map.name if self.map is not None else ""
        namen = (
            tuple(sorted({k.naam for k in self.kolommen if k.plaatsen})) if self.eigen else self.indicatoren
        )
        bedoeld = [] if self.eigen else difflib.get_close_matches(str(naam), namen, 1, LIJKT)
        gegevens = {"naam": naam, "namen": ", ".join(namen) or "–", "nabij": "".join(bedoeld)}
        problemen = [Probleem.van("V695" if bedoeld else "V187", waar, **gegevens)]
        if self.eigen:
            lijkt = nabij(str(naam), namen)
            problemen.append(Probleem.van("V779" if lijkt else "V780", waar, naam=naam, lijkt=lijkt))
        return problemen

    def beperk(self, codes: Iterable[str]) -> Gegevens:
        """The same gegevens for part of the gemeenten; codes that these gegevens lack are passed over.

        Raises
        ------
        DataError
            When `codes` is one text, which would be read letter by letter, or no collection.
        """
        if isinstance(codes, str | bytes) or not isinstance(codes, Iterable):
            verwacht = Verwijzing("python.codes")
            raise DataError.een("V641", "codes", soort=type(codes).__name__, verwacht=verwacht)
        gekozen = set(codes)
        return replace(self, gemeenten=tuple(g for g in self.gemeenten if g.code in gekozen))


def asked_at(probleem: Probleem, pad: str) -> Probleem:
    """The problem of a column that is not there or whose date is open, at the place that asks for it."""
    return probleem.op(f"{pad} ({probleem.waar})") if probleem.code in GEVRAAGD else probleem


def _data(kolommen: Iterable[Kolom]) -> str:
    return ", ".join(str(k.peildatum or k.jaar or "?") for k in kolommen)


def load_data(pad: Path | Kaders | None, peildatum: dt.date, *, aanvullen: bool = False) -> Gegevens:
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
    from verdeling.inputs.completion import opvallend, zonder_geleende_bron
    from verdeling.inputs.folder import read_folder

    gelezen = read_folder(pad, peildatum, register, aanvullen=aanvullen)
    vers, verse_bestanden = fresh_columns(pad)
    verse_namen = {k.naam for k in vers}
    alles = tuple(k for k in _shipped() if k.naam not in verse_namen) + vers
    kolommen, geleend = zonder_geleende_bron(gelezen.kolommen, alles, peildatum, register)
    if aanvullen:
        # Filled when asked for: which date is meant is then known.
        kolommen = tuple(replace(k, aanvulling=tuple(a for a in alles if a.naam == k.naam)) for k in kolommen)
    vreemd = tuple(opvallend(gelezen.kolommen, alles, gemeenten, peildatum, register))
    eigen = {k.naam for k in kolommen}
    over = _kolommen(data_map(), "gemeenten/gemeenten.csv", "", _bronnen()) if gelezen.gemeenten else alles
    return Gegevens(
        peildatum,
        gemeenten if aanvullen or not gelezen.gemeenten else gelezen.gemeenten,
        register,
        kolommen + tuple(k for k in over if k.naam not in eigen),
        len(gemeenten),
        pad,
        gelezen.tabellen,
        gelezen.meldingen + vreemd + geleend,
        gelezen.bestanden + verse_bestanden,
        bool(gelezen.gemeenten),
        aanvullen,
    )


def fresh_columns(pad: Path | Kaders) -> tuple[tuple[Kolom, ...], tuple[Path, ...]]:
    """Columns of the folder `cbs` of a data folder, and its files; none where it has no such folder.

    Raises
    ------
    DataError
        When a file is not what was fetched, or cannot be read.
    """
    if isinstance(pad, Kaders) or not (pad / CBS / "bronnen.csv").is_file():
        return (), ()
    bestanden = [pad / CBS / "bronnen.csv"]
    kolommen: list[Kolom] = []
    try:
        bronnen = {(f"{CBS}/{r['bestand']}", r["kolom"]): r for r in rijen(f"{CBS}/bronnen.csv", pad)}
        for bestand in dict.fromkeys(b for (b, _), r in bronnen.items() if r["optelbaar"]):
            bestanden.append(pad / bestand)
            gevonden = sha256(bestanden[-1].read_bytes()).hexdigest()
            if any(r["sha256"] != gevonden for (b, _), r in bronnen.items() if b == bestand):
                raise DataError.een("V980", bestand)
            eigen = (
                _inwoners(pad, bronnen[bestand, "inwoners"])
                if (bestand, "inwoners") in bronnen
                else _kolommen(pad, bestand, "", bronnen)
            )
            kolommen += (_with_places(k, bestand) for k in eigen)
    except (OSError, KeyError, TypeError, ValueError, ArithmeticError, csv.Error) as fout:
        raise DataError.een("V981", str(bestanden[-1]), reden=type(fout).__name__) from None
    return tuple(kolommen), tuple(bestanden)


def _with_places(kolom: Kolom, bestand: str) -> Kolom:
    return replace(kolom, plaatsen=tuple((code, f"{bestand}:{kolom.naam} ({code})") for code in kolom.codes))


def _shipped() -> tuple[Kolom, ...]:
    bronnen = _bronnen()
    kolommen = _inwoners(data_map(), bronnen["cbs/inwoners.csv", "inwoners"])
    for bestand, voor in MEEGELEVERD:
        kolommen += _kolommen(data_map(), bestand, voor, bronnen)
    return kolommen


def _bronnen() -> Mapping[tuple[str, str], Mapping[str, str]]:
    return {
        (f"{d}/{r['bestand']}", r["kolom"]): r for d in ("gemeenten", CBS) for r in rijen(f"{d}/bronnen.csv")
    }


def _bron(naam: str, rij: Mapping[str, str], peildatum: str) -> Bron:
    return Bron(
        kolom=naam,
        uitgever=rij["uitgever"],
        tabel=rij["tabel"],
        peildatum=dt.date.fromisoformat(peildatum) if peildatum else None,
        licentie=rij["licentie"],
        status=Status(rij["status"]),
        toelichting=rij["toelichting"],
        toelichting_en=rij["toelichting_en"],
        **nature_of(rij),
    )


def _kolommen(
    folder: Path, bestand: str, voor: str, bronnen: Mapping[tuple[str, str], Mapping[str, str]]
) -> tuple[Kolom, ...]:
    """Columns of a shipped table with one row per gemeente; bronnen.csv says which are indicators."""
    with (folder / bestand).open(encoding="utf-8", newline="") as file:
        kop, *regels = csv.reader(file)
    kolommen = []
    for naam, *teksten in zip(kop, *regels, strict=True):
        rij = bronnen[bestand, naam]
        if naam == "code":
            codes = tuple(teksten)
        elif rij["optelbaar"]:
            tellers, noemer = column_of_texts(teksten)
            grenzen = dt.date.fromisoformat(rij["grenzen"])
            bron = _bron(voor + naam, rij, rij["peildatum"])
            kolommen.append(
                Kolom(voor + naam, codes, tellers, noemer, grenzen, rij["optelbaar"] == "ja", bron)
            )
    return tuple(kolommen)


def _inwoners(folder: Path, rij: Mapping[str, str]) -> tuple[Kolom, ...]:
    """One column per 1 January, each on the boundaries of that day."""
    per_datum: dict[str, list[tuple[str, int]]] = {}
    for r in rijen(f"{CBS}/inwoners.csv", folder):
        per_datum.setdefault(r["peildatum"], []).append((r["code"], int(r["inwoners"])))
    kolommen = []
    for datum, paren in sorted(per_datum.items()):
        codes, aantallen = zip(*paren, strict=True)
        grenzen = dt.date.fromisoformat(datum)
        kolommen.append(Kolom("inwoners", codes, aantallen, 1, grenzen, True, _bron("inwoners", rij, datum)))
    return tuple(kolommen)
