"""``run --bewijs``: the answer, then a proof of it that anyone can check from the files of the folder."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zlib
from pathlib import Path

import openpyxl
import pytest

import verdeling
from verdeling.solver.proof import canonical, judge

COMMAND = [sys.executable, "-m", "verdeling", "run", "spreidingswet-2026", "--bewijs"]


@pytest.fixture(scope="module")
def proven(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The shipped plan with its proof, once."""
    folder = tmp_path_factory.mktemp("proof") / "uit"
    done = subprocess.run([*COMMAND, "--out", str(folder)], capture_output=True, text=True, check=True)
    return folder, done


def test_the_shipped_plan_can_be_rechecked_from_its_folder(proven):
    folder, _ = proven
    program, proof = (json.loads((folder / name).read_bytes()) for name in ("programma.json", "bewijs.json"))
    verdict = judge(program, proof)
    assert verdict["fault"] is None
    assert (verdict["goals"], verdict["unique"]) == (5, True)
    assert len(zlib.compress((folder / "bewijs.json").read_bytes(), 9)) <= 100_000


def test_the_files_are_canonical_and_the_manifest_binds_them(proven):
    folder, _ = proven
    manifest = json.loads((folder / "manifest.json").read_bytes())
    for name in ("programma.json", "bewijs.json"):
        raw = (folder / name).read_bytes()
        assert canonical(json.loads(raw)) == raw
        assert manifest["bestanden"][name] == hashlib.sha256(raw).hexdigest()
    assert manifest["bewijs"]["programma"] == manifest["bestanden"]["programma.json"]
    assert set(manifest["bewijs"]["doelen"].values()) == {"na_te_rekenen"}


def test_the_values_of_the_proof_are_those_of_the_result(proven):
    folder, _ = proven
    goals = json.loads((folder / "diagnostics.json").read_bytes())["doelen"]
    told = json.loads((folder / "bewijs.json").read_bytes())["waarden"]
    assert [int(g["waarde"]) for g in goals[:4]] == told[:4]
    assert [g["bewijs"] for g in goals] == ["na_te_rekenen"] * 5


def test_screen_and_report_say_who_can_check(proven):
    folder, done = proven
    assert done.stderr.count("bewezen, na te rekenen") == 5
    assert "Geen ander plan is even goed; ook dat is na te rekenen." in done.stderr
    assert "bewezen, na te rekenen" in (folder / "report.html").read_text("utf-8")


def test_one_digit_changed_is_found(proven):
    folder, _ = proven
    program, proof = (json.loads((folder / name).read_bytes()) for name in ("programma.json", "bewijs.json"))
    column = next(j for j, (_, low, high) in enumerate(program["kolommen"]) if low < proof["plan"][j] < high)
    proof["plan"][column] += 1
    assert judge(program, proof)["fault"] is not None
    proof["plan"][column] -= 1
    program["kolommen"][column][2] += 1
    assert judge(program, proof)["fault"] == ["programma"]


def test_what_does_not_close_in_its_time_stays_proven_by_the_engine():
    result = verdeling.run("spreidingswet-2026").met_bewijs(time_limit=1e-6)
    # No place is short: that nothing is below zero is clear without any time.
    assert [goal.rechecked for goal in result.plan.doelen] == [True, False, False, False, False]
    goals = result.als_json()["doelen"]
    assert [goal["bewijs"] for goal in goals] == ["na_te_rekenen"] + ["motor"] * 4


def test_a_proof_asks_for_a_plan():
    for words in (["inwoners", "--bewijs"], ["spreidingswet-2026", "--zonder-plan", "--bewijs"]):
        done = subprocess.run([*COMMAND[:4], *words], capture_output=True, text=True, check=False)
        assert done.returncode != 0
        assert "Traceback" not in done.stderr


def test_the_workbook_says_who_can_check(proven):
    folder, _ = proven
    sheet = openpyxl.load_workbook(folder / "verdeling.xlsx", read_only=True)["bronnen"]
    told = [row[1] for row in sheet.iter_rows(values_only=True)]
    assert told.count("bewezen, na te rekenen") == 5
