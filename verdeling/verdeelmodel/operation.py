"""What an operation of a key is: fields, a value and a text. Everything else follows from those three.

A key is operations inside operations. The value of an operation is said once, in the words of
:class:`Arithmetic`; exact rows, arrays of scenarios and cells of a workbook each know those words. Which
operations there are: the files of :mod:`verdeling.verdeelmodel.operations`, found by name when a model asks
for one, and the entry points ``verdeling.key_operations`` of other packages (docs/extending.md).
"""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Annotated, Any, ClassVar, Final, Generic, Protocol, Self, TypeVar

from pydantic import BaseModel
from pydantic_core import PydanticCustomError, SchemaValidator, core_schema

from verdeling import extensions
from verdeling.errors import ModelError
from verdeling.terms import Frozen
from verdeling.texts import Lang, say
from verdeling.verdeelmodel import operations

V = TypeVar("V")
T = TypeVar("T")
GROUP: Final = "verdeling.key_operations"
_PLAIN: Final = (str, int, dt.date, type(None))
"""Fields with nothing inside; asked first, since pydantic answers `isinstance` slowly."""


class Column(Protocol):
    """What a key says of a column of the data; an operation of the key says it."""

    @property
    def indicator(self) -> str:
        """Name of the column."""

    @property
    def peildatum(self) -> dt.date | None:
        """Reference date of the figures."""


class Arithmetic(ABC, Generic[V]):
    """Something that a key can be computed with."""

    @abstractmethod
    def number(self, value: Fraction, path: str) -> V:
        """The same number for every gemeente; `path` tells where it stands in the key."""

    @abstractmethod
    def column(self, indicator: Column) -> V:
        """Figures of an indicator."""

    @abstractmethod
    def add(self, parts: Sequence[V]) -> V:
        """Sum per gemeente."""

    @abstractmethod
    def multiply(self, parts: Sequence[V]) -> V:
        """Product per gemeente."""

    @abstractmethod
    def least(self, parts: Sequence[V]) -> V:
        """Smallest per gemeente."""

    @abstractmethod
    def greatest(self, parts: Sequence[V]) -> V:
        """Largest per gemeente."""

    @abstractmethod
    def share(self, part: V, of: Operation) -> V:
        """Divided by the sum over all gemeenten; `of` is the expression that gave `part`, for an error."""

    @abstractmethod
    def inverse(self, part: V, decimals: int) -> V:
        """1 / value, rounded half-up."""

    @abstractmethod
    def each(self, parts: Sequence[V], do: Callable[..., Fraction], cell: str) -> V:
        """Any other function, gemeente by gemeente.

        Parameters
        ----------
        do
            The function, on one exact number per part.
        cell
            The same as a spreadsheet formula, with ``{0}``, ``{1}`` … for the parts.
        """

    def done(self, value: V) -> V:
        """Last touch on the value of each operation."""
        return value


@dataclass(frozen=True, slots=True)
class Formula:
    """A key in words; `binds` says how well it holds together: 2 by itself, 1 a product, 0 a sum."""

    text: str
    binds: int = 2

    @property
    def inside(self) -> str:
        """The text as a term or factor of another formula."""
        return self.text if self.binds else f"({self.text})"

    @property
    def below(self) -> str:
        """The text below a division line."""
        return self.text if self.binds == 2 else f"({self.text})"


class Words(ABC):
    """Writes numbers and columns for a reader."""

    lang: Lang

    @abstractmethod
    def number(self, value: Fraction, path: str = "") -> Formula:
        """A number of the key."""

    @abstractmethod
    def column(self, indicator: Column) -> Formula:
        """An indicator: its name, or its figure for one gemeente."""

    def say(self, key: str, **words: str) -> Formula:
        """A text of the catalogue."""
        return Formula(say(key, self.lang, **words))


