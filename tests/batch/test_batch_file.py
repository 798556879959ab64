"""The experiment file: what is refused, how scenarios are numbered, what is drawn."""

import json
import math
import statistics
from fractions import Fraction
from pathlib import Path

import jsonschema
import numpy as np
import pytest
import yaml
from support.batch import KLEIN, KOP, TREK, schrijf
from support.paths import ROOT

from verdeling.batch.draws import EDGE, draw_quantile, draw_sample, model_value, normal_quantile, uniform
from verdeling.batch.file import Design, Draw, read_experiment, schema, text_of
from verdeling.batch.query import connect_shards
from verdeling.batch.run import make_setup
from verdeling.errors import VerdelingError
from verdeling.solver.engines import ENGINES

EXPERIMENTEN = sorted((ROOT / "experiments").glob("*.yaml"))


def codes(map_: Path, tekst: str) -> list[str]:
    with pytest.raises(VerdelingError) as fout:
        make_setup(schrijf(map_, tekst))
    fout.value.tekst("en")
    return [p.code for p in fout.value.problemen]


def met(vary: str, rest: str = "") -> str:
    return f"{KOP}model: inwoners\nvary:\n  x: {vary}\n{rest}"


TOTAAL = "path: taken.asielopvang.totaal"
LEEST = "{indicator: inwoners, peildatum: 2024-01-01}, {indicator: inwoners, peildatum: 2025-01-01}"
TWEE_DATA = f'set: ["taken.asielopvang.sleutel={{som: [{LEEST}]}}"]\n'
FOUTEN = [
    (met(f"{{{TOTAAL}, values: []}}"), "V704"),
    (met(f"{{{TOTAAL}, values: [50000, '60.000']}}"), "V218"),
    (met(f"{{{TOTAAL}, range: {{low: 5, high: 1, step: 1}}}}"), "V705"),
    (met(f"{{{TOTAAL}, range: {{low: 1, high: 5, step: 0}}}}"), "V705"),
    (met(f"{{{TOTAAL}}}"), "V703"),
    (met(f"{{{TOTAAL}, values: [1], range: {{low: 1, high: 2, step: 1}}}}"), "V703"),
    (met(f"{{{TOTAAL}, range: {{low: 0, high: 1000000000, step: 1}}}}"), "V715"),
    (met("{path: data.inwoners, values: [1, 2]}"), "V706"),
    (met("{path: data.inwoners, draw: {normal: {relative: 0.5}}}"), "V713"),
    (met("{path: data.inwoners, draw: {uniform: {low: -5, high: 10}}}"), "V713"),
    (met("{path: data.inwoners, draw: {uniform: {low: 10, high: 10}}}"), "V705"),
    (met("{path: data.inwonerss, draw: {normal: {relative: 0.01}}}"), "V719"),
    (met("{path: data.huishoudens, draw: {normal: {relative: 0.01}}}"), "V721"),
    (met("{path: data.ses_woa, draw: {uniform: {low: data.ses_woa_hoog, high: data.ses_woa_laag}}}").replace(
        "inwoners", "spreidingswet-2026"), "V714"),
    (met("{path: data.inwoners, draw: {normal: {relative: 0.01}}}", TWEE_DATA), "V720"),
    (met("{path: bonus.bedrag, values: [1]}"), "V707"),
    (met("{path: tken.asielopvang.totaal, values: [1]}"), "V217"),
    (met("{path: taken.asielopvang.totaall, values: [1]}"), "V220"),
    (met("{path: taken.asielopvangg.totaal, values: [1]}"), "V217"),
    (met(f"{{{TOTAAL}, draw: {{normal: {{mean: 5}}}}}}"), "V711"),
    (met(f"{{{TOTAAL}, draw: {{normal: {{relative: 0.1}}}}}}"), "V712"),
    (met(f"{{{TOTAAL}, draw: {{}}}}"), "V710"),
    (met(f"{{{TOTAAL}, draw: {{triangular: {{low: 5, mode: 1, high: 9}}}}}}"), "V705"),
    (met(f"{{{TOTAAL}, values: [1]}}", "repetitions: 3\n"), "V709"),
    (
        met(f"{{{TOTAAL}, draw: {{uniform: {{low: 1, high: 9}}}}}}", "design: {method: sobol, samples: 6}\n"),
        "V708",
    ),
    (met(f"{{{TOTAAL}, values: [1]}}", "measure: [goals]\n"), "V717"),
    (met(f"{{{TOTAAL}, values: [1]}}", "tasks: [opvang]\n"), "V716"),
    (met(f"{{{TOTAAL}, values: [1]}}", "tasks: []\n"), "V223"),
    (met(f"{{{TOTAAL}, values: [1]}}", "engine: gurobi\n"), "V222"),
    (met(f"{{{TOTAAL}, values: [1]}}", 'data: ""\n'), "V651"),
    (met(f"{{{TOTAAL}, values: [1]}}", 'data: " "\n'), "V651"),
    ("[1, 2]\n", "V702"),
]  # fmt: skip


