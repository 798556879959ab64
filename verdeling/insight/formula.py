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
from verdeling.inputs.register import rows_of
from verdeling.inputs.tables import Gegevens, Kolom
from verdeling.insight.explain import needs_others
from verdeling.insight.keyforms import rewrite
from verdeling.sleutel.apportionment import PER_GEBIED, verdeel
from verdeling.sleutel.indicatief import Indicatief, TaakOutcome, compute_taak, deelnemers
from verdeling.sleutel.keys import indicators_of, key_weights
from verdeling.terms import Niveau
from verdeling.texts import Lang, number, say
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.operation import Operation
from verdeling.verdeelmodel.operations.indicator import Indicator
from verdeling.verdeelmodel.taak import Getal, Taak
from verdeling.verdeelmodel.words import formule

LAAG: Final = "_laag"
HOOG: Final = "_hoog"
TOLD: Final = 12
"""Most gemeenten that a sentence names."""
PROVINCIES: Final = "gemeenten/opgave_provincies.csv"
FORMULA_NIVEAUS: Final = (Niveau.GEMEENTE, Niveau.PROVINCIE)
"""Levels at which published figures stand beside the formula."""


@row
class FormulaRow:
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
    FormulaRow,
    ("De formule naast de gepubliceerde cijfers", "The formula beside the published figures"),
    (
        "Gepubliceerd cijfer, cijfer volgens de formule, en de grenzen daarvan.",
        "Published figure, figure by the formula, and its bounds.",
    ),
    "formula",
)


@dataclass(frozen=True)
class FormulaTally:
    """Rows of one level of one task, counted; only areas whose figure was published."""

    rijen: Sequence[FormulaRow]

    @cached_property
    def bekend(self) -> list[FormulaRow]:
        """Areas whose figure was published."""
        return [r for r in self.rijen if r.verschil is not None]

    def binnen(self, places: int) -> int:
        """How many figures come out within so many places."""
        return sum(abs(r.verschil or 0) <= places for r in self.bekend)

    @property
    def som(self) -> int:
        """Sum of the formula over all areas."""
        return sum(r.formule for r in self.rijen)

    @property
    def meer(self) -> int:
        """Places that the formula gives beyond what was published."""
        return sum(max(0, r.verschil or 0) for r in self.bekend)

    @property
    def minder(self) -> int:
        """Places that were published beyond what the formula gives."""
        return -sum(min(0, r.verschil or 0) for r in self.bekend)

    @property
    def verder(self) -> list[FormulaRow]:
        """Areas that are off by more than one place, the farthest first."""
        return sorted(
            (r for r in self.bekend if abs(r.verschil or 0) > 1),
            key=lambda r: (-abs(r.verschil or 0), r.code),
        )

    @property
    def buiten(self) -> list[FormulaRow]:
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
            "plaatsen_meer": self.meer,
            "plaatsen_minder": self.minder,
            "buiten_grenzen": [r.code for r in self.buiten],
        }


def tally(rows: Iterable[FormulaRow], niveau: Niveau, taak: str | None = None) -> FormulaTally:
    """Rows of one level, of one task or of all."""
    return FormulaTally([r for r in rows if r.niveau == niveau and taak in (None, r.taak)])


def tallies(rows: Sequence[FormulaRow]) -> dict[str, dict[str, dict[str, Any]]]:
    """Counts per task and level as plain values."""
    return {
        taak: {str(n): tally(rows, n, taak).json() for n in FORMULA_NIVEAUS}
        for taak in dict.fromkeys(r.taak for r in rows)
    }


def formula_rows(model: Verdeelmodel, data: Gegevens, indicatief: Indicatief) -> Rows[FormulaRow]:
    """Rows of formule.csv: per task that names published figures the gemeenten, then the provincies.

    The figures were published for the whole country, so the formula divides over all of it, also where a
    model names a part; only the areas of that part are told. No rows where the data lack a gemeente.
    """
    if len(data.gemeenten) != data.verwacht:
        return FORMULE.fill(())
    told = {code for g in deelnemers(model, data).gemeenten for code in (g.code, g.provincie)}
    return FORMULE.fill(
        r
        for name, outcome in indicatief.taken.items()
        for r in _van_taak(name, outcome, data)
        if r.code in told
    )


def formula_sentences(outcome: TaakOutcome, rows: Sequence[FormulaRow], lang: Lang) -> list[str]:
    """What the check says, in two or three sentences; empty where nothing was published."""
    table, per = outcome.taak.gepubliceerd, tally(rows, Niveau.GEMEENTE, outcome.naam)
    if table is None or not per.bekend:
        return []
    if outcome.gepubliceerd is not None:
        sleutel = formule(outcome.taak.sleutel, lang)
        head = say("formule.geldt", lang, taak=outcome.naam, totaal=table.totaal, sleutel=sleutel)
    else:
        head = say("formule.ernaast", lang, taak=outcome.naam)
    return [
        head,
        *tally_sentences(rows, outcome.naam, lang),
    ]


