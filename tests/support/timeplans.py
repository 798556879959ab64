"""Small plans over time for tests: locations of Deventer, the need of IJsselland (VR04), days as text."""

from __future__ import annotations

import datetime as dt
from functools import cache

from pydantic import BaseModel

from verdeling.inputs.tables import Gegevens, load_data
from verdeling.sleutel.indicatief import Indicatief, compute_indicatief
from verdeling.terms import Grondslag, Status
from verdeling.tijdplan.plan import Tijdplan, plan_over_time
from verdeling.verdeelmodel.catalogue import load_model
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.taak import Getal
from verdeling.verdeelmodel.tijdplan import Behoefte, Locatie, Stap, Tijdopdracht

GROND = Grondslag(bron="test", status=Status.ILLUSTRATIVE, reden="test")
DOELEN = ("tekort", "wisselingen", "tijdelijk", "kosten", "volgorde")
DAG = dt.date.fromisoformat


@cache
def basis() -> tuple[Verdeelmodel, Gegevens]:
    model = load_model("ijsselland-transitie")
    return model, load_data(None, model.grenzen)


def stappen(*paren: tuple[str, int], gebied: str = "VR04") -> tuple[Stap, ...]:
    return tuple(
        Stap(vanaf=DAG(dag), plaatsen={gebied: Getal(waarde=n, grondslag=GROND)}) for dag, n in paren
    )


def plan(locaties: list[Locatie], nodig: tuple[Stap, ...], tot: str, doelen=DOELEN, **regel) -> Tijdplan:
    """A plan of IJsselland (VR04) from 1 January 2024."""
    model, gegevens = basis()
    opdracht = Tijdopdracht(
        grondslag=GROND,
        doelen=doelen,
        **(
            {
                "van": DAG("2024-01-01"),
                "tot_en_met": DAG(tot),
                "behoefte": {"opvang": Behoefte(stappen=nodig)},
                "locaties": tuple(locaties),
            }
            | regel
        ),
    )
    eigen = BaseModel.model_copy(model, update={"tijdplan": opdracht})
    return plan_over_time(eigen, gegevens, cijfers(), workers=0)


@cache
def cijfers() -> Indicatief:
    model, gegevens = basis()
    return compute_indicatief(model, gegevens)


def loc(naam: str, soort: str, plaatsen: int, van: str, tot: str | None = None, **meer) -> Locatie:
    dates = {k: DAG(v) for k, v in meer.items() if k in ("verlengbaar_tot_en_met", "opzegbaar_vanaf")}
    velden = {"code": "GM0150", "tot_en_met": DAG(tot) if tot else None} | meer | dates
    return Locatie(locatie=naam, soort=soort, plaatsen=plaatsen, van=DAG(van), **velden)


def waarden(p: Tijdplan) -> dict[str, object]:
    return {d.name: d.value for d in p.doelen}
