"""Result files: exact decimals, safe text, whole folders, and a workbook that recomputes itself."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from support.outputs import CHECK, columns, recompute

import verdeling
from verdeling.errors import VerdelingError
from verdeling.result.manifest import new_folder, new_result_folder
from verdeling.result.tables import csv_bytes, decimaal, task_slices
from verdeling.verdeelmodel.catalogue import load_model, model_names, read_model
from verdeling.workbook.book import write_workbook
from verdeling.workbook.sheet import suffixes

# --- numbers and text ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 3), "0.333333"),
        (Fraction(2, 3), "0.666667"),
        (Fraction(5, 10**7), "0.000000"),  # half-even: down to the even digit
        (Fraction(15, 10**7), "0.000002"),
        (Fraction(88000), "88000.000000"),
        (Fraction(-1, 8), "-0.125000"),
    ],
)
def test_quota_have_six_decimals_half_even(value, text):
    assert format(decimaal(value, 6), "f") == text


def test_csv_is_rfc_4180_and_empty_is_not_zero():
    rows = [("a,b", 1, Decimal("0.50"), None), ('c"d', 0, Decimal("1E+3"), None)]
    assert csv_bytes(("x", "y", "z", "w"), rows) == b'x,y,z,w\r\n"a,b",1,0.50,\r\n"c""d",0,1000,\r\n'


def test_csv_for_dutch_excel_has_semicolons_decimal_commas_and_safe_text():
    rows = [("=1+1", -1, Decimal("0.5")), ("-x", 2, None), ("'s-Gravenhage", 3, None)]
    text = csv_bytes(("a", "b", "c"), rows, excel_nl=True)
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.decode("utf-8-sig") == "a;b;c\r\n'=1+1;-1;0,5\r\n'-x;2;\r\n's-Gravenhage;3;\r\n"


def test_parts_are_rows_of_their_own_and_add_up_to_the_task():
    result = verdeling.run("spreidingswet-2024", plan=False)
    table = result.tabel()
    sums = table.groupby("taak")["indicatief"].sum()
    assert set(sums.index) == {"asielopvang", "asielopvang/amv", "asielopvang/regulier"}
    assert sums["asielopvang/amv"] + sums["asielopvang/regulier"] == sums["asielopvang"]
    task = result.indicatief.taken["asielopvang"]
    whole, amv, rest = task_slices(task)
    assert all(q == n * Fraction(8140, 96000) for q, n in zip(amv.quota, whole.aantallen, strict=True))
    assert all(a + b == n for a, b, n in zip(amv.quota, rest.quota, whole.aantallen, strict=True))


def test_quotum_in_the_table_is_the_exact_quotum_rounded():
    result = verdeling.run("inwoners")
    task = result.indicatief.taken["asielopvang"]
    for shown, quotum in zip(result.tabel()["quotum"], task.quota, strict=True):
        assert abs(Fraction(shown) - quotum) <= Fraction(1, 2 * 10**6)


def test_provinces_add_up_to_the_table():
    result = verdeling.run("spreidingswet-2026", plan=False)
    provinces = result.provincies()
    assert len(provinces) == 12
    assert provinces["indicatief"].sum() == result.tabel()["indicatief"].sum() == 88_000
    assert provinces.set_index("provincie")["indicatief"]["Zuid-Holland"] == 18_175


def test_a_result_without_inhabitants_leaves_the_cell_empty(tmp_path):
    lines = ["code,gemeente,provincie,woningen"]
    lines += [
        f"{c},{n},Zeeland,{i}" for i, (c, n) in enumerate([("GM0664", "Goes"), ("GM0687", "Middelburg")], 1)
    ]
    (tmp_path / "gemeenten.csv").write_text("\n".join(lines) + "\n", "utf-8")
    model = read_model(
        """
        titel: {nl: t, en: t}
        omschrijving: {nl: t, en: t}
        status: illustrative
        grenzen: 2026-01-01
        gebied: [GM0664, GM0687]
        taken:
          t:
            sleutel: {indicator: woningen}
            grondslag: {bron: b}
            niveaus:
              - niveau: provincie
                gegeven: {PV29: {waarde: 9, grondslag: {bron: b}}}
              - niveau: gemeente
        """
    )
    result = verdeling.run(model, tmp_path)
    assert result.tabel()["indicatief"].tolist() == [3, 6]
    assert result.tabel()["inwoners"].isna().all()
    assert b",Goes,Zeeland,,1," in result.csv()
    assert any("340" in m for m in result.meldingen())


def test_overrides_of_a_loaded_model_are_refused_and_not_passed_over():
    model = verdeling.load_model("inwoners")
    with pytest.raises(VerdelingError, match="V247"):
        verdeling.run(model, overrides=["taken.asielopvang.totaal=75500"])
    assert verdeling.run(model).indicatief.taken["asielopvang"].totaal == 88_000


def test_paths_may_be_written_as_text(tmp_path):
    result = verdeling.run("inwoners")
    assert "verdeling.csv" in result.schrijf(str(tmp_path / "uit"), rapport=None)
    assert not result.vergelijk(str(tmp_path / "uit" / "verdeling.csv")).verschillen


# --- folders ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_interrupted_folder_leaves_the_old_one_as_it_was(tmp_path, error):
    target = tmp_path / "uit"
    verdeling.run("inwoners").schrijf(target)
    before = {p.name: p.read_bytes() for p in target.iterdir()}

    def interrupted() -> None:
        with new_result_folder(target) as folder:
            (folder / "half").write_text("x")
            raise error

    with pytest.raises(error):
        interrupted()
    assert {p.name: p.read_bytes() for p in target.iterdir()} == before
    assert [p.name for p in tmp_path.iterdir()] == ["uit"]


def test_a_folder_with_something_else_is_refused(tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "manifest.json").write_text("{}")
    with pytest.raises(VerdelingError, match="V601"), new_result_folder(tmp_path / "x"):
        pytest.fail("the block must not run")
    with pytest.raises(VerdelingError, match="V604"), new_folder(tmp_path / "x"):
        pytest.fail("the block must not run")


def test_files_of_the_user_in_a_result_are_never_lost(tmp_path):
    target = tmp_path / "uit"
    result = verdeling.run("inwoners")
    result.schrijf(target)
    (target / ".~lock.verdeling.xlsx#").write_text("x")  # what an open spreadsheet leaves
    result.schrijf(target)
    (target / "notities.txt").write_text("x")
    before = {p.name: p.read_bytes() for p in target.iterdir()}
    with pytest.raises(VerdelingError, match="V605") as error:
        result.schrijf(target)
    assert "notities.txt" in error.value.tekst("nl")
    assert {p.name: p.read_bytes() for p in target.iterdir()} == before


def test_the_folder_in_which_the_user_stands_is_never_replaced(tmp_path, monkeypatch):
    inside = tmp_path / "hier" / "diep"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    for target in (Path(), inside, inside.parent, Path("..")):
        for folder in (new_result_folder, new_folder):
            with pytest.raises(VerdelingError, match="V60[146]"), folder(target):
                pytest.fail("the block must not run")
    with pytest.raises(VerdelingError, match="V606"), new_folder(Path()):
        pytest.fail("the block must not run")
    with new_result_folder(Path("uit")) as folder:
        (folder / "f").write_text("x")
    assert [p.name for p in Path.cwd().iterdir()] == ["uit"]


def test_a_new_folder_makes_its_parents(tmp_path):
    with new_result_folder(tmp_path / "a" / "b" / "c") as folder:
        (folder / "f").write_text("x")
    assert (tmp_path / "a" / "b" / "c" / "f").read_text() == "x"


# --- the workbook -------------------------------------------------------------------------------------------


METHODS = ("half_op", "omlaag", "omhoog", "grootste_rest", "webster", "dhondt", "huntington_hill", "adams")


def with_ties(folder: Path) -> dict[str, verdeling.Resultaat]:
    """Gemeenten of three sizes, so that equal claims decide; with 10 places fewer places than gemeenten."""
    data = verdeling.load_data()
    mine = [g for g in data.gemeenten if g.provincie == "PV23"]
    rows = [f"{g.code},{g.naam},Overijssel,{1000 * (1 + i % 3)}" for i, g in enumerate(mine)]
    (folder / "gemeenten.csv").write_text(
        "\n".join(["code,gemeente,provincie,inwoners", *rows]) + "\n", "utf-8"
    )
    fixed = ["gebied=[PV23]", "taken.asielopvang.sleutel.peildatum=null"]
    level = "taken.asielopvang.niveaus.0"
    return {
        f"gelijk-{m}-{order}-{total}": verdeling.run(
            "inwoners",
            folder,
            [
                *fixed,
                f"taken.asielopvang.totaal={total}",
                f"{level}.afronding={m}",
                f"{level}.volgorde={order}",
            ],
        )
        for m in METHODS[3:]
        for order in ("code", "grootste", "kleinste")
        for total in (160, 10)
    }


def alone() -> list[str]:
    """Shipped models of which no two differ in the plan alone: without it those have the same book."""
    told = {"naam", "titel", "omschrijving", "status", "open", "aangepast", "plan"}
    shortest_last = sorted(model_names(), key=len, reverse=True)
    return sorted({load_model(name).model_dump_json(exclude=told): name for name in shortest_last}.values())


@pytest.fixture(scope="module")
def recomputed(tmp_path_factory) -> dict[str, openpyxl.Workbook]:
    """Every division that ships, one per rounding method, ties, and one book with another total."""
    folder = tmp_path_factory.mktemp("boek")
    books = []
    results = {name: verdeling.run(name, plan=False) for name in alone()}
    methods = {f"methode-{m}": [f"taken.asielopvang.niveaus.0.afronding={m}"] for m in METHODS}
    results |= {name: verdeling.run("inwoners", overrides=o) for name, o in methods.items()}
    ties = with_ties(tmp_path_factory.mktemp("gelijk"))
    assert sum(bool(r.indicatief.taken["asielopvang"].ties) for r in ties.values()) >= 24
    results |= ties
    for name, result in results.items():
        books.append(folder / f"{name}.xlsx")
        write_workbook(books[-1], result)
    changed = openpyxl.load_workbook(folder / "inwoners.xlsx")
    changed["bronnen"]["B2"] = 44_000
    books.append(folder / "gehalveerd.xlsx")
    changed.save(books[-1])
    return recompute(books, folder)


def test_every_figure_of_every_division_recomputes(recomputed):
    checked = 0
    for name, book in recomputed.items():
        for sheet in book.worksheets:
            values = columns(sheet)
            differences = [v for v in values.get(CHECK, []) if v is not None]
            checked += len(differences)
            assert name == "gehalveerd" or not any(differences), (name, sheet.title)
    assert checked > 342 * (len(METHODS) + 15)


def test_the_workbook_really_computes(recomputed):
    formula = columns(recomputed["gehalveerd"]["verdeling"])["afgerond (formule)"]
    assert sum(v for v in formula[:342]) == 44_000


def test_parts_recompute(recomputed):
    values = columns(recomputed["spreidingswet-2024"]["verdeling"])
    for part in ("amv", "regulier"):
        assert values[part][:342] == values[f"{part} (formule)"][:342]


def test_the_sheets_have_sums_frozen_panes_and_sources(tmp_path):
    result = verdeling.run("spreidingswet-2026", plan=False)
    write_workbook(tmp_path / "b.xlsx", result)
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    assert book.sheetnames[:3] == ["verdeling", "provincies", "sleutel"]
    assert book.sheetnames[-1] == "bronnen"
    assert book["verdeling"].freeze_panes == "D2"
    assert [c.value for c in book["verdeling"][2]][:4] == ["GM0014", "Groningen", "Groningen", 244441]
    assert str(book["sleutel"]["E2"].value) == "=C2*(1+D2)"
    text = " ".join(str(c) for row in book["bronnen"].values for c in row)
    assert "ses_woa" in text
    assert "afgeleid" in text
    assert "Het deel voor alleenstaande minderjarige vreemdelingen (amv)." in text


TWINS = (
    "opvang_statushouders_2025",
    "opvang_statushouders_2026",
    "Opvang_stat",
    "wie [krijgt]: wat?",
    "a'b/c",
)


def test_sheets_of_tasks_whose_names_begin_alike_or_hold_what_a_sheet_may_not(tmp_path):
    """Each task has its own sheets, whose formulas point to themselves."""
    step = "{bron: x, status: open, reden: x}"
    body = f"""
    totaal: {{waarde: 10, grondslag: {step}}}
    sleutel: {{indicator: inwoners, peildatum: 2025-01-01}}
    grondslag: {step}
    niveaus: [{{niveau: gemeente, afronding: grootste_rest, grondslag: {step}}}]
