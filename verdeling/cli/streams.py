"""The only ways to the terminal: what is printed there holds no character that steers it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, Any, Final, TextIO, cast

from verdeling.texts.signs import zichtbaar

if TYPE_CHECKING:
    from rich.console import Console

BREEDTE: Final = 120
"""Least width where no terminal says how wide it is."""


class Stroom:
    """A text stream that makes steering characters visible; `rauw` is the stream itself."""

    def __init__(self, rauw: TextIO) -> None:
        self.rauw = rauw

    def write(self, tekst: str) -> int:
        """Write a text."""
        return self.rauw.write(zichtbaar(tekst))

    def writelines(self, regels: Iterable[str]) -> None:
        """Write texts."""
        for regel in regels:
            self.write(regel)

    def __getattr__(self, naam: str) -> Any:  # noqa: ANN401
        return getattr(self.rauw, naam)


@contextmanager
def clean_output() -> Iterator[None]:
    """All that is printed inside the block goes through :class:`Stroom`."""
    uit, fout = (s if s is None else cast("TextIO", Stroom(s)) for s in (sys.stdout, sys.stderr))
    with redirect_stdout(uit), redirect_stderr(fout):
        yield


def rauw(stroom: TextIO) -> TextIO:
    """The stream itself, for who steers the terminal and cleans its texts."""
    return cast("TextIO", getattr(stroom, "rauw", stroom))


def scherm() -> Console:
    """A console that never cuts a number off, for tables and titles of users: no markup in them counts."""
    from rich.console import Console, RenderableType
    from rich.segment import Segment

    class Scherm(Console):
        def on_broken_pipe(self) -> None:
            # Who reads no further is no fault: rich would end with 1, which means wrong data here.
            raise BrokenPipeError

        def render(self, renderable: RenderableType, options: Any = None) -> Iterable[Segment]:  # noqa: ANN401
            # Here is all text, before rich adds codes of its own.
            for deel in super().render(renderable, options):
                yield deel if deel.control else Segment(zichtbaar(deel.text), deel.style)

        def render_str(self, text: str, **opmaak: Any) -> Any:  # noqa: ANN401
            # Before a cell is measured.
            return super().render_str(zichtbaar(text), **opmaak)

    console = Scherm(file=rauw(sys.stdout), highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = max(console.width, BREEDTE)
    return console
