"""``verdeling compare`` and ``verdeling models check`` from the command line."""

import csv
import io
import json
import re
import shutil
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from support.outputs import columns, recompute

import verdeling
from verdeling.cli import main
from verdeling.result.seal import sealed

A, B = "inwoners", "spreidingswet-2026"
TOTAAL = "taken.asielopvang.totaal"
CONTROLE = "controle (0 = gelijk)"


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> dict[str, Path]:
    """Two result folders without a plan."""
    place = tmp_path_factory.mktemp("uitkomsten")
    for name in (A, B):
        verdeling.run(name, plan=False).schrijf(place / name, None)
    return {name: place / name for name in (A, B)}


def counts(model: str, *overrides: str) -> dict[str, int]:
    task = verdeling.run(model, overrides=overrides, plan=False).indicatief.taken["asielopvang"]
    return dict(zip(task.codes, task.aantallen, strict=True))


# --- models -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [80, 120])
def test_names_and_numbers_stay_whole_on_a_narrow_terminal(cli, monkeypatch, width):
    for naam, waarde in {"COLUMNS": str(width), "FORCE_COLOR": "1", "NO_COLOR": "1"}.items():
        monkeypatch.setenv(naam, waarde)
    _, out, _ = cli("compare", f"{B}-cbs", A, "spreidingswet-2026-bonus-1000", "--zonder-plan")
    regels = re.sub(r"\x1b\[[0-9;]*m", "", out).splitlines()
    tabelregels = [r for r in regels if r.startswith(" ")]
    assert max(map(len, tabelregels)) <= width
    assert sum(bool(re.match(r" provincie +van +naar +verschil +% ", r)) for r in regels) == 2
    assert any(re.match(r" Haarlemmermeer +937 +806 +−131 +−13,98 ", r) for r in regels)
    assert any(re.match(r" Pijnacker-Nootdorp +362 +283 ", r) for r in regels)
    kop = next(i for i, r in enumerate(regels) if r.startswith("Eerlijkheid naast elkaar"))
    woorden = " ".join(regels[kop + 1 : kop + 5]).split()
    assert {"spreidingswet-", "inwoners", "2026-bonus-", "1000"} <= set(woorden)


def test_the_first_line_says_what_differs_and_the_tables_follow(cli):
    code, out, _ = cli("compare", A, B, "--zonder-plan")
    assert code == 0
    assert out.startswith(
        "Van inwoners naar spreidingswet-2026 verschilt: met ses_woa; gepubliceerde cijfers"
    )
    # 2026: Rotterdam by inhabitants 3 282 of 88 000, by the law 2 465
    assert re.search(r"Rotterdam +3\.282 +2\.465 +−817 +−24,89", out)
    assert "kwart 1 van de SES-score" in out
    assert "Gini" in out


def test_english_and_every_gemeente(cli):
    _, out, _ = cli("compare", A, B, "--zonder-plan", "--alles", "--lang", "en")
    assert out.startswith("From inwoners to spreidingswet-2026 this differs:")
    assert re.search(r"Rotterdam +3,282 +2,465", out)
    assert re.search(r"^ Zwolle +", out, re.MULTILINE)
    assert "stijgers" not in out


def test_the_same_model_under_two_settings_is_told_apart(cli):
    code, out, _ = cli("compare", B, B, "--set", f"2:{TOTAAL}=96000", "--zonder-plan")
    assert code == 0
    assert out.startswith(f"Van {B} naar {B} ({TOTAAL}=96000) verschilt: landelijk totaal 88.000 → 96.000")


def test_the_same_inputs_have_no_differences(cli):
    code, out, _ = cli("compare", A, A, "--json")
    assert code == 0
    paar = json.loads(out)["paren"][0]
    assert (paar["a"], paar["b"]) == (f"{A} [1]", f"{A} [2]")
    assert paar["invoer"] == []
    assert all(g["verschil"] == 0 for g in paar["gemeenten"])


def test_a_setting_without_a_number_holds_for_every_model(cli):
    _, out, _ = cli("compare", A, B, "--set", f"{TOTAAL}=1000", "--zonder-plan", "--json")
    land = json.loads(out)["paren"][0]["land"]
    assert land["a"] == 1000
    assert land["b"] == sum(counts(B, f"{TOTAAL}=1000").values())


