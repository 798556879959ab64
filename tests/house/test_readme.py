"""Every command of the README runs, and prints what the README shows."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from support.paths import ROOT

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.S)
COMMANDS = [line[2:] for kind, body in BLOCKS if kind == "console" for line in body.splitlines()]
ENV = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "100"}


def run(command: str, folder: Path) -> str:
    """Run a README line in a folder; its output, both streams."""
    line = re.sub(r"^verdeling\b", f"{shlex.quote(sys.executable)} -m verdeling", command)
    done = subprocess.run(line, shell=True, cwd=folder, env=ENV, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, (command, done.stderr)
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("readme")


def test_the_two_commands_stand_on_top_and_make_knows_them():
    assert COMMANDS[:2] == ["make run", "make test"]
    plan = subprocess.run(["make", "-n", "run", "test"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "verdeling run spreidingswet-2026 --out uitkomst/spreidingswet-2026" in plan.stdout
    assert "pytest" in plan.stdout


def test_every_verdeling_command_runs(folder):
    mine = [c for c in COMMANDS if c.startswith("verdeling ")]
    assert len(mine) >= 12
    for command in mine:
        run(command, folder)
    assert (folder / "mijn-uitkomst" / "verdeling.xlsx").stat().st_size > 10_000
    assert (folder / "inwoners.csv").read_bytes().startswith(b"\xef\xbb\xbftaak;code;gemeente")


@pytest.mark.parametrize(
    ("command", "nth"),
    [
        ("verdeling run spreidingswet-2026 --out uitkomst/spreidingswet-2026", 0),
        ("verdeling explain spreidingswet-2026 Deventer", 2),
        ("verdeling run spreidingswet-2026 --zonder-rapport", 3),
        ("verdeling explain spreidingswet-2026 Westland", 4),
    ],
)
def test_the_output_shown_is_the_output(folder, command, nth):
    shown = [body for kind, body in BLOCKS if kind == "text"][nth]
    printed = [" ".join(line.split()) for line in run(command, folder).splitlines()]
    lines = [" ".join(line.split()) for line in shown.splitlines() if line != "…"]
    assert lines
    assert not [line for line in lines if line not in printed]


def test_the_python_example_runs(folder):
    (example,) = (body for kind, body in BLOCKS if kind == "python")
    (folder / "voorbeeld.py").write_text(example, "utf-8")
    printed = run(f"{shlex.quote(sys.executable)} voorbeeld.py", folder)
    assert "Zuid-Holland" in printed
    assert "Deventer (GM0150)" in printed


PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "models/README.md",
    *sorted(ROOT.glob("docs/**/*.md")),
]


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=[str(p.relative_to(ROOT)) for p in PAGES])
def test_every_local_link_exists(page):
    links = re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", page.read_text("utf-8"))
    targets = [(page.parent / link if link else page, anchor) for link, anchor in links]
    assert not [str(target) for target, _ in targets if not target.exists()]
    assert not [(target.name, a) for target, a in targets if a and a not in anchors(target)]


def test_the_pages_link_to_each_other():
    assert re.findall(r"\]\(CONTRIBUTING.md\)", README)
    assert len(re.findall(r"\]\(docs/extending.md#", (ROOT / "CONTRIBUTING.md").read_text("utf-8"))) >= 4
