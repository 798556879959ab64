"""The real mergers since 2021, and data with a merged gemeente taken apart again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from verdeling.inputs.register import Existence
from verdeling.inputs.tables import Gegevens, Kolom
from verdeling.sleutel.apportionment import verdeel
from verdeling.verdeelmodel.taak import Methode

FIRST_MERGER: Final = dt.date(2021, 1, 1)
"""First day whose mergers are tried."""

Delen = list[tuple[Existence, int]]
"""Parts of a merged gemeente with their inhabitants."""


def mergers(data: Gegevens, columns: Sequence[Kolom]) -> Iterator[tuple[str, dt.date, Delen]]:
    """New code, date, and the parts with their inhabitants on the last 1 January before; no splits."""
    register = data.register
    inwoners = {k.peildatum: k for k in columns if k.naam == "inwoners"}
    echt = [h for h in register.herindelingen if not h.intended]
    split_up = {h.nieuw for h in echt if h.aandeel != 1}
    groups: dict[tuple[dt.date, str], set[str]] = {}
    for h in echt:
        if FIRST_MERGER <= h.datum <= data.peildatum and h.nieuw not in split_up:
            groups.setdefault((h.datum, h.nieuw), set()).add(h.oud)
    codes = set(data.codes)
    for (date_, new), old in sorted(groups.items()):
        beforehand = {g.code: g for g in register.op(date_ - dt.timedelta(days=1))}
        parts = sorted(old | ({new} & beforehand.keys()))
        column = inwoners.get(dt.date((date_ - dt.timedelta(days=1)).year, 1, 1))
        if new in codes and column is not None:
            count = dict(zip(column.codes, numerators_of(column), strict=True))
            yield new, date_, [(beforehand[c], count[c]) for c in parts]


def split_apart(data: Gegevens, row: int, parts: Delen) -> Gegevens:
    """The same data with one gemeente taken apart into its former parts."""
    together = data.gemeenten[row]
    inwoners = [count for _, count in parts]
    old = [
        replace(g, provincie=together.provincie, veiligheidsregio=together.veiligheidsregio) for g, _ in parts
    ]
    rest = [g for g in data.gemeenten if g is not together]
    gemeenten = tuple(sorted([*rest, *old], key=lambda g: g.code))
    codes = tuple(g.code for g in gemeenten)
    columns = []
    for column in data.kolommen:
        numerator = dict(zip(column.codes, numerators_of(column), strict=True))
        whole = numerator.pop(together.code)
        pieces = (
            verdeel(whole, inwoners, Methode.GROOTSTE_REST).aantallen
            if column.additive
            else [whole] * len(old)
        )
        numerator |= {g.code: piece for g, piece in zip(old, pieces, strict=True)}
        columns.append(replace(column, codes=codes, numerators=tuple(numerator[c] for c in codes)))
    expected = data.verwacht + len(old) - 1
    return replace(data, gemeenten=gemeenten, kolommen=tuple(columns), verwacht=expected)


def numerators_of(kolom: Kolom) -> list[int]:
    """Figures of a column without gaps."""
    return [t for t in kolom.numerators if t is not None]
