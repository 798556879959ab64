"""Engines by name, without loading one."""

from __future__ import annotations

from typing import Final

MOTOREN: Final = {"scip": "mathopt", "highs": "mathopt", "cpsat": "mathopt", "cbc": "cbc"}
"""Name of each engine, and the module of :mod:`verdeling.solver.engines` that runs it."""
