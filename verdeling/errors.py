"""One error tree. An error carries problems: what, where, the numbers, what to do."""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Final

from verdeling.texts import Lang, Reference, catalogue, say

MOST_KEPT: Final = 500
"""Most problems of one kind that are kept one by one; of more their number."""
MOST_TOLD: Final = 10
"""Most problems of one kind that are told; of more their number."""


@dataclass(frozen=True)
class Problem:
    """One problem, told by a text from the catalogue.

    Attributes
    ----------
    code
        Key of the text in the catalogue, for example ``V101``.
    waar
        File, row, column, key or gemeente; empty when the problem has no single place.
    gegevens
        The numbers and names that the text mentions.
    aantal
        How many problems it stands for: of very many alike only the first are kept.
    """

    code: str
    waar: str = ""
    gegevens: MappingProxyType[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    aantal: int = 1

    @classmethod
    def van(cls, code: str, waar: str = "", **gegevens: Any) -> Problem:  # noqa: ANN401
        """Make a problem from keyword numbers."""
        return cls(code, waar, MappingProxyType(gegevens))

    def op(self, where: str) -> Problem:
        """The same problem at a place."""
        return replace(self, waar=where)

    def tekst(self, lang: Lang = "nl") -> str:
        """Tell the problem in one line: place, what is wrong, what to do, code."""
        place = f"{self.waar}: " if self.waar else ""
        return f"{place}{say(self.code, lang, **self.gegevens)} [{self.code}]"

    def __reduce__(self) -> tuple[Any, ...]:
        # A mapping proxy cannot be pickled, and problems travel back from worker processes.
        return _again, (self.code, self.waar, dict(self.gegevens), self.aantal)


def _again(code: str, where: str, data: dict[str, Any], count: int) -> Problem:
    return Problem(code, where, MappingProxyType(data), count)


def summed_up(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, of each code the first :data:`MOST_KEPT`; the last of those counts for the rest."""
    count: Counter[str] = Counter()
    last: dict[str, int] = {}
    out: list[Problem] = []
    for p in problems:
        count[p.code] += p.aantal
        if count[p.code] <= MOST_KEPT:
            last[p.code] = len(out)
            out.append(p)
    for code, place in last.items():
        if count[code] > MOST_KEPT:
            added = count[code] - sum(p.aantal for p in out if p.code == code)
            out[place] = replace(out[place], aantal=out[place].aantal + added)
    return out


def cause_of(error: OSError) -> str:
    """Why the system refuses a file, in the language of the reader where the catalogue knows the reason."""
    sleutel = f"os.{errno.errorcode.get(error.errno or 0, '')}"
    return Reference(sleutel) if sleutel in catalogue() else error.strerror or str(error)


def refused(pad: Path) -> Problem | None:
    """Why the system does not let a path be reached; None when it can be, or when simply nothing is there."""
    try:
        pad.stat()
    except OSError as error:
        nothing = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)
        return None if error.errno in nothing else Problem.van("V615", str(pad), reden=cause_of(error))
    except ValueError:  # a zero byte: no file has such a name
        return None
    return None


class VerdelingError(Exception):
    """A mistake that the user can mend; never shown as a traceback."""

    exit_code: ClassVar[int] = 1

    def __init__(self, problems: Sequence[Problem]) -> None:
        # What is told twice, as by two columns that the same table lacks, is one problem.
        self.problemen = tuple({(p.code, p.waar, str(p.gegevens), p.aantal): p for p in problems}.values())
        super().__init__(self.tekst("nl"))

    @classmethod
    def een(cls, code: str, waar: str = "", **gegevens: Any) -> VerdelingError:  # noqa: ANN401
        """Make an error with one problem."""
        return cls([Problem.van(code, waar, **gegevens)])

    @property
    def aantal(self) -> int:
        """How many problems there are."""
        return sum(p.aantal for p in self.problemen)

    def tekst(self, lang: Lang = "nl", rest: str = "fout.zulke") -> str:
        """All problems, one a line; of each kind the first :data:`MOST_TOLD`, then how many there are more.

        `rest` is the text about that number.
        """
        told: Counter[str] = Counter()
        over: Counter[str] = Counter()
        regels = []
        for p in self.problemen:
            told[p.code] += 1
            if told[p.code] <= MOST_TOLD:
                regels.append(p.tekst(lang))
            over[p.code] += p.aantal - (told[p.code] <= MOST_TOLD)
        regels += [say(rest, lang, aantal=n, fout=code) for code, n in over.items() if n]
        return "\n".join(regels)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.problemen,)


class DataError(VerdelingError):
    """Input data cannot be used."""


class ModelError(VerdelingError):
    """A verdeelmodel cannot be used."""


class Onoplosbaar(VerdelingError):
    """No plan satisfies all rules."""

    exit_code = 3


class NietBewezen(VerdelingError):
    """The run stopped before optimality was proven, or two engines disagree."""

    exit_code = 4


class VerificatieFout(VerdelingError):
    """A result does not stand up to its exact re-check."""

    exit_code = 5
