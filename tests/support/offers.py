"""Things that another package offers by entry point, for the length of a test."""

from __future__ import annotations

import pytest

from verdeling import extensions


class Point:
    """An entry point that gives a thing, or fails with an error."""

    value = "voorbeeld:X"

    def __init__(self, name: str, thing: object) -> None:
        self.name, self.thing = name, thing

    def load(self) -> object:
        if isinstance(self.thing, Exception):
            raise self.thing
        return self.thing


def offer(monkeypatch: pytest.MonkeyPatch, group: str, **things: object) -> None:
    """Offer things under their names."""
    points = {name: Point(name, thing) for name, thing in things.items()}
    monkeypatch.setattr(extensions, "_found", lambda asked: points if asked == group else {})
