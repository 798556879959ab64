"""What a worker process does: one block of one experiment, into Parquet files."""

from __future__ import annotations

import os
import pickle
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from verdeling.errors import VerdelingError

if TYPE_CHECKING:
    from verdeling.batch.blocks import Runner
    from verdeling.batch.scenario import Opzet


def begin(package: bytes) -> None:
    """Prepare a new worker: packages and data are read here, so that the time limit counts computing only.

    One thread per worker: nothing may start a pool of its own beside the other workers.
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    from verdeling.batch.store import tabellen

    loper, root = _loper(package)
    tabellen(loper.opzet, [], root)
    with suppress(VerdelingError):  # told by the scenario itself
        loper.basis(loper.opzet.scenario(0))


@lru_cache(maxsize=2)
def _loper(pakket: bytes) -> tuple[Runner, str]:
    setup, root = pickle.loads(pakket)
    return runner(setup), root


def runner(setup: Opzet) -> Runner:
    """What computes the scenarios of an experiment: by the plan of its model, or without one."""
    if setup.met_plan:
        from verdeling.batch.plans import PlanRunner
        from verdeling.solver.workers import POOL
        from verdeling.tijdelijk import tijdelijke_map

        POOL.temporary = tijdelijke_map
        return PlanRunner(setup)
    from verdeling.batch.blocks import Runner

    return Runner(setup)


def reken(package: bytes, numbers: range) -> dict[str, bytes]:
    """Compute scenarios of the experiment in `package` (see :func:`pak_in`) as files."""
    from verdeling.batch.store import tabellen

    loper, root = _loper(package)
    return tabellen(loper.opzet, loper.blok(numbers), root)


def mislukt(package: bytes, number: int, note: str) -> dict[str, bytes]:
    """Files of a scenario that was not computed."""
    from verdeling.batch.blocks import NIETS, Outcome
    from verdeling.batch.store import tabellen

    loper, root = _loper(package)
    outcome = Outcome(loper.opzet.scenario(number), NIETS, melding=note)
    return tabellen(loper.opzet, [outcome], root)
