"""What an experiment will take: engine path per scenario, time and disk, from a short probe."""

from __future__ import annotations

import itertools
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from verdeling.batch.blocks import Runner
from verdeling.batch.run import process_count
from verdeling.batch.scenario import Opzet
from verdeling.batch.store import tabellen
from verdeling.batch.worker import runner

PROEF = 100
"""Closed-form scenarios in the probe."""
MEESTE_VORMEN = 200
"""Combinations of values that change the structure of which the engine path is looked up."""
START = 1.5
"""Seconds in which a worker process starts and reads the data."""


@dataclass(frozen=True)
class Verkenning:
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


def verken(opzet: Opzet, workers: int | None = None) -> Verkenning:
    """Look up the engine paths and time a few scenarios, in this process."""
    loper = runner(opzet)
    wegen = _wegen(loper)
    # Once before the clock starts: reading data and importing are counted in START.
    loper.blok([0])
    nummers = range(min(opzet.aantal, 1 if opzet.met_plan else min(PROEF, opzet.blokgrootte)))
    if opzet.met_plan:
        # Another scenario than the first: the solution of that one is kept.
        nummers = range(opzet.aantal - 1, opzet.aantal)
    begin = time.perf_counter()
    bestanden = tabellen(opzet, loper.blok(nummers), opzet.wortel)
    per_scenario = (time.perf_counter() - begin) / len(nummers)
    aantal = min(process_count(workers), len(opzet.blokken()))
    return Verkenning(
        scenarios=opzet.aantal,
        blokken=len(opzet.blokken()),
        wegen=wegen,
        per_seconde=1 / per_scenario,
        seconden=START + per_scenario * opzet.aantal / aantal,
        workers=aantal,
        bytes=round(sum(map(len, bestanden.values())) / len(nummers) * opzet.aantal),
        proef=len(nummers),
    )


def _wegen(loper: Runner) -> dict[str, int]:
    """Engine path per combination of values that are no numbers; each stands for equally many scenarios."""
    opzet = loper.opzet
    vorm = [i for i in opzet.roosters if not opzet.numerieke_assen[i]]
    alle = list(itertools.islice(itertools.product(*(opzet.roosters[i] for i in vorm)), MEESTE_VORMEN))
    tel: Counter[str] = Counter()
    for punten in alle:
        scenario = opzet.scenario(0)
        for i, punt in zip(vorm, punten, strict=True):
            scenario = opzet.met(scenario, i, punt)
        tel[loper.weg(scenario)] += opzet.aantal // len(alle)
    return dict(tel)
