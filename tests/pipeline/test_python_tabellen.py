"""From Python: a published table may be a DataFrame, gaps are filled on request, a copy keeps its labels."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from support.small_model import REGELS, Plaats, schrijf_model

import verdeling
from verdeling.errors import ModelError, VerdelingError

ZEELAND = [
    Plaats("GM0654", "Borsele", "Zeeland", 6),
    Plaats("GM0664", "Goes", "Zeeland", 4, staat=1, x=5),
    Plaats("GM0687", "Middelburg", "Zeeland", 2, staat=5, x=50),
]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return schrijf_model(tmp_path / "in", ZEELAND, REGELS)


@pytest.fixture(scope="module")
def inwoners() -> verdeling.Resultaat:
    return verdeling.run("inwoners")


def test_a_dataframe_is_compared_as_its_file_is(inwoners, tmp_path):
    tabel = inwoners.tabel()[["code", "gemeente", "indicatief"]]
    tabel.loc[3, "indicatief"] += 2
    pad = tmp_path / "t.csv"
    tabel.to_csv(pad, index=False)
    een, ander = inwoners.vergelijk(tabel), inwoners.vergelijk(pad)
    assert een.regels == ander.regels
    assert [(r.code, int(r.verschil)) for r in een.verschillen] == [(tabel.code[3], 2)]


def test_floats_and_an_index_with_a_name_are_read(inwoners):
    frame = inwoners.tabel().set_index("code")[["indicatief"]].astype(float)
    assert inwoners.vergelijk(frame).verschillen == ()


def test_a_plan_in_a_dataframe_is_checked(model):
    resultaat = verdeling.run(model, model.parent)
    frame = resultaat.tabel()[["code", "plan"]]
    goed, _ = resultaat.toets_plan(frame)
    assert goed is not None
    assert goed.overtredingen == ()
    fout, _ = resultaat.toets_plan(frame.assign(plan=[0, *frame["plan"][1:]]))
    assert fout is not None
    assert fout.overtredingen


def test_a_model_without_plan_says_that_it_cannot_check_one(inwoners):
    with pytest.raises(VerdelingError) as fout:
        inwoners.toets_plan(inwoners.tabel()[["code", "indicatief"]].rename(columns={"indicatief": "plan"}))
    assert [p.code for p in fout.value.problemen] == ["V466"]


def test_what_is_no_table_is_refused_with_what_is_taken(inwoners):
    with pytest.raises(VerdelingError, match="DataFrame"):
        inwoners.vergelijk([1, 2])


def test_gaps_are_filled_on_request_only(inwoners):
    gegevens = inwoners.gegevens
    cijfers = gegevens.kolom("inwoners", gegevens.peildatum).numerators
    weg = pd.DataFrame({"code": gegevens.codes, "inwoners": cijfers})[1:]
    naam = gegevens.namen[0]
    with pytest.raises(VerdelingError, match=naam):
        verdeling.run("inwoners", weg)
    gevuld = verdeling.run("inwoners", weg, aanvullen=True)
    assert gevuld.indicatief.taken["asielopvang"].codes == gegevens.codes
    assert any("aangevuld" in m and naam in m for m in gevuld.meldingen())


def test_what_decides_the_outcome_is_not_replaced_under_the_labels_of_another():
    model = verdeling.load_model("inwoners")
    with pytest.raises(ModelError, match="overrides") as fout:
        model.model_copy(update={"taken": model.taken, "titel": model.titel})
    assert fout.value.problemen[0].gegevens["velden"] == "taken"
    assert model.model_copy(update={"titel": model.titel}) == model


def test_a_given_number_has_nothing_that_would_change_it(tmp_path, inwoners):
    pad = tmp_path / "gegeven.yaml"
    getal = "{waarde: %d, grondslag: {bron: proef}}"
    pad.write_text(
        f"""\
basis: inwoners
gebied: [Zwolle, Deventer]
taken:
  asielopvang:
    totaal: {getal % 10}
    niveaus:
      - niveau: gemeente
        afronding: grootste_rest
        grondslag: {{bron: proef}}
        gegeven: {{Zwolle: {getal % 7}, Deventer: {getal % 3}}}
""",
        "utf-8",
    )
    gegeven = verdeling.run(pad)
    (uitleg,) = gegeven.uitleg("Zwolle")
    assert "Dit getal is gegeven" in uitleg.tekst("nl")
    assert "Wat zou dit getal veranderen?" not in uitleg.tekst("nl")
    gegeven.schrijf(tmp_path / "uit")
    assert "Wat zou dit getal veranderen?" not in (tmp_path / "uit" / "report.html").read_text("utf-8")
    assert "Wat zou dit getal veranderen?" in inwoners.uitleg("Zwolle")[0].tekst("nl")


def test_a_row_without_figures_is_not_called_no_row():
    frame = pd.DataFrame({"gemeente": ["Deventer"], "inwoners": [float("nan")]})
    with pytest.raises(VerdelingError, match="geen rij met cijfers"):
        verdeling.load_data(frame)


def test_two_rows_of_a_gemeente_are_told_to_be_added_up():
    frame = pd.DataFrame({"code": ["GM0150", "GM0150"], "inwoners": [1, 2]})
    with pytest.raises(VerdelingError, match="tel rijen van dezelfde gemeente op"):
        verdeling.load_data(frame)
