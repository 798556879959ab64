"""What people see: the shipped outcomes, the pages about them, the report, queries, exports, and plans."""

import csv
import io
import json
import re
import shlex
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from support.batch import KLEIN, KOP, TREK, schrijf
from support.paths import ROOT

import verdeling
from verdeling.batch.analysis import Analysis
from verdeling.batch.export import export_folder
from verdeling.batch.preview import make_preview
from verdeling.batch.query import run_query
from verdeling.batch.run import make_setup, run_experiment
from verdeling.batch.show import write_pages
from verdeling.cli import main
from verdeling.errors import VerdelingError
from verdeling.plan.plan import make_plan

NAMEN = sorted(p.stem for p in (ROOT / "experiments").glob("*.yaml"))
SOLVED = {"cyclus-instroom", "ruilverhouding"}
"""Experiments of which every scenario is a plan of the country."""
RUNS = [pytest.param(naam, marks=[pytest.mark.long] if naam in SOLVED else []) for naam in NAMEN]


@pytest.fixture(scope="module")
def uitkomst(tmp_path_factory):
    """Result folder of a shipped experiment, computed once."""
    map_ = tmp_path_factory.mktemp("uitkomst")

    @cache
    def van(naam: str) -> Path:
        run_experiment(make_setup(ROOT / "experiments" / f"{naam}.yaml"), map_ / naam, workers=0)
        return map_ / naam

    return van


