"""Every rule kind has schema, rows, golden program text, worked example, explanation, page and grondslag."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from pydantic import ValidationError
from support.paths import ROOT
from support.plans import data_van, opdracht_van
from support.worked_examples import VOORBEELDEN

from verdeling.plan.build import build_program
from verdeling.plan.plan import read_plan
from verdeling.plan.rules import ORDER
from verdeling.plan.rules.basis import Planregel, plan_rules
from verdeling.plan.rules.restverdeling import leximin, naar_rato
from verdeling.solver import text
from verdeling.solver.solving import solve
from verdeling.texts import LANGS
from verdeling.verdeelmodel.description import describe_model
from verdeling.verdeelmodel.model import Planopdracht

GOLDEN = ROOT / "tests/golden/program"
SOORTEN = plan_rules()


def program(soort: str):
    v = VOORBEELDEN[soort].geval
    return build_program(data_van(v), opdracht_van(v))


def test_every_file_of_the_room_is_a_kind_in_the_order_of_building():
    files = {f.stem for f in (ROOT / "verdeling/plan/rules").glob("*.py")}
    assert sorted(ORDER) == sorted(files - {"__init__", "basis"})
    assert tuple(s.soort for s in SOORTEN) == ORDER


@pytest.mark.parametrize("soort", SOORTEN, ids=lambda s: s.soort)
def test_a_kind_has_schema_explanation_page_and_grondslag(soort: type[Planregel]):
    describe_model()
    assert "grondslag" in soort.model_fields
    with pytest.raises(ValidationError):
        soort.model_validate({"bestaat_niet": 1, "grondslag": {"bron": "x"}})
    for sentence in (soort.wat, soort.zin):
        assert len(sentence) == len(LANGS)
        assert all(t.strip() for t in sentence)
    assert all(f.description for f in soort.model_fields.values() if f is not soort.model_fields["grondslag"])
    assert (ROOT / f"verdeling/plan/rules/{soort.soort}.py").is_file()
    page = (ROOT / f"docs/rules/{soort.soort}.md").read_text("utf-8")
    missing = [name for name in soort.model_fields if f"`{name}`" not in page]
    assert not missing, f"docs/rules/{soort.soort}.md says nothing about {missing}"


@pytest.mark.parametrize("soort", SOORTEN, ids=lambda s: s.soort)
def test_a_page_has_rows_example_and_source(soort: type[Planregel]):
    page = (ROOT / f"docs/rules/{soort.soort}.md").read_text("utf-8")
    for heading in ("## Rows", "## Settings", "## Example", "## Source"):
        assert heading in page


@pytest.mark.parametrize("soort", [s.soort for s in SOORTEN])
def test_the_program_text_is_the_golden_text(soort: str):
    assert text(program(soort).program) == (GOLDEN / f"{soort}.txt").read_text("utf-8")


@pytest.mark.parametrize("soort", [s.soort for s in SOORTEN])
def test_the_tie_order_names_every_variable(soort: str):
    """So that one plan is left: nothing a reader sees can differ between plans with equal goal values."""
    p = program(soort).program
    missing = set(range(p.size)) - set(p.goals[-1].columns.tolist())
    assert not {p.names[j] for j in missing}


@pytest.mark.parametrize("soort", [s.soort for s in SOORTEN])
def test_the_hand_worked_example_comes_out(soort: str):
    voorbeeld, pp = VOORBEELDEN[soort], program(soort)
    plan = read_plan(pp, solve(pp.program, workers=0))
    assert plan.gevraagd == voorbeeld.gevraagd
    assert plan.nieuw == voorbeeld.nieuw
    assert plan.omgezet == voorbeeld.omgezet
    assert {d.name: d.value for d in plan.doelen if d.name != "volgorde"} == voorbeeld.doelen
    assert sum(plan.plan) == sum(plan.bestaand) + sum(plan.nieuw)
    assert plan.bewijs.unique


@pytest.mark.parametrize("soort", [s.soort for s in SOORTEN])
def test_the_sentence_has_the_numbers(soort: str):
    pp, (waar, deel) = program(soort), VOORBEELDEN[soort].zin
    regel = pp.regel(soort)
    assert regel is not None
    assert deel in regel.say(pp.state, waar, "nl")
    assert regel.say(pp.state, waar, "en") != regel.say(pp.state, waar, "nl")


@pytest.mark.parametrize("soort", [s.soort for s in SOORTEN])
def test_rows_of_the_loose_program_hold_for_the_plan(soort: str):
    """Tightened bounds take nothing away: what the tight program finds keeps every rule of the loose one."""
    v = VOORBEELDEN[soort].geval
    tight, loose = program(soort), build_program(data_van(v), opdracht_van(v), los=True)
    a, b = solve(tight.program, workers=0), solve(loose.program, workers=0)
    assert [d.value for d in a.goals[:-1]] == [d.value for d in b.goals[:-1]]


def test_amv_and_exchange_are_read_from_the_plan():
    pp = program("amv")
    assert read_plan(pp, solve(pp.program, workers=0)).amounts("amv") == (0, 0, 2)
    pp = program("uitruil")
    ruil = read_plan(pp, solve(pp.program, workers=0)).uitruil
    assert [(u.taak, u.van, u.naar, u.aantal) for u in ruil] == [
        ("ander", "GM0001", "GM0002", 1),
        ("opvang", "GM0002", "GM0001", 1),
    ]


def test_a_pool_is_divided_after_the_plan():
    """75 % of 12 is 9; 12 stand, so 3 places pay 3 × 7 to the only one above its figure."""
    v = VOORBEELDEN["provincietotaal"].geval
    opdracht = opdracht_van(v)
    bonus = {
        "per_plaats": {"waarde": 10, "grondslag": {"bron": "x"}},
        "drempel": {
            "meer_dan": "3/4",
            "per_plaats": {"waarde": 7, "grondslag": {"bron": "x"}},
            "verdeling": "naar_rato",
        },
        "grondslag": {"bron": "x"},
    }
    met = Planopdracht(taak="opvang", regels={**opdracht.regels, "uitkering": bonus}, doelen=opdracht.doelen)
    pp = build_program(data_van(v), met)
    assert read_plan(pp, solve(pp.program, workers=0)).amounts("uitkering_eur") == (0, 0, 3 * 10 + 3 * 7)


def test_pro_rata_divides_what_is_over_again():
    """10 over weights 6, 3, 1 with room 2, 9, 9: 6 is cut to 2, and 8 over 3 : 1 gives 6 and 2."""
    assert naar_rato(10, [6, 3, 1], [0, 0, 0], [2, 9, 9]).tolist() == [2, 6, 2]
    assert naar_rato(10, [1, 1, 1], [0, 0, 0], [9, 9, 9]).tolist() == [4, 3, 3]
    assert naar_rato(10, [1, 1], [0, 0], [2, 3]).tolist() == [2, 3]


def test_leximin_in_closed_form_equals_place_by_place():
    rng = np.random.default_rng(7)
    for _ in range(200):
        n = rng.integers(1, 400, 12)
        k = rng.integers(0, 300, 12)
        hi = np.maximum(0, n - k)
        rest = int(rng.integers(0, max(1, hi.sum())))
        r = np.zeros(12, dtype=int)
        for _ in range(rest):
            kan = [i for i in range(12) if r[i] < hi[i]]
            i = min(kan, key=lambda i: ((k[i] + r[i]) / n[i], i))
            r[i] += 1
        assert leximin(rest, k, n, [0] * 12, hi).tolist() == r.tolist()


def test_a_model_with_a_plan_loads_where_nothing_else_was_imported():
    words = (
        "from verdeling.verdeelmodel import catalogue as c; print(c.load_model('spreidingswet-2026').naam)"
    )
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "spreidingswet-2026"


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for naam in VOORBEELDEN if len(sys.argv) == 1 else sys.argv[1:]:
        (GOLDEN / f"{naam}.txt").write_text(text(program(naam).program), "utf-8")
