"""Divide reception places and the housing task over the Dutch gemeenten: exact, optimal, explained.

    >>> import verdeling
    >>> resultaat = verdeling.run("inwoners", overrides={"taken.asielopvang.totaal": 75500})
    >>> resultaat.indicatief.taken["asielopvang"].aantallen[:2]
    (1023, 961)

Public names
------------
run
    Run a model on data; gives a `Resultaat`.
load_model, load_data
    A model by name or path; data of a folder or of DataFrames.
Resultaat, Verdeelmodel, Gegevens
    What these give; frozen.
VerdelingError
    Base of every error for a mistake of the caller: `DataError`, `ModelError`, `Onoplosbaar` (no plan
    keeps all rules), `NietBewezen` (no proof in time; `PlanZonderBewijs` carries the plan found) and
    `VerificatieFout`.

The names are loaded at first use, so that importing the package costs nothing.
"""

# Nothing is imported here: with ``python -m verdeling`` the current folder still stands first in the path.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from verdeling.errors import (
        DataError,
        ModelError,
        NietBewezen,
        Onoplosbaar,
        VerdelingError,
        VerificatieFout,
    )
    from verdeling.inputs.tables import Gegevens
    from verdeling.pipeline import PlanZonderBewijs, Resultaat, load_data, load_model, run
    from verdeling.verdeelmodel.model import Verdeelmodel

__version__ = "0.1.0"
__all__ = [
    "DataError",
    "Gegevens",
    "ModelError",
    "NietBewezen",
    "Onoplosbaar",
    "PlanZonderBewijs",
    "Resultaat",
    "Verdeelmodel",
    "VerdelingError",
    "VerificatieFout",
    "__version__",
    "load_data",
    "load_model",
    "run",
]
_HOMES = {
    "Gegevens": "verdeling.inputs.tables",
    "Verdeelmodel": "verdeling.verdeelmodel.model",
    **dict.fromkeys(
        ("DataError", "ModelError", "NietBewezen", "Onoplosbaar", "VerdelingError", "VerificatieFout"),
        "verdeling.errors",
    ),
}
"""Module of each public name that is not in the pipeline."""


def __getattr__(name: str) -> object:
    """Load a public name at first use (PEP 562)."""
    import importlib

    if name not in __all__:
        raise AttributeError(f"module 'verdeling' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES.get(name, "verdeling.pipeline")), name)


def __dir__() -> list[str]:
    return __all__
