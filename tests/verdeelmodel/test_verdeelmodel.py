"""Reading a model: exact values, inheritance, overrides, and every problem at once in plain words."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from verdeling.errors import ModelError
from verdeling.verdeelmodel import catalogue
from verdeling.verdeelmodel.catalogue import (
    canonical_json,
    dump_model,
    load_model,
    model_hash,
    model_names,
    read_model,
)
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.reader import load
from verdeling.verdeelmodel.taak import Taak

MODEL = """\
titel: {nl: Proef, en: Trial}
omschrijving: {nl: Een proef, en: A trial}
status: illustrative
grenzen: 2026-01-01
taken:
  asielopvang:
    totaal: {waarde: 88000, grondslag: {bron: raming, status: official}}
    sleutel: {indicator: inwoners, peildatum: 2025-01-01}
    grondslag: {bron: wet}
    niveaus:
      - niveau: gemeente
        afronding: half_op
"""
TOTAL = "proef.yaml:7 taken.asielopvang.totaal"
KEY = "proef.yaml:8 taken.asielopvang.sleutel"
LEVELS = "proef.yaml:10 taken.asielopvang.niveaus"
EXPRESSION = "{indicator: inwoners, peildatum: 2025-01-01}"
VARIANT = """\
basis: proef
titel: {nl: Meer, en: More}
taken: {asielopvang: {totaal: {waarde: 96000, grondslag: {bron: andere raming}}}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "proef.yaml").write_text(MODEL, "utf-8")
    (tmp_path / "variant.yaml").write_text(VARIANT, "utf-8")
    return tmp_path


def problems(text: str | bytes, *overrides: str) -> list[tuple[str, str]]:
    """Code and place of every problem; both languages are spoken, so that a missing text fails here."""
    with pytest.raises(ModelError) as caught:
        read_model(text, "proef.yaml", overrides)
    for lang in ("nl", "en"):
        assert "pydantic" not in caught.value.tekst(lang)
        assert "Input should" not in caught.value.tekst(lang)
    return [(p.code, p.waar) for p in caught.value.problemen]


def told(text: str, *overrides: str) -> str:
    with pytest.raises(ModelError) as caught:
        read_model(text, "proef.yaml", overrides)
    return caught.value.tekst("nl")


def task(model: Verdeelmodel) -> Taak:
    return model.taken["asielopvang"]


# --- values -----------------------------------------------------------------


def test_numbers_are_exact_dates_are_dates_and_codes_stay_text():
    values = load("[1, -2, 0.1, .5, 2/3, 2023-01-01, '12', 0034, ja, true, null, GM0034]", "x").inhoud
    assert values[:6] == [1, -2, Decimal("0.1"), Decimal("0.5"), "2/3", dt.date(2023, 1, 1)]
    assert values[6:] == ["12", "0034", "ja", True, None, "GM0034"]


def test_a_tenth_is_a_tenth():
    model = read_model(MODEL, overrides=["taken.asielopvang.sleutel={getal: 0.1}"])
    assert model.taken["asielopvang"].sleutel.getal == Fraction(1, 10)


def test_a_byte_order_mark_is_no_part_of_the_first_key():
    assert read_model(b"\xef\xbb\xbf" + MODEL.encode()) == read_model(MODEL)


def test_the_file_name_is_the_name_unless_the_file_says_otherwise(folder: Path):
    assert load_model(folder / "proef.yaml").naam == "proef"
    assert load_model(folder / "variant.yaml").naam == "variant"
    assert read_model("naam: eigen\n" + MODEL).naam == "eigen"


# --- inheritance ------------------------------------------------------------


def test_a_variant_is_five_lines_and_changes_only_what_it_says(folder: Path):
    base, variant = load_model(folder / "proef.yaml"), load_model(folder / "variant.yaml")
    assert VARIANT.count("\n") <= 5
    assert variant.taken["asielopvang"].totaal.waarde == 96000
    assert variant.taken["asielopvang"].sleutel == base.taken["asielopvang"].sleutel
    assert variant.taken["asielopvang"].grondslag == base.taken["asielopvang"].grondslag


