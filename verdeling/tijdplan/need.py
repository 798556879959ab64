"""How many places each area needs in each month."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from verdeling.errors import Probleem
from verdeling.sleutel.indicatief import Indicatief
from verdeling.terms import Niveau
from verdeling.tijdplan.calendar import Kalender
from verdeling.verdeelmodel.tijdplan import Stap, Tijdopdracht

Nodig = Mapping[tuple[str, str], tuple[int | None, ...]]
"""Per area and need: places per month; None where the need is not known."""


def read_need(
    opdracht: Tijdopdracht, kalender: Kalender, indicatief: Indicatief, bestaan: Collection[str]
) -> tuple[Nodig, list[Probleem]]:
    """The need of each area, and what is wrong with it; `bestaan` holds the areas of the level.

    A step holds until the next one begins; an area that a step does not name has no need from then on.
    """
    problemen = _controleer(opdracht)
    per_lijn: dict[str, list[tuple[int, dict[str, int]]]] = {}
    for naam, behoefte in opdracht.behoefte.items():
        stappen = []
        for i, stap in enumerate(behoefte.stappen):
            waar = f"tijdplan.behoefte.{naam}.stappen.{i}"
            cijfers, fouten = _cijfers(stap, opdracht.niveau, indicatief, waar)
            problemen += fouten + [
                Probleem.van("V491", f"{waar}.plaatsen", gebied=code, bekend=", ".join(sorted(bestaan)))
                for code in stap.plaatsen or ()
                if code not in bestaan
            ]
            stappen.append((kalender.eerste(stap.vanaf), cijfers))
        per_lijn[naam] = stappen
    bekend = {code for stappen in per_lijn.values() for _, cijfers in stappen for code in cijfers}
    gebieden = opdracht.gebieden if opdracht.gebieden is not None else tuple(sorted(bekend))
    problemen += [
        Probleem.van("V491", "tijdplan.gebieden", gebied=code, bekend=", ".join(sorted(bekend)))
        for code in gebieden
        if code not in bekend
    ]
    if problemen:
        return {}, problemen
    return {
        (code, naam): _reeks(stappen, code, kalender.aantal)
        for code in sorted(gebieden)
        for naam, stappen in per_lijn.items()
    }, []


def _reeks(stappen: list[tuple[int, dict[str, int]]], code: str, maanden: int) -> tuple[int | None, ...]:
    reeks: list[int | None] = [None] * maanden
    for eerste, cijfers in stappen:
        reeks[eerste:] = [cijfers.get(code, 0)] * (maanden - eerste)
    return tuple(reeks[:maanden])


def _cijfers(
    stap: Stap, niveau: Niveau, indicatief: Indicatief, waar: str
) -> tuple[dict[str, int], list[Probleem]]:
    """Places by area code of one step."""
    if (stap.taak is None) == (stap.plaatsen is None):
        return {}, [Probleem.van("V497", waar)]
    if stap.plaatsen is not None:
        fout = [
            Probleem.van("V452", f"{waar}.plaatsen.{code}", waarde=getal.waarde)
            for code, getal in stap.plaatsen.items()
            if getal.waarde < 0 or getal.waarde.denominator != 1
        ]
        return {code: int(getal.waarde) for code, getal in stap.plaatsen.items()}, fout
    taak = indicatief.taken.get(str(stap.taak))
    if taak is None:
        return {}, [Probleem.van("V462", f"{waar}.taak", bekend=", ".join(sorted(indicatief.taken)))]
    if niveau is Niveau.GEMEENTE:
        return dict(zip(taak.codes, taak.aantallen, strict=True)), []
    cijfers = taak.gebieden[niveau]
    return dict(zip(cijfers.codes, cijfers.aantallen, strict=True)), []


def _controleer(opdracht: Tijdopdracht) -> list[Probleem]:
    """Steps ascend, kinds exist and count towards one need only."""
    problemen = []
    gezien: dict[str, str] = {}
    for naam, behoefte in opdracht.behoefte.items():
        waar = f"tijdplan.behoefte.{naam}"
        dagen = [stap.vanaf for stap in behoefte.stappen]
        problemen += [
            Probleem.van("V496", f"{waar}.stappen.{i + 1}", dag=b, vorige=a)
            for i, (a, b) in enumerate(zip(dagen, dagen[1:], strict=False))
            if a >= b
        ]
        for soort in behoefte.soorten if behoefte.soorten is not None else opdracht.opvangsoorten:
            if soort not in opdracht.opvangsoorten:
                bekend = ", ".join(opdracht.opvangsoorten)
                problemen.append(Probleem.van("V486", f"{waar}.soorten", soort=soort, bekend=bekend))
            elif soort in gezien:
                problemen.append(Probleem.van("V492", waar, soort=soort, ander=gezien[soort]))
            gezien[soort] = naam
    return problemen
