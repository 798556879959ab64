"""Compare a published table with the recomputation: whole number and unrounded figure of each area."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from verdeling.errors import DataError, Probleem, VerdelingError, samengevat
from verdeling.inputs.checks import contradictions, is_getallenkolom, plek, read_column
from verdeling.inputs.dataframes import Kaders
from verdeling.inputs.headings import canoniek
from verdeling.inputs.layout import kort, nabij
from verdeling.inputs.names import Found, tell
from verdeling.inputs.reader import Onleesbaar, Tabel, read_table
from verdeling.inputs.tables import Gegevens
from verdeling.insight.search import vind_gemeente
from verdeling.terms import Kort

NAAMKOLOMMEN: Final = ("code", "gemeente", "provincie")
"""Columns that say which area a row is about; the first that a table has decides."""
GEEN_AANTAL: Final = frozenset({*NAAMKOLOMMEN, "taak", "naam", "inwoners", "gewicht", "quotum"})
PROVINCIECODE: Final = "PV[0-9]{2}"
VOORKEUR: Final = "indicatief"
"""Column that is taken from a result of verdeling itself."""


@dataclass(frozen=True, slots=True)
class Regel:
    """One area: what was published and what comes out.

    Attributes
    ----------
    code, naam
        The area.
    gepubliceerd
        Published number.
    berekend
        Recomputed whole number.
    quotum
        Recomputed unrounded figure.
    """

    code: str
    naam: str
    gepubliceerd: Fraction
    berekend: int
    quotum: Fraction

    @property
    def verschil(self) -> Fraction:
        """Published minus computed whole number."""
        return self.gepubliceerd - self.berekend

    @property
    def afwijking(self) -> Fraction | None:
        """Published minus unrounded, as a part of the unrounded figure; None where that is 0."""
        return (self.gepubliceerd - self.quotum) / self.quotum if self.quotum else None


@dataclass(frozen=True, repr=False)
class Vergelijking(Kort):
    """A published table against the recomputation.

    Attributes
    ----------
    taak, kolom
        What was compared.
    regels
        Every area that the table names, in the order of their codes.
    afwezig
        Names of the areas that take part and that the table does not name.
    meldingen
        Names that were read as another; rows, columns and sheets that were not used.
    """

    taak: str
    kolom: str
    regels: tuple[Regel, ...]
    afwezig: tuple[str, ...]
    meldingen: tuple[Probleem, ...] = ()

    @property
    def verschillen(self) -> tuple[Regel, ...]:
        """The areas whose whole number differs."""
        return tuple(r for r in self.regels if r.verschil)

    def als_json(self) -> dict[str, Any]:
        """Give it as plain values; fractions as text."""
        return {
            "taak": self.taak,
            "kolom": self.kolom,
            "vergeleken": len(self.regels),
            "verschillend": len(self.verschillen),
            "afwezig": list(self.afwezig),
            "meldingen": [{"code": m.code, "nl": m.tekst("nl"), "en": m.tekst("en")} for m in self.meldingen],
            "regels": [
                {
                    "code": r.code,
                    "naam": r.naam,
                    "gepubliceerd": str(r.gepubliceerd),
                    "berekend": r.berekend,
                    "verschil": str(r.verschil),
                    "quotum": str(r.quotum),
                    "afwijking": None if r.afwijking is None else str(r.afwijking),
                }
                for r in self.regels
            ],
        }


Cijfers = Mapping[str, tuple[str, int, Fraction]]
"""Area code → name, whole number, unrounded figure."""


def vergelijk(
    pad: Path | Kaders,
    taak: str,
    gemeenten: Cijfers,
    provincies: Cijfers,
    gegevens: Gegevens,
    kolom: str | None = None,
) -> Vergelijking:
    """Compare a table with computed figures.

    Parameters
    ----------
    pad
        Csv, xlsx or a table in memory, with a column `code` (of gemeenten or of provincies), `gemeente` or
        `provincie`, and a column of numbers. A column `taak`, when there is one, selects the rows
        of this task.
    taak
        Name of the task or part whose figures are compared.
    gemeenten, provincies
        The computed figures.
    gegevens
        For the names of gemeenten.
    kolom
        The column of numbers; None when the table has only one.

    Raises
    ------
    DataError
        With all problems of the table: unknown or doubled areas, cells that are no number, no or several
        columns of numbers.
    """
    try:
        tabel = read_table(pad, ())
    except Onleesbaar as fout:
        raise DataError(fout.problemen) from None
    tabel = _van_taak(tabel, taak)
    naamkolom = next((k for k in NAAMKOLOMMEN if k in tabel.kop), None)
    if naamkolom is None:
        dichtbij = next((n for k in NAAMKOLOMMEN if (n := nabij(k, tabel.kop))), "–")
        raise DataError.een("V511", tabel.bestand, namen=kort(tabel.kop), nabij=dichtbij)
    gekozen = _getallenkolom(tabel, kolom)
    tellers, noemer, problemen = read_column(tabel, gekozen, "gepubliceerd", tabel.kolom(naamkolom))
    over_provincies = naamkolom == "provincie" or _zijn_provinciecodes(tabel.kolom(naamkolom))
    cijfers = provincies if over_provincies else gemeenten
    zoek = _provinciezoeker(provincies, gegevens) if over_provincies else _gemeentezoeker(gegevens)
    regels: dict[str, Regel] = {}
    eerder: dict[str, int] = {}
    gelezen: list[Found] = []
    in_provincie = tabel.kolom("provincie" if naamkolom == "gemeente" else "")
    rijen = zip(tabel.kolom(naamkolom), in_provincie, tellers, strict=True)
    for i, (tekst, provincie, teller) in enumerate(rijen):
        waar = plek(tabel, i, naamkolom)
        try:
            gebied = zoek(tekst, provincie)
        except VerdelingError as fout:
            problemen += [p.op(waar) for p in fout.problemen]
            continue
        code = gebied.code
        if code in eerder:
            problemen.append(Probleem.van("V515", waar, naam=tekst, eerder=eerder[code]))
            continue
        eerder[code] = tabel.rijen[i].nummer
        gelezen.append(gebied)
        if naamkolom == "code":
            problemen += contradictions(tabel, i, code, gegevens.namenboek)
        if teller is not None:
            naam, aantal, quotum = cijfers[code]
            regels[code] = Regel(code, naam, Fraction(teller, noemer), aantal, quotum)
    if problemen:
        raise DataError(samengevat(problemen))
    afwezig = tuple(naam for code, (naam, _, _) in sorted(cijfers.items()) if code not in regels)
    over = tabel.ongebruikt((*NAAMKOLOMMEN, "taak", gekozen))
    meldingen = (*tabel.meldingen, *over, *tell(gelezen, tabel.bestand))
    return Vergelijking(taak, gekozen, tuple(regels[c] for c in sorted(regels)), afwezig, meldingen)


def _van_taak(tabel: Tabel, taak: str) -> Tabel:
    if "taak" not in tabel.kop:
        return tabel
    namen = tabel.kolom("taak")
    if taak not in namen:
        raise DataError.een("V516", tabel.bestand, naam=taak, namen=", ".join(dict.fromkeys(namen)))
    rijen = zip(tabel.rijen, namen, strict=True)
    return replace(tabel, rijen=tuple(rij for rij, naam in rijen if naam == taak))


def _getallenkolom(tabel: Tabel, gevraagd: str | None) -> str:
    if gevraagd is not None:
        naam = canoniek(gevraagd)
        if naam not in tabel.kop:
            raise DataError.een("V513", tabel.bestand, naam=gevraagd, namen=", ".join(tabel.kop))
        return naam
    namen = [k for k in tabel.kop if k not in GEEN_AANTAL and is_getallenkolom(k, tabel.kolom(k))]
    if len(namen) == 1:
        return namen[0]
    if VOORKEUR in namen:
        return VOORKEUR
    if not namen:
        raise DataError.een("V517", tabel.bestand, namen=", ".join(tabel.kop))
    raise DataError.een("V512", tabel.bestand, aantal=len(namen), namen=", ".join(namen))


def _gemeentezoeker(gegevens: Gegevens) -> Callable[[str, str], Found]:
    return lambda tekst, provincie: vind_gemeente(gegevens, tekst, provincie, deel=False)


def _zijn_provinciecodes(teksten: Sequence[str]) -> bool:
    """Whether a column of codes is about provincies, as PV20; a table is about one kind of area."""
    return any(re.fullmatch(PROVINCIECODE, tekst, re.IGNORECASE) for tekst in teksten)


def _provinciezoeker(provincies: Cijfers, gegevens: Gegevens) -> Callable[[str, str], Found]:
    def zoek(tekst: str, _: str) -> Found:
        found = gegevens.namenboek.provincie(tekst)
        if not isinstance(found, Found) or found.code not in provincies:
            raise DataError.een("V514", naam=tekst, namen=", ".join(n for n, _, _ in provincies.values()))
        return found

    return zoek
