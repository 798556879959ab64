"""Plans made elsewhere, and what rules cost."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from support.plans import data_van, opdracht_van
from support.worked_examples import SAMEN

from verdeling.errors import DataError
from verdeling.plan.plan import solve_plan
from verdeling.plan.questions import price
from verdeling.plan.questions.outside import OutsideRow, count_places, judge_plan
from verdeling.plan.questions.price import assignment_of as opdracht_terug
from verdeling.plan.questions.price import price_of_fairness, prijs, rule_prices, to_price
from verdeling.result.plan_tables import price_rows, prices_json

V = replace(SAMEN, minimum=5)
"""The optimum is 5 and 1 new places: one place travels 5 km."""


def rijen(*plan: int) -> list[OutsideRow]:
    return [OutsideRow(f"r{i}", f"GM000{i}", p) for i, p in enumerate(plan, 1)]


def toets(v, *plan: int):
    data = data_van(v)
    return judge_plan(data, opdracht_van(v), *count_places(rijen(*plan), data), "scip")


def test_the_own_plan_breaks_nothing():
    uit = toets(V, 5, 2, 5)
    assert uit.overtredingen == ()
    assert [(d.naam, d.waarde, d.optimum) for d in uit.doelen] == [
        ("nabijheid", 50, 50),
        ("nieuwbouw", 5, 5),
        ("locaties", 1, 1),
    ]
    assert uit.verschil == uit.wijziging == (0, 0, 0)


def test_a_dearer_plan_that_keeps_the_rules():
    """All 4 places of the first in the second: 4 × 50; conversion of 2 leaves 4 to build."""
    uit = toets(V, 0, 7, 5)
    assert uit.overtredingen == ()
    assert {d.naam: (d.waarde, d.optimum) for d in uit.doelen} == {
        "nabijheid": (200, 50),
        "nieuwbouw": (4, 5),
        "locaties": (0, 1),
    }
    assert uit.verschil == (-5, 5, 0)
    assert uit.wijziging == (0, 0, 0)


def test_a_site_that_is_too_small_is_named_and_repaired_with_one_place():
    """4 at home is one short of 5: one place more there, one less in the second."""
    uit = toets(V, 4, 3, 5)
    (fout,) = uit.overtredingen
    assert (fout.regel, fout.waar, fout.aantal) == ("locatieomvang", "GM0001", 1)
    assert "vraagt 5 plaatsen" in fout.zin.nl
    assert uit.wijziging == (1, -1, 0)


def test_places_that_are_missing_or_closed_are_told():
    uit = toets(V, 5, 1, 4)
    broken_rows = {(o.regel, o.aantal) for o in uit.overtredingen}
    assert ("bestaande_capaciteit", 1) in broken_rows
    assert sum(o.aantal for o in uit.overtredingen if o.regel == "provincietotaal") == 1


def test_a_joint_site_counts_once():
    """Druten and Wijchen planned one group of 300 and were counted for two."""
    data = data_van(V)
    samen = [
        OutsideRow("r1", "GM0001", 4, "samen"),
        OutsideRow("r2", "GM0002", 5, "samen"),
        OutsideRow("r3", "GM0002", 2),
    ]
    plaatsen, meldingen = count_places(samen, data)
    assert plaatsen.tolist() == [5, 2, -1], "of the third the plan says nothing"
    assert "telt één keer, 5 plaatsen in GGM0001 (opgeteld zouden het er 9 zijn)" in meldingen[0].tekst("nl")
    assert meldingen[1].code == "V445"


def test_bad_rows_are_told_all_at_once():
    with pytest.raises(DataError) as twee:
        count_places([*rijen(1), *rijen(2), OutsideRow("r9", "GM9999", 1)], data_van(V))
    assert [p.code for p in twee.value.problemen] == ["V443", "V450"]


def test_the_report_of_one_provincie_says_nothing_of_another():
    """The fourth, alone in its provincie, must place 6 at home; the report does not name it."""
    ander = replace(V, N=(*V.N, 6), K=(*V.K, 0), E=(*V.E, 0), plek=(*V.plek, V.plek[0]))
    uit = toets(replace(ander, provincie=(20, 20, 20, 21)), 5, 2, 5)
    assert uit.plaatsen == (5, 2, 5, 6)
    assert uit.overtredingen == ()
    assert [m.code for m in uit.meldingen] == ["V447"]
    assert uit.meldingen[0].waar == "PV21"
    # In the same provincie it is a gemeente of which nothing is known: it may well place its 6 itself.
    uit = toets(replace(ander, provincie=(20, 20, 20, 20)), 5, 2, 5)
    assert [m.code for m in uit.meldingen] == ["V445"]
    assert uit.plaatsen == (5, 2, 5, None)
    assert uit.overtredingen == ()
    assert any("GGM0004" in m.tekst("nl") for m in uit.onbepaald)


@pytest.mark.parametrize("doel", ["uitkering", "verandering"])
def test_a_plan_beyond_all_measure_is_told_and_not_impossible(doel):
    v = replace(V, euro=10, eerder=(0, 0, 0), doelen=(doel, *V.doelen))
    uit = toets(v, 5, 2, 9_999_999)
    euro = 10 * (max(0, 5 - 6) + max(0, 2 - 4) + 9_999_999 - 2)
    waarde = {d.naam: d.waarde for d in uit.doelen}[doel]
    assert waarde == (euro if doel == "uitkering" else 5 + 2 + 9_999_999)
    assert not [o for o in uit.overtredingen if o.regel == "uitkering"]
    assert uit.herstel is not None


def test_the_price_of_the_minimum_is_the_one_place_that_travels():
    plan = solve_plan(data_van(V), opdracht_van(V), workers=0)
    assert to_price(opdracht_terug(plan)) == ("locatieomvang", "omzetting", "samenwerking")
    klein = prijs(plan, "locatieomvang")
    assert [(d.naam, d.met, d.zonder) for d in klein.doelen] == [("nabijheid", 50, 0), ("nieuwbouw", 5, 4)]
    assert dict(klein.verschil) == {"GM0001": -1, "GM0002": 1}
    zonder = prijs(plan, "omzetting")
    assert [(d.naam, d.met, d.zonder) for d in zonder.doelen][1] == ("nieuwbouw", 5, 6)
    assert dict(zonder.verschil) == {}


def test_the_price_of_fairness():
    """Free to choose, the first is asked 5 and the second 1: nothing travels."""
    prijs_ = price_of_fairness(solve_plan(data_van(V), opdracht_van(V), workers=0))
    assert [(d.naam, d.met, d.zonder) for d in prijs_.doelen][0] == ("nabijheid", 50, 0)
    assert prijs_.plan is not None
    assert prijs_.plan.gevraagd[0] in {5, 6}


def test_a_price_that_is_not_proven_in_time_is_told_and_the_others_go_on(monkeypatch):
    plan = solve_plan(data_van(V), opdracht_van(V), workers=0)
    echt = price.solve_plan

    def los(data, opdracht, *args, **kwargs):
        if "omzetting" not in opdracht.regels:
            kwargs["time_limit"] = 1e-9
        return echt(data, opdracht, *args, **kwargs)

    monkeypatch.setattr(price, "solve_plan", los)
    gehoord = []
    uit = {p.regel: p for p in rule_prices(plan, voortgang=lambda klaar, alle: gehoord.append((klaar, alle)))}
    assert gehoord == [(0, 4), (1, 4), (2, 4), (3, 4)]
    assert [p.bewezen for p in uit.values()] == [True, False, True, True]
    assert uit["omzetting"].doelen == ()
    assert uit["omzetting"].plan is None
    assert [(d.naam, d.met, d.zonder) for d in uit["locatieomvang"].doelen][0] == ("nabijheid", 50, 0)
    rij = next(r for r in price_rows(plan, list(uit.values())).rows if r.regel == "omzetting")
    assert rij.soort == "niet_bewezen"
    told = next(r for r in prices_json(plan, list(uit.values())) if r["regel"] == "omzetting")
    assert (told["oplosbaar"], told["bewezen"]) == (None, False)


def test_a_rule_without_which_there_is_no_plan():
    """Without the lifted ceiling nothing changes; the price of a ceiling of half the figure is 2 places."""
    v = replace(SAMEN, plafond=Fraction(1, 2), hard=False, doelen=("tekort", "nabijheid"))
    plan = solve_plan(data_van(v), opdracht_van(v), workers=0)
    assert [(d.naam, d.met, d.zonder) for d in prijs(plan, "plafond").doelen][0] == ("tekort", 2, 0)
