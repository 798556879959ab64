"""The plan over time against the published months of IJsselland and against plans worked out by hand."""

from __future__ import annotations

import re
from functools import cache

import pytest
from support.paths import ROOT, TESTS
from support.timeplans import DAG, basis, cijfers, loc, plan, stappen, waarden

import verdeling
from verdeling.inputs.tables import Gegevens, load_data
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.solver import text
from verdeling.solver.outcome import Unproven
from verdeling.tijdplan.alternatives import compute_alternatives
from verdeling.tijdplan.calendar import Calendar, plus_months
from verdeling.tijdplan.decisions import Decision
from verdeling.tijdplan.locations import read_locations
from verdeling.tijdplan.plan import Tijdplan, plan_over_time
from verdeling.tijdplan.tables import decision_table, month_table, reeks, sentences_told
from verdeling.verdeelmodel.catalogue import load_model
from verdeling.verdeelmodel.tijdplan import Afspraak, Locatie, Tijdopdracht

GOLDEN = TESTS / "golden/program"


@cache
def geladen(naam: str, *overrides: str) -> tuple[Tijdplan, Gegevens]:
    model = load_model(naam, overrides)
    gegevens = load_data(None, model.grenzen)
    return plan_over_time(model, gegevens, compute_indicatief(model, gegevens)), gegevens


# --- months --------------------------------------------------------------------


def test_months_count_through_the_end_date():
    calendar = Calendar.van_tot(DAG("2022-11-15"), DAG("2023-02-01"))
    assert calendar.days == tuple(map(DAG, ("2022-11-15", "2022-12-01", "2023-01-01", "2023-02-01")))
    assert calendar.na(DAG("2023-01-01")) == 3  # the last day counts
    assert calendar.na(DAG("2022-12-31")) == 2
    assert calendar.eerste(DAG("2022-12-02")) == 2
    assert calendar.na(None) == 4


@pytest.mark.parametrize(
    "dag, maanden, wordt",
    [("2024-01-31", 1, "2024-02-29"), ("2023-03-31", -1, "2023-02-28"), ("2023-12-01", 1, "2024-01-01"),
     ("2024-01-15", -1, "2023-12-15"), ("2023-05-31", 12, "2024-05-31")],
)  # fmt: skip
def test_months_later(dag, maanden, wordt):
    assert plus_months(DAG(dag), maanden) == DAG(wordt)


# --- IJsselland ------------------------------------------------------------------


def stands_on(locaties, day, manner):
    """Places on a day without a plan: nothing is extended, each listed extension is, or all go on."""
    total = 0
    for site in locaties:
        end = site.tot_en_met if manner == "contract" else site.verlengbaar_tot_en_met or site.tot_en_met
        goes_on = manner == "alles" or end is None
        if site.afspraak is Afspraak.CONTRACT and site.van <= day and (goes_on or day <= end):
            total += site.plaatsen * site.keer
    return total


@pytest.mark.parametrize(
    "dag, wijze, som",
    [
        ("2023-01-01", "contract", 1_665), ("2023-07-01", "alles", 1_965), ("2023-07-01", "opties", 1_865),
        ("2023-07-01", "contract", 1_685), ("2024-01-01", "opties", 1_730), ("2024-01-01", "contract", 1_550),
        ("2024-06-01", "opties", 1_650), ("2024-06-01", "contract", 1_550),
    ],
)  # fmt: skip
def test_ijsselland_places_on_a_day(dag, wijze, som):
    model, gegevens = basis()
    rijen, problemen = read_locations(model.tijdplan, gegevens)
    assert not problemen
    azc = [r.locatie for r in rijen if r.bestand.startswith("locaties_ijsselland_azc.csv")]
    assert stands_on(azc, DAG(dag), wijze) == som


def test_ijsselland_crisis_places_per_month():
    p, _ = geladen("ijsselland-transitie")
    days = p.calendar.days
    assert days[0] == DAG("2022-11-15")
    # 591, 691, 638, 595, 361 and 100 temporary places in all; COA manages Hardenberg (100) and
    # Olst-Wijhe/Raalte (150), and Wittenstein (100, until 1 April) besides.
    cno, nood = p.staat("VR04", "cno")[:9], p.staat("VR04", "noodopvang")[:9]
    assert cno == (441, 441, 388, 345, 261, 0, 0, 0, 0)
    assert nood == (250, 350, 350, 350, 200, 200, 100, 100, 100)
    wittenstein = (100,) * 6 + (0,) * 3
    together = tuple(a + b - w for a, b, w in zip(cno, nood, wittenstein, strict=True))
    assert together == (591, 691, 638, 595, 361, 100, 100, 100, 100)
    assert days[8] == DAG("2023-07-01")


