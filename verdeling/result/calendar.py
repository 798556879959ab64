"""``termijnen.csv``: the calendar of the law, day by day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from verdeling.columns import Rows, Table, column, row
from verdeling.texts import say
from verdeling.texts.sources import source

if TYPE_CHECKING:
    from verdeling.verdeelmodel.model import Verdeelmodel


@row
class DateRow:
    """One date of the law."""

    datum: dt.date = column(("datum", "date"), ("De dag.", "The day."))
    naam: str = column(("termijn", "name"), ("Naam in het model.", "Name in the model."))
    nl: str = column(("wat", "what"), ("Wat er dan is, in het Nederlands.", "What is due, in Dutch."))
    en: str = column(("wat", "what"), ("Wat er dan is, in het Engels.", "What is due, in English."))
    bron: str = column(
        ("bron", "source"), ("Document en passage.", "Document and passage."), sheet="source", told=source
    )
    status: str = column(
        ("status", "status"),
        ("Wat de datum waard is.", "What the date is worth."),
        told=lambda status, lang: say(f"insight.status.{status}", lang),
    )


CALENDAR: Final = Table(
    "termijnen",
    DateRow,
    ("De kalender van de wet", "The calendar of the law"),
    ("Wanneer wat moet gebeuren.", "What is due when."),
    "calendar",
)


def calendar_rows(model: Verdeelmodel) -> Rows[DateRow]:
    """Every date of the model in order."""
    return CALENDAR.fill(
        [
            DateRow(
                date.datum,
                name,
                date.wat.nl,
                date.wat.en,
                ", ".join(filter(None, (date.grondslag.bron, date.grondslag.passage))),
                date.grondslag.status.value,
            )
            for name, date in model.calendar.items()
        ]
    )
