"""Reception and housing in one program: what exchange brings, each task keeps its total, engines agree."""

from __future__ import annotations

import csv
import io
import itertools
import random
from collections import defaultdict
from dataclasses import replace
from fractions import Fraction

import pytest
from support.plans import data_van, opdracht_van
from support.worked_examples import SAMEN

from verdeling.errors import VerdelingError
from verdeling.inputs.tables import load_data
from verdeling.insight.plan_explanation import other_tasks
from verdeling.insight.plan_spoor import planspoor
from verdeling.plan.build import build_program
from verdeling.plan.plan import Plan, make_plan, read_plan
from verdeling.plan.questions.price import prijs
from verdeling.plan.read import read_plan_data
from verdeling.result.tables import cijfers, csv_of
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.solver.solving import solve
from verdeling.texts import number
from verdeling.verdeelmodel.catalogue import load_model

NAMEN = ("samen-2026", "samen-2026-zonder-uitruil", "samen-2026-vaten", "samen-2026-onbegrensd")
WHOLE = ("indicatief", "bestaand", "nieuw", "plan", "verschil", "ruil", "boven_taak")
MET = ("samen-2026", "samen-2026-onbegrensd")
BUILT = {"1": 24619, "1/2": 25933, "1/4": 26710}
"""Newly built places at other ratios; one place is worth so much of a status holder."""


@pytest.fixture(scope="module")
def gegevens():
    return load_data(None, load_model("samen-2026").grenzen)


@pytest.fixture(scope="module")
def plannen(gegevens) -> dict[str, Plan]:
    gevonden = {}
    for naam in NAMEN:
        model = load_model(naam)
        gevonden[naam] = make_plan(model, gegevens, compute_indicatief(model, gegevens))
    return gevonden


def doelen(plan: Plan) -> dict[str, int]:
    return {d.name: d.value for d in plan.doelen if d.name != "volgorde"}