@pytest.mark.parametrize(("tekst", "code"), FOUTEN, ids=[f"{c}-{i}" for i, (_, c) in enumerate(FOUTEN)])
def test_bad_input_is_told_before_anything_runs(tmp_path, tekst, code):
    assert code in codes(tmp_path, tekst)


BONUS = "bonus: {taak: asielopvang, bedrag: 1, drempel: 0.5, reactie: 1}\n"
AFRONDING = "  y: {path: taken.asielopvang.niveaus.0.afronding, values: [half_op, bla]}\n"
TWEE, OMLAAG = f"{{{TOTAAL}, values: [1, 2]}}", AFRONDING.replace("bla", "omlaag")
PLAATSEN = [
    # What is wrong with the base model stands once, at its own place, however many parameters there are.
    (met(TWEE, OMLAAG).replace("inwoners", "inwonerss"), [("V214", "model")]),
    (met(TWEE, OMLAAG).replace("inwoners", "weg.yaml"), [("V201", "weg.yaml")]),
    (met(TWEE, OMLAAG).replace("inwoners", "eigen.yaml"), [("V220", "eigen.yaml:4 taken.asielopvang")]),
    (met(f"{{{TOTAAL}, values: [1]}}", "set: [taken.asielopvang.totaall=5]\n"),
     [("V220", "set taken.asielopvang.totaall=5")]),
    # Each parameter is told what is wrong with its own values only.
    (met(f"{{{TOTAAL}, values: [-7, 5]}}", AFRONDING), [("V233", "vary.x"), ("V222", "vary.y")]),
    (met("{path: model, values: [inwoners, inwonerss]}"), [("V214", "vary.x")]),
    (met("{path: bonus.bedrag, values: [-1, 5]}", BONUS), [("V746", "vary.x")]),
    (met("{path: bonus.bedrag, values: [1, veel]}", BONUS), [("V746", "vary.x")]),
    (met("{path: bonus.bedrag, values: [1]}", BONUS.replace("reactie: 1", "reactie: -1")),
     [("V228", "proef.yaml:6 bonus.reactie")]),
    (met("{path: bonus.bedrag, values: [1]}", BONUS.replace("reactie: 1", "reactie: 1, kolom: plekken")),
     [("V187", "bonus.kolom")]),
    (met("{path: data.inwoners, draw: {uniform: {low: data.laag, high: data.inwoners}}}"),
     [("V187", "vary.x")]),
]  # fmt: skip


@pytest.mark.parametrize(("tekst", "verwacht"), PLAATSEN, ids=range(len(PLAATSEN)))
def test_what_is_wrong_is_told_once_and_where(tmp_path, tekst, verwacht):
    (tmp_path / "eigen.yaml").write_text("basis: inwoners\ntaken:\n  asielopvang:\n    totaall: 5\n", "utf-8")
    with pytest.raises(VerdelingError) as fout:
        make_setup(schrijf(tmp_path, tekst))
    gezien = fout.value.problemen
    assert [p.code for p in gezien] == [code for code, _ in verwacht]
    for problem, (_, waar) in zip(gezien, verwacht, strict=True):
        assert problem.waar.removeprefix(f"{tmp_path}/").startswith(waar), problem.waar


