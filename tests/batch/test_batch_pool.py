"""Local workers: who dies, hangs, waits or is stopped, and what becomes of the work."""

import errno
import os
import threading
import time
from pathlib import Path

import pytest
from support import batch as batch_support
from support.batch import KLEIN, bewaar, inhoud, scenarios, schrijf

import verdeling.batch.pool
import verdeling.batch.store
from verdeling.batch import worker
from verdeling.batch.pool import BlockPool
from verdeling.batch.run import make_setup, pack, run_experiment
from verdeling.errors import VerdelingError
from verdeling.solver.workers import Worker


@pytest.fixture
def package(tmp_path):
    setup = make_setup(schrijf(tmp_path, KLEIN))
    run_experiment(setup, tmp_path / "goed", workers=0)
    return setup, pack(setup), tmp_path / "goed"


def uitkomsten(pool: BlockPool, setup, map_: Path) -> list[dict]:
    return bewaar(pool.alle(setup.blokken()), setup, map_)


def test_a_worker_that_dies_is_replaced_and_its_scenario_recorded(package, tmp_path):
    setup, lading, goed = package
    rijen = uitkomsten(BlockPool(lading, 2, 60, batch_support.sterft), setup, tmp_path / "u")
    anders = [r["scenario"] for r in rijen if r["status"] == "mislukt"]
    assert anders == [11]
    assert "60" in rijen[11]["melding"]
    zonder = [r for r in scenarios(goed) if r["scenario"] != 11]
    assert [r for r in rijen if r["scenario"] != 11] == zonder


@pytest.mark.parametrize("stap", ["1", "0.5"])
def test_a_worker_that_dies_once_changes_no_byte(tmp_path, monkeypatch, stap):
    """Its block is put together from scenarios; with half places some of them fail, as at once."""
    setup = make_setup(schrijf(tmp_path, KLEIN.replace("step: 1", f"step: {stap}").replace("139", "119")))
    run_experiment(setup, tmp_path / "goed", workers=0)
    monkeypatch.setenv("VERDELING_PROEF", str(tmp_path / "merk"))
    uitkomsten(BlockPool(pack(setup), 2, 60, batch_support.sterft_eenmaal), setup, tmp_path / "u")
    assert (tmp_path / "merk").exists()
    assert inhoud(tmp_path / "u") == inhoud(tmp_path / "goed")


def test_a_worker_that_died_while_it_waited_costs_no_block_a_chance(package):
    setup, lading, goed = package
    pool = BlockPool(lading, 1, 60)
    for _ in range(3):
        weg = Worker()
        weg.stop()
        pool._vrij.append((weg, 1))
    try:
        uit = pool.blok(setup.blokken()[0])
    finally:
        pool.stop()
    assert uit["scenarios"] == (goed / "scenarios" / "0000000.parquet").read_bytes()


def test_a_new_worker_has_read_the_data_before_its_time_limit_runs(package, monkeypatch):
    setup, lading, goed = package
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")
    monkeypatch.setenv("MKL_NUM_THREADS", "1")
    worker._runner.cache_clear()
    worker.begin(lading)
    monkeypatch.delattr("verdeling.batch.scenario.load_data")
    uit = worker.compute_block(lading, setup.blokken()[0])
    assert uit["scenarios"] == (goed / "scenarios" / "0000000.parquet").read_bytes()


def test_a_block_of_many_scenarios_does_not_wait_for_the_limit_of_each(package, monkeypatch):
    """A hang in a block of a thousand would else show after a week; what was slow only is done one by one."""
    _, lading, _ = package
    wacht = []

    class Telt(threading.Timer):
        def __init__(self, seconden, *rest):
            wacht.append(seconden)
            super().__init__(seconden, *rest)

    monkeypatch.setattr(threading, "Timer", Telt)
    pool = BlockPool(lading, 1, 60)
    try:
        for blok in (range(1), range(8), range(80)):
            assert pool.blok(blok)
    finally:
        pool.stop()
    assert wacht == [60, 480, 600]


def test_a_worker_that_hangs_is_ended_at_the_time_limit(tmp_path):
    """Scenario 11 sleeps for ten minutes; the others take some hundredths of a second of the eight."""
    setup = make_setup(schrijf(tmp_path, KLEIN.replace("block: 8", "block: 1")))
    begin = time.monotonic()
    rijen = uitkomsten(BlockPool(pack(setup), 2, 8, batch_support.hangt), setup, tmp_path / "u")
    assert time.monotonic() - begin < 300
    assert [r["scenario"] for r in rijen if r["status"] == "mislukt"] == [11]


@pytest.fixture
def gestart(monkeypatch):
    """Workers that were started, in their order."""
    workers = []

    class Telt(Worker):
        def __init__(self) -> None:
            super().__init__()
            workers.append(self)

    monkeypatch.setattr(verdeling.batch.pool, "Worker", Telt)
    return workers


def test_workers_are_recycled(package, gestart, monkeypatch):
    setup, lading, _ = package
    monkeypatch.setattr(verdeling.batch.pool, "AFTER_SO_MANY", 4)
    assert len(list(BlockPool(lading, 1, 60).alle(setup.blokken()))) == 10
    assert len(gestart) == 3
    assert not any(w.alive for w in gestart)


def test_stopping_early_ends_the_workers_at_once(package):
    """Whoever stops asking, by Ctrl-C or a full disk, waits for no scenario."""
    setup, lading, _ = package
    pool = BlockPool(lading, 2, 600, batch_support.hangt)
    uit = pool.alle(setup.blokken())
    next(uit)
    begin = time.monotonic()
    uit.close()
    assert time.monotonic() - begin < 100
    assert not pool._vrij


def test_a_worker_that_answers_while_the_pool_stops_is_not_kept(package, monkeypatch):
    """Its answer may arrive at the very moment of stopping: the pool then ends it all the same."""
    setup, lading, _ = package
    workers = []

    class Stopt(Worker):
        def call(self, function, *args, **rest):
            workers.append(self)
            uit = super().call(function, *args, **rest)
            if function is worker.compute_block:
                monkeypatch.setattr(verdeling.batch.pool, "_end_worker", lambda _: None)
                monkeypatch.setattr(Worker, "stop", lambda _: None)
                pool.stop()
                monkeypatch.undo()
            return uit

    monkeypatch.setattr(verdeling.batch.pool, "Worker", Stopt)
    pool = BlockPool(lading, 1, 60)
    assert pool.blok(setup.blokken()[0])
    assert not pool._vrij
    assert not workers[0].alive


def test_no_worker_outlives_a_failed_run_though_its_error_is_kept(package, tmp_path, monkeypatch, gestart):
    """As in a notebook, which keeps the last error and with it what the run had at hand."""
    setup, _, _ = package

    def vol(pad: Path, tekst: bytes) -> None:
        if pad.suffix == ".parquet":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        echt(pad, tekst)

    echt = verdeling.batch.store.write_atomic
    monkeypatch.setattr(verdeling.batch.store, "write_atomic", vol)
    with pytest.raises(VerdelingError, match="V734") as fout:
        run_experiment(setup, tmp_path / "u", workers=2)
    assert fout.tb is not None
    assert gestart
    assert not any(w.alive for w in gestart)


def test_the_helpers_of_these_tests_compute_what_workers_compute(package):
    setup, lading, goed = package
    blok = setup.blokken()[0]
    uit = batch_support.wacht(lading, blok)
    assert uit["scenarios"] == (goed / "scenarios" / "0000000.parquet").read_bytes()
