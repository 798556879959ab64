"""An experiment folder: only its own tables are read, a changed byte is refused, a query can be stopped."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from support.batch import KLEIN, KOP, inhoud, schrijf

import verdeling.batch.blocks
from verdeling.batch import store as store_module
from verdeling.batch.array_way import NotInArrays
from verdeling.batch.export import export_folder
from verdeling.batch.query import connect_shards, run_query
from verdeling.batch.run import make_setup, run_experiment
from verdeling.batch.show import write_pages
from verdeling.batch.store import SUMS, Store, merge_shards
from verdeling.cli import main
from verdeling.errors import VerdelingError


@pytest.fixture(scope="module")
def klaar(tmp_path_factory):
    """A small experiment that is done: its file, its design and its folder."""
    map_ = tmp_path_factory.mktemp("experiment")
    pad = schrijf(map_, KLEIN)
    setup = make_setup(pad)
    run_experiment(setup, map_ / "u", workers=0)
    return pad, setup, map_ / "u"


def kopie(bron: Path, doel: Path) -> Path:
    for naam, bytes_ in inhoud(bron).items():
        (doel / naam).parent.mkdir(parents=True, exist_ok=True)
        (doel / naam).write_bytes(bytes_)
    return doel


# --- a query reads the tables of its folder -----------------------------------------------------------------


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('{ander}/geheim.csv')",
        "select * from '{ander}/geheim.csv'",
        "select * from read_text('/etc/hostname')",
        "select * from glob('{ander}/*')",
        "select * from read_parquet('{ander}/ander.parquet')",
        "select * from read_parquet('{map}/scenarios/*.parquet')",
        "select content from read_text('{map}/manifest.json')",
        "copy (select 1) to '{ander}/uit.csv'",
        "copy (select 1 as a) to '{map}/scenarios/0000000.parquet' (format parquet)",
        "export database '{ander}/uit'",
        "attach '{ander}/bank.db'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "reset enable_external_access",
        "set allowed_paths = ['{ander}/geheim.csv']",
        "set memory_limit = '1GB'",
        "select * from read_csv('http://127.0.0.1:{poort}/x.csv')",
        "select * from 'http://127.0.0.1:{poort}/x.parquet'",
        "select * from geheim",
        "select * from store",
        "select 1; copy (select 1) to '{ander}/uit.csv'",
    ],
)
def test_a_query_reads_no_other_file_writes_nothing_and_opens_no_socket(klaar, tmp_path, sql):
    _, _, folder = klaar
    voor = inhoud(folder)
    (tmp_path / "geheim.csv").write_text("a\n1\n")
    pq.write_table(pa.table({"a": [1]}), tmp_path / "ander.parquet")
    staat = inhoud(tmp_path)
    geheim = pa.table({"a": [1]})  # a variable that DuckDB would find by its name
    assert len(geheim) == 1
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        poort = server.getsockname()[1]
        with pytest.raises(VerdelingError) as fout:
            run_query(folder, sql.format(ander=tmp_path, map=folder, poort=poort))
        with pytest.raises(BlockingIOError):
            server.accept()
    assert [p.code for p in fout.value.problemen] == ["V739"]
    assert inhoud(tmp_path) == staat
    assert inhoud(folder) == voor


@pytest.mark.parametrize(
    ("sql", "uit"),
    [
        ("select count(*) from scenarios", [(80,)]),
        ("select sum(aantal) from resultaten where scenario = 0", [(100,)]),
        ("select count(distinct taak) from maten", [(1,)]),
        ("select count(*) from (describe scenarios) where column_name = 'totaal'", [(1,)]),
        ("with a as (select 1 as x) select x from a", [(1,)]),
    ],
)
def test_a_query_about_the_tables_is_answered_also_from_a_relative_path(klaar, monkeypatch, sql, uit):
    _, _, folder = klaar
    monkeypatch.chdir(folder.parent)
    assert run_query(Path("u"), sql)[1] == uit


@pytest.mark.parametrize("soort", [signal.SIGINT, signal.SIGTERM])
def test_a_query_that_does_not_end_is_stopped_by_a_signal(klaar, soort):
    _, _, folder = klaar
    sql = "select count(*) from range(100000000000) a, range(1000) b where a.range % 7 = b.range"
    with subprocess.Popen(
        [sys.executable, "-m", "verdeling", "experiment", "query", str(folder), sql],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A run in the background ignores Ctrl-C, and what it starts would too.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as proces:
        kind = psutil.Process(proces.pid)
        # It is in DuckDB when its threads compute.
        while proces.poll() is None and kind.cpu_times().user < 2 and kind.num_threads() < 2:
            time.sleep(0.05)
        while proces.poll() is None and kind.num_threads() < 2:
            time.sleep(0.05)
        uit = None
        # A signal that comes while a package is being imported can be lost; whoever waits gives another one.
        for _ in range(30):
            proces.send_signal(soort)
            with suppress(subprocess.TimeoutExpired):
                uit, fout = proces.communicate(timeout=2)
                break
        else:
            proces.kill()
    assert uit is not None, "it goes on whatever it is told"
    assert proces.returncode == 130
    assert uit == b""
    assert b"Traceback" not in fout


# --- every changed byte is refused --------------------------------------------------------------------------


def test_a_flipped_bit_anywhere_is_refused_by_query_show_export_and_a_further_run(klaar, tmp_path):
    _, setup, folder = klaar
    toeval = random.Random(20)
    bestanden = [n for n in inhoud(folder) if n != "rapport.html"]
    for nummer, naam in enumerate(bestanden * 2):
        u = kopie(folder, tmp_path / str(nummer))
        bytes_ = bytearray((u / naam).read_bytes())
        plek = toeval.randrange(len(bytes_))
        bytes_[plek] ^= 1 << toeval.randrange(8)
        (u / naam).write_bytes(bytes_)
        doen = [
            lambda u=u: run_query(u, "select count(*) from resultaten"),
            lambda u=u: run_experiment(setup, u, workers=0),
            lambda u=u: write_pages(u),
            lambda u=u: export_folder(u, u / "x", "csv"),
        ]
        for doe in doen if nummer % 10 == 0 else doen[:2]:
            with pytest.raises(VerdelingError):
                doe()


def test_one_added_to_every_number_is_refused(klaar, tmp_path):
    _, setup, folder = klaar
    u = kopie(folder, tmp_path / "u")
    for pad in (u / "resultaten").iterdir():
        tabel = pq.read_table(pad)
        plek = tabel.column_names.index("aantal")
        pq.write_table(tabel.set_column(plek, "aantal", pc.add(tabel["aantal"], 1)), pad)
    for doe in (
        lambda: run_query(u, "select 1"),
        lambda: write_pages(u),
        lambda: run_experiment(setup, u, workers=0),
    ):
        with pytest.raises(VerdelingError) as fout:
            doe()
        assert {p.code for p in fout.value.problemen} == {"V747"}
        assert len(fout.value.problemen) == len(setup.blokken())


def test_a_file_that_is_deleted_or_added_is_noticed(klaar, tmp_path):
    _, setup, folder = klaar
    u = kopie(folder, tmp_path / "u")
    (u / "trekkingen").mkdir()
    for pad in (u / "maten").iterdir():
        (u / "trekkingen" / pad.name).write_bytes(pad.read_bytes())
    with pytest.raises(VerdelingError, match="V747"):
        connect_shards(u)
    u = kopie(folder, tmp_path / "v")
    (u / SUMS / "0000008.json").unlink()
    assert run_query(u, "select count(*) from scenarios")[1] == [(72,)]
    assert run_experiment(setup, u, workers=0).al_klaar == 72
    assert inhoud(u) == inhoud(folder)


@pytest.mark.parametrize("veld", ["versie", "pakketten", "experiment", "toegevoegd"])
def test_a_manifest_that_was_edited_is_refused(klaar, tmp_path, veld):
    _, setup, folder = klaar
    u = kopie(folder, tmp_path / "u")
    manifest = json.loads((u / "manifest.json").read_text("utf-8"))
    if veld == "pakketten":
        manifest[veld]["numpy"] = "0.0"
    elif veld == "experiment":
        manifest[veld]["zaad"] += 1
    else:
        manifest[veld] = "9.9"
    (u / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    for doe in (lambda: run_query(u, "select 1"), lambda: run_experiment(setup, u, workers=0)):
        with pytest.raises(VerdelingError) as fout:
            doe()
        assert [p.code for p in fout.value.problemen] == ["V752"]


# --- what a run tells ---------------------------------------------------------------------------------------

AS = "{path: taken.asielopvang.totaal, range: {low: 100, high: 102, step: 1}}"
DRIE = f"{KOP}model: inwoners\nvary:\n  totaal: {AS}\n"


@pytest.mark.parametrize(("kapot", "code"), [({100, 101, 102}, 1), ({100, 102}, 0), (set(), 0)])
def test_an_experiment_of_which_every_scenario_failed_ends_with_1(tmp_path, capsys, monkeypatch, kapot, code):
    echt = verdeling.batch.blocks.compute_indicatief

    def bereken(model, gegevens):
        if model.taken["asielopvang"].totaal.waarde in kapot:
            raise MemoryError("te weinig geheugen")
        return echt(model, gegevens)

    def niet(*_):
        raise NotInArrays

    monkeypatch.setattr(verdeling.batch.blocks, "compute_indicatief", bereken)
    monkeypatch.setattr(verdeling.batch.blocks, "compute_rows", niet)
    pad = schrijf(tmp_path, DRIE)
    for keer in range(2):  # the second time nothing is computed, and it is still so
        with pytest.raises(SystemExit) as stop:
            main(["experiment", "run", str(pad), "--out", str(tmp_path / "u"), "--workers", "0"])
        assert (stop.value.code or 0) == code, keer
        fout = capsys.readouterr().err
        assert ("Geen enkel scenario is gelukt" in fout) == bool(code)
        assert ("te weinig geheugen" in fout) == bool(code)


def test_a_text_of_the_user_is_no_formula_in_the_answers_and_in_the_export(tmp_path, capsys):
    tekst = DRIE + "  soort: {path: taken.asielopvang.eenheid, values: ['=1+1', '@x', plaatsen]}\n"
    u = tmp_path / "u"
    run_experiment(make_setup(schrijf(tmp_path, tekst)), u, workers=0)
    with pytest.raises(SystemExit):
        main(["experiment", "query", str(u), 'select distinct soort as "=kop" from scenarios order by 1'])
    assert capsys.readouterr().out == "'=kop\n'=1+1\n'@x\nplaatsen\n"
    export_folder(u, tmp_path / "csv", "csv")
    uit = (tmp_path / "csv" / "scenarios.csv").read_text("utf-8")
    assert "'=1+1" in uit
    assert ",=1+1" not in uit
    export_folder(u, tmp_path / "pq", "parquet")
    assert "=1+1" in pq.read_table(tmp_path / "pq" / "scenarios.parquet")["soort"].to_pylist()


def test_the_words_of_a_joined_block_stand_in_their_order(monkeypatch):
    """Parts may bring their words in any order; the block has the bytes that it has computed at once."""
    woorden = [["zee", "akker"], ["bos", "akker"]]

    def deel(tekst: list[str]) -> dict[str, bytes]:
        return {"maten": store_module._parquet(pa.table({"maat": pa.array(tekst).dictionary_encode()}))}

    samen = store_module._read(merge_shards([deel(w) for w in woorden])["maten"])["maat"]
    assert samen.to_pylist() == ["zee", "akker", "bos", "akker"]
    assert samen.combine_chunks().dictionary.to_pylist() == ["akker", "bos", "zee"]
    assert Store(Path(os.devnull)).folder == Path(os.devnull)
