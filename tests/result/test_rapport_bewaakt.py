"""The manifest guards the report too; a loop of links is told as such; who holds a folder is named."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

import verdeling
from verdeling.batch.store import Store
from verdeling.cli import main
from verdeling.errors import VerdelingError
from verdeling.result.folder import read_folder
from verdeling.result.seal import is_whole, sha256


@pytest.fixture(scope="module")
def gemaakt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    uit = tmp_path_factory.mktemp("rapport") / "uit"
    verdeling.run("inwoners").schrijf(uit)
    return uit


@pytest.fixture
def uit(gemaakt: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(gemaakt, tmp_path / "uit"))


def draai(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as einde:
        main([str(a) for a in args])
    uit = capsys.readouterr()
    return int(str(einde.value.code)), uit.out, uit.err


def verander(pad: Path) -> None:
    """One digit of the largest figure becomes another."""
    tekst = pad.read_text("utf-8")
    assert "88.000" in tekst
    pad.write_text(tekst.replace("88.000", "83.000", 1), "utf-8")


def test_the_manifest_holds_the_report_under_its_seal(uit):
    manifest = json.loads((uit / "manifest.json").read_bytes())
    assert is_whole(manifest)
    assert manifest["bestanden"]["report.html"] == sha256((uit / "report.html").read_bytes())


def test_a_changed_digit_in_the_report_is_told_where_the_folder_is_read(uit, capsys, tmp_path):
    verander(uit / "report.html")
    for opdracht in (
        ("compare", uit, "inwoners"),
        ("report", uit, "--out", tmp_path / "elders.html"),
        ("report", uit, "--geojson", tmp_path / "kaart.json"),
    ):
        code, _, err = draai(capsys, *opdracht)
        assert code == 1
        assert "report.html: het rapport is veranderd nadat verdeling het schreef" in err
    assert [p.name for p in tmp_path.iterdir()] == ["uit"]


def test_making_the_report_again_says_so_and_gives_the_same_bytes(uit, capsys):
    eerst = {p.name: p.read_bytes() for p in uit.iterdir()}
    verander(uit / "report.html")
    code, _, err = draai(capsys, "report", uit)
    assert code == 0
    assert "was met de hand veranderd" in err
    assert {p.name: p.read_bytes() for p in uit.iterdir()} == eerst
    assert "veranderd" not in draai(capsys, "report", uit)[2]


def test_a_report_in_another_language_is_guarded_too_and_one_taken_away_is_no_harm(uit, capsys):
    assert draai(capsys, "report", uit, "--lang", "en")[0] == 0
    read_folder(uit)
    (uit / "report.html").unlink()
    read_folder(uit)


@pytest.mark.parametrize(
    "opdracht",
    [
        ("report", "{lus}"),
        ("run", "inwoners", "--data", "{lus}"),
        ("run", "inwoners", "--data", "{lus}.csv"),
        ("run", "{lus}.yaml"),
        ("compare", "{lus}", "inwoners"),
        ("check", "inwoners", "{lus}.csv"),
        ("experiment", "run", "{lus}.yaml", "--out", "{lus}x"),
        ("experiment", "show", "{lus}"),
        ("run", "inwoners", "--out", "{lus}"),
    ],
)
def test_links_that_point_to_each_other_are_told_as_such(opdracht, capsys, tmp_path):
    for einde in ("", ".csv", ".yaml"):
        een, ander = tmp_path / f"een{einde}", tmp_path / f"ander{einde}"
        een.symlink_to(ander)
        ander.symlink_to(een)
    code, _, err = draai(capsys, *(deel.format(lus=tmp_path / "een") for deel in opdracht))
    assert code == 1
    assert "de koppelingen verwijzen naar elkaar" in err


def test_who_works_in_the_folder_of_an_experiment_is_named(tmp_path):
    store = Store(tmp_path / "u")
    mijn = pytest.raises(VerdelingError, match=f", {os.getpid()}: gebruiker, machine")
    with store.bezet(alleen=True), mijn, Store(tmp_path / "u").bezet(alleen=False):
        pass
    assert [*(tmp_path / "u").iterdir()] == []
    with store.bezet(alleen=False), Store(tmp_path / "u").bezet(alleen=False):
        pass
    assert [*(tmp_path / "u").iterdir()] == []


def test_a_table_that_came_after_the_run_is_told_where_the_folder_is_read(uit, capsys):
    (uit / "gebieden.csv").write_text("taak,code\n", "utf-8")
    for command in (("compare", uit, "inwoners"), ("report", uit)):
        code, _, err = draai(capsys, *command)
        assert code == 1
        assert "staat niet in manifest.json" in err
        assert "gebieden.csv" in err


def test_check_says_that_a_table_of_a_result_was_changed_and_checks_what_stands_there(uit, capsys):
    table = uit / "verdeling.csv"
    code, _, err = draai(capsys, "check", "inwoners", table)
    assert code == 0
    assert "manifest.json" not in err
    row = next(line for line in table.read_text("utf-8").splitlines() if "GM0014" in line)
    cells = row.split(",")
    cells[7] = str(int(cells[7]) + 1)
    table.write_text(table.read_text("utf-8").replace(row, ",".join(cells)), "utf-8")
    code, out, err = draai(capsys, "check", "inwoners", table)
    assert code == 5
    assert "na de berekening veranderd" in err
    assert "Groningen" in out
