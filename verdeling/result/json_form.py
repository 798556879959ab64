"""Exact values as JSON: fractions as text, a trail with the values that it starts from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from verdeling.sleutel.spoor import Herkomst
from verdeling.trace import Spoor


def exact(waarde: Any) -> Any:  # noqa: ANN401
    """JSON form of a value: whole numbers as they are, exact fractions as text, containers inside out."""
    if isinstance(waarde, Fraction):
        return int(waarde) if waarde.denominator == 1 else str(waarde)
    if isinstance(waarde, Mapping):
        return {str(k): exact(v) for k, v in waarde.items()}
    if isinstance(waarde, list | tuple):
        return [exact(v) for v in waarde]
    return waarde if isinstance(waarde, int | str | None) else str(waarde)


def spoor_json(spoor: Spoor, bron: Herkomst | None = None) -> dict[str, Any]:
    """One trail with the source values that it starts from: every fraction exact, as text.

    The trail of a plan number starts from the indicative figure and has no source values of its own.
    """
    return {
        "taak": spoor.taak.replace(".", "/", 1),
        "code": spoor.code,
        "waarden": [
            {
                "kolom": kolom.naam,
                "waarde": str(waarde),
                "bron": f"{van.uitgever}, {van.tabel}",
                "peildatum": None if van.peildatum is None else van.peildatum.isoformat(),
            }
            for kolom, waarde in (() if bron is None else bron.waarden)
            for van in [kolom.bron_van(spoor.code)]
        ],
        "start": str(spoor.start),
        "stappen": [
            {
                "soort": stap.soort,
                "bijdrage": str(stap.bijdrage),
                "gegevens": exact(stap.gegevens),
                "grondslag": stap.grondslag and stap.grondslag.model_dump(mode="json", exclude_none=True),
            }
            for stap in spoor.stappen
        ],
        "uitkomst": str(spoor.uitkomst),
    }


def sporen_bytes(sporen: Iterable[tuple[Spoor, Herkomst | None]]) -> bytes:
    """Give trace.jsonl: one trail per line."""
    regels = (json.dumps(spoor_json(*paar), ensure_ascii=False) + "\n" for paar in sporen)
    return "".join(regels).encode("utf-8")
