"""A key written anew: with other dates, without dates, without one of its criteria."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping

from verdeling.sleutel.keys import indicators_of
from verdeling.verdeelmodel.operation import Operation
from verdeling.verdeelmodel.operations.indicator import Indicator


def rewrite(expression: Operation, do: Callable[[Indicator], Indicator | None]) -> Operation | None:
    """Replace each indicator; where `do` gives None, what it carries is dropped.

    A product loses its meaning with one factor gone and is dropped as a whole; a sum keeps its other terms,
    so that inwoners × (1 + ses) without ses is inwoners × 1. A share, inverse, bounded or mixed expression of
    which only constants are left is dropped.

    Returns
    -------
    Operation or None
        None when nothing is left.
    """
    if isinstance(expression, Indicator):
        return do(expression)
    new = expression.changed(lambda u, needed: _content(u, do) if needed else rewrite(u, do))
    minder = new is not None and len(new.children()) < len(expression.children())
    return None if minder and expression.joint else new


def _content(expression: Operation, do: Callable[[Indicator], Indicator | None]) -> Operation | None:
    """Rewritten, and None when it read columns before and reads none now."""
    new = rewrite(expression, do)
    empty = new is not None and next(indicators_of(new), None) is None
    return None if empty and next(indicators_of(expression), None) is not None else new


def leave_out(expression: Operation, names: Collection[str]) -> Operation | None:
    """The key without the criteria `names`."""
    return rewrite(expression, lambda i: None if i.indicator in names else i)


def with_dates(expression: Operation, choose: Mapping[str, dt.date | None]) -> Operation:
    """The key with the columns in `choose` read at those dates."""
    out = rewrite(
        expression,
        lambda i: (
            Indicator(indicator=i.indicator, peildatum=choose[i.indicator]) if i.indicator in choose else i
        ),
    )
    assert out is not None  # no indicator is dropped
    return out


def dates_read(expressions: Iterable[Operation]) -> dict[str, tuple[dt.date | None, ...]]:
    """Column → the different dates at which the keys read it."""
    out: dict[str, dict[dt.date | None, None]] = {}
    for expression in expressions:
        for indicator in indicators_of(expression):
            out.setdefault(indicator.indicator, {})[indicator.peildatum] = None
    return {name: tuple(found) for name, found in out.items()}
