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

from verdeling.errors import DataError, ModelError, Probleem
from verdeling.inputs.register import buren
from verdeling.inputs.tables import Gegevens
from verdeling.insight import measures
from verdeling.insight.measures import Floats
from verdeling.insight.verdict import (
    MATEN,
    Afwijking,
    Belasting,
    Burenpaar,
    Diagnostiek,
    Inspanning,
    Kwartiel,
    Ongelijkheid,
    uitleg,
)
from verdeling.sleutel.indicatief import TaakUitkomst
from verdeling.terms import Niveau

if TYPE_CHECKING:
    from verdeling.plan.plan import Plan

__all__ = [
    "MATEN",
    "Diagnostiek",
    "Gebieden",
    "diagnose",
    "diagnose_rijen",
    "diagnose_samen",
    "gebieden_van",
    "inwonerdatum",
    "uitleg",
]

Rij = Sequence[int] | NDArray[np.int64] | Floats
"""One number per gemeente."""
EERSTE: Final = 20
"""How many of the largest deviations are kept."""
BUREN: Final = 10
"""How many of the neighbours that differ most are kept."""
KWARTIELEN: Final = 4


@dataclass(frozen=True)
class Gebieden:
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
        fout = [
            Probleem.van("V521", code, naam=naam, inwoners=waarde)
            for code, naam, waarde in zip(self.codes, self.namen, self.inwoners.tolist(), strict=True)
            if not waarde > 0
        ]
        if fout:
            raise DataError(fout)

    @cached_property
    def groepen(self) -> dict[str, tuple[tuple[str, ...], NDArray[np.intp]]]:
        """Per level the names of its areas and, per gemeente, the number of its area."""
        return {
            naam: _number(kolom) for naam, kolom in (("provincie", self.provincies), ("regio", self.regios))
        }

    @cached_property
    def kwartiel(self) -> NDArray[np.intp] | None:
        """SES quartile 0–3 per gemeente, equal numbers, ties by code; −1 where SES is unknown."""
        if self.ses is None:
            return None
        bekend = np.flatnonzero(~np.isnan(self.ses))
        volgorde = bekend[np.argsort(self.ses[bekend], kind="stable")]
        uit = np.full(len(self.codes), -1, np.intp)
        uit[volgorde] = np.arange(len(volgorde)) * KWARTIELEN // max(1, len(volgorde))
        return uit


def diagnose_rijen(
    gebieden: Gebieden,
    plaatsen: Rij,
    sleutel: Sequence[float] | Floats,
    taak: Rij | None = None,
    eigen: Rij | None = None,
) -> Diagnostiek:
    """Compute all measures from plain rows.

    Parameters
    ----------
    gebieden
        The gemeenten.
    plaatsen
        Places per gemeente that are judged: the indicative figure, or what stands there under the plan.
    sleutel
        Yardstick per gemeente, on any scale: the unrounded share of the key.
    taak
        What each gemeente is asked, beside which its own effort is put; None: `plaatsen`.
    eigen
        Own effort per gemeente; None: regular and emergency places, when both are known.
    """
    x = np.asarray(plaatsen, float)
    p = gebieden.inwoners
    y = measures.belasting(x, p)
    q = np.asarray(sleutel, float)
    if not q.any():
        q = p  # nothing to divide: everyone is equal by any yardstick
    minimum, p10, mediaan, p90, maximum = measures.kwantielen(y, (0, 0.1, 0.5, 0.9, 1)).tolist()
    curve = measures.lorenz(x, p)
    return Diagnostiek(
        plaatsen=int(x.sum()),
        gemeenten=len(x),
        zonder=int(np.count_nonzero(x == 0)),
        belasting=Belasting(float(measures.PER * x.sum() / p.sum()), minimum, p10, mediaan, p90, maximum),
        inwoners=_ongelijkheid(gebieden, x, p),
        sleutel=_ongelijkheid(gebieden, x, q),
        lorenz=tuple(zip(curve[0].tolist(), curve[1].tolist(), strict=True)),
        afwijkingen=_deviations(gebieden, x, q * x.sum() / q.sum()),
        kwartielen=_quartiles(gebieden, x),
        inspanning=_effort(gebieden, x if taak is None else np.asarray(taak, float), eigen),
        buren=_buren(gebieden, y),
    )


