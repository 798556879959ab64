"""Exact numbers from text: which mark is the decimal mark, and what cannot be decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

GETAL: Final = re.compile(r"(?P<min>-?)(?P<geheel>[0-9]+)(?:(?P<teken>[.,])(?P<rest>[0-9]+))?")
GROUPED: Final = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3}(?:\.[0-9]{3})*|,[0-9]{3}(?:,[0-9]{3})*)")
SMALL: Final = re.compile(r"-?[0-9]{1,3}")
MAX_DIGITS: Final = 15
MAX_DECIMALS: Final = 30
"""More digits than this before or after the mark is no figure about a gemeente."""

Fault = Literal["tekst", "twee_tekens", "dubbelzinnig", "ander_teken", "te_lang"]


def column_of_texts(texts: Sequence[str]) -> tuple[tuple[int | None, ...], int]:
    """Numerators and their common power of ten; every text is empty or a number with a decimal point."""
    decimals = max((len(t.partition(".")[2]) for t in texts), default=0)
    return tuple(_numerator(t, decimals) if t else None for t in texts), 10**decimals


def _numerator(text: str, decimals: int) -> int:
    whole, _, rest = text.partition(".")
    return int(whole + rest.ljust(decimals, "0"))


def decimal_mark(texts: Sequence[str]) -> str | None:
    """Mark that at least one text of the column shows beyond doubt to be the decimal mark.

    ``1.234`` does not show it: that may be one thousand two hundred and thirty-four. ``0.123``, ``12.5`` and
    ``1.2345`` do.
    """
    for text in texts:
        match_ = GETAL.fullmatch(text)
        if match_ and match_["teken"] and not _ambiguous(match_):
            return match_["teken"]
    return None


def _ambiguous(match_: re.Match[str]) -> bool:
    whole = match_["geheel"]
    return len(match_["rest"]) == 3 and len(whole) <= 3 and not whole.startswith("0")


def number_fault(text: str, sign: str | None) -> Fault | None:
    """What keeps a text from being a number, given the decimal mark of its column; None when nothing does."""
    match_ = GETAL.fullmatch(text)
    if match_ is None:
        drawn = re.fullmatch(r"-?[0-9]+(?:[.,][0-9]+)+", text)
        return "twee_tekens" if drawn else "tekst"
    if len(match_["geheel"]) > MAX_DIGITS or len(match_["rest"] or "") > MAX_DECIMALS:
        return "te_lang"
    if match_["teken"] is None:
        return None
    if sign is None:
        return "dubbelzinnig"
    return None if match_["teken"] == sign else "ander_teken"


def without_thousands(texts: Sequence[str], *, telling: bool) -> list[str] | None:
    """Texts of a column without marks between thousands; None when they are no thousands for sure.

    The whole column must agree: every cell is below a thousand or grouped by three, by one mark. And
    something must rule out that the mark is a decimal one: a cell with two groups; in a column of whole
    numbers (`telling`) a last group that is not 000; in another column a last group that ends in 0 where
    other cells have no mark. Where one mark is the decimal one for certain, the other groups thousands.
    """
    filled = [t for t in texts if t]
    if mark := decimal_mark(filled):
        other = "," if mark == "." else "."
        both = re.compile(rf"-?(?:[0-9]{{1,3}}|[1-9][0-9]{{0,2}}(?:[{other}][0-9]{{3}})+)(?:[{mark}][0-9]+)?")
        if any(other in t for t in filled) and all(map(both.fullmatch, filled)):
            return [t.replace(other, "") for t in texts]
        return None
    grouped = [t for t in filled if GROUPED.fullmatch(t)]
    signs = {c for t in grouped for c in t if c in ".,"}
    if len(signs) != 1 or not all(SMALL.fullmatch(t) or GROUPED.fullmatch(t) for t in filled):
        return None
    sign = signs.pop()
    without = len(grouped) < len(filled)
    certain = any(
        t.count(sign) > 1
        or (telling and not t.endswith("000"))
        or (without and t.endswith("0") and not telling)
        for t in grouped
    )
    return [t.replace(sign, "") for t in texts] if certain else None
