"""The workbook of a result as a table again: its figures, its plan, and formulas that nobody computed."""

import csv

import openpyxl
import pytest
import xlsxwriter

import verdeling
from verdeling.errors import DataError, ModelError, VerdelingError
from verdeling.pipeline import run
from verdeling.result.manifest import new_folder
from verdeling.workbook.book import write_workbook
from verdeling.workbook.sheet import close_book

DRENTHE = 12


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """Workbooks of two languages, beside the csv: figures of two tasks and a plan of one provincie."""
    folder = tmp_path_factory.mktemp("uit")
    made = run("samen-2026", plan=False)
    plain = run("spreidingswet-2026", overrides=["gebied=[PV22]", "taken.asielopvang.totaal=6000"])
    for lang in ("nl", "en"):
        write_workbook(folder / f"samen-{lang}.xlsx", made, lang)
        write_workbook(folder / f"{lang}.xlsx", plain, lang)
    (folder / "verdeling.csv").write_bytes(plain.csv())
    return folder, made, plain


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("taak", ["asielopvang", "taakstelling"])
def test_of_a_result_of_two_tasks_the_sheet_of_the_task_is_compared(book, lang, taak):
    folder, made, _ = book
    seen = made.vergelijk(folder / f"samen-{lang}.xlsx", taak)
    assert (len(seen.regels), seen.verschillen, seen.afwezig, seen.kolom) == (342, (), (), "aantal")
    assert [r.gepubliceerd for r in seen.regels] == list(made.indicatief.taken[taak].aantallen)
    assert "V155" in {m.code for m in seen.meldingen}, "which sheet was used is told"


def test_a_result_of_other_tasks_is_not_compared_by_its_first_sheet(book):
    folder, _, _ = book
    with pytest.raises(DataError) as fout:
        run("inwoners", plan=False).vergelijk(folder / "samen-nl.xlsx#nergens")
    assert [p.code for p in fout.value.problemen] == ["V129"]
    with pytest.raises(DataError) as fout:
        run("ijsselland-2023", plan=False).vergelijk(folder / "samen-nl.xlsx")
    assert [p.code for p in fout.value.problemen] == ["V260"]
    assert "verdeling taakstelling" in fout.value.tekst("nl")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_plan_of_a_result_is_checked_by_its_own_sheet(book, lang):
    folder, _, plain = book
    file = folder / f"{lang}.xlsx"
    test, figures = plain.toets_plan(file)
    assert figures
    assert (test.overtredingen, test.tegenspraak) == ((), ())
    assert sum(n is not None for n in test.genoemd) == DRENTHE
    assert test.plaatsen == plain.plan.plan
    assert not plain.vergelijk(file).verschillen


def test_a_digit_that_changed_in_the_workbook_is_found_in_both_languages(book):
    folder, _, plain = book
    for lang, heading in (("nl", "nieuw"), ("en", "new")):
        book = openpyxl.load_workbook(folder / f"{lang}.xlsx", data_only=True)
        heads = [c.value for c in book["plan"][1]]
        book["plan"].cell(3, heads.index(heading) + 1).value += 1
        book.save(folder / f"anders-{lang}.xlsx")
        test, _ = plain.toets_plan(folder / f"anders-{lang}.xlsx")
        assert [p.code for p in test.tegenspraak] == ["V804"]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_result_is_data_again(book, lang):
    folder, made, _ = book
    file = folder / f"samen-{lang}.xlsx"
    again = run("inwoners", file)
    assert again.rijen == run("inwoners").rijen
    assert "V155" in {m.code for m in again.gegevens.meldingen}


@pytest.mark.parametrize("naam", ["nl.xlsx", "verdeling.csv"])
def test_a_table_in_the_place_of_a_model_is_told_as_what_it_is(book, naam, cli):
    folder, _, _ = book
    with pytest.raises(ModelError, match="V261"):
        verdeling.load_model(str(folder / naam))
    code, _, err = cli("compare", "inwoners", folder / naam)
    assert code == 1
    assert f"verdeling check MODEL {naam}" in err
    assert "[V261]" in err