def test_a_new_number_does_not_keep_the_basis_of_the_old_one(folder: Path):
    (folder / "variant.yaml").write_text(
        "basis: proef\ntaken: {asielopvang: {totaal: {waarde: 96000}}}\n", "utf-8"
    )
    totaal = load_model(folder / "variant.yaml").taken["asielopvang"].totaal
    assert totaal.grondslag.bron == "eigen keuze in variant.yaml"
    assert totaal.grondslag.status == "illustrative"


def test_another_key_replaces_the_inherited_expression_as_a_whole(folder: Path):
    (folder / "variant.yaml").write_text(
        "basis: proef\ntaken: {asielopvang: {sleutel: {som: [{getal: 1}, {indicator: ses_woa}]}}}\n", "utf-8"
    )
    key = load_model(folder / "variant.yaml").taken["asielopvang"].sleutel
    assert [type(e).__name__ for e in key.som] == ["Constante", "Indicator"]


def test_null_removes_and_lists_are_replaced(folder: Path):
    (folder / "variant.yaml").write_text(
        "basis: proef\ntaken:\n  asielopvang:\n    eenheid: null\n"
        "    niveaus: [{niveau: provincie}, {niveau: gemeente}]\n",
        "utf-8",
    )
    task = load_model(folder / "variant.yaml").taken["asielopvang"]
    assert (task.eenheid, len(task.niveaus)) == ("plaatsen", 2)


def test_a_problem_in_an_inherited_part_names_the_file_that_holds_it(folder: Path):
    (folder / "proef.yaml").write_text(MODEL.replace("half_op", "half_oop"), "utf-8")
    with pytest.raises(ModelError) as caught:
        load_model(folder / "variant.yaml")
    assert [p.waar for p in caught.value.problemen] == ["proef.yaml:12 taken.asielopvang.niveaus.0.afronding"]


@pytest.mark.parametrize("basis", ["variant", "variant.yaml", "./variant.yaml"])
def test_a_circle_of_bases_is_refused_with_the_circle(folder: Path, basis: str):
    (folder / "proef.yaml").write_text(f"basis: {basis}\n", "utf-8")
    with pytest.raises(ModelError) as caught:
        load_model(folder / "variant.yaml")
    (problem,) = caught.value.problemen
    assert problem.code == "V213"
    assert problem.gegevens["keten"] == "variant → proef → variant"


def test_an_unknown_basis_offers_the_nearest_model():
    with pytest.raises(ModelError, match="bedoelde u spreidingswet-2026") as caught:
        read_model("basis: spreidingswt-2026\n", "v.yaml")
    assert caught.value.problemen[0].waar == "v.yaml:1 basis"


# --- overrides --------------------------------------------------------------


def test_an_overridden_number_says_that_the_user_chose_it():
    total = read_model(MODEL, overrides=["taken.asielopvang.totaal=75500"]).taken["asielopvang"].totaal
    assert total.waarde == 75500
    assert total.grondslag.bron == "ingesteld met --set"
    assert total.grondslag.status == "illustrative"


@pytest.mark.parametrize(
    "override, reached",
    [
        ("taken.asielopvang.niveaus.0.afronding=omhoog", lambda m: task(m).niveaus[0].afronding == "omhoog"),
        ("taken.asielopvang.niveaus.0.keten=true", lambda m: task(m).niveaus[0].keten),
        ("gebied=[PV23]", lambda m: m.gebied == ("PV23",)),
        ("grenzen=2024-01-01", lambda m: m.grenzen == dt.date(2024, 1, 1)),
        ('titel={"nl": "a=b", "en": "c"}', lambda m: m.titel.nl == "a=b"),
        ("taken.asielopvang.eenheid=null", lambda m: task(m).eenheid == "plaatsen"),
        ("taken.asielopvang.eenheid=", lambda m: task(m).eenheid == "plaatsen"),
    ],
)  # fmt: skip
def test_an_override_reaches_its_path(override: str, reached):
    assert reached(read_model(MODEL, overrides=[override]))


