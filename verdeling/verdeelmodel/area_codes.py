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

from verdeling.errors import Probleem
from verdeling.inputs.names import Found, NameBook
from verdeling.inputs.register import LAATSTE_GRENZEN, read_register
from verdeling.terms import Area, Niveau
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.reader import Document, Pad
from verdeling.verdeelmodel.regel import Regel, known, rule_kind

CODE: Final = re.compile(r"GM\d{4}|PV\d{2}|VR\d{2}|NL01")


def to_codes(document: Document) -> None:
    """Replace every name of an area by its code; what names no area becomes a problem of the document."""
    document.inhoud = _Omzetting(document).waarde(Verdeelmodel, document.inhoud, ())


def code_of(tekst: str, niveau: Niveau | None) -> str | Probleem:
    """Code of an area at a level (None: any) given by name or code; joined gemeenten stay joined by ``+``."""
    delen = [_code(deel.strip(), niveau) for deel in tekst.split("+")]
    fout = next((d for d in delen if isinstance(d, Probleem)), None)
    return fout or "+".join(d for d in delen if isinstance(d, str))


def als_sleutel(naam: str, mapping: Mapping[str, Any]) -> str | None:
    """Key of a mapping by area code that a name of an area means; None when there is none."""
    if not mapping or not all(isinstance(k, str) and CODE.fullmatch(k) for k in mapping):
        return None
    codes = [code_of(naam, niveau) for niveau in (Niveau.GEMEENTE, Niveau.PROVINCIE)]
    return next((c for c in codes if isinstance(c, str) and c in mapping), None)


@cache
def _book() -> NameBook:
    return NameBook(read_register(), LAATSTE_GRENZEN)


def _code(tekst: str, niveau: Niveau | None) -> str | Probleem:
    if CODE.fullmatch(tekst):
        return tekst
    boek = _book()
    if niveau is Niveau.GEMEENTE:
        found = boek.gemeente(tekst)
    else:
        found = boek.provincie(tekst) if niveau is Niveau.PROVINCIE else boek.area(tekst)
    if isinstance(found, Found):
        oud = None if found.note is None else found.note.gegevens.get("oud")
        return str(oud or found.code)
    # A code that does not exist, or no more, is told where the boundaries are known.
    return str(found.gegevens["gm"]) if found.code in ("V132", "V134", "V135") else found


class _Omzetting:
    """Walks values and types together."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def waarde(self, soort: Any, waarde: Any, pad: Pad) -> Any:  # noqa: ANN401
        """The value with codes for names, read as a value of type `soort`."""
        if get_origin(soort) is Annotated:
            soort, *merken = get_args(soort)
            return self._marked(soort, merken, waarde, pad)
        if get_origin(soort) in (Union, UnionType):
            for keus in get_args(soort):
                waarde = self.waarde(keus, waarde, pad)
        elif isinstance(waarde, list) and get_origin(soort) is tuple:
            return [self.waarde(get_args(soort)[0], deel, (*pad, i)) for i, deel in enumerate(waarde)]
        elif isinstance(waarde, dict) and get_origin(soort) is dict:
            sleutel, deel = get_args(soort)
            return self._mapping(sleutel, deel, waarde, pad)
        elif isinstance(waarde, dict) and isinstance(soort, type) and issubclass(soort, BaseModel):
            return self._velden(soort, waarde, pad)
        return waarde

    def _marked(self, soort: Any, merken: list[Any], waarde: Any, pad: Pad) -> Any:  # noqa: ANN401
        gebied = next((m for m in merken if isinstance(m, Area)), None)
        if gebied is None or not isinstance(waarde, str | int) or isinstance(waarde, bool):
            return self.waarde(soort, waarde, pad)
        return self._code(gebied, str(waarde), pad)

    def _code(self, gebied: Area, tekst: str, pad: Pad) -> str:
        code = code_of(tekst, gebied.niveau)
        if isinstance(code, str):
            return code
        self._meld(code.op(self.document.waar(pad)))
        return tekst

    def _meld(self, probleem: Probleem) -> None:
        """Once: overrides make a document be read again."""
        if probleem not in self.document.problemen:
            self.document.problemen.append(probleem)

    def _velden(self, klasse: type[BaseModel], waarde: dict[str, Any], pad: Pad) -> dict[str, Any]:
        for naam, veld in klasse.model_fields.items():
            if naam in waarde:
                binnen = (*pad, naam)
                waarde[naam] = self._marked(veld.annotation, veld.metadata, waarde[naam], binnen)
        return waarde

    def _mapping(self, sleutel: Any, soort: Any, waarde: Mapping[str, Any], pad: Pad) -> dict[str, Any]:  # noqa: ANN401
        gebied = next((m for m in get_args(sleutel) if isinstance(m, Area)), None)
        is_regel = soort is Regel or Regel in get_args(soort)
        uit: dict[str, Any] = {}
        for naam, deel in waarde.items():
            binnen = (*pad, naam)
            van = soort if not is_regel else rule_kind(naam) if known(naam) else None
            deel = self.waarde(van, deel, binnen)
            code = naam if gebied is None else self._code(gebied, naam, binnen)
            if code in uit:
                plek = self.document.waar((*pad, code))
                self._meld(Probleem.van("V271", self.document.waar(binnen), naam=naam, gm=code, eerder=plek))
            if code != naam:
                self._hernoem(binnen, (*pad, code))
            uit[code] = deel
        return uit

    def _hernoem(self, oud: Pad, nieuw: Pad) -> None:
        plaatsen = self.document.plaatsen
        for p in [p for p in plaatsen if p[: len(oud)] == oud]:
            plaatsen.setdefault((*nieuw, *p[len(oud) :]), plaatsen[p])
