"""A room imports only from rooms above it in the table of docs/architecture.md."""

import ast
import re
from pathlib import Path

import pytest
from support.paths import ROOT

PACKAGE = ROOT / "verdeling"


def rooms() -> list[str]:
    table = re.findall(r"^\| `verdeling/(\w+)` \|", (ROOT / "docs/architecture.md").read_text("utf-8"), re.M)
    assert len(table) == len(set(table)) >= 13
    return table


def room(path: Path) -> str:
    """Name of the room in which a file stands; '' for the files of the package itself."""
    first = path.relative_to(PACKAGE).parts[0]
    return "" if first in {"__init__.py", "__main__.py"} else first.removesuffix(".py")


def imported(source: str) -> set[str]:
    """Rooms that a source imports, inside functions and under TYPE_CHECKING too."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "verdeling":
            names = [f"verdeling.{alias.name}" for alias in node.names if alias.name != "__version__"]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            names = [node.module or ""]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("verdeling.")}
    return found


def upward(importer: str, source: str, order: list[str]) -> set[str]:
    """Imports that go against the direction."""
    return {name for name in imported(source) if order.index(name) > order.index(importer)}


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=[str(f.relative_to(PACKAGE)) for f in FILES])
def test_a_file_imports_only_from_rooms_above(path: Path):
    if name := room(path):
        assert not upward(name, path.read_text("utf-8"), rooms())


def test_every_room_of_the_table_exists_and_every_file_has_a_room():
    standing = {room(path) for path in FILES} - {""}
    assert standing == set(rooms())


def test_the_check_sees_an_import_against_the_direction():
    order = rooms()
    assert upward("inputs", "def f():\n    from verdeling.solver.solve import solve", order) == {"solver"}
    assert upward("sleutel", "from verdeling import cli", order) == {"cli"}
    assert not upward("plan", "import verdeling.inputs.tables", order)


def test_a_file_above_600_lines_is_told():
    """Files are cut by subject, not by length; a long one deserves a second look."""
    long = {str(p): n for p in FILES if (n := len(p.read_text("utf-8").splitlines())) > 600}
    if long:
        print(f"does each still hold one subject? {long}")
