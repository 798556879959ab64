"""A block that takes about 0.1 s of computing in one thread, for the comparison of pools."""

import os
import time
from pathlib import Path

from verdeling.batch.worker import compute_block

DUUR = 0.1
STAND = Path("/proc/self/schedstat")
"""On Linux: nanoseconds that this process computed, and that it waited for a processor."""


def wacht(package: bytes, nummers: range) -> dict[str, bytes]:
    """Compute the block, then keep the processor busy until 0.1 s of it are used.

    With the files go the process and its clocks at the end: how long it has computed or wanted to.
    """
    begin = time.thread_time()
    uit = compute_block(package, nummers)
    while time.thread_time() - begin < DUUR:
        sum(range(1000))
    nu = time.perf_counter()
    bezig = sum(map(int, STAND.read_text().split()[:2])) / 1e9 if STAND.exists() else nu
    return {**uit, "klok": f"{os.getpid()} {nu} {bezig}".encode()}
