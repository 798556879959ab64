"""Engines of the plan: one small interface, chosen by name."""

from __future__ import annotations

import importlib
from functools import partial
from types import ModuleType
from typing import Final

from verdeling.solver.engine_names import MOTOREN
from verdeling.solver.engines.base import EngineAntwoord, EngineOntbreekt, LosOp, Relaxatie

__all__ = ["EIGEN_PROCES", "MOTOREN", "EngineAntwoord", "EngineOntbreekt", "LosOp", "engine", "relaxatie"]

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


def relaxatie(name: str) -> Relaxatie:
    """The function ``relaxatie`` of one engine: the linear relaxation, its columns and its multipliers."""
    found: Relaxatie = _module(name).relaxatie
    return found


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"verdeling.solver.engines.{MOTOREN[name]}")
