"""The Python interface in a notebook: short to look at, easy to ask, strict in what it takes."""

import dataclasses
import datetime as dt
import html.parser
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

import verdeling
from verdeling import VerdelingError
from verdeling.solver.engine_names import ENGINES
from verdeling.verdeelmodel.catalogue import model_names

PAD = "taken.asielopvang.totaal"


@pytest.fixture(scope="module")
def inwoners() -> verdeling.Resultaat:
    return verdeling.run("inwoners")


@pytest.fixture(scope="module")
def gepland() -> verdeling.Resultaat:
    return verdeling.run("spreidingswet-2026", trace=True)


def codes(fout: pytest.ExceptionInfo[VerdelingError]) -> list[str]:
    return [p.code for p in fout.value.problemen]


# ---- what a cell shows


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_result_is_one_screen_for_every_shipped_model(lang):
    for naam in model_names():
        tekst = verdeling.run(naam, plan=False).samenvatting(lang)
        assert len(tekst.splitlines()) <= 25, naam
        assert len(tekst) <= 2000, naam


def test_a_result_with_long_settings_and_a_long_title_is_one_screen_too(inwoners):
    titel = inwoners.model.titel.model_copy(update={"nl": "lang " * 500})
    taken = {f"taak{i}": t for i in range(50) for t in inwoners.indicatief.taken.values()}
    lang = dataclasses.replace(
        inwoners,
        model=inwoners.model.model_copy(update={"titel": titel}),
        indicatief=dataclasses.replace(inwoners.indicatief, taken=taken),
        overrides=tuple(f"taken.asielopvang.sleutel.deel{i}=1" for i in range(200)),
    )
    assert len(repr(lang).splitlines()) <= 25
    assert len(repr(lang)) <= 2000
    assert "46" in repr(lang)


def test_a_result_says_title_totals_largest_gemeenten_and_the_plan(inwoners, gepland):
    assert "Naar inwoners" in repr(inwoners)
    assert "88.000 plaatsen" in repr(inwoners)
    assert "geen plan" in repr(inwoners)
    groot = gepland.tabel().nlargest(5, "indicatief")["gemeente"]
    assert [naam for naam in groot if naam not in repr(gepland)] == []
    assert "92.454" in repr(gepland)
    assert "45.161" in repr(gepland)
    assert "bewezen het beste" in repr(gepland)
    assert "proven best" in gepland.samenvatting("en")
    zonder = verdeling.run("spreidingswet-2026", plan=False)
    assert "niet gerekend" in repr(zonder)
    doelen = tuple(dataclasses.replace(d, proven=False) for d in gepland.plan.doelen)
    bewijs = dataclasses.replace(gepland.plan.bewijs, goals=doelen)
    plan = dataclasses.replace(gepland.plan, bewijs=bewijs)
    assert "niet bewezen" in repr(dataclasses.replace(gepland, plan=plan))


def test_what_was_changed_stands_in_the_summary():
    assert f"{PAD}=75500" in repr(verdeling.run("inwoners", overrides={PAD: 75500}))


def test_the_html_is_small_escaped_and_without_scripts(inwoners):
    titel = inwoners.model.titel.model_copy(update={"nl": '<script>alert(1)</script> & "x"'})
    vals = dataclasses.replace(inwoners, model=inwoners.model.model_copy(update={"titel": titel}))
    tekst = vals._repr_html_()
    tags = []
    lezer = html.parser.HTMLParser()
    lezer.handle_starttag = lambda tag, attrs: tags.append((tag, tuple(k for k, _ in attrs)))
    lezer.feed(tekst)
    assert {tag for tag, _ in tags} == {"table", "caption", "tbody", "tr", "th", "td"}
    assert not {k for _, attrs in tags for k in attrs if k.startswith("on") or k in {"src", "href", "style"}}
    assert "&lt;script&gt;" in tekst
    assert len(tekst) <= 4000


def bereikbaar(ding: object, diepte: int) -> list[object]:
    """Values of our own that a user reaches in some steps, through fields, tuples and mappings."""
    if diepte < 0:
        return []
    if isinstance(ding, Mapping):
        return [v for d in list(ding.values())[:3] for v in bereikbaar(d, diepte)]
    if isinstance(ding, tuple):
        return [v for d in ding[:3] for v in bereikbaar(d, diepte)]
    if not dataclasses.is_dataclass(ding):
        return []
    velden = [getattr(ding, f.name) for f in dataclasses.fields(ding)]
    return [ding, *(v for d in velden for v in bereikbaar(d, diepte - 1))]


