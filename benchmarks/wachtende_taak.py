"""A block that takes about 0.1 s of computing in one thread, for the comparison of pools."""

import time

from verdeling.batch.werk import reken

DUUR = 0.1


def wacht(pakket: bytes, nummers: range) -> dict[str, bytes]:
    """Compute the block, then keep the processor busy until 0.1 s of it are used."""
    begin = time.thread_time()
    uit = reken(pakket, nummers)
    while time.thread_time() - begin < DUUR:
        sum(range(1000))
    return uit
