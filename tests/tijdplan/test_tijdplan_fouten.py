"""Bad input of a plan over time: every problem at once, each with file, row, column and remedy."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from support.paths import ROOT
from support.timeplans import DAG, basis, cijfers, loc, plan, stappen

import verdeling
from verdeling.errors import DataError, ModelError, VerdelingError
from verdeling.inputs.reader import UnreadableSheet, table_from_csv
from verdeling.inputs.tables import load_data
from verdeling.texts import LANGS
from verdeling.tijdplan.plan import plan_over_time
from verdeling.verdeelmodel.catalogue import load_model, read_model
from verdeling.verdeelmodel.tijdplan import Behoefte, Stap

KOP = "code,gemeente,locatie,soort,plaatsen,van,tot_en_met,verlengbaar_tot_en_met,afspraak,omzetting_van"
GOED = "GM0150,Deventer,A,azc,100,2022-01-01,2024-01-01,2024-06-01,contract,"


def met_tabel(*regels: str, kop: str = KOP) -> None:
    """Plan IJsselland with a user's locaties.csv."""
    model, gegevens = basis()
    try:
        tabel = replace(table_from_csv("locaties.csv", "\n".join([kop, *regels]).encode()), soort="locaties")
    except UnreadableSheet as fout:
        raise DataError(fout.problemen) from None
    eigen = replace(gegevens, tabellen=(tabel,))
    opdracht = model.tijdplan.model_copy(update={"locaties": ()})
    zonder = BaseModel.model_copy(model, update={"tijdplan": opdracht})
    plan_over_time(zonder, eigen, cijfers(), workers=0)


def problemen(*regels: str, kop: str = KOP) -> list[tuple[str, str]]:
    with pytest.raises(VerdelingError) as fout:
        met_tabel(*regels, kop=kop)
    assert fout.value.exit_code == 1
    for taal in LANGS:
        assert fout.value.tekst(taal)
    return [(p.code, p.waar) for p in fout.value.problemen]


def test_a_good_table_is_planned():
    met_tabel(GOED)


@pytest.mark.parametrize(
    "regel, code, kolom",
    [
        (",Deventer,B,azc,100,2022-01-01,,,,", "V130", "code"),
        ("Deventer,Deventer,B,azc,100,2022-01-01,,,,", "V131", "code"),
        ("GM9999,Nergens,B,azc,100,2022-01-01,,,,", "V487", "code"),
        ("GM0150+GM0363,Deventer,B,azc,100,2022-01-01,,,,", "V499", "code"),
        ("GM0150,Deventer,,azc,100,2022-01-01,,,,", "V139", "locatie"),
        ("GM0150,Deventer,B,,100,2022-01-01,,,,", "V139", "soort"),
        ("GM0150,Deventer,B,hotel,100,2022-01-01,,,,", "V486", "soort"),
        ("GM0150,Deventer,B,azc,,2022-01-01,,,,", "V147", "plaatsen"),
        ("GM0150,Deventer,B,azc,-5,2022-01-01,,,,", "V145", "plaatsen"),
        ("GM0150,Deventer,B,azc,2.5,2022-01-01,,,,", "V146", "plaatsen"),
        ("GM0150,Deventer,B,azc,veel,2022-01-01,,,,", "V140", "plaatsen"),
        ("GM0150,Deventer,B,azc,100,,,,,", "V139", "van"),
        ("GM0150,Deventer,B,azc,100,1-1-2022,,,,", "V151", "van"),
        ("GM0150,Deventer,B,azc,100,2022-02-30,,,,", "V151", "van"),
        ("GM0150,Deventer,B,azc,100,2023-01-01,2022-12-31,,,", "V484", "tot_en_met"),
        ("GM0150,Deventer,B,azc,100,2022-01-01,,2024-01-01,,", "V485", "verlengbaar_tot_en_met"),
        ("GM0150,Deventer,B,azc,100,2022-01-01,2024-01-01,2023-01-01,,", "V485", "verlengbaar_tot_en_met"),
        ("GM0150,Deventer,B,azc,100,2022-01-01,,,misschien,", "V489", "afspraak"),
        ("GM0150,Deventer,A,azc,50,2024-01-01,,,,", "V488", "van"),
        ("GM0150,Deventer,A,azc,50,2024-05-31,,,,", "V488", "van"),
        ("GM0150,Deventer,B,azc,50,2023-01-01,,,contract,cno", "V493", "afspraak"),
        ("GM0150,Deventer,A,noodopvang,50,2023-01-01,,,optie,azc", "V490", "soort"),
        ("GM0150,Deventer,A,azc,50,2023-01-01,,,optie,azc", "V490", "soort"),
        ("GM0150,Deventer,A,azc,50,2023-01-01,,,optie,cno", "V498", "omzetting_van"),
        ("GM0150,Deventer,A,azc,50,2023-01-01,,,optie,tent", "V486", "omzetting_van"),
    ],
)  # fmt: skip
def test_one_bad_cell(regel: str, code: str, kolom: str):
    naam = "Nergens" if "Nergens" in regel else "Deventer"
    gevonden = problemen(GOED, regel)
    assert (code, f"locaties.csv:3:{kolom} ({naam})") in gevonden
    assert {c for c, _ in gevonden} == {code}


