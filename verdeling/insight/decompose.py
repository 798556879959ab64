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
from verdeling.insight.keyforms import datums, with_dates, zonder
from verdeling.sleutel.indicatief import TaakUitkomst, compute_taak
from verdeling.sleutel.keys import gewichten, indicatoren
from verdeling.verdeelmodel.operation import Operation
from verdeling.verdeelmodel.taak import Methode, Taak, Verdeelniveau, Volgorde

HOOGSTENS: Final = 6
"""More changed inputs than this are taken together as one change of the key: 2**6 computations are enough."""

AFRONDING: Final = "afronding"


@dataclass(frozen=True)
class Kant:
    """One side of a comparison: a task, the data of the gemeenten that take part, and its figures."""

    naam: str
    taak: Taak
    gegevens: Gegevens
    uitkomst: TaakUitkomst


@dataclass(frozen=True)
class Invoer:
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
class Bijdrage:
    """What one input adds to the figure of each gemeente, exactly."""

    invoer: Invoer
    per_gemeente: tuple[Fraction, ...]

    @property
    def som(self) -> Fraction:
        """Sum over all gemeenten."""
        return sum(self.per_gemeente, Fraction(0))


def ontleed(a: Kant, b: Kant) -> tuple[Bijdrage, ...]:
    """Split the difference n_B − n_A per gemeente into contributions that add up exactly, rounding last.

    Published figures are split as the formula beside them; what was published otherwise is one contribution.
    """
    gepubliceerd = [k.uitkomst for k in (a, b)]
    a, b = (_by_formula(k) for k in (a, b))
    overgang = _Overgang(a, b)
    spelers, waarden = _values_per_part(overgang, overgang.invoer())
    rest = [
        (nb - vb) - (na - va)
        for na, nb, va, vb in zip(
            a.uitkomst.aantallen,
            b.uitkomst.aantallen,
            waarden[()],
            waarden[tuple(range(len(spelers)))],
            strict=True,
        )
    ]
    afronding = Bijdrage(Invoer("afronding", "", *(_describe_afronding(k) for k in (a, b))), tuple(rest))
    anders = [
        [Fraction(n - f) for n, f in zip(u.aantallen, k.uitkomst.aantallen, strict=True)]
        for u, k in zip(gepubliceerd, (a, b), strict=True)
    ]
    tabellen = [u.gepubliceerd.naam if u.gepubliceerd else "" for u in gepubliceerd]
    tabel = Bijdrage(
        Invoer("gepubliceerd", "", *tabellen), tuple(q - p for p, q in zip(*anders, strict=True))
    )
    return (
        *map(Bijdrage, spelers, shapley(len(spelers), waarden)),
        *([tabel] if any(tabel.per_gemeente) else []),
        afronding,
    )


def _by_formula(kant: Kant) -> Kant:
    if kant.uitkomst.gepubliceerd is None:
        return replace(kant, taak=kant.taak.volgens_formule())
    taak = kant.taak.volgens_formule()
    return replace(kant, taak=taak, uitkomst=compute_taak(kant.uitkomst.naam, taak, kant.gegevens))


def _values_per_part(
    overgang: _Overgang, spelers: tuple[Invoer, ...]
) -> tuple[tuple[Invoer, ...], dict[tuple[int, ...], tuple[Fraction, ...]]]:
    """Unrounded figures for every part of the changed inputs.

    Two keys can be so different that a mixture of them has no meaning (a date that the other side lacks, a
    total below its given parts). Then all inputs count as one change, between the two ends only.
    """
    try:
        waarden = {
            deel: overgang.zuiver(frozenset(spelers[i] for i in deel))
            for deel in _subsets(len(spelers))
        }
    except VerdelingError:
        waarden = {}
    alles = tuple(range(len(spelers)))
    einden = overgang.einden()
    if waarden and (waarden[()], waarden[alles]) == einden:
        return spelers, waarden
    return overgang.als_een_geheel(), {(): einden[0], (0,): einden[1]}


