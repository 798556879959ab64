"""Exact values as JSON: fractions as text, a trail with the values that it starts from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from verdeling.sleutel.spoor import Origins
from verdeling.trace import Spoor


def exact(value: Any) -> Any:  # noqa: ANN401
    """JSON form of a value: whole numbers as they are, exact fractions as text, containers inside out."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else str(value)
    if isinstance(value, Mapping):
        return {str(k): exact(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [exact(v) for v in value]
    return value if isinstance(value, int | str | None) else str(value)


def spoor_json(spoor: Spoor, bron: Origins | None = None) -> dict[str, Any]:
    """One trail with the source values that it starts from: every fraction exact, as text.

    The trail of a plan number starts from the indicative figure and has no source values of its own.
    """
    return {
        "taak": spoor.taak.replace(".", "/", 1),
        "code": spoor.code,
        "waarden": [
            {
                "kolom": column.naam,
                "waarde": str(value),
                "bron": f"{van.uitgever}, {van.tabel}",
                "peildatum": None if van.peildatum is None else van.peildatum.isoformat(),
            }
            for column, value in (() if bron is None else bron.waarden)
            for van in [column.bron_van(spoor.code)]
        ],
        "start": str(spoor.start),
        "stappen": [
            {
                "soort": step.soort,
                "bijdrage": str(step.bijdrage),
                "gegevens": exact(step.gegevens),
                "grondslag": step.grondslag and step.grondslag.model_dump(mode="json", exclude_none=True),
            }
            for step in spoor.stappen
        ],
        "uitkomst": str(spoor.uitkomst),
    }


def sporen_bytes(sporen: Iterable[tuple[Spoor, Origins | None]]) -> bytes:
    """Give trace.jsonl: one trail per line."""
    regels = (json.dumps(spoor_json(*pair), ensure_ascii=False) + "\n" for pair in sporen)
    return "".join(regels).encode("utf-8")
