"""Outcome of testing one property of a key or a rounding.

Exact small cases come first, then random search with a fixed seed and a fixed number of cases. A pass says
that no counter-example was found among those cases. A failure is a fact about the model, shown and not
hidden: rounding each gemeente by itself promises no exact total, and the largest remainder is not house
monotone (the Alabama paradox; M.L. Balinski and H.P. Young, *Fair Representation*, 1982). Direction of the
criteria: P. Grech, "Undesired properties of the European Commission's refugee distribution key", European
Union Politics 18 (2017), 212-238.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from verdeling.texts import Lang, say


class Judgement(StrEnum):
    """Outcome of a test."""

    GEHAALD = "gehaald"
    GEFAALD = "gefaald"
    NIET_GETOETST = "niet_getoetst"


@dataclass(frozen=True)
class PropertyCheck:
    """One axiom tested on one method of rounding or one key.

    Attributes
    ----------
    axioma
        The property; told under ``axioma.<axioma>``.
    waarvan
        What was tested: the method, or the task and, where it matters, the column.
    oordeel
        The outcome.
    gevallen
        How many cases were tried.
    beloofd
        Whether the method is known to have the property; None where theory says nothing.
    voorbeeld
        Numbers of the counter-example, or why nothing was tested.
    """

    axioma: str
    waarvan: str
    oordeel: Judgement
    gevallen: int
    beloofd: bool | None = None
    voorbeeld: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def gehaald(self) -> bool:
        """Whether no counter-example was found."""
        return self.oordeel is Judgement.GEHAALD

    def naam(self, lang: Lang = "nl") -> str:
        """The property in a few words."""
        return say(f"axioma.{self.axioma}", lang)

    def tekst(self, lang: Lang = "nl") -> str:
        """The outcome in one sentence, with the counter-example when there is one."""
        if self.oordeel is Judgement.GEFAALD:
            sentence = say(f"axioma.{self.axioma}.gefaald", lang, **self.voorbeeld)
            return sentence + (" " + say("axioma.niet_beloofd", lang) if self.beloofd is False else "")
        return say(f"axioma.{self.oordeel.value}", lang, gevallen=self.gevallen)

    def json(self) -> dict[str, Any]:
        """As plain values; exact numbers that are not whole as text."""
        return {
            "axioma": self.axioma,
            "waarvan": self.waarvan,
            "oordeel": self.oordeel.value,
            "gevallen": self.gevallen,
            "beloofd": self.beloofd,
            "voorbeeld": {k: v if isinstance(v, int | bool) else str(v) for k, v in self.voorbeeld.items()},
        }
