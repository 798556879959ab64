"""Run a model: load it and its data, compute, and give the result."""

from verdeling.pipeline.draaien import PlanZonderBewijs, run
from verdeling.pipeline.laden import load_data, load_model
from verdeling.pipeline.resultaat import Resultaat, heeft_plan

__all__ = ["PlanZonderBewijs", "Resultaat", "heeft_plan", "load_data", "load_model", "run"]
