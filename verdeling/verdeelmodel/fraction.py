"""An exact number in a model: 3, 0.4 or 2/3."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

_FRACTION: Final = re.compile(r"[-+]?\d{1,30}(?:\.\d{1,30}|/\d{1,30})?", re.ASCII)
"""No exponents and a bounded length: ``1e999999999`` would fill the memory."""

AMBIGUOUS: Final = re.compile(r"[-+]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
"""``88.000`` is 88 to a computer and 88 000 to a Dutch reader."""


def _fraction(value: Any) -> Fraction:  # noqa: ANN401
    if isinstance(value, Fraction):
        return value
    exact = not isinstance(value, bool) and isinstance(value, int | str | Decimal)
    if not exact or not _FRACTION.fullmatch(format(value, "f") if isinstance(value, Decimal) else str(value)):
        raise PydanticCustomError("getal", "geen exact getal")
    if isinstance(value, str) and AMBIGUOUS.fullmatch(value):
        raise PydanticCustomError("dubbelzinnig", "duizendtal of decimalen")
    try:
        return Fraction(value)
    except ZeroDivisionError:
        raise PydanticCustomError("getal", "geen exact getal") from None


Ratio = Annotated[
    Fraction,
    BeforeValidator(_fraction),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?\d+([./]\d+)?$"}]}),
]
"""An exact number: 3, 0.4 or 2/3."""
