"""Files as people send them: each planted file gives the plain table, or is refused with the right reason."""

import shutil
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from support.paths import TESTS

from verdeling.errors import DataError
from verdeling.inputs.tables import load_data

HIER = TESTS / "bestanden"
sys.path.insert(0, str(HIER))
import maak  # noqa: E402

NU = date(2025, 1, 1)
GOED: dict[str, set[str]] = {
    # file: the notes that must be there, beside those that any part of the country gets
    "kaal.csv": set(),
    "bom_crlf.csv": set(),
    "sep_regel.csv": set(),
    "titel_boven.csv": {"V156"},
    "titel_met_komma.csv": {"V156"},
    "kop_van_twee_regels.csv": set(),
    "totaal_onder.csv": {"V157"},
    "noten_onder.csv": {"V157"},
    "andere_gebieden.csv": {"V157"},
    "tussenkop.csv": {"V157"},
    "herhaalde_kop.csv": {"V157"},
    "namen.csv": set(),
    "namen_met_toevoeging.csv": set(),
    "codes_met_nullen.csv": set(),
    "codes_met_punt_nul.csv": set(),
    "koppen_van_het_cbs.csv": set(),
    "regios_met_codes.csv": set(),
    "regios_met_namen.csv": set(),
    "voetnoot_in_kop.csv": {"V157"},
    "duizend_punten.csv": {"V164"},
    "duizend_kommas.csv": {"V164"},
    "kolom_zonder_naam.csv": {"V124"},
    "tekstkolom.csv": {"V161"},
    "kaal.xlsx": set(),
    "HOOFDLETTERS.XLSX": set(),
    "macro.xlsm": set(),
    "titel_samengevoegd.xlsx": {"V156", "V157"},
    "kop_samengevoegd.xlsx": set(),
    "tabs.csv": set(),
    "tabs.tsv": set(),
    "streepjes.csv": set(),
    "windows.csv": {"V777"},
    "utf16.csv": set(),
    "naam_als_kop.csv": set(),
    "naam_naast_code.csv": set(),
    "naam_met_jaar.csv": set(),
    "kop_bevolking.csv": set(),
    "kop_open_data.csv": set(),
    "tweede_blad.xlsx": {"V155"},
    "verborgen_blad.xlsx": {"V785"},
    "gemeenten_en_capaciteit.xlsx": {"V163"},
    "blad_met_de_naam.xlsx": {"V155"},
    "codes_als_getal.xlsx": set(),
    "codes_als_breuk.xlsx": set(),
    "codes_als_tekst.xlsx": set(),
    "getallen_als_tekst.xlsx": set(),
    "duizend_tekst.xlsx": {"V164"},
    "formule_met_uitkomst.xlsx": set(),
    "totaal_met_formule.xlsx": {"V157"},
    "afmeting_te_klein.xlsx": set(),
    "afmeting_te_groot.xlsx": set(),
    "opmaak_in_de_hoek.xlsx": set(),
    "opmaak_van_kolommen.xlsx": set(),
    "opmerking_naast.xlsx": {"V124"},
}
OVERAL = {"V128", "V160", "V191"}
FOUT: dict[str, tuple[set[str], str]] = {
    # file: the codes of its problems, and words that must be among them
    "duizend_gemengd.csv": ({"V142"}, "229.574"),
    "duizend_rond.csv": ({"V142"}, "inwoners (Urk)"),
    "los_aanhalingsteken.csv": ({"V127"}, "los_aanhalingsteken.csv:3: "),
    "naam_bij_andere_code.csv": ({"V136"}, "«Urk» past niet bij GM0995: dat is Lelystad"),
    "vreemde_code.csv": ({"V131"}, "«NL0034» is geen gemeentecode"),
    "tekst.xlsx": ({"V778"}, "dit is een tekstbestand"),
    "rijen_met_ander_teken.csv": ({"V117"}, "rijen_met_ander_teken.csv:2"),
    "gemeente_ontbreekt.csv": ({"V159"}, "Lelystad (GM0995)"),
    "windows_half.csv": ({"V113"}, "windows_half.csv:5"),
    "dubbele_kolom.csv": ({"V123"}, "«inwoners»"),
    "zonder_kop.csv": ({"V122"}, "«code»"),
    "verschoven_namen.csv": ({"V136"}, "dat is Almere"),
    "andere_provincie.csv": ({"V150"}, "Overijssel"),
    "twee_keer_dezelfde.xlsx": ({"V105"}, "twee_keer_dezelfde.xlsx#2025"),
    "formule_zonder_uitkomst.xlsx": ({"V121"}, ":3:inwoners (Zeewolde)"),
    "matrixformule.xlsx": ({"V121"}, ":3:inwoners (Zeewolde)"),
    "formule_met_nul.xlsx": ({"V121"}, "=24000+123"),
    "leeg.xlsx": ({"V111"}, "leeg"),
    "wachtwoord.xlsx": ({"V120"}, "wachtwoord"),
    "oud.xls": ({"V108"}, ".xlsx of .csv"),
    "rekenblad.ods": ({"V108"}, ".xlsx of .csv"),
}
ANDERS = {"nul_inwoners.csv", "heel_veel_inwoners.csv", "kop_in_groepen.csv"}
CODES = tuple(r[0] for r in maak.RIJEN)
INWONERS = tuple(r[3] for r in maak.RIJEN)
SCORES = tuple(Fraction(r[4]) for r in maak.RIJEN)


