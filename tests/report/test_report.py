"""The report without a browser: numbers equal to verdeling.csv, one language, one file, bad input told."""

import csv
import json
import re
import shlex
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from html import unescape
from html.parser import HTMLParser

import pytest
from support.report_result import add_plan, sign, write_result

import verdeling
from verdeling.errors import VerdelingError
from verdeling.maps import gis as geo
from verdeling.report.data import ReportData, TaskPart
from verdeling.report.folder import report_data
from verdeling.report.page import report_html, write_report
from verdeling.result.tables import FigureRow
from verdeling.result.told import Goal
from verdeling.terms import Status
from verdeling.texts import number


def row_of(code, name, province, inhabitants, figure):
    return FigureRow("t", code, name, province, inhabitants, Decimal(1), Decimal("1.0"), figure)


class Page(HTMLParser):
    """Tables by id, pages by id, and everything that could reach the network."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.links, self.ids, self.addresses = {}, set(), [], []
        self.open = None
        self.cell = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if "id" in a:
            self.ids.append(a["id"])
        self.addresses += [a[k] for k in ("src", "href", "action", "data", "srcset") if a.get(k)]
        if tag == "table":
            self.open = self.tables.setdefault(a.get("id", f"-{len(self.tables)}"), [])
        elif tag == "tr" and self.open is not None:
            self.open.append([])
        elif tag in {"td", "th"} and self.open is not None:
            self.cell = []

    def handle_data(self, data):
        if self.cell is not None:
            self.cell.append(data)

    def handle_endtag(self, tag):
        if tag in {"td", "th"} and self.cell is not None:
            self.open[-1].append("".join(self.cell).strip())
            self.cell = None
        elif tag == "table":
            self.open = None


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_result(tmp_path_factory.mktemp("uit") / "model")


@pytest.fixture(scope="module")
def planned(tmp_path_factory):
    return add_plan(write_result(tmp_path_factory.mktemp("uit") / "plan"))


@pytest.fixture(scope="module")
def page(planned):
    return Page(write_report(planned).read_text("utf-8"))


def rows(folder):
    return list(csv.DictReader((folder / "verdeling.csv").open(encoding="utf-8", newline="")))


def whole(text):
    return None if text == "–" else int(text.replace(".", "").replace("−", "-"))


PLAN_COLUMNS = {
    "Indicatief aantal": "indicatief",
    "Bestaande plaatsen": "bestaand",
    "Gevraagd in totaal": "gevraagd",
    "Nieuw": "nieuw",
    "Waarvan omgezet": "omgezet",
    "Plan": "plan",
    "Plan min indicatief": "verschil",
    "Uitkering in euro": "uitkering_eur",
}


def test_every_number_of_the_table_is_that_of_the_csv(page, planned):
    head, *lines = page.tables["t-asielopvang"]
    column = {name: i for i, name in enumerate(head)}
    shown = {line[0]: line for line in lines}
    source = rows(planned)
    assert len(source) == 342
    names = {"Inwoners": "inwoners", **PLAN_COLUMNS}
    for row in source:
        line = shown.pop(row["gemeente"])
        assert line[column["Provincie"]] == row["provincie"]
        for name, key in names.items():
            assert whole(line[column[name]]) == (int(row[key]) if row[key] else None), (row["code"], name)
        per = Fraction(1000 * int(row["indicatief"]), int(row["inwoners"]))
        assert line[column["Per 1.000 inwoners"]] == number(per, "nl", 2)
    assert list(shown) == ["Totaal"]
    for name, key in names.items():
        assert whole(shown["Totaal"][column[name]]) == sum(int(r[key]) for r in source), name


def test_the_sums_of_each_province_are_those_of_the_csv(page, planned):
    """In the table of provinces, and below the gemeenten on the page of each."""
    source = rows(planned)
    overview = next(t for t in page.tables.values() if t[0][0] == "Provincie" and len(t) == 14)
    own = {frozenset(line[0] for line in t[1:-1]): t for t in page.tables.values() if t[-1][0] == "Totaal"}
    for name, *_ in overview[1:-1]:
        mine = [r for r in source if r["provincie"] == name]
        below = own[frozenset(r["gemeente"] for r in mine)]
        for table, line in ((overview, next(x for x in overview if x[0] == name)), (below, below[-1])):
            for column, key in PLAN_COLUMNS.items():
                assert whole(line[table[0].index(column)]) == sum(int(r[key]) for r in mine), (name, column)


def test_names_stand_in_the_order_of_a_dutch_list(page):
    """'s-Gravenhage under the G and Súdwest-Fryslân among the other S."""
    names = [line[0] for line in page.tables["t-asielopvang"][1:-1]]
    assert len(names) == 342
    for before, name, after in (
        ("Gouda", "'s-Gravenhage", "Groningen"),
        ("Stichtse Vecht", "Súdwest-Fryslân", "Terneuzen"),
    ):
        assert names.index(before) < names.index(name) < names.index(after)


