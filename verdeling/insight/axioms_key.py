"""Axioms of a key on the real figures: what happens to a gemeente's share when the figures change."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

from verdeling.errors import VerdelingError
from verdeling.inputs.tables import Gegevens, Kolom
from verdeling.insight.axioms_mergers import mergers, numerators_of, split_apart
from verdeling.insight.decompose import unrounded_quota
from verdeling.insight.keyforms import leave_out
from verdeling.insight.property import Judgement, PropertyCheck
from verdeling.sleutel.indicatief import compute_taak
from verdeling.sleutel.keys import indicators_of
from verdeling.verdeelmodel.operation import Operation
from verdeling.verdeelmodel.taak import Taak

GEMEENTEN: Final = 12
"""Gemeenten tried per column: those with the smallest and largest figure, and random ones."""
PERMUTATIONS: Final = 3
"""Random orders in the test of anonymity."""
RISES: Final = (Fraction(1, 100), Fraction(1, 2))
"""By how much a figure is raised to see in which direction the task goes."""
JUMP: Final = Fraction(1, 100)
"""Change of the input in the test of jumps."""
AT_MOST: Final = Fraction(2, 100)
"""Largest relative change of the unrounded task that a change of `JUMP` may cause."""
EENHEID: Final = 1000
"""Factor between units in the test of units: euros and thousands of euros."""
TOLERANCE: Final = 1
"""Places by which the task of a merged gemeente may differ from the sum of its parts."""


@dataclass(frozen=True, slots=True)
class Direction:
    """Declared direction of a criterion.

    Attributes
    ----------
    teken
        +1: a higher figure asks for more places; −1: for fewer.
    eenheid
        Whether the figure has a unit (persons, euros); a score has none, so it cannot be given in another.
    """

    teken: int
    eenheid: bool = True


DIRECTIONS: Final = {
    "inwoners": Direction(1),
    "huishoudens": Direction(1),
    "oppervlakte_land": Direction(1),
    "woz_waarde": Direction(1),
    "inkomen": Direction(1),
    "bbp": Direction(1),
    "ses_woa": Direction(1, eenheid=False),
    "capaciteit_regulier": Direction(-1),
    "capaciteit_nood": Direction(-1),
    "werkloosheid": Direction(-1, eenheid=False),
    "bijstand_per_1000": Direction(-1, eenheid=False),
    "bevolkingsdichtheid": Direction(-1),
    "adressendichtheid": Direction(-1),
}
"""More inhabitants, means and room ask for more places; past effort, unemployment and density for fewer."""


def check_sleutel(naam: str, taak: Taak, data: Gegevens, seed: int = 0) -> tuple[PropertyCheck, ...]:
    """Test all axioms of a key on one task.

    Parameters
    ----------
    naam, taak
        The task.
    data
        The gemeenten that take part.
    seed
        Seed of the random choice of gemeenten.
    """
    trial = _Trial(naam, taak, data, seed)
    tests = [_anonimiteit(trial), _merger(trial)]
    for column in trial.kolommen:
        tests += [
            _unit(trial, column),
            _direction(trial, column),
            _with_and_without(trial, column),
            _jump(trial, column),
        ]
    return tuple(tests)


class _Trial:
    """The task on its figures, and on the same figures changed."""

    def __init__(self, name: str, taak: Taak, data: Gegevens, seed: int) -> None:
        self.naam, self.taak, self.seed = (
            name,
            taak.volgens_formule().model_copy(update={"delen": None}),
            seed,
        )
        sleutels = [taak.sleutel, *(n.sleutel for n in taak.niveaus if n.sleutel is not None)]
        used = {(i.indicator, i.peildatum): None for u in sleutels for i in indicators_of(u)}
        # only the columns of the key, on these boundaries: they can then be changed one by one
        columns = [data.complete(*what) for what in used]
        self.kolommen = tuple({(k.naam, k.peildatum): k for k in columns}.values())
        self.gegevens = replace(data, kolommen=self.kolommen)
        self.alle_kolommen = data.kolommen

    @cached_property
    def quota(self) -> tuple[Fraction, ...]:
        return self.bereken(self.gegevens)

    def bereken(self, data: Gegevens) -> tuple[Fraction, ...]:
        return unrounded_quota(self.naam, self.taak, data)

    def aantallen(self, data: Gegevens) -> tuple[int, ...]:
        return compute_taak(self.naam, self.taak, data).aantallen

    def met(self, kolom: Kolom, numerators: Sequence[int]) -> Gegevens:
        new = replace(kolom, numerators=tuple(numerators))
        return replace(self.gegevens, kolommen=tuple(new if k is kolom else k for k in self.kolommen))

    def raised(self, kolom: Kolom, row: int, part: Fraction) -> tuple[Gegevens, int]:
        """The figure of one gemeente raised by a part of its size, at least by its last digit."""
        numerators = numerators_of(kolom)
        added = max(1, int(abs(numerators[row]) * part))
        new = [t + added * (i == row) for i, t in enumerate(numerators)]
        return self.met(kolom, new), new[row]

    def keuze(self, kolom: Kolom) -> list[int]:
        """Rows to try: the smallest and largest figures and quotas, and random ones."""
        numerators = numerators_of(kolom)
        op_value = sorted(range(len(numerators)), key=lambda i: (numerators[i], i))
        op_quotum = sorted(range(len(numerators)), key=lambda i: (self.quota[i], i))
        chance = random.Random(f"{self.seed} {kolom.naam}")
        rest = chance.sample(range(len(numerators)), min(GEMEENTEN, len(numerators)))
        positief = [i for i in op_quotum if self.quota[i] > 0]
        chosen = [*op_value[:1], *op_value[-1:], *positief[:2], *op_quotum[-1:], *rest]
        return list(dict.fromkeys(chosen))[:GEMEENTEN]

    def wie(self, row: int) -> dict[str, Any]:
        return {"naam": self.gegevens.namen[row]}


def _check(
    trial: _Trial, axiom: str, column: Kolom | None, cases: Iterator[dict[str, Any] | None]
) -> PropertyCheck:
    """Run cases until one gives numbers of a counter-example."""
    waarvan = trial.naam if column is None else f"{trial.naam} {column.naam}"
    count = 0
    try:
        for example in cases:
            count += 1
            if example is not None:
                return PropertyCheck(axiom, waarvan, Judgement.GEFAALD, count, None, example)
    except VerdelingError:
        pass  # the changed figures leave nothing to weigh: only the cases before it count
    return PropertyCheck(axiom, waarvan, Judgement.GEHAALD if count else Judgement.NIET_GETOETST, count)


def _anonimiteit(trial: _Trial) -> PropertyCheck:
    """Gemeenten change codes, names and rows but keep figures and areas: their quotas go with the figures."""

    def gevallen() -> Iterator[dict[str, Any] | None]:
        chance = random.Random(trial.seed)
        old = trial.gegevens.gemeenten
        for _ in range(0 if trial.taak.niveaus[-1].gegeven else PERMUTATIONS):
            om = list(range(len(old)))
            chance.shuffle(om)
            gemeenten = tuple(
                replace(g, provincie=old[r].provincie, veiligheidsregio=old[r].veiligheidsregio)
                for g, r in zip(old, om, strict=True)
            )
            columns = tuple(replace(k, numerators=tuple(k.numerators[r] for r in om)) for k in trial.kolommen)
            na = trial.bereken(replace(trial.gegevens, gemeenten=gemeenten, kolommen=columns))
            error = next((r for r, q in enumerate(na) if q != trial.quota[om[r]]), None)
            if error is None:
                yield None
            else:
                yield trial.wie(om[error]) | {
                    "ander": trial.gegevens.namen[error],
                    "voor": trial.quota[om[error]],
                    "na": na[error],
                }

    return _check(trial, "naamloos", None, gevallen())


def _unit(trial: _Trial, column: Kolom) -> PropertyCheck:
    """The column in another unit: no quota moves."""

    def gevallen() -> Iterator[dict[str, Any] | None]:
        if column.naam not in DIRECTIONS or not DIRECTIONS[column.naam].eenheid:
            return
        na = trial.bereken(trial.met(column, [EENHEID * t for t in numerators_of(column)]))
        difference = [abs(n - v) for n, v in zip(na, trial.quota, strict=True)]
        row = difference.index(max(difference))
        yield (
            None
            if not difference[row]
            else trial.wie(row)
            | {
                "kolom": column.naam,
                "factor": EENHEID,
                "voor": trial.quota[row],
                "na": na[row],
            }
        )

    return _check(trial, "eenheid", column, gevallen())


def _direction(trial: _Trial, column: Kolom) -> PropertyCheck:
    """A figure of one gemeente goes up and nothing else changes: its quota does not go the wrong way."""

    def gevallen() -> Iterator[dict[str, Any] | None]:
        if column.naam not in DIRECTIONS:
            return
        sign = DIRECTIONS[column.naam].teken
        for row in trial.keuze(column):
            for part in RISES:
                data, numerator = trial.raised(column, row, part)
                na = trial.bereken(data)[row]
                yield (
                    None
                    if sign * (na - trial.quota[row]) >= 0
                    else trial.wie(row)
                    | {
                        "kolom": column.naam,
                        "van": Fraction(numerators_of(column)[row], column.denominator),
                        "naar": Fraction(numerator, column.denominator),
                        "voor": trial.quota[row],
                        "na": na,
                    }
                )

    return _check(trial, "richting", column, gevallen())


def _with_and_without(trial: _Trial, column: Kolom) -> PropertyCheck:
    """Adding the criterion gives no less to a gemeente that it should ask more of, and no more to others.

    A gemeente is asked more when its figure (per inhabitant for a count) lies above the mean of the country
    in a criterion of direction +1, or below it in one of direction −1. The worst violation is shown.
    """

    def gevallen() -> Iterator[dict[str, Any] | None]:
        core = leave_out(trial.taak.sleutel, {column.naam})
        inwoners = next((k for k in trial.kolommen if k.naam == "inwoners"), None)
        if column.naam not in DIRECTIONS or core is None or inwoners is None or column.naam == "inwoners":
            return
        if {column.naam} != _names(trial.taak.sleutel) - _names(core):  # it drags another criterion along
            return
        try:
            without_ = unrounded_quota(
                trial.naam, trial.taak.model_copy(update={"sleutel": core}), trial.gegevens
            )
        except VerdelingError:  # what is left weighs nothing: the criterion is the key itself
            return
        p, t = numerators_of(inwoners), numerators_of(column)
        weighed = sum(t) if column.additive else sum(x * y for x, y in zip(p, t, strict=True))
        average = Fraction(weighed, sum(p))
        sign = DIRECTIONS[column.naam].teken
        worst, where = Fraction(0), None
        for row, quotum in enumerate(trial.quota):
            above = sign * (_per(column, t[row], p[row]) - average)
            tegen = without_[row] - quotum if above > 0 else quotum - without_[row]
            if above and tegen > worst:
                worst, where = tegen, row
        factor = Fraction(1000 * inwoners.denominator if column.additive else 1, column.denominator)
        yield (
            None
            if where is None
            else trial.wie(where)
            | {
                "kolom": column.naam,
                "waarde": factor * _per(column, t[where], p[where]),
                "gemiddeld": factor * average,
                "zonder": without_[where],
                "met": trial.quota[where],
            }
        )

    return _check(trial, "met_en_zonder", column, gevallen())


def _jump(trial: _Trial, column: Kolom) -> PropertyCheck:
    """One per cent more in one figure moves the unrounded task of that gemeente by at most two per cent."""

    def gevallen() -> Iterator[dict[str, Any] | None]:
        for row in trial.keuze(column):
            numerators = numerators_of(column)
            if not trial.quota[row] or abs(numerators[row]) * JUMP < 1:
                continue  # one per cent cannot be written in the digits of this column
            data, numerator = trial.raised(column, row, JUMP)
            na = trial.bereken(data)[row]
            move = abs(na / trial.quota[row] - 1)
            yield (
                None
                if move <= AT_MOST
                else trial.wie(row)
                | {
                    "kolom": column.naam,
                    "van": Fraction(numerators[row], column.denominator),
                    "naar": Fraction(numerator, column.denominator),
                    "voor": trial.quota[row],
                    "na": na,
                    "procent": 100 * move,
                    "grens": 100 * AT_MOST,
                }
            )

    return _check(trial, "sprong", column, gevallen())


def _merger(trial: _Trial) -> PropertyCheck:
    """Each real merger since 2021: the task of the merged gemeente is the sum over its parts, ± 1.

    The merged gemeente is taken apart again: counts in proportion to the inhabitants of the parts on the last
    1 January before, scores the same for each part.
    """

    def gevallen() -> Iterator[dict[str, Any] | None]:
        if trial.taak.niveaus[-1].gegeven:
            return
        nu = trial.aantallen(trial.gegevens)
        for new, date_, parts in mergers(trial.gegevens, trial.alle_kolommen):
            row = trial.gegevens.codes.index(new)
            data = split_apart(trial.gegevens, row, parts)
            na = trial.aantallen(data)
            quota = trial.bereken(data)
            spots = [data.codes.index(g.code) for g, _ in parts]
            total = sum(na[r] for r in spots)
            yield (
                None
                if abs(total - nu[row]) <= TOLERANCE
                else trial.wie(row)
                | {
                    "delen": ", ".join(g.naam for g, _ in parts),
                    "datum": date_,
                    "som": total,
                    "samen": nu[row],
                    "quotum_delen": sum((quota[r] for r in spots), Fraction(0)),
                    "quotum_samen": trial.quota[row],
                }
            )

    return _check(trial, "samenvoeging", None, gevallen())


def _per(column: Kolom, numerator: int, inwoners: int) -> Fraction:
    """Per inhabitant for a count, as it is for a score or an average."""
    return Fraction(numerator, inwoners) if column.additive else Fraction(numerator)


def _names(expression: Operation) -> set[str]:
    return {i.indicator for i in indicators_of(expression)}
