"""The words of an explanation: keys as formulas, numbers in full, and a sum that a reader can redo."""

import re
from fractions import Fraction

import pytest

import verdeling
from verdeling.errors import DataError, ModelError
from verdeling.insight.search import find_gemeente, search_gemeente
from verdeling.texts import number_shown
from verdeling.verdeelmodel.operations.aandeel import Aandeel
from verdeling.verdeelmodel.operations.begrens import Begrens, Grenzen
from verdeling.verdeelmodel.operations.getal import Constante
from verdeling.verdeelmodel.operations.indicator import Indicator
from verdeling.verdeelmodel.operations.mengsel import Mengsel, Term
from verdeling.verdeelmodel.operations.omgekeerd import Omgekeerd
from verdeling.verdeelmodel.operations.product import Product
from verdeling.verdeelmodel.operations.som import Som
from verdeling.verdeelmodel.words import formule

A, B, EEN = Indicator(indicator="a"), Indicator(indicator="b"), Constante(getal=Fraction(1))


@pytest.mark.parametrize(
    ("key", "dutch", "english"),
    [
        (A, "a", "a"),
        (Product(product=(A, Som(som=(EEN, B)))), "a × (1 + b)", "a × (1 + b)"),
        (Som(som=(A, B)), "a + b", "a + b"),
        (Aandeel(aandeel=Som(som=(A, B))), "aandeel[a + b]", "share[a + b]"),
        (
            Mengsel(mengsel=(Term(gewicht=Fraction(1, 4), van=A), Term(gewicht=Fraction(3, 4), van=B))),
            "0,25 × aandeel[a] + 0,75 × aandeel[b]",
            "0.25 × share[a] + 0.75 × share[b]",
        ),
        (
            Begrens(begrens=Grenzen(van=A, minstens=EEN, hoogstens=B)),
            "begrensd[a; ≥ 1; ≤ b]",
            "bounded[a; ≥ 1; ≤ b]",
        ),
        (Omgekeerd(omgekeerd=Som(som=(A, EEN)), decimalen=2), "1/(a + 1)", "1/(a + 1)"),
    ],
)
def test_a_key_reads_as_a_formula(key, dutch, english):
    assert formule(key, "nl") == dutch
    assert formule(key, "en") == english


def test_a_formula_is_filled_with_the_values_of_a_gemeente():
    key = Product(product=(A, Som(som=(EEN, B))))
    values = {"a": Fraction(104301), "b": Fraction(-2264, 10**6)}
    assert formule(key, "nl", values) == "104.301 × (1 + (−0,002264))"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(5), "5"),
        (Fraction(5, 2), "2,5"),
        (Fraction(1, 3), "0,333333333…"),
        (Fraction(1, 10**9), "0,000000001"),
    ],
)
def test_a_number_is_written_in_full_or_says_that_it_is_not(value, text):
    assert number_shown(value, "nl") == text


def test_a_reader_can_redo_the_sum_from_the_text():
    text = verdeling.run("spreidingswet-2026", plan=False).uitleg("Deventer")[0].tekst("en")
    total, weight, weights, quotum = re.search(
        r"([\d,.]+) × ([\d,.]+) ÷ ([\d,.]+) = ([\d,.]+)…", text
    ).groups()
    numbers = [Fraction(x.replace(",", "")) for x in (total, weight, weights, quotum)]
    assert abs(numbers[0] * numbers[1] / numbers[2] - numbers[3]) <= Fraction(1, 2 * 10**9)


@pytest.mark.parametrize("model", ["ijsselland-2023", "cno-450", "eu-2015-achtig", "spreidingswet-2024"])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_kind_of_model_can_be_told(model, lang):
    for part in verdeling.run(model, plan=False).uitleg("Deventer"):
        assert part.tekst(lang)
        assert part.spoor.uitkomst == part.aantal
        assert all(
            trail.uitkomst == part.uitkomst.delen[name][part.uitkomst.codes.index("GM0150")]
            for name, trail in part.delen.items()
        )


def test_in_a_table_a_part_of_a_name_is_not_enough():
    data = verdeling.load_data()
    assert find_gemeente(data, "Devent") == "GM0150"
    with pytest.raises(DataError, match="bedoelde u Deventer"):
        search_gemeente(data, "Devent", deel=False)
    assert search_gemeente(data, "den haag", deel=False).code == "GM0518"


@pytest.mark.parametrize(
    ("asked", "code", "says"),
    [
        ("Haaren", "V134", "Boxtel, Oisterwijk, Tilburg, Vught"),
        ("GM0788", "V134", "Boxtel, Oisterwijk, Tilburg, Vught"),
        ("Gelderland", "V196", "provincie"),
        ("9999", "V132", "GM9999"),
        ("", "V198", "GM0150"),
        ("Zzzz", "V198", "GM0150"),
        ("Wijdemeeren", "V197", "bedoelde u Wijdemeren (GM1696)?"),
        ("Bergen", "V194", "Bergen (NH.) (GM0373, Noord-Holland), Bergen (L.) (GM0893, Limburg)"),
        ("Oos", "V502", "4 gemeenten: Ooststellingwerf (GM0085)"),
    ],
)
def test_a_gemeente_that_is_not_there_gets_a_useful_answer(asked, code, says):
    with pytest.raises(DataError) as error:
        find_gemeente(verdeling.load_data(), asked)
    (problem,) = error.value.problemen
    assert problem.code == code
    assert says in problem.tekst("nl")


@pytest.mark.parametrize("asked", ["Groningen", "GM0014", "14", "Almere"])
def test_a_gemeente_outside_the_area_of_a_model_is_told_so(asked):
    """Groningen is a provincie too, and Almere looks like Almelo, which takes part."""
    result = verdeling.run("ijsselland-2023")
    with pytest.raises(DataError) as error:
        result.uitleg(asked)
    (problem,) = error.value.problemen
    assert problem.code == "V507"
    assert problem.gegevens["naam"] in ("Groningen", "Almere")


def test_brackets_and_full_stops_of_a_name_may_be_left_out():
    assert find_gemeente(verdeling.load_data(), "bergen nh") == "GM0373"
    assert find_gemeente(verdeling.load_data(), "Bergen (L)") == "GM0893"


def test_an_unknown_task_is_named():
    with pytest.raises(ModelError, match="asielopvang"):
        verdeling.run("inwoners").uitleg("Deventer", "vervoer")


def test_a_figure_summed_over_merged_gemeenten_says_of_which():
    """Purmerend took in Beemster on 1-1-2022: the inhabitants of 1-1-2021 are those of both."""
    result = verdeling.run("taakstelling-2022-2")
    (part,) = result.uitleg("Purmerend")
    assert "Purmerend (GM0439) = Purmerend + Beemster (herindeling: opgeteld)" in part.tekst("nl")
    assert "(merger: added up)" in part.tekst("en")
    assert part.als_json()["bronnen"][0]["samengesteld"]
    (part,) = result.uitleg("Deventer")
    assert "herindeling" not in part.tekst("nl")
    assert part.als_json()["bronnen"][0]["samengesteld"] == []


def test_a_part_is_explained_inside_its_task():
    result = verdeling.run("spreidingswet-2024", plan=False)
    (part,) = result.uitleg("Deventer", "asielopvang/amv")
    assert part.uitkomst.naam == "asielopvang"
    assert "amv: 45" in part.tekst("nl")
    with pytest.raises(ModelError, match="V503") as error:
        result.uitleg("Deventer", "asielopvang/anders")
    assert "asielopvang, asielopvang/amv, asielopvang/regulier" in error.value.tekst("nl")
