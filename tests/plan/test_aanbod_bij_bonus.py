"""Offers for a bonus: the plan equals counting by hand over every division, and bad offers are told."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from pathlib import Path

import pytest
from support.brute import Geval, per_provincie, placings
from support.plans import data_van, opdracht_van

from verdeling.errors import DataError, ModelError
from verdeling.pipeline import run
from verdeling.plan.plan import solve_plan
from verdeling.plan.questions.frontier import frontier
from verdeling.plan.questions.price import prijs

STEPS = [(5, "1/2", 0), (10, "1/2", 1)]
"""From 5 euros half the figure, from 10 as much again and all emergency places."""


def case(rng: random.Random, per: str) -> Geval:
    n = rng.randint(2, 4)
    steps = [{"vanaf_euro": e, "deel_cijfer": c, "deel_nood": d} for e, c, d in STEPS]
    return Geval(
        N=tuple(rng.randint(1, 5) for _ in range(n)),
        K=tuple(rng.choice([0, 0, 1, 3, 6]) for _ in range(n)),
        E=(1, *(rng.choice([0, 2]) for _ in range(n - 1))),
        plek=tuple((k, 0) for k in range(n)),
        provincie=tuple(sorted(rng.randint(20, 21) for _ in range(n))),
        doelen=("gedwongen", "uitkering"),
        minimum=rng.randint(1, 3),
        ruimte=9,
        straal=None,
        dichtstbij=9,
        euro=7,
        regels={"aanbod_bij_bonus": {"niveaus": [0, 5, 10], "per": per, "stappen": steps}},
    )


def outcomes(v: Geval, wie: list[int], euro: int) -> set[tuple[int, int]]:
    """Imposed and paid in one provincie at one amount, of every division of new places."""
    rest = max(0, sum(v.N[g] - v.K[g] for g in wie))
    offers = {g: (v.N[g] // 2) * (euro >= 5) + (v.N[g] // 2 + v.E[g]) * (euro >= 10) for g in wie}
    found = set()
    for new in placings(v, wie):
        free = sum(min(offers[g], max(0, x - max(0, v.N[g] - v.K[g]))) for g, x in zip(wie, new, strict=True))
        paid = euro * sum(max(0, v.K[g] + x - v.N[g]) for g, x in zip(wie, new, strict=True))
        found.add((rest - free, paid))
    return found


def by_hand(v: Geval, wie: list[int], euro: int) -> tuple[int, int] | None:
    """Least imposed and then least paid."""
    return min(outcomes(v, wie, euro), default=None)


def within(v: Geval, levels: list[tuple[int, ...]], most: int) -> tuple[int, int] | None:
    """Least imposed and then least paid within a budget for all provincies together, at amounts of one of
    `levels`.
    """
    sums: list[tuple[int, int]] = []
    for some in levels:
        total = {(0, 0)}
        for wie in per_provincie(v):
            mine = set().union(*(outcomes(v, wie, euro) for euro in some))
            total = {(a + c, b + d) for a, b in total for c, d in mine}
        sums += [s for s in total if s[1] <= most]
    return min(sums, default=None)


def expected(v: Geval, per: str) -> tuple[int, int] | None:
    table = [[by_hand(v, wie, euro) for euro in (0, 5, 10)] for wie in per_provincie(v)]
    if any(x is None for row in table for x in row):
        return None
    if per == "provincie":
        chosen = [min(row) for row in table]
        return sum(a for a, _ in chosen), sum(b for _, b in chosen)
    return min((sum(r[k][0] for r in table), sum(r[k][1] for r in table)) for k in range(3))


@pytest.mark.parametrize("per", ["provincie", "land"])
def test_the_plan_is_the_best_of_all_divisions(per: str):
    rng, seen, free = random.Random(f"bonus {per}"), 0, 0
    while seen < 60:
        v = case(rng, per)
        best = expected(v, per)
        if best is None or sum(max(0, n - k) for n, k in zip(v.N, v.K, strict=True)) > 9:
            continue
        seen += 1
        plan = solve_plan(data_van(v), opdracht_van(v), workers=0)
        assert tuple(d.value for d in plan.doelen[:2]) == best, v
        assert sum(plan.amounts("uitkering_eur") or ()) == best[1], v
        assert sum(plan.amounts("aangeboden") or ()) == sum(plan.nieuw) - best[0], v
        assert plan.amounts("ontlast") is not None
        free += bool(sum(plan.amounts("aangeboden") or ()))
    assert 15 <= free < seen, "offers must matter in some plans and not in all"


def hand() -> Geval:
    return replace(
        case(random.Random(1), "land"),
        N=(4, 4),
        K=(0, 4),
        E=(0, 2),
        plek=((0, 0), (1, 0)),
        provincie=(20, 20),
        minimum=1,
    )


def test_without_response_everything_is_imposed():
    """4 are left; at 10 euros the second offers 4 + 2, so all 4 come freely; without offers none does."""
    plan = solve_plan(data_van(hand()), opdracht_van(hand()), workers=0)
    assert [d.value for d in plan.doelen[:2]] == [0, 40]
    (imposed, paid) = prijs(plan, "aanbod_bij_bonus").doelen
    assert (imposed.naam, imposed.met, imposed.zonder) == ("gedwongen", 0, 4)
    assert (paid.naam, paid.met, paid.zonder) == ("uitkering", 40, 0)


def test_without_the_rule_that_pays_only_what_is_free_is_offered():
    plan = solve_plan(data_van(hand()), opdracht_van(hand()), workers=0)
    (imposed,) = prijs(plan, "uitkering").doelen
    assert (imposed.naam, imposed.met, imposed.zonder) == ("gedwongen", 0, 4)


def test_a_budget_chooses_the_amount_that_it_can_pay():
    """5 euros buy half the figure of the second, 2 places; the other 2 go to the first."""
    v = replace(hand(), budget=19)
    plan = solve_plan(data_van(v), opdracht_van(v), workers=0)
    assert [d.value for d in plan.doelen[:2]] == [2, 10]
    assert plan.nieuw == (2, 2)


def problems(settings: dict, **more: object) -> list[tuple[str, str]]:
    v = replace(hand(), regels={"aanbod_bij_bonus": settings}, **more)
    with pytest.raises((ModelError, DataError)) as error:
        solve_plan(data_van(v), opdracht_van(v), workers=0)
    assert all(p.tekst("nl") != p.tekst("en") for p in error.value.problemen)
    return [(p.code, p.waar) for p in error.value.problemen]


def test_amounts_and_steps_that_descend_are_told_with_both_numbers():
    steps = [{"vanaf_euro": 9, "deel_cijfer": 1}, {"vanaf_euro": 4, "deel_cijfer": 1}]
    found = problems({"niveaus": [10, 5], "stappen": steps})
    assert found == [
        ("V921", "plan.regels.aanbod_bij_bonus.niveaus.1"),
        ("V921", "plan.regels.aanbod_bij_bonus.stappen.1"),
    ]


def test_what_cannot_stand_beside_the_rule_is_told():
    steps = [{"vanaf_euro": 9, "deel_nood": "1/2"}]
    assert problems({"niveaus": [10], "stappen": steps}, E=(0, 0)) == [
        ("V922", "plan.regels.aanbod_bij_bonus.stappen")
    ]
    assert problems({"niveaus": [5, 10]}, doelen=("gedwongen",)) == [
        ("V924", "plan.regels.aanbod_bij_bonus.niveaus")
    ]


@pytest.mark.parametrize(
    ("rows", "code", "place"),
    [
        ("Deventer,10,", "V925", "aanbod.csv:2:vanaf_euro (Deventer)"),
        ("Deventr,10,500", "V197", "aanbod.csv:2:gemeente"),
        ("Deventer,10,1000\nDeventer,10,500", "V921", "aanbod.csv:3:vanaf_euro (Deventer)"),
        ("Deventer,-3,500", "V452", "aanbod.csv:2:aantal (Deventer)"),
    ],
)
def test_a_table_of_offers_that_is_wrong_is_told_with_its_place(
    tmp_path: Path, rows: str, code: str, place: str
):
    (tmp_path / "aanbod.csv").write_text(f"gemeente,aantal,vanaf_euro\n{rows}\n", "utf-8")
    assert problems({"niveaus": [10], "tabel": str(tmp_path / "aanbod.csv")}) == [(code, place)]


def test_offers_of_a_table_are_used(tmp_path: Path):
    (tmp_path / "aanbod.csv").write_text(
        "gemeente,aantal,vanaf_euro\nDeventer,30,0\nDeventer,20,1000\nZwolle,5,1500\n", "utf-8"
    )
    settings = ["plan.regels.aanbod_bij_bonus.niveaus=[1000]"]
    settings.append(f"plan.regels.aanbod_bij_bonus.tabel={tmp_path / 'aanbod.csv'}")
    plan = run("spreidingswet-2026-aanbod-geen", overrides=settings).plan_of_fout
    (filled,) = plan.programma.regel("aanbod_bij_bonus").rows(plan.solved)
    assert [(r.gemeente, r.bonus_eur, r.beschikbaar) for r in filled.rows] == [("Deventer", 1000, 50)]


@pytest.mark.parametrize("per", ["provincie", "land"])
def test_the_frontier_is_the_envelope_of_all_divisions(per: str):
    """No kink above what counting finds within its euros, and between two kinks nothing below their line."""
    rng, seen, bent = random.Random(f"envelope {per}"), 0, 0
    levels: list[tuple[int, ...]] = [(0,), (5,), (10,)] if per == "land" else [(0, 5, 10)]
    while seen < 25:
        v = case(rng, per)
        if expected(v, per) is None or sum(max(0, n - k) for n, k in zip(v.N, v.K, strict=True)) > 9:
            continue
        seen += 1
        curve = frontier(data_van(v), opdracht_van(v), workers=0).country
        counted = [within(v, levels, kink.euro) for kink in curve]
        assert [(k.imposed, k.euro) for k in curve] == counted, v
        assert all(a.euro < b.euro and a.imposed > b.imposed for a, b in itertools.pairwise(curve))
        assert (curve[-1].imposed, curve[-1].euro) == within(v, levels, 10**6)
        bent += len(curve) > 2
        for a, b in itertools.pairwise(curve):
            same = [a.bonus] if per == "land" else levels
            for euro in range(a.euro + 1, b.euro) if a.bonus == b.bonus or per != "land" else ():
                best = within(v, same, euro)
                assert best is not None
                gained, steps = best[0] - a.imposed, euro - a.euro
                assert gained * (b.euro - a.euro) >= (b.imposed - a.imposed) * steps, v
    assert bent >= 5, "some curves must bend"
