"""Outlines, class scales, maps and charts: shapes that close, breaks that hold, drawings that tell values."""

import csv
import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict

import pytest
import shapely
from build_map import build, from_topojson
from hypothesis import given
from hypothesis import strategies as st
from support.paths import ROOT, TESTS

from verdeling.inputs.register import buren, rows_of
from verdeling.maps import gis
from verdeling.maps import svg as maps
from verdeling.maps.geometry import shipped_geometry, surface
from verdeling.report import charts

DATA = ROOT / "data/gemeenten"
BOUNDARIES = ROOT / "tools/gemeenten_2025_rd.topojson"


@pytest.fixture(scope="module")
def outlines():
    return shipped_geometry()


@pytest.fixture(scope="module")
def polygons(outlines):
    return {code: gis.polygon(outlines, code) for code in outlines.gemeenten}


# --- outlines


def test_shipped_outlines_are_those_that_the_boundaries_of_cbs_and_kadaster_give(outlines):
    assert build(BOUNDARIES) == (DATA / "kaart.json").read_text("utf-8")
    codes = {row["code"] for row in rows_of("gemeenten/gemeenten.csv")}
    assert outlines.gemeenten.keys() == codes
    assert len(codes) == 342
    assert outlines.bron == "Kadaster / Centraal Bureau voor de Statistiek, 2025"


def test_every_border_is_shared_by_at_most_two_gemeenten_and_walked_in_both_directions(outlines):
    used = Counter(n for rings in outlines.gemeenten.values() for ring in rings for n in ring)
    assert set(used.values()) == {1}
    assert {n if n >= 0 else ~n for n in used} == set(range(len(outlines.arcs)))


def test_outlines_are_valid_and_neither_overlap_nor_leave_a_sliver(polygons):
    assert all(polygon.is_valid for polygon in polygons.values())
    together = shapely.union_all(list(polygons.values()))
    assert sum(p.area for p in polygons.values()) == pytest.approx(together.area, abs=1)
    holes = [shapely.Polygon(ring).area for part in together.geoms for ring in part.interiors]
    # What no gemeente covers inside the country is wide water, such as the Grevelingen.
    assert min(holes) > 500_000


def test_area_of_each_gemeente_is_close_to_that_of_the_finer_boundaries(polygons):
    """Areas in km² of the generalised boundaries before this simplification; Urk and Meerssen differ most."""
    with (TESTS / "golden/oppervlakte_km2.csv").open(encoding="utf-8", newline="") as file:
        official = {row["code"]: float(row["km2"]) for row in csv.DictReader(file)}
    ratio = {code: polygons[code].area / 1e6 / km2 for code, km2 in official.items()}
    assert ratio.keys() == polygons.keys()
    assert min(ratio.values()) >= 0.90
    assert max(ratio.values()) < 1.075
    assert sum(ratio.values()) / 342 == pytest.approx(0.999, abs=5e-4)
    assert sum(p.area for p in polygons.values()) / 1e6 == pytest.approx(sum(official.values()), rel=1e-3)
    islands = {"Texel": "GM0448", "Vlieland": "GM0096", "Terschelling": "GM0093", "Ameland": "GM0060"}
    assert all(abs(ratio[code] - 1) <= 0.08 for code in islands.values())


def test_parts_enclaves_and_islands_are_where_they_belong(polygons):
    parts = {c: len(p.geoms) for c, p in polygons.items() if p.geom_type == "MultiPolygon"}
    assert parts["GM0363"] == 2  # Amsterdam: Weesp lies apart
    assert sum(p.area for p in shapely.get_parts(polygons["GM0363"])[1:]) == pytest.approx(47e6, rel=0.02)
    # Baarle-Hertog is Belgian: a hole in Baarle-Nassau.
    assert [c for c, p in polygons.items() if any(q.interiors for q in shapely.get_parts(p))] == ["GM0744"]
    alone = [c for c, p in polygons.items() if all(p is q or not p.intersects(q) for q in polygons.values())]
    # Schiermonnikoog, Ameland, Terschelling, Vlieland, Texel.
    assert sorted(alone) == ["GM0060", "GM0088", "GM0093", "GM0096", "GM0448"]


def test_water_is_cut_out(outlines, polygons):
    """Middles of IJsselmeer, Markermeer, Oosterschelde, Westerschelde and Waddenzee lie in no gemeente."""
    country = shapely.union_all(list(polygons.values()))
    for x, y in (
        (150_000, 535_000),
        (143_000, 505_000),
        (60_000, 396_000),
        (45_000, 377_000),
        (150_000, 588_000),
    ):
        assert not country.contains(shapely.Point(x, y)), (x, y)


