"""One column of figures, exact, and how it is brought to later boundaries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from verdeling.errors import DataError, Probleem
from verdeling.inputs.register import EERSTE_OVERGANG, Herindeling, Register
from verdeling.terms import Bron, Kind, Kort

AARD: Final = ("eenheid", "eenheid_en", "betekenis", "betekenis_en", "maal", "herleid_uit")


@dataclass(frozen=True, repr=False)
class Kolom(Kort):
    """Figures of one indicator: the value of ``codes[i]`` is exactly ``tellers[i] / noemer``.

    Attributes
    ----------
    naam
        Name by which a key asks for the column.
    codes
        Gemeenten, sorted; the column speaks of no others.
    tellers
        Whole numbers; None where the figure is missing, which is never zero.
    noemer
        A power of ten, the same for the whole column.
    grenzen
        A day on whose boundaries the codes hold.
    optelbaar
        Whether the figures of merged gemeenten may be added up (counts: yes; scores and averages: no).
    bron
        Where the figures come from, with their peildatum.
    meldingen
        What a reader of these figures must know: sums over merged gemeenten, an unknown peildatum.
    plaatsen
        Code and place (file, row, column) of each cell of a user's table; empty for shipped figures.
    jaar
        Year that the table says the figures are of, where it says no more.
    aanvulling
        Shipped columns of the same name, of all dates, that fill the gaps when the column is asked for.
    aangevuld
        Code of each gemeente whose figure was filled, and the source of that figure.
    """

    naam: str
    codes: tuple[str, ...]
    tellers: tuple[int | None, ...]
    noemer: int
    grenzen: dt.date
    optelbaar: bool
    bron: Bron
    meldingen: tuple[Probleem, ...] = ()
    plaatsen: tuple[tuple[str, str], ...] = ()
    jaar: int | None = None
    aanvulling: tuple[Kolom, ...] = ()
    aangevuld: tuple[tuple[str, Bron], ...] = ()

    @property
    def peildatum(self) -> dt.date | None:
        """Reference date of the figures; None when the source does not tell."""
        return self.bron.peildatum

    def bron_van(self, code: str) -> Bron:
        """Source of the figure of one gemeente: that of the column, or of what filled the gap."""
        return dict(self.aangevuld).get(code, self.bron)

    @property
    def bronnen(self) -> tuple[Bron, ...]:
        """Every source of the figures, that of the column first."""
        return (self.bron, *{bron.model_dump_json(): bron for _, bron in self.aangevuld}.values())

    def waarden(self) -> tuple[Fraction | None, ...]:
        """The figures as fractions."""
        return tuple(None if t is None else Fraction(t, self.noemer) for t in self.tellers)

    def voor(self, codes: Sequence[str]) -> Kolom:
        """The same column for other gemeenten, in their order; missing where it does not know them."""
        if tuple(codes) == self.codes:
            return self
        teller = dict(zip(self.codes, self.tellers, strict=True))
        return replace(self, codes=tuple(codes), tellers=tuple(teller.get(c) for c in codes))


def nature_of(rij: Mapping[str, str]) -> dict[str, Any]:
    """What a row of bronnen.csv says of the kind, unit and meaning of its column."""
    uit: dict[str, Any] = {k: rij.get(k) or "" for k in AARD}
    return uit | {"soort": Kind(rij["soort"]) if rij.get("soort") else None}


def breng_over(kolom: Kolom, naar: dt.date, register: Register) -> Kolom:
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
    waar = f"{kolom.naam} {kolom.grenzen}"
    if naar.year == kolom.grenzen.year < EERSTE_OVERGANG.year:
        return replace(kolom, grenzen=naar)  # before 2020 boundaries changed on 1 January only
    if kolom.grenzen < EERSTE_OVERGANG:
        raise DataError([Probleem.van("V182", waar, van=kolom.grenzen, eerste=EERSTE_OVERGANG)])
    if naar < kolom.grenzen and (naar < EERSTE_OVERGANG or register.overgang(naar, kolom.grenzen)):
        raise DataError([Probleem.van("V181", waar, van=kolom.grenzen, naar=naar)])
    stappen = _stappen(register.overgang(kolom.grenzen, naar), kolom.codes)
    if not stappen:
        return replace(kolom, grenzen=naar)
    if kolom.optelbaar:
        _refuse_partition(waar, stappen)
        brug = _opgeteld(kolom, stappen)
    else:
        brug = _dropped(kolom, stappen)
    return replace(brug, grenzen=naar)


def _stappen(overgang: Sequence[Herindeling], codes: Iterable[str]) -> list[Herindeling]:
    """Herindelingen that touch the column, with those of partners it lacks: a sum must not skip them."""
    geraakt = set(codes)
    for h in overgang:
        if h.oud in geraakt:
            geraakt.add(h.nieuw)
    return [h for h in overgang if h.oud in geraakt or h.nieuw in geraakt]


def _refuse_partition(waar: str, stappen: Iterable[Herindeling]) -> None:
    gedeeld: dict[str, list[Herindeling]] = {}
    for h in stappen:
        if h.aandeel is None:
            gedeeld.setdefault(h.oud, []).append(h)
    if gedeeld:
        raise DataError([_undivided(waar, code, delen) for code, delen in gedeeld.items()])


def _undivided(waar: str, code: str, delen: Sequence[Herindeling]) -> Probleem:
    nieuw = ", ".join(h.nieuwe_naam for h in delen)
    return Probleem.van("V183", waar, oud=delen[0].oude_naam, gm=code, datum=delen[0].datum, nieuw=nieuw)


def _opgeteld(kolom: Kolom, stappen: Sequence[Herindeling]) -> Kolom:
    """Add up, one date after the other, so that a chain of herindelingen works too."""
    waarde: dict[str, Fraction | None] = dict(zip(kolom.codes, kolom.waarden(), strict=True))
    bijdragen: dict[str, list[str]] = {}
    for h in stappen:
        deel = waarde.get(h.oud)
        if h.nieuw not in bijdragen:
            bijdragen[h.nieuw] = [h.nieuwe_naam] if h.nieuw in waarde else []
        erbij = waarde.get(h.nieuw, Fraction(0))
        waarde[h.nieuw] = (
            None if deel is None or erbij is None or h.aandeel is None else erbij + h.aandeel * deel
        )
        bijdragen[h.nieuw].append(h.oude_naam)
    for h in stappen:
        waarde.pop(h.oud, None)
    namen = {h.nieuw: h.nieuwe_naam for h in stappen}
    meldingen = tuple(
        Probleem.van("V184", f"{kolom.naam} {kolom.grenzen}", nieuw=namen[code], gm=code, oud=" + ".join(oud))
        for code, oud in sorted(bijdragen.items())
        if code in waarde
    )
    noemer = _power_of_ten(waarde.values(), kolom.noemer)
    codes = tuple(sorted(waarde))
    tellers = tuple(None if (w := waarde[c]) is None else int(w * noemer) for c in codes)
    return replace(kolom, codes=codes, tellers=tellers, noemer=noemer, meldingen=kolom.meldingen + meldingen)


def _power_of_ten(waarden: Iterable[Fraction | None], noemer: int) -> int:
    for w in waarden:
        while w is not None and noemer % w.denominator:
            noemer *= 10
    return noemer


def _dropped(kolom: Kolom, stappen: Iterable[Herindeling]) -> Kolom:
    """A score of a gemeente that took over another no longer describes it: missing, with the reason."""
    geraakt = {h.nieuw: h.nieuwe_naam for h in stappen}
    oud = {h.oud for h in stappen}
    teller = dict(zip(kolom.codes, kolom.tellers, strict=True)) | dict.fromkeys(geraakt)
    codes = tuple(sorted(c for c in teller if c not in oud))
    melding = Probleem.van(
        "V185", f"{kolom.naam} {kolom.grenzen}", nieuw=", ".join(geraakt[c] for c in sorted(geraakt))
    )
    return replace(
        kolom, codes=codes, tellers=tuple(teller[c] for c in codes), meldingen=(*kolom.meldingen, melding)
    )
