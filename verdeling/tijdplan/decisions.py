"""What must be decided by when: extensions, conversions, openings and early closings of a plan over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from verdeling.tijdplan.calendar import Calendar, plus_months
from verdeling.tijdplan.stay import Stay
from verdeling.verdeelmodel.tijdplan import Locatie

Step = Literal["verlengen", "verder_verlengen", "omzetten", "openen", "eerder_sluiten"]


@dataclass(frozen=True, slots=True)
class Decision:
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
    agreed
        False when nobody has agreed to it.
    nodig_vanaf
        First reference day on which places would lack without it, the rest of the plan unchanged; None when
        it only saves opening and closing.
    """

    uiterlijk: dt.date
    stap: Step
    gebied: str
    locatie: Locatie
    soort: str
    plaatsen: int
    van: dt.date
    tot_en_met: dt.date
    agreed: bool
    nodig_vanaf: dt.date | None


def decisions_of(
    verblijf: Stay, calendar: Calendar, slack: Mapping[str, tuple[int | None, ...]], deadline: int
) -> Iterator[Decision]:
    """Decisions about one location, in order of time.

    Parameters
    ----------
    slack
        Per kind and month of its area: places that count minus places needed; None where no need is known.
    deadline
        Months that a decision takes.
    """
    weg = verblijf.stair
    route, first = verblijf.route, verblijf.member.locatie
    stands = [t for t, k in enumerate(weg) if k is not None]

    def besluit(step: Step, day: dt.date, months: range, agreed: bool) -> Decision:
        k = weg[months[0]]
        assert k is not None
        te_short = (t for t in months if _tekort_without(verblijf, t, slack))
        needed = next(te_short, None)
        return Decision(
            plus_months(day, -deadline),
            step,
            route.gebied,
            verblijf.member.rijen[k].locatie,
            route.stairs[k].soort,
            route.stairs[k].plaatsen,
            calendar.days[months[0]],
            calendar.days[months[-1]],
            agreed,
            None if needed is None else calendar.days[needed],
        )

    if not stands:
        return
    stair, end = route.stairs[0], stands[-1] + 1
    if not route.contract:
        yield besluit("openen", calendar.days[stands[0]], range(stands[0], end), not stair.mogelijk)
    elif end < stair.contract_tot:
        day = calendar.days[end]
        last = calendar.days[end - 1]
        yield Decision(
            plus_months(day, -deadline), "eerder_sluiten", route.gebied, first, stair.soort, stair.plaatsen,
            last, last, True, None,
        )  # fmt: skip
    in_begin = [t for t in stands if weg[t] == 0]
    if route.contract and in_begin:
        na = in_begin[-1] + 1
        if na > stair.contract_tot and stair.tot > stair.contract_tot and first.tot_en_met is not None:
            yield besluit("verlengen", first.tot_en_met, range(stair.contract_tot, min(na, stair.tot)), True)
        day_out = first.verlengbaar_tot_en_met or first.tot_en_met
        if na > stair.tot and day_out is not None:
            yield besluit("verder_verlengen", day_out, range(stair.tot, na), False)
    for t in stands[1:]:
        k = weg[t]
        if k is not None and weg[t - 1] not in (k, None):
            tot = max(s for s in stands if weg[s] == k) + 1
            yield besluit("omzetten", calendar.days[t], range(t, tot), not route.stairs[k].mogelijk)


def _tekort_without(verblijf: Stay, month: int, slack: Mapping[str, tuple[int | None, ...]]) -> bool:
    kind = verblijf.soort(month)
    over = None if kind is None or kind not in slack else slack[kind][month]
    return over is not None and verblijf.telt(month) > 0 and over < verblijf.telt(month)
