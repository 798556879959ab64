"""The result as plain rows: csv text, province totals, diagnostics and trail, exact and in a fixed order."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from verdeling.errors import VerdelingError
from verdeling.inputs.register import data_map
from verdeling.inputs.tables import Gegevens, Kolom
from verdeling.insight.explain import waarschuwing
from verdeling.output.manifest import sha256
from verdeling.sleutel.indicatief import GelijkeGebieden, Indicatief, TaakUitkomst
from verdeling.sleutel.spoor import Herkomst
from verdeling.terms import Niveau
from verdeling.texts import Lang, say
from verdeling.trace import Spoor
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

SOORTEN: Final = (".csv", ".xlsx")
"""Kinds of data files."""
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
                    _plankolommen(plan, deel.naam, len(taak.codes)),
                    strict=True,
                )
            ]
    return uit


def _plankolommen(plan: Plan | None, naam: str, aantal: int) -> list[tuple[int | None, ...]]:
    """The last seven columns of each gemeente; empty for a task or part that the plan is not about."""
    if plan is None or naam != plan.taak:
        return [LEEG_ZONDER_PLAN] * aantal
    euro = plan.uitkering_eur or (None,) * aantal
    return list(
        zip(
            plan.bestaand,
            plan.gevraagd,
            plan.nieuw,
            plan.omgezet,
            plan.plan,
            plan.verschil,
            euro,
            strict=True,
        )
    )


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
        decimal comma, byte order mark), with text that Excel would take for a formula made harmless.
    """
    tekst = io.StringIO(newline="")
    schrijver = csv.writer(tekst, delimiter=";" if excel_nl else ",", lineterminator="\r\n")
    schrijver.writerow(kop)
    schrijver.writerows([[_cel(cel, excel_nl) for cel in regel] for regel in regels])
    return tekst.getvalue().encode("utf-8-sig" if excel_nl else "utf-8")


def _cel(cel: Cel, excel_nl: bool) -> str:
    if cel is None:
        return ""
    if isinstance(cel, Decimal):
        tekst = format(cel, "f")
        return tekst.replace(".", ",") if excel_nl else tekst
    if excel_nl and isinstance(cel, str) and cel[:1] in {"=", "+", "-", "@"}:
        return f"'{cel}"
    return str(cel)


def diagnostics(
    model: Verdeelmodel, gegevens: Gegevens, indicatief: Indicatief, plan: Plan | None = None
) -> dict[str, Any]:
    """What a reader must know beside the figures: sums, goals, ties, open items, worth of the data."""
    return {
        "model": model.naam,
        "titel": model.titel.model_dump(),
        "omschrijving": model.omschrijving.model_dump(),
        "status": model.status,
        "gemeenten": len(indicatief.codes),
        "gemeenten_verwacht": gegevens.verwacht,
        "taken": {naam: _taakcijfers(taak) for naam, taak in indicatief.taken.items()},
        **_planblok(plan),
        "open": [punt.model_dump(mode="json") for punt in model.open],
        "gegevens": [
            kolom.bron.model_dump(mode="json")
            for kolom in (*gebruikt(indicatief), *_plankolommen_bron(plan, gegevens))
        ],
        "meldingen": [
            {"code": m.code, "waar": m.waar, "nl": m.tekst("nl"), "en": m.tekst("en")}
            for m in gegevens.meldingen
        ],
    }


def _planblok(plan: Plan | None) -> dict[str, Any]:
    if plan is None:
        return {"doelen": []}
    from verdeling.insight.plan_cijfers import doelen_json, plancijfers, provinciecijfers

    return {
        "doelen": doelen_json(plan),
        "plan": {
            "taak": plan.taak,
            "bewezen": plan.bewijs.bewezen,
            "eenduidig": plan.bewijs.uniek,
            "officieel": plan.bewijs.tweede is not None,
            "cijfers": plancijfers(plan).als_json(),
            "provincies": [asdict(cijfer) for cijfer in provinciecijfers(plan)],
        },
    }


def _plankolommen_bron(plan: Plan | None, gegevens: Gegevens) -> list[Kolom]:
    if plan is None:
        return []
    from verdeling.insight.plan_cijfers import plankolommen

    return plankolommen(plan, gegevens)


def gebruikt(indicatief: Indicatief) -> list[Kolom]:
    """Each column that a key of the model reads, once."""
    kolommen = {
        (kolom.naam, kolom.peildatum): kolom
        for taak in indicatief.taken.values()
        for gewichten in (taak.gewichten, *(niveau.sleutel for niveau in taak.niveaus))
        for kolom in gewichten.gebruikt
    }
    return list(kolommen.values())


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
    """Code, whole number and unrounded figure per province: the sums over its gemeenten."""
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


