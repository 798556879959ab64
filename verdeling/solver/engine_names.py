"""Engines by name, and how long one may take, without loading one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

GROUP: Final = "verdeling.engines"
"""Entry points by which another package adds an engine: its name, and the module that runs it."""
_HERE: Final = f"{__package__}.engines"
ENGINES: Final = {
    **dict.fromkeys(("scip", "highs", "cpsat"), f"{_HERE}.mathopt"),
    "cbc": f"{_HERE}.cbc",
}
"""Name of each engine of our own, and the module that runs it, which is also the kind of its workers."""
SPELLINGS: Final = {"cp-sat": "cpsat"}
"""Other ways in which the name of an engine is written."""
BELIEVED: Final = frozenset({"scip", "highs", "cbc"})
"""Engines whose answers stand when nothing contradicts them. CP-SAT is known to be wrong at times, and of
others nothing is known: what they call best or impossible always gets a second look."""
LONGEST_LIMIT: Final = 10_000_000
"""Longest time limit in seconds, a hundred days: an engine counts them in nanoseconds."""


def engine_names() -> list[str]:
    """Names of our own engines, then those that other packages add; ours cannot be taken."""
    return [*ENGINES, *sorted(_others().names - ENGINES.keys())]


def module_of(name: str) -> str:
    """Module that runs an engine.

    Raises
    ------
    KeyError
        Nobody has an engine of that name.
    """
    return ENGINES[name] if name in ENGINES else _others()[name].value


def _others() -> EntryPoints:
    """What other packages add; looked up only for a name that is not ours, since it takes a while to load."""
    from importlib.metadata import entry_points

    return entry_points(group=GROUP)
