"""What a model reads of the data, and what of a user's data its division does not depend on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from verdeling.errors import DataError, Problem
from verdeling.inputs.layout import short_list
from verdeling.sleutel.keys import indicators_of

if TYPE_CHECKING:
    from verdeling.inputs.columns import Kolom
    from verdeling.inputs.tables import Gegevens
    from verdeling.verdeelmodel.model import Verdeelmodel

DESCRIBES = "inwoners"
"""Column that every result shows figures against, also where no key reads it."""


def gevraagd(model: Verdeelmodel) -> list[tuple[str, dt.date | None]]:
    """Name and date of every column that the keys and the rules of the plan of a model read, each once."""
    sleutels = (s for t in model.taken.values() for s in (t.sleutel, *(n.sleutel for n in t.niveaus)))
    seen = {(i.indicator, i.peildatum): None for s in sleutels if s is not None for i in indicators_of(s)}
    if model.plan is not None:
        from verdeling.plan.read import needs

        seen |= {(n.column, n.peildatum): None for n in needs(model.plan)}
    return list(seen)


def read_columns(model: Verdeelmodel, data: Gegevens) -> tuple[Kolom, ...]:
    """Every column that a model reads.

    Raises
    ------
    DataError
        When the data lack one.
    """
    columns = (data.kolom(name, peildatum) for name, peildatum in gevraagd(model))
    return tuple({(k.naam, k.peildatum): k for k in columns}.values())


def unused_columns(model: Verdeelmodel, data: Gegevens, also: Iterable[str] = ()) -> list[Problem]:
    """Note on the columns and tables of a user that the division of a model does not depend on.

    `also` are columns that something else than the model reads.
    """
    if data.map is None:
        return []
    reads = dict.fromkeys(name for name, _ in gevraagd(model))
    tables = {"locaties": model.tijdplan is not None, "realisatie": model.periode is not None}
    own = [k.naam for k in data.kolommen if k.plaatsen] + [t.soort for t in data.tabellen]
    counts = {*reads, *also, *(kind for kind, ja in tables.items() if ja)}
    over = [name for name in own if name not in counts and name != DESCRIBES]
    if not over:
        return []
    code = "V775" if counts.intersection(own) else "V776"
    return [Problem.van(code, data.map.name, namen=short_list(over), leest=", ".join(reads) or "–")]


def datanotes(model: Verdeelmodel, data: Gegevens, also: Iterable[str] = ()) -> list[Problem]:
    """How a user's data was read: what was filled in, read as something else, or not used."""
    own = {k.naam for k in data.kolommen if k.plaatsen}
    columns = []
    for name, peildatum in gevraagd(model):
        # What cannot be read is told as an error, by who computes with it.
        with suppress(DataError):
            columns += [data.kolom(name, peildatum)] if name in own else []
    return [
        *unused_columns(model, data, also),
        *data.meldingen,
        *(note for column in columns for note in column.meldingen),
    ]
