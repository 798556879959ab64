"""Running: the same tables whichever way, resume after a kill, workers that die, a disk that is full."""

import errno
import os
import random
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import batch_hulp
import pyarrow.parquet as pq
import pytest
from batch_hulp import KLEIN, KOP, TREK, inhoud, schrijf

import verdeling.batch.store
from verdeling.batch.cluster import op_cluster
from verdeling.batch.draai import draai, maak_opzet, pak_in
from verdeling.batch.pool import Pool
from verdeling.batch.store import Store
from verdeling.errors import VerdelingError
from verdeling.plan.workers import Worker

ROOT = Path(__file__).parents[1]


def scenarios(map_: Path) -> list[dict]:
    return pq.read_table(map_ / "scenarios").to_pylist()


@pytest.fixture(scope="module", params=[KLEIN, TREK], ids=["rooster", "trekking"])
def af(request, tmp_path_factory):
    """An experiment and its finished folder."""
    map_ = tmp_path_factory.mktemp("af")
    opzet = maak_opzet(schrijf(map_, request.param))
    verslag = draai(opzet, map_ / "uit", workers=0)
    assert (verslag.aantal, verslag.al_klaar, verslag.mislukt) == (opzet.aantal, 0, 0)
    return opzet, inhoud(map_ / "uit")


def test_the_tables_hold_every_scenario_once_and_every_gemeente(af, tmp_path):
    opzet, _ = af
    draai(opzet, tmp_path / "u", workers=0)
    rijen = scenarios(tmp_path / "u")
    assert [r["scenario"] for r in rijen] == list(range(opzet.aantal))
    assert len({r["kenmerk"] for r in rijen}) == opzet.aantal
    tabel = pq.read_table(tmp_path / "u" / "resultaten").to_pydict()
    assert len(tabel["code"]) == 342 * opzet.aantal
    assert len(set(zip(tabel["scenario"], tabel["code"], strict=True))) == 342 * opzet.aantal


def test_local_workers_give_the_same_bytes(af, tmp_path):
    opzet, verwacht = af
    draai(opzet, tmp_path / "u", workers=2)
    assert inhoud(tmp_path / "u") == verwacht


def test_two_shards_in_one_folder_give_the_same_bytes(af, tmp_path):
    opzet, verwacht = af
    aantallen = [draai(opzet, tmp_path / "u", workers=0, deel=(i, 2)).aantal for i in (1, 2)]
    assert sum(aantallen) == opzet.aantal
    assert min(aantallen) > 0
    assert inhoud(tmp_path / "u") == verwacht


@contextmanager
def dask(workers: int) -> Iterator[str]:
    """A cluster on this machine; gives its address."""
    distributed = pytest.importorskip("distributed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
        ) as cluster:
            yield cluster.scheduler_address


@pytest.fixture(scope="module")
def cluster():
    with dask(2) as adres:
        yield adres


def test_two_dask_workers_give_the_same_bytes(af, cluster, tmp_path):
    opzet, verwacht = af
    draai(opzet, tmp_path / "u", cluster=cluster)
    assert inhoud(tmp_path / "u") == verwacht


@pytest.mark.parametrize(("functie", "limiet"), [("hangt", 4), ("sterft", 60)])
def test_a_dask_task_that_hangs_or_dies_is_recorded_and_the_run_goes_on(cluster, tmp_path, functie, limiet):
    """As in the local pool: the same row fails, with the same message."""
    opzet = maak_opzet(schrijf(tmp_path, KLEIN.replace("block: 8", "block: 2")))
    lading, begin = pak_in(opzet), time.monotonic()
    ver = op_cluster(lading, opzet.blokken(), cluster, limiet, f"batch_hulp:{functie}")
    rijen = bewaar(ver, opzet, tmp_path / "ver")
    assert time.monotonic() - begin < 300, "the sleep of the task is ten minutes"
    assert [r["scenario"] for r in rijen if r["status"] == "mislukt"] == [11]
    bewaar(Pool(lading, 2, limiet, f"batch_hulp:{functie}").alle(opzet.blokken()), opzet, tmp_path / "hier")
    assert inhoud(tmp_path / "ver") == inhoud(tmp_path / "hier")


