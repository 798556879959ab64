"""Closed form for many scenarios at once: key, quotas and whole numbers as arrays scenario × gemeente."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from verdeling.batch.keys import GRENS, ArrayCalculator, DivisionByZero, Rows, TooLarge
from verdeling.batch.rounding import Ints, divide_rows
from verdeling.inputs.tables import Gegevens
from verdeling.terms import Niveau
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.operations.getal import Constante
from verdeling.verdeelmodel.taak import Delen, DelenAfronding, Taak, Verdeelniveau

Good = NDArray[np.bool_]


class NotInArrays(Exception):
    """The task cannot be computed as arrays; the exact way does it scenario by scenario."""


@dataclass(frozen=True, eq=False)
class Variants:
    """Scenarios that differ in numbers and figures only.

    Attributes
    ----------
    aantal
        How many scenarios.
    numbers
        Dotted path in the model → number per scenario.
    kolommen
        Column → drawn figures, scenario × gemeente, and their denominator.
    """

    aantal: int
    numbers: Mapping[str, Sequence[Fraction]]
    kolommen: Mapping[str, tuple[NDArray[np.int64], int]]


def fits_in_rows(taak: Taak) -> bool:
    """Whether the task has only what arrays can do: no chain, no figures that hold as given, no rest."""
    fixed = taak.gepubliceerd is not None and taak.gepubliceerd.geldt
    plain = not fixed and all(not n.keten and not n.gegeven and n.rest_naar is None for n in taak.niveaus)
    solve = taak.delen is None or taak.delen.afronding is DelenAfronding.LOS
    return plain and solve and taak.totaal is not None


def place_in_model(model: Verdeelmodel, pad: str) -> bool:
    """Whether a path names a number that may differ per row: a total, or a number inside a key."""
    steps = pad.removesuffix(".waarde").split(".")
    if len(steps) < 3 or steps[0] != "taken" or steps[1] not in model.taken:
        return False
    taak = model.taken[steps[1]]
    if not fits_in_rows(taak):
        return False
    if steps[2:] == ["totaal"]:
        return True
    if pad.endswith(".waarde"):
        return False
    holder: Any = taak
    for step in steps[2:-1]:
        holder = holder[int(step)] if isinstance(holder, tuple) else getattr(holder, step, None)
        if holder is None:
            return False
    in_sleutel = "sleutel" in steps[2:5] and steps[2] in ("sleutel", "niveaus")
    return in_sleutel and isinstance(getattr(holder, steps[-1], None), Fraction)


def compute_rows(
    model: Verdeelmodel, data: Gegevens, variants: Variants, taken: Sequence[str]
) -> tuple[dict[str, Ints], Good]:
    """Whole numbers per task (parts as ``taak/deel``), and which scenarios hold.

    Parameters
    ----------
    model
        The model of one of the scenarios.
    data
        The gemeenten that take part, with the figures that are the same in every scenario.
    variants
        What differs.
    taken
        Tasks to compute.

    Raises
    ------
    NietInRijen
        When a task has what arrays cannot do.
    """
    if not all(fits_in_rows(model.taken[name]) for name in taken):
        raise NotInArrays
    out: dict[str, Ints] = {}
    good = np.ones(variants.aantal, dtype=bool)
    for name in taken:
        for python in (False, True):
            try:
                figures, mag = _taak(name, model.taken[name], data, variants, python=python)
            except TooLarge as error:
                if python:
                    raise NotInArrays from error
            except (DivisionByZero, OverflowError) as error:
                raise NotInArrays from error
            else:
                break
        out |= figures
        good &= mag
    return out, good


def _taak(
    name: str, taak: Taak, data: Gegevens, variants: Variants, *, python: bool
) -> tuple[dict[str, Ints], Good]:
    count = variants.aantal
    calculator = ArrayCalculator(data, variants.numbers, variants.kolommen, python=python)
    totals, denominators = _totals(name, taak, variants)
    good = (totals >= 0) & (denominators == 1)  # as the model itself is checked: a whole number of places
    totals = np.maximum(totals, 0)
    above = np.zeros(len(data.codes), dtype=np.intp)
    values, divisors = totals[:, None], denominators
    cache: dict[str, Rows] = {}
    for i, niveau in enumerate(taak.niveaus):
        path = f"taken.{name}.sleutel" if niveau.sleutel is None else f"taken.{name}.niveaus.{i}.sleutel"
        if path not in cache:
            cache[path] = calculator.gewichten(niveau.sleutel or taak.sleutel, path)
        numbers = _numbers(data.gebied(niveau.niveau))
        w = _gewichten(niveau, cache[path], numbers, count)
        parent = np.zeros(w.shape[1], dtype=np.intp)
        parent[numbers] = above
        figures = np.zeros(w.shape, dtype=np.int64)
        for group in range(values.shape[1]):
            members = np.flatnonzero(parent == group)
            figures[:, members], mag = divide_rows(
                values[:, group], divisors, w[:, members], niveau.afronding, niveau.volgorde
            )
            good &= mag
        # A negative weight anywhere is refused, also where it disappears in the sum over an area.
        good &= (cache[path] >= 0).all(axis=1) & (cache[path] > 0).any(axis=1)
        above, values, divisors = numbers, figures, np.ones(count, dtype=np.int64)
    out = {name: values}
    if taak.delen is not None:
        parts, mag = _divide(name, taak.delen, totals, denominators, values)
        out |= parts
        good &= mag
    return out, good


def _totals(name: str, taak: Taak, variants: Variants) -> tuple[Ints, Ints]:
    assert taak.totaal is not None
    for path in (f"taken.{name}.totaal", f"taken.{name}.totaal.waarde"):
        if path in variants.numbers:
            fractions = list(variants.numbers[path])
            break
    else:
        fractions = [taak.totaal.waarde] * variants.aantal
    numerators, denominators = [b.numerator for b in fractions], [b.denominator for b in fractions]
    if max(map(abs, numerators)) >= GRENS or max(denominators) >= GRENS:
        raise NotInArrays
    return np.array(numerators, dtype=np.int64), np.array(denominators, dtype=np.int64)


def _numbers(areas: Sequence[str]) -> NDArray[np.intp]:
    spot = {code: i for i, code in enumerate(sorted(set(areas)))}
    return np.array([spot[code] for code in areas], dtype=np.intp)


def _gewichten(regel: Verdeelniveau, per_gemeente: Rows, numbers: NDArray[np.intp], count: int) -> Rows:
    """Weight per area: the sum over its gemeenten; a plain constant counts each area once."""
    if regel.niveau is Niveau.GEMEENTE:
        w = per_gemeente
    elif isinstance(regel.sleutel, Constante):
        w = np.ones((1, numbers.max() + 1), dtype=np.int64)
    else:
        areas = range(int(numbers.max()) + 1)
        w = np.stack([per_gemeente[:, numbers == g].sum(axis=1) for g in areas], axis=1)
    return np.broadcast_to(w, (count, w.shape[1]))


def _divide(
    name: str, parts: Delen, totals: Ints, denominators: Ints, counts: Ints
) -> tuple[dict[str, Ints], Good]:
    """Parts rounded half-up on their own: N_g × T_part / T; the rest is what is left."""
    out: dict[str, Ints] = {}
    rest = counts.copy()
    p = np.where(totals > 0, totals, 1)
    for part, number in parts.totalen.items():
        a, b = number.waarde.numerator, number.waarde.denominator
        top = int(counts.max(initial=0)) * abs(a) * int(denominators.max())
        if max(2 * top, 2 * b * int(p.max())) >= GRENS:
            raise NotInArrays
        divisor = (2 * b * p)[:, None]
        out[f"{name}/{part}"] = (2 * a * counts * denominators[:, None] + divisor // 2) // divisor
        rest -= out[f"{name}/{part}"]
    out[f"{name}/{parts.rest}"] = rest
    total = sum((g.waarde for g in parts.totalen.values()), Fraction(0))
    past = np.array(
        [total * int(q) <= int(t) for t, q in zip(totals.tolist(), denominators.tolist(), strict=True)],
        dtype=bool,
    )
    return out, past & (rest >= 0).all(axis=1)
