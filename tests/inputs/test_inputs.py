"""Gegevens at a peildatum: boundaries, columns, herindelingen."""

import pickle
from dataclasses import FrozenInstanceError, replace
from datetime import date
from fractions import Fraction

import pytest

from verdeling.errors import DataError
from verdeling.inputs.columns import Kolom, carry_over
from verdeling.inputs.register import Herindeling, read_register
from verdeling.inputs.tables import load_data
from verdeling.terms import Bron, Niveau, Status

NU = date(2026, 1, 1)


@pytest.fixture(scope="module")
def gegevens():
    return load_data(None, NU)


@pytest.fixture(scope="module")
def op_2023():
    return load_data(None, date(2023, 1, 1))


def som(kolom):
    return sum(kolom.numerators)


def van(gegevens, kolom, naam):
    return kolom.waarden()[gegevens.namen.index(naam)]


def codes_van(fout):
    return [p.code for p in fout.value.problemen]


@pytest.mark.parametrize(
    "dag, aantal",
    [
        (date(2017, 1, 1), 388),
        (date(2018, 7, 1), 380),
        (date(2019, 1, 1), 355),
        (date(2020, 1, 1), 355),
        (date(2021, 1, 1), 352),
        (date(2021, 12, 31), 352),
        (date(2022, 1, 1), 345),
        (date(2022, 3, 23), 345),
        (date(2022, 3, 24), 344),
        (date(2023, 1, 1), 342),
        (date(2026, 12, 31), 342),
    ],
)
def test_boundaries_follow_the_peildatum(dag, aantal):
    gegevens = load_data(None, dag)
    assert len(gegevens.codes) == gegevens.verwacht == aantal
    assert list(gegevens.codes) == sorted(gegevens.codes)
    assert len(set(gegevens.gebied(Niveau.PROVINCIE))) == 12
    assert len(set(gegevens.gebied(Niveau.VEILIGHEIDSREGIO))) == 25
    assert all(gegevens.gebiedsnaam[c] for n in Niveau for c in gegevens.gebied(n))


@pytest.mark.parametrize("dag", [date(2016, 12, 31), date(2027, 1, 1), date(1990, 5, 5)])
def test_unknown_boundaries_are_refused_with_the_reason(dag):
    with pytest.raises(DataError) as fout:
        load_data(None, dag)
    assert codes_van(fout) == ["V101"]
    assert "2017-01-01 tot en met 2026-12-31" in fout.value.tekst()


def test_weesp_has_its_own_region_until_it_joins_amsterdam():
    gegevens = load_data(None, date(2022, 1, 1))
    regio = gegevens.gebied(Niveau.VEILIGHEIDSREGIO)[gegevens.namen.index("Weesp")]
    assert gegevens.gebiedsnaam[regio] == "Gooi en Vechtstreek"
    assert "Weesp" not in load_data(None, date(2022, 3, 24)).namen


def test_columns_are_exact(gegevens):
    assert van(gegevens, gegevens.kolom("ses_woa"), "Almere") == Fraction(81_516, 10**6)
    assert gegevens.kolom("ses_woa").denominator == 10**6
    assert van(gegevens, gegevens.kolom("ses_woa_herleid"), "Almere") == Fraction(81_221, 10**6)
    assert van(gegevens, gegevens.kolom("huishoudgrootte"), "Groningen") == Fraction(17, 10)
    assert gegevens.kolom("inwoners", NU).denominator == 1
    assert van(gegevens, gegevens.kolom("inwoners", date(2025, 1, 1)), "Almere") == 229_574


@pytest.mark.parametrize(
    "jaar, som_", [(2023, 17_811_291), (2024, 17_942_942), (2025, 18_044_027), (2026, 18_130_208)]
)
def test_inhabitants_of_the_same_boundaries_need_no_note(gegevens, jaar, som_):
    kolom = gegevens.kolom("inwoners", date(jaar, 1, 1))
    assert som(kolom) == som_
    assert kolom.meldingen == ()


def test_older_inhabitants_come_forward_summed_and_told(op_2023):
    kolom = op_2023.kolom("inwoners", date(2022, 1, 1))
    toen = load_data(None, date(2022, 1, 1))
    oud = dict(zip(toen.namen, toen.kolom("inwoners", date(2022, 1, 1)).numerators, strict=True))
    assert kolom.codes == op_2023.codes
    assert som(kolom) == 17_590_672
    assert van(op_2023, kolom, "Voorne aan Zee") == sum(
        oud[n] for n in ("Brielle", "Hellevoetsluis", "Westvoorne")
    )
    assert van(op_2023, kolom, "Amsterdam") == oud["Amsterdam"] + oud["Weesp"]
    tekst = [m.tekst() for m in kolom.meldingen]
    assert len(tekst) == 2
    assert "Amsterdam + Weesp" in tekst[0]
    assert "Brielle + Hellevoetsluis + Westvoorne" in tekst[1]


