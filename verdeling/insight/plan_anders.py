"""What another number of one gemeente would cost: the part of the plan that it touches, solved again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

import numpy as np

from verdeling.plan.engines import MOTOREN
from verdeling.plan.goals import Doel, HoogstensDoel, Ints, VolgordeDoel, Waarde
from verdeling.plan.split import Niveaus, splits
from verdeling.plan.workers import POOL

if TYPE_CHECKING:
    from verdeling.plan.deel import Deel, DeelAntwoord
    from verdeling.plan.plan import Plan

Uitslag = Literal["vast", "onmogelijk", "slechter", "even_goed", "onbekend"]


@dataclass(frozen=True, slots=True)
class Anders:
    """The plan with one place fewer, or one more, in a gemeente.

    Attributes
    ----------
    verschil
        −1 or 1.
    uitslag
        ``vast``: the number is no choice of the plan; ``onmogelijk``: some rule would break; ``slechter``: a
        goal becomes worse; ``even_goed``: only the tie order decides; ``onbekend``: the engine gave no proof.
    doel, van, naar
        First goal that becomes worse, and its value over the gemeenten concerned: in the plan, and then.
    """

    verschil: int
    uitslag: Uitslag
    doel: str = ""
    van: int | Fraction | None = None
    naar: int | Fraction | None = None


@dataclass(frozen=True, slots=True)
class Ruimte:
    """Room around the number of one gemeente.

    Attributes
    ----------
    minste, meeste
        Least and most of ``K + n`` over all plans with the same values of every goal before `volgorde`.
    anders
        One place fewer; one more where the plan opens nothing.
    """

    minste: int
    meeste: int
    anders: Anders


def ruimte(plan: Plan, code: str, engine: str | None = None) -> Ruimte:
    """Leeway of one gemeente, and what one place fewer (or, without new places, one more) would cost.

    Only the part of the program that holds the gemeente is solved again.

    Parameters
    ----------
    plan
        A plan whose goals are proven.
    code
        Gemeentecode.
    engine
        Engine that is asked; None for the one that made the plan.
    """
    g = plan.rij[code]
    verschil = -1 if plan.nieuw[g] else 1
    kolommen = np.array(plan.programma.opbouw.staat(g)[0], dtype=np.int64)
    niveaus = {d.naam: d.waarde for d in plan.doelen if isinstance(d.waarde, Fraction)}
    deel = _deel(plan, kolommen, niveaus)
    if deel is None:
        return Ruimte(plan.plan[g], plan.plan[g], Anders(verschil, "vast"))
    motor = engine or plan.bewijs.engine
    lokaal = np.searchsorted(deel.kolommen, kolommen)
    staat = int(plan.bewijs.x[kolommen].sum())
    grens = (-(2**40), staat - 1) if verschil < 0 else (staat + 1, 2**40)
    rij = (lokaal, np.ones(len(lokaal), dtype=np.int64), *grens)
    ander = replace(deel, arrays=deel.arrays.met_rijen([rij]))
    (marge,), antwoord = POOL.alle(
        [
            (MOTOREN[motor], "verdeling.plan.marges:marges", (deel, [lokaal], motor)),
            (MOTOREN[motor], "verdeling.plan.deel:los_deel", (ander, motor)),
        ],
        2,
    )
    if antwoord.status == "onoplosbaar" and niveaus:
        # Within the proven level there is none; beyond it there may be.
        los = _deel(plan, kolommen, dict.fromkeys(niveaus))
        assert los is not None, "the columns of a part do not depend on a level"
        los = replace(los, arrays=los.arrays.met_rijen([rij]))
        antwoord = POOL.roep(MOTOREN[motor], "verdeling.plan.deel:los_deel", los, motor)
    vast = plan.plan[g] - staat
    uitslag = _vergelijk(deel, plan.bewijs.x[deel.kolommen], antwoord, verschil)
    return Ruimte(vast + marge[0], vast + marge[1], uitslag)


def _deel(plan: Plan, kolommen: Ints, niveaus: Niveaus) -> Deel | None:
    """The part of the program that holds these columns, with its goals before the tie order."""
    if not len(kolommen):
        return None
    deel = next((d for d in splits(plan.program, niveaus) if np.isin(kolommen, d.kolommen).all()), None)
    if deel is None:
        return None
    return replace(deel, doelen=tuple(d for d in deel.doelen if not isinstance(d, VolgordeDoel)))


def _vergelijk(deel: Deel, x: Ints, antwoord: DeelAntwoord, verschil: int) -> Anders:
    if antwoord.status == "onoplosbaar":
        return Anders(verschil, "onmogelijk")
    if antwoord.status != "bewezen" or antwoord.x is None:
        return Anders(verschil, "onbekend")
    for doel in deel.doelen:
        if isinstance(doel, Doel):
            som, dan = doel.waarde(x) - doel.constante, doel.waarde(antwoord.x) - doel.constante
            if som != dan:
                return Anders(verschil, "slechter", doel.naam, som, dan)
            continue
        if isinstance(doel, HoogstensDoel):
            hoogste = doel.waarde(antwoord.x)
            if hoogste > doel.niveau:
                return Anders(verschil, "slechter", doel.naam, doel.niveau, hoogste)
            continue
        van, naar = _als_rij(doel.waarde(x)), _als_rij(doel.waarde(antwoord.x))
        # Ratios in ascending order: the first that differs is the one that falls.
        for a, b in zip(van, naar, strict=True):
            if a != b:
                return Anders(verschil, "slechter", doel.naam, a, b)
    return Anders(verschil, "even_goed")


def _als_rij(waarde: Waarde) -> tuple[int | Fraction, ...]:
    return waarde if isinstance(waarde, tuple) else (waarde,)
