"""One error tree. An error carries problems: what, where, the numbers, what to do."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, ClassVar

from verdeling.texts import Lang, Verwijzing, catalogue, say


@dataclass(frozen=True)
class Probleem:
    """One problem, told by a text from the catalogue.

    Attributes
    ----------
    code
        Key of the text in the catalogue, for example ``V101``.
    waar
        File, row, column, key or gemeente; empty when the problem has no single place.
    gegevens
        The numbers and names that the text mentions.
    """

    code: str
    waar: str = ""
    gegevens: MappingProxyType[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def van(cls, code: str, waar: str = "", **gegevens: Any) -> Probleem:  # noqa: ANN401
        """Make a problem from keyword numbers."""
        return cls(code, waar, MappingProxyType(gegevens))

    def op(self, waar: str) -> Probleem:
        """The same problem at a place."""
        return replace(self, waar=waar)

    def tekst(self, lang: Lang = "nl") -> str:
        """Tell the problem in one line: place, what is wrong, what to do, code."""
        place = f"{self.waar}: " if self.waar else ""
        return f"{place}{say(self.code, lang, **self.gegevens)} [{self.code}]"

    def __reduce__(self) -> tuple[Any, ...]:
        # A mapping proxy cannot be pickled, and problems travel back from worker processes.
        return _opnieuw, (self.code, self.waar, dict(self.gegevens))


def _opnieuw(code: str, waar: str, gegevens: dict[str, Any]) -> Probleem:
    return Probleem(code, waar, MappingProxyType(gegevens))


def oorzaak(fout: OSError) -> str:
    """Why the system refuses a file, in the language of the reader where the catalogue knows the reason."""
    sleutel = f"os.{errno.errorcode.get(fout.errno or 0, '')}"
    return Verwijzing(sleutel) if sleutel in catalogue() else fout.strerror or str(fout)


class VerdelingError(Exception):
    """A mistake that the user can mend; never shown as a traceback."""

    exit_code: ClassVar[int] = 1

    def __init__(self, problemen: Sequence[Probleem]) -> None:
        self.problemen = tuple(problemen)
        super().__init__(self.tekst("nl"))

    @classmethod
    def een(cls, code: str, waar: str = "", **gegevens: Any) -> VerdelingError:  # noqa: ANN401
        """Make an error with one problem."""
        return cls([Probleem.van(code, waar, **gegevens)])

    def tekst(self, lang: Lang = "nl") -> str:
        """All problems, one a line."""
        return "\n".join(p.tekst(lang) for p in self.problemen)

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
