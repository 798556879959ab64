"""One engine call for a worker process; imports no solver: CBC's worker may hold no OR-Tools."""

from __future__ import annotations

import numpy as np

from verdeling.plan.arrays import Arrays
from verdeling.plan.engines import EngineAntwoord, engine


def vraag(name: str, arrays: Arrays, c: np.ndarray, options: dict) -> EngineAntwoord:
    return engine(name)(arrays, c, **options)
