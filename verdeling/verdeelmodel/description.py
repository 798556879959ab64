"""The text under each field of a declared value, as the description in a JSON Schema.

Read from the source only when a schema is made: pydantic would do so at every start, for a quarter of a
second.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from itertools import pairwise

from verdeling.terms import Frozen


def beschrijf() -> None:
    """Give every field of every declared value its description."""
    klassen = [
        k for k in dict.fromkeys(_every(Frozen)) if not any(v.description for v in k.model_fields.values())
    ]
    teksten = {klasse: _teksten(klasse) for klasse in _every(Frozen)}
    for klasse in klassen:
        for voorouder in reversed(klasse.__mro__):
            for naam, tekst in teksten.get(voorouder, {}).items():
                if naam in klasse.model_fields:  # a value of the class itself is no field
                    klasse.model_fields[naam].description = tekst
        # What a class is made of must not be taken from before.
        del klasse.__pydantic_core_schema__
    for klasse in klassen:
        klasse.model_rebuild(force=True)


def _every(klasse: type[Frozen]) -> Iterator[type[Frozen]]:
    """Subclasses, each before what is made of it."""
    for onder in klasse.__subclasses__():
        yield onder
        yield from _every(onder)


def _teksten(klasse: type[Frozen]) -> dict[str, str]:
    """Text per field of a class itself."""
    try:
        bron = ast.parse(textwrap.dedent(inspect.getsource(klasse))).body[0]
    except (OSError, TypeError):  # made in a notebook, say
        return {}
    assert isinstance(bron, ast.ClassDef), "the source of a class is a class"
    return {
        veld.target.id: inspect.cleandoc(tekst.value.value)
        for veld, tekst in pairwise(bron.body)
        if isinstance(veld, ast.AnnAssign)
        and isinstance(veld.target, ast.Name)
        and isinstance(tekst, ast.Expr)
        and isinstance(tekst.value, ast.Constant)
        and isinstance(tekst.value.value, str)
    }
