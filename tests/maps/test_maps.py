"""Outlines, class scales, maps and charts: shapes that close, breaks that hold, drawings that tell values."""

import re
import xml.etree.ElementTree as ET
from collections import Counter

import pytest
from build_map import build, from_grid
from hypothesis import given
from hypothesis import strategies as st
from support.paths import ROOT

from verdeling.maps import svg as maps
from verdeling.maps.geometry import meegeleverd
from verdeling.report import charts

DATA = ROOT / "data/gemeenten"
RASTER = DATA / "km_raster.csv"


@pytest.fixture(scope="module")
def outlines():
    return meegeleverd()


def area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def grid(tmp_path, *runs):
    path = tmp_path / "raster.csv"
    path.write_text("y_km,x_km,breedte_km,code\n" + "\n".join(runs) + "\n", "utf-8")
    return path


# --- outlines


def test_shipped_outlines_are_those_that_the_shipped_grid_gives(outlines):
    assert build(RASTER) == (DATA / "kaart.json").read_text("utf-8")
    assert len(outlines.gemeenten) == 342


def test_every_border_is_shared_by_at_most_two_gemeenten_and_walked_in_both_directions(outlines):
    used = Counter(n for rings in outlines.gemeenten.values() for ring in rings for n in ring)
    assert set(used.values()) == {1}
    assert {n if n >= 0 else ~n for n in used} == set(range(len(outlines.bogen)))


def test_area_of_each_gemeente_stays_close_to_its_cells(outlines):
    cells = Counter()
    for line in RASTER.read_text("utf-8").splitlines()[1:]:
        _, _, width, code = line.split(",")
        cells[code] += int(width)
    drawn = {c: sum(area(outlines.ring(r)) for r in rs) / 100 for c, rs in outlines.gemeenten.items()}
    assert drawn.keys() == cells.keys()
    for code, km2 in cells.items():
        assert drawn[code] == pytest.approx(km2, rel=0.2, abs=5), code
    assert sum(drawn.values()) == pytest.approx(sum(cells.values()), rel=0.01)


def test_a_square_country_of_two_gemeenten_shares_one_border(tmp_path):
    runs = [f"{y},{x},10,{c}" for y in range(10) for x, c in ((0, "GM0001"), (10, "GM0002"))]
    two = from_grid(grid(tmp_path, *runs))
    shared = [b for b in two.bogen if {p[0] for p in b} == {100}]
    assert len(two.bogen) == 3
    assert len(shared) == 1
    assert two.grenzen({"GM0001": "A", "GM0002": "A"}) == [b for b in two.bogen if b is not shared[0]]
    assert len(two.grenzen({"GM0001": "A", "GM0002": "B"})) == 3


def test_an_enclave_is_a_hole_and_a_scrap_goes_to_its_neighbour(tmp_path):
    def owner(x, y):
        if 3 <= x < 6 and 3 <= y < 6:
            return "GM0002"
        return "GM0002" if (x, y) == (8, 8) else "GM0001"

    three = from_grid(grid(tmp_path, *[f"{y},{x},1,{owner(x, y)}" for y in range(10) for x in range(10)]))
    assert len(three.gemeenten["GM0001"]) == 2
    assert len(three.gemeenten["GM0002"]) == 1


def test_tiles_are_one_per_gemeente(outlines):
    assert set(outlines.tegels) == set(outlines.gemeenten)
    assert len(set(outlines.tegels.values())) == 342


# --- class scales


def test_classes_have_round_equal_steps_where_these_spread_the_values():
    scale = maps.klassen([4 + i / 100 for i in range(200)], 6)
    steps = {round(b - a, 9) for a, b in zip(scale.grenzen, scale.grenzen[1:], strict=False)}
    assert steps == {0.5}
    assert scale.grenzen == (4.5, 5.0, 5.5)


def test_skewed_values_get_classes_of_about_equal_numbers():
    values = [10 ** (i / 20) for i in range(100)]
    scale = maps.klassen(values, 5)
    assert scale.aantal == 5
    assert max(Counter(map(scale.klasse, values)).values()) <= 30


def test_a_diverging_scale_is_the_same_on_both_sides_of_zero():
    scale = maps.klassen([-9.0, -3, -1, 0, 1, 2, 4, 5, 8], 7, divergerend=True)
    assert scale.grenzen == tuple(-g for g in reversed(scale.grenzen))
    assert scale.css(-100) == "d1"
    assert scale.css(100) == "d7"
    assert scale.css(0) == "d4"
    assert scale.css(None) == "s0"


def test_a_diverging_scale_with_many_zeros_still_tells_small_from_large():
    """Two plans in which most gemeenten keep their number: zero is the middle class, the rest has six."""
    values = [0.0] * 200 + [sign * i for i in range(1, 61) for sign in (-1.0, 1.0)]
    scale = maps.klassen(values, 7, divergerend=True)
    assert scale.aantal == 7
    assert scale.letter(0) == "D"
    assert Counter(map(scale.letter, values))["D"] <= 240
    assert {scale.letter(w) for w in values} == set("ABCDEFG")