@pytest.mark.parametrize(
    "kolom, waarde, code",
    [("minstens_maanden", "0", "V483"), ("keer", "0", "V483"), ("keer", "10001", "V483"),
     ("kwaliteit", "hoog", "V489"), ("kosten", "x", "V140"), ("opzegbaar_vanaf", "mei", "V151")],
)  # fmt: skip
def test_bad_cells_of_further_columns(kolom: str, waarde: str, code: str):
    kop = f"code,locatie,soort,plaatsen,van,{kolom}"
    assert problemen(f"GM0150,A,azc,100,2022-01-01,{waarde}", kop=kop) == [
        (code, f"locaties.csv:2:{kolom} (A)")
    ]


def test_terms_belong_to_new_locations():
    kop = "code,locatie,soort,plaatsen,van,afspraak,minstens_maanden,hoogstens_maanden"
    gevonden = problemen(
        "GM0150,A,azc,100,2022-01-01,contract,6,", "GM0150,B,azc,100,2022-01-01,optie,6,3", kop=kop
    )
    assert gevonden == [
        ("V495", "locaties.csv:2:minstens_maanden (A)"),
        ("V494", "locaties.csv:3:hoogstens_maanden (B)"),
    ]


def test_missing_columns_and_all_problems_at_once():
    assert problemen("GM0150,A", kop="code,locatie") == [
        ("V122", "locaties.csv:1"), ("V122", "locaties.csv:1"), ("V122", "locaties.csv:1"),
    ]  # fmt: skip
    gevonden = problemen(
        "GM9999,Nergens,B,hotel,100,2023-01-01,2022-01-01,,,",
        "GM0150,Deventer,C,azc,-1,gisteren,,,ja,",
        GOED,
        GOED,
    )
    assert [code for code, _ in gevonden] == ["V489", "V151", "V145", "V487", "V486", "V484", "V488"]


def test_a_contract_overlaps_every_later_one_that_starts_before_it_ends():
    """A holds through June: both that start in it are named, though they do not touch each other."""
    gevonden = problemen(
        GOED, "GM0150,Deventer,A,azc,9,2023-02-01,2023-03-01,,,", "GM0150,Deventer,A,azc,9,2023-05-01,,,,"
    )
    assert gevonden == [("V488", f"locaties.csv:{rij}:van (Deventer)") for rij in (3, 4)]


def test_a_joint_site_is_one_location_in_whatever_order_it_is_written():
    gevonden = problemen(
        "GM0177+GM0150,Raalte,S,azc,100,2022-01-01,2024-01-01,,,",
        "GM0150+GM0177,Raalte,S,azc,50,2023-05-01,,,,",
    )
    assert gevonden == [("V488", "locaties.csv:3:van (Raalte)")]


def test_consecutive_contracts_do_not_overlap():
    met_tabel(GOED, "GM0150,Deventer,A,azc,50,2024-06-02,,,,")


def test_a_data_folder_replaces_the_shipped_locations(tmp_path: Path):
    model = load_model("ijsselland-transitie")
    gegevens = load_data(None, model.grenzen)
    rijen = ["code,gemeente,provincie,inwoners"]
    inwoners = gegevens.complete("inwoners", dt.date(2022, 1, 1)).numerators
    for g, aantal in zip(gegevens.gemeenten, inwoners, strict=True):
        rijen.append(f'{g.code},"{g.naam}",{gegevens.gebiedsnaam[g.provincie]},{aantal}')
    (tmp_path / "gemeenten.csv").write_text("\n".join(rijen), "utf-8")
    (tmp_path / "bronnen.csv").write_text("kolom,peildatum\ninwoners,2022-01-01\n", "utf-8")
    (tmp_path / "locaties.csv").write_text(f"{KOP}\nGM0150,Deventer,Groot,azc,2000,2020-01-01,,,,\n", "utf-8")
    eigen = load_data(tmp_path, model.grenzen)
    opdracht = model.tijdplan.model_copy(update={"locaties": ()})
    model = BaseModel.model_copy(model, update={"tijdplan": opdracht})
    p = plan_over_time(model, eigen, cijfers(), workers=0)
    assert p.telt("VR04", "opvang") == (2000,) * p.calendar.aantal
    assert not p.gaps
    assert not p.besluiten


# --- the settings and the goals ---------------------------------------------------------


EEN = (loc("A", "azc", 1, "2020-01-01"),)


def codes(locaties=EEN, **regel) -> list[str]:
    with pytest.raises(VerdelingError) as fout:
        plan(locaties, stappen(("2024-01-01", 1)), "2024-02-01", **regel)
    return [p.code for p in fout.value.problemen]


