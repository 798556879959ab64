"""One traced step, and the trail of steps behind one figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from verdeling.terms import Grondslag


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One exact step from a running value to the next.

    Attributes
    ----------
    soort
        Kind of step; the catalogue tells it under ``stap.<soort>``.
    bijdrage
        What the step adds, exact, in units of the task.
    gegevens
        Numbers and names that the text mentions.
    grondslag
        Legal basis of the step, when it has one of its own.
    """

    soort: str
    bijdrage: Fraction
    gegevens: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    grondslag: Grondslag | None = None


@dataclass(frozen=True, slots=True)
class Spoor:
    """Trail of one figure: start + sum of steps = figure, exactly.

    Attributes
    ----------
    taak
        Name of the task or part.
    code
        Gemeentecode.
    start
        The quota of the whole country's key, unrounded.
    stappen
        Steps in order.
    """

    taak: str
    code: str
    start: Fraction
    stappen: tuple[TraceStep, ...]

    @property
    def uitkomst(self) -> Fraction:
        """The figure: start plus all steps."""
        return self.start + sum((s.bijdrage for s in self.stappen), Fraction(0))