def codes_van(problemen):
    return {p.code for p in problemen}


def test_there_are_sixty_planted_files_and_each_has_an_outcome():
    namen = {p.name for p in HIER.iterdir() if p.suffix.casefold() not in (".py", ".pyc") and p.is_file()}
    assert namen == {*GOED, *FOUT, *ANDERS} == {*maak.teksten(), *maak.werkmappen()}
    assert len(namen) >= 60


@pytest.mark.parametrize("naam", GOED)
def test_a_file_in_another_dress_gives_the_plain_table(naam):
    gegevens = load_data(HIER / naam, NU)
    assert gegevens.codes == CODES
    assert gegevens.kolom("inwoners").numerators == INWONERS
    assert gegevens.kolom("ses_woa").waarden() == SCORES
    assert codes_van(gegevens.meldingen) - OVERAL == GOED[naam]
    assert all(m.tekst("nl") and m.tekst("en") for m in gegevens.meldingen)


@pytest.mark.parametrize("naam", FOUT)
def test_a_file_that_cannot_be_read_for_sure_is_refused_with_the_reason(naam):
    with pytest.raises(DataError) as fout:
        load_data(HIER / naam, NU)
    codes, woorden = FOUT[naam]
    assert codes_van(fout.value.problemen) == codes
    assert woorden in fout.value.tekst("nl")
    assert fout.value.tekst("en")


@pytest.mark.parametrize("naam", [n for n in (*GOED, *FOUT) if n != "gemeenten_en_capaciteit.xlsx"])
def test_in_a_folder_under_the_name_of_the_table_the_outcome_is_the_same(tmp_path, naam):
    shutil.copy(HIER / naam, tmp_path / f"Gemeenten{Path(naam).suffix}")
    if naam in GOED:
        gegevens = load_data(tmp_path, NU)
        assert gegevens.kolom("inwoners").numerators == INWONERS
        assert codes_van(gegevens.meldingen) - OVERAL == GOED[naam]
    else:
        with pytest.raises(DataError) as fout:
            load_data(tmp_path, NU)
        assert codes_van(fout.value.problemen) == FOUT[naam][0]


def test_no_inhabitants_and_far_too_many_get_a_word():
    nul = load_data(HIER / "nul_inwoners.csv", NU)
    assert nul.kolom("inwoners").numerators[1] == 0
    (melding,) = [m for m in nul.meldingen if m.code == "V162"]
    assert "Zeewolde" in melding.tekst()
    veel = load_data(HIER / "heel_veel_inwoners.csv", NU)
    (melding,) = [m for m in veel.meldingen if m.code == "V163"]
    assert "Zeewolde" in melding.tekst()
    assert "999999999999999" in melding.tekst().replace(".", "")


