"""Whatever stands in the files of a user: figures come out, or a VerdelingError that names each problem."""

import functools
import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verdeling.batch.file import read_experiment
from verdeling.errors import VerdelingError
from verdeling.inputs.realised import read_realised
from verdeling.inputs.tables import load_data
from verdeling.insight.check import Checked
from verdeling.pipeline import Resultaat, run
from verdeling.sleutel.keys import key_weights
from verdeling.terms import Niveau
from verdeling.verdeelmodel.catalogue import read_model
from verdeling.verdeelmodel.operations.indicator import Indicator

pytestmark = pytest.mark.long

DAG = date(2025, 1, 1)
LANG = settings(
    max_examples=250,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
GEMEENTEN = [
    ("GM0034", "Almere", "Flevoland"),
    ("GM0014", "Groningen", "Groningen"),
    ("GM0150", "Deventer", "Overijssel"),
]
KOPPEN = {
    "gemeenten": ("code", "gemeente", "provincie", "inwoners", "ses_woa", "x"),
    "capaciteit": ("code", "regulier", "nood"),
    "aanbod": ("code", "aanbod"),
    "locaties": ("code", "naam", "plaatsen"),
    "realisatie": ("code", "periode", "gehuisvest", "taakstelling", "netto"),
    "bronnen": ("bestand", "kolom", "uitgever", "tabel", "peildatum", "licentie", "status", "toelichting"),
}
CEL = st.one_of(
    st.sampled_from(
        [
            *(cell for rij in GEMEENTEN for cell in rij),
            *("34", "0034", "gm0034", "GM9999", "GM34", "NL01", "almere", "Alm\u00e9re", "Fryslan", "PV24"),
            *(
                "",
                "0",
                "-0",
                "-1",
                "1.234",
                "1,234",
                "1.234.567,8",
                "1.5",
                "1,5",
                "1e5",
                "NaN",
                "inf",
                "n.v.t.",
            ),
            *(
                "1" * 4000,
                "1" * 5000,
                "0." + "0" * 5000 + "1",
                "\u0661\u0662",
                "\uff11",
                "\u00bd",
                "1 000",
                "5%",
            ),
            *("2023-1", "2023-I", "2023-3", "0000-1", "2025-01-01", "2025-13-01", "published", "official"),
            *(
                "=1+1",
                "=A1",
                "'5",
                '"',
                '""',
                "a\nb",
                "a;b",
                "a,b",
                "\u200b",
                "\xa0",
                "gemeenten.csv",
                "#REF!",
            ),
        ]
    ),
    st.integers(0, 10**7).map(str),
    st.decimals(-5, 5, places=4).map(str),
    st.text(max_size=6),
)


@st.composite
def tabellen(draw, naam: str) -> list[list[str]]:
    """A sensible table with some cells, rows or heads replaced."""
    kop = list(KOPPEN[naam])
    goed = st.integers(0, 10**6).map(str)
    rijen = [[*gm, *(draw(goed) for _ in kop[3:])] if naam == "gemeenten" else
             [gm[0], *(draw(goed | CEL) for _ in kop[1:])] for gm in GEMEENTEN]  # fmt: skip
    alles = [kop, *rijen[: draw(st.integers(0, 3))]]
    for _ in range(draw(st.integers(0, 4))):
        rij = draw(st.sampled_from(alles))
        plaats = draw(st.integers(0, len(rij)))
        rij[plaats : plaats + draw(st.integers(0, 2))] = draw(st.lists(CEL, max_size=2))
    return alles


def als_csv(rijen: list[list[str]], teken: str) -> str:
    return "\n".join(teken.join('"' + c.replace('"', '""') + '"' for c in rij) for rij in rijen)


def gebruik(folder: Path) -> None:
    """Read a folder and use all that it gives; a refusal must be told in both languages."""
    try:
        gegevens = load_data(folder, DAG)
        for tabel in gegevens.tabellen:
            if tabel.bestand.startswith("realisatie"):
                read_realised(tabel, gegevens.register)
        for naam in gegevens.indicators:
            assert len(gegevens.kolom(naam).numerators) == len(gegevens.codes)
            assert key_weights(Indicator(indicator=naam), gegevens).som > 0
        assert len(gegevens.gebied(Niveau.PROVINCIE)) == len(gegevens.codes)
    except VerdelingError as fout:
        verteld(fout)


def verteld(fout: VerdelingError) -> None:
    assert fout.problemen
    assert all(p.tekst("nl") and p.tekst("en") for p in fout.problemen)


@LANG
@given(st.data())
def test_a_folder_with_damaged_tables(tmp_path, data):
    for pad in tmp_path.iterdir():
        pad.unlink()
    for naam in data.draw(st.sets(st.sampled_from(list(KOPPEN)), min_size=1, max_size=3)):
        tekst = als_csv(data.draw(tabellen(naam)), data.draw(st.sampled_from(",;")))
        code = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "latin-1", "utf-16"]))
        (tmp_path / f"{naam}.csv").write_bytes(tekst.encode(code, "replace"))
    gebruik(tmp_path)


