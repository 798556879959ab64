"""Of which day own figures are, whose they are, and whether they are those of the gemeente."""

import datetime as dt
from datetime import date

import pandas as pd
import pytest

import verdeling
from verdeling.errors import DataError
from verdeling.inputs.dates import dag_of_jaar
from verdeling.inputs.tables import load_data
from verdeling.verdeelmodel.catalogue import load_model
from verdeling.workbook.template import write_filled_template

NU = date(2026, 1, 1)
PEIL = date(2025, 1, 1)


@pytest.fixture(scope="module")
def shipped():
    kolom = load_data(None, NU).kolom("inwoners", PEIL)
    return pd.DataFrame({"code": list(kolom.codes), "inwoners": [t + 7 for t in kolom.numerators]})


@pytest.mark.parametrize(
    ("tekst", "dag"),
    [
        *(("2025-01-01", PEIL), ("1-1-2025", PEIL), ("01/01/2025", PEIL), ("1 januari 2025", PEIL)),
        *(("2025", 2025), ("2025JJ00", 2025), ("12-13-2025", None), ("1 foo 2025", None), ("12.5", None)),
    ],
)
def test_a_day_or_a_year_is_read_as_people_write_it(tekst, dag):
    assert dag_of_jaar(tekst) == dag


@pytest.mark.parametrize("kop", ["peildatum", "Perioden", "jaar"])
@pytest.mark.parametrize("cell", ["2023-01-01", "1 januari 2023", "2023JJ00", dt.date(2023, 1, 1), 2023])
def test_a_column_of_dates_that_contradicts_the_date_that_is_asked_stops_the_run(shipped, kop, cell):
    with pytest.raises(DataError, match="er zijn cijfers van: 2023") as fout:
        verdeling.run("inwoners", data=shipped.assign(**{kop: cell}))
    assert [p.code for p in fout.value.problemen] == ["V189"]


def test_a_day_is_that_of_the_figures_and_a_year_must_hold_it(shipped):
    dag = verdeling.load_data(shipped.assign(peildatum="2025-01-01")).kolom("inwoners", PEIL)
    assert (dag.peildatum, dag.meldingen) == (PEIL, ())
    jaar = verdeling.load_data(shipped.assign(Perioden="2025JJ00")).kolom("inwoners", PEIL)
    assert [m.code for m in jaar.meldingen] == ["V782"]


def test_two_dates_in_one_table_and_a_date_against_the_sources_are_refused(shipped):
    twee = shipped.assign(jaar=[2024, *[2025] * 341])
    with pytest.raises(DataError, match="2024, 2025") as fout:
        verdeling.load_data(twee)
    assert {p.code for p in fout.value.problemen} == {"V781"}
    bronnen = pd.DataFrame({"kolom": ["inwoners"], "peildatum": ["2024-01-01"]})
    with pytest.raises(DataError, match="de tabel zegt 2025, bronnen zegt 2024-01-01") as fout:
        verdeling.load_data({"gemeenten": shipped.assign(jaar=2025), "bronnen": bronnen})
    assert {p.code for p in fout.value.problemen} == {"V783"}


def test_the_sum_of_the_provincie_at_the_gemeente_of_its_name_gets_a_word(shipped):
    """CBS, 1 January 2025: 1,409,319 in the provincie Utrecht, 376,757 in the gemeente."""
    frame = shipped.copy()
    frame.loc[frame["code"] == "GM0344", "inwoners"] = 1_409_326
    (melding,) = [m for m in verdeling.load_data(frame).meldingen if m.code == "V786"]
    assert "1.409.326 lijkt het cijfer van de provincie Utrecht" in melding.tekst()
    assert not [m for m in verdeling.load_data(shipped).meldingen if m.code == "V786"]


def test_own_figures_are_not_credited_to_the_publisher_of_the_template(tmp_path):
    model = load_model("spreidingswet-2026-cbs")
    write_filled_template(tmp_path / "s", model, load_data(None, model.grenzen))
    sheets = pd.read_excel(tmp_path / "s" / "gemeenten.xlsx", sheet_name=None)
    zelf = verdeling.load_data(sheets)
    assert "CBS" in zelf.kolom("inwoners").bron.uitgever
    assert not [m for m in zelf.meldingen if m.code == "V787"]
    sheets["gemeenten"].loc[0, "inwoners"] += 1000
    anders = verdeling.load_data(sheets)
    (melding,) = [m for m in anders.meldingen if m.code == "V787"]
    assert "1 cijfer is anders dan Centraal Bureau voor de Statistiek (CBS)" in melding.tekst()
    bron = anders.kolom("inwoners").bron
    assert (bron.uitgever, bron.status, bron.toelichting) == ("onbekend", "open", "")
    assert anders.kolom("ses_woa").bron == zelf.kolom("ses_woa").bron


def test_a_dash_or_a_dot_is_a_gap_for_who_wants_gaps_filled(shipped):
    frame = shipped.astype({"inwoners": str})
    frame.loc[:1, "inwoners"] = ["-", "."]
    with pytest.raises(DataError, match="V140"):
        verdeling.load_data(frame)
    kolom = verdeling.load_data(frame, aanvullen=True).kolom("inwoners", PEIL)
    assert kolom.numerators[0] == 244_441
    assert [m.code for m in kolom.meldingen] == ["V190", "V158", "V158"]


def test_a_missing_column_of_an_own_table_gets_a_hint(shipped):
    with pytest.raises(DataError) as fout:
        verdeling.run("inwoners", data=shipped.rename(columns={"inwoners": "inwoners 1-1-2025"}))
    assert [p.code for p in fout.value.problemen] == ["V187", "V779"]
    assert "rd_x" not in fout.value.tekst()
    assert "noem haar dan «inwoners»" in fout.value.tekst()
    with pytest.raises(DataError, match="capaciteit heeft de kolommen regulier en nood"):
        verdeling.run("inwoners", data=shipped.rename(columns={"inwoners": "bedden"}))
