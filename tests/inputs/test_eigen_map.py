"""Folders of people: what is used, what is not and that this is told; gaps, templates, limits."""

import os
import shutil
import threading
import zipfile
from datetime import date

import openpyxl
import pandas as pd
import pytest
from support.paths import ROOT, TESTS

from verdeling.errors import MOST_TOLD, DataError
from verdeling.inputs import sheet
from verdeling.inputs.folder import LOOSE_TABLES
from verdeling.inputs.tables import load_data
from verdeling.pipeline import load_model, run
from verdeling.tijdplan import locations as locaties
from verdeling.workbook.template import write_filled_template

NU = date(2025, 1, 1)
SHIPPED = ROOT / "data/gemeenten/capaciteit.csv"
PLANTED = TESTS / "bestanden"
FLEVOLAND = (PLANTED / "kaal.csv").read_text("utf-8")


def codes_van(wat):
    return {p.code for p in wat}


def fouten(pad, **kwargs):
    with pytest.raises(DataError) as fout:
        load_data(pad, NU, **kwargs)
    return fout.value


# --- which files -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("naam", ["gemeenten.CSV", "Gemeenten.csv", "gemeente.csv", "inwoners oktober.csv"])
def test_own_gemeenten_beside_another_table_are_used_whatever_their_name(tmp_path, naam):
    shutil.copy(SHIPPED, tmp_path / "capaciteit.csv")
    (tmp_path / naam).write_text(FLEVOLAND, "utf-8")
    # The shipped capacities are about more gemeenten than the own ones.
    assert codes_van(fouten(tmp_path).problemen) == {"V148"}
    assert load_data(tmp_path / naam, NU).codes[0] == "GM0034"


def test_realisation_under_another_name_is_found_by_its_columns(tmp_path):
    shutil.copy(SHIPPED, tmp_path / "capaciteit.csv")
    book = openpyxl.Workbook()
    for rij in (["code", "periode", "gehuisvest"], ["GM0034", "2025-1", 40]):
        book.active.append(rij)
    book.save(tmp_path / "realisaties.xlsx")
    gegevens = load_data(tmp_path, NU)
    assert gegevens.tabel("realisatie").kolom("gehuisvest") == ("40",)
    assert "realisaties.xlsx: gelezen als de tabel realisatie [V128]" in [
        m.tekst() for m in gegevens.meldingen
    ]


def test_names_instead_of_codes_serve_in_every_table(tmp_path):
    (tmp_path / "aanbod.csv").write_text("gemeente,aanbod\nAlmere,40\n", "utf-8")
    (tmp_path / "realisatie.csv").write_text("gemeente,periode,gehuisvest\nWeesp,2021-1,4\n", "utf-8")
    gegevens = load_data(tmp_path, NU)
    kolom = gegevens.kolom("aanbod")
    assert kolom.numerators[kolom.codes.index("GM0034")] == 40
    assert gegevens.tabel("realisatie").kolom("code") == ("GM0457",)


def test_every_file_that_is_not_used_is_named_and_what_programs_leave_is_not(tmp_path):
    for naam in ("lees mij.pdf", "oud.csv", "~$gemeenten.xlsx", ".DS_Store", "Thumbs.db"):
        (tmp_path / naam).write_text("titel,tekst\na,b\n", "utf-8")
    (tmp_path / "archief").mkdir()
    (tmp_path / "gemeenten.csv").write_text(FLEVOLAND, "utf-8")
    (tmp_path / "gemeenten (2).csv").write_text(FLEVOLAND.replace("24123", "5"), "utf-8")
    gegevens = load_data(tmp_path, NU)
    (melding,) = [m for m in gegevens.meldingen if m.code == "V153"]
    assert "archief, gemeenten (2).csv, lees mij.pdf, oud.csv" in melding.tekst()
    assert gegevens.kolom("inwoners").numerators[1] == 24_123


def test_two_tables_of_one_kind_are_refused_with_their_names(tmp_path):
    for naam in ("a.csv", "b.csv"):
        (tmp_path / naam).write_text(FLEVOLAND, "utf-8")
    (problem,) = fouten(tmp_path).problemen
    assert problem.code == "V105"
    assert "a.csv, b.csv" in problem.tekst()


