"""Another package adds to verdeling: the page docs/extending.md, installed and run."""

import csv
import json
import math
import os
import re
import subprocess
import sys
import tomllib
from fractions import Fraction
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from support.offers import offer
from support.paths import ROOT
from support.small_model import REGELS, Plaats, schrijf_model

from verdeling.errors import DataError, ModelError
from verdeling.insight.measures import MEASURES
from verdeling.sleutel.keys import key_weights
from verdeling.testing import check_diagnostic, check_key_operation, small_data, small_model
from verdeling.verdeelmodel.fraction import Ratio
from verdeling.verdeelmodel.operation import Expression, Operation, kinds, operation

PAGE = (ROOT / "docs/extending.md").read_text("utf-8")
A, B = {"indicator": "a"}, {"indicator": "b"}
KEY = (
    "taken.asielopvang.sleutel={product: [{getal: 1}, "
    "{wortel: {indicator: inwoners, peildatum: 2025-01-01}, decimalen: 2}]}"
)
PATH = "taken.asielopvang.sleutel.product.0.getal"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The package of the page, as an installer would lay it down."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "work").mkdir()
    for name, text in re.findall(r"```\w+\n# (\S+)\n(.*?)```", PAGE, re.S):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (folder / "voorbeeld/__init__.py").touch()
    points = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    entries = [
        line
        for group, found in points.items()
        for line in (f"[{group}]", *(f"{k} = {v}" for k, v in found.items()))
    ]
    info = folder / "voorbeeld-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: voorbeeld\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text("\n".join(entries), "utf-8")
    return folder


def run(site: Path, *words: str, module: str = "verdeling") -> str:
    env = os.environ | {"PYTHONPATH": f"{site}{os.pathsep}{ROOT}", "PYTHONUTF8": "1", "COLUMNS": "140"}
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=site / "work",
        env=env,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def result(site) -> Path:
    run(site, "run", "inwoners", "--set", KEY, "--out", "uit")
    return site / "work/uit"


def test_the_tests_on_the_page_pass(site):
    tests = ("../test_voorbeeld.py", "../test_dichtheid.py")
    assert "3 passed" in run(site, "-q", "-p", "no:cacheprovider", *tests, module="pytest")


def test_a_goal_of_the_page_is_asked_and_told_in_both_languages(site):
    places = [Plaats("GM0654", "Borsele", "Zeeland", 4), Plaats("GM0664", "Goes", "Zeeland", 3, x=40)]
    model = schrijf_model(site / "doel", places, REGELS, ("som_nieuw", "volgorde"))
    words = ("run", str(model), "--data", str(model.parent))
    assert re.search(r"1\. som van alle nieuwe plaatsen +7 +7 +ja", run(site, *words))
    assert re.search(r"1\. sum of all new places +7 +7 +yes", run(site, *words, "--lang", "en"))


def test_an_engine_of_the_page_keeps_the_contract(site):
    assert "10 passed" in run(site, "-q", "-p", "no:cacheprovider", "../test_milp.py", module="pytest")


def test_an_engine_of_the_page_gives_the_plan_of_our_own(site):
    told = [run(site, "run", "spreidingswet-2024", "--csv", "--engine", e) for e in ("scip", "milp")]
    own, other = ([line for line in text.splitlines() if ",GM" in line] for text in told)
    assert len(own) >= 342
    assert own == other
    (site / "plan.py").write_text(
        "import verdeling\n"
        "plan = verdeling.run('spreidingswet-2024', engine='milp').plan\n"
        "print({d.engine for d in plan.doelen}, all(d.proven for d in plan.doelen))\n",
        "utf-8",
    )
    assert run(site, module="plan").strip() == "{'milp'} True"


def test_an_engine_that_nobody_has_is_told_with_those_that_are_there(site):
    (site / "geen.py").write_text(
        "import verdeling\n"
        "try:\n    verdeling.run('spreidingswet-2024', engine='glop')\n"
        "except verdeling.VerdelingError as fout:\n    print(fout)\n",
        "utf-8",
    )
    assert re.search(r"glop.*scip, highs, cpsat, cbc, milp.*V407", run(site, module="geen"))


ADDED = re.findall(r"^\| an? (.+?)(?:,.*)? \| (\d) \| (\d) \|$", PAGE, re.M)