def test_each_province_map_has_the_classes_of_the_map_of_the_country(planned):
    text = (planned / "report.html").read_text("utf-8")
    lists = re.findall(r'<ul class="klassen">(.*?)</ul>', text, re.S)
    assert len(lists) == 12
    assert len(set(lists)) == 1
    told = re.findall(r"</svg>([A-G]): (.*?)</li>", lists[0])
    country = next(t for t in Page(text).tables.values() if t[0][:2] == ["Klasse", "Bereik"])
    assert told == [(row[0], row[1]) for row in country[1:-1]]


def test_a_solved_plan_is_shown_as_it_was_written(tmp_path):
    folder = write_result(tmp_path / "gerekend", plan=True)
    made = Page(write_report(folder).read_text("utf-8"))
    head, *lines = made.tables["t-asielopvang"]
    at = head.index("Plan")
    shown = {line[0]: whole(line[at]) for line in lines if line[0] != "Totaal"}
    assert shown == {r["gemeente"]: int(r["plan"]) for r in rows(folder)}
    flows = list(csv.DictReader((folder / "stromen.csv").open(encoding="utf-8", newline="")))
    away = [f for f in flows if f["van"] != f["naar"]]
    text = (folder / "report.html").read_text("utf-8")
    assert text.count(" op voor deze gemeente.</li>") == len(away) > 0
    told = {code: steps[-1].uitkomst for code, steps in report_data(folder).taken[0].planuitleg.items()}
    assert told == {r["code"]: number(int(r["plan"]), "nl") for r in rows(folder)}
    goals = next(t for t in made.tables.values() if t[0][0] == "Doel")
    assert len(goals) > 3
    assert {line[3] for line in goals[1:]} == {"ja"}


def test_a_model_without_a_plan_shows_no_plan_and_no_zero_in_its_place(folder):
    head, *_ = Page(report_html(report_data(folder))).tables["t-asielopvang"]
    assert head == ["Gemeente", "Provincie", "Inwoners", "Indicatief aantal", "Per 1.000 inwoners", "Klasse"]


def test_every_gemeente_and_province_has_a_page_and_every_link_has_a_target(page, planned):
    assert len(page.ids) == len(set(page.ids))
    assert {r["code"] for r in rows(planned)} <= set(page.ids)
    assert {"pv-fryslan", "pv-noord-brabant"} <= set(page.ids)
    assert {a[1:] for a in page.addresses if a.startswith("#")} <= set(page.ids)


def test_nothing_in_the_file_points_outside_it(page, planned):
    assert all(a.startswith("#") for a in page.addresses)
    text = (planned / "report.html").read_text("utf-8")
    assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest|sendBeacon|WebSocket|\sstyle=|\son\w+=", text)
    assert "default-src 'none'" in unescape(text)


def test_it_stays_within_its_size(planned):
    assert (planned / "report.html").stat().st_size < 2_000_000


@pytest.mark.long
@pytest.mark.parametrize(("model", "most"), [("samen-2026", 2_750_000), ("samen-cyclus-2026", 2_500_000)])
def test_two_tasks_of_the_country_stay_within_their_size(tmp_path, model, most):
    folder = write_result(tmp_path / "uit", model, plan=True)
    assert (folder / "report.html").stat().st_size < most


