"""A plan made elsewhere: which rules it breaks, what its goals are worth, and the smallest repair."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from verdeling.errors import DataError, Onoplosbaar, Probleem, VerificatieFout
from verdeling.plan.build import Planprogram, build_program
from verdeling.plan.data import Plandata
from verdeling.plan.plan import Plan, los_plan
from verdeling.plan.questions.elastic import elastisch
from verdeling.plan.read import read_plan_data
from verdeling.plan.rules.basis import DEFINITIE, Planregel
from verdeling.solver.goals import Ints, SumGoal, Value, ints
from verdeling.solver.program import Program
from verdeling.solver.solving import solve
from verdeling.terms import Kort
from verdeling.verdeelmodel.model import Planopdracht, Verdeelmodel
from verdeling.verdeelmodel.tekst import Tekst

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.sleutel.indicatief import Indicatief

GENOEMD: Final = 4
"""Most gemeenten of which each is named where a rule cannot be judged."""
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
    waarde: Value | None
    optimum: Value | None


@dataclass(frozen=True, eq=False, repr=False)
class Buitentoets(Kort):
    """Outcome of the check; every tuple per gemeente is in the order of `codes`.

    Attributes
    ----------
    codes
        Gemeentecodes.
    plaatsen
        Places that stand under the plan made elsewhere, joint sites counted once; None where it says nothing.
    overtredingen
        Rows of rules that it breaks; with the flows that break them least.
    doelen
        Its goal values beside the optimum, with the flows that serve them best; of a part of a plan only
        those that are the same whatever comes where it says nothing.
    optimum
        The model's own plan.
    verschil
        Plan made elsewhere minus the model's own plan; 0 where the plan made elsewhere says nothing.
    herstel
        The plan that keeps all rules and differs least; None when there is none.
    wijziging
        Repair minus the plan made elsewhere.
    meldingen
        Joint sites and other things that a reader must see.
    onbepaald
        Rules that cannot be judged, per kind, and without whom.
    tegenspraak
        Rows of the table whose own columns contradict each other or the data.
    """

    codes: tuple[str, ...]
    plaatsen: tuple[int | None, ...]
    overtredingen: tuple[Overtreding, ...]
    doelen: tuple[Doelvergelijking, ...]
    optimum: Plan
    verschil: tuple[int, ...]
    herstel: Plan | None
    wijziging: tuple[int, ...]
    meldingen: tuple[Probleem, ...]
    onbepaald: tuple[Probleem, ...] = ()
    tegenspraak: tuple[Probleem, ...] = ()


def tel(rijen: Sequence[Buitenrij], data: Plandata) -> tuple[Ints, tuple[Probleem, ...]]:
    """Places per gemeente; a joint site counts once, where the first of its gemeenten by code is.

    −1 where a gemeente is not named: what stands there under the plan is not known, and not zero.

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
        As for :func:`verdeling.plan.plan.make_plan`.
    rijen
        The plan made elsewhere. What gemeenten provide that it does not mention is unknown; a provincie of
        which it mentions none, as in the report of another provincie, has the plan of the model.

    Raises
    ------
    DataError, ModelError
        What cannot be read.
    Onoplosbaar
        When the model itself has no plan.
    """
    data = read_plan_data(model, gegevens, indicatief)
    plaatsen, meldingen = tel(rijen, data)
    assert model.plan is not None, "read_plan_data refuses a model without a plan"
    return beoordeel(data, model.plan, plaatsen, meldingen, engine)


def beoordeel(
    data: Plandata, opdracht: Planopdracht, plaatsen: Ints, meldingen: tuple[Probleem, ...], engine: str
) -> Buitentoets:
    """Check places per gemeente against the rules and goals of a plan; see :func:`toets_plan`."""
    optimum = los_plan(data, opdracht, engine)
    genoemd = np.isin(data.provincie, data.provincie[plaatsen >= 0])
    plaatsen = ints(np.where((plaatsen < 0) & ~genoemd, optimum.plan, plaatsen))
    overtredingen, waarden, onbepaald = _breaches(data, opdracht, plaatsen, engine)
    doelen = tuple(
        Doelvergelijking(d.name, waarden.get(d.name), d.value) for d in optimum.doelen if d.name != "volgorde"
    )
    if not overtredingen:
        _alarm(optimum, doelen)
    if (plaatsen < 0).any():
        doelen = tuple(d for d in doelen if d.waarde is not None)
    herstel = _herstel(data, opdracht, plaatsen, engine)
    gegeven = [None if n < 0 else n for n in plaatsen.tolist()]
    beter = gegeven if herstel is None else herstel.plan
    return Buitentoets(
        codes=data.codes,
        plaatsen=tuple(gegeven),
        overtredingen=overtredingen,
        doelen=doelen,
        optimum=optimum,
        verschil=tuple(_min(a, b) for a, b in zip(gegeven, optimum.plan, strict=True)),
        herstel=herstel,
        wijziging=tuple(-_min(a, b) for a, b in zip(gegeven, beter, strict=True)),
        onbepaald=onbepaald,
        meldingen=meldingen,
    )


def _min(a: int | None, b: int | None) -> int:
    """Difference; nothing where one of the two is not known."""
    return 0 if a is None or b is None else a - b


def _alarm(optimum: Plan, doelen: Sequence[Doelvergelijking]) -> None:
    """A plan that keeps every rule cannot be better than the optimum: then the optimum is none.

    Raises
    ------
    VerificatieFout
        With the goal in which it is better (V823).
    """
    zin = {d.name: d.sense for d in optimum.doelen}
    for d in doelen:
        if d.waarde is None or d.optimum is None:
            return
        if d.waarde == d.optimum:
            continue
        meer = zin[d.naam] in ("max", "leximin")
        if (d.waarde > d.optimum) == meer:  # type: ignore[operator]  # values of one goal are of one kind
            getallen = {"waarde": str(d.waarde), "optimum": str(d.optimum), "motor": optimum.bewijs.engine}
            raise VerificatieFout.een("V823", d.naam, **getallen)
        return


def _herstel(data: Plandata, opdracht: Planopdracht, plaatsen: Ints, engine: str) -> Plan | None:
    """The plan that keeps every rule and differs least from `plaatsen`, where those are known."""
    rest = [d for d in opdracht.doelen if d not in ("tekort", "verandering")]
    tekort = ["tekort"] if "tekort" in opdracht.doelen else []
    anders = opdracht.model_copy(update={"doelen": (*tekort, "verandering", *rest)})
    try:
        return los_plan(replace(data, eerder=plaatsen), anders, engine)
    except Onoplosbaar:
        return None


def _breaches(
    data: Plandata, opdracht: Planopdracht, plaatsen: Ints, engine: str
) -> tuple[tuple[Overtreding, ...], Mapping[str, Value | None], tuple[Probleem, ...]]:
    """Rows that are broken when these places stand, goal values with the best flows, what cannot be judged.

    Where places are not known (−1) they are free: what is broken then is broken whatever comes there.
    """
    pp = build_program(data, opdracht, los=True)
    o = pp.opbouw
    gevonden: list[Overtreding] = []
    onder, boven = pp.program.lower.copy(), pp.program.upper.copy()
    nieuw = np.where(plaatsen < 0, 0, np.maximum(0, plaatsen - data.bestaand))
    for g in np.flatnonzero(plaatsen >= 0).tolist():
        n, k = int(o.kolom["n"][g]), int(o.kolom["k"][g]) if o.sluiten else -1
        if k >= 0:
            onder[k] = boven[k] = min(int(plaatsen[g]), int(data.bestaand[g]))
        elif plaatsen[g] < data.bestaand[g]:
            te_kort = int(data.bestaand[g] - plaatsen[g])
            gevonden.append(_breach(pp, pp.basis("plan_boven"), data.codes[g], te_kort, "plaatsen"))
        if n >= 0:
            onder[n] = boven[n] = nieuw[g]
            mijn = o.f[o.h == g]
            boven[mijn] = np.maximum(boven[mijn], nieuw[g])
    for soort in ("e", "v_eerder"):
        # What follows from n must have room for any n.
        van = o.heeft(soort)
        if len(van):
            boven[o.kolom[soort][van]] = np.maximum(boven[o.kolom[soort][van]], plaatsen[van])
    gevonden += _too_many(pp, nieuw)
    los = replace(pp.program, lower=ints(onder), upper=ints(boven))
    # A goal of a part of a plan has no one best value, so of that only what is broken is looked for.
    deel = bool((plaatsen < 0).any())
    program = elastisch(replace(los, goals=()) if deel else los)
    oplossing = solve(program.program, engine, describe=data.gebied)
    gebroken = dict(program.gebroken(oplossing.x))
    for i, aantal in gebroken.items():
        rij = pp.program.rows[i]
        gevonden.append(_breach(pp, pp.regel(rij.rule), rij.place, aantal, rij.unit))
    waarden: Mapping[str, Value | None] = {d.name: d.value for d in oplossing.goals}
    if deel and not gevonden:
        waarden = _vaststaand(los)
    return tuple(gevonden), waarden, _onbepaald(pp, plaatsen, set(gebroken))


def _vaststaand(program: Program) -> dict[str, Value | None]:
    """Sums whose every column has one possible value left, whatever the unknown ones become."""
    tight = program.arrays.tightened()
    if tight is None:
        return {}
    vast = tight.lower == tight.upper
    sommen = (d for d in program.goals if isinstance(d, SumGoal))
    return {d.name: d.value(tight.lower) for d in sommen if vast[d.columns].all()}


def _onbepaald(pp: Planprogram, plaatsen: Ints, gebroken: Collection[int]) -> tuple[Probleem, ...]:
    """Rules that cannot be judged, per kind: for whom, and without whom."""
    data, program = pp.data, pp.program
    onbekend = {data.codes[g] for g in np.flatnonzero(plaatsen < 0)}
    if not onbekend:
        return ()
    # What is asked is no number of the plan when it is computed before it.
    vast = {"r"} if pp.opbouw.r is not None else set()
    hangt = [
        onbekend.intersection(sleutel) if soort not in vast else set()
        for soort, sleutel in zip(program.kinds, program.keys, strict=True)
    ]
    voor: dict[str, dict[str, None]] = {}
    zonder: dict[str, set[str]] = {}
    for i, rij in enumerate(program.rows):
        mist = set().union(*(hangt[j] for j in program.columns[program.start[i] : program.start[i + 1]]))
        if mist and rij.rule != DEFINITIE and i not in gebroken:
            voor.setdefault(rij.rule, {})[rij.place] = None
            zonder.setdefault(rij.rule, set()).update(mist)
    return tuple(
        Probleem.van(
            "V803",
            regel=regel,
            voor=_namen(data, list(plekken)),
            zonder=_namen(data, sorted(zonder[regel])),
        )
        for regel, plekken in voor.items()
    )


def _namen(data: Plandata, codes: Sequence[str]) -> str:
    """A few by name, and the number of the others."""
    meer = f" (+{len(codes) - GENOEMD})" if len(codes) > GENOEMD else ""
    return ", ".join(data.naam(code) for code in codes[:GENOEMD]) + meer


def _too_many(pp: Planprogram, nieuw: Ints) -> list[Overtreding]:
    """New places where the program has room for none: their provincie asks nothing."""
    data, geen = pp.data, pp.opbouw.kolom["n"] < 0
    over = data.per_provincie(np.where(geen, nieuw, 0))
    return [
        _breach(pp, pp.basis("plan_tekort"), data.provincies[p], int(over[p]), "plaatsen")
        for p in np.flatnonzero(over)
    ]


def _breach(
    pp: Planprogram, regel: Planregel | None, waar: str, aantal: int, eenheid: str
) -> Overtreding:
    assert regel is not None, "a broken row belongs to a rule of the model"
    zin = Tekst(nl=regel.zeg(pp.opbouw, waar, "nl"), en=regel.zeg(pp.opbouw, waar, "en"))
    return Overtreding(regel.soort, waar, aantal, eenheid, zin)
