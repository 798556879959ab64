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
from verdeling.insight.axioms_mergers import fusies, numerators_of, uiteen
from verdeling.insight.decompose import zuivere_quota
from verdeling.insight.keyforms import zonder
from verdeling.insight.property import Oordeel, Toets
from verdeling.sleutel.indicatief import compute_taak
from verdeling.sleutel.keys import indicatoren
from verdeling.verdeelmodel.operation import Operation
from verdeling.verdeelmodel.taak import Taak

GEMEENTEN: Final = 12
"""Gemeenten tried per column: those with the smallest and largest figure, and random ones."""
OMWISSELINGEN: Final = 3
"""Random orders in the test of anonymity."""
STIJGINGEN: Final = (Fraction(1, 100), Fraction(1, 2))
"""By how much a figure is raised to see in which direction the task goes."""
SPRONG: Final = Fraction(1, 100)
"""Change of the input in the test of jumps."""
HOOGSTENS: Final = Fraction(2, 100)
"""Largest relative change of the unrounded task that a change of `SPRONG` may cause."""
EENHEID: Final = 1000
"""Factor between units in the test of units: euros and thousands of euros."""
SPELING: Final = 1
"""Places by which the task of a merged gemeente may differ from the sum of its parts."""


@dataclass(frozen=True, slots=True)
class Richting:
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


RICHTINGEN: Final = {
    "inwoners": Richting(1),
    "huishoudens": Richting(1),
    "oppervlakte_land": Richting(1),
    "woz_waarde": Richting(1),
    "inkomen": Richting(1),
    "bbp": Richting(1),
    "ses_woa": Richting(1, eenheid=False),
    "capaciteit_regulier": Richting(-1),
    "capaciteit_nood": Richting(-1),
    "werkloosheid": Richting(-1, eenheid=False),
    "bijstand_per_1000": Richting(-1, eenheid=False),
    "bevolkingsdichtheid": Richting(-1),
    "adressendichtheid": Richting(-1),
}
"""More inhabitants, means and room ask for more places; past effort, unemployment and density for fewer."""


def toets_sleutel(naam: str, taak: Taak, gegevens: Gegevens, seed: int = 0) -> tuple[Toets, ...]:
    """Test all axioms of a key on one task.

    Parameters
    ----------
    naam, taak
        The task.
    gegevens
        The gemeenten that take part.
    seed
        Seed of the random choice of gemeenten.
    """
    proef = _Proef(naam, taak, gegevens, seed)
    toetsen = [_anonimiteit(proef), _merger(proef)]
    for kolom in proef.kolommen:
        toetsen += [
            _unit(proef, kolom),
            _richting(proef, kolom),
            _with_and_without(proef, kolom),
            _sprong(proef, kolom),
        ]
    return tuple(toetsen)


class _Proef:
    """The task on its figures, and on the same figures changed."""

    def __init__(self, naam: str, taak: Taak, gegevens: Gegevens, seed: int) -> None:
        self.naam, self.taak, self.seed = (
            naam,
            taak.volgens_formule().model_copy(update={"delen": None}),
            seed,
        )
        sleutels = [taak.sleutel, *(n.sleutel for n in taak.niveaus if n.sleutel is not None)]
        gebruikt = {(i.indicator, i.peildatum): None for u in sleutels for i in indicatoren(u)}
        # only the columns of the key, on these boundaries: they can then be changed one by one
        kolommen = [gegevens.volledig(*wat) for wat in gebruikt]
        self.kolommen = tuple({(k.naam, k.peildatum): k for k in kolommen}.values())
        self.gegevens = replace(gegevens, kolommen=self.kolommen)
        self.alle_kolommen = gegevens.kolommen

    @cached_property
    def quota(self) -> tuple[Fraction, ...]:
        return self.bereken(self.gegevens)

    def bereken(self, gegevens: Gegevens) -> tuple[Fraction, ...]:
        return zuivere_quota(self.naam, self.taak, gegevens)

    def aantallen(self, gegevens: Gegevens) -> tuple[int, ...]:
        return compute_taak(self.naam, self.taak, gegevens).aantallen

    def met(self, kolom: Kolom, tellers: Sequence[int]) -> Gegevens:
        nieuw = replace(kolom, tellers=tuple(tellers))
        return replace(self.gegevens, kolommen=tuple(nieuw if k is kolom else k for k in self.kolommen))

    def verhoogd(self, kolom: Kolom, rij: int, deel: Fraction) -> tuple[Gegevens, int]:
        """The figure of one gemeente raised by a part of its size, at least by its last digit."""
        tellers = numerators_of(kolom)
        erbij = max(1, int(abs(tellers[rij]) * deel))
        nieuw = [t + erbij * (i == rij) for i, t in enumerate(tellers)]
        return self.met(kolom, nieuw), nieuw[rij]

    def keuze(self, kolom: Kolom) -> list[int]:
        """Rows to try: the smallest and largest figures and quotas, and random ones."""
        tellers = numerators_of(kolom)
        op_waarde = sorted(range(len(tellers)), key=lambda i: (tellers[i], i))
        op_quotum = sorted(range(len(tellers)), key=lambda i: (self.quota[i], i))
        toeval = random.Random(f"{self.seed} {kolom.naam}")
        rest = toeval.sample(range(len(tellers)), min(GEMEENTEN, len(tellers)))
        positief = [i for i in op_quotum if self.quota[i] > 0]
        gekozen = [*op_waarde[:1], *op_waarde[-1:], *positief[:2], *op_quotum[-1:], *rest]
        return list(dict.fromkeys(gekozen))[:GEMEENTEN]

    def wie(self, rij: int) -> dict[str, Any]:
        return {"naam": self.gegevens.namen[rij]}