@LANG
@given(st.sampled_from(list(KOPPEN)), st.data())
def test_a_table_cut_and_pasted(tmp_path, naam, data):
    for pad in tmp_path.iterdir():
        pad.unlink()
    ruw = als_csv(data.draw(tabellen(naam)), ";").encode()
    begin = data.draw(st.integers(0, len(ruw)))
    ruw = ruw[:begin] + data.draw(st.binary(max_size=8)) + ruw[begin + data.draw(st.integers(0, 20)) :]
    (tmp_path / f"{naam}.csv").write_bytes(ruw)
    gebruik(tmp_path)


CELWAARDEN = st.one_of(
    CEL,
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.datetimes(datetime(1900, 3, 1), datetime(9999, 1, 1)),
    st.just(time(12, 30)),
)


@settings(LANG, max_examples=150)
@given(st.sampled_from(list(KOPPEN)), st.data())
def test_a_workbook_with_any_cells(tmp_path, naam, data):
    for pad in tmp_path.iterdir():
        pad.unlink()
    book = openpyxl.Workbook()
    rijen: list[list] = data.draw(tabellen(naam))
    for _ in range(data.draw(st.integers(1, 4))):
        rij = data.draw(st.sampled_from(rijen))
        if rij:
            rij[data.draw(st.integers(0, len(rij) - 1))] = data.draw(CELWAARDEN)
    for rij in rijen:
        try:
            book.active.append(rij)
        except (openpyxl.utils.exceptions.IllegalCharacterError, ValueError):
            return  # what no workbook can hold
    book.save(tmp_path / f"{naam}.xlsx")
    gebruik(tmp_path)


@settings(LANG, max_examples=150)
@given(st.data())
def test_a_workbook_with_a_damaged_part(tmp_path, data):
    """Damage inside the zip, under right checksums, reaches the parsers of the spreadsheet reader."""
    book, goed, kapot = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    for rij in [KOPPEN["gemeenten"], *((*gm, 5, 1, 2) for gm in GEMEENTEN)]:
        book.active.append(rij)
    book.save(goed)
    with zipfile.ZipFile(goed) as bron, zipfile.ZipFile(kapot, "w") as doel:
        slachtoffer = data.draw(st.sampled_from(bron.namelist()))
        for deel in bron.namelist():
            ruw = bron.read(deel)
            if deel == slachtoffer:
                begin = data.draw(st.integers(0, len(ruw)))
                eind = begin + data.draw(st.integers(0, 40))
                ruw = ruw[:begin] + data.draw(st.binary(max_size=12)) + ruw[eind:]
            doel.writestr(deel, ruw)
    (tmp_path / "gemeenten.xlsx").write_bytes(kapot.getvalue())
    gebruik(tmp_path)


@functools.cache
def uitkomst() -> Resultaat:
    return run("inwoners")


@settings(LANG, max_examples=150)
@given(tabellen("gemeenten"), st.sampled_from(",;"))
def test_a_published_table_to_check(tmp_path, tabel, teken):
    pad = tmp_path / "tabel.csv"
    pad.write_text(als_csv(tabel, teken), "utf-8")
    try:
        assert isinstance(uitkomst().vergelijk(pad), Checked)
    except VerdelingError as fout:
        verteld(fout)


TEKSTEN = [p.read_text("utf-8") for map_ in ("models", "experiments")
           for p in sorted((Path(__file__).parents[2] / map_).glob("*.yaml"))]  # fmt: skip
STUK = st.one_of(
    st.text(max_size=6),
    st.sampled_from(
        [
            *(
                "!!python/object:os.system x",
                "&a *a",
                "*a",
                "<<: {a: 1}",
                "? [a]",
                "- - -",
                "{",
                "]",
                "|",
                ">-",
                "...",
            ),
            *(
                "null",
                "~",
                ".inf",
                "-.nan",
                "1e999",
                "0x1F",
                "0o17",
                "1_000",
                "2025-01-01",
                "2025-99-99",
                "yes",
            ),
            *(
                "9" * 5000,
                "1/0",
                "1/3",
                "\t",
                "\ufeff",
                "\x00",
                "\ud7ff",
                "basis: spreidingswet-2026\n",
                "---\n",
            ),
        ]
    ),
)


@settings(LANG, max_examples=250)
@given(st.sampled_from(TEKSTEN), st.data())
def test_a_model_or_experiment_cut_and_pasted(tmp_path, tekst, data):
    for _ in range(data.draw(st.integers(1, 3))):
        begin = data.draw(st.integers(0, len(tekst)))
        tekst = tekst[:begin] + data.draw(STUK) + tekst[begin + data.draw(st.integers(0, 40)) :]
    pad = tmp_path / "proef.yaml"
    pad.write_bytes(tekst.encode("utf-8", "surrogatepass"))
    for lees in (lambda: read_experiment(pad), lambda: read_model(tekst)):
        try:
            lees()
        except VerdelingError as fout:
            verteld(fout)
