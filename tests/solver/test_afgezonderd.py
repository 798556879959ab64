"""What lies in the current folder is never executed, and a worker runs the very package of its caller."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import verdeling
from verdeling.solver.workers import Worker, search_path

GEPLANT = ("numpy", "pickle", "random", "yaml", "typing", "click", "importlib", "sitecustomize", "ortools")
PAKKET = ("verdeling/__init__", "verdeling/plan/__init__", "verdeling/plan/worker")


@pytest.fixture
def val(tmp_path: Path) -> Path:
    """A folder in which every import that is taken from it leaves a mark."""
    folder = tmp_path / "val"
    for name in (*GEPLANT, *PAKKET):
        path = folder / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        mark = str(tmp_path / f"mark-{name.replace('/', '-')}")
        path.write_text(f"open({mark!r}, 'w').close()\nraise SystemExit({name!r})\n")
    return folder


def sporen(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.parent.glob("mark-*"))


def test_the_workers_of_a_plan_execute_nothing_of_the_current_folder(val: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-P", "-m", "verdeling", "run", "spreidingswet-2024", "--csv"],
        cwd=val,
        capture_output=True,
        text=True,
    )
    assert sporen(val) == []
    assert run.returncode == 0, run.stderr
    assert "Westerwolde" in run.stdout


def test_the_module_form_executes_no_module_of_the_current_folder(val: Path) -> None:
    for name in PAKKET[::-1]:  # the package itself is found by Python before anything of ours runs
        (val / f"{name}.py").unlink()
    for folder in ("verdeling/plan", "verdeling"):
        (val / folder).rmdir()
    (val / "importlib.py").unlink()  # Python imports it itself, to find what -m names
    run = subprocess.run(
        [sys.executable, "-m", "verdeling", "run", "inwoners", "--csv"],
        cwd=val,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin"},
    )
    assert sporen(val) == []
    assert run.returncode == 0, run.stderr
    assert "Westerwolde" in run.stdout


@pytest.mark.parametrize("hoe", ["absoluut", "leeg", "relatief", "omweg"])
def test_a_worker_of_a_caller_with_the_current_folder_in_its_path_is_isolated(
    val: Path, monkeypatch: pytest.MonkeyPatch, hoe: str
) -> None:
    """Notebooks have '' in front, scripts their own folder; a link to the folder is the folder."""
    monkeypatch.chdir(val)
    omweg = val.parent / "omweg"
    omweg.symlink_to(val)
    eerste = {"absoluut": str(val), "leeg": "", "relatief": "../val", "omweg": str(omweg)}[hoe]
    monkeypatch.syspath_prepend(eerste)
    monkeypatch.setenv("PYTHONPATH", eerste)
    worker = Worker(None, "verdeling.solver.engines.mathopt", "verdeling.solver.part")
    try:
        files = worker.call(
            eval, "[__import__(n).__file__ for n in ('verdeling', 'numpy', 'pickle', 'yaml')]"
        )
    finally:
        worker.stop()
    assert sporen(val) == []
    assert files[0] == verdeling.__file__
    assert not any(Path(f).is_relative_to(val) for f in files)


def test_a_worker_runs_the_package_of_its_caller_beside_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another copy of the package, first in the path and in the current folder, is not taken."""
    copy = tmp_path / "verdeling"
    (copy / "plan").mkdir(parents=True)
    (copy / "__init__.py").write_text("__version__ = '99'\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path / "verdeling" / ".."))
    worker = Worker()
    try:
        version, file = worker.call(eval, "(lambda v: (v.__version__, v.__file__))(__import__('verdeling'))")
    finally:
        worker.stop()
    assert (version, file) == (verdeling.__version__, verdeling.__file__)


def test_the_path_of_a_worker_keeps_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    import numpy as np

    installed = str(Path(np.__file__).parents[1])
    monkeypatch.chdir(installed)
    assert installed in search_path()


def test_a_worker_starts_also_when_the_current_folder_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    worker = Worker()
    try:
        assert worker.call(abs, -4) == 4
    finally:
        worker.stop()
