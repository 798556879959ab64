"""On Dask: the same tables as here, tasks that hang or die, clusters that lack workers or do not answer."""

import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from support import batch as batch_support
from support.batch import KLEIN, TREK, bewaar, inhoud, scenarios, schrijf

from verdeling.batch.cluster import run_on_cluster
from verdeling.batch.pool import BlockPool
from verdeling.batch.run import make_setup, pack, run_experiment
from verdeling.errors import VerdelingError


@contextmanager
def op_deze_machine(workers: int) -> Iterator[str]:
    """A cluster on this machine; gives its address. A busy machine has ample time to start it."""
    distributed = pytest.importorskip("distributed")
    import dask

    with (
        warnings.catch_warnings(),
        pytest.MonkeyPatch.context() as m,
        dask.config.set({"distributed.comm.timeouts.connect": "120s"}),
    ):
        warnings.simplefilter("ignore")
        m.setattr("verdeling.batch.cluster.ANSWER_WAIT", 120)
        with distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
        ) as cluster:
            yield cluster.scheduler_address


@pytest.fixture(scope="module")
def cluster():
    with op_deze_machine(2) as adres:
        yield adres


@pytest.mark.parametrize("tekst", [KLEIN, TREK], ids=["rooster", "trekking"])
def test_two_dask_workers_give_the_same_bytes(cluster, tmp_path, tekst):
    setup = make_setup(schrijf(tmp_path, tekst))
    run_experiment(setup, tmp_path / "hier", workers=0)
    run_experiment(setup, tmp_path / "ver", cluster=cluster)
    assert len(scenarios(tmp_path / "ver")) == setup.aantal
    assert inhoud(tmp_path / "ver") == inhoud(tmp_path / "hier")


@pytest.mark.parametrize(("function", "limiet"), [(batch_support.hangt, 8), (batch_support.sterft, 60)])
def test_a_dask_task_that_hangs_or_dies_is_recorded_and_the_run_goes_on(cluster, tmp_path, function, limiet):
    """As in the local pool: the same row fails, with the same message."""
    setup = make_setup(schrijf(tmp_path, KLEIN.replace("block: 8", "block: 1")))
    lading, begin = pack(setup), time.monotonic()
    ver = run_on_cluster(lading, setup.blokken(), cluster, limiet, function)
    rijen = bewaar(ver, setup, tmp_path / "ver")
    assert time.monotonic() - begin < 300, "the sleep of the task is ten minutes"
    assert [r["scenario"] for r in rijen if r["status"] == "mislukt"] == [11]
    bewaar(
        BlockPool(lading, 2, limiet, function).alle(setup.blokken()),
        setup,
        tmp_path / "hier",
    )
    assert inhoud(tmp_path / "ver") == inhoud(tmp_path / "hier")


def test_a_run_on_dask_leaves_no_process_behind(cluster, tmp_path):
    from distributed import Client

    setup = make_setup(schrijf(tmp_path, KLEIN))
    werk = run_on_cluster(pack(setup), setup.blokken(), cluster, 60, batch_support.hangt)
    next(werk)
    werk.close()
    with Client(cluster) as client:
        for _ in range(600):
            over = client.run(batch_support.children)
            if not any(over.values()):
                break
            time.sleep(0.2)
    assert not any(over.values()), over


def test_a_cluster_that_lacks_a_package_is_one_error(cluster, tmp_path):
    setup = make_setup(schrijf(tmp_path, KLEIN))
    with pytest.raises(VerdelingError, match="V743") as fout:
        list(run_on_cluster(pack(setup), setup.blokken(), cluster, 60, batch_support.mist_een_pakket))
    assert "bestaat_daar_niet" in fout.value.tekst("en")


def test_a_cluster_without_workers_is_one_error(tmp_path, monkeypatch):
    monkeypatch.setattr("verdeling.batch.cluster.WAIT", 3.0)
    setup = make_setup(schrijf(tmp_path, KLEIN))
    with op_deze_machine(0) as adres, pytest.raises(VerdelingError, match="V742"):
        run_experiment(setup, tmp_path / "u", cluster=adres)


def test_a_cluster_that_does_not_answer(tmp_path, monkeypatch):
    monkeypatch.setattr("verdeling.batch.cluster.ANSWER_WAIT", 1)
    setup = make_setup(schrijf(tmp_path, KLEIN))
    with pytest.raises(VerdelingError, match="V736"):
        run_experiment(setup, tmp_path / "u", cluster="tcp://127.0.0.1:9")
