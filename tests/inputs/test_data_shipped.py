"""The shipped figures: sources complete, sums as published, tables that agree with each other."""

import csv
import hashlib
import io
from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from support.paths import TESTS

from verdeling.inputs.register import buren, data_map, read_register, rows_of
from verdeling.inputs.tables import load_data
from verdeling.terms import Status

GOLDEN = TESTS / "golden"
MAPPEN = ("gemeenten", "cbs")
BESTANDEN = [
    f"{m}/{p.name}"
    for m in MAPPEN
    for p in sorted((data_map() / m).glob("*"))
    if p.name not in ("bronnen.csv", "datapackage.json")
]
TABELLEN = [b for b in BESTANDEN if b.endswith(".csv")]


def golden(naam):
    with (GOLDEN / naam).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bronnen(bestand):
    map_, naam = bestand.split("/")
    return {r["kolom"]: r for r in rows_of(f"{map_}/bronnen.csv") if r["bestand"] == naam}


@pytest.mark.parametrize("bestand", BESTANDEN)
def test_every_column_has_its_source_and_every_file_its_checksum(bestand):
    data = (data_map() / bestand).read_bytes()
    kop = next(csv.reader(io.StringIO(data.decode("utf-8")))) if bestand.endswith(".csv") else [""]
    per_kolom = bronnen(bestand)
    assert list(per_kolom) == kop
    for kolom, rij in per_kolom.items():
        assert rij["sha256"] == hashlib.sha256(data).hexdigest(), kolom
        assert Status(rij["status"]) is not Status.OPEN
        assert rij["uitgever"]
        assert rij["tabel"]
        assert rij["licentie"]
        assert not rij["peildatum"] or date.fromisoformat(rij["peildatum"])


@pytest.mark.parametrize("map_", MAPPEN)
def test_no_source_row_speaks_of_a_file_that_is_not_there(map_):
    assert {f"{map_}/{r['bestand']}" for r in rows_of(f"{map_}/bronnen.csv")} == {
        b for b in BESTANDEN if b.startswith(map_)
    }


@pytest.mark.parametrize("bestand", [*TABELLEN, "gemeenten/bronnen.csv", "cbs/bronnen.csv"])
def test_files_are_plain_utf8_csv_of_even_width_without_double_rows(bestand):
    data = (data_map() / bestand).read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    kop, *regels = csv.reader(io.StringIO(data.decode("utf-8")), strict=True)
    assert len(set(kop)) == len(kop)
    assert {len(r) for r in regels} == {len(kop)}
    assert max(Counter(map(tuple, regels)).values()) == 1


@pytest.mark.parametrize(
    "bestand",
    [
        "gemeenten/gemeenten.csv",
        "gemeenten/capaciteit.csv",
        "gemeenten/opgave.csv",
        "cbs/ses_woa.csv",
        "cbs/ses_woa_herleid.csv",
        "cbs/kerncijfers.csv",
    ],
)
def test_tables_per_gemeente_hold_the_342_of_2026_sorted_by_code(bestand):
    codes = [r["code"] for r in rows_of(bestand)]
    assert codes == [g.code for g in read_register().op(date(2026, 1, 1))]
    assert len(codes) == 342


@pytest.mark.parametrize(
    "jaar, aantal, som",
    [
        (2017, 388, 17_081_507),
        (2018, 380, 17_181_084),
        (2019, 355, 17_282_163),
        (2020, 355, 17_407_585),
        (2021, 352, 17_475_415),
        (2022, 345, 17_590_672),
        (2023, 342, 17_811_291),
        (2024, 342, 17_942_942),
        (2025, 342, 18_044_027),
        (2026, 342, 18_130_208),
    ],
)
def test_inhabitants_add_up_to_the_national_figure(jaar, aantal, som):
    jaartal = [int(r["inwoners"]) for r in rows_of("cbs/inwoners.csv") if r["peildatum"] == f"{jaar}-01-01"]
    assert (len(jaartal), sum(jaartal)) == (aantal, som)