def lijnen(**soorten) -> dict[str, Behoefte]:
    return {naam: Behoefte(soorten=wie, stappen=stappen(("2024-01-01", 1))) for naam, wie in soorten.items()}


@pytest.mark.parametrize(
    "regel, code",
    [
        ({"locaties": ()}, "V482"),
        ({"tot_en_met": DAG("2023-12-31")}, "V484"),
        ({"tot_en_met": DAG("2044-01-01")}, "V483"),
        ({"tot_en_met": DAG("9999-12-01")}, "V483"),
        ({"van": DAG("0001-01-01")}, "V483"),
        ({"gebieden": ("VR99",)}, "V491"),
        ({"behoefte": {"a": Behoefte(stappen=stappen(("2024-01-01", 1), gebied="PV23"))}}, "V491"),
        ({"behoefte": lijnen(a=("azc",), b=("cno", "azc"))}, "V492"),
        ({"behoefte": lijnen(a=None, b=("cno",))}, "V492"),
        ({"behoefte": lijnen(a=("hotel",))}, "V486"),
        ({"behoefte": {"a": Behoefte(stappen=stappen(("2024-02-01", 1), ("2024-01-01", 2)))}}, "V496"),
        ({"behoefte": {"a": Behoefte(stappen=(Stap(vanaf=DAG("2024-01-01")),))}}, "V497"),
        ({"behoefte": {"a": Behoefte(stappen=(Stap(vanaf=DAG("2024-01-01"), taak="weg"),))}}, "V462"),
        ({"behoefte": {"a": Behoefte(stappen=stappen(("2024-01-01", -1)))}}, "V452"),
        ({"doelen": ("tekort", "nabijheid", "volgorde")}, "V470"),
        ({"doelen": ("tekort", "kosten", "kosten", "volgorde")}, "V471"),
        ({"doelen": ("tekort", "kosten")}, "V472"),
        ({"doelen": ("kosten", "tekort", "volgorde")}, "V473"),
    ],
)
def test_one_bad_setting(regel, code):
    assert codes(**regel) == [code]


def test_a_step_with_task_and_places_is_refused():
    (een,) = stappen(("2024-01-01", 1))
    stap = een.model_copy(update={"taak": "opgave_75500"})
    assert codes(behoefte={"a": Behoefte(stappen=(stap,))}) == ["V497"]


def test_without_the_section_there_is_no_plan_over_time():
    model, gegevens = basis()
    with pytest.raises(ModelError) as fout:
        plan_over_time(BaseModel.model_copy(model, update={"tijdplan": None}), gegevens, cijfers())
    assert [p.code for p in fout.value.problemen] == ["V862"]


@pytest.mark.parametrize("question", ["prijzen", "speelruimte"])
def test_questions_about_rules_say_that_there_is_a_plan_over_time(question: str):
    result = verdeling.run("ijsselland-transitie", plan=False)
    with pytest.raises(ModelError) as fout:
        getattr(result, question)()
    assert [p.code for p in fout.value.problemen] == ["V861"]


def test_a_bad_location_in_a_model_is_told_at_its_line():
    text = (ROOT / "models/ijsselland-transitie-maart-2023.yaml").read_text("utf-8")
    with pytest.raises(ModelError) as fout:
        read_model(text.replace("plaatsen: 174", "plaatsen: -1"), "eigen.yaml")
    (p,) = fout.value.problemen
    assert p.code == "V228"
    assert p.waar.startswith("eigen.yaml:")
    assert p.waar.endswith("tijdplan.locaties.0.plaatsen")
    omgezet = "soort: azc\n      omzetting_van: tnv\n      afspraak: mogelijk\n"
    eigen = read_model(text.replace("soort: cno\n", omgezet, 1), "eigen.yaml")
    with pytest.raises(ModelError) as fout:
        plan_over_time(eigen, basis()[1], cijfers())
    assert [(p.code, p.waar) for p in fout.value.problemen] == [
        ("V498", "tijdplan.locaties.0.omzetting_van (boot)")
    ]


CEL = st.sampled_from(
    ["", "GM0150", "GM9999", "Deventer", "azc", "cno", "hotel", "-1", "0", "7", "3.5", "2024-01-01",
     "2023-12-31", "optie", "contract", "wettelijk", "x"]
)  # fmt: skip
KOLOMMEN = (
    "code", "locatie", "soort", "plaatsen", "van", "tot_en_met", "afspraak", "omzetting_van", "kwaliteit"
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(*[CEL] * len(KOLOMMEN)), min_size=1, max_size=4))
def test_whatever_a_table_holds_it_is_planned_or_told(rijen):
    regels = [",".join(r) for r in rijen if any(r)]
    if not regels:
        return
    try:
        met_tabel(*regels, kop=",".join(KOLOMMEN))
    except VerdelingError as fout:
        verteld = fout.exit_code == 1 and all(p.waar for p in fout.problemen)
    else:
        verteld = True
    assert verteld
