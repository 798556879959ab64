"""Half-years, and the shipped series of national numbers of the taakstelling."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from verdeling.inputs.register import rows_of
from verdeling.terms import Status

HALVES: Final = {"1": 1, "2": 2, "I": 1, "II": 2, "eerste": 1, "tweede": 2, "Eerste": 1, "Tweede": 2}
IN_FULL: Final = re.compile(
    r"(?P<jaar>[1-9][0-9]{3})(?:-| ?-?[Hh])(?P<helft>1|2|I|II)"
    r"|(?P<deel>(?:1|2)(?=e )|[Ee]erste|[Tt]weede)e? (?:helft|halfjaar)(?: van)? (?P<van>[1-9][0-9]{3})"
)
Stage = Literal["eerste", "herzien"]
PREFERRED: Final[dict[Stage, tuple[str, ...]]] = {
    "eerste": ("eerste", "vastgesteld", "verwacht"),
    "herzien": ("herzien", "vastgesteld", "verwacht"),
}
"""Which kind of figure speaks at a stage: most numbers were never revised."""


@dataclass(frozen=True, order=True)
class Halfjaar:
    """Half a calendar year, the period of the taakstelling."""

    jaar: int
    helft: int

    @classmethod
    def van(cls, text: str) -> Halfjaar:
        """Read ``2024-1`` or ``2024-I``, also written as ``2024 H1`` or ``1e helft 2024``.

        Raises
        ------
        ValueError
            When the text is no half-year.
        """
        match_ = IN_FULL.fullmatch(text)
        if match_ is None:
            raise ValueError(text)
        return cls(int(match_["jaar"] or match_["van"]), HALVES[match_["helft"] or match_["deel"]])

    def __str__(self) -> str:
        return f"{self.jaar}-{self.helft}"

    @property
    def begin(self) -> dt.date:
        """First day."""
        return dt.date(self.jaar, 6 * self.helft - 5, 1)

    @property
    def volgende(self) -> Halfjaar:
        """The half-year after this one."""
        return Halfjaar(self.jaar + self.helft - 1, 3 - self.helft)


@dataclass(frozen=True)
class SeriesFigure:
    """One figure of the national series, with its status."""

    halfjaar: Halfjaar
    soort: str
    aantal: int
    status: Status
    toelichting: str
    bron: str
    passage: str


@cache
def national_series() -> tuple[SeriesFigure, ...]:
    """All figures of the shipped series, by half-year and kind."""
    return tuple(
        SeriesFigure(
            Halfjaar.van(r["halfjaar"]),
            r["soort"],
            int(r["aantal"]),
            Status(r["status"]),
            r["toelichting"],
            r["bron"],
            r["passage"],
        )
        for r in rows_of("gemeenten/taakstelling_landelijk.csv")
    )


def national_figure(half_year: Halfjaar, stadium: Stage = "herzien") -> SeriesFigure | None:
    """National number of a half-year, as revised or as first announced; None when it was not found."""
    per_kind = {c.soort: c for c in national_series() if c.halfjaar == half_year}
    return next((per_kind[s] for s in PREFERRED[stadium] if s in per_kind), None)


def known_half_years() -> tuple[Halfjaar, ...]:
    """Half-years whose national number is known."""
    return tuple(sorted({c.halfjaar for c in national_series() if national_figure(c.halfjaar) is not None}))
