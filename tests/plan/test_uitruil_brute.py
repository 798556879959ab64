"""Hundreds of tiny joint programs, rules × limits, against every exchange by enumeration; both engines."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from fractions import Fraction

import pytest
from support.plans import data_van, np, opdracht_van
from support.worked_examples import SAMEN

from verdeling.plan.build import build_program
from verdeling.plan.plan import read_plan
from verdeling.solver.solving import solve

PROGRAMS, BATCHES = 520, 8


def case(rng: random.Random):
    n, k = [rng.randint(2, 5) for _ in range(3)], [rng.choice([0, 0, 1, 4]) for _ in range(3)]
    ratio = rng.choice([Fraction(1), Fraction(1, 2), Fraction(8, 27), Fraction(2)])
    limits = {
        "hoogstens_weg": {"opvang": rng.choice(["1", "1/2"]), "ander": rng.choice(["1/4", "1/2", "1"])},
        "hoogstens_erbij": {"ander": rng.choice(["0", "1/2", "1"])}
        | ({"opvang": "1/2"} if rng.random() < 0.3 else {}),
    }
    rules: dict = {"uitruil": {"verhoudingen": {"opvang": 1, "ander": ratio}, **limits}}
    goals = ("tekort", "locaties", "ruil")
    if rng.random() < 0.5:
        geruild = rng.random() < 0.3
        euros = {"waarde": 10, "grondslag": {"bron": "proef"}}
        rules["uitkering"] = {"per_plaats": euros, "geruild": geruild}
        goals = ("tekort", "uitkering", "locaties", "ruil")
    v = replace(
        SAMEN, N=tuple(n), K=tuple(k), E=(0, 0, 0), minimum=rng.randint(1, 3), straal=None, hard=False
    )
    return replace(v, ander=tuple(rng.randint(0, 12) for _ in range(3)), regels=rules, doelen=goals), ratio


def best(v, ratio: Fraction, r: list[int], tables=(0, 0, 0), room=(-1, -1, -1)) -> list[int]:
    """Least shortage, payment, sites and exchange over every exchange of lots; each places at home."""
    rule = v.regels["uitruil"]
    weg, erbij = rule["hoogstens_weg"], rule["hoogstens_erbij"]
    lot = min(ratio, Fraction(1))
    value = max(1, int(ratio))
    ranges = []
    for g in range(3):
        gives = int(int(Fraction(weg["ander"]) * v.ander[g]) * lot)
        most = int(Fraction(erbij["ander"]) * v.ander[g])
        takes = int((most if room[g] < 0 else min(most, max(0, room[g] - v.ander[g]))) * lot)
        less = int(Fraction(weg["opvang"]) * r[g])
        more = int(Fraction(erbij["opvang"]) * v.N[g]) if "opvang" in erbij else value * gives
        ranges.append([value * y for y in range(-takes, gives + 1) if -less <= value * y <= more])
    found = []
    for moved in itertools.product(*ranges):
        if any(sum(b for b, t in zip(moved, tables, strict=True) if t == mine) for mine in tables):
            continue
        options = [range(max(0, r[g] + b) + 1) for g, b in enumerate(moved)]
        for built in itertools.product(*options):
            if any(n and not v.K[g] and n < v.minimum for g, n in enumerate(built)):
                continue
            if any(n > max(v.ruimte, int(v.maal * v.N[g])) for g, n in enumerate(built)):
                continue
            short = sum(r[g] + b - built[g] for g, b in enumerate(moved))
            sites = sum(1 for g in range(3) if built[g] and not v.K[g])
            swapped = sum(max(0, b) for b in moved) + sum(max(0, b) for b in moved) // value
            paid = 0
            if pay := v.regels.get("uitkering"):
                for g in range(3):
                    free = 0 if pay["geruild"] else min(built[g], max(0, moved[g]))
                    paid += 10 * max(0, v.K[g] + built[g] - free - v.N[g])
            found.append([short, *([paid] if pay else []), sites, swapped])
    return min(found)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_tiny_joint_programs_equal_enumeration_and_engines_agree(batch: int) -> None:
    rng = random.Random(1100 + batch)
    for turn in range(PROGRAMS // BATCHES):
        v, ratio = case(rng)
        pp = build_program(data_van(v), opdracht_van(v))
        engine = "scip" if turn % 2 else "highs"
        plan = read_plan(pp, solve(pp.program, engine, workers=0))
        r = [g - b for g, b in zip(plan.gevraagd, plan.bestaand, strict=True)]
        assert [d.value for d in plan.doelen[:-1]] == best(v, ratio, r), v
        if turn % 10 == 0:
            other = solve(pp.program, "scip" if engine == "highs" else "highs", workers=0)
            assert (other.x == plan.bewijs.x).all()


@pytest.mark.parametrize("within", ["provincie", "veiligheidsregio", "land"])
def test_who_may_exchange_and_the_room_of_each_equal_enumeration(within: str) -> None:
    """Sums hold at each table and nowhere between tables; nobody takes over more than it has room for."""
    rng = random.Random(f"binnen {within}")
    apart = 0
    for turn in range(40):
        v, ratio = case(rng)
        v = replace(v, provincie=tuple(sorted(rng.randint(20, 21) for _ in range(3))))
        region = tuple(rng.choice(["VR01", "VR02"]) for _ in range(3))
        room = tuple(rng.choice([-1, 0, 4, 9, 14]) for _ in range(3))
        settings = {**v.regels["uitruil"], "binnen": within, "ruimte": {"ander": {}}}
        v = replace(v, regels={**v.regels, "uitruil": settings})
        data = replace(data_van(v), regio=region, figures={"ruimte_ander": np.array(room)})
        pp = build_program(data, opdracht_van(v))
        plan = read_plan(pp, solve(pp.program, "scip" if turn % 2 else "highs", workers=0))
        r = [g - b for g, b in zip(plan.gevraagd, plan.bestaand, strict=True)]
        tables = {"provincie": v.provincie, "veiligheidsregio": region, "land": (0, 0, 0)}[within]
        assert [d.value for d in plan.doelen[:-1]] == best(v, ratio, r, tables, room), (v, region, room)
        apart += len(set(tables)) > 1
    assert within == "land" or apart > 10
