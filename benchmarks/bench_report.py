"""Speed of the report: reading a result folder, the map geometry, the page itself.

Goals: report below 5 s after the run, geometry below 1 s, page below 3 MB.
"""

import tempfile
import time
from pathlib import Path

import verdeling
from verdeling.maps import geometry
from verdeling.report import page
from verdeling.result.folder import read_folder


def clock(call, *args):
    """Result and least seconds of three calls."""
    best = float("inf")
    for _ in range(3):
        begin = time.perf_counter()
        result = call(*args)
        best = min(best, time.perf_counter() - begin)
    return result, round(best, 3)


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "uit"
        verdeling.run("spreidingswet-2026").schrijf(folder)
        geometry.shipped_geometry.cache_clear()
        _, outlines = clock(geometry.shipped_geometry.__wrapped__)
        _, read = clock(read_folder, folder)
        path, written = clock(page.write_report, folder)
        size = path.stat().st_size / 1e6
    lines = (
        ("outlines from the package", outlines, 1, "s"),
        ("result folder read and checked", read, 1, "s"),
        ("report written", written, 5, "s"),
        ("size of the report", size, 3, "MB"),
    )
    for name, value, bound, unit in lines:
        print(f"{name:32} {value:7.3f} {unit:2}  bound {bound} {unit}")
    return all(value <= bound for _, value, bound, _ in lines)


if __name__ == "__main__":
    main()
