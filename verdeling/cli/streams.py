"""The only ways to the terminal: what is printed there holds no character that steers it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, Any, Final, TextIO, cast

from verdeling.texts import Lang, say
from verdeling.texts.signs import zichtbaar

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

TUSSEN: Final = 3
"""Blanks between two columns of a table, and around them all."""
SMALSTE_NAAM: Final = 8
"""A column of names may fold, down to this width."""
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


def passend(tabel: Table, breedte: int) -> tuple[Table, list[str]]:
    """The table with the columns whose numbers fit side by side, and the headings of those left out.

    The first column and what stands out in bold stay longest; of the others the last goes first.
    """
    from rich.cells import cell_len
    from rich.table import Table

    kolommen = list(tabel.columns)
    for k in kolommen:
        langste = max(cell_len(str(cel)) for cel in (*k.cells, k.footer))
        k.no_wrap, k.overflow = False, "fold"
        k.min_width = langste if k.justify == "right" else min(langste, SMALSTE_NAAM)
    weg: list[str] = []
    while len(kolommen) > 2 and sum(TUSSEN + (k.min_width or 0) for k in kolommen) > breedte:
        gewoon = [k for k in kolommen[1:] if k.style != "bold"] or kolommen[1:]
        weg.append(" ".join(str(gewoon[-1].header).split()))
        kolommen.remove(gewoon[-1])
    rest = breedte - TUSSEN - sum(TUSSEN + (k.min_width or 0) for k in kolommen[1:])
    if (
        kolommen
        and kolommen[0].justify != "right"
        and rest < max(cell_len(str(c)) for c in kolommen[0].cells)
    ):
        # Names give way before numbers do: some versions of rich would narrow every column alike.
        kolommen[0].width = max(SMALSTE_NAAM, rest)
    if not weg:
        return tabel, weg
    over = Table(box=tabel.box, show_footer=tabel.show_footer, pad_edge=tabel.pad_edge)
    for k in kolommen:
        maat = k.min_width
        over.add_column(
            k.header,
            k.footer,
            justify=k.justify,
            style=k.style,
            overflow="fold",
            min_width=maat,
            width=k.width,
        )
    for cellen in zip(*(k.cells for k in kolommen), strict=True):
        over.add_row(*cellen)
    return over, weg[::-1]


def scherm(lang: Lang) -> Console:
    """A console that never cuts a number off, for tables and titles of users: no markup in them counts.

    On a terminal that is too narrow for the numbers of a table, columns are left out and named.
    """
    from rich.console import Console, RenderableType
    from rich.segment import Segment
    from rich.table import Table

    class Scherm(Console):
        def print(self, *objects: Any, **opmaak: Any) -> None:  # noqa: ANN401
            for ding in objects or ("",):
                weg: list[str] = []
                if self.is_terminal and isinstance(ding, Table):
                    ding, weg = passend(ding, self.width)
                super().print(ding, **opmaak)
                if weg:
                    zin = say("cli.smal", lang, aantal=len(weg), namen=", ".join(weg))
                    super().print(zin, soft_wrap=True)

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
