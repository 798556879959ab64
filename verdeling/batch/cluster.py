"""The same blocks on a Dask cluster: a Dask worker hands them to a process of its own with the time limit.

So a scenario that hangs or crashes ends there as it does in the local pool, and the Dask worker stays.
"""

from __future__ import annotations

import queue
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from typing import Any, Final

from verdeling.batch.pool import BlockPool, Compute, Files
from verdeling.batch.store import merge_shards
from verdeling.batch.worker import compute_block, failed_outcome
from verdeling.errors import VerdelingError
from verdeling.solver.workers import WorkerDied
from verdeling.texts import say

ANSWER_WAIT: Final = 30
"""Seconds in which a scheduler must answer."""
WAIT: Final = 60.0
"""Seconds that a cluster may be without workers."""
INTERVAL: Final = 2.0
"""Seconds between two looks at how many workers there are."""

_POOLS: dict[str, BlockPool] = {}
_SLOT = threading.Lock()


def compute_apart(run: str, package: bytes, limit: float, function: Compute, numbers: range) -> Files:
    """Compute a block on a Dask worker, in a process that is kept for the next block of the run."""
    with _SLOT:
        pool = _POOLS.setdefault(run, BlockPool(package, 1, limit, function))
    try:
        return pool.blok(numbers)
    except WorkerDied:
        return {}  # the run was stopped: nobody waits for this block


def tidy_up(run: str) -> None:
    """End the processes of a run on a Dask worker; blocks that still come in are not computed."""
    with _SLOT:
        pool = _POOLS.setdefault(run, BlockPool(b"", 1, 0))
    pool.stop()


def run_on_cluster(
    package: bytes, blocks: Sequence[range], address: str, limit: float, function: Compute = compute_block
) -> Iterator[tuple[range, Files]]:
    """Compute blocks on a Dask cluster; each is given as soon as it is done.

    Raises
    ------
    VerdelingError
        No Dask here, a scheduler that does not answer or is lost, a cluster without workers or without
        this program.
    """
    if not blocks:
        return
    with _connect(address) as client:
        loop = _Loop(client, package, limit, function, address)
        try:
            yield from loop.alle(blocks)
        finally:
            loop.stop()


def _connect(address: str) -> Any:  # noqa: ANN401
    try:
        from distributed import Client
    except ImportError:
        raise VerdelingError.een("V735") from None
    try:
        return Client(address, timeout=ANSWER_WAIT)
    except (OSError, ValueError) as error:
        raise VerdelingError.een("V736", address, reden=str(error)) from error


class _Loop:
    """Blocks that are on their way, and how many may be."""

    def __init__(self, client: Any, package: bytes, limit: float, function: Compute, address: str) -> None:  # noqa: ANN401
        self.client, self.package, self.adres = client, package, address
        self.limiet, self.function = limit, function
        self.run = uuid.uuid4().hex
        self.onderweg: dict[Any, range] = {}
        self.gezien = time.monotonic()
        self.gekeken = -INTERVAL
        self.draden = 0

    def alle(self, blocks: Sequence[range]) -> Iterator[tuple[range, Files]]:
        """Compute blocks; never more ahead than two per thread of the workers that there are now."""
        wachtrij = iter(blocks)
        done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        while True:
            while len(self.onderweg) < 2 * self._threads() and (block := next(wachtrij, None)) is not None:
                taak = self.client.submit(
                    compute_apart, self.run, self.package, self.limiet, self.function, block, pure=False
                )
                self.onderweg[taak] = block
                taak.add_done_callback(done.put)
            if not self.onderweg and self.draden:
                return
            try:
                taak = done.get(timeout=INTERVAL)
            except queue.Empty:
                continue
            block = self.onderweg.pop(taak)
            yield block, self._outcome(taak, block)

    def _threads(self) -> int:
        """Threads of all workers; workers may join and leave while the experiment runs."""
        nu = time.monotonic()
        if nu - self.gekeken < INTERVAL:
            return self.draden
        try:
            self.draden = sum(self.client.nthreads().values())
        except (OSError, TimeoutError) as error:
            raise VerdelingError.een("V736", self.adres, reden=str(error)) from error
        self.gekeken = nu
        if self.draden:
            self.gezien = nu
        elif nu - self.gezien > WAIT:
            raise VerdelingError.een("V742", self.adres, adres=self.adres, seconden=round(WAIT))
        return self.draden

    def _outcome(self, taak: Any, block: range) -> Files:  # noqa: ANN401
        from concurrent.futures import CancelledError

        from distributed import KilledWorker

        try:
            out: Files = taak.result()
        except KilledWorker:
            text = say("batch.worker_dood")
            return merge_shards([failed_outcome(self.package, n, text) for n in block])
        except (CancelledError, OSError, TimeoutError) as error:
            raise VerdelingError.een("V736", self.adres, reden=str(error)) from error
        except ImportError as error:
            raise VerdelingError.een("V743", self.adres, reden=str(error)) from error
        return out

    def stop(self) -> None:
        """Take back what was not computed and end the processes on the workers."""
        if self.client.status == "running":
            self.client.cancel(list(self.onderweg))
            self.client.run(tidy_up, self.run, on_error="ignore")
