"""The indicative figures: key → quota → whole number, down the declared levels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from verdeling.errors import ModelError, Problem, VerdelingError
from verdeling.inputs.register import Existence
from verdeling.inputs.tables import Gegevens, Kolom
from verdeling.sleutel.apportionment import Tie, verdeel
from verdeling.sleutel.checks import VOLGORDE, check_levels, gebieden, in_place, read_keys
from verdeling.sleutel.keys import Weights
from verdeling.sleutel.matrix import gecontroleerd, matrix_ties
from verdeling.sleutel.niveaus import (
    Getal,
    NiveauOutcome,
    Parent,
    as_whole,
    divide_niveau,
    rang,
    whole_or_nothing,
)
from verdeling.sleutel.published import per_code, valid_figures
from verdeling.terms import Brief, Niveau
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.taak import Delen, DelenAfronding, Methode, Taak


@dataclass(frozen=True, slots=True)
class TiedAreas:
    """A tie at a level, by area code: who had the same claim, who received, for how many places."""

    niveau: Niveau
    kandidaten: tuple[str, ...]
    toegewezen: tuple[str, ...]
    plaatsen: int
    deel: str = ""
    """Part of the task whose controlled rounding it is about; empty for the task itself."""


def _with_codes(equal: Tie, niveau: Niveau, codes: tuple[str, ...], part: str = "") -> TiedAreas:
    candidates, assigned = (
        tuple([codes[row] for row in rows]) for rows in (equal.kandidaten, equal.toegewezen)
    )
    return TiedAreas(niveau, candidates, assigned, equal.plaatsen, part)


@dataclass(frozen=True, slots=True, repr=False)
class AreaFigures(Brief):
    """Figures of the areas of one level, sorted by code.

    Attributes
    ----------
    niveau
        The level.
    codes
        Area codes.
    quota
        Unrounded figure: of the level itself where it is declared, else the sum over its gemeenten.
    aantallen
        Whole number: of the level itself where it is declared, else the sum over its gemeenten.
    som
        Sum of the figures of its gemeenten; differs from `aantallen` where rounding does not add up.
    gegeven
        Whether the total was given.
    """

    niveau: Niveau
    codes: tuple[str, ...]
    quota: tuple[Fraction, ...]
    aantallen: tuple[int, ...]
    som: tuple[int, ...]
    gegeven: tuple[bool, ...]


@dataclass(frozen=True, repr=False)
class TaakOutcome(Brief):
    """Indicative figures of one task.

    Attributes
    ----------
    naam
        Name of the task in the model.
    taak
        The task as declared.
    codes
        Gemeentecodes, sorted; every tuple per gemeente has this order.
    totaal
        The declared total; the sum of the given totals when none is declared.
    gewichten
        Weights of the key of the task, with the columns that it reads.
    niveaus
        Result per declared level; the last one is the gemeente.
    position
        Area code per gemeente, for every level that the data know.
    delen
        Whole number per gemeente of each part, the rest last; empty when the task has no parts.
    gepubliceerd
        Column of published figures that hold as given; None where the key decides.
    """

    naam: str
    taak: Taak
    codes: tuple[str, ...]
    totaal: Getal
    gewichten: Weights
    niveaus: tuple[NiveauOutcome, ...]
    position: Mapping[Niveau, tuple[str, ...]]
    delen: Mapping[str, tuple[int, ...]]
    gepubliceerd: Kolom | None = None

    @cached_property
    def rij(self) -> Mapping[str, int]:
        """Row of a gemeente by its code."""
        return MappingProxyType({code: row for row, code in enumerate(self.codes)})

    @cached_property
    def kolommen(self) -> tuple[Kolom, ...]:
        """The columns that the figures follow from, each once."""
        if self.gepubliceerd is not None:
            return (self.gepubliceerd,)
        seen = [k for g in (self.gewichten, *(n.sleutel for n in self.niveaus)) for k in g.gebruikt]
        return tuple({(k.naam, k.peildatum): k for k in seen}.values())

    @property
    def aantallen(self) -> tuple[int, ...]:
        """Whole number per gemeente."""
        return self.niveaus[-1].aantallen

    @property
    def quota(self) -> tuple[Fraction, ...]:
        """Unrounded figure per gemeente, exactly."""
        return self.niveaus[-1].quota

    def quotum(self, row: int) -> Fraction:
        """Unrounded figure of one gemeente, exactly."""
        return self.niveaus[-1].quotum(row)

    @cached_property
    def gewicht_binnen(self) -> tuple[tuple[int, ...], ...]:
        """Sum of the weights of the last level over the gemeenten of an area, per declared level and area."""
        last = self.niveaus[-1]
        outcome = []
        for niveau in self.niveaus:
            total = [0] * len(niveau.codes)
            for area, gewicht in zip(niveau.gebied, last.gewichten, strict=True):
                total[area] += gewicht
            outcome.append(tuple(total))
        return tuple(outcome)

    @property
    def verschil(self) -> Getal:
        """Sum of the figures minus the total: what rounding and given totals leave as a difference."""
        return as_whole(sum(self.aantallen) - self.totaal)

    @cached_property
    def verschil_delen(self) -> Mapping[str, Getal]:
        """Per part: sum of the figures minus the declared total of the part."""
        if self.taak.delen is None:
            return MappingProxyType({})
        totals = self.taak.delen.totalen
        return MappingProxyType({d: as_whole(sum(self.delen[d]) - totals[d].waarde) for d in totals})

    @cached_property
    def ties(self) -> tuple[TiedAreas, ...]:
        """All ties that the declared order decided, from the first level to the last, then those of parts."""
        per_niveau = [
            _with_codes(equal, outcome.niveau, outcome.codes)
            for outcome in self.niveaus
            for equal in outcome.ties
        ]
        return (*per_niveau, *self._equals_parts())

    def _equals_parts(self) -> Iterator[TiedAreas]:
        parts = self.taak.delen
        if parts is None or parts.afronding is not DelenAfronding.GECONTROLEERD or not sum(self.aantallen):
            return
        columns = [sum(counts) for counts in self.delen.values()]
        table = list(zip(*self.delen.values(), strict=True))
        equals = matrix_ties(self.aantallen, columns, table)
        for number, part in enumerate(parts.totalen):  # what ties in the rest ties in a part too
            if number in equals:
                yield _with_codes(equals[number], Niveau.GEMEENTE, self.codes, part)

    @cached_property
    def gebieden(self) -> Mapping[Niveau, AreaFigures]:
        """Figures of the areas of every level above gemeente that the data know."""
        own = {outcome.niveau: outcome for outcome in self.niveaus}
        return MappingProxyType({n: self._cijfers(n, c, own.get(n)) for n, c in self.position.items()})

    def _cijfers(self, niveau: Niveau, position: tuple[str, ...], own: NiveauOutcome | None) -> AreaFigures:
        total: dict[str, int] = defaultdict(int)
        quota: dict[str, Fraction] = defaultdict(Fraction)
        for code, count, quotum in zip(position, self.aantallen, self.quota, strict=True):
            total[code] += count
            if own is None:
                quota[code] += quotum
        codes = tuple(sorted(total))
        totals = tuple([total[code] for code in codes])
        if own is None:
            nothing = (False,) * len(codes)
            return AreaFigures(niveau, codes, tuple([quota[code] for code in codes]), totals, totals, nothing)
        given = tuple([g is not None for g in own.gegeven])
        return AreaFigures(niveau, codes, own.quota, own.aantallen, totals, given)


@dataclass(frozen=True, repr=False)
class Indicatief(Brief):
    """Indicative figures of all tasks of a model."""

    model: str
    codes: tuple[str, ...]
    namen: tuple[str, ...]
    taken: Mapping[str, TaakOutcome]


def compute_indicatief(model: Verdeelmodel, data: Gegevens) -> Indicatief:
    """Compute the indicative figures of every task, exactly and without a solver.

    Quota of an area = value of its parent × weight / sum of the weights of its siblings, level by level; see
    :func:`verdeling.sleutel.apportionment.verdeel` for the whole numbers.

    Raises
    ------
    VerdelingError
        All problems of all tasks at once.
    """
    part = deelnemers(model, data)
    weg = missing_columns(model, data)
    taken: dict[str, TaakOutcome] = {}
    errors: list[VerdelingError] = []
    for name, taak in model.taken.items():
        try:
            taken[name] = compute_taak(name, taak, part, weg)
        except VerdelingError as error:
            errors.append(error)
    if errors:
        raise type(errors[0])([p for error in errors for p in error.problemen])
    return Indicatief(model.naam, part.codes, part.namen, MappingProxyType(taken))


def deelnemers(model: Verdeelmodel, data: Gegevens) -> Gegevens:
    """The gemeenten that take part: all, or those in the areas that the model names.

    Raises
    ------
    ModelError
        An area of the model in which no gemeente of the data lies.
    """
    if model.gebied is None:
        return data
    unknown = sorted(set(model.gebied).difference(*[gebieden(g) for g in data.gemeenten]))
    if unknown:
        spot = {code: f"gebied.{number} ({code})" for number, code in enumerate(model.gebied)}
        raise ModelError([Problem.van("V331", spot[code]) for code in unknown])
    return data.beperk([g.code for g in data.gemeenten if gebieden(g).intersection(model.gebied)])


def missing_columns(model: Verdeelmodel, data: Gegevens) -> tuple[Existence, ...]:
    """Gemeenten that should take part but are absent from the data."""
    if len(data.gemeenten) == data.verwacht:
        return ()
    present = set(data.codes)
    weg = [g for g in data.register.op(data.peildatum) if g.code not in present]
    return tuple([g for g in weg if model.gebied is None or gebieden(g).intersection(model.gebied)])


def _position(data: Gegevens) -> dict[Niveau, tuple[str, ...]]:
    return {n: data.gebied(n) for n in VOLGORDE if n is not Niveau.GEMEENTE}


def compute_taak(naam: str, taak: Taak, data: Gegevens, weg: tuple[Existence, ...] = ()) -> TaakOutcome:
    """Compute one task over the gemeenten of `data`, knowing which gemeenten are absent (`weg`)."""
    check_levels(naam, taak)
    position = _position(data)
    sleutel, per_niveau = read_keys(naam, taak, data, weg)
    published = valid_figures(taak, data)
    if published is None:
        taak = taak.volgens_formule()
    total = None if taak.totaal is None else as_whole(taak.totaal.waarde)
    above = Parent((0,) * len(data.codes), (naam,), (total,), (whole_or_nothing(total),))
    niveaus = []
    for number, (regel, own) in enumerate(zip(taak.niveaus, per_niveau, strict=True)):
        try:
            fixed = per_code(published) if regel.gepubliceerd else None
            outcome = divide_niveau(regel, above, data.gebied(regel.niveau), own, fixed)
        except VerdelingError as error:
            where = f"taken.{naam}.niveaus.{number}"
            raise type(error)([in_place(p, where, data) for p in error.problemen]) from None
        niveaus.append(outcome)
        above = Parent(outcome.gebied, outcome.codes, outcome.waarden, outcome.aantallen)
    total = niveaus[0].to_divide if total is None else total
    return TaakOutcome(
        naam=naam,
        taak=taak,
        codes=data.codes,
        totaal=total,
        gewichten=sleutel,
        niveaus=tuple(niveaus),
        position=MappingProxyType(position),
        delen=MappingProxyType(
            {} if taak.delen is None else divide_parts(naam, taak.delen, total, niveaus[-1])
        ),
        gepubliceerd=published,
    )


def divide_parts(
    naam: str, parts: Delen, totaal: Getal, gemeenten: NiveauOutcome
) -> dict[str, tuple[int, ...]]:
    """Divide the figure of each gemeente over the parts of the task.

    los: part of gemeente g = round half-up(N_g × T_part / T); what is left is the rest.
    gecontroleerd: column totals are T_part and ΣN − ΣT_part, rows are N_g, and both add up; ties follow the
    `volgorde` of the gemeenten.

    Raises
    ------
    ModelError
        Parts above the total, or more in the parts of a gemeente than its figure.
    """
    counts, codes = gemeenten.aantallen, gemeenten.codes
    total = sum((g.waarde for g in parts.totalen.values()), Fraction(0))
    if total > totaal:
        raise ModelError.een("V335", f"taken.{naam}.delen", delen=as_whole(total), totaal=totaal)
    names = [*parts.totalen, parts.rest]
    if parts.afronding is DelenAfronding.GECONTROLEERD:
        columns = [whole_or_nothing(g.waarde) for g in parts.totalen.values()]
        whole = [k for k in columns if k is not None]
        rest = sum(counts) - sum(whole)
        if len(whole) < len(columns) or rest < 0:
            raise ModelError.een("V336", f"taken.{naam}.delen", delen=as_whole(total), totaal=sum(counts))
        table = gecontroleerd(counts, [*whole, rest], rang(gemeenten.regel.volgorde, gemeenten.gewichten))
        return dict(zip(names, zip(*table, strict=True), strict=True))
    outcome = {part: _loose(number.waarde, totaal, counts) for part, number in parts.totalen.items()}
    rest_per_gemeente = tuple(
        [n - sum(d) for n, d in zip(counts, zip(*outcome.values(), strict=True), strict=True)]
    )
    problems = [
        Problem.van("V337", f"taken.{naam}.delen ({code})", aantal=n, delen=n - rest)
        for code, n, rest in zip(codes, counts, rest_per_gemeente, strict=True)
        if rest < 0
    ]
    if problems:
        raise ModelError(problems)
    return {**outcome, parts.rest: rest_per_gemeente}


def _loose(part: Fraction, whole: Getal, counts: tuple[int, ...]) -> tuple[int, ...]:
    """Round half-up: N_g × T_part / T per gemeente."""
    total = sum(counts)
    return verdeel(part * total / whole, counts, Methode.HALF_OP).aantallen if total else counts
