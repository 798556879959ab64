"""Shared by tests of several rooms."""

from __future__ import annotations

SOORTEN = (
    "basis",
    "omzetting",
    "locatieomvang",
    "zacht",
    "leximin",
    "vrij",
    "eerlijk",
    "eerlijk_afwijking",
    "vrijstelling",
    "vast",
    "aanbod",
    "plafond",
    "samenwerking",
    "uitkering",
    "budget",
    "verandering",
    "amv",
    "uitruil",
    "sluiten",
)
