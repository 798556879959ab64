"""Places that may close, beside every other rule: enumeration of all plans equals the engine."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from support.brute import Geval, beste
from support.plans import basis, data_van, klein_genoeg, opdracht_van, uitkomst
from support.worked_examples import SAMEN

from verdeling.errors import ModelError, Onoplosbaar
from verdeling.plan.build import build_program
from verdeling.plan.plan import read_plan
from verdeling.plan.questions.conflict import explain_conflict, explain_infeasible
from verdeling.solver.solving import solve

NAAST = ("plafond", "vrijstelling", "vast_gevraagd", "vast_plan", "aanbod", "minimum", "amv", "uitkering")
GEVALLEN = 25


def maak(v: Geval, *, los: bool = False):
    pp = build_program(data_van(v), opdracht_van(v), los=los)
    return read_plan(pp, solve(pp.program, workers=0))


def geval(naast: str, rng: random.Random) -> Geval:
    """A small case in which places may close, with one other rule; soft half of the time."""
    v = replace(basis(rng, 3), sluiten=True, wijze="vrij", doelen=("nieuwbouw", "locaties", "nabijheid"))
    n, wie = len(v.N), rng.randrange(len(v.N))
    if rng.random() < 0.5:
        v = replace(v, hard=False, doelen=("tekort", *v.doelen[: rng.randint(0, 3)]))
    if naast == "plafond":
        return replace(v, plafond=Fraction(rng.randint(1, 4), 2))
    if naast == "vrijstelling":
        return replace(v, vrijgesteld=frozenset({wie}), ook_niet_voor_anderen=rng.random() < 0.5)
    if naast == "vast_gevraagd":
        return replace(v, vast_gevraagd={wie: rng.randint(0, 4)})
    if naast == "vast_plan":
        return replace(v, vast_plan={wie: rng.randint(0, 4)})
    if naast == "aanbod":
        return replace(v, A=tuple(rng.choice([None, 1, 2, 5]) for _ in range(n)))
    if naast == "amv":
        return replace(v, amv=(tuple(rng.randint(0, 1) for _ in range(n)), rng.randint(0, 2)))
    if naast == "uitkering":
        return replace(v, euro=10, doelen=(*v.doelen[:1], "uitkering", *v.doelen[1:]))
    return replace(v, minimum=3)


@pytest.mark.parametrize("naast", NAAST)
def test_enumeration_equals_the_engine_when_places_may_close(naast: str):
    rng, oplosbaar, gesloten, nummer = random.Random(naast), 0, 0, 0
    while nummer < GEVALLEN:
        v = geval(naast, rng)
        if not klein_genoeg(v):
            continue
        nummer += 1
        verwacht = beste(v)
        if verwacht is None:
            with pytest.raises(Onoplosbaar):
                maak(v)
            assert explain_conflict(data_van(v), opdracht_van(v), hier=True), v
            continue
        oplosbaar += 1
        waarden, u = verwacht
        for los in (False, True):
            plan = maak(v, los=los)
            assert [d.value for d in plan.doelen[:-1]] == waarden, (naast, v, los)
        plan = maak(v)
        assert uitkomst(plan) == (u.n, u.c, u.f), (naast, v)
        assert plan.bestaand == u.k, (naast, v)
        assert plan.gevraagd == tuple(a + b for a, b in zip(u.k, u.r, strict=True)), (naast, v)
        gesloten += u.k != v.K
    assert oplosbaar >= 5
    assert gesloten, "in some case something must close"


TWEE = replace(
    SAMEN, N=(2, 1), K=(3, 0), E=(0, 0), plek=((0, 0), (1, 0)), provincie=(29, 29), sluiten=True, wijze="vrij"
)


def test_what_closes_may_stay_without_a_place_when_the_total_is_soft():
    """3 stand where 2 may; who lacks the third is exempted and takes none: 2 are kept and 1 has no place."""
    v = replace(
        TWEE,
        hard=False,
        doelen=("tekort",),
        plafond=Fraction(1),
        vrijgesteld=frozenset({1}),
        ook_niet_voor_anderen=True,
    )
    plan = maak(v)
    assert plan.bestaand == (2, 0)
    assert plan.doelen[0].value == 1
    assert plan.tekort_provincie == {"PV29": 1}


@pytest.mark.parametrize("sluiten", [False, True])
def test_a_fixed_number_above_the_own_shortfall_is_asked_with_and_without_closing(sluiten: bool):
    v = replace(TWEE, N=(0, 1), K=(0, 0), vast_gevraagd={0: 1}, sluiten=sluiten, doelen=(), minimum=0)
    plan = maak(v)
    assert plan.gevraagd == (1, 0)
    assert sum(plan.nieuw) == 1


def test_who_closes_all_and_opens_again_keeps_to_the_minimum_of_a_site():
    """Asked 5 of who has 5, and 1 may stand there: a new site of 1 is below 3, so that one is kept."""
    v = replace(
        TWEE,
        N=(5, 5),
        K=(5, 0),
        minimum=3,
        ruimte=9,
        vast_plan={0: 1},
        vast_gevraagd={0: 5},
        doelen=("nieuwbouw",),
    )
    plan = maak(v)
    assert all(not (k == 0 and 0 < n < 3) for k, n in zip(plan.bestaand, plan.nieuw, strict=True))
    assert plan.plan[0] == 1
    assert (plan.bestaand[0], plan.nieuw[0]) == (1, 0)


@pytest.mark.parametrize(
    ("regel", "instelling", "waar"),
    [
        ("restverdeling", {"wijze": "vrij", "bij_gebrek": "cap_vervalt"}, "restverdeling.bij_gebrek"),
        (
            "provincietotaal",
            {"rest": {"PV29": {"waarde": 1, "grondslag": {"bron": "x"}}}},
            "provincietotaal.rest",
        ),
        (
            "verdeelbesluit",
            {"verslagen": {"PV29": {"waarde": 1, "grondslag": {"bron": "x"}}}},
            "verdeelbesluit",
        ),
        (
            "uitruil",
            {"leningen": [{"van": "GM0001", "aan": "GM0002", "plaatsen": 1, "grondslag": {"bron": "x"}}]},
            "uitruil.leningen",
        ),
    ],
)
def test_a_number_that_counts_on_what_stands_is_refused_when_places_may_close(regel, instelling, waar):
    v = replace(TWEE, regels={regel: instelling})
    with pytest.raises(ModelError) as fout:
        build_program(data_van(v), opdracht_van(v))
    assert ("V479", f"plan.regels.{waar}") in [(p.code, p.waar) for p in fout.value.problemen]


def test_a_conflict_with_closing_names_the_total_that_binds():
    """Nothing may come in either gemeente, and at most 2 of 3 may stand: 2 kept is less than 3."""
    v = replace(TWEE, plafond=Fraction(1), vrijgesteld=frozenset({1}), ook_niet_voor_anderen=True)
    tekst = explain_infeasible(explain_conflict(data_van(v), opdracht_van(v), hier=True), data_van(v)).tekst(
        "nl"
    )
    assert "3 plaatsen nodig" in tekst
    assert "moet 0 plaatsen" not in tekst
