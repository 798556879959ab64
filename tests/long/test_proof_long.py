"""Many random programs with their proofs, and a hundred thousand forgeries."""

from __future__ import annotations

import pytest
from support.proofs import deceive, hold

import verdeling
from verdeling.pipeline import NoPlanPossible
from verdeling.verdeelmodel.catalogue import model_names

pytestmark = pytest.mark.long

LARGE = {
    "spreidingswet-2024-aanbod": 6,
    "spreidingswet-2026-aanbod-2023": 6,
    "spreidingswet-2026-aanbod-sterk": 3,
    "spreidingswet-2026-aanbod-voorzichtig": 6,
}
"""Plans whose later goals did not close in a hundred seconds, and how many did; the cause is not known."""


def test_what_brute_force_finds_best_is_proven_and_nothing_else():
    hold(range(300, 2000))


def test_a_hundred_thousand_forged_proofs_are_not_accepted():
    deceive(range(2000, 5000), 60)


def test_every_shipped_plan_is_proven_to_be_the_only_one():
    """A model whose plan is made over time has no program of its own; one without a plan has none."""
    for name in model_names():
        try:
            result = verdeling.run(name)
        except NoPlanPossible as none:
            result = none.over
        if result.plan is None:
            continue
        made = result.met_bewijs(time_limit=100 if name in LARGE else 300).recomputed
        if name in LARGE:
            assert made.goals >= LARGE[name], name
            continue
        assert (made.goals, made.unique) == (len(result.plan.doelen), result.plan.bewijs.unique), name
