"""Start-up from the shell: wall time and peak memory of short commands, each in a process of its own."""

from __future__ import annotations

import statistics
import subprocess
import sys

COMMANDS = (
    (("--help",), 0.2, 60),
    (("models", "--help"), 0.2, 60),
    (("run", "inwoners"), 1.5, 250),
    (("explain", "inwoners", "Deventer"), 1.5, 250),
)
"""Arguments, bound in seconds of wall time, bound in MB of peak memory."""


PROBE = """
import os, subprocess, sys, time
begin = time.perf_counter()
process = subprocess.Popen([sys.executable, "-m", "verdeling", *sys.argv[1:]],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
assert os.waitstatus_to_exitcode(status) == 0, sys.argv
print(time.perf_counter() - begin, usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024))
"""
"""The peak of a new process begins at that of its parent, so a small process starts the command."""


def measure(args: tuple[str, ...]) -> tuple[float, float]:
    """Wall seconds and peak megabytes of one run."""
    answer = subprocess.run([sys.executable, "-c", PROBE, *args], capture_output=True, text=True, check=True)
    seconds, megabytes = answer.stdout.split()
    return float(seconds), float(megabytes)


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
