"""What a worker process is asked in tests; imports no solver: CBC's worker may hold no OR-Tools."""

from __future__ import annotations

import os
from pathlib import Path


def sterf(teller: str, keren: int, signaal: int) -> int:
    """End this process by a signal, the first `keren` times; then say how often it was asked."""
    path = Path(teller)
    keer = len(path.read_text()) if path.exists() else 0
    path.write_text("x" * (keer + 1))
    if keer < keren:
        os.kill(os.getpid(), signaal)
    return keer + 1
