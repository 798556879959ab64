"""Figures of a user beside those that ship: what is filled on request, and what looks like another unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm
from typing import Final

from verdeling.errors import DataError, Probleem
from verdeling.inputs.columns import Kolom, breng_over
from verdeling.inputs.layout import kort
from verdeling.inputs.register import Bestaan, Register
from verdeling.texts import Verwijzing

VEEL: Final = 10
"""More times as many or as few as ship is worth a word."""


def vul_aan(
    kolom: Kolom,
    peildatum: dt.date | None,
    gemeenten: Sequence[Bestaan],
    dag: dt.date,
    register: Register,
) -> Kolom:
    """Give each gap of a user's column the figure that ships, with its own source and a note for each.

    The figure is that of `peildatum`, else of the date of the column, else the latest. Where none ships the
    gap stays.
    """
    waarden = dict(zip(kolom.codes, kolom.waarden(), strict=True))
    leeg = [g for g in gemeenten if waarden.get(g.code) is None]
    bron = _passend(kolom.aanvulling, peildatum or kolom.peildatum, dag, register) if leeg else None
    if bron is None:
        return kolom
    anders = dict(zip(bron.codes, bron.waarden(), strict=True))
    gevuld = [(g, waarde) for g in leeg if (waarde := anders.get(g.code)) is not None]
    waarden |= {g.code: waarde for g, waarde in gevuld}
    van = bron.peildatum or Verwijzing("inputs.onbekende_datum")
    meldingen = [
        Probleem.van("V158", kolom.naam, naam=g.naam, gm=g.code, waarde=waarde, peildatum=van)
        for g, waarde in gevuld
    ]
    return replace(
        _kolom(kolom, waarden),
        meldingen=(*kolom.meldingen, *meldingen),
        aangevuld=tuple((g.code, bron.bron) for g, _ in gevuld),
    )


def _passend(
    meegeleverd: Iterable[Kolom], peildatum: dt.date | None, dag: dt.date, register: Register
) -> Kolom | None:
    """The shipped column of a date, else the latest that can be brought to the boundaries of `dag`."""
    op_volgorde = sorted(meegeleverd, key=lambda k: k.peildatum or dt.date.min, reverse=True)
    for kandidaat in sorted(op_volgorde, key=lambda k: k.peildatum != peildatum):
        try:
            return breng_over(kandidaat, dag, register)
        except DataError:
            continue  # not on these boundaries
    return None


def _kolom(kolom: Kolom, waarden: dict[str, Fraction | None]) -> Kolom:
    noemer = lcm(kolom.noemer, *(w.denominator for w in waarden.values() if w is not None))
    tien = kolom.noemer
    while tien % noemer:
        tien *= 10
    codes = tuple(sorted(waarden))
    tellers = tuple(None if (w := waarden[c]) is None else int(w * tien) for c in codes)
    return replace(kolom, codes=codes, tellers=tellers, noemer=tien)


def opvallend(
    kolommen: Iterable[Kolom],
    meegeleverd: Iterable[Kolom],
    gemeenten: Sequence[Bestaan],
    dag: dt.date,
    register: Register,
) -> Iterator[Probleem]:
    """Notes on inhabitants that are 0, or far from those that ship."""
    meegeleverd = tuple(meegeleverd)
    naam = {g.code: g.naam for g in gemeenten}
    for kolom in kolommen:
        gelijk = [k for k in meegeleverd if k.naam == kolom.naam == "inwoners"]
        bron = _passend(gelijk, kolom.peildatum, dag, register)
        if bron is None:
            continue
        anders = dict(zip(bron.codes, bron.waarden(), strict=True))
        paren = [(c, w, anders.get(c)) for c, w in zip(kolom.codes, kolom.waarden(), strict=True)]
        plek = dict(kolom.plaatsen)
        nul = [c for c, w, _ in paren if w == 0]
        ver = [(c, w) for c, w, a in paren if w and a and not a / VEEL <= w <= a * VEEL]
        if nul:
            waar = plek.get(nul[0], kolom.naam)
            yield Probleem.van("V162", waar, namen=kort([naam.get(c, c) for c in nul]))
        if ver:
            namen = kort([f"{naam.get(c, c)}: {w}" for c, w in ver])
            yield Probleem.van("V163", plek.get(ver[0][0], kolom.naam), keer=VEEL, namen=namen)
