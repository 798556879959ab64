"""The solver needs little of the house: its errors and small helpers; the example of its page runs."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import verdeling.solver

ROOM = Path(verdeling.solver.__file__).parent
MAY = {"solver", "errors", "terms", "tijdelijk"}


def test_the_solver_imports_nothing_of_the_house_but_errors_and_small_helpers() -> None:
    found = set()
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found |= {name.split(".")[1] for name in names if name.startswith("verdeling.")}
    assert found == MAY


def test_the_example_of_the_page_runs() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", (ROOM / "README.md").read_text("utf-8"), re.DOTALL)
    exec(example, {})
