"""A folder for data of your own: the gemeenten with the columns that a model reads, as they ship."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from verdeling.errors import VerdelingError
from verdeling.inputs.columns import Kolom
from verdeling.inputs.folder import LOSSE_TABELLEN
from verdeling.inputs.tables import Gegevens
from verdeling.plan.rules.fasering import Fasering
from verdeling.result.manifest import nieuwe_map
from verdeling.result.tables import csv_bytes
from verdeling.sleutel.indicatief import bereken
from verdeling.terms import Niveau
from verdeling.tijdplan.locations import lees_locaties
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.workbook.sheet import VASTE_DATUM

BRONKOLOMMEN = (
    *("bestand", "kolom", "uitgever", "tabel", "peildatum", "licentie", "status", "toelichting"),
    *("toelichting_en", "soort", "eenheid", "eenheid_en", "betekenis", "betekenis_en"),
)
WERKMAP = "gemeenten.xlsx"
Tabel = tuple[tuple[str, ...], list[tuple[Any, ...]]]


@dataclass(frozen=True)
class _Luisterend(Gegevens):
    """Data that remember which columns were asked."""

    gevraagd: dict[tuple[str, dt.date | None], None] = field(default_factory=dict)

    def kolom(self, naam: str, peildatum: dt.date | None = None) -> Kolom:
        kolom = super().kolom(naam, peildatum)
        self.gevraagd[naam, kolom.peildatum] = None
        return kolom


def gelezen_kolommen(model: Verdeelmodel, gegevens: Gegevens) -> tuple[Kolom, ...]:
    """Every column that the keys and the rules of the plan of a model read.

    Raises
    ------
    VerdelingError
        When the model cannot be computed with these data.
    """
    luisterend = _Luisterend(**{f.name: getattr(gegevens, f.name) for f in fields(gegevens)})
    indicatief = bereken(model, luisterend)
    if model.plan is not None and "fasering" not in model.plan.regels:
        from verdeling.plan.read import lees_plandata

        lees_plandata(model, luisterend, indicatief)
    return tuple(gegevens.kolom(naam, peildatum) for naam, peildatum in luisterend.gevraagd)


def write_template(folder: Path, gegevens: Gegevens) -> None:
    """Write ``gemeenten.csv`` (code, gemeente, provincie, inwoners) and ``bronnen.csv``.

    The inhabitants are the latest that ship, so that the folder works as it is.

    Raises
    ------
    VerdelingError
        When the folder exists and is not empty, or cannot be written.
    """
    kolommen = (gegevens.kolom("inwoners", gegevens.peildatum),)
    with nieuwe_map(folder) as nieuw:
        (nieuw / "gemeenten.csv").write_bytes(csv_bytes(*_gemeenten(gegevens, kolommen)))
        (nieuw / "bronnen.csv").write_bytes(csv_bytes(*_bronnen(kolommen)))


def write_filled_template(folder: Path, model: Verdeelmodel, gegevens: Gegevens) -> tuple[str, ...]:
    """Write ``gemeenten.xlsx`` with every column that a model reads, as it ships, and their sources.

    A plan over time has a sheet of its locations too, and a model of a half-year one for the realisations.

    Returns
    -------
    tuple[str, ...]
        Names of the columns.

    Raises
    ------
    VerdelingError
        When the folder exists and is not empty, or cannot be written; when the model reads one column of
        several dates, which one table cannot hold.
    """
    import xlsxwriter

    kolommen = gelezen_kolommen(model, gegevens)
    namen = tuple(k.naam for k in kolommen)
    dubbel = sorted({n for n in namen if namen.count(n) > 1})
    if dubbel:
        raise VerdelingError.een("V103", model.naam, namen=", ".join(dubbel))
    with nieuwe_map(folder) as nieuw:
        boek = xlsxwriter.Workbook(str(nieuw / WERKMAP))
        boek.set_properties({"title": "verdeling", "created": VASTE_DATUM})
        vet = boek.add_format({"bold": True})
        for naam, (kop, rijen) in {
            "gemeenten": _gemeenten(gegevens, kolommen),
            **_losse_tabellen(model, gegevens),
            "bronnen": _bronnen(kolommen),
        }.items():
            blad = boek.add_worksheet(naam)
            blad.freeze_panes(1, 2)
            blad.set_column(0, len(kop) - 1, 16)
            blad.write_row(0, 0, kop, vet)
            for i, rij in enumerate(rijen, start=1):
                for j, waarde in enumerate(rij):
                    if waarde not in (None, ""):
                        blad.write(i, j, waarde)
        boek.close()
    return namen


def _gemeenten(gegevens: Gegevens, kolommen: Sequence[Kolom]) -> Tabel:
    provincies = [gegevens.gebiedsnaam[code] for code in gegevens.gebied(Niveau.PROVINCIE)]
    cijfers = [[_cijfer(t, k.noemer) for t in k.tellers] for k in kolommen]
    kop = ("code", "gemeente", "provincie", *(k.naam for k in kolommen))
    return kop, list(zip(gegevens.codes, gegevens.namen, provincies, *cijfers, strict=True))


def _cijfer(teller: int | None, noemer: int) -> int | float | None:
    if teller is None:
        return None
    return teller // noemer if teller % noemer == 0 else teller / noemer


def _losse_tabellen(model: Verdeelmodel, gegevens: Gegevens) -> dict[str, Tabel]:
    """The tables that a model reads and that are no columns: locations as they ship, no realisations yet."""
    uit: dict[str, Tabel] = {}
    regel = model.plan.regels.get("fasering") if model.plan is not None else None
    if isinstance(regel, Fasering):
        kop = ("code", "gemeente", *LOSSE_TABELLEN["locaties"])
        gelezen = (
            []
            if regel.tabel is None
            else lees_locaties(regel.model_copy(update={"locaties": ()}), gegevens)[0]
        )
        cellen = [r.locatie.model_dump(mode="json") | {"gemeente": r.naam} for r in gelezen]
        uit["locaties"] = kop, [tuple(cel[k] for k in kop) for cel in cellen]
    if model.periode is not None:
        uit["realisatie"] = ("code", "gemeente", *LOSSE_TABELLEN["realisatie"]), []
    return uit


def _bronnen(kolommen: Sequence[Kolom]) -> Tabel:
    rijen: list[tuple[Any, ...]] = []
    for bron in (k.bron for k in kolommen):
        waarden = bron.model_dump(mode="json") | {"bestand": "gemeenten"}
        rijen.append(tuple(waarden[k] or "" for k in BRONKOLOMMEN))
    return BRONKOLOMMEN, rijen
