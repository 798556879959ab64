"""What a run tells beside its table, and ``verdeling report``, from the command line."""

import csv
import io
import json
import re
import sqlite3
from pathlib import Path

import openpyxl
import pytest
from support.outputs import CHECK, columns, recompute

import verdeling


@pytest.fixture
def folder(tmp_path) -> Path:
    verdeling.run("inwoners").schrijf(tmp_path / "uit")
    return tmp_path / "uit"


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))


# --- fairness -----------------------------------------------------------------------------------------------


def test_a_run_shows_how_even_it_is_and_explains_on_request(cli):
    code, out, _ = cli("run", "inwoners")
    assert code == 0
    assert "Gini" in out
    assert "zouden moeten verhuizen" in out
    _, explained, _ = cli("run", "inwoners", "--uitleg", "--lang", "en")
    assert len(re.findall(r"^- ", explained, re.MULTILINE)) == 4


def test_diagnostics_json_holds_the_measures_of_each_task_and_of_the_plan(folder, tmp_path):
    measures = json.loads((folder / "diagnostics.json").read_text("utf-8"))["diagnostiek"]
    assert list(measures) == ["asielopvang"]
    load = measures["asielopvang"]["belasting"]
    rows = table(folder / "verdeling.csv")
    per = sorted(1000 * int(r["indicatief"]) / int(r["inwoners"]) for r in rows)
    assert load["minimum"] == pytest.approx(per[0], abs=1e-12)
    assert load["maximum"] == pytest.approx(per[-1], abs=1e-12)
    assert load["mediaan"] == pytest.approx((per[170] + per[171]) / 2, abs=1e-12)
    plan = verdeling.run("spreidingswet-2026", overrides=["gebied=[PV24]", "taken.asielopvang.totaal=600"])
    told = plan.als_json()["diagnostiek_plan"]["asielopvang"]
    assert plan.plan is not None
    assert told["plaatsen"] == sum(plan.plan.plan)


def test_without_inhabitants_the_reason_is_told(cli, tmp_path):
    (tmp_path / "gemeenten.csv").write_text(
        "code,gemeente,provincie,punten\nGM0664,Goes,Zeeland,1\n", "utf-8"
    )
    model = tmp_path / "punten.yaml"
    model.write_text(
        "titel: {nl: P, en: P}\nomschrijving: {nl: P, en: P}\nstatus: illustrative\ngrenzen: 2026-01-01\n"
        "gebied: [GM0664]\n"
        "taken:\n  taak:\n    eenheid: plaatsen\n"
        "    totaal: {waarde: 3, grondslag: {bron: p, status: open, reden: p}}\n"
        "    sleutel: {indicator: punten}\n    grondslag: {bron: p, status: open, reden: p}\n"
        "    niveaus: [{niveau: gemeente, afronding: grootste_rest}]\n",
        "utf-8",
    )
    code, out, _ = cli("run", model, "--data", tmp_path)
    assert code == 0
    assert "Geen maten per inwoner" in out
    assert "inwoners" in out.partition("Geen maten")[2]


