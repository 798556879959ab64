"""The workbooks follow the language: every sheet, heading and word of the program has an English text."""

import re
from pathlib import Path

import openpyxl
import pytest

import verdeling
from verdeling.compare.workbook import write_comparison_workbook
from verdeling.insight.compare import Party, compare_parties
from verdeling.result.folder import tables
from verdeling.texts import catalogue
from verdeling.verdeelmodel.catalogue import load_model, model_names
from verdeling.workbook.book import write_workbook

OWN = {k: v for k, v in catalogue().items() if k.startswith("excel.") and k != "excel.met_formule"}
SHEETS = {k.removeprefix("excel.blad."): v for k, v in OWN.items() if k.startswith("excel.blad.")}
HEADINGS = {
    english
    for key, (_, english) in catalogue().items()
    if key.startswith(("excel.", "report.data.", "report.taak."))
} | {column.sheet_head("en") for table in tables() for column in (*table.columns, *table.known())}


def write(name: str, target: Path, lang: str = "en") -> Path:
    result = verdeling.run(name)
    write_workbook(target, result, lang)
    return target


def headings(path: Path) -> dict[str, list[str]]:
    """The first row by sheet; `sources` has three tables under each other."""
    book = openpyxl.load_workbook(path, read_only=True)
    found = {}
    for sheet in book.worksheets:
        rows = list(sheet.iter_rows(values_only=True))
        found[sheet.title] = [cell for cell in rows[0] if cell]
        if sheet.title == SHEETS["bronnen"][1]:
            empty = [i for i, row in enumerate(rows) if not any(row)]
            found[sheet.title] += [cell for i in empty for cell in rows[i + 1] if cell]
    return found


def unknown(found: dict[str, list[str]], names: set[str] = frozenset()) -> list[str]:
    """Sheets and headings that are no English text of the catalogue and no name."""
    sheets = [english for _, english in SHEETS.values()] + [table.sheet_name("en") for table in tables()]
    wrong = [s for s in found if not any(s == known or s.startswith(f"{known} ") for known in sheets)]
    for row in found.values():
        for heading in row:
            base = heading.removesuffix(" (formula)")
            undated = re.sub(r" (\d{4}-\d{2}-\d{2}|\d+)$", "", base)
            if not {heading, base, undated} & (HEADINGS | names):
                wrong.append(heading)
    return wrong


RULES = {name: set(plan.regels) for name in model_names() if (plan := load_model(name).plan) is not None}
"""Kinds of rules by model that has a plan."""
SOON = {
    *("gvl-2022", "ijsselland-rol", "kampen-dronten-2024", "samen-2026-vaten", "samen-cyclus-2026"),
    *("spreidingswet-2024", "spreidingswet-2026-aanbod-geen", "verdeelbesluit-2024"),
}
"""Plans with every kind of rule that are made soon; the others are for the long run."""


def test_the_plans_that_are_made_soon_have_every_kind_of_rule():
    assert set().union(*(RULES[name] for name in SOON)) == set().union(*RULES.values())


@pytest.mark.parametrize(
    "name",
    [n if n in SOON or n not in RULES else pytest.param(n, marks=pytest.mark.long) for n in model_names()],
)
def test_every_sheet_and_heading_of_every_model_has_an_english_text(name, tmp_path):
    found = headings(write(name, tmp_path / "b.xlsx"))
    assert "sources" in found
    assert not unknown(found)


def test_the_check_finds_a_heading_without_a_text():
    assert unknown({"verdeling": ["gewicht (formule)", "inwoners 2025-01-01", "quota"]}) == [
        "verdeling",
        "gewicht (formule)",
        "inwoners 2025-01-01",
    ]


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_every_table_and_column_has_an_english_name_and_the_dutch_one_is_that_of_the_file(table):
    assert table.sheet_name("nl") == table.name
    assert table.sheet_name("en")
    for column in table.columns:
        assert column.sheet_head("nl") == column.name
        # the columns that a model names have a name only
        assert column.sheet_head("en") or not column.heads[0]


