"""What each changed input does to the figures: an exact split of the difference between two models.

Between A and B some inputs differ: the total, the date of the inhabitants, a criterion of the key. v(S) is
the unrounded figure per gemeente when the inputs in S are those of B and all others those of A. The
contribution of input i is its Shapley value (L.S. Shapley, 1953)

    φ_i = Σ_{S without i} |S|! (k−|S|−1)! / k! · (v(S+i) − v(S)),

the mean over all orders in which the inputs can be changed: no order is preferred, and the φ_i add up to
v(all) − v(none) exactly. What rounding does is the remainder: (n_B − v(all)) − (n_A − v(none)).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from typing import Final

from verdeling.errors import VerdelingError
from verdeling.inputs.tables import Gegevens, Kolom
from verdeling.insight.keyforms import dates_read, leave_out, with_dates
from verdeling.sleutel.indicatief import TaakOutcome, compute_taak
from verdeling.sleutel.keys import indicators_of, key_weights
from verdeling.verdeelmodel.operation import Operation
from verdeling.verdeelmodel.taak import Methode, Taak, Verdeelniveau, Volgorde

AT_MOST: Final = 6
"""More changed inputs than this are taken together as one change of the key: 2**6 computations are enough."""

AFRONDING: Final = "afronding"


@dataclass(frozen=True)
class DecomposedSide:
    """One side of a comparison: a task, the data of the gemeenten that take part, and its figures."""

    naam: str
    taak: Taak
    gegevens: Gegevens
    uitkomst: TaakOutcome


@dataclass(frozen=True)
class InputChange:
    """One input that differs.

    Attributes
    ----------
    soort
        totaal, kolom (figures or date of a column), criterium (a column that enters or leaves the key),
        sleutel, niveaus, gepubliceerd (published otherwise than the formula) or afronding; told under
        ``compare.invoer.<soort>``.
    kolom
        Name of the column; empty when the input is no column.
    a, b
        What it is on either side; empty where a side has none.
    """

    soort: str
    kolom: str = ""
    a: str = ""
    b: str = ""


@dataclass(frozen=True)
class Contribution:
    """What one input adds to the figure of each gemeente, exactly."""

    invoer: InputChange
    per_gemeente: tuple[Fraction, ...]

    @property
    def som(self) -> Fraction:
        """Sum over all gemeenten."""
        return sum(self.per_gemeente, Fraction(0))


def decompose(a: DecomposedSide, b: DecomposedSide) -> tuple[Contribution, ...]:
    """Split the difference n_B − n_A per gemeente into contributions that add up exactly, rounding last.

    Published figures are split as the formula beside them; what was published otherwise is one contribution.
    """
    published = [k.uitkomst for k in (a, b)]
    a, b = (_by_formula(k) for k in (a, b))
    transition = _Transition(a, b)
    players, values = _values_per_part(transition, transition.invoer())
    rest = [
        (nb - vb) - (na - va)
        for na, nb, va, vb in zip(
            a.uitkomst.aantallen,
            b.uitkomst.aantallen,
            values[()],
            values[tuple(range(len(players)))],
            strict=True,
        )
    ]
    afronding = Contribution(
        InputChange("afronding", "", *(_describe_afronding(k) for k in (a, b))), tuple(rest)
    )
    otherwise = [
        [Fraction(n - f) for n, f in zip(u.aantallen, k.uitkomst.aantallen, strict=True)]
        for u, k in zip(published, (a, b), strict=True)
    ]
    tables = [u.gepubliceerd.naam if u.gepubliceerd else "" for u in published]
    table = Contribution(
        InputChange("gepubliceerd", "", *tables), tuple(q - p for p, q in zip(*otherwise, strict=True))
    )
    return (
        *map(Contribution, players, shapley(len(players), values)),
        *([table] if any(table.per_gemeente) else []),
        afronding,
    )


def _by_formula(side: DecomposedSide) -> DecomposedSide:
    if side.uitkomst.gepubliceerd is None:
        return replace(side, taak=side.taak.volgens_formule())
    taak = side.taak.volgens_formule()
    return replace(side, taak=taak, uitkomst=compute_taak(side.uitkomst.naam, taak, side.gegevens))


def _values_per_part(
    transition: _Transition, players: tuple[InputChange, ...]
) -> tuple[tuple[InputChange, ...], dict[tuple[int, ...], tuple[Fraction, ...]]]:
    """Unrounded figures for every part of the changed inputs.

    Two keys can be so different that a mixture of them has no meaning (a date that the other side lacks, a
    total below its given parts). Then all inputs count as one change, between the two ends only.
    """
    try:
        values = {
            part: transition.pure(frozenset(players[i] for i in part)) for part in _subsets(len(players))
        }
    except VerdelingError:
        values = {}
    everything = tuple(range(len(players)))
    ends = transition.ends()
    if values and (values[()], values[everything]) == ends:
        return players, values
    return transition.as_a_whole(), {(): ends[0], (0,): ends[1]}


def shapley(
    count: int, values: Mapping[tuple[int, ...], Sequence[Fraction]]
) -> tuple[tuple[Fraction, ...], ...]:
    """Shapley values of vectors, exactly.

    Parameters
    ----------
    count
        Number of players k.
    values
        Value of each ascending tuple of players, as one Fraction per row.
    """
    scale = math.lcm(*(w.denominator for row in values.values() for w in row))
    # whole numbers on one scale: adding Fractions one by one is many times slower
    whole = {part: [w.numerator * (scale // w.denominator) for w in row] for part, row in values.items()}
    out = []
    for player in range(count):
        total = [0] * len(whole[()])
        for part, row in whole.items():
            along = player in part
            voor = len(part) - along
            gewicht = math.factorial(voor) * math.factorial(count - voor - 1) * (1 if along else -1)
            total = [s + gewicht * w for s, w in zip(total, row, strict=True)]
        out.append(tuple(Fraction(s, scale * math.factorial(count)) for s in total))
    return tuple(out)


def _subsets(count: int) -> list[tuple[int, ...]]:
    return [part for size in range(count + 1) for part in combinations(range(count), size)]


# --- which inputs differ ------------------------------------------------------------------------------------


class _Transition:
    """The way from A to B: which inputs differ, and the task with some of them changed."""

    def __init__(self, a: DecomposedSide, b: DecomposedSide) -> None:
        self.a, self.b = a, b
        self.sleutels = [_sleutels(k.taak) for k in (a, b)]
        self.dates = [dates_read(s) for s in self.sleutels]
        self.vorm = [
            with_dates(k.taak.sleutel, dict.fromkeys(d)) for k, d in zip((a, b), self.dates, strict=True)
        ]
        self.kolommen = self._kolommen()
        self.criteria = self._criteria()
        self.niveaus = _zuivere_niveaus(a) != _zuivere_niveaus(b) or dict(a.uitkomst.position) != dict(
            b.uitkomst.position
        )
        # a total given per area and a national total cannot change one without the other
        self.totaal_bij_niveaus = (
            self.niveaus
            and any(n.gegeven for k in (a, b) for n in k.taak.niveaus)
            or None in (a.taak.totaal, b.taak.totaal)
        )

    def invoer(self) -> tuple[InputChange, ...]:
        """All inputs that differ, rounding apart."""
        out = [*self.kolommen, *self.criteria]
        if len(out) > AT_MOST - 2:
            return self.as_a_whole()
        totals = _total(self.a), _total(self.b)
        if self.niveaus or (totals[0] != totals[1] and self.totaal_bij_niveaus):
            out.append(InputChange("niveaus", "", *(_describe_niveaus(k) for k in (self.a, self.b))))
        if totals[0] != totals[1] and not self.totaal_bij_niveaus:
            out.append(InputChange("totaal", "", *totals))
        return tuple(out)

    def as_a_whole(self) -> tuple[InputChange, ...]:
        """All inputs as one change: for keys that share no steps in between."""
        return (InputChange("sleutel", "", *(", ".join(sorted(d)) for d in self.dates)),)

    def _kolommen(self) -> list[InputChange]:
        """Columns that both sides read at one date, with another date or other figures."""
        out = []
        for name in sorted(self.dates[0].keys() & self.dates[1].keys()):
            days = [d[name] for d in self.dates]
            if len(days[0]) == len(days[1]) == 1:
                een, two = (k.gegevens.kolom(name, *d) for k, d in zip((self.a, self.b), days, strict=True))
                if _values(een) != _values(two):
                    out.append(
                        InputChange("kolom", name, str(een.peildatum or "?"), str(two.peildatum or "?"))
                    )
        return out

    def _criteria(self) -> list[InputChange]:
        """Single criteria when the smaller key is the larger one without them; else the key as a whole."""
        if self.vorm[0] == self.vorm[1]:
            return []
        names = [{i.indicator for i in indicators_of(u)} for u in self.vorm]
        large = 0 if names[1] < names[0] else 1
        extra = names[large] - names[1 - large]
        core = leave_out(self.vorm[large], extra) if names[1 - large] < names[large] else None
        # compared by shares, because the written form may differ: inwoners × (1) is inwoners
        if core is None or not self._equal_shares(core, self.vorm[1 - large], (self.a, self.b)[large]):
            return [InputChange("sleutel", "", *(", ".join(sorted(n)) for n in names))]
        return [
            InputChange("criterium", name, *(name if i == large else "" for i in (0, 1)))
            for name in sorted(extra)
        ]

    def _equal_shares(self, een: Operation, two: Operation, side: DecomposedSide) -> bool:
        choose = {name: d[0] for name, d in dates_read(_sleutels(side.taak)).items()}
        w, u = (key_weights(with_dates(x, choose), side.gegevens) for x in (een, two))
        return [t * u.som for t in w.numerators] == [t * w.som for t in u.numerators]

    def pure(self, van_b: frozenset[InputChange]) -> tuple[Fraction, ...]:
        """Unrounded figure per gemeente with the inputs `van_b` from B and all others from A."""
        kinds = {s.soort for s in van_b}
        new = {s.kolom for s in van_b if s.soort == "kolom"}
        wisselt = {s.kolom for s in self.kolommen}
        choose = {name: self.dates[name in new][name][0] for name in wisselt}
        niveaus_van = (self.a, self.b)["niveaus" in kinds]
        total_van = (self.a, self.b)[("niveaus" if self.totaal_bij_niveaus else "totaal") in kinds]
        taak = self.a.taak.model_copy(
            update={
                "sleutel": with_dates(self._sleutel(van_b), choose),
                "niveaus": tuple(_with_dates(n, choose) for n in niveaus_van.taak.niveaus),
                "totaal": total_van.taak.totaal,
            }
        )
        out_b = new | (self.dates[1].keys() - self.dates[0].keys())
        columns = [k for k in self.a.gegevens.kolommen if k.naam not in out_b]
        columns += [k for k in self.b.gegevens.kolommen if k.naam in out_b]
        data = replace(niveaus_van.gegevens, kolommen=tuple(columns))
        return unrounded_quota(self.a.uitkomst.naam, taak, data)

    def ends(self) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
        """Unrounded figures of A and of B themselves."""
        een, two = (unrounded_quota(k.uitkomst.naam, k.taak, k.gegevens) for k in (self.a, self.b))
        return een, two

    def _sleutel(self, van_b: frozenset[InputChange]) -> Operation:
        criteria = {s for s in self.criteria if s.soort == "criterium"}
        if not criteria:
            return (self.a, self.b)["sleutel" in {s.soort for s in van_b}].taak.sleutel
        large = 1 if next(iter(criteria)).b else 0
        weg = {s.kolom for s in criteria if (s in van_b) != bool(large)}
        sleutel = leave_out((self.a, self.b)[large].taak.sleutel, weg)
        assert sleutel is not None  # _criteria has tried dropping all of them
        return sleutel


def _sleutels(taak: Taak) -> list[Operation]:
    return [taak.sleutel, *(n.sleutel for n in taak.niveaus if n.sleutel is not None)]


def _values(column: Kolom) -> list[Fraction | None]:
    return [None if t is None else Fraction(t, column.denominator) for t in column.numerators]


def unrounded_quota(naam: str, taak: Taak, data: Gegevens) -> tuple[Fraction, ...]:
    """Figure per gemeente without rounding at any level: every level divides unrounded numbers."""
    niveaus = tuple(_pure(n) for n in taak.niveaus)
    return compute_taak(naam, taak.model_copy(update={"niveaus": niveaus, "delen": None}), data).quota


def _pure(niveau: Verdeelniveau) -> Verdeelniveau:
    return niveau.model_copy(
        update={
            "keten": True,
            "afronding": Methode.HALF_OP,
            "rest_naar": None,
            "volgorde": Volgorde.CODE,
            "grondslag": None,
            "gepubliceerd": None,
        }
    )


def _with_dates(niveau: Verdeelniveau, choose: Mapping[str, dt.date | None]) -> Verdeelniveau:
    if niveau.sleutel is None:
        return niveau
    return niveau.model_copy(update={"sleutel": with_dates(niveau.sleutel, choose)})


def _zuivere_niveaus(side: DecomposedSide) -> list[Verdeelniveau]:
    """The levels as far as unrounded figures depend on them, dates apart."""
    bare = dict.fromkeys(dates_read(_sleutels(side.taak)))
    return [_pure(_with_dates(n, bare)) for n in side.taak.niveaus]


def _total(side: DecomposedSide) -> str:
    return "" if side.taak.totaal is None else str(side.taak.totaal.waarde)


def _describe_niveaus(side: DecomposedSide) -> str:
    """Levels from above to below, each with the sum of its given totals."""
    parts = []
    for niveau in side.taak.niveaus:
        total = sum((g.waarde for g in (niveau.gegeven or {}).values()), Fraction(0))
        parts.append(niveau.niveau.value + (f" (Σ {total})" if niveau.gegeven else ""))
    return " > ".join(parts)


def _describe_afronding(side: DecomposedSide) -> str:
    return ", ".join(n.afronding.value for n in side.taak.niveaus)
