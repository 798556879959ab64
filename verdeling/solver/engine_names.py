"""Engines by name, and how long one may take, without loading one."""

from __future__ import annotations

from typing import Final

ENGINES: Final = {"scip": "mathopt", "highs": "mathopt", "cpsat": "mathopt", "cbc": "cbc"}
"""Name of each engine, and the module of :mod:`verdeling.solver.engines` that runs it."""
LONGEST_LIMIT: Final = 10_000_000
"""Longest time limit in seconds, a hundred days: an engine counts them in nanoseconds."""
