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


def describe_model() -> None:
    """Give every field of every declared value its description."""
    classes = [
        k for k in dict.fromkeys(_every(Frozen)) if not any(v.description for v in k.model_fields.values())
    ]
    texts = {class_: _texts(class_) for class_ in _every(Frozen)}
    for class_ in classes:
        for ancestor in reversed(class_.__mro__):
            for name, text in texts.get(ancestor, {}).items():
                if name in class_.model_fields:  # a value of the class itself is no field
                    class_.model_fields[name].description = text
        # What a class is made of must not be taken from before.
        del class_.__pydantic_core_schema__
    for class_ in classes:
        class_.model_rebuild(force=True)


def _every(class_: type[Frozen]) -> Iterator[type[Frozen]]:
    """Subclasses, each before what is made of it."""
    for below in class_.__subclasses__():
        yield below
        yield from _every(below)


def _texts(class_: type[Frozen]) -> dict[str, str]:
    """Text per field of a class itself."""
    try:
        bron = ast.parse(textwrap.dedent(inspect.getsource(class_))).body[0]
    except (OSError, TypeError):  # made in a notebook, say
        return {}
    assert isinstance(bron, ast.ClassDef), "the source of a class is a class"
    return {
        field.target.id: inspect.cleandoc(text.value.value)
        for field, text in pairwise(bron.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }
