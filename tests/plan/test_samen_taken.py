"""A plan with two tasks tells both of them everywhere, in one unit; on Zeeland, which is small."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from html import unescape

import openpyxl
import pytest

import verdeling
from verdeling.cli import main
from verdeling.insight.plan_spoor import taakspoor
from verdeling.maps import gis
from verdeling.plan.rules.basis import of_task
from verdeling.report.page import write_report
from verdeling.texts import number

ZEELAND = ["gebied=[PV29]", "taken.asielopvang.totaal=1910", "taken.taakstelling.totaal=327"]
OPTIONS = [part for setting in ZEELAND for part in ("--set", setting)]
WEIGHT = {"asielopvang": Fraction(4), "taakstelling": Fraction(16000, 13500)}
TASKS = tuple(WEIGHT)


@pytest.fixture(scope="module")
def result():
    return verdeling.run("samen-2026", overrides=ZEELAND)


@pytest.fixture(scope="module")
def folder(result, tmp_path_factory):
    made = tmp_path_factory.mktemp("uit") / "zeeland"
    result.schrijf(made)
    return made


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))


@pytest.fixture(scope="module")
def table(folder):
    return {(r["taak"], r["code"]): r for r in rows(folder / "verdeling.csv")}


@pytest.fixture(scope="module")
def flows(folder):
    return rows(folder / "stromen.csv")


def net(flows, taak, kinds=("ruil",)):
    moved = Counter()
    for r in flows:
        if r["taak"] == taak and r["soort"] in kinds:
            moved[r["van"]] -= int(r["aantal"])
            moved[r["naar"]] += int(r["aantal"])
    return moved


def test_something_is_exchanged_so_that_these_tests_can_fail(flows):
    assert {r["taak"] for r in flows if r["soort"] == "ruil"} == set(TASKS)


def test_every_total_of_a_task_recomputes_from_the_division_alone(result, table):
    for taak in TASKS:
        mine = [r for (of, _), r in table.items() if of == taak]
        assert all(int(r["verschil"]) == int(r["plan"]) - int(r["indicatief"]) for r in mine)
        assert sum(int(r["plan"]) for r in mine) == sum(result.plan.of_task(taak))
        measured = result.diagnostiek_plan[taak]
        assert measured.plaatsen == sum(int(r["plan"]) for r in mine)
        assert measured.zonder == sum(r["plan"] == "0" for r in mine)
    for r in (r for (of, _), r in table.items() if of == "taakstelling"):
        assert int(r["plan"]) == int(r["gevraagd"]) + int(r["ruil"])


def test_the_flows_of_each_task_sum_to_its_difference(table, flows):
    for (taak, code), r in table.items():
        assert int(r["ruil"]) == net(flows, taak)[code]
        if taak == "taakstelling":
            assert int(r["verschil"]) == net(flows, taak)[code]
        else:
            there = sum(int(f["aantal"]) for f in flows if f["soort"] == "opvang" and f["naar"] == code)
            assert int(r["nieuw"]) == there
            asked = sum(int(f["aantal"]) for f in flows if f["soort"] == "opvang" and f["van"] == code)
            assert asked == int(r["gevraagd"]) - int(r["bestaand"]) + int(r["ruil"])


def test_the_tasks_add_up_in_place_half_years(folder, table):
    """Four half-years a place, and 16 000 ÷ 13 500 of a half-year for who is housed earlier."""
    found = {(r["taak"], r["code"]): r for r in rows(folder / "samen.csv")}
    assert {r["eenheid"] for r in found.values()} == {"plaatshalfjaren"}
    for code in {code for _, code in table}:
        total = Counter()
        for taak in TASKS:
            own, weighed = table[taak, code], found[taak, code]
            units = {
                "gevraagd": int(own["gevraagd"]),
                "na_ruil": int(own["gevraagd"]) + int(own["ruil"]),
                "plan": int(own["plan"]),
            }
            for stage, n in units.items():
                assert int(weighed[stage]) == n
                assert abs(Fraction(weighed[f"gewogen_{stage}"]) - WEIGHT[taak] * n) < Fraction(1, 10**6)
                total[stage] += WEIGHT[taak] * n
        together = found["samen", code]
        for stage, value in total.items():
            assert abs(Fraction(together[f"gewogen_{stage}"]) - value) < Fraction(1, 10**6)
            per = 1000 * value / int(together["inwoners"])
            assert abs(Fraction(together[f"per_1000_{stage}"]) - per) < Fraction(1, 10**6)


def test_each_column_of_the_tasks_together_names_its_own_unit(folder):
    """What is counted is places or people; what is weighed is place-half-years."""
    units = {(r["taak"], r["telt"], r["eenheid"]) for r in rows(folder / "samen.csv")}
    assert units == {
        ("asielopvang", "plaatsen", "plaatshalfjaren"),
        ("taakstelling", "personen", "plaatshalfjaren"),
        ("samen", "", "plaatshalfjaren"),
    }


def test_what_is_exchanged_is_told_in_the_unit_of_each_task(result, flows):
    moved = Counter()
    for r in flows:
        moved[r["taak"]] += int(r["aantal"]) if r["soort"] == "ruil" else 0
    (rule,) = (r for r in result.plan.programma.regels if r.soort == "uitruil")
    told, lot = rule.summary(result.plan.solved, "nl")
    assert f"{moved['asielopvang']} plaatsen, {moved['taakstelling']} statushouders wisselen" in told
    assert "asielopvang 1, taakstelling 3,38" in lot  # 4 ÷ (16 000 ÷ 13 500)


def test_tasks_of_one_unit_are_told_apart_by_their_names(result):
    units = {"asielopvang": "plaatsen", "taakstelling": "plaatsen", "goo": "plaatsen"}
    data = replace(result.plan.programma.data, eenheden=units)
    assert of_task(data, "goo", 18, "nl") == "18 plaatsen (opvang Oekraïne)"
    assert of_task(data, "goo", 1, "en") == "1 place (reception of Ukrainians)"


def test_the_plans_of_every_task_are_compared(capsys, result, table):
    """Without exchange each keeps its own task, so what exchange moved comes back."""
    with pytest.raises(SystemExit):
        main(["compare", "samen-2026", "samen-2026-zonder-uitruil", *OPTIONS, "--json"])
    pairs = {(p["taak"], p["wat"]): p for p in json.loads(capsys.readouterr().out)["paren"]}
    assert set(pairs) == {(taak, what) for taak in TASKS for what in ("indicatief", "plan")}
    back = {g["code"]: g["verschil"] for g in pairs["taakstelling", "plan"]["gemeenten"]}
    assert back == {code: -int(r["ruil"]) for (taak, code), r in table.items() if taak == "taakstelling"}
    assert any(back.values())
    assert (
        "dezelfde gegevens en dezelfde sleutel" in pairs["taakstelling", "indicatief"]["eerste_regel"]["nl"]
    )
    assert "uitruil" in pairs["taakstelling", "plan"]["eerste_regel"]["nl"]


def test_who_does_fewer_and_who_does_more_is_counted_as_in_the_table(result, table):
    changes = {taak: result.joint.change(taak, "plan") for taak in TASKS}
    for taak in TASKS:
        moved = {
            r["gemeente"]: int(r["plan"]) - int(r["gevraagd"]) for (of, _), r in table.items() if of == taak
        }
        fewer, more = ([v for v in moved.values() if v * sign > 0] for sign in (-1, 1))
        found = changes[taak]
        assert (found.fewer, found.fewer_sum) == (len(fewer), -sum(fewer))
        assert (found.more, found.more_sum) == (len(more), sum(more))
        assert moved[found.more_most[0]] == found.more_most[1] == max(more)
        assert -moved[found.fewer_most[0]] == found.fewer_most[1] == -min(fewer)


def test_a_limit_is_reached_where_not_one_lot_more_fits(folder, table):
    """At most a quarter goes and at most half is added, in lots of 27/8 people to a place."""
    reached = {(r["code"], r["grens"]) for r in rows(folder / "ruilgrenzen.csv")}
    lot, expected = Fraction(27, 8), set()
    places = {code: int(r["ruil"]) for (taak, code), r in table.items() if taak == "asielopvang"}
    for (taak, code), r in table.items():
        if taak == "taakstelling" and r["ruil"] != "0":
            away = int(r["ruil"]) < 0
            limit = int(r["indicatief"]) // (4 if away else 2)
            if int(limit / lot) == abs(places[code]):
                expected.add((code, "hoogstens_weg" if away else "hoogstens_erbij"))
    assert reached == expected != set()


def test_the_trail_of_the_other_task_ends_at_its_plan(result, folder):
    plan = result.plan
    for code, done in zip(plan.codes, plan.of_task("taakstelling"), strict=True):
        trail = taakspoor(plan, "taakstelling", code)
        assert trail.start + sum(s.bijdrage for s in trail.stappen) == done
    told = [json.loads(line) for line in (folder / "trace.jsonl").read_text("utf-8").splitlines()]
    assert sum(t["taak"] == "taakstelling/plan" for t in told) == len(plan.codes)


def test_screen_and_explain_tell_both_tasks(capsys, table):
    r = next(r for (t, _), r in table.items() if t == "taakstelling" and int(r["ruil"]) < 0)
    for lang, words in (
        ("nl", ("Alle taken samen", "plaatshalfjaren", "hoogstens weg 1/4")),
        ("en", ("All tasks together", "place-half-years", "handed over at most 1/4")),
    ):
        with pytest.raises(SystemExit):
            main(["run", "samen-2026", *OPTIONS, "--lang", lang])
        shown = " ".join(capsys.readouterr().out.split())
        assert all(word in shown for word in words)
    with pytest.raises(SystemExit):
        main(["explain", "samen-2026", r["gemeente"], *OPTIONS])
    told = capsys.readouterr().out
    assert f"taakstelling: {r['indicatief']} → {r['plan']} voor {r['gemeente']}" in told
    assert f"−{-int(r['ruil'])}  {-int(r['ruil'])} door uitruil met een andere taak (" in told
    assert f"{r['indicatief']} + stappen = {r['plan']}, precies" in told
    places = table["asielopvang", r["code"]]
    assert f"{number(int(places['gevraagd']), 'nl')} × 4 + {r['indicatief']} × 1,19 = " in told


def test_the_report_tells_both_tasks_and_no_place_of_a_task_that_has_none(folder, table, tmp_path):
    for lang, without, together in (
        ("nl", "Er zijn nu 0 plaatsen", "Samen gevraagd: "),
        ("en", "At present 0 places", "Asked in all: "),
    ):
        page = unescape(write_report(folder, lang, tmp_path / f"{lang}.html").read_text("utf-8"))
        assert without not in page
        assert page.count(together) == 13
    page = unescape((folder / "report.html").read_text("utf-8"))
    section = page.split('id="plan"')[1].split("</section>")[0]
    assert "Per taak en samen, in plaatshalfjaren" in section
    for (taak, code), r in table.items():
        article = page.split(f'id="{code}" tabindex')[1].split("</article>")[0]
        if taak == "taakstelling" and r["ruil"] != "0":
            words = "minder" if int(r["ruil"]) < 0 else "meer"
            assert f"Volgens het plan worden het er {r['plan']}: {abs(int(r['ruil']))} {words}." in article
            assert "door uitruil met een andere taak (" in article
        elif taak == "taakstelling":
            assert f"Volgens het plan blijft dat {r['plan']}." in article
        asked = (int(table[t, code]["gevraagd"]) * WEIGHT[t] for t in TASKS)
        shown = re.search(r"Samen gevraagd: .*? = ([\d.,]+) plaatshalfjaren", article)[1]
        value = Decimal(shown.replace(".", "").replace(",", "."))
        assert abs(Fraction(value) - sum(asked)) <= Fraction(1, 20)


def test_maps_and_workbook_have_the_plan_of_each_task(folder, table, tmp_path):
    made = json.loads(gis.write_geojson(folder, tmp_path / "z.geojson").read_text("utf-8"))
    shown = Counter()
    for f in made["features"]:
        own = f["properties"]
        if (own.get("taak"), own["code"]) in table:
            shown[own["taak"]] += own["plan"] == int(table[own["taak"], own["code"]]["plan"])
    assert shown == dict.fromkeys(TASKS, 13)
    book = openpyxl.load_workbook(folder / "verdeling.xlsx", read_only=True)
    head, *lines = book["plan taakstelling"].iter_rows(values_only=True)
    planned = {line[0]: line[head.index("plan")] for line in lines}
    assert all(planned[code] == int(r["plan"]) for (t, code), r in table.items() if t == "taakstelling")
    assert {"samen", "ruilgrenzen"} <= set(book.sheetnames)


# --- a plan made elsewhere


def checked(capsys, path, *options):
    with pytest.raises(SystemExit) as ended:
        main(["check", "samen-2026", str(path), *OPTIONS, *options, "--json"])
    return int(ended.value.code or 0), json.loads(capsys.readouterr().out)


def edited(folder, tmp_path, change):
    head, *lines = list(csv.reader(io.StringIO((folder / "verdeling.csv").read_text("utf-8"), newline="")))
    at = {name: i for i, name in enumerate(head)}
    for line in lines:
        if line[at["taak"]] == "taakstelling" and line[at["code"]] in change:
            line[at["plan"]] = str(int(line[at["plan"]]) + change[line[at["code"]]])
    path = tmp_path / "eigen.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *lines])
    return path


def test_the_own_plan_passes_for_both_tasks(capsys, folder, table):
    code, told = checked(capsys, folder / "verdeling.csv")
    assert code == 0
    assert told["plan"]["overtredingen"] == []
    (other,) = told["andere_taken"]
    assert (other["taak"], other["overtredingen"]) == ("taakstelling", [])
    moved = {
        c: int(r["verschil"]) for (t, c), r in table.items() if t == "taakstelling" and r["verschil"] != "0"
    }
    assert {d["code"]: d["verschil"] for d in other["verschillen"]} == moved


def test_a_sum_that_is_not_kept_and_too_much_handed_over_are_named(capsys, folder, table, tmp_path):
    """One gemeente that keeps its own figure drops all of it: more than a quarter, and missing in the sum."""
    code, r = next((c, r) for (t, c), r in table.items() if t == "taakstelling" and r["ruil"] == "0")
    own = int(r["indicatief"])
    ended, told = checked(
        capsys, edited(folder, tmp_path, {code: -own}), "--taak", "taakstelling", "--kolom", "plan"
    )
    (other,) = told["andere_taken"]
    found = {(o["regel"], o["waar"], o["aantal"]) for o in other["overtredingen"]}
    assert ended == 5
    assert {("uitruil", "PV29", own), ("uitruil", code, own - own // 4)} <= found
    assert "vergeleken" not in told, "a plan is not compared with the figures before it"


def test_what_does_not_balance_is_named(capsys, folder, table, tmp_path):
    """One person more from one gemeente to another, and no place in return."""
    still = [
        c for (t, c), r in table.items() if t == "taakstelling" and r["ruil"] == "0" and int(r["plan"]) > 8
    ]
    a, b = still[:2]
    ended, told = checked(
        capsys, edited(folder, tmp_path, {a: 1, b: -1}), "--taak", "taakstelling", "--kolom", "plan"
    )
    (other,) = told["andere_taken"]
    assert ended == 5
    assert {(o["waar"], o["aantal"]) for o in other["overtredingen"]} == {(a, 1), (b, 1)}
    assert all("weegt niet tegen elkaar op" in o["zin"]["nl"] for o in other["overtredingen"])
    assert all("does not balance" in o["zin"]["en"] for o in other["overtredingen"])
