"""Write the planted files beside this script: one small table in every dress in which people send it.

Run ``python tests/bestanden/maak.py`` after a change, and commit what it wrote. What must come of each file
stands in ``tests/inputs/test_eigen_bestanden.py``.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.worksheet.formula import ArrayFormula

HIER = Path(__file__).parent
KOP = ("code", "gemeente", "provincie", "inwoners", "ses_woa")
RIJEN = (
    ("GM0034", "Almere", "Flevoland", 229574, "0.081221"),
    ("GM0050", "Zeewolde", "Flevoland", 24123, "0.125"),
    ("GM0171", "Noordoostpolder", "Flevoland", 50893, "-0.0125"),
    ("GM0184", "Urk", "Flevoland", 22041, "0.0625"),
    ("GM0303", "Dronten", "Flevoland", 44517, "0.05"),
    ("GM0995", "Lelystad", "Flevoland", 86302, "-0.2"),
)
"""All gemeenten of Flevoland."""
KAAL = [KOP, *RIJEN]
Tabel = Sequence[Sequence[Any]]


def csv_of(rijen: Tabel, teken: str = ",", einde: str = "\n") -> str:
    def cell(waarde: Any) -> str:
        text = str(waarde)
        return '"' + text.replace('"', '""') + '"' if re.search(r'[,;"\n]', text) else text

    return "".join(teken.join(map(cell, rij)) + einde for rij in rijen)


def punt(n: int) -> str:
    return f"{n:,}".replace(",", ".")


def met(kolom: int, function: Callable[[Any], Any], kop: str | None = None) -> Tabel:
    eerste = tuple(kop if kop and j == kolom else k for j, k in enumerate(KOP))
    return [eerste, *(tuple(function(c) if j == kolom else c for j, c in enumerate(rij)) for rij in RIJEN)]


def xlsx(*sheets: tuple[str, Tabel], bewerk: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    """Workbook by openpyxl; scores are numbers in it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = dt.datetime(2026, 1, 1)
    for naam, rijen in sheets:
        blad = book.create_sheet(naam)
        for rij in rijen:
            blad.append([als_getal(c) for c in rij])
    if bewerk is not None:
        bewerk(book)
    uit = io.BytesIO()
    book.save(uit)
    return uit.getvalue()


def als_getal(waarde: Any) -> Any:
    return float(waarde) if isinstance(waarde, str) and re.fullmatch(r"-?0\.\d+", waarde) else waarde


def schrijver(vul: Callable[[Any, Any], None]) -> bytes:
    """Workbook by XlsxWriter, which stores 0 for a formula and leaves computing to who opens it."""
    uit = io.BytesIO()
    book = xlsxwriter.Workbook(uit, {"in_memory": True})
    book.set_properties({"created": dt.datetime(2026, 1, 1)})
    blad = book.add_worksheet("Blad1")
    for i, rij in enumerate(KAAL):
        for j, c in enumerate(rij):
            blad.write(i, j, als_getal(c))
    vul(book, blad)
    book.close()
    return uit.getvalue()


