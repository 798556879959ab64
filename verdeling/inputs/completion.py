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

VEEL: Final = 10
"""More times as many or as few as ship is worth a word."""


def vul_aan(
    eigen: Iterable[Kolom],
    meegeleverd: Iterable[Kolom],
    gemeenten: Sequence[Bestaan],
    dag: dt.date,
    register: Register,
) -> tuple[tuple[Kolom, ...], tuple[Probleem, ...]]:
    """Give each gap in the columns of a user the shipped figure, and a note for each.

    The figure is that of the peildatum of the column, else the latest. Where none ships the gap stays.
    """
    kolommen, meldingen = [], []
    meegeleverd = tuple(meegeleverd)
    for kolom in eigen:
        waarden = dict(zip(kolom.codes, kolom.waarden(), strict=True))
        leeg = [g for g in gemeenten if waarden.get(g.code) is None]
        bron = _passend(kolom, meegeleverd, dag, register) if leeg else None
        if bron is not None:
            anders = dict(zip(bron.codes, bron.waarden(), strict=True))
            for g in leeg:
                waarde = anders.get(g.code)
                if waarde is not None:
                    waarden[g.code] = waarde
                    gegevens = {"naam": g.naam, "gm": g.code, "waarde": waarde}
                    peildatum = bron.peildatum or "–"
                    meldingen.append(Probleem.van("V158", kolom.naam, peildatum=peildatum, **gegevens))
        kolommen.append(_kolom(kolom, waarden))
    return tuple(kolommen), tuple(meldingen)


def _passend(kolom: Kolom, meegeleverd: Sequence[Kolom], dag: dt.date, register: Register) -> Kolom | None:
    gelijk = [k for k in meegeleverd if k.naam == kolom.naam]
    zelfde = [k for k in gelijk if k.peildatum == kolom.peildatum]
    for kandidaat in zelfde or sorted(gelijk, key=lambda k: k.peildatum or dt.date.min, reverse=True):
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
        bron = _passend(kolom, meegeleverd, dag, register) if kolom.naam == "inwoners" else None
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
