"""Which area a name means: one judgement, whatever the spelling, and never another gemeente."""

from __future__ import annotations

import csv
import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import verdeling
from verdeling.errors import DataError, Problem
from verdeling.inputs.names import ALIASES, Found, NameBook
from verdeling.inputs.register import read_register
from verdeling.insight.search import search_gemeente
from verdeling.terms import Niveau
from verdeling.tijdplan.locations import from_table

REGISTER = read_register()
BOOK = NameBook(REGISTER, dt.date(2026, 1, 1))
OFFICIAL = {g.code: g.naam for g in REGISTER.op(BOOK.dag)}
CODES = {name: code for code, name in OFFICIAL.items()}

DAILY = {
    "Den Haag": "GM0518",
    "'s Gravenhage": "GM0518",
    "’s-Gravenhage": "GM0518",
    "den  bosch": "GM0796",
    "s-Hertogenbosch": "GM0796",
    "Nuenen": "GM0820",
    "Nuenen c.a.": "GM0820",
    "Nuenen ca": "GM0820",
    "Nuenen, Gerwen & Nederwetten": "GM0820",
    "Mook & Middelaar": "GM0944",
    "Gilze-Rijen": "GM0784",
    "Alphen a/d Rijn": "GM0484",
    "Alphen ad Rijn": "GM0484",
    "Alphen aan de Rijn": "GM0484",
    "Capelle a/d IJssel": "GM0502",
    "Krimpen a.d. IJssel": "GM0542",
    "Valkenburg a/d Geul": "GM0994",
    "Horst a/d Maas": "GM1507",
    "St. Michielsgestel": "GM0845",
    "St Michielsgestel": "GM0845",
    "Dantumadeel": "GM1891",
    "De Friese Meren": "GM1940",
    "Súdwest Fryslân": "GM1900",
    "gemeente Utrecht": "GM0344",
    "Gemeente Deventer": "GM0150",
    "Utrecht (gem.)": "GM0344",
    "Utrecht (gemeente)": "GM0344",
    "Groningen (gemeente)": "GM0014",
    "Deventer 1)": "GM0150",
    "Deventer*": "GM0150",
    "Deventer ²": "GM0150",
    "Deventer (1)": "GM0150",
    "Hengelo (O.)": "GM0164",
    "Hengelo O": "GM0164",
    "Hengelo (Overijssel)": "GM0164",
    "Laren (NH.)": "GM0417",
    "Laren NH": "GM0417",
    "Laren, Noord-Holland": "GM0417",
    "Bergen (NH.)": "GM0373",
    "Bergen NH": "GM0373",
    "Bergen (Noord-Holland)": "GM0373",
    "Bergen (L)": "GM0893",
    "Bergen L.": "GM0893",
    "Bergen, Limburg": "GM0893",
    "Middelburg (Z.)": "GM0687",
    "Beek (L.)": "GM0888",
    "Rijswijk (ZH.)": "GM0603",
    "14": "GM0014",
    "0014": "GM0014",
    "gm0014": "GM0014",
}


@pytest.mark.parametrize(("text", "code"), DAILY.items())
def test_names_in_daily_use_are_read(text, code):
    found = BOOK.find(text)
    assert isinstance(found, Found), found.tekst()
    assert (found.code, found.niveau) == (code, Niveau.GEMEENTE)


@pytest.mark.parametrize(
    "text", ["Den Haag", "Nuenen", "Mook & Middelaar", "gemeente Utrecht", "Deventer 1)"]
)
def test_a_name_that_is_not_the_official_one_is_read_with_a_note(text):
    note = BOOK.find(text).note
    assert note.code == "V191"
    assert text in note.tekst()
    assert OFFICIAL[BOOK.find(text).code] in note.tekst("en")