def test_the_same_folder_gives_the_same_bytes(planned):
    assert report_html(report_data(planned)) == report_html(report_data(planned))


def test_the_sum_on_a_page_ends_at_the_figure_in_at_most_twelve_steps(folder):
    data = report_data(folder)
    deel = data.taken[0]
    for rij in deel.rijen:
        steps = deel.uitleg[rij.code]
        assert 4 <= len(steps) <= 12
        assert steps[-1].uitkomst == number(rij.indicatief, "nl")


def test_what_would_change_a_figure_is_true(tmp_path):
    """The two national totals that are named do change the figure, and one place nearer does not.

    By the formula: what was published does not move with a total.
    """
    folder = write_result(tmp_path / "model", "spreidingswet-2026-cbs")
    data = report_data(folder)
    deel = data.taken[0]
    trails = map(json.loads, (folder / "trace.jsonl").read_text("utf-8").splitlines())
    trail = {t["code"]: t for t in trails if t["taak"] == "asielopvang"}
    half_up = lambda x: int(x + Fraction(1, 2))  # noqa: E731
    for rij in deel.rijen[::17]:
        share = Fraction(trail[rij.code]["start"]) / 88000
        sentences = " ".join(deel.anders[rij.code])
        more = whole(re.search(r"totaal van ([\d.]+) wordt", sentences).group(1))
        less = whole(re.search(r"totaal van ([\d.]+) of minder", sentences).group(1))
        assert half_up(more * share) > rij.indicatief == half_up((more - 1) * share)
        assert half_up(less * share) < rij.indicatief == half_up((less + 1) * share)


def test_what_the_figure_would_be_is_told_on_each_page_by_the_formula_of_the_law(folder):
    """N = half-up(T × p × (1 + SES) / Σ): without SES, with 1 000 inhabitants more, with T = 89 000."""
    table = {r["code"]: r for r in rows(folder)}
    people = {c: int(r["inwoners"]) for c, r in table.items()}
    weight = {c: Decimal(r["gewicht"]) for c, r in table.items()}
    half_up = lambda x: int(x + Decimal("0.5"))  # noqa: E731
    told = report_data(folder).taken[0].anders
    for code in list(table)[::13]:
        # what was published does not move: the formula beside it does
        now = half_up(88000 * weight[code] / sum(weight.values()))
        extra = weight[code] * (people[code] + 1000) / people[code]
        expected = [
            ("Zonder SES-WOA in de sleutel", 88000 * Decimal(people[code]) / sum(people.values())),
            (
                f"Met 1.000 inwoners meer in {table[code]['gemeente']}",
                88000 * extra / (sum(weight.values()) - weight[code] + extra),
            ),
            ("Met een totaal van 89.000, dus 1.000 meer", 89000 * weight[code] / sum(weight.values())),
        ]
        for (words, quota), sentence in zip(expected, told[code][:3], strict=True):
            then = half_up(quota)
            how = (
                "nog steeds"
                if then == now
                else f"{number(then, 'nl')}, dat is {number(abs(then - now), 'nl')} "
            )
            how += "" if then == now else "meer" if then > now else "minder"
            assert sentence.startswith(f"{words}: {how}")


def test_the_rules_that_decide_a_plan_stand_on_the_page_of_the_gemeente(tmp_path):
    folder = tmp_path / "uit"
    verdeling.run("spreidingswet-2026", overrides=["gebied=[PV22]", "taken.asielopvang.totaal=6000"]).schrijf(
        folder, None
    )
    sentences = report_data(folder).taken[0].bindend
    written = list(csv.DictReader((folder / "bindend.csv").open(encoding="utf-8", newline="")))
    assert {r["code"] for r in written} == sentences.keys() != set()
    text = unescape(write_report(folder).read_text("utf-8"))
    for row in written:
        assert f"<li>{row['nl'][0].upper()}{row['nl'][1:]}.</li>" in text
    english = unescape(report_html(report_data(folder, "en"), "en"))
    assert all(f"{row['en'][1:]}.</li>" in english for row in written)


