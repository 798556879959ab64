"""The first thing that the command runs: nothing is imported before an interrupt is handled."""

import gc
import os
import signal
import sys

# For `os._exit`: 128 and the number of SIGINT, as every interrupted run ends.
STOPPED = 130
# New objects after which the collector looks for cycles. Imports and figures make many that stay: at the 700
# of Python a short command spends a fifteenth of its time on looking.
OBJECTS = 100_000


def main() -> None:
    """Run the command line; while its modules are imported, an interrupt ends without a traceback."""
    for sein in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(sein) is not signal.SIG_IGN:
            signal.signal(sein, lambda *_: os._exit(STOPPED))
    _open_stromen()
    gc.set_threshold(OBJECTS)
    from verdeling.cli import main as opdracht

    opdracht()


def _open_stromen() -> None:
    """Give a stream that the caller closed (`2>&-`) a place: else the next file gets its number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.dup2(os.open(os.devnull, os.O_RDWR), number)
            os.set_inheritable(number, True)
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, "r" if number == 0 else "w", closefd=False))  # noqa: PTH123, SIM115
