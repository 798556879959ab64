"""The decision of 2024: remainders, who is eligible, exemptions, joint sites, voluntary offers, bad input."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from support.paths import ROOT
from support.plans import BRON, data_van, opdracht_van
from support.worked_examples import SAMEN

import verdeling
from verdeling.errors import ModelError
from verdeling.inputs.tables import load_data
from verdeling.insight.plan_spoor import planspoor
from verdeling.plan.build import build_program, check
from verdeling.plan.plan import Plan, make_plan, read_plan
from verdeling.plan.questions.price import prijs
from verdeling.plan.read import read_plan_data
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.solver.solving import solve
from verdeling.verdeelmodel.catalogue import load_model

THUIS = replace(SAMEN, minimum=0, E=(0, 0, 0), straal=None, doelen=("nieuwbouw",))
"""Figures 6, 4 and 2; 0, 1 and 5 places stand; everybody places at home."""


def getal(n) -> dict:
    return {"waarde": n, "grondslag": BRON}


def met(v=THUIS, **besluit):
    return replace(v, regels={"verdeelbesluit": {"verslagen": {"PV20": getal(7)}, **besluit}})


def gevraagd(v) -> tuple[int, ...]:
    pp = build_program(data_van(v), opdracht_van(v))
    plan = read_plan(pp, solve(pp.program, workers=0))
    return tuple(g - k for g, k in zip(plan.gevraagd, plan.bestaand, strict=True))


def codes(v) -> list[tuple[str, str]]:
    with pytest.raises(ModelError) as fout:
        check(opdracht_van(v), data_van(v))
    return [(p.code, p.waar) for p in fout.value.problemen]


def test_the_remainder_is_total_minus_report_pro_rata_over_who_is_below():
    assert gevraagd(met()) == (3, 2, 0)  # 12 − 7 = 5 over 6 : 4
    assert gevraagd(met(verslagen={"PV20": getal(20)})) == (0, 0, 0)
    assert gevraagd(met(restopgave={"PV20": getal(10)}, plafond="geen")) == (6, 4, 0)


def test_without_the_rule_the_remainder_is_again_total_minus_what_stands():
    """The report counts 7 of 12 places where 6 stand: 5 are asked, 6 without the report."""
    pp = build_program(data_van(met()), opdracht_van(met()))
    plan = read_plan(pp, solve(pp.program, workers=0))
    zonder = prijs(plan, "verdeelbesluit")
    assert [(d.naam, d.met, d.zonder) for d in zonder.doelen] == [("nieuwbouw", 5, 6)]


def test_the_cap_is_the_own_shortfall_unless_it_is_switched_off():
    rest = {"restopgave": {"PV20": getal(9)}}  # 5.4 and 3.6, but the second lacks 3 only
    assert gevraagd(met(**rest)) == (6, 3, 0)
    rest = {"restopgave": {"PV20": getal(12)}}
    assert gevraagd(met(**rest, plafond="geen")) == (7, 5, 0)


def test_offers_above_the_own_figure_stay_voluntary():
    """The second offers 9 where 4 is its figure: it shares in nothing, and 5 places stay voluntary."""
    v = met(aanbod={"GM0002": getal(9)})
    assert gevraagd(v) == (5, 0, 0)
    pp = build_program(data_van(v), opdracht_van(v))
    zin = pp.regel("verdeelbesluit").say(pp.state, "GM0002")
    assert "deelt niet mee" in zin
    assert "5 plaatsen boven het eigen cijfer vrijwillig" in zin
    assert "voluntary" in pp.regel("verdeelbesluit").say(pp.state, "GM0002", "en")


def test_the_report_goes_before_what_stands():
    """One place stands in the second and its report has none: it lacks 4, and 9 · 4/10 = 3.6 becomes 4."""
    rest = {"restopgave": {"PV20": getal(9)}}
    assert gevraagd(met(**rest, aanbod={"GM0002": getal(0)})) == (5, 4, 0)


def test_who_is_eligible_can_be_a_list_a_number_or_an_exemption():
    assert gevraagd(met(in_aanmerking={"PV20": ["GM0001"]})) == (5, 0, 0)
    assert gevraagd(met(ten_hoogste={"PV20": 1})) == (5, 0, 0)  # 0/6 is below 1/4
    v = replace(met(), vrijgesteld=frozenset({0}), hard=False, doelen=("tekort", "nieuwbouw"))
    assert gevraagd(v) == (0, 3, 0)  # 5 are left, the second lacks 3


def test_a_joint_site_counts_once():
    samen = {"naam": "s", "gemeenten": ["GM0001", "GM0002"], "geteld": 4, "plaatsen": 3, "grondslag": BRON}
    assert sum(gevraagd(met(gezamenlijk=[samen]))) == sum(gevraagd(met())) + 1
    fout = met(gezamenlijk=[{**samen, "plaatsen": 5}])
    assert codes(fout) == [("V433", "plan.regels.verdeelbesluit.gezamenlijk.0")]


def test_bad_input_is_named_with_place_and_numbers():
    waar = "plan.regels.verdeelbesluit"
    assert codes(met(verslagen={})) == [("V431", f"{waar}.verslagen")]
    assert ("V451", f"{waar}.verslagen.PV99") in codes(met(verslagen={"PV99": getal(1)}))
    assert codes(met(verslagen={"PV20": getal("1/2")})) == [("V452", f"{waar}.verslagen.PV20")]
    assert codes(met(aanbod={"GM0999": getal(1)})) == [("V450", f"{waar}.aanbod")]
    v = met()
    opdracht = opdracht_van(v)
    totaal = opdracht.regels["provincietotaal"].model_validate(
        {"rest": {"PV20": getal(1)}, "grondslag": BRON}
    )
    dubbel = opdracht.model_copy(update={"regels": {**opdracht.regels, "provincietotaal": totaal}})
    with pytest.raises(ModelError) as fout:
        check(dubbel, data_van(v))
    assert [p.code for p in fout.value.problemen] == ["V432"]


def shipped(naam: str) -> Plan:
    model = load_model(naam)
    gegevens = load_data(None, model.grenzen)
    return make_plan(model, gegevens, compute_indicatief(model, gegevens))


@pytest.fixture(scope="module")
def besluit() -> Plan:
    return shipped("verdeelbesluit-2024")


def per_provincie(plan: Plan) -> dict[str, int]:
    som: dict[str, int] = defaultdict(int)
    data = plan.programma.data
    for i, p in enumerate(data.provincie.tolist()):
        som[data.provincies[p]] += plan.gevraagd[i] - plan.bestaand[i]
    return dict(som)


def test_the_remainders_of_2024(besluit):
    """Published totals minus published reports; Druten and Wijchen once, Noord-Brabant as decided."""
    opgave = {"PV21": 3391, "PV22": 2691, "PV24": 2441, "PV25": 11704, "PV28": 19776, "PV31": 5662}
    with (ROOT / "data/gemeenten/plannen_2024.csv").open(encoding="utf-8", newline="") as bestand:
        plannen = [r for r in csv.DictReader(bestand) if r["soort"] == "plan"]
    verslag = {p: max(int(r["plaatsen"]) for r in plannen if r["gebiedscode"] == p) for p in opgave}
    wacht = {p: max(0, opgave[p] - verslag[p]) for p in opgave}
    wacht["PV25"] += 100
    assert per_provincie(besluit) == {**wacht, "PV30": 1003}
    assert per_provincie(besluit)["PV28"] == 4596
    data = besluit.programma.data
    assert dict(zip(data.provincies, data.opgave.tolist(), strict=True)) == {**opgave, "PV30": 14689}


def test_nobody_is_asked_above_its_figure_and_surplus_is_never_an_obligation(besluit):
    for i in range(len(besluit.codes)):
        erbij = besluit.gevraagd[i] - besluit.bestaand[i]
        assert erbij <= max(0, besluit.indicatief[i] - besluit.bestaand[i])
        if besluit.bestaand[i] >= besluit.indicatief[i]:
            assert erbij == 0
    assert besluit.gevraagd[besluit.rij["GM1706"]] == besluit.bestaand[besluit.rij["GM1706"]]
    vrij = besluit.programma.regel("vrijstelling")
    assert "lang een grote opvang" in vrij.say(besluit.programma.state, "GM1706")


def test_the_plan_is_the_report_and_the_remainder(besluit):
    """Zuid-Holland reported 15 180 of 19 776; in Noord-Brabant 13 478 and 1 003 are not its 14 689."""
    (tabel,) = besluit.programma.regel("verdeelbesluit").rows(besluit.solved)
    rij = {r.code: r for r in tabel.rows}
    assert (rij["PV28"].aanbod, rij["PV28"].rest, rij["PV28"].plan) == (15180, 4596, 19776)
    assert (rij["PV30"].aanbod, rij["PV30"].plan, rij["PV30"].cijfer) == (13478, 14481, 14689)
    assert rij["GM0518"].gepubliceerd == 2189
    assert (
        rij["GM0518"].plan == besluit.plan[besluit.rij["GM0518"]] == rij["GM0518"].aanbod + rij["GM0518"].rest
    )
    data = besluit.programma.data
    assert data.per_provincie(data.bestaand).tolist() == [rij[p].aanbod for p in data.provincies]
    assert besluit.figures["aanbod_verslag"] == besluit.bestaand


def test_a_report_is_divided_over_what_stands_and_then_over_what_is_missing():
    """6 stand. A report of 9: 3 more by what is missing, 6 and 3. One of 3: by what stands, 1 to 5."""

    def verslag(aantal: int, **meer) -> tuple[int, ...]:
        v = met(verslagen={"PV20": getal(aantal)}, verdeel_verslag=True, **meer)
        return tuple(build_program(data_van(v), opdracht_van(v)).data.bestaand.tolist())

    assert verslag(9) == (2, 2, 5)
    assert verslag(3) == (0, 1, 2)  # 0.5 and 2.5: the first of equal remainders
    assert verslag(9, aanbod={"GM0002": getal(4)}) == (0, 4, 5)
    assert verslag(14) == (5, 4, 5)


def test_why_nothing_is_asked_is_told(besluit):
    """Cranendonck is exempted, Tilburg (42 stood) is not among the 17, Druten shares in what is left."""
    gevraagd = {code: besluit.gevraagd[i] - besluit.bestaand[i] for code, i in besluit.rij.items()}
    assert (gevraagd["GM1706"], gevraagd["GM0855"]) == (0, 0)
    assert gevraagd["GM0225"] > 0
    regels = {code: {b.regel.rule for b in besluit.bindend(code)} for code in besluit.codes}
    assert "vrijstelling" in regels["GM1706"]
    assert "verdeelbesluit" in regels["GM0855"]
    assert not {"vrijstelling", "verdeelbesluit"} & regels["GM0225"]
    assert any("Cranendonck is vrijgesteld: heeft al lang" in z for z in besluit.waarom("GM1706"))
    assert any("Tilburg (631 places, own figure 1,073) does not" in z for z in besluit.waarom("GM0855", "en"))
    soorten = {code: {s.soort for s in planspoor(besluit, code).stappen} for code in ("GM0855", "GM0225")}
    assert soorten == {"GM0855": {"plan_bepaald"}, "GM0225": {"plan_verslag"}}


def test_an_exemption_of_who_is_below_the_own_figure_is_the_reason():
    """The first is exempted with 0 of 6: that, and not what stands elsewhere, is why 6 are not asked."""
    v = replace(THUIS, vrijgesteld=frozenset({0}), hard=False, doelen=("tekort", "nieuwbouw"))
    pp = build_program(data_van(v), opdracht_van(v))
    plan = read_plan(pp, solve(pp.program, workers=0))
    assert [b.regel.rule for b in plan.bindend("GM0001")] == ["vrijstelling"]
    assert [(s.soort, s.bijdrage) for s in planspoor(plan, "GM0001").stappen] == [("plan_bepaald", -6)]


def test_noord_brabant_is_pro_rata_over_seventeen():
    plan = shipped("noord-brabant-rest-2024")
    erbij = {c: g - k for c, g, k in zip(plan.codes, plan.gevraagd, plan.bestaand, strict=True) if g > k}
    assert len(erbij) == 17
    assert sum(erbij.values()) == 1003
    cijfer = dict(zip(plan.codes, plan.indicatief, strict=True))
    som = sum(cijfer[c] for c in erbij)
    assert all(abs(n - Fraction(1003 * cijfer[c], som)) < 1 for c, n in erbij.items())
    assert not {"GM0785", "GM1706"} & set(erbij)
    assert "over 17 gemeenten" in plan.programma.regel("verdeelbesluit").say(plan.programma.state, "PV30")


@pytest.mark.parametrize("engine", ["highs", "cbc"])
def test_engines_agree(besluit, engine):
    model = load_model("verdeelbesluit-2024")
    gegevens = load_data(None, model.grenzen)
    program = build_program(
        read_plan_data(model, gegevens, compute_indicatief(model, gegevens)), model.plan
    ).program
    assert (solve(program, engine).x == besluit.bewijs.x).all()


@pytest.mark.parametrize(
    "naam, gezegd",
    [
        ("noord-brabant-rest-2024", "Status of the plan: illustrative. The reports are known per provincie"),
        ("tijdelijk-groot-2022", "Status of the plan: illustrative. The need for TNV was chosen"),
    ],
)
def test_a_reader_is_told_what_the_plan_is_worth(naam: str, gezegd: str, tmp_path: Path):
    resultaat = verdeling.run(naam)
    assert any(z.startswith(gezegd) for z in resultaat.meldingen("en"))
    assert any(
        z.startswith("Status van het plan: ter illustratie.") for z in resultaat.meldingen("nl", kort=True)
    )
    resultaat.schrijf(tmp_path / "uit", rapport="en")
    assert gezegd in (tmp_path / "uit" / "report.html").read_text("utf-8")
    zonder = verdeling.run(naam, plan=False)
    assert not any("Status of the plan" in z for z in zonder.meldingen("en"))