def test_who_provides_for_whom_is_told_on_both_pages(page, planned):
    flows = list(csv.DictReader((planned / "stromen.csv").open(encoding="utf-8", newline="")))
    flow = next(f for f in flows if f["van"] != f["naar"])
    name = {r["code"]: r["gemeente"] for r in rows(planned)}
    text = (planned / "report.html").read_text("utf-8")
    article = {
        c: text.split(f'id="{c}" tabindex')[1].split("</article>")[0] for c in (flow["van"], flow["naar"])
    }
    assert f"{name[flow['naar']]} vangt er {flow['aantal']} op voor deze gemeente" in article[flow["van"]]
    assert f"vangt er {flow['aantal']} op voor {name[flow['van']]}" in article[flow["naar"]]


def test_a_goal_that_is_not_proven_says_so(page):
    goals = next(t for t in page.tables.values() if t[0][0] == "Doel")
    assert [line[3] for line in goals[1:]] == ["ja", "ja", "nee"]
    assert goals[3][1:3] == ["27.568", "27.560"]


def test_derived_data_is_named_wherever_figures_stand(tmp_path):
    """By the formula: published figures rest on no score."""
    text = write_report(write_result(tmp_path / "model", "spreidingswet-2026-cbs")).read_text("utf-8")
    for id_ in ("kaart", "gemeenten", "provincies", "verdeling"):
        section = text.split(f'id="{id_}"')[1].split("</section>")[0]
        assert "SES-WOA" in section
        assert "afgeleid" in section
    articles = re.findall(r'<article class="blad" id="GM\d{4}".*?</article>', text, re.S)
    assert len(articles) == 342
    assert all("afgeleid" in a for a in articles)


def test_open_items_and_checksums_are_shown(page, planned):
    manifest = json.loads((planned / "manifest.json").read_text("utf-8"))
    files = next(
        t for t in page.tables.values() if ["verdeling.csv", manifest["bestanden"]["verdeling.csv"]] in t
    )
    others = {name: sha for name, sha in manifest["bestanden"].items() if name != "report.html"}
    assert {line[0]: line[1] for line in files[1:]} == others
    assert "De score SES-WOA van de formule." in (planned / "report.html").read_text("utf-8")


def test_the_remark_on_derived_data_is_plain_and_in_the_language_of_the_report(planned, tmp_path):
    box = re.compile(r'<div class="let-op">.*?</div>', re.S)
    dutch = unescape(box.search((planned / "report.html").read_text("utf-8"))[0])
    assert "Met huishoudens gewogen gemiddelde van de PC4 van de gemeente, met studenten, 1-1-2022" in dutch
    assert "cirkel" not in dutch
    english = write_report(planned, "en", tmp_path / "en.html").read_text("utf-8")
    assert (
        "Mean of the PC4 of the gemeente weighted by households, students included" in box.search(english)[0]
    )
    remarks = [t for b in verdeling.load_data(None, date(2026, 1, 1)).kolommen if (t := b.bron.toelichting)]
    assert len(remarks) > 10
    assert not [t for t in remarks if t in unescape(english)]


def test_english_is_complete(planned, tmp_path):
    text = write_report(planned, "en", tmp_path / "en.html").read_text("utf-8")
    assert '<html lang="en">' in text
    assert "Spreidingswet, second cycle (88,000 places)" in text
    assert "How the figure 488 comes about" in text
    body = re.sub(r"<(style|script)[^>]*>.*?</\1>", "", text, flags=re.S)
    assert not re.search(r"\b(Zoek|Totaal|inwoners per|Kaarten|Verantwoording|wordt het)\b", body)
    assert "This report divides 88,000 places (asylum reception) over 342 gemeenten." in text
    assert not re.search(r"\b(Plaatsen|[\d,]+ plaatsen (?!en)|per 1,000 inwoners)\b", body)
    assert "<span>Inhabitants</span>" in text