def test_breaks_of_a_diverging_scale_are_neighbours_in_the_row_of_1_2_5():
    assert maps.klassen([i / 10 for i in range(-100, 101)], 7, divergerend=True).grenzen[3:] == (
        2.0,
        5.0,
        10.0,
    )
    assert maps.klassen([3.0, -3.0], 7, divergerend=True).grenzen == (-2.0, 2.0)
    assert maps.klassen([0.0, 0.0], 7, divergerend=True).grenzen == ()


@given(st.lists(st.integers(0, 4) | st.floats(0, 1e4), min_size=1), st.integers(2, 7))
def test_the_lowest_class_is_never_empty_and_the_lowest_value_is_told_from_the_highest(values, n):
    scale = maps.klassen(values, n)
    assert scale.klasse(min(values)) == 0
    assert (scale.klasse(max(values)) > 0) is (max(values) > min(values))


def test_many_zeros_are_a_class_of_their_own():
    """Emergency places in one gemeente of eleven; regular places in four of eleven."""
    one = maps.klassen([0.0] * 10 + [0.99])
    assert [one.letter(w) for w in (0, 0.99)] == ["A", "B"]
    four = maps.klassen([0.0] * 7 + [1.46, 2.88, 6.41, 11.73])
    assert four.letter(0) == "A"
    assert len({four.letter(w) for w in (0, 1.46, 2.88, 6.41, 11.73)}) >= 4
    assert maps.klassen([5.0, 5.0]).grenzen == ()


@given(st.lists(st.floats(-1e6, 1e6), min_size=1), st.integers(2, 7))
def test_every_value_falls_in_a_class_with_a_letter(values, n):
    scale = maps.klassen(values, n)
    assert list(scale.grenzen) == sorted(set(scale.grenzen))
    assert 1 <= scale.aantal <= n
    for value in values:
        i = scale.klasse(value)
        assert scale.letter(value) == "ABCDEFG"[i]
        assert i == 0 or scale.grenzen[i - 1] <= value
        assert i == scale.aantal - 1 or value < scale.grenzen[i]


def test_a_scale_made_for_several_maps_gives_a_value_the_same_class_in_each(outlines):
    one, other = {"GM0014": 1.0, "GM0034": 5.0}, {"GM0014": 5.0, "GM0034": 9.0}
    scale = maps.klassen([*one.values(), *other.values()], 3)
    drawn = [maps.map_svg(outlines, v, scale, title="x") for v in (one, other)]
    classes = [{c: k for k, c in re.findall(r'class="(\w+)" data-c="(\w+)"', d)} for d in drawn]
    assert classes[0]["GM0034"] == classes[1]["GM0014"]
    assert classes[0]["GM0014"] != classes[0]["GM0034"]
    assert classes[0]["GM0150"] == "s0"


# --- drawings


def parse(svg):
    return ET.fromstring(svg)


def test_maps_are_one_image_with_a_name_for_assistive_technology(outlines):
    values = dict.fromkeys(outlines.gemeenten, 1.0)
    scale = maps.klassen([0.0, 1.0, 2.0], 2)
    for svg in (
        maps.map_svg(outlines, values, scale, title="A < B"),
        maps.tiles_svg(outlines, values, scale, title="A < B", area=dict.fromkeys(values, "p")),
        maps.circles_svg(outlines, values, {"GM0014": (1.0, 2.0)}, title="A < B", legend=[(1, "één")]),
    ):
        root = parse(svg)
        assert root.get("role") == "img"
        assert root.get("aria-label") == "A < B"
        assert [g.get("aria-hidden") for g in root] == ["true"]


def test_the_tile_map_writes_the_letter_of_the_class_in_each_tile(outlines):
    codes = sorted(outlines.gemeenten)
    values = {c: float(i % 3) for i, c in enumerate(codes)}
    scale = maps.Classes((0.5, 1.5))
    root = parse(maps.tiles_svg(outlines, values, scale, title="t"))
    tiles = [e for e in root[0] if e.get("data-c")]
    letters = [e.text for e in root[0] if e.text]
    assert {t.get("data-c"): x for t, x in zip(tiles, letters, strict=True)} == {
        c: "ABC"[int(values[c])] for c in codes
    }


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
    assert low == high == pytest.approx((charts.BREEDTE - 2 * charts.RAND) / 2, abs=0.1)


def test_a_lorenz_chart_of_several_models_names_each():
    curves = [(n, [(0.0, 0.0), (0.5, y), (1.0, 1.0)]) for n, y in (("A", 0.4), ("B", 0.3))]
    root = parse(charts.lorenz_svg(curves, title="t", x_axis="x", y_axis="y", equal="="))
    assert {"A", "B", "x", "y", "="} <= {e.text for e in root.iter() if e.text}
