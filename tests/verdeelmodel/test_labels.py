"""Labels never survive what they describe: over every shipped model and every value that a user can set."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from support.paths import ROOT

import verdeling
from verdeling.errors import ModelError
from verdeling.terms import Grondslag, Status
from verdeling.verdeelmodel.catalogue import dump_model, load_model, model_names, read_model
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.taak import Getal

LABELS = {"naam", "titel", "omschrijving", "status", "grondslag", "reden", "open", "bronnen", "toelichting"}
"""Keys that describe; written out here anew, so that the program does not decide what is tested."""

NAMES = {"aangepast", "genoemde_rest", "opgelost", "locatie", "niveau", "soort", "taak", "reeks", "voorraad"}
"""Keys whose values are names, of which there is no next value."""

RANK = list(Status)
Path_ = tuple[str | int, ...]


def leaves(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in LABELS | NAMES:
                yield from leaves(part, (*path, key))
    elif isinstance(value, list) and any(isinstance(part, dict | list) for part in value):
        for index, part in enumerate(value):
            yield from leaves(part, (*path, index))
    else:
        yield path, value


def other(path: Path_, value: Any) -> str | None:
    """Another valid value of the same kind, as one writes it after ``--set``; None for names."""
    if isinstance(value, bool):
        return str(not value).lower()
    if path == ("plan", "doelen") and len(value) < 3:
        return None
    if path[-1] == "afronding":
        if path[-2] == "delen":
            return "los" if value == "gecontroleerd" else "gecontroleerd"
        return "webster"
    if path[-1] == "stadium":
        return "eerste" if value == "herzien" else "herzien"
    if path == ("periode",):
        return "2024-2" if value != "2024-2" else "2025-2"
    if path[-1] == "indicator":
        return "huishoudens" if value != "huishoudens" else "oppervlakte_land"
    if path == ("plan", "doelen"):
        return f"[{', '.join([*value[1:-1], value[0], value[-1]])}]"
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return str(dt.date.fromisoformat(value) + dt.timedelta(days=365))
    try:
        number = Fraction(str(value))
    except ValueError:
        return None
    return str(number + 1234 if number >= 1000 else number + 1 if number.denominator == 1 else number / 2)


def settable(model: Verdeelmodel) -> list[tuple[Path_, Any, str]]:
    """Every value that can be set, one of each shape: of twelve given provincies the first will do."""
    seen: dict[tuple[str, ...], tuple[Path_, Any, str]] = {}
    for path, value in leaves(yaml.safe_load(dump_model(model))):
        new = other(path, value if not isinstance(value, dt.date) else str(value))
        if new is not None:
            shape = tuple(re.sub(r"^(PV|GM|VR)\d+$", "AREA", str(step)) for step in path)
            shape = tuple(
                "*" if s.isdigit() and "niveaus" not in shape[:i] else s for i, s in enumerate(shape)
            )
            seen.setdefault(shape, (path, value, new))
    return list(seen.values())


def dotted(path: Path_) -> str:
    return ".".join(map(str, path[:-1] if path[-1] == "waarde" else path))


def covering(model: Any, path: Path_) -> list[Grondslag]:
    """The bases that stand beside or around a value; that of a task covers its key alone."""
    found: list[Grondslag] = []
    here: Any = model
    for depth, step in enumerate(path):
        if isinstance(here, dict):
            here = here.get(step)
        elif isinstance(here, tuple):
            here = here[int(step)]
        else:
            if (basis := getattr(here, "grondslag", None)) is not None and (
                path[0] != "taken" or depth > 2 or path[2] == "sleutel"
            ):
                found.append(basis)
            here = getattr(here, str(step), None)
    return found


def related(parameter: str, path: Path_) -> bool:
    a, b = parameter.split("."), [str(step) for step in path]
    return a[: len(b)] == b or b[: len(a)] == a


def sentences(model: Verdeelmodel) -> Iterator[str]:
    """All words of a model for people, in both languages, but what it was changed from."""

    def walk(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for key, part in value.items():
                if key in LABELS - {"naam", "status"}:
                    yield from texts(part)
                elif key not in ("aangepast", "opgelost"):
                    yield from walk(part)
        elif isinstance(value, list):
            for part in value:
                yield from walk(part)

    def texts(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for key, part in value.items():
                if key not in ("url", "parameter"):
                    yield from texts(part)
        elif isinstance(value, list):
            for part in value:
                yield from texts(part)

    yield from walk(model.model_dump(mode="json", exclude_none=True))


def written(value: Any) -> list[str]:
    """How a reader would see a distinctive value: 88.000, 88,000 and 1-1-2025; empty for a small number."""
    text = str(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        day = dt.date.fromisoformat(text)
        return [f"{day.day}-{day.month}-{day.year}", text]
    if re.fullmatch(r"\d{4,}", text) and text != "1000":  # "per 1.000 inwoners" is about no parameter
        return [text, f"{int(text):,}", f"{int(text):,}".replace(",", ".")]
    return []


def names(text: str, forms: list[str]) -> bool:
    return any(re.search(rf"(?<![\d.,-]){re.escape(form)}(?![\d-]|[.,]\d)", text) for form in forms)


@pytest.mark.parametrize("name", model_names())
def test_no_label_of_a_shipped_model_survives_a_value_that_is_set(name: str):
    base, tried = load_model(name), 0
    text = dump_model(base)
    for path, old, new in settable(base):
        try:
            model = load_model(name, [f"{dotted(path)}={new}"])
        except ModelError:
            continue
        tried += 1
        where = f"{dotted(path)}={new}"
        if (
            path == ("periode",)
            and "periode" in text
            and base.titel != model.titel
            and model.aangepast is None
        ):
            assert new in model.titel.nl, where  # written for every half-year
            continue
        assert model.aangepast is not None, where
        assert model.aangepast.van == name, where
        assert any(related(w.pad, path) for w in model.aangepast.wijzigingen), where
        assert {w.waar for w in model.aangepast.wijzigingen} == {"--set"}, where
        assert model.titel != base.titel, where
        assert model.omschrijving != base.omschrijving, where
        from_series = path[-1] in ("periode", "stadium") or path[-2:] == ("totaal", "halfjaren")
        if not from_series:  # the worth of these is told by the series
            assert RANK.index(model.status) >= RANK.index(Status.ILLUSTRATIVE), where
            if path[-1] != "uitstroom":  # the total follows from the flows, and its basis names them
                assert all(g.bron == "ingesteld met --set" for g in covering(model, path)[-1:]), where
        assert not [p.parameter for p in model.open if p.parameter and related(p.parameter, path)
                    and p in base.open], where  # fmt: skip
        if path[0] == "plan" and base.plan is not None and base.plan.reden is not None:
            assert model.plan is not None
            assert model.plan.reden != base.plan.reden, where
        stay = [value for _, value in leaves(yaml.safe_load(dump_model(model)))]
        kept = {str(v) for value in stay for v in (value if isinstance(value, list) else [value])}
        if str(old) not in kept and path != ("grenzen",):  # a day of boundaries is a day of figures too
            wrong = [zin for zin in sentences(model) if names(zin, written(old))]
            assert not wrong, (where, wrong)
    assert tried >= 3, "the model has a total, a key and a rounding at least"


SHIPPED = {
    "amv-2023-77100": "derived",
    "cno-225": "published",
    "ijsselland-transitie": "published",
    "kampen-dronten-2024": "derived",
    "lrt-2023-77100": "published",
    "samen-2026": "illustrative",
    "spreidingswet-2024": "derived",
    "spreidingswet-2026-leximin": "derived",
    "spreidingswet-2026-rijk": "derived",
    "taakstelling-2022-2": "published",
    "taakstelling-2023-1-dichtstbij": "derived",
    "verdeelbesluit-2024": "illustrative",
}


@pytest.mark.parametrize("name", model_names())
def test_a_shipped_variant_has_labels_of_its_own(name: str):
    model = load_model(name)
    assert model.status == SHIPPED.get(name, model.status)
    assert "aangepast" not in model.titel.nl
    assert "met:" not in model.omschrijving.nl
    assert not [g for g in sentences(model) if g.startswith("eigen keuze in")]
    assert read_model(dump_model(model), f"{name}.yaml") == model


# --- own variants ---------------------------------------------------------------

KEY = """\
basis: spreidingswet-2026
titel: {nl: Mijn verdeling, en: My division}
taken:
  asielopvang:
    totaal: {waarde: 100000, grondslag: {bron: eigen aanname, status: illustrative}}
    sleutel: {mengsel: [{gewicht: 1/2, van: {indicator: inwoners, peildatum: 2025-01-01}},
                        {gewicht: 1/2, van: {indicator: woz_waarde}}]}
