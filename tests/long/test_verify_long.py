"""A thousand changes of a dossier: of single bytes, and of digits with every checksum written anew."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.dossiers import difference, not_computed, resealed, zeeland_parts
from support.paths import ROOT

import verdeling
from verdeling.verify import pack, verify

pytestmark = pytest.mark.long
OTHERS = [
    p for p in Path.home().glob(".pyenv/versions/3.1[1-9]*/bin/python") if p.resolve() != Path(sys.executable)
]


@pytest.fixture
def parts() -> dict[str, bytes]:
    return zeeland_parts()


def test_a_thousand_single_bytes_are_all_found(parts):
    raw, rng = pack(parts), random.Random(8785)
    for place in rng.sample(range(len(raw)), 1000):
        changed = bytearray(raw)
        changed[place] = (changed[place] + rng.randrange(1, 256)) % 256
        assert difference(bytes(changed)), place


def test_a_thousand_digits_with_new_checksums_are_found_by_computing_or_named(parts):
    """Every part gets its share; what is found and what only a signature can tell is counted."""
    rng, found, named, missed = random.Random(1960), 0, 0, []
    names = sorted(
        n
        for n, c in parts.items()
        if re.search(rb"\d", c) and n not in ("manifest.json", "ro-crate-metadata.json")
    )
    for k in range(1000):
        name = names[k % len(names)]
        text = parts[name]
        place = rng.choice([m.start() for m in re.finditer(rb"\d", text)])
        changed = bytearray(text)
        changed[place] = ord("0") + (changed[place] - ord("0") + rng.randrange(1, 10)) % 10
        if difference(resealed({**parts, name: bytes(changed)})):
            found += 1
        elif not_computed(name, text, place):
            named += 1
        else:
            missed.append((name, text[max(0, place - 60) : place + 20]))
    print(f"{found} found by computing, {named} named as bound by checksum and signature alone")
    assert not missed
    assert found >= 500


def test_a_dossier_checks_on_every_python_that_stands_here(parts, tmp_path):
    script, path = tmp_path / "verify.py", tmp_path / "d.zip"
    path.write_bytes(pack(parts))
    script.write_bytes(parts["verify.py"])
    for python in [Path(sys.executable), *OTHERS]:
        done = subprocess.run([python, "-I", "-S", script, path], capture_output=True, env={}, check=False)
        assert (done.returncode, done.stderr) == (0, b""), python


@pytest.mark.parametrize("name", [path.stem for path in sorted((ROOT / "models").glob("*.yaml"))])
def test_the_figures_and_trails_of_every_shipped_model_are_found_again(name, tmp_path):
    verdeling.run(name, plan=False).dossier(tmp_path / "d.zip")
    report = verify(tmp_path / "d.zip")
    assert not report.differences
    assert not [key for key, _ in report.unchecked if key in ("verify.niet.sleutel", "verify.niet.eigen")]


@pytest.mark.parametrize(
    "name", ["kampen-dronten-2024", "verdeelbesluit-2024", "ijsselland-rol", "samen-2026"]
)
def test_plans_with_other_rules_are_found_again(name, tmp_path):
    """Loans, a divided report, regional sites, exchange."""
    verdeling.run(name).dossier(tmp_path / "d.zip")
    report = verify(tmp_path / "d.zip")
    assert not report.differences
    done = {key.removeprefix("verify.gedaan.") for key, _ in report.checked}
    assert done >= {"programma", "bewijs", "plan", "spoor"}
