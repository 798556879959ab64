"""The real mergers since 2021, and data with a merged gemeente taken apart again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from verdeling.inputs.register import Bestaan
from verdeling.inputs.tables import Gegevens, Kolom
from verdeling.sleutel.apportionment import verdeel
from verdeling.verdeelmodel.taak import Methode

EERSTE_FUSIE: Final = dt.date(2021, 1, 1)
"""First day whose mergers are tried."""

Delen = list[tuple[Bestaan, int]]
"""Parts of a merged gemeente with their inhabitants."""


def fusies(gegevens: Gegevens, kolommen: Sequence[Kolom]) -> Iterator[tuple[str, dt.date, Delen]]:
    """New code, date, and the parts with their inhabitants on the last 1 January before; no splits."""
    register = gegevens.register
    inwoners = {k.peildatum: k for k in kolommen if k.naam == "inwoners"}
    echt = [h for h in register.herindelingen if not h.voorgenomen]
    gesplitst = {h.nieuw for h in echt if h.aandeel != 1}
    groepen: dict[tuple[dt.date, str], set[str]] = {}
    for h in echt:
        if EERSTE_FUSIE <= h.datum <= gegevens.peildatum and h.nieuw not in gesplitst:
            groepen.setdefault((h.datum, h.nieuw), set()).add(h.oud)
    codes = set(gegevens.codes)
    for (datum, nieuw), oud in sorted(groepen.items()):
        vooraf = {g.code: g for g in register.op(datum - dt.timedelta(days=1))}
        delen = sorted(oud | ({nieuw} & vooraf.keys()))
        kolom = inwoners.get(dt.date((datum - dt.timedelta(days=1)).year, 1, 1))
        if nieuw in codes and kolom is not None:
            aantal = dict(zip(kolom.codes, numerators_of(kolom), strict=True))
            yield nieuw, datum, [(vooraf[c], aantal[c]) for c in delen]


def uiteen(gegevens: Gegevens, rij: int, delen: Delen) -> Gegevens:
    """The same data with one gemeente taken apart into its former parts."""
    samen = gegevens.gemeenten[rij]
    inwoners = [aantal for _, aantal in delen]
    oud = [replace(g, provincie=samen.provincie, veiligheidsregio=samen.veiligheidsregio) for g, _ in delen]
    rest = [g for g in gegevens.gemeenten if g is not samen]
    gemeenten = tuple(sorted([*rest, *oud], key=lambda g: g.code))
    codes = tuple(g.code for g in gemeenten)
    kolommen = []
    for kolom in gegevens.kolommen:
        teller = dict(zip(kolom.codes, numerators_of(kolom), strict=True))
        heel = teller.pop(samen.code)
        stukken = (
            verdeel(heel, inwoners, Methode.GROOTSTE_REST).aantallen if kolom.optelbaar else [heel] * len(oud)
        )
        teller |= {g.code: stuk for g, stuk in zip(oud, stukken, strict=True)}
        kolommen.append(replace(kolom, codes=codes, tellers=tuple(teller[c] for c in codes)))
    verwacht = gegevens.verwacht + len(oud) - 1
    return replace(gegevens, gemeenten=gemeenten, kolommen=tuple(kolommen), verwacht=verwacht)


def numerators_of(kolom: Kolom) -> list[int]:
    """Figures of a column without gaps."""
    return [t for t in kolom.tellers if t is not None]
