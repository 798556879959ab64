"""Engines of the plan: one small interface, chosen by name."""

from __future__ import annotations

import importlib
from functools import partial
from types import ModuleType
from typing import Final

from verdeling.solver.engine_names import ENGINES, module_of
from verdeling.solver.engines.base import EngineAnswer, EngineMissing, Minimise, Relaxation

__all__ = ["ENGINES", "OWN_PROCESS", "EngineAnswer", "EngineMissing", "Minimise", "engine", "relaxation"]

OWN_PROCESS: Final = frozenset({"cbc"})
"""Engines that may never be imported into the process of the caller."""


def engine(name: str) -> Minimise:
    """The function ``minimise`` of one engine.

    Raises
    ------
    EngineMissing
        When its package is not installed.
    KeyError
        Nobody has an engine of that name.
    """
    return partial(_module(name).minimise, engine=name)


def relaxation(name: str) -> Relaxation:
    """The function ``relaxation`` of one engine: the linear relaxation, its columns and its multipliers."""
    found: Relaxation = _module(name).relaxation
    return found


def _module(name: str) -> ModuleType:
    return importlib.import_module(module_of(name))
