"""The solver stands alone: with nothing of the house but its errors it solves the example of its page."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import rooms
from support.paths import ROOT

import verdeling.solver

ROOM = Path(verdeling.solver.__file__).parent
FILES = sorted(ROOM.rglob("*.py"))
GLOSSARY = (ROOT / "docs/glossary.md").read_text("utf-8")
ROWS = re.findall(r"^\| ([^|]+) \|", GLOSSARY, re.M)[2:]
LAW = {word.lower() for row in ROWS for word in row.split(", ") if word.isalpha()}
ENGLISH = {"plan", "status"}
"""Words of the glossary that are English too."""


def identifiers(source: str) -> set[str]:
    """Words of every name that a source gives: functions, classes, arguments, variables, attributes."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        for field in ("id", "attr", "name", "arg"):
            names.add(getattr(node, field, None) or "")
    return {word for name in names if isinstance(name, str) for word in re.findall(r"[a-z]+", name.lower())}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOM)))
def test_no_word_of_the_law_is_a_name_in_the_solver(path: Path) -> None:
    assert not identifiers(path.read_text("utf-8")) & (LAW - ENGLISH)


def test_a_word_of_the_law_is_seen() -> None:
    assert {"gemeente", "taak", "provincie", "sleutel"} <= LAW
    assert identifiers("def f(x, taak=1):\n    x.Gemeente_code = taak") & LAW == {"gemeente", "taak"}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOM)))
def test_the_solver_imports_nothing_of_the_house_but_its_errors(path: Path) -> None:
    """Who makes a proof also needs who checks it: that room stands alone, on the standard library."""
    found = {name.split(".")[1] for name in rooms.imported(path.read_text("utf-8")) if "verdeling." in name}
    assert found <= {"solver", "errors"} | ({"verify"} if path.is_relative_to(ROOM / "proof") else set())


def test_with_the_errors_alone_it_solves_the_example_of_its_page(tmp_path: Path) -> None:
    """The errors come with the catalogue of texts that they speak by."""
    house = tmp_path / "verdeling"
    for part in ("solver", "texts"):
        shutil.copytree(ROOM.parent / part, house / part)
    shutil.copy(ROOM.parent / "errors.py", house)
    (house / "__init__.py").touch()
    (example,) = re.findall(r"```python\n(.*?)```", (ROOM / "README.md").read_text("utf-8"), re.DOTALL)
    begin = f"import sys; sys.path.insert(0, {str(tmp_path)!r})"
    end = "print(sys.modules['verdeling'].__file__)"
    words = [sys.executable, "-I", "-c", f"{begin}\n{example}\n{end}"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == str(house / "__init__.py"), done.stderr


@pytest.mark.parametrize("name", dir(verdeling.solver))
def test_every_public_name_is_loaded_at_first_use_and_stands_on_the_face(name: str) -> None:
    assert getattr(verdeling.solver, name) is not None
    assert f"`{name}`" in str(verdeling.solver.__doc__)
    assert not (ROOM / f"{name}.py").exists(), "a module of that name would take its place"


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'gemeente'"):
        _ = verdeling.solver.gemeente


def test_the_face_loads_nothing() -> None:
    code = "import sys, verdeling.solver; print([m for m in sys.modules if 'verdeling.solver.' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