@pytest.mark.parametrize(
    "text", ["'s-Gravenhage", "Bergen (L.)", "Hengelo (O.)", "Utrecht (gemeente)", "GM0150"]
)
def test_an_official_name_has_no_note(text):
    assert BOOK.find(text).note is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Groningen (PV)", "PV20"),
        ("Utrecht (PV)", "PV26"),
        ("Utrecht (provincie)", "PV26"),
        ("provincie Utrecht", "PV26"),
        ("prov. Groningen", "PV20"),
        ("Drenthe", "PV22"),
        ("Friesland", "PV21"),
        ("PV26", "PV26"),
    ],
)
def test_a_provincie_is_no_gemeente(text, code):
    assert BOOK.find(text) == Found(code, Niveau.PROVINCIE)
    assert BOOK.provincie(text) == Found(code, Niveau.PROVINCIE)
    problem = BOOK.gemeente(text)
    assert isinstance(problem, Problem)
    assert problem.code == "V196"


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("Hengelo (Gld)", "V193", "Hengelo (GM0164, Overijssel)"),
        ("Hengelo (Gelderland)", "V193", "Hengelo (GM0164, Overijssel)"),
        ("Bergen (ZH.)", "V193", "Bergen (NH.) (GM0373, Noord-Holland), Bergen (L.) (GM0893, Limburg)"),
        ("Utrecht (stad)", "V193", "Utrecht (GM0344, Utrecht)"),
        ("Deventer (PV)", "V193", "Deventer (GM0150, Overijssel)"),
        ("Bergen", "V194", "Bergen (NH.) (GM0373, Noord-Holland), Bergen (L.) (GM0893, Limburg)"),
        ("Bergen (gemeente)", "V194", "Bergen (L.) (GM0893, Limburg)"),
        ("Haaren", "V134", "Boxtel, Oisterwijk, Tilburg, Vught"),
        ("Winsum", "V134", "Het Hogeland, Westerkwartier"),
        ("Littenseradiel", "V134", "Leeuwarden, Súdwest-Fryslân, Waadhoeke"),
        ("GM0457", "V134", "Amsterdam"),
        ("GM9999", "V132", "GM9999"),
        ("Utrecht (gem) Zuid", "V197", "bedoelde u Utrecht (GM0344)?"),
        ("", "V198", "geen gemeente"),
    ],
)
def test_what_names_no_gemeente_for_certain_is_told(text, code, says):
    problem = BOOK.find(text)
    assert isinstance(problem, Problem)
    assert problem.code == code
    assert says in problem.tekst()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Uden", "GM1991"),
        ("Weesp", "GM0363"),
        ("mill & st. hubert", "GM1982"),
        ("BRIELLE", "GM1992"),
        ("Ten Boer", "GM0014"),
        ("het Bildt", "GM1949"),
        ("Onderbanken", "GM1954"),
    ],
)
def test_a_name_from_before_a_herindeling_is_read_as_its_successor_with_a_note(old, new):
    found = BOOK.find(old)
    assert (found.code, found.note.code) == (new, "V192")


@pytest.mark.parametrize(
    ("text", "kind", "code", "members"),
    [
        ("Twente", "veiligheidsregio", "VR05", ("14 gemeenten", "Hof van Twente", "Twenterand", "Wierden")),
        ("Veiligheidsregio Twente", "veiligheidsregio", "VR05", ("14 gemeenten", "Almelo")),
        ("VR IJsselland", "veiligheidsregio", "VR04", ("11 gemeenten", "Deventer", "Zwolle")),
        ("VR05", "veiligheidsregio", "VR05", ("14 gemeenten", "Enschede")),
        ("Overijssel", "provincie", "PV23", ("25 gemeenten", "Kampen")),
        ("Veiligheidsregio Groningen", "veiligheidsregio", "VR01", ("10 gemeenten", "Westerwolde")),
        ("Achterhoek", "COROP-gebied", "CR14", ("Doetinchem", "Winterswijk")),
        ("Gooi en Vechtstreek", "veiligheidsregio", "VR14", ("Hilversum", "Huizen")),
        ("Nederland", "land", "NL01", ("342 gemeenten", "…")),
    ],
)
def test_a_region_is_told_as_what_it_is_with_its_gemeenten(text, kind, code, members):
    problem = BOOK.gemeente(text)
    assert isinstance(problem, Problem)
    assert problem.code == "V196"
    assert f"{kind} ({code})" in problem.tekst()
    assert [m for m in members if m not in problem.tekst()] == []


