"""What a task declares: its total, key, levels, rounding and parts."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Discriminator, Field, PlainSerializer, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from verdeling.terms import Frozen, Gebied, Grondslag, Niveau

_BREUK: Final = re.compile(r"[-+]?\d{1,30}(?:\.\d{1,30}|/\d{1,30})?", re.ASCII)
"""No exponents and a bounded length: ``1e999999999`` would fill the memory."""


def _breuk(value: Any) -> Fraction:  # noqa: ANN401
    if isinstance(value, Fraction):
        return value
    exact = not isinstance(value, bool) and isinstance(value, int | str | Decimal)
    if not exact or not _BREUK.fullmatch(format(value, "f") if isinstance(value, Decimal) else str(value)):
        raise PydanticCustomError("getal", "geen exact getal")
    try:
        return Fraction(value)
    except ZeroDivisionError:
        raise PydanticCustomError("getal", "geen exact getal") from None


Breuk = Annotated[
    Fraction,
    BeforeValidator(_breuk),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?\d+([./]\d+)?$"}]}),
]
"""An exact number: 3, 0.4 or 2/3."""


class Methode(StrEnum):
    """How quotas become whole numbers (see :mod:`verdeling.sleutel.apportionment`)."""

    HALF_OP = "half_op"
    OMLAAG = "omlaag"
    OMHOOG = "omhoog"
    GROOTSTE_REST = "grootste_rest"
    WEBSTER = "webster"
    DHONDT = "dhondt"
    HUNTINGTON_HILL = "huntington_hill"
    ADAMS = "adams"


class Volgorde(StrEnum):
    """Who goes first when quotas tie."""

    CODE = "code"
    GROOTSTE = "grootste"
    KLEINSTE = "kleinste"


class Getal(Frozen):
    """A number with its basis."""

    waarde: Breuk
    grondslag: Grondslag


class Indicator(Frozen):
    """The value of an indicator column for each gemeente."""

    indicator: str
    """Column name in the data."""
    peildatum: dt.date | None = None
    """Reference date of the figures; may be left out for a column that exists for one date only."""


class Constante(Frozen):
    """The same number for every gemeente."""

    getal: Breuk


class Som(Frozen):
    """Sum of expressions."""

    som: tuple[Uitdrukking, ...] = Field(min_length=1)


class Product(Frozen):
    """Product of expressions."""

    product: tuple[Uitdrukking, ...] = Field(min_length=1)


class Aandeel(Frozen):
    """Share of each gemeente in the sum over all gemeenten; adds up to 1."""

    aandeel: Uitdrukking


class Term(Frozen):
    """One term of a mixture: a weight and what it weighs."""

    gewicht: Breuk
    van: Uitdrukking


class Mengsel(Frozen):
    """Weighted mixture of shares: sum of gewicht × aandeel(van)."""

    mengsel: tuple[Term, ...] = Field(min_length=1)


class Grenzen(Frozen):
    """An expression held between a floor and a ceiling."""

    van: Uitdrukking
    minstens: Uitdrukking | None = None
    hoogstens: Uitdrukking | None = None


class Begrens(Frozen):
    """Element by element: max(minstens, min(hoogstens, van))."""

    begrens: Grenzen


class Omgekeerd(Frozen):
    """1 / value, rounded half-up to a declared number of decimals so that it stays exact."""

    omgekeerd: Uitdrukking
    decimalen: int = Field(ge=0, le=12)


BEWERKINGEN: Final = ("indicator", "getal", "som", "product", "aandeel", "mengsel", "begrens", "omgekeerd")
"""The key that tells which operation an expression is; exactly one stands in each expression."""


def _bewerking(value: Any) -> str | None:  # noqa: ANN401
    """Tag of the operation that an expression names; None when it names none or several."""
    namen = value.keys() if isinstance(value, dict) else getattr(type(value), "model_fields", {}).keys()
    gevonden = [naam for naam in BEWERKINGEN if naam in namen]
    return f"#{gevonden[0]}" if len(gevonden) == 1 else None


Uitdrukking = Annotated[
    Annotated[Indicator, Tag("#indicator")]
    | Annotated[Constante, Tag("#getal")]
    | Annotated[Som, Tag("#som")]
    | Annotated[Product, Tag("#product")]
    | Annotated[Aandeel, Tag("#aandeel")]
    | Annotated[Mengsel, Tag("#mengsel")]
    | Annotated[Begrens, Tag("#begrens")]
    | Annotated[Omgekeerd, Tag("#omgekeerd")],
    Discriminator(_bewerking, custom_error_type="bewerking", custom_error_message="geen bewerking"),
]
"""A key: a closed set of operations, never evaluated as code."""


class Verdeelniveau(Frozen):
    """One level of the division."""

    niveau: Niveau
    afronding: Methode = Methode.GROOTSTE_REST
    """How quotas at this level become whole numbers."""
    keten: bool = False
    """True: the next level divides the unrounded quota of this level, not the rounded figure."""
    sleutel: Uitdrukking | None = None
    """Another key for this level; areas above gemeente weigh the sum over their gemeenten, except that a key
    which is a plain constant counts each area once."""
    gegeven: dict[Gebied, Getal] | None = None
    """Given totals by area code; they replace the quota at this level."""
    rest_naar: Gebied | None = None
    """Area code inside each parent that receives what rounding leaves over."""
    volgorde: Volgorde = Volgorde.CODE
    """Order in which ties are resolved."""
    grondslag: Grondslag | None = None


class DelenAfronding(StrEnum):
    """How parts of a task are rounded."""

    LOS = "los"
    GECONTROLEERD = "gecontroleerd"


class Delen(Frozen):
    """Parts inside a task, such as amv inside asielopvang; what is left is called `rest`."""

    totalen: dict[str, Getal] = Field(min_length=1)
    """National total of each part."""
    rest: str = "regulier"
    """Name of what remains."""
    afronding: DelenAfronding = DelenAfronding.LOS
    """los: each part half-up on its own; gecontroleerd: rows and columns both add up, and ties follow the
    `volgorde` of the gemeenten."""


class Taak(Frozen):
    """One task: a total, a key and the levels over which it is divided."""

    eenheid: str = "plaatsen"
    totaal: Getal | None = None
    """National total; may be left out when totals are given at the first level."""
    sleutel: Uitdrukking
    grondslag: Grondslag
    """Basis of the key."""
    niveaus: tuple[Verdeelniveau, ...] = Field(min_length=1)
    delen: Delen | None = None
