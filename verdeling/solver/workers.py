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

from verdeling.errors import NietBewezen, Problem
from verdeling.solver import part
from verdeling.solver.worker import main

PACKAGE: Final = __name__.partition(".")[0]
FOLDER: Final = Path(__file__).resolve().parents[len(__name__.split(".")) - 1]
"""Where this package stands."""
Function = Callable[..., Any]
"""A function that stands at the top of a module, where a worker finds it by name."""
Busy = Callable[[Any], None]
"""Hears what a worker tells before its answer."""
Call = tuple[str, Function, tuple[Any, ...]]
"""Kind of worker (the module that it imports ahead), function, arguments."""
START_CODE: Final = """
import sys
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
sys.path[:] = {path!r}
spec = PathFinder.find_spec({package!r}, [{folder!r}])
sys.modules[{package!r}] = package = module_from_spec(spec)
spec.loader.exec_module(package)
from {worker} import main
main({modules!r})
"""
"""What a worker process runs: the package comes from its own folder, wherever that stands in the path."""


def processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def search_path() -> list[str]:
    """Where a worker may import from: as the caller does, without the current folder.

    Whatever lies there, also a file that is called ``numpy.py``, is data of the user and no part of this
    program.
    """
    try:
        here = Path.cwd().resolve()
    except OSError:  # a folder that is gone
        here = None
    own = [Path(p).resolve() for p in (sys.prefix, sys.base_prefix)]
    if here is not None and any(here.is_relative_to(p) for p in own):
        here = None  # a folder of the installation itself
    # Relative entries, the empty one too, mean whatever folder is current.
    return [p for p in sys.path if Path(p).is_absolute() and Path(p).resolve() != here]


class WorkerDied(Exception):
    """A worker process ended without an answer; the argument is how."""


class Worker:
    """One child process that runs one function at a time."""

    def __init__(self, temporary: str | None = None, *modules: str) -> None:
        """Start the process; what its engine writes for itself goes into the folder `temporary`.

        It imports `modules` before its first call.
        """
        begin = START_CODE.format(
            path=search_path(), package=PACKAGE, folder=str(FOLDER), worker=main.__module__, modules=modules
        )
        bytecode = ["-B"] if sys.dont_write_bytecode else []
        self._process = subprocess.Popen(
            [sys.executable, "-I", *bytecode, "-c", begin],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=None if temporary is None else {**os.environ, "TMPDIR": temporary},
            # Ctrl-C reaches the caller only, which then ends its workers.
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        """Process number."""
        return self._process.pid

    def call(self, function: Function, *args: Any, busy: Busy | None = None) -> Any:  # noqa: ANN401
        """Call a function in the worker and give its result, or raise what it raised.

        What the worker tells before it is done goes to `busy`.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            pickle.dump((_address(function), args), self._process.stdin, protocol=5)
            self._process.stdin.flush()
            good, result = pickle.load(self._process.stdout)
            while good is None:
                if busy is not None:
                    busy(result)
                good, result = pickle.load(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError, ValueError) as error:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(1)  # how it ended by itself
            how = _how(self._process.returncode)
            self.stop()
            raise WorkerDied(how) from error
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
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None


def _address(function: Function) -> tuple[str, str]:
    """Module and name by which a worker finds a function; one inside another cannot be found."""
    if "<" in function.__qualname__:
        raise TypeError(f"{function.__qualname__} does not stand at the top of a module")
    return function.__module__, function.__qualname__


def _how(code: int | None) -> str:
    """How a process ended: by a signal, or with a code."""
    if code is not None and code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return "-" if code is None else f"exit {code}"


class Pool:
    """Worker processes by kind, kept for the next call; ``or-tools`` and PuLP never share one.

    `temporary` makes the folder for what engines write; it may be set before the first worker starts.
    """

    def __init__(self) -> None:
        self.temporary: Callable[[], tempfile.TemporaryDirectory[str]] = tempfile.TemporaryDirectory
        self._free: dict[str, list[Worker]] = {}
        self._busy: set[Worker] = set()
        self._lock = threading.Lock()
        self._stops = 0
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def _take(self, kind: str) -> Worker:
        with self._lock:
            free = self._free.setdefault(kind, [])
            worker = free.pop() if free else None
            while worker is not None and not worker.alive:
                worker = free.pop() if free else None
            worker = worker or self._new(kind)
            self._busy.add(worker)
            return worker

    def call(self, kind: str, function: Function, *args: Any, busy: Busy | None = None) -> Any:  # noqa: ANN401
        """Run one call in a free or new worker of this kind; when that dies, once more in another one."""
        stops = self._stops
        try:
            return self._once(kind, function, args, busy)
        except WorkerDied:
            if self._stops != stops:  # the pool was stopped, and its workers with it
                raise
        return self._once(kind, function, args, busy)

    def _once(
        self,
        kind: str,
        function: Function,
        args: tuple[Any, ...],
        busy: Busy | None,
    ) -> Any:  # noqa: ANN401
        worker = self._take(kind)
        try:
            return worker.call(function, *args, busy=busy)
        finally:
            with self._lock:
                # Whoever stopped the pool has taken the worker over, also when its answer still came.
                if worker in self._busy and worker.alive:
                    self._free[kind].append(worker)
                self._busy.discard(worker)

    def run_all(
        self,
        calls: Sequence[Call],
        count: int,
        done: Callable[[int, Any], None] | None = None,
        busy: Callable[[int, Any], None] | None = None,
        about: Sequence[str] = (),
    ) -> list[Any]:
        """Run calls (kind, function, arguments) in at most `count` processes; results in their order.

        `done` hears of every result, `busy` of what a worker tells before it (in a thread of its own).
        An exception, also Ctrl-C, ends all workers before it is passed on.

        Raises
        ------
        NietBewezen
            When a worker died twice over the same call, with what the call is about from `about`.
        """
        results: list[Any] = [None] * len(calls)
        threads = ThreadPoolExecutor(max(1, min(count, len(calls))))
        try:
            futures = {
                threads.submit(
                    self.call, kind, function, *args, busy=None if busy is None else partial(busy, k)
                ): k
                for k, (kind, function, args) in enumerate(calls)
            }
            for future in as_completed(futures):
                k = futures[future]
                try:
                    results[k] = future.result()
                except WorkerDied as died:
                    raise NietBewezen(
                        [Problem.van("V824", about[k] if about else "", hoe=str(died))]
                    ) from died
                if done is not None:
                    done(k, results[k])
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            self.stop()
            raise
        threads.shutdown()
        return results

    def warm(self, kind: str, count: int) -> None:
        """Start workers ahead of need."""
        with self._lock:
            free = self._free.setdefault(kind, [])
            free += [self._new(kind) for _ in range(count - len(free))]

    def _new(self, kind: str) -> Worker:
        """A worker whose files are gone with the pool, also when it is ended in the middle of its work."""
        if self._folder is None:
            self._folder = self.temporary()
            # After the folder has asked for its own removal at exit, so that this comes before it.
            atexit.register(self.stop)
        return Worker(self._folder.name, kind, part.__name__)

    def stop(self) -> None:
        """End all workers, busy or free."""
        with self._lock:
            self._stops += 1
            workers = [*self._busy, *(w for free in self._free.values() for w in free)]
            self._busy.clear()
            self._free.clear()
            folder, self._folder = self._folder, None
        for worker in workers:
            worker.stop()
        if folder is not None:
            folder.cleanup()


POOL: Final = Pool()