def meldingen(
    model: Verdeelmodel,
    gegevens: Gegevens,
    indicatief: Indicatief,
    lang: Lang,
    plan: Plan | None = None,
    *,
    kort: bool = False,
) -> list[str]:
    """Say in sentences what a reader must know beside the figures.

    With `kort` the open items share one line without their reasons, and so do notices of one kind.
    """
    uit = [say("uitkomst.status", lang, status=say(f"insight.status.{model.status}", lang))]
    afwezig = gegevens.verwacht - len(gegevens.codes)
    if afwezig:
        uit.append(say("uitkomst.afwezig", lang, afwezig=afwezig, verwacht=gegevens.verwacht))
    for taak in indicatief.taken.values():
        for deel in onderdelen(taak):
            som = sum(deel.aantallen)
            if deel.totaal is not None and som != deel.totaal:
                totaal = exact(deel.totaal)
                verschil = exact(som - deel.totaal)
                uit.append(
                    say("uitkomst.verschil", lang, taak=deel.naam, som=som, totaal=totaal, verschil=verschil)
                )
        uit += [_gelijkstand(taak, gelijk, gegevens, lang) for gelijk in taak.gelijken]
    uit += _open_punten(model, lang, kort=kort)
    van_plan = _plankolommen_bron(plan, gegevens)
    if van_plan:
        # The first is the column of places that stand; every plan has the rule that names it.
        bron = f"{van_plan[0].bron.uitgever}, {van_plan[0].bron.tabel}"
        uit.append(say("uitkomst.capaciteit", lang, bron=bron))
    kolommen = [*gebruikt(indicatief), *van_plan]
    uit += [tekst for kolom in kolommen if (tekst := waarschuwing(kolom, lang))]
    per_soort: dict[str, list[str]] = {}
    for melding in (*gegevens.meldingen, *(m for k in kolommen for m in k.meldingen)):
        per_soort.setdefault(melding.code, []).append(melding.tekst(lang))
    for eerste, *meer in per_soort.values():
        if kort and meer:
            uit.append(say("uitkomst.zulke", lang, eerste=eerste, aantal=len(meer)))
        else:
            uit += [eerste, *meer]
    return uit


def _open_punten(model: Verdeelmodel, lang: Lang, *, kort: bool) -> list[str]:
    wat = [getattr(punt.wat, lang) for punt in model.open]
    if kort:
        return [say("uitkomst.open_kort", lang, aantal=len(wat), wat=" ".join(wat))] if wat else []
    redenen = [getattr(punt.reden, lang) for punt in model.open]
    return [say("uitkomst.open", lang, wat=w, reden=r) for w, r in zip(wat, redenen, strict=True)]


def _gelijkstand(taak: TaakUitkomst, gelijk: GelijkeGebieden, gegevens: Gegevens, lang: Lang) -> str:
    namen = gegevens.gebiedsnaam
    return say(
        "uitkomst.gelijkstand",
        lang,
        taak=taak.naam,
        kandidaten=", ".join(namen[c] for c in gelijk.kandidaten),
        toegewezen=", ".join(namen[c] for c in gelijk.toegewezen),
    )


def gegevens_hash(gegevens: Gegevens) -> dict[str, str]:
    """Checksum of every data file that was read: those of the user's folder, and the shipped ones.

    The shipped files are left out when the folder brings gemeenten of its own, for then they are not read.
    """
    mappen = [data_map()]
    if gegevens.map is not None:
        eigen = any((gegevens.map / f"gemeenten{s}").is_file() for s in SOORTEN)
        mappen = [gegevens.map] if eigen else [*mappen, gegevens.map]
    return {
        pad.relative_to(folder).as_posix(): sha256(pad.read_bytes())
        for folder in mappen
        for pad in sorted(folder.rglob("*"))
        if pad.suffix.lower() in SOORTEN
    }


def _taakcijfers(taak: TaakUitkomst) -> dict[str, Any]:
    return {
        "eenheid": taak.taak.eenheid,
        "totaal": exact(taak.totaal),
        "som": sum(taak.aantallen),
        "verschil": exact(taak.verschil),
        "delen": {
            naam: {"som": sum(aantallen), "verschil": exact(taak.verschil_delen.get(naam))}
            for naam, aantallen in taak.delen.items()
        },
        "niveaus": [
            {"niveau": n.niveau, "afronding": n.regel.afronding, "verschil": exact(n.verschil)}
            for n in taak.niveaus
        ],
        "gelijkstanden": [
            {
                "niveau": g.niveau,
                "kandidaten": list(g.kandidaten),
                "toegewezen": list(g.toegewezen),
                "plaatsen": g.plaatsen,
            }
            for g in taak.gelijken
        ],
    }


def exact(waarde: Any) -> Any:  # noqa: ANN401
    """JSON form of a value: whole numbers as they are, exact fractions as text, containers inside out."""
    if isinstance(waarde, Fraction):
        return int(waarde) if waarde.denominator == 1 else str(waarde)
    if isinstance(waarde, Mapping):
        return {str(k): exact(v) for k, v in waarde.items()}
    if isinstance(waarde, list | tuple):
        return [exact(v) for v in waarde]
    return waarde if isinstance(waarde, int | str | None) else str(waarde)


def spoor_json(spoor: Spoor, bron: Herkomst | None = None) -> dict[str, Any]:
    """One trail with the source values that it starts from: every fraction exact, as text.

    The trail of a plan number starts from the indicative figure and has no source values of its own.
    """
    return {
        "taak": spoor.taak.replace(".", "/", 1),
        "code": spoor.code,
        "waarden": [
            {
                "kolom": kolom.naam,
                "waarde": str(waarde),
                "bron": f"{kolom.bron.uitgever}, {kolom.bron.tabel}",
                "peildatum": None if kolom.peildatum is None else kolom.peildatum.isoformat(),
            }
            for kolom, waarde in (() if bron is None else bron.waarden)
        ],
        "start": str(spoor.start),
        "stappen": [
            {
                "soort": stap.soort,
                "bijdrage": str(stap.bijdrage),
                "gegevens": exact(stap.gegevens),
                "grondslag": stap.grondslag and stap.grondslag.model_dump(mode="json", exclude_none=True),
            }
            for stap in spoor.stappen
        ],
        "uitkomst": str(spoor.uitkomst),
    }


def sporen_bytes(sporen: Iterable[tuple[Spoor, Herkomst | None]]) -> bytes:
    """Give trace.jsonl: one trail per line."""
    regels = (json.dumps(spoor_json(*paar), ensure_ascii=False) + "\n" for paar in sporen)
    return "".join(regels).encode("utf-8")
