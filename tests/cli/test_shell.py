"""What the shell offers after a tab: gemeenten and paths, each usable as it is offered."""

from __future__ import annotations

import subprocess
import sys

from verdeling.inputs.names import Found, NameBook
from verdeling.inputs.register import LAATSTE_GRENZEN, read_register
from verdeling.verdeelmodel.catalogue import load_model, settable_paths


def offered(*words: str) -> list[str]:
    """Words that bash is offered for the last of `words`."""
    surroundings = {
        "_VERDELING_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(["verdeling", *words]),
        "COMP_CWORD": str(len(words)),
    }
    command = "import sys; from verdeling.cli import main; sys.argv[0] = 'verdeling'; main([])"
    found = subprocess.run(
        [sys.executable, "-c", command], env=surroundings, capture_output=True, text=True, check=False
    )
    return [line.partition(",")[2] for line in found.stdout.splitlines()]


def test_a_gemeente_completes_whatever_the_accents():
    assert offered("explain", "inwoners", "Dev") == ["Deventer"]
    assert offered("explain", "inwoners", "sudwest") == ["Súdwest-Fryslân"]
    assert offered("explain", "inwoners", "s-G") == ["s-Gravenhage"]


def test_every_offered_gemeente_is_one_word_and_means_its_own_gemeente():
    names = offered("explain", "inwoners", "''")
    book = NameBook(read_register(), LAATSTE_GRENZEN)
    found = [book.find(name) for name in names]
    assert {f.code for f in found if isinstance(f, Found)} == set(book.gemeenten)
    assert not [name for name in names if " " in name or "'" in name]


def test_paths_of_set_complete_and_each_can_be_set():
    paths = offered("run", "inwoners", "--set", "taken.asielopvang.tot")
    assert paths == ["taken.asielopvang.totaal="]


def test_the_paths_of_a_model_are_its_values_and_numbers():
    paths = settable_paths("inwoners")
    assert len(paths) == len(set(paths))
    assert {"taken.asielopvang.totaal", "taken.asielopvang.sleutel.peildatum", "grenzen"} <= set(paths)
    assert load_model("inwoners", ["taken.asielopvang.totaal=5"]).taken["asielopvang"].totaal.waarde == 5
