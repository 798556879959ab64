"""Main loop of a worker process; see :mod:`verdeling.solver.workers`."""

from __future__ import annotations

import importlib
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress

from verdeling.solver.progress import REPORTER


def _leave_with(parent: int) -> None:
    """End this process and its engine when the caller is gone: a busy worker does not see its input end."""
    while os.getppid() == parent:
        time.sleep(1)
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def main(modules: Sequence[str]) -> None:
    """Import `modules`, then answer calls until the input ends."""
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever an engine prints must not end up between the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def tell(answer: object) -> None:
        pickle.dump(answer, answers, protocol=5)
        answers.flush()

    # None in the place of good or bad: no answer yet, only how far it is.
    REPORTER.listener = lambda message: tell((None, message))
    for module in modules:
        # Ahead of the first call, while the caller still reads its data; what fails is told by that call.
        with suppress(Exception):
            importlib.import_module(module)
    while True:
        try:
            (module, function), args = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            answer = (True, getattr(importlib.import_module(module), function)(*args))
        except Exception as error:  # noqa: BLE001  # it is raised again in the caller
            answer = (False, error)
        tell(answer)