def test_json_contributions_add_up_exactly_to_the_figures_of_two_runs(cli):
    _, out, _ = cli("compare", A, B, "eu-2015-achtig", "--zonder-plan", "--json")
    own = {name: counts(name) for name in (A, B, "eu-2015-achtig")}
    paren = json.loads(out)["paren"]
    assert [(p["a"], p["b"]) for p in paren] == [(A, B), (A, "eu-2015-achtig")]
    for paar in paren:
        for i, g in enumerate(paar["gemeenten"]):
            assert (g["a"], g["b"]) == (own[paar["a"]][g["code"]], own[paar["b"]][g["code"]])
            assert sum(Fraction(d["per_gemeente"][i]) for d in paar["bijdragen"]) == g["verschil"]


def test_plans_are_compared_when_both_have_one(cli):
    small = "plan.regels.locatieomvang.minimum=50"
    code, out, _ = cli(
        "compare", B, B, "--set", "gebied=[PV24]", "--set", f"{TOTAAL}=600", "--set", f"2:{small}", "--json"
    )
    assert code == 0
    indicative, plan = json.loads(out)["paren"]
    assert (indicative["wat"], plan["wat"]) == ("indicatief", "plan")
    assert plan["bijdragen"] == []
    assert [i["soort"] for i in plan["invoer"]] == ["regels"]
    assert plan["invoer"][0]["kolom"] == "locatieomvang"


# --- what is written ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("vergelijking") / "uit"
    with pytest.raises(SystemExit) as stop:
        main(["compare", A, B, "ruimte", "--zonder-plan", "--out", str(out)])
    assert not stop.value.code
    return out


def test_the_folder_holds_page_csv_workbook_and_json(written):
    assert sorted(p.name for p in written.iterdir()) == [
        "bijdragen.csv",
        "manifest.json",
        "vergelijking.csv",
        "vergelijking.html",
        "vergelijking.json",
        "vergelijking.xlsx",
    ]
    rows = list(csv.DictReader(io.StringIO((written / "vergelijking.csv").read_text("utf-8"))))
    assert len(rows) == 2 * (1 + 12 + 25 + 342)
    for level in ("land", "provincie", "veiligheidsregio", "gemeente"):
        own = [r for r in rows if r["niveau"] == level and r["naar"] == B]
        assert sum(int(r["a"]) for r in own) == 88_000
        assert all(int(r["b"]) - int(r["a"]) == int(r["verschil"]) for r in own)


def test_the_page_needs_no_network_and_has_one_scale(written):
    page = (written / "vergelijking.html").read_text("utf-8")
    assert '<html lang="nl">' in page
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", page)
    legends = re.findall(r"<caption>Klassen: .*?</table>", page, re.DOTALL)
    assert len(legends) == 2
    ranges = [re.findall(r"<td class=\"tekst\">(.*?)</td>", legend) for legend in legends]
    assert ranges[0] == ranges[1]
    assert len(ranges[0]) >= 5
    assert page.count('class="grafiek lorenz"') == 1
    assert all(f"reeks{i}" in page for i in (1, 2, 3))


def test_the_workbook_recomputes(written, tmp_path):
    book = recompute([written / "vergelijking.xlsx"], tmp_path)["vergelijking"]
    checked = 0
    for sheet in book.worksheets:
        kop = [c.value for c in sheet[1]]
        for number, name in enumerate(kop):
            if name == CONTROLE:
                values = [row[number] for row in sheet.iter_rows(min_row=2, values_only=True)]
                known = [v for v in values if v is not None]
                checked += len(known)
                assert not any(known), sheet.title
    assert checked == 2 * (342 + 2 * 12)
    values = columns(book["vergelijking 1"])
    assert values["verschil (formule)"][:342] == values["verschil"][:342]
    assert openpyxl.load_workbook(written / "vergelijking.xlsx")["vergelijking 1"].freeze_panes == "D2"
    _, *measures = book["diagnostiek"].iter_rows(values_only=True)
    assert len(measures) > 10
    for _, *figures in measures:
        assert len(figures) == 3
        assert all(isinstance(figure, int | float) for figure in figures), "a figure is no text"


