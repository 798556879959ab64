"""Value types that every room shares: codes, levels, sources and the legal basis of a figure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sized
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Final, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

GEMEENTECODE: Final = re.compile(r"^'?(?:GM)?(\d{1,4})(?:\.0+)?$", re.IGNORECASE)
SHORT_TEXT: Final = 60
"""Longest text that a one-line repr shows in full."""


class Status(StrEnum):
    """What a figure is worth: where it comes from and how sure it is."""

    OFFICIAL = "official"
    PUBLISHED = "published"
    DERIVED = "derived"
    ILLUSTRATIVE = "illustrative"
    OPEN = "open"


class Kind(StrEnum):
    """What the figures of a column are: what may be done with them."""

    COUNT = "count"
    """Persons, homes, places, hectares: may be added up and divided."""
    MEAN = "mean"
    """Per home, inhabitant or square kilometre."""
    SHARE = "share"
    """A part of the homes or inhabitants."""
    SCORE = "score"
    """A score, class or position."""


class Niveau(StrEnum):
    """A level at which places are divided, from the whole country down to the gemeente."""

    LAND = "land"
    PROVINCIE = "provincie"
    VEILIGHEIDSREGIO = "veiligheidsregio"
    GEMEENTE = "gemeente"


class Brief:
    """Mixin of large dataclasses (declared with ``repr=False``): a repr of one line, never all figures.

    A collection is told by its size, another value by its kind; small ones stand as they are.
    """

    def __repr__(self) -> str:
        assert is_dataclass(self), "a mixin of dataclasses"
        content = ", ".join(f"{f.name}={_short(getattr(self, f.name))}" for f in fields(self))
        return f"{type(self).__name__}({content})"


def _short(value: object) -> str:
    if value is None or isinstance(value, bool | int | float | Fraction | StrEnum | dt.date):
        return str(value)
    if isinstance(value, str):
        return repr(value if len(value) <= SHORT_TEXT else f"{value[:SHORT_TEXT]}…")
    if isinstance(value, Sized):
        return f"<{len(value)}>"
    return f"<{type(value).__name__}>"


@dataclass(frozen=True)
class Area:
    """Mark of a text in a model that names an area at a level; None is any level. A name becomes a code."""

    niveau: Niveau | None


Gemeente = Annotated[str, Area(Niveau.GEMEENTE)]
Provincie = Annotated[str, Area(Niveau.PROVINCIE)]
Gebied = Annotated[str, Area(None)]


class Frozen(BaseModel):
    """Base of all declared values: cannot change after reading, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)


class Grondslag(Frozen):
    """Legal or factual basis of one figure or rule."""

    bron: str
    """The document, in words: law, Staatscourant number, Kamerstuk, newspaper; docs/bronnen.md lists them."""
    passage: str | None = Field(default=None, validation_alias=AliasChoices("passage", "artikel"))
    """Where in the document: article, section, page, table or note."""
    url: str | None = None
    """Where the document was seen."""
    status: Status = Status.PUBLISHED
    """What the figure is worth."""
    reden: str | None = None
    """Why the figure is open, derived or illustrative."""


class Bron(Frozen):
    """Source of one column of figures."""

    kolom: str
    """Column name."""
    uitgever: str
    """Primary publisher."""
    tabel: str
    """Table id or title at the publisher."""
    peildatum: dt.date | None
    """Reference date of the figures; None when the source does not tell."""
    licentie: str
    """Licence, or the absence of one."""
    status: Status
    """What the figures are worth."""
    toelichting: str = ""
    """What a reader must know before using the figures."""
    toelichting_en: str = ""
    """The same in English; empty when nobody wrote it."""
    soort: Kind | None = None
    """What the figures are; None when nobody said, and then nothing is claimed."""
    eenheid: str = ""
    """Unit of the figures."""
    eenheid_en: str = ""
    """The same in English."""
    betekenis: str = ""
    """What the figures say."""
    betekenis_en: str = ""
    """The same in English."""
    maal: str = ""
    """Column to multiply a mean, share or score with to get a quantity; empty for inhabitants."""
    herleid_uit: str = ""
    """Column of outcomes that these figures were computed back from; empty for all other figures."""

    def told(self, field: Literal["toelichting", "eenheid", "betekenis"], lang: str) -> str:
        """A field in a language; in Dutch where nobody wrote it in another, that is worth more than none."""
        return getattr(self, f"{field}_{lang}", "") or str(getattr(self, field))


def gemeentecode(text: str) -> str:
    """Normalise a gemeentecode: ``34``, ``0034``, ``34.0`` and ``GM0034`` all become ``GM0034``.

    Raises
    ------
    ValueError
        When the text is no gemeentecode.
    """
    match_ = GEMEENTECODE.match(text.strip())
    if match_ is None:
        raise ValueError(text)
    return f"GM{int(match_.group(1)):04d}"