def test_a_table_that_is_there_and_cannot_be_read_is_not_called_absent(tmp_path):
    (tmp_path / "gemeentes.csv").write_text("plaats,aantal\nAlmere,5\n", "utf-8")
    fout = fouten(tmp_path)
    assert codes_van(fout.problemen) == {"V122"}
    assert "gemeentes.csv" in fout.tekst()
    assert "plaats, aantal" in fout.tekst()


def test_a_folder_without_tables_names_what_it_holds(tmp_path):
    (tmp_path / "brief.docx").write_bytes(b"x")
    assert "brief.docx" in fouten(tmp_path).tekst()


def test_columns_that_a_table_does_not_use_are_named(tmp_path):
    (tmp_path / "capaciteit.csv").write_text("code,regulier,nood,opmerking\n34,1,2,x\n", "utf-8")
    (melding,) = [m for m in load_data(tmp_path, NU).meldingen if m.code == "V154"]
    assert melding.tekst().startswith("capaciteit.csv:1: niet gebruikte kolommen: opmerking")


def test_the_columns_of_locations_are_those_that_the_plan_reads():
    gelezen = {*locaties.TEXTS, *locaties.CHOICES, *locaties.DATES, *locaties.NUMBERS}
    assert set(LOOSE_TABLES["locaties"]) == gelezen


# --- gaps --------------------------------------------------------------------------------------------------


def test_a_gap_in_capacity_is_filled_only_when_asked_and_told_per_row(tmp_path):
    regels = [r for r in SHIPPED.read_text("utf-8").splitlines() if not r.startswith("GM0193")]
    (tmp_path / "capaciteit.csv").write_text("\n".join(regels), "utf-8")
    zonder = load_data(tmp_path, NU)
    with pytest.raises(DataError, match="Zwolle") as fout:
        zonder.complete("capaciteit_regulier")
    assert codes_van(fout.value.problemen) == {"V186"}
    assert "--aanvullen" in fout.value.tekst()
    met, heel = load_data(tmp_path, NU, aanvullen=True), load_data(None, NU)
    for naam in ("capaciteit_regulier", "capaciteit_nood"):
        assert met.kolom(naam).numerators == heel.kolom(naam).numerators
    verteld = [m for naam in ("capaciteit_regulier", "capaciteit_nood") for m in met.kolom(naam).meldingen]
    assert len(verteld) == 2
    assert all("Zwolle (GM0193)" in m.tekst() for m in verteld)


def test_own_gemeenten_without_one_stop_and_are_filled_when_asked():
    tekst = fouten(PLANTED / "gemeente_ontbreekt.csv").tekst()
    assert "Lelystad (GM0995)" in tekst
    assert "--aanvullen" in tekst
    gegevens = load_data(PLANTED / "gemeente_ontbreekt.csv", NU, aanvullen=True)
    assert len(gegevens.codes) == 342
    kolom = gegevens.kolom("inwoners")
    assert kolom.numerators[kolom.codes.index("GM0034")] == 229_574
    anders = load_data(None, NU).kolom("inwoners", date(2026, 1, 1))
    assert kolom.numerators[kolom.codes.index("GM0995")] == anders.numerators[anders.codes.index("GM0995")]
    assert [m.code for m in kolom.meldingen if m.waar == "inwoners"] == ["V158"] * 337


def test_a_whole_veiligheidsregio_is_a_choice_and_no_gap(tmp_path):
    heel = load_data(None, NU)
    regels = [f"{g.code},{g.naam},5000" for g in heel.gemeenten if g.veiligheidsregio == "VR05"]
    (tmp_path / "gemeenten.csv").write_text("\n".join(["code,gemeente,inwoners", *regels]), "utf-8")
    assert len(load_data(tmp_path, NU).codes) == len(regels) > 1


# --- the template ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "naam", ["inwoners", "spreidingswet-2026-cbs", "eu-2015-achtig", "verdeelbesluit-2024"]
)
def test_the_template_of_a_model_gives_the_outcome_of_the_model(tmp_path, naam):
    model = load_model(naam)
    kolommen = write_filled_template(tmp_path / "sjabloon", model, load_data(None, model.grenzen))
    eigen, heel = run(model, tmp_path / "sjabloon", plan=False), run(model, plan=False)
    for taak in model.taken:
        assert eigen.indicatief.taken[taak].aantallen == heel.indicatief.taken[taak].aantallen
    assert eigen.gegevens.meldingen == ()
    for naam_ in kolommen:
        kolom = eigen.gegevens.kolom(naam_)
        meegeleverd = heel.gegevens.kolom(naam_, kolom.peildatum)
        assert kolom.waarden() == meegeleverd.waarden()
        assert kolom.bron.status == meegeleverd.bron.status


