"""Worker processes: each takes pickled work from its standard input and writes the answer to its output.

Plain child processes that run :mod:`verdeling.solver.worker`: no fork of a process that holds a solver, no
second run of the caller's main module, and an end of input when the caller dies. A worker imports numpy
and the engine it is asked for, nothing else, and starts in about 0.2 s. Workers stay for the next
program.

A worker is isolated (``python -I``): it imports this very package and what the caller can import, and
nothing from the folder in which the caller happens to stand.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

from verdeling.errors import NietBewezen, Probleem
from verdeling.tijdelijk import tijdelijke_map

PAKKET: Final = Path(__file__).resolve().parents[1]
"""Folder of this package."""
BEGIN: Final = """
import sys
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
sys.path[:] = {pad!r}
spec = PathFinder.find_spec("verdeling", [{map!r}])
sys.modules["verdeling"] = pakket = module_from_spec(spec)
spec.loader.exec_module(pakket)
from verdeling.solver.worker import main
main({modules!r})
"""
"""What a worker process runs: the package comes from its own folder, wherever that stands in the path."""


def processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def zoekpad() -> list[str]:
    """Where a worker may import from: as the caller does, without the current folder.

    Whatever lies there, also a file that is called ``numpy.py``, is data of the user and no part of this
    program.
    """
    try:
        hier = Path.cwd().resolve()
    except OSError:  # a folder that is gone
        hier = None
    eigen = [Path(p).resolve() for p in (sys.prefix, sys.base_prefix)]
    if hier is not None and any(hier.is_relative_to(p) for p in eigen):
        hier = None  # a folder of the installation itself
    # Relative entries, the empty one too, mean whatever folder is current.
    return [p for p in sys.path if Path(p).is_absolute() and Path(p).resolve() != hier]


class WorkerGestopt(Exception):
    """A worker process ended without an answer; the argument is how."""


class Worker:
    """One child process that runs one function at a time."""

    def __init__(self, tijdelijk: str | None = None, *modules: str) -> None:
        """Start the process; what its engine writes for itself goes into the folder `tijdelijk`.

        It imports `modules` before its first call.
        """
        begin = BEGIN.format(pad=zoekpad(), map=str(PAKKET.parent), modules=modules)
        bytecode = ["-B"] if sys.dont_write_bytecode else []
        self._process = subprocess.Popen(
            [sys.executable, "-I", *bytecode, "-c", begin],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=None if tijdelijk is None else {**os.environ, "TMPDIR": tijdelijk},
            # Ctrl-C reaches the caller only, which then ends its workers.
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        """Process number."""
        return self._process.pid

    def roep(self, function: str, *args: Any, bezig: Callable[[Any], None] | None = None) -> Any:  # noqa: ANN401
        """Call ``module:name`` in the worker and give its result, or raise what it raised.

        What the worker tells before it is done goes to `bezig`.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            pickle.dump((function, args), self._process.stdin, protocol=5)
            self._process.stdin.flush()
            good, result = pickle.load(self._process.stdout)
            while good is None:
                if bezig is not None:
                    bezig(result)
                good, result = pickle.load(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError, ValueError) as error:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(1)  # how it ended by itself
            how = _hoe(self._process.returncode)
            self.stop()
            raise WorkerGestopt(how) from error
        if not good:
            raise result
        return result

    def stop(self) -> None:
        """End the process and what it started."""
        if self._process.poll() is None:
            # The whole group: an engine may run in a process of its own.
            if hasattr(os, "killpg"):
                os.killpg(self.pid, signal.SIGKILL)
            else:
                self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            # What could not be sent to a worker that is gone must not hide why it is gone.
            with suppress(OSError):
                if stream is not None:
                    stream.close()

    @property
    def leeft(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None


def _hoe(code: int | None) -> str:
    """How a process ended: by a signal, or with a code."""
    if code is not None and code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return "-" if code is None else f"exit {code}"


class Pool:
    """Worker processes by kind, kept for the next call; ``or-tools`` and PuLP never share one."""

    def __init__(self) -> None:
        self._vrij: dict[str, list[Worker]] = {}
        self._bezig: set[Worker] = set()
        self._slot = threading.Lock()
        self._keren = 0
        self._map: tempfile.TemporaryDirectory[str] | None = None

    def _neem(self, kind: str) -> Worker:
        with self._slot:
            free = self._vrij.setdefault(kind, [])
            worker = free.pop() if free else None
            while worker is not None and not worker.leeft:
                worker = free.pop() if free else None
            worker = worker or self._nieuw(kind)
            self._bezig.add(worker)
            return worker

    def roep(self, kind: str, function: str, *args: Any, bezig: Callable[[Any], None] | None = None) -> Any:  # noqa: ANN401
        """Run one call in a free or new worker of this kind; when that dies, once more in another one."""
        keren = self._keren
        try:
            return self._een_keer(kind, function, args, bezig)
        except WorkerGestopt:
            if self._keren != keren:  # the pool was stopped, and its workers with it
                raise
        return self._een_keer(kind, function, args, bezig)

    def _een_keer(
        self, kind: str, function: str, args: tuple[Any, ...], bezig: Callable[[Any], None] | None
    ) -> Any:  # noqa: ANN401
        worker = self._neem(kind)
        try:
            return worker.roep(function, *args, bezig=bezig)
        finally:
            with self._slot:
                # Whoever stopped the pool has taken the worker over, also when its answer still came.
                if worker in self._bezig and worker.leeft:
                    self._vrij[kind].append(worker)
                self._bezig.discard(worker)

    def alle(
        self,
        calls: Sequence[tuple[str, str, tuple[Any, ...]]],
        count: int,
        klaar: Callable[[int, Any], None] | None = None,
        bezig: Callable[[int, Any], None] | None = None,
        waar: Sequence[str] = (),
    ) -> list[Any]:
        """Run calls (kind, function, arguments) in at most `count` processes; results in their order.

        `klaar` hears of every result, `bezig` of what a worker tells before it (in a thread of its own).
        An exception, also Ctrl-C, ends all workers before it is passed on.

        Raises
        ------
        NietBewezen
            When a worker died twice over the same call, with what the call is about from `waar`.
        """
        results: list[Any] = [None] * len(calls)
        threads = ThreadPoolExecutor(max(1, min(count, len(calls))))
        try:
            futures = {
                threads.submit(
                    self.roep, kind, function, *args, bezig=None if bezig is None else partial(bezig, k)
                ): k
                for k, (kind, function, args) in enumerate(calls)
            }
            for future in as_completed(futures):
                k = futures[future]
                try:
                    results[k] = future.result()
                except WorkerGestopt as fout:
                    raise NietBewezen(
                        [Probleem.van("V824", waar[k] if waar else "", hoe=str(fout))]
                    ) from fout
                if klaar is not None:
                    klaar(k, results[k])
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            self.stop()
            raise
        threads.shutdown()
        return results

    def verwarm(self, kind: str, count: int) -> None:
        """Start workers ahead of need."""
        with self._slot:
            free = self._vrij.setdefault(kind, [])
            free += [self._nieuw(kind) for _ in range(count - len(free))]

    def _nieuw(self, kind: str) -> Worker:
        """A worker whose files are gone with the pool, also when it is ended in the middle of its work."""
        if self._map is None:
            self._map = tijdelijke_map()
            # After the folder has asked for its own removal at exit, so that this comes before it.
            atexit.register(self.stop)
        return Worker(self._map.name, f"verdeling.solver.engines.{kind}", "verdeling.solver.part")

    def stop(self) -> None:
        """End all workers, busy or free."""
        with self._slot:
            self._keren += 1
            workers = [*self._bezig, *(w for free in self._vrij.values() for w in free)]
            self._bezig.clear()
            self._vrij.clear()
            folder, self._map = self._map, None
        for worker in workers:
            worker.stop()
        if folder is not None:
            folder.cleanup()


POOL: Final = Pool()
