"""One level of the division: areas inside their parents, quotas, given totals, whole numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from verdeling.errors import DataError, ModelError, Problem
from verdeling.sleutel.apportionment import PER_GEBIED, Tie, verdeel
from verdeling.sleutel.keys import Weights
from verdeling.terms import Brief, Grondslag, Niveau
from verdeling.verdeelmodel.operations.getal import Constante
from verdeling.verdeelmodel.taak import Methode, Verdeelniveau, Volgorde

Getal = int | Fraction


@dataclass(frozen=True, repr=False)
class NiveauOutcome(Brief):
    """Result at one declared level; rows are its areas, sorted by code.

    Attributes
    ----------
    regel
        The level as declared.
    codes
        Area codes.
    gebied
        Row of its area, per gemeente.
    parent
        Row of the area at the level above, per area (0 for the whole at the first level).
    sleutel
        Weight per gemeente of the key that holds at this level.
    gewichten
        Weight per area.
    numerators, denominators
        Quota per area: tellers[i] / noemers[i], exactly; a given total is its own quota.
    afgerond
        Whole number per area by the declared method.
    aantallen
        Whole number per area: `afgerond`, and what rounding left over for the area of `rest_naar`.
    gegeven
        Given total per area, None where the key decides.
    ties
        Ties, in rows of this level.
    to_divide
        What the level above had to divide: the sum over its areas.
    """

    regel: Verdeelniveau
    codes: tuple[str, ...]
    gebied: tuple[int, ...]
    parent: tuple[int, ...]
    sleutel: Weights
    gewichten: tuple[int, ...]
    numerators: tuple[int, ...]
    denominators: tuple[int, ...]
    afgerond: tuple[int, ...]
    aantallen: tuple[int, ...]
    gegeven: tuple[Fraction | None, ...]
    ties: tuple[Tie, ...]
    to_divide: Getal

    @property
    def niveau(self) -> Niveau:
        """The level."""
        return self.regel.niveau

    def quotum(self, row: int) -> Fraction:
        """Unrounded figure of one area."""
        return Fraction(self.numerators[row], self.denominators[row])

    @cached_property
    def quota(self) -> tuple[Fraction, ...]:
        """Unrounded figure per area."""
        return tuple([Fraction(t, n) for t, n in zip(self.numerators, self.denominators, strict=True)])

    @cached_property
    def weight_of_parent(self) -> tuple[int, ...]:
        """Sum of the weights of all areas inside the same parent, per area."""
        total: dict[int, int] = defaultdict(int)
        for parent, gewicht in zip(self.parent, self.gewichten, strict=True):
            total[parent] += gewicht
        return tuple([total[parent] for parent in self.parent])

    def grondslag_gegeven(self, row: int) -> Grondslag | None:
        """Basis of the figure that was given to an area; None where the key decides."""
        if self.gegeven[row] is None:
            return None
        if self.regel.gepubliceerd is not None and self.regel.gepubliceerd.geldt:
            return self.regel.gepubliceerd.grondslag
        assert self.regel.gegeven is not None, "a figure is given by the level or was published"
        return self.regel.gegeven[self.codes[row]].grondslag

    @property
    def waarden(self) -> Sequence[Getal]:
        """What the next level divides: the unrounded figures in a chain, the whole numbers otherwise."""
        return self.quota if self.regel.keten else self.aantallen

    @property
    def verschil(self) -> Getal:
        """Sum of the whole numbers minus what had to be divided."""
        return as_whole(sum(self.aantallen) - self.to_divide)


def as_whole(number: Getal) -> Getal:
    """The same number, as an int when it is whole."""
    return int(number) if number.denominator == 1 else number


@dataclass(frozen=True, slots=True)
class Parent:
    """What stands above a level: area row per gemeente, and per area its code, value and whole number."""

    gebied: Sequence[int]
    codes: Sequence[str]
    waarden: Sequence[Getal | None]
    aantallen: Sequence[int | None]


def divide_niveau(
    regel: Verdeelniveau,
    above: Parent,
    area_codes: Sequence[str],
    sleutel: Weights,
    published: Mapping[str, Fraction] | None = None,
) -> NiveauOutcome:
    """Divide the value of each area above over its areas at this level.

    Parameters
    ----------
    regel
        The level as declared.
    above
        The level above.
    area_codes
        Area code at this level per gemeente.
    sleutel
        Weights of the gemeenten at this level.
    published
        Published figures that hold as given, by area code.

    Raises
    ------
    DataError
        An area that lies in two areas of the level above.
    ModelError
        Given totals above what there is to divide, a total that is missing, weights that sum to zero,
        a fraction for a method that needs a whole number.
    """
    codes = tuple(sorted(set(area_codes)))
    row_van = {code: row for row, code in enumerate(codes)}
    area = tuple([row_van[code] for code in area_codes])
    parent = _parents(codes, area, above)
    gewichten = _gebiedsgewichten(regel, area, len(codes), sleutel)
    fixed = published or {code: number.waarde for code, number in (regel.gegeven or {}).items()}
    given = [fixed.get(code) for code in codes]
    work = _Division(regel, codes, gewichten, given)
    problems: list[Problem] = []
    for group, (code, value, count) in enumerate(
        zip(above.codes, above.waarden, above.aantallen, strict=True)
    ):
        rows = [row for row, o in enumerate(parent) if o == group]
        try:
            work.groep(rows, code, value)
            work.rest(rows, code, count)
        except ModelError as error:
            problems += error.problemen
    if problems:
        raise ModelError(problems)
    to_divide = sum(
        [sum(g for g in given if g is not None) if w is None else w for w in above.waarden], Fraction(0)
    )
    return NiveauOutcome(
        regel=regel,
        codes=codes,
        gebied=area,
        parent=parent,
        sleutel=sleutel,
        gewichten=gewichten,
        numerators=tuple(work.numerators),
        denominators=tuple(work.denominators),
        afgerond=tuple(work.afgerond),
        aantallen=tuple(work.aantallen),
        gegeven=tuple(given),
        ties=tuple(work.ties),
        to_divide=as_whole(to_divide),
    )


def _parents(codes: tuple[str, ...], area: tuple[int, ...], above: Parent) -> tuple[int, ...]:
    parents: dict[int, int] = {}
    problems = {}
    for row, parent in zip(area, above.gebied, strict=True):
        if parents.setdefault(row, parent) != parent:
            een, two = above.codes[parents[row]], above.codes[parent]
            problems[row] = Problem.van("V321", codes[row], een=een, twee=two)
    if problems:
        raise DataError(tuple(problems.values()))
    return tuple([parents[row] for row in range(len(codes))])


def _gebiedsgewichten(
    regel: Verdeelniveau, area: tuple[int, ...], count: int, sleutel: Weights
) -> tuple[int, ...]:
    if regel.niveau is Niveau.GEMEENTE:
        return sleutel.numerators
    if isinstance(regel.sleutel, Constante):
        return (1,) * count
    total = [0] * count
    for row, numerator in zip(area, sleutel.numerators, strict=True):
        total[row] += numerator
    return tuple(total)


class _Division:
    """The rows of one level while they are being filled, group by group."""

    def __init__(
        self,
        regel: Verdeelniveau,
        codes: tuple[str, ...],
        gewichten: tuple[int, ...],
        given: Sequence[Fraction | None],
    ) -> None:
        self.regel, self.codes, self.gewichten, self.gegeven = regel, codes, gewichten, given
        self.numerators = [0] * len(codes)
        self.denominators = [1] * len(codes)
        self.afgerond = [0] * len(codes)
        self.aantallen = [0] * len(codes)
        self.ties: list[Tie] = []
        self.rang = rang(regel.volgorde, gewichten)

    def groep(self, rows: list[int], code: str, value: Getal | None) -> None:
        """Fill the areas inside one area of the level above: the given totals first, then the others."""
        if value is not None and value < 0:
            raise ModelError.een("V303", code, totaal=value)
        free = []
        over = value
        for row in rows:
            fixed = self.gegeven[row]
            if fixed is None:
                free.append(row)
                continue
            self.numerators[row], self.denominators[row] = fixed.numerator, fixed.denominator
            self.aantallen[row] = self.afgerond[row] = _rounded_given(fixed, self.regel.afronding)
            over = None if over is None else over - fixed
        if over is None and free:
            raise ModelError.een("V322", code, gebieden=", ".join(self.codes[row] for row in free))
        if over is not None and value is not None and over < 0:
            raise ModelError.een("V323", code, gegeven=as_whole(value - over), totaal=value)
        if over and free:
            self._volgens_sleutel(free, code, as_whole(over))

    def _volgens_sleutel(self, rows: list[int], code: str, over: Getal) -> None:
        gewichten = [self.gewichten[row] for row in rows]
        total = sum(gewichten)
        if total == 0:
            raise ModelError.een("V324", code, totaal=over, aantal=len(rows))
        methode = self.regel.afronding
        if over.denominator != 1 and methode not in PER_GEBIED:
            raise ModelError.een("V304", code, totaal=over, methode=methode.value)
        volgorde = None if self.rang is None else [self.rang[row] for row in rows]
        outcome = verdeel(over, gewichten, methode, volgorde)
        for row, gewicht, count in zip(rows, gewichten, outcome.aantallen, strict=True):
            self.numerators[row] = over.numerator * gewicht
            self.denominators[row] = over.denominator * total
            self.aantallen[row] = self.afgerond[row] = count
        for equal in outcome.ties:
            candidates = tuple([rows[i] for i in equal.kandidaten])
            assigned = tuple([rows[i] for i in equal.toegewezen])
            self.ties.append(Tie(candidates, assigned, equal.plaatsen))

    def rest(self, rows: list[int], code: str, count: int | None) -> None:
        """Let the area of `rest_naar` take what rounding left over of the whole number above."""
        receiver = next((row for row in rows if self.codes[row] == self.regel.rest_naar), None)
        if receiver is None:
            return
        if count is None:
            raise ModelError.een("V325", code, gebied=self.codes[receiver])
        outcome = self.afgerond[receiver] + count - sum(self.afgerond[row] for row in rows)
        if outcome < 0:
            raise ModelError.een("V326", code, gebied=self.codes[receiver], aantal=outcome)
        self.aantallen[receiver] = outcome


def _rounded_given(fixed: Fraction, methode: Methode) -> int:
    """A given total that is not whole is rounded by itself; half-up under a method that keeps a sum."""
    (count,) = verdeel(fixed, (1,), methode if methode in PER_GEBIED else Methode.HALF_OP).aantallen
    return count


def rang(volgorde: Volgorde, gewichten: Sequence[int]) -> Sequence[int] | None:
    """Rank per area; None is row order, which is the order of the codes."""
    if volgorde is Volgorde.CODE:
        return None
    rows = sorted(range(len(gewichten)), key=gewichten.__getitem__, reverse=volgorde is Volgorde.GROOTSTE)
    places = {row: place for place, row in enumerate(rows)}
    return [places[row] for row in range(len(gewichten))]


def whole_or_nothing(number: Getal | None) -> int | None:
    """The number when it is whole, None otherwise."""
    return None if number is None or number.denominator != 1 else int(number)