def test_land_van_cuijk_is_the_sum_of_five(op_2023):
    kolom = op_2023.kolom("inwoners", date(2021, 1, 1))
    assert som(kolom) == 17_475_415
    assert van(op_2023, kolom, "Land van Cuijk") == 90_194
    assert {m.gegevens["nieuw"] for m in kolom.meldingen} == {
        "Amsterdam",
        "Purmerend",
        "Dijk en Waard",
        "Land van Cuijk",
        "Maashorst",
        "Voorne aan Zee",
    }


def test_haaren_is_refused_with_the_reason():
    with pytest.raises(DataError) as fout:
        load_data(None, date(2021, 1, 1)).kolom("inwoners", date(2020, 1, 1))
    assert codes_van(fout) == ["V183"]
    assert "Haaren (GM0788)" in fout.value.tekst()
    assert "Boxtel, Oisterwijk, Tilburg, Vught" in fout.value.tekst()


def test_eemsdelta_without_haaren_comes_forward():
    """Where Haaren plays no part, 2020 can be brought to 2021: Eemsdelta had 45 857 inhabitants."""
    register = read_register()
    toen = load_data(None, date(2020, 1, 1))
    kolom = toen.kolom("inwoners", date(2020, 1, 1)).voor(["GM0003", "GM0010", "GM0024"])
    nieuw = carry_over(kolom, date(2021, 1, 1), register)
    assert nieuw.codes == ("GM1979",)
    assert nieuw.numerators == (45_857,)


def test_figures_from_before_2020_serve_the_boundaries_of_their_own_year():
    gegevens = load_data(None, date(2018, 7, 1))
    kolom = gegevens.kolom("inwoners", date(2018, 1, 1))
    assert som(kolom) == 17_181_084
    assert kolom.meldingen == ()
    plaats = dict(zip(gegevens.namen, gegevens.gebied(Niveau.PROVINCIE), strict=True))
    assert {gegevens.gebiedsnaam[plaats[naam]] for naam in ("Leerdam", "Zederik")} == {"Zuid-Holland"}
    assert gegevens.gebiedsnaam[plaats["Vianen"]] == "Utrecht"


def test_later_figures_are_not_taken_back_before_2020():
    with pytest.raises(DataError) as fout:
        load_data(None, date(2018, 1, 1)).kolom("inwoners", date(2020, 1, 1))
    assert codes_van(fout) == ["V181"]


def test_figures_from_before_2020_are_refused_with_the_reason():
    for dag in (NU, date(2020, 1, 1)):
        with pytest.raises(DataError) as fout:
            load_data(None, dag).kolom("inwoners", date(2019, 1, 1))
        assert codes_van(fout) == ["V182"]


@pytest.mark.parametrize("naam, peildatum", [("inwoners", date(2023, 1, 1)), ("ses_woa", None)])
def test_going_back_to_older_boundaries_is_refused(naam, peildatum):
    with pytest.raises(DataError) as fout:
        load_data(None, date(2022, 6, 1)).kolom(naam, peildatum)
    assert codes_van(fout) == ["V181"]


def zelfgemaakt(waarden, additive, grenzen=date(2022, 1, 1), denominator=1):
    codes = tuple(sorted(waarden))
    bron = Bron(
        kolom="x", uitgever="x", tabel="x", peildatum=grenzen, licentie="x", status=Status.ILLUSTRATIVE
    )
    return Kolom("x", codes, tuple(waarden[c] for c in codes), denominator, grenzen, additive, bron)


def test_a_score_is_never_summed_but_goes_missing_with_the_reason(op_2023):
    toen = load_data(None, date(2022, 1, 1))
    kolom = zelfgemaakt(dict.fromkeys(toen.codes, 5), additive=False)
    anders = replace(op_2023, kolommen=(kolom,))
    over = anders.kolom("x")
    leeg = {n for n, t in zip(anders.namen, over.numerators, strict=True) if t is None}
    assert leeg == {"Amsterdam", "Voorne aan Zee"}
    assert [m.code for m in over.meldingen] == ["V185"]
    with pytest.raises(DataError) as fout:
        anders.complete("x")
    assert codes_van(fout) == ["V185", "V186", "V186"]
    assert "Voorne aan Zee (GM1992)" in fout.value.tekst()


def test_a_merger_with_a_missing_part_is_missing_not_less(op_2023):
    kolom = zelfgemaakt({"GM0501": 10, "GM0530": None, "GM0614": 30}, additive=True)
    assert carry_over(kolom, date(2023, 1, 1), op_2023.register).numerators == (None,)
    zonder = zelfgemaakt({"GM0501": 10, "GM0614": 30}, additive=True)
    assert carry_over(zonder, date(2023, 1, 1), op_2023.register).numerators == (None,)
    amsterdam = zelfgemaakt({"GM0363": 10}, additive=True)
    assert carry_over(amsterdam, date(2023, 1, 1), op_2023.register).numerators == (None,)


