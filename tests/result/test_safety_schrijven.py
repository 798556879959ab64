"""What is written appears whole or not at all, also when a run is killed, interrupted or not alone."""

import errno
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from verdeling import tijdelijk
from verdeling.errors import VerdelingError
from verdeling.result import atomic
from verdeling.result.folder import read_folder
from verdeling.result.manifest import check_target, new_result_folder, write_json

DOOD = 2**22 + 5
"""Number of a process that cannot exist: above the largest that Linux gives."""


def vul(folder: Path, tekst: str) -> None:
    (folder / "verdeling.csv").write_text(tekst)
    write_json(folder / "manifest.json", {"programma": "verdeling", "bestanden": {"verdeling.csv": ""}})


def uitkomst(doel: Path, tekst: str) -> None:
    with new_result_folder(doel) as nieuw:
        vul(nieuw, tekst)


def verlaten_naam(naam: str, einde: str) -> str:
    """The temporary name that a process made that is gone."""
    return tijdelijk.name_beside(naam, einde).replace(f"-{os.getpid()}-", f"-{DOOD}-")


def alleen(folder: Path, *namen: str) -> None:
    assert sorted(p.name for p in folder.iterdir()) == sorted(namen)


@pytest.fixture(params=["wissel", "twee keer hernoemen"])
def vervangen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways in which a folder is replaced."""
    if request.param != "wissel":
        monkeypatch.setattr(atomic, "_swap", lambda een, ander: False)
    return str(request.param)


def test_linux_exchanges_two_folders_in_one_step(tmp_path: Path):
    for naam in "ab":
        (tmp_path / naam).mkdir()
        (tmp_path / naam / "wie").write_text(naam)
    gelukt = atomic._swap(tmp_path / "a", tmp_path / "b")
    assert gelukt == (sys.platform == "linux")
    assert (tmp_path / "a" / "wie").read_text() == ("b" if gelukt else "a")
    assert not atomic._swap(tmp_path / "a", tmp_path / "is er niet")


def test_a_result_takes_the_place_of_the_earlier_one_and_nothing_else_stays(tmp_path: Path, vervangen: str):
    for tekst in ("eerst", "daarna"):
        uitkomst(tmp_path / "uit", tekst)
        assert (tmp_path / "uit" / "verdeling.csv").read_text() == tekst
        alleen(tmp_path, "uit")


@pytest.mark.parametrize("soort", [KeyboardInterrupt, OSError])
def test_an_interrupt_between_the_two_renames_puts_the_earlier_result_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, soort: type[BaseException]
):
    uitkomst(tmp_path / "uit", "eerst")
    monkeypatch.setattr(atomic, "_swap", lambda een, ander: False)
    echt = Path.rename

    def rename(pad: Path, doel: Path) -> Path:
        if pad.suffix == ".new":
            raise soort
        return echt(pad, doel)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises((KeyboardInterrupt, VerdelingError)):
        uitkomst(tmp_path / "uit", "daarna")
    assert (tmp_path / "uit" / "verdeling.csv").read_text() == "eerst"
    alleen(tmp_path, "uit")


def test_what_a_killed_run_put_aside_is_named_by_a_reader_and_comes_back_with_the_next_run(tmp_path: Path):
    oud = tmp_path / verlaten_naam("uit", ".old")
    oud.mkdir()
    vul(oud, "eerst")
    half = tmp_path / verlaten_naam("uit", ".new")
    half.mkdir()
    with pytest.raises(VerdelingError) as fout:
        read_folder(tmp_path / "uit")
    assert [p.code for p in fout.value.problemen] == ["V612"]
    assert oud.name in fout.value.tekst("nl")
    with pytest.raises(RuntimeError), new_result_folder(tmp_path / "uit"):
        raise RuntimeError  # the next run does not come to an end either
    assert (tmp_path / "uit" / "verdeling.csv").read_text() == "eerst"
    alleen(tmp_path, "uit")


def test_what_a_killed_run_left_beside_a_whole_result_is_cleared_and_that_of_others_is_not(tmp_path: Path):
    uitkomst(tmp_path / "uit", "eerst")
    weg = [verlaten_naam("uit", ".old"), verlaten_naam("uit", ".new")]
    blijft = [
        tijdelijk.name_beside("uit", ".new"),  # of a process that lives
        verlaten_naam("uit.anders", ".new"),  # of another target
        verlaten_naam("uit", ".new").replace(tijdelijk._machine(), "0" * 6),  # of another machine
    ]
    for naam in (*weg, *blijft):
        (tmp_path / naam).mkdir()
    uitkomst(tmp_path / "uit", "daarna")
    alleen(tmp_path, "uit", *blijft)


def test_a_file_that_a_killed_run_left_half_written_is_cleared_by_the_next_write(tmp_path: Path):
    (tmp_path / verlaten_naam("rapport.html", ".html")).touch()
    atomic.write_atomic(tmp_path / "rapport.html", "heel")
    alleen(tmp_path, "rapport.html")


def test_the_temporary_folder_of_a_killed_run_is_cleared_by_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    bron = (
        "import os, signal, tempfile; tempfile.tempdir = os.environ['HIER'];"
        "from verdeling.tijdelijk import temporary_folder; m = temporary_folder();"
        "open(m.name + '/cbc.log', 'w').close(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    proces = subprocess.run(
        [sys.executable, "-c", bron], env={**os.environ, "HIER": str(tmp_path)}, check=False, timeout=60
    )
    assert proces.returncode == -signal.SIGKILL
    assert len(list(tmp_path.iterdir())) == 1
    (tmp_path / "verdeling-van-mij").mkdir()
    with tijdelijk.temporary_folder() as eigen:
        alleen(tmp_path, "verdeling-van-mij", Path(eigen).name)
        # One that lives keeps its folder.
        with tijdelijk.temporary_folder():
            assert Path(eigen).is_dir()


def test_what_the_engines_of_a_run_write_stands_in_such_a_folder():
    bron = (
        "import os, tempfile, verdeling; from verdeling.solver import POOL;"
        "verdeling.run('spreidingswet-2024'); print(os.path.basename(POOL._folder.name))"
    )
    naam = subprocess.run([sys.executable, "-c", bron], capture_output=True, text=True, check=True).stdout
    assert re.fullmatch(r"verdeling-[0-9a-f]{6}-\d+-[0-9a-f]{8}-\w+\n", naam)


def test_two_writers_at_once_leave_one_whole_result_and_nothing_else(tmp_path: Path, vervangen: str):
    uitkomst(tmp_path / "uit", "0")
    schrijvers = [
        threading.Thread(target=lambda n=n: [uitkomst(tmp_path / "uit", n) for _ in range(20)]) for n in "123"
    ]
    for schrijver in schrijvers:
        schrijver.start()
    for schrijver in schrijvers:
        schrijver.join()
    assert (tmp_path / "uit" / "verdeling.csv").read_text() in set("123")
    alleen(tmp_path, "uit")


def test_a_folder_that_another_process_keeps_writing_is_refused_with_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(atomic, "PATIENCE", 0.0)
    bron = (
        "import sys; from pathlib import Path; from verdeling.result.atomic import slot\n"
        "with slot(Path(sys.argv[1])):\n print('bezet', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", bron, str(tmp_path / "uit")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as ander:
        assert ander.stdout is not None
        assert ander.stdout.readline() == b"bezet\n"
        with pytest.raises(VerdelingError) as fout:
            uitkomst(tmp_path / "uit", "tekst")
        assert [p.code for p in fout.value.problemen] == ["V611"]
        assert str(ander.pid) in fout.value.tekst("nl")
        ander.kill()
    uitkomst(tmp_path / "uit", "tekst")  # a lock goes with its process
    alleen(tmp_path, "uit")


def test_every_file_and_folder_is_on_disk_before_the_rename_that_makes_it_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    gebeurd: list[str] = []
    nummers: dict[int, str] = {}
    os_open, fsync, wissel = os.open, os.fsync, atomic._swap

    def open_(pad, *rest, **meer):
        nummer = os_open(pad, *rest, **meer)
        nummers[nummer] = Path(os.fsdecode(pad)).name
        return nummer

    monkeypatch.setattr(os, "open", open_)
    monkeypatch.setattr(os, "fsync", lambda nummer: (gebeurd.append(nummers.get(nummer, "")), fsync(nummer)))
    monkeypatch.setattr(atomic, "_swap", lambda een, ander: (gebeurd.append("wissel"), wissel(een, ander))[1])
    uitkomst(tmp_path / "uit", "eerst")
    gebeurd.clear()
    uitkomst(tmp_path / "uit", "daarna")
    voor, na = gebeurd[: gebeurd.index("wissel")], gebeurd[gebeurd.index("wissel") + 1 :]
    assert {"verdeling.csv", "manifest.json"} <= set(voor)
    assert any(naam.endswith(".new") for naam in voor)
    assert na == [tmp_path.name]
    gebeurd.clear()
    atomic.write_atomic(tmp_path / "los.csv", "x")
    assert [naam.endswith(".csv") for naam in gebeurd] == [True, False]
    assert gebeurd[1] == tmp_path.name


def test_a_disk_that_fails_while_it_is_flushed_is_told_and_leaves_the_earlier_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    uitkomst(tmp_path / "uit", "eerst")

    def fsync(nummer: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(VerdelingError) as fout:
        uitkomst(tmp_path / "uit", "daarna")
    assert "de schijf is vol" in fout.value.tekst("nl")
    assert (tmp_path / "uit" / "verdeling.csv").read_text() == "eerst"
    alleen(tmp_path, "uit")


def test_a_folder_with_one_file_of_the_result_and_one_of_the_user_is_not_replaced(tmp_path: Path):
    uitkomst(tmp_path / "uit", "eerst")
    (tmp_path / "uit" / "aantekening.txt").write_text("van mij")
    with pytest.raises(VerdelingError) as fout:
        check_target(tmp_path / "uit")
    assert [p.code for p in fout.value.problemen] == ["V605"]


@pytest.mark.parametrize("lengte", [100, 200, 255])
def test_a_target_may_have_a_name_as_long_as_the_system_allows(tmp_path: Path, lengte: int):
    doel = tmp_path / ("m" * lengte)
    for tekst in ("eerst", "daarna"):
        uitkomst(doel, tekst)
    assert (doel / "verdeling.csv").read_text() == "daarna"
    atomic.write_atomic(tmp_path / ("b" * (lengte - 5) + ".html"), "x")
    alleen(tmp_path, doel.name, "b" * (lengte - 5) + ".html")
