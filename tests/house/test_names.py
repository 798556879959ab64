"""Names of files are English, but for the words of the glossary, of model files and of commands."""

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
