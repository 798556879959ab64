"""Each decision has a number of its own, and its title says which."""

from __future__ import annotations

from support.paths import ROOT

RECORDS = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))


def test_decisions_are_numbered_without_gap_or_double():
    assert [int(record.name[:4]) for record in RECORDS] == list(range(1, len(RECORDS) + 1))


def test_the_title_of_a_decision_has_its_number():
    wrong = [r.name for r in RECORDS if not r.read_text("utf-8").startswith(f"# {r.name[:4]} ")]
    assert not wrong
