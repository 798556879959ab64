"""Checksums, and the seal of a manifest: a checksum of itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

SEAL: Final = "controlesom"
"""Field of a manifest with the checksum of all its other fields."""


def sha256(content: bytes) -> str:
    """Checksum in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def sha256_of(pad: Path) -> str:
    """Checksum of a file, which may be larger than memory."""
    with pad.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sealed(content: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest with its seal, in the place of an earlier one."""
    rest = {name: value for name, value in content.items() if name != SEAL}
    text = json.dumps(rest, sort_keys=True, ensure_ascii=False)
    return {**rest, SEAL: sha256(text.encode("utf-8", "surrogatepass"))}


def is_whole(content: Mapping[str, Any]) -> bool:
    """Whether a manifest is as it was sealed."""
    return bool(sealed(content)[SEAL] == content.get(SEAL))
