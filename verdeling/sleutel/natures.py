"""What kind of figure a key divides: a mean that is added up or divided is no quantity, and is told."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from fractions import Fraction
from typing import TYPE_CHECKING

from verdeling.errors import Problem
from verdeling.sleutel.published import own_figures
from verdeling.terms import Bron, Kind
from verdeling.texts import Reference
from verdeling.verdeelmodel.operation import Arithmetic, Column, Operation, evaluate

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.verdeelmodel.model import Verdeelmodel


class Nature(Enum):
    """What the value of an expression is for a gemeente."""

    QUANTITY = auto()
    """Grows with the gemeente: a count, or a share in a count of the country."""
    MEASURE = auto()
    """Says how a gemeente is and not how large: a mean, a share, a score."""
    NUMBER = auto()
    """The same for every gemeente."""
    UNKNOWN = auto()
    """Nobody said, so nothing is claimed."""


def keynotes(model: Verdeelmodel, data: Gegevens, taak: str | None = None) -> list[Problem]:
    """What a reader must know of the keys of a model, or of one task.

    Means that are divided, odd weights, and published figures that do not hold for the figures of a user.
    """
    bronnen = {k.naam: k.bron for k in data.kolommen}
    notes: dict[str, Problem] = {}
    for name, task_order in model.taken.items():
        table = task_order.gepubliceerd
        if table and table.geldt and taak in (None, name) and own_figures(task_order, data):
            note = Problem.van("V374", name, kolom=table.indicator)
            notes[note.tekst()] = note
        for sleutel in (task_order.sleutel, *(n.sleutel for n in task_order.niveaus)):
            if sleutel is not None and taak in (None, name):
                reader = _NatureReader(name, bronnen)
                shared = reader.share(evaluate(sleutel, reader), sleutel)
                notes |= {n.tekst(): n for n in shared.notes}
    return list(notes.values())


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of the value of an expression.

    Attributes
    ----------
    measures
        Columns that make it a measure.
    notes
        What a reader must know of what stands inside.
    number
        The number that it is; None when it is no plain number.
    share
        Weight of the share that it is, 1 of a bare one; None when it is no share.
    weighed
        The share has a written weight.
    """

    nature: Nature
    measures: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = ()
    number: Fraction | None = None
    share: Fraction | None = None
    weighed: bool = False


@dataclass(frozen=True)
class _NatureReader(Arithmetic[_Found]):
    """Reads the nature of a key."""

    taak: str
    bronnen: Mapping[str, Bron]

    def number(self, value: Fraction, path: str) -> _Found:
        return _Found(Nature.NUMBER, number=value)

    def column(self, indicator: Column) -> _Found:
        kind = self.bronnen[indicator.indicator].soort
        if kind is None:
            return _Found(Nature.UNKNOWN)
        if kind is Kind.COUNT:
            return _Found(Nature.QUANTITY)
        return _Found(Nature.MEASURE, (indicator.indicator,))

    def add(self, parts: Sequence[_Found]) -> _Found:
        out = _strongest(parts)
        notes = [*out.notes]
        gewichten = [d.share for d in parts if d.share is not None]
        total = sum(gewichten, Fraction(0))
        if len(gewichten) == len(parts) and any(d.weighed for d in parts) and total != 1:
            notes.append(Problem.van("V372", self.taak, som=total))
        if {Nature.QUANTITY, Nature.MEASURE} <= {d.nature for d in parts}:
            notes += self._told([k for d in parts if d.nature is Nature.MEASURE for k in d.measures])
        return replace(out, notes=tuple(notes))

    def multiply(self, parts: Sequence[_Found]) -> _Found:
        numbers = [d.number for d in parts if d.number is not None]
        shares = [d.share for d in parts if d.share is not None]
        weighed = len(shares) == 1 and len(numbers) == len(parts) - 1
        share = math.prod(numbers, start=shares[0]) if weighed else None
        return replace(_strongest(parts), share=share, weighed=bool(numbers))

    def least(self, parts: Sequence[_Found]) -> _Found:
        """A bound keeps the nature of what it bounds, which comes first."""
        return replace(parts[0], number=None, share=None)

    greatest = least

    def share(self, part: _Found, of: Operation) -> _Found:
        notes = self._told(part.measures) if part.nature is Nature.MEASURE else []
        return _Found(Nature.QUANTITY, notes=(*part.notes, *notes), share=Fraction(1))

    def inverse(self, part: _Found, decimals: int) -> _Found:
        nature = Nature.UNKNOWN if part.nature is Nature.QUANTITY else part.nature
        return _Found(nature, part.measures, part.notes)

    def each(self, parts: Sequence[_Found], do: Callable[..., Fraction], cell: str) -> _Found:
        """Of any other function nothing is claimed."""
        return _Found(Nature.UNKNOWN, notes=_strongest(parts).notes)

    def _told(self, columns: Sequence[str]) -> list[Problem]:
        notes = []
        for column in dict.fromkeys(columns):
            bron = self.bronnen[column]
            kind = Reference(f"soort.{bron.soort}")
            notes.append(
                Problem.van("V371", self.taak, kolom=column, soort=kind, maal=bron.maal or "inwoners")
            )
        return notes


def _strongest(parts: Sequence[_Found]) -> _Found:
    """Unknown when a part is, else a quantity, else a measure, else a number."""
    natures = {part.nature for part in parts}
    order = (Nature.UNKNOWN, Nature.QUANTITY, Nature.MEASURE, Nature.NUMBER)
    nature = next(o for o in order if o in natures)
    measures = tuple(k for d in parts for k in d.measures) if nature is Nature.MEASURE else ()
    return _Found(nature, measures, tuple(n for d in parts for n in d.notes))
