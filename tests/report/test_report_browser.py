"""The report as a reader meets it: in a real browser, by keyboard, at three widths, dark, on paper."""

from dataclasses import replace
from pathlib import Path

import pytest
from support.browser import drop, started, violations, visits
from support.report_result import add_plan, write_result

import verdeling
from verdeling.report.page import write_report

pytestmark = pytest.mark.browser

PAGES = {"overview": "", "gemeente": "#GM0150", "province": "#pv-fryslan"}


@pytest.fixture(scope="module")
def browser():
    with started() as running:
        yield running


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = add_plan(write_result(tmp_path_factory.mktemp("uit") / "plan"))
    return write_report(folder)


@pytest.fixture
def visit(browser, report):
    with visits(browser, report) as open_page:
        yield open_page


def shown(page):
    return page.locator("#t-asielopvang tbody tr:visible")


def names(page):
    return shown(page).locator("th").all_text_contents()


def test_searching_wijde_finds_wijdemeren(visit):
    page = visit()
    page.get_by_label("Zoek een gemeente").fill("wijde")
    assert names(page) == ["Wijdemeren"]
    assert page.get_by_role("status").text_content() == "1 van 342 gemeenten"
    page.get_by_label("Zoek een gemeente").fill("sudwest")
    assert names(page) == ["Súdwest-Fryslân"]


def test_choosing_a_province_leaves_its_gemeenten(visit):
    page = visit()
    page.get_by_role("combobox", name="Provincie").select_option("Flevoland")
    assert set(names(page)) == {"Almere", "Dronten", "Lelystad", "Noordoostpolder", "Urk", "Zeewolde"}


def test_sorting_up_and_down_by_number_and_by_name(visit):
    page = visit()
    head = page.locator("#t-asielopvang thead")
    head.get_by_role("button", name="Indicatief aantal").click()
    up = [int(x.replace(".", "")) for x in shown(page).locator("td:nth-child(4)").all_text_contents()]
    assert up == sorted(up)
    assert len(up) == 342
    head.get_by_role("button", name="Indicatief aantal").click()
    assert names(page)[:3] == ["Amsterdam", "Rotterdam", "'s-Gravenhage"]
    assert head.locator("[aria-sort]").count() == 1
    assert head.locator("[aria-sort=descending]").text_content() == "Indicatief aantal"
    head.get_by_role("button", name="Gemeente", exact=True).click()
    assert names(page)[1:3] == ["'s-Hertogenbosch", "Aa en Hunze"] or names(page)[0] == "Aa en Hunze"


def test_a_gemeente_page_takes_the_place_of_the_overview_and_gives_it_back(visit):
    page = visit()
    page.get_by_label("Zoek een gemeente").fill("deventer")
    page.locator("#t-asielopvang").get_by_role("link", name="Deventer").click()
    article = page.locator("#GM0150")
    assert article.is_visible()
    assert not page.locator("#samenvatting").is_visible()
    assert page.title() == "Deventer – Spreidingswet, tweede ronde (88.000 plaatsen)"
    assert "Zo komt het cijfer 488 tot stand" in article.text_content()
    assert article.locator("ol.stappen li").last.locator("b").text_content() == "488"
    page.locator("#GM0150").get_by_role("link", name="Alle gemeenten").click()
    assert page.locator("#gemeenten").is_visible()
    assert not article.is_visible()
    page.go_back()
    assert article.is_visible()


def test_all_of_it_reads_without_script(visit):
    page = visit(java_script_enabled=False)
    assert shown(page).count() == 342
    assert not page.get_by_label("Zoek een gemeente").is_visible()
    page.locator("#t-asielopvang").get_by_role("link", name="Deventer").click()
    assert page.locator("#GM0150").is_visible()
    assert not page.locator("#samenvatting").is_visible()
    page.locator("#GM0150").get_by_role("link", name="Overijssel").click()
    assert page.locator("#pv-overijssel").is_visible()


def test_the_map_tells_a_gemeente_and_opens_its_page(visit):
    page = visit(viewport={"width": 1280, "height": 1400})
    block = page.locator(".kaartblok").first
    block.locator("[data-c=GM0150]").first.hover()
    assert block.locator(".wijzer").text_content() == "Deventer: 4,68 plaatsen per 1.000 inwoners"
    block.get_by_label("Even grote tegels").check()
    assert block.locator("svg.tegels").is_visible()
    assert not block.locator("svg.kaart:not(.tegels)").is_visible()
    block.locator(".tegels path[data-c=GM0150]").click()
    assert page.locator("#GM0150").is_visible()


def test_by_keyboard_from_the_skip_link_to_a_gemeente_page_and_on(visit):
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"
    page.get_by_label("Zoek een gemeente").focus()
    page.keyboard.type("deventer")
    link = "document.activeElement.textContent"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate(link) == "Deventer":
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "focus is visible"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'GM0150'")
    page.keyboard.press("Tab")
    assert page.evaluate(link) == "Alle gemeenten"
    page.locator(".springlink").focus()
    page.keyboard.press("Enter")
    assert page.locator("#GM0150").is_visible(), "the skip link stays on the page"


