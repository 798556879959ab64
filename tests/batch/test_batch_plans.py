"""Plans in experiments: parts that come back, and what stands in the row of a scenario without a plan."""

import datetime as dt
import math
from fractions import Fraction
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from support.batch import KOP, inhoud, schrijf

import verdeling.solver.solving
from verdeling.batch.blocks import Runner
from verdeling.batch.plans import PlanRunner
from verdeling.batch.run import make_setup, run_experiment
from verdeling.errors import Onoplosbaar, Problem
from verdeling.solver.part import PartAnswer
from verdeling.solver.session import Unfinished

REIZEN = (
    KOP
    + """
model: spreidingswet-2026
vary:
  naaste: {path: plan.regels.samenwerking.dichtstbij, values: [4, 0]}
measure: [results, goals]
"""
)
"""Without the four nearest Vlieland has nowhere to go, nor have Mook, Gennep and Bergen (L.)."""
DAG = dt.date(2025, 1, 1)
GROND = "grondslag: {bron: proef, status: illustrative, reden: x}"
REST = "{PV20: {waarde: 200, grondslag: {bron: proef, status: illustrative, reden: x}}}"
OPGAVE = (
    KOP
    + f"""
model: spreidingswet-2026
set:
  - plan.regels.samenwerking=null
  - plan.regels.locatieomvang=null
  - plan.regels.omzetting=null
  - "plan.doelen=[tekort, nieuwbouw, volgorde]"
  - "plan.regels.provincietotaal.rest={REST}"
vary:
  rest: {{path: plan.regels.provincietotaal.rest.PV20.waarde, values: [210, 220, 230]}}
measure: [results, goals]
"""
)


def rijen(map_: Path) -> list[dict]:
    return pq.read_table(map_ / "scenarios").to_pylist()


def test_an_error_in_measuring_one_plan_is_a_row_and_stops_no_other(tmp_path, monkeypatch):
    echt, keer = Runner.measured, []

    def measured(self, basis, *rest):
        keer.append(basis)
        if len(keer) == 2:
            raise MemoryError("te weinig geheugen")
        return echt(self, basis, *rest)

    monkeypatch.setattr(Runner, "measured", measured)
    assert run_experiment(make_setup(schrijf(tmp_path, OPGAVE)), tmp_path / "u", workers=0).mislukt == 1
    uit = rijen(tmp_path / "u")
    assert [r["status"] for r in uit] == ["klaar", "mislukt", "klaar"]
    assert "MemoryError: te weinig geheugen" in uit[1]["melding"]


def test_a_scenario_without_a_plan_tells_which_rules_and_where(tmp_path):
    setup = make_setup(schrijf(tmp_path, REIZEN))
    verslag = run_experiment(setup, tmp_path / "u", workers=0)
    assert verslag.mislukt == 1
    goed, fout = rijen(tmp_path / "u")
    assert (goed["status"], goed["melding"]) == ("klaar", "")
    assert fout["status"] == "mislukt"
    fryslan, limburg = fout["melding"].splitlines()
    for regel in ("provincietotaal", "restverdeling", "samenwerking", "locatieomvang"):
        assert regel in fryslan
        assert regel in limburg
    assert fryslan.startswith("Fryslân")
    for eiland in ("Ameland", "Schiermonnikoog", "Terschelling", "Vlieland"):
        assert eiland in fryslan
    assert limburg.startswith("Limburg")
    for gemeente in ("Bergen (L.)", "Gennep", "Mook en Middelaar"):
        assert gemeente in limburg


def test_without_cooperation_every_gemeente_that_asks_less_than_a_site_is_named(tmp_path):
    tekst = REIZEN.replace("dichtstbij, values: [4, 0]", "straal_km, values: [20]").replace(
        "vary:", "set: [plan.regels.samenwerking=null, plan.regels.omzetting=null]\nvary:"
    )
    tekst = tekst.replace("plan.regels.samenwerking.straal_km", "plan.regels.locatieomvang.minimum")
    setup = make_setup(schrijf(tmp_path, tekst.replace("[20]", "[100]")))
    loper = PlanRunner(setup)
    pp, _ = loper.program(loper.basis(setup.scenario(0)), setup.scenario(0))
    data, r = pp.data, pp.state.r
    klein = {data.namen[g] for g in range(data.aantal) if 0 < r[g] < 100 and not data.bestaand[g]}
    assert klein
    run_experiment(setup, tmp_path / "u", workers=0)
    (rij,) = rijen(tmp_path / "u")
    assert all(naam in rij["melding"] for naam in klein)
    assert "samenwerking" not in rij["melding"]


