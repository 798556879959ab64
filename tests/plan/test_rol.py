"""Regional sites: one per gemeente, sizes, what each open choice costs, by enumeration and on IJsselland."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest
from support.plans import BRON, data_van, opdracht_van
from support.worked_examples import SAMEN, VOORBEELDEN

from verdeling.errors import ModelError, Onoplosbaar
from verdeling.inputs.tables import load_data
from verdeling.plan.build import build_program, check
from verdeling.plan.plan import Plan, make_plan, read_plan, solve_plan
from verdeling.plan.questions.choices import what_choices_cost
from verdeling.plan.questions.price import price_of_fairness
from verdeling.plan.read import read_plan_data
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.solver.solving import solve
from verdeling.verdeelmodel.catalogue import load_model

BASIS = VOORBEELDEN["rol"].geval


def sites(plan: Plan) -> dict[str, str]:
    """Regional site per gemeentecode of who takes part in one."""
    return {c: str(k) for c, k in zip(plan.codes, plan.figures["rol"], strict=True) if k}


def met(**wat):
    return replace(BASIS, regels={"rol": {**BASIS.regels["rol"], **wat}})


def locatie(naam: str, plaats: str, *gemeenten: str, **grens: int) -> dict:
    return {"naam": naam, "plaats": plaats, "gemeenten": list(gemeenten), "grondslag": BRON, **grens}


def codes(v) -> list[tuple[str, str]]:
    with pytest.raises(ModelError) as fout:
        check(opdracht_van(v), data_van(v))
    return [(p.code, p.waar) for p in fout.value.problemen]


def test_bad_settings_are_named():
    waar = "plan.regels.rol"
    een = locatie("a", "GM0001", "GM0001", "GM0002")
    assert codes(met(locaties=[locatie("a", "GM0999", "GM0001")])) == [("V450", f"{waar}.locaties.0.plaats")]
    assert codes(met(locaties=[locatie("a", "GM0001", "GM0999")])) == [
        ("V450", f"{waar}.locaties.0.gemeenten")
    ]
    assert codes(met(locaties=[locatie("a", "GM0001", "GM0001", "GM0001")])) == [
        ("V455", f"{waar}.locaties.0")
    ]
    assert codes(met(locaties=[{**een, "minimum": 5, "maximum": 4}])) == [("V434", f"{waar}.locaties.0")]
    assert codes(met(locaties=[een, een])) == [("V435", f"{waar}.locaties")]
    assert codes(met(locaties=[een], vrijblijvend=["GM0003"])) == [("V436", f"{waar}.vrijblijvend.0")]
    vrij = replace(BASIS, wijze="vrij")
    assert codes(vrij) == [("V437", f"{waar}.telt")]
    assert build_program(data_van(vrij), opdracht_van(replace(met(telt="indicatief"), wijze="vrij")))


def test_every_division_over_sites_by_enumeration():
    rng = random.Random(11)
    for keer in range(12):
        wie = ["GM0001", "GM0002", "GM0003"]
        laag = rng.randint(0, 4)
        locaties = [
            locatie("a", rng.choice(wie), *wie, maximum=rng.randint(0, 6)),
            locatie(
                "b", rng.choice(wie), *rng.sample(wie, 2), minimum=laag, maximum=laag + rng.randint(0, 4)
            ),
        ]
        los = rng.sample(wie, rng.randint(0, 1))
        v = met(locaties=locaties, vrijblijvend=los, telt="indicatief")
        pp = build_program(data_van(v), opdracht_van(v))
        plan = read_plan(pp, solve(pp.program, "scip" if keer % 2 else "highs", workers=0))
        doelen = {d.name: d.value for d in plan.doelen}
        km = {(g, h): abs(v.plek[g][0] - v.plek[h][0]) * 10 for g in range(3) for h in range(3)}
        beste, per_keus = None, {}
        for keus in itertools.product(*([*(k for k in locaties if c in k["gemeenten"]), None] for c in wie)):
            if any(k is None and c not in los for c, k in zip(wie, keus, strict=True)):
                continue
            size = 0
            for k in locaties:
                som = sum(v.N[g] for g in range(3) if keus[g] is k)
                size += max(0, k.get("minimum", 0) - som) + max(0, som - k["maximum"])
            ver = sum(v.N[g] * km[g, wie.index(k["plaats"])] for g, k in enumerate(keus) if k)
            beste = (size, ver) if beste is None else min(beste, (size, ver))
            for c, k in zip(wie, keus, strict=True):
                sleutel = c, None if k is None else k["naam"]
                per_keus[sleutel] = min(per_keus.get(sleutel, (size, ver)), (size, ver))
        assert (doelen["rol_omvang"], doelen["rol_afstand"]) == beste, v
        for keuze in what_choices_cost(plan):
            gevonden = keuze.doelen["rol_omvang"], keuze.doelen["rol_afstand"]
            assert gevonden == per_keus[keuze.code, keuze.locatie], (v, keuze)
        assert set(wie) - set(los) <= set(sites(plan))


def test_each_choice_is_solved_and_costs_what_it_costs():
    """In west the second makes it 2 too large and saves 45 − 5 km for 2 places; in east it is as planned."""
    data = data_van(BASIS)
    pp = build_program(data, opdracht_van(BASIS))
    keuzes = {(k.code, k.locatie): k for k in what_choices_cost(read_plan(pp, solve(pp.program, workers=0)))}
    assert set(keuzes) == {(c, k) for c in ("GM0002", "GM0003") for k in ("west", "oost")}
    # East then has nobody who is asked something: 1 too few beside 2 too many.
    assert dict(keuzes["GM0002", "west"].meer) == {"rol_omvang": 3, "rol_afstand": -800}
    assert not keuzes["GM0002", "oost"].meer
    assert "regionale locaties buiten hun omvang (plaatsen) +3" in keuzes["GM0002", "west"].zin(data)
    assert "as good as the plan (chosen)" in keuzes["GM0002", "oost"].zin(data, "en")
    assert {sleutel for sleutel, k in keuzes.items() if k.gekozen} == {("GM0002", "oost"), ("GM0003", "west")}
    pp = build_program(data_van(SAMEN), opdracht_van(SAMEN))
    assert what_choices_cost(read_plan(pp, solve(pp.program, workers=0))) == ()


def test_the_price_of_fairness_leaves_the_sites_out():
    """When nobody's part is laid down beforehand, the size of a site cannot be counted by what is asked."""
    pp = build_program(data_van(BASIS), opdracht_van(BASIS))
    gevonden = price_of_fairness(read_plan(pp, solve(pp.program, workers=0)))
    assert gevonden.plan is not None
    assert not {"rol_omvang", "rol_afstand"} & {d.naam for d in gevonden.doelen}
    assert gevonden.plan.programma.regel("rol") is None


