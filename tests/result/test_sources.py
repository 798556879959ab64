"""Every figure of a report goes back to a row of bronnen.csv."""

import json

import pytest

import verdeling
from verdeling.inputs.register import rows_of

ROWS = [r for folder in ("cbs", "gemeenten") for r in rows_of(f"{folder}/bronnen.csv")]
REGISTER = {(r["kolom"], r["uitgever"], r["tabel"], r["status"]) for r in ROWS}
OF_PLACES = {"capaciteit_regulier": "regulier", "capaciteit_nood": "nood"}
"""Columns that have a shorter name in their table."""
MODELS = ("taakstelling", "spreidingswet-2024", "spreidingswet-2026")


@pytest.mark.parametrize("model", MODELS)
def test_every_figure_of_a_report_traces_to_a_row_of_the_register(model, tmp_path):
    """What a key reads, what was published beside it and what a task is given: of each its row."""
    result = verdeling.run(model, plan=False)
    result.schrijf(tmp_path / "uit")
    told = json.loads((tmp_path / "uit/diagnostics.json").read_text("utf-8"))["gegevens"]
    page = (tmp_path / "uit/report.html").read_text("utf-8")
    tasks = result.indicatief.taken.values()
    used = {k.naam for t in tasks for k in (*t.gewichten.gebruikt, *t.kolommen)}
    published = {t.taak.gepubliceerd.indicator for t in tasks if t.taak.gepubliceerd}
    assert {source["kolom"] for source in told} == used | published
    for source in told:
        name = OF_PLACES.get(source["kolom"], source["kolom"])
        assert (name, source["uitgever"], source["tabel"], source["status"]) in REGISTER
        assert source["tabel"] in page
    if published:
        assert any(r.gepubliceerd is not None for r in result.formule.rows)
