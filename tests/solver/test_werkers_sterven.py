"""A worker that dies is started once more; then it is said which part, what happened and what to do."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from support.engine_call import sterf
from support.programs import land
from support.siting import siting

from verdeling.errors import NietBewezen
from verdeling.solver import ENGINES
from verdeling.solver import solving as solve_module
from verdeling.solver.solving import solve
from verdeling.solver.workers import POOL, Pool, WorkerDied

SIGNALEN = [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT]


@pytest.mark.parametrize("signaal", SIGNALEN)
def test_a_worker_that_dies_once_is_replaced(tmp_path: Path, signaal: int) -> None:
    call = (ENGINES["scip"], sterf, (str(tmp_path / "keer"), 1, int(signaal)))
    assert POOL.run_all([call], 1) == [2]


@pytest.mark.parametrize("signaal", SIGNALEN)
def test_a_worker_that_dies_twice_is_told_with_its_part_and_how(
    tmp_path: Path, signaal: signal.Signals
) -> None:
    goed = (ENGINES["scip"], abs, (-4,))
    slecht = (ENGINES["scip"], sterf, (str(tmp_path / "keer"), 9, int(signaal)))
    with pytest.raises(NietBewezen) as caught:
        POOL.run_all([goed, slecht], 2, about=["Zeeland", "Utrecht"])
    assert caught.value.exit_code == 4
    (problem,) = caught.value.problemen
    assert (problem.code, problem.waar, problem.gegevens["hoe"]) == ("V824", "Utrecht", signaal.name)
    assert "--engine" in problem.tekst("nl")
    assert "--engine" in problem.tekst("en")
    assert (tmp_path / "keer").read_text() == "xx"
    assert POOL.run_all([goed], 1) == [4]


def test_a_worker_that_leaves_is_told_with_its_code(tmp_path: Path) -> None:
    with pytest.raises(NietBewezen, match="exit 3"):
        POOL.run_all([(ENGINES["scip"], os._exit, (3,))], 1)


def test_the_part_of_a_plan_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    echt = solve_module.POOL.run_all

    def dodelijk(calls, *args):
        last = (ENGINES["scip"], sterf, (str(tmp_path / "keer"), 9, int(signal.SIGKILL)))
        return echt([*calls[:-1], last], *args)

    monkeypatch.setattr(solve_module.POOL, "run_all", dodelijk)
    with pytest.raises(NietBewezen, match=r"GM\d{4}.*SIGKILL.*V824"):
        solve(siting(land()), workers=2)


def test_a_worker_of_a_pool_that_is_stopped_is_not_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    pool, keer = Pool(), []

    def sterft(*_: object) -> None:
        keer.append(os.getpid())
        pool.stop()
        raise WorkerDied("SIGKILL")

    monkeypatch.setattr(pool, "_once", sterft)
    with pytest.raises(WorkerDied):
        pool.call(ENGINES["scip"], abs, -4)
    assert len(keer) == 1
