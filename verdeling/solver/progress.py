"""What a worker tells while it solves: which goals, and how far the best plan still is from the proven bound.

Only for people who wait; nothing is decided by it. In the process of the caller nobody listens.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

EVERY: Final = 1.0
"""Seconds between two messages about the same goals."""

COLUMNS: Final = 18
"""Columns of SCIP's table; the last four are bound, best plan, distance in % and share completed."""


@dataclass(frozen=True, slots=True)
class Message:
    """State of one solve.

    Attributes
    ----------
    goals
        Goals that are being solved, joined by weights when there are more.
    gap
        Distance between the best plan and the proven bound, as a share of that plan; None when unknown.
    leaves
        Cases of a proof that are closed; None where no proof is made.
    """

    goals: tuple[str, ...]
    gap: float | None = None
    leaves: int | None = None


class Reporter:
    """Holds who listens, and keeps messages apart in time."""

    def __init__(self) -> None:
        self.listener: Callable[[Message], None] | None = None
        self._goals: tuple[str, ...] = ()
        self._since = 0.0

    def begin(self, *goals: str) -> None:
        """Start on these goals."""
        self._goals, self._since = goals, time.monotonic()
        if self.listener is not None:
            self.listener(Message(goals))

    def closed(self, leaves: int) -> None:
        """So many cases of a proof are closed: tell it when the last message is long enough ago."""
        if self.listener is not None and time.monotonic() - self._since >= EVERY:
            self._since = time.monotonic()
            self.listener(Message(self._goals, leaves=leaves))

    def lines(self, lines: list[str]) -> None:
        """Lines of SCIP's log: tell how far it is, when the last message is long enough ago."""
        if self.listener is None or time.monotonic() - self._since < EVERY:
            return
        distance = gap(lines)
        if distance is not None:
            self._since = time.monotonic()
            self.listener(Message(self._goals, distance))


REPORTER: Final = Reporter()


def gap(lines: list[str]) -> float | None:
    """Share between the best plan and the bound, from the last line of SCIP's table that has both."""
    for line in reversed(lines):
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) < COLUMNS or not cells[-2].endswith("%"):
            continue
        try:
            lower, upper = float(cells[-4]), float(cells[-3].rstrip("*"))
        except ValueError:  # "cutoff" and "--": nothing is left to look for
            continue
        return abs(upper - lower) / max(1.0, abs(upper))
    return None