def test_ten_times_the_inhabitants_that_ship_get_a_word_and_twice_as_many_do_not(tmp_path):
    text = "gemeente;inwoners\nDeventer;1043140\nZwolle;200000\n"
    (tmp_path / "gemeenten.csv").write_text(text, "utf-8")
    read = load_data(tmp_path, NU)
    (note,) = [m for m in read.meldingen if m.code == "V163"]
    assert "Deventer" in note.tekst()
    assert "Zwolle" not in note.tekst()


def test_points_between_thousands_and_decimal_commas_are_one_way_of_writing(tmp_path):
    cells = [("Almere", "1.843"), ("Deventer", "488,5"), ("Zwolle", "12")]
    (tmp_path / "gemeenten.csv").write_text(
        "gemeente;woz\n" + "\n".join(f"{name};{cell}" for name, cell in cells) + "\n", "utf-8"
    )
    column = load_data(tmp_path, NU).kolom("woz")
    assert set(column.waarden()) == {1843, Fraction(977, 2), 12}


@pytest.mark.parametrize("cells", [("1843,5", "1.843"), ("12.5", "488,5"), ("0.125", "1,84")])
def test_two_decimal_marks_in_a_column_stay_a_problem(tmp_path, cells):
    text = f"gemeente;woz\nAlmere;{cells[0]}\nDeventer;{cells[1]}\n"
    (tmp_path / "gemeenten.csv").write_text(text, "utf-8")
    with pytest.raises(DataError, match="V143"):
        load_data(tmp_path, NU)


def test_a_column_of_percentages_is_named_where_it_stands(tmp_path):
    text = "gemeente;inwoners;ses_woa\nAlmere;5;12,5%\nDeventer;6;8%\n"
    (tmp_path / "gemeenten.csv").write_text(text, "utf-8")
    with pytest.raises(DataError) as wrong:
        load_data(tmp_path, NU).kolom("ses_woa")
    assert codes_van(wrong.value.problemen) == {"V842"}
    for words in ("gemeenten.csv", "ses_woa", "12,5%"):
        assert words in wrong.value.tekst("nl")


def test_a_table_of_capacity_alone_is_laid_over_what_ships():
    gegevens = load_data(HIER / "kop_in_groepen.csv", NU)
    assert len(gegevens.codes) == 342
    kolom = gegevens.kolom("capaciteit_regulier")
    assert [kolom.numerators[kolom.codes.index(c)] for c in CODES] == [100, 101, 102, 103, 104, 105]
    assert gegevens.kolom("capaciteit_nood").numerators[kolom.codes.index("GM0995")] == 50
    assert gegevens.kolom("inwoners", NU).numerators == load_data(None, NU).kolom("inwoners", NU).numerators


def test_a_workbook_with_two_tables_is_both():
    gegevens = load_data(HIER / "gemeenten_en_capaciteit.xlsx", NU)
    assert gegevens.kolom("capaciteit_regulier").numerators == (100, 101, 102, 103, 104, 105)


def test_one_sheet_can_be_chosen():
    gegevens = load_data(HIER / "twee_keer_dezelfde.xlsx#2025", NU)
    assert gegevens.kolom("inwoners").numerators == INWONERS
    with pytest.raises(DataError, match="er zijn: 2024, 2025") as fout:
        load_data(HIER / "twee_keer_dezelfde.xlsx#2026", NU)
    assert codes_van(fout.value.problemen) == {"V129"}


def test_the_used_sheet_is_named_and_so_are_the_others():
    tekst = next(m for m in load_data(HIER / "verborgen_blad.xlsx", NU).meldingen if m.code == "V785").tekst()
    assert "blad Nieuw; verborgen, niet gelezen: Oud" in tekst
    assert "–" not in tekst


def test_rows_that_are_not_used_are_named_with_their_number():
    meldingen = {m.code: m.tekst() for m in load_data(HIER / "titel_samengevoegd.xlsx", NU).meldingen}
    assert "1 «Inwoners per gemeente, Flevoland», 2 «Stand van 1 januari 2025»" in meldingen["V156"]
    assert "12 «* Bron: CBS»" in meldingen["V157"]