def test_no_large_value_floods_the_screen(gepland):
    uitleg = (*gepland.uitleg("Deventer"), gepland.planuitleg("Deventer"))
    waarden = bereikbaar((gepland, uitleg), 3)
    soorten = {type(w).__name__ for w in waarden}
    assert {"Gegevens", "Indicatief", "TaakOutcome", "Plan", "Kolom", "Register", "Explanation"} <= soorten
    assert not {type(w).__name__ for w in waarden if len(repr(w)) > 2000}


def test_the_repr_of_a_model_names_it_for_every_shipped_model():
    for naam in model_names():
        model = verdeling.load_model(naam)
        assert naam in repr(model)
        assert len(repr(model)) <= 500
        assert len(str(model)) <= 500


# ---- how a model is changed


@pytest.mark.parametrize(
    "overrides",
    [
        f"{PAD}=1000",
        [f"{PAD}=1000"],
        (f"{PAD}=1000",),
        {PAD: 1000},
        {PAD: "1000"},
        {PAD: np.int64(1000)},
        {PAD: Decimal(1000)},
        {PAD: Fraction(1000)},
        {PAD: {"waarde": 1000, "grondslag": {"bron": "proef"}}},
        pytest.param(iter([f"{PAD}=1000"]), id="iterator"),
    ],
    ids=str,
)
def test_settings_may_be_a_text_a_list_or_a_dict(overrides):
    resultaat = verdeling.run("inwoners", overrides=overrides)
    assert sum(resultaat.indicatief.taken["asielopvang"].aantallen) == 1000
    assert all(isinstance(o, str) for o in resultaat.overrides)
    assert len(resultaat.overrides) == 1


def test_a_dict_sets_dates_exact_fractions_texts_and_removes():
    model = verdeling.load_model("inwoners", {"taken.asielopvang.sleutel.peildatum": dt.date(2025, 1, 1)})
    assert model.taken["asielopvang"].sleutel.peildatum == dt.date(2025, 1, 1)
    assert verdeling.load_model("inwoners", {"open": None}).open == ()
    assert verdeling.load_model("inwoners", {"titel": {"nl": "a: b #c", "en": "x"}}).titel.nl == "a: b #c"
    for derde, waarde in (
        (Fraction(1, 3), Fraction(1, 3)),
        (0.1, Fraction(1, 10)),
        (Decimal("0.25"), Fraction(1, 4)),
    ):
        sleutel = {"product": [{"getal": derde}, {"indicator": "inwoners", "peildatum": "2025-01-01"}]}
        model = verdeling.load_model("inwoners", {"taken.asielopvang.sleutel": sleutel})
        assert model.taken["asielopvang"].sleutel.product[0].getal == Fraction(waarde)


def test_no_settings_are_no_settings(inwoners):
    for leeg in (None, (), [], {}):
        assert verdeling.run("inwoners", overrides=leeg).rijen == inwoners.rijen


@pytest.mark.parametrize(
    ("overrides", "verwacht"),
    [
        (5, ["V641"]),
        (b"x=1", ["V641"]),
        ({f"{PAD}=1"}, ["V641"]),
        ([5, None], ["V281", "V281"]),
        ({5: 1}, ["V281"]),
        pytest.param({PAD: object(), "x": b"1"}, ["V282", "V282"], id="no-values"),
        ("", ["V216"]),
        ("abc", ["V216"]),
        ({PAD: "veel"}, ["V226"]),
        ({PAD: float("nan")}, ["V226"]),
    ],
    ids=str,
)
def test_wrong_settings_are_told_once_each_and_not_per_letter(overrides, verwacht):
    with pytest.raises(VerdelingError) as fout:
        verdeling.run("inwoners", overrides=overrides)
    assert codes(fout) == verwacht


# ---- engines and other arguments


