"""The line under a title is for people: words for parameters, and what of a sum is assumed."""

from __future__ import annotations

import pytest

import verdeling
from verdeling.texts.sources import source
from verdeling.verdeelmodel.catalogue import dump_model, load_model, read_model

SUM = "4 halfjaren, 2026-1 tot en met 2027-2 (1 bekend, 3 aangenomen)"


def test_a_sum_over_half_years_says_how_many_are_known_and_how_many_assumed():
    """Of 2026-1 the number is known (15,000); the model takes the same for the three after it."""
    model = load_model("samen-2026")
    assert model.aangepast.zin("nl").endswith(f"; {SUM}.")
    assert model.aangepast.zin("en").endswith("; 4 half-years, 2026-1 up to 2027-2 (1 known, 3 assumed).")
    grondslag = model.taken["taakstelling"].totaal.grondslag
    told = f"{grondslag.bron}, {grondslag.passage}"
    assert told == (
        "Landelijke taakstelling van opeenvolgende halfjaren, "
        "2026-1 – 2027-2: 4 halfjaren, waarvan bekend 1, aangenomen 3"
    )
    assert source(told, "en") == (
        "National housing task of consecutive half-years, "
        "2026-1 – 2027-2: 4 half-years, of which known 1, assumed 3"
    )
    assert read_model(dump_model(model)) == model


def test_a_single_half_year_keeps_its_own_source():
    grondslag = load_model("taakstelling", ["periode=2026-1"]).taken["taakstelling"].totaal.grondslag
    assert grondslag.bron == "Landelijke taakstelling 2026-1, vastgesteld"


def test_an_explanation_says_over_how_many_half_years_a_figure_is():
    result = verdeling.run("samen-2026", plan=False)
    (told,) = result.uitleg("Deventer", "taakstelling")
    assert "Uitkomst: 347 personen over 4 halfjaren" in told.tekst()


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("samenwerking.straal_km=5", "samenwerking binnen 5 km"),
        ("uitkering.per_plaats=1500", "uitkering van 1.500 euro per plaats"),
        ("locatieomvang.minimum=50", "locaties van minstens 50 plaatsen"),
    ],
)
def test_a_parameter_of_the_plan_is_told_in_words(setting, words):
    model = load_model("spreidingswet-2026", [f"plan.regels.{setting}"])
    assert model.aangepast.zin("nl") == f"Aangepast van spreidingswet-2026: {words}."
