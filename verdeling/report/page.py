"""What every page has in common: templates, style and scripts from `assets`, and a content policy."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def omgeving() -> Environment:
    """The templates."""
    from jinja2 import Environment, PackageLoader

    return Environment(
        loader=PackageLoader("verdeling.report", "assets"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def asset(naam: str) -> str:
    """Text of a style sheet or script."""
    return (files("verdeling.report") / "assets" / naam).read_text(encoding="utf-8")


def inhoudsbeleid(css: str, scripts: Sequence[str]) -> str:
    """Content security policy: nothing from outside, only these very styles and scripts."""

    def som(tekst: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(tekst.encode()).digest()).decode()}'"

    lopend = " ".join(map(som, scripts)) or "'none'"
    return (
        f"default-src 'none'; style-src {som(css)}; script-src {lopend}; base-uri 'none'; form-action 'none'"
    )