@pytest.mark.parametrize("naam", ["ijsselland-transitie", "taakstelling-2023-1", "lange-termijn-2022"])
def test_the_template_has_the_tables_that_are_no_columns(tmp_path, naam):
    model = load_model(naam)
    write_filled_template(tmp_path / "sjabloon", model, load_data(None, model.grenzen))
    book = openpyxl.load_workbook(tmp_path / "sjabloon" / "gemeenten.xlsx")
    soort = "realisatie" if model.periode else "locaties"
    assert [*book[soort].iter_rows(max_row=1, values_only=True)] == [
        ("code", "gemeente", *LOOSE_TABLES[soort])
    ]
    eigen = run(model, tmp_path / "sjabloon", plan=False)
    heel = run(model, plan=False)
    assert eigen.rijen == heel.rijen
    leeg = book[soort].max_row == 1
    assert leeg == (naam != "ijsselland-transitie")
    assert codes_van(eigen.gegevens.meldingen) == ({"V295"} if leeg else set())
    if soort == "locaties":
        locaties_van = [
            [r.locatie for r in locaties.read_locations(model.tijdplan, d.gegevens)[0]] for d in (eigen, heel)
        ]
        assert locaties_van[0] == locaties_van[1]


def test_rows_of_sources_about_columns_that_are_not_there_are_named(tmp_path):
    (tmp_path / "gemeenten.csv").write_text(FLEVOLAND, "utf-8")
    regels = ["kolom,uitgever,status", "inwoners,CBS,published", "inwonrs,CBS,published", "sterren,ik,open"]
    (tmp_path / "bronnen.csv").write_text("\n".join(regels) + "\n", "utf-8")
    (melding,) = [m for m in load_data(tmp_path, NU).meldingen if m.code == "V296"]
    assert melding.gegevens["namen"] == "inwonrs, sterren"


# --- limits ------------------------------------------------------------------------------------------------


def test_a_pipe_is_refused_and_never_waited_for(tmp_path):
    os.mkfifo(tmp_path / "gemeenten.csv")
    uit = []
    draad = threading.Thread(target=lambda: uit.append(fouten(tmp_path)), daemon=True)
    draad.start()
    draad.join(60)
    assert codes_van(uit[0].problemen) == {"V106"}


@pytest.mark.parametrize(
    ("inhoud", "woord"),
    [
        ("code,inwoners\n" + "34,1\n" * (sheet.MOST_ROWS + 5), "rijen"),
        ("code,inwoners" + ",x" * (sheet.MOST_COLUMNS * 30) + "\n34,1\n", "kolommen"),
        ("code,inwoners\n34," + "1" * (sheet.MOST_CHARACTERS + 1) + "\n", "tekens in één cel"),
        ("code,inwoners\n34," + "1" * 200_000 + "\n", "tekens in één cel"),
    ],
    ids=["rows", "columns", "cell", "field"],
)
def test_more_than_is_read_is_one_problem_with_the_limit(tmp_path, inhoud, woord):
    (tmp_path / "gemeenten.csv").write_text(inhoud, "utf-8")
    (problem,) = fouten(tmp_path).problemen
    assert problem.code == "V109"
    assert woord in problem.tekst()


def test_a_file_that_is_too_large_is_not_opened(tmp_path):
    with (tmp_path / "gemeenten.csv").open("wb") as bestand:
        bestand.truncate(sheet.MOST_BYTES + 1)
    assert codes_van(fouten(tmp_path).problemen) == {"V107"}


def test_a_small_workbook_that_unpacks_to_very_much_is_refused_before_it_is_unpacked(tmp_path):
    with (
        zipfile.ZipFile(PLANTED / "kaal.xlsx") as bron,
        zipfile.ZipFile(tmp_path / "gemeenten.xlsx", "w", zipfile.ZIP_DEFLATED) as doel,
    ):
        for deel in bron.namelist():
            vul = b" " * (sheet.MOST_UNPACKED + 1) if deel == "xl/worksheets/sheet1.xml" else b""
            doel.writestr(deel, bron.read(deel) + vul)
    assert codes_van(fouten(tmp_path).problemen) == {"V126"}


