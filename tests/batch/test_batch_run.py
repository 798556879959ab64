"""Running: the same tables whichever way, one run per folder, workers that die, a disk that is full."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from support.batch import KLEIN, TREK, inhoud, scenarios, schrijf

import verdeling.batch.store
from verdeling.batch.array_way import NotInArrays
from verdeling.batch.query import connect_shards
from verdeling.batch.run import make_setup, run_experiment
from verdeling.batch.store import Store
from verdeling.errors import VerdelingError, VerificatieFout
from verdeling.tijdelijk import name_beside


@pytest.fixture(scope="module", params=[KLEIN, TREK], ids=["rooster", "trekking"])
def away(request, tmp_path_factory):
    """An experiment and its finished folder."""
    map_ = tmp_path_factory.mktemp("af")
    setup = make_setup(schrijf(map_, request.param))
    verslag = run_experiment(setup, map_ / "uit", workers=0)
    assert (verslag.aantal, verslag.al_klaar, verslag.mislukt) == (setup.aantal, 0, 0)
    return setup, inhoud(map_ / "uit")


def test_the_tables_hold_every_scenario_once_and_every_gemeente(away, tmp_path):
    setup, _ = away
    run_experiment(setup, tmp_path / "u", workers=0)
    rijen = scenarios(tmp_path / "u")
    assert [r["scenario"] for r in rijen] == list(range(setup.aantal))
    assert len({r["kenmerk"] for r in rijen}) == setup.aantal
    tabel = pq.read_table(tmp_path / "u" / "resultaten").to_pydict()
    assert len(tabel["code"]) == 342 * setup.aantal
    assert len(set(zip(tabel["scenario"], tabel["code"], strict=True))) == 342 * setup.aantal


def test_local_workers_give_the_same_bytes(away, tmp_path):
    setup, verwacht = away
    run_experiment(setup, tmp_path / "u", workers=2)
    assert inhoud(tmp_path / "u") == verwacht


def test_two_shards_in_one_folder_give_the_same_bytes(away, tmp_path):
    setup, verwacht = away
    aantallen = [run_experiment(setup, tmp_path / "u", workers=0, deel=(i, 2)).aantal for i in (1, 2)]
    assert sum(aantallen) == setup.aantal
    assert min(aantallen) > 0
    assert inhoud(tmp_path / "u") == verwacht


def test_a_second_run_in_the_same_folder_is_refused_and_disturbs_nothing(away, tmp_path):
    setup, verwacht = away
    geweigerd = []

    def nog_een(*_: int) -> None:
        for deel in ((1, 1), (1, 2)):
            with pytest.raises(VerdelingError, match="V745"):
                run_experiment(setup, tmp_path / "u", workers=0, deel=deel)
            geweigerd.append(deel)

    run_experiment(setup, tmp_path / "u", workers=0, voortgang=nog_een)
    assert len(geweigerd) > 4
    assert inhoud(tmp_path / "u") == verwacht
    assert run_experiment(setup, tmp_path / "u", workers=0).al_klaar == setup.aantal, (
        "the folder is free again"
    )


def test_shards_work_in_one_folder_at_the_same_time(away, tmp_path):
    setup, verwacht = away
    klaar = []

    def andere(*_: int) -> None:
        if not klaar:
            klaar.append(run_experiment(setup, tmp_path / "u", workers=0, deel=(2, 2)).aantal)

    eerste = run_experiment(setup, tmp_path / "u", workers=0, deel=(1, 2), voortgang=andere)
    assert eerste.aantal + klaar[0] == setup.aantal
    assert inhoud(tmp_path / "u") == verwacht


def test_a_second_run_computes_nothing(away, tmp_path):
    setup, verwacht = away
    run_experiment(setup, tmp_path / "u", workers=0)
    times = {p: p.stat().st_mtime_ns for p in (tmp_path / "u").rglob("*.parquet")}
    verslag = run_experiment(setup, tmp_path / "u", workers=0)
    assert verslag.al_klaar == setup.aantal
    assert times == {p: p.stat().st_mtime_ns for p in (tmp_path / "u").rglob("*.parquet")}
    assert inhoud(tmp_path / "u") == verwacht


def test_figures_in_the_tables_are_those_of_a_run(tmp_path):
    import verdeling

    setup = make_setup(schrijf(tmp_path, KLEIN))
    run_experiment(setup, tmp_path / "u", workers=0)
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
    setup = make_setup(schrijf(tmp_path, tekst))
    verslag = run_experiment(setup, tmp_path / "u", workers=0)
    rijen = scenarios(tmp_path / "u")
    assert verslag.aantal == len(rijen) == 42
    assert verslag.mislukt == 20
    for rij in rijen:
        half = rij["totaal"] % 1 == 0.5
        assert (rij["status"] == "mislukt") == half
        assert ("[V233]" in rij["melding"]) == half
    assert len(pq.read_table(tmp_path / "u" / "resultaten")) == 342 * 22
    los = make_setup(schrijf(tmp_path, tekst.replace("block: 8", "block: 1")))
    run_experiment(los, tmp_path / "los", workers=0)
    zonder = [{k: v for k, v in r.items() if k != "kenmerk"} for r in scenarios(tmp_path / "los")]
    assert zonder == [{k: v for k, v in r.items() if k != "kenmerk"} for r in rijen]


def test_arrays_that_differ_from_the_exact_figures_stop_the_run_and_are_not_stored(tmp_path, monkeypatch):
    """The first scenario of every array is computed once more by fractions."""
    echt = verdeling.batch.blocks.compute_rows

    def verschoven(*args):
        cijfers, goed = echt(*args)
        return {naam: np.roll(rijen, 1, axis=1) for naam, rijen in cijfers.items()}, goed

    monkeypatch.setattr(verdeling.batch.blocks, "compute_rows", verschoven)
    with pytest.raises(VerificatieFout, match="V730"):
        run_experiment(make_setup(schrijf(tmp_path, KLEIN)), tmp_path / "u", workers=0)
    assert list(inhoud(tmp_path / "u")) == ["manifest.json"]


def test_an_unexpected_error_in_one_scenario_is_a_row_and_stops_no_other(tmp_path, monkeypatch):
    setup = make_setup(schrijf(tmp_path, KLEIN))
    run_experiment(setup, tmp_path / "goed", workers=0)
    echt = verdeling.batch.blocks.compute_indicatief

    def bereken(model, gegevens):
        if model.taken["asielopvang"].totaal.waarde == 117:
            raise MemoryError("te weinig geheugen")
        return echt(model, gegevens)

    def niet(*_):
        raise NotInArrays

    monkeypatch.setattr(verdeling.batch.blocks, "compute_indicatief", bereken)
    monkeypatch.setattr(verdeling.batch.blocks, "compute_rows", niet)
    assert run_experiment(setup, tmp_path / "u", workers=0).mislukt == 2
    for rij, heel in zip(scenarios(tmp_path / "u"), scenarios(tmp_path / "goed"), strict=True):
        if rij["totaal"] == 117:
            assert rij["status"] == "mislukt"
            assert "MemoryError: te weinig geheugen" in rij["melding"]
        else:
            assert rij | {"weg": ""} == heel | {"weg": ""}


def vol(na: int, nummer: int):
    """A writer that fails after `na` files."""
    echt, teller = verdeling.batch.store.write_atomic, [0]

    def schrijf_(pad, inhoud_):
        teller[0] += 1
        if teller[0] > na:
            raise OSError(nummer, os.strerror(nummer))
        echt(pad, inhoud_)

    return schrijf_


@pytest.mark.parametrize("workers", [0, 2])
def test_a_full_disk_is_one_error_and_what_was_stored_stays(away, tmp_path, monkeypatch, workers):
    setup, verwacht = away
    with monkeypatch.context() as m:
        m.setattr(verdeling.batch.store, "write_atomic", vol(11, errno.ENOSPC))
        with pytest.raises(VerdelingError) as fout:
            run_experiment(setup, tmp_path / "u", workers=workers)
    assert [p.code for p in fout.value.problemen] == ["V734"]
    for taal, reden in (("nl", "de schijf is vol"), ("en", "the disk is full")):
        assert str(tmp_path / "u") in fout.value.tekst(taal)
        assert reden in fout.value.tekst(taal)
    kept = inhoud(tmp_path / "u")
    assert len(kept) == 11
    assert all(verwacht[naam] == inhoud_ for naam, inhoud_ in kept.items())
    verslag = run_experiment(setup, tmp_path / "u", workers=0)
    assert verslag.al_klaar > 0
    assert inhoud(tmp_path / "u") == verwacht


def test_other_words_in_the_same_experiment_reach_the_manifest(away, tmp_path):
    setup, verwacht = away
    run_experiment(setup, tmp_path / "u", workers=0)
    titel = setup.experiment.titel.model_copy(update={"nl": "andere titel"})
    anders = replace(setup, experiment=setup.experiment.model_copy(update={"titel": titel}))
    assert run_experiment(anders, tmp_path / "u", workers=0).al_klaar == setup.aantal
    assert Store(tmp_path / "u").read_manifest()["experiment"]["titel"]["nl"] == "andere titel"
    run_experiment(setup, tmp_path / "u", workers=0)
    assert inhoud(tmp_path / "u") == verwacht


def test_a_folder_that_cannot_be_written_is_one_error(away):
    setup, _ = away
    with pytest.raises(VerdelingError, match="V734"):
        run_experiment(setup, Path("/proc/verdeling/u"), workers=0)


def test_a_folder_of_another_experiment_is_refused(away, tmp_path):
    setup, _ = away
    run_experiment(setup, tmp_path / "u", workers=0)
    voor = inhoud(tmp_path / "u")
    ander = make_setup(schrijf(tmp_path, KLEIN.replace("139", "120")))
    with pytest.raises(VerdelingError, match="V732"):
        run_experiment(ander, tmp_path / "u", workers=0)
    assert inhoud(tmp_path / "u") == voor
    (tmp_path / "v").mkdir()
    (tmp_path / "v" / "brief.txt").write_text("x")
    with pytest.raises(VerdelingError, match="V731"):
        run_experiment(setup, tmp_path / "v", workers=0)


@pytest.mark.parametrize("ander", ["naam: eigen\nbasis: huishoudens\n", "geen: model\n"])
def test_a_model_that_changes_during_a_run_spoils_no_table(tmp_path, ander):
    """A run reads the model all along; what it mixed is computed again once the model is back."""
    model = tmp_path / "eigen.yaml"
    zelf = "naam: eigen\nbasis: inwoners\n"
    model.write_text(zelf, "utf-8")
    setup = make_setup(schrijf(tmp_path, KLEIN.replace("inwoners", "eigen.yaml")))
    run_experiment(setup, tmp_path / "goed", workers=0)
    run_experiment(setup, tmp_path / "u", workers=0, deel=(1, 5))

    def bewerk(gedaan: int, _: int) -> None:
        if gedaan > 40:
            model.write_text(ander, "utf-8")

    with pytest.raises(VerdelingError, match="V748"):
        run_experiment(setup, tmp_path / "u", workers=0, voortgang=bewerk)
    model.write_text(zelf, "utf-8")
    assert run_experiment(setup, tmp_path / "u", workers=0).al_klaar == 16, "the shard of before stays"
    assert inhoud(tmp_path / "u") == inhoud(tmp_path / "goed")


@pytest.mark.parametrize("tabel", ["scenarios", "resultaten", "maten"])
def test_a_damaged_file_is_named_and_comes_back_when_it_is_deleted(away, tmp_path, tabel):
    """As after a copy that broke off."""
    setup, verwacht = away
    run_experiment(setup, tmp_path / "u", workers=0)
    pad = sorted((tmp_path / "u" / tabel).iterdir())[1]
    for lengte in (0, 3, pad.stat().st_size // 2):
        pad.write_bytes(pad.read_bytes()[:lengte].ljust(lengte, b"P"))
        for doe in (
            lambda: run_experiment(setup, tmp_path / "u", workers=0),
            lambda: connect_shards(tmp_path / "u"),
        ):
            with pytest.raises(VerdelingError, match="V747") as fout:
                doe()
            assert [p.waar for p in fout.value.problemen] == [str(pad)]
    pad.unlink()
    verslag = run_experiment(setup, tmp_path / "u", workers=0)
    assert verslag.aantal - verslag.al_klaar == len(setup.blokken()[1])
    assert inhoud(tmp_path / "u") == verwacht


def test_a_run_that_was_killed_before_its_manifest_stood_goes_on(away, tmp_path):
    setup, verwacht = away
    (tmp_path / "u").mkdir()
    (tmp_path / "u" / name_beside("manifest.json", ".json")).write_bytes(b"{")
    run_experiment(setup, tmp_path / "u", workers=0)
    assert inhoud(tmp_path / "u") == verwacht
