"""Small faults in the exact core are noticed by its tests: at least nine in ten, module by module."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SECONDEN = 100
MINSTE_PROEF = 20
MODULES = {
    "verdeling.sleutel.apportionment": ["test_sleutel_randen.py", "test_apportionment.py"],
    "verdeling.sleutel.matrix": ["test_sleutel_randen.py", "test_sleutel_matrix.py"],
    "verdeling.sleutel.keys": ["test_sleutel_randen.py", "test_keys.py"],
    "verdeling.sleutel.niveaus": ["test_indicatief.py", "test_sleutel_spoor.py"],
    "verdeling.plan.certificate": ["test_certificate.py"],
}


@pytest.mark.long
@pytest.mark.parametrize("module", MODULES)
def test_small_faults_are_noticed(module: str) -> None:
    opdracht = [sys.executable, str(Path(__file__).with_name("mutatie.py")), module, str(SECONDEN)]
    klaar = subprocess.run(
        [*opdracht, *MODULES[module]],
        capture_output=True,
        text=True,
        timeout=SECONDEN + 300,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    assert klaar.returncode == 0, klaar.stderr
    uitslag = json.loads(klaar.stdout)
    over, geprobeerd = uitslag["overleefd"], uitslag["geprobeerd"]
    assert geprobeerd >= min(MINSTE_PROEF, uitslag["mutanten"])
    assert 10 * len(over) <= geprobeerd, f"{len(over)} of {geprobeerd} survived:\n" + "\n".join(over)