@pytest.mark.parametrize("model", ["spreidingswet-2024", "ijsselland-2023", "taakstelling-2023-1"])
def test_parts_part_of_the_country_and_other_tasks_make_a_report_too(model, tmp_path):
    folder = write_result(tmp_path / model, model)
    page = Page(write_report(folder).read_text("utf-8"))
    source = rows(folder)
    tasks = {r["taak"] for r in source if "/" not in r["taak"]}
    for task in tasks:
        expected = {r["gemeente"]: r["indicatief"] for r in source if r["taak"] == task}
        head, *lines = page.tables[f"t-{task}"]
        # By the law places are indicative; a number of people to house is the task itself.
        at = head.index("Aantal" if task == "taakstelling" else "Indicatief aantal")
        assert {line[0]: str(whole(line[at])) for line in lines if line[0] != "Totaal"} == expected
    for part in {r["taak"] for r in source if "/" in r["taak"]}:
        task, _, name = part.partition("/")
        head, *lines = page.tables[f"t-{task}"]
        at = head.index(f"Waarvan {name}")
        expected = {r["gemeente"]: r["indicatief"] for r in source if r["taak"] == part}
        assert {line[0]: str(whole(line[at])) for line in lines if line[0] != "Totaal"} == expected


def test_published_figures_do_not_rest_on_the_score_that_the_formula_beside_them_reads(tmp_path):
    folder = write_result(tmp_path / "uit")
    data = report_data(folder)
    assert ([b.kolom for b in data.zwak], [b.kolom for b in data.zwak_formule]) == ([], ["ses_woa"])
    text = write_report(folder).read_text("utf-8")
    assert "Rust ook op" not in text
    assert "De uitkomsten rusten ook op" not in text
    notice = text.split("Op deze gegevens rust geen uitkomst, wel de formule die ernaast staat:")[1]
    assert notice.split("</li>")[0].rsplit("<li>")[1].startswith("SES-WOA")


def test_a_task_rests_only_on_the_data_that_its_own_figures_use(tmp_path):
    """The score is derived and counts for reception; the housing task follows inhabitants alone."""
    folder = tmp_path / "uit"
    verdeling.run("samen-2026", overrides={"taken.asielopvang.totaal": 90_000}, plan=False).schrijf(folder)
    data = report_data(folder)
    assert {d.naam: [b.kolom for b in data.zwak_in(d)] for d in data.taken} == {
        "asielopvang": ["ses_woa"],
        "taakstelling": [],
    }
    text = write_report(folder).read_text("utf-8")
    section = text.split('id="gemeenten"')[1].split("</section>")[0]
    assert section.count("Rust ook op: SES-WOA") == 1
    assert section.index("Rust ook op: SES-WOA") < section.index("t-taakstelling")


def test_a_province_is_told_from_the_gemeente_of_the_same_name(page, planned):
    text = (planned / "report.html").read_text("utf-8")
    bars = {
        p: re.search(rf'<g id="b-asielopvang-pv-{p}".*?</g>', text, re.S)[0] for p in ("utrecht", "drenthe")
    }
    assert ">Utrecht (provincie)<" in bars["utrecht"]
    assert ">Drenthe<" in bars["drenthe"]


def test_one_province_is_not_drawn_beside_itself(tmp_path):
    """Eleven of the gemeenten of Overijssel: their sum is no figure of the province."""
    data = report_data(write_result(tmp_path / "uit", "ijsselland-2023"))
    bars = re.search(r'<g id="b-[^"]*".*?</g>', report_html(data), re.S)[0]
    assert "Overijssel" not in bars
    assert ">Alle gemeenten<" in bars


def test_gemeenten_with_equal_figures_are_counted_and_none_is_singled_out():
    rijen = [row_of(f"GM{i:04}", f"G{i}", "P", 100, n) for i, n in enumerate((0, 0, 0, 5), start=1)]
    text = report_html(ReportData("m", "t", "", Status.DERIVED, (TaskPart("taak", tuple(rijen)),)))
    assert "Het laagst: 3 gemeenten (0,00). Het hoogst: G4 (50,00)." in text


