"""Every example of docs/python.md gives what the page shows."""

import doctest
import re

from support.paths import ROOT

PAGE = (ROOT / "docs" / "python.md").read_text("utf-8")


def test_every_example_on_the_page_gives_what_it_shows():
    blocks = re.findall(r"```pycon\n(.*?)```", PAGE, re.S)
    assert len(blocks) >= 9
    told: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    names: dict[str, object] = {}
    for number, block in enumerate(blocks):
        case = doctest.DocTestParser().get_doctest(block, names, f"block {number}", "docs/python.md", 0)
        runner.run(case, out=told.append, clear_globs=False)
        names = case.globs
    assert told == []
    assert runner.tries >= 25


def test_the_english_half_names_what_the_dutch_half_names():
    dutch, english = PAGE.split("## In English")
    prose = [re.sub(r"```.*?```", "", half, flags=re.S) for half in (dutch, english)]
    words = [set(re.findall(r"`([^`\n]+)`", half)) for half in prose]
    assert not words[0] - words[1] - {'samenvatting("en")', "pad=waarde"}
