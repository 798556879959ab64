"""The package with some files changed, as someone has it who follows a page of the docs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from support.paths import ROOT


def changed_package(folder: Path, added: Mapping[str, tuple[str, str]]) -> None:
    """Lay the package down in `folder`, with a text put before one place in each named file."""
    rooms = {"verdeling", *(str(Path(name).parent) for name in added)}
    for room in sorted(rooms):
        (folder / room).mkdir()
        for path in (ROOT / room).iterdir():
            name = f"{room}/{path.name}"
            if name not in {*rooms, *added} and path.name != "__pycache__":
                (folder / name).symlink_to(path)
    for name in ("data", "models"):
        (folder / name).symlink_to(ROOT / name)
    for name, (place, text) in added.items():
        source = (ROOT / name).read_text("utf-8")
        assert source.count(place) == 1, f"{place!r} stands {source.count(place)} times in {name}"
        (folder / name).write_text(source.replace(place, text + place), "utf-8")


def run_changed(folder: Path, *words: str) -> str:
    """What the changed package shows for a command."""
    env = os.environ | {"PYTHONPATH": str(folder), "PYTHONUTF8": "1", "COLUMNS": "140"}
    command = [sys.executable, "-m", "verdeling", *words]
    return subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True, text=True).stdout
