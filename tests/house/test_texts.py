"""The catalogue is complete in both languages, and code and catalogue name the same keys."""

import ast
import re
import string
from fractions import Fraction
from pathlib import Path

import pytest
from support.paths import ROOT

from verdeling.texts import catalogue, fill, number, say

PACKAGE = ROOT / "verdeling"
CODE = [p for p in sorted(PACKAGE.rglob("*.py")) if "texts" not in p.relative_to(PACKAGE).parts]
OTHER = [p for p in sorted(PACKAGE.rglob("*")) if p.suffix in {".html", ".j2", ".js", ".svg"}]
SPEAKERS = {"say", "van", "een"}


def placeholders(text: str) -> set[str]:
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in string.Formatter().parse(text) if name}


def pattern(node: ast.JoinedStr) -> str:
    """Regular expression of the keys that an f-string can make."""
    return "".join(re.escape(p.value) if isinstance(p, ast.Constant) else ".+" for p in node.values)


def test_every_text_stands_in_both_languages_with_the_same_placeholders():
    for key, texts in catalogue().items():
        assert all(t.strip() for t in texts), key
        assert placeholders(texts[0]) == placeholders(texts[1]), key


def named(path: Path) -> tuple[set[str], set[str], set[str]]:
    """Literals, patterns of f-strings, and literals given to a function that speaks."""
    literals, patterns, spoken = set(), set(), set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            literals.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            patterns.add(pattern(node))
        elif isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            if name in SPEAKERS and isinstance(first, ast.Constant) and isinstance(first.value, str):
                spoken.add(first.value)
    return literals, patterns, spoken


@pytest.mark.parametrize("path", CODE, ids=[str(p.relative_to(PACKAGE)) for p in CODE])
def test_every_key_that_code_speaks_exists(path: Path):
    assert not named(path)[2] - catalogue().keys()


def test_every_problem_code_in_code_exists():
    codes = {c for p in CODE for c in named(p)[0] if re.fullmatch(r"V\d{3}", c)}
    assert not codes - catalogue().keys()


def test_no_text_is_left_unused():
    literals, patterns = set(), set()
    for path in CODE:
        mine = named(path)
        literals |= mine[0]
        patterns |= {p for p in mine[1] if re.match(r"[a-z]+\\\.|V\d", p)}
    others = " ".join(p.read_text("utf-8") for p in OTHER)
    # A page puts a key together with a tilde.
    patterns |= {
        rf"{re.escape(a)}\w+{re.escape(b)}" for a, b in re.findall(r'"([\w.]+)" ~ \w+ ~ "([\w.]+)"', others)
    }
    alive = re.compile("|".join(sorted(patterns)) or "$^")
    unused = {k for k in catalogue() if k not in literals and not alive.fullmatch(k) and k not in others}
    assert not unused


def test_no_code_picks_a_text_by_comparing_the_language():
    """``(nl, en)[lang == "en"]`` would be a second system of texts beside the catalogue."""
    picked = {
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Compare)
        if "lang" in ast.unparse(node.slice)
    }
    assert not picked


def test_numbers_are_written_in_the_format_of_the_language():
    assert number(1234567, "nl") == "1.234.567"
    assert number(1234567, "en") == "1,234,567"
    assert number(Fraction(24828125, 10000), "nl", 3) == "2.482,812"  # half-even
    assert number(-1234.5, "nl", 1) == "−1.234,5"
    assert [number(-0.001, "nl"), number(-0.0, "en", 1), number(-0.4, "nl", 0)] == ["0,00", "0.0", "0"]
    assert number(-0.006, "en") == "−0.01"
    assert fill("{a} {b:3} {jaar:raw}", "nl", a=1000, b=Fraction(1, 3), jaar=2026) == "1.000 0,333 2026"
    assert (
        fill("{a:breuk} {b:breuk} {c:breuk}", "nl", a=-1000, b=Fraction(-2, 3), c=Fraction(4))
        == "−1.000 −2/3 4"
    )


def test_an_unknown_key_is_an_error():
    with pytest.raises(KeyError):
        say("bestaat.niet")


def test_one_has_a_word_of_its_own():
    told = [fill("{n} {n:?plaats:plaatsen}", "nl", n=n) for n in (0, 1, "1", 2, 1001)]
    assert told == ["0 plaatsen", "1 plaats", "1 plaats", "2 plaatsen", "1.001 plaatsen"]
    assert say("cli.plan.tijd", "nl", seconden=0.25, delen=1).endswith("in 1 deel.")
    assert say("compare.balans", "nl", meer=1, minder=2, gelijk=3).startswith("1 gemeente krijgt meer")


def test_a_word_for_one_and_a_word_for_more_always_go_together():
    for key, both in catalogue().items():
        for text in both:
            for name, spec in re.findall(r"\{(\w+):(\?[^{}]*)\}", text):
                assert re.fullmatch(r"\?[^:]+:[^:]+", spec), (key, name)
