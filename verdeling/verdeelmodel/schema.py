"""JSON Schema of a model file, for editors and for readers in other languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from verdeling.terms import Frozen
from verdeling.verdeelmodel.description import beschrijf
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.operation import kinds
from verdeling.verdeelmodel.periode import JAAR_ERVOOR, PERIODE, Reeks, Voorraad
from verdeling.verdeelmodel.regel import rule_kinds

_REF = "#/$defs/{model}"
_HOUDERS = ("Verdeelmodel", "Taak", "Delen", "Planopdracht", "Tijdopdracht")
"""Definitions that a variant fills partly; all others are replaced as a whole (see :mod:`layers`)."""


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a model file, with all rule kinds.

    A file with `basis` is a variant: in the mappings that merge nothing is required, and null removes a key.
    """
    bewerkingen, regels = kinds(), rule_kinds()
    beschrijf()  # of every class, so after all of them are imported
    vol = Verdeelmodel.model_json_schema(ref_template=_REF)
    defs: dict[str, Any] = vol.pop("$defs")
    defs["Verdeelmodel"] = vol
    for bewerking in bewerkingen.values():
        _add_class(defs, bewerking)
    vol["required"].remove("naam")  # the file name is the default
    defs.pop("Regel", None)
    soorten: dict[str, Any] = {}
    for soort, klasse in sorted(regels.items()):
        _add_class(defs, klasse)
        soorten[soort] = {"anyOf": [{"$ref": _REF.format(model=klasse.__name__)}, {"type": "null"}]}
    _open_values(vol, defs)
    defs["Planopdracht"]["properties"]["regels"] = {
        "type": "object",
        "properties": soorten,
        "additionalProperties": False,
    }
    houders = [*_HOUDERS, *(klasse.__name__ for klasse in regels.values())]
    for naam in houders:
        _add(defs, f"Variant{naam}", _variant(defs[naam], houders))
    defs["VariantVerdeelmodel"]["properties"]["basis"] = {"type": "string"}
    sleutel = [{"$ref": _REF.format(model=klasse.__name__)} for klasse in kinds().values()]
    gevuld = json.dumps(defs).replace('"oneOf": []', f'"oneOf": {json.dumps(sleutel)}')
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Verdeelmodel",
        "if": {"required": ["basis"]},
        "then": {"$ref": "#/$defs/VariantVerdeelmodel"},
        "else": {"$ref": "#/$defs/Verdeelmodel"},
        "$defs": json.loads(gevuld),
    }


def _add_class(defs: dict[str, Any], klasse: type[Frozen]) -> None:
    eigen = klasse.model_json_schema(ref_template=_REF)
    for naam, definitie in [*eigen.pop("$defs", {}).items(), (klasse.__name__, eigen)]:
        _add(defs, naam, definitie)


def _add(defs: dict[str, Any], naam: str, definitie: dict[str, Any]) -> None:
    """Add a definition; the same one may come twice, another one of that name would silently replace it."""
    if defs.setdefault(naam, definitie) != definitie:
        raise ValueError(f"two classes named {naam} would share one definition in the schema; rename one")


def _open_values(vol: dict[str, Any], defs: dict[str, Any]) -> None:
    """What a file may leave to its half-year or to a stock-flow, and what only loading fills in."""
    for klasse in (Reeks, Voorraad):
        _add(defs, klasse.__name__, klasse.model_json_schema())
        defs["Taak"]["properties"]["totaal"]["anyOf"].append({"$ref": _REF.format(model=klasse.__name__)})
    defs["Indicator"]["properties"]["peildatum"]["anyOf"].append({"const": JAAR_ERVOOR})
    grenzen = vol["properties"]["grenzen"]
    vol["properties"]["grenzen"] = {"anyOf": [grenzen, {"const": PERIODE}]}
    del vol["properties"]["opgelost"], defs["Opgelost"]
    del vol["properties"]["aangepast"], defs["Aangepast"], defs["Wijziging"]


def _variant(definitie: dict[str, Any], houders: list[str]) -> dict[str, Any]:
    tekst = json.dumps({k: v for k, v in definitie.items() if k != "required"})
    for naam in houders:
        tekst = tekst.replace(f'"{_REF.format(model=naam)}"', f'"{_REF.format(model="Variant" + naam)}"')
    variant: dict[str, Any] = json.loads(tekst)
    variant["properties"] = {
        naam: {"anyOf": [veld, {"type": "null"}]} for naam, veld in variant["properties"].items()
    }
    return variant


def schema_text() -> str:
    """The schema as it stands in `models/schema.json`."""
    return json.dumps(schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def write_schema(pad: Path) -> None:
    """Write the schema to a file."""
    pad.write_text(schema_text(), encoding="utf-8")