def gebieden_van(gegevens: Gegevens, inwoners_op: dt.date | None = None) -> Gebieden:
    """Take from the data what diagnostics need.

    Parameters
    ----------
    gegevens
        The gemeenten that take part.
    inwoners_op
        Date of the inhabitants; None: the latest of which every gemeente has a figure.

    Raises
    ------
    DataError
        No inhabitants for every gemeente at that date.
    """
    rij = {code: i for i, code in enumerate(gegevens.codes)}
    paren = [(rij[a], rij[b]) for a, b, _ in buren() if a in rij and b in rij]
    ses = _kolom(gegevens, "ses_woa")
    bestaand, nood = (_complete(gegevens, naam) for naam in ("capaciteit_regulier", "capaciteit_nood"))
    return Gebieden(
        codes=gegevens.codes,
        namen=gegevens.namen,
        inwoners=_inwoners(gegevens, inwoners_op),
        provincies=gegevens.gebied(Niveau.PROVINCIE),
        regios=gegevens.gebied(Niveau.VEILIGHEIDSREGIO),
        ses=ses,
        buren=np.array(paren, np.intp).reshape(-1, 2),
        bestaand=bestaand,
        nood=nood,
    )


def inwonerdatum(taak: TaakUitkomst) -> dt.date | None:
    """Date of the inhabitants that the key of a task reads; None when it reads none."""
    return next((kolom.peildatum for kolom in taak.gewichten.gebruikt if kolom.naam == "inwoners"), None)


def diagnose(taak: TaakUitkomst, gegevens: Gegevens | Gebieden, plan: Plan | None = None) -> Diagnostiek:
    """Measures of one task: of its indicative figures, or of a plan for them.

    Parameters
    ----------
    taak
        The indicative figures; their unrounded quotas are the yardstick "key".
    gegevens
        The gemeenten that take part; give `Gebieden` when many outcomes are judged.
    plan
        A plan, of which K + n is judged, or what it makes of another task; None: the indicative figures are
        judged. Own effort under a plan is K + n and the emergency places that are not converted, so that no
        place counts twice.
    """
    gebieden = gegevens if isinstance(gegevens, Gebieden) else gebieden_van(gegevens)
    sleutel = np.array([q.numerator / q.denominator for q in taak.quota])
    if plan is None:
        return diagnose_rijen(gebieden, taak.aantallen, sleutel)
    if taak.naam != plan.taak:
        return diagnose_rijen(gebieden, plan.of_task(taak.naam), sleutel, taak.aantallen)
    eigen = None if gebieden.nood is None else gebieden.nood + np.subtract(plan.plan, plan.omgezet)
    return diagnose_rijen(gebieden, plan.plan, sleutel, taak.aantallen, eigen)


def diagnose_samen(taken: Sequence[TaakUitkomst], gegevens: Gegevens | Gebieden) -> Diagnostiek:
    """Measures of several tasks together, places added up per gemeente.

    Raises
    ------
    ModelError
        Tasks in different units cannot be added up.
    """
    eenheden = sorted({t.taak.eenheid for t in taken})
    if len(eenheden) != 1:
        raise ModelError.een("V525", eenheden=", ".join(eenheden))
    gebieden = gegevens if isinstance(gegevens, Gebieden) else gebieden_van(gegevens)
    plaatsen = np.sum([t.aantallen for t in taken], axis=0)
    sleutel = np.sum([[q.numerator / q.denominator for q in t.quota] for t in taken], axis=0)
    return diagnose_rijen(gebieden, plaatsen, sleutel)


def _kolom(gegevens: Gegevens, naam: str) -> Floats | None:
    """A column that diagnostics can do without: None when absent, or not known on these boundaries.

    NaN where a single figure is missing.
    """
    try:
        kolom = gegevens.kolom(naam)
    except DataError:
        return None
    return np.array([math.nan if t is None else t / kolom.noemer for t in kolom.tellers])