def test_prices_and_leeway_come_on_the_screen_in_the_folder_and_in_the_report(cli, tmp_path):
    model = ("run", "spreidingswet-2026", "--set", "gebied=[PV24]", "--set", "taken.asielopvang.totaal=6000")
    out = tmp_path / "uit"
    code, told, _ = cli(*model, "--prijs", "--speelruimte", "--out", out)
    assert code == 0
    prices = json.loads((out / "diagnostics.json").read_text("utf-8"))["prijzen"]
    assert [p["regel"] for p in prices][-1] == "eerlijkheid"
    # Without conversion every place that is needed is built: new places instead of 6 000 minus what stands.
    without = next(p for p in prices if p["regel"] == "omzetting")
    built = next(d for d in without["doelen"] if d["naam"] == "nieuwbouw")
    new = [int(r["nieuw"]) for r in table(out / "verdeling.csv")]
    converted = [int(r["omgezet"]) for r in table(out / "verdeling.csv")]
    assert built == {"naam": "nieuwbouw", "met": sum(new) - sum(converted), "zonder": sum(new)}
    assert "Zonder de regel omzetting" in told
    assert "de prijs van eerlijk verdelen" in told
    leeway = table(out / "speelruimte.csv")
    assert all(int(r["minste"]) <= int(r["plan"]) <= int(r["meeste"]) for r in leeway)
    why = table(out / "waarom.csv")
    assert [r["code"] for r in why] == [r["code"] for r in leeway]
    for r, room, row in zip(why, leeway, table(out / "verdeling.csv"), strict=True):
        fewer = int(row["nieuw"]) > 0
        assert int(r["verschil"]) == (-1 if fewer else 1)
        assert r["nl"].startswith(f"Waarom niet één plaats {'minder' if fewer else 'meer'}? ")
        end = int(room["minste" if fewer else "meeste"])
        assert (r["uitslag"] == "even_goed") == (end != int(r["plan"]))
    worse = [r for r in why if r["uitslag"] == "slechter"]
    assert worse
    assert all(int(r["naar"]) > int(r["van"]) for r in worse)
    page = (out / "report.html").read_text("utf-8")
    assert all(r["nl"].replace("'", "&#39;") in page for r in why)
    assert "Eén plaats minder" in told
    assert "Wat elke regel kost" in page
    assert page.count("Dit getal volgt uit de regels en doelen") == sum(r["vast"] == "1" for r in leeway) > 0
    workbook = openpyxl.load_workbook(out / "verdeling.xlsx", read_only=True)
    assert {"prijzen", "speelruimte", "bindend"} <= set(workbook.sheetnames)
    code, *_ = cli(*model, "--out", tmp_path / "zonder")
    assert code == 0
    assert not (tmp_path / "zonder" / "prijzen.csv").exists()


def test_prices_of_a_plan_that_is_not_made_are_refused_and_nothing_is_written(cli, tmp_path):
    code, _, err = cli("run", "spreidingswet-2026", "--zonder-plan", "--prijs", "--out", tmp_path / "uit")
    assert (code, "--zonder-plan" in err) == (2, True)
    code, _, err = cli("run", "inwoners", "--prijs", "--out", tmp_path / "uit")
    assert (code, "V466" in err) == (1, True)
    assert not (tmp_path / "uit").exists()


# --- half-years, whole picture, flows, months ---------------------------------------------------------------


