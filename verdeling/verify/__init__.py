"""Check a dossier in plain Python: standard library only, nothing of the other rooms.

Public names, loaded at first use
---------------------------------
report
    `verify` checks a dossier and gives a `Report`.
container
    `pack` and `unpack` the one form of the zip; `canonical` JSON; `Refused` is why a file is no dossier.
check
    `judge` checks a proof against its program.
source
    `own_source` gives this room as the one file `verify.py`.

Examples
--------
>>> from verdeling.verify import canonical, pack, unpack
>>> unpack(pack({"b.txt": b"2", "a.json": canonical({"z": 1, "a": [True]})}))
{'a.json': b'{"a":[true],"z":1}', 'b.txt': b'2'}
"""

from __future__ import annotations

# Nothing is imported here: the checker of the proof is used without the rest.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from verdeling.verify.check import judge as judge
    from verdeling.verify.container import Refused as Refused
    from verdeling.verify.container import canonical as canonical
    from verdeling.verify.container import pack as pack
    from verdeling.verify.container import unpack as unpack
    from verdeling.verify.report import Report as Report
    from verdeling.verify.report import verify as verify
    from verdeling.verify.source import own_source as own_source

_NAMES = {
    "judge": "check",
    "Refused": "container",
    "canonical": "container",
    "pack": "container",
    "unpack": "container",
    "Report": "report",
    "verify": "report",
    "own_source": "source",
}


def __getattr__(name: str) -> object:
    """Load a public name at first use (PEP 562)."""
    import importlib

    if name not in _NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_NAMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(_NAMES)
