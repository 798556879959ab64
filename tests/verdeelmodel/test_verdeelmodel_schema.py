"""models/schema.json is what the code says, and every shipped model fits it."""

import datetime as dt
import difflib
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from pydantic import create_model
from support.paths import ROOT

from verdeling.plan.rules.basis import Planregel
from verdeling.terms import Frozen
from verdeling.verdeelmodel.reader import load
from verdeling.verdeelmodel.regel import rule_kinds
from verdeling.verdeelmodel.schema import schema, schema_text

FILES = sorted((ROOT / "models").glob("*.yaml"))


def as_json(value):
    if isinstance(value, dict):
        return {k: as_json(v) for k, v in value.items()}
    if isinstance(value, list):
        return [as_json(v) for v in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def test_the_schema_file_is_in_step():
    wanted = schema_text().splitlines()
    found = (ROOT / "models/schema.json").read_text("utf-8").splitlines()
    diff = "\n".join(difflib.unified_diff(found, wanted, "models/schema.json", "generated", lineterm=""))
    assert not diff, f"write it again with: python tests/verdeelmodel/test_verdeelmodel_schema.py\n{diff}"


@pytest.mark.parametrize("path", FILES, ids=[p.stem for p in FILES])
def test_a_shipped_model_fits_the_schema_and_names_it(path: Path):
    text = path.read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=schema.json\n#\n# ")
    validator = jsonschema.Draft202012Validator(schema())
    assert not [e.message for e in validator.iter_errors(as_json(load(text, path.name).inhoud))]


@pytest.mark.parametrize(
    "change",
    [
        {"statuss": "open"},
        {"taken": {"asielopvang": {"sleutel": {"indicatro": "inwoners"}}}},
        {"taken": {"asielopvang": {"totaal": {"waarde": 3}}}},
        {"taken": {"asielopvang": {"niveaus": [{"niveau": "straat"}]}}},
        {"plan": {"regels": {"bestaat_niet": {}}}},
        {"grenzen": 2026},
    ],
)
@pytest.mark.parametrize("basis", [True, False])
def test_the_schema_refuses_what_the_reader_refuses(change: dict, basis: bool):
    model = {**change, **({"basis": "inwoners"} if basis else {})}
    validator = jsonschema.Draft202012Validator(schema())
    assert list(validator.iter_errors(model))


def test_two_classes_of_one_name_are_refused(monkeypatch):
    """Without the guard the later of two definitions would silently replace the other, for every model."""
    soorten = rule_kinds()
    monkeypatch.setattr("verdeling.verdeelmodel.schema.rule_kinds", lambda: soorten)

    def soort(naam: str, **velden: object) -> type[Planregel]:
        deel = create_model(naam, __base__=Frozen, **velden)
        return create_model("Proefregel", __base__=Planregel, delen=(tuple[deel, ...], ()))

    soorten["proef"] = soort("Getal", waarde=(Decimal, ...), grondslag=(str, ""))
    with pytest.raises(ValueError, match="two classes named Getal"):
        schema()
    soorten["proef"] = soort("Proefgetal", waarde=(Decimal, ...))
    assert {"Proefgetal", "Proefregel", "Getal"} <= set(schema()["$defs"])
    soorten["proef"] = create_model("Uitruil", __base__=Planregel, taak=(str, ...))
    with pytest.raises(ValueError, match="two classes named Uitruil"):
        schema()


def test_a_variant_needs_no_more_than_its_change():
    validator = jsonschema.Draft202012Validator(schema())
    assert not list(validator.iter_errors({"basis": "inwoners", "taken": {"asielopvang": {"eenheid": None}}}))
    assert list(validator.iter_errors({"taken": {"asielopvang": {"eenheid": "plaatsen"}}}))


if __name__ == "__main__":
    (ROOT / "models/schema.json").write_text(schema_text(), "utf-8")
