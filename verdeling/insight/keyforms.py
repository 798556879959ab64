"""A key written anew: with other dates, without dates, without one of its criteria."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping

from verdeling.sleutel.keys import indicatoren
from verdeling.verdeelmodel.taak import (
    Aandeel,
    Begrens,
    Constante,
    Grenzen,
    Indicator,
    Mengsel,
    Omgekeerd,
    Product,
    Som,
    Term,
    Uitdrukking,
)


def herschrijf(uitdrukking: Uitdrukking, doe: Callable[[Indicator], Indicator | None]) -> Uitdrukking | None:
    """Replace each indicator; where `doe` gives None, what it carries is dropped.

    A product loses its meaning with one factor gone and is dropped as a whole; a sum keeps its other terms,
    so that inwoners × (1 + ses) without ses is inwoners × 1. A share, inverse, bounded or mixed expression of
    which only constants are left is dropped.

    Returns
    -------
    Uitdrukking or None
        None when nothing is left.
    """
    match uitdrukking:
        case Indicator():
            return doe(uitdrukking)
        case Constante():
            return uitdrukking
        case Som():
            delen = tuple(u for u in (herschrijf(u, doe) for u in uitdrukking.som) if u is not None)
            return Som(som=delen) if delen else None
        case Product():
            factoren = tuple(u for u in (herschrijf(u, doe) for u in uitdrukking.product) if u is not None)
            return None if len(factoren) < len(uitdrukking.product) else Product(product=factoren)
        case Mengsel():
            paren = [(term.gewicht, _inhoud(term.van, doe)) for term in uitdrukking.mengsel]
            termen = tuple(Term(gewicht=gewicht, van=van) for gewicht, van in paren if van is not None)
            return Mengsel(mengsel=termen) if termen else None
        case Aandeel():
            van = _inhoud(uitdrukking.aandeel, doe)
            return None if van is None else Aandeel(aandeel=van)
        case Omgekeerd():
            van = _inhoud(uitdrukking.omgekeerd, doe)
            return None if van is None else Omgekeerd(omgekeerd=van, decimalen=uitdrukking.decimalen)
        case Begrens():
            grens = uitdrukking.begrens
            van = _inhoud(grens.van, doe)
            minstens, hoogstens = (
                None if u is None else herschrijf(u, doe) for u in (grens.minstens, grens.hoogstens)
            )
            if van is None:
                return None
            return Begrens(begrens=Grenzen(van=van, minstens=minstens, hoogstens=hoogstens))


def _inhoud(uitdrukking: Uitdrukking, doe: Callable[[Indicator], Indicator | None]) -> Uitdrukking | None:
    """Rewritten, and None when it read columns before and reads none now."""
    nieuw = herschrijf(uitdrukking, doe)
    leeg = nieuw is not None and next(indicatoren(nieuw), None) is None
    return None if leeg and next(indicatoren(uitdrukking), None) is not None else nieuw


def zonder(uitdrukking: Uitdrukking, namen: Collection[str]) -> Uitdrukking | None:
    """The key without the criteria `namen`."""
    return herschrijf(uitdrukking, lambda i: None if i.indicator in namen else i)


def met_datums(uitdrukking: Uitdrukking, kies: Mapping[str, dt.date | None]) -> Uitdrukking:
    """The key with the columns in `kies` read at those dates."""
    uit = herschrijf(
        uitdrukking,
        lambda i: Indicator(indicator=i.indicator, peildatum=kies[i.indicator]) if i.indicator in kies else i,
    )
    assert uit is not None  # no indicator is dropped
    return uit


def datums(uitdrukkingen: Iterable[Uitdrukking]) -> dict[str, tuple[dt.date | None, ...]]:
    """Column → the different dates at which the keys read it."""
    uit: dict[str, dict[dt.date | None, None]] = {}
    for uitdrukking in uitdrukkingen:
        for indicator in indicatoren(uitdrukking):
            uit.setdefault(indicator.indicator, {})[indicator.peildatum] = None
    return {naam: tuple(gevonden) for naam, gevonden in uit.items()}