def _toets(
    proef: _Proef, axioma: str, kolom: Kolom | None, gevallen: Iterator[dict[str, Any] | None]
) -> Toets:
    """Run cases until one gives numbers of a counter-example."""
    waarvan = proef.naam if kolom is None else f"{proef.naam} {kolom.naam}"
    aantal = 0
    try:
        for voorbeeld in gevallen:
            aantal += 1
            if voorbeeld is not None:
                return Toets(axioma, waarvan, Oordeel.GEFAALD, aantal, None, voorbeeld)
    except VerdelingError:
        pass  # the changed figures leave nothing to weigh: only the cases before it count
    return Toets(axioma, waarvan, Oordeel.GEHAALD if aantal else Oordeel.NIET_GETOETST, aantal)


def _anonimiteit(proef: _Proef) -> Toets:
    """Gemeenten change codes, names and rows but keep figures and areas: their quotas go with the figures."""

    def gevallen() -> Iterator[dict[str, Any] | None]:
        toeval = random.Random(proef.seed)
        oud = proef.gegevens.gemeenten
        for _ in range(0 if proef.taak.niveaus[-1].gegeven else OMWISSELINGEN):
            om = list(range(len(oud)))
            toeval.shuffle(om)
            gemeenten = tuple(
                replace(g, provincie=oud[r].provincie, veiligheidsregio=oud[r].veiligheidsregio)
                for g, r in zip(oud, om, strict=True)
            )
            kolommen = tuple(replace(k, tellers=tuple(k.tellers[r] for r in om)) for k in proef.kolommen)
            na = proef.bereken(replace(proef.gegevens, gemeenten=gemeenten, kolommen=kolommen))
            fout = next((r for r, q in enumerate(na) if q != proef.quota[om[r]]), None)
            if fout is None:
                yield None
            else:
                yield proef.wie(om[fout]) | {
                    "ander": proef.gegevens.namen[fout],
                    "voor": proef.quota[om[fout]],
                    "na": na[fout],
                }

    return _toets(proef, "naamloos", None, gevallen())


def _unit(proef: _Proef, kolom: Kolom) -> Toets:
    """The column in another unit: no quota moves."""

    def gevallen() -> Iterator[dict[str, Any] | None]:
        if kolom.naam not in RICHTINGEN or not RICHTINGEN[kolom.naam].eenheid:
            return
        na = proef.bereken(proef.met(kolom, [EENHEID * t for t in numerators_of(kolom)]))
        verschil = [abs(n - v) for n, v in zip(na, proef.quota, strict=True)]
        rij = verschil.index(max(verschil))
        yield (
            None
            if not verschil[rij]
            else proef.wie(rij)
            | {
                "kolom": kolom.naam,
                "factor": EENHEID,
                "voor": proef.quota[rij],
                "na": na[rij],
            }
        )

    return _toets(proef, "eenheid", kolom, gevallen())


def _richting(proef: _Proef, kolom: Kolom) -> Toets:
    """A figure of one gemeente goes up and nothing else changes: its quota does not go the wrong way."""

    def gevallen() -> Iterator[dict[str, Any] | None]:
        if kolom.naam not in RICHTINGEN:
            return
        teken = RICHTINGEN[kolom.naam].teken
        for rij in proef.keuze(kolom):
            for deel in STIJGINGEN:
                gegevens, teller = proef.verhoogd(kolom, rij, deel)
                na = proef.bereken(gegevens)[rij]
                yield (
                    None
                    if teken * (na - proef.quota[rij]) >= 0
                    else proef.wie(rij)
                    | {
                        "kolom": kolom.naam,
                        "van": Fraction(numerators_of(kolom)[rij], kolom.noemer),
                        "naar": Fraction(teller, kolom.noemer),
                        "voor": proef.quota[rij],
                        "na": na,
                    }
                )

    return _toets(proef, "richting", kolom, gevallen())


