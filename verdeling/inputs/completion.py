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
from verdeling.terms import Bron, Status
from verdeling.texts import Verwijzing, say

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
    bron = _fitting(kolom.aanvulling, peildatum or kolom.peildatum, dag, register) if leeg else None
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


def _fitting(
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


def zonder_geleende_bron(
    kolommen: Iterable[Kolom], meegeleverd: Iterable[Kolom], dag: dt.date, register: Register
) -> tuple[tuple[Kolom, ...], tuple[Probleem, ...]]:
    """The columns, and a note on each whose source is a shipped one and whose figures are not.

    Who fills in a template and leaves its sources has own figures, of an origin that nobody told.
    """
    uit, meldingen = [], []
    meegeleverd = tuple(meegeleverd)
    for kolom in kolommen:
        zelfde = [k for k in meegeleverd if k.naam == kolom.naam and _same_bron(k.bron, kolom.bron)]
        bron = _fitting(zelfde, kolom.peildatum, dag, register)
        anders = {} if bron is None else dict(zip(bron.codes, bron.waarden(), strict=True))
        paren = [(c, w, anders.get(c)) for c, w in zip(kolom.codes, kolom.waarden(), strict=True)]
        verschil = [(c, w, a) for c, w, a in paren if w is not None and a is not None and w != a]
        if verschil:
            code, waarde, was = verschil[0]
            waar = dict(kolom.plaatsen).get(code, kolom.naam)
            getallen = {
                "aantal": len(verschil),
                "waarde": waarde,
                "was": was,
                "uitgever": kolom.bron.uitgever,
            }
            meldingen.append(Probleem.van("V787", waar, **getallen))
            onbekend = {"uitgever": say("inputs.onbekend"), "licentie": say("inputs.onbekend")}
            leeg = dict.fromkeys(("toelichting", "toelichting_en", "herleid_uit"), "")
            eigen = {"tabel": waar.partition(":")[0], "status": Status.OPEN}
            kolom = replace(kolom, bron=kolom.bron.model_copy(update=onbekend | leeg | eigen))
        uit.append(kolom)
    return tuple(uit), tuple(meldingen)


def _same_bron(een: Bron, ander: Bron) -> bool:
    return (een.uitgever, een.tabel, een.peildatum) == (ander.uitgever, ander.tabel, ander.peildatum)


def opvallend(
    kolommen: Iterable[Kolom],
    meegeleverd: Iterable[Kolom],
    gemeenten: Sequence[Bestaan],
    dag: dt.date,
    register: Register,
) -> Iterator[Probleem]:
    """Notes on inhabitants that are 0 or far from those that ship, and on sums of a whole provincie."""
    kolommen, meegeleverd = tuple(kolommen), tuple(meegeleverd)
    yield from _van_de_provincie(kolommen, meegeleverd, gemeenten, dag, register)
    naam = {g.code: g.naam for g in gemeenten}
    for kolom in kolommen:
        gelijk = [k for k in meegeleverd if k.naam == kolom.naam == "inwoners"]
        bron = _fitting(gelijk, kolom.peildatum, dag, register)
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


def _van_de_provincie(
    kolommen: Iterable[Kolom],
    meegeleverd: Sequence[Kolom],
    gemeenten: Sequence[Bestaan],
    dag: dt.date,
    register: Register,
) -> Iterator[Probleem]:
    """Notes on gemeenten with the name of their provincie whose figures look like its sum."""
    gebied = dict(register.gebieden)
    naamgenoten = [g for g in gemeenten if gebied[g.provincie] == g.naam]
    for kolom in kolommen:
        gelijk = [k for k in meegeleverd if k.naam == kolom.naam and k.optelbaar]
        bron = _fitting(gelijk, kolom.peildatum, dag, register)
        if bron is None:
            continue
        waarden = dict(zip(kolom.codes, kolom.waarden(), strict=True))
        anders = dict(zip(bron.codes, bron.waarden(), strict=True))
        for g in naamgenoten:
            waarde, eigen = waarden.get(g.code), anders.get(g.code)
            alle = [anders.get(h.code) or 0 for h in register.op(dag) if h.provincie == g.provincie]
            som = sum(alle, Fraction(0))
            if waarde is not None and eigen and abs(waarde - som) < abs(waarde - eigen) and 2 * waarde > som:
                waar = dict(kolom.plaatsen).get(g.code, kolom.naam)
                yield Probleem.van("V786", waar, naam=g.naam, waarde=waarde, som=som, eigen=eigen)