def _complete(gegevens: Gegevens, naam: str) -> Floats | None:
    """A column of which every figure is known; None otherwise: a sum over part of them says nothing."""
    kolom = _kolom(gegevens, naam)
    return None if kolom is None or np.isnan(kolom).any() else kolom


def _inwoners(gegevens: Gegevens, datum: dt.date | None) -> Floats:
    if datum is None:
        datums = {k.peildatum for k in gegevens.kolommen if k.naam == "inwoners" and k.peildatum}
        datum = max((d for d in datums if d <= gegevens.peildatum), default=None)
    kolom = gegevens.volledig("inwoners", datum)
    return np.array([t / kolom.noemer for t in kolom.tellers if t is not None])


def _ongelijkheid(gebieden: Gebieden, x: Floats, w: Floats) -> Ongelijkheid:
    return Ongelijkheid(
        maten={m.name: float(m.compute(x, w)) for m in measures.indices()},
        theil_provincie=measures.theil_per_group(x, w, *gebieden.groepen["provincie"]),
        theil_regio=measures.theil_per_group(x, w, *gebieden.groepen["regio"]),
    )


def _deviations(gebieden: Gebieden, x: Floats, verwacht: Floats) -> tuple[Afwijking, ...]:
    """Worst first: by relative deviation |x/e − 1|, e = 0 before all others, ties by code."""
    verschil = x - verwacht
    heeft = verwacht > 0
    relatief = np.where(
        heeft, np.abs(verschil) / np.where(heeft, verwacht, 1), np.where(x > 0, math.inf, 0.0)
    )
    return tuple(
        Afwijking(
            gebieden.codes[i],
            int(x[i]),
            float(verwacht[i]),
            float(verschil[i]),
            float(100 * verschil[i] / verwacht[i]) if heeft[i] else None,
        )
        for i in np.argsort(-relatief, kind="stable")[:EERSTE].tolist()
    )


def _quartiles(gebieden: Gebieden, x: Floats) -> tuple[Kwartiel, ...]:
    kwartiel = gebieden.kwartiel
    if kwartiel is None:
        return ()
    tel, inwoners, plaatsen = (
        np.bincount(kwartiel + 1, waarde, KWARTIELEN + 1).astype(int).tolist()
        for waarde in (None, gebieden.inwoners, x)
    )
    return tuple(
        Kwartiel(k, tel[k], inwoners[k], plaatsen[k], measures.PER * plaatsen[k] / inwoners[k])
        for k in (*range(1, KWARTIELEN + 1), 0)
        if tel[k]
    )


def _effort(gebieden: Gebieden, taak: Floats, eigen: Rij | None) -> Inspanning | None:
    if eigen is None:
        if gebieden.bestaand is None or gebieden.nood is None:
            return None
        eigen = gebieden.bestaand + gebieden.nood
    verschil = np.asarray(eigen, float) - taak
    return Inspanning(
        inspanning=int(np.sum(eigen)),
        gehaald=int(np.count_nonzero(verschil >= 0)),
        boven=int(verschil[verschil > 0].sum()),
        onder=int(-verschil[verschil < 0].sum()),
    )


def _buren(gebieden: Gebieden, y: Floats) -> tuple[Burenpaar, ...]:
    if gebieden.buren is None or not len(gebieden.buren):
        return ()
    links, rechts = gebieden.buren.T
    gat = np.abs(y[links] - y[rechts])
    uit = []
    for rij in np.argsort(-gat, kind="stable")[:BUREN].tolist():
        a, b = sorted((int(links[rij]), int(rechts[rij])), key=lambda i: (-y[i], i))
        uit.append(Burenpaar(gebieden.codes[a], gebieden.codes[b], float(y[a]), float(y[b]), float(gat[rij])))
    return tuple(uit)


def _number(kolom: tuple[str, ...]) -> tuple[tuple[str, ...], NDArray[np.intp]]:
    namen = tuple(sorted(set(kolom)))
    plek = {naam: i for i, naam in enumerate(namen)}
    return namen, np.array([plek[naam] for naam in kolom], np.intp)
