"""Distances of a plan from the middle of the territory, or from where the inhabitants live."""

import datetime as dt
import re
from collections import Counter
from math import dist
from statistics import median

import pytest
from support.paths import ROOT

import verdeling
from verdeling.inputs.register import rows_of
from verdeling.inputs.tables import load_data
from verdeling.plan.read import needs, read_plan_data
from verdeling.plan.rules.basis import Need
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.verdeelmodel.catalogue import load_model


@pytest.fixture(scope="module")
def both():
    gegevens = load_data(None, peildatum=dt.date(2026, 1, 1))
    models = [load_model("spreidingswet-2026"), load_model("spreidingswet-2026-woonpunt")]
    return [(model, read_plan_data(model, gegevens, compute_indicatief(model, gegevens))) for model in models]


def test_the_points_lie_as_far_from_the_middles_as_was_found_when_they_were_made():
    """Median 1.04 km, Rotterdam 12.0 km."""
    middle = {r["code"]: (int(r["rd_x"]), int(r["rd_y"])) for r in rows_of("gemeenten/gemeenten.csv")}
    lived = {
        r["code"]: (int(r["rd_x_inwoners"]), int(r["rd_y_inwoners"]))
        for r in rows_of("gemeenten/zwaartepunt_inwoners.csv")
    }
    assert lived.keys() == middle.keys()
    km = {code: dist(middle[code], lived[code]) / 1000 for code in lived}
    assert median(km.values()) == pytest.approx(1.04, abs=0.005)
    assert max(km, key=km.get) == "GM0599"
    assert km["GM0599"] == pytest.approx(12.0, abs=0.05)


def test_the_shipped_plan_counts_from_the_middle_and_the_variant_from_the_inhabitants(both):
    columns = [{n.column for n in needs(model.plan)} for model, _ in both]
    assert {"rd_x", "rd_y"} <= columns[0]
    assert {"rd_x_inwoners", "rd_y_inwoners"} <= columns[1]
    assert not {"rd_x", "rd_y"} & columns[1]
    (_, middle), (_, lived) = both
    rotterdam, schiedam = middle.nummer["GM0599"], middle.nummer["GM0606"]
    # By hand from both tables, in 0.1 km.
    for data, name, x, y in (
        (middle, "gemeenten", "rd_x", "rd_y"),
        (lived, "zwaartepunt_inwoners", "rd_x_inwoners", "rd_y_inwoners"),
    ):
        at = {r["code"]: (int(r[x]), int(r[y])) for r in rows_of(f"gemeenten/{name}.csv")}
        assert data.afstand(rotterdam, schiedam) == round(dist(at["GM0599"], at["GM0606"]) / 100)


def test_the_other_point_changes_who_may_provide_for_whom_as_documented(both):
    pairs = []
    for model, data in both:
        g, h = model.plan.regels["samenwerking"].paren(data)
        pairs.append(set(zip(g.tolist(), h.tolist(), strict=True)))
    assert (len(pairs[0]), len(pairs[1])) == (3775, 3787)
    assert (len(pairs[0] - pairs[1]), len(pairs[1] - pairs[0])) == (167, 179)


def test_the_measure_says_from_which_point_it_counts(both):
    rules = [model.plan.regels["samenwerking"] for model, _ in both]
    assert "inwoners" not in rules[0].maat("nl")
    assert rules[1].maat("nl").endswith("afstanden tussen de zwaartepunten van de inwoners")
    assert rules[1].maat("en").endswith("distances between the centres of the inhabitants")


def test_two_rules_that_want_other_columns_under_one_name_are_refused(both):
    """What is usual gives way, in whichever order it is asked; two that insist cannot both be right."""

    class Insists(type(both[1][0].plan.regels["samenwerking"])):
        def needs(self):
            return (Need("x", "elsewhere"),)

    plan = both[1][0].plan
    for rules in (plan.regels, dict(reversed(plan.regels.items()))):
        found = {n.name: n.column for n in needs(plan.model_copy(update={"regels": rules}))}
        assert found["x"] == "rd_x_inwoners"
    twice = {**plan.regels, "zz": Insists.model_construct(**dict(plan.regels["samenwerking"]))}
    with pytest.raises(ValueError, match="x is the name of two columns"):
        needs(plan.model_copy(update={"regels": twice}))


@pytest.mark.long
def test_what_the_page_of_the_rule_says_about_the_point_follows_from_the_two_plans(both):
    """Every figure of the section, from the plans and the points in the tables, distances not rounded."""
    page = (ROOT / "docs/rules/samenwerking.md").read_text("utf-8")
    section = page.partition("## What the point changes")[2].partition("\n## ")[0]
    told = dict(re.findall(r"^\| ([^|]+?) \| (.+) \|$", section, re.M))
    plans = [verdeling.run(name).plan for name in ("spreidingswet-2026", "spreidingswet-2026-woonpunt")]
    points = [
        {r["code"]: (int(r[x]), int(r[x.replace("_x", "_y")])) for r in rows_of(f"gemeenten/{table}.csv")}
        for table, x in (("gemeenten", "rd_x"), ("zwaartepunt_inwoners", "rd_x_inwoners"))
    ]
    elsewhere = [[s for s in plan.stromen if s.van != s.naar] for plan in plans]

    def travelled(flows, at):
        return f"{round(sum(s.plaatsen * dist(at[s.van], at[s.naar]) for s in flows) / 1000):,}"

    assert told["places provided elsewhere"] == " | ".join(
        f"{sum(s.plaatsen for s in flows):,}" for flows in elsewhere
    )
    for name, at in zip(
        ("places × km, from the middles", "places × km, from the inhabitants"), points, strict=True
    ):
        assert told[name] == " | ".join(travelled(flows, at) for flows in elsewhere)
    built = []
    for plan in plans:
        new = [n - o for n, o in zip(plan.nieuw, plan.omgezet, strict=True)]
        sites = sum(n > 0 and not b for n, b in zip(plan.nieuw, plan.bestaand, strict=True))
        built.append(f"{sum(new):,} in {sites}")
    assert told["new building, new sites"] == " | ".join(built)
    pairs = []
    for model, data in both:
        g, h = model.plan.regels["samenwerking"].paren(data)
        pairs.append(set(zip(g.tolist(), h.tolist(), strict=True)))
    new, gone = len(pairs[1] - pairs[0]), len(pairs[0] - pairs[1])
    assert told["pairs that may provide for each other, home included"] == (
        f"{len(pairs[0]):,} | {len(pairs[1]):,} ({new} new, {gone} gone)"
    )
    moved = {c: b - a for c, a, b in zip(plans[0].codes, plans[0].plan, plans[1].plan, strict=True) if a != b}
    places = sum(abs(n) for n in moved.values()) // 2
    share = f"{100 * places / sum(plans[0].plan):.1f}"
    assert (
        f"{len(moved)} gemeenten have another number, and {places} places ({share} %) stand elsewhere"
        in " ".join(section.split())
    )
    provincie = {r["code"]: r["provinciecode"] for r in rows_of("gemeenten/gemeenten.csv")}
    per = Counter()
    for code, n in moved.items():
        per[provincie[code]] += n
    assert not any(per.values())
    code = {r["gemeente"]: r["code"] for r in rows_of("gemeenten/gemeenten.csv")}
    for there, gone in (("Son en Breugel", "Eersel"), ("Gennep", "Bergen (L.)")):
        assert (moved[code[there]] >= 100, moved[code[gone]] <= -100) == (True, True)
    assert max(map(abs, moved.values())) == max(abs(moved[code[n]]) for n in ("Son en Breugel", "Gennep"))
