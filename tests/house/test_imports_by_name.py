"""No import is hidden: those by name stand in docs/architecture.md, none is there for its effect alone."""

import ast
import re

import pytest
import rooms
from support.paths import ROOT

from verdeling.solver.workers import Worker

PAGE = (ROOT / "docs/architecture.md").read_text("utf-8")
TOLD = set(re.findall(r"^\| `(verdeling[\w.]*)` \|", PAGE[PAGE.index("## Imports by name") :], re.M))
ROOMS = ("verdeling", "tests", "tools", "benchmarks")
SOURCES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
MODULE = re.compile(r"verdeling(\.[a-z_]+)+")


def imports_by_name(source: str) -> bool:
    """Whether a source imports what a string says, or loads an entry point."""
    names = {n.id for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Name)}
    names |= {n.attr for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Attribute)}
    return bool(names & {"import_module", "__import__", "exec", "entry_points"})


def test_every_import_by_name_is_told():
    found = {name for name, path in rooms.files().items() if imports_by_name(path.read_text("utf-8"))}
    # Reads entry points, and loads none.
    assert found - {"verdeling.solver.engine_names"} == TOLD


def test_an_import_by_name_is_seen():
    assert imports_by_name("import importlib\nimportlib.import_module('x')")
    assert imports_by_name("from importlib import import_module\nimport_module('x')")
    assert not imports_by_name("import numpy")


def strings(source: str) -> set[str]:
    """Strings of a source that have the form of a module of the package."""
    found = {n.value for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Constant)}
    return {text for text in found if isinstance(text, str) and MODULE.fullmatch(text)}


GROUPS = {f"verdeling.{group}" for group in ("key_operations", "rules", "goals", "diagnostics", "engines")}
FILES = {"verdeling.csv", "verdeling.xlsx", "verdeling.geojson", "verdeling.gpkg"}
DATA = {"verdeling._data", "verdeling._models", "verdeling._experiments"}


@pytest.mark.parametrize("path", rooms.files().values(), ids=rooms.files().keys())
def test_a_module_that_a_string_names_is_there(path):
    assert strings(path.read_text("utf-8")) <= {*rooms.files(), *GROUPS, *FILES, *DATA}


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_import_is_there_for_its_effect_alone(path):
    assert "noqa: " + "F401" not in path.read_text("utf-8")


def test_a_worker_refuses_a_function_that_it_could_not_find():
    worker = Worker()
    try:
        with pytest.raises(TypeError, match="lambda.*does not stand at the top of a module"):
            worker.call(lambda: 1)
        assert worker.call(abs, -4) == 4
    finally:
        worker.stop()
