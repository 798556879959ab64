"""Local worker processes with a time limit: who dies or hangs is replaced, its work is done once more."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Final

from verdeling.batch.store import merge_shards
from verdeling.batch.worker import begin, compute_block, failed_outcome
from verdeling.solver.workers import Worker, WorkerDied
from verdeling.texts import say

AFTER_SO_MANY: Final = 200
"""Blocks after which a worker is replaced by a new one, so that memory does not grow."""
AT_ONCE: Final = 10
"""As so many scenarios a larger block counts for its time limit: it takes seconds, and a hang must show."""
Files = dict[str, bytes]
Compute = Callable[[bytes, range], Files]


class BlockPool:
    """Worker processes of one run.

    Parameters
    ----------
    pakket
        The experiment, see :func:`verdeling.batch.worker.compute_block`.
    aantal
        How many processes.
    limiet
        Seconds per scenario.
    functie
        What a worker calls; another one in tests.
    """

    def __init__(self, package: bytes, count: int, limit: float, function: Compute = compute_block) -> None:
        self.package, self.aantal, self.limiet, self.function = package, count, limit, function
        self._vrij: list[tuple[Worker, int]] = []
        self._running: set[Worker] = set()
        self._slot = threading.Lock()
        self._stopped = False

    def alle(self, blocks: Sequence[range]) -> Iterator[tuple[range, Files]]:
        """Compute blocks; each is given as soon as it is done."""
        queue = iter(blocks)
        with ThreadPoolExecutor(self.aantal) as threads:
            running: dict[Future[Files], range] = {}
            try:
                while True:
                    # Never more ahead than two per worker: results wait here until they are stored.
                    while len(running) < 2 * self.aantal and (block := next(queue, None)) is not None:
                        running[threads.submit(self.blok, block)] = block
                    if not running:
                        return
                    for done in wait(running, return_when=FIRST_COMPLETED).done:
                        yield running.pop(done), done.result()
            finally:
                for waits in running:
                    waits.cancel()
                self.stop()

    def blok(self, block: range) -> Files:
        """A block; when its worker dies or hangs, its scenarios once more, each by itself."""
        try:
            return self._call(block)
        except WorkerDied:
            if self._stopped:
                raise
            return merge_shards([self._again(n) for n in block])

    def _again(self, number: int) -> Files:
        try:
            return self._call(range(number, number + 1))
        except WorkerDied:
            if self._stopped:
                raise
            return failed_outcome(self.package, number, say("batch.worker_weg", limiet=self.limiet))

    def _call(self, block: range) -> Files:
        worker, keer = self._take()
        alarm = threading.Timer(self.limiet * min(len(block), AT_ONCE), _end_worker, [worker])
        alarm.daemon = True
        alarm.start()
        try:
            out: Files = worker.call(self.function, self.package, block)
        finally:
            alarm.cancel()
            with self._slot:
                # Whoever stopped the pool has taken the worker over, also when its answer still came.
                own = worker in self._running
                self._running.discard(worker)
                if own and worker.alive and keer + 1 < AFTER_SO_MANY:
                    self._vrij.append((worker, keer + 1))
                else:
                    worker.stop()
        return out

    def _take(self) -> tuple[Worker, int]:
        with self._slot:
            if self._stopped:
                raise WorkerDied
            # A worker may die while it waits, for lack of memory say: that is no fault of the next block.
            self._vrij = [(w, keer) for w, keer in self._vrij if w.alive]
            worker, keer = self._vrij.pop() if self._vrij else (Worker(), 0)
            self._running.add(worker)
        if not keer:
            worker.call(begin, self.package)
        return worker, keer

    def stop(self) -> None:
        """End all workers."""
        with self._slot:
            self._stopped = True
            workers = [*self._running, *(w for w, _ in self._vrij)]
            self._running.clear()
            self._vrij.clear()
        for worker in workers:
            _end_worker(worker)
        for worker in workers:
            worker.stop()


def _end_worker(worker: Worker) -> None:
    """End a worker and what it started; the thread that waits for it then sees the end of its output."""
    if not worker.alive:
        return  # its number may be that of another process by now
    try:
        if hasattr(os, "killpg"):
            os.killpg(worker.pid, signal.SIGKILL)
        else:
            os.kill(worker.pid, signal.SIGTERM)
    except ProcessLookupError:
        pass