@pytest.mark.parametrize(("what", "own", "inside"), ADDED, ids=[row[0] for row in ADDED])
def test_the_files_to_touch_are_those_of_the_example(what, own, inside):
    section = re.split(r"^## ", re.split(rf"^## An? {what}$", PAGE, flags=re.M)[1], flags=re.M)[0]
    files = [
        f for f in re.findall(r"```\w+\n# (\S+)\n", section) if f.startswith("voorbeeld/") or "yaml" in f
    ]
    told = re.findall(r"`([^`]+/[^`]+)`", section[section.index("\nInside `verdeling`:") :])
    assert (len(files), len(told)) == (int(own), int(inside))
    new = {
        "verdeling/verdeelmodel/operations/wortel.py",
        "models/wortel.yaml",
        "verdeling/plan/rules/dichtheid.py",
        "verdeling/solver/engines/milp.py",
    }
    assert all((ROOT / name).is_file() for name in told if name not in new)


def test_every_section_stands_in_the_table():
    assert [row[0] for row in ADDED] == re.findall(r"^## An? (.+)$", PAGE, re.M)


def test_the_model_on_the_page_is_whole_and_gives_what_its_key_gives(site, result):
    run(site, "models", "check", "../wortel.yaml")
    run(site, "run", "../wortel.yaml", "--out", "model")
    assert (site / "work/model/verdeling.csv").read_bytes() == (result / "verdeling.csv").read_bytes()


def test_the_text_on_the_page_speaks_both_languages(site):
    (site / "spreek.py").write_text(
        "from voorbeeld.teksten import free\n"
        "print(free(1, 'nl'), free(1000, 'nl'), free(1, 'en'), free(1000, 'en'), sep='; ')\n",
        "utf-8",
    )
    assert (
        run(site, module="spreek").strip()
        == "1 plaats vrij; 1.000 plaatsen vrij; 1 place free; 1,000 places free"
    )


