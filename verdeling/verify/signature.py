"""The signature of a dossier: an SSH key over its manifest, by ``ssh-keygen -Y``; no network."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final, NamedTuple

NAMESPACE: Final = "verdeling-dossier"
"""A signature for another purpose does not count."""
TOOL: Final = "ssh-keygen"


class Signer(NamedTuple):
    """Who signed: ``good``, ``bad``, ``unknown`` (whole, but nobody says whose key it is), ``no_tool``."""

    verdict: str
    name: str = ""
    key: str = ""


def who_signed(manifest: bytes, signature: bytes, signers: Path | None) -> Signer:
    """Who signed a manifest, by a list of keys that the reader trusts (``allowed_signers`` of ssh-keygen)."""
    if shutil.which(TOOL) is None:
        return Signer("no_tool")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "manifest.json.sig"
        file.write_bytes(signature)
        whole = _run(["check-novalidate", "-n", NAMESPACE, "-s", str(file)], manifest)
        key = re.search(r"SHA256:[\w+/]+", whole or "")
        if whole is None or key is None:
            return Signer("bad")
        if signers is None:
            return Signer("unknown", key=key[0])
        names = _run(["find-principals", "-s", str(file), "-f", str(signers)], b"")
        for name in (names or "").splitlines():
            asked = ["verify", "-n", NAMESPACE, "-s", str(file), "-f", str(signers), "-I", name]
            if _run(asked, manifest) is not None:
                return Signer("good", name, key[0])
        return Signer("unknown", key=key[0])


def _run(arguments: list[str], content: bytes) -> str | None:
    """What ssh-keygen says; None when it refuses."""
    done = subprocess.run(
        [TOOL, "-Y", *arguments], input=content, capture_output=True, timeout=60, check=False
    )
    return None if done.returncode else (done.stdout + done.stderr).decode("utf-8", "replace")
