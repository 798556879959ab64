"""docs/architecture.md says what is there: its blocks run, its names and files exist."""

import ast
import doctest
import importlib
import re

import pytest
import rooms
from support.paths import ROOT

PAGE = (ROOT / "docs/architecture.md").read_text("utf-8")
PROSE = re.sub(r"```.*?```", "", PAGE, flags=re.S)
QUOTED = sorted(set(re.findall(r"`([^`\n]+)`", PROSE)))

IMPORTS = re.findall("^from .*", "".join(re.findall(r"```python\n(.*?)```", PAGE, re.S)), re.M)


def found(dotted: str) -> bool:
    """Whether a dotted name of the package can be imported."""
    module, names = dotted, []
    while module not in rooms.files():
        module, _, last = module.rpartition(".")
        names.insert(0, last)
    thing = importlib.import_module(module)
    for name in names:
        if not hasattr(thing, name):
            return False
        thing = getattr(thing, name)
    return True


def defined() -> dict[str, set[str]]:
    """Classes and types of the package and what each has by name."""
    known: dict[str, set[str]] = {}
    for path in rooms.files().values():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                has = {getattr(n, "name", getattr(getattr(n, "target", None), "id", "")) for n in node.body}
                known.setdefault(node.name, set()).update(has)
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                known.setdefault(node.targets[0].id, set())
    return known


DEFINED = defined()


def test_every_block_gives_what_it_shows():
    told: list[str] = []
    runner, names = doctest.DocTestRunner(verbose=False), {}
    for block in re.findall(r"```pycon\n(.*?)```", PAGE, re.S):
        case = doctest.DocTestParser().get_doctest(block, names, "block", "docs/architecture.md", 0)
        runner.run(case, out=told.append, clear_globs=False)
        names = case.globs
    assert told == []
    assert runner.tries >= 15


@pytest.mark.parametrize("name", [q for q in QUOTED if re.fullmatch(r"verdeling(\.\w+)+", q)])
def test_a_dotted_name_can_be_imported(name):
    assert found(name)


@pytest.mark.parametrize(
    "name", [q for q in QUOTED if re.fullmatch(r"(?!None)[A-Z]\w*[a-z]\w*(\.\w+)*(\(.*)?", q)]
)
def test_a_type_is_defined_and_has_what_is_told(name):
    first, *rest = name.split("(")[0].split(".")
    assert first in DEFINED
    assert not rest or rest[0] in DEFINED[first]


@pytest.mark.parametrize("name", [q for q in QUOTED if "/" in q and re.fullmatch(r"[\w/.-]+", q)])
def test_a_file_is_there(name):
    assert (ROOT / name).exists() or (ROOT / f"{name}.py").exists() or name == "questions/"


@pytest.mark.parametrize(
    "line",
    [n for b in re.findall(r"```python\n(.*?)```", PAGE, re.S) for n in re.findall(r"^from .*", b, re.M)],
)
def test_an_import_on_the_page_works(line):
    exec(line, {})


def test_a_name_that_is_not_there_is_seen():
    assert "Gemeentecode" not in DEFINED
    assert not found("verdeling.terms.Gemeentecode")
    assert "verdwenen" not in DEFINED["Gegevens"]
    assert not found("verdeling.verdwenen")
