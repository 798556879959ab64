"""Run a model: load it and its data, compute, and give the result."""

from verdeling.pipeline.draaien import PlanOnmogelijk, PlanZonderBewijs, run
from verdeling.pipeline.laden import load_data, load_model
from verdeling.pipeline.resultaat import Resultaat, heeft_plan

__all__ = [
    "PlanOnmogelijk",
    "PlanZonderBewijs",
    "Resultaat",
    "heeft_plan",
    "load_data",
    "load_model",
    "run",
]
