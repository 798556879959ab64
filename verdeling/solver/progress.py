"""What a worker tells while it solves: which goals, and how far the best plan still is from the proven bound.

Only for people who wait; nothing is decided by it. In the process of the caller nobody listens.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

ELKE: Final = 1.0
"""Seconds between two messages about the same goals."""

KOLOMMEN: Final = 18
"""Columns of SCIP's table; the last four are bound, best plan, distance in % and share completed."""


@dataclass(frozen=True, slots=True)
class Bericht:
    """State of one solve.

    Attributes
    ----------
    doelen
        Goals that are being solved, joined by weights when there are more.
    kloof
        Distance between the best plan and the proven bound, as a share of that plan; None when unknown.
    """

    doelen: tuple[str, ...]
    kloof: float | None = None


class Melder:
    """Holds who listens, and keeps messages apart in time."""

    def __init__(self) -> None:
        self.luister: Callable[[Bericht], None] | None = None
        self._doelen: tuple[str, ...] = ()
        self._sinds = 0.0

    def begin(self, *doelen: str) -> None:
        """Start on these goals."""
        self._doelen, self._sinds = doelen, time.monotonic()
        if self.luister is not None:
            self.luister(Bericht(doelen))

    def regels(self, regels: list[str]) -> None:
        """Lines of SCIP's log: tell how far it is, when the last message is long enough ago."""
        if self.luister is None or time.monotonic() - self._sinds < ELKE:
            return
        ver = kloof(regels)
        if ver is not None:
            self._sinds = time.monotonic()
            self.luister(Bericht(self._doelen, ver))


MELDER: Final = Melder()


def kloof(regels: list[str]) -> float | None:
    """Share between the best plan and the bound, from the last line of SCIP's table that has both."""
    for regel in reversed(regels):
        cellen = [cel.strip() for cel in regel.split("|")]
        if len(cellen) < KOLOMMEN or not cellen[-2].endswith("%"):
            continue
        try:
            onder, boven = float(cellen[-4]), float(cellen[-3].rstrip("*"))
        except ValueError:  # "cutoff" and "--": nothing is left to look for
            continue
        return abs(boven - onder) / max(1.0, abs(boven))
    return None
