"""What an engine takes and gives: arrays and a goal in, a vector of whole numbers and a bound out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from verdeling.solver.arrays import Arrays
from verdeling.solver.goals import Ints

Toestand = Literal["optimaal", "onoplosbaar", "afgekapt", "gestopt", "fout"]


@dataclass(frozen=True, eq=False)
class EngineAntwoord:
    """Answer of an engine; nothing in it is believed before an exact check.

    Attributes
    ----------
    status
        ``optimaal``, ``onoplosbaar`` (no plan), ``afgekapt`` (no plan as good as the cutoff), ``gestopt``
        (time limit) or ``fout``.
    x
        The vector rounded to whole numbers; None without a plan.
    grens
        Proven lower bound of the goal, as the engine computed it.
    seconden
        Wall time inside the engine.
    engine
        Name of the engine.
    log
        What the engine wrote, or the reason it gave.
    """

    status: Toestand
    x: Ints | None
    grens: float
    seconden: float
    engine: str
    log: str = ""

    def bewijst(self, value: int) -> bool:
        """Whether the bound leaves no whole value below `value`."""
        return self.status == "optimaal" and self.grens > value - 0.5


LosOp = Callable[..., EngineAntwoord]
"""``los_op(arrays, c, time_limit=None, hint=None, cutoff=None, seed=0, toets=False)``: minimise ``c · x``."""

Floats = npt.NDArray[np.float64]

Relaxatie = Callable[[Arrays, Ints], "tuple[Floats, Floats] | None"]
"""``relaxatie(arrays, c)``: columns and row multipliers of the linear relaxation, used but never trusted."""


class EngineOntbreekt(Exception):
    """The engine cannot be used here; the argument tells why."""


def gerond(arrays: Arrays, values: npt.NDArray[np.float64]) -> Ints | None:
    """Nearest whole numbers when they satisfy every row exactly, else None."""
    x = np.rint(values).astype(np.int64)
    return x if arrays.klopt(x) else None
