"""Settings that change no indicative figure: told, so that nobody takes the outcome for what they asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from verdeling.errors import Problem, VerdelingError
from verdeling.inputs.tables import Gegevens
from verdeling.pipeline.loading import load_model
from verdeling.sleutel.indicatief import Indicatief, compute_indicatief
from verdeling.verdeelmodel.model import Verdeelmodel

TAKEN: Final = "taken."
MOST: Final = 12
"""Most settings that are tried one by one; more are no slip in a path, but a table."""


def without_effect(
    name: str | Path, settings: Sequence[str], model: Verdeelmodel, data: Gegevens, figures: Indicatief
) -> list[Problem]:
    """Note on each setting of a task without which every indicative figure is the same.

    Parameters
    ----------
    name, settings
        The model as it was asked for, and what was set in it.
    model, data, figures
        The model with the settings, and what was computed.
    """
    notes = []
    own = _figures(figures)
    for number, setting in enumerate(settings if len(settings) <= MOST else ()):
        if not setting.startswith(TAKEN):
            continue
        rest = [s for i, s in enumerate(settings) if i != number]
        try:
            other = load_model(name, rest)
            same = other.grenzen == model.grenzen and _figures(compute_indicatief(other, data)) == own
        except VerdelingError:
            continue  # without it there is no model, so it decides something
        if same:
            notes.append(Problem.van("V650", f"--set {setting}"))
    return notes


def _figures(indicatief: Indicatief) -> list[Any]:
    """Quotas and whole numbers of every task and level, and of their parts."""
    return [
        (name, [(n.codes, n.quota, n.aantallen) for n in taak.niveaus], taak.delen)
        for name, taak in indicatief.taken.items()
    ]