@pytest.mark.parametrize("streek", REGISTER.named_regions, ids=lambda s: s.code)
def test_every_area_is_known_by_its_name(streek):
    found = BOOK.gemeente(streek.naam)
    assert isinstance(found, Found) or found.code == "V196"


def test_on_older_boundaries_the_old_names_are_the_names():
    book = NameBook(REGISTER, dt.date(2021, 1, 1))
    assert book.find("Uden") == Found("GM0856", Niveau.GEMEENTE)
    assert book.find("Maashorst").code == "V135"


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Neunen", "GM0820"),
        ("Nuennen", "GM0820"),
        ("Almello", "GM0141"),
        ("Wijdemeeren", "GM1696"),
        ("Rotterdm", "GM0599"),
        ("Leeuwaarden", "GM0080"),
        ("Ysselstein", "GM0353"),
        ("Seewolde", "GM0050"),
        ("Sittart-Geleen", "GM1883"),
        ("Brgen (L.)", "GM0893"),
        ("Kranendonk", "GM1706"),
    ],
)
def test_a_hint_names_the_nearest_by_sound_and_letters(text, near):
    problem = BOOK.find(text)
    assert (problem.code, problem.gegevens["gm"]) == ("V197", near)


def test_a_name_with_one_letter_missing_hints_at_its_own_gemeente_or_one_as_near():
    """A few short names are one letter from two gemeenten: Asen is Assen or Asten."""
    wrong = []
    for code, name in OFFICIAL.items():
        for i in range(1, len(name) - 1, 2):
            found = BOOK.find(name[:i] + name[i + 1 :])
            meant = found.code if isinstance(found, Found) else found.gegevens.get("gm", code)
            wrong += [name] if meant != code else []
    assert len(wrong) <= 5, wrong


def test_the_column_of_provincies_decides_between_gemeenten_of_one_name():
    assert BOOK.find("Bergen", "Limburg").code == "GM0893"
    assert BOOK.find("Bergen", "NH").code == "GM0373"
    assert BOOK.find("Bergen", "Utrecht").code == "V194"
    assert BOOK.find("Deventer", "Gelderland").code == "V150"
    assert BOOK.find("Deventer", "Overijssel").code == "GM0150"


def test_every_alias_leads_to_its_own_gemeente_and_none_is_an_official_name():
    for alias, name in ALIASES.items():
        assert BOOK.find(alias).code == CODES[name]
    assert not set(ALIASES) & set(CODES)


