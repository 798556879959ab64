"""The shipped register: which gemeente existed when, in which areas, and what became of it."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Final

from verdeling.errors import DataError, Problem
from verdeling.terms import Brief

FIRST_BOUNDARIES: Final = dt.date(2017, 1, 1)
"""First day whose boundaries the register knows completely, with areas."""
FIRST_TRANSITION: Final = dt.date(2020, 1, 1)
"""First day from which figures can be brought to later boundaries: of the gemeenten that were divided in 2018
and 2019 it is not known which part went where."""
NAMED_REGIONS: Final = {
    "provincie": "provincie",
    "veiligheidsregio": "veiligheidsregio",
    "corop": "COROP-gebied",
    "arbeidsmarktregio": "arbeidsmarktregio",
    "ggdregio": "GGD-regio",
    "landsdeel": "landsdeel",
}
"""Column of gemeenten.csv and what its areas are called."""
LAND: Final = "NL01"
"""Code of the whole country."""
LAATSTE_GRENZEN: Final = dt.date(2026, 12, 31)
"""Last day whose boundaries are known; a herindeling on the next day is planned, not decided."""


@dataclass(frozen=True)
class Existence:
    """One gemeente and the days on which it existed: from `van` up to but not including `tot`."""

    code: str
    naam: str
    van: dt.date
    tot: dt.date | None
    provincie: str
    veiligheidsregio: str

    def op(self, day: dt.date) -> bool:
        """Whether the gemeente existed on `day`."""
        return self.van <= day and (self.tot is None or day < self.tot)


@dataclass(frozen=True)
class Herindeling:
    """The old gemeente, or the share `aandeel` of it, went into the new one on `datum`."""

    datum: dt.date
    oud: str
    old_name: str
    nieuw: str
    nieuwe_naam: str
    intended: bool
    aandeel: Fraction | None
    """None: the source does not say how the old gemeente was divided."""


@dataclass(frozen=True)
class NamedRegion:
    """An area that people name where a gemeente is asked: its kind in words, and the gemeenten in it."""

    code: str
    naam: str
    soort: str
    gemeenten: tuple[str, ...]
    """Codes since 2023."""


@dataclass(frozen=True, repr=False)
class Register(Brief):
    """All gemeenten of the shipped data, their herindelingen and the names of the areas."""

    gemeenten: tuple[Existence, ...]
    herindelingen: tuple[Herindeling, ...]
    gebieden: tuple[tuple[str, str], ...]
    """Code and name of the country, the provincies and the veiligheidsregio's."""
    named_regions: tuple[NamedRegion, ...] = ()
    """Areas of every kind, the better known kind first."""

    def op(self, day: dt.date) -> tuple[Existence, ...]:
        """Gemeenten on the boundaries of `day`, sorted by code.

        Raises
        ------
        DataError
            When the boundaries of that day are not known.
        """
        if not FIRST_BOUNDARIES <= day <= LAATSTE_GRENZEN:
            raise DataError([Problem.van("V101", dag=day, eerste=FIRST_BOUNDARIES, laatste=LAATSTE_GRENZEN)])
        return tuple(g for g in self.gemeenten if g.op(day))

    @cached_property
    def gebiedscodes(self) -> frozenset[str]:
        """Codes of the country, the provincies and the veiligheidsregio's."""
        return frozenset(code for code, _ in self.gebieden)

    def namen_op(self, day: dt.date) -> dict[str, str]:
        """Names of all areas, and of the gemeenten on the boundaries of `day`."""
        return dict(self.gebieden) | {g.code: g.naam for g in self.op(day)}

    def transition(self, van: dt.date, naar: dt.date) -> tuple[Herindeling, ...]:
        """Herindelingen that took effect after `van` and not after `naar`, in order of date."""
        return tuple(h for h in self.herindelingen if not h.intended and van < h.datum <= naar)

    def successors(self, code: str) -> tuple[str, ...]:
        """Names of the gemeenten into which a gemeente went."""
        return tuple(h.nieuwe_naam for h in self.herindelingen if h.oud == code and not h.intended)


def data_map() -> Path:
    """Folder of the shipped data: inside the installed package, else beside it in the checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_data"
    return installed if installed.is_dir() else package.parent / "data"


def rows_of(source_file: str, folder: Path | None = None) -> Iterator[dict[str, str]]:
    """Rows of a shipped table, such as ``gemeenten/bonus_stadia.csv``, or of one in another data folder."""
    with ((folder or data_map()) / source_file).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read_register() -> Register:
    """Read the shipped register."""
    return Register(_existence(), _herindelingen(), _gebieden(), _named_regions())


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _existence() -> tuple[Existence, ...]:
    return tuple(
        Existence(
            r["code"],
            r["gemeente"],
            dt.date.fromisoformat(r["van"]),
            _day(r["tot"]),
            r["provinciecode"],
            r["veiligheidsregiocode"],
        )
        for r in rows_of("gemeenten/bestaan.csv")
    )


def _herindelingen() -> tuple[Herindeling, ...]:
    return tuple(
        Herindeling(
            dt.date.fromisoformat(r["datum"]),
            r["oude_code"],
            r["oude_gemeente"],
            r["nieuwe_code"],
            r["nieuwe_gemeente"],
            r["soort"] == "voorgenomen",
            Fraction(Decimal(r["aandeel"])) if r["aandeel"] else None,
        )
        for r in rows_of("gemeenten/herindelingen.csv")
    )


def _gebieden() -> tuple[tuple[str, str], ...]:
    names = {LAND: "Nederland"}
    for r in rows_of("gemeenten/gemeenten.csv"):
        names[r["provinciecode"]] = r["provincie"]
        names[r["veiligheidsregiocode"]] = r["veiligheidsregio"]
    return tuple(sorted(names.items()))


def _named_regions() -> tuple[NamedRegion, ...]:
    members: dict[tuple[str, str, str], list[str]] = {}
    for r in rows_of("gemeenten/gemeenten.csv"):
        for column in NAMED_REGIONS:
            members.setdefault((column, r[f"{column}code"], r[column]), []).append(r["code"])
    return tuple(
        NamedRegion(code, name, NAMED_REGIONS[column], tuple(codes))
        for (column, code, name), codes in sorted(
            members.items(), key=lambda d: (list(NAMED_REGIONS).index(d[0][0]), d)
        )
    )


def buren() -> tuple[tuple[str, str, Fraction], ...]:
    """Pairs of gemeenten with a common land border and its length in kilometres (boundaries since 2023)."""
    return tuple((r["code_a"], r["code_b"], Fraction(r["grens_km"])) for r in rows_of("gemeenten/buren.csv"))
