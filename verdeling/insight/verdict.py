"""What diagnostics give: one frozen value per outcome; meaning and formulas in docs/diagnostiek.md."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import Any, Final

from verdeling.insight.explain import eenheid as in_woorden
from verdeling.insight.measures import MEASURES, Theil
from verdeling.texts import Lang, say

MEASURE_NAMES: Final = (
    "per_1000",
    "zonder",
    *(m.name for m in MEASURES),
    "lorenz",
    "theil_provincie",
    "theil_regio",
    "afwijkingen",
    "kwartielen",
    "inspanning",
    "buren",
)
"""All that diagnostics tell and explain."""

SMALL: Final = 0.05
"""Percentage below which one decimal would say 0,0 %."""


@dataclass(frozen=True, slots=True)
class Burden:
    """Places per 1 000 inhabitants over gemeenten, each gemeente counted once."""

    landelijk: float
    minimum: float
    p10: float
    mediaan: float
    p90: float
    maximum: float


@dataclass(frozen=True)
class Inequality:
    """Inequality against one yardstick: inhabitants or the key.

    Each measure is an attribute too: `verhuizingen` (places that would have to move), `hoover`, `gini`,
    `atkinson`, `jain`, and those of other packages.
    """

    maten: dict[str, float]
    """Name of each measure of :func:`verdeling.insight.measures.indices` → its value."""
    theil_provincie: Theil
    theil_regio: Theil

    def __getattr__(self, name: str) -> float:
        # Not yet filled while it is being unpickled or copied.
        measures: dict[str, float] = self.__dict__.get("maten", {})
        if name not in measures:
            raise AttributeError(name)
        return measures[name]


@dataclass(frozen=True, slots=True)
class Deviation:
    """A gemeente beside what the yardstick (the key) asks of it."""

    code: str
    plaatsen: int
    verwacht: float
    verschil: float
    procent: float | None
    """Difference in per cent of `verwacht`; None when nothing was expected."""


@dataclass(frozen=True, slots=True)
class Quartile:
    """Load of a quarter of the gemeenten, by SES; number 0 holds gemeenten whose SES is unknown."""

    nummer: int
    gemeenten: int
    inwoners: int
    plaatsen: int
    per_1000: float


@dataclass(frozen=True, slots=True)
class Effort:
    """Own effort against task: regular + emergency + new places of the plan that are not converted ones.

    Attributes
    ----------
    inspanning
        Own places in all gemeenten.
    gehaald
        How many gemeenten have at least their task.
    boven
        Places above the own task, summed over gemeenten that have more.
    onder
        Places below the own task, summed over gemeenten that have fewer.
    """

    inspanning: int
    gehaald: int
    boven: int
    onder: int


@dataclass(frozen=True, slots=True)
class NeighbourPair:
    """Two gemeenten that share a border; `a` carries more per 1 000 inhabitants than `b`."""

    a: str
    b: str
    per_1000_a: float
    per_1000_b: float
    verschil: float


@dataclass(frozen=True)
class Diagnosis:
    """All measures of one outcome; meaning and formula of each in docs/diagnostiek.md."""

    plaatsen: int
    gemeenten: int
    zonder: int
    """Gemeenten without a place."""
    belasting: Burden
    inwoners: Inequality
    """Against inhabitants."""
    sleutel: Inequality
    """Against the key."""
    lorenz: tuple[tuple[float, float], ...]
    """Lorenz curve against inhabitants: (share of inhabitants, share of places)."""
    afwijkingen: tuple[Deviation, ...]
    """Largest relative deviations from the key first."""
    kwartielen: tuple[Quartile, ...]
    """Lowest SES first; empty when the data has no score."""
    inspanning: Effort | None
    buren: tuple[NeighbourPair, ...]

    def json(self) -> dict[str, Any]:
        """As plain values; an infinite Theil becomes null."""
        plat: dict[str, Any] = _flat(dataclasses.asdict(self))
        for yardstick in ("inwoners", "sleutel"):
            tegen = plat[yardstick]
            plat[yardstick] = {**tegen.pop("maten"), **tegen}
        return plat

    def zin(self, yardstick: str, lang: Lang = "nl", unit: str = "plaatsen") -> str:
        """Hoover in plain words, against `inwoners` or `sleutel`; `unit` is the unit of the task."""
        tegen = self.inwoners if yardstick == "inwoners" else self.sleutel
        return moves_sentence(tegen.verhuizingen, self.plaatsen, yardstick, lang, unit)


def moves_sentence(
    verhuizingen: float, totaal: int, yardstick: str, lang: Lang = "nl", unit: str = "plaatsen"
) -> str:
    """How many of `totaal` places or people would have to move; below 0,1 % it says less than that."""
    percent = 100 * verhuizingen / totaal if totaal else 0.0
    small = percent < SMALL and round(verhuizingen) > 0
    return say(
        "diagnostics.verhuizingen.zin",
        lang,
        plaatsen=verhuizingen,
        totaal=totaal,
        eenheid=in_woorden(unit, lang),
        deel=say("diagnostics.deel.klein" if small else "diagnostics.deel", lang, procent=percent),
        maatstaf=say(f"diagnostics.maatstaf.{yardstick}", lang),
    )


def told_measure(measure: str, lang: Lang = "nl") -> tuple[str, str]:
    """Name of a measure and its one sentence of explanation; `measure` is one of `MEASURE_NAMES`."""
    return say(f"diagnostics.{measure}", lang), say(f"diagnostics.{measure}.uitleg", lang)


def _flat(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {sleutel: _flat(w) for sleutel, w in value.items()}
    if isinstance(value, list | tuple):
        return [_flat(w) for w in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
