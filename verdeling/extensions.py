"""What other packages add, by entry point; loaded only when a model asks for it."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from verdeling.errors import ModelError


@cache
def _found(group: str) -> dict[str, EntryPoint]:
    found: dict[str, EntryPoint] = {}
    for point in entry_points(group=group):
        if found.setdefault(point.name, point).value != point.value:
            raise ModelError.een("V383", naam=point.name, groep=group)
    return found


def names(group: str, own: Collection[str]) -> list[str]:
    """Names that other packages add to a group, sorted.

    Parameters
    ----------
    own
        Names of this package, which nobody may take.

    Raises
    ------
    ModelError
        A name is taken twice.
    """
    found = _found(group)
    for name in sorted(found.keys() & own):
        raise ModelError.een("V383", naam=name, groep=group)
    return sorted(found)


def load(group: str, name: str) -> object:
    """Load what a package adds under a name.

    Raises
    ------
    KeyError
        No package does.
    ModelError
        The package cannot be imported.
    """
    point = _found(group)[name]
    try:
        return point.load()
    except Exception as error:  # the code of another package may fail in any way
        raise ModelError.een(
            "V381", naam=name, groep=group, plek=point.value, reden=f"{type(error).__name__}: {error}"
        ) from error
