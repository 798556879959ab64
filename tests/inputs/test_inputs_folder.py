"""A user's folder: what is read, and how faults are told, all at once with their place."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from verdeling.errors import DataError
from verdeling.inputs.tables import load_data
from verdeling.terms import Niveau, Status

NU = date(2025, 1, 1)
GOED = (
    "code,gemeente,provincie,inwoners,ses_woa\n"
    "GM0034,Almere,Flevoland,229574,0.081\n"
    "150,Deventer,Overijssel,103581,-0.02\n"
)


def lees(map_, bestanden, dag=NU):
    for naam, inhoud in bestanden.items():
        (map_ / naam).write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())
    return load_data(map_, dag)


def fouten(map_, bestanden, dag=NU):
    with pytest.raises(DataError) as fout:
        lees(map_, bestanden, dag)
    for lang in ("nl", "en"):
        assert all(p.tekst(lang) for p in fout.value.problemen)
    return [(p.code, p.waar) for p in fout.value.problemen]


def xlsx(rijen):
    book = openpyxl.Workbook()
    for rij in rijen:
        book.active.append(rij)
    uit = io.BytesIO()
    book.save(uit)
    return uit.getvalue()


@pytest.mark.parametrize(
    "inhoud",
    [
        GOED,
        "\ufeff" + GOED,
        GOED.replace(",", ";"),
        GOED.replace(",", ";").replace(".", ","),
        GOED.replace("\n", "\r\n"),
        GOED.replace("0.081", '"0,081"').replace("-0.02", '"-0,02"'),
        GOED.replace("GM0034", "0034"),
        GOED.replace("GM0034", " gm34 "),
        GOED.replace("code,gemeente", "Code,Gemeente"),
        GOED.replace("Almere", '"Almere"') + "\n,,,,\n",
        GOED.replace("Flevoland", "flevoland"),
    ],
    ids=[
        "plain",
        "bom",
        "semicolon",
        "dutch",
        "crlf",
        "quoted",
        "0034",
        "34",
        "capitals",
        "blank rows",
        "lower",
    ],
)
def test_the_ways_to_write_the_same_table(tmp_path, inhoud):
    gegevens = lees(tmp_path, {"gemeenten.csv": inhoud})
    assert gegevens.codes == ("GM0034", "GM0150")
    assert gegevens.kolom("inwoners").numerators == (229_574, 103_581)
    score = gegevens.kolom("ses_woa")
    assert (score.numerators, score.denominator) == ((81, -20), 1000)


def test_xlsx_reads_the_same(tmp_path):
    rijen = [["code", "gemeente", "provincie", "inwoners", "ses_woa"]]
    rijen += [
        [34, "Almere", "Flevoland", 229574.0, 0.081],
        ["GM0150", "Deventer", "Overijssel", 103581, -0.02],
    ]
    gegevens = lees(tmp_path, {"gemeenten.xlsx": xlsx(rijen)})
    assert gegevens.kolom("inwoners").waarden() == (229_574, 103_581)
    assert [str(w) for w in gegevens.kolom("ses_woa").waarden()] == ["81/1000", "-1/50"]


def test_a_number_cell_of_xlsx_is_never_ambiguous(tmp_path):
    rijen = [["code", "gemeente", "provincie", "woz"], ["GM0034", "Almere", "Flevoland", 1.234]]
    gegevens = lees(tmp_path, {"gemeenten.xlsx": xlsx(rijen)})
    assert str(gegevens.kolom("woz").waarden()[0]) == "617/500"


def test_xlsx_computed_noise_is_dropped(tmp_path):
    rijen = [["code", "gemeente", "provincie", "x"], ["GM0034", "Almere", "Flevoland", 0.1 + 0.2]]
    assert str(lees(tmp_path, {"gemeenten.xlsx": xlsx(rijen)}).kolom("x").waarden()[0]) == "3/10"


def test_part_of_the_country_is_told_and_regions_come_from_the_register(tmp_path):
    gegevens = lees(tmp_path, {"gemeenten.csv": GOED})
    assert gegevens.verwacht == 342
    (melding,) = gegevens.meldingen
    assert melding.code == "V160"
    assert "2 van de 342 gemeenten; 340 ontbreken" in melding.tekst()
    regio = gegevens.gebied(Niveau.VEILIGHEIDSREGIO)
    assert [gegevens.gebiedsnaam[r] for r in regio] == ["Flevoland", "IJsselland"]
    assert gegevens.kolom("rd_x").numerators[0] == 145_428


def test_rows_come_sorted_whatever_the_order_of_the_file(tmp_path):
    kop, een, twee = GOED.splitlines()
    gegevens = lees(tmp_path, {"gemeenten.csv": "\n".join([kop, twee, een])})
    assert gegevens.codes == ("GM0034", "GM0150")
    assert gegevens.kolom("inwoners").numerators == (229_574, 103_581)


def test_a_column_of_unknown_peildatum_serves_any_date_with_a_note(tmp_path):
    kolom = lees(tmp_path, {"gemeenten.csv": GOED}).kolom("inwoners", date(2025, 1, 1))
    assert kolom.numerators == (229_574, 103_581)
    assert [m.code for m in kolom.meldingen] == ["V190"]
    assert kolom.bron.status is Status.OPEN


def test_sources_of_the_folder(tmp_path):
    kop = "kolom,uitgever,tabel,peildatum,licentie,status\n"
    bron = kop + "inwoners,CBS,03759ned,2024-01-01,CC BY 4.0,official\n"
    gegevens = lees(tmp_path, {"gemeenten.csv": GOED, "bronnen.csv": bron})
    kolom = gegevens.kolom("inwoners")
    assert (kolom.peildatum, kolom.bron.uitgever, kolom.bron.status) == (
        date(2024, 1, 1),
        "CBS",
        Status.OFFICIAL,
    )
    with pytest.raises(DataError) as fout:
        gegevens.kolom("inwoners", date(2025, 1, 1))
    assert "2024-01-01" in fout.value.tekst()


def test_tables_beside_gemeenten(tmp_path):
    gegevens = lees(
        tmp_path,
        {
            "gemeenten.csv": GOED,
            "capaciteit.csv": "code;regulier;nood\n34;10;0\n",
            "aanbod.csv": "code,aanbod\n150,25\n",
            "locaties.csv": "code,locatie,plaatsen\n34,Haven,100\n34,Bos,50\n",
        },
    )
    assert gegevens.kolom("capaciteit_regulier").numerators == (10, None)
    assert gegevens.kolom("capaciteit_nood").numerators == (0, None)
    assert gegevens.kolom("aanbod").numerators == (None, 25)
    (locaties,) = gegevens.tabellen
    assert locaties.kolom("locatie") == ("Haven", "Bos")


def test_a_text_column_is_left_out_with_a_note(tmp_path):
    inhoud = "code,gemeente,provincie,opmerking\n34,Almere,Flevoland,3 huizen\n"
    gegevens = lees(tmp_path, {"gemeenten.csv": inhoud})
    assert "V161" in [m.code for m in gegevens.meldingen]
    assert "opmerking" not in gegevens.indicators


def test_nicknames_and_suffixes_fit(tmp_path):
    inhoud = (
        "code,gemeente,provincie\n518,Den Haag,Zuid-Holland\n796,Den Bosch,Noord Brabant\n"
        "164,Hengelo (O.),Overijssel\n1900,Sudwest-Fryslan,Friesland\n373,Bergen (NH.),Noord-Holland\n"
    )
    assert len(lees(tmp_path, {"gemeenten.csv": inhoud}).codes) == 5


def test_a_known_decimal_mark_settles_what_would_be_ambiguous(tmp_path):
    inhoud = "code,gemeente,provincie,x\n34,Almere,Flevoland,1.234\n150,Deventer,Overijssel,0.5\n"
    kolom = lees(tmp_path, {"gemeenten.csv": inhoud}).kolom("x")
    assert (kolom.numerators, kolom.denominator) == ((1234, 500), 1000)


def test_empty_cells_are_missing_not_zero(tmp_path):
    inhoud = "code,gemeente,provincie,x\n34,Almere,Flevoland,\n150,Deventer,Overijssel,0\n"
    gegevens = lees(tmp_path, {"gemeenten.csv": inhoud})
    assert gegevens.kolom("x").numerators == (None, 0)
    with pytest.raises(DataError) as fout:
        gegevens.complete("x")
    assert [(p.gegevens["gm"], p.waar) for p in fout.value.problemen] == [
        ("GM0034", "gemeenten.csv:2:x (Almere)")
    ]


# --- faults -----------------------------------------------------------------------------------------------

CELLEN = [
    # code, gemeente, provincie, inwoners, score, and the faults of the row: (code, column)
    ("", "Almere", "Flevoland", "1", "0.5", [("V130", "code")]),
    ("XX34", "Almere", "Flevoland", "1", "0.5", [("V131", "code")]),
    ("GM00345", "Almere", "Flevoland", "1", "0.5", [("V131", "code")]),
    ("GM9999", "Almere", "Flevoland", "1", "0.5", [("V132", "code")]),
    ("GM0034", "Almere", "Flevoland", "1", "0.5", []),
    ("34", "Almere", "Flevoland", "1", "0.5", [("V133", "code")]),
    ("GM0457", "Weesp", "Noord-Holland", "1", "0.5", [("V134", "code")]),
    ("GM0788", "Haaren", "Noord-Brabant", "1", "0.5", [("V134", "code")]),
    ("GM0501", "Brielle", "Zuid-Holland", "1", "0.5", [("V134", "code")]),
    ("GM0005", "Bedum", "Groningen", "1", "0.5", [("V134", "code")]),
    ("GM0014", "Groningen", "Groningen", "-5", "0.5", [("V145", "inwoners")]),
    ("GM0037", "Stadskanaal", "Groningen", "12.5", "0.5", [("V146", "inwoners")]),
    ("GM0047", "Veendam", "Groningen", "veel", "0.5", [("V140", "inwoners")]),
    ("GM0059", "Achtkarspelen", "Fryslân", "", "0.5", [("V147", "inwoners")]),
    ("GM0060", "Ameland", "Fryslân", "1.234.567", "0.5", [("V141", "inwoners")]),
    ("GM0072", "Harlingen", "Fryslân", "1.234,5", "0.5", [("V141", "inwoners")]),
    ("GM0074", "Heerenveen", "Fryslân", "12,5", "0.5", [("V143", "inwoners")]),
    ("GM0080", "Leeuwarden", "Fryslân", "1e5", "0.5", [("V140", "inwoners")]),
    ("GM0085", "Ooststellingwerf", "Fryslân", "nan", "0.5", [("V140", "inwoners")]),
    ("GM0086", "Opsterland", "Fryslân", "9999999999999999", "0.5", [("V144", "inwoners")]),
    ("GM0088", "Schiermonnikoog", "Fryslan", "٣٤", "0.5", [("V140", "inwoners")]),
    ("GM0090", "Smallingerland", "Fryslân", "1", "n.b.", [("V140", "score")]),
    ("GM0093", "Terschelling", "Fryslân", "1", "5 %", [("V140", "score")]),
    ("GM0096", "Vlieland", "Fryslân", "1", "1.2.3", [("V141", "score")]),
    ("GM0098", "Weststellingwerf", "Fryslân", "1", "0,5", [("V143", "score")]),
    ("GM0106", "Assen", "Drente", "1", "0.5", [("V137", "provincie")]),
    ("GM0109", "Coevorden", "Gelderland", "1", "0.5", [("V150", "provincie")]),
    ("GM0114", "Assen", "Drenthe", "1", "0.5", [("V136", "gemeente")]),
    ("GM0118", "", "Drenthe", "1", "0.5", [("V139", "gemeente")]),
    ("GM0119", "Meppel", "", "1", "0.5", [("V139", "provincie")]),
    ("GM0141", "Almello", "Overijsel", "1", "0.5", [("V136", "gemeente"), ("V137", "provincie")]),
    ("GM0142", "Almelo", "Overijssel", "-1", "0.5", [("V132", "code"), ("V145", "inwoners")]),
    ("GM0147", "Borne", "Overijssel", "-1.5", "--1", [("V145", "inwoners"), ("V140", "score")]),
    ("GM0148", "Dalfsen", "Overijssel", "inf", "1.", [("V140", "inwoners"), ("V140", "score")]),
]  # fmt: skip


def test_forty_planted_faults_are_forty_problems_each_with_its_place(tmp_path):
    uit = io.StringIO()
    schrijf = csv.writer(uit, lineterminator="\n")
    schrijf.writerow(["code", "gemeente", "provincie", "inwoners", "score"])
    schrijf.writerows(rij[:5] for rij in CELLEN)
    verwacht = [
        (code, f"gemeenten.csv:{nummer}:{kolom}")
        for nummer, rij in enumerate(CELLEN, start=2)
        for code, kolom in rij[5]
    ]
    verwacht += [("V148", "capaciteit.csv:2:code"), ("V145", "capaciteit.csv:2:regulier")]
    verwacht += [("V146", "capaciteit.csv:3:nood"), ("V131", "capaciteit.csv:4:code")]
    verwacht += [
        ("V111", "aanbod.csv"),
        ("V151", "bronnen.csv:2:peildatum"),
        ("V152", "bronnen.csv:2:status"),
    ]
    gevonden = fouten(
        tmp_path,
        {
            "gemeenten.csv": uit.getvalue(),
            "capaciteit.csv": "code,regulier,nood\n200,-4,0\n34,4,0.5\nabc,1,1\n",
            "aanbod.csv": "",
            "bronnen.csv": "kolom,peildatum,status\ninwoners,1 januari,zeker\n",
        },
    )
    assert len(verwacht) >= 40
    assert sorted((code, waar.partition(" (")[0]) for code, waar in gevonden) == sorted(verwacht)


@pytest.mark.parametrize(
    "inhoud, verwacht",
    [
        (b"", "V111"),
        (b"\n\n \n", "V111"),
        (b"code,gemeente,provincie\n", "V119"),
        (b"34,Almere,Flevoland\n", "V122"),
        (b"code,gemeente,provincie,code\n34,Almere,Flevoland,34\n", "V123"),
        (b"code;gemeente,provincie\n34;Almere,Flevoland\n", "V114"),
        (b"sep=#\ncode#gemeente#provincie\n34#Almere#Flevoland\n", "V115"),
        (b"code,gemeente,provincie,x\n34,Almere,Flevoland,1,5\n", "V116"),
        (b"code,gemeente,provincie,x\n34,Almere\n", "V116"),
        (b"code,gemeente,provincie\n34;Almere;Flevoland\n", "V117"),
        (b"code;gemeente;provincie\n34,Almere,Flevoland\n", "V117"),
        (b'code,gemeente,provincie\n34,"Almere,Flevoland\n', "V118"),
        (b'code,gemeente,provincie\n34,"Al"mere,Flevoland\n', "V118"),
        ("code,gemeente\n1900,Súdwest-".encode() + "Fryslân\n".encode("cp1252"), "V113"),
        (b"code,gemeente\n34,Almere\x81\n", "V113"),
        ("code,gemeente,provincie\n34,Almere,Flevoland\n".encode("utf-16")[:-1], "V113"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "V112"),
        (b"PK\x03\x04rest", "V112"),
        (b"code,gemeente,provincie\n34,Almere,Flevoland\x00\n", "V112"),
        (b"code,gemeente,provincie,woz\n34,Almere,Flevoland,1.234\n", "V142"),
        (b"code;gemeente;provincie;woz\n34;Almere;Flevoland;229,574\n", "V142"),
        (b"code,gemeente,provincie,inwoners\n34,Almere,Flevoland,229.000\n", "V142"),
        (b"code,gemeente,provincie,score\n34,Almere,Flevoland,-1.234\n", "V142"),
    ],
)
def test_a_file_that_is_no_table_is_told_in_one_problem(tmp_path, inhoud, verwacht):
    assert {code for code, _ in fouten(tmp_path, {"gemeenten.csv": inhoud})} == {verwacht}


def test_a_column_of_only_ambiguous_numbers_is_asked_for_in_every_row(tmp_path):
    inhoud = "code;gemeente;provincie;woz\n34;Almere;Flevoland;229.574\n150;Deventer;Overijssel;103.581\n"
    assert fouten(tmp_path, {"gemeenten.csv": inhoud}) == [
        ("V142", "gemeenten.csv:2:woz (Almere)"),
        ("V142", "gemeenten.csv:3:woz (Deventer)"),
    ]
    with pytest.raises(DataError) as fout:
        load_data(tmp_path, NU)
    for tekst in ("229.574", "229574", "229.5740", "103581", "103.5810"):
        assert tekst in fout.value.tekst("nl")


def test_a_column_that_the_key_needs_and_the_folder_lacks_is_named_with_the_folder(tmp_path):
    (tmp_path / "gemeenten.csv").write_text("code,gemeente,provincie,x\n34,Almere,Flevoland,5\n", "utf-8")
    with pytest.raises(DataError, match="V187") as fout:
        load_data(tmp_path, NU).kolom("inwoners")
    assert fout.value.problemen[0].waar == tmp_path.name
    assert "«inwoners»; voeg haar toe" in fout.value.tekst("nl")


def test_broken_workbook(tmp_path):
    heel = xlsx([["code", "gemeente", "provincie"], [34, "Almere", "Flevoland"]])
    assert fouten(tmp_path, {"gemeenten.xlsx": b"geen werkmap"}) == [("V778", "gemeenten.xlsx")]
    for inhoud in (heel[:500], heel.replace(b"xl/workbook.xml", b"xl/workbook.xxx")):
        assert fouten(tmp_path, {"gemeenten.xlsx": inhoud}) == [("V120", "gemeenten.xlsx")]


def test_formula_without_a_stored_value(tmp_path):
    """File, row, heading and gemeente, as everywhere; a column without heading is not used."""
    inhoud = xlsx(
        [
            [],
            ["code", "gemeente", "Provincie", "Inwoners", None],
            [34, "Almere", "Flevoland", "=1+1", "=2"],
            [150, None, "=A1", 5],
        ]
    )
    assert fouten(tmp_path, {"gemeenten.xlsx": inhoud}) == [
        ("V121", "gemeenten.xlsx:3:inwoners (Almere)"),
        ("V121", "gemeenten.xlsx:4:provincie"),
    ]


def test_csv_and_xlsx_side_by_side(tmp_path):
    heel = xlsx([["code", "gemeente", "provincie"], [34, "Almere", "Flevoland"]])
    assert [c for c, _ in fouten(tmp_path, {"gemeenten.csv": GOED, "gemeenten.xlsx": heel})] == ["V105"]


def test_the_same_indicator_in_two_files(tmp_path):
    bestanden = {
        "gemeenten.csv": "code,gemeente,provincie,aanbod\n34,Almere,Flevoland,5\n",
        "aanbod.csv": "code,aanbod\n34,6\n",
    }
    assert [c for c, _ in fouten(tmp_path, bestanden)] == ["V125"]


def test_a_missing_folder_and_an_empty_one(tmp_path):
    for map_, verwacht in ((tmp_path / "weg", "V102"), (tmp_path, "V104")):
        with pytest.raises(DataError) as fout:
            load_data(map_, NU)
        assert [p.code for p in fout.value.problemen] == [verwacht]


def test_a_folder_in_the_place_of_the_file(tmp_path):
    (tmp_path / "gemeenten.csv").mkdir()
    assert [c for c, _ in fouten(tmp_path, {})] == ["V110"]


@pytest.mark.parametrize(
    "dag, code, naam, provincie, verwacht",
    [
        (date(2025, 1, 1), "GM0457", "Weesp", "Noord-Holland", "V134"),
        (date(2022, 3, 23), "GM0457", "Weesp", "Noord-Holland", None),
        (date(2022, 12, 31), "GM1992", "Voorne aan Zee", "Zuid-Holland", "V135"),
        (date(2023, 1, 1), "GM1992", "Voorne aan Zee", "Zuid-Holland", None),
        (date(2021, 1, 1), "GM0370", "Beemster", "Noord-Holland", None),
    ],
)
def test_codes_must_exist_at_the_peildatum(tmp_path, dag, code, naam, provincie, verwacht):
    bestand = {"gemeenten.csv": f"code,gemeente,provincie\n{code},{naam},{provincie}\n"}
    if verwacht is None:
        assert lees(tmp_path, bestand, dag).codes == (code,)
    else:
        assert [c for c, _ in fouten(tmp_path, bestand, dag)] == [verwacht]


def test_what_a_vanished_gemeente_became_is_told(tmp_path):
    with pytest.raises(DataError) as fout:
        lees(tmp_path, {"gemeenten.csv": "code,gemeente,provincie\n457,Weesp,Noord-Holland\n"})
    assert "op 2022-03-24 opgegaan in Amsterdam" in fout.value.tekst()


def test_the_nearest_provincie_is_offered(tmp_path):
    with pytest.raises(DataError) as fout:
        lees(tmp_path, {"gemeenten.csv": "code,gemeente,provincie\n34,Almere,Flevolant\n"})
    assert "bedoelt u Flevoland?" in fout.value.tekst()
