"""Where locations come from: a user's ``locaties.csv``, the shipped tables, the model itself."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from verdeling.errors import Probleem
from verdeling.inputs.checks import contradictions, plek
from verdeling.inputs.names import NameBook
from verdeling.inputs.reader import Tabel
from verdeling.inputs.register import rijen
from verdeling.inputs.tables import Gegevens
from verdeling.terms import gemeentecode
from verdeling.verdeelmodel.tijdplan import MEEST_KEER, Afspraak, Locatie, Tijdopdracht

VERPLICHT: Final = ("locatie", "soort", "plaatsen", "van")
DATUMS: Final = ("van", "tot_en_met", "verlengbaar_tot_en_met", "opzegbaar_vanaf")
GETALLEN: Final = ("plaatsen", "minstens_maanden", "hoogstens_maanden", "kosten", "keer")
TEKSTEN: Final = ("locatie", "soort", "omzetting_van", "toelichting")
KEUZES: Final = {
    "afspraak": tuple(Afspraak),
    "kwaliteit": ("wettelijk", "lager"),
    "na_afloop": ("open", "dicht"),
}


@dataclass(frozen=True)
class Rij:
    """A location with its place in a file or model."""

    locatie: Locatie
    bestand: str
    """Place of the row, up to the name of a column."""
    naam: str = ""

    def waar(self, kolom: str) -> str:
        """Place of one cell."""
        return f"{self.bestand}{kolom}" + (f" ({self.naam})" if self.naam else "")


def read_locations(opdracht: Tijdopdracht, gegevens: Gegevens) -> tuple[list[Rij], list[Probleem]]:
    """All locations of a plan and what cannot be read.

    A ``locaties.csv`` in the data folder replaces the shipped table; locations of the model come on top.
    """
    eigen = gegevens.tabel("locaties")
    gelezen, problemen = from_table(eigen, gegevens.namenboek) if eigen is not None else ([], [])
    if eigen is None and opdracht.tabel is not None:
        gelezen = [*_azc(), *(_temporary() if opdracht.tabel == "ijsselland" else ())]
    uit_model = [Rij(loc, f"tijdplan.locaties.{i}.", loc.locatie) for i, loc in enumerate(opdracht.locaties)]
    if not gelezen and not uit_model and not problemen:
        problemen = [Probleem.van("V482", "tijdplan")]
    return [*gelezen, *uit_model], problemen


def from_table(tabel: Tabel, boek: NameBook) -> tuple[list[Rij], list[Probleem]]:
    """Rows of a user's table; a row with a cell that cannot be read becomes problems only."""
    problemen = tabel.ontbrekend(VERPLICHT)
    goed: list[Rij] = []
    if problemen:
        return goed, problemen
    for i, rij in enumerate(tabel.rijen):
        cellen = dict(zip(tabel.kop, rij.cellen, strict=True))
        naam = cellen.get("gemeente") or cellen["locatie"]
        velden: dict[str, Any] = {}
        fouten = []
        for kolom, waarde, code in _velden(cellen):
            if code:
                waar, lijst = plek(tabel, i, kolom, naam), ", ".join(KEUZES.get(kolom, ()))
                grens = f"1 … {MEEST_KEER}" if kolom == "keer" else "≥ 1"
                fouten.append(Probleem.van(code, waar, waarde=waarde, lijst=lijst, grens=grens))
            elif waarde is not None:
                velden[kolom] = waarde
        problemen += fouten + _tegenspraak(tabel, i, str(velden.get("code", "")), boek)
        if not fouten:
            goed.append(Rij(Locatie(**velden), f"{tabel.bestand}:{rij.nummer}:", naam))
    return goed, problemen


def _tegenspraak(tabel: Tabel, i: int, code: str, boek: NameBook) -> list[Probleem]:
    """A gemeente or provincie that contradicts the code; of a joint site only when it names as many."""
    codes = code.split("+")
    if any(c not in boek.gemeenten for c in codes):
        return []
    if len(codes) == 1:
        return contradictions(tabel, i, code, boek)
    namen = tabel.kolom("gemeente")[i].split("+")
    paren = zip(codes, namen, strict=True) if len(namen) == len(codes) else ()
    tegen = [boek.contradictions(c, naam.strip()) for c, naam in paren]
    return [p.op(plek(tabel, i, kolom)) for t in tegen for kolom, p in t.items()]


