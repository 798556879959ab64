"""The page of a comparison in a real browser: three results side by side."""

from pathlib import Path

import pytest
from support.browser import drop, started, violations, visits

from verdeling.cli import main

pytestmark = pytest.mark.browser

MODELS = ("inwoners", "spreidingswet-2026", "ruimte")


@pytest.fixture(scope="module")
def browser():
    with started() as running:
        yield running


@pytest.fixture(scope="module")
def comparison(tmp_path_factory):
    out = tmp_path_factory.mktemp("vergelijking") / "uit"
    with pytest.raises(SystemExit) as stop:
        main(["compare", *MODELS, "--zonder-plan", "--out", str(out)])
    assert not stop.value.code
    return out / "vergelijking.html"


@pytest.fixture
def visit(browser, comparison):
    with visits(browser, comparison) as open_page:
        yield open_page


def shown(page, table=0):
    return page.locator("table[id^=t-]").nth(table).locator("tbody tr:visible")


def test_searching_and_choosing_a_province_work_on_each_table_apart(visit):
    page = visit()
    page.get_by_label("Zoek een gemeente").first.fill("wijde")
    assert shown(page).locator("th").all_text_contents() == ["Wijdemeren"]
    assert shown(page, 1).count() == 342
    page.get_by_role("combobox", name="Provincie").nth(1).select_option("Flevoland")
    names = set(shown(page, 1).locator("th").all_text_contents())
    assert names == {"Almere", "Dronten", "Lelystad", "Noordoostpolder", "Urk", "Zeewolde"}


def test_sorting_by_difference_puts_the_largest_loss_first(visit):
    page = visit()
    head = page.locator("table[id^=t-]").first.locator("thead")
    column = head.locator("th").all_text_contents().index("Verschil")
    head.get_by_role("button", name="Verschil", exact=True).click()
    values = [
        int(t.replace(".", "").replace("−", "-").replace("+", ""))
        for t in shown(page).locator(f"td:nth-child({column + 1})").all_text_contents()
    ]
    assert len(values) == 342
    assert values == sorted(values)
    assert values[0] < 0 < values[-1]
    # By inhabitants Rotterdam has 3 282 of the 88 000, by the law 2 465; no gemeente loses more.
    assert shown(page).first.locator("th").text_content() == "Rotterdam"


def test_what_is_saved_is_read_as_numbers_by_a_spreadsheet(visit):
    """Signs are those of a keyboard; a name that begins like a formula is no formula."""
    page = visit()
    page.get_by_label("Zoek een gemeente").first.fill("rotterdam")
    with page.expect_download() as download:
        page.get_by_role("button", name="Bewaar als csv").first.click()
    head, row = Path(download.value.path()).read_text("utf-8-sig").splitlines()[:2]
    saved = dict(zip(head.split(";"), row.split(";"), strict=True))
    assert saved['"Gemeente"'] == '"Rotterdam"'
    assert saved['"Verschil"'] == '"-817"'
    assert "−" not in row
    page.get_by_label("Zoek een gemeente").first.fill("almere")
    with page.expect_download() as download:
        page.get_by_role("button", name="Bewaar als csv").first.click()
    assert '"+44"' in Path(download.value.path()).read_text("utf-8-sig")
    page.evaluate("document.querySelector('[id^=t-] tbody tr:not([hidden]) th').textContent = '=1+1'")
    with page.expect_download() as download:
        page.get_by_role("button", name="Bewaar als csv").first.click()
    assert Path(download.value.path()).read_text("utf-8-sig").splitlines()[1].startswith('"\'=1+1"')


def test_it_reads_without_script(visit):
    page = visit(java_script_enabled=False)
    assert shown(page).count() == 342
    assert not page.get_by_label("Zoek een gemeente").first.is_visible()


def test_the_map_tells_the_difference_of_a_gemeente(visit):
    page = visit(viewport={"width": 1280, "height": 1600})
    block = page.locator(".kaartblok").first
    block.locator("[data-c=GM0150]").first.hover()
    assert block.locator(".wijzer").text_content().startswith("Deventer: −4,13")
    block.get_by_label("Even grote tegels").check()
    assert block.locator("svg.tegels").is_visible()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_it_is_never_wider_than_its_window(visit, width):
    page = visit(viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width,scheme", [(320, "light"), (768, "light"), (1280, "light"), (1280, "dark")])
def test_axe_finds_no_violation(visit, width, scheme):
    page = visit(viewport={"width": width, "height": 900}, color_scheme=scheme)
    drop(page, "table[id^=t-] tbody tr:nth-child(n+21)")
    assert violations(page) == []


def test_on_paper_the_tools_are_gone_and_every_row_stands(visit, tmp_path):
    page = visit()
    page.emulate_media(media="print")
    for hidden in ("nav.balk", ".gereedschap", ".wissel", ".wijzer"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert shown(page).count() == 342
    page.pdf(path=str(tmp_path / "vergelijking.pdf"))
    assert (tmp_path / "vergelijking.pdf").read_bytes().startswith(b"%PDF")


def test_a_screenshot_for_a_person_to_look_at(visit, tmp_path_factory):
    page = visit(viewport={"width": 1280, "height": 1000})
    shot = tmp_path_factory.mktemp("schermen") / "vergelijking.png"
    page.screenshot(path=str(shot))
    assert shot.stat().st_size > 10_000
