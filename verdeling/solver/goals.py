"""The four kinds of goal of an integer program, in order: each solved to a proven optimum, then fixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
IntsLike = Sequence[int] | npt.NDArray[Any]
Waarde = int | Fraction | tuple[int, ...] | tuple[Fraction, ...]


def ints(values: IntsLike) -> Ints:
    """Make a read-only int64 array; anything that is no whole number is a TypeError."""
    array = np.asarray(values)
    if array.size and array.dtype.kind not in "iub":
        raise TypeError(f"whole numbers expected, not {array.dtype}")
    copy = array.astype(np.int64)
    copy.setflags(write=False)
    return copy


@dataclass(frozen=True, eq=False)
class Doel:
    """Least or most of a sum: ``constante + Σ coefs · x``."""

    naam: str
    kolommen: Ints
    coefs: Ints
    zin: Literal["min", "max"] = "min"
    constante: int = 0

    def __init__(
        self,
        naam: str,
        kolommen: IntsLike,
        coefs: IntsLike | int = 1,
        zin: Literal["min", "max"] = "min",
        constante: int = 0,
    ) -> None:
        columns = ints(kolommen)
        object.__setattr__(self, "naam", naam)
        object.__setattr__(self, "kolommen", columns)
        object.__setattr__(self, "coefs", ints(np.broadcast_to(np.asarray(coefs), columns.shape)))
        object.__setattr__(self, "zin", zin)
        object.__setattr__(self, "constante", constante)

    def waarde(self, x: Ints) -> int:
        """Exact value of the goal at `x`."""
        return self.constante + int(np.dot(self.coefs, x[self.kolommen]))


@dataclass(frozen=True, eq=False)
class _Verhouding:
    """Columns plus a constant over a positive whole number."""

    naam: str
    kolommen: Ints
    constanten: Ints
    noemers: Ints

    def __init__(self, naam: str, kolommen: IntsLike, constanten: IntsLike, noemers: IntsLike) -> None:
        object.__setattr__(self, "naam", naam)
        object.__setattr__(self, "kolommen", ints(kolommen))
        object.__setattr__(self, "constanten", ints(constanten))
        object.__setattr__(self, "noemers", ints(noemers))

    def delen(self, x: Ints) -> list[Fraction]:
        """``(K_g + x_g) / N_g`` per g, exact."""
        tops = (self.constanten + x[self.kolommen]).tolist()
        return [Fraction(t, n) for t, n in zip(tops, self.noemers.tolist(), strict=True)]


class LeximinDoel(_Verhouding):
    """Lift the lowest ``(K_g + x_g) / N_g`` first, then the lowest but one, and so on."""

    def waarde(self, x: Ints) -> tuple[Fraction, ...]:
        """The ratios in ascending order; a plan is better when this vector is lexicographically larger."""
        return tuple(sorted(self.delen(x)))


class MinmaxDoel(_Verhouding):
    """Smallest largest relative deviation ``|K_g + x_g − N_g| / N_g``."""

    def waarde(self, x: Ints) -> Fraction:
        """Exact largest relative deviation at `x`; 0 without columns."""
        return max((abs(d - 1) for d in self.delen(x)), default=Fraction(0))


@dataclass(frozen=True, eq=False)
class HoogstensDoel(MinmaxDoel):
    """A largest deviation whose least value over all parts is proven: none may be above `niveau`."""

    niveau: Fraction

    def __init__(self, doel: MinmaxDoel, niveau: Fraction) -> None:
        super().__init__(doel.naam, doel.kolommen, doel.constanten, doel.noemers)
        object.__setattr__(self, "niveau", niveau)


@dataclass(frozen=True, eq=False)
class VolgordeDoel:
    """The declared tie order: the lexicographically smallest vector over the columns as listed."""

    kolommen: Ints
    naam: str

    def __init__(self, kolommen: IntsLike, naam: str = "volgorde") -> None:
        object.__setattr__(self, "kolommen", ints(kolommen))
        object.__setattr__(self, "naam", naam)

    def waarde(self, x: Ints) -> tuple[int, ...]:
        """The listed columns in order."""
        return tuple(x[self.kolommen].tolist())


AnyDoel = Doel | LeximinDoel | MinmaxDoel | VolgordeDoel
