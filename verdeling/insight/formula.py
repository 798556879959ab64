"""Published figures beside the formula: which come out, which do not, and within which bounds.

The formula is the key of the task at the total that the figures were published for, in exact fractions; the
whole number is that of the declared rounding. Where a column of the key has bounds (``ses_woa_laag`` and
``ses_woa_hoog`` beside ``ses_woa``), so has the figure: the weight of the gemeente at one bound, that of all
others at the other one. No rounding of the column can bring the figure outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

from verdeling.columns import Rows, Table, column, row
from verdeling.errors import DataError
from verdeling.inputs.register import rijen
from verdeling.inputs.tables import Gegevens, Kolom
from verdeling.insight.explain import needs_others
from verdeling.insight.keyforms import herschrijf
from verdeling.sleutel.apportionment import PER_GEBIED, verdeel
from verdeling.sleutel.indicatief import Indicatief, TaakUitkomst, compute_taak, deelnemers, ontbrekend
from verdeling.sleutel.keys import gewichten, indicatoren
from verdeling.terms import Niveau
from verdeling.texts import Lang, number, say
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.operation import Operation
from verdeling.verdeelmodel.operations.indicator import Indicator
from verdeling.verdeelmodel.taak import Getal, Taak
from verdeling.verdeelmodel.words import formule

LAAG: Final = "_laag"
HOOG: Final = "_hoog"
GENOEMD: Final = 12
"""Most gemeenten that a sentence names."""
PROVINCIES: Final = "gemeenten/opgave_provincies.csv"
FORMULENIVEAUS: Final = (Niveau.GEMEENTE, Niveau.PROVINCIE)
"""Levels at which published figures stand beside the formula."""


@row
class Formulerij:
    """One gemeente or provincie: what was published, what the formula gives, and its bounds."""

    taak: str = column(("taak", "task"), ("Taak.", "Task."))
    niveau: str = column(("niveau", "level"), ("gemeente of provincie.", "gemeente or provincie."))
    code: str = column(("code", "code"), ("Code van het gebied.", "Code of the area."))
    naam: str = column(("gebied", "area"), ("Naam van het gebied.", "Name of the area."))
    gepubliceerd: int | None = column(
        ("gepubliceerd", "published"), ("Het gepubliceerde cijfer.", "The published figure."), unit="plaatsen"
    )
    formule: int = column(
        ("formule", "formula"),
        (
            "Wat de formule geeft bij het gepubliceerde totaal.",
            "What the formula gives at the published total.",
        ),
        unit="plaatsen",
    )
    verschil: int | None = column(
        ("verschil", "difference"), ("Formule min gepubliceerd.", "Formula minus published."), unit="plaatsen"
    )
    laag: int | None = column(
        ("laagste", "lowest"),
        (
            "Laagste cijfer dat de afronding van de score laat.",
            "Lowest that the rounding of the score leaves.",
        ),
        unit="plaatsen",
    )
    hoog: int | None = column(
        ("hoogste", "highest"),
        ("Hoogste cijfer dat de afronding van de score laat.", "Highest that the rounding leaves."),
        unit="plaatsen",
    )
    onafgerond: Decimal | None = column(
        ("onafgerond", "unrounded"),
        ("Wat de formule geeft voor afronding.", "What the formula gives before rounding."),
        unit="plaatsen",
    )


FORMULE: Final = Table(
    "formule",
    Formulerij,
    ("De formule naast de gepubliceerde cijfers", "The formula beside the published figures"),
    (
        "Gepubliceerd cijfer, cijfer volgens de formule, en de grenzen daarvan.",
        "Published figure, figure by the formula, and its bounds.",
    ),
    "formula",
)


@dataclass(frozen=True)
class Telling:
    """Rows of one level of one task, counted; only areas whose figure was published."""

    rijen: Sequence[Formulerij]

    @cached_property
    def bekend(self) -> list[Formulerij]:
        """Areas whose figure was published."""
        return [r for r in self.rijen if r.verschil is not None]

    def binnen(self, plaatsen: int) -> int:
        """How many figures come out within so many places."""
        return sum(abs(r.verschil or 0) <= plaatsen for r in self.bekend)

    @property
    def som(self) -> int:
        """Sum of the formula over all areas."""
        return sum(r.formule for r in self.rijen)

    @property
    def verder(self) -> list[Formulerij]:
        """Areas that are off by more than one place, the farthest first."""
        return sorted(
            (r for r in self.bekend if abs(r.verschil or 0) > 1),
            key=lambda r: (-abs(r.verschil or 0), r.code),
        )

    @property
    def buiten(self) -> list[Formulerij]:
        """Areas whose published figure lies outside the bounds."""
        return [
            r
            for r in self.bekend
            if None not in (r.laag, r.hoog, r.gepubliceerd)
            and not (r.laag or 0) <= (r.gepubliceerd or 0) <= (r.hoog or 0)
        ]

    @property
    def afwijking(self) -> Fraction:
        """Largest difference as a part of the published figure."""
        return max(
            (Fraction(abs(r.verschil or 0), r.gepubliceerd or 1) for r in self.bekend), default=Fraction(0)
        )

    def json(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "gepubliceerd": len(self.bekend),
            "precies": self.binnen(0),
            "binnen_een": self.binnen(1),
            "som": self.som,
            "som_gepubliceerd": sum(r.gepubliceerd or 0 for r in self.bekend),
            "plaatsen_meer": sum(max(0, r.verschil or 0) for r in self.bekend),
            "plaatsen_minder": -sum(min(0, r.verschil or 0) for r in self.bekend),
            "buiten_grenzen": [r.code for r in self.buiten],
        }


def telling(rijen: Iterable[Formulerij], niveau: Niveau, taak: str | None = None) -> Telling:
    """Rows of one level, of one task or of all."""
    return Telling([r for r in rijen if r.niveau == niveau and taak in (None, r.taak)])


def tellingen(rijen: Sequence[Formulerij]) -> dict[str, dict[str, dict[str, Any]]]:
    """Counts per task and level as plain values."""
    return {
        taak: {str(n): telling(rijen, n, taak).json() for n in FORMULENIVEAUS}
        for taak in dict.fromkeys(r.taak for r in rijen)
    }


def formulerijen(model: Verdeelmodel, gegevens: Gegevens, indicatief: Indicatief) -> Rows[Formulerij]:
    """Rows of formule.csv: per task that names published figures the gemeenten, then the provincies."""
    return FORMULE.fill(
        r
        for naam, uitkomst in indicatief.taken.items()
        for r in _van_taak(naam, uitkomst, deelnemers(model, gegevens), ontbrekend(model, gegevens))
    )


def formulezinnen(uitkomst: TaakUitkomst, rijen: Sequence[Formulerij], lang: Lang) -> list[str]:
    """What the check says, in two or three sentences; empty where nothing was published."""
    tabel, per = uitkomst.taak.gepubliceerd, telling(rijen, Niveau.GEMEENTE, uitkomst.naam)
    if tabel is None or not per.bekend:
        return []
    if uitkomst.gepubliceerd is not None:
        sleutel = formule(uitkomst.taak.sleutel, lang)
        kop = say("formule.geldt", lang, taak=uitkomst.naam, totaal=tabel.totaal, sleutel=sleutel)
    else:
        kop = say("formule.ernaast", lang, taak=uitkomst.naam)
    return [
        kop,
        *tellingzinnen(rijen, uitkomst.naam, lang),
    ]


def tellingzinnen(rijen: Sequence[Formulerij], taak: str, lang: Lang) -> list[str]:
    """The counts of one task in sentences."""
    per, provincies = (telling(rijen, niveau, taak) for niveau in FORMULENIVEAUS)
    uit = [
        say(
            "formule.telling",
            lang,
            aantal=len(per.bekend),
            precies=per.binnen(0),
            binnen=per.binnen(1),
            som=per.som,
        )
    ]
    if per.verder:
        uit.append(say("formule.verder", lang, aantal=len(per.verder), namen=_named(per.verder, lang)))
    if any(r.laag is not None for r in per.bekend):
        uit.append(say("formule.grenzen", lang, aantal=len(per.bekend) - len(per.buiten)))
        if per.buiten:
            uit.append(say("formule.buiten", lang, namen=_named(per.buiten, lang)))
    if provincies.bekend:
        procent = number(100 * provincies.afwijking, lang, 2)
        uit.append(say("formule.provincies", lang, procent=procent, som=provincies.som))
    return uit


def _named(rijen: Sequence[Formulerij], lang: Lang) -> str:
    namen = [
        f"{r.naam} {number(r.formule, lang)} ({number(r.gepubliceerd or 0, lang)})" for r in rijen[:GENOEMD]
    ]
    return ", ".join(namen) + (" …" if len(rijen) > GENOEMD else "")


def _van_taak(
    naam: str, uitkomst: TaakUitkomst, gegevens: Gegevens, weg: Sequence[Any]
) -> Iterator[Formulerij]:
    tabel = uitkomst.taak.gepubliceerd
    if tabel is None:
        return
    try:
        gepubliceerd = gegevens.kolom(tabel.indicator)
    except DataError:  # data of a user's own, or boundaries that the figures cannot be brought to
        return
    totaal = Getal(waarde=Fraction(tabel.totaal), grondslag=tabel.grondslag)
    taak = uitkomst.taak.volgens_formule().model_copy(update={"totaal": totaal, "delen": None})
    try:
        volgens = compute_taak(naam, taak, gegevens, tuple(weg))
    except DataError:
        return
    grenzen = _limits(taak, gegevens, volgens)
    waarden = dict(zip(gepubliceerd.codes, gepubliceerd.waarden(), strict=True))
    for rij, code in enumerate(volgens.codes):
        laag, hoog = grenzen[rij] if grenzen else (None, None)
        bekend, cijfer = waarden[code], volgens.aantallen[rij]
        yield Formulerij(
            naam,
            str(Niveau.GEMEENTE),
            code,
            gegevens.gebiedsnaam[code],
            None if bekend is None else int(bekend),
            cijfer,
            None if bekend is None else cijfer - int(bekend),
            laag,
            hoog,
            _decimaal(volgens.quotum(rij)),
        )
    yield from _provincies(naam, tabel.indicator, volgens, gepubliceerd, gegevens)


def _provincies(
    naam: str, indicator: str, volgens: TaakUitkomst, kolom: Kolom, gegevens: Gegevens
) -> Iterator[Formulerij]:
    """Sums over the gemeenten beside the published totals: those that stand alone, else sums as well."""
    los = {r["code"]: int(r[indicator]) for r in rijen(PROVINCIES) if r.get(indicator)}
    som: dict[str, int] = {}
    if not los and None not in kolom.tellers:
        for code, teller in zip(gegevens.gebied(Niveau.PROVINCIE), kolom.tellers, strict=True):
            som[code] = som.get(code, 0) + (teller or 0) // kolom.noemer
    gebieden = volgens.gebieden[Niveau.PROVINCIE]
    for code, cijfer, quotum in zip(gebieden.codes, gebieden.som, gebieden.quota, strict=True):
        bekend = los.get(code, som.get(code))
        yield Formulerij(
            naam,
            str(Niveau.PROVINCIE),
            code,
            gegevens.gebiedsnaam[code],
            bekend,
            cijfer,
            None if bekend is None else cijfer - bekend,
            None,
            None,
            _decimaal(quotum),
        )


def _limits(taak: Taak, gegevens: Gegevens, volgens: TaakUitkomst) -> list[tuple[int, int]] | None:
    """Lowest and highest figure per gemeente; None without bounds, or where others decide the weight."""
    (niveau, *meer), namen = taak.niveaus, set(gegevens.indicatoren)
    onzeker = {
        i.indicator for i in indicatoren(taak.sleutel) if {i.indicator + LAAG, i.indicator + HOOG} <= namen
    }
    if (
        meer
        or not onzeker
        or niveau.sleutel
        or niveau.afronding not in PER_GEBIED
        or needs_others(taak.sleutel)
    ):
        return None
    een, twee = (
        gewichten(_with(taak.sleutel, onzeker, kant), gegevens.beperk(volgens.codes)) for kant in (LAAG, HOOG)
    )
    paren = [
        sorted((Fraction(a, een.noemer), Fraction(b, twee.noemer)))
        for a, b in zip(een.tellers, twee.tellers, strict=True)
    ]
    laagste, hoogste = (sum((paar[i] for paar in paren), Fraction(0)) for i in (0, 1))

    def cijfer(eigen: Fraction, anderen: Fraction) -> int:
        quotum = volgens.totaal * eigen / (eigen + anderen)
        return verdeel(quotum, (1,), niveau.afronding).aantallen[0]

    return [(cijfer(a, hoogste - b), cijfer(b, laagste - a)) for a, b in paren]


def _with(sleutel: Operation, onzeker: set[str], kant: str) -> Operation:
    nieuw = herschrijf(
        sleutel,
        lambda i: (
            Indicator(indicator=i.indicator + kant, peildatum=i.peildatum) if i.indicator in onzeker else i
        ),
    )
    assert nieuw is not None, "no indicator is dropped"
    return nieuw


def _decimaal(quotum: Fraction) -> Decimal:
    return Decimal(round(quotum * 100)).scaleb(-2)
