"""One engine call for a worker process; imports no solver: CBC's worker may hold no OR-Tools."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from verdeling.solver.arrays import Arrays
from verdeling.solver.engines import EngineAnswer, engine, relaxation


def vraag(name: str, arrays: Arrays, c: np.ndarray, options: dict) -> EngineAnswer:
    return engine(name)(arrays, c, **options)


def relaxed(name: str, arrays: Arrays, c: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    return relaxation(name)(arrays, c)


def sterf(teller: str, keren: int, signaal: int) -> int:
    """End this process by a signal, the first `keren` times; then say how often it was asked."""
    path = Path(teller)
    keer = len(path.read_text()) if path.exists() else 0
    path.write_text("x" * (keer + 1))
    if keer < keren:
        os.kill(os.getpid(), signaal)
    return keer + 1
