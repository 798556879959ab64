"""One level of the division: areas inside their parents, quotas, given totals, whole numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from verdeling.errors import DataError, ModelError, Probleem
from verdeling.sleutel.apportionment import PER_GEBIED, Gelijkstand, verdeel
from verdeling.sleutel.keys import Gewichten
from verdeling.terms import Grondslag, Kort, Niveau
from verdeling.verdeelmodel.operations.getal import Constante
from verdeling.verdeelmodel.taak import Methode, Verdeelniveau, Volgorde

Getal = int | Fraction


@dataclass(frozen=True, repr=False)
class NiveauUitkomst(Kort):
    """Result at one declared level; rows are its areas, sorted by code.

    Attributes
    ----------
    regel
        The level as declared.
    codes
        Area codes.
    gebied
        Row of its area, per gemeente.
    ouder
        Row of the area at the level above, per area (0 for the whole at the first level).
    sleutel
        Weight per gemeente of the key that holds at this level.
    gewichten
        Weight per area.
    tellers, noemers
        Quota per area: tellers[i] / noemers[i], exactly; a given total is its own quota.
    afgerond
        Whole number per area by the declared method.
    aantallen
        Whole number per area: `afgerond`, and what rounding left over for the area of `rest_naar`.
    gegeven
        Given total per area, None where the key decides.
    gelijken
        Ties, in rows of this level.
    te_verdelen
        What the level above had to divide: the sum over its areas.
    """

    regel: Verdeelniveau
    codes: tuple[str, ...]
    gebied: tuple[int, ...]
    ouder: tuple[int, ...]
    sleutel: Gewichten
    gewichten: tuple[int, ...]
    tellers: tuple[int, ...]
    noemers: tuple[int, ...]
    afgerond: tuple[int, ...]
    aantallen: tuple[int, ...]
    gegeven: tuple[Fraction | None, ...]
    gelijken: tuple[Gelijkstand, ...]
    te_verdelen: Getal

    @property
    def niveau(self) -> Niveau:
        """The level."""
        return self.regel.niveau

    def quotum(self, rij: int) -> Fraction:
        """Unrounded figure of one area."""
        return Fraction(self.tellers[rij], self.noemers[rij])

    @cached_property
    def quota(self) -> tuple[Fraction, ...]:
        """Unrounded figure per area."""
        return tuple([Fraction(t, n) for t, n in zip(self.tellers, self.noemers, strict=True)])

    @cached_property
    def gewicht_ouder(self) -> tuple[int, ...]:
        """Sum of the weights of all areas inside the same parent, per area."""
        som: dict[int, int] = defaultdict(int)
        for ouder, gewicht in zip(self.ouder, self.gewichten, strict=True):
            som[ouder] += gewicht
        return tuple([som[ouder] for ouder in self.ouder])

    def grondslag_gegeven(self, rij: int) -> Grondslag | None:
        """Basis of the figure that was given to an area; None where the key decides."""
        if self.gegeven[rij] is None:
            return None
        if self.regel.gepubliceerd is not None and self.regel.gepubliceerd.geldt:
            return self.regel.gepubliceerd.grondslag
        assert self.regel.gegeven is not None, "a figure is given by the level or was published"
        return self.regel.gegeven[self.codes[rij]].grondslag

    @property
    def waarden(self) -> Sequence[Getal]:
        """What the next level divides: the unrounded figures in a chain, the whole numbers otherwise."""
        return self.quota if self.regel.keten else self.aantallen

    @property
    def verschil(self) -> Getal:
        """Sum of the whole numbers minus what had to be divided."""
        return geheel(sum(self.aantallen) - self.te_verdelen)


def geheel(getal: Getal) -> Getal:
    """The same number, as an int when it is whole."""
    return int(getal) if getal.denominator == 1 else getal


@dataclass(frozen=True, slots=True)
class Boven:
    """What stands above a level: area row per gemeente, and per area its code, value and whole number."""

    gebied: Sequence[int]
    codes: Sequence[str]
    waarden: Sequence[Getal | None]
    aantallen: Sequence[int | None]


def divide_niveau(
    regel: Verdeelniveau,
    boven: Boven,
    gebiedscodes: Sequence[str],
    sleutel: Gewichten,
    gepubliceerd: Mapping[str, Fraction] | None = None,
) -> NiveauUitkomst:
    """Divide the value of each area above over its areas at this level.

    Parameters
    ----------
    regel
        The level as declared.
    boven
        The level above.
    gebiedscodes
        Area code at this level per gemeente.
    sleutel
        Weights of the gemeenten at this level.
    gepubliceerd
        Published figures that hold as given, by area code.

    Raises
    ------
    DataError
        An area that lies in two areas of the level above.
    ModelError
        Given totals above what there is to divide, a total that is missing, weights that sum to zero,
        a fraction for a method that needs a whole number.
    """
    codes = tuple(sorted(set(gebiedscodes)))
    rij_van = {code: rij for rij, code in enumerate(codes)}
    gebied = tuple([rij_van[code] for code in gebiedscodes])
    ouder = _parents(codes, gebied, boven)
    gewichten = _gebiedsgewichten(regel, gebied, len(codes), sleutel)
    vast = gepubliceerd or {code: getal.waarde for code, getal in (regel.gegeven or {}).items()}
    gegeven = [vast.get(code) for code in codes]
    werk = _Werk(regel, codes, gewichten, gegeven)
    problemen: list[Probleem] = []
    for groep, (code, waarde, aantal) in enumerate(
        zip(boven.codes, boven.waarden, boven.aantallen, strict=True)
    ):
        rijen = [rij for rij, o in enumerate(ouder) if o == groep]
        try:
            werk.groep(rijen, code, waarde)
            werk.rest(rijen, code, aantal)
        except ModelError as fout:
            problemen += fout.problemen
    if problemen:
        raise ModelError(problemen)
    te_verdelen = sum(
        [sum(g for g in gegeven if g is not None) if w is None else w for w in boven.waarden], Fraction(0)
    )
    return NiveauUitkomst(
        regel=regel,
        codes=codes,
        gebied=gebied,
        ouder=ouder,
        sleutel=sleutel,
        gewichten=gewichten,
        tellers=tuple(werk.tellers),
        noemers=tuple(werk.noemers),
        afgerond=tuple(werk.afgerond),
        aantallen=tuple(werk.aantallen),
        gegeven=tuple(gegeven),
        gelijken=tuple(werk.gelijken),
        te_verdelen=geheel(te_verdelen),
    )


def _parents(codes: tuple[str, ...], gebied: tuple[int, ...], boven: Boven) -> tuple[int, ...]:
    ouders: dict[int, int] = {}
    problemen = {}
    for rij, ouder in zip(gebied, boven.gebied, strict=True):
        if ouders.setdefault(rij, ouder) != ouder:
            een, twee = boven.codes[ouders[rij]], boven.codes[ouder]
            problemen[rij] = Probleem.van("V321", codes[rij], een=een, twee=twee)
    if problemen:
        raise DataError(tuple(problemen.values()))
    return tuple([ouders[rij] for rij in range(len(codes))])


def _gebiedsgewichten(
    regel: Verdeelniveau, gebied: tuple[int, ...], aantal: int, sleutel: Gewichten
) -> tuple[int, ...]:
    if regel.niveau is Niveau.GEMEENTE:
        return sleutel.tellers
    if isinstance(regel.sleutel, Constante):
        return (1,) * aantal
    som = [0] * aantal
    for rij, teller in zip(gebied, sleutel.tellers, strict=True):
        som[rij] += teller
    return tuple(som)


class _Werk:
    """The rows of one level while they are being filled, group by group."""

    def __init__(
        self,
        regel: Verdeelniveau,
        codes: tuple[str, ...],
        gewichten: tuple[int, ...],
        gegeven: Sequence[Fraction | None],
    ) -> None:
        self.regel, self.codes, self.gewichten, self.gegeven = regel, codes, gewichten, gegeven
        self.tellers = [0] * len(codes)
        self.noemers = [1] * len(codes)
        self.afgerond = [0] * len(codes)
        self.aantallen = [0] * len(codes)
        self.gelijken: list[Gelijkstand] = []
        self.rang = rang(regel.volgorde, gewichten)

    def groep(self, rijen: list[int], code: str, waarde: Getal | None) -> None:
        """Fill the areas inside one area of the level above: the given totals first, then the others."""
        if waarde is not None and waarde < 0:
            raise ModelError.een("V303", code, totaal=waarde)
        vrij = []
        over = waarde
        for rij in rijen:
            vast = self.gegeven[rij]
            if vast is None:
                vrij.append(rij)
                continue
            self.tellers[rij], self.noemers[rij] = vast.numerator, vast.denominator
            self.aantallen[rij] = self.afgerond[rij] = _rounded_given(vast, self.regel.afronding)
            over = None if over is None else over - vast
        if over is None and vrij:
            raise ModelError.een("V322", code, gebieden=", ".join(self.codes[rij] for rij in vrij))
        if over is not None and waarde is not None and over < 0:
            raise ModelError.een("V323", code, gegeven=geheel(waarde - over), totaal=waarde)
        if over and vrij:
            self._volgens_sleutel(vrij, code, geheel(over))

    def _volgens_sleutel(self, rijen: list[int], code: str, over: Getal) -> None:
        gewichten = [self.gewichten[rij] for rij in rijen]
        som = sum(gewichten)
        if som == 0:
            raise ModelError.een("V324", code, totaal=over, aantal=len(rijen))
        methode = self.regel.afronding
        if over.denominator != 1 and methode not in PER_GEBIED:
            raise ModelError.een("V304", code, totaal=over, methode=methode.value)
        volgorde = None if self.rang is None else [self.rang[rij] for rij in rijen]
        uitkomst = verdeel(over, gewichten, methode, volgorde)
        for rij, gewicht, aantal in zip(rijen, gewichten, uitkomst.aantallen, strict=True):
            self.tellers[rij] = over.numerator * gewicht
            self.noemers[rij] = over.denominator * som
            self.aantallen[rij] = self.afgerond[rij] = aantal
        for gelijk in uitkomst.gelijken:
            kandidaten = tuple([rijen[i] for i in gelijk.kandidaten])
            toegewezen = tuple([rijen[i] for i in gelijk.toegewezen])
            self.gelijken.append(Gelijkstand(kandidaten, toegewezen, gelijk.plaatsen))

    def rest(self, rijen: list[int], code: str, aantal: int | None) -> None:
        """Let the area of `rest_naar` take what rounding left over of the whole number above."""
        ontvanger = next((rij for rij in rijen if self.codes[rij] == self.regel.rest_naar), None)
        if ontvanger is None:
            return
        if aantal is None:
            raise ModelError.een("V325", code, gebied=self.codes[ontvanger])
        uitkomst = self.afgerond[ontvanger] + aantal - sum(self.afgerond[rij] for rij in rijen)
        if uitkomst < 0:
            raise ModelError.een("V326", code, gebied=self.codes[ontvanger], aantal=uitkomst)
        self.aantallen[ontvanger] = uitkomst


def _rounded_given(vast: Fraction, methode: Methode) -> int:
    """A given total that is not whole is rounded by itself; half-up under a method that keeps a sum."""
    (aantal,) = verdeel(vast, (1,), methode if methode in PER_GEBIED else Methode.HALF_OP).aantallen
    return aantal


def rang(volgorde: Volgorde, gewichten: Sequence[int]) -> Sequence[int] | None:
    """Rank per area; None is row order, which is the order of the codes."""
    if volgorde is Volgorde.CODE:
        return None
    rijen = sorted(range(len(gewichten)), key=gewichten.__getitem__, reverse=volgorde is Volgorde.GROOTSTE)
    plaatsen = {rij: plaats for plaats, rij in enumerate(rijen)}
    return [plaatsen[rij] for rij in range(len(gewichten))]


def whole_or_nothing(getal: Getal | None) -> int | None:
    """The number when it is whole, None otherwise."""
    return None if getal is None or getal.denominator != 1 else int(getal)