def shapley(
    aantal: int, waarden: Mapping[tuple[int, ...], Sequence[Fraction]]
) -> tuple[tuple[Fraction, ...], ...]:
    """Shapley values of vectors, exactly.

    Parameters
    ----------
    aantal
        Number of players k.
    waarden
        Value of each ascending tuple of players, as one Fraction per row.
    """
    schaal = math.lcm(*(w.denominator for rij in waarden.values() for w in rij))
    # whole numbers on one scale: adding Fractions one by one is many times slower
    geheel = {deel: [w.numerator * (schaal // w.denominator) for w in rij] for deel, rij in waarden.items()}
    uit = []
    for speler in range(aantal):
        som = [0] * len(geheel[()])
        for deel, rij in geheel.items():
            mee = speler in deel
            voor = len(deel) - mee
            gewicht = math.factorial(voor) * math.factorial(aantal - voor - 1) * (1 if mee else -1)
            som = [s + gewicht * w for s, w in zip(som, rij, strict=True)]
        uit.append(tuple(Fraction(s, schaal * math.factorial(aantal)) for s in som))
    return tuple(uit)


def _subsets(aantal: int) -> list[tuple[int, ...]]:
    return [deel for grootte in range(aantal + 1) for deel in combinations(range(aantal), grootte)]


# --- which inputs differ ------------------------------------------------------------------------------------


class _Overgang:
    """The way from A to B: which inputs differ, and the task with some of them changed."""

    def __init__(self, a: Kant, b: Kant) -> None:
        self.a, self.b = a, b
        self.sleutels = [_sleutels(k.taak) for k in (a, b)]
        self.datums = [datums(s) for s in self.sleutels]
        self.vorm = [
            with_dates(k.taak.sleutel, dict.fromkeys(d)) for k, d in zip((a, b), self.datums, strict=True)
        ]
        self.kolommen = self._kolommen()
        self.criteria = self._criteria()
        self.niveaus = _zuivere_niveaus(a) != _zuivere_niveaus(b) or dict(a.uitkomst.ligging) != dict(
            b.uitkomst.ligging
        )
        # a total given per area and a national total cannot change one without the other
        self.totaal_bij_niveaus = (
            self.niveaus
            and any(n.gegeven for k in (a, b) for n in k.taak.niveaus)
            or None in (a.taak.totaal, b.taak.totaal)
        )

    def invoer(self) -> tuple[Invoer, ...]:
        """All inputs that differ, rounding apart."""
        uit = [*self.kolommen, *self.criteria]
        if len(uit) > HOOGSTENS - 2:
            return self.als_een_geheel()
        totalen = _totaal(self.a), _totaal(self.b)
        if self.niveaus or (totalen[0] != totalen[1] and self.totaal_bij_niveaus):
            uit.append(Invoer("niveaus", "", *(_describe_niveaus(k) for k in (self.a, self.b))))
        if totalen[0] != totalen[1] and not self.totaal_bij_niveaus:
            uit.append(Invoer("totaal", "", *totalen))
        return tuple(uit)

    def als_een_geheel(self) -> tuple[Invoer, ...]:
        """All inputs as one change: for keys that share no steps in between."""
        return (Invoer("sleutel", "", *(", ".join(sorted(d)) for d in self.datums)),)

    def _kolommen(self) -> list[Invoer]:
        """Columns that both sides read at one date, with another date or other figures."""
        uit = []
        for naam in sorted(self.datums[0].keys() & self.datums[1].keys()):
            dagen = [d[naam] for d in self.datums]
            if len(dagen[0]) == len(dagen[1]) == 1:
                een, twee = (k.gegevens.kolom(naam, *d) for k, d in zip((self.a, self.b), dagen, strict=True))
                if _waarden(een) != _waarden(twee):
                    uit.append(Invoer("kolom", naam, str(een.peildatum or "?"), str(twee.peildatum or "?")))
        return uit

    def _criteria(self) -> list[Invoer]:
        """Single criteria when the smaller key is the larger one without them; else the key as a whole."""
        if self.vorm[0] == self.vorm[1]:
            return []
        namen = [{i.indicator for i in indicatoren(u)} for u in self.vorm]
        groot = 0 if namen[1] < namen[0] else 1
        extra = namen[groot] - namen[1 - groot]
        kern = zonder(self.vorm[groot], extra) if namen[1 - groot] < namen[groot] else None
        # compared by shares, because the written form may differ: inwoners × (1) is inwoners
        if kern is None or not self._zelfde_aandelen(kern, self.vorm[1 - groot], (self.a, self.b)[groot]):
            return [Invoer("sleutel", "", *(", ".join(sorted(n)) for n in namen))]
        return [
            Invoer("criterium", naam, *(naam if i == groot else "" for i in (0, 1))) for naam in sorted(extra)
        ]

    def _zelfde_aandelen(self, een: Operation, twee: Operation, kant: Kant) -> bool:
        kies = {naam: d[0] for naam, d in datums(_sleutels(kant.taak)).items()}
        w, u = (gewichten(with_dates(x, kies), kant.gegevens) for x in (een, twee))
        return [t * u.som for t in w.tellers] == [t * w.som for t in u.tellers]

    def zuiver(self, van_b: frozenset[Invoer]) -> tuple[Fraction, ...]:
        """Unrounded figure per gemeente with the inputs `van_b` from B and all others from A."""
        soorten = {s.soort for s in van_b}
        nieuw = {s.kolom for s in van_b if s.soort == "kolom"}
        wisselt = {s.kolom for s in self.kolommen}
        kies = {naam: self.datums[naam in nieuw][naam][0] for naam in wisselt}
        niveaus_van = (self.a, self.b)["niveaus" in soorten]
        totaal_van = (self.a, self.b)[("niveaus" if self.totaal_bij_niveaus else "totaal") in soorten]
        taak = self.a.taak.model_copy(
            update={
                "sleutel": with_dates(self._sleutel(van_b), kies),
                "niveaus": tuple(_with_dates(n, kies) for n in niveaus_van.taak.niveaus),
                "totaal": totaal_van.taak.totaal,
            }
        )
        uit_b = nieuw | (self.datums[1].keys() - self.datums[0].keys())
        kolommen = [k for k in self.a.gegevens.kolommen if k.naam not in uit_b]
        kolommen += [k for k in self.b.gegevens.kolommen if k.naam in uit_b]
        gegevens = replace(niveaus_van.gegevens, kolommen=tuple(kolommen))
        return zuivere_quota(self.a.uitkomst.naam, taak, gegevens)

    def einden(self) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
        """Unrounded figures of A and of B themselves."""
        een, twee = (zuivere_quota(k.uitkomst.naam, k.taak, k.gegevens) for k in (self.a, self.b))
        return een, twee

    def _sleutel(self, van_b: frozenset[Invoer]) -> Operation:
        criteria = {s for s in self.criteria if s.soort == "criterium"}
        if not criteria:
            return (self.a, self.b)["sleutel" in {s.soort for s in van_b}].taak.sleutel
        groot = 1 if next(iter(criteria)).b else 0
        weg = {s.kolom for s in criteria if (s in van_b) != bool(groot)}
        sleutel = zonder((self.a, self.b)[groot].taak.sleutel, weg)
        assert sleutel is not None  # _criteria has tried dropping all of them
        return sleutel


def _sleutels(taak: Taak) -> list[Operation]:
    return [taak.sleutel, *(n.sleutel for n in taak.niveaus if n.sleutel is not None)]


def _waarden(kolom: Kolom) -> list[Fraction | None]:
    return [None if t is None else Fraction(t, kolom.noemer) for t in kolom.tellers]


def zuivere_quota(naam: str, taak: Taak, gegevens: Gegevens) -> tuple[Fraction, ...]:
    """Figure per gemeente without rounding at any level: every level divides unrounded numbers."""
    niveaus = tuple(_pure(n) for n in taak.niveaus)
    return compute_taak(naam, taak.model_copy(update={"niveaus": niveaus, "delen": None}), gegevens).quota


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


def _with_dates(niveau: Verdeelniveau, kies: Mapping[str, dt.date | None]) -> Verdeelniveau:
    if niveau.sleutel is None:
        return niveau
    return niveau.model_copy(update={"sleutel": with_dates(niveau.sleutel, kies)})


def _zuivere_niveaus(kant: Kant) -> list[Verdeelniveau]:
    """The levels as far as unrounded figures depend on them, dates apart."""
    kaal = dict.fromkeys(datums(_sleutels(kant.taak)))
    return [_pure(_with_dates(n, kaal)) for n in kant.taak.niveaus]


def _totaal(kant: Kant) -> str:
    return "" if kant.taak.totaal is None else str(kant.taak.totaal.waarde)


def _describe_niveaus(kant: Kant) -> str:
    """Levels from above to below, each with the sum of its given totals."""
    delen = []
    for niveau in kant.taak.niveaus:
        som = sum((g.waarde for g in (niveau.gegeven or {}).values()), Fraction(0))
        delen.append(niveau.niveau.value + (f" (Σ {som})" if niveau.gegeven else ""))
    return " > ".join(delen)


def _describe_afronding(kant: Kant) -> str:
    return ", ".join(n.afronding.value for n in kant.taak.niveaus)