def test_450_crisis_places_are_judged_on_the_whole_picture():
    """1 January 2023: 388 of gemeenten are 62 short of 450; with the 350 of COA 738 stand and none lacks."""
    p, _ = geladen("ijsselland-cno-2023")
    t = p.calendar.eerste(DAG("2023-01-01"))
    assert p.telt("VR04", "crisisnoodopvang")[t] == 738
    assert p.tekort("VR04", "crisisnoodopvang")[t] == 0
    alleen = "tijdplan.behoefte.crisisnoodopvang.soorten=[cno]"
    p, _ = geladen("ijsselland-cno-2023", alleen)
    assert p.telt("VR04", "crisisnoodopvang")[t] == 388
    assert p.tekort("VR04", "crisisnoodopvang")[t] == 62


def test_the_state_of_march_2023():
    """429 crisis places until 1 July 2023, of which the boat of 174 until mid-January 2024."""
    p, _ = geladen("ijsselland-transitie-maart-2023")
    cno = dict(zip(map(str, p.calendar.days), p.staat("VR04", "cno"), strict=True))
    assert [cno[d] for d in ("2023-03-01", "2023-07-01", "2023-08-01", "2024-01-01", "2024-02-01")] == [
        429, 429, 174, 174, 0,
    ]  # fmt: skip
    assert p.staat("VR04", "noodopvang")[2] == 0, "Wittenstein closed on 1 April"


@pytest.mark.parametrize("quality, july, ways", [("lager", 1_865, 0), ("wettelijk", 1_965, 1)])
def test_the_quality_of_emergency_places_is_one_setting(quality, july, ways):
    """Only one kind is named; the others keep what they are. Wittenstein closes for good and is no way."""
    p, _ = geladen("ijsselland-transitie", f"tijdplan.opvangsoorten.noodopvang.kwaliteit={quality}")
    assert p.telt("VR04", "opvang")[p.calendar.eerste(DAG("2023-07-01"))] == july
    assert p.opdracht.opvangsoorten["azc"].rang == 2
    steps = [
        {b.locatie.locatie for b in w.plan.besluiten if not b.agreed} for w in compute_alternatives(p).wegen
    ]
    assert len(steps) >= ways
    assert not any("Wittenstein" in names for names in steps)


def test_a_kind_that_a_model_leaves_out_may_still_be_set():
    """No kind is named in this model: setting one field of one kind leaves all else as it is known."""
    path = "tijdplan.opvangsoorten.noodopvang.kosten=7"
    found = load_model("tijdelijk-groot-2022", [path]).tijdplan.opvangsoorten
    known = load_model("tijdelijk-groot-2022").tijdplan.opvangsoorten
    assert found["noodopvang"] == known["noodopvang"].model_copy(update={"kosten": 7})
    assert {k: v for k, v in found.items() if k != "noodopvang"} == {
        k: v for k, v in known.items() if k != "noodopvang"
    }


def test_ijsselland_need_and_shortage():
    """Need 1 621 and 1 836; listed options leave 106 short from January 2024 and 186 from June."""
    p, _ = geladen("ijsselland-transitie")
    per_dag = {
        dag: (n, c, s)
        for dag, n, c, s in zip(
            p.calendar.days,
            p.nodig["VR04", "opvang"],
            p.telt("VR04", "opvang"),
            p.tekort("VR04", "opvang"),
            strict=True,
        )
    }
    assert per_dag[DAG("2022-12-01")][::2] == (None, None)  # no need is known before 2023, which is not zero
    assert per_dag[DAG("2023-01-01")] == (1621, 1665 + 638, 0)
    assert per_dag[DAG("2023-06-01")] == (1621, 1565 + 100, 0)  # crisis places still count
    assert per_dag[DAG("2023-07-01")] == (1621, 1865, 0)  # and no longer: 100 stand
    assert per_dag[DAG("2024-01-01")] == (1836, 1730, 106)
    assert per_dag[DAG("2024-06-01")] == (1836, 1650, 186)
    assert [(str(g.van), str(g.tot_en_met), g.plaatsen) for g in p.gaps] == [
        ("2024-01-01", "2024-05-01", 106),
        ("2024-06-01", "2024-12-01", 186),
    ]
    assert waarden(p)["tekort"] == 5 * 106 + 7 * 186
    assert p.bewijs.proven
    assert p.bewijs.unique


