"""Least and most of sums over equally good plans: what a worker process does for leeway. Imports no model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from verdeling.solver.arrays import ONEINDIG, Arrays
from verdeling.solver.goals import Ints
from verdeling.solver.part import Deel, gelijk_goed
from verdeling.solver.session import Mislukt, Motor, Onmogelijk, stop
from verdeling.solver.tie_order import Vlak, pin

Marge = tuple[int, int]


def marges(deel: Deel, sommen: Sequence[Ints], engine: str) -> list[Marge]:
    """Least and most of each sum of columns over all plans that are optimal in every goal.

    Parameters
    ----------
    deel
        One part of a program, with the goals whose values are kept.
    sommen
        Columns of each sum, none of them twice.

    Notes
    -----
    The bounds of the columns are narrowed once for all equally good plans, and every plan that is found
    widens all margins at once. What is left is asked as "is there an equally good plan with one fewer?", with
    the last goal as the objective and its value as cutoff: refuted much sooner than a least value is proven.

    Raises
    ------
    VerificatieFout
        The engine gave no usable answer (V413).
    """
    try:
        return _marges(Motor(engine, None, 0), deel, sommen)
    except (Mislukt, Onmogelijk) as fout:
        # Imported here: a worker does without the texts until there is something to tell.
        from verdeling.errors import VerificatieFout

        reden = str(fout) or type(fout).__name__
        raise VerificatieFout.een("V413", engine, reden=reden) from fout


def _marges(motor: Motor, deel: Deel, sommen: Sequence[Ints]) -> list[Marge]:
    vlak, rijen, x = gelijk_goed(motor, deel)
    rijen = pin(motor, vlak, rijen, x)
    gevonden = [x]
    for som in sommen:
        for teken in (1, -1):
            _verleg(motor, vlak, rijen, gevonden, som, teken)
    waarden = [[int(y[som].sum()) for y in gevonden] for som in sommen]
    return [(min(w), max(w)) for w in waarden]


def _verleg(motor: Motor, vlak: Vlak, rijen: Arrays, gevonden: list[Ints], som: Ints, teken: int) -> None:
    """Find plans until none has a smaller ``teken · Σ``."""
    grens = int(np.minimum(teken * rijen.onder[som], teken * rijen.boven[som]).sum())
    beste = min(teken * int(y[som].sum()) for y in gevonden)
    if grens >= beste or _beter(motor, vlak, rijen, gevonden, som, teken, beste) is None:
        return
    c = np.zeros(rijen.aantal, dtype=np.int64)
    c[som] = teken
    gevonden.append(motor.least(rijen, c, gevonden[-1]))


def _beter(
    motor: Motor, vlak: Vlak, rijen: Arrays, gevonden: list[Ints], som: Ints, teken: int, beste: int
) -> Ints | None:
    """An equally good plan with a smaller ``teken · Σ`` than `beste`, which is added to those found."""
    arrays = vlak.arrays.met_grenzen(np.arange(rijen.aantal), rijen.onder, rijen.boven)
    tekens = np.full(len(som), teken, dtype=np.int64)
    strak = arrays.met_rijen([(som, tekens, -ONEINDIG, beste - 1)]).strakker()
    if strak is None:
        return None
    antwoord = motor.vraag(strak, vlak.c, cutoff=vlak.waarde)
    if antwoord.status in ("onoplosbaar", "afgekapt"):
        return None
    if antwoord.x is None:
        stop(antwoord)
    if int(np.dot(vlak.c, antwoord.x)) > vlak.waarde:
        if antwoord.status != "optimaal" or antwoord.grens <= vlak.waarde + 0.5:
            stop(antwoord)
        return None
    gevonden.append(antwoord.x)
    return antwoord.x
