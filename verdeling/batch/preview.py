"""What an experiment will take: engine path per scenario, time and disk, from a short probe."""

from __future__ import annotations

import itertools
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from verdeling.batch.blocks import Runner
from verdeling.batch.run import process_count
from verdeling.batch.scenario import Setup
from verdeling.batch.store import make_tables
from verdeling.batch.worker import runner

TRIAL = 100
"""Closed-form scenarios in the probe."""
MOST_SHAPES = 200
"""Combinations of values that change the structure of which the engine path is looked up."""
START = 1.5
"""Seconds in which a worker process starts and reads the data."""


@dataclass(frozen=True)
class Preview:
    """What was found.

    Attributes
    ----------
    scenarios
        Number of scenarios.
    blokken
        Number of blocks in which they are computed.
    wegen
        Engine path → number of scenarios.
    per_seconde
        Scenarios per second in one process, measured.
    seconden
        Expected wall time with `workers` processes.
    workers
        How many processes.
    bytes
        Expected size of the result folder.
    proef
        Scenarios in the probe.
    """

    scenarios: int
    blokken: int
    wegen: Mapping[str, int]
    per_seconde: float
    seconden: float
    workers: int
    bytes: int
    proef: int


def make_preview(setup: Setup, workers: int | None = None) -> Preview:
    """Look up the engine paths and time a few scenarios, in this process."""
    loper = runner(setup)
    wegen = _ways(loper)
    # Once before the clock starts: reading data and importing are counted in START.
    loper.blok([0])
    numbers = range(min(setup.aantal, 1 if setup.met_plan else min(TRIAL, setup.block_size)))
    if setup.met_plan:
        # Another scenario than the first: the solution of that one is kept.
        numbers = range(setup.aantal - 1, setup.aantal)
    begin = time.perf_counter()
    files = make_tables(setup, loper.blok(numbers), setup.wortel)
    per_scenario = (time.perf_counter() - begin) / len(numbers)
    count = min(process_count(workers), len(setup.blokken()))
    return Preview(
        scenarios=setup.aantal,
        blokken=len(setup.blokken()),
        wegen=wegen,
        per_seconde=1 / per_scenario,
        seconden=START + per_scenario * setup.aantal / count,
        workers=count,
        bytes=round(sum(map(len, files.values())) / len(numbers) * setup.aantal),
        proef=len(numbers),
    )


def _ways(loper: Runner) -> dict[str, int]:
    """Engine path per combination of values that are no numbers; each stands for equally many scenarios."""
    setup = loper.setup
    shape = [i for i in setup.grids if not setup.numeric_axes[i]]
    every = list(itertools.islice(itertools.product(*(setup.grids[i] for i in shape)), MOST_SHAPES))
    count: Counter[str] = Counter()
    for points in every:
        scenario = setup.scenario(0)
        for i, point in zip(shape, points, strict=True):
            scenario = setup.met(scenario, i, point)
        count[loper.weg(scenario)] += setup.aantal // len(every)
    return dict(count)
