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

from verdeling.batch.pool import Bestanden, BlockPool, Reken
from verdeling.batch.store import merge_shards
from verdeling.batch.worker import mislukt, reken
from verdeling.errors import VerdelingError
from verdeling.solver.workers import WorkerDied
from verdeling.texts import say

ANTWOORD: Final = 30
"""Seconds in which a scheduler must answer."""
WACHT: Final = 60.0
"""Seconds that a cluster may be without workers."""
ELKE: Final = 2.0
"""Seconds between two looks at how many workers there are."""

_POOLS: dict[str, BlockPool] = {}
_SLOT = threading.Lock()


def compute_apart(run: str, pakket: bytes, limiet: float, functie: Reken, nummers: range) -> Bestanden:
    """Compute a block on a Dask worker, in a process that is kept for the next block of the run."""
    with _SLOT:
        pool = _POOLS.setdefault(run, BlockPool(pakket, 1, limiet, functie))
    try:
        return pool.blok(nummers)
    except WorkerDied:
        return {}  # the run was stopped: nobody waits for this block


def tidy_up(run: str) -> None:
    """End the processes of a run on a Dask worker; blocks that still come in are not computed."""
    with _SLOT:
        pool = _POOLS.setdefault(run, BlockPool(b"", 1, 0))
    pool.stop()


def op_cluster(
    pakket: bytes, blokken: Sequence[range], adres: str, limiet: float, functie: Reken = reken
) -> Iterator[tuple[range, Bestanden]]:
    """Compute blocks on a Dask cluster; each is given as soon as it is done.

    Raises
    ------
    VerdelingError
        No Dask here, a scheduler that does not answer or is lost, a cluster without workers or without
        this program.
    """
    if not blokken:
        return
    with _verbind(adres) as client:
        loop = _Loop(client, pakket, limiet, functie, adres)
        try:
            yield from loop.alle(blokken)
        finally:
            loop.stop()


def _verbind(adres: str) -> Any:  # noqa: ANN401
    try:
        from distributed import Client
    except ImportError:
        raise VerdelingError.een("V735") from None
    try:
        return Client(adres, timeout=ANTWOORD)
    except (OSError, ValueError) as fout:
        raise VerdelingError.een("V736", adres, reden=str(fout)) from fout


class _Loop:
    """Blocks that are on their way, and how many may be."""

    def __init__(self, client: Any, pakket: bytes, limiet: float, functie: Reken, adres: str) -> None:  # noqa: ANN401
        self.client, self.pakket, self.adres = client, pakket, adres
        self.limiet, self.functie = limiet, functie
        self.run = uuid.uuid4().hex
        self.onderweg: dict[Any, range] = {}
        self.gezien = time.monotonic()
        self.gekeken = -ELKE
        self.draden = 0

    def alle(self, blokken: Sequence[range]) -> Iterator[tuple[range, Bestanden]]:
        """Compute blocks; never more ahead than two per thread of the workers that there are now."""
        wachtrij = iter(blokken)
        klaar: queue.SimpleQueue[Any] = queue.SimpleQueue()
        while True:
            while len(self.onderweg) < 2 * self._threads() and (blok := next(wachtrij, None)) is not None:
                taak = self.client.submit(
                    compute_apart, self.run, self.pakket, self.limiet, self.functie, blok, pure=False
                )
                self.onderweg[taak] = blok
                taak.add_done_callback(klaar.put)
            if not self.onderweg and self.draden:
                return
            try:
                taak = klaar.get(timeout=ELKE)
            except queue.Empty:
                continue
            blok = self.onderweg.pop(taak)
            yield blok, self._outcome(taak, blok)

    def _threads(self) -> int:
        """Threads of all workers; workers may join and leave while the experiment runs."""
        nu = time.monotonic()
        if nu - self.gekeken < ELKE:
            return self.draden
        try:
            self.draden = sum(self.client.nthreads().values())
        except (OSError, TimeoutError) as fout:
            raise VerdelingError.een("V736", self.adres, reden=str(fout)) from fout
        self.gekeken = nu
        if self.draden:
            self.gezien = nu
        elif nu - self.gezien > WACHT:
            raise VerdelingError.een("V742", self.adres, adres=self.adres, seconden=round(WACHT))
        return self.draden

    def _outcome(self, taak: Any, blok: range) -> Bestanden:  # noqa: ANN401
        from concurrent.futures import CancelledError

        from distributed import KilledWorker

        try:
            uit: Bestanden = taak.result()
        except KilledWorker:
            tekst = say("batch.worker_dood")
            return merge_shards([mislukt(self.pakket, n, tekst) for n in blok])
        except (CancelledError, OSError, TimeoutError) as fout:
            raise VerdelingError.een("V736", self.adres, reden=str(fout)) from fout
        except ImportError as fout:
            raise VerdelingError.een("V743", self.adres, reden=str(fout)) from fout
        return uit

    def stop(self) -> None:
        """Take back what was not computed and end the processes on the workers."""
        if self.client.status == "running":
            self.client.cancel(list(self.onderweg))
            self.client.run(tidy_up, self.run, on_error="ignore")