def test_goals_are_told_in_words(planned):
    data = report_data(planned)
    goals = [("a", 12, None, False), ("b", "3/4", "3/4", True), ("c", "eenduidig", "eenduidig", True)]
    told = replace(
        data,
        doelen=tuple(
            Goal(naam=naam, waarde=waarde, grens=grens, bewezen=bewezen, motor="scip")
            for naam, waarde, grens, bewezen in goals
        ),
    )
    shown = next(t for t in Page(report_html(told)).tables.values() if t[0][0] == "Doel")
    assert [line[1:4] for line in shown[1:]] == [
        ["12", "onbekend", "nee"],
        ["75,0000 %", "75,0000 %", "ja"],
        ["één plan", "één plan", "ja"],
    ]
    english = next(t for t in Page(report_html(told, "en")).tables.values() if t[0][0] == "Goal")
    assert english[3][1:3] == ["one plan", "one plan"]


def test_the_command_to_do_it_again_has_the_settings_of_the_run(tmp_path):
    folder = tmp_path / "uit"
    verdeling.run("inwoners", overrides=["taken.asielopvang.totaal=75500", "gebied=[PV23]"]).schrijf(folder)
    text = unescape((folder / "report.html").read_text("utf-8"))
    again = re.search(r"Doe het na met: (.*?)\. Met de", text)[1]
    assert shlex.split(again) == [
        *("verdeling", "run", "inwoners"),
        *("--set", "taken.asielopvang.totaal=75500", "--set", "gebied=[PV23]"),
    ]


def test_what_made_the_result_is_told_in_words(tmp_path):
    folder = tmp_path / "uit"
    verdeling.run("spreidingswet-2026", overrides=["gebied=[PV22]", "taken.asielopvang.totaal=6000"]).schrijf(
        folder
    )
    for lang, program, official in (("nl", "programma", "nee"), ("en", "program", "no")):
        shown = Page(report_html(report_data(folder, lang), lang)).tables.values()
        made = dict(next([r[:2] for r in t] for t in shown if [program, "verdeling"] in t))
        assert next(v for k, v in made.items() if "--official" in k) == official
        assert not {"True", "False", "None"} & set(made.values())


def test_a_name_with_markup_is_shown_and_not_obeyed():
    rij = row_of("GM0014", "<script>alert(1)</script>", "Gron & 'ingen\"", 100, 1)
    data = ReportData("m", "<b>t</b>", "", Status.DERIVED, (TaskPart("taak", (rij,)),))
    text = report_html(data)
    assert "alert(1)" in text
    assert "<script>alert" not in text
    assert "<b>t</b>" not in text


def test_unknown_inhabitants_are_a_dash_and_not_a_zero():
    rijen = tuple(row_of(c, c, "P", i, 1) for c, i in (("GM0014", None), ("GM0034", 10)))
    page = Page(report_html(ReportData("m", "t", "", Status.DERIVED, (TaskPart("taak", rijen),))))
    line = next(x for x in page.tables["t-taak"] if x[0] == "GM0014")
    assert line[2] == "–"


# --- bad input


def copy(folder, tmp_path):
    return shutil.copytree(folder, tmp_path / "kopie")


def problems(call, *args):
    with pytest.raises(VerdelingError) as error:
        call(*args)
    return [(p.code, p.waar) for p in error.value.problemen]


@pytest.mark.parametrize(
    "model,country", [("inwoners", True), ("lrt-2023-77100", True), ("ijsselland-2023", False)]
)
def test_a_part_of_the_country_is_never_called_the_country(tmp_path, model, country):
    folder = write_result(tmp_path / "uit", model)
    data = report_data(folder)
    assert all(d.heel_land is country for d in data.taken)
    told = re.sub(r"<title>.*?</header>", "", report_html(data), flags=re.DOTALL)
    assert ("in heel Nederland" in told) is country
    assert bool(re.search(r">Nederland [0-9]", told)) is country
    assert ("voor alle gemeenten in dit rapport samen" in told.lower()) is not country


@pytest.mark.parametrize("name", ["manifest.json", "verdeling.csv", "diagnostics.json", "trace.jsonl"])
def test_a_missing_file_is_named(folder, tmp_path, name):
    made = copy(folder, tmp_path)
    (made / name).unlink()
    assert problems(report_data, made) == [("V652", str(made / name))]


