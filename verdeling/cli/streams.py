"""The only ways to the terminal: what is printed there holds no character that steers it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, Any, Final, TextIO, cast

from verdeling.texts import Lang, say
from verdeling.texts.signs import visible_text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

BETWEEN: Final = 3
"""Blanks between two columns of a table, and around them all."""
NARROWEST_NAME: Final = 8
"""A column of names may fold, down to this width."""
WORD: Final = 12
"""Where there is room, names fold within a word only when it is longer than this."""
WIDTH: Final = 120
"""Least width where no terminal says how wide it is."""


class ReaderGone(BaseException):
    """Who reads the output has stopped: no fault, and no OSError, of which click would make exit code 1."""


@contextmanager
def _reader() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise ReaderGone from None


class TextStream:
    """A text stream that makes steering characters visible; `raw_text` is the stream itself."""

    def __init__(self, raw: TextIO) -> None:
        self.rauw = raw

    def write(self, text: str) -> int:
        """Write a text."""
        with _reader():
            return self.rauw.write(visible_text(text))

    def flush(self) -> None:
        """Write what is kept."""
        with _reader():
            self.rauw.flush()

    def writelines(self, regels: Iterable[str]) -> None:
        """Write texts."""
        for regel in regels:
            self.write(regel)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self.rauw, name)


@contextmanager
def clean_output() -> Iterator[None]:
    """All that is printed inside the block goes through :class:`TextStream`."""
    out, error = (s if s is None else cast("TextIO", TextStream(s)) for s in (sys.stdout, sys.stderr))
    with redirect_stdout(out), redirect_stderr(error):
        yield


def raw_text(stroom: TextIO) -> TextIO:
    """The stream itself, for who steers the terminal and cleans its texts."""
    return cast("TextIO", getattr(stroom, "rauw", stroom))


def empty_table(heads: Sequence[str], links: int = 1) -> Table:
    """A table without rows; the first `links` columns hold text."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for number, head in enumerate(heads):
        table.add_column(head, justify="left" if number < links else "right", overflow="fold")
    return table


def fitting_text(table: Table, width: int) -> tuple[Table, list[str]]:
    """The table with the columns whose numbers fit side by side, and the headings of those left out.

    Names and headings fold before a column is left out. The first column and what stands out in bold stay
    longest; of the others the last goes first.
    """
    from rich.cells import cell_len
    from rich.table import Table

    def langste(texts: Iterable[Any]) -> int:
        return max((cell_len(regel) for text in texts for regel in str(text).split("\n")), default=0)

    def samen(wide: Iterable[int]) -> int:
        return sum(BETWEEN + b for b in wide)

    cells = [langste((*k.cells, k.footer)) for k in table.columns]
    ample = [max(b, langste([k.header])) for k, b in zip(table.columns, cells, strict=True)]
    if samen(ample) <= width:
        return table, []
    # rich would narrow every column alike, and cut what it then has too much: each gets its own width.
    narrow = [
        max(b, langste(word for word in str(k.header).split() if any(map(str.isdigit, word))))
        if k.justify == "right"
        else min(b, NARROWEST_NAME)
        for k, b in zip(table.columns, cells, strict=True)
    ]
    over = list(range(len(narrow)))
    weg: list[str] = []
    while len(over) > 2 and samen(narrow[i] for i in over) > width:
        plain = [i for i in over[1:] if table.columns[i].style != "bold"] or over[1:]
        over.remove(plain[-1])
        weg.insert(0, " ".join(str(table.columns[plain[-1]].header).split()))
    rest = width - samen(narrow[i] for i in over)
    narrow[0] = max(1, narrow[0] + min(0, rest))
    word = min(WORD, langste(" ".join(map(str, table.columns[0].cells)).split()))
    for i, wanted in ((0, word), *((i, ample[i]) for i in (*over[1:], 0))):
        more = max(0, min(rest, wanted - narrow[i]))
        narrow[i], rest = narrow[i] + more, rest - more
    out = Table(box=table.box, show_footer=table.show_footer, pad_edge=table.pad_edge)
    for k, wide in ((table.columns[i], narrow[i]) for i in over):
        out.add_column(k.header, k.footer, justify=k.justify, style=k.style, overflow="fold", width=wide)
    for regel, row in zip(zip(*(table.columns[i].cells for i in over), strict=True), table.rows, strict=True):
        out.add_row(*regel, style=row.style)
    return out, weg


def make_screen(lang: Lang) -> Console:
    """A console that never cuts a number off, for tables and titles of users: no markup in them counts.

    On a terminal that is too narrow for the numbers of a table, columns are left out and named.
    """
    from rich.console import Console, RenderableType
    from rich.segment import Segment
    from rich.table import Table

    class Scherm(Console):
        def print(self, *objects: Any, **layout: Any) -> None:  # noqa: ANN401
            for ding in objects or ("",):
                weg: list[str] = []
                if self.is_terminal and isinstance(ding, Table):
                    ding, weg = fitting_text(ding, self.width)
                super().print(ding, **layout)
                if weg:
                    zin = say("cli.smal", lang, aantal=len(weg), namen=", ".join(weg))
                    super().print(zin, soft_wrap=True)

        def on_broken_pipe(self) -> None:
            # Who reads no further is no fault: rich would end with 1, which means wrong data here.
            raise ReaderGone

        def render(self, renderable: RenderableType, options: Any = None) -> Iterable[Segment]:  # noqa: ANN401
            # Here is all text, before rich adds codes of its own.
            for deel in super().render(renderable, options):
                yield deel if deel.control else Segment(visible_text(deel.text), deel.style)

        def render_str(self, text: str, **layout: Any) -> Any:  # noqa: ANN401
            # Before a cell is measured.
            return super().render_str(visible_text(text), **layout)

    console = Scherm(file=raw_text(sys.stdout), highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = max(console.width, WIDTH)
    return console
