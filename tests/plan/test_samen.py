"""Reception and housing in one program: what exchange brings, each task keeps its total, engines agree."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import replace
from fractions import Fraction

import pytest
from support.plans import data_van, opdracht_van
from support.worked_examples import SAMEN

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
from verdeling.verdeelmodel.catalogue import load_model

NAMEN = ("samen-2026", "samen-2026-zonder-uitruil", "samen-2026-vaten", "samen-2026-onbegrensd")
WHOLE = ("indicatief", "bestaand", "nieuw", "plan", "verschil", "ruil", "boven_taak")
MET = ("samen-2026", "samen-2026-onbegrensd")


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
    assert taken["taakstelling"].aantallen == tuple(-(-15000 * i // som) for i in inwoners.numerators)


def test_an_honest_unit_and_limits_save_no_site(plannen):
    met, zonder, uiterste = (doelen(plannen[n]) for n in (NAMEN[0], NAMEN[1], NAMEN[3]))
    assert met == {"tekort": 0, "nabijheid": 183870, "nieuwbouw": 27315, "locaties": 176, "ruil": 608}
    # Without exchange the housing task changes nothing: the plan is that of spreidingswet-2026.
    assert zonder == {"tekort": 0, "nabijheid": 189849, "nieuwbouw": 27568, "locaties": 176}
    assert uiterste == {"tekort": 0, "nabijheid": 0, "nieuwbouw": 25072, "locaties": 85, "ruil": 21126}
    told = load_model("samen-2026").omschrijving
    assert "176 nieuwe locaties met en zonder uitruil" in told.nl.partition(". ")[0]
    assert "176 new sites with and without exchange" in told.en.partition(". ")[0]


@pytest.mark.parametrize(
    ("ratio", "sites", "built"), [("1", 175, 26702), ("1/2", 176, 27125), ("1/4", 176, 27354)]
)
def test_other_ratios_stand_beside_it(gegevens, ratio, sites, built):
    model = load_model("samen-2026", [f"plan.regels.uitruil.verhoudingen.taakstelling={ratio}"])
    found = doelen(make_plan(model, gegevens, compute_indicatief(model, gegevens)))
    assert (found["locaties"], found["nieuwbouw"]) == (sites, built)


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
    assert sum(own) == sum(does) == 15175
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
        ("samen-2026", 176),
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
    assert (
        sum(plan.figures_of("taakstelling")["boven_taak"])
        == sum(plan.amounts("vrijgekomen"))
        == doelen(plan)["boven_taak"]
        == 669
    )
    assert all(10 * e <= t for e, t in zip(plan.figures_of("taakstelling")["boven_taak"], taak, strict=True))
    assert sum(plan.plan) == 92454 - 669
    zonder = doelen(plannen["samen-2026-zonder-uitruil"])
    assert doelen(plan)["nieuwbouw"] == 26915 < zonder["nieuwbouw"]
    assert doelen(plan)["nabijheid"] == 188376 < zonder["nabijheid"]
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


@pytest.mark.long
@pytest.mark.parametrize("engine", ["highs", "cbc"])
def test_engines_agree_on_the_joint_plan(plannen, gegevens, engine):
    model = load_model("samen-2026")
    data = read_plan_data(model, gegevens, compute_indicatief(model, gegevens))
    oplossing = solve(build_program(data, model.plan).program, engine)
    assert {d.name: d.value for d in oplossing.goals[:-1]} == doelen(plannen["samen-2026"])
    assert (oplossing.x == plannen["samen-2026"].bewijs.x).all()


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
    more = 0 if naam == "samen-2026" else 669
    assert per_task == {"asielopvang": 92454 - more, "taakstelling": 15175 + more}


def test_the_plan_of_the_other_task_is_told(plannen):
    """Of 777 Amsterdam hands over 189 to eight others, each time in whole people; a quarter of 777 is 194."""
    plan = plannen["samen-2026"]
    assert other_tasks(plan, "GM0363", "nl")["taakstelling"].startswith(
        "taakstelling: 777 → 588 voor Amsterdam"
    )
    assert "777 → 588 for Amsterdam" in other_tasks(plan, "GM0363", "en")["taakstelling"]
    assert any("hoogstens 1/4 van 777" in z for z in plan.shared("GM0363"))
    assert any("at most 1/4 of 777" in z for z in plan.shared("GM0363", "en"))