def test_all_missing_and_edited_files_are_named_at_once(folder, tmp_path):
    made = copy(folder, tmp_path)
    with (made / "verdeling.csv").open("a") as file:
        file.write(" ")
    (made / "verdeling.xlsx").unlink()
    assert sorted(problems(report_data, made)) == [
        ("V652", str(made / "verdeling.xlsx")),
        ("V653", str(made / "verdeling.csv")),
    ]


def test_an_unreadable_cell_is_named_by_row_and_column(folder, tmp_path):
    made = copy(folder, tmp_path)
    text = (made / "verdeling.csv").read_bytes().decode().replace(",898,", ",veel,", 1)
    (made / "verdeling.csv").write_bytes(text.encode())
    sign(made)
    [(code, where)] = problems(report_data, made)
    assert code == "V654"
    assert where.endswith("verdeling.csv:2 indicatief")


@pytest.mark.parametrize(("name", "line"), [("diagnostics.json", ""), ("trace.jsonl", ":1")])
def test_broken_json_is_told(folder, tmp_path, name, line):
    made = copy(folder, tmp_path)
    (made / name).write_text("{", "utf-8")
    sign(made)
    assert problems(report_data, made) == [("V654", f"{made / name}{line}")]


def test_an_unknown_language_and_a_target_that_cannot_be_written_leave_nothing(folder, tmp_path):
    assert problems(write_report, folder, "de") == [("V656", "de")]
    (tmp_path / "bestand").write_text("x")
    target = tmp_path / "bestand" / "report.html"
    assert problems(write_report, folder, "nl", target) == [("V655", str(target))]
    assert [p.name for p in tmp_path.iterdir()] == ["bestand"]


# --- GIS


def test_geojson_is_wgs84_with_the_results(planned, tmp_path):
    made = json.loads(geo.write_geojson(planned, tmp_path / "uit.geojson").read_text("utf-8"))
    assert "crs" not in made
    source = {r["code"]: r for r in rows(planned)}
    assert len(made["features"]) == 342
    for feature in made["features"]:
        own = feature["properties"]
        row = source[own["code"]]
        assert own["indicatief"] == int(row["indicatief"])
        assert own["plan"] == int(row["plan"])
        assert own["gemeente"] == row["gemeente"]
        assert own["quotum"] == pytest.approx(float(Decimal(row["quotum"])), abs=1e-6)
        polygons = feature["geometry"]["coordinates"]
        polygons = [polygons] if feature["geometry"]["type"] == "Polygon" else polygons
        for lon, lat in (p for polygon in polygons for ring in polygon for p in ring):
            assert 3.2 < lon < 7.3
            assert 50.7 < lat < 53.7
        for exterior in (polygon[0] for polygon in polygons):
            turn = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(exterior, exterior[1:], strict=False))
            assert turn > 0, "an exterior ring runs anticlockwise"
    deventer = next(f for f in made["features"] if f["properties"]["code"] == "GM0150")
    lon, lat = (sum(v) / len(v) for v in zip(*deventer["geometry"]["coordinates"][0], strict=True))
    assert abs(lon - 6.16) < 0.2
    assert abs(lat - 52.25) < 0.2


def test_geopackage_is_rd_new_and_empty_cells_stay_empty(folder, tmp_path):
    import geopandas

    made = geopandas.read_file(geo.write_geopackage(folder, tmp_path / "uit.gpkg"), layer="asielopvang")
    assert made.crs.to_epsg() == 28992
    assert len(made) == 342
    assert made["plan"].isna().all()
    assert made["indicatief"].sum() == 88000
    assert made.geometry.is_valid.all()
    assert made.geometry.area.sum() / 1e6 == pytest.approx(35_068, rel=0.01)


def test_gis_export_names_what_is_missing_and_leaves_nothing(folder, tmp_path):
    made = copy(folder, tmp_path)
    text = (made / "verdeling.csv").read_bytes().replace(b"GM0014", b"GM9999")
    (made / "verdeling.csv").write_bytes(text)
    assert problems(geo.write_geojson, made, tmp_path / "x.geojson")[0][0] == "V657"
    target = tmp_path / "kopie" / "verdeling.csv" / "x.gpkg"
    assert problems(geo.write_geopackage, folder, target)[0] == ("V655", str(target))
    assert not list(tmp_path.glob("*.g*"))
