"""Characters that steer a terminal or turn the direction of a text, made visible."""

from __future__ import annotations

import re
from typing import Final

CONTROL_SIGNS: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\r(?!\n)"
)
"""Control characters but tab and line end, separators of lines, and marks of direction."""


def visible_text(tekst: str) -> str:
    r"""The text with each steering character as ``\u001b``: harmless, and inside JSON still the same text."""
    return CONTROL_SIGNS.sub(lambda teken: f"\\u{ord(teken[0]):04x}", tekst)


FORMULE: Final = re.compile(r"[=@\t\r]|[+\-](?!\d+([.,]\d+)?\Z)")
"""How a text begins that a spreadsheet takes for a formula; a number with a sign is none."""


def no_formula(tekst: str) -> str:
    """The text as it may stand in a cell of a csv: before what begins like a formula comes an apostrophe."""
    return f"'{tekst}" if FORMULE.match(tekst) else tekst
