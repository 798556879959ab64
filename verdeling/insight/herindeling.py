"""Results on different boundaries: gemeenten that merged are added up where a result has them apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from verdeling.inputs.register import Herindeling, read_register

Getal = TypeVar("Getal", int, Fraction)


@dataclass(frozen=True)
class TaskRows:
    """Rows of one task, in order of code; `plan` is None without a plan."""

    codes: tuple[str, ...]
    namen: tuple[str, ...]
    inwoners: tuple[int | None, ...]
    quota: tuple[Fraction, ...]
    aantallen: tuple[int, ...]
    plan: tuple[int, ...] | None = None


def bring_together(sides: Sequence[TaskRows]) -> tuple[tuple[TaskRows, ...], tuple[Herindeling, ...]]:
    """Bring rows to the same gemeenten: new = Σ old, exactly, where one side has a merger and another not.

    A gemeente that was divided over several others stays as it is, and so do those that were merged with a
    part of it: which part went where is not known.

    Returns
    -------
    tuple
        The rows, and the herindelingen that were applied, in order of date.
    """
    toegepast = []
    echt = [h for h in read_register().herindelingen if not h.intended]
    met_part = {(h.datum, h.nieuw) for h in echt if h.aandeel != 1}
    for h in echt:
        if (h.datum, h.nieuw) in met_part:
            continue
        has = [h.oud in rows.codes for rows in sides]
        if any(has) and not all(has):
            sides = [_added_up(rows, h) if ja else rows for rows, ja in zip(sides, has, strict=True)]
            toegepast.append(h)
    return tuple(sides), tuple(toegepast)


def tell_herindelingen(toegepast: Sequence[Herindeling]) -> str:
    """Each new gemeente with the old ones that were added to it."""
    old: dict[str, list[str]] = {}
    for h in toegepast:
        old.setdefault(h.nieuwe_naam, []).append(h.old_name)
    return "; ".join(f"{new} ({', '.join(names)})" for new, names in old.items())


def _added_up(rows: TaskRows, h: Herindeling) -> TaskRows:
    """Add the old gemeente to the new one, which may have stood there already."""
    names = dict(zip(rows.codes, rows.namen, strict=True))
    names.setdefault(h.nieuw, h.nieuwe_naam)
    del names[h.oud]
    codes = tuple(sorted(names))
    return TaskRows(
        codes,
        tuple(names[c] for c in codes),
        _sum(rows.codes, rows.inwoners, h, codes),
        tuple(q for q in _sum(rows.codes, rows.quota, h, codes) if q is not None),
        tuple(n for n in _sum(rows.codes, rows.aantallen, h, codes) if n is not None),
        None
        if rows.plan is None
        else tuple(n for n in _sum(rows.codes, rows.plan, h, codes) if n is not None),
    )


def _sum(
    old: Sequence[str], series: Sequence[Getal | None], h: Herindeling, codes: Sequence[str]
) -> tuple[Getal | None, ...]:
    """One column on the new codes; what is not known on either side stays unknown."""
    value = dict(zip(old, series, strict=True))
    added = value[h.oud]
    if h.nieuw in value:
        was = value[h.nieuw]
        value[h.nieuw] = None if added is None or was is None else was + added
    else:
        value[h.nieuw] = added
    return tuple(value[c] for c in codes)
