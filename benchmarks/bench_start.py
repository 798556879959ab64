"""Start-up from the shell: wall time and peak memory of short commands, each in a process of its own."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

COMMANDS = (
    (("--help",), 0.2, 60),
    (("models", "--help"), 0.2, 60),
    (("run", "inwoners"), 1.5, 250),
    (("explain", "inwoners", "Deventer"), 1.5, 250),
)
"""Arguments, bound in seconds of wall time, bound in MB of peak memory."""


def measure(args: tuple[str, ...]) -> tuple[float, float]:
    """Wall seconds and peak megabytes of one run."""
    begin = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "verdeling", *args], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, args
    peak = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return time.perf_counter() - begin, peak


def main(repeats: int = 7) -> bool:
    measure(("--help",))
    good = True
    print(f"{'command':40} {'median s':>9} {'bound':>6} {'peak MB':>8} {'bound':>6}")
    for args, seconds, megabytes in COMMANDS:
        runs = [measure(args) for _ in range(repeats)]
        wall, peak = statistics.median(r[0] for r in runs), max(r[1] for r in runs)
        within = wall < seconds and peak < megabytes
        good &= within
        name = "verdeling " + " ".join(args)
        missed = "" if within else "MISSED"
        print(f"{name:40} {wall:9.3f} {seconds:6.1f} {peak:8.0f} {megabytes:6d} {missed}")
    return good


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