def test_borders_on_the_map_are_those_of_the_list_of_neighbours(outlines):
    """874 pairs from finer boundaries: two touch across water alone, and one pair meets on a dike."""
    sides = defaultdict(set)
    for code, rings in outlines.gemeenten.items():
        for n in (n for ring in rings for n in ring):
            sides[n if n >= 0 else ~n].add(code)
    drawn = {tuple(sorted(two)) for two in sides.values() if len(two) == 2}
    listed = {(a, b) for a, b, _ in buren()}
    # Elburg–Dronten, Moerdijk–Hoeksche Waard; Almere–Gooise Meren
    assert listed - drawn == {("GM0230", "GM0303"), ("GM1709", "GM1963")}
    assert drawn - listed == {("GM0034", "GM1942")}


def test_a_border_is_stored_once_a_scrap_is_dropped_and_outer_rings_run_anticlockwise():
    """Squares of 1 km, side by side, stored clockwise in metres; an arc of 3 m is nothing on that scale."""
    border = [[1000, 0], [0, 1000]]
    west, east = (
        [[1000, 1000], [-1000, 0], [0, -1000], [1000, 0]],
        [[1000, 1000], [1000, 0], [0, -1000], [-1000, 0]],
    )
    geometries = [
        {"type": "Polygon", "arcs": [[~2, ~1, 0]], "properties": {"area_code": "GM0001"}},
        {"type": "MultiPolygon", "arcs": [[[3, 1]]], "properties": {"area_code": "GM0002"}},
    ]
    two = from_topojson(
        {
            "transform": {"scale": [1, 1], "translate": [5000, 0]},
            "arcs": [[[1000, 0], [3, 0]], border, west, east],
            "objects": {"gemeenten": {"geometries": geometries}},
        }
    )
    assert two.arcs[0] == ((600, 0), (600, 100))
    assert two.gemeenten == {"GM0001": ((0, 1),), "GM0002": ((~0, ~2),)}
    assert [surface(two.ring(ring)) for (ring,) in two.gemeenten.values()] == [100 * 100] * 2
    assert two.grenzen({"GM0001": "A", "GM0002": "A"}) == [two.arcs[1], two.arcs[2]]
    assert len(two.grenzen({"GM0001": "A", "GM0002": "B"})) == 3


def test_tiles_are_one_per_gemeente(outlines):
    assert set(outlines.tiles) == set(outlines.gemeenten)
    assert len(set(outlines.tiles.values())) == 342


# --- class scales


def test_classes_have_round_equal_steps_where_these_spread_the_values():
    scale = maps.class_bounds([4 + i / 100 for i in range(200)], 6)
    steps = {round(b - a, 9) for a, b in zip(scale.grenzen, scale.grenzen[1:], strict=False)}
    assert steps == {0.5}
    assert scale.grenzen == (4.5, 5.0, 5.5)


def test_skewed_values_get_classes_of_about_equal_numbers():
    values = [10 ** (i / 20) for i in range(100)]
    scale = maps.class_bounds(values, 5)
    assert scale.aantal == 5
    assert max(Counter(map(scale.klasse, values)).values()) <= 30


def test_a_diverging_scale_is_the_same_on_both_sides_of_zero():
    scale = maps.class_bounds([-9.0, -3, -1, 0, 1, 2, 4, 5, 8], 7, diverging=True)
    assert scale.grenzen == tuple(-g for g in reversed(scale.grenzen))
    assert scale.css(-100) == "d1"
    assert scale.css(100) == "d7"
    assert scale.css(0) == "d4"
    assert scale.css(None) == "s0"


def test_a_diverging_scale_with_many_zeros_still_tells_small_from_large():
    """Two plans in which most gemeenten keep their number: zero is the middle class, the rest has six."""
    values = [0.0] * 200 + [sign * i for i in range(1, 61) for sign in (-1.0, 1.0)]
    scale = maps.class_bounds(values, 7, diverging=True)
    assert scale.aantal == 7
    assert scale.letter(0) == "D"
    assert Counter(map(scale.letter, values))["D"] <= 240
    assert {scale.letter(w) for w in values} == set("ABCDEFG")


def test_breaks_of_a_diverging_scale_are_neighbours_in_the_row_of_1_2_5():
    assert maps.class_bounds([i / 10 for i in range(-100, 101)], 7, diverging=True).grenzen[3:] == (
        2.0,
        5.0,
        10.0,
    )
    assert maps.class_bounds([3.0, -3.0], 7, diverging=True).grenzen == (-2.0, 2.0)
    assert maps.class_bounds([0.0, 0.0], 7, diverging=True).grenzen == ()


