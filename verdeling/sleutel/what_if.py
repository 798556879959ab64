"""What would change a figure: without a correction, with more inhabitants, with a higher total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from verdeling.errors import VerdelingError
from verdeling.inputs.tables import Gegevens
from verdeling.sleutel.indicatief import (
    TaakOutcome,
    compute_indicatief,
    compute_taak,
    deelnemers,
    missing_columns,
)
from verdeling.sleutel.keys import indicators_of
from verdeling.sleutel.spoor import search_spoor
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.operation import Column, Operation
from verdeling.verdeelmodel.taak import Getal, Taak

INWONERS = "inwoners"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Figure of one gemeente under a changed key, gemeente or total; None where it does not apply.

    Attributes
    ----------
    aantal
        The figure as it is; that of the formula where another one was published.
    zonder
        Column → figure when the key did not have that column.
    meer_inwoners
        Figure with `erbij` more inhabitants in this gemeente alone; None when the key reads no inhabitants.
    higher_total
        Figure with a national total that is `erbij` higher; None when the task declares no total.
    erbij
        How many more.
    """

    aantal: int
    zonder: Mapping[str, int | None]
    meer_inwoners: int | None
    higher_total: int | None
    erbij: int


def what_if(model: Verdeelmodel, data: Gegevens, taak: str, code: str, added: int = 1000) -> WhatIf:
    """Recompute the figure of one gemeente under each change, all else equal; see :func:`what_if_for`.

    Raises
    ------
    VerdelingError
        When the figure itself cannot be computed, or the task or gemeente is unknown.
    """
    outcome, _ = search_spoor(compute_indicatief(model, data), taak, code)
    return what_if_for(model, data, outcome, (code,), added)[code]


def what_if_for(
    model: Verdeelmodel,
    data: Gegevens,
    outcome: TaakOutcome,
    codes: Sequence[str] | None = None,
    added: int = 1000,
) -> Mapping[str, WhatIf]:
    """Recompute the figures of gemeenten under each change, all else equal.

    Every column of the key but the first (the base of the key) is left out in turn, see
    :func:`leave_out`. More inhabitants are given to one gemeente at a time.

    Parameters
    ----------
    outcome
        The figures of one task of the model.
    codes
        Gemeenten; None for all that take part.
    """
    part, weg = deelnemers(model, data), missing_columns(model, data)
    # Parts of the task do not change its figures, and may not fit under another total.
    # What was published does not move: the formula beside it is what changes.
    basis = outcome.taak.volgens_formule().model_copy(update={"delen": None})
    figures = outcome
    if outcome.gepubliceerd is not None:
        figures = compute_taak(outcome.naam, basis, part, weg)

    def aantallen(otherwise: Taak, table: Gegevens) -> tuple[int, ...] | None:
        try:
            return compute_taak(outcome.naam, otherwise, table, weg).aantallen
        except VerdelingError:  # the change leaves no key, for example only weights of zero
            return None

    names = list(dict.fromkeys(i.indicator for i in indicators_of(basis.sleutel)))[1:]
    bare = {name: aantallen(_taak_without(basis, name), part) for name in names}
    higher = None if basis.totaal is None else aantallen(_with_total(basis, basis.totaal, added), part)
    seen = [i for u in _sleutels(basis) for i in indicators_of(u)]
    reads_inwoners = any(i.indicator == INWONERS for i in seen)
    out = {}
    for code in outcome.codes if codes is None else codes:
        row = outcome.rij[code]
        more = aantallen(basis, _with_inwoners(part, code, added, seen)) if reads_inwoners else None
        out[code] = WhatIf(
            aantal=figures.aantallen[row],
            zonder=MappingProxyType(
                {n: None if series is None else series[row] for n, series in bare.items()}
            ),
            meer_inwoners=None if more is None else more[row],
            higher_total=None if higher is None else higher[row],
            erbij=added,
        )
    return out


def leave_out(expression: Operation, naam: str) -> Operation | None:
    """The same key without a column; None when nothing of it is left.

    A node that read the column and reads no other goes with it: in `inwoners × (1 + ses_woa)` the whole
    factor goes, which is the same as a score of 0 for every gemeente. A sum, product or mixture keeps its
    other members; quotas depend on ratios only, so the weights of a mixture need no rescaling. A bound that
    read only the column goes, and what is bounded stays.
    """
    seen = [i.indicator for i in indicators_of(expression)]
    if naam not in seen:
        return expression
    if set(seen) == {naam}:
        return None
    return expression.changed(lambda part, _: leave_out(part, naam))


def _sleutels(taak: Taak) -> list[Operation]:
    return [taak.sleutel, *(n.sleutel for n in taak.niveaus if n.sleutel is not None)]


def _taak_without(taak: Taak, name: str) -> Taak:
    """The task without a column, at every level; a level that loses its own key uses that of the task."""
    niveaus = tuple(
        n if n.sleutel is None else n.model_copy(update={"sleutel": leave_out(n.sleutel, name)})
        for n in taak.niveaus
    )
    return taak.model_copy(update={"sleutel": leave_out(taak.sleutel, name), "niveaus": niveaus})


def _with_total(taak: Taak, total: Getal, added: int) -> Taak:
    higher = total.model_copy(update={"waarde": total.waarde + added})
    return taak.model_copy(update={"totaal": higher})


def _with_inwoners(data: Gegevens, code: str, added: int, seen: Sequence[Column]) -> Gegevens:
    """The same data with more inhabitants in one gemeente, at every date that the keys read."""
    row = data.codes.index(code)
    columns = [k for k in data.kolommen if k.naam != INWONERS]
    for peildatum in dict.fromkeys(i.peildatum for i in seen if i.indicator == INWONERS):
        column = data.complete(INWONERS, peildatum)
        numerators = [
            0 if t is None else t + added * column.denominator * (i == row)
            for i, t in enumerate(column.numerators)
        ]
        columns.append(replace(column, numerators=tuple(numerators)))
    return replace(data, kolommen=tuple(columns))
