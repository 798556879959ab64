"""Scenarios of a model with a plan over time: its goals are measured, and its settings vary."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from support.batch import KOP, scenarios, schrijf

from verdeling.batch.run import make_setup, run_experiment
from verdeling.errors import VerdelingError

PROEF = f"""{KOP}
model: tijdelijk-groot-2022
vary:
  nodig: {{path: tijdplan.behoefte.tnv.stappen.0.plaatsen.NL01, values: [0, 3000, 12001]}}
measure: [results, goals]
"""


def measured(folder: Path, task: str, goal: str) -> list[float]:
    rows = pq.read_table(folder / "maten").to_pylist()
    found = {r["scenario"]: r["waarde"] for r in rows if (r["taak"], r["maat"]) == (task, f"doel_{goal}")}
    return [found[number] for number in sorted(found)]


def test_the_goals_of_a_plan_over_time_are_measured(tmp_path: Path):
    """Twelve sites of 1,000 that stand six months each: 72 000 place-months, whatever is needed."""
    setup = make_setup(schrijf(tmp_path, PROEF))
    assert run_experiment(setup, tmp_path / "uit", workers=0).mislukt == 0
    assert {r["weg"] for r in scenarios(tmp_path / "uit")} == {"programma"}
    none, shipped, too_many = measured(tmp_path / "uit", "tijdplan", "tijdelijk")
    assert shipped - none == 12 * 3000
    assert too_many - none == 12 * 6000
    # 12 months × 12 001 needed, of which 12 sites give six months of 1 000 each.
    assert measured(tmp_path / "uit", "tijdplan", "tekort") == [0, 0, 12 * 12_001 - 12 * 6 * 1_000]
    figures = pq.read_table(tmp_path / "uit/resultaten").to_pylist()
    assert sum(r["aantal"] for r in figures if r["scenario"] == 0) == 5_625


def test_the_old_spelling_of_a_parameter_is_told_where_it_stands(tmp_path: Path):
    old = PROEF.replace("path: tijdplan.", "path: plan.regels.fasering.")
    setup = make_setup(schrijf(tmp_path, old))
    assert [(n.code, n.waar) for n in setup.notes()] == [("V863", "vary.nodig")]
    assert setup.changes_made("nl") == []
    assert run_experiment(setup, tmp_path / "oud", workers=0).mislukt == 0
    run_experiment(make_setup(schrijf(tmp_path, PROEF)), tmp_path / "nieuw", workers=0)
    assert pq.read_table(tmp_path / "oud/maten") == pq.read_table(tmp_path / "nieuw/maten")


def test_settings_that_do_not_fit_are_told_before_anything_runs(tmp_path: Path):
    bad = PROEF.replace("vary:", 'set: ["tijdplan.doelen=[kosten, volgorde]"]\nvary:')
    with pytest.raises(VerdelingError) as fault:
        make_setup(schrijf(tmp_path, bad))
    assert [p.code for p in fault.value.problemen] == ["V473"]