@given(st.lists(st.integers(0, 4) | st.floats(0, 1e4), min_size=1), st.integers(2, 7))
def test_the_lowest_class_is_never_empty_and_the_lowest_value_is_told_from_the_highest(values, n):
    scale = maps.class_bounds(values, n)
    assert scale.klasse(min(values)) == 0
    assert (scale.klasse(max(values)) > 0) is (max(values) > min(values))


def test_many_zeros_are_a_class_of_their_own():
    """Emergency places in one gemeente of eleven; regular places in four of eleven."""
    one = maps.class_bounds([0.0] * 10 + [0.99])
    assert [one.letter(w) for w in (0, 0.99)] == ["A", "B"]
    four = maps.class_bounds([0.0] * 7 + [1.46, 2.88, 6.41, 11.73])
    assert four.letter(0) == "A"
    assert len({four.letter(w) for w in (0, 1.46, 2.88, 6.41, 11.73)}) >= 4
    assert maps.class_bounds([5.0, 5.0]).grenzen == ()


@given(st.lists(st.floats(-1e6, 1e6), min_size=1), st.integers(2, 7))
def test_every_value_falls_in_a_class_with_a_letter(values, n):
    scale = maps.class_bounds(values, n)
    assert list(scale.grenzen) == sorted(set(scale.grenzen))
    assert 1 <= scale.aantal <= n
    for value in values:
        i = scale.klasse(value)
        assert scale.letter(value) == "ABCDEFG"[i]
        assert i == 0 or scale.grenzen[i - 1] <= value
        assert i == scale.aantal - 1 or value < scale.grenzen[i]


def test_a_scale_made_for_several_maps_gives_a_value_the_same_class_in_each(outlines):
    one, other = {"GM0014": 1.0, "GM0034": 5.0}, {"GM0014": 5.0, "GM0034": 9.0}
    scale = maps.class_bounds([*one.values(), *other.values()], 3)
    drawn = [maps.map_svg(outlines, v, scale, title="x") for v in (one, other)]
    classes = [{e.get("data-c"): g.get("class") for g in parse(d)[0] for e in g} for d in drawn]
    assert classes[0]["GM0034"] == classes[1]["GM0014"]
    assert classes[0]["GM0014"] != classes[0]["GM0034"]
    assert classes[0]["GM0150"] == "s0"


# --- drawings


def parse(svg):
    return ET.fromstring(svg)


def test_maps_are_one_image_with_a_name_for_assistive_technology(outlines):
    values = dict.fromkeys(outlines.gemeenten, 1.0)
    scale = maps.class_bounds([0.0, 1.0, 2.0], 2)
    for svg in (
        maps.map_svg(outlines, values, scale, title="A < B"),
        maps.tiles_svg(outlines, values, scale, title="A < B", area=dict.fromkeys(values, "p")),
        maps.circles_svg(outlines, values, {"GM0014": (1.0, 2.0)}, title="A < B", legend=[(1, "één")]),
    ):
        root = parse(svg)
        assert root.get("role") == "img"
        assert root.get("aria-label") == "A < B"
        assert [g.get("aria-hidden") for g in root] == ["true"]


def test_every_path_of_a_map_is_whole_so_that_a_browser_draws_all_of_it(outlines):
    """A browser stops where path data go wrong: a start without a step would hide all borders behind it."""
    provincie = {row["code"]: row["provinciecode"] for row in rows_of("gemeenten/gemeenten.csv")}
    shapes = maps.shapes_svg(outlines, provincie)
    data = re.findall(r'<path id="([^"]+)" d="([^"]*)"', shapes)
    assert len(data) == 342 + 1
    groups = {g.get("id"): [u.get("href") for u in g] for g in parse(shapes).iter() if g.tag.endswith("g")}
    members = {f"p-{p}": [] for p in set(provincie.values())}
    for code, p in provincie.items():
        members[f"p-{p}"].append(f"#v-{code}")
    assert {k: sorted(v) for k, v in groups.items() if k} == {k: sorted(v) for k, v in members.items()}
    for name, path in data:
        assert path.startswith("M"), name
        assert not re.search(r"l(M|z|$)", path), name
    assert dict(data)["v-grens"].count("M") > 300


