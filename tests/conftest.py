"""What all tests share: the command line in this process; no test may depend on how busy the machine is."""

import os
import sys
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

from verdeling.cli import main

# Hundreds of processes import the package: each would compile it anew on a machine that keeps no bytecode.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

settings.register_profile("verdeling", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("verdeling")


@pytest.fixture
def cli(capsys, monkeypatch, request) -> Callable[..., tuple[int, str, str]]:
    """Run the command line: (exit code, stdout, stderr); the screen is as wide as `COLUMNS` of the module."""
    monkeypatch.delenv("VERDELING_LANG", raising=False)
    if (columns := getattr(request.module, "COLUMNS", None)) is not None:
        monkeypatch.setenv("COLUMNS", columns)

    def run(*args: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            main([str(a) for a in args])
        out, err = capsys.readouterr()
        return int(stop.value.code or 0), out, err

    return run
