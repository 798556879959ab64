"""Leeway equals enumeration of all equally good plans, and it is found for the whole country."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
from support.brute import Geval, beste, plannen, waarde
from support.plans import data_van, klein_genoeg, opdracht_van, variant

from verdeling.errors import Onoplosbaar, VerificatieFout
from verdeling.inputs.tables import load_data
from verdeling.plan.plan import make_plan, solve_plan
from verdeling.plan.questions.leeway import speelruimte
from verdeling.plan.questions.other_number import all_other_numbers
from verdeling.plan.questions.other_number import number_range as vraag_ruimte
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.solver.engines.base import EngineAnswer
from verdeling.solver.session import Session
from verdeling.verdeelmodel.catalogue import load_model


@pytest.mark.parametrize(
    "soort", ["basis", "leximin", "vrij", "eerlijk", "eerlijk_afwijking", "zacht", "sluiten"]
)
def test_leeway_equals_enumeration(soort):
    rng = random.Random(f"leeway {soort}")
    gezien = ruim = 0
    while gezien < 15:
        v = variant(soort, rng)
        v = replace(v, doelen=v.doelen[:1])
        if not klein_genoeg(v):
            continue
        best = beste(v)
        if best is None:
            with pytest.raises(Onoplosbaar):
                solve_plan(data_van(v), opdracht_van(v), workers=0)
            continue
        gezien += 1
        even_goed = [u for u in plannen(v) if [waarde(v, d, u) for d in v.doelen] == best[0]]
        plan = solve_plan(data_van(v), opdracht_van(v), workers=0)
        for g, ruimte in enumerate(speelruimte(plan, workers=0)):
            staat = [u.k[g] + u.n[g] for u in even_goed]
            assert (ruimte.minste, ruimte.meeste) == (min(staat), max(staat)), (v, g)
            assert ruimte.plan == plan.plan[g]
            assert ruimte.vast == (min(staat) == max(staat))
            ruim += not ruimte.vast
            assert str(ruimte.plan) in ruimte.tekst("nl")
            assert ruimte.naam in ruimte.tekst("en")
    if soort in {"basis", "zacht", "sluiten"}:
        assert ruim, "some figure must be decided by the tie order"


def test_what_stands_and_what_comes_in_a_gemeente_are_one_question(monkeypatch):
    """The first is exempted, may close its 2 places, and only serves the second, of another provincie.

    Its places that stay belong to the remainder of its own provincie, its new ones to that of the other.
    """
    monkeypatch.setattr("verdeling.solver.splitting.SMALL", 1)
    v = Geval(
        N=(1, 2, 2),
        K=(2, 0, 0),
        E=(0, 0, 0),
        plek=((0, 0), (1, 0), (50, 50)),
        provincie=(20, 21, 20),
        doelen=("nieuwbouw",),
        wijze="vrij",
        sluiten=True,
        minimum=1,
        straal=None,
        dichtstbij=0,
        clusters=((0, 1),),
        vrijgesteld=frozenset({0}),
    )
    even_goed = [u for u in plannen(v) if [waarde(v, d, u) for d in v.doelen] == beste(v)[0]]
    staat = [[u.k[g] + u.n[g] for u in even_goed] for g in range(3)]
    plan = solve_plan(data_van(v), opdracht_van(v), workers=0)
    assert [(r.minste, r.meeste) for r in speelruimte(plan, workers=0)] == [(min(s), max(s)) for s in staat]
    assert vraag_ruimte(plan, "GM0001").anders.uitslag == "even_goed"


@pytest.mark.parametrize("soort", ["basis", "eerlijk_afwijking"])
def test_one_fewer_equals_enumeration(soort):
    rng = random.Random(f"anders {soort}")
    gezien, doelen = 0, set()
    while gezien < 40:
        v = variant(soort, rng)
        if soort == "eerlijk_afwijking" and gezien % 2:
            # Everyone at home: another number is another part of the remainder.
            v = replace(v, straal=None, dichtstbij=0, minimum=1)
        best = beste(v) if klein_genoeg(v) else None
        if best is None:
            continue
        gezien += 1
        alle = list(plannen(v))
        plan = solve_plan(data_van(v), opdracht_van(v), workers=0)
        in_een_keer = all_other_numbers(plan, speelruimte(plan, workers=0))
        assert list(in_een_keer) == list(plan.codes)
        for g, code in enumerate(plan.codes):
            gevonden = in_een_keer[code]
            if g == gezien % len(plan.codes):
                assert vraag_ruimte(plan, code).anders == gevonden
            staat = plan.plan[g]
            if gevonden.uitslag == "vast":
                assert {u.k[g] + u.n[g] for u in alle} == {staat}, (v, g)
                continue
            anders = [u for u in alle if gevonden.verschil * (u.k[g] + u.n[g] - staat) > 0]
            if not anders:
                assert gevonden.uitslag == "onmogelijk", (v, g)
                continue
            naar = min([waarde(v, d, u) for d in v.doelen] for u in anders)
            erger = [(d, a, b) for d, a, b in zip(v.doelen, best[0], naar, strict=True) if a != b]
            assert gevonden.uitslag == ("slechter" if erger else "even_goed"), (v, g)
            if erger:
                doel, a, b = erger[0]
                doelen.add(doel)
                assert gevonden.doel == doel
                assert gevonden.naar - gevonden.van == b - a
    assert doelen
    if soort == "eerlijk_afwijking":
        assert soort in doelen, "some other number must go beyond the proven level"


@pytest.mark.parametrize("claim", ["error", "infeasible"])
def test_an_engine_without_a_usable_answer_is_told(claim, monkeypatch):
    rng = random.Random("leeway motor")
    v = next(v for v in iter(lambda: variant("basis", rng), None) if klein_genoeg(v) and beste(v))
    plan = solve_plan(data_van(v), opdracht_van(v), workers=0)
    answer = EngineAnswer(claim, None, 0.0, 0.0, "scip")
    monkeypatch.setattr(Session, "ask", lambda *_, **__: answer)
    with pytest.raises(VerificatieFout, match="V413"):
        speelruimte(plan, workers=0)


def test_the_whole_country_is_done():
    model = load_model("spreidingswet-2026-locaties")
    gegevens = load_data(None, dt.date(2026, 1, 1))
    plan = make_plan(model, gegevens, compute_indicatief(model, gegevens))
    gedaan = []
    ruimte = speelruimte(plan, workers=2, voortgang=lambda klaar, alle: gedaan.append((klaar, alle)))
    assert [r.code for r in ruimte] == list(plan.codes)
    assert all(r.minste <= r.plan <= r.meeste for r in ruimte)
    assert gedaan
    assert gedaan[-1][0] == gedaan[-1][1]