def _with_and_without(proef: _Proef, kolom: Kolom) -> Toets:
    """Adding the criterion gives no less to a gemeente that it should ask more of, and no more to others.

    A gemeente is asked more when its figure (per inhabitant for a count) lies above the mean of the country
    in a criterion of direction +1, or below it in one of direction −1. The worst violation is shown.
    """

    def gevallen() -> Iterator[dict[str, Any] | None]:
        kern = zonder(proef.taak.sleutel, {kolom.naam})
        inwoners = next((k for k in proef.kolommen if k.naam == "inwoners"), None)
        if kolom.naam not in RICHTINGEN or kern is None or inwoners is None or kolom.naam == "inwoners":
            return
        if {kolom.naam} != _namen(proef.taak.sleutel) - _namen(kern):  # it drags another criterion along
            return
        try:
            zonder_ = zuivere_quota(
                proef.naam, proef.taak.model_copy(update={"sleutel": kern}), proef.gegevens
            )
        except VerdelingError:  # what is left weighs nothing: the criterion is the key itself
            return
        p, t = numerators_of(inwoners), numerators_of(kolom)
        gewogen = sum(t) if kolom.optelbaar else sum(x * y for x, y in zip(p, t, strict=True))
        gemiddeld = Fraction(gewogen, sum(p))
        teken = RICHTINGEN[kolom.naam].teken
        ergste, waar = Fraction(0), None
        for rij, quotum in enumerate(proef.quota):
            boven = teken * (_per(kolom, t[rij], p[rij]) - gemiddeld)
            tegen = zonder_[rij] - quotum if boven > 0 else quotum - zonder_[rij]
            if boven and tegen > ergste:
                ergste, waar = tegen, rij
        factor = Fraction(1000 * inwoners.noemer if kolom.optelbaar else 1, kolom.noemer)
        yield (
            None
            if waar is None
            else proef.wie(waar)
            | {
                "kolom": kolom.naam,
                "waarde": factor * _per(kolom, t[waar], p[waar]),
                "gemiddeld": factor * gemiddeld,
                "zonder": zonder_[waar],
                "met": proef.quota[waar],
            }
        )

    return _toets(proef, "met_en_zonder", kolom, gevallen())


def _sprong(proef: _Proef, kolom: Kolom) -> Toets:
    """One per cent more in one figure moves the unrounded task of that gemeente by at most two per cent."""

    def gevallen() -> Iterator[dict[str, Any] | None]:
        for rij in proef.keuze(kolom):
            tellers = numerators_of(kolom)
            if not proef.quota[rij] or abs(tellers[rij]) * SPRONG < 1:
                continue  # one per cent cannot be written in the digits of this column
            gegevens, teller = proef.verhoogd(kolom, rij, SPRONG)
            na = proef.bereken(gegevens)[rij]
            beweging = abs(na / proef.quota[rij] - 1)
            yield (
                None
                if beweging <= HOOGSTENS
                else proef.wie(rij)
                | {
                    "kolom": kolom.naam,
                    "van": Fraction(tellers[rij], kolom.noemer),
                    "naar": Fraction(teller, kolom.noemer),
                    "voor": proef.quota[rij],
                    "na": na,
                    "procent": 100 * beweging,
                    "grens": 100 * HOOGSTENS,
                }
            )

    return _toets(proef, "sprong", kolom, gevallen())


def _merger(proef: _Proef) -> Toets:
    """Each real merger since 2021: the task of the merged gemeente is the sum over its parts, ± 1.

    The merged gemeente is taken apart again: counts in proportion to the inhabitants of the parts on the last
    1 January before, scores the same for each part.
    """

    def gevallen() -> Iterator[dict[str, Any] | None]:
        if proef.taak.niveaus[-1].gegeven:
            return
        nu = proef.aantallen(proef.gegevens)
        for nieuw, datum, delen in fusies(proef.gegevens, proef.alle_kolommen):
            rij = proef.gegevens.codes.index(nieuw)
            gegevens = uiteen(proef.gegevens, rij, delen)
            na = proef.aantallen(gegevens)
            quota = proef.bereken(gegevens)
            plekken = [gegevens.codes.index(g.code) for g, _ in delen]
            som = sum(na[r] for r in plekken)
            yield (
                None
                if abs(som - nu[rij]) <= SPELING
                else proef.wie(rij)
                | {
                    "delen": ", ".join(g.naam for g, _ in delen),
                    "datum": datum,
                    "som": som,
                    "samen": nu[rij],
                    "quotum_delen": sum((quota[r] for r in plekken), Fraction(0)),
                    "quotum_samen": proef.quota[rij],
                }
            )

    return _toets(proef, "samenvoeging", None, gevallen())


def _per(kolom: Kolom, teller: int, inwoners: int) -> Fraction:
    """Per inhabitant for a count, as it is for a score or an average."""
    return Fraction(teller, inwoners) if kolom.optelbaar else Fraction(teller)


def _namen(uitdrukking: Operation) -> set[str]:
    return {i.indicator for i in indicatoren(uitdrukking)}