def kort(b: Decision) -> tuple[object, ...]:
    return (str(b.uiterlijk), b.stap, b.locatie.locatie, str(b.nodig_vanaf), b.agreed)


def test_ijsselland_which_contracts_by_when_and_what_closes_the_gap():
    p, gegevens = geladen("ijsselland-transitie")
    # Without the buffer 1 665 − 100 stand in May 2023, below 1 621; without Kampen 1 665 − 80 in June.
    opties = [
        ("2023-02-01", "verlengen", "Schalkhaar buffer", "2023-05-01", True),
        ("2023-05-01", "verlengen", "Kampen", "2023-06-01", True),
    ]
    assert [kort(b) for b in p.besluiten] == opties
    # 106 from January: no single step but Raalte (110). 186 from June: no single step at all, and of the
    # pairs with Raalte only Kampen (110 + 80) adds no temporary place.
    assert p.completion is not None
    assert waarden(p.completion)["tekort"] == 0
    assert waarden(p.completion)["mogelijk"] == 2
    assert [kort(b) for b in p.completion.besluiten] == [
        *opties,
        ("2023-12-01", "verder_verlengen", "Raalte", "2024-01-01", False),
        ("2024-05-01", "verder_verlengen", "Kampen", "2024-06-01", False),
    ]
    # Emergency places do not count after 1 July 2023 and Wittenstein closes for good: no other pair will do.
    assert compute_alternatives(p).complete
    assert compute_alternatives(p).wegen == ()
    gezegd = sentences_told(p, gegevens.gebiedsnaam)
    assert gezegd[-1] == (
        "IJsselland: of open een nieuwe locatie van 186 plaatsen, van 2024-01-01 tot en met 2024-12-01; "
        "ook die sluit het gat (opvang)"
    )
    tabel = decision_table(p, gegevens.gebiedsnaam).rows
    assert [(r.weg, r.afspraak) for r in tabel] == [
        (weg, "optie" if weg is None else "mogelijk") for weg in (None, None, 1, 1)
    ]
    assert gezegd[0] == "IJsselland: van 2024-01-01 tot en met 2024-05-01 ontbreken er 106 plaatsen (opvang)"
    assert "sluit het gat met deze 2:" in gezegd[4]
    assert gezegd[5].startswith(
        "uiterlijk 2023-12-01: verleng Raalte (Raalte) verder dan het contract toelaat"
    )
    assert gezegd[5].endswith("ontbreken er plaatsen op 2024-01-01 (niet afgesproken)")
    assert len(sentences_told(p, gegevens.gebiedsnaam, "en")) == len(gezegd)


def test_tables_and_series_say_the_same():
    p, gegevens = geladen("ijsselland-transitie")
    maanden = month_table(p, gegevens.gebiedsnaam)
    assert maanden.header[:7] == ("gebied", "naam", "peildag", "behoefte", "nodig", "telt", "tekort")
    rij = maanden.records()[p.calendar.eerste(DAG("2023-07-01"))]
    assert rij == {
        "gebied": "VR04", "naam": "IJsselland", "peildag": DAG("2023-07-01"), "behoefte": "opvang",
        "nodig": 1621, "telt": 1865, "tekort": 0, "cno": 0, "noodopvang": 100, "azc-buffer": 125,
        "azc-bijzonder": 110, "rol": 300, "azc": 1330,
    }  # fmt: skip
    r = reeks(p, "VR04")
    assert list(r.soorten) == list(maanden.header[7:])
    assert [cells[7:] for cells in maanden.cells()] == list(zip(*r.soorten.values(), strict=True))
    besluiten = list(decision_table(p, gegevens.gebiedsnaam).cells())
    assert besluiten[1][:6] == (DAG("2023-05-01"), "verlengen", "VR04", "GM0166", "Kampen", "Kampen")


# --- the other systems in time ----------------------------------------------------


