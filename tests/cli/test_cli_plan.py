"""The plan from the command line: published check figures, files, exit codes 3, 4 and 5, interruption."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from math import dist
from pathlib import Path

import pytest
from support.paths import ROOT

import verdeling
from verdeling.errors import Problem
from verdeling.inputs.register import rows_of
from verdeling.insight.plan_spoor import planspoor
from verdeling.plan import plan as planmodule
from verdeling.solver.solving import Unproven
from verdeling.terms import Niveau

COLUMNS = "120"


@pytest.fixture(scope="module")
def zeeland(tmp_path_factory) -> str:
    """A model of one provincie, solved in a moment: 13 gemeenten, 1 910 places of which 723 stand."""
    data = verdeling.load_data()
    codes = [c for c, p in zip(data.codes, data.gebied(Niveau.PROVINCIE), strict=True) if p == "PV29"]
    path = tmp_path_factory.mktemp("model") / "zeeland.yaml"
    path.write_text(
        "basis: spreidingswet-2026\n"
        "titel: {nl: Zeeland, en: Zeeland}\n"
        f"gebied: [{', '.join(codes)}]\n"
        "taken: {asielopvang: {totaal: {waarde: 1910, grondslag: {bron: toets}}}}\n",
        "utf-8",
    )
    return str(path)


@pytest.fixture(scope="module")
def national(tmp_path_factory) -> tuple[Path, str, str]:
    """The shipped plan as a process, once: folder, stdout, stderr."""
    folder = tmp_path_factory.mktemp("plan") / "uit"
    command = [sys.executable, "-m", "verdeling", "run", "spreidingswet-2026", "--open", "--out", str(folder)]
    env = {k: v for k, v in os.environ.items() if k != "VERDELING_LANG"} | {"COLUMNS": "140"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    return folder, done.stdout, done.stderr


def rows(text: str | bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text if isinstance(text, str) else text.decode("utf-8"))))


# --- the shipped plan ---------------------------------------------------------------------------------------


def test_the_check_figures_are_shown(national):
    _, out, err = national
    part = out[out.index("rest volgens rijk") :].splitlines()
    table = {
        line.split()[0]: line.split()
        for line in part[: part.index(next(x for x in part if "totaal" in x)) + 1]
        if line.strip()
    }
    rest = {"Fryslân": "1.002", "Gelderland": "4.928", "Limburg": "1.582", "Noord-Brabant": "5.682"}
    rest |= {"Noord-Holland": "10.513", "Overijssel": "2.130", "Utrecht": "4.192", "Zeeland": "1.187"}
    rest |= {"Zuid-Holland": "13.945", "totaal": "45.161"}
    assert not [name for name, number in rest.items() if number not in table[name]]
    # The remainders of the government stand beside them.
    beside = {
        "Zuid-Holland": "11.400",
        "Noord-Holland": "7.700",
        "Noord-Brabant": "7.200",
        "Gelderland": "4.900",
    }
    assert not [name for name, number in beside.items() if number not in table[name]]
    for figure in ("92.454 plaatsen", "18.704", "220 gemeenten", "176 daarvan", "37.408.000"):
        assert figure in out
    for goal in ("189.849    189.849   ja", "27.568     27.568   ja"):
        assert goal in out
    assert "totalen per gemeente (COA, verzameld door NOS Nieuwsuur" in err
    assert "ongeveer 38.000" in err


def test_the_table_has_a_plan_for_every_gemeente(national):
    folder, _, _ = national
    table = rows((folder / "verdeling.csv").read_bytes())
    assert len(table) == 342
    sums = {k: sum(int(r[k]) for r in table) for k in ("bestaand", "gevraagd", "nieuw", "plan", "verschil")}
    assert sums == {"bestaand": 47293, "gevraagd": 92454, "nieuw": 45161, "plan": 92454, "verschil": 4454}
    for r in table:
        assert int(r["plan"]) == int(r["bestaand"]) + int(r["nieuw"])
        assert int(r["verschil"]) == int(r["plan"]) - int(r["indicatief"])
        assert int(r["uitkering_eur"]) == 2000 * max(0, int(r["verschil"]))


def test_flows_add_up_to_what_is_new_and_what_is_asked(national):
    folder, _, _ = national
    table = {r["code"]: r for r in rows((folder / "verdeling.csv").read_bytes())}
    flows = rows((folder / "stromen.csv").read_bytes())
    into, out_of = dict.fromkeys(table, 0), dict.fromkeys(table, 0)
    for flow in flows:
        assert (flow["soort"], flow["terug_taak"], flow["terug_aantal"]) == ("opvang", "", "")
        into[flow["naar"]] += int(flow["aantal"])
        out_of[flow["van"]] += int(flow["aantal"])
        assert table[flow["van"]]["gemeente"] == flow["van_gemeente"]
    assert all(into[c] == int(r["nieuw"]) for c, r in table.items())
    assert all(out_of[c] == int(r["gevraagd"]) - int(r["bestaand"]) for c, r in table.items())
    tenths = sum(int(f["aantal"]) * Fraction(f["afstand_km"]) * 10 for f in flows)
    assert tenths == 189849


def test_goals_stand_in_the_diagnostics_without_times(national):
    folder, _, _ = national
    goals = json.loads((folder / "diagnostics.json").read_text("utf-8"))["doelen"]
    assert [g["naam"] for g in goals] == ["tekort", "nabijheid", "nieuwbouw", "locaties", "volgorde"]
    assert [g["waarde"] for g in goals] == [0, 189849, 27568, 176, "eenduidig"]
    assert all(g["bewezen"] and g["grens"] == g["waarde"] and "seconden" not in g for g in goals)
    assert len(goals[-1]["sha256"]) == 64


def test_the_trail_goes_from_the_indicative_figure_to_the_plan(national):
    folder, _, _ = national
    table = {r["code"]: r for r in rows((folder / "verdeling.csv").read_bytes())}
    lines = [json.loads(line) for line in (folder / "trace.jsonl").read_text("utf-8").splitlines()]
    trails = [t for t in lines if t["taak"] == "asielopvang/plan"]
    assert [t["code"] for t in trails] == sorted(table)
    for t in trails:
        total = Fraction(t["start"]) + sum(Fraction(s["bijdrage"]) for s in t["stappen"])
        assert total == Fraction(t["uitkomst"]) == int(table[t["code"]]["plan"])
        assert t["start"] == table[t["code"]]["indicatief"]


@pytest.mark.parametrize("model", ["samen-2026", "spreidingswet-2026-rijk"])
def test_the_trail_adds_up_with_exchange_and_with_given_remainders(model):
    plan = verdeling.run(model).plan
    for i, code in enumerate(plan.codes):
        trail = planspoor(plan, code)
        assert trail.start == plan.indicatief[i]
        assert trail.uitkomst == plan.plan[i]


def test_flows_say_who_exchanges_with_whom_and_what_each_gains(cli, tmp_path):
    options = ("--zonder-rapport", "--out", str(tmp_path / "uit"))
    code, out, _ = cli("run", "samen-2026-onbegrensd", *options)
    flows = rows((tmp_path / "uit" / "stromen.csv").read_bytes())
    exchange = [r for r in flows if r["soort"] == "ruil"]
    places, people = (
        f"{sum(int(r['aantal']) for r in exchange if r['taak'] == taak):,}".replace(",", ".")
        for taak in ("asielopvang", "taakstelling")
    )
    assert code == 0
    assert f"{places} plaatsen, {people} statushouders wisselen van gemeente" in out
    table = rows((tmp_path / "uit" / "verdeling.csv").read_bytes())
    relieved = Counter()
    for r in exchange:
        relieved[r["van"]] += int(r["aantal"]) if r["taak"] == "asielopvang" else 0
    free = [
        r["code"]
        for r in table
        if r["taak"] == "asielopvang" and r["plan"] == "0" and int(r["gevraagd"]) == relieved[r["code"]] > 0
    ]
    assert f"{len(free)} gemeenten hoeven daardoor geen locatie te openen" in out
    # One for one: what a gemeente is relieved of by another, it takes over from that other of the other task.
    there = {(r["taak"], r["van"], r["naar"]): r["aantal"] for r in exchange}
    assert {r["taak"] for r in exchange} == {"asielopvang", "taakstelling"}
    for r in exchange:
        assert r["terug_taak"] != r["taak"]
        assert r["terug_aantal"] == r["aantal"] == there[r["terug_taak"], r["naar"], r["van"]]
    assert not (tmp_path / "uit" / "uitruil.csv").exists()


def test_a_loan_is_told_as_a_loan(cli, tmp_path):
    """Dronten lends Kampen 200 of the places above its own figure, across the border of the provincie."""
    options = ("--zonder-rapport", "--out", str(tmp_path / "uit"))
    code, out, _ = cli("run", "kampen-dronten-2024", *options)
    assert code == 0
    assert "Gemeenten lenen 200 plaatsen" in out
    assert "ruilen tussen taken" not in out
    flows = rows((tmp_path / "uit" / "stromen.csv").read_bytes())
    loan = [(r["van"], r["naar"], r["aantal"], r["terug_taak"]) for r in flows if r["soort"] == "lening"]
    assert loan == [("GM0166", "GM0303", "200", "")]
    _, told, _ = cli("explain", "kampen-dronten-2024", "Kampen")
    assert "200 plaatsen geleend van Dronten" in told
    assert "200 plaatsen die in Dronten boven het eigen cijfer staan tellen voor Kampen (lening)" in told


def test_explain_tells_with_whom_how_much_and_what_is_gained(cli):
    """Of Achtkarspelen 59 places are asked, too few for a site of 100; it hands them all over."""
    code, told, _ = cli("explain", "samen-2026-onbegrensd", "Achtkarspelen")
    partners = re.findall(
        r"uitruil met (.+): \1 neemt (\d+) plaats(?:en)? over, Achtkarspelen neemt (\d+) statush", told
    )
    assert code == 0
    assert sum(int(n) for _, n, _ in partners) == 59
    assert all(over == back for _, over, back in partners)
    assert "wat Achtkarspelen wint bij de uitruil: 59 plaatsen minder" in told
    assert "wat daar tegenover staat: 59 statushouders meer" in told
    assert "er hoeft daar geen locatie te komen" in told
    listed = ", ".join(f"{name} {n}" for name, n, _ in partners)
    assert f"59 plaatsen door uitruil met een andere taak ({listed})" in told


def test_the_own_plan_passes_the_check(cli, national):
    folder, _, _ = national
    code, out, _ = cli("check", "spreidingswet-2026", str(folder / "verdeling.csv"), "--json")
    found = json.loads(out)
    assert code == 0
    assert found["verschillend"] == 0
    assert found["plan"]["overtredingen"] == found["plan"]["verschillen"] == []
    assert all(d["waarde"] == d["optimum"] for d in found["plan"]["doelen"])


@pytest.mark.parametrize(("radius", "where"), [(20, {"Fryslân", "Limburg"}), (21, {"Fryslân"})])
def test_without_the_four_nearest_it_is_told_in_words_why_there_is_no_plan(cli, tmp_path, radius, where):
    """Gennep and Venray lie 20.5 km apart: within 20 km the north of Limburg cannot reach 100 either."""
    settings = ["plan.regels.samenwerking.dichtstbij=0", f"plan.regels.samenwerking.straal_km={radius}"]
    options = [part for setting in settings for part in ("--set", setting)]
    code, out, err = cli("run", "spreidingswet-2026", *options, "--out", str(tmp_path / "uit"))
    assert code == 3
    # On a slow machine the progress comes first.
    assert "Er is geen plan dat aan alle regels voldoet." in err.splitlines()
    assert "Vlieland moet 2 plaatsen laten opvangen" in err
    assert f"geen andere gemeente van Fryslân mag voor Vlieland opvangen (binnen {radius} km" in err
    assert "vraagt 100 plaatsen of meer" in err
    assert {line.split(":")[0].strip() for line in err.splitlines() if line.startswith("  ")} == where
    assert "Traceback" not in err
    # The other provincies have nothing to do with it.
    met = {r["provincie"] for r in rows((tmp_path / "uit/verdeling.csv").read_text("utf-8")) if r["plan"]}
    assert not met & where
    assert len(met) == 12 - len(where)
    assert "Groningen" in out


# --- options and exit codes ---------------------------------------------------------------------------------


def test_without_the_plan_cells_are_empty_and_nothing_is_solved(cli, zeeland, monkeypatch):
    monkeypatch.setattr(planmodule, "solve_program", lambda *_, **__: pytest.fail("nothing may be solved"))
    code, out, _ = cli("run", zeeland, "--zonder-plan", "--csv")
    assert code == 0
    assert {r[k] for r in rows(out) for k in ("bestaand", "plan", "uitkering_eur")} == {""}


@pytest.mark.parametrize("engine", ["highs", "cbc", "cp-sat"])
def test_every_engine_gives_the_same_table(cli, zeeland, engine):
    assert cli("run", zeeland, "--engine", engine, "--csv")[1] == cli("run", zeeland, "--csv")[1]


def test_official_names_the_second_engine(cli, zeeland, tmp_path):
    code, out, _ = cli("run", zeeland, "--official", "--out", str(tmp_path / "uit"))
    assert code == 0
    assert "Twee motoren geven dezelfde tabel" in out
    plan = json.loads((tmp_path / "uit" / "diagnostics.json").read_text("utf-8"))
    assert plan["plan"]["officieel"]
    assert all(d["tweede_motor"] == d["waarde"] for d in plan["doelen"])
    manifest = json.loads((tmp_path / "uit" / "manifest.json").read_text("utf-8"))
    assert manifest["opties"] == {"set": [], "motor": "scip", "officieel": True}


def test_official_asks_for_a_plan(cli):
    code, _, err = cli("run", "inwoners", "--official")
    assert code == 1
    assert "V466" in err


def test_engines_that_disagree_end_with_4_and_both_tables(cli, zeeland, tmp_path, monkeypatch):
    real = planmodule.solve_program

    def disagree(pp, *args, **kwargs):
        program, first = pp.program, real(pp, *args, **kwargs)
        x = first.x.copy()
        new = [j for j, name in enumerate(program.names) if name.startswith("n") and x[j]]
        x[new[0]] += 1
        other = replace(first, x=x, engine="cbc")
        raise Unproven(
            [Problem.van("V416", program.names[new[0]], een="scip", waarde=1, twee="cbc", tweede=2)],
            first,
            other,
        )

    monkeypatch.setattr(planmodule, "solve_program", disagree)
    out_folder = tmp_path / "uit"
    code, out, err = cli("run", zeeland, "--official", "--out", str(out_folder), "--zonder-rapport")
    assert (code, out) == (4, "")
    assert "Gestopt zonder bewijs" in err
    assert "V416" in err
    one = rows((out_folder / "verdeling.csv").read_bytes())
    two = rows((out_folder / "verdeling-tweede-motor.csv").read_bytes())
    assert sum(int(r["nieuw"]) for r in two) == sum(int(r["nieuw"]) for r in one) + 1
    code, _, err = cli("run", zeeland, "--official")
    assert code == 4
    assert "--out MAP" in err


def test_a_time_that_is_too_short_ends_with_4(cli, tmp_path):
    code, out, err = cli("run", "spreidingswet-2026", "--time-limit", "0.001", "--out", str(tmp_path / "uit"))
    assert (code, out) == (4, "")
    assert "--time-limit" in err
    assert not [p for p in tmp_path.iterdir() if p.name != "uit"]


@pytest.mark.parametrize("value", ["0", "-1", "x"])
def test_a_time_limit_of_nothing_is_wrong_use(cli, zeeland, value):
    code, out, err = cli("run", zeeland, "--time-limit", value)
    assert (code, out) == (2, "")
    assert "--time-limit" in err


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        (["plan.regels.omzetting.hoogstens={GM0664: 100000}"], "V453"),
        (["plan.regels.locatieomvang.minimum=200"], "V454"),
        (
            [
                "plan.regels.samenwerking.clusters=[{naam: ROL, gemeenten: [GM0664, GM0664]}]",
            ],
            "V455",
        ),
        (["plan.doelen=[tekort, nabijheid, nabijheid, volgorde]"], "V471"),
        (["plan.doelen=[volgorde, tekort]"], "V472"),
        (["plan.doelen=[nabijheid, tekort, volgorde]"], "V473"),
    ],
)
def test_bad_rules_and_goals_end_with_1_and_are_named(cli, zeeland, tmp_path, settings, problem):
    options = [part for setting in settings for part in ("--set", setting)]
    code, out, err = cli("run", zeeland, *options, "--out", str(tmp_path / "uit"))
    assert (code, out) == (1, "")
    assert problem in err
    assert "Traceback" not in err
    assert not (tmp_path / "uit").exists()


def test_a_cluster_over_a_provincie_border_needs_an_agreement(cli):
    cluster = "plan.regels.samenwerking.clusters=[{naam: ROL, gemeenten: [GM0664, GM0363]}]"
    code, _, err = cli("run", "spreidingswet-2026", "--set", cluster)
    assert code == 1
    assert "V456" in err
    assert "Noord-Holland" in err


def test_a_rule_that_makes_a_row_constant_and_false_is_named(cli, zeeland):
    fixed = "plan.regels.vast={grondslag: {bron: b}, gemeenten: {GM0664: {reden: besluit, plan: 1}}}"
    code, _, err = cli("run", zeeland, "--set", fixed)
    assert code == 3
    assert "Goes" in err
    assert "besluit" in err


@pytest.mark.parametrize(
    ("file", "text", "settings", "problem"),
    [
        ("capaciteit.csv", "code,regulier,nood\nGM9999,10,0\n", (), "GM9999"),
        (
            "aanbod.csv",
            "code,aanbod\nGM0664,-5\n",
            ("--set", "plan.regels.aanbod={grondslag: {bron: b}}"),
            "V145",
        ),
    ],
)
def test_bad_places_end_with_1(cli, zeeland, tmp_path, file, text, settings, problem):
    (tmp_path / file).write_text(text, "utf-8")
    code, out, err = cli("run", zeeland, "--data", str(tmp_path), *settings)
    assert (code, out) == (1, "")
    assert problem in err
    assert "Traceback" not in err


def test_a_target_that_holds_something_else_is_told_before_solving(cli, zeeland, tmp_path, monkeypatch):
    monkeypatch.setattr(planmodule, "solve_program", lambda *_, **__: pytest.fail("nothing may be solved"))
    (tmp_path / "foto.jpg").write_bytes(b"x")
    code, _, err = cli("run", zeeland, "--out", str(tmp_path))
    assert code == 1
    assert "V601" in err


# --- explain ------------------------------------------------------------------------------------------------


def test_explain_tells_the_plan_number(cli):
    code, out, _ = cli("explain", "spreidingswet-2026", "Vlieland")
    assert code == 0
    for piece in (
        "Het plan: 0 plaatsen in Vlieland",
        "gevraagd zijn er 2 bovenop 0",
        "Waadhoeke vangt 2 plaatsen op voor Vlieland",
        "haar deel van de restopgave van Fryslân (1.002)",
        "5 + stappen = 0, precies",
        "Waarom niet één plaats meer?",
        "Dit getal ligt vast",
    ):
        assert piece in out


def asked_in_zeeland() -> dict[str, int]:
    """Who is asked for how many new places, in fractions from the tables, without any code of the package.

    The formula at 1 910 places; what stands counts; the rest pro rata to the figures of who is below its own,
    at most its shortfall, by largest remainders.
    """
    people = {
        r["code"]: int(r["inwoners"]) for r in rows_of("cbs/inwoners.csv") if r["peildatum"] == "2025-01-01"
    }
    score = {r["code"]: Fraction(r["ses_woa"]) for r in rows_of("cbs/ses_woa.csv")}
    stands = {r["code"]: int(r["regulier"] or 0) for r in rows_of("gemeenten/capaciteit.csv")}
    zeeland = [r["code"] for r in rows_of("gemeenten/gemeenten.csv") if r["provinciecode"] == "PV29"]
    weight = {c: people[c] * (1 + score[c]) for c in zeeland}
    figure = {c: (2 * 1910 * w / sum(weight.values()) + 1) // 2 for c, w in weight.items()}
    short = {c: figure[c] - stands[c] for c in zeeland if figure[c] > stands[c]}
    rest = sum(figure.values()) - sum(stands[c] for c in zeeland)
    share: dict[str, Fraction] = {}
    while len(share) < len(short):
        free = [c for c in short if c not in share]
        each = Fraction(rest - sum(share.values()), sum(figure[c] for c in free))
        full = [c for c in free if each * figure[c] >= short[c]]
        share |= {c: Fraction(short[c]) for c in full} or {c: each * figure[c] for c in free}
    whole = {c: int(s) for c, s in share.items()}
    by_rest = sorted(share, key=lambda c: (whole[c] - share[c], c))
    return whole | {c: whole[c] + 1 for c in by_rest[: rest - sum(whole.values())]}


def test_what_zeeland_is_asked_and_how_far_places_go_recompute_from_the_tables(cli, zeeland, tmp_path):
    assert cli("run", zeeland, "--out", tmp_path / "uit", "--zonder-rapport")[0] == 0
    asked = asked_in_zeeland()
    told = rows((tmp_path / "uit/verdeling.csv").read_text("utf-8"))
    needed = {r["code"]: int(r["gevraagd"]) - int(r["bestaand"]) for r in told}
    assert {c: n for c, n in needed.items() if n} == asked
    assert asked["GM0715"] == 206
    at = {r["code"]: (int(r["rd_x"]), int(r["rd_y"])) for r in rows_of("gemeenten/gemeenten.csv")}
    flows = rows((tmp_path / "uit/stromen.csv").read_text("utf-8"))
    tenths = [int(f["aantal"]) * round(dist(at[f["van"]], at[f["naar"]]) / 100) for f in flows]
    assert sum(tenths) == 8177
    given = Counter()
    for f in flows:
        given[f["van"]] += int(f["aantal"])
    assert given == asked


def test_explain_says_which_goal_one_place_fewer_would_worsen(cli, zeeland):
    _, out, _ = cli("explain", zeeland, "Terneuzen", "--json", "--lang", "en")
    plan = json.loads(out)[0]["plan"]
    assert (plan["bestaand"], plan["nieuw"], plan["plan"]) == (0, 206, 206)
    assert plan["anders"]["verschil"] == -1
    assert plan["anders"]["uitslag"] == "slechter"
    assert plan["anders"]["doel"] == "nabijheid"
    assert plan["anders"]["van"] == 8177
    # Proof: fix the number at one fewer and solve the model again.
    fixed = "plan.regels.vast={grondslag: {bron: b}, gemeenten: {GM0715: {reden: toets, plan: 205}}}"
    again = json.loads(cli("run", zeeland, "--set", fixed, "--json")[1])
    assert plan["anders"]["naar"] <= again["doelen"][1]["waarde"]
    assert plan["speelruimte"]["minste"] == plan["speelruimte"]["meeste"] == 206
    assert "goes from 8,177" in plan["anders"]["tekst"]
    total = Fraction(plan["start"]) + sum(Fraction(s["bijdrage"]) for s in plan["stappen"])
    assert total == plan["plan"]
    assert {b["regel"] for b in plan["bindend"]} >= {"provincietotaal"}


def test_explain_says_when_only_the_tie_order_decides(cli, zeeland):
    settings = ["--set", "plan.doelen=[tekort, nieuwbouw, volgorde]"]
    free = [r for r in rows(cli("speelruimte", zeeland, *settings, "--csv")[1]) if r["vast"] == "0"]
    assert free
    chosen = next(r for r in free if int(r["minste"]) < int(r["plan"]))
    plan = json.loads(cli("explain", zeeland, chosen["code"], *settings, "--json")[1])[0]["plan"]
    assert plan["anders"]["uitslag"] == "even_goed"
    bounds = (plan["speelruimte"]["minste"], plan["speelruimte"]["meeste"])
    assert bounds == (int(chosen["minste"]), int(chosen["meeste"]))


def test_explain_can_leave_the_plan_out(cli, zeeland):
    _, out, _ = cli("explain", zeeland, "Goes", "--zonder-plan", "--json")
    assert "plan" not in json.loads(out)[0]


def test_explain_in_english_has_no_dutch_sentences(cli, zeeland):
    _, out, _ = cli("explain", zeeland, "Kapelle", "--lang", "en")
    # Names of sources and of their tables stay as they are published.
    lines = out[out.index("The plan:") :].splitlines()
    told = "\n".join(line for line in lines if "basis:" not in line and "COA" not in line)
    for piece in (
        "From indicative figure to plan",
        "Who provides?",
        "Which rules decide this?",
        "Leeway",
        "Payment",
    ):
        assert piece in told
    assert not [w for w in (" plaatsen ", "gevraagd", "opgevangen", "gemeenten waar") if w in told]


# --- plans made elsewhere -----------------------------------------------------------------------------------


def own_plan(cli, zeeland) -> dict[str, int]:
    return {r["gemeente"]: int(r["plan"]) for r in rows(cli("run", zeeland, "--csv")[1])}


def write_plan(path: Path, plan: dict[str, int], head: str = "gemeente;plan") -> str:
    path.write_text(head + "\n" + "".join(f"{n};{k}\n" for n, k in plan.items()), "utf-8")
    return str(path)


def test_a_plan_that_breaks_a_rule_ends_with_5_with_the_smallest_repair(cli, zeeland, tmp_path):
    plan = own_plan(cli, zeeland)
    assert plan["Terneuzen"] == 206
    table = write_plan(tmp_path / "plan.csv", plan | {"Terneuzen": 57})
    code, out, _ = cli("check", zeeland, table)
    assert code == 5
    assert "Regels die het plan breekt" in out
    assert "Terneuzen" in out
    assert "Kleinste wijziging waarmee het plan aan alle regels voldoet: 149 plaatsen" in out  # 206 − 57
    found = json.loads(cli("check", zeeland, table, "--json")[1])["plan"]
    assert found["verschillen"] == [{"code": "GM0715", "gemeente": "Terneuzen", "plan": 57, "optimum": 206}]
    assert sum(o["aantal"] for o in found["overtredingen"]) >= 50
    assert sum(h["wijziging"] for h in found["herstel"]) == 149


def test_a_plan_may_give_new_places_and_joint_sites(cli, zeeland, tmp_path):
    new = {r["gemeente"]: int(r["nieuw"]) for r in rows(cli("run", zeeland, "--csv")[1])}
    code, out, _ = cli("check", zeeland, write_plan(tmp_path / "nieuw.csv", new, "gemeente;nieuw"))
    assert code == 0
    assert "voldoet aan alle regels" in out
    table = tmp_path / "samen.csv"
    plan = own_plan(cli, zeeland)
    lines = [f"{n};{k};" for n, k in plan.items() if n not in ("Goes", "Kapelle")]
    table.write_text(
        "gemeente;plan;gezamenlijk\n" + "\n".join([*lines, "Goes;250;ROL", "Kapelle;250;ROL"]) + "\n", "utf-8"
    )
    found = json.loads(cli("check", zeeland, str(table), "--json")[1])["plan"]
    assert found["plaatsen"] == 1910  # Goes 150 and Kapelle 100 as one site of 250, not twice 250
    assert "telt één keer" in found["meldingen"][0]["nl"]


def test_bad_rows_of_a_plan_are_told_all_at_once(cli, zeeland, tmp_path):
    table = write_plan(
        tmp_path / "plan.csv", {"Goes": 150, "Gous": 1, "Veere": -3, "Hulst": 2.5, "Tholen": 10**20}
    )
    code, out, err = cli("check", zeeland, table)
    assert (code, out) == (1, "")
    assert err.count("V441") == 3
    assert "V197" in err
    assert "plan.csv:4:plan" in err


# --- leeway and prices --------------------------------------------------------------------------------------


def test_leeway_of_every_gemeente(cli, zeeland):
    code, out, _ = cli("speelruimte", zeeland, "--csv")
    table = rows(out)
    assert code == 0
    assert len(table) == 13
    assert all(int(r["minste"]) <= int(r["plan"]) <= int(r["meeste"]) for r in table)
    assert all((r["vast"] == "1") == (r["minste"] == r["meeste"]) for r in table)
    assert "13" in cli("speelruimte", zeeland)[1]
    assert json.loads(cli("speelruimte", zeeland, "--json")[1])[0]["code"] == table[0]["code"]


def test_prices_of_rules_and_of_fairness(cli, zeeland):
    _, out, _ = cli("prijs", zeeland, "--json")
    prices = {p["regel"]: p for p in json.loads(out)}
    assert set(prices) == {"locatieomvang", "omzetting", "samenwerking", "uitkering", "eerlijkheid"}
    # Without conversion everything is newly built; without a smallest site everyone provides at home.
    new = {d["naam"]: d["zonder"] for d in prices["omzetting"]["doelen"]}
    assert new["nieuwbouw"] == 1187
    assert {d["naam"]: d["zonder"] for d in prices["locatieomvang"]["doelen"]}["nabijheid"] == 0
    assert sum(prices["eerlijkheid"]["verschil"].values()) == 0
    _, table, _ = cli("prijs", zeeland, "--csv")
    assert {r["regel"] for r in rows(table)} <= set(prices)
    _, told, _ = cli("prijs", zeeland, "--lang", "en")
    assert "Without the rule omzetting" in told
    assert "The price of fairness" in told or "the price of fairness" in told


@pytest.mark.parametrize("command", ["speelruimte", "prijs"])
def test_a_model_without_a_plan_is_told(cli, command):
    code, out, err = cli(command, "inwoners")
    assert (code, out) == (1, "")
    assert "V466" in err


# --- progress and interruption ------------------------------------------------------------------------------


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_shows_parts_that_are_done_and_only_on_a_terminal(cli, zeeland, monkeypatch):
    assert "bewezen" not in cli("run", zeeland, "--csv")[2]
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    cli("run", zeeland, "--csv")
    assert "Plan: 1 van 1 delen bewezen" in terminal.getvalue()


def children(pid: int) -> list[int]:
    """Child processes of a process, from /proc."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    found = [int(c) for p in path.parent.parent.glob("*/children") for c in p.read_text().split()]
    return sorted(set(found))


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to see child processes")
@pytest.mark.parametrize("sein", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_the_workers_and_leaves_no_folder(tmp_path, sein):
    command = [sys.executable, "-m", "verdeling", "run", "spreidingswet-2026-locaties", "--engine", "cbc"]
    process = subprocess.Popen(
        [*command, "--out", str(tmp_path / "uit")],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background ignores it
    )
    deadline = time.monotonic() + 600
    workers: list[int] = []
    while not workers and process.poll() is None and time.monotonic() < deadline:
        workers = children(process.pid)
        time.sleep(0.05)
    assert workers, "the plan is solved in worker processes"
    time.sleep(0.3)
    workers = children(process.pid)
    process.send_signal(sein)
    out, err = process.communicate(timeout=600)
    assert process.returncode == 130
    assert "Afgebroken." in err
    assert "Traceback" not in out + err
    assert not [pid for pid in workers if alive(pid)]
    assert not list(tmp_path.iterdir())