@pytest.fixture
def realised(tmp_path) -> Path:
    """A folder with nothing but the realisation of Deventer, which fell 20 short in 2025-1."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "realisatie.csv").write_text(
        "code,periode,gehuisvest,taakstelling\nGM0150,2025-1,60,80\n", "utf-8"
    )
    return data


def test_half_years_are_shown_and_written(cli, realised, tmp_path):
    code, out, _ = cli(
        "run", "taakstelling", "--set", "periode=2025-2", "--data", realised, "--out", tmp_path / "uit"
    )
    assert code == 0
    rows = {r["periode"]: r for r in table(tmp_path / "uit" / "halfjaren.csv") if r["code"] == "GM0150"}
    assert (rows["2025-1"]["netto"], rows["2025-1"]["saldo"]) == ("80", "20")
    assert rows["2025-2"]["over"] == "20"
    assert int(rows["2025-2"]["netto"]) == int(rows["2025-2"]["taakstelling"]) + 20
    assert re.search(r"Deventer +2025-1 +80 +80 +60 +20 +1", out)
    # Of 2025-2 nothing is realised yet, so who is behind is told of 2025-1.
    assert "Eind 2025-1: 1 achter, van de 1 gemeenten waarvan de realisatie bekend is; 0 daarvan" in out
    assert "Eind 2025-1: 1 achter" in (tmp_path / "uit" / "report.html").read_text("utf-8")
    others = [r for r in table(tmp_path / "uit" / "halfjaren.csv") if r["code"] != "GM0150"]
    assert {(r["halfjaren_achter"], r["ingrijpen"]) for r in others} == {("", "")}
    ladder = json.loads((tmp_path / "uit" / "diagnostics.json").read_text("utf-8"))["halfjaren"]
    assert ladder[-1]["halfjaren_achter"] == {"1": 1}
    assert ladder[-1]["ingrijpen"] == []


def test_carry_over_is_explained(cli, tmp_path):
    """Alphen aan den Rijn: net 114 and 126 housed leave 12, so 175 − 12 = 163 in the next half-year."""
    (tmp_path / "realisatie.csv").write_text(
        "code,periode,gehuisvest,taakstelling,netto\nGM0484,2023-1,126,,114\nGM0484,2023-2,,175,\n", "utf-8"
    )
    options = ("--set", "periode=2023-2", "--data", str(tmp_path))
    code, out, _ = cli("explain", "taakstelling", "Alphen aan den Rijn", *options)
    assert code == 0
    assert "2023-2: taakstelling 175, min een voorsprong van 12: netto 163; gehuisvest –" in out
    _, out, _ = cli("explain", "taakstelling", "GM0484", *options, "--json")
    later = json.loads(out)[0]["halfjaren"][-1]
    assert (later["periode"], later["taakstelling"], later["over"], later["netto"]) == (
        "2023-2",
        175,
        -12,
        163,
    )
    _, out, _ = cli("explain", "taakstelling", "Leiden", *options, "--lang", "en")
    assert "Carry-over" not in out, "nothing of Leiden is known"


def test_explain_tells_what_stands_and_what_to_decide(cli):
    """The contract of Kampen ends on 1 May 2023, its option on 1 May 2024; 186 lack from June 2024."""
    code, out, _ = cli("explain", "ijsselland-transitie", "Kampen")
    assert code == 0
    assert "Kampen: 80 plaatsen azc van 2022-11-15 tot en met 2024-05-01" in out
    assert "uiterlijk 2023-05-01: gebruik de optie van Kampen (Kampen), 80 plaatsen azc" in out
    assert "uiterlijk 2024-05-01: verleng Kampen (Kampen) verder dan het contract toelaat" in out
    assert "Schalkhaar" not in out


def test_shipped_data_that_a_folder_leans_on_are_in_the_manifest(cli, realised, tmp_path):
    cli("run", "taakstelling", "--set", "periode=2025-2", "--data", realised, "--out", tmp_path / "uit")
    files = json.loads((tmp_path / "uit" / "manifest.json").read_text("utf-8"))["gegevens"]
    assert {"realisatie.csv", "cbs/inwoners.csv"} <= files.keys()


def test_bad_realisation_ends_with_1_and_writes_nothing(cli, realised, tmp_path):
    (realised / "realisatie.csv").write_text("code,periode,gehuisvest\nGM0150,2029-1,60\n", "utf-8")
    code, out, err = cli("run", "taakstelling", "--data", realised, "--out", tmp_path / "uit")
    assert (code, out) == (1, "")
    assert "V351" in err
    assert "realisatie.csv:2" in err
    assert not (tmp_path / "uit").exists()


def test_the_whole_picture_adds_up(cli, tmp_path):
    code, out, _ = cli("run", "ijsselland-geheel-2023", "--out", tmp_path / "uit")
    assert code == 0
    # 1 565 in azc, 350 that the COA manages, 388 that gemeenten manage; what is needed stands apart
    assert re.search(r"totaal +1\.565 +350 +388 +2\.303", out)
    rows = table(tmp_path / "uit" / "beeld.csv")
    assert sum(float(r["som"]) for r in rows) == 2303
    picture = json.loads((tmp_path / "uit" / "diagnostics.json").read_text("utf-8"))["beeld"]
    assert picture["veiligheidsregio"] == {"VR04": 2303}


def test_flows_are_shown_month_by_month(cli, tmp_path):
    outflow = "taken.asielopvang.totaal.uitstroom=20000"
    code, out, _ = cli("run", "communicerende-vaten-2023", "--set", outflow, "--out", tmp_path / "uit")
    assert code == 0
    rows = table(tmp_path / "uit" / "voorraad.csv")
    assert (rows[-1]["maand"], rows[-1]["in_opvang"]) == ("2022-12", "56500")
    assert sum(int(r["gehuisvest"]) for r in rows[1:]) == 20_000
    assert "56.500" in out


@pytest.mark.parametrize("options", [(), ("--zonder-rapport",)])
def test_months_and_their_chart_follow_the_language(cli, tmp_path, options):
    given = ("run", "ijsselland-transitie", "--lang", "en", *options, "--out", tmp_path / "uit")
    code, out, err = cli(*given)
    assert code == 0
    chart = (tmp_path / "uit" / "maanden.svg").read_text("utf-8")
    words = set(re.findall(r"<(?:text|title)[^>]*>([^<]*)</", chart))
    assert {"Month by month: need and capacity", "needed", "2,000"} <= words
    assert not {"nodig", "2.000"} & words
    assert re.search(r"2024-01-01 +1,836 +1,730 +106", out)
    assert re.search(r"places without room +1,832 +1,832 +yes", out), "5 · 106 + 7 · 186"
    assert "opgave_61200: the numbers add up to 3,531, the total is 3,531.60; difference −0.60" in err


def test_the_plan_over_time_is_a_month_table_with_what_to_decide_by_when(cli, tmp_path):
    code, out, _ = cli("run", "ijsselland-transitie", "--out", tmp_path / "uit")
    assert code == 0
    counts = {r["peildag"]: (r["telt"], r["tekort"]) for r in table(tmp_path / "uit" / "maanden.csv")}
    assert counts["2023-07-01"] == ("1865", "0")
    assert counts["2024-01-01"] == ("1730", "106")
    assert counts["2024-06-01"] == ("1650", "186")
    chart = (tmp_path / "uit" / "maanden.svg").read_text("utf-8")
    # 26 reference days; the need is known on the 24 from 2023 on, and every kind that stands is an area
    assert chart.count('<path class="nodig"') == 24 + 1
    assert {"cno", "azc"} <= set(re.findall(r"<text[^>]*>([^<]*)</text>", chart))
    first = table(tmp_path / "uit" / "besluiten.csv")[0]
    assert {"uiterlijk", "locatie", "stap"} <= first.keys()
    assert "uiterlijk 2023-02-01" in out
    page = (tmp_path / "uit" / "report.html").read_text("utf-8")
    assert "sluit het gat met deze 2:<ul><li>Uiterlijk 1 december 2023" in page
    assert "verder_verlengen" not in page
    _, english, _ = cli("run", "ijsselland-transitie", "--lang", "en")
    assert "Month by month" in english
    _, without, _ = cli("run", "ijsselland-transitie", "--zonder-plan")
    assert "Maand voor maand" not in without


# --- the report ---------------------------------------------------------------------------------------------


def test_report_makes_the_same_page_again(cli, folder):
    page = (folder / "report.html").read_bytes()
    (folder / "report.html").unlink()
    code, out, err = cli("report", folder)
    assert (code, out) == (0, "")
    assert "report.html" in err
    assert (folder / "report.html").read_bytes() == page


def test_report_in_english_elsewhere(cli, folder, tmp_path):
    assert cli("report", folder, "--lang", "en", "--out", tmp_path / "ander.html")[0] == 0
    assert '<html lang="en">' in (tmp_path / "ander.html").read_text("utf-8")


def test_a_run_without_report_and_in_english(cli, tmp_path):
    assert cli("run", "inwoners", "--out", tmp_path / "a", "--zonder-rapport")[0] == 0
    assert not (tmp_path / "a" / "report.html").exists()
    cli("run", "inwoners", "--out", tmp_path / "b", "--lang", "en")
    assert '<html lang="en">' in (tmp_path / "b" / "report.html").read_text("utf-8")


def test_a_missing_and_an_edited_file_are_named(cli, folder):
    with (folder / "diagnostics.json").open("ab") as file:
        file.write(b" ")
    code, _, err = cli("report", folder)
    assert (code, "V653" in err, "diagnostics.json" in err) == (1, True, True)
    (folder / "verdeling.csv").unlink()
    code, _, err = cli("report", folder, "--geojson", folder.parent / "k.geojson")
    assert (code, "V652" in err, "verdeling.csv" in err) == (1, True, True)
    assert not (folder.parent / "k.geojson").exists()


def test_an_unknown_language_is_a_mistake_of_usage(cli, folder):
    code, _, err = cli("report", folder, "--lang", "fr")
    assert code == 2
    assert "fr" in err


def test_a_target_that_cannot_be_written(cli, folder, tmp_path):
    (tmp_path / "bestand").write_text("x")
    code, _, err = cli("report", folder, "--out", tmp_path / "bestand" / "r.html")
    assert (code, "V655" in err, "Traceback" in err) == (1, True, False)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bestand", "uit"]


@pytest.mark.parametrize("option", ["--out", "--geojson", "--gpkg"])
def test_what_cannot_be_written_is_told_in_dutch_and_leaves_nothing(cli, folder, tmp_path, option):
    (tmp_path / "bestand").write_text("x")
    before = sorted(tmp_path.rglob("*"))
    target = tmp_path / "bestand" / "kaart"
    code, _, err = cli("report", folder, option, target)
    assert (code, "Traceback" in err) == (1, False)
    assert "V655" in err
    assert str(target) in err
    assert not re.search(r"\b(exists|directory|open|unable)\b", err)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_that_is_not_there_is_one_problem(cli, tmp_path):
    code, _, err = cli("report", tmp_path / "nergens")
    assert (code, err.count("V659"), "V652" in err) == (1, 1, False)


def test_results_for_gis_programs(cli, folder, tmp_path):
    shapes, package = tmp_path / "k.geojson", tmp_path / "k.gpkg"
    (folder / "report.html").unlink()
    assert cli("report", folder, "--geojson", shapes, "--gpkg", package)[0] == 0
    assert not (folder / "report.html").exists()
    features = json.loads(shapes.read_text("utf-8"))["features"]
    assert sum(f["properties"]["indicatief"] for f in features) == 88_000
    with sqlite3.connect(package) as base:
        assert base.execute("select sum(indicatief) from asielopvang").fetchone() == (88_000,)


def test_a_run_with_geo_puts_the_outlines_in_the_folder(cli, tmp_path):
    assert cli("run", "inwoners", "--out", tmp_path / "uit", "--geo", "--zonder-rapport")[0] == 0
    manifest = json.loads((tmp_path / "uit" / "manifest.json").read_text("utf-8"))
    assert "verdeling.geojson" in manifest["bestanden"]
    code, _, err = cli("run", "inwoners", "--geo")
    assert code == 2
    assert "--out" in err


# --- the workbook -------------------------------------------------------------------------------------------


def test_every_sheet_beside_the_division_recomputes(tmp_path):
    small = ["gebied=[PV24]", "taken.asielopvang.totaal=600"]
    results = {
        "plan": verdeling.run("spreidingswet-2026", overrides=small),
        "geheel": verdeling.run("ijsselland-geheel-2023"),
        "keten": verdeling.run("ijsselland-2023"),
        "nul": verdeling.run("inwoners", overrides=["taken.asielopvang.totaal=0"]),
    }
    books = []
    for name, result in results.items():
        result.schrijf(tmp_path / name, None)
        books.append((tmp_path / name / "verdeling.xlsx").rename(tmp_path / f"{name}.xlsx"))
    for name in ("plan", "keten"):
        results[name].schrijf(tmp_path / name, None, lang="en")
        books.append((tmp_path / name / "verdeling.xlsx").rename(tmp_path / f"{name}-en.xlsx"))
    recomputed = recompute(books, tmp_path)
    assert recomputed["plan"].sheetnames[-6:] == [
        "diagnostiek",
        "diagnostiek plan",
        "plan",
        "stromen",
        "formule",
        "bronnen",
    ]
    assert recomputed["geheel"].sheetnames[-2:] == ["beeld", "bronnen"]
    for name, book in recomputed.items():
        for sheet in book.worksheets:
            values = columns(sheet)
            known = [v for v in values.get(CHECK, []) if v is not None]
            assert not any(known), (name, sheet.title)
            if sheet.title.startswith("diagnostiek"):
                assert len(known) == 12
                assert all(isinstance(v, int | float) for v in values["waarde (formule)"][:12])
    for name in ("plan", "keten"):
        for dutch, english in zip(recomputed[name], recomputed[f"{name}-en"], strict=True):
            for row, other in zip(dutch.values, english.values, strict=True):
                numbers = [(a, b) for a, b in zip(row, other, strict=True) if not isinstance(a, str)]
                assert all(a == b for a, b in numbers), english.title
                assert not [v for v in other if isinstance(v, str) and v.startswith("#")], english.title
            kept = columns(english).get("check (0 = equal)", [])
            assert kept == columns(dutch).get(CHECK, []), english.title


def test_sheets_have_frozen_panes_and_harmless_text(tmp_path):
    result = verdeling.run("ijsselland-transitie")
    result.schrijf(tmp_path / "uit", None)
    book = openpyxl.load_workbook(tmp_path / "uit" / "verdeling.xlsx")
    assert {"maanden", "besluiten"} <= set(book.sheetnames)
    for sheet in book.worksheets:
        assert sheet.freeze_panes is not None
    cells = [c for row in book["besluiten"].iter_rows() for c in row]
    assert not [c for c in cells if c.data_type == "f"]