def test_capacity_of_november_2025():
    regulier = sum(int(r["regulier"]) for r in rows_of("gemeenten/capaciteit.csv"))
    nood = sum(int(r["nood"]) for r in rows_of("gemeenten/capaciteit.csv"))
    assert (regulier, nood, regulier + nood) == (47_293, 26_943, 74_236)


def test_capacity_source_is_credited_and_has_no_open_licence():
    for kolom in ("regulier", "nood"):
        bron = bronnen("gemeenten/capaciteit.csv")[kolom]
        assert bron["status"] == "published"
        assert "NOS" in bron["uitgever"]
        assert "COA" in bron["uitgever"]
        assert "geen open licentie" in bron["licentie"]


def test_shortfall_and_surplus_against_the_second_cycle():
    plaatsen = {r["code"]: int(r["plaatsen"]) for r in golden("opgave_2026_88000.csv")}
    verschil = [
        int(r["regulier"]) + int(r["nood"]) - plaatsen[r["code"]] for r in rows_of("gemeenten/capaciteit.csv")
    ]
    tekort, over = [v for v in verschil if v < 0], [v for v in verschil if v >= 0]
    assert (len(tekort), sum(tekort)) == (250, -39_489)
    assert (len(over), sum(over)) == (92, 25_725)


def test_second_cycle_golden_adds_up_per_province():
    provincie = {r["code"]: r["provincie"] for r in rows_of("gemeenten/gemeenten.csv")}
    som = Counter()
    for r in golden("opgave_2026_88000.csv"):
        som[provincie[r["code"]]] += int(r["plaatsen"])
    assert som == {
        "Groningen": 2483,
        "Fryslân": 3094,
        "Drenthe": 2460,
        "Overijssel": 5801,
        "Flevoland": 2285,
        "Gelderland": 10749,
        "Utrecht": 7542,
        "Noord-Holland": 14905,
        "Zuid-Holland": 18175,
        "Zeeland": 1910,
        "Noord-Brabant": 13476,
        "Limburg": 5120,
    }
    assert sum(som.values()) == 88_000


def test_first_cycle_golden():
    rijen_ = golden("opgave_2024_96000.csv")
    assert sum(int(r["plaatsen"]) for r in rijen_ if r["niveau"] == "provincie") == 96_002
    assert Counter(r["niveau"] for r in rijen_) == {"provincie": 12, "gemeente": 37}
    amv = {(int(r["plaatsen"]), int(r["amv"])) for r in rijen_ if r["amv"]}
    assert amv == {(818, 69), (98, 8), (62, 5), (209, 18), (275, 23), (11704, 992)}


def test_amv_golden_has_24_figures():
    som = Counter()
    for r in golden("amv_2023.csv"):
        som[r["landelijk"]] += int(r["opgave"])
    assert len(golden("amv_2023.csv")) == 24
    assert som == {"75500": 75_499, "77100": 77_070}


def test_the_score_is_what_the_second_cycle_implies():
    """Why this score is called circular: it follows from the table that it reproduces."""
    inwoners = {
        r["code"]: int(r["inwoners"]) for r in rows_of("cbs/inwoners.csv") if r["peildatum"] == "2025-01-01"
    }
    land = sum(inwoners.values())
    score = {r["code"]: Fraction(r["ses_woa_herleid"]) for r in rows_of("cbs/ses_woa_herleid.csv")}
    for r in golden("opgave_2026_88000.csv"):
        gewicht = Fraction(int(r["plaatsen"]), 88_000) / Fraction(inwoners[r["code"]], land)
        # The weight was rounded to six decimals before the score was taken from it.
        assert abs(score[r["code"]] - (gewicht * Fraction(104, 100) - 1)) < Fraction(11, 10**7), r["code"]
    assert {b["herleid_uit"] for k, b in bronnen("cbs/ses_woa_herleid.csv").items() if k != "code"} == {
        "opgave_2026"
    }
    assert {b["status"] for b in bronnen("cbs/ses_woa_herleid.csv").values()} == {"derived"}


def test_a_remark_on_a_column_of_figures_stands_in_both_languages():
    bronnen_ = [k.bron for k in load_data(None, date(2026, 1, 1)).kolommen]
    assert sum(bool(b.toelichting) for b in bronnen_) > 10
    assert not [b.kolom for b in bronnen_ if bool(b.toelichting) != bool(b.toelichting_en)]
    assert not [b.kolom for b in bronnen_ if b.toelichting and b.toelichting == b.toelichting_en]