@pytest.mark.parametrize("rounding", ["webster", "grootste_rest"])
def test_the_helper_columns_of_a_rounding_have_english_texts(rounding, tmp_path):
    level = "taken.asielopvang.niveaus.0"
    result = verdeling.run(
        "inwoners", overrides=[f"{level}.afronding={rounding}", f"{level}.volgorde=grootste"]
    )
    write_workbook(tmp_path / "b.xlsx", result, "en")
    found = headings(tmp_path / "b.xlsx")
    assert {"webster": "divisor", "grootste_rest": "order"}[rounding] in found["division"]
    assert not unknown(found)


@pytest.fixture(scope="module")
def samen(tmp_path_factory) -> dict[str, openpyxl.Workbook]:
    """The model with two tasks and an exchange between them, in both languages."""
    folder = tmp_path_factory.mktemp("samen")
    result = verdeling.run("samen-2026")
    for lang in ("nl", "en"):
        result.schrijf(folder / lang, None, lang=lang)
    assert (folder / "nl" / "stromen.csv").read_bytes() == (folder / "en" / "stromen.csv").read_bytes()
    return {lang: openpyxl.load_workbook(folder / lang / "verdeling.xlsx") for lang in ("nl", "en")}


def test_the_figures_are_the_same_in_both_languages_and_the_formulas_point_to_their_own_sheets(samen):
    pairs = list(zip(samen["nl"].worksheets, samen["en"].worksheets, strict=True))
    assert len(pairs) > 8
    for dutch, english in pairs:
        for row, other in zip(dutch.values, english.values, strict=True):
            for a, b in zip(row, other, strict=True):
                assert isinstance(a, str) or a == b
    formulas = [
        cell
        for sheet in samen["en"]
        for row in sheet.values
        for cell in row
        if isinstance(cell, str) and cell.startswith("=")
    ]
    pointed = {name for cell in formulas for name in re.findall(r"(?:'([^']+)'|(\w+))!", cell)}
    assert {a or b for a, b in pointed} <= set(samen["en"].sheetnames)
    assert ("", "sources") in pointed


def test_the_words_in_the_cells_are_english(samen):
    book = samen["en"]
    flows = list(book["flows"].values)
    kind = flows[0].index("kind")
    assert {row[kind] for row in flows[1:] if row[kind]} == {"reception", "exchange"}
    measures = list(book["diagnostics asielopvang"].values)
    head = measures[0]
    told = [(row[head.index("measure")], row[head.index("meaning")]) for row in measures[1:13]]
    assert "places per 1,000 inhabitants, median" in [name for name, _ in told]
    assert ("gemeenten with none", "How many gemeenten have nothing: no place, or nobody to house.") in told
    sources = [row for row in book["sources"].values if row[0]]
    units = {row[0]: row[2] for row in sources}
    assert (units["asielopvang"], units["taakstelling"]) == ("places", "people")
    text = " ".join(str(cell) for row in sources for cell in row)
    assert all(word in text for word in ("derived", "The rounding of art. 29.", "Huisvestingswet 2014"))
    assert "De afronding van art. 29." in " ".join(str(c) for r in samen["nl"]["bronnen"].values for c in r)
    assert {"capaciteit_regulier", "capaciteit_nood"} <= {row[0] for row in samen["nl"]["bronnen"].values}
    totals = [row for row in book["plan"].values if row[1] == "total"]
    assert len(totals) == 1


def test_a_comparison_is_english_but_for_the_names_of_the_models(tmp_path):
    """`inwoners` is a model here: its name stays, whatever the word means."""
    names = ("spreidingswet-2024", "spreidingswet-2026", "inwoners")
    results = [verdeling.run(name, plan=False) for name in names]
    sides = [Party(n, r.model, r.gegevens, r.indicatief) for n, r in zip(names, results, strict=True)]
    write_comparison_workbook(tmp_path / "c.xlsx", compare_parties(sides), "en")
    found = headings(tmp_path / "c.xlsx")
    contributions = {h for row in found.values() for h in row if h.startswith("by ")}
    assert contributions == {
        "by total",
        "by inhabitants",
        "by SES-WOA 2021",
        "by key",
        "by table",
        "by rounding",
    }
    assert not unknown(found, {*names, *contributions, "What differs"})
    assert found["comparison 2"][3:6] == ["spreidingswet-2024", "inwoners", "difference"]
    assert found["provinces 2"][6] == "inwoners (formula)"


def test_the_dutch_words_are_the_names_of_the_tables():
    for key, (dutch, _) in OWN.items():
        assert key.removeprefix("excel.").removeprefix("blad.") == dutch
