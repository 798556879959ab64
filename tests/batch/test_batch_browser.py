"""The page of an experiment as a reader meets it: accessible, readable on a phone, nothing cut off."""

import pytest
from support.batch import KOP, schrijf
from support.browser import drop, started, violations, visits

from verdeling.batch.run import make_setup, run_experiment
from verdeling.batch.show import write_pages

pytestmark = pytest.mark.browser

BONUS = (
    KOP
    + """
model: spreidingswet-2026
bonus: {taak: asielopvang, bedrag: 2000, drempel: 1, reactie: 0.02}
vary:
  bedrag: {path: bonus.bedrag, range: {low: 0, high: 4000, step: 1000}, label: {nl: bedrag, en: amount}}
  drempel: {path: bonus.drempel, range: {low: 0, high: 1.5, step: 0.5}}
"""
)
TREKKING = (
    KOP
    + """
model: spreidingswet-2026
vary:
  inwoners: {path: data.inwoners, draw: {normal: {relative: 0.01}}}
  totaal: {path: taken.asielopvang.totaal, values: [80000, 88000, 96000]}
repetitions: 30
"""
)


@pytest.fixture(scope="module")
def browser():
    with started() as running:
        yield running


@pytest.fixture(scope="module", params=[BONUS, TREKKING], ids=["bonus", "trekking"])
def pagina(request, tmp_path_factory):
    map_ = tmp_path_factory.mktemp("exp")
    run_experiment(make_setup(schrijf(map_, request.param)), map_ / "uit", workers=0)
    return write_pages(map_ / "uit")


@pytest.fixture
def visit(browser, pagina):
    with visits(browser, pagina) as open_page:
        yield open_page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit, scheme):
    page = visit(color_scheme=scheme)
    drop(page, ".rol.hoog tbody tr:nth-child(n+4)", "svg.kaart path:nth-child(n+4)")
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_page_never_scrolls_sideways(visit, width):
    page = visit(viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_text_of_a_chart_falls_outside_it_or_over_another(visit):
    """Boxes of the letters, in the units of the chart."""
    page = visit(viewport={"width": 1280, "height": 800})
    charts = page.evaluate(
        """() => [...document.querySelectorAll('.platen svg')].map(svg => {
            const frame = svg.viewBox.baseVal;
            return [frame.width, frame.height, [...svg.querySelectorAll('text')].map(t => {
                const b = t.getBBox(); return [t.textContent, b.x, b.y, b.x + b.width, b.y + b.height]; })];
        })"""
    )
    assert charts
    for width, height, texts in charts:
        for text, x0, y0, x1, y1 in texts:
            assert x0 >= -1, text
            assert x1 <= width + 1, text
            assert y0 >= -1, text
            assert y1 <= height + 1, text
        for i, (een, ax0, ay0, ax1, ay1) in enumerate(texts):
            for twee, bx0, by0, bx1, by1 in texts[i + 1 :]:
                over = min(ax1, bx1) - max(ax0, bx0), min(ay1, by1) - max(ay0, by0)
                assert min(over) <= 3, (een, twee)