def test_later_overrides_win():
    sets = ["taken.asielopvang.totaal=1", "taken.asielopvang.totaal=2"]
    assert read_model(MODEL, overrides=sets).taken["asielopvang"].totaal.waarde == 2


@pytest.mark.parametrize(
    "override, code",
    [
        ("taken.asielopvang.totaal", "V216"),
        ("=3", "V216"),
        ("taken.asielopvng.totaal=3", "V217"),
        ("taken.asielopvang.niveaus.7.afronding=omhoog", "V217"),
        ("taken.asielopvang.niveaus.een.afronding=omhoog", "V217"),
        ("taken.asielopvang.niveaus.0.afrond=omhoog", "V220"),
        ("grenzen=2023-02-30", "V212"),
        ("gebied=[PV23", "V205"),
        ("gebied=[]", "V223"),
        ("taken.asielopvang.totaal=75.500", "V218"),
        ("taken.asielopvang.totaal=75.5", "V233"),
    ],
)
def test_a_bad_override_is_told(override: str, code: str):
    ((found, place),) = problems(MODEL, override)
    assert found == code
    assert place.startswith("--set")


def test_a_total_that_is_no_count_is_told_as_it_was_written():
    assert " −5 is geen aantal" in told(MODEL, "taken.asielopvang.totaal=-5")
    assert " 75,50 is geen aantal" in told(MODEL, "taken.asielopvang.totaal=75.5")


def test_a_path_that_does_not_exist_offers_the_nearest():
    assert "het dichtstbij is taken.asielopvang.totaal" in told(MODEL, "taken.asielopvng.totaal=3")


# --- bad input --------------------------------------------------------------


