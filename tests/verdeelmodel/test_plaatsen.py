"""A problem that shows after loading tells file and line of the model, which is no other model for it."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path

import pytest

import verdeling
from verdeling.errors import VerdelingError
from verdeling.verdeelmodel.catalogue import dump_model, model_hash, read_model

EIGEN = """\
basis: inwoners
taken:
  asielopvang:
    sleutel:
      indicator: {kolom}
{peildatum}"""


def fout_van(pad: Path, **keuzes) -> list[str]:
    with pytest.raises(VerdelingError) as fout:
        verdeling.run(pad, **keuzes)
    assert str(fout.value) == fout.value.tekst("nl")
    return fout.value.tekst("nl").splitlines()


@pytest.mark.parametrize(
    ("kolom", "peildatum", "code"),
    [
        ("bestaat_niet", "", "V187"),
        ("inwoners", "", "V188"),
        ("inwoners", "      peildatum: 1850-01-01\n", "V189"),
    ],
)
def test_a_column_that_the_data_lack_is_told_at_its_line(tmp_path, kolom, peildatum, code):
    pad = tmp_path / "eigen.yaml"
    pad.write_text(EIGEN.format(kolom=kolom, peildatum=peildatum), "utf-8")
    (regel,) = fout_van(pad)
    assert regel.startswith("eigen.yaml:4 taken.asielopvang.sleutel")
    assert regel.endswith(f"[{code}]")


def test_a_value_given_with_set_is_told_as_such():
    (regel,) = fout_van("inwoners", overrides="taken.asielopvang.sleutel.indicator=niets")
    assert regel.startswith("--set taken.asielopvang.sleutel.indicator=niets taken.asielopvang.sleutel")


def test_a_rule_that_the_plan_refuses_is_told_at_its_line(tmp_path):
    pad = tmp_path / "eigen.yaml"
    regels = ["basis: spreidingswet-2026", "plan:", "  regels:", "    samenwerking:", "      straal_km: -1"]
    pad.write_text("\n".join(regels) + "\n", "utf-8")
    (regel,) = fout_van(pad)
    assert regel.startswith("eigen.yaml:5 plan.regels.samenwerking.straal_km: ")


def test_an_area_without_gemeenten_is_told_at_its_line(tmp_path):
    pad = tmp_path / "eigen.yaml"
    pad.write_text("basis: inwoners\ngebied:\n  - Twente\n  - PV99\n", "utf-8")
    (regel,) = fout_van(pad)
    assert regel.startswith("eigen.yaml:4 gebied.1 (PV99): ")


def test_places_are_no_part_of_the_model():
    tekst = "basis: inwoners\n"
    een, ander = read_model(tekst, "een.yaml"), read_model("\n\n" + tekst, "een.yaml")
    assert een == ander
    assert dump_model(een) == dump_model(ander)
    assert model_hash(een) == model_hash(ander)
    assert "een.yaml" not in dump_model(een)
    for kopie in (copy.deepcopy(een), pickle.loads(pickle.dumps(een)), een.model_copy()):
        assert kopie == een


@pytest.mark.parametrize(
    ("naam", "code"),
    [
        ("Twente", "VR05"),
        ("veiligheidsregio Groningen", "VR01"),
        ("VR Utrecht", "VR09"),
        ("Midden- en West-Brabant", "VR20"),
        ("Limburg-Zuid", "VR24"),
        ("IJsselland", "VR04"),
        ("Drenthe", "PV22"),
        ("provincie Utrecht", "PV26"),
        ("Noord-Brabant", "PV30"),
        ("Zwolle", "GM0193"),
    ],
)
def test_every_kind_of_area_is_named_by_its_name(naam, code):
    assert read_model(f"basis: inwoners\ngebied: [{naam}]\n").gebied == (code,)


def test_a_name_of_two_kinds_of_area_is_asked_about():
    with pytest.raises(VerdelingError, match="V195"):
        read_model("basis: inwoners\ngebied: [Groningen]\n")


@pytest.mark.parametrize("getal", ["4000", "{waarde: 4000}"])
def test_a_number_of_a_variant_without_a_grondslag_is_a_choice_of_its_author(getal):
    model = read_model(f"basis: inwoners\ntaken: {{asielopvang: {{totaal: {getal}}}}}\n")
    totaal = model.taken["asielopvang"].totaal
    assert totaal is not None
    assert (totaal.waarde, totaal.grondslag.bron) == (4000, "eigen keuze in model.yaml")
    assert (totaal.grondslag.status, model.status) == ("illustrative", "illustrative")


def test_a_rule_may_get_a_number_that_the_basis_does_not_name():
    model = read_model("basis: spreidingswet-2026\nplan: {regels: {uitkering: {per_nieuwe_plaats: 500}}}\n")
    assert model.plan is not None
    bedrag = model.plan.regels["uitkering"].per_nieuwe_plaats
    assert (bedrag.waarde, bedrag.grondslag.status) == (500, "illustrative")
    assert model.plan.status == "illustrative"


def test_a_plain_number_of_a_model_of_its_own_needs_a_grondslag_and_is_told_what_to_write():
    eigen = dump_model(read_model("basis: inwoners\n"))
    kop, _, rest = eigen.partition("    totaal:\n")
    staart = rest[rest.index("    sleutel:\n") :]
    with pytest.raises(VerdelingError, match="V687") as fout:
        read_model(f"{kop}    totaal: 4000\n{staart}")
    (problem,) = fout.value.problemen
    assert "totaal: {waarde: 4000, grondslag: {bron: waar het vandaan komt}}" in problem.tekst("nl")