@pytest.mark.parametrize("model", ["inwoners", "spreidingswet-2026"])
@pytest.mark.parametrize("engine", ["gurobi", "", None, 5, ["scip"]])
@pytest.mark.parametrize("plan", [True, False])
def test_an_unknown_engine_is_refused_always(model, engine, plan):
    with pytest.raises(VerdelingError, match="scip, highs, cpsat, cbc") as fout:
        verdeling.run(model, engine=engine, plan=plan)
    assert codes(fout) == ["V407"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_known_engine_is_taken_on_a_model_without_plan(engine, inwoners):
    assert verdeling.run("inwoners", engine=engine).rijen == inwoners.rijen


def test_every_deepening_refuses_an_unknown_engine(gepland, tmp_path):
    for vraag in (
        lambda: gepland.speelruimte("gurobi"),
        lambda: gepland.prijzen("gurobi"),
        lambda: gepland.een_anders((), "gurobi"),
        lambda: gepland.toets_plan(tmp_path / "x.csv", engine="gurobi"),
    ):
        with pytest.raises(VerdelingError) as fout:
            vraag()
        assert codes(fout) == ["V407"]


AANROEPEN = {
    "model": lambda r: verdeling.run(None),
    "model van getal": lambda r: verdeling.load_model(5),
    "model van dict": lambda r: verdeling.load_model({"naam": "x"}),
    "data": lambda r: verdeling.run("inwoners", data=5),
    "map": lambda r: verdeling.load_data(5),
    "peildatum": lambda r: verdeling.load_data(None, "2026-01-01"),
    "peildatum met tijd": lambda r: verdeling.load_data(None, dt.datetime(2026, 1, 1)),
    "seconden": lambda r: verdeling.run("inwoners", time_limit="x"),
    "voortgang": lambda r: verdeling.run("inwoners", voortgang=5),
    "uitleg": lambda r: r.uitleg(150),
    "planuitleg": lambda r: r.planuitleg(None),
    "vergelijk": lambda r: r.vergelijk(5),
    "schrijf": lambda r: r.schrijf(5),
    "toets": lambda r: r.toets_plan(5),
}


@pytest.mark.parametrize("aanroep", AANROEPEN.values(), ids=AANROEPEN)
def test_an_argument_of_the_wrong_type_is_our_error_with_a_remedy(aanroep, inwoners):
    with pytest.raises(VerdelingError) as fout:
        aanroep(inwoners)
    assert codes(fout) == ["V641"]
    assert "geef " in fout.value.tekst("nl")
    assert "give " in fout.value.tekst("en")


WAARDEN = {
    "tijd nul": (lambda r: verdeling.run("inwoners", time_limit=0), "V408"),
    "tijd nan": (lambda r: verdeling.run("inwoners", time_limit=float("nan")), "V408"),
    "taal": (lambda r: r.meldingen("fr"), "V642"),
    "taal van het rapport": (lambda r: r.schrijf("uit", rapport="fr"), "V642"),
    "taal van het boek": (lambda r: r.schrijf("uit", lang="fr"), "V642"),
    "taal van de samenvatting": (lambda r: r.samenvatting("fr"), "V642"),
    "onbekende taak": (lambda r: r.spoor("x", "GM0150"), "V341"),
    "onbekend deel": (lambda r: r.spoor("asielopvang", "GM0150", "x"), "V342"),
    "onbekende gemeente": (lambda r: r.spoor("asielopvang", "GM9999"), "V343"),
}


@pytest.mark.parametrize(("aanroep", "code"), WAARDEN.values(), ids=WAARDEN)
def test_a_wrong_value_is_our_error(aanroep, code, inwoners, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(VerdelingError) as fout:
        aanroep(inwoners)
    assert codes(fout) == [code]
    assert not list(tmp_path.iterdir())


ONZIN = [
    None,
    5,
    -1,
    5.5,
    float("nan"),
    b"x",
    "",
    "\0",
    "x" * 300,
    [],
    ["x"],
    {},
    {"x": 1},
    {1, 2},
    object(),
    (),
]

OVERAL = {
    "model": lambda r, w: verdeling.load_model(w),
    "instellingen": lambda r, w: verdeling.load_model("inwoners", w),
    "map": lambda r, w: verdeling.load_data(w),
    "peildatum": lambda r, w: verdeling.load_data(None, w),
    "data": lambda r, w: verdeling.run(r.model, w),
    "trace": lambda r, w: verdeling.run(r.model, r.gegevens, trace=w),
    "official": lambda r, w: verdeling.run(r.model, r.gegevens, official=w),
    "plan": lambda r, w: verdeling.run(r.model, r.gegevens, plan=w),
    "time_limit": lambda r, w: verdeling.run("inwoners", r.gegevens, time_limit=w),
    "voortgang": lambda r, w: verdeling.run("inwoners", r.gegevens, voortgang=w),
    "engine": lambda r, w: verdeling.run(r.model, r.gegevens, engine=w),
    "spoor van taak": lambda r, w: r.spoor(w, "GM0150"),
    "spoor van gemeente": lambda r, w: r.spoor("asielopvang", w),
    "spoor van deel": lambda r, w: r.spoor("asielopvang", "GM0150", w),
    "uitleg van gemeente": lambda r, w: r.uitleg(w),
    "uitleg van taak": lambda r, w: r.uitleg("Deventer", w),
    "planuitleg": lambda r, w: r.planuitleg(w),
    "vergelijk": lambda r, w: r.vergelijk(w),
    "vergelijk taak": lambda r, w: r.vergelijk("x.csv", w),
    "vergelijk kolom": lambda r, w: r.vergelijk("x.csv", None, w),
    "toets": lambda r, w: r.toets_plan(w),
    "toets taak": lambda r, w: r.toets_plan("x.csv", w),
    "toets kolom": lambda r, w: r.toets_plan("x.csv", None, w),
    "speelruimte": lambda r, w: r.speelruimte(w),
    "prijzen": lambda r, w: r.prijzen(w),
    "een anders": lambda r, w: r.een_anders(w, "gurobi"),
    "ruimte": lambda r, w: r.een_anders(w) if w else None,
    "meldingen": lambda r, w: r.meldingen(w),
    "schrijf": lambda r, w: r.schrijf(w, None),
    "rapport": lambda r, w: r.schrijf("uit", w) if w is not None else None,
    "taal": lambda r, w: r.schrijf("uit", None, lang=w) if w is not None else None,
    "niveau": lambda r, w: r.gegevens.gebied(w),
    "kolom": lambda r, w: r.gegevens.kolom(w),
    "datum": lambda r, w: r.gegevens.kolom("inwoners", w),
    "beperk": lambda r, w: r.gegevens.beperk(w),
}


@pytest.mark.parametrize("aanroep", OVERAL.values(), ids=OVERAL)
def test_nonsense_is_refused_as_our_error_or_means_nothing(aanroep, gepland, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    geweigerd = []
    for waarde in ONZIN:
        try:
            aanroep(gepland, waarde)
        except VerdelingError as fout:
            geweigerd.append(fout)
    assert all(fout.tekst(lang) for fout in geweigerd for lang in ("nl", "en"))
    assert len(geweigerd) >= 8
    assert not list(tmp_path.iterdir())


def test_a_level_is_taken_by_name_and_never_for_another(inwoners):
    gegevens = inwoners.gegevens
    assert gegevens.gebied("provincie")[0] == "PV20"
    assert gegevens.gebied("land") == ("NL01",) * 342
    assert gegevens.gebied("gemeente") == gegevens.codes


# ---- the table


def test_every_number_in_a_table_has_a_numeric_type(inwoners, gepland):
    for frame in (gepland.tabel(), inwoners.tabel(), inwoners.provincies()):
        soorten = dict(frame.dtypes.astype(str))
        tekst = {"taak", "code", "gemeente", "provincie"} & soorten.keys()
        breuk = {"gewicht", "quotum"} & soorten.keys()
        assert {soorten[k] for k in breuk} == {"float64"}
        assert {v for k, v in soorten.items() if k not in tekst | breuk} == {"Int64"}
    assert {"gewicht", "quotum", "nieuw"} <= set(gepland.tabel().describe().columns)


def test_the_floats_of_a_table_are_the_exact_values_nearest(gepland):
    exact = [(rij.gewicht, rij.quotum) for rij in gepland.rijen]
    tabel = gepland.tabel()
    assert [(float(g), float(q)) for g, q in exact] == list(
        zip(tabel["gewicht"], tabel["quotum"], strict=True)
    )
    assert all(isinstance(q, Decimal) for _, q in exact)


def test_a_missing_number_is_missing_and_not_zero(inwoners):
    assert inwoners.tabel()["plan"].isna().all()
    assert inwoners.tabel()["plan"].sum(min_count=1) is pd.NA
