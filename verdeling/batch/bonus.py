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


def bonus_answer(
    figures: Ints, bestaand: Ints, amount: list[Fraction], threshold: list[Fraction], reactie: list[Fraction]
) -> tuple[Ints, Ints]:
    """Extra places and euros per gemeente, exactly.

    Extra places E_g = round half-up(reactie × bedrag / 1 000 × N_g), but none where B_g + E_g does not come
    above drempel × N_g. Euros = bedrag × (places above ceil(drempel × N_g)), rounded down to whole euros.

    Parameters
    ----------
    figures
        Own figure N, scenario × gemeente.
    bestaand
        Places that stand, B, per gemeente.
    amount, threshold, reactie
        Per scenario: euros per place, threshold as a fraction of N, extra places per 1 000 euro as a
        fraction of N.
    """
    extra = _times(figures, [r * b / 1000 for r, b in zip(reactie, amount, strict=True)], half=True)
    limit = -_times(-figures, threshold, half=False)
    above = np.maximum(bestaand + extra - limit, 0)
    extra = np.where(above > 0, extra, 0)
    return extra, _times(above, amount, half=False)


def _times(rows: Ints, factors: list[Fraction], *, half: bool) -> Ints:
    """floor(row × factor), or floor(row × factor + ½); exact."""
    denominator = math.lcm(*(f.denominator for f in factors))
    numerators = [int(f * denominator) for f in factors]
    top = int(np.abs(rows).max(initial=0)) * max(map(abs, numerators), default=0) * 2 + denominator
    dtype: Any = np.int64 if top < 2**62 else object
    product = rows.astype(dtype) * np.array(numerators, dtype=dtype)[:, None]
    out = (2 * product + denominator) // (2 * denominator) if half else product // denominator
    return np.asarray(out, dtype=np.int64)