def test_the_tile_map_writes_the_letter_of_the_class_in_each_tile(outlines):
    codes = sorted(outlines.gemeenten)
    values = {c: float(i % 3) for i, c in enumerate(codes)}
    scale = maps.Classes((0.5, 1.5))
    root = parse(maps.tiles_svg(outlines, values, scale, title="t"))
    tiles = {e.get("d").split("h")[0]: e.get("data-c") for e in root.iter() if e.get("data-c")}
    letters = {
        f"M{int(e.get('x')) - 10} {int(e.get('y')) - 14}": e.text
        for e in root.iter()
        if e.tag.endswith("text")
    }
    assert {code: letters[at] for at, code in tiles.items()} == {c: "ABC"[int(values[c])] for c in codes}


def test_the_area_of_a_circle_is_in_proportion_to_its_value(outlines):
    svg = maps.circles_svg(
        outlines,
        {"GM0014": 400.0, "GM0034": 100.0},
        {"GM0014": (0, 0), "GM0034": (9, 9)},
        title="t",
        radius=200,
    )
    radius = {c: float(r) for c, r in re.findall(r'data-c="(\w+)" [^>]* r="([\d.]+)"', svg)}
    assert radius == {"GM0014": 200, "GM0034": 100}


def test_a_map_of_part_of_the_country_draws_that_part_only(outlines):
    svg = maps.map_svg(outlines, {"GM0150": 1.0}, maps.Classes((2.0,)), title="t", codes={"GM0150"})
    assert re.findall(r'data-c="(\w+)"', svg) == ["GM0150"]


def test_the_lorenz_curve_of_a_small_case_worked_by_hand():
    # 1 place over 3 inhabitants, then 1 over 1: half of the places belong to three quarters of the people.
    assert charts.lorenz_points([1, 1], [1, 3]) == [(0, 0), (0.75, 0.5), (1, 1)]


def test_bars_are_in_proportion_and_name_their_figures():
    svg = charts.bars_svg(
        [charts.Bar("a & b", 10, "10"), charts.Bar("c", 5, "5")], title="t", line=(10, "gemiddeld")
    )
    root = parse(svg)
    wide, half = (float(e.get("width")) for e in root.iter() if e.tag.endswith("rect"))
    assert wide == pytest.approx(2 * half, abs=0.1)
    assert {e.text for e in root.iter() if e.text} == {"a & b", "c", "10", "5", "gemiddeld"}


def test_a_reference_line_runs_through_no_number():
    """A bar that ends just before the line has its number behind the line, others beside their end."""
    bars = [charts.Bar("a", n, f"{n},00") for n in (5, 80, 98, 100, 120)]
    root = parse(charts.bars_svg(bars, title="t", line=(100, "gemiddeld")))
    line = next(e.get("d") for e in root.iter() if e.get("class") == "ijk")
    at = float(re.match(r"M([\d.]+)", line)[1])
    ends = [float(e.get("x")) + float(e.get("width")) for e in root.iter() if e.tag.endswith("rect")]
    numbers = [(float(e.get("x")), len(e.text)) for e in root.iter() if e.get("class") == "getal"]
    for (x, letters), end in zip(numbers, ends, strict=True):
        assert x > end
        assert not x < at < x + 8 * letters
    assert numbers[0][0] == pytest.approx(ends[0] + 5, abs=0.2)


def test_a_fan_keeps_its_middle_inside_its_band_and_a_tornado_starts_with_the_widest():
    bands = [charts.Band(0, 1, 2, 3), charts.Band(1, 2, 4, 8)]
    fan = parse(charts.fan_svg(bands, title="t", x_texts=["nu", "later"], y_texts=[(0, "0"), (8, "8")]))
    assert len([e for e in fan.iter() if e.get("class") == "band"]) == 1
    swings = [charts.Swing("klein", 4, 6, "4", "6"), charts.Swing("groot", 1, 9, "1", "9")]
    tornado = parse(charts.tornado_svg(swings, 5, title="t", base_text="5"))
    names = [e.text for e in tornado.iter() if e.text in {"klein", "groot"}]
    assert names == ["groot", "klein"]
    low, high = [float(e.get("width")) for e in tornado.iter() if e.tag.endswith("rect")][:2]
    assert low == high == pytest.approx((charts.WIDTH - 2 * charts.EDGE) / 2, abs=0.1)


def test_a_lorenz_chart_of_several_models_names_each():
    curves = [(n, [(0.0, 0.0), (0.5, y), (1.0, 1.0)]) for n, y in (("A", 0.4), ("B", 0.3))]
    root = parse(charts.lorenz_svg(curves, title="t", x_axis="x", y_axis="y", equal="="))
    assert {"A", "B", "x", "y", "="} <= {e.text for e in root.iter() if e.text}
