"""The plan over the half-years of a cycle: small ones by enumeration, the shipped one from its tables."""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest
from support.brute import Geval, members, plannen, provincies, waarde
from support.plans import basis, data_van, getal, klein_genoeg, opdracht_van, uitkomst
from support.worked_examples import VOORBEELDEN

from verdeling.errors import ModelError
from verdeling.insight.plan_explanation import other_tasks
from verdeling.pipeline.running import run
from verdeling.plan.build import build_program
from verdeling.plan.plan import read_plan
from verdeling.plan.rules.cyclus import Cyclusplan
from verdeling.solver.solving import solve

DOELEN = ("zonder_plaats", "noodopvang", "nabijheid", "nieuwbouw", "locaties", "verhuizingen")


def cycle(rng: random.Random) -> Geval:
    """A small plan of two or three half-years."""
    v = basis(rng, 4)
    ander = tuple(rng.randint(1, 3) for _ in v.N)
    t = rng.randint(2, 3)
    wachtend = sum(ander) * t + rng.randint(0, 6)
    settings = {
        "taken": ["ander"],
        "eerste": "2026-2",
        "halfjaren": t,
        "bouwtijd": rng.randint(0, 2),
        "wachtend": getal(wachtend),
        "in_opvang": getal(wachtend + rng.randint(5, 12)),
        "scenario": "een",
        "scenarios": {"een": {"instroom": getal(2 * rng.randint(0, 8)), "deel": number_of("1/2")}},
        "boven_taak": rng.choice(["0", "1/2"]),
    }
    return replace(v, ander=ander, doelen=DOELEN, regels={"cyclus": settings})


def number_of(tekst: str) -> dict:
    return {"waarde": tekst, "grondslag": {"bron": "proef"}}