@pytest.mark.parametrize("most", [1, 2])
@pytest.mark.parametrize("engine", ["scip", "highs", "cbc"])
def test_which_sites_open_by_enumeration(most: int, engine: str):
    """Every set of at most so many sites, every gemeente with the nearest of them."""
    rng = random.Random(most)
    for _ in range(6):
        wie = ["GM0001", "GM0002", "GM0003"]
        locaties = [{"naam": c, "plaats": c, "grondslag": BRON} for c in rng.sample(wie, rng.randint(2, 3))]
        v = met(locaties=locaties, telt="indicatief", hoogstens=most)
        pp = build_program(data_van(v), opdracht_van(v))
        plan = read_plan(pp, solve(pp.program, engine, workers=0))
        km = {(g, h): abs(v.plek[g][0] - v.plek[h][0]) * 10 for g in range(3) for h in range(3)}
        best = min(
            sum(v.N[g] * min(km[g, wie.index(k["plaats"])] for k in some) for g in range(3))
            for some in itertools.combinations(locaties, min(most, len(locaties)))
        )
        assert {d.name: d.value for d in plan.doelen}["rol_afstand"] == best
        assert 1 <= len(set(sites(plan).values())) <= most
        assert len(sites(plan)) == 3
        assert what_choices_cost(plan) == ()


