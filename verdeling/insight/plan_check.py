"""A plan made elsewhere as a table: recognise it, read it, and tell what the check of it found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from verdeling.errors import DataError, Probleem, VerdelingError
from verdeling.inputs.checks import contradictions, is_getallenkolom, plek
from verdeling.inputs.dataframes import Kaders
from verdeling.inputs.names import tell
from verdeling.inputs.reader import Onleesbaar, Tabel, read_table
from verdeling.insight.plan_figures import goal_value
from verdeling.insight.search import vind_gemeente
from verdeling.plan.questions.outside import CIJFERS, Buitenrij, Buitentoets, toets_plan

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.sleutel.indicatief import Indicatief
    from verdeling.verdeelmodel.model import Verdeelmodel

PLANKOLOMMEN: Final = ("plan", "nieuw")
"""What stands in a gemeente under the plan; or, in its absence, what is new there."""

SOMMEN: Final[tuple[tuple[tuple[str, str], str, int], ...]] = (
    (("bestaand", "nieuw"), "plan", 1),
    (("plan", "indicatief"), "verschil", -1),
)
"""What columns of verdeling.csv are to each other: two of them, their sum or difference, and the sign."""
GEHEEL: Final = re.compile(r"-?[0-9]{1,7}")
SAMENHANG: Final[tuple[str, ...]] = ("indicatief", "bestaand", "nieuw", "plan", "verschil")


@dataclass(frozen=True)
class Plantabel:
    """A table that holds a plan.

    Attributes
    ----------
    tabel
        Its rows of the task of the plan.
    kolom
        Column of places: ``plan`` or ``nieuw``.
    ook_cijfers
        Whether it holds indicative figures too.
    """

    tabel: Tabel
    kolom: str
    ook_cijfers: bool


def as_plan_table(
    pad: Path | Kaders, model: Verdeelmodel, taak: str | None, kolom: str | None
) -> Plantabel | None:
    """Read a table as a plan; None when the model has no plan or the table is about something else.

    Parameters
    ----------
    pad
        Csv or xlsx, or a table in memory, with a column `code` or `gemeente`, and `plan` or `nieuw`.
    taak, kolom
        What the user asked to check; None leaves it to the table.

    Raises
    ------
    DataError
        When the file cannot be read.
    """
    opdracht = model.plan
    if opdracht is None or taak not in (None, opdracht.taak):
        return None
    try:
        tabel = read_table(pad, ())
    except Onleesbaar as fout:
        raise DataError(fout.problemen) from None
    if "taak" in tabel.kop:
        van_taak = zip(tabel.rijen, tabel.kolom("taak"), strict=True)
        tabel = replace(tabel, rijen=tuple(r for r, naam in van_taak if naam == opdracht.taak))
    if not {"code", "gemeente"} & set(tabel.kop):
        return None
    for naam in PLANKOLOMMEN:
        gevraagd = kolom is None or kolom.casefold() == naam
        if gevraagd and naam in tabel.kop and is_getallenkolom(naam, tabel.kolom(naam)):
            return Plantabel(tabel, naam, kolom is None and "indicatief" in tabel.kop)
    return None


def check_plan_table(
    plan: Plantabel, model: Verdeelmodel, gegevens: Gegevens, indicatief: Indicatief, engine: str = "scip"
) -> Buitentoets:
    """Check the plan of a table against a model: rules, goals, differences and the smallest repair.

    Raises
    ------
    DataError
        With every row that cannot be used.
    Onoplosbaar
        When the model itself has no plan.
    """
    staat = _bestaand(model, gegevens, indicatief) if plan.kolom == "nieuw" else {}
    rijen, meldingen = _rijen(plan, gegevens, staat)
    toets = toets_plan(model, gegevens, indicatief, rijen, engine)
    spreekt = _tegenspraak(plan, rijen, toets)
    return replace(toets, meldingen=(*meldingen, *toets.meldingen), tegenspraak=spreekt)


def _tegenspraak(plan: Plantabel, rijen: Sequence[Buitenrij], toets: Buitentoets) -> tuple[Probleem, ...]:
    """Rows in which the columns beside the one that is used say something else.

    A copy of verdeling.csv has what stands, what is new and their sum: a digit that changed in one of them
    leaves a plan that is right and a table that is not.
    """
    tabel, data = plan.tabel, toets.optimum.programma.data
    kolommen = {k: tabel.kolom(k) for k in SAMENHANG if k in tabel.kop}
    per_rij = {r.waar: r for r in rijen if not r.gezamenlijk}
    sluit = toets.optimum.programma.opbouw.sluiten
    gevonden = []
    for i in range(len(tabel.rijen)):
        rij = per_rij.get(plek(tabel, i, plan.kolom))
        cellen = {k: cel for k, cellen in kolommen.items() if (cel := cellen[i])}
        cijfers = {k: int(c) for k, c in cellen.items() if GEHEEL.fullmatch(c)}
        if rij is None:
            continue
        for links, rechts, teken in SOMMEN:
            if {*links, rechts} <= cijfers.keys():
                som = cijfers[links[0]] + teken * cijfers[links[1]]
                if som != cijfers[rechts]:
                    wat = (" + " if teken > 0 else " − ").join(links)
                    waar = plek(tabel, i, rechts)
                    getallen = {"links": wat, "som": som, "rechts": rechts, "waarde": cijfers[rechts]}
                    gevonden.append(Probleem.van("V804", waar, **getallen))
        staat = int(data.bestaand[data.nummer[rij.code]])
        if not sluit and cijfers.get("bestaand", staat) != staat:
            getallen = {"naam": data.naam(rij.code), "waarde": cijfers["bestaand"], "staat": staat}
            gevonden.append(Probleem.van("V805", plek(tabel, i, "bestaand"), **getallen))
    return tuple(gevonden)


def _teksten(problemen: Sequence[Probleem]) -> list[dict[str, str]]:
    return [{"code": m.code, "waar": m.waar, "nl": m.tekst("nl"), "en": m.tekst("en")} for m in problemen]


def _bestaand(model: Verdeelmodel, gegevens: Gegevens, indicatief: Indicatief) -> Mapping[str, int]:
    from verdeling.plan.read import read_plan_data

    data = read_plan_data(model, gegevens, indicatief)
    return dict(zip(data.codes, data.bestaand.tolist(), strict=True))


def _rijen(
    plan: Plantabel, gegevens: Gegevens, bij: Mapping[str, int]
) -> tuple[tuple[Buitenrij, ...], list[Probleem]]:
    """Rows with a number, a gemeente by code or full name; and how names were read."""
    tabel, problemen, rijen, gelezen = plan.tabel, [], [], []
    naamkolom = "code" if "code" in tabel.kop else "gemeente"
    in_provincie = tabel.kolom("provincie" if naamkolom == "gemeente" else "")
    kolommen = (tabel.kolom(k) for k in (naamkolom, plan.kolom, "gezamenlijk"))
    for i, (provincie, naam, aantal, gezamenlijk) in enumerate(zip(in_provincie, *kolommen, strict=True)):
        if not aantal:
            continue
        waar = plek(tabel, i, plan.kolom)
        if not (aantal.isascii() and aantal.isdigit() and len(aantal) <= CIJFERS):
            problemen.append(Probleem.van("V441", waar, waarde=aantal, cijfers=CIJFERS))
            continue
        try:
            gelezen.append(vind_gemeente(gegevens, naam, provincie, deel=False))
        except VerdelingError as fout:
            problemen += [p.op(waar) for p in fout.problemen]
            continue
        code = gelezen[-1].code
        if naamkolom == "code":
            problemen += contradictions(tabel, i, code, gegevens.namenboek)
        rijen.append(Buitenrij(waar, code, int(aantal) + bij.get(code, 0), gezamenlijk))
    if problemen:
        raise DataError(problemen)
    over = tabel.ongebruikt(("code", "gemeente", "provincie", "taak", "gezamenlijk", plan.kolom, *SAMENHANG))
    return tuple(rijen), [*tabel.meldingen, *over, *tell(gelezen, tabel.bestand)]


def toets_json(toets: Buitentoets) -> dict[str, Any]:
    """Give the outcome of the check as plain values."""
    data = toets.optimum.programma.data
    uitkomst = {d.name: d for d in toets.optimum.doelen}
    verschil = zip(toets.codes, toets.plaatsen, toets.optimum.plan, strict=True)
    wijziging = zip(toets.codes, toets.wijziging or (0,) * len(toets.codes), strict=True)
    return {
        "model_taak": toets.optimum.taak,
        "plaatsen": sum(n or 0 for n in toets.plaatsen),
        "overtredingen": [
            {
                "regel": o.regel,
                "waar": o.waar,
                "naam": data.naam(o.waar),
                "aantal": o.aantal,
                "eenheid": o.eenheid,
                "zin": o.zin.model_dump(),
            }
            for o in toets.overtredingen
        ],
        "doelen": [
            {
                "naam": d.naam,
                "waarde": goal_value(uitkomst[d.naam], d.waarde),
                "optimum": goal_value(uitkomst[d.naam], d.optimum),
            }
            for d in toets.doelen
        ],
        "verschillen": [
            {"code": code, "gemeente": data.naam(code), "plan": van, "optimum": naar}
            for code, van, naar in verschil
            if van is not None and van != naar
        ],
        "herstel": None
        if toets.herstel is None
        else [{"code": c, "gemeente": data.naam(c), "wijziging": w} for c, w in wijziging if w],
        "meldingen": _teksten(toets.meldingen),
        "niet_te_toetsen": _teksten(toets.onbepaald),
        "tegenspraak": _teksten(toets.tegenspraak),
    }
