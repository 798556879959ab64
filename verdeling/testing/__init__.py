"""The contract of what other packages may add, as tests that they run with one line.

What is our own is held to the same checks. A check raises `AssertionError` that says what is wrong.

Examples
--------
>>> from verdeling.testing import check_engine
>>> check_engine("scip")

Public names, loaded at first use
---------------------------------
`check_key_operation`, `check_diagnostic`
    Of :mod:`additions`, with `small_data` and `small_model` to try them on.
`check_rule`
    Of :mod:`rules`, with `small_plan` to try it on.
`check_engine`
    Of :mod:`engines`; `ENGINE_CHECKS` are its parts, each of which takes the name of an engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verdeling.testing.additions import check_diagnostic as check_diagnostic
    from verdeling.testing.additions import check_key_operation as check_key_operation
    from verdeling.testing.additions import small_data as small_data
    from verdeling.testing.additions import small_model as small_model
    from verdeling.testing.engines import ENGINE_CHECKS as ENGINE_CHECKS
    from verdeling.testing.engines import check_engine as check_engine
    from verdeling.testing.rules import check_rule as check_rule
    from verdeling.testing.rules import small_plan as small_plan


def __getattr__(name: str) -> object:
    """Load a public name at first use (PEP 562): workers of an engine need no other contract."""
    import importlib

    if not name.startswith(("check_", "small_", "ENGINE_")):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    homes = {"engine": "engines", "rule": "rules", "plan": "rules"}
    home = next((home for word, home in homes.items() if word in name.lower()), "additions")
    return getattr(importlib.import_module(f"{__name__}.{home}"), name)
