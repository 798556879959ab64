"""The checker as one file: the modules of this room after each other, without the imports between them."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Final

ORDER: Final = (
    "words",
    "container",
    "cases",
    "check",
    "figures",
    "program",
    "further",
    "tables",
    "trail",
    "signature",
    "source",
    "report",
    "command",
)
HEAD: Final = b'''"""Check a dossier of verdeling: python verify.py FILE.zip (Python 3.11 or later).

The same code stands in verdeling/verify of https://pypi.org/project/verdeling, where it is tested.
"""

from __future__ import annotations
'''


@cache
def own_source() -> bytes:
    """The one file; where this is that file already, what stands there."""
    here = Path(__file__)
    if not here.with_name("words.py").is_file():
        return here.read_bytes()
    return HEAD + b"".join(_body(here.with_name(f"{name}.py").read_text("utf-8")) for name in ORDER)


def _body(source: str) -> bytes:
    """A module without what the one file has already."""
    lines = source.splitlines()
    for node in ast.parse(source).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in (
            "verdeling",
            "__future__",
        ):
            for i in range(node.lineno - 1, node.end_lineno or node.lineno):
                lines[i] = ""
    text = "\n".join(lines).strip()
    return f"\n\n# {'-' * 80}\n{text}\n".encode()
