"""What this project says of a source is told in the language of the reader; titles stay as published."""

from __future__ import annotations

import html

import pytest

import verdeling
from verdeling.compare.tables import titel
from verdeling.insight.compare import Partij, vergelijk
from verdeling.texts.sources import SOURCES, source
from verdeling.verdeelmodel.catalogue import model_names

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
    assert "derived from the second-cycle table of 88,000 places" in text


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
    sides = [Partij(name, r.model, r.gegevens, r.indicatief) for name, r in results.items()]
    pair = vergelijk(sides)[0]
    assert titel(pair, "en").startswith("asylum reception: from inwoners")
    assert titel(pair, "nl").startswith("asielopvang: van inwoners")