"""
    tasks = "".join(f'  "{name}":{body}' for name in TWINS if "/" not in name)
    head = ["titel: {nl: x, en: x}", "omschrijving: {nl: x, en: x}", "status: illustrative"]
    head += ["grenzen: 2026-01-01", "gebied: [PV24]", "taken:", tasks]
    text = "\n".join(head)
    (tmp_path / "eigen.yaml").write_text(text, "utf-8")
    verdeling.run(tmp_path / "eigen.yaml").schrijf(tmp_path / "uit", None)
    book = openpyxl.load_workbook(tmp_path / "uit" / "verdeling.xlsx")
    for kind in ("verdeling", "provincies", "sleutel", "diagnostiek"):
        assert sum(name.startswith(f"{kind} ") for name in book.sheetnames) == len(TWINS) - 1
    pointed = {
        sheet
        for page in book
        for row in page.iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, str) and cell.startswith("=")
        for sheet in re.findall(r"'([^']+)'!", cell)
    }
    assert pointed <= set(book.sheetnames)
    assert suffixes(["a'b/c", "x"]) == {"a'b/c": " a_b_c", "x": " x"}


def test_text_is_never_taken_for_a_formula(tmp_path):
    result = verdeling.run("inwoners")
    strange = tuple(replace(g, naam="=1+1") for g in result.gegevens.gemeenten)
    write_workbook(tmp_path / "b.xlsx", replace(result, gegevens=replace(result.gegevens, gemeenten=strange)))
    cell = openpyxl.load_workbook(tmp_path / "b.xlsx")["verdeling"]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
