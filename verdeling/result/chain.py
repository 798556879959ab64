"""The levels between country and gemeente: what each area of a declared level gets, and what was given."""

from __future__ import annotations

from typing import Final

from verdeling.inputs.tables import Gegevens
from verdeling.result.tables import Rij, decimaal
from verdeling.sleutel.indicatief import Indicatief
from verdeling.terms import Niveau

GEBIEDEN: Final = ("taak", "niveau", "code", "gebied", "quotum", "aantal", "gegeven", "som_gemeenten")
"""Columns of gebieden.csv; `gegeven` is 1 for a given total, `som_gemeenten` what rounding leaves of it."""


def gebiedsrijen(indicatief: Indicatief, gegevens: Gegevens) -> list[Rij]:
    """Rows per task, declared level above gemeente, and area code; none for a task divided at once."""
    namen = gegevens.gebiedsnaam
    uit: list[Rij] = []
    for taak in indicatief.taken.values():
        for niveau in (n.niveau for n in taak.niveaus if n.niveau is not Niveau.GEMEENTE):
            c = taak.gebieden[niveau]
            for code, quotum, aantal, som, gegeven in zip(
                c.codes, c.quota, c.aantallen, c.som, c.gegeven, strict=True
            ):
                getallen = (decimaal(quotum, 6), aantal, int(gegeven), som)
                uit.append((taak.naam, niveau.value, code, namen[code], *getallen))
    return uit
