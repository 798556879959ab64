"""What an engine takes and gives: arrays and a goal in, a vector of whole numbers and a bound out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from verdeling.solver.arrays import Arrays
from verdeling.solver.goals import Ints

Status = Literal["optimal", "infeasible", "cut_off", "stopped", "error"]


@dataclass(frozen=True, eq=False)
class EngineAnswer:
    """Answer of an engine; nothing in it is believed before an exact check.

    Attributes
    ----------
    status
        ``optimal``, ``infeasible`` (no plan), ``cut_off`` (no plan as good as the cutoff), ``stopped``
        (time limit) or ``error``.
    x
        The vector rounded to whole numbers; None without a plan.
    bound
        Proven lower bound of the goal, as the engine computed it.
    seconds
        Wall time inside the engine.
    engine
        Name of the engine.
    log
        What the engine wrote, or the reason it gave.
    """

    status: Status
    x: Ints | None
    bound: float
    seconds: float
    engine: str
    log: str = ""

    def proves(self, value: int) -> bool:
        """Whether the bound leaves no whole value below `value`."""
        return self.status == "optimal" and self.bound > value - 0.5


Minimise = Callable[..., EngineAnswer]
"""``f(arrays, c, time_limit=None, hint=None, cutoff=None, seed=0, proof_only=False)``: least ``c · x``."""

Floats = npt.NDArray[np.float64]

Relaxation = Callable[[Arrays, Ints], "tuple[Floats, Floats] | None"]
"""``relaxation(arrays, c)``: columns and row multipliers of the linear relaxation, used but never trusted."""


class EngineMissing(Exception):
    """The engine cannot be used here; the argument tells why."""


def rounded(arrays: Arrays, values: npt.NDArray[np.float64]) -> Ints | None:
    """Nearest whole numbers when they satisfy every row exactly, else None."""
    x = np.rint(values).astype(np.int64)
    return x if arrays.holds(x) else None
