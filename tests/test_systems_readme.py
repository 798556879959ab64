"""Every command in the table of systems runs, and every system of the table is one of the fifteen."""

import re
import shlex
from pathlib import Path

import pytest

from verdeling.cli import main

README = (Path(__file__).parents[1] / "models/README.md").read_text("utf-8")
ROWS = re.findall(r"^\| (S\d+) \| [^|]+ \| `verdeling ([^`]+)` \|", README, re.M)


def test_the_table_speaks_of_the_fifteen_systems():
    assert {system for system, _ in ROWS} <= {f"S{n}" for n in range(1, 16)}
    assert {f"S{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 13, 15)} <= {system for system, _ in ROWS}


@pytest.mark.parametrize("command", sorted({command for _, command in ROWS}))
def test_every_command_runs(command: str, capsys):
    with pytest.raises(SystemExit) as ended:
        main(shlex.split(command))
    assert ended.value.code == 0, capsys.readouterr().err