def test_the_same_comparison_is_written_byte_for_byte(written, tmp_path, cli):
    cli("compare", A, B, "ruimte", "--zonder-plan", "--out", tmp_path / "uit")
    for path in written.iterdir():
        assert (tmp_path / "uit" / path.name).read_bytes() == path.read_bytes(), path.name


# --- result folders -----------------------------------------------------------------------------------------


def test_folders_give_the_differences_of_the_models(cli, folders):
    code, out, _ = cli("compare", folders[A], folders[B], "--json")
    assert code == 0
    paar = json.loads(out)["paren"][0]
    # The folders were made by models and data that are still the same: what each input does can be told.
    models = json.loads(cli("compare", A, B, "--zonder-plan", "--json")[1])["paren"][0]
    assert (paar["invoer"], paar["bijdragen"]) == (models["invoer"], models["bijdragen"])
    assert ("criterium", "ses_woa") in {(i["soort"], i["kolom"]) for i in paar["invoer"]}
    own = counts(A), counts(B)
    for i, g in enumerate(paar["gemeenten"]):
        assert (g["a"], g["b"]) == (own[0][g["code"]], own[1][g["code"]])
        assert sum(Fraction(d["per_gemeente"][i]) for d in paar["bijdragen"]) == g["verschil"]


@pytest.mark.parametrize("part", ["model", "gegevens", "naam"])
def test_a_folder_of_a_model_or_data_that_are_not_here_is_told_apart_by_name(cli, folders, tmp_path, part):
    """Its figures stand, but what made them cannot be changed step by step."""
    made = shutil.copytree(folders[A], tmp_path / "uit")
    manifest = json.loads((made / "manifest.json").read_text("utf-8"))
    if part == "naam":
        manifest["model"]["naam"] = "van-een-ander"
    else:
        changed = manifest[part]
        changed["sha256" if part == "model" else next(iter(changed))] = "0" * 64
    (made / "manifest.json").write_text(json.dumps(sealed(manifest)), "utf-8")
    code, out, _ = cli("compare", made, folders[B], "--json")
    assert code == 0
    paar = json.loads(out)["paren"][0]
    assert [d["soort"] for d in paar["bijdragen"]] == ["onafgerond", "afronding"]
    assert "model" in [i["soort"] for i in paar["invoer"]]
    for i, g in enumerate(paar["gemeenten"]):
        assert sum(Fraction(d["per_gemeente"][i]) for d in paar["bijdragen"]) == g["verschil"]


def test_a_folder_beside_the_model_that_made_it_differs_in_nothing(cli, folders):
    code, out, _ = cli("compare", folders[B], B, "--zonder-plan", "--json")
    assert code == 0
    paar = json.loads(out)["paren"][0]
    assert paar["invoer"] == []
    assert paar["land"]["verschil"] == 0


# --- bad input ----------------------------------------------------------------------------------------------


def refused(result: tuple[int, str, str], *parts: str) -> None:
    code, out, err = result
    assert (code, out) == (1, ""), err
    assert "Traceback" not in err
    for part in parts:
        assert part in err


def test_one_or_seven_results(cli):
    refused(cli("compare", A), "V524")
    refused(cli("compare", *[A] * 7), "V526", "7")
    assert cli("compare")[0] == 2


def test_other_boundaries_are_refused_with_the_remedy(cli):
    refused(
        cli("compare", "spreidingswet-2024", "lrt-2023-77100", "--zonder-plan"),
        "V522",
        "--set grenzen=",
    )


