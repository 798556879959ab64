"""Many random cases for the exact core: rounding, keys and small programs against independent oracles."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from support.apportionment import DELERS, SOMVAST, een_voor_een, orakel_apportionment
from support.key_table import tabel
from support.matrices import fout, minste_fout, tabellen

from verdeling.errors import DataError, ModelError, Onoplosbaar
from verdeling.sleutel.apportionment import verdeel
from verdeling.sleutel.keys import key_weights
from verdeling.sleutel.matrix import gecontroleerd
from verdeling.solver.certificate import check
from verdeling.solver.solving import solve
from verdeling.testing.programs import best, judged, random_program
from verdeling.verdeelmodel.operation import Expression
from verdeling.verdeelmodel.taak import Methode

pytestmark = pytest.mark.long

VEEL = settings(max_examples=1000, deadline=None)
LEES = TypeAdapter(Expression)


# --- rounding ---------------------------------------------------------------------------------------------


@VEEL
@given(
    st.integers(0, 150),
    st.lists(st.one_of(st.integers(0, 8), st.integers(0, 10**5)), min_size=1, max_size=12).filter(any),
    st.sampled_from(DELERS),
    st.data(),
)
def test_divisor_methods_place_by_place(totaal, gewichten, methode, data):
    rang = data.draw(st.permutations(range(len(gewichten))))
    assert list(verdeel(totaal, gewichten, methode, rang).aantallen) == een_voor_een(
        methode, totaal, gewichten, rang
    )


@VEEL
@given(
    st.integers(0, 10**6),
    st.lists(st.one_of(st.integers(0, 8), st.integers(0, 10**9)), min_size=1, max_size=12).filter(any),
    st.data(),
)
def test_largest_remainder_by_its_definition(totaal, gewichten, data):
    rang = data.draw(st.permutations(range(len(gewichten))))
    quota = [Fraction(totaal * w, sum(gewichten)) for w in gewichten]
    verwacht = [math.floor(q) for q in quota]
    for i in sorted(range(len(quota)), key=lambda i: (verwacht[i] - quota[i], rang[i]))[
        : totaal - sum(verwacht)
    ]:
        verwacht[i] += 1
    assert list(verdeel(totaal, gewichten, Methode.GROOTSTE_REST, rang).aantallen) == verwacht


@settings(VEEL, max_examples=200)
@given(st.integers(1, 400), st.lists(st.integers(1, 5000), min_size=2, max_size=50), st.sampled_from(SOMVAST))
def test_rounding_equals_the_package_apportionment(totaal, gewichten, methode):
    mijn = verdeel(totaal, gewichten, methode)
    if not mijn.ties:
        assert list(mijn.aantallen) == orakel_apportionment(methode, totaal, gewichten)


@VEEL
@given(tabellen(5, 3, 12))
def test_controlled_rounding_has_the_least_error(tabel):
    rijen, kolommen = tabel
    assert fout(gecontroleerd(rijen, kolommen), rijen, kolommen) == minste_fout(rijen, kolommen)


# --- keys: the same expression by a second reader, straight on Fractions ------------------------------

KOLOMMEN = ("a", "b", "c")
GETAL = st.one_of(
    st.integers(-3, 9).map(str),
    st.decimals(-2, 5, places=2).map(lambda d: f"{d:f}"),
    st.tuples(st.integers(-3, 9), st.integers(1, 9)).map(lambda p: f"{p[0]}/{p[1]}"),
)


def stappen(binnen: st.SearchStrategy) -> st.SearchStrategy:
    lijst = st.lists(binnen, min_size=1, max_size=3)
    term = st.fixed_dictionaries({"gewicht": GETAL, "van": binnen})
    grens = st.fixed_dictionaries({"van": binnen}, optional={"minstens": binnen, "hoogstens": binnen})
    return st.one_of(
        st.fixed_dictionaries({"som": lijst}),
        st.fixed_dictionaries({"product": lijst}),
        st.fixed_dictionaries({"aandeel": binnen}),
        st.fixed_dictionaries({"mengsel": st.lists(term, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"begrens": grens}),
        st.fixed_dictionaries({"omgekeerd": binnen, "decimalen": st.integers(0, 12)}),
    )


SLEUTEL = st.recursive(
    st.sampled_from([{"indicator": k} for k in KOLOMMEN]) | st.fixed_dictionaries({"getal": GETAL}),
    stappen,
    max_leaves=10,
)
RIJ = st.tuples(st.integers(0, 50), st.decimals(-1, 1, places=2), st.decimals(0, 9, places=3))


class Geweigerd(Exception):
    """A division by zero."""


def reken(u: dict, cijfers: dict[str, list[Fraction]]) -> list[Fraction]:
    """Value per row."""
    n = len(cijfers["a"])
    if "indicator" in u:
        return cijfers[u["indicator"]]
    if "getal" in u:
        return [Fraction(u["getal"])] * n
    if "som" in u:
        return [sum(rij) for rij in zip(*(reken(d, cijfers) for d in u["som"]), strict=True)]
    if "product" in u:
        return [math.prod(rij) for rij in zip(*(reken(d, cijfers) for d in u["product"]), strict=True)]
    if "aandeel" in u:
        waarden = reken(u["aandeel"], cijfers)
        if not sum(waarden):
            raise Geweigerd
        return [w / sum(waarden) for w in waarden]
    if "mengsel" in u:
        delen = [
            [Fraction(t["gewicht"]) * w for w in reken({"aandeel": t["van"]}, cijfers)] for t in u["mengsel"]
        ]
        return [sum(rij) for rij in zip(*delen, strict=True)]
    if "begrens" in u:
        grens = {k: reken(d, cijfers) for k, d in u["begrens"].items()}
        uit = []
        for i, w in enumerate(grens["van"]):
            w = min(w, grens["hoogstens"][i]) if "hoogstens" in grens else w
            uit.append(max(w, grens["minstens"][i]) if "minstens" in grens else w)
        return uit
    waarden = reken(u["omgekeerd"], cijfers)
    if not all(waarden):
        raise Geweigerd
    schaal = 10 ** u["decimalen"]
    return [Fraction(math.floor(schaal / w + Fraction(1, 2)), schaal) for w in waarden]


@VEEL
@given(SLEUTEL, st.lists(RIJ, min_size=1, max_size=5))
def test_keys_equal_a_second_reader(u, rijen):
    a, b, c = zip(*rijen, strict=True)
    kolommen = {"a": list(a), "b": [f"{x:f}" for x in b], "c": [f"{x:f}" for x in c]}
    uitdrukking = LEES.validate_python(u)
    try:
        verwacht = reken(u, {k: [Fraction(w) for w in v] for k, v in kolommen.items()})
    except Geweigerd:
        with pytest.raises((DataError, ModelError), match=r"V31[45]"):
            key_weights(uitdrukking, tabel(**kolommen))
        return
    if min(verwacht) < 0 or not any(verwacht):
        with pytest.raises((DataError, ModelError), match=r"V31[23]"):
            key_weights(uitdrukking, tabel(**kolommen))
        return
    uitkomst = key_weights(uitdrukking, tabel(**kolommen))
    assert [Fraction(t, uitkomst.denominator) for t in uitkomst.numerators] == verwacht
    assert math.gcd(uitkomst.denominator, *uitkomst.numerators) == 1


# --- small programs: every engine gives the plan that enumeration finds --------------------------------


@pytest.mark.parametrize("engine", ["scip", "highs", "cbc"])
@pytest.mark.parametrize("blok", range(4))
def test_engines_agree_with_enumeration(engine: str, blok: int) -> None:
    oplosbaar = 0
    for seed in range(50_000 + 40 * blok, 50_000 + 40 * blok + 40):
        kinds = random.Random(seed).choices(["min", "max", "leximin", "minmax"], k=2)
        program = random_program(seed, kinds)
        wanted = best(program)
        workers = 1 if engine == "cbc" else 0
        if wanted is None:
            with pytest.raises(Onoplosbaar):
                solve(program, engine, workers=workers)
            continue
        oplosbaar += 1
        plan = solve(program, engine, workers=workers)
        assert plan.x.tolist() == wanted
        assert judged(program, plan.x.tolist()) == judged(program, wanted)
        check(program, plan.x.tolist(), [d.value for d in plan.goals])
    assert oplosbaar >= 10