def _stale(path, columns, rows):
    """By XlsxWriter: it stores 0 for a formula."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("blad")
    sheet.write_row(0, 0, columns)
    for i, row in enumerate(rows, 1):
        for j, value in enumerate(row):
            if str(value).startswith("="):
                sheet.write_formula(i, j, value)
            else:
                sheet.write(i, j, value)
    book.close()
    return path


GEMEENTEN = [("GM0014", "Groningen"), ("GM0034", "Almere"), ("GM0037", "Stadskanaal")]


def test_a_formula_that_nobody_computed_stops_only_who_reads_its_column(book, tmp_path):
    _, made, _ = book
    published = [898, 1164, 127]
    table = [(*g, n, "=1+1", "=C2") for g, n in zip(GEMEENTEN, published, strict=True)]
    file = _stale(tmp_path / "t.xlsx", ["code", "gemeente", "aantal", "inwoners", "controle"], table)
    seen = made.vergelijk(file, "asielopvang", "aantal")
    assert [(r.gepubliceerd, r.verschil) for r in seen.regels] == [(n, 0) for n in published]
    with pytest.raises(DataError) as fout:
        made.vergelijk(file, "asielopvang", "controle")
    assert [(p.code, p.waar) for p in fout.value.problemen] == [
        ("V121", f"t.xlsx:{r}:controle ({naam})") for r, (_, naam) in enumerate(GEMEENTEN, 2)
    ]


def test_data_with_such_a_formula_is_read_where_no_key_asks_for_it(tmp_path):
    rows = [(r.code, r.gemeente, r.provincie, r.inwoners, "=D2*2") for r in run("inwoners").rijen]
    file = _stale(tmp_path / "g.xlsx", ["code", "gemeente", "provincie", "inwoners", "dubbel"], rows)
    assert run("inwoners", file).rijen == run("inwoners").rijen
    model = tmp_path / "m.yaml"
    model.write_text("basis: inwoners\ntaken: {asielopvang: {sleutel: {indicator: dubbel}}}\n", "utf-8")
    with pytest.raises(DataError) as fout:
        run(model, file)
    assert {p.code for p in fout.value.problemen} == {"V121"}
    assert "g.xlsx:2:dubbel (Groningen)" in fout.value.tekst("nl")


def test_a_plan_column_of_such_formulas_is_refused_and_the_columns_beside_it_are_passed_over(book, tmp_path):
    folder, _, plain = book
    with (folder / "verdeling.csv").open(newline="", encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["plan"]]
    good = [(r["code"], int(r["bestaand"]), "=1+1", int(r["plan"])) for r in rows]
    heads = ["code", "bestaand", "nieuw", "plan"]
    test, _ = plain.toets_plan(_stale(tmp_path / "p.xlsx", heads, good))
    assert (test.overtredingen, test.tegenspraak) == ((), ())
    wrong = [(r["code"], int(r["bestaand"]), int(r["nieuw"]), "=B2+C2") for r in rows]
    with pytest.raises(DataError) as fout:
        plain.toets_plan(_stale(tmp_path / "q.xlsx", heads, wrong))
    assert {p.code for p in fout.value.problemen} == {"V121"}
    assert len(fout.value.problemen) == DRENTHE


def test_a_workbook_that_cannot_be_written_is_told_as_what_the_system_says(book, tmp_path):
    """XlsxWriter hides the reason in an exception of its own, which would pass for a fault of ours."""
    _, made, _ = book
    with pytest.raises(FileNotFoundError):
        write_workbook(tmp_path / "nergens" / "x.xlsx", made)
    full = xlsxwriter.Workbook(str(tmp_path / "nergens" / "y.xlsx"))
    with pytest.raises(FileNotFoundError):
        close_book(full)


def test_what_fails_in_a_folder_under_way_is_told_by_the_name_that_it_would_get(tmp_path):
    with pytest.raises(VerdelingError) as fout, new_folder(tmp_path / "uit") as fresh:
        raise VerdelingError.een("V655", str(fresh / "report.html"), reden="vol")
    assert [p.waar for p in fout.value.problemen] == [str(tmp_path / "uit" / "report.html")]
    assert list(tmp_path.iterdir()) == []
