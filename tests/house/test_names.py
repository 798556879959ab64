"""Names of files are English, but for the words of the glossary, of model files and of commands."""

import ast
import json
import re

import pytest
import rooms
from support.paths import ROOT

from verdeling.cli import COMMANDS
from verdeling.texts import catalogue

CODE = re.compile(r"```.*?```|`[^`\n]*`", re.S)


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", CODE.sub(" ", text).lower()))


def pages(*patterns: str) -> str:
    return " ".join(p.read_text("utf-8") for pattern in patterns for p in sorted(ROOT.glob(pattern)))


def keys(schema: object) -> set[str]:
    """Keys that a model file may have."""
    if isinstance(schema, list):
        return set().union(*map(keys, schema))
    if isinstance(schema, dict):
        return set(schema.get("properties", ())) | set().union(*map(keys, schema.values()))
    return set()


GLOSSARY = (ROOT / "docs/glossary.md").read_text("utf-8")
LAW = words(" ".join(re.findall(r"^\| ([^|]+) \|", GLOSSARY, re.M)))
LAW |= {w for k in keys(json.loads((ROOT / "models/schema.json").read_text("utf-8"))) for w in k.split("_")}
ALLOWED = LAW | {*COMMANDS, "verdeling", "tijdplan"}

DUTCH = words(" ".join(nl for nl, _ in catalogue().values()))
DUTCH |= words(pages("README.md", "CHANGELOG.md", "models/README.md", "docs/rules/*.md"))
ENGLISH = words(" ".join(en for _, en in catalogue().values()))
ENGLISH |= words(pages("docs/architecture.md", "docs/extending.md", "CONTRIBUTING.md"))
ENGLISH |= words((ROOT / "docs/python.md").read_text("utf-8").split("## In English")[1])


def dutch(name: str) -> set[str]:
    """Words of a dotted name that our Dutch texts have and our English ones do not."""
    return (set(re.split(r"[._]", name)) & DUTCH) - ENGLISH - ALLOWED


@pytest.mark.parametrize("name", rooms.files())
def test_the_name_of_a_file_is_english(name):
    assert not dutch(name)


@pytest.mark.parametrize("name", ["pipeline.laden", "insight.zoek", "plan.lezen", "texts.tekens"])
def test_a_dutch_name_is_seen(name):
    assert dutch(name)


def test_words_of_the_law_and_of_models_stay():
    assert not dutch("verdeling.sleutel.indicatief")
    assert not dutch("verdeling.plan.rules.bestaande_capaciteit")


MACHINERY = words(
    """
    aangehaald afwezig anderen antwoord bakken bereken berekend bewaard bladen blad bouwer
    breedte cel cellen controleer definities draai eerste gebrek gedaan gelezen geheugen getoond hopen
    kaders kant kolommen kop koppen kleuren langste leeg lees lezer maak marge meeste meld meldingen
    motor naast namen niets noot oordeel opgeteld overtreding paar paren partij probleem problemen proef
    punten regeleinde rij rijen schrijf sprong tekens teksten tel telling toets toon uitersten veel
    vertel vervang vergelijk voortgang vraag waarden weinig werkmap zijde zin zinnen zoek zwak
    """
)
"""Words of reading, writing, counting and telling that names of machinery have in English."""


def named(path: str) -> set[str]:
    """Classes, functions and constants of a module, and nothing that stands inside a function."""
    found: set[str] = set()
    for node in ast.parse((ROOT / path).read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.AnnAssign | ast.Assign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {t.id for t in targets if isinstance(t, ast.Name)}
    return found


def parts(name: str) -> set[str]:
    return {w.lower() for w in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_names_of_machinery_are_english():
    told = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((ROOT / "verdeling").rglob("*.py"))
        for name in named(str(path.relative_to(ROOT)))
        if parts(name) & MACHINERY
    }
    assert not told
