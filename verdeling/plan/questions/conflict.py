"""Why there is no plan: the smallest set of rules that cannot hold together, and the cheapest repair of each.

The program is built again without any tightening: each rule stands in rows of its own. In each part of the
country without a plan, groups of rows are taken out as long as no plan appears (deletion filter). The rest
is confirmed by solving once more without each group.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from verdeling.errors import Onoplosbaar, Probleem
from verdeling.plan.build import Planprogram, build_program
from verdeling.plan.data import Plandata
from verdeling.plan.rules.basis import DEFINITIE, TOLD, hoeveel, plan_rules
from verdeling.solver.arrays import Arrays
from verdeling.solver.core import Grouped, Outcome, cores
from verdeling.solver.engine_names import module_of
from verdeling.solver.goals import Ints
from verdeling.solver.splitting import labels
from verdeling.solver.workers import POOL
from verdeling.texts import say
from verdeling.verdeelmodel.model import Planopdracht
from verdeling.verdeelmodel.tekst import Tekst

VEEL: Final = 8
"""Most gemeenten of which each is told what one rule asks; of more an example is told."""

Groep = tuple[str, str]
"""Rule kind and gemeente or area: what is kept or taken out as a whole."""


@dataclass(frozen=True)
class Herstel:
    """The least by which one rule must give way so that a plan exists.

    Attributes
    ----------
    regel
        Rule kind.
    aantal
        Units by which its rows are broken in all; None when giving way on this rule alone does not help.
    eenheid
        The unit, mostly places.
    waar
        Gemeenten or areas whose rows give way.
    """

    regel: str
    aantal: int | None
    eenheid: str
    waar: tuple[str, ...]


@dataclass(frozen=True)
class Conflict:
    """Rules that cannot hold together, in one part of the country.

    Attributes
    ----------
    gebied
        Codes of the provincies that the rules are about.
    sets
        Smallest sets: each has no plan, and has one with any single member taken out. Later sets leave out
        what earlier ones say about single gemeenten.
    zinnen
        Per set what each rule asks, in words with numbers.
    herstel
        Cheapest repair per rule kind of the sets, so that all of them are solved.
    """

    gebied: tuple[str, ...]
    sets: tuple[tuple[Groep, ...], ...]
    zinnen: tuple[tuple[Tekst, ...], ...]
    herstel: tuple[Herstel, ...]


class GeenPlan(Onoplosbaar):
    """No plan keeps all rules; knows which provincies the conflicts are about.

    Attributes
    ----------
    gebieden
        Codes of those provincies; empty when it is not known where the conflict is.
    """

    def __init__(self, problemen: Sequence[Probleem], gebieden: Sequence[str] = ()) -> None:
        super().__init__(problemen)
        self.gebieden = tuple(gebieden)


def verklaar(
    data: Plandata,
    opdracht: Planopdracht,
    engine: str = "scip",
    *,
    einde: float | None = None,
    hier: bool = False,
) -> tuple[Conflict, ...]:
    """Find every part of the country without a plan, and for each the smallest set of rules in conflict.

    Parameters
    ----------
    data, opdracht
        What the program was built from.
    engine
        Engine of the plan. HiGHS searches for itself, SCIP for all others; the other of the two confirms.
    einde
        Moment at which to stop, as ``time.time()``; None is no limit.
    hier
        Search in this process and not in workers.

    Returns
    -------
    tuple of Conflict
        Empty when there is a plan after all.

    Raises
    ------
    NietKlaar
        When the time was up.
    """
    pp = build_program(data, opdracht, los=True)
    soort = [type_.soort for type_ in plan_rules()]
    onwaar = dict.fromkeys(_groep(pp, int(i)) for i in pp.program.false_rows())
    uit = [_tell(pp, [groep], Outcome(((0,),), ()), soort) for groep in onwaar]
    if uit:
        return tuple(uit)
    # CP-SAT does not end here on five gemeenten, and CBC shares no process with what confirms the sets.
    motor = engine if engine == "highs" else "scip"
    delen = list(_delen(pp, soort))
    if hier:
        gevonden = [cores(deel, motor, einde) for deel, _ in delen]
    else:
        calls = [(module_of(motor), cores, (deel, motor, einde)) for deel, _ in delen]
        gevonden = POOL.run_all(calls, 2)
    for (_, groepen), uitkomst in zip(delen, gevonden, strict=True):
        if uitkomst is not None:
            uit.append(_tell(pp, groepen, uitkomst, soort))
    return tuple(uit)


def onoplosbaar(conflicten: Sequence[Conflict], data: Plandata) -> GeenPlan:
    """The error that tells the conflicts in words, with the cheapest repair per rule."""
    problemen = []
    for conflict in conflicten:
        waar = ", ".join(data.in_zin(code) for code in conflict.gebied)
        for zinnen, groepen in zip(conflict.zinnen, conflict.sets, strict=True):
            zin = Tekst(nl="; ".join(z.nl for z in zinnen), en="; ".join(z.en for z in zinnen))
            if len(groepen) > 1:
                problemen.append(Probleem.van("V480", waar, zin=zin, aantal=len(groepen)))
            else:
                problemen.append(Probleem.van("V418", waar, zin=zin))
        for herstel in conflict.herstel:
            if herstel.aantal is not None:
                namen = ", ".join(data.in_zin(code) for code in herstel.waar[:VEEL])
                meer = len(herstel.waar) - VEEL
                if meer > 0:
                    namen += f" … (+{meer})"
                problemen.append(
                    Probleem.van(
                        "V481",
                        waar,
                        regel=herstel.regel,
                        hoeveel=hoeveel(herstel.aantal, herstel.eenheid),
                        namen=namen,
                    )
                )
    gebieden = {code for conflict in conflicten for code in conflict.gebied}
    # A rule about the whole country has no provincie of its own.
    bekend = gebieden if gebieden <= set(data.provincies) else set(data.provincies)
    return GeenPlan(problemen, sorted(bekend))


def _groep(pp: Planprogram, i: int) -> Groep:
    """Group of row i; a rule whose rows work together is one group per provincie."""
    rij = pp.program.rows[i]
    regel = pp.regel(rij.rule)
    if regel is not None and regel.whole:
        return rij.rule, pp.data.provincies[int(pp.data.provincie[pp.data.nummer[rij.place]])]
    return rij.rule, rij.place


def _delen(pp: Planprogram, soort: list[str]) -> Iterator[tuple[Grouped, list[Groep]]]:
    """The parts of the program that no row couples, with their rows by group."""
    program = pp.program
    heel = program.arrays
    gevuld = np.flatnonzero(np.diff(program.start) > 0)
    # Only rows can be in conflict, so no goal couples here.
    label = labels(program, [doel.name for doel in program.goals])
    van_rij = label[program.columns[program.start[gevuld]]]
    for deel in np.unique(van_rij):
        rijen = gevuld[van_rij == deel]
        kolommen = np.flatnonzero(label == deel)
        nummer: dict[Groep, int] = {}
        groep = [
            -1 if program.rows[i].rule == DEFINITIE else nummer.setdefault(_groep(pp, i), len(nummer))
            for i in rijen.tolist()
        ]
        if nummer:
            arrays = _lokaal(heel.only(rijen), kolommen)
            soorten = np.array([soort.index(regel) for regel, _ in nummer], dtype=np.int64)
            overal = np.array([waar not in pp.data.nummer for _, waar in nummer])
            yield Grouped(arrays, np.array(groep, dtype=np.int64), soorten, overal), list(nummer)


def _lokaal(arrays: Arrays, kolommen: Ints) -> Arrays:
    """The same rows over their own columns only."""
    return Arrays(
        arrays.lower[kolommen],
        arrays.upper[kolommen],
        arrays.start,
        np.searchsorted(kolommen, arrays.columns),
        arrays.coefs,
        arrays.row_lower,
        arrays.row_upper,
    )


def _tell(pp: Planprogram, groepen: list[Groep], uitkomst: Outcome, soort: list[str]) -> Conflict:
    data = pp.data
    sets = tuple(
        tuple(sorted((groepen[g] for g in kern), key=lambda g: (_told(pp, g[0], soort), g[1])))
        for kern in uitkomst.cores
    )
    gebied = {
        data.provincies[int(data.provincie[data.nummer[w]])] if w in data.nummer else w
        for gekozen in sets
        for _, w in gekozen
    }
    eenheid = {rij.rule: rij.unit for rij in pp.program.rows}
    herstel = [
        Herstel(soort[s], aantal, eenheid[soort[s]], tuple(groepen[g][1] for g in waar))
        for s, aantal, waar in uitkomst.repairs
    ]
    herstel.sort(key=lambda h: (h.aantal is None, h.aantal or 0, h.regel))
    zinnen = tuple(_zinnen(pp, gekozen) for gekozen in sets)
    return Conflict(tuple(sorted(gebied)), sets, zinnen, tuple(herstel))


def _told(pp: Planprogram, regel: str, soort: list[str]) -> tuple[int, int]:
    """Place of a rule kind in telling: what is asked, where it may go, what stops it; then as built."""
    mijn = pp.regel(regel)
    assert mijn is not None, "a row belongs to a rule of the model"
    return TOLD.index(mijn.verteld), soort.index(regel)


def _zinnen(pp: Planprogram, groepen: tuple[Groep, ...]) -> tuple[Tekst, ...]:
    """One sentence per group; a rule that works as a whole is told where places must be found.

    Of a rule that is about many gemeenten one sentence is told, as an example.
    """
    zinnen: dict[Tekst, None] = {}
    rules = {regel.soort: regel for regel in pp.regels}
    zoekend = [w for soort, w in groepen if rules[soort].asks and w in pp.data.nummer]
    plekken: dict[tuple[str, bool], list[str]] = {}
    for soort, waar in groepen:
        mijn = (zoekend if rules[soort].whole else [waar]) or [waar]
        plekken.setdefault((soort, mijn[0] in pp.data.nummer), []).extend(mijn)
    for (soort, _), alle in plekken.items():
        regel = rules[soort]
        for plek in alle if len(alle) <= VEEL else [max(alle, key=pp.data.omvang)]:
            zin = Tekst(nl=regel.zeg(pp.opbouw, plek, "nl"), en=regel.zeg(pp.opbouw, plek, "en"))
            if len(alle) > VEEL:
                wat = {"regel": soort, "aantal": len(alle)}
                zin = Tekst(
                    nl=say("rules.conflict_zoals", "nl", zin=zin.nl, **wat),
                    en=say("rules.conflict_zoals", "en", zin=zin.en, **wat),
                )
            zinnen[zin] = None
    return tuple(zinnen)
