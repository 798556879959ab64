"""What can be wrong with locations: each with its file, row and column."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from verdeling.errors import Problem
from verdeling.inputs.tables import Gegevens
from verdeling.terms import Niveau
from verdeling.tijdplan.locations import LocationRow
from verdeling.verdeelmodel.tijdplan import Afspraak, Tijdopdracht


def check(rows: Sequence[LocationRow], task_order: Tijdopdracht, data: Gegevens) -> list[Problem]:
    """All problems of all locations."""
    problems = [p for row in rows for p in _een(row, task_order, data)]
    per_locatie: dict[tuple[str | None, str], list[LocationRow]] = defaultdict(list)
    for row in rows:
        per_locatie[row.locatie.code, row.locatie.locatie].append(row)
    for together in per_locatie.values():
        problems += _overlap(together)
        problems += _conversions(together, task_order)
    return problems


def _een(row: LocationRow, task_order: Tijdopdracht, data: Gegevens) -> Iterator[Problem]:
    """Problems of one row on its own."""
    loc = row.locatie
    yield from _gebied(row, task_order, data)
    for column, kind in (("soort", loc.soort), ("omzetting_van", loc.omzetting_van)):
        if kind is not None and kind not in task_order.opvangsoorten:
            yield Problem.van(
                "V486", row.waar(column), soort=kind, bekend=", ".join(task_order.opvangsoorten)
            )
    if loc.tot_en_met is not None and loc.tot_en_met < loc.van:
        yield Problem.van("V484", row.waar("tot_en_met"), van=loc.van, tot=loc.tot_en_met)
    extend = loc.verlengbaar_tot_en_met
    if extend is not None and (loc.tot_en_met is None or extend <= loc.tot_en_met):
        yield Problem.van(
            "V485", row.waar("verlengbaar_tot_en_met"), verleng=extend, tot=loc.tot_en_met or "–"
        )
    contract = loc.afspraak is Afspraak.CONTRACT
    duration = loc.minstens_maanden > 1 or loc.hoogstens_maanden is not None
    if duration and (contract or loc.omzetting_van is not None):
        yield Problem.van("V495", row.waar("minstens_maanden"))
    elif loc.hoogstens_maanden is not None and loc.hoogstens_maanden < loc.minstens_maanden:
        yield Problem.van(
            "V494",
            row.waar("hoogstens_maanden"),
            hoogstens=loc.hoogstens_maanden,
            minstens=loc.minstens_maanden,
        )
    if contract and loc.omzetting_van is not None:
        yield Problem.van("V493", row.waar("afspraak"))


def _gebied(row: LocationRow, task_order: Tijdopdracht, data: Gegevens) -> Iterator[Problem]:
    """Gemeenten exist on these boundaries and lie in one area."""
    if row.locatie.code is None:
        return
    codes = row.locatie.code.split("+")
    unknown = [code for code in codes if code not in data.codes]
    for code in unknown:
        yield Problem.van("V487", row.waar("code"), gm=code, dag=data.peildatum)
    if not unknown and len(set(gebieden_van(codes, task_order.niveau, data))) > 1:
        yield Problem.van("V499", row.waar("code"), codes=" + ".join(codes), niveau=task_order.niveau.value)


def gebieden_van(codes: Sequence[str], niveau: Niveau, data: Gegevens) -> list[str]:
    """Area of each gemeente."""
    area = dict(zip(data.codes, data.gebied(niveau), strict=True))
    return [area[code] for code in codes]


def _overlap(together: Sequence[LocationRow]) -> Iterator[Problem]:
    """Contracts of one location that hold on the same day, listed extensions included."""
    contracten = [r for r in together if r.locatie.afspraak is Afspraak.CONTRACT]
    contracten.sort(key=lambda r: r.locatie.van)
    for i, second in enumerate(contracten[1:], start=1):
        first = max(contracten[:i], key=last_day)
        end = last_day(first)
        if end >= second.locatie.van:
            yield Problem.van(
                "V488",
                second.waar("van"),
                locatie=second.locatie.locatie,
                van=second.locatie.van,
                ander=first.bestand.rstrip(":."),
                einde=end if end < dt.date.max else "–",
            )


def last_day(row: LocationRow) -> dt.date:
    """Last day that is agreed, extension included."""
    loc = row.locatie
    return loc.verlengbaar_tot_en_met or loc.tot_en_met or dt.date.max


def _conversions(together: Sequence[LocationRow], task_order: Tijdopdracht) -> Iterator[Problem]:
    """A conversion starts from a kind that the location has, and goes up."""
    for row in together:
        loc = row.locatie
        if (
            loc.afspraak is Afspraak.CONTRACT
            or loc.omzetting_van not in task_order.opvangsoorten
            or loc.soort not in task_order.opvangsoorten
        ):
            continue
        van, naar = task_order.opvangsoorten[str(loc.omzetting_van)], task_order.opvangsoorten[loc.soort]
        if naar.rang <= van.rang:
            yield Problem.van("V490", row.waar("soort"), van=loc.omzetting_van, naar=loc.soort)
        elif bron(row, together) is None:
            yield Problem.van("V498", row.waar("omzetting_van"), locatie=loc.locatie, soort=loc.omzetting_van)


def bron(row: LocationRow, together: Sequence[LocationRow]) -> LocationRow | None:
    """The row whose places a conversion uses: the latest of its kind that starts no later."""
    past = [
        r
        for r in together
        if r is not row and r.locatie.soort == row.locatie.omzetting_van and r.locatie.van <= row.locatie.van
    ]
    return max(past, key=lambda r: r.locatie.van, default=None)
