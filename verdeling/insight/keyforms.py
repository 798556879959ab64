"""A key written anew: with other dates, without dates, without one of its criteria."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping

from verdeling.sleutel.keys import indicatoren
from verdeling.verdeelmodel.operation import Operation
from verdeling.verdeelmodel.operations.indicator import Indicator


def herschrijf(uitdrukking: Operation, doe: Callable[[Indicator], Indicator | None]) -> Operation | None:
    """Replace each indicator; where `doe` gives None, what it carries is dropped.

    A product loses its meaning with one factor gone and is dropped as a whole; a sum keeps its other terms,
    so that inwoners × (1 + ses) without ses is inwoners × 1. A share, inverse, bounded or mixed expression of
    which only constants are left is dropped.

    Returns
    -------
    Operation or None
        None when nothing is left.
    """
    if isinstance(uitdrukking, Indicator):
        return doe(uitdrukking)
    nieuw = uitdrukking.changed(lambda u, nodig: _inhoud(u, doe) if nodig else herschrijf(u, doe))
    minder = nieuw is not None and len(nieuw.children()) < len(uitdrukking.children())
    return None if minder and uitdrukking.joint else nieuw


def _inhoud(uitdrukking: Operation, doe: Callable[[Indicator], Indicator | None]) -> Operation | None:
    """Rewritten, and None when it read columns before and reads none now."""
    nieuw = herschrijf(uitdrukking, doe)
    leeg = nieuw is not None and next(indicatoren(nieuw), None) is None
    return None if leeg and next(indicatoren(uitdrukking), None) is not None else nieuw


def zonder(uitdrukking: Operation, namen: Collection[str]) -> Operation | None:
    """The key without the criteria `namen`."""
    return herschrijf(uitdrukking, lambda i: None if i.indicator in namen else i)


def with_dates(uitdrukking: Operation, kies: Mapping[str, dt.date | None]) -> Operation:
    """The key with the columns in `kies` read at those dates."""
    uit = herschrijf(
        uitdrukking,
        lambda i: Indicator(indicator=i.indicator, peildatum=kies[i.indicator]) if i.indicator in kies else i,
    )
    assert uit is not None  # no indicator is dropped
    return uit


def datums(uitdrukkingen: Iterable[Operation]) -> dict[str, tuple[dt.date | None, ...]]:
    """Column → the different dates at which the keys read it."""
    uit: dict[str, dict[dt.date | None, None]] = {}
    for uitdrukking in uitdrukkingen:
        for indicator in indicatoren(uitdrukking):
            uit.setdefault(indicator.indicator, {})[indicator.peildatum] = None
    return {naam: tuple(gevonden) for naam, gevonden in uit.items()}
