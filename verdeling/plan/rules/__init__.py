"""The rule kinds of the plan, one file each; importing this package makes them known to the model reader."""

from __future__ import annotations

from typing import Final

from verdeling.plan.rules.aanbod import Aanbod
from verdeling.plan.rules.amv import Amv
from verdeling.plan.rules.basis import Planregel
from verdeling.plan.rules.bestaande_capaciteit import BestaandeCapaciteit
from verdeling.plan.rules.fasering import Fasering
from verdeling.plan.rules.locatieomvang import Locatieomvang
from verdeling.plan.rules.omzetting import Omzetting
from verdeling.plan.rules.plafond import Plafond
from verdeling.plan.rules.provincietotaal import Provincietotaal
from verdeling.plan.rules.restverdeling import Restverdeling
from verdeling.plan.rules.rol import Rol
from verdeling.plan.rules.samenwerking import Samenwerking
from verdeling.plan.rules.uitkering import Uitkering
from verdeling.plan.rules.uitruil import Uitruil
from verdeling.plan.rules.vast import Vast
from verdeling.plan.rules.vaten import Vaten
from verdeling.plan.rules.verdeelbesluit import Verdeelbesluit
from verdeling.plan.rules.vrijstelling import Vrijstelling

__all__ = [
    "NODIG",
    "VOLGORDE",
    "Aanbod",
    "Amv",
    "BestaandeCapaciteit",
    "Fasering",
    "Locatieomvang",
    "Omzetting",
    "Plafond",
    "Planregel",
    "Provincietotaal",
    "Restverdeling",
    "Rol",
    "Samenwerking",
    "Uitkering",
    "Uitruil",
    "Vast",
    "Vaten",
    "Verdeelbesluit",
    "Vrijstelling",
]

VOLGORDE: Final[tuple[type[Planregel], ...]] = (
    BestaandeCapaciteit,
    Locatieomvang,
    Plafond,
    Vrijstelling,
    Vast,
    Verdeelbesluit,
    Aanbod,
    Uitruil,
    Vaten,
    Provincietotaal,
    Restverdeling,
    Samenwerking,
    Rol,
    Omzetting,
    Amv,
    Uitkering,
    Fasering,
)
"""Rule kinds in the order in which they put bounds, variables and rows."""
NODIG: Final = (Provincietotaal, Restverdeling, BestaandeCapaciteit)
"""Rule kinds that every plan has."""
