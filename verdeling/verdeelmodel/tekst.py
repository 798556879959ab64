"""A text of a model, in both languages."""

from __future__ import annotations

from typing import Any

from pydantic import GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from verdeling.terms import Frozen
from verdeling.texts import LANGS


class Tekst(Frozen):
    """A text in both languages; of a text in one language the other is the same."""

    nl: str
    en: str

    @model_validator(mode="before")
    @classmethod
    def _other_language(cls, data: Any) -> Any:  # noqa: ANN401
        if not isinstance(data, dict) or not (
            given := {t: data[t] for t in LANGS if data.get(t) is not None}
        ):
            return data
        first = next(iter(given.values()))
        return {**data, **{t: given.get(t, first) for t in LANGS}}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        shape = handler.resolve_ref_schema(handler(core_schema))
        del shape["required"]
        return shape | {"minProperties": 1}
