"""The price of a rule is the optimum of the same case written down without that rule."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from support.brute import Geval
from support.plans import data_van, klein_genoeg, opdracht_van, variant
from support.small_model import REGELS, Plaats, schrijf_model
from support.worked_examples import VOORBEELDEN

import verdeling
from verdeling.errors import Onoplosbaar
from verdeling.plan.plan import solve_plan
from verdeling.plan.questions.price import prijs, to_price
from verdeling.plan.rules.basis import plan_rules
from verdeling.plan.rules.samenwerking import EVERYWHERE

ZONDER = {
    "omzetting": {"omzetting": False},
    "plafond": {"plafond": None},
    "vrijstelling": {"vrijgesteld": frozenset()},
    "vast": {"vast_gevraagd": {}, "vast_plan": {}},
    "aanbod": {"A": ()},
    "uitkering": {"euro": None, "drempel": None, "budget": None},
    "amv": {"amv": None},
    "uitruil": {"ruil": None},
    "samenwerking": {"straal": EVERYWHERE},
}
"""How a case is written without a rule; rules that the cases do not know stand in `regels`."""


def doelen_zonder(doelen: tuple[str, ...], soort: str) -> tuple[str, ...]:
    kind = next(k for k in plan_rules() if k.soort == soort)
    return tuple(d for d in doelen if d not in {goal.name for goal in kind.goals})


def zonder(v: Geval, soort: str) -> Geval:
    doelen = doelen_zonder(v.doelen, soort)
    if soort in v.regels:
        return replace(v, regels={k: w for k, w in v.regels.items() if k != soort}, doelen=doelen)
    return replace(v, doelen=doelen, **ZONDER[soort])


def opdracht_zonder(v: Geval, soort: str):
    """Rules and goals without one; the rule on sites has no switch in a case."""
    opdracht = opdracht_van(v if soort == "locatieomvang" else zonder(v, soort))
    if soort != "locatieomvang":
        return opdracht
    regels = {k: r for k, r in opdracht.regels.items() if k != soort}
    doelen = doelen_zonder(opdracht.doelen, soort)
    return opdracht.model_copy(update={"regels": regels, "doelen": doelen})


def vergelijk(v: Geval) -> int:
    """Compare every price of a case with the run without the rule; the number of prices."""
    plan = solve_plan(data_van(v), opdracht_van(v), workers=0)
    soorten = to_price(opdracht_van(v))
    for soort in soorten:
        gevonden = prijs(plan, soort)
        data = data_van(v if soort == "locatieomvang" else zonder(v, soort))
        try:
            ander = solve_plan(data, opdracht_zonder(v, soort), workers=0)
        except Onoplosbaar:
            assert gevonden.plan is None, (soort, v)
            continue
        assert gevonden.plan is not None, (soort, v)
        waarden = {d.name: d.value for d in ander.doelen[:-1]}
        assert {d.naam: d.zonder for d in gevonden.doelen} == waarden, (soort, v)
        assert gevonden.plan.plan == ander.plan, (soort, v)
    return len(soorten)


# The price of offers is told with the same bonus and no response: tests/plan/test_aanbod_bij_bonus.py.
@pytest.mark.parametrize("soort", sorted(VOORBEELDEN.keys() - {"aanbod_bij_bonus"}))
def test_every_price_of_the_worked_example(soort: str):
    assert vergelijk(VOORBEELDEN[soort].geval) >= (2 if soort == "cyclus" else 3)


def test_every_price_of_random_cases_with_several_rules():
    rng, gezien, prijzen = random.Random("prijs"), 0, 0
    while gezien < 30:
        v = variant(rng.choice(["zacht", "aanbod"]), rng)
        ander = variant(rng.choice(["plafond", "vrijstelling", "vast", "aanbod"]), rng)
        n = len(v.N)
        v = replace(
            v,
            plafond=ander.plafond,
            vrijgesteld=frozenset(g for g in ander.vrijgesteld if g < n),
            vast_gevraagd={g: x for g, x in ander.vast_gevraagd.items() if g < n},
            A=tuple(rng.choice([None, 0, 2, 9]) for _ in range(n)),
        )
        if not klein_genoeg(v):
            continue
        try:
            prijzen += vergelijk(v)
        except Onoplosbaar:
            continue
        gezien += 1
    assert prijzen >= 100


def test_the_price_of_offers_is_the_run_of_a_model_without_offers(tmp_path: Path):
    """5 new places at most anywhere: of 20 asked 10 find none; the offer of 30 lifts that to 0."""
    regels = REGELS | {
        "provincietotaal": {"hard": False},
        "locatieomvang": {"minimum": 0, "maal_opgave": "1/2", "ruimte_minstens": 5},
    }
    wie = [Plaats("GM0654", "Borsele", "Zeeland", 10), Plaats("GM0664", "Goes", "Zeeland", 10, biedt=30, x=1)]
    doelen = ("tekort", "nabijheid", "volgorde")
    met = schrijf_model(tmp_path / "met", wie, regels | {"aanbod": {"kolom": "aanbod"}}, doelen)
    los = schrijf_model(tmp_path / "los", wie, regels, doelen)
    resultaat, ander = verdeling.run(met, met.parent), verdeling.run(los, los.parent)
    assert resultaat.plan is not None
    assert ander.plan is not None
    assert ander.plan.doelen[0].value == 10
    gevonden = prijs(resultaat.plan, "aanbod")
    assert gevonden.doelen[0].met == 0
    assert {d.naam: d.zonder for d in gevonden.doelen} == {
        d.name: d.value for d in ander.plan.doelen if d.name != "volgorde"
    }