def test_very_many_like_problems_are_counted_and_few_are_told(tmp_path):
    aantal = 15_000
    (tmp_path / "gemeenten.csv").write_text("code,inwoners\n" + "XX,veel\n" * aantal, "utf-8")
    fout = fouten(tmp_path)
    assert fout.aantal == 2 * aantal
    assert len(fout.problemen) <= 1_000
    tekst = fout.tekst()
    assert tekst.count("[V131]") == MOST_TOLD + 1
    assert "14.990 zulke problemen [V131]" in tekst


# --- check -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def uitkomst():
    return run("inwoners")


def gepubliceerd(uitkomst, boven=(), onder=()):
    taak = uitkomst.indicatief.taken["asielopvang"]
    rijen = zip(taak.codes, taak.aantallen, strict=True)
    return [*boven, ("Gemeentecode", "Aantal plaatsen"), *rijen, *onder]


def test_check_reads_every_row_whatever_the_workbook_says_of_its_size(tmp_path, uitkomst):
    book = openpyxl.Workbook()
    for rij in gepubliceerd(uitkomst, [("Bijlage 1",), ()], [("Totaal", 88000), ("Bron: ministerie",)]):
        book.active.append(rij)
    book.active["B300"] = book.active["B300"].value + 1
    book.save(tmp_path / "tabel.xlsx")
    with zipfile.ZipFile(tmp_path / "tabel.xlsx") as bron, zipfile.ZipFile(tmp_path / "t.xlsx", "w") as doel:
        for deel in bron.namelist():
            doel.writestr(
                deel, bron.read(deel).replace(b'<dimension ref="A1:B347"', b'<dimension ref="A1:B150"')
            )
    v = uitkomst.vergelijk(tmp_path / "t.xlsx")
    assert len(v.regels) == 342
    assert len(v.verschillen) == 1
    assert {m.code for m in v.meldingen} == {"V156", "V157"}


def test_check_without_a_column_of_areas_names_what_is_there_and_the_nearest(tmp_path, uitkomst):
    (tmp_path / "t.csv").write_text("Gemeentenamen,aantal\nAlmere,5\n", "utf-8")
    with pytest.raises(DataError, match="V511") as fout:
        uitkomst.vergelijk(tmp_path / "t.csv")
    assert "gemeentenamen, aantal; lijkt erop: gemeentenamen" in fout.value.tekst()


@pytest.mark.parametrize("kop", ["Gemeentenaam", "Regio's", "gemeente", "Gemeente\n(naam)"])
def test_check_knows_the_headings_of_names(tmp_path, uitkomst, kop):
    taak = uitkomst.indicatief.taken["asielopvang"]
    eerste = taak.aantallen[taak.codes.index("GM0034")]
    (tmp_path / "t.csv").write_text(f'"{kop.replace(chr(10), " ")}";aantal\nAlmere;{eerste}\n', "utf-8")
    v = uitkomst.vergelijk(tmp_path / "t.csv")
    assert [r.code for r in v.regels] == ["GM0034"]
    assert not v.verschillen


def test_thousands_in_a_published_table_are_read_with_a_note(tmp_path, uitkomst):
    kop, *rijen = gepubliceerd(uitkomst)
    regels = [";".join(kop), *(f"{code};{aantal:,}".replace(",", ".") for code, aantal in rijen)]
    tekst = "\n".join(regels)
    (tmp_path / "t.csv").write_text(tekst, "utf-8")
    v = uitkomst.vergelijk(tmp_path / "t.csv")
    assert not v.verschillen
    assert "V164" in {m.code for m in v.meldingen}


def test_points_in_whole_numbers_of_provincies_are_thousands_and_a_decimal_comma_stays_a_question():
    result = run("spreidingswet-2026", plan=False)
    names = ["Friesland", "Noord-Brabant", "Utrecht", "Groningen"]

    def compared(figures: list[str]):
        return result.vergelijk(pd.DataFrame({"provincie": names, "aantal": figures}))

    read = compared(["3.094", "13.476", "7.542", "2.483"])
    assert sorted(r.gepubliceerd for r in read.regels) == [2483, 3094, 7542, 13476]
    assert "V164" in {m.code for m in read.meldingen}
    assert {r.gepubliceerd for r in compared(["509", "1.837", "12", "0"]).regels} == {0, 12, 509, 1837}
    with pytest.raises(DataError, match="V142"):
        compared(["3,094", "13,476", "7,542", "2,483"])
