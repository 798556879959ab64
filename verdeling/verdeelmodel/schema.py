"""JSON Schema of a model file, for editors and for readers in other languages."""

from __future__ import annotations

import json
from typing import Any

from verdeling.terms import Frozen
from verdeling.verdeelmodel.description import describe_model
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.operation import kinds
from verdeling.verdeelmodel.periode import DAYS, PERIODE, YEAR_BEFORE, Reeks, Voorraad
from verdeling.verdeelmodel.regel import rule_kinds

_REF = "#/$defs/{model}"
_HOLDERS = ("Verdeelmodel", "Taak", "Delen", "Planopdracht", "Tijdopdracht", "Termijn")
"""Definitions that a variant fills partly; all others are replaced as a whole (see :mod:`layers`)."""


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a model file, with all rule kinds.

    A file with `basis` is a variant: in the mappings that merge nothing is required, and null removes a key.
    """
    operations, rules = kinds(), rule_kinds()
    describe_model()  # of every class, so after all of them are imported
    full = Verdeelmodel.model_json_schema(ref_template=_REF)
    defs: dict[str, Any] = full.pop("$defs")
    defs["Verdeelmodel"] = full
    for operation in operations.values():
        _add_class(defs, operation)
    full["required"].remove("naam")  # the file name is the default
    defs.pop("Regel", None)
    sorts: dict[str, Any] = {}
    for kind, class_ in sorted(rules.items()):
        _add_class(defs, class_)
        sorts[kind] = {"anyOf": [{"$ref": _REF.format(model=class_.__name__)}, {"type": "null"}]}
    _open_values(full, defs)
    defs["Planopdracht"]["properties"]["regels"] = {
        "type": "object",
        "properties": sorts,
        "additionalProperties": False,
    }
    holders = [*_HOLDERS, *(class_.__name__ for class_ in rules.values())]
    for name in holders:
        _add(defs, f"Variant{name}", _variant(defs[name], holders))
    defs["VariantVerdeelmodel"]["properties"]["basis"] = {"type": "string"}
    sleutel = [{"$ref": _REF.format(model=class_.__name__)} for class_ in kinds().values()]
    filled = json.dumps(defs).replace('"oneOf": []', f'"oneOf": {json.dumps(sleutel)}')
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Verdeelmodel",
        "if": {"required": ["basis"]},
        "then": {"$ref": "#/$defs/VariantVerdeelmodel"},
        "else": {"$ref": "#/$defs/Verdeelmodel"},
        "$defs": json.loads(filled),
    }


def _add_class(defs: dict[str, Any], class_: type[Frozen]) -> None:
    own = class_.model_json_schema(ref_template=_REF)
    for name, definitie in [*own.pop("$defs", {}).items(), (class_.__name__, own)]:
        _add(defs, name, definitie)


def _add(defs: dict[str, Any], name: str, definitie: dict[str, Any]) -> None:
    """Add a definition; the same one may come twice, another one of that name would silently replace it."""
    if defs.setdefault(name, definitie) != definitie:
        raise ValueError(f"two classes named {name} would share one definition in the schema; rename one")


def _open_values(full: dict[str, Any], defs: dict[str, Any]) -> None:
    """What a file may leave to its half-year or to a stock-flow, and what only loading fills in."""
    for class_ in (Reeks, Voorraad):
        _add(defs, class_.__name__, class_.model_json_schema())
        defs["Taak"]["properties"]["totaal"]["anyOf"].append({"$ref": _REF.format(model=class_.__name__)})
    defs["Indicator"]["properties"]["peildatum"]["anyOf"].append({"const": YEAR_BEFORE})
    day = defs["Termijn"]["properties"]["datum"]
    defs["Termijn"]["properties"]["datum"] = {"anyOf": [day, {"enum": list(DAYS)}]}
    limits = full["properties"]["grenzen"]
    full["properties"]["grenzen"] = {"anyOf": [limits, {"const": PERIODE}]}
    del full["properties"]["opgelost"], defs["Opgelost"]
    del defs["Totaal"]["properties"]["verloop"], defs["Halfjaarcijfer"]
    del full["properties"]["aangepast"], defs["Aangepast"], defs["Wijziging"]
    del full["properties"]["met_de_hand"], defs["ByHand"]


def _variant(definitie: dict[str, Any], holders: list[str]) -> dict[str, Any]:
    text = json.dumps({k: v for k, v in definitie.items() if k != "required"})
    for name in holders:
        text = text.replace(f'"{_REF.format(model=name)}"', f'"{_REF.format(model="Variant" + name)}"')
    variant: dict[str, Any] = json.loads(text)
    variant["properties"] = {
        name: {"anyOf": [field, {"type": "null"}]} for name, field in variant["properties"].items()
    }
    return variant


def schema_text() -> str:
    """The schema as it stands in `models/schema.json`."""
    return json.dumps(schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
