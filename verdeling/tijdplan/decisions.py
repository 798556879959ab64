"""What must be decided by when: extensions, conversions, openings and early closings of a plan over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from verdeling.tijdplan.calendar import Kalender, plus_months
from verdeling.tijdplan.stay import Verblijf
from verdeling.verdeelmodel.tijdplan import Locatie

Stap = Literal["verlengen", "verder_verlengen", "omzetten", "openen", "eerder_sluiten"]


@dataclass(frozen=True, slots=True)
class Besluit:
    """One decision.

    Attributes
    ----------
    uiterlijk
        Last day on which it can be taken: the end of the contract, or the day it takes effect, minus the time
        that a decision takes.
    stap
        What is decided; ``verder_verlengen`` goes beyond the listed extension.
    soort, plaatsen
        Kind and places that stand by this decision.
    van, tot_en_met
        First and last reference day on which they stand by it.
    afgesproken
        False when nobody has agreed to it.
    nodig_vanaf
        First reference day on which places would lack without it, the rest of the plan unchanged; None when
        it only saves opening and closing.
    """

    uiterlijk: dt.date
    stap: Stap
    gebied: str
    locatie: Locatie
    soort: str
    plaatsen: int
    van: dt.date
    tot_en_met: dt.date
    afgesproken: bool
    nodig_vanaf: dt.date | None


def decisions_of(
    verblijf: Verblijf, kalender: Kalender, speling: Mapping[str, tuple[int | None, ...]], termijn: int
) -> Iterator[Besluit]:
    """Decisions about one location, in order of time.

    Parameters
    ----------
    speling
        Per kind and month of its area: places that count minus places needed; None where no need is known.
    termijn
        Months that a decision takes.
    """
    weg = verblijf.trap
    route, eerste = verblijf.route, verblijf.lid.locatie
    staat = [t for t, k in enumerate(weg) if k is not None]

    def besluit(stap: Stap, dag: dt.date, maanden: range, afgesproken: bool) -> Besluit:
        k = weg[maanden[0]]
        assert k is not None
        te_kort = (t for t in maanden if _tekort_without(verblijf, t, speling))
        nodig = next(te_kort, None)
        return Besluit(
            plus_months(dag, -termijn),
            stap,
            route.gebied,
            verblijf.lid.rijen[k].locatie,
            route.trappen[k].soort,
            route.trappen[k].plaatsen,
            kalender.dagen[maanden[0]],
            kalender.dagen[maanden[-1]],
            afgesproken,
            None if nodig is None else kalender.dagen[nodig],
        )

    if not staat:
        return
    trap, einde = route.trappen[0], staat[-1] + 1
    if not route.contract:
        yield besluit("openen", kalender.dagen[staat[0]], range(staat[0], einde), not trap.mogelijk)
    elif einde < trap.contract_tot:
        dag = kalender.dagen[einde]
        laatste = kalender.dagen[einde - 1]
        yield Besluit(
            plus_months(dag, -termijn), "eerder_sluiten", route.gebied, eerste, trap.soort, trap.plaatsen,
            laatste, laatste, True, None,
        )  # fmt: skip
    in_begin = [t for t in staat if weg[t] == 0]
    if route.contract and in_begin:
        na = in_begin[-1] + 1
        if na > trap.contract_tot and trap.tot > trap.contract_tot and eerste.tot_en_met is not None:
            yield besluit("verlengen", eerste.tot_en_met, range(trap.contract_tot, min(na, trap.tot)), True)
        dag_uit = eerste.verlengbaar_tot_en_met or eerste.tot_en_met
        if na > trap.tot and dag_uit is not None:
            yield besluit("verder_verlengen", dag_uit, range(trap.tot, na), False)
    for t in staat[1:]:
        k = weg[t]
        if k is not None and weg[t - 1] not in (k, None):
            tot = max(s for s in staat if weg[s] == k) + 1
            yield besluit("omzetten", kalender.dagen[t], range(t, tot), not route.trappen[k].mogelijk)


def _tekort_without(verblijf: Verblijf, maand: int, speling: Mapping[str, tuple[int | None, ...]]) -> bool:
    soort = verblijf.soort(maand)
    over = None if soort is None or soort not in speling else speling[soort][maand]
    return over is not None and verblijf.telt(maand) > 0 and over < verblijf.telt(maand)
