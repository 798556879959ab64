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
    from verdeling.batch.scenario import Setup


def begin(package: bytes) -> None:
    """Prepare a new worker: packages and data are read here, so that the time limit counts computing only.

    One thread per worker: nothing may start a pool of its own beside the other workers.
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    from verdeling.batch.store import make_tables

    loper, root = _runner(package)
    make_tables(loper.setup, [], root)
    with suppress(VerdelingError):  # told by the scenario itself
        loper.basis(loper.setup.scenario(0))


@lru_cache(maxsize=2)
def _runner(package: bytes) -> tuple[Runner, str]:
    setup, root = pickle.loads(package)
    return runner(setup), root


def runner(setup: Setup) -> Runner:
    """What computes the scenarios of an experiment: by the plan of its model, or without one."""
    if setup.met_plan:
        from verdeling.batch.plans import PlanRunner
        from verdeling.solver.workers import POOL
        from verdeling.tijdelijk import temporary_folder

        POOL.temporary = temporary_folder
        return PlanRunner(setup)
    from verdeling.batch.blocks import Runner

    return Runner(setup)


def compute_block(package: bytes, numbers: range) -> dict[str, bytes]:
    """Compute scenarios of the experiment in `package` (see :func:`pack`) as files."""
    from verdeling.batch.store import make_tables

    loper, root = _runner(package)
    return make_tables(loper.setup, loper.blok(numbers), root)


def failed_outcome(package: bytes, number: int, note: str) -> dict[str, bytes]:
    """Files of a scenario that was not computed."""
    from verdeling.batch.blocks import NOTHING, Outcome
    from verdeling.batch.store import make_tables

    loper, root = _runner(package)
    outcome = Outcome(loper.setup.scenario(number), NOTHING, melding=note)
    return make_tables(loper.setup, [outcome], root)