def test_a_run_on_dask_leaves_no_process_behind(cluster, tmp_path):
    from distributed import Client

    opzet = maak_opzet(schrijf(tmp_path, KLEIN))
    werk = op_cluster(pak_in(opzet), opzet.blokken(), cluster, 60, "batch_hulp:hangt")
    next(werk)
    werk.close()
    with Client(cluster) as client:
        for _ in range(100):
            over = client.run(batch_hulp.kinderen)
            if not any(over.values()):
                break
            time.sleep(0.2)
    assert not any(over.values()), over


def test_a_cluster_without_workers_is_one_error(tmp_path, monkeypatch):
    monkeypatch.setattr("verdeling.batch.cluster.WACHT", 3.0)
    opzet = maak_opzet(schrijf(tmp_path, KLEIN))
    with dask(0) as adres, pytest.raises(VerdelingError, match="V742"):
        draai(opzet, tmp_path / "u", cluster=adres)


def test_a_cluster_that_does_not_answer(tmp_path, monkeypatch):
    monkeypatch.setattr("verdeling.batch.cluster.ANTWOORD", 1)
    opzet = maak_opzet(schrijf(tmp_path, KLEIN))
    with pytest.raises(VerdelingError, match="V736"):
        draai(opzet, tmp_path / "u", cluster="tcp://127.0.0.1:9")


def test_a_second_run_computes_nothing(af, tmp_path):
    opzet, verwacht = af
    draai(opzet, tmp_path / "u", workers=0)
    tijden = {p: p.stat().st_mtime_ns for p in (tmp_path / "u").rglob("*.parquet")}
    verslag = draai(opzet, tmp_path / "u", workers=0)
    assert verslag.al_klaar == opzet.aantal
    assert tijden == {p: p.stat().st_mtime_ns for p in (tmp_path / "u").rglob("*.parquet")}
    assert inhoud(tmp_path / "u") == verwacht


def test_figures_in_the_tables_are_those_of_a_run(tmp_path):
    import verdeling

    opzet = maak_opzet(schrijf(tmp_path, KLEIN))
    draai(opzet, tmp_path / "u", workers=0)
    tabel = pq.read_table(tmp_path / "u" / "resultaten").to_pylist()
    for rij in (scenarios(tmp_path / "u")[k] for k in (0, 37, 79)):
        set_ = [
            f"taken.asielopvang.totaal={rij['totaal']:.0f}",
            f"taken.asielopvang.niveaus.0.afronding={rij['afronding']}",
        ]
        exact = verdeling.run("inwoners", overrides=set_).indicatief.taken["asielopvang"]
        mijn = [r["aantal"] for r in tabel if r["scenario"] == rij["scenario"]]
        assert mijn == list(exact.aantallen)


# --- failures -----------------------------------------------------------------------------------------------


def test_a_scenario_that_fails_is_a_row_with_its_message(tmp_path):
    """Half a place is no total, whichever scenarios are computed together."""
    tekst = KLEIN.replace("range: {low: 100, high: 139, step: 1}", "range: {low: 100, high: 110, step: 0.5}")
    opzet = maak_opzet(schrijf(tmp_path, tekst))
    verslag = draai(opzet, tmp_path / "u", workers=0)
    rijen = scenarios(tmp_path / "u")
    assert verslag.aantal == len(rijen) == 42
    assert verslag.mislukt == 20
    for rij in rijen:
        half = rij["totaal"] % 1 == 0.5
        assert (rij["status"] == "mislukt") == half
        assert ("[V233]" in rij["melding"]) == half
    assert len(pq.read_table(tmp_path / "u" / "resultaten")) == 342 * 22
    los = maak_opzet(schrijf(tmp_path, tekst.replace("block: 8", "block: 1")))
    draai(los, tmp_path / "los", workers=0)
    zonder = [{k: v for k, v in r.items() if k != "kenmerk"} for r in scenarios(tmp_path / "los")]
    assert zonder == [{k: v for k, v in r.items() if k != "kenmerk"} for r in rijen]


@pytest.fixture
def pakket(tmp_path):
    opzet = maak_opzet(schrijf(tmp_path, KLEIN))
    draai(opzet, tmp_path / "goed", workers=0)
    return opzet, pak_in(opzet), tmp_path / "goed"


