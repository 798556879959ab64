"""Speed of a plan over time: 36 months, 600 locations in 25 regions, every goal proven."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Iterator

from pydantic import BaseModel

from verdeling.inputs.tables import Gegevens, load_data
from verdeling.sleutel.indicatief import Indicatief, compute_indicatief
from verdeling.terms import Grondslag, Niveau, Status
from verdeling.tijdplan.calendar import plus_months
from verdeling.tijdplan.plan import plan_over_time
from verdeling.verdeelmodel.catalogue import load_model
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.taak import Getal
from verdeling.verdeelmodel.tijdplan import Afspraak, Behoefte, Locatie, Stap, Tijdopdracht

Regel = tuple[str, float, str, bool]
BEGIN = dt.date(2026, 1, 1)
GROND = Grondslag(bron="nagebootst", status=Status.ILLUSTRATIVE, reden="alleen om de snelheid te meten")


def _dag(maand: int) -> dt.date:
    return plus_months(BEGIN, maand) - dt.timedelta(days=1)


def locaties(codes: list[str], aantal: int, toeval: random.Random) -> Iterator[Locatie]:
    """Contracts with and without options, conversions and new locations of one region."""
    for i in range(aantal):
        code, naam = toeval.choice(codes), f"locatie {i}"
        plaatsen = toeval.choice([50, 80, 100, 125, 150, 200, 300, 400, 600])
        soort = toeval.choice(["cno", "noodopvang", "noodopvang", "azc", "azc", "azc"])
        if i % 4 == 3:
            yield Locatie(
                code=code, locatie=naam, soort=soort, plaatsen=plaatsen,
                van=plus_months(BEGIN, toeval.randrange(18)), afspraak=Afspraak.OPTIE,
                minstens_maanden=toeval.choice([1, 6, 12]),
            )  # fmt: skip
            continue
        einde = toeval.choice([None, toeval.randrange(3, 40), toeval.randrange(3, 40)])
        verder = None if einde is None or toeval.random() < 0.3 else einde + toeval.choice([6, 12, 24])
        yield Locatie(
            code=code, locatie=naam, soort=soort, plaatsen=plaatsen, van=dt.date(2025, 1, 1),
            tot_en_met=None if einde is None else _dag(einde),
            verlengbaar_tot_en_met=None if verder is None else _dag(verder),
            opzegbaar_vanaf=_dag(6) if toeval.random() < 0.3 else None,
        )  # fmt: skip
        if soort != "azc" and toeval.random() < 0.5:
            yield Locatie(
                code=code, locatie=naam, soort="azc", plaatsen=plaatsen * 4 // 5,
                van=_dag(toeval.randrange(2, 20)), afspraak=Afspraak.OPTIE, omzetting_van=soort,
            )  # fmt: skip


def geval(zaad: int, per_regio: int = 24) -> tuple[Verdeelmodel, Gegevens, Indicatief]:
    """A model of the whole country: the need of each region rises in three steps and falls again."""
    toeval = random.Random(zaad)
    model = load_model("inwoners")
    gegevens = load_data(None, model.grenzen)
    gebied = gegevens.gebied(Niveau.VEILIGHEIDSREGIO)
    alle: list[Locatie] = []
    eerste: dict[str, int] = {}
    for regio in sorted(set(gebied)):
        codes = [c for c, r in zip(gegevens.codes, gebied, strict=True) if r == regio]
        eigen = list(locaties(codes, per_regio, toeval))
        eerste[regio] = sum(loc.plaatsen for loc in eigen if loc.afspraak is Afspraak.CONTRACT)
        alle += eigen
    stappen = tuple(
        Stap(
            vanaf=plus_months(BEGIN, maand),
            plaatsen={
                r: Getal(waarde=n * procent // 100 + toeval.randrange(40), grondslag=GROND)
                for r, n in eerste.items()
            },
        )
        for maand, procent in ((0, 70), (8, 85), (16, 95), (26, 80))
    )
    opdracht = Tijdopdracht(
        grondslag=GROND,
        van=BEGIN,
        tot_en_met=_dag(36),
        behoefte={"opvang": Behoefte(stappen=stappen)},
        locaties=tuple(alle),
        wettelijk_vanaf=dt.date(2026, 7, 1),
        doelen=("tekort", "wisselingen", "tijdelijk", "kosten", "volgorde"),
    )
    eigen = BaseModel.model_copy(model, update={"tijdplan": opdracht})
    return eigen, gegevens, compute_indicatief(model, gegevens)


def landelijk() -> Iterator[Regel]:
    """Optimum of every goal proven below a minute on two cores."""
    for zaad in (1, 2):
        model, gegevens, indicatief = geval(zaad)
        begin = time.perf_counter()
        plan = plan_over_time(model, gegevens, indicatief, workers=2)
        tijd = time.perf_counter() - begin
        bewezen = plan.bewijs.proven and plan.bewijs.unique and plan.calendar.aantal == 36
        naam = f"36 months, {len(plan.stays)} locations, {plan.programma.program.size} columns, s"
        yield naam, tijd, "< 60", bewezen and tijd < 60


def main() -> bool:
    """Print one line per measurement; False when a bound is missed."""
    alles_goed = True
    for naam, waarde, doel, goed in landelijk():
        print(f"{naam:<60} {waarde:>12.2f} {doel:>10} {'ok' if goed else 'FAIL'}", flush=True)
        alles_goed &= goed
    return alles_goed


if __name__ == "__main__":
    main()
