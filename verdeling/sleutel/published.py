"""Published figures that hold as given, for as long as nothing that decides them has changed."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from verdeling.inputs.columns import Kolom
from verdeling.inputs.tables import Gegevens
from verdeling.sleutel.keys import indicators_of
from verdeling.verdeelmodel.taak import Taak


def valid_figures(taak: Taak, data: Gegevens) -> Kolom | None:
    """The published figures of a task; None where its key decides.

    They say nothing of gemeenten, or of figures in the key, that a user brought himself.

    Raises
    ------
    DataError
        When the column is not at hand or lacks a figure.
    """
    table = taak.gepubliceerd
    if table is None or not table.geldt or own_figures(taak, data):
        return None
    return data.complete(table.indicator)


def own_figures(taak: Taak, data: Gegevens) -> bool:
    """Whether a user brought the gemeenten, or figures that the keys of the task read."""
    sleutels = [taak.sleutel, *(n.sleutel for n in taak.niveaus if n.sleutel is not None)]
    seen = {i.indicator for sleutel in sleutels for i in indicators_of(sleutel)}
    return data.eigen or any(k.plaatsen for k in data.kolommen if k.naam in seen)


def per_code(kolom: Kolom | None) -> Mapping[str, Fraction] | None:
    """Figures of a column by gemeentecode."""
    if kolom is None:
        return None
    pairs = zip(kolom.codes, kolom.waarden(), strict=True)
    return {code: value for code, value in pairs if value is not None}
