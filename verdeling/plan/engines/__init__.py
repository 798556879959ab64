"""Engines of the plan: one small interface, chosen by name."""

from __future__ import annotations

import importlib
from functools import partial
from types import ModuleType
from typing import Final

from verdeling.plan.engines.base import Duale, EngineAntwoord, EngineOntbreekt, LosOp

__all__ = ["EIGEN_PROCES", "MOTOREN", "EngineAntwoord", "EngineOntbreekt", "LosOp", "duale", "engine"]

MOTOREN: Final = {"scip": "mathopt", "highs": "mathopt", "cpsat": "mathopt", "cbc": "cbc"}
EIGEN_PROCES: Final = frozenset({"cbc"})
"""Engines that may never be imported into the process of the caller."""


def engine(name: str) -> LosOp:
    """The function ``los_op`` of one engine.

    Raises
    ------
    EngineOntbreekt
        When its package is not installed.
    """
    return partial(_module(name).los_op, engine=name)


def duale(name: str) -> Duale:
    """The function ``duale`` of one engine: multipliers of the rows from the linear relaxation."""
    found: Duale = _module(name).duale
    return found


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"verdeling.plan.engines.{MOTOREN[name]}")