def test_both_tasks_are_those_of_the_law(gegevens):
    taken = compute_indicatief(load_model("samen-2026"), gegevens).taken
    assert sum(taken["asielopvang"].aantallen) == 88000
    inwoners = gegevens.kolom("inwoners", load_model("samen-2026").taken["taakstelling"].sleutel.peildatum)
    assert inwoners.peildatum.isoformat() == "2025-01-01"
    som = sum(inwoners.numerators)
    assert taken["taakstelling"].aantallen == tuple(-(-4 * 15000 * i // som) for i in inwoners.numerators)


def test_an_honest_unit_and_limits_save_one_site(plannen):
    met, zonder, uiterste = (doelen(plannen[n]) for n in (NAMEN[0], NAMEN[1], NAMEN[3]))
    assert met == {"tekort": 0, "nabijheid": 155743, "nieuwbouw": 26546, "locaties": 175, "ruil": 2676}
    # Without exchange the housing task changes nothing: the plan is that of spreidingswet-2026.
    assert zonder == {"tekort": 0, "nabijheid": 189849, "nieuwbouw": 27568, "locaties": 176}
    assert uiterste == {"tekort": 0, "nabijheid": 0, "nieuwbouw": 25072, "locaties": 85, "ruil": 21126}
    told = load_model("samen-2026").omschrijving
    assert "175 met en 176 zonder uitruil" in told.nl.partition(". ")[0]
    assert "zijn het er 174, 176 en 175" in told.nl.partition(". ")[0]
    assert "175 with and 176 without exchange" in told.en.partition(". ")[0]
    assert "there are 174, 176 and 175" in told.en.partition(". ")[0]
    assert all(number(n, "nl") in told.nl for n in (26546, 27568, *BUILT.values()))


@pytest.mark.long
@pytest.mark.parametrize(("ratio", "sites"), [("1", 174), ("1/2", 176), ("1/4", 175)])
def test_other_ratios_stand_beside_it(gegevens, ratio, sites):
    model = load_model("samen-2026", [f"plan.regels.uitruil.verhoudingen.taakstelling={ratio}"])
    found = doelen(make_plan(model, gegevens, compute_indicatief(model, gegevens)))
    assert (found["locaties"], found["nieuwbouw"]) == (sites, BUILT[ratio])


def test_one_place_is_worth_the_cycle_over_the_wait(plannen):
    """4 half-years ÷ (16 000 waiting ÷ 13 500 per half-year) = 3.375 people, in whole people per exchange."""
    plan = plannen["samen-2026"]
    rule, data = plan.programma.regel("uitruil"), plan.programma.data
    assert 1 / rule.value(data, "taakstelling") == 4 / Fraction(16000, 13500) == Fraction(27, 8)
    back = {(r.van, r.naar): r.aantal for r in plan.uitruil if r.taak == "taakstelling"}
    places = {(r.naar, r.van): r.aantal for r in plan.uitruil if r.taak == "asielopvang"}
    assert back == {pair: n * 27 // 8 for pair, n in places.items()}


def test_nobody_hands_over_a_quarter_or_takes_over_half_and_none_ends_with_nothing(plannen):
    plan = plannen["samen-2026"]
    own, does = plan.programma.data.taken["taakstelling"], plan.solved.of_task("taakstelling")
    assert sum(own) == sum(does) == 60179
    assert all(-4 * (d - t) <= t and 2 * (d - t) <= t and d > 0 for d, t in zip(does, own, strict=True))
    assert (plannen["samen-2026-onbegrensd"].solved.of_task("taakstelling") == 0).sum() == 169


def test_a_place_taken_in_exchange_earns_nothing(plannen):
    """Places above the own figure that were not taken over, and those that stand anyway, × 2 000 euros."""
    for naam in MET:
        plan, paid = plannen[naam], plannen[naam].amounts("uitkering_eur")
        moved = plan.solved.exchange_of("asielopvang").tolist()
        table = zip(plan.plan, plan.bestaand, moved, plan.indicatief, paid, strict=True)
        for stands, kept, taken, own, euros in table:
            assert euros == 2000 * max(0, max(kept, stands - max(0, taken)) - own)
            assert euros <= 2000 * max(0, stands - taken - own)


@pytest.mark.parametrize("naam", MET)
def test_each_task_keeps_its_total_inside_every_provincie(plannen, naam):
    plan = plannen[naam]
    data, rule = plan.programma.data, plan.programma.regel("uitruil")
    provincie = {code: int(p) for code, p in zip(data.codes, data.provincie, strict=True)}
    saldo = {(taak, code): 0 for taak in ("asielopvang", "taakstelling") for code in plan.codes}
    away = dict(saldo)
    for r in plan.uitruil:
        assert provincie[r.van] == provincie[r.naar]
        away[r.taak, r.van] += r.aantal
        saldo[r.taak, r.van] -= r.aantal
        saldo[r.taak, r.naar] += r.aantal
    assert sum(n for (taak, _), n in away.items() if taak == "asielopvang") * 2 == doelen(plan)["ruil"]
    value = rule.value(data, "taakstelling")
    for i, code in enumerate(plan.codes):
        partners = {r.van for r in plan.uitruil if r.naar == code} | {
            r.naar for r in plan.uitruil if r.van == code
        }
        assert abs(saldo["asielopvang", code] + value * saldo["taakstelling", code]) <= value * len(partners)
        assert away["taakstelling", code] <= rule.weg("taakstelling") * data.taken["taakstelling"][i]
        assert away["asielopvang", code] <= plan.gevraagd[i] - plan.bestaand[i]
        weg = sum(s.plaatsen for s in plan.stromen if s.van == code)
        assert weg == plan.gevraagd[i] - plan.bestaand[i] + saldo["asielopvang", code]
    assert sum(plan.plan) == sum(plan.gevraagd) == 92454


def test_the_gain_is_a_plan_that_can_be_checked_by_hand(plannen):
    """New sites counted from the table itself, with the sizes of the law."""
    for naam, locaties in (
        ("samen-2026-onbegrensd", 85),
        ("samen-2026", 175),
        ("samen-2026-zonder-uitruil", 176),
    ):
        plan = plannen[naam]
        nieuw = [n for n, k in zip(plan.nieuw, plan.bestaand, strict=True) if k == 0 and n]
        assert len(nieuw) == locaties
        assert min(nieuw) >= 100
        assert sum(plan.nieuw) - sum(plan.omgezet) == doelen(plan)["nieuwbouw"]


def test_a_person_housed_beyond_the_task_frees_a_place(plannen):
    plan = plannen["samen-2026-vaten"]
    taak = plan.programma.data.taken["taakstelling"].tolist()
    people, places = plan.figures_of("taakstelling")["boven_taak"], plan.amounts("vrijgekomen")
    assert sum(people) == doelen(plan)["boven_taak"] == 2681
    # A person frees 16 000 / 13 500 place-half-years, a place is 4: no more people than the places need.
    assert people == tuple(-(-27 * v // 8) for v in places)
    assert sum(places) == 774
    assert all(10 * e <= t for e, t in zip(plan.figures_of("taakstelling")["boven_taak"], taak, strict=True))
    assert sum(plan.plan) == 92454 - 774
    zonder = doelen(plannen["samen-2026-zonder-uitruil"])
    assert doelen(plan)["nieuwbouw"] == 26810 < zonder["nieuwbouw"]
    assert doelen(plan)["nabijheid"] == 188428 < zonder["nabijheid"]
    code = next(c for c, v in zip(plan.codes, plan.amounts("vrijgekomen"), strict=True) if v)
    assert any("statushouders boven de taak" in z for z in plan.waarom(code))
    assert any("beyond the task" in z for z in plan.waarom(code, "en"))


def test_without_conversion_the_whole_remainder_is_newly_built(plannen):
    """45 161 is the remainder of the country; two sums that are slow together made this take minutes."""
    zonder = prijs(plannen["samen-2026-onbegrensd"], "omzetting")
    assert zonder.bewezen
    gevonden = {d.naam: d.zonder for d in zonder.doelen}
    assert (gevonden["tekort"], gevonden["nabijheid"], gevonden["nieuwbouw"]) == (0, 0, 45161)


def test_the_price_of_a_rule_leaves_out_the_goals_that_belong_to_it(plannen):
    """Without exchange, and without housing beyond the task, the plan is that of the model without either."""
    zonder = doelen(plannen["samen-2026-zonder-uitruil"])
    for naam, soort, eigen in (
        ("samen-2026", "uitruil", "ruil"),
        ("samen-2026-vaten", "vaten", "boven_taak"),
    ):
        gevonden = prijs(plannen[naam], soort)
        assert {d.naam: d.zonder for d in gevonden.doelen} == zonder
        assert {d.naam: d.met for d in gevonden.doelen} | {eigen: doelen(plannen[naam])[eigen]} == doelen(
            plannen[naam]
        )
        assert gevonden.plan is not None
        assert gevonden.plan.plan == plannen["samen-2026-zonder-uitruil"].plan


@pytest.mark.parametrize("naam", NAMEN)
def test_the_trail_of_every_gemeente_ends_at_its_plan(plannen, naam):
    plan = plannen[naam]
    for code, staat in zip(plan.codes, plan.plan, strict=True):
        spoor = planspoor(plan, code)
        assert spoor.start + sum(s.bijdrage for s in spoor.stappen) == staat


@pytest.mark.parametrize("naam", NAMEN)
def test_every_plan_is_proven(plannen, naam):
    plan = plannen[naam]
    assert all(d.proven for d in plan.doelen)
    assert plan.bewijs.unique
    assert plan.bewijs.parts >= 8, "the split by provincie must stay"


SMALL = ("PV22", "PV23", "PV24", "PV29")


@pytest.mark.parametrize("engine", ["highs", "cbc"])
@pytest.mark.parametrize("naam", ["samen-2026", "samen-2026-vaten"])
def test_engines_agree_on_the_joint_plan(plannen, gegevens, naam, engine):
    """Four provincies, which are programs of their own: the numbers of the whole plan come out again."""
    model = load_model(naam)
    data = read_plan_data(model, gegevens, compute_indicatief(model, gegevens)).alleen(SMALL)
    program = build_program(data, model.plan)
    plan = read_plan(program, solve(program.program, engine, workers=0))
    whole = plannen[naam]
    mine = [whole.rij[code] for code in plan.codes]
    for taak in ("asielopvang", "taakstelling"):
        assert plan.of_task(taak) == tuple(whole.of_task(taak)[i] for i in mine)
    assert plan.gevraagd == tuple(whole.gevraagd[i] for i in mine)


def test_places_taken_over_can_be_freed_too():
    """Only the third may house beyond its task, and of it no place is asked: it takes over 2 and frees 2.

    Of the 6 places that are asked of the others 4 are then left to build.
    """
    v = replace(SAMEN, E=(0, 0, 0), minimum=1, straal=None, hard=False, ander=(0, 0, 4))
    vaten = {"taak": "ander", "boven_taak": "1/2"}
    uitruil = {"verhoudingen": {"opvang": 1, "ander": 1}, "onbegrensd": True}
    for regels, builder in (({"vaten": vaten}, 6), ({"vaten": vaten, "uitruil": uitruil}, 4)):
        geval = replace(v, regels=regels, doelen=("tekort", "nieuwbouw"))
        pp = build_program(data_van(geval), opdracht_van(geval))
        plan = read_plan(pp, solve(pp.program, workers=0))
        assert doelen(plan) == {"tekort": 0, "nieuwbouw": builder}


def test_vessels_on_tiny_cases_equal_enumeration():
    """Each gemeente on its own: choose how many to house beyond the task, then place the rest at home."""
    rng = random.Random(8)
    for keer in range(15):
        n, k = [rng.randint(1, 6) for _ in range(3)], [rng.choice([0, 0, 2]) for _ in range(3)]
        ander, per = tuple(rng.randint(0, 4) for _ in range(3)), rng.choice(["1", "1/2", "2"])
        v = replace(
            SAMEN,
            N=tuple(n),
            K=tuple(k),
            E=(0, 0, 0),
            minimum=3,
            straal=None,
            hard=False,
            ander=ander,
            regels={"vaten": {"taak": "ander", "boven_taak": "1/2", "per_persoon": per}},
            doelen=("tekort", "nieuwbouw", "locaties", "boven_taak"),
        )
        pp = build_program(data_van(v), opdracht_van(v))
        plan = read_plan(pp, solve(pp.program, "scip" if keer % 2 else "highs", workers=0))
        r = [g - b for g, b in zip(plan.gevraagd, plan.bestaand, strict=True)]
        som = [0, 0, 0, 0]
        for g in range(3):
            keuzes = []
            for e in range(ander[g] // 2 + 1):
                for vrij in range(min(r[g], int(e * {"1": 1, "1/2": 0.5, "2": 2}[per])) + 1):
                    for staat in range(r[g] - vrij + 1):
                        past = k[g] > 0 or staat == 0 or staat >= 3
                        if past and staat <= max(v.ruimte, 3 * n[g]):
                            nieuw = int(k[g] == 0 and staat > 0)
                            keuzes.append([r[g] - vrij - staat, staat, nieuw, e])
            som = [a + b for a, b in zip(som, min(keuzes), strict=True)]
        assert list(doelen(plan).values()) == som, v


@pytest.mark.parametrize("naam", ["samen-2026", "samen-2026-vaten"])
def test_every_task_has_a_plan_and_every_total_recomputes_from_the_table_alone(gegevens, plannen, naam):
    model = load_model(naam)
    table = csv_of(cijfers(model, gegevens, compute_indicatief(model, gegevens), plannen[naam])).decode()
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert {r["taak"] for r in rows} == {"asielopvang", "taakstelling"}
    for r in rows:
        n = {k: int(v or 0) for k, v in r.items() if k in WHOLE}
        added = n["bestaand"] + n["nieuw"]
        if r["taak"] == "taakstelling":
            assert r["bestaand"] == r["nieuw"] == "", "no place stands: missing is not zero"
            added = n["indicatief"] + n.get("ruil", 0) + n.get("boven_taak", 0)
        assert n["plan"] == added
        assert n["verschil"] == n["plan"] - n["indicatief"]
    per_task = {
        t: sum(int(r["plan"]) for r in rows if r["taak"] == t) for t in ("asielopvang", "taakstelling")
    }
    fewer, more = (0, 0) if naam == "samen-2026" else (774, 2681)
    assert per_task == {"asielopvang": 92454 - fewer, "taakstelling": 60179 + more}


def test_the_plan_of_the_other_task_is_told(plannen):
    """A quarter of the 3 108 of Amsterdam is 777: it hands that over in whole people, 230 lots of 3.375."""
    plan = plannen["samen-2026"]
    handed = -plan.solved.exchange_balance("GM0363")["taakstelling"]
    assert 230 * 27 // 8 - 20 < handed <= 230 * 27 // 8
    after = number(3108 - handed, "nl")
    told = "taakstelling (2026-1 tot en met 2027-2, 4 halfjaren samen): 3.108 → "
    assert other_tasks(plan, "GM0363", "nl")["taakstelling"].startswith(told + after)
    assert f"3,108 → {number(3108 - handed, 'en')} for" in other_tasks(plan, "GM0363", "en")["taakstelling"]
    assert any("hoogstens 1/4 van 3.108" in z for z in plan.shared("GM0363"))
    assert any("at most 1/4 of 3,108" in z for z in plan.shared("GM0363", "en"))
    (half_years,) = (z for z in plan.shared("GM0363") if "per halfjaar" in z)
    assert half_years.startswith("taakstelling van Amsterdam per halfjaar: 2026-1 777 → 58")


def test_the_plan_of_each_half_year_follows_by_the_declared_rounding(gegevens, plannen):
    """Every half-year is that of the law; two exchange the same in the same half-year, so totals hold."""
    plan = plannen["samen-2026"]
    data = plan.programma.data
    _, table = plan.programma.regel("uitruil").rows(plan.solved)
    names = ("2026-1", "2026-2", "2027-1", "2027-2")
    by = {t: [r for r in table.rows if r.halfjaar == t] for t in names}
    assert [[r.code for r in rows] for rows in by.values()] == [list(data.codes)] * 4
    people = [data.taken["taakstelling"].tolist(), plan.of_task("taakstelling")]
    for g, (own, does) in enumerate(zip(*people, strict=True)):
        mine = [rows[g] for rows in by.values()]
        assert sum(r.aantal for r in mine) == own
        assert sum(r.plan for r in mine) == does
        assert all(r.plan == r.aantal + r.ruil > 0 for r in mine)
        reached = itertools.accumulate(r.aantal for r in mine)
        assert list(reached) == [-(-own * t // 4) for t in (1, 2, 3, 4)]
        if does < own:
            assert max(r.ruil for r in mine) - min(r.ruil for r in mine) <= 1
    for rows in by.values():
        added = defaultdict(int)
        for r, p in zip(rows, data.provincie.tolist(), strict=True):
            added[p] += r.ruil
        assert not any(added.values())
    law = compute_indicatief(load_model("samen-2026", ["taken.taakstelling.totaal.halfjaren=1"]), gegevens)
    assert tuple(r.aantal for r in by["2026-1"]) == law.taken["taakstelling"].aantallen


def test_half_years_of_the_sum_are_as_published_or_as_assumed():
    """2024-2 to 2026-1 are known; of 2026-2 a number is assumed, and 2027-1 follows it."""
    assumed = "taken.taakstelling.totaal.aangenomen={2026-2: 17000}"
    total = load_model("samen-2026", ["periode=2024-2", assumed, "taken.taakstelling.totaal.halfjaren=6"])
    course = total.taken["taakstelling"].totaal.verloop
    assert [(p.halfjaar, p.waarde, p.bekend) for p in course] == [
        ("2024-2", 17000, True),
        ("2025-1", 15000, True),
        ("2025-2", 13000, True),
        ("2026-1", 15000, True),
        ("2026-2", 17000, False),
        ("2027-1", 17000, False),
    ]
    assert total.taken["taakstelling"].totaal.waarde == 94000
    assert total.taken["taakstelling"].totaal.grondslag.status == "illustrative"
    all_known = load_model("samen-2026", ["periode=2024-2"]).taken["taakstelling"].totaal
    assert all_known.grondslag.status == "published"
    assert all_known.waarde == 60000


@pytest.mark.parametrize(
    ("settings", "code", "says"),
    [
        (["taken.taakstelling.totaal.aangenomen={2026-2: 1, 2026-II: 2}"], "V864", "overlappen elkaar niet"),
        (["taken.taakstelling.totaal.aangenomen={2028-1: 1}"], "V865", "2026-1 tot en met 2027-2"),
        (["taken.taakstelling.totaal.aangenomen={2026-1: 1}"], "V866", "15.000"),
        (["taken.taakstelling.totaal.aangenomen={2026-2: -1}"], "V867", "nul of meer"),
        (["taken.taakstelling.totaal.aangenomen={zomer: 1}"], "V250", "geen halfjaar"),
        (["taken.taakstelling.totaal.verloop=[]"], "V220", "aangenomen"),
    ],
)
def test_half_years_that_overlap_are_refused_with_place_and_remedy(settings, code, says):
    with pytest.raises(VerdelingError) as told:
        load_model("samen-2026", settings)
    assert [p.code for p in told.value.problemen] == [code]
    assert "taken.taakstelling.totaal" in told.value.problemen[0].waar
    assert says in told.value.tekst("nl")
    assert told.value.tekst("en") != told.value.tekst("nl")


@pytest.mark.parametrize(
    ("naam", "setting", "code"),
    [
        ("samen-2026", "taken.taakstelling.totaal.halfjaren=2", "V868"),
        ("samen-2026-vaten", "taken.taakstelling.totaal.halfjaren=2", "V868"),
        ("samen-2026-vaten", "plan.regels.vaten.per_persoon=1/2", "V870"),
        ("samen-cyclus-2026", "taken.taakstelling.totaal.halfjaren=2", "V869"),
        ("samen-2026", "plan.regels.uitruil.cyclus.uitstroom=0", "V469"),
        ("samen-2026", "plan.regels.uitruil.cyclus.wachtend=0", "V469"),
        ("samen-2026", "plan.regels.uitruil.verhoudingen.taakstelling=0", "V469"),
    ],
)
def test_half_years_that_do_not_fit_and_a_ratio_of_zero_stop_before_solving(gegevens, naam, setting, code):
    model = load_model(naam, [setting])
    with pytest.raises(VerdelingError) as told:
        make_plan(model, gegevens, compute_indicatief(model, gegevens))
    assert code in {p.code for p in told.value.problemen}
    assert all("plan.regels." in p.waar for p in told.value.problemen)
