"""Run every benchmark of this folder in one process, so that all ratios come from one run on one machine.

Each ``bench_*.py`` has a ``main()`` that prints its own lines and returns False when a bound is missed.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import sys
import time
from pathlib import Path


def main(namen: list[str]) -> int:
    machine = f"{platform.system()} {platform.machine()}"
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {machine}")
    gemist = []
    for pad in sorted(Path(__file__).parent.glob("bench_*.py")):
        if namen and pad.stem.removeprefix("bench_") not in namen:
            continue
        print(f"\n== {pad.stem.removeprefix('bench_')} ==", flush=True)
        spec = importlib.util.spec_from_file_location(pad.stem, pad)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[pad.stem] = module
        begin = time.perf_counter()
        spec.loader.exec_module(module)
        if module.main() is False:
            gemist.append(pad.stem)
        print(f"({time.perf_counter() - begin:.1f} s)")
    if gemist:
        print(f"\nbound missed: {', '.join(gemist)}")
    return 1 if gemist else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
