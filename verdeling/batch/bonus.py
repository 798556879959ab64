"""A declared, illustrative assumption: how many extra places a bonus brings, and what it costs."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
UITKOMSTEN: Final = ("bonus_plaatsen", "bonus_euro")
"""Names under which the places and the euros per gemeente are stored, behind the task."""


def antwoord(
    cijfers: Ints, bestaand: Ints, bedrag: list[Fraction], drempel: list[Fraction], reactie: list[Fraction]
) -> tuple[Ints, Ints]:
    """Extra places and euros per gemeente, exactly.

    Extra places E_g = round half-up(reactie × bedrag / 1 000 × N_g), but none where B_g + E_g does not come
    above drempel × N_g. Euros = bedrag × (places above ceil(drempel × N_g)), rounded down to whole euros.

    Parameters
    ----------
    cijfers
        Own figure N, scenario × gemeente.
    bestaand
        Places that stand, B, per gemeente.
    bedrag, drempel, reactie
        Per scenario: euros per place, threshold as a fraction of N, extra places per 1 000 euro as a
        fraction of N.
    """
    extra = _maal(cijfers, [r * b / 1000 for r, b in zip(reactie, bedrag, strict=True)], half=True)
    grens = -_maal(-cijfers, drempel, half=False)
    boven = np.maximum(bestaand + extra - grens, 0)
    extra = np.where(boven > 0, extra, 0)
    return extra, _maal(boven, bedrag, half=False)


def _maal(rijen: Ints, factoren: list[Fraction], *, half: bool) -> Ints:
    """floor(row × factor), or floor(row × factor + ½); exact."""
    noemer = math.lcm(*(f.denominator for f in factoren))
    tellers = [int(f * noemer) for f in factoren]
    top = int(np.abs(rijen).max(initial=0)) * max(map(abs, tellers), default=0) * 2 + noemer
    dtype: Any = np.int64 if top < 2**62 else object
    product = rijen.astype(dtype) * np.array(tellers, dtype=dtype)[:, None]
    uit = (2 * product + noemer) // (2 * noemer) if half else product // noemer
    return np.asarray(uit, dtype=np.int64)