"""
MIX = """\
basis: inwoners
taken:
  asielopvang:
    sleutel: {mengsel: [{gewicht: 1/2, van: {indicator: inwoners, peildatum: 2025-01-01}},
                        {gewicht: 1/10, van: {indicator: oppervlakte_land}}]}
"""
MINIMUM = "basis: spreidingswet-2026\nplan: {regels: {locatieomvang: {minimum: 50}}}\n"


def own(folder: Path, text: str, name: str = "mijn.yaml") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder / name


def test_an_own_key_and_total_keep_nothing_of_the_statute(tmp_path: Path):
    result = verdeling.run(own(tmp_path, KEY), plan=False)
    model, task = result.model, result.model.taken["asielopvang"]
    assert model.titel.nl == "Mijn verdeling"
    assert (
        model.omschrijving.nl == "Zoals spreidingswet-2026, met: totaal 100.000; "
        "sleutel: 0,5 × aandeel[inwoners] + 0,5 × aandeel[woz_waarde]; "
        "de formule, niet de gepubliceerde cijfers."
    )
    assert (
        model.omschrijving.en == "As spreidingswet-2026, with: total 100,000; "
        "key: 0.5 × share[inwoners] + 0.5 × share[woz_waarde]; "
        "the formula, not the published figures."
    )
    assert model.status is Status.ILLUSTRATIVE
    assert (task.grondslag.bron, task.grondslag.status) == ("eigen keuze in mijn.yaml", "illustrative")
    assert task.totaal is not None
    assert task.totaal.grondslag.bron == "eigen aanname"
    open_items = [p.parameter for p in model.open]
    assert not [p for p in open_items if p and p.startswith("taken.asielopvang.sleutel")]
    assert "plan.regels.bestaande_capaciteit" in open_items
    told = "\n".join([*result.meldingen(), *(u.tekst("nl") for u in result.uitleg("Delft"))])
    assert "Status van dit model: ter illustratie." in told
    assert (
        "Aangepast van spreidingswet-2026: totaal 100.000; sleutel: 0,5 × aandeel[inwoners] + "
        "0,5 × aandeel[woz_waarde]; de formule, niet de gepubliceerde cijfers." in told
    )
    assert "grondslag: eigen keuze in mijn.yaml (ter illustratie)" in told
    for gone in ("SES-WOA", "88.000", "Stb. 2024, 12", "ses_woa"):
        assert gone not in told


def test_an_invented_mix_is_not_published(tmp_path: Path):
    model = load_model(own(tmp_path, MIX))
    assert model.status is Status.ILLUSTRATIVE
    assert model.titel.nl == "mijn, aangepast van inwoners"
    assert load_model(own(tmp_path, MIX + "status: published\n")).status is Status.ILLUSTRATIVE


@pytest.mark.parametrize(
    "part",
    [
        "totaal: 75500",
        "niveaus: [{niveau: gemeente, afronding: half_op}]",
        "totaal: {waarde: 75500, grondslag: {bron: Raming, status: illustrative}}",
    ],
)
def test_a_total_or_level_of_ones_own_is_not_official_on_the_word_of_its_author(tmp_path: Path, part: str):
    text = f"basis: inwoners\nstatus: official\ntaken: {{asielopvang: {{{part}}}}}\n"
    assert load_model(own(tmp_path, text)).status is Status.ILLUSTRATIVE


@pytest.mark.parametrize("by_file", [True, False])
def test_a_rule_number_of_ones_own_has_no_grondslag_of_another(tmp_path: Path, by_file: bool):
    if by_file:
        model = load_model(own(tmp_path, MINIMUM))
    else:
        model = load_model("spreidingswet-2026", ["plan.regels.locatieomvang.minimum=50"])
    assert model.plan is not None
    basis = model.plan.regels["locatieomvang"].grondslag
    assert basis.bron == ("eigen keuze in mijn.yaml" if by_file else "ingesteld met --set")
    assert (basis.status, model.plan.status, model.status) == ("illustrative",) * 3
    assert "honderd plaatsen of meer" not in " ".join(sentences(model))
    assert model.aangepast is not None
    assert model.aangepast.zin("nl") == "Aangepast van spreidingswet-2026: locaties van minstens 50 plaatsen."


def test_the_order_of_goals_of_a_plan_over_time_has_no_grondslag_and_its_other_settings_have():
    source = load_model("ijsselland-transitie").tijdplan.grondslag
    other = load_model("ijsselland-transitie", ["tijdplan.doelen=[tekort, volgorde]"])
    assert other.tijdplan.grondslag == source
    assert other.tijdplan.status == other.status == "illustrative"
    later = load_model("ijsselland-transitie", ["tijdplan.wettelijk_vanaf=2024-01-01"])
    assert later.tijdplan.grondslag.bron == "ingesteld met --set"
    site = load_model("ijsselland-transitie-maart-2023", ["tijdplan.locaties.0.plaatsen=90"])
    assert site.tijdplan.grondslag.bron == site.tijdplan.locaties[0].grondslag.bron == "ingesteld met --set"
    assert [p.parameter for p in site.open] == ["tijdplan.locaties.1"]


def test_an_author_who_gives_his_own_grondslag_keeps_it(tmp_path: Path):
    text = (
        KEY + "    grondslag: {bron: Raadsbesluit, status: published}\nomschrijving: {nl: Eigen, en: Own}\n"
    )
    model = load_model(own(tmp_path, text))
    assert model.taken["asielopvang"].grondslag.bron == "Raadsbesluit"
    assert model.omschrijving.nl == "Eigen"
    assert model.status is Status.ILLUSTRATIVE  # the total is


def test_a_part_of_a_grondslag_that_is_set_says_nothing_about_the_rest():
    model = load_model(
        "inwoners", ["taken.asielopvang.totaal.waarde=5", "taken.asielopvang.totaal.grondslag.bron=Brief"]
    )
    total = model.taken["asielopvang"].totaal
    assert total is not None
    assert (total.grondslag.bron, total.grondslag.status, total.grondslag.url) == (
        "Brief",
        "illustrative",
        None,
    )


def test_a_text_may_be_in_one_language_and_shipped_ones_are_in_both(tmp_path: Path):
    model = load_model(
        own(tmp_path, KEY.replace("{nl: Mijn verdeling, en: My division}", "{nl: Mijn verdeling}"))
    )
    assert (model.titel.nl, model.titel.en) == ("Mijn verdeling", "Mijn verdeling")
    assert (
        model.omschrijving.en == "As spreidingswet-2026, with: total 100,000; "
        "key: 0.5 × share[inwoners] + 0.5 × share[woz_waarde]; "
        "the formula, not the published figures."
    )
    assert load_model("inwoners", ["titel.nl=Van mij", "taken.asielopvang.totaal=5"]).titel.en == "Van mij"

    def halves(value: Any) -> Iterator[Any]:
        if isinstance(value, dict):
            if "nl" in value or "en" in value:
                yield value.keys()
            for part in value.values():
                yield from halves(part)
        elif isinstance(value, list):
            for part in value:
                yield from halves(part)

    for file in sorted((ROOT / "models").glob("*.yaml")):
        assert all(keys == {"nl", "en"} for keys in halves(yaml.safe_load(file.read_text("utf-8")))), (
            file.name
        )


def test_what_is_set_to_its_own_value_changes_no_label():
    base = load_model("inwoners")
    same = load_model("inwoners", ["taken.asielopvang.niveaus.0.afronding=grootste_rest"])
    assert (same.titel, same.status, same.aangepast) == (base.titel, base.status, None)


def test_a_changed_model_survives_writing_and_reading_and_a_second_change():
    model = load_model("inwoners", ["taken.asielopvang.totaal=5"])
    text = dump_model(model)
    assert read_model(text, "mijn.yaml") == model
    twice = read_model(text, "mijn.yaml", ["taken.asielopvang.niveaus.0.afronding=webster"])
    assert twice.aangepast is not None
    assert twice.aangepast.zin("en") == "Changed from inwoners: total 5; gemeente: rounding webster."


def test_a_name_decides_nothing(tmp_path: Path):
    """The remainders of the government stand beside the figures that they were named for, by declaration."""
    text = dump_model(load_model("spreidingswet-2026"))
    for name in ("mijn.yaml", "spreidingswet-2026-mijn.yaml"):
        assert load_model(own(tmp_path, text, name)).genoemde_rest == "spreidingswet-2026-rijk"
    assert load_model(own(tmp_path, MINIMUM)).genoemde_rest == "spreidingswet-2026-rijk"
    assert load_model(own(tmp_path, KEY, "spreidingswet-2026-mijn.yaml")).genoemde_rest is None
    assert load_model("spreidingswet-2024").genoemde_rest is None


# --- what a reader sees -----------------------------------------------------------


COLUMNS = "300"


def told_in_files(folder: Path) -> dict[str, str]:
    """Text of every file; of the workbook its shared strings. The source of a column tells of its source."""
    import zipfile

    texts = {p.name: p.read_text("utf-8") for p in folder.iterdir() if p.suffix != ".xlsx"}
    for book in folder.glob("*.xlsx"):
        with zipfile.ZipFile(book) as packed:
            texts[book.name] = packed.read("xl/sharedStrings.xml").decode()
    source = re.compile(
        r"Indicatieve verdeling van 88\.000 opvangplaatsen|gezien; som 88\.000"
        r"|Indicative division of 88,000 reception places|seen; sum 88,000"
        r"|(overzicht|tabel) van 88\.000( plaatsen en de inwoners van 1-1-2025)?|table of 88,000"
        r"|(plaatsen|places) / 88[.,]000|inwoners (op|van) 1-1-2025 ?[/÷)]"
    )
    return {name: source.sub("", text) for name, text in texts.items()}


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_total_that_is_set_stands_in_every_title_and_the_old_one_nowhere(tmp_path: Path, lang: Any):
    result = verdeling.run("spreidingswet-2026", overrides=["taken.asielopvang.totaal=100000"], plan=False)
    result.schrijf(tmp_path / "uit", lang)
    files = told_in_files(tmp_path / "uit")
    changed = {
        "nl": "Aangepast van spreidingswet-2026: totaal 100.000; de formule, niet de gepubliceerde cijfers.",
        "en": "Changed from spreidingswet-2026: total 100,000; the formula, not the published figures.",
    }[lang]
    title = "spreidingswet-2026, aangepast" if lang == "nl" else "spreidingswet-2026, changed"
    for name in ("report.html", "verdeling.xlsx", "diagnostics.json"):
        assert changed in files[name], name
        assert title in files[name], name
    assert "totaal 100.000" in files["manifest.json"]
    header = files["report.html"].partition("</header>")[0]
    assert f"<h1>{title}</h1>" in header
    assert changed in header
    wrong = {n: m for n, t in files.items() if (m := re.findall(r".{30}\b88[.,]000\b.{20}", t))}
    assert not wrong


def test_screen_explain_and_check_name_what_was_changed(cli, tmp_path: Path):
    change = ("--set", "taken.asielopvang.totaal=100000")
    line = "Aangepast van inwoners: totaal 100.000."
    _, out, _ = cli("run", "inwoners", *change)
    assert out.splitlines()[:2] == ["inwoners, aangepast", line]
    assert "88.000" not in out
    assert line in cli("explain", "inwoners", "Delft", *change)[1].splitlines()
    table = tmp_path / "tabel.csv"
    table.write_bytes(verdeling.run("inwoners").csv())
    assert cli("check", "inwoners", str(table), *change)[1].splitlines()[0] == line
    assert cli("models", "check", "inwoners", *change)[1].splitlines()[0] == line
    assert "Aangepast" not in cli("run", "inwoners")[1]


def test_compare_says_from_which_models_its_sides_derive(cli, tmp_path: Path):
    own(tmp_path, MIX)
    _, out, _ = cli("compare", "inwoners", str(tmp_path / "mijn.yaml"), "--out", str(tmp_path / "uit"))
    sleutel = "0,5 × aandeel[inwoners] + 0,1 × aandeel[oppervlakte_land]"
    line = f"{tmp_path / 'mijn.yaml'}: Aangepast van inwoners: sleutel: {sleutel}."
    assert line in out
    files = told_in_files(tmp_path / "uit")
    assert line in files["vergelijking.html"]
    assert line in files["vergelijking.xlsx"]


def test_an_experiment_says_what_is_changed_in_all_of_its_scenarios(tmp_path: Path):
    from verdeling.batch.run import make_setup

    (tmp_path / "proef.yaml").write_text(
        "titel: {nl: Proef, en: Trial}\nomschrijving: {nl: Een proef., en: A trial.}\nmodel: inwoners\n"
        "set: [taken.asielopvang.niveaus.0.afronding=webster]\n"
        "vary: {totaal: {path: taken.asielopvang.totaal, values: [1000, 2000]}}\nmeasure: [results]\n",
        "utf-8",
    )
    setup = make_setup(tmp_path / "proef.yaml")
    assert setup.changes_made("nl") == ["Aangepast van inwoners: gemeente: afronding webster."]
    second = setup.load(setup.scenario(1))
    assert second.aangepast is not None
    assert second.aangepast.zin("en") == "Changed from inwoners: total 2,000; gemeente: rounding webster."


def test_what_a_model_is_worth_is_no_more_than_its_columns(tmp_path: Path):
    """A key of SES scores, which are derived, is not published, whatever its author says."""
    text = (
        "basis: inwoners\nstatus: published\ntaken:\n  asielopvang:\n    sleutel: {product: ["
        "{indicator: inwoners, peildatum: 2025-01-01}, {som: [{getal: 1}, {indicator: ses_woa}]}]}\n"
        "    grondslag: {bron: Raadsbesluit, status: published}\n"
    )
    result = verdeling.run(own(tmp_path, text), plan=False)
    assert result.model.status is Status.PUBLISHED
    assert "Status van dit model: afgeleid." in result.meldingen()


def test_a_given_number_is_explained_by_what_was_given():
    """Deventer has 650 of the 1.565 places, given; the sum by inhabitants (295) tells nothing."""
    result = verdeling.run("ijsselland-geheel-2023", plan=False)
    told = result.uitleg("Deventer", "regulier")[0]
    text = told.tekst("nl")
    assert "Deventer: het aantal 650 is gegeven en volgt uit geen sleutel" in text
    assert "0 + stappen = 650, precies" in text
    for gone in ("295", "354,9", "101.446", "inwoners)", "Geen sleutel"):
        assert gone not in text
    assert {"sleutel", "quotum", "aandeel"} & set(told.als_json()) == set()
    assert "alle plaatsen zijn aan andere gemeenten gegeven" in result.uitleg("Zwolle", "regulier")[0].tekst(
        "nl"
    )
    ukrainians = verdeling.run("oekraine-2023", plan=False)
    assert "aandeel" in ukrainians.uitleg("Zwolle")[0].als_json()  # divided by a key: not given
    # Of a task that is given for one gemeente only, the figure of that one has no sum by the key either.
    own = ukrainians.uitleg("Deventer")[0]
    assert "het aantal 481 is gegeven en volgt uit geen sleutel" in own.tekst("nl")
    assert {"sleutel", "quotum", "aandeel"} & set(own.als_json()) == set()
    assert "697,6" not in own.tekst("nl")


@pytest.mark.long
@pytest.mark.parametrize("name", model_names())
def test_no_file_of_a_result_names_a_value_that_was_changed(name: str, tmp_path: Path):
    """Every shipped model and every distinctive value of its tasks: no sentence has the old one."""
    base = load_model(name)
    for number, (path, old, new) in enumerate(settable(base)):
        forms = [f for f in written(old) if not f.isdigit()]
        if path[0] != "taken" or not forms:
            continue
        try:
            result = verdeling.run(name, overrides=[f"{dotted(path)}={new}"], plan=False)
        except verdeling.VerdelingError:
            continue  # no figures of that day, or a sum that no longer fits
        # What a half-year made concrete counts too: another task may use the very date that was changed here.
        if str(old) in {str(v) for _, v in leaves(result.model.model_dump(mode="json"))}:
            continue
        result.schrijf(tmp_path / str(number), "nl")
        for file, text in told_in_files(tmp_path / str(number)).items():
            if file.endswith((".html", ".xlsx", "diagnostics.json")):
                lines = [
                    s for s in re.split(r"[<>\"]", text) if names(s, forms) and re.search(r"[a-z]{4}", s)
                ]
                assert not lines, (file, path, lines[:3])


def test_a_plain_number_can_be_set_where_the_model_itself_names_none():
    paths = {
        f"plan.regels.{kind}.{name}"
        for kind, rule in (load_model("spreidingswet-2026").plan or pytest.fail("no plan")).regels.items()
        for name, field in type(rule).model_fields.items()
        if field.annotation == Getal | None and getattr(rule, name) is None
    }
    assert "plan.regels.uitkering.budget" in paths
    for path in sorted(paths):
        plan = load_model("spreidingswet-2026", [f"{path}=38000000"]).plan
        assert plan is not None
        _, _, kind, name = path.split(".")
        number = getattr(plan.regels[kind], name)
        assert (number.waarde, number.grondslag.status) == (38_000_000, "illustrative")


def test_a_rule_that_a_variant_adds_without_a_basis_is_its_authors_own_choice():
    text = "basis: spreidingswet-2026\nplan: {regels: {plafond: {per_1000: 30, peildatum: 2025-01-01}}}\n"
    plan = read_model(text, "mijn.yaml").plan
    assert plan is not None
    basis = plan.regels["plafond"].grondslag
    assert basis is not None
    assert (basis.bron, basis.status) == ("eigen keuze in mijn.yaml", Status.ILLUSTRATIVE)


def every_setting_of_a_task_works_or_is_told(name: str) -> int:
    """How many settings changed no figure: each of those must be told, and none of the others."""
    plain = verdeling.run(name, plan=False)
    columns = ("code", "taak", "quotum", "indicatief")

    def figures(result: Any) -> list[Any]:
        levels = [[n.quota for n in t.niveaus] for t in result.indicatief.taken.values()]
        return [levels, [[getattr(r, c) for c in columns] for r in result.rijen]]

    idle = 0
    for path, _, value in settable(plain.model):
        if path[0] != "taken":
            continue
        setting = f"{dotted(path)}={value}"
        try:
            result = verdeling.run(name, overrides=[setting], plan=False)
        except verdeling.VerdelingError:
            continue  # refused, with what is wrong
        told = any(m.startswith(f"--set {setting}: ") and "[V650]" in m for m in result.meldingen())
        assert told == (figures(result) == figures(plain)), setting
        idle += told
    return idle


@pytest.mark.parametrize(
    ("name", "idle"), [("amv-2023-75500", True), ("cno-225", True), ("huishoudens", True)]
)
def test_a_setting_of_a_task_changes_a_figure_is_refused_or_is_told(name: str, idle: bool):
    assert (every_setting_of_a_task_works_or_is_told(name) > 0) == idle


@pytest.mark.long
@pytest.mark.parametrize("name", model_names())
def test_a_setting_of_a_task_of_any_model_changes_a_figure_is_refused_or_is_told(name: str):
    every_setting_of_a_task_works_or_is_told(name)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [("nl", "Aangepast van inwoners: totaal 75.500."), ("en", "Changed from inwoners: total 75,500.")],
)
def test_the_foot_of_report_and_workbook_names_the_model_and_what_was_changed(
    tmp_path: Path, lang: Any, sentence: str
):
    result = verdeling.run("inwoners", overrides="taken.asielopvang.totaal=75500")
    result.schrijf(tmp_path / "uit", lang)
    page = (tmp_path / "uit" / "report.html").read_text("utf-8")
    foot = page.partition("<footer>")[2].partition("</footer>")[0]
    assert "<code>inwoners</code>" in foot
    assert sentence in foot
    book = openpyxl.load_workbook(tmp_path / "uit" / "verdeling.xlsx")
    first = book.worksheets[0]
    below = [row[0].value for row in first.iter_rows(min_row=345) if row[0].value]
    assert below == [f"Model: inwoners. {sentence}"]
    assert all(sheet.oddFooter.left.text == below[0] for sheet in book.worksheets)
