"""Dossiers to check and to forge: one of Zeeland with its proven plan, and what a forger does to it."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import verdeling
from verdeling.pipeline import Resultaat
from verdeling.verify import Refused, canonical, pack, unpack, verify
from verdeling.verify.container import MANIFEST, digest

ZEELAND = {"gebied": ["PV29"], "taken.asielopvang.totaal": 1910}


@cache
def zeeland() -> Resultaat:
    """13 gemeenten, 1 910 places of which 723 stand; with its proof."""
    return verdeling.run("spreidingswet-2026", overrides=ZEELAND).met_bewijs()


@cache
def zeeland_parts() -> dict[str, bytes]:
    """Parts of its dossier; packed they are its bytes again, or they could not be unpacked."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "zeeland.zip")
        zeeland().dossier(path)
        return unpack(path.read_bytes())


def resealed(parts: dict[str, bytes]) -> bytes:
    """The dossier of changed parts, by a forger who writes every checksum anew."""
    parts = dict(parts)
    crate = json.loads(parts["ro-crate-metadata.json"])
    for thing in crate["@graph"]:
        if "sha256" in thing:
            content = parts[thing["@id"]]
            thing |= {"sha256": digest(content), "contentSize": str(len(content))}
    parts["ro-crate-metadata.json"] = canonical(crate)
    manifest = json.loads(parts[MANIFEST])
    for name in manifest["delen"]:
        manifest["delen"][name] = {"bytes": len(parts[name]), "sha256": digest(parts[name])}
    parts[MANIFEST] = canonical(manifest)
    return pack(parts)


def with_json(parts: dict[str, bytes], name: str, change: Callable[[Any], None]) -> dict[str, bytes]:
    """The parts with one JSON part changed in place."""
    content = json.loads(parts[name])
    change(content)
    return {**parts, name: canonical(content)}


def difference(content: bytes) -> str:
    """Key of what is wrong with a dossier; '' when it holds."""
    try:
        report = verify(content)
    except Refused as refused:
        return refused.key
    return report.differences[0][0] if report.differences else ""


BOUND = ("LEESMIJ.md", "README.md", "versies.json", "verify.py", "aanpassingen.json")
"""Parts of which the report says that a checksum alone binds them, or that they were not used."""
SOURCES = ("data/cbs/bronnen.csv", "data/gemeenten/bronnen.csv")
"""Tables about the tables: their words are those of the source."""
WORDS = {
    "bewijs.json": ("delen",),
    "resultaat/trace.jsonl": ("gegevens", "grondslag", "bron", "peildatum"),
    "model.json": (
        "bron",
        "passage",
        "url",
        "reden",
        "titel",
        "omschrijving",
        "open",
        "bronnen",
        "opgelost",
        "aangepast",
        "naam",
        "genoemde_rest",
        "grondslag",
        "totaal",
    ),
}
"""Fields of which the report says that they are words; and the multipliers of a proof, for with others that
still close every case it is another proof of the same."""


def not_computed(name: str, text: bytes, place: int) -> bool:
    """Whether a digit stands where the report says that nothing is computed again."""
    if name in BOUND or name in SOURCES:
        return True
    if name.startswith("resultaat/") and name.rpartition("/")[2] not in (
        "verdeling.csv",
        "stromen.csv",
        "trace.jsonl",
    ):
        return True
    return _in_field(text, place, WORDS[name]) if name in WORDS else False


def _in_field(text: bytes, place: int, fields: tuple[str, ...]) -> bool:
    """Whether a place of a line of JSON lies in one of these fields, at any depth."""
    start = text.rfind(b"\n", 0, place) + 1
    end = text.find(b"\n", place)
    line = text[start : len(text) if end < 0 else end]
    at = place - start
    other = b"2" if line[at : at + 1] == b"1" else b"1"
    before, after = json.loads(line), json.loads(line[:at] + other + line[at + 1 :])

    def look(a: Any, b: Any, below: bool) -> bool:
        if isinstance(a, dict):
            return any(look(a[k], b.get(k), below or k in fields) for k in a)
        if isinstance(a, list):
            return any(look(x, y, below) for x, y in zip(a, b, strict=True))
        return below and a != b

    return look(before, after, False)