class Operation(Frozen, ABC):
    """Base of all operations; the first field of an operation is its name in a model.

    Expressions inside it stand in fields of type :data:`Expression`, tuples of those, or small frozen
    models; numbers in fields of type ``Breuk``. All of them are found by their type.
    """

    told: ClassVar[int] = 100
    """Place among the operations when they are summed up; equal ones by name."""
    joint: ClassVar[bool] = False
    """True: it loses its meaning when one of its members is left out of a comparison."""

    @abstractmethod
    def value(self, by: Arithmetic[V], part: Parts[V]) -> V:
        """Compute; `part` gives the value of an expression or number inside, by its path."""

    @abstractmethod
    def text(self, words: Words, part: Parts[Formula]) -> Formula:
        """Write as a formula; `part` gives what stands inside, by its path."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401
        """Refuse an operation that leaves something out as soon as it is written."""
        super().__pydantic_init_subclass__(**kwargs)
        if missing := sorted(cls.__abstractmethods__):
            raise TypeError(f"{cls.__name__} lacks {', '.join(missing)}")

    def inside(self) -> dict[str, Operation | Fraction]:
        """Expressions and numbers directly inside, by path, in the order of the fields."""
        return dict(_inside(self, ""))

    def children(self) -> tuple[Operation, ...]:
        """Expressions directly inside."""
        return tuple(found for found in self.inside().values() if isinstance(found, Operation))

    def changed(self, change: Callable[[Operation, bool], Operation | None]) -> Self | None:
        """Replace the expressions directly inside.

        `change` also hears whether the operation cannot do without the expression. One that becomes None is
        left out of its tuple or optional field; when a needed one or all of a tuple go, nothing is left.
        """
        new: Self | None = _changed(self, change)
        return new


@dataclass(slots=True)
class Parts(Generic[T]):
    """What stands inside an operation, made when it is asked."""

    inside: dict[str, Operation | Fraction]
    make: Callable[[str], T]

    def __call__(self, path: str) -> T:
        """The expression or number at a path."""
        return self.make(path)

    def all(self) -> list[T]:
        """All expressions directly inside, in order."""
        return [self.make(path) for path, found in self.inside.items() if isinstance(found, Operation)]


def fold(
    of: Operation,
    step: Callable[[Operation, Parts[T]], T],
    number: Callable[[Fraction, str], T],
    path: str = "",
) -> T:
    """Go through a key from the inside out; the one place that descends into it.

    Parameters
    ----------
    step
        Result for an operation, given the results inside it.
    number
        Result for a number at a path.
    path
        Where the key itself stands.
    """
    inside = of.inside()

    def make(name: str) -> T:
        found, at = inside[name], f"{path}.{name}"
        return fold(found, step, number, at) if isinstance(found, Operation) else number(found, at)

    return step(of, Parts(inside, make))


def evaluate(of: Operation, by: Arithmetic[V], path: str = "") -> V:
    """Value of a key."""
    return fold(of, lambda op, part: by.done(op.value(by, part)), by.number, path)


def formula(of: Operation, words: Words) -> str:
    """Write a key as a formula."""
    return fold(of, lambda op, part: op.text(words, part), words.number).text


def _inside(value: Any, path: str) -> Iterator[tuple[str, Operation | Fraction]]:  # noqa: ANN401
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _inside(item, f"{path}.{number}")
    elif isinstance(value, Fraction):
        yield path, value
    elif isinstance(value, BaseModel):
        if path and isinstance(value, Operation):
            yield path, value
        else:
            for name, item in value:
                if not isinstance(item, _PLAIN):
                    yield from _inside(item, f"{path}.{name}" if path else name)


def _changed(value: Any, change: Callable[[Operation, bool], Operation | None]) -> Any:  # noqa: ANN401
    """A model with other expressions; None when a needed one is gone."""
    new = {}
    for name, field in type(value).model_fields.items():
        old = getattr(value, name)
        new[name] = _other(old, change, field.is_required())
        if new[name] is None and old is not None and field.is_required():
            return None
    return value.model_copy(update=new)


def _other(value: Any, change: Callable[[Operation, bool], Operation | None], needed: bool) -> Any:  # noqa: ANN401
    if isinstance(value, Operation):
        return change(value, needed)
    if isinstance(value, BaseModel):
        return _changed(value, change)
    if isinstance(value, tuple) and value:
        kept = tuple(new for item in value if (new := _other(item, change, False)) is not None)
        return kept or None
    return value


# --- which operations there are -----------------------------------------------------------------------------


@cache
def names() -> frozenset[str]:
    """Names of the operations of this package."""
    return frozenset(module.name for module in pkgutil.iter_modules(operations.__path__))


@cache
def operation(name: str) -> type[Operation]:
    """The operation of that name, loaded at first use.

    Raises
    ------
    KeyError
        There is none.
    ModelError
        A package offers one that is no operation.
    """
    if name in names():
        module = importlib.import_module(f"{operations.__name__}.{name}")
        kinds = [k for k in vars(module).values() if isinstance(k, type) and k.__module__ == module.__name__]
        return next(k for k in kinds if issubclass(k, Operation))
    kind = extensions.load(GROUP, name)
    if not (isinstance(kind, type) and issubclass(kind, Operation) and [*kind.model_fields][:1] == [name]):
        raise ModelError.een("V382", naam=name, klasse=getattr(kind, "__qualname__", str(kind)))
    return kind


def kinds() -> dict[str, type[Operation]]:
    """All operations by name, those of other packages too, in the order in which they are told."""
    found = {name: operation(name) for name in [*names(), *extensions.names(GROUP, names())]}
    return dict(sorted(found.items(), key=lambda item: (item[1].told, item[0])))


def named(value: dict[Any, Any]) -> list[str]:
    """Operations that a raw mapping names; other packages are asked only when none of ours is."""
    found = [name for name in value if name in names()]
    return found or [name for name in value if name in extensions.names(GROUP, names())]


def read(value: Any) -> Operation:  # noqa: ANN401
    """Read a key, or part of one, as it stands in a file.

    Raises
    ------
    ValueError
        When it is none.
    """
    if isinstance(value, Operation):
        return value
    found = named(value) if isinstance(value, dict) else []
    if len(found) != 1:
        raise PydanticCustomError("bewerking", "geen bewerking")
    read: Operation = _validator(found[0]).validate_python(value)
    return read


@cache
def _validator(name: str) -> SchemaValidator:
    """Reads one operation; its name stands in the place of an error, as ``#som``."""
    tag, schema = f"#{name}", operation(name).__pydantic_core_schema__
    return SchemaValidator(core_schema.tagged_union_schema({tag: schema}, lambda _: tag))


class _AnyOperation:
    """Which operations there are is asked when a value is read, so that none needs to be loaded before."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(read)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: object, handler: object) -> dict[str, Any]:
        return {"oneOf": []}  # filled by verdeling.verdeelmodel.schema


Expression = Annotated[Operation, _AnyOperation]
"""A key, or part of one: a closed set of operations, never evaluated as code."""
