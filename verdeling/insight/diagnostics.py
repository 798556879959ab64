"""How evenly a task lies on gemeenten: the measures of docs/diagnostiek.md, for one task or several."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from verdeling.errors import DataError, ModelError, Problem
from verdeling.inputs.register import buren
from verdeling.inputs.tables import Gegevens
from verdeling.insight import measures
from verdeling.insight.measures import Floats
from verdeling.insight.verdict import (
    MEASURE_NAMES,
    Burden,
    Deviation,
    Diagnosis,
    Effort,
    Inequality,
    NeighbourPair,
    Quartile,
    told_measure,
)
from verdeling.sleutel.indicatief import TaakOutcome
from verdeling.terms import Niveau

if TYPE_CHECKING:
    from verdeling.plan.plan import Plan

__all__ = [
    "MEASURE_NAMES",
    "Diagnosis",
    "AreaTable",
    "diagnose",
    "diagnose_rows",
    "diagnose_together",
    "gebieden_van",
    "inwoner_date",
    "told_measure",
]

Row = Sequence[int] | NDArray[np.int64] | Floats
"""One number per gemeente."""
FIRST: Final = 20
"""How many of the largest deviations are kept."""
NEIGHBOURS: Final = 10
"""How many of the neighbours that differ most are kept."""
QUARTILES: Final = 4


@dataclass(frozen=True)
class AreaTable:
    """What diagnostics need to know of the gemeenten; made once, used for many outcomes.

    Attributes
    ----------
    codes, namen
        Gemeenten, sorted by code.
    inwoners
        Inhabitants, all above zero.
    provincies, regios
        Area code per gemeente.
    ses
        SES-WOA per gemeente, NaN where unknown; None when the data has no score.
    buren
        Pairs of row numbers that share a border.
    bestaand, nood
        Regular and emergency places per gemeente; None when the data has no capacity.
    """

    codes: tuple[str, ...]
    namen: tuple[str, ...]
    inwoners: Floats
    provincies: tuple[str, ...]
    regios: tuple[str, ...]
    ses: Floats | None = None
    buren: NDArray[np.intp] | None = None
    bestaand: Floats | None = None
    nood: Floats | None = None

    def __post_init__(self) -> None:
        error = [
            Problem.van("V521", code, naam=name, inwoners=value)
            for code, name, value in zip(self.codes, self.namen, self.inwoners.tolist(), strict=True)
            if not value > 0
        ]
        if error:
            raise DataError(error)

    @cached_property
    def groups(self) -> dict[str, tuple[tuple[str, ...], NDArray[np.intp]]]:
        """Per level the names of its areas and, per gemeente, the number of its area."""
        return {
            name: _number(column) for name, column in (("provincie", self.provincies), ("regio", self.regios))
        }

    @cached_property
    def kwartiel(self) -> NDArray[np.intp] | None:
        """SES quartile 0–3 per gemeente, equal numbers, ties by code; −1 where SES is unknown."""
        if self.ses is None:
            return None
        known = np.flatnonzero(~np.isnan(self.ses))
        volgorde = known[np.argsort(self.ses[known], kind="stable")]
        out = np.full(len(self.codes), -1, np.intp)
        out[volgorde] = np.arange(len(volgorde)) * QUARTILES // max(1, len(volgorde))
        return out


def diagnose_rows(
    areas: AreaTable,
    places: Row,
    sleutel: Sequence[float] | Floats,
    taak: Row | None = None,
    eigen: Row | None = None,
) -> Diagnosis:
    """Compute all measures from plain rows.

    Parameters
    ----------
    areas
        The gemeenten.
    places
        Places per gemeente that are judged: the indicative figure, or what stands there under the plan.
    sleutel
        Yardstick per gemeente, on any scale: the unrounded share of the key.
    taak
        What each gemeente is asked, beside which its own effort is put; None: `places`.
    eigen
        Own effort per gemeente; None: regular and emergency places, when both are known.
    """
    x = np.asarray(places, float)
    p = areas.inwoners
    y = measures.belasting(x, p)
    q = np.asarray(sleutel, float)
    if not q.any():
        q = p  # nothing to divide: everyone is equal by any yardstick
    minimum, p10, median, p90, maximum = measures.quantiles_of(y, (0, 0.1, 0.5, 0.9, 1)).tolist()
    curve = measures.lorenz(x, p)
    return Diagnosis(
        plaatsen=int(x.sum()),
        gemeenten=len(x),
        zonder=int(np.count_nonzero(x == 0)),
        belasting=Burden(float(measures.PER * x.sum() / p.sum()), minimum, p10, median, p90, maximum),
        inwoners=_inequality(areas, x, p),
        sleutel=_inequality(areas, x, q),
        lorenz=tuple(zip(curve[0].tolist(), curve[1].tolist(), strict=True)),
        afwijkingen=_deviations(areas, x, q * x.sum() / q.sum()),
        kwartielen=_quartiles(areas, x),
        inspanning=_effort(areas, x if taak is None else np.asarray(taak, float), eigen),
        buren=_neighbours(areas, y),
    )


def gebieden_van(data: Gegevens, inwoners_op: dt.date | None = None) -> AreaTable:
    """Take from the data what diagnostics need.

    Parameters
    ----------
    data
        The gemeenten that take part.
    inwoners_op
        Date of the inhabitants; None: the latest of which every gemeente has a figure.

    Raises
    ------
    DataError
        No inhabitants for every gemeente at that date.
    """
    row = {code: i for i, code in enumerate(data.codes)}
    pairs = [(row[a], row[b]) for a, b, _ in buren() if a in row and b in row]
    ses = _column(data, "ses_woa")
    bestaand, emergency = (_complete(data, name) for name in ("capaciteit_regulier", "capaciteit_nood"))
    return AreaTable(
        codes=data.codes,
        namen=data.namen,
        inwoners=_inwoners(data, inwoners_op),
        provincies=data.gebied(Niveau.PROVINCIE),
        regios=data.gebied(Niveau.VEILIGHEIDSREGIO),
        ses=ses,
        buren=np.array(pairs, np.intp).reshape(-1, 2),
        bestaand=bestaand,
        nood=emergency,
    )


def inwoner_date(taak: TaakOutcome) -> dt.date | None:
    """Date of the inhabitants that the key of a task reads; None when it reads none."""
    return next((column.peildatum for column in taak.gewichten.gebruikt if column.naam == "inwoners"), None)


def diagnose(taak: TaakOutcome, data: Gegevens | AreaTable, plan: Plan | None = None) -> Diagnosis:
    """Measures of one task: of its indicative figures, or of a plan for them.

    Parameters
    ----------
    taak
        The indicative figures; their unrounded quotas are the yardstick "key".
    data
        The gemeenten that take part; give `AreaTable` when many outcomes are judged.
    plan
        A plan, of which K + n is judged, or what it makes of another task; None: the indicative figures are
        judged. Own effort under a plan is K + n and the emergency places that are not converted, so that no
        place counts twice.
    """
    areas = data if isinstance(data, AreaTable) else gebieden_van(data)
    sleutel = np.array([q.numerator / q.denominator for q in taak.quota])
    if plan is None:
        return diagnose_rows(areas, taak.aantallen, sleutel)
    if taak.naam != plan.taak:
        return diagnose_rows(areas, plan.of_task(taak.naam), sleutel, taak.aantallen)
    own = None if areas.nood is None else areas.nood + np.subtract(plan.plan, plan.omgezet)
    return diagnose_rows(areas, plan.plan, sleutel, taak.aantallen, own)


def diagnose_together(taken: Sequence[TaakOutcome], data: Gegevens | AreaTable) -> Diagnosis:
    """Measures of several tasks together, places added up per gemeente.

    Raises
    ------
    ModelError
        Tasks in different units cannot be added up.
    """
    units = sorted({t.taak.eenheid for t in taken})
    if len(units) != 1:
        raise ModelError.een("V525", eenheden=", ".join(units))
    areas = data if isinstance(data, AreaTable) else gebieden_van(data)
    places = np.sum([t.aantallen for t in taken], axis=0)
    sleutel = np.sum([[q.numerator / q.denominator for q in t.quota] for t in taken], axis=0)
    return diagnose_rows(areas, places, sleutel)


def _column(data: Gegevens, name: str) -> Floats | None:
    """A column that diagnostics can do without: None when absent, or not known on these boundaries.

    NaN where a single figure is missing.
    """
    try:
        column = data.kolom(name)
    except DataError:
        return None
    return np.array([math.nan if t is None else t / column.denominator for t in column.numerators])


def _complete(data: Gegevens, name: str) -> Floats | None:
    """A column of which every figure is known; None otherwise: a sum over part of them says nothing."""
    column = _column(data, name)
    return None if column is None or np.isnan(column).any() else column


def _inwoners(data: Gegevens, date_: dt.date | None) -> Floats:
    if date_ is None:
        dates = {k.peildatum for k in data.kolommen if k.naam == "inwoners" and k.peildatum}
        date_ = max((d for d in dates if d <= data.peildatum), default=None)
    column = data.complete("inwoners", date_)
    return np.array([t / column.denominator for t in column.numerators if t is not None])


def _inequality(areas: AreaTable, x: Floats, w: Floats) -> Inequality:
    return Inequality(
        maten={m.name: float(m.compute(x, w)) for m in measures.indices()},
        theil_provincie=measures.theil_per_group(x, w, *areas.groups["provincie"]),
        theil_regio=measures.theil_per_group(x, w, *areas.groups["regio"]),
    )


def _deviations(areas: AreaTable, x: Floats, expected: Floats) -> tuple[Deviation, ...]:
    """Worst first: by relative deviation |x/e − 1|, e = 0 before all others, ties by code."""
    difference = x - expected
    has = expected > 0
    relatief = np.where(has, np.abs(difference) / np.where(has, expected, 1), np.where(x > 0, math.inf, 0.0))
    return tuple(
        Deviation(
            areas.codes[i],
            int(x[i]),
            float(expected[i]),
            float(difference[i]),
            float(100 * difference[i] / expected[i]) if has[i] else None,
        )
        for i in np.argsort(-relatief, kind="stable")[:FIRST].tolist()
    )


def _quartiles(areas: AreaTable, x: Floats) -> tuple[Quartile, ...]:
    quartile = areas.kwartiel
    if quartile is None:
        return ()
    count, inwoners, places = (
        np.bincount(quartile + 1, value, QUARTILES + 1).astype(int).tolist()
        for value in (None, areas.inwoners, x)
    )
    return tuple(
        Quartile(k, count[k], inwoners[k], places[k], measures.PER * places[k] / inwoners[k])
        for k in (*range(1, QUARTILES + 1), 0)
        if count[k]
    )


def _effort(areas: AreaTable, taak: Floats, own: Row | None) -> Effort | None:
    if own is None:
        if areas.bestaand is None or areas.nood is None:
            return None
        own = areas.bestaand + areas.nood
    difference = np.asarray(own, float) - taak
    return Effort(
        inspanning=int(np.sum(own)),
        gehaald=int(np.count_nonzero(difference >= 0)),
        boven=int(difference[difference > 0].sum()),
        onder=int(-difference[difference < 0].sum()),
    )


def _neighbours(areas: AreaTable, y: Floats) -> tuple[NeighbourPair, ...]:
    if areas.buren is None or not len(areas.buren):
        return ()
    links, rechts = areas.buren.T
    gap = np.abs(y[links] - y[rechts])
    out = []
    for row in np.argsort(-gap, kind="stable")[:NEIGHBOURS].tolist():
        a, b = sorted((int(links[row]), int(rechts[row])), key=lambda i: (-y[i], i))
        out.append(NeighbourPair(areas.codes[a], areas.codes[b], float(y[a]), float(y[b]), float(gap[row])))
    return tuple(out)


def _number(column: tuple[str, ...]) -> tuple[tuple[str, ...], NDArray[np.intp]]:
    names = tuple(sorted(set(column)))
    spot = {name: i for i, name in enumerate(names)}
    return names, np.array([spot[name] for name in column], np.intp)
