"""The indicative figures: key → quota → whole number, down the declared levels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from verdeling.errors import ModelError, Probleem, VerdelingError
from verdeling.inputs.register import Bestaan
from verdeling.inputs.tables import Gegevens, Kolom
from verdeling.sleutel.apportionment import Gelijkstand, verdeel
from verdeling.sleutel.checks import VOLGORDE, check_levels, gebieden, in_place, read_keys
from verdeling.sleutel.keys import Gewichten
from verdeling.sleutel.matrix import gecontroleerd, gelijkstanden
from verdeling.sleutel.niveaus import (
    Boven,
    Getal,
    NiveauUitkomst,
    geheel,
    whole_or_nothing,
    rang,
    divide_niveau,
)
from verdeling.sleutel.published import valid_figures, per_code
from verdeling.terms import Kort, Niveau
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.taak import Delen, DelenAfronding, Methode, Taak


@dataclass(frozen=True, slots=True)
class GelijkeGebieden:
    """A tie at a level, by area code: who had the same claim, who received, for how many places."""

    niveau: Niveau
    kandidaten: tuple[str, ...]
    toegewezen: tuple[str, ...]
    plaatsen: int
    deel: str = ""
    """Part of the task whose controlled rounding it is about; empty for the task itself."""


def _with_codes(
    gelijk: Gelijkstand, niveau: Niveau, codes: tuple[str, ...], deel: str = ""
) -> GelijkeGebieden:
    kandidaten, toegewezen = (
        tuple([codes[rij] for rij in rijen]) for rijen in (gelijk.kandidaten, gelijk.toegewezen)
    )
    return GelijkeGebieden(niveau, kandidaten, toegewezen, gelijk.plaatsen, deel)


@dataclass(frozen=True, slots=True, repr=False)
class Gebiedscijfers(Kort):
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
class TaakUitkomst(Kort):
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
    ligging
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
    gewichten: Gewichten
    niveaus: tuple[NiveauUitkomst, ...]
    ligging: Mapping[Niveau, tuple[str, ...]]
    delen: Mapping[str, tuple[int, ...]]
    gepubliceerd: Kolom | None = None

    @cached_property
    def rij(self) -> Mapping[str, int]:
        """Row of a gemeente by its code."""
        return MappingProxyType({code: rij for rij, code in enumerate(self.codes)})

    @cached_property
    def kolommen(self) -> tuple[Kolom, ...]:
        """The columns that the figures follow from, each once."""
        if self.gepubliceerd is not None:
            return (self.gepubliceerd,)
        gelezen = [k for g in (self.gewichten, *(n.sleutel for n in self.niveaus)) for k in g.gebruikt]
        return tuple({(k.naam, k.peildatum): k for k in gelezen}.values())

    @property
    def aantallen(self) -> tuple[int, ...]:
        """Whole number per gemeente."""
        return self.niveaus[-1].aantallen

    @property
    def quota(self) -> tuple[Fraction, ...]:
        """Unrounded figure per gemeente, exactly."""
        return self.niveaus[-1].quota

    def quotum(self, rij: int) -> Fraction:
        """Unrounded figure of one gemeente, exactly."""
        return self.niveaus[-1].quotum(rij)

    @cached_property
    def gewicht_binnen(self) -> tuple[tuple[int, ...], ...]:
        """Sum of the weights of the last level over the gemeenten of an area, per declared level and area."""
        laatste = self.niveaus[-1]
        uitkomst = []
        for niveau in self.niveaus:
            som = [0] * len(niveau.codes)
            for gebied, gewicht in zip(niveau.gebied, laatste.gewichten, strict=True):
                som[gebied] += gewicht
            uitkomst.append(tuple(som))
        return tuple(uitkomst)

    @property
    def verschil(self) -> Getal:
        """Sum of the figures minus the total: what rounding and given totals leave as a difference."""
        return geheel(sum(self.aantallen) - self.totaal)

    @cached_property
    def verschil_delen(self) -> Mapping[str, Getal]:
        """Per part: sum of the figures minus the declared total of the part."""
        if self.taak.delen is None:
            return MappingProxyType({})
        totalen = self.taak.delen.totalen
        return MappingProxyType({d: geheel(sum(self.delen[d]) - totalen[d].waarde) for d in totalen})

    @cached_property
    def gelijken(self) -> tuple[GelijkeGebieden, ...]:
        """All ties that the declared order decided, from the first level to the last, then those of parts."""
        per_niveau = [
            _with_codes(gelijk, uitkomst.niveau, uitkomst.codes)
            for uitkomst in self.niveaus
            for gelijk in uitkomst.gelijken
        ]
        return (*per_niveau, *self._equals_parts())

    def _equals_parts(self) -> Iterator[GelijkeGebieden]:
        delen = self.taak.delen
        if delen is None or delen.afronding is not DelenAfronding.GECONTROLEERD or not sum(self.aantallen):
            return
        kolommen = [sum(aantallen) for aantallen in self.delen.values()]
        tabel = list(zip(*self.delen.values(), strict=True))
        gelijken = gelijkstanden(self.aantallen, kolommen, tabel)
        for nummer, deel in enumerate(delen.totalen):  # what ties in the rest ties in a part too
            if nummer in gelijken:
                yield _with_codes(gelijken[nummer], Niveau.GEMEENTE, self.codes, deel)

    @cached_property
    def gebieden(self) -> Mapping[Niveau, Gebiedscijfers]:
        """Figures of the areas of every level above gemeente that the data know."""
        eigen = {uitkomst.niveau: uitkomst for uitkomst in self.niveaus}
        return MappingProxyType({n: self._cijfers(n, c, eigen.get(n)) for n, c in self.ligging.items()})

    def _cijfers(
        self, niveau: Niveau, ligging: tuple[str, ...], eigen: NiveauUitkomst | None
    ) -> Gebiedscijfers:
        som: dict[str, int] = defaultdict(int)
        quota: dict[str, Fraction] = defaultdict(Fraction)
        for code, aantal, quotum in zip(ligging, self.aantallen, self.quota, strict=True):
            som[code] += aantal
            if eigen is None:
                quota[code] += quotum
        codes = tuple(sorted(som))
        sommen = tuple([som[code] for code in codes])
        if eigen is None:
            niets = (False,) * len(codes)
            return Gebiedscijfers(
                niveau, codes, tuple([quota[code] for code in codes]), sommen, sommen, niets
            )
        gegeven = tuple([g is not None for g in eigen.gegeven])
        return Gebiedscijfers(niveau, codes, eigen.quota, eigen.aantallen, sommen, gegeven)


@dataclass(frozen=True, repr=False)
class Indicatief(Kort):
    """Indicative figures of all tasks of a model."""

    model: str
    codes: tuple[str, ...]
    namen: tuple[str, ...]
    taken: Mapping[str, TaakUitkomst]


def bereken(model: Verdeelmodel, gegevens: Gegevens) -> Indicatief:
    """Compute the indicative figures of every task, exactly and without a solver.

    Quota of an area = value of its parent × weight / sum of the weights of its siblings, level by level; see
    :func:`verdeling.sleutel.apportionment.verdeel` for the whole numbers.

    Raises
    ------
    VerdelingError
        All problems of all tasks at once.
    """
    deel = deelnemers(model, gegevens)
    weg = ontbrekend(model, gegevens)
    taken: dict[str, TaakUitkomst] = {}
    fouten: list[VerdelingError] = []
    for naam, taak in model.taken.items():
        try:
            taken[naam] = compute_taak(naam, taak, deel, weg)
        except VerdelingError as fout:
            fouten.append(fout)
    if fouten:
        raise type(fouten[0])([p for fout in fouten for p in fout.problemen])
    return Indicatief(model.naam, deel.codes, deel.namen, MappingProxyType(taken))


def deelnemers(model: Verdeelmodel, gegevens: Gegevens) -> Gegevens:
    """The gemeenten that take part: all, or those in the areas that the model names.

    Raises
    ------
    ModelError
        An area of the model in which no gemeente of the data lies.
    """
    if model.gebied is None:
        return gegevens
    onbekend = sorted(set(model.gebied).difference(*[gebieden(g) for g in gegevens.gemeenten]))
    if onbekend:
        plek = {code: f"gebied.{nummer} ({code})" for nummer, code in enumerate(model.gebied)}
        raise ModelError([Probleem.van("V331", plek[code]) for code in onbekend])
    return gegevens.beperk([g.code for g in gegevens.gemeenten if gebieden(g).intersection(model.gebied)])


def ontbrekend(model: Verdeelmodel, gegevens: Gegevens) -> tuple[Bestaan, ...]:
    """Gemeenten that should take part but are absent from the data."""
    if len(gegevens.gemeenten) == gegevens.verwacht:
        return ()
    aanwezig = set(gegevens.codes)
    weg = [g for g in gegevens.register.op(gegevens.peildatum) if g.code not in aanwezig]
    return tuple([g for g in weg if model.gebied is None or gebieden(g).intersection(model.gebied)])


def _position(gegevens: Gegevens) -> dict[Niveau, tuple[str, ...]]:
    return {n: gegevens.gebied(n) for n in VOLGORDE if n is not Niveau.GEMEENTE}


def compute_taak(naam: str, taak: Taak, gegevens: Gegevens, weg: tuple[Bestaan, ...] = ()) -> TaakUitkomst:
    """Compute one task over the gemeenten of `gegevens`, knowing which gemeenten are absent (`weg`)."""
    check_levels(naam, taak)
    ligging = _position(gegevens)
    sleutel, per_niveau = read_keys(naam, taak, gegevens, weg)
    gepubliceerd = valid_figures(taak, gegevens)
    if gepubliceerd is None:
        taak = taak.volgens_formule()
    totaal = None if taak.totaal is None else geheel(taak.totaal.waarde)
    boven = Boven((0,) * len(gegevens.codes), (naam,), (totaal,), (whole_or_nothing(totaal),))
    niveaus = []
    for nummer, (regel, eigen) in enumerate(zip(taak.niveaus, per_niveau, strict=True)):
        try:
            vast = per_code(gepubliceerd) if regel.gepubliceerd else None
            uitkomst = divide_niveau(regel, boven, gegevens.gebied(regel.niveau), eigen, vast)
        except VerdelingError as fout:
            waar = f"taken.{naam}.niveaus.{nummer}"
            raise type(fout)([in_place(p, waar, gegevens) for p in fout.problemen]) from None
        niveaus.append(uitkomst)
        boven = Boven(uitkomst.gebied, uitkomst.codes, uitkomst.waarden, uitkomst.aantallen)
    totaal = niveaus[0].te_verdelen if totaal is None else totaal
    return TaakUitkomst(
        naam=naam,
        taak=taak,
        codes=gegevens.codes,
        totaal=totaal,
        gewichten=sleutel,
        niveaus=tuple(niveaus),
        ligging=MappingProxyType(ligging),
        delen=MappingProxyType(
            {} if taak.delen is None else divide_parts(naam, taak.delen, totaal, niveaus[-1])
        ),
        gepubliceerd=gepubliceerd,
    )


def divide_parts(
    naam: str, delen: Delen, totaal: Getal, gemeenten: NiveauUitkomst
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
    aantallen, codes = gemeenten.aantallen, gemeenten.codes
    som = sum((g.waarde for g in delen.totalen.values()), Fraction(0))
    if som > totaal:
        raise ModelError.een("V335", f"taken.{naam}.delen", delen=geheel(som), totaal=totaal)
    namen = [*delen.totalen, delen.rest]
    if delen.afronding is DelenAfronding.GECONTROLEERD:
        kolommen = [whole_or_nothing(g.waarde) for g in delen.totalen.values()]
        heel = [k for k in kolommen if k is not None]
        rest = sum(aantallen) - sum(heel)
        if len(heel) < len(kolommen) or rest < 0:
            raise ModelError.een("V336", f"taken.{naam}.delen", delen=geheel(som), totaal=sum(aantallen))
        tabel = gecontroleerd(aantallen, [*heel, rest], rang(gemeenten.regel.volgorde, gemeenten.gewichten))
        return dict(zip(namen, zip(*tabel, strict=True), strict=True))
    uitkomst = {deel: _los(getal.waarde, totaal, aantallen) for deel, getal in delen.totalen.items()}
    rest_per_gemeente = tuple(
        [n - sum(d) for n, d in zip(aantallen, zip(*uitkomst.values(), strict=True), strict=True)]
    )
    problemen = [
        Probleem.van("V337", f"taken.{naam}.delen ({code})", aantal=n, delen=n - rest)
        for code, n, rest in zip(codes, aantallen, rest_per_gemeente, strict=True)
        if rest < 0
    ]
    if problemen:
        raise ModelError(problemen)
    return {**uitkomst, delen.rest: rest_per_gemeente}


def _los(deel: Fraction, totaal: Getal, aantallen: tuple[int, ...]) -> tuple[int, ...]:
    """Round half-up: N_g × T_part / T per gemeente."""
    som = sum(aantallen)
    return verdeel(deel * som / totaal, aantallen, Methode.HALF_OP).aantallen if som else aantallen