def test_without_the_extra_packages_the_remedy_is_told(tmp_path, monkeypatch):
    """``make run`` installs without them."""
    pad = schrijf(tmp_path, KLEIN)
    monkeypatch.setattr("verdeling.batch.query.find_spec", lambda naam: None if naam == "pyarrow" else naam)
    for doe in (make_setup, connect_shards):
        with pytest.raises(VerdelingError, match=r"pip install 'verdeling\[batch\]'"):
            doe(pad)


def test_a_path_that_does_not_exist_names_the_nearest(tmp_path):
    with pytest.raises(VerdelingError) as fout:
        make_setup(schrijf(tmp_path, met("{path: taken.asielopvang.sleutel.indcator, values: [1]}")))
    assert "indicator" in fout.value.tekst("nl")
    with pytest.raises(VerdelingError, match="inwoners"):
        make_setup(schrijf(tmp_path, met("{path: data.inwonerss, draw: {normal: {relative: 0.01}}}")))


def test_a_billion_scenarios_are_refused_with_their_count(tmp_path):
    axes = "".join(
        f"  a{i}: {{path: taken.asielopvang.totaal, range: {{low: 1, high: 1000, step: 1}}}}\n"
        for i in range(3)
    )
    with pytest.raises(VerdelingError) as fout:
        make_setup(schrijf(tmp_path, f"{KOP}model: inwoners\nvary:\n{axes}"))
    assert "1.000.000.000" in fout.value.tekst("nl")
    assert "1,000,000,000" in fout.value.tekst("en")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(VerdelingError, match="V701"):
        read_experiment(tmp_path / "weg.yaml")


def test_an_end_that_fails_is_told_before_the_run(tmp_path):
    fout = codes(
        tmp_path, met("{path: taken.asielopvang.sleutel, values: [{indicator: inwoners}, {niets: 1}]}")
    )
    assert all(c.startswith("V2") for c in fout)


def test_the_engines_of_an_experiment_are_those_that_the_solver_knows(tmp_path, monkeypatch):
    for engine in ENGINES:
        pad = tmp_path / "proef.yaml"
        pad.write_text(met(TWEE) + f"engine: {engine}\n", "utf-8")
        assert read_experiment(pad).engine == engine
    assert codes(tmp_path, met(TWEE) + "engine: andere\n") == ["V222"]
    monkeypatch.setattr("verdeling.batch.file.engine_names", lambda: [*ENGINES, "andere"])
    pad.write_text(met(TWEE) + "engine: andere\n", "utf-8")
    assert read_experiment(pad).engine == "andere"


def test_the_schema_in_the_folder_is_the_schema_of_the_code():
    assert json.loads((ROOT / "experiments/schema.json").read_text("utf-8")) == schema()


@pytest.mark.parametrize("pad", EXPERIMENTEN, ids=lambda p: p.stem)
def test_the_shipped_experiments_fit_the_schema_and_their_models(pad):
    jsonschema.validate(yaml.safe_load(pad.read_text("utf-8")), schema())
    assert (
        make_setup(pad).aantal
        == {
            "ses-gewicht": 41,
            "landelijk-totaal": 2 * 81,
            "onzekerheid": 2000,
            "sleutelfamilies": 7 * 3,
            "bonusontwerp": 11 * 7 * 3,
            "cyclus-instroom": 3,
            "ruilverhouding": 4 * 2,
        }[pad.stem]
    )


