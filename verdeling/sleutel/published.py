"""Published figures that hold as given, for as long as nothing that decides them has changed."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from verdeling.inputs.columns import Kolom
from verdeling.inputs.tables import Gegevens
from verdeling.sleutel.keys import indicatoren
from verdeling.verdeelmodel.taak import Taak


def valid_figures(taak: Taak, gegevens: Gegevens) -> Kolom | None:
    """The published figures of a task; None where its key decides.

    They say nothing of gemeenten, or of figures in the key, that a user brought himself.

    Raises
    ------
    DataError
        When the column is not at hand or lacks a figure.
    """
    tabel = taak.gepubliceerd
    if tabel is None or not tabel.geldt or own_figures(taak, gegevens):
        return None
    return gegevens.volledig(tabel.indicator)


def own_figures(taak: Taak, gegevens: Gegevens) -> bool:
    """Whether a user brought the gemeenten, or figures that the keys of the task read."""
    sleutels = [taak.sleutel, *(n.sleutel for n in taak.niveaus if n.sleutel is not None)]
    gelezen = {i.indicator for sleutel in sleutels for i in indicatoren(sleutel)}
    return gegevens.eigen or any(k.plaatsen for k in gegevens.kolommen if k.naam in gelezen)


def per_code(kolom: Kolom | None) -> Mapping[str, Fraction] | None:
    """Figures of a column by gemeentecode."""
    if kolom is None:
        return None
    paren = zip(kolom.codes, kolom.waarden(), strict=True)
    return {code: waarde for code, waarde in paren if waarde is not None}
