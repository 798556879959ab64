"""Figures of a user beside those that ship: what is filled on request, and what looks like another unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm
from typing import Final

from verdeling.errors import DataError, Problem
from verdeling.inputs.columns import Kolom, carry_over
from verdeling.inputs.layout import short_list
from verdeling.inputs.register import Existence, Register
from verdeling.terms import Bron, Status
from verdeling.texts import Reference, say

MANY: Final = 3
"""So many times as many or as few as ship is worth a word."""
FEW: Final = 250
"""Fewer than these count as these when figures are held against those that ship: little is soon much more."""


def fill_in(
    kolom: Kolom,
    peildatum: dt.date | None,
    gemeenten: Sequence[Existence],
    day: dt.date,
    register: Register,
) -> Kolom:
    """Give each gap of a user's column the figure that ships, with its own source and a note for each.

    The figure is that of `peildatum`, else of the date of the column, else the latest. Where none ships the
    gap stays.
    """
    values = dict(zip(kolom.codes, kolom.waarden(), strict=True))
    empty = [g for g in gemeenten if values.get(g.code) is None]
    bron = _fitting(kolom.completion, peildatum or kolom.peildatum, day, register) if empty else None
    if bron is None:
        return kolom
    otherwise = dict(zip(bron.codes, bron.waarden(), strict=True))
    filled = [(g, value) for g in empty if (value := otherwise.get(g.code)) is not None]
    values |= {g.code: value for g, value in filled}
    van = bron.peildatum or Reference("inputs.onbekende_datum")
    notes = [
        Problem.van("V158", kolom.naam, naam=g.naam, gm=g.code, waarde=value, peildatum=van)
        for g, value in filled
    ]
    return replace(
        _column(kolom, values),
        meldingen=(*kolom.meldingen, *notes),
        completed=tuple((g.code, bron.bron) for g, _ in filled),
    )


def _fitting(
    shipped: Iterable[Kolom], peildatum: dt.date | None, day: dt.date, register: Register
) -> Kolom | None:
    """The shipped column of a date, else the latest that can be brought to the boundaries of `day`."""
    op_volgorde = sorted(shipped, key=lambda k: k.peildatum or dt.date.min, reverse=True)
    for candidate in sorted(op_volgorde, key=lambda k: k.peildatum != peildatum):
        try:
            return carry_over(candidate, day, register)
        except DataError:
            continue  # not on these boundaries
    return None


def _column(column: Kolom, values: dict[str, Fraction | None]) -> Kolom:
    denominator = lcm(column.denominator, *(w.denominator for w in values.values() if w is not None))
    tien = column.denominator
    while tien % denominator:
        tien *= 10
    codes = tuple(sorted(values))
    numerators = tuple(None if (w := values[c]) is None else int(w * tien) for c in codes)
    return replace(column, codes=codes, numerators=numerators, denominator=tien)


def without_borrowed_source(
    columns: Iterable[Kolom], shipped: Iterable[Kolom], day: dt.date, register: Register
) -> tuple[tuple[Kolom, ...], tuple[Problem, ...]]:
    """The columns, and a note on each whose source is a shipped one and whose figures are not.

    Who fills in a template and leaves its sources has own figures, of an origin that nobody told.
    """
    out, notes = [], []
    shipped = tuple(shipped)
    for column in columns:
        same = [k for k in shipped if k.naam == column.naam and _same_bron(k.bron, column.bron)]
        bron = _fitting(same, column.peildatum, day, register)
        otherwise = {} if bron is None else dict(zip(bron.codes, bron.waarden(), strict=True))
        pairs = [(c, w, otherwise.get(c)) for c, w in zip(column.codes, column.waarden(), strict=True)]
        difference = [(c, w, a) for c, w, a in pairs if w is not None and a is not None and w != a]
        if difference:
            code, value, was = difference[0]
            where = dict(column.plaatsen).get(code, column.naam)
            numbers = {
                "aantal": len(difference),
                "waarde": value,
                "was": was,
                "uitgever": column.bron.uitgever,
            }
            notes.append(Problem.van("V787", where, **numbers))
            unknown = {"uitgever": say("inputs.onbekend"), "licentie": say("inputs.onbekend")}
            empty = dict.fromkeys(("toelichting", "toelichting_en", "herleid_uit"), "")
            own = {"tabel": where.partition(":")[0], "status": Status.OPEN}
            column = replace(column, bron=column.bron.model_copy(update=unknown | empty | own))
        out.append(column)
    return tuple(out), tuple(notes)


def _same_bron(een: Bron, another: Bron) -> bool:
    return (een.uitgever, een.tabel, een.peildatum) == (another.uitgever, another.tabel, another.peildatum)


def striking(
    columns: Iterable[Kolom],
    shipped: Iterable[Kolom],
    gemeenten: Sequence[Existence],
    day: dt.date,
    register: Register,
) -> Iterator[Problem]:
    """Notes on counts far from those that ship, on 0 inhabitants, and on sums of a whole provincie."""
    columns, shipped = tuple(columns), tuple(shipped)
    yield from _van_de_provincie(columns, shipped, gemeenten, day, register)
    name = {g.code: g.naam for g in gemeenten}
    for column in columns:
        equal = [k for k in shipped if k.naam == column.naam and k.additive]
        bron = _fitting(equal, column.peildatum, day, register)
        if bron is None:
            continue
        otherwise = dict(zip(bron.codes, bron.waarden(), strict=True))
        pairs = [(c, w, otherwise.get(c)) for c, w in zip(column.codes, column.waarden(), strict=True)]
        spot = dict(column.plaatsen)
        zero = [c for c, w, _ in pairs if w == 0 and column.naam == "inwoners"]
        far = [
            (c, w) for c, w, a in pairs if w is not None and a is not None and _far(w, a) and c not in zero
        ]
        if zero:
            where = spot.get(zero[0], column.naam)
            yield Problem.van("V162", where, namen=short_list([name.get(c, c) for c in zero]))
        if far:
            names = short_list([f"{name.get(c, c)}: {w}" for c, w in far])
            yield Problem.van("V163", spot.get(far[0][0], column.naam), keer=MANY, namen=names)


def _far(value: Fraction, shipped: Fraction) -> bool:
    few, many = sorted((value, shipped))
    return many >= MANY * max(few, Fraction(FEW))


def _van_de_provincie(
    columns: Iterable[Kolom],
    shipped: Sequence[Kolom],
    gemeenten: Sequence[Existence],
    day: dt.date,
    register: Register,
) -> Iterator[Problem]:
    """Notes on gemeenten with the name of their provincie whose figures look like its sum."""
    area = dict(register.gebieden)
    naamgenoten = [g for g in gemeenten if area[g.provincie] == g.naam]
    for column in columns:
        equal = [k for k in shipped if k.naam == column.naam and k.additive]
        bron = _fitting(equal, column.peildatum, day, register)
        if bron is None:
            continue
        values = dict(zip(column.codes, column.waarden(), strict=True))
        otherwise = dict(zip(bron.codes, bron.waarden(), strict=True))
        for g in naamgenoten:
            value, own = values.get(g.code), otherwise.get(g.code)
            every = [otherwise.get(h.code) or 0 for h in register.op(day) if h.provincie == g.provincie]
            total = sum(every, Fraction(0))
            if value is not None and own and abs(value - total) < abs(value - own) and 2 * value > total:
                where = dict(column.plaatsen).get(g.code, column.naam)
                yield Problem.van("V786", where, naam=g.naam, waarde=value, som=total, eigen=own)