def test_saving_the_table_gives_what_is_shown(visit):
    page = visit()
    page.get_by_label("Zoek een gemeente").fill("deventer")
    with page.expect_download() as download:
        page.get_by_role("button", name="Bewaar als csv").click()
    lines = Path(download.value.path()).read_text("utf-8-sig").splitlines()
    assert download.value.suggested_filename == "spreidingswet-2026-asielopvang.csv"
    assert [line.split(";")[0] for line in lines if line] == ['"Gemeente"', '"Deventer"']


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_page_is_wider_than_its_window(visit, width, kind):
    page = visit(PAGES[kind], viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


LATER = pytest.mark.long
"""Between two widths, and in the light what is wide in the dark too: the ordinary run has the ends."""


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize(
    "width,scheme",
    [
        (320, "light"),
        (1280, "dark"),
        pytest.param(768, "light", marks=LATER),
        pytest.param(1280, "light", marks=LATER),
    ],
)
def test_axe_finds_no_violation(visit, width, scheme, kind):
    page = visit(PAGES[kind], viewport={"width": width, "height": 900}, color_scheme=scheme)
    # axe is slow on 342 equal rows and 350 hidden pages: it sees one page, and twenty rows of each table.
    drop(page, ".blad:not(:target)", "tbody tr:nth-child(n+21)")
    assert violations(page) == []


@pytest.mark.parametrize("model", ["maanden", "prijzen", "samen"])
def test_axe_finds_no_violation_in_what_only_some_reports_have(browser, tmp_path, model):
    """Months with their chart; prices of rules, leeway and deciding rules; two tasks in one plan."""
    if model == "maanden":
        result = verdeling.run("ijsselland-transitie")
    elif model == "samen":
        totals = ("asielopvang.totaal=1910", "taakstelling.totaal=327")
        result = verdeling.run("samen-2026", overrides=["gebied=[PV29]", *(f"taken.{t}" for t in totals)])
    else:
        result = verdeling.run(
            "spreidingswet-2026", overrides=["gebied=[PV24]", "taken.asielopvang.totaal=6000"]
        )
        result = replace(result, prijs=result.prijzen(), ruimte=result.speelruimte())
    result.schrijf(tmp_path / "uit")
    with visits(browser, tmp_path / "uit" / "report.html") as open_page:
        page = open_page(viewport={"width": 320, "height": 900})
        assert page.locator("#verdieping").is_visible()
        drop(page, ".blad:not(:target)", "tbody tr:nth-child(n+21)")
        assert violations(page) == []
        page = open_page(
            {"prijzen": "#GM0995", "maanden": "#GM0150", "samen": "#GM0654"}[model],
            viewport={"width": 320, "height": 900},
        )
        assert page.locator(".blad:target h3").count() > 2
        assert violations(page) == []


def test_on_paper_the_overview_has_no_tools_and_a_gemeente_page_stands_alone(visit, tmp_path):
    page = visit()
    page.emulate_media(media="print")
    for hidden in ("nav.balk", ".gereedschap", ".wissel", ".wijzer"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert shown(page).count() == 342
    # Chromium repeats a heading on each page without its buttons: the text must not be inside the box of one.
    heads = page.locator("#t-asielopvang thead button")
    assert {e.evaluate("e => getComputedStyle(e).display") for e in heads.all()} == {"contents"}
    overview, one = tmp_path / "overzicht.pdf", tmp_path / "gemeente.pdf"
    page.pdf(path=str(overview))
    page = visit("#GM0150")
    page.pdf(path=str(one))
    pages = [
        p.read_bytes().count(b"/Type /Page\n") or p.read_bytes().count(b"/Type /Page")
        for p in (overview, one)
    ]
    assert pages[0] > 5
    assert 1 <= pages[1] <= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_neighbouring_classes_and_outlines_can_be_told_apart(visit, scheme):
    """Contrast of at least 3:1 (WCAG 1.4.11): outline of the country to the page, lowest to highest class."""
    page = visit(color_scheme=scheme)
    get = "name => getComputedStyle(document.documentElement).getPropertyValue(name).trim()"
    colour = {
        n: page.evaluate(get, f"--{n}")
        for n in ("papier", "grens", "rand", "focus", "s1", "s7", "accent", "stil")
    }
    assert contrast(colour["grens"], colour["papier"]) >= 3
    assert contrast(colour["rand"], colour["papier"]) >= 3
    assert contrast(colour["focus"], colour["papier"]) >= 3
    assert contrast(colour["s1"], colour["s7"]) >= 3
    assert contrast(colour["accent"], colour["stil"]) >= 3


def contrast(one, other):
    def luminance(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_screenshots_for_a_person_to_look_at(visit, tmp_path_factory):
    """Map, gemeente page and dark form, in the folder that pytest names with --basetemp."""
    folder = tmp_path_factory.mktemp("schermen")
    for name, anchor, settings in (
        ("kaart", "#kaart", {"viewport": {"width": 1280, "height": 1000}}),
        ("gemeente", "#GM0150", {"viewport": {"width": 1280, "height": 1000}}),
        ("gemeente-smal", "#GM0150", {"viewport": {"width": 320, "height": 1000}}),
        ("kaart-donker", "#kaart", {"viewport": {"width": 1280, "height": 1000}, "color_scheme": "dark"}),
    ):
        page = visit(anchor, **settings)
        page.screenshot(path=str(folder / f"{name}.png"))
    assert {p.stat().st_size > 10_000 for p in folder.iterdir()} == {True}
