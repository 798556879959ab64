"""Names of areas in a raw model become codes, file by file: a variant and its basis mean the same area.

The types of the fields say where an area stands (:data:`~verdeling.terms.Gemeente` and its kin). A name from
before a herindeling becomes its own old code; the check of the plan tells when that is not there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from pydantic import BaseModel

from verdeling.errors import Problem
from verdeling.inputs.names import Found, NameBook
from verdeling.inputs.register import LAATSTE_GRENZEN, read_register
from verdeling.terms import Area, Niveau
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.reader import Document, Pad
from verdeling.verdeelmodel.regel import Regel, known, rule_kind

CODE: Final = re.compile(r"GM\d{4}|PV\d{2}|VR\d{2}|NL01")


def to_codes(document: Document) -> None:
    """Replace every name of an area by its code; what names no area becomes a problem of the document."""
    document.inhoud = _Conversion(document).waarde(Verdeelmodel, document.inhoud, ())


def code_of(text: str, niveau: Niveau | None) -> str | Problem:
    """Code of an area at a level (None: any) given by name or code; joined gemeenten stay joined by ``+``."""
    parts = [_code(part.strip(), niveau) for part in text.split("+")]
    error = next((d for d in parts if isinstance(d, Problem)), None)
    return error or "+".join(d for d in parts if isinstance(d, str))


def as_key(naam: str, mapping: Mapping[str, Any]) -> str | None:
    """Key of a mapping by area code that a name of an area means; None when there is none."""
    if not mapping or not all(isinstance(k, str) and CODE.fullmatch(k) for k in mapping):
        return None
    codes = [code_of(naam, niveau) for niveau in (Niveau.GEMEENTE, Niveau.PROVINCIE)]
    return next((c for c in codes if isinstance(c, str) and c in mapping), None)


@cache
def _book() -> NameBook:
    return NameBook(read_register(), LAATSTE_GRENZEN)


def _code(text: str, niveau: Niveau | None) -> str | Problem:
    if CODE.fullmatch(text):
        return text
    book = _book()
    if niveau is Niveau.GEMEENTE:
        found = book.gemeente(text)
    else:
        found = book.provincie(text) if niveau is Niveau.PROVINCIE else book.area(text)
    if isinstance(found, Found):
        old = None if found.note is None else found.note.gegevens.get("oud")
        return str(old or found.code)
    # A code that does not exist, or no more, is told where the boundaries are known.
    return str(found.gegevens["gm"]) if found.code in ("V132", "V134", "V135") else found


class _Conversion:
    """Walks values and types together."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def waarde(self, kind: Any, value: Any, pad: Pad) -> Any:  # noqa: ANN401
        """The value with codes for names, read as a value of type `kind`."""
        if get_origin(kind) is Annotated:
            kind, *marks = get_args(kind)
            return self._marked(kind, marks, value, pad)
        if get_origin(kind) in (Union, UnionType):
            for choice in get_args(kind):
                value = self.waarde(choice, value, pad)
        elif isinstance(value, list) and get_origin(kind) is tuple:
            return [self.waarde(get_args(kind)[0], part, (*pad, i)) for i, part in enumerate(value)]
        elif isinstance(value, dict) and get_origin(kind) is dict:
            sleutel, part = get_args(kind)
            return self._mapping(sleutel, part, value, pad)
        elif isinstance(value, dict) and isinstance(kind, type) and issubclass(kind, BaseModel):
            return self._velden(kind, value, pad)
        return value

    def _marked(self, kind: Any, marks: list[Any], value: Any, path: Pad) -> Any:  # noqa: ANN401
        area = next((m for m in marks if isinstance(m, Area)), None)
        if area is None or not isinstance(value, str | int) or isinstance(value, bool):
            return self.waarde(kind, value, path)
        return self._code(area, str(value), path)

    def _code(self, area: Area, text: str, path: Pad) -> str:
        code = code_of(text, area.niveau)
        if isinstance(code, str):
            return code
        self._meld(code.op(self.document.waar(path)))
        return text

    def _meld(self, problem: Problem) -> None:
        """Once: overrides make a document be read again."""
        if problem not in self.document.problemen:
            self.document.problemen.append(problem)

    def _velden(self, class_: type[BaseModel], value: dict[str, Any], path: Pad) -> dict[str, Any]:
        for name, field in class_.model_fields.items():
            if name in value:
                inside = (*path, name)
                value[name] = self._marked(field.annotation, field.metadata, value[name], inside)
        return value

    def _mapping(self, sleutel: Any, kind: Any, value: Mapping[str, Any], path: Pad) -> dict[str, Any]:  # noqa: ANN401
        area = next((m for m in get_args(sleutel) if isinstance(m, Area)), None)
        is_rule = kind is Regel or Regel in get_args(kind)
        out: dict[str, Any] = {}
        for name, part in value.items():
            inside = (*path, name)
            van = kind if not is_rule else rule_kind(name) if known(name) else None
            part = self.waarde(van, part, inside)
            code = name if area is None else self._code(area, name, inside)
            if code in out:
                spot = self.document.waar((*path, code))
                self._meld(Problem.van("V271", self.document.waar(inside), naam=name, gm=code, eerder=spot))
            if code != name:
                self._rename(inside, (*path, code))
            out[code] = part
        return out

    def _rename(self, old: Pad, new: Pad) -> None:
        places = self.document.plaatsen
        for p in [p for p in places if p[: len(old)] == old]:
            places.setdefault((*new, *p[len(old) :]), places[p])