def test_scores_lie_between_their_bounds_and_have_six_decimals():
    for name in ("ses_woa", "ses_woa_herleid"):
        for r in rows_of(f"cbs/{name}.csv"):
            assert Fraction(r[f"{name}_laag"]) < Fraction(r[name]) < Fraction(r[f"{name}_hoog"])
            assert all(len(r[k].partition(".")[2]) == 6 for k in r if k != "code")


def test_published_figures_are_the_golden_ones():
    shipped = list(rows_of("gemeenten/opgave.csv"))
    assert {r["code"]: r["opgave_2026"] for r in shipped} == {
        r["code"]: r["plaatsen"] for r in golden("opgave_2026_88000.csv")
    }
    first = golden("opgave_2024_96000.csv")
    assert {r["code"]: r["opgave_2024"] for r in shipped if r["opgave_2024"]} == {
        r["code"]: r["plaatsen"] for r in first if r["niveau"] == "gemeente"
    }
    assert {r["code"]: r["opgave_2024"] for r in rows_of("gemeenten/opgave_provincies.csv")} == {
        r["code"]: r["plaatsen"] for r in first if r["niveau"] == "provincie"
    }


def test_key_figures_add_up_to_the_national_row():
    kern = list(rows_of("cbs/kerncijfers.csv"))
    assert sum(int(r["oppervlakte_land"]) for r in kern) == 3_364_723
    assert sum(int(r["huishoudens"]) for r in kern) == 8_374_404
    naam = {r["code"]: r["gemeente"] for r in rows_of("gemeenten/gemeenten.csv")}
    assert {naam[r["code"]] for r in kern if not r["inkomen"]} == {"Schiermonnikoog", "Vlieland", "Rozendaal"}


def test_areas_of_gemeenten():
    tabel = list(rows_of("gemeenten/gemeenten.csv"))
    aantal = {k: len({r[k] for r in tabel}) for k in ("provinciecode", "veiligheidsregiocode", "coropcode")}
    assert aantal == {"provinciecode": 12, "veiligheidsregiocode": 25, "coropcode": 40}
    assert sum(r["veiligheidsregio"] == "IJsselland" for r in tabel) == 11
    # The RD system covers the country between these metres.
    assert all(10_000 < int(r["rd_x"]) < 280_000 and 305_000 < int(r["rd_y"]) < 620_000 for r in tabel)


def test_register_agrees_with_the_table_of_gemeenten():
    register = {g.code: g for g in read_register().op(date(2026, 1, 1))}
    for r in rows_of("gemeenten/gemeenten.csv"):
        g = register[r["code"]]
        assert (g.naam, g.provincie, g.veiligheidsregio) == (
            r["gemeente"],
            r["provinciecode"],
            r["veiligheidsregiocode"],
        )


def test_existence_agrees_with_the_population_tables():
    per_datum = {}
    for r in rows_of("cbs/inwoners.csv"):
        per_datum.setdefault(date.fromisoformat(r["peildatum"]), set()).add(r["code"])
    gemeenten = read_register().gemeenten
    for dag, codes in per_datum.items():
        assert {g.code for g in gemeenten if g.op(dag)} == codes


def test_herindelingen_agree_with_existence():
    register = read_register()
    bestaan = {g.code: g for g in register.gemeenten}
    for h in register.herindelingen:
        if h.intended:
            assert h.datum == date(2027, 1, 1)
            assert bestaan[h.oud].tot is None
        else:
            assert bestaan[h.oud].tot == h.datum
            assert bestaan[h.nieuw].op(h.datum)
    verdwenen = {g.code for g in register.gemeenten if g.tot}
    assert verdwenen == {h.oud for h in register.herindelingen if not h.intended}
    assert {h.old_name for h in register.herindelingen if h.intended} == {"Hilversum", "Wijdemeren"}


