"""The rule kinds of the plan: one file each, named as in a model, with everything that a kind declares.

What a kind may declare stands in :class:`verdeling.plan.rules.basis.Planregel`. Nothing is imported here: a
kind is loaded when a model names it (:mod:`verdeling.verdeelmodel.regel`).
"""

from __future__ import annotations

from typing import Final

ORDER: Final = (
    "bestaande_capaciteit",
    "locatieomvang",
    "plafond",
    "vrijstelling",
    "vast",
    "verdeelbesluit",
    "aanbod",
    "uitruil",
    "vaten",
    "provincietotaal",
    "restverdeling",
    "samenwerking",
    "rol",
    "omzetting",
    "amv",
    "uitkering",
)
"""Rule kinds in the order in which they put bounds, variables and rows; other packages come after."""
ALWAYS: Final = ("uitkering",)
"""Rule kinds whose columns every ``verdeling.csv`` has, empty without the rule: its readers count on them."""
