"""A user's data folder: its tables, checked all together, as columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from verdeling.errors import DataError, Probleem
from verdeling.inputs.checks import (
    TELLINGEN,
    controleer_codes,
    is_getallenkolom,
    lees_kolom,
    lege_namen,
    plek,
)
from verdeling.inputs.columns import Kolom, aard_van
from verdeling.inputs.names import NameBook
from verdeling.inputs.reader import Onleesbaar, Tabel, lees_tabel
from verdeling.inputs.register import Bestaan, Register
from verdeling.terms import Bron, Kind, Status
from verdeling.texts import say

VASTE_KOLOMMEN: Final = ("code", "gemeente", "provincie")
BIJTABELLEN: Final = {
    "capaciteit": {"regulier": "capaciteit_regulier", "nood": "capaciteit_nood"},
    "aanbod": {"aanbod": "aanbod"},
}
"""Tables beside gemeenten whose columns become indicators, and under which names."""
LOSSE_TABELLEN: Final = ("locaties", "realisatie")

Bronregels = Mapping[tuple[str, str], Mapping[str, str]]


@dataclass(frozen=True)
class Gelezen:
    """What a folder holds."""

    gemeenten: tuple[Bestaan, ...]
    kolommen: tuple[Kolom, ...]
    tabellen: tuple[Tabel, ...]
    meldingen: tuple[Probleem, ...]


@dataclass
class _Lezing:
    """Reading under way: collects problems and notes so that all are told at once."""

    map: Path
    dag: dt.date
    register: Register
    problemen: list[Probleem] = field(default_factory=list)
    meldingen: list[Probleem] = field(default_factory=list)
    kolommen: dict[str, Kolom] = field(default_factory=dict)

    @cached_property
    def boek(self) -> NameBook:
        """The names of the day."""
        return NameBook(self.register, self.dag)

    def tabel(self, naam: str, vereist: tuple[str, ...], *, nodig: bool = False) -> Tabel | None:
        """Table ``naam.csv`` or ``naam.xlsx`` of the folder; None when absent or unreadable."""
        paden = [p for p in (self.map / f"{naam}.csv", self.map / f"{naam}.xlsx") if p.exists()]
        if len(paden) == 1:
            try:
                return lees_tabel(paden[0], vereist)
            except Onleesbaar as fout:
                self.problemen += fout.problemen
        elif paden:
            self.problemen.append(Probleem.van("V105", self.map.name, naam=naam))
        elif nodig:
            self.problemen.append(Probleem.van("V104", self.map.name, naam=naam))
        return None

    def kolom(
        self, tabel: Tabel, naam: str, indicator: str, rijen: Mapping[int, Bestaan], bronnen: Bronregels
    ) -> None:
        """Read one column; a column without a single number is left out, with a note."""
        if not is_getallenkolom(indicator, tabel.kolom(naam)):
            self.meldingen.append(Probleem.van("V161", f"{tabel.bestand} {naam}"))
            return
        if indicator in self.kolommen:
            self.problemen.append(Probleem.van("V125", f"{tabel.bestand} {naam}", kolom=indicator))
            return
        namen = [rijen[i].naam if i in rijen else "" for i in range(len(tabel.rijen))]
        tellers, noemer, problemen = lees_kolom(tabel, naam, indicator, namen)
        self.problemen += problemen
        volgorde = sorted(rijen, key=lambda i: rijen[i].code)
        self.kolommen[indicator] = Kolom(
            indicator,
            tuple(rijen[i].code for i in volgorde),
            tuple(tellers[i] for i in volgorde),
            noemer,
            self.dag,
            (bron := self.bron(tabel, naam, indicator, bronnen)).soort is Kind.COUNT,
            bron,
            plaatsen=tuple((rijen[i].code, plek(tabel, i, naam, namen[i])) for i in volgorde),
        )

    def bron(self, tabel: Tabel, naam: str, indicator: str, bronnen: Bronregels) -> Bron:
        """Source of a column: its row in bronnen.csv, else that nothing is known."""
        rij = bronnen.get((Path(tabel.bestand).stem, naam), {})
        if indicator in TELLINGEN:
            rij = {**rij, "soort": Kind.COUNT}
        return Bron(
            kolom=indicator,
            uitgever=rij.get("uitgever") or say("inputs.onbekend"),
            tabel=rij.get("tabel") or tabel.bestand,
            peildatum=dt.date.fromisoformat(rij["peildatum"]) if rij.get("peildatum") else None,
            licentie=rij.get("licentie") or say("inputs.onbekend"),
            status=Status(rij.get("status") or Status.OPEN),
            toelichting=rij.get("toelichting") or "",
            toelichting_en=rij.get("toelichting_en") or "",
            **aard_van(rij),
        )

    def bronnen(self) -> Bronregels:
        """Rows of bronnen.csv by table and column; a row with a wrong date or status is a problem."""
        tabel = self.tabel("bronnen", ("kolom",))
        regels: dict[tuple[str, str], Mapping[str, str]] = {}
        if tabel is None:
            return regels
        for i, rij in enumerate(tabel.rijen):
            regel = dict(zip(tabel.kop, rij.cellen, strict=True))
            if not _is_soort(regel.get("soort", "")):
                waar = plek(tabel, i, "soort", regel["kolom"])
                lijst = ", ".join(Kind)
                self.problemen.append(Probleem.van("V199", waar, waarde=regel["soort"], lijst=lijst))
            elif _is_datum(regel.get("peildatum", "")) and _is_status(regel.get("status", "")):
                bestand = Path(regel.get("bestand") or "gemeenten").stem
                regels[bestand, regel["kolom"].casefold()] = regel
                continue
            if not _is_datum(regel.get("peildatum", "")):
                waar = plek(tabel, i, "peildatum", regel["kolom"])
                self.problemen.append(Probleem.van("V151", waar, waarde=regel["peildatum"]))
            if not _is_status(regel.get("status", "")):
                waar = plek(tabel, i, "status", regel["kolom"])
                lijst = ", ".join(Status)
                self.problemen.append(Probleem.van("V152", waar, waarde=regel["status"], lijst=lijst))
        return regels


def _is_datum(text: str) -> bool:
    try:
        return not text or bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


def _is_soort(text: str) -> bool:
    return not text or text in set(Kind)


def _is_status(text: str) -> bool:
    return not text or text in set(Status)


def lees_map(folder: Path, dag: dt.date, register: Register) -> Gelezen:
    """Read and check a data folder on the boundaries of `dag`.

    Raises
    ------
    DataError
        With all problems of all files.
    """
    if not folder.is_dir():
        raise DataError([Probleem.van("V103" if folder.exists() else "V102", str(folder))])
    lezing = _Lezing(folder, dag, register)
    bronnen = lezing.bronnen()
    gemeenten = _lees_gemeenten(lezing, bronnen) if _heeft_gemeenten(folder) else {}
    for naam, indicatoren in BIJTABELLEN.items():
        _lees_bijtabel(lezing, naam, indicatoren, gemeenten, bronnen)
    los = [lezing.tabel(naam, ("code",)) for naam in LOSSE_TABELLEN]
    if lezing.problemen:
        raise DataError(lezing.problemen)
    return Gelezen(
        tuple(gemeenten[c] for c in sorted(gemeenten)),
        tuple(lezing.kolommen.values()),
        tuple(t for t in los if t is not None),
        tuple(lezing.meldingen),
    )


def _heeft_gemeenten(folder: Path) -> bool:
    """Whether the folder has its own gemeenten; one with other tables alone goes with the shipped figures."""
    aanwezig = {p.stem for p in folder.iterdir() if p.suffix in (".csv", ".xlsx")}
    return "gemeenten" in aanwezig or not aanwezig.intersection((*BIJTABELLEN, *LOSSE_TABELLEN))


def _lees_gemeenten(lezing: _Lezing, bronnen: Bronregels) -> dict[str, Bestaan]:
    tabel = lezing.tabel("gemeenten", VASTE_KOLOMMEN, nodig=True)
    if tabel is None:
        return {}
    rijen, problemen = controleer_codes(tabel, lezing.boek)
    lezing.problemen += problemen + lege_namen(tabel)
    for naam in tabel.kop:
        if naam not in VASTE_KOLOMMEN:
            lezing.kolom(tabel, naam, naam, rijen, bronnen)
    verwacht = len(lezing.register.op(lezing.dag))
    if len(rijen) < verwacht:
        melding = Probleem.van(
            "V160", tabel.bestand, aantal=len(rijen), verwacht=verwacht, rest=verwacht - len(rijen)
        )
        lezing.meldingen.append(melding)
    return {g.code: g for g in rijen.values()}


def _lees_bijtabel(
    lezing: _Lezing,
    naam: str,
    indicatoren: Mapping[str, str],
    gemeenten: Mapping[str, Bestaan],
    bronnen: Bronregels,
) -> None:
    tabel = lezing.tabel(naam, ("code", *indicatoren))
    if tabel is None:
        return
    rijen, problemen = controleer_codes(tabel, lezing.boek)
    lezing.problemen += problemen
    lezing.problemen += [
        Probleem.van("V148", plek(tabel, i, "code", g.naam), gm=g.code)
        for i, g in rijen.items()
        if gemeenten and g.code not in gemeenten
    ]
    for kolom, indicator in indicatoren.items():
        lezing.kolom(tabel, kolom, indicator, rijen, bronnen)
