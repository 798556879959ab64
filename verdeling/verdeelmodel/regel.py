"""What a rule of the plan is to a model, and which kinds there are.

Each kind is one file of :mod:`verdeling.plan.rules`, or an entry point ``verdeling.rules`` of another package
(docs/extending.md). It is loaded when a model names it, so that a model without a plan needs none.
"""

from __future__ import annotations

import importlib
from typing import ClassVar, Final

from verdeling import extensions
from verdeling.errors import ModelError
from verdeling.terms import Frozen, Grondslag

GROUP: Final = "verdeling.rules"
HOME: Final = "verdeling.plan.rules"
"""Package of our own kinds; its `ORDER` names them. A name and no import: rules stand above models."""


class Regel(Frozen):
    """Base of all rule kinds of the plan."""

    soort: ClassVar[str] = ""

    grondslag: Grondslag


def names() -> tuple[str, ...]:
    """Rule kinds of this package, in the order in which they are built."""
    order: tuple[str, ...] = importlib.import_module(HOME).ORDER
    return order


def rule_kind(name: str) -> type[Regel]:
    """The rule kind of that name, loaded when asked.

    Raises
    ------
    KeyError
        There is none.
    ModelError
        A package offers one that is no rule kind.
    """
    if name in names():
        module = importlib.import_module(f"{HOME}.{name}")
        return next(
            kind
            for kind in vars(module).values()
            if isinstance(kind, type) and issubclass(kind, Regel) and kind.soort == name
        )
    kind = extensions.load(GROUP, name)
    if not (isinstance(kind, type) and issubclass(kind, Regel) and kind.soort == name):
        raise ModelError.een("V841", naam=name, klasse=getattr(kind, "__qualname__", str(kind)))
    return kind


def known(name: str) -> bool:
    """Whether there is a rule kind of that name; other packages are asked only when it is none of ours."""
    return name in names() or name in extensions.names(GROUP, names())


def rule_kinds() -> dict[str, type[Regel]]:
    """All rule kinds by name in the order of building: ours, then those of other packages by name."""
    return {name: rule_kind(name) for name in [*names(), *extensions.names(GROUP, names())]}
