"""Progress of solving, on stderr: parts done out of all parts, and what is being proven; nothing is guessed.

On a terminal one line that changes; elsewhere a plain line now and then, and only when it takes long.
"""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TextIO

from verdeling.cli.streams import raw_text
from verdeling.texts import Lang, say
from verdeling.texts.signs import visible_text

if TYPE_CHECKING:
    from verdeling.errors import Problem
    from verdeling.solver.progress import Message

INTERVAL: Final = 10.0
"""Seconds between plain lines where there is no terminal; what is done sooner writes none."""


class ShownProgress:
    """Shows progress: call it with (done, all); `busy` takes what is being solved."""

    def __init__(self, stream: TextIO, lang: Lang, sleutel: str) -> None:
        # The line that changes steers the terminal; its text is made harmless here.
        self._stream, self._lang, self._sleutel = raw_text(stream), lang, sleutel
        self._terminal = stream.isatty()
        self._delen = ""
        self._previous = time.monotonic()
        self._slot = threading.Lock()

    def __call__(self, done: int, count: int) -> None:
        """Show how many parts are done."""
        self._delen = say(f"cli.voortgang.{self._sleutel}", self._lang, klaar=done, aantal=count)
        self._schrijf(self._delen)

    def busy(self, where: str, message: Message) -> None:
        """Show which goals are being proven where, and how far the best plan is from the proven bound."""
        from verdeling.insight.plan_figures import goal_text

        goals = ", ".join(goal_text(goal, self._lang) for goal in message.goals)
        text = say("cli.voortgang.bezig", self._lang, doelen=goals, waar=where)
        if message.gap is not None:
            text += say("cli.voortgang.kloof", self._lang, kloof=round(100 * message.gap, 1))
        if message.leaves is not None:
            text += say("cli.voortgang.gevallen", self._lang, gevallen=message.leaves)
        self._schrijf(" · ".join(part for part in (self._delen, text) if part))

    def tell(self, problem: Problem) -> None:
        """Tell what a reader must know while waiting, on a line that stays."""
        with self._slot:
            self.wipe()
            self._stream.write(problem.tekst(self._lang) + "\n")
            self._stream.flush()

    def _schrijf(self, text: str) -> None:
        text = visible_text(text)
        with self._slot:
            if self._terminal:
                width = shutil.get_terminal_size().columns - 1
                self._stream.write(f"\r\x1b[K{text[:width]}")
            elif time.monotonic() - self._previous >= INTERVAL:
                self._previous = time.monotonic()
                self._stream.write(f"{text}\n")
            self._stream.flush()

    def wipe(self) -> None:
        """Take the changing line away."""
        if self._terminal:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


@contextmanager
def shown_progress(lang: Lang, sleutel: str) -> Iterator[ShownProgress]:
    """Give a function to call with (done, all).

    Parameters
    ----------
    sleutel
        Text under ``cli.voortgang.<sleutel>``, with {klaar} and {aantal}.
    """
    show = ShownProgress(sys.stderr, lang, sleutel)
    try:
        yield show
    finally:
        show.wipe()
