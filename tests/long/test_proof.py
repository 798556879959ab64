"""Many random programs with their proofs, and a hundred thousand forgeries."""

from __future__ import annotations

import pytest
from support.proofs import deceive, hold

pytestmark = pytest.mark.long


def test_what_brute_force_finds_best_is_proven_and_nothing_else():
    hold(range(300, 2000))


def test_a_hundred_thousand_forged_proofs_are_not_accepted():
    deceive(range(2000, 4500), 60)
