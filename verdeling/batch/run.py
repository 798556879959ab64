"""Run an experiment: which blocks are still to do, who computes them, and where they are stored."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from verdeling.batch.file import find_experiment, read_experiment
from verdeling.batch.pool import BlockPool, Files
from verdeling.batch.query import require_packages
from verdeling.batch.scenario import Setup
from verdeling.batch.store import Store
from verdeling.batch.worker import compute_block
from verdeling.errors import VerdelingError
from verdeling.solver.workers import processors

Progress = Callable[[int, int], None]
"""Called with the number of scenarios that are stored and the number that there are."""


@dataclass(frozen=True)
class RunReport:
    """What a run did.

    Attributes
    ----------
    aantal
        Scenarios of this run (of this shard).
    al_klaar
        Of those, stored before it began.
    kept, mislukt
        Scenarios in the folder, and those of them that failed; their messages stand in the table.
    melding
        That of the first scenario that failed; empty without one.
    seconden
        Wall time.
    """

    aantal: int
    al_klaar: int
    kept: int
    mislukt: int
    melding: str
    seconden: float


def make_setup(pad: Path, *, aanvullen: bool = False) -> Setup:
    """Read an experiment, by path or by name, and check it against its model and data.

    Parameters
    ----------
    pad
        The file, or the name of a shipped experiment.
    aanvullen
        Fill in own data with shipped figures, also where the file does not ask for it.

    Raises
    ------
    VerdelingError
        Everything that is wrong, before anything runs.
    """
    require_packages()
    pad = find_experiment(pad)
    experiment = read_experiment(pad)
    if aanvullen:
        experiment = experiment.model_copy(update={"aanvullen": True})
    setup = Setup(experiment, pad.resolve().parent)
    _ = setup.aantal
    setup.check()
    if setup.met_plan:
        # Rules and goals that do not fit each other are told now and not once per scenario.
        from verdeling.batch.plans import PlanRunner

        PlanRunner(setup).check(setup.scenario(0))
    return setup


def pack(setup: Setup) -> bytes:
    """The experiment as it travels to workers, with the hash that all its scenarios share."""
    return pickle.dumps((setup, setup.wortel), protocol=5)


def run_experiment(
    setup: Setup,
    folder: Path,
    *,
    workers: int | None = None,
    deel: tuple[int, int] = (1, 1),
    cluster: str | None = None,
    voortgang: Progress | None = None,
) -> RunReport:
    """Compute every scenario that the folder does not hold yet.

    Parameters
    ----------
    setup
        The experiment.
    folder
        Result folder; made when it does not exist.
    workers
        Local worker processes; None takes one per processor, 0 computes in this process.
    deel
        (i, n): only every n-th block, from the i-th on. Shards may share a folder.
    cluster
        Address of a Dask scheduler, in the place of local workers.
    voortgang
        Called after every stored block.

    Raises
    ------
    VerdelingError
        A folder of another experiment or in use, a full disk, a cluster that does not answer, a model or data
        that changed meanwhile.
    """
    begin = time.perf_counter()
    store = Store(folder)
    alone = deel == (1, 1)
    with store.bezet(alleen=alone):
        store.open(setup)
        store.check()
        if alone:
            store.clean()
        count, al_done = _everything(setup, store, workers, deel, cluster, voortgang)
    return RunReport(count, al_done, *store.mislukt(), time.perf_counter() - begin)


def _everything(
    setup: Setup,
    store: Store,
    workers: int | None,
    part: tuple[int, int],
    cluster: str | None,
    progress: Progress | None,
) -> tuple[int, int]:
    """Compute and store; how many scenarios there are, and how many stood there before."""
    every = setup.blokken(part)
    klaar = store.klaar()
    te_doen = [b for b in every if b.start not in klaar]
    count = sum(map(len, every))
    done = al_done = count - sum(map(len, te_doen))
    package = pack(setup)
    if progress is not None:
        progress(done, count)
    for block, files in _source_of(setup, package, te_doen, workers, cluster):
        store.bewaar(block, files)
        done += len(block)
        if progress is not None:
            progress(done, count)
    if te_doen and not _same(setup):
        store.forget(te_doen)
        raise VerdelingError.een("V748", str(store.folder), aantal=len(te_doen))
    return count, al_done


def _same(setup: Setup) -> bool:
    """Whether model and data are still those that the run began with: they are read all along."""
    try:
        return Setup(setup.experiment, setup.map).wortel == setup.wortel
    except VerdelingError:
        return False


def _source_of(
    setup: Setup, package: bytes, blocks: Sequence[range], workers: int | None, cluster: str | None
) -> Iterator[tuple[range, Files]]:
    if cluster is not None:
        from verdeling.batch.cluster import run_on_cluster

        return run_on_cluster(package, blocks, cluster, setup.experiment.time_limit)
    if workers == 0:
        return ((block, compute_block(package, block)) for block in blocks)
    count = min(process_count(workers), max(1, len(blocks)))
    return BlockPool(package, count, setup.experiment.time_limit).alle(blocks)


def process_count(workers: int | None) -> int:
    """How many processes compute: as asked, this one alone for zero, else one per processor."""
    return processors() if workers is None else max(1, workers)
