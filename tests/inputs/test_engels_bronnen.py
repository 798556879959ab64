"""What this project says of a source is told in the language of the reader; titles stay as published."""

from __future__ import annotations

import csv
import html
import re

import pytest
import yaml
from support.paths import ROOT

import verdeling
from verdeling.compare.tables import title_of
from verdeling.inputs.register import read_register
from verdeling.insight.compare import Party, compare_parties
from verdeling.texts.sources import SOURCES, source
from verdeling.verdeelmodel.catalogue import load_model, model_names, models_folder
from verdeling.verdeelmodel.checks import grondslagen

DUTCH = [nl for nl, en in SOURCES.items() if nl != en]


@pytest.mark.parametrize("model", model_names())
def test_an_english_explanation_of_a_shipped_model_has_no_dutch_remark_on_a_source(model):
    result = verdeling.run(model, plan=False)
    first = result.indicatief.codes[0]
    text = "\n".join(part.tekst("en") for part in result.uitleg(first))
    assert [nl for nl in DUTCH if nl in text] == []


def test_an_english_report_has_no_dutch_remark_on_a_source(tmp_path):
    result = verdeling.run("spreidingswet-2026", plan=False)
    result.schrijf(tmp_path / "uit", "en")
    text = html.unescape((tmp_path / "uit" / "report.html").read_text("utf-8"))
    assert [nl for nl in DUTCH if nl in text] == []
    assert "derived from SES-WOA per PC4 (CBS, maatwerk 2024/24) and the gemeente of each PC4" in text


WOORDEN = re.compile(
    r"\b(de|het|een|van|en|bij|met|op|zijn|niet|voor|naar|volgens|uit|door|zoals|als|dat|die|aan|tot|waar|ook|geen"
    r"|wordt|te|maar|om|samen|plaatsen|januari|februari|juni|juli|eerste|tweede|rijk|elke?|aantal)\b",
    re.IGNORECASE,
)
"""Words that no English sentence has."""
TITELS = (
    *re.findall(r"^\| ([^|]+\(.*\d{4}\)) \| ", (ROOT / "docs/bronnen.md").read_text("utf-8"), re.M),
    *(
        "Bevolking per gemeente op 1 januari",
        "Kerncijfers wijken en buurten",
        "Opvangplaatsen per gemeente, november",
    ),
    *(
        "Uitvoeringsagenda flexibilisering van de asielopvang",
        "Stcrt.",
        "NH Nieuws",
        "Ministerie van Justitie en",
    ),
    *("Centraal Bureau voor de Statistiek", "Regeling specifieke uitkeringen", "With geen"),
    *sorted((g.naam for g in read_register().gemeenten), key=len, reverse=True),
    *sorted(model_names(), key=len, reverse=True),
)
"""Titles as their publisher wrote them, names of gemeenten and models, and a word of a model file."""


def nederlands(text: str) -> list[str]:
    for name in TITELS:
        text = text.replace(name, "")
    return WOORDEN.findall(text)


@pytest.mark.parametrize("model", model_names())
def test_every_basis_of_a_shipped_model_has_an_english_text(model):
    for pad, basis in grondslagen(load_model(model)):
        text = source(", ".join(part for part in (basis.bron, basis.passage) if part), "en")
        assert nederlands(text) == [], (pad, text)


@pytest.mark.parametrize("file", sorted(models_folder().glob("*.yaml")), ids=lambda p: p.stem)
def test_every_text_of_a_shipped_model_stands_in_both_languages(file):
    def walk(value):
        if isinstance(value, dict):
            if "nl" in value or "en" in value:
                yield value
            for part in value.values():
                yield from walk(part)
        elif isinstance(value, list):
            for part in value:
                yield from walk(part)

    for text in walk(yaml.safe_load(file.read_text("utf-8"))):
        assert text.keys() >= {"nl", "en"}, text
        assert nederlands(text["en"]) == [], text


@pytest.mark.parametrize("file", ["cbs", "gemeenten"])
def test_every_source_of_a_shipped_column_has_an_english_text(file):
    with (ROOT / "data" / file / "bronnen.csv").open(encoding="utf-8", newline="") as rows:
        shown = [row for row in csv.DictReader(rows) if row["soort"]]
    assert shown
    for row in shown:
        told = [source(row[k], "en") for k in ("uitgever", "tabel", "licentie")]
        assert nederlands(" ".join([*told, row["toelichting_en"]])) == [], row
        assert bool(row["toelichting"]) == bool(row["toelichting_en"]), row


def test_the_reason_of_an_exemption_is_told_in_english():
    regel = load_model("noord-brabant-rest-2024").plan.regels["vrijstelling"]
    assert [nederlands(source(reden, "en")) for reden in regel.gemeenten.values()] == [[], []]


def test_a_title_stays_as_published_and_dutch_stays_dutch():
    for text in (
        "Spreidingswet (Stb. 2024, 12)",
        "Capaciteitsraming 2024, Stcrt. 2024, 3320",
        "mijn eigen bron",
    ):
        assert source(text, "en") == text
    assert [nl for nl in DUTCH if source(nl, "nl") != nl] == []


def test_an_english_comparison_names_the_task_in_english():
    results = {name: verdeling.run(name, plan=False) for name in ("inwoners", "huishoudens")}
    sides = [Party(name, r.model, r.gegevens, r.indicatief) for name, r in results.items()]
    pair = compare_parties(sides)[0]
    assert title_of(pair, "en").startswith("asylum reception: from inwoners")
    assert title_of(pair, "nl").startswith("asielopvang: van inwoners")