def test_the_offer_of_herindeling_adds_up_what_merged(cli, tmp_path):
    """2022 had Brielle, Hellevoetsluis and Westvoorne apart, and Weesp outside Amsterdam; 2024 has not."""
    old, new = "lrt-2023-77100", "spreidingswet-2024"
    refused(cli("compare", new, old, "--zonder-plan"), "--herindeling")
    code, out, _ = cli("compare", new, old, "--zonder-plan", "--herindeling", "--json")
    assert code == 0
    pair = json.loads(out)["paren"][0]
    before, after = counts(old), counts(new)
    figures = {g["code"]: (g["a"], g["b"]) for g in pair["gemeenten"]}
    assert figures.keys() == after.keys()
    assert figures["GM1992"] == (after["GM1992"], sum(before[f"GM0{n}"] for n in (501, 530, 614)))
    assert figures["GM0363"] == (after["GM0363"], before["GM0363"] + before["GM0457"])
    same = figures.keys() & before.keys() - {"GM0363"}
    assert all(figures[c] == (after[c], before[c]) for c in same)
    assert (pair["land"]["a"], pair["land"]["b"]) == (sum(after.values()), sum(before.values()))
    for name in (old, new):
        verdeling.run(name, plan=False).schrijf(tmp_path / name, None)
    code, out, _ = cli("compare", tmp_path / new, tmp_path / old, "--herindeling")
    assert code == 0
    assert "Voorne aan Zee (Brielle, Hellevoetsluis, Westvoorne)" in out


def test_on_the_same_boundaries_they_can_be_compared(cli):
    code, *_ = cli(
        "compare", "spreidingswet-2024", B, "--set", "grenzen=2026-01-01", "--zonder-plan", "--json"
    )
    assert code == 0


def test_a_missing_or_edited_file_is_named_and_nothing_is_written(cli, folders, tmp_path):
    copy = tmp_path / "kopie"
    shutil.copytree(folders[A], copy)
    with (copy / "verdeling.csv").open("ab") as file:
        file.write(b"\n")
    out = tmp_path / "uit"
    refused(cli("compare", copy, B, "--out", out, "--zonder-plan"), "V653", "verdeling.csv")
    (copy / "trace.jsonl").unlink()
    refused(cli("compare", copy, B, "--out", out, "--zonder-plan"), "V652", "trace.jsonl")
    (copy / "manifest.json").unlink()
    refused(cli("compare", copy, B, "--out", out, "--zonder-plan"), "V652", "manifest.json")
    assert not out.exists()


def test_a_folder_that_is_no_result(cli, tmp_path):
    refused(cli("compare", tmp_path, B), "V527", str(tmp_path))


def test_settings_for_a_result_that_is_not_there_or_was_computed(cli, folders):
    refused(cli("compare", A, B, "--set", f"3:{TOTAAL}=1"), "V529", "3:")
    refused(cli("compare", folders[A], B, "--set", f"1:{TOTAAL}=1"), "V530")
    refused(cli("compare", folders[A], folders[B], "--set", f"{TOTAAL}=1"), "V530")


def test_a_task_that_one_of_them_lacks(cli):
    refused(cli("compare", A, "taakstelling"), "V531", "inwoners (asielopvang); taakstelling (taakstelling)")
    refused(cli("compare", A, B, "--taak", "niets", "--zonder-plan"), "V523", "niets")


def test_a_target_with_something_else_stays_as_it_is(cli, tmp_path):
    (tmp_path / "eigen.txt").write_text("x")
    refused(cli("compare", A, A, "--out", tmp_path), "V601")
    assert [p.name for p in tmp_path.iterdir()] == ["eigen.txt"]


# --- models check -------------------------------------------------------------------------------------------


def test_a_property_that_fails_is_a_fact_with_numbers(cli):
    code, out, _ = cli("models", "check", B)
    assert code == 0
    # three equal weights and one place: each share is 1/3 and rounds to 0
    assert re.search(r"gewichten 1, 1, 1", re.sub(r"\s+", " ", out))
    assert "eigenschappen gaan op" in out


def test_the_european_key_of_2015_fails_its_direction(cli):
    code, out, _ = cli("models", "check", "eu-2015-achtig", "--json", "--lang", "en")
    assert code == 0
    tests = json.loads(out)
    failed = [t for t in tests if t["oordeel"] == "gefaald" and t["axioma"] in {"richting", "met_en_zonder"}]
    assert failed
    assert all(t["voorbeeld"] for t in failed)


def test_checking_an_unknown_model_ends_with_1(cli):
    refused(cli("models", "check", "bestaat-niet"), "bestaat-niet")
