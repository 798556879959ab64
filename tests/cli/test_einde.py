"""How a run ends when its streams are closed or full, when it is interrupted, and with odd limits of time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from verdeling.errors import VerdelingError
from verdeling.solver import Builder
from verdeling.solver.solving import solve

VERDELING = [sys.executable, "-m", "verdeling"]
SHELL = f"{sys.executable} -m verdeling"


def in_shell(line: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, env={**os.environ, "COLUMNS": "100", **env}
    )


@pytest.mark.parametrize("env", [{}, {"PYTHONUNBUFFERED": "1"}])
@pytest.mark.parametrize(
    "opdracht", ["run inwoners --alles", "run inwoners --alles --csv", "run inwoners --json"]
)
def test_a_reader_that_stops_is_no_error(opdracht: str, env: dict[str, str]) -> None:
    run = in_shell(f"set -o pipefail; {SHELL} {opdracht} | head -1", **env)
    assert run.returncode in (0, 141)
    assert len(run.stdout.splitlines()) == 1
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    "opdracht",
    ["run inwoners", "explain inwoners Deventer", "models", "models show inwoners", "data", "run nergens"],
)
@pytest.mark.parametrize("env", [{}, {"FORCE_COLOR": "1"}])
def test_a_reader_that_is_gone_before_the_first_word_is_no_error_of_any_command(opdracht: str, env) -> None:
    """Neither on one stream nor on both: 0, whatever the command had wanted to say."""
    run = in_shell(f"({SHELL} {opdracht} 2>&1; echo $? >&3) 3>&2 | true", **env)
    assert run.stderr.split()[-1] in ("0", "141")
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("env", [{}, {"PYTHONUNBUFFERED": "1"}])
@pytest.mark.parametrize("opdracht", ["run inwoners", "run inwoners --csv", "models"])
def test_output_that_cannot_be_written_is_told_as_that(opdracht: str, env: dict[str, str]) -> None:
    run = in_shell(f"{SHELL} {opdracht} > /dev/full", **env)
    assert run.returncode == 1
    assert "de uitvoer" in run.stderr
    assert "de schijf is vol" in run.stderr
    assert "Traceback" not in run.stderr
    assert "Onverwachte" not in run.stderr


@pytest.mark.parametrize("model", ["inwoners", "spreidingswet-2024"])
def test_a_closed_stderr_changes_nothing(model: str, tmp_path: Path) -> None:
    open_ = in_shell(f"{SHELL} run {model} --csv --out {tmp_path}/a 2>/dev/null")
    dicht = in_shell(f"{SHELL} run {model} --csv --out {tmp_path}/b 2>&-")
    assert dicht.returncode == open_.returncode == 0
    assert dicht.stdout == open_.stdout
    assert sorted(p.name for p in (tmp_path / "a").iterdir()) == sorted(
        p.name for p in (tmp_path / "b").iterdir()
    )


def test_closed_streams_are_no_files_of_the_run() -> None:
    assert in_shell(f"{SHELL} run spreidingswet-2024 --csv >&- 2>&- <&-").returncode == 0


@pytest.mark.parametrize("model", ["inwoners", "spreidingswet-2024"])
def test_a_run_makes_no_warning(model: str, tmp_path: Path) -> None:
    run = in_shell(f"{SHELL} run {model} --out {tmp_path}/uit", PYTHONWARNINGS="error")
    assert run.returncode == 0, run.stderr
    assert "Warning" not in run.stderr


@pytest.mark.parametrize("sein", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("module", ["click", "verdeling.errors", "numpy", "pydantic", "verdeling.pipeline"])
def test_an_interrupt_while_a_module_is_imported_ends_with_130(sein: signal.Signals, module: str) -> None:
    """Sent at the moment at which that module is looked for."""
    code = f"""
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
class Sein:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), {int(sein)})
sys.meta_path.insert(0, Sein())
sys.argv = ["verdeling", "run", "inwoners"]
from verdeling.start import main
main()
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 130, run.stderr
    assert "Traceback" not in run.stderr


def test_an_interrupt_that_an_import_turns_into_an_error_is_an_interrupt() -> None:
    """As compiled modules do: what they raise then is an ImportError."""
    code = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
class Sein:
    def find_spec(self, name, path=None, target=None):
        if name == "numpy":
            try:
                os.kill(os.getpid(), signal.SIGINT)
            except KeyboardInterrupt:
                raise ImportError("numpy cannot be imported") from None
sys.meta_path.insert(0, Sein())
sys.argv = ["verdeling", "run", "spreidingswet-2024"]
from verdeling.start import main
main()
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 130, run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("seconden", [float("inf"), float("nan"), 1e300, 0.0, -1.0, 10_000_001.0])
def test_a_time_limit_that_is_no_number_of_seconds_is_told(seconden: float) -> None:
    with pytest.raises(VerdelingError, match="V408") as caught:
        solve(Builder().freeze(), time_limit=seconden, workers=0)
    assert caught.value.exit_code == 1
    assert solve(Builder().freeze(), time_limit=10_000_000.0, workers=0).proven
