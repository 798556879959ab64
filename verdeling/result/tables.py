"""The result as plain rows: per task and gemeente, per province, and as csv text, in a fixed order."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from verdeling.errors import VerdelingError
from verdeling.inputs.tables import Gegevens, Kolom
from verdeling.sleutel.indicatief import Indicatief, TaakUitkomst
from verdeling.terms import Niveau
from verdeling.texts.tekens import geen_formule, zichtbaar
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.taak import DelenAfronding

if TYPE_CHECKING:
    from verdeling.plan.plan import Plan

KOLOMMEN: Final = (
    "taak",
    "code",
    "gemeente",
    "provincie",
    "inwoners",
    "gewicht",
    "quotum",
    "indicatief",
    "bestaand",
    "gevraagd",
    "nieuw",
    "omgezet",
    "plan",
    "verschil",
    "uitkering_eur",
)
"""Columns of verdeling.csv; those from `bestaand` on are empty where a model has no plan."""

LEEG_ZONDER_PLAN: Final = (None,) * 7

Cel = str | int | Decimal | None
Rij = tuple[Cel, ...]


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """A task, or one part of a task, as the result shows it.

    Attributes
    ----------
    naam
        ``asielopvang`` or ``asielopvang/amv``.
    quota, aantallen
        Per gemeente, in the order of the task.
    totaal
        The declared total; None for what remains after the parts.
    """

    naam: str
    taak: TaakUitkomst
    quota: tuple[Fraction, ...]
    aantallen: tuple[int, ...]
    totaal: Fraction | None


def onderdelen(taak: TaakUitkomst) -> Iterator[Onderdeel]:
    """The task itself, then each of its parts.

    The unrounded figure of a part is the figure of the gemeente × total of the part / total of the task
    (under controlled rounding: / sum of all figures); what remains is the figure minus the other parts.
    """
    yield Onderdeel(taak.naam, taak, taak.quota, taak.aantallen, Fraction(taak.totaal))
    if taak.taak.delen is None:
        return
    totalen = taak.taak.delen.totalen
    gecontroleerd = taak.taak.delen.afronding is DelenAfronding.GECONTROLEERD
    noemer = sum(taak.aantallen) if gecontroleerd else taak.totaal
    over = [Fraction(n) for n in taak.aantallen]
    for naam, aantallen in taak.delen.items():
        if naam in totalen:
            factor = totalen[naam].waarde / noemer if noemer else Fraction(0)
            quota = tuple([n * factor for n in taak.aantallen])
            over = [o - q for o, q in zip(over, quota, strict=True)]
            yield Onderdeel(f"{taak.naam}/{naam}", taak, quota, aantallen, totalen[naam].waarde)
        else:
            yield Onderdeel(f"{taak.naam}/{naam}", taak, tuple(over), aantallen, None)


def decimaal(waarde: Fraction, decimalen: int) -> Decimal:
    """Write an exact fraction with a fixed number of decimals, half-even."""
    return Decimal(round(waarde * 10**decimalen)).scaleb(-decimalen)


def _gewicht(teller: int, noemer: int) -> Decimal:
    """A weight with at most twelve decimals and no trailing zeros."""
    waarde = decimaal(Fraction(teller, noemer), 12).normalize()
    return waarde.quantize(Decimal(1)) if waarde == waarde.to_integral_value() else waarde


def inwonerkolom(taak: TaakUitkomst, model: Verdeelmodel, gegevens: Gegevens) -> Kolom | None:
    """Inhabitants as the key reads them, else of the date of the boundaries, else none."""
    for kolom in taak.gewichten.gebruikt:
        if kolom.naam == "inwoners":
            return kolom
    try:
        return gegevens.beperk(taak.codes).kolom("inwoners", model.grenzen)
    except VerdelingError:
        return None


def rijen(
    model: Verdeelmodel, gegevens: Gegevens, indicatief: Indicatief, plan: Plan | None = None
) -> list[Rij]:
    """All rows of verdeling.csv: by task in the order of the model, then by gemeentecode."""
    provincie = dict(zip(gegevens.codes, gegevens.gebied(Niveau.PROVINCIE), strict=True))
    uit: list[Rij] = []
    for taak in indicatief.taken.values():
        sleutel = taak.niveaus[-1].sleutel
        kolom = inwonerkolom(taak, model, gegevens)
        inwoners = [None] * len(taak.codes) if kolom is None else _waarden(kolom)
        gewichten = [_gewicht(t, sleutel.noemer) for t in sleutel.tellers]
        provincies = [gegevens.gebiedsnaam[provincie[code]] for code in taak.codes]
        for deel in onderdelen(taak):
            uit += [
                (deel.naam, *vast, decimaal(quotum, 6), aantal, *van_plan)
                for *vast, quotum, aantal, van_plan in zip(
                    taak.codes,
                    indicatief.namen,
                    provincies,
                    inwoners,
                    gewichten,
                    deel.quota,
                    deel.aantallen,
                    _plankolommen(plan, deel.naam, taak.codes),
                    strict=True,
                )
            ]
    return uit


def _plankolommen(plan: Plan | None, naam: str, codes: Sequence[str]) -> list[tuple[int | None, ...]]:
    """The last seven columns of each gemeente; empty for a task or part that the plan is not about."""
    if plan is None or naam != plan.taak:
        return [LEEG_ZONDER_PLAN] * len(codes)
    euro = plan.uitkering_eur or (None,) * len(plan.codes)
    reeksen = (plan.bestaand, plan.gevraagd, plan.nieuw, plan.omgezet, plan.plan, plan.verschil, euro)
    per_code = dict(zip(plan.codes, zip(*reeksen, strict=True), strict=True))
    # Where a provincie has no plan the others may have one.
    return [per_code.get(code, LEEG_ZONDER_PLAN) for code in codes]


def _waarden(kolom: Kolom) -> list[Any]:
    if kolom.noemer == 1:
        return list(kolom.tellers)
    return [None if t is None else _gewicht(t, kolom.noemer) for t in kolom.tellers]


def csv_bytes(kop: Sequence[str], regels: Iterable[Rij], *, excel_nl: bool = False) -> bytes:
    """Csv in UTF-8.

    Parameters
    ----------
    kop, regels
        Header and rows; None is an empty cell.
    excel_nl
        False: RFC 4180 with comma and decimal point. True: what Dutch Excel opens by itself (semicolon,
        decimal comma, byte order mark).

    Text that a spreadsheet would take for a formula, or that steers a terminal, is made harmless.
    """
    tekst = io.StringIO(newline="")
    schrijver = csv.writer(tekst, delimiter=";" if excel_nl else ",", lineterminator="\r\n")
    schrijver.writerow([_cel(cel, excel_nl) for cel in kop])
    schrijver.writerows([[_cel(cel, excel_nl) for cel in regel] for regel in regels])
    return tekst.getvalue().encode("utf-8-sig" if excel_nl else "utf-8")


def _cel(cel: Cel, excel_nl: bool) -> str:
    if cel is None:
        return ""
    if isinstance(cel, Decimal):
        tekst = format(cel, "f")
        return tekst.replace(".", ",") if excel_nl else tekst
    return geen_formule(zichtbaar(cel)) if isinstance(cel, str) else str(cel)


def provincierijen(
    model: Verdeelmodel, gegevens: Gegevens, indicatief: Indicatief
) -> tuple[tuple[str, ...], list[Rij]]:
    """Header and rows per task or part and province: code, name, inhabitants, unrounded, whole number."""
    uit: list[Rij] = []
    for taak in indicatief.taken.values():
        ligging = taak.ligging[Niveau.PROVINCIE]
        kolom = inwonerkolom(taak, model, gegevens)
        inwoners = {} if kolom is None else per_gebied(ligging, kolom.tellers)
        for deel in onderdelen(taak):
            uit += [
                (deel.naam, code, gegevens.gebiedsnaam[code], inwoners.get(code), decimaal(quotum, 6), aantal)
                for code, aantal, quotum in provinciecijfers(deel)
            ]
    return ("taak", "code", "provincie", "inwoners", "quotum", "indicatief"), uit


def provinciecijfers(deel: Onderdeel) -> list[tuple[str, int, Fraction]]:
    """Code, whole number and unrounded figure per province.

    Those of the province itself where the task divides over provinces, else the sums over its gemeenten.
    """
    if deel.naam == deel.taak.naam:
        eigen = deel.taak.gebieden[Niveau.PROVINCIE]
        return list(zip(eigen.codes, eigen.aantallen, eigen.quota, strict=True))
    ligging = deel.taak.ligging[Niveau.PROVINCIE]
    aantallen, quota = per_gebied(ligging, deel.aantallen), per_gebied(ligging, deel.quota)
    return [(code, aantallen[code], quota[code]) for code in sorted(aantallen)]


def per_gebied(ligging: Sequence[str], waarden: Sequence[Any]) -> dict[str, Any]:
    """Sum per area; missing as soon as one value is missing."""
    som: dict[str, Any] = {}
    for code, waarde in zip(ligging, waarden, strict=True):
        oud = som.get(code, 0)
        som[code] = None if oud is None or waarde is None else oud + waarde
    return som
