"""Progress of solving, on stderr and only on a terminal: parts done out of all parts, nothing guessed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from verdeling.texts import Lang, say


@contextmanager
def voortgang(lang: Lang, sleutel: str) -> Iterator[Callable[[int, int], None] | None]:
    """Give a function to call with (done, all), or None where nobody watches.

    Parameters
    ----------
    sleutel
        Text under ``cli.voortgang.<sleutel>``, with {klaar} and {aantal}.
    """
    stream = sys.stderr
    if not stream.isatty():
        yield None
        return

    def toon(klaar: int, aantal: int) -> None:
        tekst = say(f"cli.voortgang.{sleutel}", lang, klaar=klaar, aantal=aantal)
        stream.write(f"\r\x1b[K{tekst}")
        stream.flush()

    try:
        yield toon
    finally:
        stream.write("\r\x1b[K")
        stream.flush()
