"""Small faults in the exact core are noticed by its tests: at least nine in ten, module by module."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from long.mutatie import ROOT, mutanten

PROEF = 60
GRENS = 1800
"""Seconds; about a minute is usual. What takes longer fails: it never tries fewer faults instead."""
MODULES = {
    "verdeling.sleutel.apportionment": ["sleutel/test_sleutel_randen.py", "sleutel/test_apportionment.py"],
    "verdeling.sleutel.matrix": ["sleutel/test_sleutel_randen.py", "sleutel/test_sleutel_matrix.py"],
    "verdeling.sleutel.keys": ["sleutel/test_sleutel_randen.py", "sleutel/test_keys.py"],
    "verdeling.sleutel.niveaus": ["sleutel/test_indicatief.py", "sleutel/test_sleutel_spoor.py"],
    "verdeling.solver.certificate": ["solver/test_certificate.py"],
}
# Changes that are no faults, each with its reason; they are not tried.
RUIM = "the scale must be at least the product of two divisors; the sum of two figures is at most totaal + 1"
ANDERE_START = "the jump only says where to start; from a higher or lower threshold the same places follow"
KORTER = "the shorter way gives what the long one gives"
NIETS = "with no place to give or take back both branches do nothing"
GEDEELD = "_Values([t // divisor for t in self.numerators], self.denominator // divisor)"
GELIJKWAARDIG = {
    "verdeling.sleutel.apportionment": {
        "return -((total - 3 * product) // (2 * total))": ANDERE_START,
        "return -((total - 1 * product) // (2 * total))": ANDERE_START,
        "return max(0, up - 2)": ANDERE_START,
        "scale = ((total + 0) * (total + 2)) ** 2": RUIM,
        "scale = ((total + 2) * (total + 2)) ** 2": RUIM,
        "scale = ((total + 1) * (total + 1)) ** 2": RUIM,
        "scale = ((total + 1) * (total + 3)) ** 2": RUIM,
        "scale = ((total + 1) * (total + 2)) ** 3": RUIM,
        "scale = (2 * total + 2) ** 2": RUIM,
        "scale = (2 * total + 4) ** 2": RUIM,
        "scale = (2 * total + 3) ** 3": RUIM,
        "scale = (3 * total + 3) ** 2": RUIM,
        "if over >= 0:": NIETS,
        "if over > -1:": NIETS,
    },
    "verdeling.sleutel.matrix": {
        "distance = {j: 1 for j, t in enumerate(lack) if t < 0}": "every path starts equally far",
        "distance = {j: -1 for j, t in enumerate(lack) if t < 0}": "every path starts equally far",
    },
    "verdeling.sleutel.keys": {
        "return self if divisor == 0 else " + GEDEELD: KORTER,
        "return self if divisor == 2 else " + GEDEELD: KORTER,
        "return self.numerators if factor == 0 else [t * factor for t in self.numerators]": KORTER,
        "sign = 1 if total > -1 else -1": "a sum of zero was refused",
        "sign = 1 if total >= 0 else -1": "a sum of zero was refused",
    },
    "verdeling.sleutel.niveaus": {
        "self.denominators = [2] * len(codes)": "0/2 is 0 too",
        "count, = verdeel(fixed, (2,), methode if methode in PER_GEBIED else Methode.HALF_OP).aantallen": (
            "one area takes the whole, whatever its weight"
        ),
    },
}


def test_what_is_called_no_fault_is_of_a_module_that_is_tried():
    assert GELIJKWAARDIG.keys() <= MODULES.keys()


@pytest.mark.parametrize("module", GELIJKWAARDIG)
def test_every_fault_that_changes_nothing_is_still_a_fault_of_its_module(module: str) -> None:
    path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    found = {m.tekst for m in mutanten(path.read_text("utf-8"), str(path))}
    assert found
    assert not GELIJKWAARDIG[module].keys() - found


@pytest.mark.long
@pytest.mark.parametrize("module", MODULES)
def test_small_faults_are_noticed(module: str) -> None:
    opdracht = [sys.executable, str(Path(__file__).with_name("mutatie.py")), module, str(PROEF)]
    klaar = subprocess.run(
        [*opdracht, *MODULES[module]],
        input=json.dumps([*GELIJKWAARDIG.get(module, {})]),
        capture_output=True,
        text=True,
        timeout=GRENS,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    assert klaar.returncode == 0, klaar.stderr
    uitslag = json.loads(klaar.stdout)
    over, geprobeerd = uitslag["overleefd"], uitslag["geprobeerd"]
    assert not uitslag["verouderd"]
    assert geprobeerd >= 30
    assert 10 * len(over) <= geprobeerd, f"{len(over)} of {geprobeerd} survived:\n" + "\n".join(over)