def test_long_term_places_follow_the_need_up_and_down():
    """Sites of 300 and 100 can follow every need to the next hundred; 42 000 in all, 51 000 for a year."""
    p, _ = geladen("lange-termijn-2022")
    assert len(p.gebieden) == 12
    for gebied in p.gebieden:
        nodig = p.nodig[gebied, "opvang"]
        assert p.telt(gebied, "opvang") == tuple(-(-n // 100) * 100 for n in nodig)
    for t, som in ((0, 42_000), (6, 51_000), (17, 51_000), (18, 42_000)):
        assert sum(p.nodig[g, "opvang"][t] for g in p.gebieden) == som


def test_large_temporary_sites_stand_six_months_and_count_apart():
    """3 000 places for a year with sites of 1 000 for six months: three sites, then three others."""
    p, _ = geladen("tijdelijk-groot-2022")
    assert p.telt("NL01", "cno") == (5_625,) * 12
    assert p.telt("NL01", "tnv") == (3_000,) * 12
    tnv = [v for v in p.stays if v.member.locatie.soort == "tnv" and any(v.plaatsen(t) for t in range(12))]
    assert [sum(1 for k in v.stair if k is not None) for v in tnv] == [6] * 6
    assert [b.uiterlijk.isoformat() for b in p.besluiten] == ["2022-07-01"] * 3 + ["2023-01-01"] * 3


# --- worked by hand ------------------------------------------------------------------


def test_the_worked_example_of_the_page_and_its_program_text():
    p = plan(
        [
            loc("A", "cno", 80, "2020-01-01", "2024-01-31", verlengbaar_tot_en_met="2024-02-29"),
            loc("A", "azc", 70, "2024-02-01", afspraak=Afspraak.OPTIE, omzetting_van="cno"),
            loc("N", "noodopvang", 40, "2024-02-01", afspraak=Afspraak.OPTIE, minstens_maanden=2, keer=2),
        ],
        stappen(("2024-01-01", 100)),
        "2024-03-01",
        wettelijk_vanaf=DAG("2024-03-01"),
        opvangsoorten={"noodopvang": {"kwaliteit": "wettelijk"}},
    )
    assert p.telt("VR04", "opvang") == (80, 110, 110)
    assert waarden(p) == waarden(p) | {"tekort": 20, "wisselingen": 1, "tijdelijk": 160, "kosten": 540}
    assert text(p.programma.program) == (GOLDEN / "tijdplan.txt").read_text("utf-8")


def test_extension_is_used_only_when_it_saves_a_shortage_or_a_closing():
    """Need 100, then 150 from March. A (100) stays; B (60) ends in February and may stay until April.

    B covers March and April (160 ≥ 150); in May 50 lack. So tekort = 50, and B is needed from March on.
    """
    p = plan(
        [
            loc("A", "azc", 100, "2020-01-01"),
            loc("B", "azc", 60, "2020-01-01", "2024-02-10", verlengbaar_tot_en_met="2024-04-01"),
        ],
        stappen(("2024-01-01", 100), ("2024-03-01", 150)),
        "2024-05-01",
    )
    assert p.telt("VR04", "opvang") == (160, 160, 160, 160, 100)
    assert waarden(p)["tekort"] == 50
    assert waarden(p)["wisselingen"] == 1
    (b,) = p.besluiten
    assert (str(b.uiterlijk), str(b.van), str(b.tot_en_met), str(b.nodig_vanaf)) == (
        "2024-02-10", "2024-03-01", "2024-04-01", "2024-03-01",
    )  # fmt: skip
    assert p.completion is None


def test_an_extension_that_only_saves_a_closing_is_not_needed():
    """100 are needed and A has them; B (60) goes on because closing it would be a change."""
    p = plan(
        [
            loc("A", "azc", 100, "2020-01-01"),
            loc("B", "azc", 60, "2020-01-01", "2024-02-10", verlengbaar_tot_en_met="2024-12-31"),
        ],
        stappen(("2024-01-01", 100)),
        "2024-05-01",
    )
    (b,) = p.besluiten
    assert (b.stap, b.nodig_vanaf, waarden(p)["wisselingen"]) == ("verlengen", None, 0)


def test_crisis_places_are_converted_before_they_stop_counting():
    """Legal quality is asked from March: 80 crisis places become 80 emergency places, or nothing counts."""
    p = plan(
        [
            loc("C", "cno", 80, "2020-01-01", "2024-04-30"),
            loc(
                "C",
                "noodopvang",
                80,
                "2024-02-15",
                afspraak=Afspraak.OPTIE,
                omzetting_van="cno",
                kwaliteit="wettelijk",
            ),
            loc("C", "azc", 70, "2024-04-01", afspraak=Afspraak.OPTIE, omzetting_van="noodopvang"),
        ],
        stappen(("2024-01-01", 70)),
        "2024-06-01",
        wettelijk_vanaf=DAG("2024-03-01"),
        beslistermijn_maanden=2,
    )
    # From April on 70 regular places do and are not temporary.
    assert [p.stays[0].soort(t) for t in range(6)] == ["cno", "cno", "noodopvang", "azc", "azc", "azc"]
    assert p.telt("VR04", "opvang") == (80, 80, 80, 70, 70, 70)
    assert waarden(p) == waarden(p) | {"tekort": 0, "wisselingen": 0, "tijdelijk": 80 * 3}
    assert [(str(b.uiterlijk), b.stap, b.soort) for b in p.besluiten] == [
        ("2024-01-01", "omzetten", "noodopvang"),
        ("2024-02-01", "omzetten", "azc"),
    ]


def test_a_contract_is_closed_early_only_where_it_may_be():
    """Temporary places are too many from February on; only the one with notice can go, from March on.

    Both contracts end inside the plan, so closing early costs no extra change.
    """
    nood = [
        loc("A", "noodopvang", 50, "2020-01-01", "2024-04-30"),
        loc("B", "noodopvang", 60, "2020-01-01", "2024-04-30", opzegbaar_vanaf="2024-03-01"),
    ]
    for termijn, uiterlijk in ((0, "2024-03-01"), (2, "2024-01-01")):
        nodig = stappen(("2024-01-01", 100), ("2024-02-01", 20))
        p = plan(nood, nodig, "2024-05-01", beslistermijn_maanden=termijn)
        assert p.staat("VR04", "noodopvang") == (110, 110, 50, 50, 0)
        assert [(b.stap, b.locatie.locatie, str(b.uiterlijk)) for b in p.besluiten] == [
            ("eerder_sluiten", "B", uiterlijk)
        ]


def test_terms_of_new_sites():
    """A site of exactly two months, four of them, against a need of three months: 2 + 2 months, not 3."""
    site = loc("N", "noodopvang", 40, "2024-01-01", afspraak=Afspraak.OPTIE, minstens_maanden=2,
               hoogstens_maanden=2, keer=4)  # fmt: skip
    p = plan([site], stappen(("2024-02-01", 40), ("2024-05-01", 0)), "2024-08-01")
    assert sorted(sum(k is not None for k in v.stair) for v in p.stays) == [0, 0, 2, 2]
    assert waarden(p) == waarden(p) | {"tekort": 0, "wisselingen": 4, "tijdelijk": 160}


def test_what_opens_is_converted_in_a_later_month():
    """Needed from March: opens as 40 emergency places in March, regular from April; never both at once."""
    p = plan(
        [
            loc("N", "noodopvang", 40, "2024-01-01", afspraak=Afspraak.OPTIE),
            loc("N", "azc", 40, "2024-01-15", afspraak=Afspraak.OPTIE, omzetting_van="noodopvang"),
        ],
        stappen(("2024-01-01", 0), ("2024-03-01", 40)),
        "2024-05-01",
    )
    assert [p.stays[0].soort(t) for t in range(5)] == [None, None, "noodopvang", "azc", "azc"]
    assert waarden(p) == waarden(p) | {"tekort": 0, "wisselingen": 1, "tijdelijk": 40}


def test_a_new_site_stands_its_least_term_before_its_option_ends():
    """Only March is needed, the option ends in March and three months are the least: it opens in January."""
    site = loc("N", "noodopvang", 40, "2024-01-01", "2024-03-31", afspraak=Afspraak.OPTIE, minstens_maanden=3)
    p = plan([site], stappen(("2024-03-01", 40), ("2024-04-01", 0)), "2024-06-01")
    assert p.staat("VR04", "noodopvang") == (40, 40, 40, 0, 0, 0)
    assert waarden(p) == waarden(p) | {"tekort": 0, "wisselingen": 2}


def test_an_unknown_need_makes_no_decision_necessary():
    """Extended from February to keep the site, but before March the need is not known: needed from March."""
    site = loc("A", "azc", 40, "2020-01-01", "2024-01-31", verlengbaar_tot_en_met="2024-12-31")
    p = plan([site], stappen(("2024-03-01", 40)), "2024-04-01")
    (b,) = p.besluiten
    assert (str(b.van), str(b.nodig_vanaf)) == ("2024-02-01", "2024-03-01")


def test_an_area_that_a_step_does_not_name_has_no_need_from_then_on():
    een, ander = stappen(("2024-01-01", 40)), stappen(("2024-02-01", 30), gebied="VR05")
    p = plan([loc("A", "azc", 10, "2020-01-01")], (*een, *ander), "2024-03-01")
    assert p.nodig == {("VR04", "opvang"): (40, 0, 0), ("VR05", "opvang"): (0, 30, 30)}


def test_a_shortage_before_the_deadline_is_shown_and_is_no_goal():
    nieuw = loc("N", "noodopvang", 40, "2024-01-01", afspraak=Afspraak.OPTIE)
    p = plan([nieuw], stappen(("2024-01-01", 40)), "2024-04-01", voldoende_vanaf=DAG("2024-03-01"))
    assert p.tekort("VR04", "opvang") == (40, 40, 0, 0)
    assert waarden(p)["tekort"] == 0
    assert not p.gaps


def test_the_declared_order_of_goals_decides():
    """Two sites for one month against one site that stays: fewer changes, or fewer places over the months."""
    sites = [
        loc("kort", "azc", 30, "2024-01-01", afspraak=Afspraak.OPTIE, hoogstens_maanden=1),
        loc("lang", "azc", 30, "2024-01-01", afspraak=Afspraak.OPTIE, minstens_maanden=9),
    ]
    nodig = stappen(("2024-02-01", 30), ("2024-03-01", 0))
    rust = plan(sites, nodig, "2024-06-01", ("tekort", "wisselingen", "kosten", "volgorde"))
    weinig = plan(sites, nodig, "2024-06-01", ("tekort", "kosten", "wisselingen", "volgorde"))
    assert [v.member.locatie.locatie for v in rust.stays if any(k is not None for k in v.stair)] == ["lang"]
    assert [v.member.locatie.locatie for v in weinig.stays if any(k is not None for k in v.stair)] == ["kort"]


def test_an_extra_step_stops_where_the_next_contract_starts():
    """Nobody agreed to go on after January; going on is possible until the next contract of the same site."""
    p = plan(
        [
            loc("A", "azc", 30, "2020-01-01", "2024-01-31"),
            loc("A", "azc", 50, "2024-04-01", "2024-12-31"),
        ],
        stappen(("2024-01-01", 30)),
        "2024-05-01",
        verder_verlengen=True,
    )
    assert [g.plaatsen for g in p.gaps] == [30]
    assert p.completion is not None
    assert p.completion.telt("VR04", "opvang") == (30, 30, 30, 50, 50)


def test_without_proof_the_area_is_named():
    model, gegevens = basis()
    with pytest.raises(Unproven) as fout:
        plan_over_time(model, gegevens, cijfers(), time_limit=1e-9, workers=0)
    assert {(p.code, p.waar) for p in fout.value.problemen} == {("V414", "IJsselland")}


def test_two_engines_agree():
    model, gegevens = basis()
    p = plan_over_time(model, gegevens, cijfers(), official=True)
    assert [d.second for d in p.doelen] == [d.value for d in p.doelen]
    assert p.bewijs.second is not None


def test_the_page_names_every_setting_and_its_example_runs(tmp_path):
    page = (ROOT / "docs/tijdplan.md").read_text("utf-8")
    settings = [*Tijdopdracht.model_fields, *(set(Locatie.model_fields) - {"toelichting"})]
    assert not [name for name in settings if f"`{name}`" not in page]
    (example,) = re.findall(r"```yaml\n# tijdplan.yaml\n(.*?)```", page, re.S)
    (tmp_path / "tijdplan.yaml").write_text(example, "utf-8")
    p = verdeling.run(tmp_path / "tijdplan.yaml").tijdplan
    assert p.tekort("VR04", "opvang") == (20, 0, 0)  # 80 stand in January; from February 40 more
    assert waarden(p)["wisselingen"] == 1