def test_a_split_with_shares_is_divided_exactly(op_2023):
    delen = {"GM0757": "0.25", "GM0855": "0.5", "GM0865": "0.25"}
    haaren = tuple(
        Herindeling(date(2021, 1, 1), "GM0788", "Haaren", code, code, False, Fraction(deel))
        for code, deel in delen.items()
    )
    register = replace(op_2023.register, herindelingen=haaren)
    kolom = zelfgemaakt({"GM0757": 100, "GM0788": 30, "GM0855": 200, "GM0865": 300}, True, date(2020, 1, 1))
    nieuw = carry_over(kolom, date(2021, 1, 1), register)
    assert nieuw.waarden() == (Fraction(215, 2), Fraction(215), Fraction(615, 2))
    assert nieuw.denominator == 10


def test_which_column(gegevens):
    with pytest.raises(DataError) as fout:
        gegevens.kolom("inwoner")
    assert codes_van(fout) == ["V695"]
    assert "inwoners" in fout.value.tekst()
    with pytest.raises(DataError) as fout:
        gegevens.kolom("inwoners")
    assert codes_van(fout) == ["V188"]
    with pytest.raises(DataError) as fout:
        gegevens.kolom("inwoners", date(2016, 1, 1))
    assert codes_van(fout) == ["V189"]
    assert "2017-01-01, 2018-01-01" in fout.value.tekst()
    with pytest.raises(DataError) as fout:
        gegevens.kolom("ses_woa", date(2021, 1, 1))
    assert codes_van(fout) == ["V189"]


def test_missing_income_is_told_per_gemeente(gegevens):
    with pytest.raises(DataError) as fout:
        gegevens.complete("inkomen")
    assert [p.gegevens["naam"] for p in fout.value.problemen] == ["Schiermonnikoog", "Vlieland", "Rozendaal"]
    assert gegevens.complete("huishoudens").peildatum == date(2024, 1, 1)


def test_part_of_the_country(gegevens):
    deel = gegevens.beperk(["GM0150", "GM0193", "GM9999"])
    assert deel.namen == ("Deventer", "Zwolle")
    assert deel.verwacht == 342
    kolom = deel.kolom("inwoners", date(2022, 1, 1))
    heel = gegevens.kolom("inwoners", date(2022, 1, 1))
    assert kolom.codes == ("GM0150", "GM0193")
    assert kolom.numerators == tuple(heel.numerators[heel.codes.index(c)] for c in deel.codes)


def test_ijsselland_inhabitants_as_published(gegevens):
    """537 993 of the 1 171 910 inhabitants of Overijssel, 1 January 2022."""
    kolom = gegevens.kolom("inwoners", date(2022, 1, 1))
    per = {}
    for niveau in (Niveau.LAND, Niveau.PROVINCIE, Niveau.VEILIGHEIDSREGIO):
        for gebied, aantal in zip(gegevens.gebied(niveau), kolom.numerators, strict=True):
            naam = niveau, gegevens.gebiedsnaam[gebied]
            per[naam] = per.get(naam, 0) + aantal
    assert per[Niveau.VEILIGHEIDSREGIO, "IJsselland"] == 537_993
    assert per[Niveau.PROVINCIE, "Overijssel"] == 1_171_910
    assert per[Niveau.LAND, "Nederland"] == 17_590_672


def test_gegevens_are_frozen_and_travel_between_processes(gegevens):
    with pytest.raises(FrozenInstanceError):
        gegevens.peildatum = date(2020, 1, 1)
    assert gegevens.gebiedsnaam["PV20"] == "Groningen"
    with pytest.raises(TypeError):
        gegevens.gebiedsnaam["PV20"] = "Stad"
    assert pickle.loads(pickle.dumps(gegevens)) == gegevens
    with pytest.raises(DataError) as fout:
        gegevens.kolom("onbekend")
    terug = pickle.loads(pickle.dumps(fout.value))
    assert type(terug) is DataError
    assert terug.tekst("en") == fout.value.tekst("en")


def test_every_column_has_a_source(gegevens):
    for kolom in gegevens.kolommen:
        assert kolom.bron.kolom == kolom.naam
        assert kolom.bron.uitgever
    assert gegevens.kolom("ses_woa").bron.status is Status.DERIVED
    assert gegevens.kolom("capaciteit_nood").bron.status is Status.PUBLISHED
    assert gegevens.kolom("inwoners", NU).bron.status is Status.OFFICIAL
