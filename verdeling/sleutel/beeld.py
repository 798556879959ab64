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
    kinds = {name: indicatief.taken[name].aantallen for name in model.beeld}
    gewichten = [part.gewicht for part in model.beeld.values()]
    total = tuple(
        [
            sum((w * n for w, n in zip(gewichten, counts, strict=True)), Fraction(0))
            for counts in zip(*kinds.values(), strict=True)
        ]
    )
    position = next(iter(indicatief.taken.values())).position
    areas: dict[Niveau, dict[str, Fraction]] = {}
    for niveau, spot in position.items():
        per_area: dict[str, Fraction] = dict.fromkeys(sorted(set(spot)), Fraction(0))
        for code, count in zip(spot, total, strict=True):
            per_area[code] += count
        areas[niveau] = per_area
    return Beeld(indicatief.codes, kinds, total, areas)
