"""The model's plan → the integer program, in one visible order: data, r, variables, rules, goals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verdeling.errors import ModelError, Probleem
from verdeling.plan.data import Plandata
from verdeling.plan.objectives import DOELEN, controleer_doelen
from verdeling.plan.rules.basis import DEFINITIE, Opbouw, Planregel, Ruimte, plan_rules
from verdeling.plan.rules.bestaande_capaciteit import BestaandeCapaciteit
from verdeling.plan.rules.provincietotaal import Provincietotaal
from verdeling.plan.rules.restverdeling import Restverdeling
from verdeling.plan.rules.samenwerking import Samenwerking, binnen_provincie
from verdeling.plan.rules.uitkering import Uitkering
from verdeling.plan.rules.uitruil import Uitruil
from verdeling.plan.rules.verdeelbesluit import Verdeelbesluit
from verdeling.solver.goals import Ints
from verdeling.solver.program import Bouw, Program, Rij
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
        found += regel.problemen(data) + regel.samenhang(opdracht.regels)
    found += controleer_doelen(opdracht)
    found += _samenhang(opdracht)
    if found:
        raise ModelError(found)


def _samenhang(opdracht: Planopdracht) -> list[Probleem]:
    """Rules that cannot be used together."""
    bestaand, rest = (opdracht.regels.get(s.soort) for s in (BestaandeCapaciteit, Restverdeling))
    if not (isinstance(bestaand, BestaandeCapaciteit) and bestaand.sluiten):
        return []
    found = []
    if isinstance(rest, Restverdeling) and rest.wijze != "vrij":
        found.append(Probleem.van("V478", "plan.regels.restverdeling.wijze", wijze=rest.wijze))
    # Settings that name what is left after the places of the data: with closing that is not known beforehand.
    totaal, bonus, ruil = (opdracht.regels.get(s.soort) for s in (Provincietotaal, Uitkering, Uitruil))
    niet_samen = {
        "restverdeling.bij_gebrek": isinstance(rest, Restverdeling) and rest.bij_gebrek == "cap_vervalt",
        "provincietotaal.rest": isinstance(totaal, Provincietotaal) and totaal.rest,
        "verdeelbesluit": Verdeelbesluit.soort in opdracht.regels,
        "uitkering.per_nieuwe_plaats": isinstance(bonus, Uitkering) and bonus.per_nieuwe_plaats is not None,
        "uitruil.leningen": isinstance(ruil, Uitruil) and ruil.leningen,
    }
    return found + [
        Probleem.van("V479", f"plan.regels.{veld}") for veld, staat in niet_samen.items() if staat
    ]


def _regels(opdracht: Planopdracht) -> tuple[Planregel, ...]:
    gekozen = (opdracht.regels.get(soort.soort) for soort in plan_rules())
    return tuple(r for r in gekozen if isinstance(r, Planregel))


def bouw_program(data: Plandata, opdracht: Planopdracht, los: bool = False) -> Planprogram:
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
    bestaand = opdracht.regels[BestaandeCapaciteit.soort]
    ruimte = Ruimte.van(data, isinstance(bestaand, BestaandeCapaciteit) and bestaand.sluiten)
    for regel in regels:
        regel.grenzen(data, ruimte)
    rest = opdracht.regels[Restverdeling.soort]
    assert isinstance(rest, Restverdeling)
    r = None if ruimte.sluiten else rest.verdeel(data, ruimte, data.rest)
    if r is not None:
        ruimte.r_boven = np.maximum(r, 0) if not los else ruimte.r_boven
    o = _variabelen(data, opdracht, ruimte, r, los)
    for regel in regels:
        regel.variabelen(o)
    _definities(o)
    for regel in regels:
        regel.rijen(o)
    for naam in opdracht.doelen:
        o.bouw.doel(DOELEN[naam](o))
    return Planprogram(o.bouw.klaar(), o, regels)


def _variabelen(data: Plandata, opdracht: Planopdracht, ruimte: Ruimte, r: Ints | None, los: bool) -> Opbouw:
    """Variables of every plan: r asked, s not placed, f flows, n new places; bounds from what rules leave."""
    bouw = Bouw()
    if los:
        per_gemeente = np.maximum(data.rest, data.opgave)[data.provincie]
        r_boven = np.maximum(per_gemeente, np.maximum(ruimte.r_boven, ruimte.r_onder))
        ruimte.n_boven = np.full(data.aantal, int(r_boven.sum()))
    else:
        r_boven = ruimte.r_boven
    ruil = opdracht.regels.get(Uitruil.soort)
    last = ruil.last_boven(data, r_boven) if isinstance(ruil, Uitruil) else r_boven.astype(np.int64)
    g, h = _stromen(data, opdracht, ruimte, last, los)
    totaal = np.bincount(h, weights=last[g], minlength=data.aantal).astype(np.int64)
    ruimte.n_boven = np.where(np.isin(np.arange(data.aantal), h), np.minimum(ruimte.n_boven, totaal), 0)
    o = Opbouw(data, opdracht.regels, ruimte, bouw, los, r, g, h, np.zeros(0, np.int64), last)
    bonus = opdracht.regels.get(Uitkering.soort)
    o.met_uitkering = isinstance(bonus, Uitkering) and (
        "uitkering" in opdracht.doelen or bonus.budget is not None
    )
    gevraagd = np.flatnonzero(r_boven > 0)
    vast = ruimte.r_boven if r is not None and not los else None
    o.per_gemeente("r", gevraagd, 0 if vast is None else vast[gevraagd], r_boven[gevraagd])
    o.per_gemeente("n", np.unique(h), 0, ruimte.n_boven[np.unique(h)])
    sleutels = [(data.codes[a], data.codes[b]) for a, b in zip(g.tolist(), h.tolist(), strict=True)]
    o.f = bouw.variabelen("f", sleutels, 0, np.minimum(last[g], ruimte.n_boven[h]))
    _tekort(o, opdracht, last, r)
    return o


def _tekort(o: Opbouw, opdracht: Planopdracht, last: Ints, r: Ints | None) -> None:
    """``s`` where not every place must be found, per gemeente and for a remainder that nobody has room
    for.
    """
    totaal = opdracht.regels[Provincietotaal.soort]
    zacht = isinstance(totaal, Provincietotaal) and not totaal.hard
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
            o.rest_tekort[p] = int(o.bouw.variabelen("s", [(code,)], 0, rest)[0])


def _stromen(
    data: Plandata, opdracht: Planopdracht, ruimte: Ruimte, last: Ints, los: bool
) -> tuple[Ints, Ints]:
    """Flows that can carry places: from a gemeente that may have some to one where a site can open."""
    samen = opdracht.regels.get(Samenwerking.soort)
    if los and isinstance(samen, Samenwerking):
        g, h = binnen_provincie(data)
        ook = samen.paren(data)
        sleutel = np.unique(np.concatenate((g * data.aantal + h, ook[0] * data.aantal + ook[1])))
        g, h = sleutel // data.aantal, sleutel % data.aantal
        return g[last[g] > 0], h[last[g] > 0]
    if isinstance(samen, Samenwerking):
        g, h = samen.paren(data)
    else:
        g = h = np.arange(data.aantal)
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
    tags = [Rij(DEFINITIE, o.data.codes[h]) for h in wie]
    o.bouw.rijen(tags, lengtes, kolommen, coefs, 0, 0)
