"""Divide reception places and the housing task over the Dutch gemeenten: exact, optimal, explained.

    >>> import verdeling
    >>> resultaat = verdeling.run("inwoners")
    >>> resultaat.indicatief.taken["asielopvang"].aantallen[:2]
    (1192, 1120)

The names below are loaded at first use, so that importing the package costs nothing.
"""

# Nothing is imported here: with ``python -m verdeling`` the current folder still stands first in the path.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from verdeling.pipeline import Resultaat, load_data, load_model, run

__version__ = "0.1.0"
__all__ = ["Resultaat", "__version__", "load_data", "load_model", "run"]


def __getattr__(name: str) -> object:
    """Load a public name at first use (PEP 562)."""
    import importlib

    if name not in __all__:
        raise AttributeError(f"module 'verdeling' has no attribute {name!r}")
    return getattr(importlib.import_module("verdeling.pipeline"), name)


def __dir__() -> list[str]:
    return __all__
