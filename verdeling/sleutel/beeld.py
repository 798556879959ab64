"""The whole picture: every kind of reception and housing of a gemeente in one number, each place once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from verdeling.sleutel.indicatief import Indicatief
from verdeling.terms import Niveau
from verdeling.verdeelmodel.model import Verdeelmodel


@dataclass(frozen=True)
class Beeld:
    """The kinds side by side and their weighted sum; tuples per gemeente, in the order of `codes`.

    Attributes
    ----------
    codes
        Gemeentecodes, sorted.
    soorten
        Number per gemeente of each task in the picture.
    som
        Σ gewicht × number over the tasks, exactly.
    gebieden
        The same sum per area, for every level above gemeente.
    """

    codes: tuple[str, ...]
    soorten: Mapping[str, tuple[int, ...]]
    som: tuple[Fraction, ...]
    gebieden: Mapping[Niveau, Mapping[str, Fraction]]


def beeld(model: Verdeelmodel, indicatief: Indicatief) -> Beeld | None:
    """Sum the tasks of a model by the weights that it declares; None when it declares none.

    som_g = Σ_taak gewicht_taak × aantal_(taak, g), in places. That a kind of location belongs to one task
    only is checked when the model is read.
    """
    if model.beeld is None:
        return None
    soorten = {naam: indicatief.taken[naam].aantallen for naam in model.beeld}
    gewichten = [deel.gewicht for deel in model.beeld.values()]
    som = tuple(
        [
            sum((w * n for w, n in zip(gewichten, aantallen, strict=True)), Fraction(0))
            for aantallen in zip(*soorten.values(), strict=True)
        ]
    )
    ligging = next(iter(indicatief.taken.values())).ligging
    gebieden: dict[Niveau, dict[str, Fraction]] = {}
    for niveau, plek in ligging.items():
        per_gebied: dict[str, Fraction] = dict.fromkeys(sorted(set(plek)), Fraction(0))
        for code, aantal in zip(plek, som, strict=True):
            per_gebied[code] += aantal
        gebieden[niveau] = per_gebied
    return Beeld(indicatief.codes, soorten, som, gebieden)