def test_the_figures_are_those_of_the_operation(result):
    with (result / "verdeling.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file, delimiter=","))
    roots = [math.floor(math.sqrt(int(r["inwoners"])) * 100 + 0.5) for r in rows]
    total = sum(int(r["indicatief"]) for r in rows)
    off = [abs(int(r["indicatief"]) - total * root / sum(roots)) for r, root in zip(rows, roots, strict=True)]
    assert len(rows) == 342
    assert max(off) < 1


@pytest.mark.parametrize(("lang", "words"), [("nl", "wortel[inwoners]"), ("en", "root[inwoners]")])
def test_explain_tells_it_in_both_languages(site, lang, words):
    assert words in run(site, "--lang", lang, "explain", "inwoners", "Zwolle", "--set", KEY)


def test_the_workbook_has_its_formulas(result):
    book = openpyxl.load_workbook(result / "verdeling.xlsx")
    cells = [c.value for row in book["sleutel"].iter_rows(max_row=2) for c in row if isinstance(c.value, str)]
    assert any(c.startswith("=1*ROUND(SQRT(") for c in cells)
    fair = next(s for s in book if s.title.startswith("diagnostiek"))
    row = next(r for r in fair.iter_rows() if any(c.value == "Herfindahl" for c in r))
    assert any(str(c.value).startswith("=SUMPRODUCT(") for c in row)


def test_diagnostics_and_report_have_the_measure(result):
    measures = json.loads((result / "diagnostics.json").read_text("utf-8"))["diagnostiek"]["asielopvang"]
    assert 1 / 342 < measures["inwoners"]["herfindahl"] < 1
    page = (result / "report.html").read_text("utf-8")
    assert "Herfindahl" in page
    assert "Som van de kwadraten van de aandelen" in page


def test_compare_puts_the_measure_side_by_side(site, result):
    assert "Herfindahl" in run(site, "compare", "uit", "inwoners")


def test_an_experiment_varies_it_in_arrays(site):
    (site / "work/proef.yaml").write_text(
        "titel: {nl: t, en: t}\nomschrijving: {nl: t, en: t}\nmodel: inwoners\n"
        f'set: ["{KEY}"]\nvary:\n  factor:\n    path: {PATH}\n    values: [1, 2]\n'
        "measure: [results, diagnostics]\n",
        "utf-8",
    )
    run(site, "experiment", "run", "proef.yaml", "--out", "proef")
    rows = [r for p in (site / "work/proef").glob("maten/**/*.parquet") for r in pq.read_table(p).to_pylist()]
    found = [r["waarde"] for r in rows if r["maat"] == "herfindahl"]
    assert len(found) == 2
    assert found[0] == pytest.approx(found[1])


RULE = (
    "plan.regels.dichtheid={per_1000: 1/10, peildatum: 2025-01-01, grondslag: {bron: eigen}}",
    "plan.doelen=[te_dicht, nabijheid, nieuwbouw, locaties, volgorde]",
)
SET = [word for change in RULE for word in ("--set", change)]


@pytest.fixture(scope="module")
def planned(site) -> tuple[Path, str]:
    """A result of the rule of the page, and what the screen showed."""
    screen = run(site, "run", "spreidingswet-2026", *SET, "--out", "regel", "--geo")
    return site / "work/regel", screen


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def above(planned) -> dict[str, int]:
    """The column of the rule in verdeling.csv; a task without a plan has no value."""
    rows = lines(planned[0] / "verdeling.csv")
    assert list(rows[0])[-2:] == ["uitkering_eur", "te_veel"]
    return {r["code"]: int(r["te_veel"]) for r in rows if r["taak"] == "asielopvang"}


def test_the_column_of_a_rule_is_what_its_goal_minimises(planned, above):
    told = json.loads((planned[0] / "diagnostics.json").read_text("utf-8"))
    goal = next(d["waarde"] for d in told["doelen"] if d["naam"] == "te_dicht")
    assert sum(above.values()) == goal == told["plan"]["cijfers"]["te_veel"] > 0
    assert {r["code"]: int(r["te_veel"]) for r in lines(planned[0] / "dichtheid.csv")} == {
        code: n for code, n in above.items() if n
    }


def test_the_workbook_has_the_column_and_the_table(planned, above):
    book = openpyxl.load_workbook(planned[0] / "verdeling.xlsx", data_only=True)
    head, *rest = book["plan"].iter_rows(values_only=True)
    found = {row[head.index("code")]: row[head.index("te_veel")] for row in rest}
    assert {code: found[code] for code in above} == above
    assert "dichtheid" in book.sheetnames


def test_the_map_has_the_column(planned, above):
    layers = json.loads((planned[0] / "verdeling.geojson").read_text("utf-8"))["features"]
    assert {
        f["properties"]["code"]: f["properties"]["te_veel"]
        for f in layers
        if f["properties"]["taak"] == "asielopvang"
    } == above


def test_report_and_screen_have_the_column_and_the_table(planned):
    folder, screen = planned
    page = (folder / "report.html").read_text("utf-8")
    for words in ("Boven de dichtheid", "Te dicht"):
        assert words in page
        assert words in " ".join(screen.split())


def test_explain_has_the_column_and_the_sentence(site, above):
    code = max(above, key=lambda c: above[c])
    shown = run(site, "explain", "spreidingswet-2026", code, *SET, "--json")
    ((told,), _) = json.JSONDecoder().raw_decode(shown)  # remarks follow on the other stream
    assert told["plan"]["te_veel"] == above[code]
    text = run(site, "--lang", "en", "explain", "spreidingswet-2026", code, *SET)
    assert "more than fit its inhabitants" in text


def test_the_folder_is_read_back_with_the_column_and_its_heading(site, planned, above):
    (site / "lees.py").write_text(
        "from pathlib import Path\n"
        "from verdeling.result.folder import read_result_table\n"
        "from verdeling.result.tables import VERDELING\n"
        "read = read_result_table(Path('regel'), VERDELING)\n"
        "print(sum(r.cell('te_veel') or 0 for r in read.rows), read.columns[-1].heads[1])\n",
        "utf-8",
    )
    assert run(site, module="lees").strip() == f"{sum(above.values())} Above the density"
    before = (planned[0] / "report.html").read_bytes()
    run(site, "report", "regel")
    assert (planned[0] / "report.html").read_bytes() == before
    assert "regel" in run(site, "compare", "regel", "inwoners")


# --- our own operations and measures keep the same contract -----------------------------------------------


def rounded(x: Fraction, decimals: int) -> Fraction:
    return Fraction(math.floor(x * 10**decimals + Fraction(1, 2)), 10**decimals)


CONTRACT = {
    "indicator": (A, lambda d: d["a"]),
    "getal": ({"product": [A, {"getal": "2/3"}]}, lambda d: [a * Fraction(2, 3) for a in d["a"]]),
    "som": (
        {"som": [A, {"getal": 1}, B]},
        lambda d: [a + 1 + b for a, b in zip(d["a"], d["b"], strict=True)],
    ),
    "product": (
        {"product": [A, {"som": [{"getal": 1}, B]}]},
        lambda d: [a * (1 + b) for a, b in zip(d["a"], d["b"], strict=True)],
    ),
    "aandeel": ({"aandeel": A}, lambda d: [a / sum(d["a"]) for a in d["a"]]),
    "mengsel": (
        {"mengsel": [{"gewicht": "1/4", "van": A}, {"gewicht": "0.75", "van": B}]},
        lambda d: [
            a / sum(d["a"]) / 4 + 3 * b / sum(d["b"]) / 4 for a, b in zip(d["a"], d["b"], strict=True)
        ],
    ),
    "begrens": (
        {"begrens": {"van": A, "minstens": {"getal": 50}, "hoogstens": B}},
        lambda d: [max(50, min(b, a)) for a, b in zip(d["a"], d["b"], strict=True)],
    ),
    "omgekeerd": (
        {"omgekeerd": {"product": [A, B]}, "decimalen": 9},
        lambda d: [rounded(1 / (a * b), 9) for a, b in zip(d["a"], d["b"], strict=True)],
    ),
}


def test_every_operation_has_an_example():
    assert list(CONTRACT) == list(kinds())


@pytest.mark.parametrize("name", CONTRACT)
def test_our_own_operation_keeps_the_contract(name):
    example, brute = CONTRACT[name]
    check_key_operation(name, example, brute)


def shares(places, areas):
    v = [a / sum(areas) for a in areas]
    return ([x / sum(places) for x in places] if sum(places) else v), v


def gini(places, areas):
    s, v = shares(places, areas)
    pairs = [
        (abs(a / b - c / d), b * d) for a, b in zip(s, v, strict=True) for c, d in zip(s, v, strict=True)
    ]
    return sum(gap * weight for gap, weight in pairs) / 2


MEASURED = {
    "verhuizingen": lambda x, w: sum(abs(a - sum(x) * b / sum(w)) for a, b in zip(x, w, strict=True)) / 2,
    "hoover": lambda x, w: sum(abs(a - b) for a, b in zip(*shares(x, w), strict=True)) / 2,
    "gini": gini,
    "theil": lambda x, w: sum(a * math.log(a / b) for a, b in zip(*shares(x, w), strict=True) if a),
    "atkinson": lambda x, w: 1 - sum(math.sqrt(a * b) for a, b in zip(*shares(x, w), strict=True)) ** 2,
    "jain": lambda x, w: 1 / sum(a * a / b for a, b in zip(*shares(x, w), strict=True)),
}


def test_every_measure_has_a_definition():
    assert set(MEASURED) == {m.name for m in MEASURES}


@pytest.mark.parametrize("name", ["hoover", "gini", "theil", "atkinson", "jain", "verhuizingen"])
def test_our_own_measure_keeps_the_contract(name):
    check_diagnostic(name, MEASURED[name])


# --- the contract refuses ---------------------------------------------------------------------------------


def test_a_wrong_value_is_seen():
    with pytest.raises(AssertionError, match="by definition"):
        check_key_operation("som", {"som": [A, A]}, lambda d: [3 * a for a in d["a"]])


def test_an_operation_that_leaves_out_a_form_is_refused_when_it_is_written():
    with pytest.raises(TypeError, match="Half lacks text"):

        class Half(Operation):
            """No words."""

            half: Expression

            def value(self, by, part):
                return part("half")


def test_a_number_that_is_used_past_the_scenarios_is_seen(monkeypatch):
    class Deaf(Operation):
        """Adds its own number, whatever the scenario says."""

        deaf: Expression
        erbij: Ratio

        def value(self, by, part):
            return by.each([part("deaf")], lambda a: a + self.erbij, f"({{0}}+{self.erbij})")

        def text(self, words, part):
            return part("deaf")

    offer(monkeypatch, "verdeling.key_operations", deaf=Deaf)
    with pytest.raises(AssertionError, match="arrays give"):
        check_key_operation("deaf", {"deaf": A, "erbij": 7}, lambda d: [a + 7 for a in d["a"]])


@pytest.mark.parametrize(
    ("thing", "code"), [(ImportError("weg"), "V381"), (dict, "V382"), (Operation, "V382")]
)
def test_a_broken_offer_is_told_without_a_traceback(monkeypatch, thing, code):
    offer(monkeypatch, "verdeling.key_operations", kapot=thing)
    with pytest.raises(ModelError) as caught:
        operation("kapot")
    assert caught.value.problemen[0].code == code
    assert all("kapot" in caught.value.tekst(lang) for lang in ("nl", "en"))


def test_nobody_takes_a_name_of_ours(monkeypatch):
    offer(monkeypatch, "verdeling.key_operations", som=dict)
    with pytest.raises(ModelError) as caught:
        kinds()
    assert caught.value.problemen[0].code == "V383"


def test_a_gemeente_without_a_value_is_named(monkeypatch):
    class Kwijt(Operation):
        """1 / (a − 1)."""

        kwijt: Expression

        def value(self, by, part):
            return by.each([part("kwijt")], lambda a: 1 / (a - 1), "1/({0}-1)")

        def text(self, words, part):
            return part("kwijt")

    offer(monkeypatch, "verdeling.key_operations", kwijt=Kwijt)
    key = small_model({"kwijt": A}).taken["taak"].sleutel
    with pytest.raises(DataError) as caught:
        key_weights(key, small_data(a=[1, 3, 1]))
    assert [(p.code, p.waar) for p in caught.value.problemen] == [("V384", "GM0001"), ("V384", "GM0003")]
