"""Proofs that can be re-checked: made with floats as a guide, checked in whole numbers without a solver.

Public names, loaded at first use
---------------------------------
judge, canonical
    Of :mod:`verdeling.verify`: check a proof against its program, both as plain data; write either as bytes.
parallel
    `prove` makes the `Proof` of a plan, `refute` that of a program without one.
form
    `plain` gives a program as plain data.

Examples
--------
>>> from verdeling.solver import Builder, RowTag, SumGoal, solve
>>> from verdeling.solver.proof import judge, prove
>>> build = Builder()
>>> x, y = build.variables("x", [("a",), ("b",)], 0, 9)
>>> _ = build.row(RowTag("total", "here"), [x, y], [2, 3], lower=12)
>>> build.goal(SumGoal("cost", [x, y], [4, 5]))
>>> program = build.freeze()
>>> made = prove(program, solve(program).x)
>>> made.goals, judge(made.program, made.proof)["fault"]
(1, None)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verdeling.solver.proof.form import plain as plain
    from verdeling.solver.proof.parallel import Proof as Proof
    from verdeling.solver.proof.parallel import prove as prove
    from verdeling.solver.proof.parallel import refute as refute
    from verdeling.verify.check import judge as judge
    from verdeling.verify.container import canonical as canonical

_NAMES = {
    "canonical": "verdeling.verify.container",
    "judge": "verdeling.verify.check",
    "plain": f"{__name__}.form",
    "Proof": f"{__name__}.parallel",
    "prove": f"{__name__}.parallel",
    "refute": f"{__name__}.parallel",
}


def __getattr__(name: str) -> object:
    """Load a public name at first use (PEP 562)."""
    import importlib

    if name not in _NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_NAMES[name]), name)


def __dir__() -> list[str]:
    return sorted(_NAMES)
