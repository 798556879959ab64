"""What the system refuses is told as what it is: no defect of the program, no traceback, exit 1.

Tests run as root, whom no permission stops: what a permission would do is done by a limit or a stand-in.
"""

import errno
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from verdeling.cli import main
from verdeling.result import atomic

LANG = "m" * 300
"""Longer than a name may be."""


@pytest.fixture
def cli(capsys, monkeypatch):
    """Run the command line in this process: (exit code, stdout, stderr)."""
    monkeypatch.delenv("VERDELING_LANG", raising=False)

    def run(*args: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            main(args)
        return int(stop.value.code or 0), *capsys.readouterr()

    return run


def gezegd(uitkomst: tuple[int, str, str], *woorden: str) -> None:
    code, uit, fout = uitkomst
    assert code == 1
    assert uit == ""
    assert "Onverwachte fout" not in fout
    assert "Traceback" not in fout
    assert any(woord in fout for woord in woorden), fout


def verdeling(*args: str, cwd: Path | None = None, **opties) -> tuple[int, str, str]:
    proces = subprocess.run(
        [sys.executable, "-m", "verdeling", *args],
        cwd=cwd,
        capture_output="stdout" not in opties,
        text=True,
        timeout=120,
        check=False,
        **opties,
    )
    return proces.returncode, proces.stdout or "", proces.stderr or ""


@pytest.mark.parametrize(
    "args",
    [
        ("run", LANG),
        ("run", f"{LANG}.yaml"),
        ("run", "inwoners", "--data", LANG),
        ("run", "inwoners", "--zonder-rapport", "--out", LANG),
        ("report", LANG),
        ("compare", LANG, LANG),
        ("check", "inwoners", f"{LANG}.csv"),
        ("experiment", "run", f"{LANG}.yaml", "--out", "x"),
        ("experiment", "show", LANG),
        ("experiment", "query", LANG, "select 1"),
        ("models", "show", LANG),
        ("data", "sjabloon", LANG),
    ],
)
def test_a_name_that_is_too_long_is_no_defect(cli, tmp_path, monkeypatch, args):
    monkeypatch.chdir(tmp_path)
    gezegd(cli(*args), "V")
    assert not list(tmp_path.iterdir())


def test_a_result_with_a_name_that_is_too_long_says_so_before_computing(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    gezegd(cli("run", "inwoners", "--out", LANG), "de naam is te lang")


@pytest.mark.parametrize(
    "args",
    [
        ("run", "een/a.yaml"),
        ("run", "een", "--zonder-plan"),
        ("run", "inwoners", "--data", "een"),
        ("run", "inwoners", "--zonder-rapport", "--out", "een"),
        ("run", "inwoners", "--zonder-rapport", "--out", "een/x"),
        ("report", "een"),
        ("experiment", "run", "een", "--out", "x"),
        ("experiment", "show", "een"),
        ("data", "sjabloon", "een"),
    ],
)
def test_links_that_point_to_each_other_are_no_defect(cli, tmp_path, monkeypatch, args):
    monkeypatch.chdir(tmp_path)
    Path("een").symlink_to("twee")
    Path("twee").symlink_to("een")
    uitkomst = cli(*args)
    gezegd(uitkomst, "V")
    if "--out" in args and args[0] == "run":
        assert "de koppelingen verwijzen naar elkaar" in uitkomst[2]


@pytest.mark.parametrize("doel", ["/", ".", ".."])
def test_a_report_cannot_take_the_place_of_a_folder(cli, tmp_path, monkeypatch, doel):
    monkeypatch.chdir(tmp_path)
    code, _, fout = cli("run", "inwoners", "--zonder-rapport", "--out", "uit")
    assert code == 0, fout
    monkeypatch.chdir(tmp_path / "uit")
    gezegd(cli("report", str(tmp_path / "uit"), "--out", doel), "dit is een map")


def test_a_current_folder_that_is_gone_is_told(tmp_path):
    weg = tmp_path / "weg"
    weg.mkdir()
    bron = (
        "import os, sys; os.rmdir(os.getcwd()); from verdeling.cli import main;"
        "main(['run', 'inwoners', '--zonder-rapport', '--out', 'x'])"
    )
    proces = subprocess.run(
        [sys.executable, "-c", bron], cwd=weg, capture_output=True, text=True, timeout=120, check=False
    )
    gezegd((proces.returncode, proces.stdout, proces.stderr), "V613")


def klein() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def test_a_limit_on_the_size_of_files_is_told_and_leaves_nothing(tmp_path):
    uitkomst = verdeling("run", "inwoners", "--out", str(tmp_path / "uit"), preexec_fn=klein)
    gezegd(uitkomst, "ulimit -f")
    assert not list(tmp_path.iterdir())


def test_a_temporary_folder_in_which_an_engine_cannot_write_is_told(tmp_path):
    args = ("run", "spreidingswet-2026", "--engine", "cbc", "--time-limit", "60")
    uitkomst = verdeling(*args, preexec_fn=klein, env={**os.environ, "TMPDIR": str(tmp_path)})
    gezegd(uitkomst, "ulimit -f")
    assert not list(tmp_path.iterdir())


def test_a_full_disk_under_the_output_is_told():
    with Path("/dev/full").open("wb") as vol:
        proces = subprocess.run(
            [sys.executable, "-m", "verdeling", "run", "inwoners", "--csv"],
            stdout=vol,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
        )
    gezegd((proces.returncode, "", proces.stderr), "de schijf is vol")
    assert "Exception ignored" not in proces.stderr


@pytest.mark.parametrize(
    ("fout", "woorden"),
    [
        (
            PermissionError(errno.EACCES, "Permission denied", "map/geheim.csv"),
            ("map/geheim.csv", "geen toestemming"),
        ),
        (OSError(errno.EIO, "Input/output error", "schijf"), ("schijf", "de schijf geeft een fout")),
        (OSError(errno.ENOSPC, "No space left on device"), ("de schijf is vol", "TMPDIR")),
        (OSError(errno.EMFILE, "Too many open files"), ("te veel bestanden open",)),
        (MemoryError(), ("te weinig geheugen",)),
    ],
)
@pytest.mark.parametrize("taal", ["nl", "en"])
def test_every_refusal_of_the_system_is_told_with_its_place_and_reason(cli, monkeypatch, fout, woorden, taal):
    def weiger(*_args, **_opties):
        raise fout

    monkeypatch.setattr("verdeling.pipeline.run", weiger)
    code, uit, tekst = cli("run", "inwoners", "--lang", taal)
    assert (code, uit) == (1, "")
    assert "nexpected" not in tekst
    if taal == "nl":
        assert all(woord in tekst for woord in woorden)


def test_a_folder_that_cannot_be_read_is_told(cli, tmp_path, monkeypatch):
    (tmp_path / "uit").mkdir()

    def iterdir(pad: Path):
        raise PermissionError(errno.EACCES, "Permission denied", str(pad))

    monkeypatch.setattr(Path, "iterdir", iterdir)
    gezegd(cli("run", "inwoners", "--zonder-rapport", "--out", str(tmp_path / "uit")), "geen toestemming")


def test_an_option_for_makers_shows_where_a_refusal_arose_and_keeps_the_exit_code(cli, monkeypatch):
    def weiger(*_args, **_opties):
        raise OSError(errno.EIO, "Input/output error", "schijf\x1b[31m")

    monkeypatch.setattr("verdeling.pipeline.run", weiger)
    code, _, fout = cli("run", "inwoners", "--debug")
    assert code == 1
    assert "Traceback" in fout
    assert "\x1b" not in fout


def test_a_target_that_is_a_folder_is_refused_by_every_write(tmp_path):
    for doel in (Path("/"), tmp_path):
        with pytest.raises(IsADirectoryError):
            atomic.write_atomic(doel, "x")