def test_too_few_sites_for_who_must_take_part_is_told():
    een, twee = locatie("a", "GM0001", "GM0001", "GM0002"), locatie("b", "GM0003", "GM0003")
    v = met(locaties=[een, twee], telt="indicatief", hoogstens=1)
    with pytest.raises(Onoplosbaar) as fout:
        solve_plan(data_van(v), opdracht_van(v))
    assert "hoogstens 1 locatie open" in fout.value.tekst("nl")
    assert "at most 1 site opens" in fout.value.tekst("en")


@pytest.fixture(scope="module")
def plan() -> Plan:
    model = load_model("ijsselland-rol")
    gegevens = load_data(None, model.grenzen)
    return make_plan(model, gegevens, compute_indicatief(model, gegevens))


def test_ijsselland_takes_part_once(plan):
    regio = {"GM0148", "GM0150", "GM0160", "GM0166", "GM0175", "GM0177", "GM0180", "GM0193", "GM1708"}
    regio |= {"GM1773", "GM1896"}
    gegevens = load_data(None, load_model("ijsselland-rol").grenzen)
    assert regio == {g.code for g in gegevens.gemeenten if g.veiligheidsregio == "VR04"}
    assert set(sites(plan)) == regio, "Twenterand stays out: taking part only adds distance"
    assert {c for c, k in sites(plan).items() if k == "Zwolle"} == {
        "GM0193",
        "GM0148",
        "GM0180",
        "GM1708",
        "GM1896",
    }
    assert any("regionale opvanglocatie Zwolle" in z for z in plan.waarom("GM0148"))


def test_what_kampen_costs_with_each_site(plan):
    """189 places are asked of Kampen; the Zwolle group has 659 without it, 59 above the studied 600."""
    erbij = {c: g - k for c, g, k in zip(plan.codes, plan.gevraagd, plan.bestaand, strict=True)}
    zwolle = sum(erbij[c] for c in ("GM0193", "GM0148", "GM0180", "GM1708", "GM1896"))
    assert (erbij["GM0166"], zwolle) == (189, 659)
    data = plan.programma.data
    keuzes = {(k.code, k.locatie): k for k in what_choices_cost(plan)}
    kampen = data.nummer["GM0166"]
    km = {
        k: int(data.afstand(kampen, data.nummer[c]))
        for k, c in (
            ("Zwolle", "GM0193"),
            ("Schalkhaar", "GM0150"),
            ("Hardenberg", "GM0160"),
            ("Flevoland", "GM0303"),
        )
    }
    assert sites(plan)["GM0166"] == "Flevoland"
    for naam in km:
        size = 189 if naam == "Zwolle" else 0
        verwacht = {"rol_omvang": size, "rol_afstand": 189 * (km[naam] - km["Flevoland"])}
        assert dict(keuzes["GM0166", naam].meer) == {d: n for d, n in verwacht.items() if n}
    twente = int(data.afstand(data.nummer["GM1700"], data.nummer["GM0160"]))
    assert dict(keuzes["GM1700", "Hardenberg"].meer) == {"rol_afstand": 112 * twente}
    assert not keuzes["GM1700", None].meer


def test_the_plan_itself_is_that_of_the_second_cycle(plan):
    doelen = {d.name: d.value for d in plan.doelen[:-1]}
    assert doelen["nabijheid"] == 189849
    assert doelen["locaties"] == 176
    assert doelen["rol_omvang"] == 59


@pytest.mark.long
@pytest.mark.parametrize("engine", ["highs", "cbc"])
def test_engines_agree(plan, engine):
    model = load_model("ijsselland-rol")
    gegevens = load_data(None, model.grenzen)
    program = build_program(
        read_plan_data(model, gegevens, compute_indicatief(model, gegevens)), model.plan
    ).program
    assert (solve(program, engine).x == plan.bewijs.x).all()
