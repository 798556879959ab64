"""The four kinds of goal of an integer program, in order: each solved to a proven optimum, then fixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
IntsLike = Sequence[int] | npt.NDArray[Any]
Value = int | Fraction | tuple[int, ...] | tuple[Fraction, ...]


def ints(values: IntsLike) -> Ints:
    """Make a read-only int64 array; anything that is no whole number is a TypeError."""
    array = np.asarray(values)
    if array.size and array.dtype.kind not in "iub":
        raise TypeError(f"whole numbers expected, not {array.dtype}")
    copy = array.astype(np.int64)
    copy.setflags(write=False)
    return copy


@dataclass(frozen=True, eq=False)
class SumGoal:
    """Least or most of a sum: ``constant + Σ coefs · x``."""

    name: str
    columns: Ints
    coefs: Ints
    sense: Literal["min", "max"] = "min"
    constant: int = 0

    def __init__(
        self,
        name: str,
        columns: IntsLike,
        coefs: IntsLike | int = 1,
        sense: Literal["min", "max"] = "min",
        constant: int = 0,
    ) -> None:
        places = ints(columns)
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "columns", places)
        object.__setattr__(self, "coefs", ints(np.broadcast_to(np.asarray(coefs), places.shape)))
        object.__setattr__(self, "sense", sense)
        object.__setattr__(self, "constant", constant)

    def value(self, x: Ints) -> int:
        """Exact value of the goal at `x`."""
        return self.constant + int(np.dot(self.coefs, x[self.columns]))


@dataclass(frozen=True, eq=False)
class _Ratios:
    """Columns plus a constant over a positive whole number."""

    name: str
    columns: Ints
    constants: Ints
    denominators: Ints

    def __init__(self, name: str, columns: IntsLike, constants: IntsLike, denominators: IntsLike) -> None:
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "columns", ints(columns))
        object.__setattr__(self, "constants", ints(constants))
        object.__setattr__(self, "denominators", ints(denominators))

    def ratios(self, x: Ints) -> list[Fraction]:
        """``(K_g + x_g) / N_g`` per g, exact."""
        tops = (self.constants + x[self.columns]).tolist()
        return [Fraction(t, n) for t, n in zip(tops, self.denominators.tolist(), strict=True)]


class LeximinGoal(_Ratios):
    """Lift the lowest ``(K_g + x_g) / N_g`` first, then the lowest but one, and so on."""

    sense: ClassVar = "leximin"

    def value(self, x: Ints) -> tuple[Fraction, ...]:
        """The ratios in ascending order; a plan is better when this vector is lexicographically larger."""
        return tuple(sorted(self.ratios(x)))


class MinmaxGoal(_Ratios):
    """Smallest largest relative deviation ``|K_g + x_g − N_g| / N_g``."""

    sense: ClassVar = "minmax"

    def value(self, x: Ints) -> Fraction:
        """Exact largest relative deviation at `x`; 0 without columns."""
        return max((abs(d - 1) for d in self.ratios(x)), default=Fraction(0))


@dataclass(frozen=True, eq=False)
class AtMostGoal(MinmaxGoal):
    """A largest deviation whose least value over all parts is proven: none may be above `level`."""

    level: Fraction

    def __init__(self, goal: MinmaxGoal, level: Fraction) -> None:
        super().__init__(goal.name, goal.columns, goal.constants, goal.denominators)
        object.__setattr__(self, "level", level)


@dataclass(frozen=True, eq=False)
class OrderGoal:
    """The declared tie order: the lexicographically smallest vector over the columns as listed."""

    sense: ClassVar = "volgorde"
    columns: Ints
    name: str

    def __init__(self, columns: IntsLike, name: str = "volgorde") -> None:
        object.__setattr__(self, "columns", ints(columns))
        object.__setattr__(self, "name", name)

    def value(self, x: Ints) -> tuple[int, ...]:
        """The listed columns in order."""
        return tuple(x[self.columns].tolist())


AnyGoal = SumGoal | LeximinGoal | MinmaxGoal | OrderGoal
