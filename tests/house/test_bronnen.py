"""Every published number says from which document, of which date, and where in it."""

import csv
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from support.paths import ROOT

PAGE = (ROOT / "docs/bronnen.md").read_text("utf-8")
DOCUMENTS = dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \| ", PAGE, re.M))
SEEDS = {
    "Bestuurlijke afspraken doorstroom migratie (26 augustus 2022)",
    "Brief aanpak crisisnoodopvang (juni 2022)",
    "Raadsmededeling Deventer (december 2022)",
    "Regionaal transitieplan IJsselland (december 2022)",
    "VNG-ledenbrief over asielopvang en huisvesting (juni 2022)",
    "Brief van de staatssecretaris van Justitie en Veiligheid (november 2022)",
}
"""The five reference documents; the transition plan is a part of the council note."""
MODELS = sorted(p.name for p in (ROOT / "models").glob("*.yaml"))
ROWS = sorted(
    p.relative_to(ROOT).as_posix()
    for p in (ROOT / "data").glob("*/*.csv")
    if p.name != "bronnen.csv" and "bron" in p.read_text("utf-8").partition("\n")[0].split(",")
)
"""Tables of which every row has a source of its own."""


def grondslagen(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        if "bron" in value:
            yield path, value
        for key, part in value.items():
            yield from grondslagen(part, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for i, part in enumerate(value):
            yield from grondslagen(part, f"{path}.{i}")


def test_the_reference_documents_stand_in_the_list_with_their_dates():
    assert DOCUMENTS.keys() >= SEEDS
    for title in SEEDS:
        year = re.findall(r"\d{4}", title)[-1]
        assert DOCUMENTS[title].startswith(year), title


@pytest.mark.parametrize("name", MODELS)
def test_no_published_number_of_a_model_lacks_its_document_and_passage(name: str):
    # A grondslag without a status is a published one.
    found = dict(grondslagen(yaml.safe_load((ROOT / "models" / name).read_text("utf-8"))))
    published = {p: g for p, g in found.items() if g.get("status", "published") in ("published", "official")}
    assert {p: g["bron"] for p, g in published.items() if g["bron"] not in DOCUMENTS} == {}
    assert {p: g["bron"] for p, g in published.items() if not g.get("passage")} == {}


@pytest.mark.parametrize("path", ROWS)
def test_no_published_row_of_the_data_lacks_its_document_and_passage(path: str):
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row.get("status", "published") in ("published", "official"):
            assert row["bron"].startswith("http") or row["bron"] in DOCUMENTS, row
            assert row["passage"], row


@pytest.mark.parametrize("folder", ["cbs", "gemeenten"])
def test_no_published_column_of_the_data_lacks_publisher_and_table(folder: str):
    with (ROOT / "data" / folder / "bronnen.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["status"] in ("published", "official"):
                assert row["uitgever"], row
                assert row["tabel"], row


@pytest.mark.parametrize("name", MODELS)
def test_every_document_of_the_five_is_cited_under_its_own_title(name: str):
    """No number of these documents stands under a year or a name that is not theirs."""
    text = (ROOT / "models" / name).read_text("utf-8")
    for wrong in (
        "transitieplan IJsselland (2023)",
        "Raadsmededeling Deventer (2023)",
        "Uitvoeringsagenda (2022)",
    ):
        assert wrong not in text
