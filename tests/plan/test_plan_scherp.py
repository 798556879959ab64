"""Numbers of the plan that matter at their edge: rounding down, time left, claims without a goal."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from support.plans import BRON, data_van, opdracht_van
from support.programs import GOOD, voorbeeld
from support.worked_examples import SAMEN

from verdeling.plan.build import build_program
from verdeling.plan.rules.vaten import Vaten
from verdeling.solver import session as motor
from verdeling.solver.certificate import check
from verdeling.solver.engines import EngineAnswer
from verdeling.solver.session import Session


@pytest.mark.parametrize(
    ("per", "deel", "mensen", "plaatsen"),
    [
        # Of 7 and 3 people half is 3 and 1 whole people; 2/3 of a place each is 2 and 0 whole places.
        ("2/3", "1/2", (3, 1), (2, 0)),
        # A third of 7 and 3 is 2 and 1; 3/2 places each is 3 and 1.
        ("3/2", "1/3", (2, 1), (3, 1)),
    ],
)
def test_people_and_the_places_that_they_free_are_rounded_down(per, deel, mensen, plaatsen):
    regel = {"taak": "ander", "boven_taak": deel, "per_persoon": per}
    v = replace(SAMEN, ander=(7, 3, 0), regels={"vaten": regel})
    data = data_van(v)
    vaten = Vaten.model_validate({**regel, "grondslag": BRON})
    assert vaten.meeste(data).tolist() == [*mensen, 0]
    program = build_program(data, opdracht_van(v)).program
    boven = {
        (soort, sleutel[0]): int(hoog)
        for soort, sleutel, hoog in zip(program.kinds, program.keys, program.upper, strict=True)
    }
    for code, mens, plaats in zip(data.codes, mensen, plaatsen, strict=False):
        assert boven.get(("vrij", code), 0) == plaats
        assert boven.get(("extra", code), 0) == (mens if plaats else 0)


@pytest.mark.parametrize("waarden", [(1305, 1), (1305,), (), (1305, 1, (130, 0), 0)])
def test_every_goal_has_one_claim(waarden):
    """A claim that is missing is no claim that holds."""
    with pytest.raises(ValueError, match="zip"):
        check(voorbeeld(), GOOD, waarden)


@pytest.mark.parametrize(
    ("over", "hoogstens", "laagst", "hoogst"),
    [
        (None, None, None, None),
        (None, 2.0, 2.0, 2.0),
        (1000.0, 2.0, 2.0, 2.0),
        (1000.0, None, 900.0, 1000.0),
        (5.0, 1000.0, 0.0, 5.0),
    ],
)
def test_a_solve_gets_the_time_that_is_left_and_no_more_than_asked(
    monkeypatch, over, hoogstens, laagst, hoogst
):
    gevraagd = []

    def doet_niets(arrays, c, *, time_limit, **_):
        gevraagd.append(time_limit)
        return EngineAnswer("stopped", None, -np.inf, 0.0, "proef")

    monkeypatch.setattr(motor, "engine", lambda naam: doet_niets)
    einde = None if over is None else time.time() + over
    Session("proef", einde, 0).ask(voorbeeld().arrays, np.zeros(4, dtype=np.int64), at_most=hoogstens)
    (tijd,) = gevraagd
    if hoogst is None:
        assert tijd is None
    else:
        assert laagst <= tijd <= hoogst