@pytest.mark.parametrize(
    "old, new, code, place",
    [
        ("status: illustrative", "status: illustrative\nstatus: open", "V207", "proef.yaml:4 status"),
        ("status: illustrative", "statuss: illustrative", "V221", "proef.yaml:1 status"),
        ("half_op", "half_oop", "V222", "proef.yaml:12 taken.asielopvang.niveaus.0.afronding"),
        ("indicator: inwoners", "indicatro: inwoners", "V224", KEY),
        ("indicator: inwoners", "indicator: inwoners, getal: 3", "V225", KEY),
        (EXPRESSION, "3", "V224", KEY),
        (EXPRESSION, "{omgekeerd: {getal: 2}, decimalen: 99}", "V228",
         KEY + ".decimalen"),
        (EXPRESSION, "{omgekeerd: {getal: 2}, decimalen: veel}", "V246",
         KEY + ".decimalen"),
        (EXPRESSION, "{som: []}", "V223", KEY + ".som"),
        ("waarde: 88000", "waarde: 1e999999999", "V226", TOTAL + ".waarde"),
        ("waarde: 88000", "waarde: 1/0", "V226", TOTAL + ".waarde"),
        ("waarde: 88000", "waarde: true", "V226", TOTAL + ".waarde"),
        ("waarde: 88000", "waarde: 88.000", "V218", TOTAL + ".waarde"),
        ("waarde: 88000", 'waarde: "88.000"', "V218", TOTAL + ".waarde"),
        ("{waarde: 88000, grondslag: {bron: raming, status: official}}", '"88.000"', "V218", TOTAL),
        ("{waarde: 88000, grondslag: {bron: raming, status: official}}", "veel", "V226", TOTAL),
        ("waarde: 88000", "waarde: 88.5", "V233", TOTAL),
        ("waarde: 88000", "waarde: -5", "V233", TOTAL),
        ("waarde: 88000", "waarde: " + "9" * 31, "V209", TOTAL + ".waarde"),
        (", grondslag: {bron: raming, status: official}", "", "V227", TOTAL + ".grondslag"),
        ("    grondslag: {bron: wet}\n", "", "V227", "proef.yaml:6 taken.asielopvang.grondslag"),
        ("{bron: wet}", "{bron: wet, status: open}", "V234", "proef.yaml:9 taken.asielopvang.grondslag"),
        ("2026-01-01", "morgen", "V242", "proef.yaml:4 grenzen"),
        ("2026-01-01", "2026-13-01", "V212", "proef.yaml:4 grenzen"),
        ("nl: Proef", "nl: 3", "V241", "proef.yaml:1 titel.nl"),
        ("nl: Proef", "nl: &a Proef", "V208", "proef.yaml:1 titel.nl"),
        ("nl: Proef", "nl: !!python/name:os.system x", "V208", "proef.yaml:1 titel.nl"),
        ("nl: Proef", "<<: {nl: Proef}", "V220", "proef.yaml:1 titel.<<"),
        ("nl: Proef", "? [a] : b", "V211", "proef.yaml:1 titel"),
        ("- niveau: gemeente", "- niveau: gemeente\n      - niveau: land", "V232", LEVELS),
        ("    totaal: {waarde: 88000, grondslag: {bron: raming, status: official}}\n", "", "V231",
         "proef.yaml:6 taken.asielopvang"),
        ("      - niveau: gemeente\n        afronding: half_op", "      gemeente", "V243",
         LEVELS),
        ("      - niveau: gemeente\n        afronding: half_op", "      []", "V223",
         LEVELS),
        ("{nl: Proef, en: Trial}", "Proef", "V850", "proef.yaml:1 titel"),
        ("half_op", "omlaag\n        keten: ja", "V245", "proef.yaml:13 taken.asielopvang.niveaus.0.keten"),
        ("taken:", "\ttaken:", "V205", "proef.yaml:5"),
        ("taken:", "taken: {", "V205", None),
        ("taken:", "plan: {taak: x, regels: {}, doelen: [a]}\ntaken:", "V235", "proef.yaml:5 plan.taak"),
        ("taken:", "plan: {taak: asielopvang, regels: {bestaat_niet: {}}, doelen: [a]}\ntaken:", "V230",
         "proef.yaml:5 plan.regels.bestaat_niet"),
    ],
)  # fmt: skip
def test_one_mistake_is_told_at_its_line_and_key(old: str, new: str, code: str, place: str | None):
    assert old in MODEL
    text = MODEL.replace(old, new, 1)
    found = problems(text)
    assert code in [c for c, _ in found]
    assert place is None or (code, place) in found


@pytest.mark.parametrize(
    "text, code",
    [
        (b"", "V203"),
        (b"  \n\n", "V203"),
        (b"\xef\xbb\xbf", "V203"),
        (b"\x00\x01\x02\xff", "V204"),
        (b"a: \x00", "V204"),
        (b"\x89PNG\r\n\x1a\n", "V204"),
        (b"PK\x03\x04", "V204"),
        (b"# alleen commentaar\n", "V206"),
        (b"- a\n- b\n", "V206"),
        (b"88000\n", "V206"),
        (b"a: 1\n---\nb: 2\n", "V206"),
        (b"[" * 41, "V210"),
        (b"[" * 40, "V205"),
        (b"[" * 100_000, "V210"),
        (b"{a: " * 2_000, "V210"),
        (b"- " * 2_000, "V210"),
        (b"[" * 30 + b"'" + b"[" * 30, "V205"),
        (b"['[[[[[[[[[[', " * 10, "V205"),
        (b"a: " * 100_000, "V205"),
        (b"a" * 1_000_001, "V202"),
        (b"a: &x [1]\nb: [*x, *x]\n", "V208"),
    ],
)
def test_what_is_no_model_at_all(text: bytes, code: str):
    assert problems(text)[0][0] == code


def test_all_problems_come_at_once():
    text = MODEL.replace("half_op", "x").replace("88000", "veel").replace("status: illustrative\n", "")
    assert sorted(code for code, _ in problems(text)) == ["V221", "V222", "V226"]


