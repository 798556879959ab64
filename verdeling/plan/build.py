"""The model's plan → the integer program, in one visible order: data, r, variables, rules, goals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verdeling.errors import ModelError, Probleem
from verdeling.plan.data import Plandata
from verdeling.plan.objectives import check_goals, goals
from verdeling.plan.rules.basis import DEFINITIE, Opbouw, Planregel, Ruimte, closes, plan_rules
from verdeling.solver.goals import Ints
from verdeling.solver.program import Builder, Program, RowTag
from verdeling.terms import Kort
from verdeling.verdeelmodel.model import Planopdracht


@dataclass(frozen=True, eq=False, repr=False)
class Planprogram(Kort):
    """The program with what is needed to read a plan from it and to tell it in words."""

    program: Program
    opbouw: Opbouw
    regels: tuple[Planregel, ...]

    @property
    def data(self) -> Plandata:
        """Figures that the program was built from."""
        return self.opbouw.data

    def basis(self, step: str) -> Planregel | None:
        """The rule that a step in the trail of a number rests on."""
        return next((r for r in self.regels if step in r.steps), None)

    def regel(self, soort: str) -> Planregel | None:
        """The rule of a kind, when the model has it."""
        return next((r for r in self.regels if r.soort == soort), None)


def controleer(opdracht: Planopdracht, data: Plandata) -> None:
    """Check rules and goals against the data.

    Raises
    ------
    ModelError
        With everything that is wrong, before anything is built.
    """
    found: list[Probleem] = []
    for nodig in plan_rules():
        if nodig.required and nodig.soort not in opdracht.regels:
            found.append(Probleem.van("V477", "plan.regels", soort=nodig.soort))
    for regel in _regels(opdracht):
        found += regel.problemen(data) + regel.samenhang(opdracht)
    found += check_goals(opdracht)
    if found:
        raise ModelError(found)


def _regels(opdracht: Planopdracht) -> tuple[Planregel, ...]:
    gekozen = (opdracht.regels.get(soort.soort) for soort in plan_rules())
    return tuple(r for r in gekozen if isinstance(r, Planregel))


def build_program(data: Plandata, opdracht: Planopdracht, los: bool = False) -> Planprogram:
    """Build the integer program of a plan.

    Parameters
    ----------
    data
        Figures per gemeente.
    opdracht
        Rules and goals.
    los
        True: leave out every tightening, so that rows can be taken out one by one to find a conflict.

    Raises
    ------
    ModelError
        With everything that is wrong with rules and goals.
    """
    controleer(opdracht, data)
    regels = _regels(opdracht)
    for soort in plan_rules():
        if soort.soort not in opdracht.regels:
            data = soort.ontbreekt(data)
    for regel in regels:
        data = regel.bereid(data)
    ruimte = Ruimte.van(data, closes(opdracht))
    for regel in regels:
        regel.grenzen(data, ruimte)
    r = next((r for regel in regels if (r := regel.asked(data, ruimte)) is not None), None)
    if r is not None:
        ruimte.r_boven = np.maximum(r, 0) if not los else ruimte.r_boven
    o = _variables(data, opdracht, regels, ruimte, r, los)
    for regel in regels:
        regel.variabelen(o)
    _definities(o)
    for regel in regels:
        regel.rijen(o)
    known = goals(opdracht)
    for naam in opdracht.doelen:
        o.bouw.goal(known[naam].build(o))
    return Planprogram(o.bouw.freeze(), o, regels)


def _variables(
    data: Plandata,
    opdracht: Planopdracht,
    regels: tuple[Planregel, ...],
    ruimte: Ruimte,
    r: Ints | None,
    los: bool,
) -> Opbouw:
    """Variables of every plan: r asked, s not placed, f flows, n new places; bounds from what rules leave."""
    bouw = Builder()
    if los:
        per_gemeente = np.maximum(data.rest, data.opgave)[data.provincie]
        r_boven = np.maximum(per_gemeente, np.maximum(ruimte.r_boven, ruimte.r_onder))
        ruimte.n_boven = np.full(data.aantal, int(r_boven.sum()))
    else:
        r_boven = ruimte.r_boven
    last = r_boven.astype(np.int64)
    for regel in regels:
        last = regel.burden(data, last)
    g, h = _stromen(data, regels, ruimte, last, los)
    totaal = np.bincount(h, weights=last[g], minlength=data.aantal).astype(np.int64)
    ruimte.n_boven = np.where(np.isin(np.arange(data.aantal), h), np.minimum(ruimte.n_boven, totaal), 0)
    o = Opbouw(
        data, opdracht.regels, ruimte, bouw, los, r, g, h, np.zeros(0, np.int64), last, opdracht.doelen
    )
    gevraagd = np.flatnonzero(r_boven > 0)
    vast = ruimte.r_boven if r is not None and not los else None
    o.per_gemeente("r", gevraagd, 0 if vast is None else vast[gevraagd], r_boven[gevraagd])
    o.per_gemeente("n", np.unique(h), 0, ruimte.n_boven[np.unique(h)])
    sleutels = [(data.codes[a], data.codes[b]) for a, b in zip(g.tolist(), h.tolist(), strict=True)]
    o.f = bouw.variables("f", sleutels, 0, np.minimum(last[g], ruimte.n_boven[h]))
    _tekort(o, any(regel.soft for regel in regels), last, r)
    return o


def _tekort(o: Opbouw, zacht: bool, last: Ints, r: Ints | None) -> None:
    """``s`` where not every place must be found, per gemeente and for a remainder that nobody has room
    for.
    """
    wie = np.flatnonzero(last > 0) if zacht else np.zeros(0, dtype=np.int64)
    o.per_gemeente("s", wie, 0, last[wie])
    if not zacht:
        return
    for p, leden in enumerate(o.data.leden):
        # What is closed is a remainder too: with closing it can be as large as the whole total.
        rest = int(o.data.opgave[p] if o.ruimte.sluiten else o.data.rest[p])
        te_kort = rest - int(r[leden].sum()) if r is not None else rest
        if te_kort > 0 or (o.los and rest > 0):
            code = o.data.provincies[p]
            o.rest_tekort[p] = int(o.bouw.variables("s", [(code,)], 0, rest)[0])


def _stromen(
    data: Plandata, regels: tuple[Planregel, ...], ruimte: Ruimte, last: Ints, los: bool
) -> tuple[Ints, Ints]:
    """Flows that can carry places: from a gemeente that may have some to one where a site can open."""
    home = np.arange(data.aantal)
    said = (regel.pairs(data, los) for regel in regels)
    g, h = next((pairs for pairs in said if pairs is not None), (home, home))
    nuttig = last[g] > 0
    g, h = g[nuttig], h[nuttig]
    if los:
        return g, h
    bereik = np.bincount(h, weights=last[g], minlength=data.aantal).astype(np.int64)
    kan = np.minimum(bereik, ruimte.n_boven) >= np.maximum(1, ruimte.n_onder)
    return g[kan[h]], h[kan[h]]


def _definities(o: Opbouw) -> None:
    """``n_h = Σ_g f_gh``."""
    wie = o.heeft("n")
    orde = np.lexsort((o.g, o.h))
    n = o.kolom["n"][wie]
    lengtes = np.bincount(o.h, minlength=o.data.aantal)[wie] + 1
    begin = np.concatenate(([0], np.cumsum(lengtes)))[:-1]
    kolommen = np.insert(o.f[orde], begin - np.arange(len(wie)), n)
    coefs = np.ones(len(kolommen), dtype=np.int64)
    coefs[begin] = -1
    tags = [RowTag(DEFINITIE, o.data.codes[h], unit="plaatsen") for h in wie]
    o.bouw.rows(tags, lengtes, kolommen, coefs, 0, 0)