def met_xml(data: bytes, van: str, naar: str) -> bytes:
    """Change the text of the first sheet inside a workbook."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as bron, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as doel:
        for deel in bron.infolist():
            ruw = bron.read(deel)
            if deel.filename == "xl/worksheets/sheet1.xml":
                nieuw = re.sub(van, naar, ruw.decode())
                assert nieuw != ruw.decode(), van
                ruw = nieuw.encode()
            doel.writestr(deel, ruw)
    return uit.getvalue()


def _cel(plaats: str, waarde: Any) -> Callable[[openpyxl.Workbook], None]:
    def zet(book: openpyxl.Workbook) -> None:
        book.worksheets[0][plaats] = waarde

    return zet


def _verberg(book: openpyxl.Workbook) -> None:
    book.worksheets[0].sheet_state = "hidden"
    book.active = 1


def _voeg_samen(book: openpyxl.Workbook) -> None:
    book.worksheets[0].merge_cells("A1:E1")


def _voeg_kop_samen(book: openpyxl.Workbook) -> None:
    blad = book.worksheets[0]
    for cell_range in ("A1:A2", "B1:B2", "C1:C2", "D1:E1"):
        blad.merge_cells(cell_range)


VERDUBBELD = met(3, lambda n: 2 * n)
CAPACITEIT = [("code", "regulier", "nood"), *((r[0], 100 + i, 10 * i) for i, r in enumerate(RIJEN))]
TITEL = [("Inwoners per gemeente, Flevoland",), ("Stand van 1 januari 2025",)]
NOOT = [("* Bron: CBS",), ("Peildatum 1 januari 2025",)]
TOTAAL = ("", "Totaal", "", sum(r[3] for r in RIJEN), "")
KOP_CBS = ("Gemeentecode", "Gemeentenaam", "Provincienaam", "Aantal inwoners", "SES-WOA")


def teksten() -> dict[str, bytes]:
    """The csv files."""
    t: dict[str, str | bytes] = {
        "kaal": csv_of(KAAL),
        "bom_crlf": b"\xef\xbb\xbf" + csv_of(KAAL, ";", "\r\n").replace(".", ",").encode(),
        "sep_regel": "sep=;\n" + csv_of(KAAL, ";"),
        "titel_boven": csv_of([*TITEL, (), *KAAL]),
        "titel_met_komma": "Inwoners, score en naam\n" + csv_of(KAAL, ";"),
        "kop_van_twee_regels": csv_of([KOP, ("", "", "", "aantal", "score"), *RIJEN]),
        "kop_in_groepen": csv_of(
            [("Gemeente", "", "Capaciteit", ""), ("code", "naam", "regulier", "nood")]
            + [(r[0], r[1], c[1], c[2]) for r, c in zip(RIJEN, CAPACITEIT[1:], strict=True)]
        ),
        "totaal_onder": csv_of([*KAAL, TOTAAL]),
        "noten_onder": csv_of(KAAL) + "\n" + csv_of(NOOT),
        "andere_gebieden": csv_of(
            [KOP, ("NL01", "Nederland", "", 18044027, ""), ("PV24", "Flevoland (PV)", "", 457450, ""), *RIJEN]
        ),
        "tussenkop": csv_of([KOP, ("Provincie Flevoland", "", "", "", ""), *RIJEN]),
        "herhaalde_kop": csv_of([KOP, *RIJEN[:3], KOP, *RIJEN[3:]]),
        "namen": csv_of([r[1:] for r in KAAL]),
        "namen_met_toevoeging": csv_of([KOP[1:], *((f"Gemeente {r[1]} (Fl.)", *r[2:]) for r in RIJEN)]),
        "codes_met_nullen": csv_of(met(0, lambda c: c.removeprefix("GM"))),
        "codes_met_punt_nul": csv_of(met(0, lambda c: f"{int(c.removeprefix('GM'))}.0")),
        "koppen_van_het_cbs": csv_of([KOP_CBS, *RIJEN], ";"),
        "regios_met_codes": csv_of([("RegioS", *KOP[3:]), *((r[0], *r[3:]) for r in RIJEN)]),
        "regios_met_namen": csv_of([("Regio's", *KOP[3:]), *((r[1], *r[3:]) for r in RIJEN)]),
        "voetnoot_in_kop": csv_of([(*KOP[:3], "Inwoners 1)", "ses_woa*"), *RIJEN, ("1) voorlopig",)]),
        "duizend_punten": csv_of(met(3, punt)),
        "duizend_kommas": csv_of(met(3, lambda n: f"{n:,}")),
        "duizend_gemengd": csv_of(met(3, lambda n: punt(n) if n > 30000 else n)),
        "duizend_rond": csv_of(met(3, lambda n: f"{n // 1000}.000")),
        "los_aanhalingsteken": csv_of(KAAL).replace("Flevoland,24123", 'Flevo"land,24123'),
        "tabs": csv_of(KAAL, "\t"),
        "rijen_met_ander_teken": csv_of([KOP]) + csv_of(RIJEN, ";"),
        "gemeente_ontbreekt": csv_of(KAAL[:-1]),
        "nul_inwoners": csv_of(KAAL).replace("24123", "0"),
        "heel_veel_inwoners": csv_of(KAAL).replace("24123", "999999999999999"),
        "windows": csv_of(KAAL).replace("Urk", "Úrk").encode("cp1252"),
        "utf16": csv_of(KAAL).encode("utf-16"),
        "kolom_zonder_naam": csv_of([(*KOP, ""), *((*r, "let op") for r in RIJEN)]),
        "dubbele_kolom": csv_of([(*KOP, "inwoners"), *((*r, 1) for r in RIJEN)]),
        "zonder_kop": csv_of(RIJEN),
        "verschoven_namen": csv_of([KOP, *((r[0], RIJEN[i - 1][1], *r[2:]) for i, r in enumerate(RIJEN))]),
        "andere_provincie": csv_of(KAAL).replace("Urk,Flevoland", "Urk,Overijssel"),
        "windows_half": csv_of(KAAL).replace("Urk", "Úrk").encode("cp1252") + "ë\n".encode(),
        "streepjes": csv_of(KAAL, "|"),
        "naam_als_kop": csv_of([("naam", *KOP[2:]), *(r[1:] for r in RIJEN)]),
        "naam_naast_code": csv_of([("Gemeentecode", "naam", *KOP[2:]), *RIJEN]),
        "naam_met_jaar": csv_of([("Gemeentecode", "gemeentenaam 2025", *KOP[2:]), *RIJEN]),
        "naam_bij_andere_code": csv_of(
            [("Gemeentecode", "naam", *KOP[2:]), *RIJEN[:5], ("GM0995", "Urk", *RIJEN[5][2:])]
        ),
        "kop_bevolking": csv_of(met(3, int, "Bevolking op 1 januari (aantal)")),
        "kop_open_data": csv_of(
            [("RegioS", "TotaleBevolking_1", "ses_woa"), *((r[0], *r[3:]) for r in RIJEN)]
        ),
        "vreemde_code": csv_of([KOP, ("NL0034", *RIJEN[0][1:]), *RIJEN[1:]]),
        "tekstkolom": csv_of([(*KOP, "opmerking"), *((*r, "geen") for r in RIJEN)]),
    }
    return {f"{naam}.csv": d if isinstance(d, bytes) else d.encode() for naam, d in t.items()}


def werkmappen() -> dict[str, bytes]:
    """The workbooks, and files that only look like one."""
    kaal = xlsx(("Blad1", KAAL))
    rooster = [("code", "gemeente", "provincie", "Bevolking", ""), ("", "", "", "inwoners", "ses_woa")]
    return {
        "kaal.xlsx": kaal,
        "HOOFDLETTERS.XLSX": kaal,
        "macro.xlsm": kaal,
        "titel_samengevoegd.xlsx": xlsx(("Blad1", [*TITEL, (), *KAAL, (), *NOOT]), bewerk=_voeg_samen),
        "kop_samengevoegd.xlsx": xlsx(("Blad1", [*rooster, *RIJEN]), bewerk=_voeg_kop_samen),
        "tweede_blad.xlsx": xlsx(("Toelichting", [("Deze map bevat inwoners",)]), ("Cijfers", KAAL)),
        "verborgen_blad.xlsx": xlsx(("Oud", VERDUBBELD), ("Nieuw", KAAL), bewerk=_verberg),
        "gemeenten_en_capaciteit.xlsx": xlsx(("A", CAPACITEIT), ("B", KAAL)),
        "twee_keer_dezelfde.xlsx": xlsx(("2024", VERDUBBELD), ("2025", KAAL)),
        "blad_met_de_naam.xlsx": xlsx(("2024", VERDUBBELD), ("gemeenten", KAAL)),
        "codes_als_getal.xlsx": xlsx(("Blad1", met(0, lambda c: int(c.removeprefix("GM"))))),
        "codes_als_breuk.xlsx": xlsx(("Blad1", met(0, lambda c: float(c.removeprefix("GM"))))),
        "codes_als_tekst.xlsx": xlsx(("Blad1", met(0, lambda c: c.removeprefix("GM")))),
        "getallen_als_tekst.xlsx": xlsx(("Blad1", met(3, str))),
        "duizend_tekst.xlsx": xlsx(("Blad1", met(3, punt))),
        "formule_zonder_uitkomst.xlsx": xlsx(("Blad1", KAAL), bewerk=_cel("D3", "=24000+123")),
        "matrixformule.xlsx": xlsx(
            ("Blad1", KAAL), bewerk=_cel("D3", ArrayFormula("D3:D3", "=SUM(24000,123)"))
        ),
        "formule_met_nul.xlsx": schrijver(lambda _, b: b.write_formula(2, 3, "=24000+123")),
        "formule_met_uitkomst.xlsx": schrijver(lambda _, b: b.write_formula(2, 3, "=24000+123", None, 24123)),
        "totaal_met_formule.xlsx": xlsx(("Blad1", [*KAAL, ("Totaal", "", "", "=SUM(D2:D7)", "")])),
        "afmeting_te_klein.xlsx": met_xml(kaal, r'<dimension ref="[^"]*"', '<dimension ref="A1"'),
        "afmeting_te_groot.xlsx": met_xml(kaal, r'<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"'),
        "opmaak_in_de_hoek.xlsx": schrijver(
            lambda book, b: b.write_blank(1048575, 16383, None, book.add_format({"bold": True}))
        ),
        "opmaak_van_kolommen.xlsx": schrijver(
            lambda book, b: b.set_column(0, 16383, 12, book.add_format({"bold": True}))
        ),
        "opmerking_naast.xlsx": xlsx(("Blad1", KAAL), bewerk=_cel("H4", "nog nagaan")),
        "leeg.xlsx": xlsx(("Blad1", [])),
        "tekst.xlsx": csv_of(KAAL).encode(),
        "tabs.tsv": csv_of(KAAL, "\t").encode(),
        "wachtwoord.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
        "oud.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
        "rekenblad.ods": b"PK\x03\x04" + bytes(26),
    }


if __name__ == "__main__":
    for naam, data in (teksten() | werkmappen()).items():
        (HIER / naam).write_bytes(data)