def test_without_time_for_the_words_the_row_names_the_rules_of_the_part(tmp_path, monkeypatch):
    def te_laat(*_, **__):
        raise Unfinished

    monkeypatch.setattr("verdeling.batch.plans.explain_conflict", te_laat)
    run_experiment(make_setup(schrijf(tmp_path, REIZEN)), tmp_path / "u", workers=0)
    fout = rijen(tmp_path / "u")[1]
    assert fout["status"] == "mislukt"
    assert "[V410]" in fout["melding"]
    assert "provincietotaal GM0060" in fout["melding"]


def test_the_search_for_the_conflict_ends_at_the_time_limit():
    from verdeling.pipeline import load_data, load_model
    from verdeling.plan.questions.conflict import explain_conflict
    from verdeling.plan.read import read_plan_data
    from verdeling.sleutel.indicatief import compute_indicatief

    model = load_model("spreidingswet-2026", ["plan.regels.samenwerking.dichtstbij=0"])
    gegevens = load_data(None, model.grenzen)
    data = read_plan_data(model, gegevens, compute_indicatief(model, gegevens))
    with pytest.raises(Unfinished):
        explain_conflict(data, model.plan, einde=1.0, hier=True)


def test_a_bonus_beside_a_plan_follows_its_formula(tmp_path):
    """E = round half-up(2 % × 2 thousand × N), none where B + E stays at or below N."""
    bonus = "bonus: {taak: asielopvang, bedrag: 1000, drempel: 1, reactie: 0.02}\nvary:"
    tekst = OPGAVE.replace("vary:", bonus).replace("[210, 220, 230]", "[210]")
    tekst = tekst.replace("measure", "  bedrag: {path: bonus.bedrag, values: [2000]}\nmeasure").replace(
        "goals]", "diagnostics, goals]"
    )
    setup = make_setup(schrijf(tmp_path, tekst))
    run_experiment(setup, tmp_path / "u", workers=0)
    cijfers: dict[str, dict[str, int]] = {}
    for rij in pq.read_table(tmp_path / "u" / "resultaten").to_pylist():
        cijfers.setdefault(rij["taak"], {})[rij["code"]] = rij["aantal"]
    data = setup.gegevens(setup.load(setup.scenario(0)))
    bestaand = dict(zip(data.codes, data.complete("capaciteit_regulier").numerators, strict=True))
    for code, n in cijfers["asielopvang"].items():
        extra = math.floor(Fraction(4, 100) * n + Fraction(1, 2))
        boven = max(bestaand[code] + extra - n, 0)
        assert cijfers["asielopvang/bonus_plaatsen"][code] == (extra if boven else 0)
        assert cijfers["asielopvang/bonus_euro"][code] == 2000 * boven
    assert sum(cijfers["asielopvang/bonus_plaatsen"].values()) > 0
    maten = pq.read_table(tmp_path / "u" / "maten").to_pylist()
    for euro in ("bonus_euro", "uitkering_eur"):
        mijn = {r["maat"]: r["waarde"] for r in maten if r["taak"] == f"asielopvang/{euro}"}
        assert set(mijn) == {"totaal", "zonder"}, "euros have no evenness per inhabitant"
        assert mijn["totaal"] == sum(cijfers[f"asielopvang/{euro}"].values())