def writings(name: str) -> st.SearchStrategy[str]:
    """The ways in which a name is written: case, accents, spaces, hyphens and quotes."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    forms = [name, bare, unicodedata.normalize("NFD", name), name.replace("-", " "), name.replace("'", "’")]
    forms += [
        f"  {name} ",
        name.replace(" ", "  "),
        name.replace(" ", "\u00a0"),
        f"gemeente {name}",
        f"{name} *",
    ]
    changes = [str, str.upper, str.lower, str.swapcase, str.title]
    return st.builds(lambda form, change: change(form), st.sampled_from(forms), st.sampled_from(changes))


@given(st.data())
def test_every_name_in_every_writing_is_its_own_gemeente_and_never_another(data):
    name, code = data.draw(st.sampled_from([*CODES.items(), *((a, CODES[n]) for a, n in ALIASES.items())]))
    found = BOOK.find(data.draw(writings(name)))
    assert isinstance(found, Found), found.tekst()
    assert found.code == code


@given(
    st.sampled_from(sorted(OFFICIAL)), st.sampled_from(sorted({g.provincie for g in REGISTER.op(BOOK.dag)}))
)
def test_a_suffix_counts_only_when_it_is_the_provincie_of_that_gemeente(code, province):
    bare = OFFICIAL[code].partition(" (")[0]
    found = BOOK.find(f"{bare} ({BOOK.names[province]})")
    own = [
        g.code for g in REGISTER.op(BOOK.dag) if g.naam.partition(" (")[0] == bare and g.provincie == province
    ]
    if own:
        assert found.code == own[0]
    else:
        assert found.code == "V193"


@given(st.sampled_from(sorted(OFFICIAL)), st.sampled_from(sorted(OFFICIAL)))
def test_a_name_beside_the_code_of_another_gemeente_is_always_told(code, other):
    told = BOOK.contradictions(code, OFFICIAL[other]).get("gemeente")
    assert (told is None) == (code == other)


@pytest.mark.parametrize("name", ["Bergen (L.)", "Bergen NH", "Laren NH", "Den Haag", "Bergen"])
def test_a_name_beside_its_own_code_is_judged_as_a_name_alone(name):
    codes = {"Bergen (L.)": "GM0893", "Bergen NH": "GM0373", "Laren NH": "GM0417", "Den Haag": "GM0518"}
    assert BOOK.contradictions(codes.get(name, "GM0893"), name) == {}


def test_names_and_codes_are_found_in_the_same_way_in_every_command():
    data = verdeling.load_data()
    for text, code in DAILY.items():
        assert search_gemeente(data, text, deel=False).code == code
    with pytest.raises(DataError, match="V196"):
        search_gemeente(data, "Groningen (PV)")


# --- tables -------------------------------------------------------------------------------------------------


def table(path, head, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def all_gemeenten(swap: dict[str, str]) -> list[list[str]]:
    names = OFFICIAL | swap
    provinces = {g.code: BOOK.names[g.provincie] for g in REGISTER.op(BOOK.dag)}
    return [[code, names[code], provinces[code], "1000"] for code in OFFICIAL]


BERGEN = {"GM0373": "Bergen (L.)", "GM0893": "Bergen (NH.)"}


def test_two_names_that_changed_places_are_told_in_gemeenten(tmp_path):
    table(tmp_path / "gemeenten.csv", ["code", "gemeente", "provincie", "inwoners"], all_gemeenten(BERGEN))
    with pytest.raises(DataError) as error:
        verdeling.load_data(tmp_path)
    assert [p.code for p in error.value.problemen] == ["V136", "V136"]


def test_two_names_that_changed_places_are_told_by_check(tmp_path):
    shares = verdeling.run("inwoners", plan=False)
    rows = [[r[0], n, "1"] for r, n in zip(all_gemeenten({}), (OFFICIAL | BERGEN).values(), strict=True)]
    path = table(tmp_path / "t.csv", ["code", "gemeente", "aantal"], rows)
    with pytest.raises(DataError) as error:
        shares.vergelijk(path)
    assert [p.code for p in error.value.problemen] == ["V136", "V136"]


@pytest.mark.parametrize("name", ["capaciteit", "aanbod"])
def test_a_column_of_names_that_has_shifted_is_told_in_every_table(tmp_path, name):
    codes = list(OFFICIAL)
    names = [*OFFICIAL.values()]
    shifted = names[5:] + names[:5]
    figures = {"capaciteit": ["regulier", "nood"], "aanbod": ["aanbod"]}[name]
    rows = [[c, n, *["1"] * len(figures)] for c, n in zip(codes, shifted, strict=True)]
    table(tmp_path / f"{name}.csv", ["code", "gemeente", *figures], rows)
    with pytest.raises(DataError) as error:
        verdeling.load_data(tmp_path)
    assert [p.code for p in error.value.problemen] == ["V136"] * len(codes)


def test_a_provincie_that_contradicts_the_code_is_told_beside_gemeenten(tmp_path):
    rows = [["GM0150", "Deventer", "Gelderland", "1", "1"], ["GM0193", "Zwolle", "Overijssel", "1", "1"]]
    table(tmp_path / "capaciteit.csv", ["code", "gemeente", "provincie", "regulier", "nood"], rows)
    with pytest.raises(DataError) as error:
        verdeling.load_data(tmp_path)
    (problem,) = error.value.problemen
    assert (problem.code, problem.waar) == ("V150", "capaciteit.csv:2:provincie (Deventer)")


def test_a_name_that_contradicts_the_code_is_told_in_realisatie(tmp_path):
    rows = [["GM0150", "Zwolle", "2025-2", "40"], ["GM0193", "Zwolle", "2025-2", "41"]]
    rows += [["GM0856", "Uden", "2021-1", "7"], ["GM1685", "Uden", "2021-1", "7"]]
    table(tmp_path / "realisatie.csv", ["code", "gemeente", "periode", "gehuisvest"], rows)
    with pytest.raises(DataError) as error:
        verdeling.run("taakstelling", tmp_path, plan=False)
    told = [(p.code, p.waar) for p in error.value.problemen]
    assert told == [("V136", "realisatie.csv:2:gemeente"), ("V136", "realisatie.csv:5:gemeente")]


@pytest.mark.parametrize(
    ("code", "name", "wrong"),
    [
        ("GM0150", "Deventer", False),
        ("GM0150", "Zwolle", True),
        ("GM0193+GM0150", "Zwolle + Deventer", False),
        ("GM0193+GM0150", "Deventer+Zwolle", True),
        ("GM0193+GM0150", "regio", False),
    ],
)
def test_a_name_that_contradicts_the_code_is_told_in_locaties(tmp_path, code, name, wrong):
    head = ["code", "gemeente", "locatie", "soort", "plaatsen", "van"]
    table(tmp_path / "locaties.csv", head, [[code, name, "hal", "azc", "100", "2023-01-01"]])
    data = verdeling.load_data(tmp_path, dt.date(2023, 1, 1))
    (own,) = data.tabellen
    problems = from_table(own, data.name_book)[1]
    assert {p.code for p in problems} == ({"V136"} if wrong else set())


@pytest.mark.parametrize("column", ["code", "gemeente"])
def test_a_table_may_name_its_gemeenten_and_says_how_it_read_them(tmp_path, column):
    rows = [["Den Haag", "5", "1"], ["Deventer", "6", "2"], ["Uden", "7", "3"]]
    table(tmp_path / "capaciteit.csv", [column, "regulier", "nood"], rows)
    data = verdeling.load_data(tmp_path)
    figures = data.kolom("capaciteit_regulier")
    told = dict(zip(figures.codes, figures.numerators, strict=True))
    assert {code: n for code, n in told.items() if n} == {"GM0518": 5, "GM0150": 6, "GM1991": 7}
    notes = {n.code: n.tekst() for n in data.meldingen}
    assert "Den Haag = 's-Gravenhage (GM0518)" in notes["V191"]
    assert "Maashorst (GM1991)" in notes["V192"]


def test_two_old_names_that_became_one_gemeente_are_not_added_up_unseen(tmp_path):
    rows = [["Uden", "7", "3"], ["Landerd", "2", "1"]]
    table(tmp_path / "capaciteit.csv", ["gemeente", "regulier", "nood"], rows)
    with pytest.raises(DataError) as error:
        verdeling.load_data(tmp_path)
    told = [(p.code, p.waar, p.gegevens["rijen"]) for p in error.value.problemen]
    assert told == [("V258", "capaciteit.csv:2:gemeente", "3"), ("V258", "capaciteit.csv:3:gemeente", "2")]
    assert "tel de cijfers op tot één rij Maashorst" in error.value.tekst()


@pytest.mark.parametrize("column", ["code", "gemeente"])
@pytest.mark.parametrize(
    ("old", "new"), [("GM0457", "GM0363"), ("GM0370", "GM0439"), ("GM0576", "GM0575"), ("GM1684", "GM1982")]
)
def test_a_merged_gemeente_beside_the_one_it_went_into_is_told_what_to_do(tmp_path, column, old, new):
    """Weesp and Amsterdam, Beemster and Purmerend, Noordwijkerhout, Cuijk and Land van Cuijk."""
    register = read_register()
    name = {g.code: g.naam for g in register.gemeenten}
    cells = (new, old) if column == "code" else (name[new], name[old])
    table(tmp_path / "capaciteit.csv", [column, "regulier", "nood"], [[c, "7", "3"] for c in cells])
    with pytest.raises(DataError) as error:
        verdeling.load_data(tmp_path)
    (problem,) = error.value.problemen
    assert (problem.code, problem.waar.split(" ")[0]) == ("V258", f"capaciteit.csv:3:{column}")
    assert f"{name[old]} is op" in problem.tekst()
    assert f"opgegaan in {name[new]} ({new}), waar ook rij 2 over gaat" in problem.tekst()
