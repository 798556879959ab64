"""What of own data counts, what does not, and where a figure that was filled in comes from."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

import verdeling
from verdeling.cli import main
from verdeling.insight.data_read import datanotes
from verdeling.insight.explain import source_line
from verdeling.result.json_form import spoor_json
from verdeling.result.remarks import diagnostics


@pytest.fixture(scope="module")
def inwoners():
    """Own inhabitants of 2025, seven more than ship, without Deventer."""
    kolom = verdeling.run("inwoners").gegevens.kolom("inwoners", date(2025, 1, 1))
    rijen = [(c, t + 7) for c, t in zip(kolom.codes, kolom.numerators, strict=True) if c != "GM0150"]
    return pd.DataFrame(rijen, columns=["code", "inwoners"])


def gemeld(resultaat, code):
    return [m for m in resultaat.meldingen() if f"[{code}]" in m]


@pytest.mark.parametrize(
    ("tabel", "kolommen", "naam"),
    [
        ("aanbod", {"code": [150], "aanbod": [250]}, "aanbod"),
        ("capaciteit", {"code": [150], "regulier": [1], "nood": [2]}, "capaciteit_regulier, capaciteit_nood"),
        ("realisatie", {"code": [150], "periode": ["2023-1"], "gehuisvest": [1]}, "realisatie"),
    ],
)
def test_a_table_that_the_model_does_not_read_is_told(tabel, kolommen, naam):
    resultaat = verdeling.run("inwoners", data={tabel: pd.DataFrame(kolommen)})
    (zin,) = gemeld(resultaat, "V776")
    assert f"dit model: {naam}; het leest: inwoners" in zin
    assert "V776" in {m["code"] for m in _opgeschreven(resultaat)["meldingen"]}


def test_a_table_that_the_model_reads_is_not_called_unused():
    capaciteit = pd.DataFrame({"code": [150], "regulier": [1], "nood": [2]})
    resultaat = verdeling.run(
        "spreidingswet-2026", data={"capaciteit": capaciteit}, plan=False, aanvullen=True
    )
    assert not gemeld(resultaat, "V775") + gemeld(resultaat, "V776")


def test_a_column_of_figures_that_the_model_does_not_read_is_named(inwoners):
    frame = inwoners.assign(**{"inwoners 2024": 5})
    (zin,) = gemeld(verdeling.run("inwoners", data=frame, aanvullen=True), "V775")
    assert "hangt niet af van: inwoners 2024" in zin


def test_a_gap_gets_the_shipped_figure_of_the_date_that_the_model_asks(inwoners):
    """CBS 2025: 104,301 in Deventer; 105,111 a year later."""
    gegevens = verdeling.load_data(inwoners, aanvullen=True)
    for dag, aantal in ((date(2025, 1, 1), 104_301), (date(2026, 1, 1), 105_111)):
        kolom = gegevens.kolom("inwoners", dag)
        assert kolom.numerators[kolom.codes.index("GM0150")] == aantal
        assert kolom.numerators[kolom.codes.index("GM0014")] == 244_441 + 7
    resultaat = verdeling.run("inwoners", data=inwoners, aanvullen=True)
    (zin,) = gemeld(resultaat, "V158")
    assert "Deventer (GM0150) aangevuld met het meegeleverde cijfer 104.301 van 2025-01-01" in zin
    assert [m["code"] for m in _opgeschreven(resultaat)["meldingen"]].count("V158") == 1


def test_a_figure_that_was_filled_in_has_its_own_source(inwoners):
    resultaat = verdeling.run("inwoners", data=inwoners, aanvullen=True, trace=True)
    kolom = resultaat.gegevens.kolom("inwoners", date(2025, 1, 1))
    eigen, gevuld = (source_line(kolom, c, "nl") for c in ("GM0014", "GM0150"))
    assert "onbekend" in eigen
    assert "aangevuld" not in eigen
    assert gevuld.startswith("peildatum 1-1-2025; Centraal Bureau voor de Statistiek (CBS)")
    assert gevuld.endswith("aangevuld")
    (uitleg,) = resultaat.uitleg("Deventer")
    assert gevuld in uitleg.tekst("nl")
    sporen = {spoor.code: spoor_json(spoor, herkomst) for spoor, herkomst in resultaat._sporen_with_origins()}
    assert sporen["GM0150"]["waarden"][0]["bron"].startswith("Centraal Bureau voor de Statistiek")
    assert sporen["GM0014"]["waarden"][0]["bron"].startswith("onbekend")
    assert len(_opgeschreven(resultaat)["gegevens"]) == 2


def _opgeschreven(resultaat):
    return diagnostics(resultaat.model, resultaat.gegevens, resultaat.indicatief)


def test_an_experiment_tells_the_same(inwoners):
    model = verdeling.load_model("inwoners")
    frame = inwoners.assign(anders=5)
    gelezen = datanotes(model, verdeling.load_data(frame, model.grenzen, aanvullen=True))
    assert {"V158", "V190", "V775"} <= {m.code for m in gelezen}


def test_a_score_that_was_filled_in_is_written_as_a_decimal():
    score = verdeling.run("spreidingswet-2026", plan=False).gegevens.kolom("ses_woa")
    bekend = {
        c: t / score.denominator for c, t in zip(score.codes, score.numerators, strict=True) if t is not None
    }
    frame = pd.DataFrame(
        {"code": list(bekend), "ses_woa": [w if c != "GM0193" else None for c, w in bekend.items()]}
    )
    frame["inwoners"] = 5000
    gegevens = verdeling.load_data(frame, aanvullen=True)
    (zin,) = [m.tekst() for m in gegevens.kolom("ses_woa").meldingen if "Zwolle" in m.tekst()]
    assert "cijfer 0,047161 van 2022-01-01" in zin


def test_the_data_show_in_one_line_what_they_hold(inwoners):
    eigen = verdeling.load_data(inwoners, aanvullen=True)
    assert repr(eigen).startswith(
        "Gegevens van 342 gemeenten op de grenzen van 2026-01-01; eigen: inwoners (DataFrame); "
    )
    assert "eigen: geen" in repr(verdeling.load_data())
    assert len(repr(eigen)) <= 500


@pytest.mark.parametrize("naam", ["cpsat", "cp-sat"])
def test_an_engine_is_known_in_both_spellings(naam, capsys):
    assert verdeling.run("inwoners", engine=naam).plan is None
    with pytest.raises(SystemExit) as einde:
        main(["run", "inwoners", "--engine", naam])
    assert einde.value.code == 0


@pytest.mark.parametrize(
    "opdracht", [["run", "inwoners", "--data", ""], ["run", ""], ["check", "inwoners", ""]]
)
def test_an_empty_path_is_not_the_current_folder(opdracht, capsys):
    with pytest.raises(SystemExit) as einde:
        main(opdracht)
    assert einde.value.code == 1
    assert "V646" in capsys.readouterr().err


def test_a_check_names_everything_that_is_absent_and_counts_one_row_as_one(tmp_path, capsys):
    tabel = tmp_path / "t.csv"
    tabel.write_text("naam;opgave\nDeventer;509\n", "utf-8")
    with pytest.raises(SystemExit):
        main(["check", "inwoners", str(tabel)])
    uit = capsys.readouterr().out
    assert "1 rij vergeleken" in uit
    assert "het gehele getal is gelijk: 509" in uit
    assert "Zwolle" in uit
    assert "…" not in uit
    tabel.write_text("naam;opgave\nOverijssel;5832\nUtrecht;6872\n", "utf-8")
    with pytest.raises(SystemExit):
        main(["check", "inwoners", str(tabel)])
    assert "2 rijen vergeleken" in capsys.readouterr().out