def test_a_plan_reads_the_drawn_figures_in_its_key_and_in_its_rules(tmp_path):
    """Each draw has its own indicative figures, and a ceiling per 1 000 follows the drawn inhabitants."""
    plafond = f"{{per_1000: 8, peildatum: {DAG}, {GROND}}}"
    trekking = OPGAVE.split("set:", maxsplit=1)[0] + (
        "set: [plan.regels.samenwerking=null, plan.regels.locatieomvang=null, plan.regels.omzetting=null,\n"
        f'  "plan.regels.plafond={plafond}", "plan.doelen=[tekort, volgorde]"]\n'
        "vary:\n  inwoners: {path: data.inwoners, draw: {uniform: {low: 50000, high: 90000}}}\n"
        "repetitions: 3\nmeasure: [results, goals]\n"
    )
    run_experiment(make_setup(schrijf(tmp_path, trekking)), tmp_path / "u", workers=0)
    los = schrijf(tmp_path, trekking.replace("[results, goals]", "[results]"), "los.yaml")
    run_experiment(make_setup(los), tmp_path / "los", workers=0)
    zonder = pq.read_table(tmp_path / "los" / "resultaten").to_pylist()
    met = pq.read_table(tmp_path / "u" / "resultaten").to_pylist()
    assert [r for r in met if r["taak"] == "asielopvang"] == zonder
    inwoners = {
        (r["scenario"], r["code"]): r["waarde"]
        for r in pq.read_table(tmp_path / "u" / "trekkingen").to_pylist()
    }
    setup = make_setup(schrijf(tmp_path, trekking))
    data = setup.gegevens(setup.load(setup.scenario(0)))
    bestaand = dict(zip(data.codes, data.complete("capaciteit_regulier").numerators, strict=True))
    plan = {(r["scenario"], r["code"]): r["aantal"] for r in met if r["taak"] == "asielopvang/plan"}
    grens = {wie: max(bestaand[wie[1]], int(8 * n // 1000)) for wie, n in inwoners.items()}
    assert len(plan) == 3 * 342
    assert all(plan[wie] <= grens[wie] for wie in plan)
    zelf = {
        c: 8 * n // 1000 for c, n in zip(data.codes, data.complete("inwoners", DAG).numerators, strict=True)
    }
    boven = [wie for wie in plan if plan[wie] > max(bestaand[wie[1]], zelf[wie[1]])]
    assert len(boven) > 50, "the ceiling of the figures themselves would not leave these places"


def test_an_unexpected_error_in_one_plan_is_a_row_and_stops_no_other(tmp_path, monkeypatch):
    echt = PlanRunner.plan

    def plan(self, basis, scenario):
        if scenario.nummer == 1:
            raise ZeroDivisionError("proef")
        return echt(self, basis, scenario)

    monkeypatch.setattr(PlanRunner, "plan", plan)
    verslag = run_experiment(make_setup(schrijf(tmp_path, OPGAVE)), tmp_path / "u", workers=0)
    assert verslag.mislukt == 1
    assert [r["status"] for r in rijen(tmp_path / "u")] == ["klaar", "mislukt", "klaar"]
    assert "ZeroDivisionError: proef" in rijen(tmp_path / "u")[1]["melding"]


def test_a_part_that_comes_back_is_solved_once_and_nothing_changes(tmp_path, monkeypatch):
    """Only Groningen differs between the scenarios; remembered parts give the same bytes as fresh ones."""
    setup = make_setup(schrijf(tmp_path, OPGAVE))
    echt, geteld = verdeling.solver.solving.solve_part, []

    def telt(deel, *args):
        geteld.append(deel.fingerprint())
        return echt(deel, *args)

    monkeypatch.setattr(verdeling.solver.solving, "solve_part", telt)
    run_experiment(setup, tmp_path / "met", workers=0)
    met = list(geteld)
    geteld.clear()
    vers = PlanRunner.plan

    def forget(self, *args):
        self._delen.clear()
        return vers(self, *args)

    monkeypatch.setattr(PlanRunner, "plan", forget)
    run_experiment(setup, tmp_path / "zonder", workers=0)
    assert len(set(met)) == len(met) < len(geteld)
    assert set(met) == set(geteld)
    assert inhoud(tmp_path / "met") == inhoud(tmp_path / "zonder")
    assert [r["status"] for r in rijen(tmp_path / "met")] == ["klaar"] * setup.aantal


def test_parts_of_scenarios_without_a_plan_do_not_pile_up(tmp_path, monkeypatch):
    setup = make_setup(schrijf(tmp_path, REIZEN))
    maker = PlanRunner(setup)
    monkeypatch.setattr("verdeling.batch.plans.KEPT", 3)
    monkeypatch.setattr("verdeling.batch.plans.explain_conflict", lambda *_, **__: ())

    def geen_plan(*_, geheugen, **__):
        geheugen.update({str(nummer): PartAnswer() for nummer in range(10)})
        raise Onoplosbaar([Problem.van("V412", "proef", regels="proef")])

    monkeypatch.setattr("verdeling.batch.plans.solve_program", geen_plan)
    scenario = setup.scenario(1)
    with pytest.raises(Onoplosbaar):
        maker.plan(maker.basis(scenario), scenario)
    assert list(maker._delen) == ["7", "8", "9"]
