"""The rule kinds of the plan: one file each, named as in a model, with everything that a kind declares.

What a kind may declare stands in :class:`verdeling.plan.rules.basis.Planregel`. No kind is imported here: it
is loaded when a model names it (:mod:`verdeling.verdeelmodel.regel`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from verdeling.columns import Column

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
    "cyclus",
    "amv",
    "aanbod_bij_bonus",
    "uitkering",
)
"""Rule kinds in the order in which they put bounds, variables and rows; other packages come after."""
ALWAYS: Final[Mapping[str, tuple[Column, ...]]] = MappingProxyType(
    {
        "uitkering": (
            Column(
                "uitkering_eur",
                (int,),
                ("Uitkering in euro", "Grant in euros"),
                ("Uitkering voor plaatsen boven het eigen cijfer.", "Grant for places above the own figure."),
                unit="eur",
                sheet="grant (euros)",
                empty=True,
            ),
        )
    }
)
"""Rule kinds whose columns every ``verdeling.csv`` has, empty without the rule: its readers count on them.

The columns stand here and not with their kind, so that a result without a plan needs no kind.
"""
