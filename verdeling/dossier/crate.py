"""The metadata of a dossier as a research object: RO-Crate 1.1 (https://w3id.org/ro/crate/1.1)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from verdeling import __version__
from verdeling.result.computed import Computed
from verdeling.texts import say
from verdeling.verify.container import MANIFEST, digest

KINDS: Final = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".md": "text/markdown",
    ".py": "text/x-python",
    ".svg": "image/svg+xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SOFTWARE: Final = "#verdeling"
LICENCE: Final = "#licentie"


def metadata(result: Computed, parts: Mapping[str, bytes]) -> dict[str, Any]:
    """`ro-crate-metadata.json`: every part with its size and checksum, and what made them.

    A dossier has no clock: its date is the day of the boundaries of the model, and the description says so.
    """
    names = sorted([*parts, MANIFEST])
    return {
        "@context": "https://w3id.org/ro/crate/1.1/context",
        "@graph": [
            {
                "@id": "ro-crate-metadata.json",
                "@type": "CreativeWork",
                "about": {"@id": "./"},
                "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
            },
            {
                "@id": "./",
                "@type": "Dataset",
                "name": result.model.titel.nl,
                "description": say("dossier.crate", dag=result.model.grenzen.isoformat()),
                "datePublished": result.model.grenzen.isoformat(),
                "license": {"@id": LICENCE},
                "hasPart": [{"@id": name} for name in names],
                "mentions": {"@id": SOFTWARE},
            },
            {
                "@id": LICENCE,
                "@type": "CreativeWork",
                "name": say("dossier.licentie"),
                "description": say("dossier.licentie.uitleg"),
            },
            {
                "@id": SOFTWARE,
                "@type": "SoftwareApplication",
                "name": "verdeling",
                "softwareVersion": __version__,
            },
            *(_file(name, parts.get(name)) for name in names),
        ],
    }


def _file(name: str, content: bytes | None) -> dict[str, Any]:
    """A part; the manifest names the checksum of this file, so this file cannot name its own."""
    told = {
        "@id": name,
        "@type": "File",
        "name": name,
        "encodingFormat": KINDS.get(PurePosixPath(name).suffix.lower(), "application/octet-stream"),
    }
    if content is None:
        return told
    return {**told, "contentSize": str(len(content)), "sha256": digest(content)}
