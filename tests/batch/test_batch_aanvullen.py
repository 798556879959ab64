"""An experiment on own data that lacks a gemeente: refused, or filled in, told and kept with its results."""

from __future__ import annotations

import html
import json
import re

import pytest
from support.batch import KOP, schrijf

import verdeling
from verdeling.batch.run import make_setup, run_experiment
from verdeling.batch.show import write_pages
from verdeling.cli import main
from verdeling.errors import VerdelingError

PROEF = (
    KOP
    + """
model: inwoners
data: eigen
vary:
  totaal: {path: taken.asielopvang.totaal, values: [1000, 88000]}
measure: [results]
"""
)


@pytest.fixture
def map_(tmp_path):
    """Own inhabitants without Deventer; 1,000 more in Groningen than shipped."""
    gegevens = verdeling.run("inwoners").gegevens
    kolom = gegevens.kolom("inwoners", gegevens.peildatum)
    cijfers = dict(zip(kolom.codes, kolom.numerators, strict=True))
    del cijfers["GM0150"]
    cijfers["GM0014"] += 1000
    (tmp_path / "eigen").mkdir()
    regels = [f"{code},{n}" for code, n in cijfers.items()]
    (tmp_path / "eigen" / "gemeenten.csv").write_text("\n".join(["code,inwoners", *regels]) + "\n", "utf-8")
    return tmp_path


def test_a_missing_gemeente_stops_the_experiment_and_offers_the_choice(map_):
    with pytest.raises(VerdelingError, match=r"Deventer[\s\S]*--aanvullen"):
        make_setup(schrijf(map_, PROEF))


@pytest.mark.parametrize("waar", ["file", "option"])
def test_it_is_filled_in_told_per_row_and_kept(map_, capsys, waar):
    pad = schrijf(map_, PROEF + ("aanvullen: true\n" if waar == "file" else ""))
    optie = [] if waar == "file" else ["--aanvullen"]
    with pytest.raises(SystemExit) as einde:
        main(["experiment", "run", str(pad), "--out", str(map_ / "uit"), "--workers", "0", *optie])
    assert einde.value.code == 0
    (zin,) = [regel for regel in capsys.readouterr().err.splitlines() if "Deventer" in regel]
    manifest = json.loads((map_ / "uit" / "manifest.json").read_text("utf-8"))["experiment"]
    assert manifest["aanvullen"] is True
    assert zin in manifest["gelezen"]["nl"]
    assert len(manifest["gelezen"]["nl"]) == len(manifest["gelezen"]["en"])
    pagina = write_pages(map_ / "uit", "nl")
    assert zin in html.unescape(re.sub(r"<[^>]+>", "", pagina.read_text("utf-8")))


def test_the_figures_are_those_of_one_run_with_the_same_choice(map_):
    from verdeling.batch.query import run_query

    run_experiment(make_setup(schrijf(map_, PROEF), aanvullen=True), map_ / "uit", workers=0)
    rijen = dict(run_query(map_ / "uit", "select code, aantal from resultaten where scenario = 1")[1])
    los = verdeling.run(
        "inwoners", map_ / "eigen", aanvullen=True, overrides=["taken.asielopvang.totaal=88000"]
    )
    taak = los.indicatief.taken["asielopvang"]
    assert rijen == dict(zip(taak.codes, taak.aantallen, strict=True))
    assert len(rijen) == 342


def test_filled_in_or_not_are_different_experiments(map_):
    zonder = schrijf(map_, PROEF.replace("data: eigen\n", ""))
    assert make_setup(zonder).wortel != make_setup(zonder, aanvullen=True).wortel
