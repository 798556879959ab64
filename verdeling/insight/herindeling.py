"""Results on different boundaries: gemeenten that merged are added up where a result has them apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from verdeling.inputs.register import Herindeling, read_register

Getal = TypeVar("Getal", int, Fraction)


@dataclass(frozen=True)
class Taakrijen:
    """Rows of one task, in order of code; `plan` is None without a plan."""

    codes: tuple[str, ...]
    namen: tuple[str, ...]
    inwoners: tuple[int | None, ...]
    quota: tuple[Fraction, ...]
    aantallen: tuple[int, ...]
    plan: tuple[int, ...] | None = None


def bring_together(kanten: Sequence[Taakrijen]) -> tuple[tuple[Taakrijen, ...], tuple[Herindeling, ...]]:
    """Bring rows to the same gemeenten: new = Σ old, exactly, where one side has a merger and another not.

    A gemeente that was divided over several others stays as it is, and so do those that were merged with a
    part of it: which part went where is not known.

    Returns
    -------
    tuple
        The rows, and the herindelingen that were applied, in order of date.
    """
    toegepast = []
    echt = [h for h in read_register().herindelingen if not h.voorgenomen]
    met_deel = {(h.datum, h.nieuw) for h in echt if h.aandeel != 1}
    for h in echt:
        if (h.datum, h.nieuw) in met_deel:
            continue
        heeft = [h.oud in rijen.codes for rijen in kanten]
        if any(heeft) and not all(heeft):
            kanten = [_opgeteld(rijen, h) if ja else rijen for rijen, ja in zip(kanten, heeft, strict=True)]
            toegepast.append(h)
    return tuple(kanten), tuple(toegepast)


def tell_herindelingen(toegepast: Sequence[Herindeling]) -> str:
    """Each new gemeente with the old ones that were added to it."""
    oud: dict[str, list[str]] = {}
    for h in toegepast:
        oud.setdefault(h.nieuwe_naam, []).append(h.oude_naam)
    return "; ".join(f"{nieuw} ({', '.join(namen)})" for nieuw, namen in oud.items())


def _opgeteld(rijen: Taakrijen, h: Herindeling) -> Taakrijen:
    """Add the old gemeente to the new one, which may have stood there already."""
    namen = dict(zip(rijen.codes, rijen.namen, strict=True))
    namen.setdefault(h.nieuw, h.nieuwe_naam)
    del namen[h.oud]
    codes = tuple(sorted(namen))
    return Taakrijen(
        codes,
        tuple(namen[c] for c in codes),
        _som(rijen.codes, rijen.inwoners, h, codes),
        tuple(q for q in _som(rijen.codes, rijen.quota, h, codes) if q is not None),
        tuple(n for n in _som(rijen.codes, rijen.aantallen, h, codes) if n is not None),
        None
        if rijen.plan is None
        else tuple(n for n in _som(rijen.codes, rijen.plan, h, codes) if n is not None),
    )


def _som(
    oud: Sequence[str], reeks: Sequence[Getal | None], h: Herindeling, codes: Sequence[str]
) -> tuple[Getal | None, ...]:
    """One column on the new codes; what is not known on either side stays unknown."""
    waarde = dict(zip(oud, reeks, strict=True))
    erbij = waarde[h.oud]
    if h.nieuw in waarde:
        was = waarde[h.nieuw]
        waarde[h.nieuw] = None if erbij is None or was is None else was + erbij
    else:
        waarde[h.nieuw] = erbij
    return tuple(waarde[c] for c in codes)