def uitkomsten(pool: Pool, opzet, map_: Path) -> list[dict]:
    return bewaar(pool.alle(opzet.blokken()), opzet, map_)


def bewaar(werk, opzet, map_: Path) -> list[dict]:
    store = Store(map_)
    store.open(opzet)
    for blok, bestanden in werk:
        store.bewaar(blok, bestanden)
    return scenarios(map_)


def test_a_worker_that_dies_is_replaced_and_its_scenario_recorded(pakket, tmp_path):
    opzet, lading, goed = pakket
    rijen = uitkomsten(Pool(lading, 2, 60, "batch_hulp:sterft"), opzet, tmp_path / "u")
    anders = [r["scenario"] for r in rijen if r["status"] == "mislukt"]
    assert anders == [11]
    assert "60" in rijen[11]["melding"]
    zonder = [r for r in scenarios(goed) if r["scenario"] != 11]
    assert [r for r in rijen if r["scenario"] != 11] == zonder


def test_a_worker_that_dies_once_changes_nothing(pakket, tmp_path, monkeypatch):
    opzet, lading, goed = pakket
    monkeypatch.setenv("VERDELING_PROEF", str(tmp_path / "merk"))
    uitkomsten(Pool(lading, 2, 60, "batch_hulp:sterft_eenmaal"), opzet, tmp_path / "u")
    assert (tmp_path / "merk").exists()
    for naam in ("scenarios", "resultaten", "maten"):
        assert pq.read_table(tmp_path / "u" / naam).to_pylist() == pq.read_table(goed / naam).to_pylist()


def test_a_worker_that_hangs_is_ended_at_the_time_limit(tmp_path):
    """Scenario 11 sleeps for ten minutes; the limit leaves a slow machine ample time for the others."""
    opzet = maak_opzet(schrijf(tmp_path, KLEIN.replace("block: 8", "block: 2")))
    begin = time.monotonic()
    rijen = uitkomsten(Pool(pak_in(opzet), 2, 4, "batch_hulp:hangt"), opzet, tmp_path / "u")
    assert time.monotonic() - begin < 300
    assert [r["scenario"] for r in rijen if r["status"] == "mislukt"] == [11]


def test_workers_are_recycled(pakket, monkeypatch):
    opzet, lading, _ = pakket
    pids = []
    echt = verdeling.batch.pool.Worker

    class Telt(echt):
        def __init__(self) -> None:
            super().__init__()
            pids.append(self.pid)

    monkeypatch.setattr(verdeling.batch.pool, "Worker", Telt)
    monkeypatch.setattr(verdeling.batch.pool, "NA_ZOVEEL", 4)
    assert len(list(Pool(lading, 1, 60).alle(opzet.blokken()))) == 10
    assert len(pids) == 3
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_stopping_early_ends_the_workers_at_once(pakket):
    """Whoever stops asking, by Ctrl-C or a full disk, waits for no scenario."""
    opzet, lading, _ = pakket
    pool = Pool(lading, 2, 600, "batch_hulp:hangt")
    uit = pool.alle(opzet.blokken())
    next(uit)
    begin = time.monotonic()
    uit.close()
    assert time.monotonic() - begin < 100
    assert not pool._vrij


def test_a_worker_that_answers_while_the_pool_stops_is_not_kept(pakket, monkeypatch):
    """Its answer may arrive at the very moment of stopping: the pool then ends it all the same."""
    opzet, lading, _ = pakket
    workers = []

    class Stopt(Worker):
        def roep(self, function, *args, **rest):
            workers.append(self)
            uit = super().roep(function, *args, **rest)
            if function.endswith(":reken"):
                monkeypatch.setattr(verdeling.batch.pool, "_dood", lambda _: None)
                monkeypatch.setattr(Worker, "stop", lambda _: None)
                pool.stop()
                monkeypatch.undo()
            return uit

    monkeypatch.setattr(verdeling.batch.pool, "Worker", Stopt)
    pool = Pool(lading, 1, 60)
    assert pool.blok(opzet.blokken()[0])
    assert not pool._vrij
    assert not workers[0].leeft


def vol(na: int, nummer: int):
    """A writer that fails after `na` files."""
    echt, teller = verdeling.batch.store.schrijf, [0]

    def schrijf_(pad, inhoud_):
        teller[0] += 1
        if teller[0] > na:
            raise OSError(nummer, os.strerror(nummer))
        echt(pad, inhoud_)

    return schrijf_


