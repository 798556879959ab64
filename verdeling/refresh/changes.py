"""What newer figures change: per gemeente and column, and in the outcomes of the models."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from verdeling.errors import VerdelingError
from verdeling.inputs.columns import Kolom
from verdeling.inputs.register import Register
from verdeling.inputs.tables import Gegevens
from verdeling.pipeline.running import run
from verdeling.verdeelmodel.catalogue import load_model, model_names

Data = Callable[[dt.date], Gegevens]
"""From the day whose boundaries hold to the data on them."""


@dataclass(frozen=True)
class Change:
    """One figure that differs."""

    code: str
    name: str
    before: Fraction | None
    after: Fraction | None

    @property
    def size(self) -> Fraction:
        """How large the difference is; of a figure that was or is missing the other one."""
        return abs((self.after or Fraction(0)) - (self.before or Fraction(0)))


@dataclass(frozen=True)
class ColumnChange:
    """A column beside the one that it replaces.

    Attributes
    ----------
    before
        Reference date of the earlier figures; None when there were none.
    gemeenten
        How many gemeenten both know.
    changes
        Figures that differ; of a new column or year none are listed.
    """

    column: str
    day: dt.date
    before: dt.date | None
    gemeenten: int
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class ModelChange:
    """A task of a model with the earlier and the newer figures; `why` when one of them cannot be computed."""

    model: str
    task: str = ""
    changes: tuple[Change, ...] = ()
    why: VerdelingError | None = None

    @property
    def moved(self) -> Fraction:
        """Places or people that another gemeente gets."""
        return sum((c.size for c in self.changes if (c.after or 0) > (c.before or 0)), Fraction(0))


def changed_columns(
    before: Sequence[Kolom], after: Sequence[Kolom], register: Register
) -> Iterator[ColumnChange]:
    """Each newer column beside the earlier one of its date, else the last one that is no series of years."""
    for column in after:
        assert column.peildatum is not None, "every refreshed column has its date"
        same = [k for k in before if k.naam == column.naam]
        old = next((k for k in same if k.peildatum == column.peildatum), None)
        if old is None and len(same) == 1:
            old = same[0]
        names = register.namen_op(column.grenzen)
        pairs: dict[str, tuple[Fraction | None, Fraction | None]] = {}
        if old is not None:
            earlier = dict(zip(old.codes, old.waarden(), strict=True))
            newer = zip(column.codes, column.waarden(), strict=True)
            pairs = {code: (earlier[code], value) for code, value in newer if code in earlier}
        yield ColumnChange(
            column.naam,
            column.peildatum,
            None if old is None else old.peildatum,
            len(pairs),
            tuple(Change(c, names.get(c, c), *pair) for c, pair in pairs.items() if pair[0] != pair[1]),
        )


def changed_models(
    before: Data, after: Data, progress: Callable[[int, int], None] | None = None
) -> Iterator[ModelChange]:
    """The indicative figures of every shipped model with both; no plan is made."""
    names = model_names()
    for i, name in enumerate(names, start=1):
        try:
            model = load_model(name)
            results = [run(model, data(model.grenzen), plan=False) for data in (before, after)]
        except VerdelingError as wrong:
            yield ModelChange(name, why=wrong)
            continue
        finally:
            if progress is not None:
                progress(i, len(names))
        old, new = results
        for task, outcome in new.indicatief.taken.items():
            earlier = old.indicatief.taken[task]
            was = dict(zip(earlier.codes, earlier.aantallen, strict=True))
            names_of = new.gegevens.gebiedsnaam
            rows = [
                Change(code, names_of[code], Fraction(was.get(code, 0)), Fraction(value))
                for code, value in zip(outcome.codes, outcome.aantallen, strict=True)
            ]
            yield ModelChange(name, task, tuple(r for r in rows if r.before != r.after))