def tally_sentences(rows: Sequence[FormulaRow], taak: str, lang: Lang) -> list[str]:
    """The counts of one task in sentences."""
    per, provincies = (tally(rows, niveau, taak) for niveau in FORMULA_NIVEAUS)
    out = [
        say(
            "formule.telling",
            lang,
            aantal=len(per.bekend),
            precies=per.binnen(0),
            binnen=per.binnen(1),
            som=per.som,
            meer=per.meer,
            minder=per.minder,
        )
    ]
    if per.verder:
        out.append(say("formule.verder", lang, aantal=len(per.verder), namen=_named(per.verder, lang)))
    if any(r.laag is not None for r in per.bekend):
        out.append(say("formule.grenzen", lang, aantal=len(per.bekend) - len(per.buiten)))
        if per.buiten:
            out.append(say("formule.buiten", lang, namen=_named(per.buiten, lang)))
    if provincies.bekend:
        percent = number(100 * provincies.afwijking, lang, 2)
        out.append(say("formule.provincies", lang, procent=percent, som=provincies.som))
    return out


def _named(rows: Sequence[FormulaRow], lang: Lang) -> str:
    names = [f"{r.naam} {number(r.formule, lang)} ({number(r.gepubliceerd or 0, lang)})" for r in rows[:TOLD]]
    return ", ".join(names) + (" …" if len(rows) > TOLD else "")


def _van_taak(name: str, outcome: TaakOutcome, data: Gegevens) -> Iterator[FormulaRow]:
    table = outcome.taak.gepubliceerd
    if table is None:
        return
    try:
        published = data.kolom(table.indicator)
    except DataError:  # data of a user's own, or boundaries that the figures cannot be brought to
        return
    total = Getal(waarde=Fraction(table.totaal), grondslag=table.grondslag)
    taak = outcome.taak.volgens_formule().model_copy(update={"totaal": total, "delen": None})
    try:
        volgens = compute_taak(name, taak, data, ())
    except DataError:
        return
    limits = _limits(taak, data, volgens)
    values = dict(zip(published.codes, published.waarden(), strict=True))
    for line, code in enumerate(volgens.codes):
        low, high = limits[line] if limits else (None, None)
        known, figure = values[code], volgens.aantallen[line]
        yield FormulaRow(
            name,
            str(Niveau.GEMEENTE),
            code,
            data.gebiedsnaam[code],
            None if known is None else int(known),
            figure,
            None if known is None else figure - int(known),
            low,
            high,
            _decimal(volgens.quotum(line)),
        )
    yield from _provincies(name, table.indicator, volgens, published, data)


def _provincies(
    name: str, indicator: str, volgens: TaakOutcome, field: Kolom, data: Gegevens
) -> Iterator[FormulaRow]:
    """Sums over the gemeenten beside the published totals: those that stand alone, else sums as well."""
    solve = {r["code"]: int(r[indicator]) for r in rows_of(PROVINCIES) if r.get(indicator)}
    total: dict[str, int] = {}
    if not solve and None not in field.numerators:
        for code, numerator in zip(data.gebied(Niveau.PROVINCIE), field.numerators, strict=True):
            total[code] = total.get(code, 0) + (numerator or 0) // field.denominator
    areas = volgens.gebieden[Niveau.PROVINCIE]
    for code, figure, quotum in zip(areas.codes, areas.som, areas.quota, strict=True):
        known = solve.get(code, total.get(code))
        yield FormulaRow(
            name,
            str(Niveau.PROVINCIE),
            code,
            data.gebiedsnaam[code],
            known,
            figure,
            None if known is None else figure - known,
            None,
            None,
            _decimal(quotum),
        )


def _limits(taak: Taak, data: Gegevens, volgens: TaakOutcome) -> list[tuple[int, int]] | None:
    """Lowest and highest figure per gemeente; None without bounds, or where others decide the weight."""
    (niveau, *more), names = taak.niveaus, set(data.indicators)
    onzeker = {
        i.indicator for i in indicators_of(taak.sleutel) if {i.indicator + LAAG, i.indicator + HOOG} <= names
    }
    if (
        more
        or not onzeker
        or niveau.sleutel
        or niveau.afronding not in PER_GEBIED
        or needs_others(taak.sleutel)
    ):
        return None
    een, two = (
        key_weights(_with(taak.sleutel, onzeker, side), data.beperk(volgens.codes)) for side in (LAAG, HOOG)
    )
    pairs = [
        sorted((Fraction(a, een.denominator), Fraction(b, two.denominator)))
        for a, b in zip(een.numerators, two.numerators, strict=True)
    ]
    lowest, highest = (sum((pair[i] for pair in pairs), Fraction(0)) for i in (0, 1))

    def cijfer(own: Fraction, others: Fraction) -> int:
        quotum = volgens.totaal * own / (own + others)
        return verdeel(quotum, (1,), niveau.afronding).aantallen[0]

    return [(cijfer(a, highest - b), cijfer(b, lowest - a)) for a, b in pairs]


def _with(sleutel: Operation, onzeker: set[str], side: str) -> Operation:
    new = rewrite(
        sleutel,
        lambda i: (
            Indicator(indicator=i.indicator + side, peildatum=i.peildatum) if i.indicator in onzeker else i
        ),
    )
    assert new is not None, "no indicator is dropped"
    return new


def _decimal(quotum: Fraction) -> Decimal:
    return Decimal(round(quotum * 100)).scaleb(-2)
