"""Exact numbers from text: which mark is the decimal mark, and what cannot be decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

GETAL: Final = re.compile(r"(?P<min>-?)(?P<geheel>[0-9]+)(?:(?P<teken>[.,])(?P<rest>[0-9]+))?")
GEGROEPEERD: Final = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3}(?:\.[0-9]{3})*|,[0-9]{3}(?:,[0-9]{3})*)")
KLEIN: Final = re.compile(r"-?[0-9]{1,3}")
MAX_CIJFERS: Final = 15
MAX_DECIMALEN: Final = 30
"""More digits than this before or after the mark is no figure about a gemeente."""

Gebrek = Literal["tekst", "twee_tekens", "dubbelzinnig", "ander_teken", "te_lang"]


def column_of_texts(teksten: Sequence[str]) -> tuple[tuple[int | None, ...], int]:
    """Numerators and their common power of ten; every text is empty or a number with a decimal point."""
    decimalen = max((len(t.partition(".")[2]) for t in teksten), default=0)
    return tuple(_numerator(t, decimalen) if t else None for t in teksten), 10**decimalen


def _numerator(text: str, decimalen: int) -> int:
    geheel, _, rest = text.partition(".")
    return int(geheel + rest.ljust(decimalen, "0"))


def decimal_mark(teksten: Sequence[str]) -> str | None:
    """Mark that at least one text of the column shows beyond doubt to be the decimal mark.

    ``1.234`` does not show it: that may be one thousand two hundred and thirty-four. ``0.123``, ``12.5`` and
    ``1.2345`` do.
    """
    for text in teksten:
        match = GETAL.fullmatch(text)
        if match and match["teken"] and not _ambiguous(match):
            return match["teken"]
    return None


def _ambiguous(match: re.Match[str]) -> bool:
    geheel = match["geheel"]
    return len(match["rest"]) == 3 and len(geheel) <= 3 and not geheel.startswith("0")


def gebrek(text: str, teken: str | None) -> Gebrek | None:
    """What keeps a text from being a number, given the decimal mark of its column; None when nothing does."""
    match = GETAL.fullmatch(text)
    if match is None:
        getekend = re.fullmatch(r"-?[0-9]+(?:[.,][0-9]+)+", text)
        return "twee_tekens" if getekend else "tekst"
    if len(match["geheel"]) > MAX_CIJFERS or len(match["rest"] or "") > MAX_DECIMALEN:
        return "te_lang"
    if match["teken"] is None:
        return None
    if teken is None:
        return "dubbelzinnig"
    return None if match["teken"] == teken else "ander_teken"


def without_thousands(teksten: Sequence[str], *, telling: bool) -> list[str] | None:
    """Texts of a column without marks between thousands; None when they are no thousands for sure.

    The whole column must agree: every cell is below a thousand or grouped by three, by one mark. And
    something must rule out that the mark is a decimal one: a cell with two groups; in a column of whole
    numbers (`telling`) a last group that is not 000; in another column a last group that ends in 0 where
    other cells have no mark.
    """
    gevuld = [t for t in teksten if t]
    gegroepeerd = [t for t in gevuld if GEGROEPEERD.fullmatch(t)]
    tekens = {c for t in gegroepeerd for c in t if c in ".,"}
    if len(tekens) != 1 or not all(KLEIN.fullmatch(t) or GEGROEPEERD.fullmatch(t) for t in gevuld):
        return None
    teken = tekens.pop()
    zonder = len(gegroepeerd) < len(gevuld)
    zeker = any(
        t.count(teken) > 1
        or (telling and not t.endswith("000"))
        or (zonder and t.endswith("0") and not telling)
        for t in gegroepeerd
    )
    return [t.replace(teken, "") for t in teksten] if zeker else None
