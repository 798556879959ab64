"""One column of figures, exact, and how it is brought to later boundaries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from verdeling.errors import DataError, Problem
from verdeling.inputs.register import FIRST_TRANSITION, Herindeling, Register
from verdeling.terms import Brief, Bron, Kind

NATURES: Final = ("eenheid", "eenheid_en", "betekenis", "betekenis_en", "maal", "herleid_uit")


@dataclass(frozen=True, repr=False)
class Kolom(Brief):
    """Figures of one indicator: the value of ``codes[i]`` is exactly ``tellers[i] / noemer``.

    Attributes
    ----------
    naam
        Name by which a key asks for the column.
    codes
        Gemeenten, sorted; the column speaks of no others.
    numerators
        Whole numbers; None where the figure is missing, which is never zero.
    denominator
        A power of ten, the same for the whole column.
    grenzen
        A day on whose boundaries the codes hold.
    additive
        Whether the figures of merged gemeenten may be added up (counts: yes; scores and averages: no).
    bron
        Where the figures come from, with their peildatum.
    meldingen
        What a reader of these figures must know: sums over merged gemeenten, an unknown peildatum.
    plaatsen
        Code and place (file, row, column) of each cell of a user's table; empty for shipped figures.
    jaar
        Year that the table says the figures are of, where it says no more.
    completion
        Shipped columns of the same name, of all dates, that fill the gaps when the column is asked for.
    completed
        Code of each gemeente whose figure was filled, and the source of that figure.
    gebreken
        What is wrong with its cells, a problem only of who asks for the column.
    """

    naam: str
    codes: tuple[str, ...]
    numerators: tuple[int | None, ...]
    denominator: int
    grenzen: dt.date
    additive: bool
    bron: Bron
    meldingen: tuple[Problem, ...] = ()
    plaatsen: tuple[tuple[str, str], ...] = ()
    jaar: int | None = None
    completion: tuple[Kolom, ...] = ()
    completed: tuple[tuple[str, Bron], ...] = ()
    gebreken: tuple[Problem, ...] = ()

    @property
    def peildatum(self) -> dt.date | None:
        """Reference date of the figures; None when the source does not tell."""
        return self.bron.peildatum

    def bron_van(self, code: str) -> Bron:
        """Source of the figure of one gemeente: that of the column, or of what filled the gap."""
        return dict(self.completed).get(code, self.bron)

    @property
    def bronnen(self) -> tuple[Bron, ...]:
        """Every source of the figures, that of the column first."""
        return (self.bron, *{bron.model_dump_json(): bron for _, bron in self.completed}.values())

    def waarden(self) -> tuple[Fraction | None, ...]:
        """The figures as fractions."""
        return tuple(None if t is None else Fraction(t, self.denominator) for t in self.numerators)

    def voor(self, codes: Sequence[str]) -> Kolom:
        """The same column for other gemeenten, in their order; missing where it does not know them."""
        if tuple(codes) == self.codes:
            return self
        numerator = dict(zip(self.codes, self.numerators, strict=True))
        return replace(self, codes=tuple(codes), numerators=tuple(numerator.get(c) for c in codes))


def nature_of(row: Mapping[str, str]) -> dict[str, Any]:
    """What a row of bronnen.csv says of the kind, unit and meaning of its column."""
    out: dict[str, Any] = {k: row.get(k) or "" for k in NATURES}
    return out | {"soort": Kind(row["soort"]) if row.get("soort") else None}


def carry_over(kolom: Kolom, naar: dt.date, register: Register) -> Kolom:
    """Bring a column to the boundaries of a later day.

    Figures of merged gemeenten are added up: new = Σ aandeel × old over the herindelingen between the two
    days, in order of date. A score or average cannot be added up and becomes missing for the new gemeente.
    What was done is told in `meldingen`.

    Raises
    ------
    DataError
        When `naar` lies before the boundaries of the column, when those boundaries are from before 2020 and
        from another year, or when a count must be split and the data does not say how.
    """
    where = f"{kolom.naam} {kolom.grenzen}"
    if naar.year == kolom.grenzen.year < FIRST_TRANSITION.year:
        return replace(kolom, grenzen=naar)  # before 2020 boundaries changed on 1 January only
    if kolom.grenzen < FIRST_TRANSITION:
        raise DataError([Problem.van("V182", where, van=kolom.grenzen, eerste=FIRST_TRANSITION)])
    if naar < kolom.grenzen and (naar < FIRST_TRANSITION or register.transition(naar, kolom.grenzen)):
        raise DataError([Problem.van("V181", where, van=kolom.grenzen, naar=naar)])
    steps = _steps(register.transition(kolom.grenzen, naar), kolom.codes)
    if not steps:
        return replace(kolom, grenzen=naar)
    if kolom.additive:
        _refuse_partition(where, steps)
        bridge = _added_up(kolom, steps)
    else:
        bridge = _dropped(kolom, steps)
    return replace(bridge, grenzen=naar)


def _steps(transition: Sequence[Herindeling], codes: Iterable[str]) -> list[Herindeling]:
    """Herindelingen that touch the column, with those of partners it lacks: a sum must not skip them."""
    touched = set(codes)
    for h in transition:
        if h.oud in touched:
            touched.add(h.nieuw)
    return [h for h in transition if h.oud in touched or h.nieuw in touched]


def _refuse_partition(where: str, steps: Iterable[Herindeling]) -> None:
    shared: dict[str, list[Herindeling]] = {}
    for h in steps:
        if h.aandeel is None:
            shared.setdefault(h.oud, []).append(h)
    if shared:
        raise DataError([_undivided(where, code, parts) for code, parts in shared.items()])


def _undivided(where: str, code: str, parts: Sequence[Herindeling]) -> Problem:
    new = ", ".join(h.nieuwe_naam for h in parts)
    return Problem.van("V183", where, oud=parts[0].old_name, gm=code, datum=parts[0].datum, nieuw=new)


def _added_up(column: Kolom, steps: Sequence[Herindeling]) -> Kolom:
    """Add up, one date after the other, so that a chain of herindelingen works too."""
    value: dict[str, Fraction | None] = dict(zip(column.codes, column.waarden(), strict=True))
    contributions: dict[str, list[str]] = {}
    for h in steps:
        part = value.get(h.oud)
        if h.nieuw not in contributions:
            contributions[h.nieuw] = [h.nieuwe_naam] if h.nieuw in value else []
        added = value.get(h.nieuw, Fraction(0))
        value[h.nieuw] = (
            None if part is None or added is None or h.aandeel is None else added + h.aandeel * part
        )
        contributions[h.nieuw].append(h.old_name)
    for h in steps:
        value.pop(h.oud, None)
    names = {h.nieuw: h.nieuwe_naam for h in steps}
    notes = tuple(
        Problem.van(
            "V184", f"{column.naam} {column.grenzen}", nieuw=names[code], gm=code, oud=" + ".join(old)
        )
        for code, old in sorted(contributions.items())
        if code in value
    )
    denominator = _power_of_ten(value.values(), column.denominator)
    codes = tuple(sorted(value))
    numerators = tuple(None if (w := value[c]) is None else int(w * denominator) for c in codes)
    return replace(
        column,
        codes=codes,
        numerators=numerators,
        denominator=denominator,
        meldingen=column.meldingen + notes,
    )


def _power_of_ten(values: Iterable[Fraction | None], denominator: int) -> int:
    for w in values:
        while w is not None and denominator % w.denominator:
            denominator *= 10
    return denominator


def _dropped(column: Kolom, steps: Iterable[Herindeling]) -> Kolom:
    """A score of a gemeente that took over another no longer describes it: missing, with the reason."""
    touched = {h.nieuw: h.nieuwe_naam for h in steps}
    old = {h.oud for h in steps}
    numerator = dict(zip(column.codes, column.numerators, strict=True)) | dict.fromkeys(touched)
    codes = tuple(sorted(c for c in numerator if c not in old))
    note = Problem.van(
        "V185", f"{column.naam} {column.grenzen}", nieuw=", ".join(touched[c] for c in sorted(touched))
    )
    return replace(
        column,
        codes=codes,
        numerators=tuple(numerator[c] for c in codes),
        meldingen=(*column.meldingen, note),
    )
