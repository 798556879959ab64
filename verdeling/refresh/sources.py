"""What is asked where: tables of StatLine with their columns, and the boundaries."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True)
class Source:
    """A table of StatLine.

    Attributes
    ----------
    name
        Stem of the file that it becomes.
    table
        Identifier of the table.
    region, period
        Its dimensions; without `period` the year stands in the title.
    columns
        From a column of ours to the title of the measure there, and the group that tells it from others with
        that title.
    fixed
        Condition on further dimensions.
    series
        Whether every year is kept, and not the last one alone.
    """

    name: str
    table: str
    region: str
    period: str = ""
    columns: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    fixed: str = ""
    series: bool = False


SOURCES: Final = (
    Source(
        "inwoners",
        "70072ned",
        "RegioS",
        "Perioden",
        {"inwoners": ("Totale bevolking", "Bevolkingssamenstelling")},
        series=True,
    ),
    Source(
        "ses_woa",
        "86092NED",
        "WijkenEnBuurten",
        "Perioden",
        {"ses_woa": ("Gemiddelde score", "Totaal")},
    ),
    Source(
        "kerncijfers",
        "85984NED",
        "WijkenEnBuurten",
        columns={
            "huishoudens": ("Huishoudens totaal", ""),
            "huishoudgrootte": ("Gemiddelde huishoudensgrootte", ""),
            "woz_waarde": ("Gemiddelde WOZ-waarde van woningen", ""),
            "koopwoningen_pct": ("Koopwoningen", ""),
            "eengezinswoningen_pct": ("Percentage eengezinswoning", ""),
            "inkomen": ("Gemiddeld inkomen per inwoner", ""),
            "stedelijkheid": ("Mate van stedelijkheid", ""),
            "adressendichtheid": ("Omgevingsadressendichtheid", ""),
            "oppervlakte_land": ("Oppervlakte land", ""),
            "bevolkingsdichtheid": ("Bevolkingsdichtheid", ""),
            "inwoners_65plus": ("65 jaar of ouder", ""),
            "inwoners_0_15": ("0 tot 15 jaar", ""),
        },
    ),
    Source(
        "woningen",
        "82900NED",
        "RegioS",
        "Perioden",
        {"woningvoorraad": ("Totale woningvoorraad", "")},
        fixed="StatusVanBewoning eq 'T001235'",
    ),
)
"""Tables that become columns of figures."""
REGIONS: Final = Source("gebieden", "86247NED", "RegioS")
"""Areas of each gemeente, for comparison with the register."""
AREAS: Final = {
    "provincie": "Provincies",
    "veiligheidsregio": "Veiligheidsregio",
    "corop": "COROP-gebied",
    "arbeidsmarktregio": "Arbeidsmarktregio",
    "ggdregio": "GGD-regio",
    "landsdeel": "Landsdelen",
}
"""Columns of areas and how the group of their code and name begins."""
COLLECTION: Final = "gemeente_gegeneraliseerd"
"""Boundaries of gemeenten, generalised."""
LICENCE: Final = "CC BY 4.0"
"""Of CBS and of the boundaries of Kadaster and CBS."""
FIRST_YEAR: Final = 2017
"""First year of the inhabitants: before, the boundaries are not known."""

NAMES: Final = tuple(s.name for s in (*SOURCES, REGIONS))
"""Names of the tables, as they are typed."""


@dataclass(frozen=True)
class Addresses:
    """Where the services are; the environment may name others, such as a copy inside an organisation."""

    version4: str
    version3: str
    boundaries: str

    @classmethod
    def known(cls) -> Addresses:
        """Those of CBS and PDOK, or of VERDELING_CBS_V4, VERDELING_CBS_V3 and VERDELING_PDOK."""
        return cls(
            os.environ.get("VERDELING_CBS_V4") or "https://datasets.cbs.nl/odata/v1/CBS",
            os.environ.get("VERDELING_CBS_V3") or "https://opendata.cbs.nl/ODataApi/odata",
            os.environ.get("VERDELING_PDOK") or "https://api.pdok.nl/cbs/gebiedsindelingen/ogc/v1",
        )
