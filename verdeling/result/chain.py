"""The levels between country and gemeente: what each area of a declared level gets, and what was given."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from verdeling.columns import Rows, Table, column, row
from verdeling.inputs.tables import Gegevens
from verdeling.result.tables import decimaal
from verdeling.sleutel.indicatief import Indicatief
from verdeling.terms import Niveau


@row
class AreaRow:
    """What an area of a declared level gets."""

    taak: str = column(("taak", "task"), ("Taak.", "Task."))
    niveau: str = column(
        ("niveau", "level"),
        ("Niveau tussen land en gemeente.", "Level between country and gemeente."),
        words=(),
    )
    code: str = column(("code", "code"), ("Code van het gebied.", "Code of the area."))
    gebied: str = column(("gebied", "area"), ("Naam van het gebied.", "Name of the area."))
    quotum: Decimal = column(
        ("onafgerond", "unrounded"),
        ("Cijfer voor afronding, zes decimalen.", "Figure before rounding, six decimals."),
        unit="plaatsen",
        sheet="quota",
    )
    aantal: int = column(
        ("aantal", "number"),
        ("Wat het gebied krijgt om te verdelen.", "What the area gets to divide."),
        unit="plaatsen",
    )
    gegeven: bool = column(("gegeven", "given"), ("1 voor een gegeven totaal.", "1 for a given total."))
    som_gemeenten: int = column(
        ("som van de gemeenten", "sum of its gemeenten"),
        ("Wat afronding ervan overlaat.", "What rounding leaves of it."),
        unit="plaatsen",
    )


GEBIEDEN: Final = Table(
    "gebieden",
    AreaRow,
    (
        "De niveaus: wat elk gebied krijgt om verder te verdelen",
        "The levels: what each area gets to divide further",
    ),
    (
        "Per taak elk gebied van een niveau boven de gemeente.",
        "Per task each area of a level above the gemeente.",
    ),
    "areas",
)


def area_rows(indicatief: Indicatief, data: Gegevens) -> Rows[AreaRow]:
    """Rows per task, declared level above gemeente, and area code; none for a task divided at once."""
    names = data.gebiedsnaam
    out: list[AreaRow] = []
    for taak in indicatief.taken.values():
        for niveau in (n.niveau for n in taak.niveaus if n.niveau is not Niveau.GEMEENTE):
            c = taak.gebieden[niveau]
            for code, quotum, count, total, given in zip(
                c.codes, c.quota, c.aantallen, c.som, c.gegeven, strict=True
            ):
                numbers = (decimaal(quotum, 6), count, given, total)
                out.append(AreaRow(taak.naam, niveau.value, code, names[code], *numbers))
    return GEBIEDEN.fill(out)
