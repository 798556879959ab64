"""Dossiers to check and to forge: one of Zeeland with its proven plan, and what a forger does to it."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import verdeling
from verdeling.pipeline import Resultaat
from verdeling.verify import canonical, pack, unpack
from verdeling.verify.container import MANIFEST, digest

ZEELAND = {"gebied": ["PV29"], "taken.asielopvang.totaal": 1910}


@cache
def zeeland() -> Resultaat:
    """13 gemeenten, 1 910 places of which 723 stand; with its proof."""
    return verdeling.run("spreidingswet-2026", overrides=ZEELAND).met_bewijs()


@cache
def zeeland_parts(path: str) -> dict[str, bytes]:
    """Parts of its dossier, which is also written to a path."""
    zeeland().dossier(path)
    with open(path, "rb") as file:  # noqa: PTH123
        return unpack(file.read())


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
