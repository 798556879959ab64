"""A dossier is the same bytes wherever it is made, a research object, and replaces nothing else."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile

import pytest
from rocrate.rocrate import ROCrate
from support.dossiers import zeeland, zeeland_parts

import verdeling
from verdeling.errors import VerdelingError
from verdeling.verify import canonical, pack, verify

MAKE = "import verdeling; print(verdeling.run('inwoners').dossier('d.zip'))"


@pytest.fixture
def parts() -> dict[str, bytes]:
    return zeeland_parts()


@pytest.mark.parametrize(
    "hash_seed,zone,language", [("0", "UTC", "C"), ("31337", "Pacific/Kiritimati", "nl_NL.UTF-8")]
)
def test_equal_runs_give_equal_bytes_in_any_zone_language_and_order(hash_seed, zone, language, tmp_path):
    surroundings = {
        **os.environ,
        "PYTHONHASHSEED": hash_seed,
        "TZ": zone,
        "LANG": language,
        "LC_ALL": language,
    }
    subprocess.run(
        [sys.executable, "-c", MAKE], env=surroundings, cwd=tmp_path, check=True, capture_output=True
    )
    verdeling.run("inwoners").dossier(tmp_path / "here.zip")
    assert (tmp_path / "d.zip").read_bytes() == (tmp_path / "here.zip").read_bytes()


def test_a_proof_made_again_gives_the_same_dossier(parts, tmp_path):
    zeeland.__wrapped__().dossier(tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == pack(parts)


def test_it_is_a_research_object(parts, tmp_path):
    with zipfile.ZipFile(io.BytesIO(pack(parts))) as file:
        file.extractall(tmp_path)
    crate = ROCrate(tmp_path)
    assert crate.name == "spreidingswet-2026, aangepast"
    assert crate.datePublished.isoformat().startswith("2026-01-01")
    assert {entity.id for entity in crate.data_entities} == parts.keys() - {"ro-crate-metadata.json"}
    assert crate.dereference("manifest.json").type == "File"
    assert crate.metadata.extra_terms == {}
    assert crate.root_dataset["license"]["name"] == "Licentie per bron"


def test_every_tool_reads_the_zip_and_every_part_of_ours_is_canonical(parts):
    with zipfile.ZipFile(io.BytesIO(pack(parts))) as file:
        assert file.testzip() is None
        assert file.namelist() == sorted(parts)
    for name, content in parts.items():
        if name.endswith(".json") and not name.startswith("resultaat/"):
            assert canonical(json.loads(content)) == content


def test_canonical_is_rfc_8785():
    """Examples of the RFC: sorting by UTF-16 units, escapes; and no floats."""
    order = ["\r", "1", "\x80", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    assert list(json.loads(canonical(dict.fromkeys(reversed(order), 0)))) == order
    assert canonical({"a": "\u20ac$\x0f\nA'B\"\\/"}) == '{"a":"\u20ac$\\u000f\\nA\'B\\"\\\\/"}'.encode()
    for bad in (1.5, float("nan"), "\ud800"):
        with pytest.raises(ValueError, match="."):
            canonical([bad])


def test_the_command_writes_one_that_holds_and_says_how_to_check_it(tmp_path, cli):
    file = tmp_path / "d.zip"
    code, _, err = cli("run", "inwoners", "--dossier", file)
    assert code == 0
    assert f"verdeling verify {file}" in err
    assert verify(file).holds
    assert cli("run", "inwoners", "--onderteken", "key")[0] == 2


def test_something_else_is_never_overwritten(tmp_path, cli):
    file = tmp_path / "letter.txt"
    file.write_text("dear reader")
    code, _, err = cli("run", "inwoners", "--dossier", file)
    assert code == 1
    assert "kies een andere naam" in err
    assert file.read_text() == "dear reader"
    with pytest.raises(VerdelingError, match="."):
        verdeling.run("inwoners").dossier(tmp_path)


def test_own_figures_are_bound_and_said_not_to_be_read_again(tmp_path):
    folder = tmp_path / "my data"
    folder.mkdir()
    codes = verdeling.load_data().codes
    (folder / "inwoners tabel.csv").write_text(
        "gemeentecode;inwoners\n" + "".join(f"{code};{1000 + i}\n" for i, code in enumerate(codes)), "utf-8"
    )
    result = verdeling.run("inwoners", folder)
    result.dossier(tmp_path / "d.zip")
    report = verify(tmp_path / "d.zip")
    assert report.holds
    assert ("verify.niet.eigen", {"naam": "inwoners"}) in report.unchecked
