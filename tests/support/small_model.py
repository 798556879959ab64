"""A small model with its data in a folder, for what goes through the whole package."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BRON = {"bron": "proef"}
TEKST = {"nl": "t", "en": "t"}


@dataclass(frozen=True)
class Plaats:
    """A gemeente: its figure, what stands, what it offers, and where it lies in kilometres."""

    code: str
    naam: str
    provincie: str
    cijfer: int
    staat: int = 0
    biedt: int | None = None
    x: int = 0
    y: int = 0


REGELS: dict[str, dict[str, Any]] = {
    "provincietotaal": {},
    "restverdeling": {"wijze": "naar_rato", "bij_gebrek": "tekort"},
    "bestaande_capaciteit": {"kolom": "capaciteit_regulier"},
    "locatieomvang": {"minimum": 3, "maal_opgave": "3", "ruimte_minstens": 5},
    "samenwerking": {"straal_km": "10", "dichtstbij": 0},
}
"""Rules of a plan in which a new site needs 3 places and 10 km is near."""


def schrijf_model(
    folder: Path,
    plaatsen: Sequence[Plaats],
    regels: Mapping[str, Mapping[str, Any]],
    doelen: Sequence[str] = ("nabijheid", "volgorde"),
) -> Path:
    """Write the model and its tables; the path of the model."""
    folder.mkdir(exist_ok=True)
    kop = "code,gemeente,provincie,inwoners,sl,rd_x,rd_y"
    cijfers = [f"{p.code},{p.naam},{p.provincie},1000,{p.cijfer},{1000 * p.x},{1000 * p.y}" for p in plaatsen]
    biedt = [f"{p.code},{'' if p.biedt is None else p.biedt}" for p in plaatsen]
    for naam, regel in (
        ("gemeenten", [kop, *cijfers]),
        ("aanbod", ["code,aanbod", *biedt]),
        ("capaciteit", ["code,regulier,nood", *(f"{p.code},{p.staat},0" for p in plaatsen)]),
    ):
        (folder / f"{naam}.csv").write_text("\n".join(regel) + "\n", "utf-8")
    niveau = {"niveau": "gemeente", "afronding": "grootste_rest", "grondslag": BRON}
    model = {
        "titel": TEKST,
        "omschrijving": TEKST,
        "status": "illustrative",
        "grenzen": "2026-01-01",
        "gebied": [p.code for p in plaatsen],
        "taken": {
            "opvang": {
                "eenheid": "plaatsen",
                "totaal": {"waarde": sum(p.cijfer for p in plaatsen), "grondslag": BRON},
                "sleutel": {"indicator": "sl"},
                "grondslag": BRON,
                "niveaus": [niveau],
            }
        },
        "plan": {
            "taak": "opvang",
            "status": "illustrative",
            "reden": TEKST,
            "regels": {soort: {**wat, "grondslag": BRON} for soort, wat in regels.items()},
            "doelen": list(doelen),
        },
    }
    pad = folder / "m.yaml"
    # JSON is YAML; only a date has no quotes.
    pad.write_text(json.dumps(model, indent=1).replace('"2026-01-01"', "2026-01-01"), "utf-8")
    return pad