def test_an_unknown_key_offers_the_nearest():
    assert "hier past: afronding" in told(MODEL.replace("afronding:", "afronden:"))
    assert "hier past: peildatum" in told(MODEL.replace("peildatum:", "pijldatum:"))
    assert "hier past: grenzen" in told(MODEL.replace("grenzen:", "grens:"))
    assert "hier past: basis" in told("bassis: inwoners\n" + MODEL)
    everything = told("kleur: rood\n" + MODEL)
    assert "basis, naam, titel" in everything
    assert "opgelost" not in everything


def test_a_list_with_bad_items_is_not_called_too_short():
    assert [code for code, _ in problems(MODEL.replace("half_op", "x"))] == ["V222"]


@pytest.mark.parametrize(
    "name, code",
    [
        ("inwonrs", "V214"),
        ("", "V215"),
        ("zzzz", "V215"),
        ("../models/inwoners", "V201"),
        ("bestaat-niet.yaml", "V201"),
        ("a\0b", "V215"),
        ("a\0b.yaml", "V201"),
        ("x" * 5000, "V215"),
        ("y" * 5000 + ".yaml", "V201"),
    ],
)
def test_a_model_that_is_not_there(name: str, code: str):
    with pytest.raises(ModelError) as caught:
        load_model(name)
    assert caught.value.problemen[0].code == code
    assert caught.value.tekst("en")


def test_a_missing_name_offers_the_nearest():
    with pytest.raises(ModelError, match="bedoelde u inwoners"):
        load_model("inwonrs")


def test_a_folder_is_no_model(tmp_path: Path):
    (tmp_path / "map.yaml").mkdir()
    with pytest.raises(ModelError) as caught:
        load_model(tmp_path / "map.yaml")
    assert caught.value.problemen[0].code == "V201"


def test_parts_above_the_total_are_refused():
    parts = "delen={totalen: {amv: {waarde: 88001, grondslag: {bron: x}}}}"
    assert problems(MODEL, f"taken.asielopvang.{parts}")[0][0] == "V236"


@pytest.mark.parametrize("name", ["a.b", "a/b", "' '"])
def test_a_name_can_stand_in_a_path_and_in_the_result(name: str):
    assert problems(MODEL.replace("asielopvang:", f"{name}:")) == [
        ("V238", f"proef.yaml:6 taken.{name}".removesuffix("' '"))
    ]
    parts = f"delen={{totalen: {{{name}: {{waarde: 1, grondslag: {{bron: x}}}}}}, rest: {name}}}"
    assert [code for code, _ in problems(MODEL, f"taken.asielopvang.{parts}")] == ["V238", "V238", "V237"]


def test_the_rest_has_a_name_of_its_own():
    parts = "delen={totalen: {amv: {waarde: 1, grondslag: {bron: x}}}, rest: amv}"
    assert problems(MODEL, f"taken.asielopvang.{parts}")[0][0] == "V237"


# --- writing back -----------------------------------------------------------


@pytest.mark.parametrize("name", model_names())
def test_a_model_survives_writing_and_reading(name: str):
    model = load_model(name)
    again = read_model(dump_model(model), "andere-naam.yaml")
    assert again == model
    assert model_hash(again) == model_hash(model)


def test_the_hash_follows_the_content_and_not_the_notation():
    plain = read_model(MODEL)
    order = yaml.safe_dump(yaml.safe_load(MODEL), sort_keys=True)
    assert model_hash(read_model(order)) == model_hash(plain)
    assert model_hash(read_model(MODEL.replace("88000", "88000.0"))) == model_hash(plain)
    assert model_hash(read_model(MODEL.replace("88000", "88001"))) != model_hash(plain)
    assert '"waarde":"88000"' in canonical_json(plain)


def test_models_come_from_the_package_when_it_has_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    module = tmp_path / "pakket/verdeelmodel/catalogue.py"
    monkeypatch.setattr(catalogue, "__file__", str(module))
    assert catalogue.models_folder() == tmp_path / "models"
    (tmp_path / "pakket/_models").mkdir(parents=True)
    assert catalogue.models_folder() == tmp_path / "pakket/_models"
