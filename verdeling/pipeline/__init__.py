"""Run a model: load it and its data, compute, and give the result.

:func:`run` is the one way from a model to a :class:`Resultaat`, for the command and for Python alike.

Examples
--------
>>> from verdeling.pipeline import run
>>> result = run("inwoners", overrides={"taken.asielopvang.totaal": 1000})
>>> sum(result.indicatief.taken["asielopvang"].aantallen)
1000
"""

from verdeling.pipeline.loading import load_data, load_model
from verdeling.pipeline.result import Resultaat
from verdeling.pipeline.running import NoPlanPossible, PlanZonderBewijs, run

__all__ = [
    "NoPlanPossible",
    "PlanZonderBewijs",
    "Resultaat",
    "load_data",
    "load_model",
    "run",
]
