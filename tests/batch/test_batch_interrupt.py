"""A run that is ended at any moment, with kill -9 or by request: it goes on, nothing is lost or doubled."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from support.batch import KOP, inhoud, scenarios, schrijf
from support.paths import ROOT

from verdeling.batch.run import make_setup, run_experiment


def stempels(uit: Path) -> dict[Path, int]:
    """Blocks that are stored and when."""
    return {p: p.stat().st_mtime_ns for p in (uit / "scenarios").glob("0*.parquet")}


def breek_af(pad: Path, uit: Path, toeval: random.Random, workers: int) -> bool:
    """Start, kill -9 at a random moment; False when the run came to its end first.

    The moment is counted in stored blocks, so that it lies inside the run on a fast and on a slow machine;
    one kill in four comes at a random time from the start, before any new block or among the first.
    """
    klaar = stempels(uit)
    proces = subprocess.Popen(
        [sys.executable, "-m", "verdeling", "experiment", "run", str(pad), "--out", str(uit)]
        + ["--workers", str(workers)],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        if toeval.random() < 0.25:
            time.sleep(toeval.uniform(0, 1.5))
        else:
            nieuw = len(klaar) + toeval.randint(1, 12)
            einde = time.monotonic() + 600
            while proces.poll() is None and len(list((uit / "scenarios").glob("0*.parquet"))) < nieuw:
                assert time.monotonic() < einde, "the run stands still"
                time.sleep(0.002)
            time.sleep(toeval.uniform(0, 0.02))
    finally:
        away = proces.poll() is not None
        proces.kill()
        proces.wait()
    assert not away or proces.returncode == 0, "the run failed"
    nu = stempels(uit)
    assert klaar.items() <= nu.items(), "a stored block was lost or computed again"
    return not away


def breek_keren(pad: Path, map_: Path, keren: int, toeval: random.Random, workers: tuple[int, ...]) -> None:
    """So many kills. A folder that is whole is compared, and the next kill begins in a new one."""
    setup = make_setup(pad)
    run_experiment(setup, map_ / "heel", workers=2)
    verwacht = inhoud(map_ / "heel")
    geraakt, mappen = 0, 0
    for _ in range(3 * keren):
        uit = map_ / f"u{mappen}"
        geraakt += breek_af(pad, uit, toeval, toeval.choice(workers))
        vol_ = len(stempels(uit)) == len(setup.blokken())
        if geraakt == keren or vol_:
            run_experiment(setup, uit, workers=toeval.choice(workers))
            assert inhoud(uit) == verwacht
            assert [r["scenario"] for r in scenarios(uit)] == list(range(setup.aantal))
            mappen += 1
        if geraakt == keren:
            return
    pytest.fail(f"{geraakt} of {keren} kills hit a run")


KILLS = (
    KOP
    + """
model: inwoners
vary:
  totaal: {path: taken.asielopvang.totaal, range: {low: 100, high: 599, step: 1}}
block: 1
"""
)


@pytest.mark.parametrize("workers", [0, 2])
def test_a_few_kills_lose_and_double_nothing(tmp_path, workers):
    pad = schrijf(tmp_path, KILLS.replace("599", "299"))
    breek_keren(pad, tmp_path, 4, random.Random(workers), (workers,))


@pytest.mark.parametrize("sein", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("workers", [0, 2])
def test_a_request_to_end_ends_the_workers_and_leaves_whole_files(tmp_path, workers, sein):
    pad, uit = schrijf(tmp_path, KILLS.replace("599", "9999")), tmp_path / "uit"
    proces = subprocess.Popen(
        [sys.executable, "-m", "verdeling", "experiment", "run", str(pad), "--out", str(uit)]
        + ["--workers", str(workers), "--lang", "en"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background ignores it
    )
    try:
        einde = time.monotonic() + 600
        while not stempels(uit):
            assert proces.poll() is None
            assert time.monotonic() < einde, "the run stands still"
            time.sleep(0.01)
        children = psutil.Process(proces.pid).children(recursive=True)
        proces.send_signal(sein)
        _, tekst = proces.communicate(timeout=600)
    finally:
        proces.kill()
        proces.wait()
    assert proces.returncode == 130
    assert "the same command goes on" in tekst
    assert "Traceback" not in tekst
    assert bool(children) == bool(workers)
    assert not psutil.wait_procs(children, timeout=600)[1]
    assert not list(uit.rglob(".*"))
    assert 0 < len(scenarios(uit)) == len(stempels(uit)) < 9900


@pytest.mark.long
def test_a_hundred_kills_lose_and_double_nothing(tmp_path):
    breek_keren(schrijf(tmp_path, KILLS), tmp_path, 100, random.Random(1), (0, 1, 2))
