"""A real browser for the pages: nothing of the network, nothing on the console, no fault by axe."""

from contextlib import contextmanager
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import sync_playwright

from support.report_result import ARGS, chromium

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
PATIENCE = 180_000
"""Milliseconds: a test fails on what a page does, never on how busy the machine is."""


@contextmanager
def started():
    """Run the system's browser."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=ARGS, timeout=PATIENCE)
        yield running
        running.close()


@contextmanager
def visits(browser, path):
    """Give a function that opens the file; at the end nothing was asked outside it and nothing was said."""
    asked, said, contexts = [], [], []

    def open_page(anchor="", **settings):
        context = browser.new_context(**settings)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: asked.append(r.url))
        page.on("console", lambda m: said.append(m.text))
        page.on("pageerror", lambda e: said.append(str(e)))
        page.goto(path.as_uri() + anchor)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert {url.partition("#")[0] for url in asked if not url.startswith("blob:")} == {path.as_uri()}
    assert said == []


def drop(page, *selectors):
    """Take out what is the same over and over, so that axe is done sooner."""
    for spare in selectors:
        page.evaluate("these => document.querySelectorAll(these).forEach(e => e.remove())", spare)


def violations(page):
    """What axe finds, with the rules of WCAG 2.2 on."""
    page.evaluate(AXE.read_text("utf-8"))
    result = page.evaluate(
        "rules => axe.run({runOnly: {type: 'tag', values: rules}, rules: {'target-size': {enabled: true}}})",
        RULES,
    )
    version = tuple(map(int, result["testEngine"]["version"].split(".")[:2]))
    assert version >= (4, 5)
    assert "target-size" in {rule["id"] for rule in result["passes"]}
    return [(v["id"], v["help"], [n["target"] for n in v["nodes"]][:3]) for v in result["violations"]]
