"""Headings as people and statistics write them, and the one name of each column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final

from verdeling.inputs.register import rows_of

KEYS: Final = frozenset({"code", "gemeente", "provincie", "regio"})
"""Columns that say which area a row is about."""
OTHER_KEYS: Final = frozenset({"maand", "kolom"})
"""Columns that a row is about in tables that are about no areas."""
COUNTS: Final = frozenset(
    {
        "inwoners",
        "huishoudens",
        "capaciteit_regulier",
        "capaciteit_nood",
        "aanbod",
        "gehuisvest",
        "taakstelling",
    }
    | {"instroom", "vertrek", "vergunningen", "in_opvang", "wachtend"}
)
"""Columns that count people, homes or places: whole and never negative."""
WHOLE: Final = COUNTS | {
    "regulier",
    "nood",
    "plaatsen",
    "netto",
    "plan",
    "nieuw",
    "bestaand",
    "indicatief",
}
"""Columns of whole numbers."""
OTHER_NAMES: Final = {
    "code": ("gemeentecode", "gemcode", "gmcode", "cbscode", "codegemeente", "gemeentenummer", "statcode"),
    "gemeente": ("gemeentenaam", "gemeenten", "naamgemeente", "statnaam", "municipality"),
    "provincie": ("provincienaam", "naamprovincie", "province"),
    "regio": ("regios",),
    "inwoners": (
        *("aantalinwoners", "inwoneraantal", "inwonertal"),
        *("bevolking", "totalebevolking", "bevolkingop1januari", "inhabitants"),
    ),
    "regulier": ("reguliereopvang", "coaregulier", "regulierecapaciteit"),
    "nood": ("noodopvang", "coanood", "noodcapaciteit"),
    "periode": ("halfjaar",),
}
"""Other headings of the same column, letters only; ``regio`` holds codes or names, as its cells tell."""
REST: Final = (
    *("aanbod", "regulier", "nood", "capaciteit_regulier", "capaciteit_nood", "plaatsen", "taak"),
    *("periode", "gehuisvest", "taakstelling", "netto", "plan", "nieuw", "bestaand", "indicatief"),
    *("maand", "instroom", "vertrek", "vergunningen", "in_opvang", "wachtend"),
    *("naam", "locatie", "soort", "van", "tot_en_met"),
    *("kolom", "uitgever", "peildatum", "licentie", "status"),
)
"""Columns of tables that do not ship as columns of figures."""
AANTAL: Final = re.compile(r"\s*\(aantal\)$", re.IGNORECASE)
CBS_HEAD: Final = re.compile(r"^((?:[A-Z][a-z]+){2,})_\d{1,3}$")
"""A heading of the open data of CBS, such as TotaleBevolking_1."""
FOOTNOTE: Final = re.compile(r"(?:\s*(?:\d\)|\(\d\)|[*†‡¹²³⁴-⁹]))+$")


def canonical_heading(head: str) -> str:
    """Name of a column: that of a known one however it is written, else the heading in small letters.

    >>> canonical_heading("Gemeentecode"), canonical_heading("SES WOA"), canonical_heading("Mijn  cijfer")
    ('code', 'ses_woa', 'mijn cijfer')
    """
    name = _wanted(head)
    return name if name is not None else " ".join(head.casefold().split())


def is_known(head: str) -> bool:
    """Whether a heading is that of a column that the program knows."""
    return _wanted(head) is not None


def _wanted(head: str) -> str | None:
    """Known column of a heading, with or without its footnote and what statistics put behind it."""
    bare = FOOTNOTE.sub("", head)
    shapes = (bare, AANTAL.sub("", bare), CBS_HEAD.sub(r"\1", bare))
    return next((name for shape in shapes if (name := _known().get(_letters(shape))) is not None), None)


def head_value(cells: Sequence[str]) -> int:
    """How many known columns a row names; 0 when it does not say which area or month its rows are about."""
    names = {canonical_heading(c) for c in cells if c and is_known(c)}
    return len(names) if names & (KEYS | OTHER_KEYS | {"naam"}) else 0


@cache
def _known() -> dict[str, str]:
    bronnen = (r for d in ("cbs", "gemeenten") for r in rows_of(f"{d}/bronnen.csv"))
    names = {r["kolom"] for r in bronnen if r["optelbaar"]}
    known = {_letters(name): name for name in sorted(names) + list(REST)}
    known |= {name: name for name in KEYS}
    return known | {otherwise: name for name, shapes in OTHER_NAMES.items() for otherwise in shapes}


def _letters(text: str) -> str:
    """Letters and figures alone; nothing where a separator of csv shows that it is more than one heading."""
    if any(c in text for c in ";,\t|"):
        return ""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())