def test_a_schema_error_is_a_schema_error():
    goed = yaml.safe_load(KLEIN)
    jsonschema.validate(goed, schema())
    for anders in (
        {**goed, "varieer": {}},
        {k: v for k, v in goed.items() if k != "vary"},
        {**goed, "seed": -1},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(anders, schema())


def test_every_scenario_of_a_grid_once_and_doubles_once(tmp_path):
    setup = make_setup(schrijf(tmp_path, KLEIN))
    assert setup.aantal == 80
    punten = {tuple(p.tekst for p in setup.scenario(n).punten) for n in range(80)}
    assert punten == {(str(t), f'"{a}"') for t in range(100, 140) for a in ("grootste_rest", "half_op")}
    assert [list(b) for b in setup.blokken()] == [list(range(a, a + 8)) for a in range(0, 80, 8)]
    delen = [setup.blokken((i, 3)) for i in (1, 2, 3)]
    assert sorted((b for deel in delen for b in deel), key=lambda b: b.start) == setup.blokken()
    dubbel = met(f"{{{TOTAAL}, values: [5, 5.0, 5, 6]}}")
    assert make_setup(schrijf(tmp_path, dubbel)).aantal == 3  # 5 and 5.0 are written differently
    sleutels = {setup.sleutel(setup.scenario(n), "w") for n in range(80)}
    assert len(sleutels) == 80


def test_the_hash_tells_experiments_apart_and_not_their_titles(tmp_path):
    setup = make_setup(schrijf(tmp_path, KLEIN))
    same = make_setup(schrijf(tmp_path, KLEIN.replace("nl: proef", "nl: anders")))
    ander = make_setup(schrijf(tmp_path, KLEIN.replace("high: 139", "high: 138")))
    model = make_setup(schrijf(tmp_path, KLEIN.replace("model: inwoners", "model: huishoudens")))
    assert setup.wortel == same.wortel
    assert len({setup.wortel, ander.wortel, model.wortel}) == 3


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [
        (Fraction(1, 8), "0.125"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(1, 3), '"1/3"'),
        (Fraction(7), "7"),
        (Fraction(1, 20), "0.05"),
        ({"getal": Fraction(1, 2)}, '{"getal": 0.5}'),
        (["a", True, None], '["a", true, null]'),
    ],
)
def test_values_are_written_exactly(waarde, tekst):
    assert text_of(waarde) == tekst


# --- draws --------------------------------------------------------------------------------------------------


def test_draws_depend_on_seed_scenario_and_axis_only(tmp_path):
    setup = make_setup(schrijf(tmp_path, TREK))
    vooruit = [setup.scenario(n) for n in range(24)]
    assert [make_setup(schrijf(tmp_path, TREK)).scenario(n) for n in reversed(range(24))] == vooruit[::-1]
    assert len({s.punten[2].tekst for s in vooruit}) == 24
    model = setup.load(vooruit[0])
    trekkingen = setup.trekkingen(model, setup.gegevens(model))
    alles = trekkingen["inwoners"].trek(5, range(24))
    for n in (0, 7, 23):
        assert np.array_equal(trekkingen["inwoners"].trek(5, [n])[0], alles[n])
    assert not np.array_equal(trekkingen["inwoners"].trek(6, [0]), alles[:1])
    assert not np.array_equal(uniform(5, 0, 0, 4), uniform(5, 0, 1, 4))
    assert uniform(5, 3, 1, 2).tolist() == uniform(5, 3, 1, 9)[:2].tolist()


def test_drawn_figures_have_the_declared_distribution(tmp_path):
    setup = make_setup(schrijf(tmp_path, TREK))
    model = setup.load(setup.scenario(0))
    data = setup.gegevens(model)
    trekkingen = setup.trekkingen(model, data)
    inwoners = np.array(trekkingen["inwoners"].kolom.numerators)
    z = (trekkingen["inwoners"].trek(5, range(400)) / inwoners - 1) / 0.01
    n = z.size
    assert abs(z.mean()) < 5 / math.sqrt(n)
    assert abs(z.std() - 1) < 0.01
    laag, hoog = (np.array(data.complete(f"ses_woa_{k}").numerators) for k in ("laag", "hoog"))
    score = trekkingen["ses_woa"].trek(5, range(50))
    assert (score >= laag).all()
    assert (score <= hoog).all()


