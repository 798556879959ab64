"""What can be wrong with locations: each with its file, row and column."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from verdeling.errors import Probleem
from verdeling.inputs.tables import Gegevens
from verdeling.terms import Niveau
from verdeling.tijdplan.locations import Rij
from verdeling.verdeelmodel.tijdplan import Afspraak, Tijdopdracht


def controleer(rijen: Sequence[Rij], opdracht: Tijdopdracht, gegevens: Gegevens) -> list[Probleem]:
    """All problems of all locations."""
    problemen = [p for rij in rijen for p in _een(rij, opdracht, gegevens)]
    per_locatie: dict[tuple[str | None, str], list[Rij]] = defaultdict(list)
    for rij in rijen:
        per_locatie[rij.locatie.code, rij.locatie.locatie].append(rij)
    for samen in per_locatie.values():
        problemen += _overlap(samen)
        problemen += _conversions(samen, opdracht)
    return problemen


def _een(rij: Rij, opdracht: Tijdopdracht, gegevens: Gegevens) -> Iterator[Probleem]:
    """Problems of one row on its own."""
    loc = rij.locatie
    yield from _gebied(rij, opdracht, gegevens)
    for kolom, soort in (("soort", loc.soort), ("omzetting_van", loc.omzetting_van)):
        if soort is not None and soort not in opdracht.opvangsoorten:
            yield Probleem.van("V486", rij.waar(kolom), soort=soort, bekend=", ".join(opdracht.opvangsoorten))
    if loc.tot_en_met is not None and loc.tot_en_met < loc.van:
        yield Probleem.van("V484", rij.waar("tot_en_met"), van=loc.van, tot=loc.tot_en_met)
    verleng = loc.verlengbaar_tot_en_met
    if verleng is not None and (loc.tot_en_met is None or verleng <= loc.tot_en_met):
        yield Probleem.van(
            "V485", rij.waar("verlengbaar_tot_en_met"), verleng=verleng, tot=loc.tot_en_met or "–"
        )
    contract = loc.afspraak is Afspraak.CONTRACT
    duur = loc.minstens_maanden > 1 or loc.hoogstens_maanden is not None
    if duur and (contract or loc.omzetting_van is not None):
        yield Probleem.van("V495", rij.waar("minstens_maanden"))
    elif loc.hoogstens_maanden is not None and loc.hoogstens_maanden < loc.minstens_maanden:
        yield Probleem.van(
            "V494",
            rij.waar("hoogstens_maanden"),
            hoogstens=loc.hoogstens_maanden,
            minstens=loc.minstens_maanden,
        )
    if contract and loc.omzetting_van is not None:
        yield Probleem.van("V493", rij.waar("afspraak"))


def _gebied(rij: Rij, opdracht: Tijdopdracht, gegevens: Gegevens) -> Iterator[Probleem]:
    """Gemeenten exist on these boundaries and lie in one area."""
    if rij.locatie.code is None:
        return
    codes = rij.locatie.code.split("+")
    onbekend = [code for code in codes if code not in gegevens.codes]
    for code in onbekend:
        yield Probleem.van("V487", rij.waar("code"), gm=code, dag=gegevens.peildatum)
    if not onbekend and len(set(gebieden_van(codes, opdracht.niveau, gegevens))) > 1:
        yield Probleem.van("V499", rij.waar("code"), codes=" + ".join(codes), niveau=opdracht.niveau.value)


def gebieden_van(codes: Sequence[str], niveau: Niveau, gegevens: Gegevens) -> list[str]:
    """Area of each gemeente."""
    gebied = dict(zip(gegevens.codes, gegevens.gebied(niveau), strict=True))
    return [gebied[code] for code in codes]


def _overlap(samen: Sequence[Rij]) -> Iterator[Probleem]:
    """Contracts of one location that hold on the same day, listed extensions included."""
    contracten = [r for r in samen if r.locatie.afspraak is Afspraak.CONTRACT]
    contracten.sort(key=lambda r: r.locatie.van)
    for i, tweede in enumerate(contracten[1:], start=1):
        eerste = max(contracten[:i], key=last_day)
        einde = last_day(eerste)
        if einde >= tweede.locatie.van:
            yield Probleem.van(
                "V488",
                tweede.waar("van"),
                locatie=tweede.locatie.locatie,
                van=tweede.locatie.van,
                ander=eerste.bestand.rstrip(":."),
                einde=einde if einde < dt.date.max else "–",
            )


def last_day(rij: Rij) -> dt.date:
    """Last day that is agreed, extension included."""
    loc = rij.locatie
    return loc.verlengbaar_tot_en_met or loc.tot_en_met or dt.date.max


def _conversions(samen: Sequence[Rij], opdracht: Tijdopdracht) -> Iterator[Probleem]:
    """A conversion starts from a kind that the location has, and goes up."""
    for rij in samen:
        loc = rij.locatie
        if (
            loc.afspraak is Afspraak.CONTRACT
            or loc.omzetting_van not in opdracht.opvangsoorten
            or loc.soort not in opdracht.opvangsoorten
        ):
            continue
        van, naar = opdracht.opvangsoorten[str(loc.omzetting_van)], opdracht.opvangsoorten[loc.soort]
        if naar.rang <= van.rang:
            yield Probleem.van("V490", rij.waar("soort"), van=loc.omzetting_van, naar=loc.soort)
        elif bron(rij, samen) is None:
            yield Probleem.van(
                "V498", rij.waar("omzetting_van"), locatie=loc.locatie, soort=loc.omzetting_van
            )


def bron(rij: Rij, samen: Sequence[Rij]) -> Rij | None:
    """The row whose places a conversion uses: the latest of its kind that starts no later."""
    past = [
        r
        for r in samen
        if r is not rij and r.locatie.soort == rij.locatie.omzetting_van and r.locatie.van <= rij.locatie.van
    ]
    return max(past, key=lambda r: r.locatie.van, default=None)
