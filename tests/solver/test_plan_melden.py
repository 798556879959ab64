"""What people see while they wait: what is being proven where, the distance to the proof, names of areas."""

from __future__ import annotations

import io
import random

import pytest
from support.plans import data_van, variant
from support.programs import land
from support.siting import siting

from verdeling.cli import progress as scherm
from verdeling.cli.progress import ShownProgress
from verdeling.solver.progress import Message, Reporter, gap
from verdeling.solver.solving import Unproven, solve

KOP = (
    " time | node  | left  |LP iter|LP it/n|mem/heur|mdpt |vars |cons |rows |cuts |sepa|confs|strbr|"
    "  dualbound   | primalbound  |  gap   | compl. "
)
REGEL = (
    "r 0.1s|     1 |     0 |   153 |     - |shifting|   0 | 630 | 196 | 196 |   0 |  0 |   0 |   0 |"
    " {onder} | {boven} | {kloof}| unknown"
)


class Scherm(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("onder", "boven", "tekst", "verwacht"),
    [
        ("9.0e+01", "1.2e+02", "  33.33%", 0.25),
        ("9.0e+01", "1.2e+02*", "  33.33%", 0.25),
        ("0.0", "0.0", "   0.00%", 0.0),
        ("-1.1e+10", "4.4e+10", "    Inf ", None),
        ("1.0", "4.4e+10", "  Large ", None),
        ("cutoff", "--", "   0.00%", None),
        ("1.0", "--", "   0.00%", None),
    ],
)
def test_the_distance_to_the_proof_is_read_from_the_log(onder, boven, tekst, verwacht):
    assert gap([KOP, REGEL.format(onder=onder, boven=boven, kloof=tekst)]) == verwacht


def test_other_lines_of_the_log_tell_nothing():
    assert gap([]) is None
    assert gap([KOP, "presolving:", "Gap                : 0.00 %", "a | b | 3% | c"]) is None


def test_messages_stay_apart_and_name_the_goals(monkeypatch):
    nu = [100.0]
    monkeypatch.setattr("verdeling.solver.progress.time.monotonic", lambda: nu[0])
    melder, gehoord = Reporter(), []
    melder.begin("niemand luistert")
    melder.listener = gehoord.append
    melder.begin("nabijheid", "nieuwbouw")
    regel = REGEL.format(onder="9.0e+01", boven="1.0e+02", kloof="  11.11%")
    for seconden in (0.4, 0.4, 0.4):
        nu[0] += seconden
        melder.lines([regel])
    assert gehoord == [Message(("nabijheid", "nieuwbouw")), Message(("nabijheid", "nieuwbouw"), 0.1)]


def test_workers_tell_which_goals_are_being_proven_where():
    class Luisteraar:
        def __init__(self):
            self.delen, self.gehoord = [], []

        def __call__(self, klaar, aantal):
            self.delen.append((klaar, aantal))

        def busy(self, waar, bericht):
            self.gehoord.append((waar, bericht.goals))

    luisteraar = Luisteraar()
    program = siting(land())
    plan = solve(program, workers=2, progress=luisteraar, describe=lambda codes: f"gebied {codes[0]}")
    assert luisteraar.delen == [(k, plan.parts) for k in range(1, plan.parts + 1)]
    assert len({waar for waar, _ in luisteraar.gehoord}) == plan.parts
    assert {doel for _, doelen in luisteraar.gehoord for doel in doelen} == {d.name for d in program.goals}


@pytest.mark.parametrize("terminal", [True, False])
def test_a_terminal_gets_a_line_that_changes_and_a_log_a_line_now_and_then(terminal, monkeypatch):
    nu = [0.0]
    monkeypatch.setattr(scherm.time, "monotonic", lambda: nu[0])
    monkeypatch.setenv("COLUMNS", "200")
    stroom = Scherm(terminal)
    toon = ShownProgress(stroom, "nl", "plan")
    toon(1, 8)
    nu[0] = scherm.INTERVAL + 1
    toon.busy("Zuid-Holland (PV28)", Message(("nieuwbouw",), 0.034))
    nu[0] += 1
    toon(2, 8)
    toon.wipe()
    midden = (
        "Plan: 1 van 8 delen bewezen · bezig met nieuwbouw (plaatsen) in Zuid-Holland (PV28)"
        ": beste plan hoogstens 3,4 % van het bewijs af"
    )
    if terminal:
        delen = stroom.getvalue().split("\r\x1b[K")
        assert delen == ["", "Plan: 1 van 8 delen bewezen", midden, "Plan: 2 van 8 delen bewezen", ""]
    else:
        assert stroom.getvalue() == midden + "\n"


def test_an_area_is_told_by_name_and_code():
    data = data_van(variant("basis", random.Random(1)))
    assert data.gebied(data.codes[:1]) == f"{data.namen[0]} ({data.codes[0]})"
    lang = data.gebied(list(data.codes) * 3)
    assert lang.endswith(f"{3 * data.aantal} gemeenten")
    assert f"({data.provincies[0]})" in lang


def test_a_part_without_a_proof_is_told_in_the_words_of_the_caller():
    with pytest.raises(Unproven, match="gebied GM") as caught:
        solve(siting(land()), time_limit=1e-9, workers=0, describe=lambda codes: f"gebied {codes[0]}")
    assert {p.code for p in caught.value.problemen} == {"V414"}
