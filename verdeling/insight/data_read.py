"""What a model reads of the data, and what of a user's data its division does not depend on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from verdeling.errors import DataError, Probleem
from verdeling.inputs.layout import kort
from verdeling.sleutel.keys import indicatoren

if TYPE_CHECKING:
    from verdeling.inputs.columns import Kolom
    from verdeling.inputs.tables import Gegevens
    from verdeling.verdeelmodel.model import Verdeelmodel

BESCHRIJFT = "inwoners"
"""Column that every result shows figures against, also where no key reads it."""


def gevraagd(model: Verdeelmodel) -> list[tuple[str, dt.date | None]]:
    """Name and date of every column that the keys and the rules of the plan of a model read, each once."""
    sleutels = (s for t in model.taken.values() for s in (t.sleutel, *(n.sleutel for n in t.niveaus)))
    gelezen = {(i.indicator, i.peildatum): None for s in sleutels if s is not None for i in indicatoren(s)}
    if model.plan is not None:
        from verdeling.plan.read import needs

        gelezen |= {(n.column, n.peildatum): None for n in needs(model.plan)}
    return list(gelezen)


def read_columns(model: Verdeelmodel, gegevens: Gegevens) -> tuple[Kolom, ...]:
    """Every column that a model reads.

    Raises
    ------
    DataError
        When the data lack one.
    """
    kolommen = (gegevens.kolom(naam, peildatum) for naam, peildatum in gevraagd(model))
    return tuple({(k.naam, k.peildatum): k for k in kolommen}.values())


def ongebruikt(model: Verdeelmodel, gegevens: Gegevens, ook: Iterable[str] = ()) -> list[Probleem]:
    """Note on the columns and tables of a user that the division of a model does not depend on.

    `ook` are columns that something else than the model reads.
    """
    if gegevens.map is None:
        return []
    leest = dict.fromkeys(naam for naam, _ in gevraagd(model))
    tabellen = {"locaties": model.tijdplan is not None, "realisatie": model.periode is not None}
    eigen = [k.naam for k in gegevens.kolommen if k.plaatsen] + [t.soort for t in gegevens.tabellen]
    telt = {*leest, *ook, *(soort for soort, ja in tabellen.items() if ja)}
    over = [naam for naam in eigen if naam not in telt and naam != BESCHRIJFT]
    if not over:
        return []
    code = "V775" if telt.intersection(eigen) else "V776"
    return [Probleem.van(code, gegevens.map.name, namen=kort(over), leest=", ".join(leest) or "–")]


def datanotes(model: Verdeelmodel, gegevens: Gegevens, ook: Iterable[str] = ()) -> list[Probleem]:
    """How a user's data was read: what was filled in, read as something else, or not used."""
    eigen = {k.naam for k in gegevens.kolommen if k.plaatsen}
    kolommen = []
    for naam, peildatum in gevraagd(model):
        # What cannot be read is told as an error, by who computes with it.
        with suppress(DataError):
            kolommen += [gegevens.kolom(naam, peildatum)] if naam in eigen else []
    return [
        *ongebruikt(model, gegevens, ook),
        *gegevens.meldingen,
        *(melding for kolom in kolommen for melding in kolom.meldingen),
    ]
