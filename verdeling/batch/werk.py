"""What a worker process does: one block of one experiment, into Parquet files."""

from __future__ import annotations

import os
import pickle
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from verdeling.errors import VerdelingError

if TYPE_CHECKING:
    from verdeling.batch.blok import Loper


def begin(pakket: bytes) -> None:
    """Prepare a new worker: packages and data are read here, so that the time limit counts computing only.

    One thread per worker: nothing may start a pool of its own beside the other workers.
    """
    for naam in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[naam] = "1"
    from verdeling.batch.store import tabellen

    loper, wortel = _loper(pakket)
    tabellen(loper.opzet, [], wortel)
    with suppress(VerdelingError):  # told by the scenario itself
        loper.basis(loper.opzet.scenario(0))


@lru_cache(maxsize=2)
def _loper(pakket: bytes) -> tuple[Loper, str]:
    from verdeling.batch.blok import Loper

    opzet, wortel = pickle.loads(pakket)
    return Loper(opzet), wortel


def reken(pakket: bytes, nummers: range) -> dict[str, bytes]:
    """Compute scenarios of the experiment in `pakket` (see :func:`pak_in`) as files."""
    from verdeling.batch.store import tabellen

    loper, wortel = _loper(pakket)
    return tabellen(loper.opzet, loper.blok(nummers), wortel)


def mislukt(pakket: bytes, nummer: int, melding: str) -> dict[str, bytes]:
    """Files of a scenario that was not computed."""
    from verdeling.batch.blok import NIETS, Uitkomst
    from verdeling.batch.store import tabellen

    loper, wortel = _loper(pakket)
    uitkomst = Uitkomst(loper.opzet.scenario(nummer), NIETS, melding=melding)
    return tabellen(loper.opzet, [uitkomst], wortel)