def test_inhabitants_of_old_and_new_gemeenten_are_the_same_people():
    """Who lived in what was joined or divided still does a year later, but for births, deaths and moves."""
    inwoners = {
        (r["code"], r["peildatum"][:4]): int(r["inwoners"])
        for r in rows_of("cbs/inwoners.csv")
        if r["inwoners"]
    }
    groups: list[tuple[date, set[str]]] = []
    for h in read_register().herindelingen:
        if h.intended or h.datum.month > 1:
            continue
        samen = {h.oud, h.nieuw}
        for groep in [g for g in groups if g[0] == h.datum and g[1] & samen]:
            groups.remove(groep)
            samen |= groep[1]
        groups.append((h.datum, samen))
    assert len(groups) == 22
    for dag, codes in groups:
        voor, na = (sum(inwoners.get((c, str(jaar)), 0) for c in codes) for jaar in (dag.year - 1, dag.year))
        assert abs(na - voor) < 0.015 * voor, (dag, codes, voor, na)


def test_borders():
    paren = buren()
    assert len(paren) == 874
    assert all(a < b and km > 0 for a, b, km in paren)
    codes = {g.code for g in read_register().op(date(2023, 1, 1))}
    met_buur = {c for a, b, _ in paren for c in (a, b)}
    naam = {r["code"]: r["gemeente"] for r in rows_of("gemeenten/gemeenten.csv")}
    assert met_buur < codes
    assert {naam[c] for c in codes - met_buur} == {
        "Texel",
        "Vlieland",
        "Terschelling",
        "Ameland",
        "Schiermonnikoog",
    }


def test_national_housing_task_tells_what_is_known_and_leaves_out_what_is_not():
    tabel = list(rows_of("gemeenten/taakstelling_landelijk.csv"))
    laatste = {
        r["halfjaar"]: int(r["aantal"]) for r in tabel if r["soort"] in ("vastgesteld", "herzien", "verwacht")
    }
    assert laatste == {
        "2017-I": 13_000,
        "2017-II": 10_000,
        "2018-I": 13_000,
        "2018-II": 8_000,
        "2019-I": 6_000,
        "2019-II": 6_000,
        "2021-I": 13_500,
        "2021-II": 11_000,
        "2022-I": 10_000,
        "2022-II": 13_500,
        "2023-I": 21_200,
        "2023-II": 27_300,
        "2024-I": 18_750,
        "2024-II": 17_000,
        "2025-I": 15_000,
        "2025-II": 13_000,
        "2026-I": 15_000,
    }
    status = {(r["halfjaar"], r["soort"]): r["status"] for r in tabel}
    assert all(Status(s) for s in status.values())
    assert status["2021-I", "vastgesteld"] == status["2021-II", "vastgesteld"] == "illustrative"
    assert status["2023-II", "vastgesteld"] == "derived"


def test_ijsselland_locations_month_by_month():
    som = Counter()
    for r in rows_of("gemeenten/locaties_ijsselland_cno.csv"):
        som[r["datum"]] += int(r["plaatsen"])
    assert [som[d] for d in sorted(som)] == [591, 691, 638, 595, 361, 100, 100, 100, 100]


@pytest.mark.parametrize(
    "dag, einde, som",
    [
        # Places that stand on the day when each contract runs to its end, with or without the listed options.
        ("2023-07-01", "contract_tot_en_met", 1_685),
        ("2023-07-01", "verlengbaar_tot_en_met", 1_865),
        ("2024-01-01", "contract_tot_en_met", 1_550),
        ("2024-01-01", "verlengbaar_tot_en_met", 1_730),
        ("2024-06-01", "contract_tot_en_met", 1_550),
        ("2024-06-01", "verlengbaar_tot_en_met", 1_650),
    ],
)
def test_ijsselland_locations_with_an_end(dag, einde, som):
    tabel = list(rows_of("gemeenten/locaties_ijsselland_azc.csv"))
    assert sum(int(r["plaatsen_2023_01_01"]) for r in tabel) == 1_665
    assert sum(int(r["plaatsen_2023_07_01"]) for r in tabel) == 1_965
    tot = [r[einde] or r["contract_tot_en_met"] for r in tabel]
    staat = [int(r["plaatsen_2023_07_01"]) for r, t in zip(tabel, tot, strict=True) if not t or t >= dag]
    assert sum(staat) == som
