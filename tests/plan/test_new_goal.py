"""A goal that every plan may order is a line and its words."""

import re

from support.changed_package import changed_package, run_changed
from support.paths import ROOT
from support.small_model import REGELS, Plaats, schrijf_model


def test_a_new_goal_touches_two_files(tmp_path):
    """The example of docs/extending.md, in a package that is ours but for these two files."""
    page = (ROOT / "docs/extending.md").read_text("utf-8").partition("## A goal\n")[2]
    line, words = re.findall(r"```text\n(.*?)```", page, re.S)[:2]
    changed_package(
        tmp_path,
        {
            "verdeling/plan/objectives.py": ('    Goal("volgorde", volgorde),\n', line),
            "verdeling/texts/insight.py": ('    "plan.doel.nieuwbouw"', words),
        },
    )
    places = [Plaats("GM0654", "Borsele", "Zeeland", 4), Plaats("GM0664", "Goes", "Zeeland", 3, x=40)]
    model = schrijf_model(tmp_path / "in", places, REGELS, ("nieuw", "volgorde"))
    shown = run_changed(tmp_path, "run", str(model), "--data", str(model.parent))
    assert re.search(r"1\. alle nieuwe plaatsen +7 +7 +ja", shown)
