"""Every command in the table of systems runs and shows the figures that the table promises."""

import re
import shlex

import pytest
from support.paths import ROOT

from verdeling.cli import main

README = (ROOT / "models/README.md").read_text("utf-8")
ROWS = re.findall(r"^\| (S\d+) \| [^|]+ \| `verdeling ([^`]+)` \| ([^|]+) \|", README, re.M)
PROMISED = {command: result for _, command, result in ROWS}


def test_the_table_holds_all_fifteen_systems():
    assert {system for system, *_ in ROWS} == {f"S{n}" for n in range(1, 16)}
    assert len(PROMISED) == len(ROWS)


@pytest.mark.parametrize("command", sorted(PROMISED))
def test_every_command_runs_and_reproduces_what_it_says(command: str, capsys, monkeypatch):
    monkeypatch.delenv("VERDELING_LANG", raising=False)
    with pytest.raises(SystemExit) as ended:
        main([*shlex.split(command), "--alles"])
    shown = "".join(capsys.readouterr())
    assert ended.value.code == 0, shown
    numbers = re.findall(r"(?<![\w,.-])(?:\d{1,3}(?:\.\d{3})+|\d{2,})(?!\w|[,-]\d)", PROMISED[command])
    for number in numbers:
        dutch = re.escape(number)
        assert re.search(rf"(?<![\d.,]){dutch}(?![\d]|[.,]\d)", shown), f"{number} of: {PROMISED[command]}"
