"""The trail: start + Σ steps = figure for every gemeente and method; what would change it."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from support.key_table import gegeven, model, taak, tabel

from verdeling.errors import ModelError
from verdeling.inputs.tables import load_data
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.sleutel.keys import indicators_of
from verdeling.sleutel.spoor import origins_of, spoor, tell_step, without_sleutel
from verdeling.sleutel.what_if import leave_out, what_if
from verdeling.verdeelmodel.operation import Expression
from verdeling.verdeelmodel.taak import Methode

INW = {"indicator": "inwoners"}
SES = {"indicator": "ses"}
MET_SES = {"product": [INW, {"som": [{"getal": 1}, SES]}]}
PROV = ["PV20", "PV20", "PV20", "PV21", "PV21"]
REGIO = ["VR01", "VR01", "VR02", "VR03", "VR03"]
TABEL = tabel(PROV, REGIO, inwoners=[100, 100, 200, 300, 317], ses=["0.1", "0.1", "-0.2", "0.25", "0"])

VORMEN = [
    [{"niveau": "provincie"}, {"niveau": "gemeente", "afronding": "half_op"}],
    [
        {"niveau": "provincie", "keten": True, "afronding": "omlaag"},
        {"niveau": "gemeente", "afronding": "omhoog"},
    ],
    [
        {
            "niveau": "provincie",
            "gegeven": gegeven(PV20="3531.6", PV21=400),
            "keten": True,
            "afronding": "omlaag",
        },
        {"niveau": "veiligheidsregio", "rest_naar": "VR02", "keten": True, "afronding": "omlaag"},
        {"niveau": "gemeente", "afronding": "omlaag"},
    ],
    [
        {"niveau": "provincie", "gegeven": gegeven(PV21="12.5"), "afronding": "half_op"},
        {"niveau": "veiligheidsregio", "sleutel": {"getal": 1}, "afronding": "omhoog"},
        {"niveau": "gemeente", "sleutel": INW, "volgorde": "kleinste"},
    ],
    [{"niveau": "gemeente", "afronding": "half_op", "keten": True}],
    [{"niveau": "land"}, {"niveau": "gemeente", "afronding": "omlaag", "rest_naar": "GM0003"}],
    [
        {"niveau": "veiligheidsregio", "afronding": "omhoog"},
        {"niveau": "gemeente", "gegeven": gegeven(GM0001=3)},
    ],
]


def check(m, gegevens) -> set[str]:
    """Every trail of every figure adds up, and every step can be told; the kinds of steps seen."""
    uitkomsten = compute_indicatief(m, gegevens)
    soorten = set()
    for naam, uitkomst in uitkomsten.taken.items():
        for rij, code in enumerate(uitkomst.codes):
            cijfers = {None: uitkomst.aantallen[rij]} | {d: n[rij] for d, n in uitkomst.delen.items()}
            for deel, cijfer in cijfers.items():
                pad = spoor(m, gegevens, uitkomsten, naam, code, deel)
                assert pad.uitkomst == cijfer
                for stap in pad.stappen:
                    assert tell_step(stap, "nl")
                    assert tell_step(stap, "en")
                    soorten.add(stap.soort)
            bron = origins_of(uitkomsten, naam, code)
            start = 0 if without_sleutel(uitkomst, rij) else bron.quotum
            assert start == spoor(m, gegevens, uitkomsten, naam, code).start
    return soorten


@pytest.mark.parametrize("niveaus", VORMEN)
@pytest.mark.parametrize("afronding", ["los", "gecontroleerd"])
def test_every_trail_adds_up_in_every_shape(niveaus, afronding):
    totaal = None if "3531.6" in str(niveaus) else 101
    delen = {"totalen": gegeven(amv=10), "afronding": afronding}
    check(model(t=taak(totaal, niveaus, MET_SES, delen=delen)), TABEL)


@pytest.mark.parametrize("afronding", ["los", "gecontroleerd"])
def test_the_trail_of_nothing_adds_up(afronding):
    delen = {"totalen": gegeven(amv=0), "afronding": afronding}
    check(model(t=taak(0, [{"niveau": "provincie"}, {"niveau": "gemeente"}], delen=delen)), TABEL)


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(1, 50)), min_size=1, max_size=8),
    st.integers(0, 60),
    st.sampled_from([m.value for m in Methode]),
    st.sampled_from([m.value for m in Methode]),
)
def test_every_trail_adds_up_by_every_method(gemeenten, totaal, boven, onder):
    gegevens = tabel([f"PV{p}" for p, _ in gemeenten], inwoners=[w for _, w in gemeenten])
    niveaus = [{"niveau": "provincie", "afronding": boven}, {"niveau": "gemeente", "afronding": onder}]
    assert {boven, onder} <= check(model(t=taak(totaal, niveaus)), gegevens)


def test_a_trail_worked_by_hand():
    # Start 10 × 100/1000 = 1. PV20 has quota 4; a given 6 makes it 6 × 1/4 = 1.5; half-up 2.
    gegevens = tabel(["PV20", "PV20", "PV21"], inwoners=[100, 300, 600])
    niveaus = [
        {"niveau": "provincie", "gegeven": gegeven(PV20=6)},
        {"niveau": "gemeente", "afronding": "half_op"},
    ]
    m = model(t=taak(10, niveaus))
    uitkomsten = compute_indicatief(m, gegevens)
    pad = spoor(m, gegevens, uitkomsten, "t", "GM0001")
    assert pad.start == 1
    assert [(s.soort, s.bijdrage) for s in pad.stappen] == [
        ("gegeven", Fraction(1, 2)),
        ("half_op", Fraction(1, 2)),
    ]
    assert (
        tell_step(pad.stappen[0], "en") == "Gebied PV20: the number 6 is given; by the key it would be 4.0000"
    )
    # PV21 gets what remains: 4 in place of 6.
    pad = spoor(m, gegevens, uitkomsten, "t", "GM0003")
    assert [(s.soort, s.bijdrage) for s in pad.stappen] == [
        ("overige", -2),
        ("grootste_rest", 0),
        ("half_op", 0),
    ]


def test_another_key_at_a_lower_level_is_a_step_of_its_own():
    # By inhabitants 1 and 3 the start is 2 of 8; inside the provincie the kilometres are equal: 4.
    gegevens = tabel(inwoners=[1, 3], km=[5, 5])
    m = model(t=taak(8, [{"niveau": "provincie"}, {"niveau": "gemeente", "sleutel": {"indicator": "km"}}]))
    pad = spoor(m, gegevens, compute_indicatief(m, gegevens), "t", "GM0001")
    assert pad.start == 2
    assert [(s.soort, s.bijdrage) for s in pad.stappen] == [
        ("sleutel", 2),
        ("grootste_rest", 0),
        ("grootste_rest", 0),
    ]
    assert (pad.stappen[0].gegevens["totaal"], pad.stappen[0].gegevens["quotum"]) == (8, 8)


def test_down_a_chain_the_unrounded_number_goes_on():
    # PV20 has 10 × 3/7 = 4.29, rounded 4; its first gemeente has a third of the 4.29 and not of the 4.
    gegevens = tabel(["PV20", "PV20", "PV21"], inwoners=[1, 2, 4])
    niveaus = [
        {"niveau": "provincie", "keten": True, "afronding": "half_op"},
        {"niveau": "gemeente", "afronding": "omlaag"},
    ]
    m = model(t=taak(10, niveaus))
    pad = spoor(m, gegevens, compute_indicatief(m, gegevens), "t", "GM0001")
    assert pad.start == Fraction(10, 7)
    assert [(s.soort, s.bijdrage) for s in pad.stappen] == [("keten", 0), ("omlaag", Fraction(-3, 7))]
    assert (pad.stappen[0].gegevens["quotum"], pad.stappen[0].gegevens["aantal"]) == (Fraction(30, 7), 4)
    assert pad.stappen[1].gegevens["quotum"] == Fraction(10, 7)


def test_the_trail_of_a_tie_names_who_won_and_who_lost():
    gegevens = tabel(inwoners=[1, 1, 2])
    m = model(t=taak(2, [{"niveau": "gemeente"}]))
    uitkomsten = compute_indicatief(m, gegevens)
    stappen = {c: spoor(m, gegevens, uitkomsten, "t", c).stappen for c in uitkomsten.codes}
    half = Fraction(1, 2)
    assert [(s.soort, s.bijdrage) for s in stappen["GM0001"]] == [("grootste_rest", -half), ("gelijk_wel", 1)]
    assert [(s.soort, s.bijdrage) for s in stappen["GM0002"]] == [
        ("grootste_rest", -half),
        ("gelijk_niet", 0),
    ]
    assert [s.soort for s in stappen["GM0003"]] == ["grootste_rest"]


def test_the_trail_of_a_part():
    # Figure 3 of quota 2.5 under 20 % amv: start 0.5, on the figure 0.6, half-up 1; the rest is 2.
    gegevens = tabel(inwoners=[1, 1])
    delen = {"totalen": gegeven(amv=1), "rest": "overig"}
    m = model(t=taak(5, [{"niveau": "gemeente", "afronding": "half_op"}], delen=delen))
    uitkomsten = compute_indicatief(m, gegevens)
    amv = spoor(m, gegevens, uitkomsten, "t", "GM0001", "amv")
    assert (amv.taak, amv.start) == ("t.amv", Fraction(1, 2))
    assert [(s.soort, s.bijdrage) for s in amv.stappen] == [
        ("deel", Fraction(1, 10)),
        ("deel_los", Fraction(2, 5)),
    ]
    rest = spoor(m, gegevens, uitkomsten, "t", "GM0001", "overig")
    # 80 % of quota 2.5 is 2, of figure 3 it is 2.4; the figure less the amv is 2.
    assert rest.start == 2
    assert [(s.soort, s.bijdrage) for s in rest.stappen] == [
        ("deel", Fraction(2, 5)),
        ("deel_rest", Fraction(-2, 5)),
    ]
    assert rest.uitkomst == 2


def test_unknown_names_are_refused():
    m = model(t=taak(5, [{"niveau": "gemeente"}]))
    uitkomsten = compute_indicatief(m, TABEL)
    for naam, code, deel, fout in (
        ("x", "GM0001", None, "V341"),
        ("t", "GM0999", None, "V343"),
        ("t", "GM0001", "amv", "V342"),
    ):
        with pytest.raises(ModelError, match=fout):
            spoor(m, TABEL, uitkomsten, naam, code, deel)
    for naam, code, fout in (("x", "GM0001", "V341"), ("t", "GM0999", "V343")):
        with pytest.raises(ModelError, match=fout):
            origins_of(uitkomsten, naam, code)
        with pytest.raises(ModelError, match=fout):
            what_if(m, TABEL, naam, code)


def test_the_source_values_are_told():
    bron = origins_of(
        compute_indicatief(model(t=taak(101, [{"niveau": "gemeente"}], MET_SES)), TABEL), "t", "GM0003"
    )
    assert [(k.naam, w) for k, w in bron.waarden] == [("inwoners", 200), ("ses", Fraction(-1, 5))]
    assert (bron.gewicht, bron.som, bron.totaal) == (160, 110 + 110 + 160 + 375 + 317, 101)
    assert bron.aandeel == Fraction(160, 1072)


LEES = TypeAdapter(Expression)
WOZ = {"indicator": "woz"}
HALF_SES = {"product": [{"getal": "0.5"}, SES]}
SAMEN = {"product": [INW, SES]}


@pytest.mark.parametrize(
    "sleutel, over",
    [
        (MET_SES, {"product": [INW]}),
        ({"product": [INW, {"som": [{"getal": 1}, HALF_SES]}]}, {"product": [INW]}),
        ({"product": [INW, SES, WOZ]}, {"product": [INW, WOZ]}),
        ({"som": [INW, SES]}, {"som": [INW]}),
        ({"aandeel": {"som": [INW, SES]}}, {"aandeel": {"som": [INW]}}),
        (
            {"mengsel": [{"gewicht": "0.6", "van": INW}, {"gewicht": "0.4", "van": {"aandeel": SES}}]},
            {"mengsel": [{"gewicht": "0.6", "van": INW}]},
        ),
        (
            {"begrens": {"van": INW, "minstens": SES, "hoogstens": WOZ}},
            {"begrens": {"van": INW, "hoogstens": WOZ}},
        ),
        ({"product": [INW, {"begrens": {"van": SES, "minstens": {"getal": 0}}}]}, {"product": [INW]}),
        ({"som": [INW, {"begrens": {"van": SES, "minstens": WOZ}}]}, {"som": [INW]}),
        ({"product": [INW, {"omgekeerd": SES, "decimalen": 3}]}, {"product": [INW]}),
        ({"omgekeerd": SAMEN, "decimalen": 3}, {"omgekeerd": {"product": [INW]}, "decimalen": 3}),
        (INW, INW),
    ],
)
def test_a_key_without_a_column(sleutel, over):
    uitkomst = leave_out(LEES.validate_python(sleutel), "ses")
    assert uitkomst == LEES.validate_python(over)
    assert "ses" not in {i.indicator for i in indicators_of(uitkomst)}


def test_a_key_that_read_only_the_column_is_gone():
    assert leave_out(LEES.validate_python({"som": [{"getal": 1}, SES]}), "ses") is None


def test_what_would_change_the_figure():
    m = model(t=taak(1000, [{"niveau": "gemeente", "afronding": "half_op"}], MET_SES))
    gegevens = tabel(inwoners=[1000, 3000], ses=["0.5", "-0.5"])
    anders = what_if(m, gegevens, "t", "GM0001")
    assert anders.aantal == 500  # 1500 of 3000
    assert anders.zonder == {"ses": 250}  # 1000 of 4000
    assert anders.meer_inwoners == 667  # 3000 of 4500
    assert anders.higher_total == 1000
    assert anders.erbij == 1000


def test_what_does_not_apply_is_not_told():
    niveaus = [{"niveau": "provincie", "gegeven": gegeven(PV20=10)}, {"niveau": "gemeente", "sleutel": SES}]
    m = model(t=taak(None, niveaus, {"som": [{"indicator": "km"}, SES]}))
    anders = what_if(m, tabel(km=[1, 1], ses=[1, 4]), "t", "GM0002")
    assert anders.meer_inwoners is None
    assert anders.higher_total is None
    assert anders.aantal == 8
    assert anders.zonder == {"ses": 5}


def test_deventer_in_the_second_cycle():
    gegevens = load_data(None, dt.date(2026, 1, 1))
    sleutel = {
        "product": [
            {"indicator": "inwoners", "peildatum": "2025-01-01"},
            {"som": [{"getal": 1}, {"indicator": "ses_woa"}]},
        ]
    }
    m = model(t=taak(88000, [{"niveau": "gemeente", "afronding": "half_op"}], sleutel))
    assert check(m, gegevens) == {"half_op"}
    # Without the score: 88 000 × 104 301 / 18 044 027 inhabitants = 508.67.
    assert what_if(m, gegevens, "t", "GM0150").zonder == {"ses_woa": 509}
