"""One catalogue of all texts for people, Dutch and English side by side.

Each module of this package holds ``TEXTS``: key → (Dutch, English). Placeholders are filled by
:func:`say`; whole numbers and fractions in them are written in the number format of the language.

Examples
--------
>>> say("report.nederland", "nl"), say("report.nederland", "en")
('Nederland', 'Netherlands')
>>> number(1234.5, "nl", 1), number(1234.5, "en", 1)
('1.234,5', '1,234.5')
"""

from __future__ import annotations

import importlib
import string
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, Final, Literal, NamedTuple

Lang = Literal["nl", "en"]
LANGS: Final[tuple[Lang, ...]] = ("nl", "en")
MODULES: Final = (
    "inputs",
    "model",
    "sleutel",
    "plan",
    "rules",
    "time",
    "insight",
    "diagnostics",
    "compare",
    "report",
    "excel",
    "batch",
    "pipeline",
    "refresh",
    "dossier",
    "algorithm_register",
    "cli",
)


@cache
def catalogue() -> dict[str, tuple[str, str]]:
    """All texts by key; a key that stands in two modules is an error."""
    texts: dict[str, tuple[str, str]] = {}
    for name in MODULES:
        module: dict[str, tuple[str, str]] = importlib.import_module(f"verdeling.texts.{name}").TEXTS
        twice = texts.keys() & module.keys()
        if twice:
            raise ValueError(f"texts.{name}: {sorted(twice)}")
        texts |= module
    return texts


def register(texts: Mapping[str, tuple[str, str]]) -> None:
    """Add the texts of another package, each in Dutch and in English.

    Raises
    ------
    ValueError
        A key stands already for another text.
    """
    twice = sorted(key for key, both in texts.items() if catalogue().get(key, both) != both)
    if twice:
        raise ValueError(f"texts that exist already: {twice}")
    catalogue().update(texts)


def number(value: int | float | Fraction | Decimal, lang: Lang = "nl", decimals: int | None = None) -> str:
    """Write a number for people: ``1.234,5`` in Dutch, ``1,234.5`` in English.

    Parameters
    ----------
    value
        The number; a Fraction is written with `decimals` decimals, rounded half-even.
    lang
        Language of the number format.
    decimals
        Digits after the mark; None writes an int as it is and anything else with two.
    """
    if decimals is None:
        decimals = 0 if isinstance(value, int) else 2
    if isinstance(value, Fraction):
        scaled = round(value * 10**decimals)
        value = Decimal(scaled).scaleb(-decimals)
    text = f"{value:,.{decimals}f}"
    if lang == "nl":
        text = text.translate(str.maketrans(",.", ".,"))
    if not text.strip("-0.,"):
        return text.removeprefix("-")  # what rounds to nothing has no sign
    return text.replace("-", "−", 1) if text.startswith("-") else text


def short_number(value: int | float | Fraction | Decimal, lang: Lang = "nl") -> str:
    """Write a number with no more decimals than it has, at most three: 20 and ``6,1``, rounded half-even."""
    exact = Fraction(value)
    decimals = next((d for d in range(3) if (exact * 10**d).denominator == 1), 3)
    return number(exact, lang, decimals)


def number_shown(waarde: Fraction, lang: Lang) -> str:
    """Write a number in full when it has at most nine decimals, else with nine and an ellipsis."""
    for decimalen in range(10):
        if (waarde * 10**decimalen).denominator == 1:
            return number(waarde, lang, decimalen)
    return number(waarde, lang, 9) + "…"


class Reference(str):
    """Key of another text; inside a text it is told in the language of that text."""


class _Filler(string.Formatter):
    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401
        if format_spec.startswith("?"):
            return format_spec[1:].split(":")[value not in (1, "1")]
        if isinstance(value, Reference):
            return say(value, self.lang)
        if isinstance(value, bool) or not isinstance(value, int | float | Fraction | Decimal):
            return str(format(value, format_spec))
        if format_spec == "raw":
            return str(value)
        if format_spec == "breuk":
            exact = Fraction(value)
            onder = "" if exact.denominator == 1 else f"/{exact.denominator}"
            return number(exact.numerator, self.lang) + onder
        if format_spec == "decimaal":
            return number_shown(Fraction(value), self.lang)
        if format_spec == "kort":
            return short_number(value, self.lang)
        return number(value, self.lang, int(format_spec) if format_spec else None)


def fill(text: str, lang: Lang, **gegevens: Any) -> str:  # noqa: ANN401
    """Fill the placeholders of a text; ``{x:3}`` writes three decimals, ``{jaar:raw}`` no separators,
    ``{x:kort}`` no more decimals than there are,
    ``{x:decimaal}`` all decimals up to nine, ``{x:breuk}`` an exact number as a model writes it, such as 2/3, ``{x:?plaats:plaatsen}`` the word that
    goes with one or with another number.
    """
    return _Filler(lang).vformat(text, (), gegevens)


class Sentence(NamedTuple):
    """A text that belongs to one thing and stands beside it, in the same form as those of the catalogue."""

    nl: str
    en: str

    def say(self, lang: Lang = "nl", **gegevens: Any) -> str:  # noqa: ANN401
        """Fill the placeholders."""
        return fill(self[LANGS.index(lang)], lang, **gegevens)


def say(key: str, lang: Lang = "nl", **gegevens: Any) -> str:  # noqa: ANN401
    """Text of `key` in `lang` with its placeholders filled.

    Raises
    ------
    KeyError
        When the catalogue has no such key.
    """
    return fill(catalogue()[key][LANGS.index(lang)], lang, **gegevens)