def test_quantile_functions_against_their_definitions():
    u = np.array([EDGE, 0.01, 0.25, 0.5, 0.9, 1 - EDGE])
    verwacht = [statistics.NormalDist().inv_cdf(float(x)) for x in u]
    np.testing.assert_allclose(normal_quantile(u), verwacht, rtol=1e-9)
    niets = np.zeros(1)
    driehoek = Draw(triangular={"low": 1, "mode": 2, "high": 5})
    for x, p in zip(draw_quantile(driehoek, u, niets, niets, niets), u, strict=True):
        verdeling = (x - 1) ** 2 / 4 if x < 2 else 1 - (5 - x) ** 2 / 12  # distribution function by hand
        assert math.isclose(verdeling, p, rel_tol=1e-9, abs_tol=1e-12)
    geknipt = Draw(normal={"mean": 0, "sd": 1}, minimum=-1, maximum=1)
    assert draw_quantile(geknipt, u, niets, niets, niets)[[0, -1]].tolist() == [-1, 1]
    assert model_value(Draw(uniform={"low": 0, "high": 1}, decimals=2), 0.12345) == Fraction(12, 100)


def test_latin_hypercube_has_one_point_in_every_stratum_and_sobol_one_in_every_half():
    punten = draw_sample(Design(method="lhs", samples=50), 3, 7)
    for as_ in punten.T:
        assert sorted(np.floor(as_ * 50).astype(int)) == list(range(50))
    sobol = draw_sample(Design(method="sobol", samples=64), 2, 7)
    for as_ in sobol.T:
        assert sorted(np.floor(as_ * 64).astype(int)) == list(range(64))
    assert np.array_equal(sobol, draw_sample(Design(method="sobol", samples=64), 2, 7))
    assert not np.array_equal(punten, draw_sample(Design(method="lhs", samples=50), 3, 8))


def test_repetitions_with_the_same_values_but_other_draws_have_keys_of_their_own(tmp_path):
    tekst = met("{path: data.inwoners, draw: {normal: {relative: 0.01}}}", "repetitions: 4\n")
    setup = make_setup(schrijf(tmp_path, tekst))
    assert len({setup.sleutel(setup.scenario(n), "w") for n in range(4)}) == 4
    assert setup.sleutel(setup.scenario(2), "w") == setup.sleutel(setup.scenario(2), "w")
    assert setup.sleutel(setup.scenario(2), "w") != setup.sleutel(setup.scenario(2), "v")


def test_names_that_differ_in_capitals_only_are_one_column(tmp_path):
    same = KLEIN.replace("  afronding:", "  Totaal:")
    assert codes(tmp_path, same) == ["V722"]
    assert codes(tmp_path, KLEIN.replace("  afronding:", "  Scenario:")) == ["V722"]


def test_a_parameter_may_not_take_the_name_of_a_column(tmp_path):
    tekst = (ROOT / "experiments" / "ses-gewicht.yaml").read_text("utf-8")
    pad = tmp_path / "proef.yaml"
    pad.write_text(tekst.replace("  ses_gewicht:", "  kenmerk:"), "utf-8")
    with pytest.raises(VerdelingError, match="V722"):
        read_experiment(pad)


def test_a_shipped_experiment_is_found_by_name_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert make_setup(Path("ses-gewicht")).aantal == 41
    (tmp_path / "ses-gewicht").write_text(KLEIN, "utf-8")
    assert make_setup(Path("ses-gewicht")).aantal == 80, "a file of that name comes first"


@pytest.mark.parametrize(
    ("naam", "nabij"), [("ses-gewich", "ses-gewicht"), ("xyz", "onzekerheid, ruilverhouding, ses-gewicht")]
)
def test_a_name_that_does_not_exist_gets_the_nearest(tmp_path, monkeypatch, naam, nabij):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(VerdelingError, match="V744") as fout:
        make_setup(Path(naam))
    assert nabij in fout.value.tekst()


def test_experiments_come_from_the_package_when_it_has_them(tmp_path, monkeypatch):
    import verdeling.batch.file as module

    monkeypatch.setattr(module, "__file__", str(tmp_path / "pakket/batch/file.py"))
    assert module.experiments_folder() == tmp_path / "experiments"
    (tmp_path / "pakket/_experiments").mkdir(parents=True)
    assert module.experiments_folder() == tmp_path / "pakket/_experiments"
