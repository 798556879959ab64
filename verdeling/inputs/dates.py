"""Dates as people and statistics write them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

MAANDEN: Final = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli"),
    *("augustus", "september", "oktober", "november", "december"),
)
DAG: Final = re.compile(r"(\d{1,2})(?:[-/]|\s+)(\d{1,2}|[a-z]+)(?:[-/]|\s+)((?:19|20)\d\d)", re.IGNORECASE)
JAAR: Final = re.compile(r"((?:19|20)\d\d)(?:JJ00)?", re.IGNORECASE)
"""A year, also as CBS codes its periods."""


def dag_of_jaar(text: str) -> dt.date | int | None:
    """Day or year that a text names; None when it names neither.

    >>> dag_of_jaar("2025-01-01"), dag_of_jaar("1 januari 2025") == dag_of_jaar("1-1-2025")
    (datetime.date(2025, 1, 1), True)
    >>> dag_of_jaar("2025JJ00"), dag_of_jaar("geen")
    (2025, None)
    """
    if year := JAAR.fullmatch(text):
        return int(year[1])
    day = DAG.fullmatch(text)
    try:
        if day is None:
            return dt.date.fromisoformat(text)
        month = int(day[2]) if day[2].isdigit() else MAANDEN.index(day[2].casefold()) + 1
        return dt.date(int(day[3]), month, int(day[1]))
    except ValueError:
        return None