def roep(capsys, *args: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as einde:
        main(args)
    uit = capsys.readouterr()
    return int(einde.value.code or 0), uit.out, uit.err


@pytest.mark.parametrize("naam", RUNS)
def test_the_figures_on_a_page_are_printed_by_the_experiment(naam, uitkomst, capsys):
    blokken = re.findall(
        r"```console\n(.*?)```", (ROOT / f"docs/experimenten/{naam}.md").read_text("utf-8"), re.S
    )
    vragen = [b for b in blokken if " query " in b]
    assert vragen
    for blok in vragen:
        regel, verwacht = blok.split("\n", 1)
        *_, sql = shlex.split(regel)
        code, uit, _ = roep(capsys, "experiment", "query", str(uitkomst(naam)), sql)
        assert code == 0
        assert uit == verwacht


@pytest.mark.parametrize("naam", RUNS)
def test_the_shipped_outcomes_are_those_of_the_experiment(naam, uitkomst, tmp_path):
    export_folder(uitkomst(naam), tmp_path, "csv")
    kept = ROOT / "experiments" / "uitkomsten" / naam
    gezien = sorted(p.name for p in kept.glob("*.csv"))
    assert {"bijdragen.csv", "banden.csv"} <= set(gezien)
    for bestand in gezien:
        mijn, hun = (
            list(csv.reader(io.StringIO((m / bestand).read_text("utf-8")))) for m in (tmp_path, kept)
        )
        assert mijn[0] == hun[0]
        assert len(mijn) == len(hun)
        # The mark of a scenario follows the whole model, its texts too; the figures may not.
        vrij = {"kenmerk"}
        for a, b in zip(mijn[1:], hun[1:], strict=True):
            for kolom, x, y in zip(mijn[0], a, b, strict=True):
                assert kolom in vrij or x == y or float(x) == pytest.approx(float(y), rel=1e-9, abs=2e-6), (
                    bestand,
                    a,
                    b,
                )


def test_the_outcomes_are_small():
    som = sum(p.stat().st_size for p in (ROOT / "experiments/uitkomsten").rglob("*") if p.is_file())
    assert som < 2_000_000


def test_every_experiment_has_its_page_in_two_languages():
    lijst = (ROOT / "docs/experimenten/README.md").read_text("utf-8")
    for naam in NAMEN:
        tekst = (ROOT / f"docs/experimenten/{naam}.md").read_text("utf-8")
        assert "## In English" in tekst
        assert f"experiments/{naam}.yaml" in tekst
        assert f"({naam}.md)" in lijst


# --- analysis -----------------------------------------------------------------------------------------------


def test_bands_against_numpy(tmp_path):
    run_experiment(make_setup(schrijf(tmp_path, TREK)), tmp_path / "u", workers=0)
    _, rijen = run_query(
        tmp_path / "u", "select code, list(aantal order by scenario) from resultaten group by 1"
    )
    per = {code: np.array(aantallen) for code, aantallen in rijen}
    assert len(per) == 342
    for _, code, laagste, p5, mediaan, p95, hoogste, *_ in Analysis(tmp_path / "u").banden():
        verwacht = np.quantile(per[code], (0, 0.05, 0.5, 0.95, 1))
        np.testing.assert_allclose((laagste, p5, mediaan, p95, hoogste), verwacht, atol=0.00501)
    rangen = np.stack([per[c] for c in sorted(per)])
    rang = 1 + (rangen[:, None, :] < rangen[None, :, :]).sum(axis=1)
    for i, rij in enumerate(Analysis(tmp_path / "u").banden()):
        assert rij[7:] == (rang[i].min(), rang[i].max())


def test_variance_shares_of_a_full_grid_by_hand(tmp_path):
    """Y = a·b with a in {1, 2}, b in {1, 2, 3}: Var = 2.9167, Var E[Y|a] = 1, Var E[Y|b] = 1.5."""
    tekst = KOP + (
        "model: inwoners\nbonus: {taak: asielopvang, bedrag: 1, drempel: 0.5, reactie: 1}\n"
        "vary:\n  a: {path: bonus.bedrag, values: [1000, 2000]}\n"
        "  b: {path: bonus.reactie, values: [1, 2, 3]}\n"
    )
    run_experiment(make_setup(schrijf(tmp_path, tekst)), tmp_path / "u", workers=0)
    aandeel = {
        naam: s
        for taak, doel, naam, s in Analysis(tmp_path / "u").bijdragen()
        if (taak, doel) == ("asielopvang/bonus_plaatsen", "totaal")
    }
    variantie = np.var([a * b for a in (1, 2) for b in (1, 2, 3)])
    assert aandeel["a"] == pytest.approx(np.var([2, 4]) / variantie, abs=1e-5)
    assert aandeel["b"] == pytest.approx(np.var([1.5, 3, 4.5]) / variantie, abs=1e-5)


def test_a_drawn_parameter_that_does_nothing_has_no_share(tmp_path):
    tekst = KOP + (
        "model: inwoners\nbonus: {taak: asielopvang, bedrag: 1000, drempel: 1, reactie: 0.1}\n"
        "vary:\n  niets: {path: bonus.bedrag, draw: {uniform: {low: 1000, high: 5000}}}\n"
        "  totaal:\n    path: taken.asielopvang.totaal\n"
        "    draw: {uniform: {low: 50000, high: 90000}, decimals: 0}\n"
        "design: {method: lhs, samples: 400}\n"
    )
    run_experiment(make_setup(schrijf(tmp_path, tekst)), tmp_path / "u", workers=0)
    aandeel = {
        n: s for t, d, n, s in Analysis(tmp_path / "u").bijdragen() if (t, d) == ("asielopvang", "totaal")
    }
    assert aandeel["niets"] < 0.05
    assert aandeel["totaal"] > 0.99
    # By hand, of another outcome that both move: 20 bins of 20 scenarios, less what chance alone would give.
    rijen = run_query(
        tmp_path / "u",
        "select niets, waarde from maten join scenarios using (scenario) "
        "where taak = 'asielopvang/bonus_plaatsen' and maat = 'totaal' order by niets",
    )[1]
    bakken = np.array([y for _, y in rijen]).reshape(20, 20)
    eta = bakken.mean(axis=1).var() / bakken.var()
    (mijn,) = (
        s
        for t, d, n, s in Analysis(tmp_path / "u").bijdragen()
        if (t, d, n) == ("asielopvang/bonus_plaatsen", "totaal", "niets")
    )
    assert 0.5 < mijn == pytest.approx(1 - (1 - eta) * 399 / 380, abs=2e-6)


def test_a_report_names_what_the_bonus_does_in_its_language(uitkomst, tmp_path):
    for lang, naam in (
        ("nl", "Asielopvang, extra plaatsen door de bonus"),
        ("en", "Asylum reception, extra places"),
    ):
        tekst = write_pages(uitkomst("bonusontwerp"), lang, tmp_path / f"{lang}.html").read_text("utf-8")
        assert naam in tekst
        assert "bonus_" not in tekst
        assert "/bonus" not in tekst


# --- command line -------------------------------------------------------------------------------------------


def test_plan_run_show_query_export_from_the_command_line(tmp_path, capsys):
    pad, uit = str(schrijf(tmp_path, KLEIN)), str(tmp_path / "uit")
    code, tekst, _ = roep(capsys, "experiment", "plan", pad, "--lang", "en")
    assert code == 0
    assert "80 scenarios, in 10 blocks" in tekst
    assert "80: closed form, in arrays" in tekst
    code, _, regels = roep(capsys, "experiment", "run", pad, "--out", uit, "--workers", "0")
    assert code == 0
    assert "80 van 80 scenario's" in regels
    code, tekst, _ = roep(
        capsys, "experiment", "query", uit, "select count(*) as n from resultaten", "--json"
    )
    assert json.loads(tekst) == [{"n": 80 * 342}]
    code, tekst, _ = roep(
        capsys, "experiment", "export", uit, "--out", str(tmp_path / "x"), "--format", "parquet"
    )
    assert code == 0
    assert {Path(r).name for r in tekst.split()} == {
        f"{n}.parquet" for n in ("resultaten", "maten", "scenarios", "banden", "bijdragen")
    }
    code, tekst, fout = roep(capsys, "experiment", "query", uit, "select niets from nergens")
    assert code == 1
    assert "[V739]" in fout
    code, _, fout = roep(capsys, "experiment", "query", str(tmp_path / "leeg"), "select 1")
    assert "[V733]" in fout
    code, _, fout = roep(capsys, "experiment", "run", pad, "--out", uit, "--shard", "3/2")
    assert code == 2
    assert "3/2" in fout


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("naam", RUNS)
def test_the_report_is_one_file_without_network_or_script(naam, lang, uitkomst, tmp_path, capsys):
    doel = tmp_path / "r.html"
    code, *_ = roep(capsys, "experiment", "show", str(uitkomst(naam)), "--out", str(doel), "--lang", lang)
    assert code == 0
    tekst = doel.read_text("utf-8")
    assert f'<html lang="{lang}">' in tekst
    assert "<script" not in tekst
    assert not re.search(r'(?:src|href)="(?!#)', tekst)
    assert tekst.count("<svg") >= 2
    assert len(tekst) < 2_000_000
    titel = "Banden per gemeente" if lang == "nl" else "Bands per gemeente"
    assert f"<h2>{titel}</h2>" in tekst
    assert "Deventer" in tekst
    ids = re.findall(r'\bid="([^"]+)"', tekst)
    assert len(ids) == len(set(ids))


def test_a_report_of_goals_alone_has_no_picture_per_gemeente(tmp_path):
    """Without figures per gemeente there is no fan to draw."""
    opgave = """
titel: {nl: Opgave, en: Total}
omschrijving: {nl: Doelen alleen., en: Goals alone.}
model: spreidingswet-2026
set: ["gebied=[Zeeland]"]
vary:
  opgave: {path: taken.asielopvang.totaal, values: [1500, 1910]}
  straal: {path: plan.regels.samenwerking.straal_km, values: [5, 20]}
measure: [goals]
"""
    run_experiment(make_setup(schrijf(tmp_path, opgave)), tmp_path / "u", workers=0)
    page = write_pages(tmp_path / "u").read_text("utf-8")
    assert "opgave" in page


def test_a_report_or_export_that_cannot_be_written_is_one_error(tmp_path):
    run_experiment(make_setup(schrijf(tmp_path, KLEIN)), tmp_path / "u", workers=0)
    with pytest.raises(VerdelingError, match="V740"):
        write_pages(tmp_path / "u", doel=Path("/proc/verdeling.html"))
    with pytest.raises(VerdelingError, match="V740"):
        export_folder(tmp_path / "u", Path("/proc/verdeling"), "csv")


def test_a_folder_without_results_yet(tmp_path):
    from verdeling.batch.store import Store

    Store(tmp_path / "u").open(make_setup(schrijf(tmp_path, KLEIN)))
    with pytest.raises(VerdelingError, match="V738"):
        Analysis(tmp_path / "u")


def test_the_plan_counts_the_processes_that_run_will_have(tmp_path):
    setup = make_setup(schrijf(tmp_path, KLEIN))
    assert [make_preview(setup, n).workers for n in (0, 1, 3, 64)] == [1, 1, 3, len(setup.blokken())]


# --- plans --------------------------------------------------------------------------------------------------

ZONDER = (
    "plan.regels.locatieomvang=null",
    "plan.regels.samenwerking=null",
    "plan.regels.omzetting=null",
    "plan.doelen=[tekort, nieuwbouw, volgorde]",
)
"""A plan without switches: each gemeente for itself, a site of any size."""


def planproef(as_: str, set_: tuple[str, ...] = ZONDER) -> str:
    regels = "".join(f'  - "{s}"\n' for s in set_)
    return (
        f"{KOP}model: spreidingswet-2026\nset:\n{regels}vary:\n  bedrag: {as_}\nmeasure: [results, goals]\n"
    )


BEDRAG = "{path: plan.regels.uitkering.per_plaats, values: [1000, 2000]}"


def test_plan_scenarios_are_the_plans_of_the_model(tmp_path):
    setup = make_setup(schrijf(tmp_path, planproef(BEDRAG)))
    verkenning = make_preview(setup)
    assert verkenning.wegen == {"programma": 2}
    verslag = run_experiment(setup, tmp_path / "u", workers=0)
    assert verslag.mislukt == 0
    _, rijen = run_query(
        tmp_path / "u",
        "select bedrag, list(aantal order by code) filter (taak = 'asielopvang/plan'), "
        "sum(aantal) filter (taak = 'asielopvang/uitkering_eur') "
        "from resultaten join scenarios using (scenario) group by scenario, bedrag order by scenario",
    )
    resultaat = verdeling.run("spreidingswet-2026", overrides=ZONDER)
    plan = make_plan(resultaat.model, resultaat.gegevens, resultaat.indicatief)
    for bedrag, aantallen, euro in rijen:
        assert aantallen == list(plan.plan)
        assert euro * 2000 == sum(plan.amounts("uitkering_eur")) * bedrag
    _, doelen = run_query(tmp_path / "u", "select distinct waarde from maten where maat = 'doel_nieuwbouw'")
    assert doelen == [(float(next(d.value for d in plan.doelen if d.name == "nieuwbouw")),)]


def test_equal_programs_are_solved_once_and_program_paths_told(tmp_path, monkeypatch):
    """What a bonus costs changes no row of the program: the second scenario solves no part again."""
    import verdeling.solver.solving as solve

    keren = []
    echt = solve.solve_part

    def telt(deel, *rest):
        keren.append(deel.fingerprint())
        return echt(deel, *rest)

    monkeypatch.setattr(solve, "solve_part", telt)
    run_experiment(make_setup(schrijf(tmp_path, planproef(BEDRAG))), tmp_path / "u", workers=0)
    assert len(keren) == len(set(keren)) > 0
    groot = make_setup(schrijf(tmp_path, planproef(BEDRAG, ("taken.asielopvang.totaal=88000",))))
    monkeypatch.setattr("verdeling.batch.blocks.Runner.blok", lambda self, nummers: [])
    assert make_preview(groot).wegen == {"programma_per_provincie": 2}
