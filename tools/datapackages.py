"""The data dictionary: ``datapackage.json`` beside each data folder, and the page docs/gegevens.md.

A Data Package (https://specs.frictionlessdata.io) of each folder follows from its ``bronnen.csv``, which says
what a column means and where it comes from, and from the tables, whose cells tell what they are. So it cannot
drift; a test rebuilds both::

    python tools/datapackages.py
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
DATA: Final = ROOT / "data"
FOLDERS: Final = {
    "cbs": ("verdeling-cbs", "Cijfers van het CBS per gemeente en per postcode"),
    "gemeenten": ("verdeling-gemeenten", "Gemeenten, hun gebieden, opgaven en plaatsen"),
}
"""Folder and the name and title of its package."""
TYPES: Final = (
    ("integer", re.compile(r"-?(?:0|[1-9]\d*)")),
    ("number", re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")),
    ("date", re.compile(r"\d{4}-\d\d-\d\d")),
    ("yearmonth", re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")),
)
"""Type of a column whose filled cells all look so; any other is text."""
CODES: Final = frozenset({"pc4"})
"""Columns of codes that look like numbers."""
LICENCES: Final = {"CC BY 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")}
OWN: Final = {
    "unit": "eenheid",
    "kind": "soort",
    "publisher": "uitgever",
    "table": "tabel",
    "referenceDate": "peildatum",
    "boundaries": "grenzen",
    "licence": "licentie",
    "status": "status",
    "derivation": "toelichting",
    "computedBackFrom": "herleid_uit",
    "weight": "maal",
}
"""Properties of a field that the standard leaves free, and the column of bronnen.csv that each is."""
HEAD: Final = """\
# Meegeleverde gegevens, per kolom / Data that ship, per column

Elk bestand van `data/`, met per kolom wat een cel zegt, de eenheid, de peildatum en wat het cijfer waard is.
Een lege cel is niet bekend, nooit nul. Met uitgever en afleiding staat het ook in `datapackage.json`
naast de bestanden ([Data Package](https://specs.frictionlessdata.io)), gemaakt uit `bronnen.csv`.

Every file of `data/`, with for each column what a cell says, its unit, reference date and worth. An empty
cell is not known, never zero. With publisher and derivation it stands in `datapackage.json` beside the files.
"""


def package(folder: Path) -> dict[str, Any]:
    """The package of a data folder."""
    name, title = FOLDERS[folder.name]
    with (folder / "bronnen.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    files: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        files.setdefault(row["bestand"], []).append(row)
    return {
        "profile": "data-package",
        "name": name,
        "title": title,
        "licenses": _licences(rows),
        "sources": [{"title": t} for t in sorted({f"{r['uitgever']}: {r['tabel']}" for r in rows})],
        "resources": [_resource(folder / file, columns) for file, columns in files.items()],
    }


def _licences(rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """The licences that have a name elsewhere; the words of any other stand with their columns."""
    known = sorted({r["licentie"] for r in rows} & LICENCES.keys())
    return [{"name": LICENCES[k][0], "path": LICENCES[k][1], "title": k} for k in known]


def _resource(path: Path, columns: Sequence[dict[str, str]]) -> dict[str, Any]:
    about = {
        "name": path.stem.replace("_", "-"),
        "path": path.name,
        "title": columns[0]["tabel"],
        "format": path.suffix[1:],
        "encoding": "utf-8",
        "hash": f"sha256:{columns[0]['sha256']}",
    }
    if path.suffix != ".csv":
        return about | {"mediatype": "application/json", **_field(columns[0])}
    with path.open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    cells = dict(zip(head, zip(*lines, strict=True), strict=True))
    described = {row["kolom"]: row for row in columns}
    fields = [{"name": h, **_type(cells[h], code=h in CODES), **_field(described[h])} for h in head]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if key := _key(head, lines):
        schema["primaryKey"] = key
    return about | {"profile": "tabular-data-resource", "mediatype": "text/csv", "schema": schema}


def _type(cells: Sequence[str], *, code: bool = False) -> dict[str, Any]:
    filled = [c for c in cells if c]
    forms = () if code else TYPES
    kind = next((name for name, form in forms if filled and all(form.fullmatch(c) for c in filled)), "string")
    return {"type": kind} | ({"constraints": {"required": True}} if len(filled) == len(cells) else {})


def _field(row: dict[str, str]) -> dict[str, str]:
    """What bronnen.csv says of a column: its meaning in both languages and where it comes from."""
    told = {
        "description": row["betekenis"],
        "descriptionEn": row["betekenis_en"],
        "unitEn": row["eenheid_en"],
    }
    told |= {name: row.get(column, "") for name, column in OWN.items()}
    return {name: text for name, text in told.items() if text}


def _key(head: Sequence[str], lines: Sequence[Sequence[str]]) -> list[str]:
    """The first columns, at most three, that tell every row from the others; none when these do not."""
    for n in range(1, min(3, len(head)) + 1):
        start = [tuple(line[:n]) for line in lines]
        if all(map(all, start)) and len(set(start)) == len(start):
            return list(head[:n])
    return []


def text(folder: Path) -> str:
    """The package as it is written."""
    return json.dumps(package(folder), ensure_ascii=False, indent=1) + "\n"


def page() -> str:
    """The page of all columns as Markdown."""
    return "\n".join([HEAD, *(line for name in FOLDERS for line in _tables(DATA / name))])


def _tables(folder: Path) -> Iterator[str]:
    for resource in package(folder)["resources"]:
        fields = resource.get("schema", {}).get("fields") or [{"name": "*", "type": "json"} | resource]
        yield f"## {folder.name}/{resource['path']}\n"
        yield f"{resource['title']}\n"
        yield "| kolom | soort | eenheid | peildatum | waarde | Nederlands | English |"
        yield "|---|---|---|---|---|---|---|"
        for f in fields:
            kind = f"{f['type']} {f.get('kind', '')}".strip()
            told = [f.get(k, "") for k in ("unit", "referenceDate", "status", "description", "descriptionEn")]
            yield " | ".join([f"| `{f['name']}`", kind, *told]) + " |"
        yield "".join(
            f"\n* {note}" for note in dict.fromkeys(f.get("derivation", "") for f in fields) if note
        )
        yield ""


if __name__ == "__main__":
    for place in (DATA / name for name in FOLDERS):
        (place / "datapackage.json").write_text(text(place), "utf-8", newline="\n")
    (ROOT / "docs/gegevens.md").write_text(page(), "utf-8", newline="\n")