def shares(total: int, weights: list[int]) -> list[int]:
    """Largest remainders, the first area first when they are equal."""
    out = [total * w // sum(weights) for w in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % sum(weights)), i))
    for i in order[: total - sum(out)]:
        out[i] += 1
    return out


def needs(v: Geval) -> list[tuple[list[int], list[int]]]:
    """Per provincie who waits and how many places are needed after each half-year, with the task alone."""
    s, areas = v.regels["cyclus"], provincies(v)
    waiting, people = s["wachtend"]["waarde"], s["in_opvang"]["waarde"]
    per_half = Fraction(s["scenarios"]["een"]["instroom"]["waarde"]) / 4
    task = [sum(v.ander[g] for g in members(v, p)) for p in areas]
    room = [max(sum(v.N[g] for g in members(v, p)), sum(v.K[g] for g in members(v, p))) for p in areas]
    begin, held = shares(waiting, task), shares(people, room)
    out: list[tuple[list[int], list[int]]] = [([], []) for _ in areas]
    for t in range(1, s["halfjaren"] + 1):
        for i, total in enumerate(shares(int(waiting + per_half * t), task)):
            left = total - t * task[i]
            out[i][0].append(left)
            out[i][1].append(held[i] - begin[i] + left)
    return out


def inner(v: Geval, n: tuple[int, ...], c: tuple[int, ...]) -> tuple[int, int, int]:
    """Fewest people without a place, then emergency places, then moves, for given new places."""
    s = v.regels["cyclus"]
    times, most = range(s["halfjaren"]), Fraction(s["boven_taak"])
    totals = [0, 0, 0]
    for (waits, needed), p in zip(needs(v), provincies(v), strict=True):
        mine = members(v, p)
        room = sum(int(v.ander[g] * most) for g in mine)
        emergency = [v.E[g] - c[g] for g in mine]
        uses = list(itertools.product(*(range(e + 1) for e in emergency)))
        best = None
        for extra in itertools.product(range(room + 1), repeat=len(times)):
            ahead = list(itertools.accumulate(extra))
            if any(a > w for a, w in zip(ahead, waits, strict=True)):
                continue
            lack = []
            for t in times:
                stand = sum(v.K[g] + (n[g] if t + 1 > s["bouwtijd"] else c[g]) for g in mine)
                lack.append(max(0, needed[t] - stand - ahead[t]))
            without = sum(max(0, x - sum(emergency)) for x in lack)
            used = sum(min(x, sum(emergency)) for x in lack)
            if best is not None and (without, used) > best[:2]:
                continue
            options = [[u for u in uses if sum(u) == min(x, sum(emergency))] for x in lack]
            moves = min(
                sum(max(0, b - a) for x, y in itertools.pairwise(way) for a, b in zip(x, y, strict=True))
                for way in itertools.product(*options)
            )
            best = min(best or (without, used, moves), (without, used, moves))
        assert best is not None
        totals = [a + b for a, b in zip(totals, best, strict=True)]
    return totals[0], totals[1], totals[2]


@pytest.mark.parametrize("seed", range(10))
def test_enumeration_equals_the_engines(seed: int):
    rng, tried, coupled = random.Random(f"cyclus {seed}"), 0, 0
    while tried < 50:
        v = cycle(rng)
        few = any(x < w for waits, needed in needs(v) for w, x in zip(waits, needed, strict=True))
        if not klein_genoeg(v) or sum(v.E) > 6 or few:
            continue
        times = cache(lambda n, c, v=v: inner(v, n, c))

        def rank(u, v=v, times=times):
            without, used, moves = times(tuple(u.n), tuple(u.c))
            known = [waarde(v, d, u) for d in ("nabijheid", "nieuwbouw", "locaties")]
            flows = [u.f.get((g, h), 0) for g in range(len(v.N)) for h in range(len(v.N))]
            return [without, used, *known, moves, list(u.n), list(u.c), flows]

        best = min(((rank(u), u) for u in plannen(v)), key=lambda pair: pair[0], default=None)
        if best is None:
            continue
        tried += 1
        engine = ("scip", "highs")[tried % 2]
        program = build_program(data_van(v), opdracht_van(v))
        plan = read_plan(program, solve(program.program, engine, workers=0))
        assert [d.value for d in plan.doelen[:-1]] == best[0][:6], (seed, tried, v)
        assert uitkomst(plan) == (best[1].n, best[1].c, best[1].f), (seed, tried, v)
        coupled += best[0][1] > 0
    assert coupled > 3, "emergency places must matter in some cases"


def settings(**changed: object) -> tuple[Geval, dict]:
    v = VOORBEELDEN["cyclus"].geval
    return v, v.regels["cyclus"] | changed


@pytest.mark.parametrize(
    ("changed", "code", "says"),
    [
        ({"eerste": "2027"}, "V250", "2027 is geen halfjaar"),
        ({"taken": ["weg"]}, "V462", "bekend zijn ander"),
        ({"scenario": "hoog"}, "V943", "bekend zijn midden"),
        ({"wachtend": getal(1)}, "V940", "1 statushouders meer gehuisvest"),
        ({"in_opvang": getal(5)}, "V941", "wachten in 2027-1 3 statushouders meer"),
        ({"wachtend": getal(-1)}, "V452", "getal van 0 of meer"),
        ({"achterstand": {"GM9999": getal(1)}}, "V450", "GM9999"),
        (
            {
                "scenarios": {"midden": {"instroom": getal(16), "deel": number_of("5/4")}},
            },
            "V944",
            "van 0 tot en met 1",
        ),
        (
            {
                "eindigt": [
                    {"gemeente": "GM0003", "plaatsen": 6, "vanaf": "2027-2", "grondslag": {"bron": "p"}}
                ]
            },
            "V945",
            "eindigen 6 plaatsen, maar er staan er 5",
        ),
    ],
)
def test_bad_settings_are_told_with_their_place(changed: dict, code: str, says: str):
    v, regel = settings(**changed)
    v = replace(v, regels={"cyclus": regel})
    with pytest.raises(ModelError) as told:
        build_program(data_van(v), opdracht_van(v))
    assert code in {p.code for p in told.value.problemen}
    assert says in told.value.tekst("nl")
    assert all(p.waar.startswith("plan.regels.cyclus.") for p in told.value.problemen)


def test_without_emergency_places_or_its_goal_the_rule_cannot_stand():
    v = replace(VOORBEELDEN["cyclus"].geval, omzetting=False, doelen=("nieuwbouw",))
    with pytest.raises(ModelError) as told:
        build_program(data_van(v), opdracht_van(v))
    assert [p.code for p in told.value.problemen] == ["V946", "V947"]


def test_the_half_years_of_a_cycle_know_no_exchange():
    v = VOORBEELDEN["cyclus"].geval
    exchange = {"verhoudingen": {"opvang": 1, "ander": 1}, "onbegrensd": True}
    with pytest.raises(ModelError) as told:
        build_program(data_van(v), opdracht_van(replace(v, regels=v.regels | {"uitruil": exchange})))
    assert [(p.code, p.waar) for p in told.value.problemen if p.code == "V871"] == [
        ("V871", "plan.regels.cyclus")
    ]


def plan_of(**changed: object):
    v, regel = settings(**changed)
    program = build_program(data_van(v), opdracht_van(replace(v, regels={"cyclus": regel})))
    return read_plan(program, solve(program.program, workers=0))


def tables(plan) -> tuple[list, list]:
    stand, per_gemeente = plan.solved.o.rule(Cyclusplan).rows(plan.solved)
    return stand.rows, per_gemeente.rows


def test_places_that_end_and_a_backlog_count_from_their_half_year():
    ends = {"gemeente": "GM0003", "plaatsen": 5, "vanaf": "2027-2", "grondslag": {"bron": "proef"}}
    stand, per_gemeente = tables(plan_of(eindigt=[ends], achterstand={"GM0001": getal(2)}))
    assert [r.duurzaam for r in stand] == [8, 7]  # 12 − 5
    assert [r.taakstelling for r in per_gemeente if r.code == "GM0001"] == [6, 4]
    assert [r.gehuisvest for r in stand][0] == 6 + 2 + sum(
        r.boven_taak for r in per_gemeente if r.halfjaar == "2027-1"
    )


def test_a_gemeente_reads_its_half_years():
    said = plan_of().waarom("GM0003")
    assert (
        "GGM0003, 2027-1: 5 plaatsen die blijven, waarvan 0 omgezet en 0 nieuw gebouwd; "
        "1 noodplaats in gebruik; 0 statushouders gehuisvest, 0 voor de taakstelling en 0 erboven"
    ) in said


def test_numbers_of_the_cycle_are_told_with_their_half_years():
    """What all half-years ask and do together, from the table of the half-years; none keeps its own task."""
    plan = plan_of()
    _, per_gemeente = tables(plan)
    half_years, asked, done = plan.over_half_years("ander")
    assert half_years == ("2027-1", "2027-2")
    for code, want, does in zip(plan.codes, asked, done, strict=True):
        mine = [r for r in per_gemeente if r.code == code]
        assert want == sum(r.taakstelling for r in mine)
        assert does == want + sum(r.boven_taak for r in mine)
        told = other_tasks(plan, code, "nl")["ander"]
        assert told.startswith("ander (2027-1 tot en met 2027-2, 2 halfjaren samen): ")
        assert ("houdt haar" in told) == (want == does)
    assert any(want != does for want, does in zip(asked, done, strict=True))


def test_what_is_asked_and_not_there_is_explained_by_what_is_built_later():
    """Each newly built place lacks in the half-years that it takes; emergency places in use come beside."""
    plan = plan_of(bouwtijd=1)
    rule = plan.solved.o.rule(Cyclusplan)
    places, _ = rule.loads(plan.solved).tasks
    _, per_gemeente = tables(plan)
    built = sum(plan.nieuw) - sum(plan.omgezet)
    used = sum(r.nood for r in per_gemeente)
    gap = int(places.asked.sum() - places.done.sum())
    assert gap + used == built > 0
    *_, why = rule.summary(plan.solved, "nl")
    assert why.startswith("In het eerste halfjaar sta")
    assert f" {built} plaats" in why


def test_fewer_decisions_than_inflow_let_asylum_seekers_wait():
    """16 come in a year and 8 are decided on: in a half-year 4 more wait for that, and 2 get a permit."""
    slow = {"instroom": getal(16), "deel": number_of("1/2"), "beslissingen": getal(8)}
    stand, _ = tables(plan_of(scenarios={"midden": slow}, wachtend=getal(10), in_opvang=getal(14)))
    assert [r.asielzoekers for r in stand] == [8, 12]
    assert [r.vergunningen for r in stand] == [2, 2]


@cache
def shipped(scenario: str = "midden", boven: str = "1/10"):
    return run(
        "samen-cyclus-2026",
        overrides={"plan.regels.cyclus.scenario": scenario, "plan.regels.cyclus.boven_taak": boven},
    )


def summed(scenario: str = "midden", boven: str = "1/10") -> dict[str, int]:
    stand, _ = tables(shipped(scenario, boven).plan)
    return {k: sum(getattr(r, k) for r in stand) for k in ("nood", "zonder_plaats", "wachtend", "gehuisvest")}


def test_the_shipped_cycle_adds_up_from_its_tables_alone():
    result = shipped()
    stand, per_gemeente = tables(result.plan)
    area = dict(zip(result.plan.codes, result.plan.programma.data.provincie.tolist(), strict=True))
    code = result.plan.programma.data.provincies
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for r in per_gemeente:
        assert r.gehuisvest == r.taakstelling + r.boven_taak
        assert 0 <= r.boven_taak <= r.taakstelling // 10
        for i, n in enumerate((r.bestaand + r.omgezet + r.gebouwd, r.nood, r.gehuisvest)):
            sums[r.halfjaar, code[area[r.code]]][i] += n
    waited: dict[str, int] = {}
    for r in stand:
        assert [r.duurzaam, r.nood, r.gehuisvest] == sums[r.halfjaar, r.code]
        assert r.wachtend == r.wachtend_begin + r.vergunningen - r.gehuisvest >= 0
        assert r.wachtend_begin == waited.get(r.code, r.wachtend_begin)
        assert r.nodig == r.asielzoekers + r.wachtend
        assert r.zonder_plaats == max(0, r.nodig - r.duurzaam - r.nood)
        waited[r.code] = r.wachtend
    first = [r for r in stand if r.halfjaar == "2027-1"]
    assert sum(r.wachtend_begin for r in first) == 16000
    assert sum(r.asielzoekers for r in first) == 88000 - 16000
    assert sum(r.vergunningen for r in stand) == 4 * 45000 * 3 // 4 // 2
    goals = {d.name: d.value for d in result.plan.doelen}
    assert goals["noodopvang"] == sum(r.nood for r in stand)
    assert goals["zonder_plaats"] == sum(r.zonder_plaats for r in stand)
    assert all(d.proven for d in result.plan.doelen)


def test_newly_built_places_stand_after_twelve_months_and_conversions_at_once():
    _, per_gemeente = tables(shipped().plan)
    built = defaultdict(int)
    for r in per_gemeente:
        built[r.halfjaar] += r.gebouwd
    assert built["2027-1"] == built["2027-2"] == 0 < built["2028-1"] == built["2028-2"]
    assert sum(r.omgezet for r in per_gemeente if r.halfjaar == "2027-1") == sum(shipped().plan.omgezet)


def test_housing_faster_leaves_fewer_people_without_a_place_or_in_emergency_places():
    slow, fast = summed(boven="0"), summed()
    assert fast["nood"] + fast["zonder_plaats"] < slow["nood"] + slow["zonder_plaats"]
    assert fast["wachtend"] < slow["wachtend"]


def test_no_emergency_place_is_lost():
    """Each is converted, in use or idle, and none is idle while somebody in its provincie has no place."""
    plan = shipped().plan
    data = plan.programma.data
    stand, per_gemeente = tables(plan)
    area = {code: data.provincies[p] for code, p in zip(data.codes, data.provincie.tolist(), strict=True)}
    emergency = dict(zip(data.codes, data.nood.tolist(), strict=True))
    idle: dict[tuple[str, str], int] = defaultdict(int)
    for r in per_gemeente:
        left = emergency[r.code] - r.omgezet - r.nood
        assert left >= 0
        idle[r.halfjaar, area[r.code]] += left
    assert all(not idle[r.halfjaar, r.code] for r in stand if r.zonder_plaats)
    assert any(r.zonder_plaats for r in stand)


def test_the_range_of_the_inflow_is_that_of_the_document_for_ijsselland():
    """30 000 to 60 000 a year, 75 % a permit, by the share in the task: about 700 to 1 400 people a year."""
    plan = shipped().plan
    data, rule = plan.programma.data, plan.programma.regel("cyclus")
    own = data.taken["taakstelling"]
    share = Fraction(sum(int(n) for n, r in zip(own, data.regio, strict=True) if r == "VR04"), int(own.sum()))
    low, high = (
        float(rule.scenarios[s].instroom.waarde * rule.scenarios[s].deel.waarde * share)
        for s in ("laag", "hoog")
    )
    assert 650 < low < 750
    assert 1300 < high < 1450


def test_more_inflow_needs_more():
    low, middle, high = (summed(scenario=s) for s in ("laag", "midden", "hoog"))
    needed = [s["nood"] + s["zonder_plaats"] for s in (low, middle, high)]
    assert needed == sorted(needed)
    assert needed[0] < needed[2]
