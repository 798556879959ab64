"""Nothing outside the room of rules knows a single kind: the house only asks what a kind declares."""

from __future__ import annotations

import ast
import re

import pytest
from support.paths import ROOT

from verdeling.plan.rules import ORDER
from verdeling.plan.rules.basis import plan_rules

PACKAGE = ROOT / "verdeling"
FILES = sorted(
    path.relative_to(ROOT)
    for path in PACKAGE.rglob("*.py")
    # The room verify is the second reading of the rules, without a line of the first.
    if path.relative_to(PACKAGE).parts[0] not in ("texts", "verify") and "plan/rules/" not in str(path)
)
CLASSES = {kind.__name__ for kind in plan_rules()}
NAMES = {
    *ORDER,
    *(of.name for kind in plan_rules() for of in (*kind.columns, *kind.goals, *kind.tables)),
}
"""Of the kinds themselves, and of the columns, goals and tables that they declare."""
WORDS = {
    ("verdeling/plan/read.py", "aanbod"): "a field of the plan data",
    ("verdeling/insight/plan_figures.py", "aanbod"): "a field of the plan data",
    ("verdeling/inputs/headings.py", "aanbod"): "a column of the data",
    ("verdeling/inputs/folder.py", "aanbod"): "a table of the data",
    ("verdeling/tijdplan/stay.py", "omzetting"): "the reason of a failed check",
    ("verdeling/verdeelmodel/tijdplan.py", "rol"): "a kind of reception",
    ("verdeling/inputs/folder.py", "locaties"): "a table of the data",
    ("verdeling/workbook/template.py", "locaties"): "a table of the data",
    ("verdeling/tijdplan/locations.py", "locaties"): "a table of the data",
    ("verdeling/tijdplan/program.py", "locaties"): "a unit of rows",
    ("verdeling/sleutel/half_years.py", "boven_taak"): "a figure of the half-years",
    ("verdeling/insight/plan_spoor.py", "ruil"): "a kind of flow, by whatever rule",
    ("verdeling/report/details.py", "ruil"): "a kind of flow, by whatever rule",
    ("verdeling/insight/plan_check.py", "ruil"): "a kind of flow, by whatever rule",
    ("verdeling/result/flows.py", "ruil"): "a kind of flow, by whatever rule",
    ("verdeling/sleutel/spoor.py", "vast"): "a step in the trail of a key",
    ("verdeling/report/explanation.py", "vast"): "a step in the trail of a key",
    ("verdeling/plan/questions/other_number.py", "vast"): "an answer",
    ("verdeling/insight/plan_explanation.py", "vast"): "an answer",
    ("verdeling/report/sheets.py", "vast"): "an answer",
    ("verdeling/result/plan_tables.py", "vast"): "a column of speelruimte.csv",
    ("verdeling/result/computed.py", "vast"): "a count of diagnostics.json",
    ("verdeling/verdeelmodel/by_hand.py", "vast"): "numbers by hand become numbers of this rule",
    ("verdeling/inputs/headings.py", "noodopvang"): "a heading of the data",
    ("verdeling/verdeelmodel/tijdplan.py", "noodopvang"): "a kind of reception",
    ("verdeling/insight/data_read.py", "locaties"): "a table of the data",
    **{
        (f"verdeling/{file}.py", "verhuizingen"): "a measure of how unequal a task lies"
        for file in ("batch/show", "cli/attachments_screen", "insight/measures", "insight/verdict")
    },
    ("verdeling/result/budget_tables.py", "aangeboden"): "a column of the table of a budget",
    ("verdeling/result/budget_tables.py", "uitkering"): "a column of the table of a budget",
    **{
        ("verdeling/report/budget.py", name): "a column of the table of a budget"
        for name in ("aangeboden", "uitkering", "zonder_plaats")
    },
    **{
        ("verdeling/plan/questions/frontier.py", name): "what a budget buys is a question about this kind"
        for name in (
            "verdeling.plan.rules.uitkering",
            "verdeling.plan.rules.aanbod_bij_bonus",
            "uitkering",
            "Uitkering",
            "AanbodBijBonus",
        )
    },
}
"""Where a word that is also a name of a kind means something else."""


def named(path: str) -> set[tuple[str, str]]:
    """Classes and names of kinds in a file; a name also as a part of a text key or a path."""
    found = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " not in node.value:
            found |= {(path, part) for part in re.split(r"\W+", node.value) if part in NAMES}
        if isinstance(node, ast.Name | ast.alias):
            name = node.id if isinstance(node, ast.Name) else node.name
            found |= {(path, name)} if name in CLASSES else set()
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("verdeling.plan.rules."):
            found |= {(path, node.module)} if not str(node.module).endswith(".basis") else set()
    return found


@pytest.mark.parametrize("path", [str(f) for f in FILES])
def test_no_file_outside_the_room_names_a_kind(path: str):
    assert named(path) <= set(WORDS)


def test_every_exception_is_still_there():
    assert set(WORDS) == {hit for f in FILES for hit in named(str(f))}
