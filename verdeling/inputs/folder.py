"""A user's data folder or file: its tables, checked all together, as columns."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from verdeling.errors import DataError, Probleem, geweigerd, samengevat
from verdeling.inputs.checks import (
    check_codes,
    is_getallenkolom,
    empty_names,
    with_codes,
    plek,
    read_column,
)
from verdeling.inputs.columns import Kolom, nature_of
from verdeling.inputs.dataframes import Kaders
from verdeling.inputs.dates import dag_of_jaar
from verdeling.inputs.headings import TELLINGEN, canoniek
from verdeling.inputs.layout import find_heading, kort, table_of
from verdeling.inputs.names import NameBook
from verdeling.inputs.reader import (
    GELEZEN,
    NIET_GELEZEN,
    Bestand,
    Onleesbaar,
    Tabel,
    bladen,
    bladmelding,
    past,
    splits,
)
from verdeling.inputs.register import Bestaan, Register
from verdeling.inputs.sheet import Sheet
from verdeling.terms import Bron, Kind, Status
from verdeling.texts import say

VASTE_KOLOMMEN: Final = ("code", "gemeente", "provincie")
BIJTABELLEN: Final = {
    "capaciteit": {"regulier": "capaciteit_regulier", "nood": "capaciteit_nood"},
    "aanbod": {"aanbod": "aanbod"},
}
"""Tables beside gemeenten whose columns become indicators, and under which names."""
DATUMKOLOMMEN: Final = ("peildatum", "perioden", "periode", "jaar", "datum")
"""Columns that say of which day or year the figures of a row are."""
LOSSE_TABELLEN: Final = {
    "locaties": (
        *("locatie", "soort", "plaatsen", "van", "tot_en_met", "verlengbaar_tot_en_met", "opzegbaar_vanaf"),
        *("minstens_maanden", "hoogstens_maanden", "kosten", "keer", "omzetting_van", "toelichting"),
        *("afspraak", "kwaliteit", "na_afloop"),
    ),
    "realisatie": ("periode", "gehuisvest", "taakstelling", "netto"),
}
"""Tables that are no columns of figures, and what is read of them beside the area."""
VEREIST: Final[Mapping[str, tuple[str, ...]]] = {
    "gemeenten": ("code",),
    **{naam: ("code", *kolommen) for naam, kolommen in BIJTABELLEN.items()},
    **dict.fromkeys(LOSSE_TABELLEN, ("code",)),
    "bronnen": ("kolom",),
}
"""All tables of a folder and the columns that they must have."""
ANDERS: Final[Mapping[str, Mapping[str, str]]] = {
    "capaciteit": {i: k for k, i in BIJTABELLEN["capaciteit"].items()},
}
"""Columns that may also have the name of their indicator."""
ONBEKEND: Final = frozenset({"-", "–", "."})
"""What statistics write where a figure is not known; taken so only by who wants gaps filled."""
NIET_VAN_MENSEN: Final = ("~$", ".")
"""What the names of files begin with that programs leave behind."""
NIET_VAN_MENSEN_OOK: Final = frozenset({"thumbs.db", "desktop.ini"})
LIJKT: Final = 0.75
"""Least likeness of the name of a file to that of a table for a question about it."""

Bronregels = Mapping[tuple[str, str], Mapping[str, str]]


@dataclass(frozen=True)
class Gelezen:
    """What a folder holds."""

    gemeenten: tuple[Bestaan, ...]
    kolommen: tuple[Kolom, ...]
    tabellen: tuple[Tabel, ...]
    meldingen: tuple[Probleem, ...]
    bestanden: tuple[Path, ...]
    """The files that were used."""


@dataclass(frozen=True)
class _Kandidaat:
    """A sheet that may be a table of the folder."""

    bestand: Bestand
    blad: Sheet
    exact: bool
    """Whether the file or the sheet has the name of the table."""


@dataclass
class _Lezing:
    """Reading under way: collects problems and notes so that all are told at once."""

    pad: Path
    dag: dt.date
    register: Register
    aanvullen: bool = False
    problemen: list[Probleem] = field(default_factory=list)
    meldingen: list[Probleem] = field(default_factory=list)
    kolommen: dict[str, Kolom] = field(default_factory=dict)
    tabellen: dict[str, Tabel] = field(default_factory=dict)
    bestanden: set[Path] = field(default_factory=set)
    _dates: dict[str, dt.date | int | None] = field(default_factory=dict)
    gevonden: set[str] = field(default_factory=set)
    """Tables that are there, whether they can be read or not."""

    @cached_property
    def boek(self) -> NameBook:
        """The names of the day."""
        return NameBook(self.register, self.dag)

    # --- which sheet is which table -----------------------------------------------------------------------

    def verzamel(self) -> None:
        """Find and read all tables; name everything that is none."""
        kandidaten: dict[str, list[_Kandidaat]] = {}
        bestanden: list[Bestand] = []
        ongebruikt: list[str] = []
        for pad in self._paths(ongebruikt):
            try:
                bestanden.append(bladen(pad))
            except Onleesbaar as fout:
                self.problemen += fout.problemen
                self.gevonden.add(_table_name(pad))
                continue
            for soort, kandidaat in _candidates(bestanden[-1], bij_naam=self.pad != pad):
                kandidaten.setdefault(soort, []).append(kandidaat)
        gekozen = {soort: self._kies(soort, rij) for soort, rij in kandidaten.items()}
        for bestand in bestanden:
            eigen = [k.blad for k in gekozen.values() if k is not None and k.bestand is bestand]
            dubbel = any(
                k.bestand is bestand for s, rij in kandidaten.items() if gekozen[s] is None for k in rij
            )
            if eigen:
                self.bestanden.add(bestand.pad)
                self.meldingen += bladmelding(bestand, eigen)
            elif not dubbel:
                self._unread(bestand, ongebruikt)
        for soort, keus in gekozen.items():
            self.gevonden.add(soort)
            if keus is not None:
                self._lees(soort, keus.blad)
        bekend = {"gemeenten", *BIJTABELLEN, *LOSSE_TABELLEN}
        if not self.problemen and not self.gevonden & bekend and not self._vernieuwd():
            namen = kort(sorted(ongebruikt)) or "–"
            self.problemen.append(Probleem.van("V104", self.pad.name, naam="gemeenten", namen=namen))
        elif ongebruikt:
            self.meldingen.append(Probleem.van("V153", self.pad.name, namen=kort(sorted(ongebruikt))))

    def _paths(self, ongebruikt: list[str]) -> Iterator[Path]:
        """Files that can hold tables; the names of the others are added to `ongebruikt`."""
        if not self.pad.is_dir():
            yield self.pad
            return
        for pad in sorted(self.pad.iterdir()):
            naam = pad.name.casefold()
            if naam.startswith(NIET_VAN_MENSEN) or naam in NIET_VAN_MENSEN_OOK:
                continue
            if pad.name == "cbs" and self._vernieuwd():
                continue
            soort = pad.suffix.casefold()
            if soort in GELEZEN | NIET_GELEZEN and (not pad.is_dir() or _table_name(pad) in VEREIST):
                yield pad
            else:
                ongebruikt.append(pad.name)

    def _vernieuwd(self) -> bool:
        """Whether the folder has refreshed figures, which are read with those that ship."""
        return (self.pad / "cbs" / "bronnen.csv").is_file()

    def _kies(self, soort: str, rij: Sequence[_Kandidaat]) -> _Kandidaat | None:
        """The one sheet that is the table; by its name, else by its columns; None when that is not one."""
        keus = [k for k in rij if k.exact] or list(rij)
        if len(keus) == 1:
            if not keus[0].exact:
                self.meldingen.append(Probleem.van("V128", keus[0].blad.bestand, naam=soort))
            return keus[0]
        namen = kort([k.blad.bestand for k in keus])
        self.problemen.append(Probleem.van("V105", self.pad.name, naam=soort, namen=namen))
        return None

    def _unread(self, bestand: Bestand, ongebruikt: list[str]) -> None:
        """A file that is no table: told, and a problem when its name says that it was meant as one."""
        naam = _table_name(bestand.pad)
        bedoeld = next(iter(difflib.get_close_matches(naam, VEREIST, 1, LIJKT)), "")
        if self.pad.is_dir() and (not bedoeld or bedoeld in self.gevonden or bedoeld == naam):
            ongebruikt.append(bestand.pad.name)
            return
        try:
            for blad in bestand.bladen[:1]:
                table_of(blad, VEREIST[bedoeld or "gemeenten"])
        except Onleesbaar as fout:
            self.problemen += fout.problemen
            self.gevonden.add(bedoeld or "gemeenten")
            return
        ongebruikt.append(bestand.pad.name)

    def neem_over(self, kaders: Kaders) -> None:
        """Read tables that a caller has in memory, each by its name."""
        for blad in kaders.bladen:
            self._lees(blad.bestand, blad)

    def _lees(self, soort: str, blad: Sheet) -> None:
        if self.aanvullen:
            blad = blad.zonder_tekens(ONBEKEND)
        try:
            tabel = table_of(blad, VEREIST[soort], ANDERS.get(soort, {}))
        except Onleesbaar as fout:
            if soort in LOSSE_TABELLEN and all(p.code == "V119" for p in fout.problemen):
                self.meldingen.append(Probleem.van("V295", blad.bestand, naam=soort))
            else:
                self.problemen += fout.problemen
            return
        self.meldingen += tabel.meldingen
        if soort != "bronnen":
            tabel, problemen, meldingen = with_codes(tabel, self.boek)
            self.problemen += problemen
            self.meldingen += meldingen
        self.tabellen[soort] = replace(tabel, soort=soort)

    # --- columns ------------------------------------------------------------------------------------------

    def kolom(
        self, tabel: Tabel, naam: str, indicator: str, rijen: Mapping[int, Bestaan], bronnen: Bronregels
    ) -> None:
        """Read one column; a column without a single number is left out, with a note."""
        if not is_getallenkolom(indicator, tabel.kolom(naam)):
            self.meldingen.append(Probleem.van("V161", f"{tabel.bestand} {naam}"))
            return
        datum = self.datum(tabel)
        if indicator in self.kolommen:
            self.problemen.append(Probleem.van("V125", f"{tabel.bestand} {naam}", kolom=indicator))
            return
        namen = [rijen[i].naam if i in rijen else "" for i in range(len(tabel.rijen))]
        tellers, noemer, problemen = read_column(tabel, naam, indicator, namen)
        if self.aanvullen:
            problemen = [p for p in problemen if p.code != "V147"]  # an empty cell gets the shipped figure
        self.problemen = samengevat([*self.problemen, *problemen])
        volgorde = sorted(rijen, key=lambda i: rijen[i].code)
        self.kolommen[indicator] = Kolom(
            indicator,
            tuple(rijen[i].code for i in volgorde),
            tuple(tellers[i] for i in volgorde),
            noemer,
            self.dag,
            (bron := self.bron(tabel, naam, indicator, bronnen)).soort is Kind.COUNT,
            bron,
            jaar=datum if isinstance(datum, int) and bron.peildatum is None else None,
            plaatsen=tuple((rijen[i].code, plek(tabel, i, naam, namen[i])) for i in volgorde),
        )

    def bron(self, tabel: Tabel, naam: str, indicator: str, bronnen: Bronregels) -> Bron:
        """Source of a column: its row in bronnen.csv, else that nothing is known."""
        bestand = Path(tabel.bestand.partition("#")[0]).stem.casefold()
        rij = next(
            (bronnen[b, k] for b in (bestand, tabel.soort) for k in (naam, indicator) if (b, k) in bronnen),
            {},
        )
        if indicator in TELLINGEN:
            rij = {**rij, "soort": Kind.COUNT}
        datum = self.datum(tabel)
        gezegd = rij.get("peildatum")
        if datum is not None and gezegd and not gezegd.startswith(str(datum)):
            waar = f"{tabel.bestand} {indicator}"
            self.problemen.append(Probleem.van("V783", waar, bron=gezegd, datum=str(datum)))
        elif isinstance(datum, dt.date):
            rij = {**rij, "peildatum": datum.isoformat()}
        return Bron(
            kolom=indicator,
            uitgever=rij.get("uitgever") or say("inputs.onbekend"),
            tabel=rij.get("tabel") or tabel.bestand,
            peildatum=dt.date.fromisoformat(rij["peildatum"]) if rij.get("peildatum") else None,
            licentie=rij.get("licentie") or say("inputs.onbekend"),
            status=Status(rij.get("status") or Status.OPEN),
            toelichting=rij.get("toelichting") or "",
            toelichting_en=rij.get("toelichting_en") or "",
            **nature_of(rij),
        )

    def datum(self, tabel: Tabel) -> dt.date | int | None:
        """Day, or year, that a column of the table gives for all its rows; None where no column does."""
        if tabel.soort not in self._dates:
            self._dates[tabel.soort] = None
            for naam in DATUMKOLOMMEN:
                teksten = [t for t in tabel.kolom(naam) if t]
                gelezen = {dag_of_jaar(t) for t in teksten}
                if not gelezen or None in gelezen:
                    continue  # no dates: told as a column that is not used
                if len(gelezen) > 1:
                    waar = f"{tabel.bestand} {naam}"
                    self.problemen.append(Probleem.van("V781", waar, data=kort(sorted(set(teksten)))))
                self._dates[tabel.soort] = gelezen.pop()
        return self._dates[tabel.soort]

    def bronnen(self) -> Bronregels:
        """Rows of bronnen.csv by table and column; a row with a wrong date or status is a problem.

        A row about a column that is not there says nothing: a slip in its name is told.
        """
        tabel = self.tabellen.get("bronnen")
        regels: dict[tuple[str, str], Mapping[str, str]] = {}
        if tabel is None:
            return regels
        kolommen = {canoniek(k) for t in self.tabellen.values() if t is not tabel for k in t.kop}
        kolommen |= {i for t in BIJTABELLEN if t in self.tabellen for i in BIJTABELLEN[t].values()}
        weg = [k for k in tabel.kolom("kolom") if canoniek(k) not in kolommen]
        if weg:
            self.meldingen.append(Probleem.van("V296", tabel.bestand, namen=kort(weg)))
        for i, rij in enumerate(tabel.rijen):
            regel = dict(zip(tabel.kop, rij.cellen, strict=True))
            if not _is_kind(regel.get("soort", "")):
                waar = plek(tabel, i, "soort", regel["kolom"])
                lijst = ", ".join(Kind)
                self.problemen.append(Probleem.van("V199", waar, waarde=regel["soort"], lijst=lijst))
            elif _is_date(regel.get("peildatum", "")) and _is_status(regel.get("status", "")):
                bestand = Path(regel.get("bestand") or "gemeenten").stem.casefold()
                regels[bestand, canoniek(regel["kolom"])] = regel
                continue
            if not _is_date(regel.get("peildatum", "")):
                waar = plek(tabel, i, "peildatum", regel["kolom"])
                self.problemen.append(Probleem.van("V151", waar, waarde=regel["peildatum"]))
            if not _is_status(regel.get("status", "")):
                waar = plek(tabel, i, "status", regel["kolom"])
                lijst = ", ".join(Status)
                self.problemen.append(Probleem.van("V152", waar, waarde=regel["status"], lijst=lijst))
        return regels


def _table_name(pad: Path) -> str:
    return pad.stem.casefold().strip()


def _candidates(bestand: Bestand, *, bij_naam: bool) -> list[tuple[str, _Kandidaat]]:
    """Which tables the sheets of a file may be: by the name of file or sheet, else by their columns."""
    gevuld = [b for b in bestand.bladen if b.rijen] or list(bestand.bladen[:1])
    naam = _table_name(bestand.pad)
    uit: list[tuple[str, _Kandidaat]] = []
    if naam in VEREIST:
        eigen = [b for b in gevuld if b.naam.casefold() == naam] or [
            b for b in gevuld if len(gevuld) == 1 or (past(b, _zoek(naam)) and _kind(b) in (naam, None))
        ]
        if not eigen and bij_naam:
            eigen = gevuld[:1]  # so that it is told what this one lacks
        uit = [(naam, _Kandidaat(bestand, b, exact=True)) for b in eigen]
        gevuld = [b for b in gevuld if b not in eigen]
    for blad in gevuld:
        if blad.naam.casefold() in VEREIST and len(bestand.bladen) > 1:
            uit.append((blad.naam.casefold(), _Kandidaat(bestand, blad, exact=True)))
        elif (soort := _kind(blad)) is not None:
            uit.append((soort, _Kandidaat(bestand, blad, exact=False)))
    return uit


def _zoek(naam: str) -> tuple[str, ...]:
    return tuple(k for k in VEREIST[naam] if k != "code")


def _kind(blad: Sheet) -> str | None:
    """Table that a sheet is by its columns; None when it is none."""
    kop = find_heading(blad)
    namen = set() if kop is None else set(kop.namen) - {""}
    if "kolom" in namen and namen & {"uitgever", "tabel", "status"}:
        return "bronnen"
    if not namen & {"code", "gemeente", "regio"}:
        return None
    if {"periode", "gehuisvest"} <= namen:
        return "realisatie"
    if {"locatie", "plaatsen"} <= namen:
        return "locaties"
    if "inwoners" not in namen:
        for naam, kolommen in BIJTABELLEN.items():
            if namen & {*kolommen, *kolommen.values()}:
                return naam
    return "gemeenten" if namen - {*VASTE_KOLOMMEN, "regio"} else None


def _is_date(text: str) -> bool:
    try:
        return not text or bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


def _is_kind(text: str) -> bool:
    return not text or text in set(Kind)


def _is_status(text: str) -> bool:
    return not text or text in set(Status)


def read_folder(pad: Path | Kaders, dag: dt.date, register: Register, *, aanvullen: bool = False) -> Gelezen:
    """Read and check a data folder, one file, or tables in memory, on the boundaries of `dag`.

    Parameters
    ----------
    pad
        Folder or file; ``file.xlsx#sheet`` is one sheet.
    dag, register
        Which gemeenten there are.
    aanvullen
        Whether gemeenten that the tables lack get shipped figures, so that their absence is no problem.

    Raises
    ------
    DataError
        With all problems of all files.
    """
    if isinstance(pad, Kaders):
        lezing = _Lezing(Path(pad.name), dag, register, aanvullen)
        lezing.neem_over(pad)
    elif not splits(pad)[0].exists():
        raise DataError([geweigerd(splits(pad)[0]) or Probleem.van("V102", str(pad))])
    else:
        lezing = _Lezing(pad, dag, register, aanvullen)
        lezing.verzamel()
    bronnen = lezing.bronnen()
    gemeenten = _read_gemeenten(lezing, bronnen)
    for naam, indicatoren in BIJTABELLEN.items():
        _read_side_table(lezing, naam, indicatoren, gemeenten, bronnen)
    los = [lezing.tabellen[naam] for naam in LOSSE_TABELLEN if naam in lezing.tabellen]
    for tabel in los:
        lezing.meldingen += tabel.ongebruikt((*VASTE_KOLOMMEN, *LOSSE_TABELLEN[tabel.soort]))
    if lezing.problemen:
        raise DataError(samengevat(lezing.problemen))
    return Gelezen(
        tuple(gemeenten[c] for c in sorted(gemeenten)),
        tuple(lezing.kolommen.values()),
        tuple(los),
        tuple(lezing.meldingen),
        tuple(sorted(lezing.bestanden)),
    )


def _read_gemeenten(lezing: _Lezing, bronnen: Bronregels) -> dict[str, Bestaan]:
    tabel = lezing.tabellen.get("gemeenten")
    if tabel is None:
        return {}
    rijen, problemen = check_codes(tabel, lezing.boek)
    lezing.problemen += problemen + empty_names(tabel)
    datums = DATUMKOLOMMEN if lezing.datum(tabel) is not None else ()
    for naam in tabel.kop:
        if naam not in (*VASTE_KOLOMMEN, *datums):
            lezing.kolom(tabel, naam, naam, rijen, bronnen)
    gemeenten = {g.code: g for g in rijen.values()}
    if not lezing.problemen and not lezing.aanvullen:
        _report_absent(lezing, tabel, gemeenten)
    return gemeenten


def _report_absent(lezing: _Lezing, tabel: Tabel, gemeenten: Mapping[str, Bestaan]) -> None:
    """Part of the country is told; a provincie of which most is there and some is not, is a problem."""
    alle = lezing.register.op(lezing.dag)
    weg = [g for g in alle if g.code not in gemeenten]
    if not weg:
        return
    aantallen = {"aantal": len(gemeenten), "verwacht": len(alle), "rest": len(weg)}
    lezing.meldingen.append(Probleem.van("V160", tabel.bestand, **aantallen))
    hele_regios = {g.veiligheidsregio for g in alle} - {g.veiligheidsregio for g in weg}
    if all(g.veiligheidsregio in hele_regios for g in gemeenten.values()):
        return
    vergeten = []
    for provincie in sorted({g.provincie for g in weg}):
        eigen = [g for g in alle if g.provincie == provincie]
        hier_weg = [g for g in weg if g.provincie == provincie]
        if 2 * len(hier_weg) < len(eigen):
            vergeten += hier_weg
    if vergeten:
        namen = kort([f"{g.naam} ({g.code})" for g in vergeten])
        lezing.problemen.append(Probleem.van("V159", tabel.bestand, aantal=len(vergeten), namen=namen))
        lezing.problemen += [m for m in tabel.meldingen if m.code == "V157"]  # one of these may be a slip


def _read_side_table(
    lezing: _Lezing,
    naam: str,
    indicatoren: Mapping[str, str],
    gemeenten: Mapping[str, Bestaan],
    bronnen: Bronregels,
) -> None:
    tabel = lezing.tabellen.get(naam)
    if tabel is None:
        return
    rijen, problemen = check_codes(tabel, lezing.boek)
    lezing.problemen += problemen
    lezing.problemen += [
        Probleem.van("V148", plek(tabel, i, "code", g.naam), gm=g.code)
        for i, g in rijen.items()
        if gemeenten and g.code not in gemeenten
    ]
    for kolom, indicator in indicatoren.items():
        lezing.kolom(tabel, kolom, indicator, rijen, bronnen)
    datums = DATUMKOLOMMEN if lezing.datum(tabel) is not None else ()
    lezing.meldingen += tabel.ongebruikt((*VASTE_KOLOMMEN, *indicatoren, *datums))