@pytest.mark.parametrize("workers", [0, 2])
def test_a_full_disk_is_one_error_and_what_was_stored_stays(af, tmp_path, monkeypatch, workers):
    opzet, verwacht = af
    with monkeypatch.context() as m:
        m.setattr(verdeling.batch.store, "schrijf", vol(11, errno.ENOSPC))
        with pytest.raises(VerdelingError) as fout:
            draai(opzet, tmp_path / "u", workers=workers)
    assert [p.code for p in fout.value.problemen] == ["V734"]
    for taal, reden in (("nl", "de schijf is vol"), ("en", "the disk is full")):
        assert str(tmp_path / "u") in fout.value.tekst(taal)
        assert reden in fout.value.tekst(taal)
    bewaard = inhoud(tmp_path / "u")
    assert len(bewaard) == 11
    assert all(verwacht[naam] == inhoud_ for naam, inhoud_ in bewaard.items())
    verslag = draai(opzet, tmp_path / "u", workers=0)
    assert verslag.al_klaar > 0
    assert inhoud(tmp_path / "u") == verwacht


def test_a_folder_that_cannot_be_written_is_one_error(af):
    opzet, _ = af
    with pytest.raises(VerdelingError, match="V734"):
        draai(opzet, Path("/proc/verdeling/u"), workers=0)


def test_a_folder_of_another_experiment_is_refused(af, tmp_path):
    opzet, _ = af
    draai(opzet, tmp_path / "u", workers=0)
    voor = inhoud(tmp_path / "u")
    ander = maak_opzet(schrijf(tmp_path, KLEIN.replace("139", "120")))
    with pytest.raises(VerdelingError, match="V732"):
        draai(ander, tmp_path / "u", workers=0)
    assert inhoud(tmp_path / "u") == voor
    (tmp_path / "v").mkdir()
    (tmp_path / "v" / "brief.txt").write_text("x")
    with pytest.raises(VerdelingError, match="V731"):
        draai(opzet, tmp_path / "v", workers=0)


def test_a_run_that_was_killed_before_its_manifest_stood_goes_on(af, tmp_path):
    opzet, verwacht = af
    (tmp_path / "u").mkdir()
    (tmp_path / "u" / ".0a1b2c3d.manifest.json").write_bytes(b"{")
    draai(opzet, tmp_path / "u", workers=0)
    assert inhoud(tmp_path / "u") == verwacht


# --- kill -9 ------------------------------------------------------------------------------------------------


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
        af = proces.poll() is not None
        proces.kill()
        proces.wait()
    assert not af or proces.returncode == 0, "the run failed"
    nu = stempels(uit)
    assert klaar.items() <= nu.items(), "a stored block was lost or computed again"
    return not af


def breek_keren(pad: Path, map_: Path, keren: int, toeval: random.Random, workers: tuple[int, ...]) -> None:
    """So many kills. A folder that is whole is compared, and the next kill begins in a new one."""
    opzet = maak_opzet(pad)
    draai(opzet, map_ / "heel", workers=2)
    verwacht = inhoud(map_ / "heel")
    geraakt, mappen = 0, 0
    for _ in range(3 * keren):
        uit = map_ / f"u{mappen}"
        geraakt += breek_af(pad, uit, toeval, toeval.choice(workers))
        vol_ = len(stempels(uit)) == len(opzet.blokken())
        if geraakt == keren or vol_:
            draai(opzet, uit, workers=toeval.choice(workers))
            assert inhoud(uit) == verwacht
            assert [r["scenario"] for r in scenarios(uit)] == list(range(opzet.aantal))
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


@pytest.mark.long
def test_a_hundred_kills_lose_and_double_nothing(tmp_path):
    breek_keren(schrijf(tmp_path, KILLS), tmp_path, 100, random.Random(1), (0, 1, 2))


def test_the_helpers_of_these_tests_compute_what_workers_compute(pakket):
    opzet, lading, goed = pakket
    blok = opzet.blokken()[0]
    uit = batch_hulp.wacht(lading, blok)
    assert uit["scenarios"] == (goed / "scenarios" / "0000000.parquet").read_bytes()