def _velden(cellen: Mapping[str, str]) -> Iterator[tuple[str, Any, str | None]]:
    """Column, value and the code of what is wrong with it."""
    yield _code(cellen.get("code", ""))
    for kolom in TEKSTEN:
        text = cellen.get(kolom, "")
        yield kolom, text or None, "V139" if kolom in VERPLICHT and not text else None
    for kolom, keus in KEUZES.items():
        text = cellen.get(kolom, "")
        yield kolom, text or None, "V489" if text and text not in keus else None
    for kolom in DATUMS:
        text = cellen.get(kolom, "")
        dag = _dag(text)
        fout = "V139" if kolom in VERPLICHT and not text else "V151" if text and dag is None else None
        yield kolom, text if fout else dag, fout
    for kolom in GETALLEN:
        text = cellen.get(kolom, "")
        fout = _getalfout(kolom, text)
        yield kolom, text if fout else int(text) if text else None, fout


def _code(text: str) -> tuple[str, str | None, str | None]:
    if not text:
        return "code", None, "V130"
    try:
        return "code", "+".join(gemeentecode(deel) for deel in text.split("+")), None
    except ValueError:
        return "code", text, "V131"


def _dag(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        return None


def _getalfout(kolom: str, text: str) -> str | None:
    """Code of what is wrong with a whole number."""
    if not text:
        return "V147" if kolom in VERPLICHT else None
    if re.fullmatch(r"-\d+", text, re.ASCII):
        return "V145"
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        return "V146" if re.fullmatch(r"\d+[.,]\d+", text, re.ASCII) else "V140"
    minstens = 0 if kolom in ("plaatsen", "kosten") else 1
    return None if int(text) >= minstens and (kolom != "keer" or int(text) <= MEEST_KEER) else "V483"


def _azc() -> Iterator[Rij]:
    """Locations of the COA in IJsselland. One that is absent on 1 January 2023 starts on 1 July."""
    bestand = "locaties_ijsselland_azc.csv"
    for nummer, r in enumerate(rijen(f"gemeenten/{bestand}"), start=2):
        al_open = r["plaatsen_2023_01_01"] != "0"
        locatie = Locatie(
            code=r["code"],
            locatie=r["locatie"],
            soort=r["soort"],
            plaatsen=int(r["plaatsen_2023_07_01"]),
            # The source tells when contracts end and not when they began; all stood before the plan starts.
            van=dt.date(2022, 1, 1) if al_open else dt.date(2023, 7, 1),
            tot_en_met=_dag(r["contract_tot_en_met"]),
            verlengbaar_tot_en_met=_dag(r["verlengbaar_tot_en_met"]),
            na_afloop="dicht" if r["na_afloop"] == "dicht" else "open",
            toelichting=r["toelichting"],
        )
        yield Rij(locatie, f"{bestand}:{nummer}:", r["gemeente"])


def _temporary() -> Iterator[Rij]:
    """Temporary places in IJsselland, by who manages them; one number on consecutive days is one contract."""
    bestand = "locaties_ijsselland_cno.csv"
    reeks: dict[tuple[str, str, str, str], list[tuple[dt.date, int, int]]] = {}
    for nummer, r in enumerate(rijen(f"gemeenten/{bestand}"), start=2):
        sleutel = (r["code"], r["gemeente"], r["locatie"], r["soort"])
        reeks.setdefault(sleutel, []).append((dt.date.fromisoformat(r["datum"]), int(r["plaatsen"]), nummer))
    for (code, gemeente, locatie, soort), dagen in reeks.items():
        begin = 0
        for i in range(1, len(dagen) + 1):
            if i < len(dagen) and dagen[i][1] == dagen[begin][1]:
                continue
            van, plaatsen, nummer = dagen[begin]
            # The last day of the table is the last of which the source speaks.
            einde = dagen[i][0] - dt.timedelta(days=1) if i < len(dagen) else dagen[-1][0]
            if plaatsen:
                # A temporary site and an azc may share a name and are different locations.
                loc = Locatie(
                    code=code,
                    locatie=f"{locatie} ({soort})",
                    soort=soort,
                    plaatsen=plaatsen,
                    van=van,
                    tot_en_met=einde,
                )
                yield Rij(loc, f"{bestand}:{nummer}:", gemeente)
            begin = i
