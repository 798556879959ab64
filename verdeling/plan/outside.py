"""A plan made elsewhere: which rules it breaks, what its goals are worth, and the smallest repair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from verdeling.errors import DataError, Onoplosbaar, Probleem
from verdeling.plan.build import Planprogram, bouw_program
from verdeling.plan.data import Plandata
from verdeling.plan.elastic import elastisch
from verdeling.plan.goals import Ints, Waarde, ints
from verdeling.plan.lezen import lees_plandata
from verdeling.plan.plan import Plan, los_plan
from verdeling.plan.solve import solve
from verdeling.terms import Kort
from verdeling.verdeelmodel.model import Planopdracht, Tekst, Verdeelmodel

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.sleutel.indicatief import Indicatief

CIJFERS: Final = 7
"""Most digits of a number of places: more is no plan but a slip."""


@dataclass(frozen=True, slots=True)
class Buitenrij:
    """One row of a plan made elsewhere.

    Attributes
    ----------
    waar
        Place in the file, for problems.
    code
        Gemeentecode.
    plan
        Places that stand there under the plan, K + n; of a joint site the places of the site.
    gezamenlijk
        Name of the joint site that the row is about; empty for places of the gemeente itself.
    """

    waar: str
    code: str
    plan: int
    gezamenlijk: str = ""


@dataclass(frozen=True)
class Overtreding:
    """A row of a rule that the plan breaks, and by how much."""

    regel: str
    waar: str
    aantal: int
    eenheid: str
    zin: Tekst


@dataclass(frozen=True)
class Doelvergelijking:
    """A goal of the plan made elsewhere beside the optimum."""

    naam: str
    waarde: Waarde | None
    optimum: Waarde | None


@dataclass(frozen=True, eq=False, repr=False)
class Buitentoets(Kort):
    """Outcome of the check; every tuple per gemeente is in the order of `codes`.

    Attributes
    ----------
    codes
        Gemeentecodes.
    plaatsen
        Places that stand under the plan made elsewhere, joint sites counted once.
    overtredingen
        Rows of rules that it breaks; with the flows that break them least.
    doelen
        Its goal values beside the optimum, with the flows that serve the goals best.
    optimum
        The model's own plan.
    verschil
        Plan made elsewhere minus the model's own plan.
    herstel
        The plan that keeps all rules and differs least; None when there is none.
    wijziging
        Repair minus the plan made elsewhere.
    meldingen
        Joint sites and other things that a reader must see.
    """

    codes: tuple[str, ...]
    plaatsen: tuple[int, ...]
    overtredingen: tuple[Overtreding, ...]
    doelen: tuple[Doelvergelijking, ...]
    optimum: Plan
    verschil: tuple[int, ...]
    herstel: Plan | None
    wijziging: tuple[int, ...]
    meldingen: tuple[Probleem, ...]


def tel(rijen: Sequence[Buitenrij], data: Plandata) -> tuple[Ints, tuple[Probleem, ...]]:
    """Places per gemeente; a joint site counts once, where the first of its gemeenten by code is.

    A gemeente that is not named keeps what stands; −1 in a provincie of which none is named.

    Raises
    ------
    DataError
        Unknown gemeenten, and gemeenten that stand twice with places of their own.
    """
    problemen: list[Probleem] = []
    meldingen: list[Probleem] = []
    plaatsen = np.full(data.aantal, -1, dtype=np.int64)
    samen: dict[str, list[Buitenrij]] = {}
    for rij in rijen:
        if rij.code not in data.nummer:
            problemen.append(Probleem.van("V450", rij.waar, gemeente=rij.code))
        elif rij.gezamenlijk:
            samen.setdefault(rij.gezamenlijk, []).append(rij)
        elif plaatsen[data.nummer[rij.code]] >= 0:
            problemen.append(Probleem.van("V443", rij.waar, naam=data.naam(rij.code)))
        else:
            plaatsen[data.nummer[rij.code]] = rij.plan
    if problemen:
        raise DataError(problemen)
    for naam, leden in sorted(samen.items()):
        plek = data.nummer[min(r.code for r in leden)]
        eens, som = max(r.plan for r in leden), sum(r.plan for r in leden)
        plaatsen[plek] = max(0, int(plaatsen[plek])) + eens
        for r in leden:
            plaatsen[data.nummer[r.code]] = max(0, int(plaatsen[data.nummer[r.code]]))
        wie = ", ".join(data.naam(r.code) for r in leden)
        meldingen.append(Probleem.van("V444", naam, wie=wie, eens=eens, som=som, plek=data.namen[plek]))
    genoemd = np.zeros(len(data.provincies), dtype=bool)
    genoemd[data.provincie[plaatsen >= 0]] = True
    leeg = np.flatnonzero((plaatsen < 0) & genoemd[data.provincie])
    if len(leeg):
        meldingen.append(Probleem.van("V445", aantal=len(leeg)))
        plaatsen[leeg] = data.bestaand[leeg]
    if not genoemd.all():
        namen = ", ".join(data.naam(data.provincies[p]) for p in np.flatnonzero(~genoemd))
        meldingen.append(Probleem.van("V447", namen))
    return ints(plaatsen), tuple(meldingen)


def toets_plan(
    model: Verdeelmodel,
    gegevens: Gegevens,
    indicatief: Indicatief,
    rijen: Sequence[Buitenrij],
    engine: str = "scip",
) -> Buitentoets:
    """Check a plan made elsewhere against a model.

    Parameters
    ----------
    model, gegevens, indicatief
        As for :func:`verdeling.plan.plan.maak_plan`.
    rijen
        The plan made elsewhere; gemeenten that it does not mention keep what stands, and a provincie of which
        it mentions none, as in the report of another provincie, has the plan of the model.

    Raises
    ------
    DataError, ModelError
        What cannot be read.
    Onoplosbaar
        When the model itself has no plan.
    """
    data = lees_plandata(model, gegevens, indicatief)
    plaatsen, meldingen = tel(rijen, data)
    assert model.plan is not None, "lees_plandata refuses a model without a plan"
    return beoordeel(data, model.plan, plaatsen, meldingen, engine)


def beoordeel(
    data: Plandata, opdracht: Planopdracht, plaatsen: Ints, meldingen: tuple[Probleem, ...], engine: str
) -> Buitentoets:
    """Check places per gemeente against the rules and goals of a plan; see :func:`toets_plan`."""
    optimum = los_plan(data, opdracht, engine)
    plaatsen = ints(np.where(plaatsen < 0, optimum.plan, plaatsen))
    overtredingen, waarden = _overtredingen(data, opdracht, plaatsen, engine)
    doelen = tuple(
        Doelvergelijking(d.naam, waarden.get(d.naam), d.waarde)
        for d in optimum.doelen
        if d.naam != "volgorde"
    )
    herstel = _herstel(data, opdracht, plaatsen, engine)
    gegeven = plaatsen.tolist()
    beter = gegeven if herstel is None else herstel.plan
    return Buitentoets(
        codes=data.codes,
        plaatsen=tuple(gegeven),
        overtredingen=overtredingen,
        doelen=doelen,
        optimum=optimum,
        verschil=tuple(a - b for a, b in zip(gegeven, optimum.plan, strict=True)),
        herstel=herstel,
        wijziging=tuple(b - a for a, b in zip(gegeven, beter, strict=True)),
        meldingen=meldingen,
    )


def _herstel(data: Plandata, opdracht: Planopdracht, plaatsen: Ints, engine: str) -> Plan | None:
    """The plan that keeps every rule and differs least from `plaatsen`."""
    rest = [d for d in opdracht.doelen if d not in ("tekort", "verandering")]
    tekort = ["tekort"] if "tekort" in opdracht.doelen else []
    anders = opdracht.model_copy(update={"doelen": (*tekort, "verandering", *rest)})
    try:
        return los_plan(replace(data, eerder=plaatsen), anders, engine)
    except Onoplosbaar:
        return None


def _overtredingen(
    data: Plandata, opdracht: Planopdracht, plaatsen: Ints, engine: str
) -> tuple[tuple[Overtreding, ...], Mapping[str, Waarde | None]]:
    """Rows that are broken when these places stand, and the goal values with the best flows."""
    pp = bouw_program(data, opdracht, los=True)
    o = pp.opbouw
    gevonden: list[Overtreding] = []
    onder, boven = pp.program.onder.copy(), pp.program.boven.copy()
    nieuw = np.maximum(0, plaatsen - data.bestaand)
    for g in range(data.aantal):
        n, k = int(o.kolom["n"][g]), int(o.kolom["k"][g]) if o.sluiten else -1
        if k >= 0:
            onder[k] = boven[k] = min(int(plaatsen[g]), int(data.bestaand[g]))
        elif plaatsen[g] < data.bestaand[g]:
            te_kort = int(data.bestaand[g] - plaatsen[g])
            gevonden.append(_overtreding(pp, "bestaande_capaciteit", data.codes[g], te_kort, "plaatsen"))
        if n >= 0:
            onder[n] = boven[n] = nieuw[g]
            mijn = o.f[o.h == g]
            boven[mijn] = np.maximum(boven[mijn], nieuw[g])
    for soort in ("e", "v_eerder"):
        # What follows from n must have room for any n.
        van = o.heeft(soort)
        if len(van):
            boven[o.kolom[soort][van]] = np.maximum(boven[o.kolom[soort][van]], plaatsen[van])
    gevonden += _te_veel(pp, nieuw)
    program = elastisch(replace(pp.program, onder=ints(onder), boven=ints(boven)))
    oplossing = solve(program.program, engine, benoem=data.gebied)
    for i, aantal in program.gebroken(oplossing.x):
        rij = pp.program.rijen[i]
        gevonden.append(_overtreding(pp, rij.regel, rij.waar, aantal, rij.eenheid))
    waarden = {d.naam: d.waarde for d in oplossing.doelen}
    return tuple(gevonden), waarden


def _te_veel(pp: Planprogram, nieuw: Ints) -> list[Overtreding]:
    """New places where the program has room for none: their provincie asks nothing."""
    data, geen = pp.data, pp.opbouw.kolom["n"] < 0
    over = data.per_provincie(np.where(geen, nieuw, 0))
    return [
        _overtreding(pp, "provincietotaal", data.provincies[p], int(over[p]), "plaatsen")
        for p in np.flatnonzero(over)
    ]


def _overtreding(pp: Planprogram, soort: str, waar: str, aantal: int, eenheid: str) -> Overtreding:
    regel = pp.regel(soort)
    assert regel is not None, "a broken row belongs to a rule of the model"
    zin = Tekst(nl=regel.zeg(pp.opbouw, waar, "nl"), en=regel.zeg(pp.opbouw, waar, "en"))
    return Overtreding(soort, waar, aantal, eenheid, zin)
