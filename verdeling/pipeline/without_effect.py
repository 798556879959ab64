"""Settings that change nothing: told, so that nobody takes the outcome for what they asked.

Of a task the figures are computed without the setting. Of a plan, which takes a solver, only what is sure is
told: that the model says the same without it.
"""

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
PLANS: Final = ("plan.", "tijdplan.")
LABELS: Final = frozenset({"grondslag", "reden", "status", "titel", "omschrijving"})
"""What is said of a plan and decides none of its figures."""
MOST: Final = 12
"""Most settings that are tried one by one; more are no slip in a path, but a table."""


def without_effect(
    name: str | Path, settings: Sequence[str], model: Verdeelmodel, data: Gegevens, figures: Indicatief
) -> list[Problem]:
    """Note on each setting without which every indicative figure, or all that decides the plan, is the same.

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
        path = setting.partition("=")[0]
        of_plan = path.startswith(PLANS) and LABELS.isdisjoint(path.split("."))
        if not of_plan and not path.startswith(TAKEN):
            continue
        rest = [s for i, s in enumerate(settings) if i != number]
        try:
            other = load_model(name, rest)
            if of_plan:
                if _decides(other) == _decides(model):
                    notes.append(Problem.van("V660", f"--set {setting}"))
                continue
            same = other.grenzen == model.grenzen and _figures(compute_indicatief(other, data)) == own
        except VerdelingError:
            continue  # without it there is no model, so it decides something
        if same:
            notes.append(Problem.van("V650", f"--set {setting}"))
    return notes


def _decides(model: Verdeelmodel) -> Any:  # noqa: ANN401
    """All that a model says of its plans but where it comes from."""

    def bare(value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, dict):
            return {k: bare(v) for k, v in value.items() if k not in LABELS}
        return [bare(v) for v in value] if isinstance(value, list) else value

    return bare(model.model_dump(mode="json", include={"plan", "tijdplan"}))


def _figures(indicatief: Indicatief) -> list[Any]:
    """Quotas and whole numbers of every task and level, and of their parts."""
    return [
        (name, [(n.codes, n.quota, n.aantallen) for n in taak.niveaus], taak.delen)
        for name, taak in indicatief.taken.items()
    ]
