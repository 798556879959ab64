"""Numbers set by hand: read with all problems at once, applied last, told everywhere, with their price."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import verdeling
from verdeling.errors import DataError, ModelError
from verdeling.verdeelmodel.catalogue import dump_model, model_hash, read_model

COLUMNS = "120"
HEAD = "gemeente,wat,waarde,wie,waarom\n"
URK = "Urk,plan.asielopvang minstens,120,wethouder Jansen,toezegging van het college\n"
DRONTEN = "Dronten,plan hoogstens,1600,provincie Flevoland,overleg\n"
ZEEWOLDE = "Zeewolde,indicatief.asielopvang,100,B. de Vries,afspraak\n"
SETTINGS = {"gebied": ["PV24"], "taken.asielopvang.totaal": 4800}
OPTIONS = ("--set", "gebied=[PV24]", "--set", "taken.asielopvang.totaal=4800")
MODEL = "spreidingswet-2026"


def table(folder: Path, *rows: str, name: str = "overrides.csv", head: str = HEAD) -> Path:
    path = folder / name
    path.write_text(head + "".join(rows), "utf-8")
    return path


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def without() -> verdeling.Resultaat:
    return verdeling.run(MODEL, overrides=SETTINGS)


@pytest.fixture(scope="module")
def result(tmp_path_factory) -> verdeling.Resultaat:
    path = table(tmp_path_factory.mktemp("hand"), URK, DRONTEN, ZEEWOLDE)
    return verdeling.run(MODEL, overrides=SETTINGS, by_hand=path)


@pytest.fixture(scope="module")
def folder(result, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("result") / "out"
    result.schrijf(out)
    return out


def test_each_number_holds_and_the_others_fill_the_total(result):
    plan = result.plan
    at = plan.rij
    assert plan.plan[at["GM0184"]] >= 120
    assert plan.plan[at["GM0303"]] <= 1600
    assert plan.indicatief[at["GM0050"]] == 100
    assert sum(plan.indicatief) == 4800


def test_the_price_is_the_plan_without_beside_the_plan_with_in_every_goal(result, without):
    (price,) = result.prijs
    met, zonder = ({d.name: d.value for d in r.plan.doelen} for r in (result, without))
    assert {d.naam: (d.met, d.zonder) for d in price.doelen} == {
        name: (met[name], zonder[name]) for name in met if name != "volgorde"
    }
    assert price.plan.plan == without.plan.plan
    assert met["nabijheid"] > zonder["nabijheid"], "the case must cost something"


def test_with_the_price_of_rules_comes_that_of_each_number(result):
    prices = {p.regel: p for p in result.hand_prices(each=True)}
    assert list(prices) == ["met_de_hand", *(f"met_de_hand overrides.csv:{row}" for row in (2, 3, 4))]
    alone = verdeling.run(
        MODEL,
        overrides=SETTINGS,
        by_hand=pd.DataFrame(
            {"gemeente": ["Urk", "Zeewolde"], "wat": ["plan minstens", "indicatief"], "waarde": [120, 100]}
            | {"wie": ["a", "b"], "waarom": ["c", "d"]}
        ),
    )
    assert prices["met_de_hand overrides.csv:3"].plan.plan == alone.plan.plan


def test_the_table_of_the_result_says_who_why_and_what_it_is_without(folder, without):
    rows = records((folder / "met_de_hand.csv").read_text("utf-8"))
    stands, figure = (
        dict(zip(without.plan.codes, numbers, strict=True))
        for numbers in (without.plan.plan, without.plan.indicatief)
    )
    assert [(r["gemeente"], r["wat"], r["waarde"], r["wie"], r["waar"]) for r in rows] == [
        ("Urk", "minstens", "120", "wethouder Jansen", "overrides.csv:2"),
        ("Dronten", "hoogstens", "1600", "provincie Flevoland", "overrides.csv:3"),
        ("Zeewolde", "indicatief", "100", "B. de Vries", "overrides.csv:4"),
    ]
    assert [int(r["zonder"]) for r in rows] == [stands["GM0184"], stands["GM0303"], figure["GM0050"]]


def test_manifest_report_and_workbook_tell_every_number(folder):
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert [r["waarom"] for r in manifest["met_de_hand"]] == [
        "toezegging van het college",
        "overleg",
        "afspraak",
    ]
    page = (folder / "report.html").read_text("utf-8")
    assert "toezegging van het college" in page
    assert "--override overrides.csv" in page
    assert "Zonder de getallen die met de hand zijn vastgelegd" in page
    sheet = openpyxl.load_workbook(folder / "verdeling.xlsx", read_only=True)["met_de_hand"]
    assert "wethouder Jansen" in [cell for row in sheet.iter_rows(values_only=True) for cell in row]


def test_every_label_says_that_it_was_changed(result):
    model = result.model
    assert model.status == "illustrative"
    assert "3 getallen met de hand (overrides.csv)" in model.aangepast.zin("nl")
    assert "3 numbers by hand (overrides.csv)" in model.aangepast.zin("en")
    rule = model.plan.regels["vast"]
    assert rule.gemeenten["GM0184"].reden == "toezegging van het college (wethouder Jansen, overrides.csv:2)"


def test_a_model_that_is_written_and_read_keeps_its_numbers_by_hand(result):
    assert model_hash(read_model(dump_model(result.model))) == model_hash(result.model)


def test_the_order_of_the_rows_changes_no_number(result, tmp_path):
    other = verdeling.run(MODEL, overrides=SETTINGS, by_hand=table(tmp_path, ZEEWOLDE, URK, DRONTEN))
    assert other.plan.plan == result.plan.plan


def test_a_dossier_with_numbers_by_hand_is_computed_again_in_full(result, tmp_path):
    from verdeling.verify import verify

    result.dossier(tmp_path / "d.zip")
    report = verify(tmp_path / "d.zip")
    assert report.holds, report.differences
    assert {"verify.gedaan.programma", "verify.gedaan.sleutel"} <= {key for key, _ in report.checked}


def test_the_screen_and_explain_tell_them_in_both_languages(cli, tmp_path):
    path = table(tmp_path, URK, ZEEWOLDE)
    code, out, _ = cli("run", MODEL, *OPTIONS, "--override", path)
    assert code == 0
    assert "- Urk: plan.asielopvang minstens 120, door wethouder Jansen: toezegging van het college" in out
    assert "zonder deze getallen 0" in out
    assert "Zonder de getallen die met de hand zijn vastgelegd" in out
    _, out, _ = cli("explain", MODEL, "Urk", *OPTIONS, "--override", path, "--lang", "en")
    assert "plan.asielopvang at least 120, by wethouder Jansen" in out
    assert "fixed for Urk: plan ≥ 120 (toezegging van het college (wethouder Jansen, overrides.csv:2))" in out
    _, out, _ = cli("explain", MODEL, "Zeewolde", *OPTIONS, "--override", path, "--json")
    assert json.loads(out)[0]["met_de_hand"][0]["wie"] == "B. de Vries"


def test_numbers_that_no_plan_can_keep_end_with_3_and_the_row_is_named(cli, tmp_path):
    path = table(tmp_path, URK, "Dronten,plan hoogstens,100,provincie Flevoland,overleg\n")
    code, _, err = cli("run", MODEL, *OPTIONS, "--override", path)
    assert code == 3
    assert "plan ≤ 100 (overleg (provincie Flevoland, overrides.csv:3)); er staan nu 1.567 plaatsen" in err
    assert "overrides.csv:2" not in err, "the other row is no part of it"


BAD = {
    "Urk,plan minstens,120,,toezegging\n": "V696",
    "Dronten,plan minstens,120,iemand,\n": "V696",
    "Almere,capaciteit,120,iemand,iets\n": "V697",
    "Almere,indicatief.asielopvang minstens,120,iemand,iets\n": "V697",
    "Almere,plan.taakstelling,120,iemand,iets\n": "V699",
    "Lelystat,plan,120,iemand,iets\n": "V197",
    "Zeewolde,plan,-3,iemand,iets\n": "V145",
    "Zeewolde,plan minstens,,iemand,iets\n": "V147",
    "Zeewolde,plan minstens,3.5,iemand,iets\n": "V146",
    "Lelystad,plan,2000000,iemand,iets\n": "V609",
}


def test_all_problems_of_the_table_are_told_at_once_with_their_place(cli, tmp_path):
    path = table(tmp_path, *BAD, "Urk,plan,5,a,b\n", "urk,plan precies,6,a,b\n")
    code, out, err = cli("run", MODEL, *OPTIONS, "--override", path, "--out", tmp_path / "out")
    assert (code, out) == (1, "")
    for number, problem in enumerate(BAD.values(), 2):
        assert any(f"overrides.csv:{number}:" in line and problem in line for line in err.splitlines())
    assert "overrides.csv:13:wat (urk): rij 12 legt hetzelfde van Urk al vast" in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("gemeente,wat,waarde,wie\nUrk,plan,5,a\n", "waarom"),
        ("naam,waarde\nx,1\n", "gemeente"),
        (HEAD, "geen rij"),
    ],
)
def test_a_table_without_a_column_or_a_row_is_refused(tmp_path, text, problem):
    with pytest.raises(DataError, match=problem):
        verdeling.load_model(MODEL, by_hand=table(tmp_path, head=text))


def test_a_table_in_memory_without_rows_is_refused():
    empty = pd.DataFrame({name: [] for name in ("gemeente", "wat", "waarde", "wie", "waarom")})
    with pytest.raises(DataError, match="geen rij"):
        verdeling.load_model(MODEL, by_hand=empty)


def test_a_loaded_model_takes_no_numbers_by_hand(tmp_path):
    with pytest.raises(ModelError, match="V608"):
        verdeling.run(verdeling.load_model(MODEL), by_hand=table(tmp_path, URK))


def test_a_workbook_with_english_headings_and_codes_reads_the_same(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ("code", "what", "value", "who", "why"),
        ("GM0184", "plan.asielopvang at least", 120, "wethouder Jansen", "toezegging van het college"),
        (303, "plan at most", 1600, "provincie Flevoland", "overleg"),
    ):
        book.active.append(row)
    book.save(tmp_path / "overrides.xlsx")
    models = [
        verdeling.load_model(MODEL, by_hand=path)
        for path in (tmp_path / "overrides.xlsx", table(tmp_path, URK, DRONTEN))
    ]
    read = [[r.model_dump(exclude={"waar"}) for r in m.met_de_hand] for m in models]
    assert read[0] == read[1]


def test_a_number_by_hand_takes_the_place_of_what_the_model_fixes(tmp_path):
    own = (
        "{grondslag: {bron: b}, gemeenten: {GM0184: {reden: besluit, plan: 7, gevraagd: 3}, "
        "GM0303: {reden: x, plan: 9}}}"
    )
    model = verdeling.load_model(MODEL, {"plan.regels.vast": own}, table(tmp_path, URK))
    fixed = model.plan.regels["vast"].gemeenten
    assert (fixed["GM0184"].plan, fixed["GM0184"].minstens, fixed["GM0184"].gevraagd) == (None, 120, 3)
    assert fixed["GM0303"].plan == 9
    assert model.plan.regels["vast"].grondslag.bron == "b"
    assert [m.code for m in model.meldingen if m.code == "V610"] == ["V610"]


def test_a_least_and_a_most_of_one_gemeente_stand_beside_each_other(tmp_path):
    rows = (URK, "Urk,plan hoogstens,200,raad,motie\n")
    fixed = (
        verdeling.load_model(MODEL, by_hand=table(tmp_path, *rows)).plan.regels["vast"].gemeenten["GM0184"]
    )
    assert (fixed.minstens, fixed.hoogstens) == (120, 200)
    assert "wethouder Jansen" in fixed.reden
    assert "motie (raad, overrides.csv:3)" in fixed.reden


def test_figures_by_hand_need_no_plan(cli, tmp_path):
    path = table(tmp_path, "Urk,indicatief,50,raad,motie\n")
    code, out, err = cli("run", "inwoners", "--override", path, "--csv")
    assert code == 0, err
    rows = records(out)
    assert next(r for r in rows if r["gemeente"] == "Urk")["indicatief"] == "50"
    code, _, err = cli("run", "inwoners", "--override", table(tmp_path, "Urk,plan,50,raad,motie\n"))
    assert code == 1
    assert "V699" in err


def test_words_of_a_table_never_become_markup_or_a_formula(cli, tmp_path):
    path = table(tmp_path, 'Urk,indicatief,50,"[red]raad[/red]","=HYPERLINK(""http://x"")<i>x"\n')
    out = tmp_path / "out"
    code, shown, _ = cli("run", "inwoners", "--override", path, "--out", out)
    assert code == 0
    assert "door [red]raad[/red]: =HYPERLINK" in shown
    assert "&lt;i&gt;x" in (out / "report.html").read_text("utf-8")
    sheet = openpyxl.load_workbook(out / "verdeling.xlsx")["met_de_hand"]
    kinds = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert kinds['=HYPERLINK("http://x")<i>x'] == "s"
