"""What ships is complete and consistent, and importing is cheap."""

import configparser
import doctest
import fnmatch
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import yaml
from support.paths import ROOT

import verdeling
from verdeling.texts import LANGS

SETUP = configparser.ConfigParser()
SETUP.read(ROOT / "setup.cfg", encoding="utf-8")


def test_every_package_is_listed():
    folders = [p.parent for p in (ROOT / "verdeling").rglob("__init__.py")]
    standing = {".".join(f.relative_to(ROOT).parts) for f in folders}
    listed = set(SETUP["options"]["packages"].split())
    assert standing <= listed
    shipped = {"_data", "_data.gemeenten", "_data.cbs", "_models", "_experiments"}
    assert listed - standing == {f"verdeling.{name}" for name in shipped}


def test_every_data_file_and_model_is_packed():
    globs = {k: [g.strip() for g in v.split(",")] for k, v in SETUP["options.package_data"].items()}
    for folder, package in (("data", "verdeling._data"), ("models", "verdeling._models")):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                inside = ".".join([package, *path.parent.relative_to(ROOT / folder).parts])
                assert any(fnmatch.fnmatch(path.name, g) for g in globs[inside]), path


def test_every_experiment_is_packed_but_not_its_outcome():
    globs = [g.strip() for g in SETUP["options.package_data"]["verdeling._experiments"].split(",")]
    assert "verdeling._experiments = experiments" in SETUP["options"]["package_dir"]
    standing = [p for p in (ROOT / "experiments").iterdir() if p.is_file()]
    assert all(any(fnmatch.fnmatch(p.name, g) for g in globs) for p in standing)
    assert not any("/" in g or "**" in g for g in globs)


def test_one_version_everywhere():
    assert SETUP["metadata"]["version"] == "attr: verdeling.__version__"
    for name, pattern in (
        ("publiccode.yml", 'softwareVersion: "(.+)"'),
        ("CITATION.cff", "(?m)^version: (.+)$"),
    ):
        found = re.search(pattern, (ROOT / name).read_text("utf-8"))
        assert found is not None
        assert found.group(1) == verdeling.__version__


def test_the_licence_is_the_eupl_in_full():
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "Compatible Licences" in text
    assert SETUP["metadata"]["license"] == "EUPL-1.2"


def imported_by(statement: str) -> set[str]:
    """Top names of the modules that a fresh process has after a statement."""
    code = f"{statement}\nimport sys; print(*sorted({{m.partition('.')[0] for m in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_and_its_help_is_cheap():
    heavy = {"numpy", "pandas", "pydantic", "rich", "yaml", "ortools", "pulp", "geopandas", "openpyxl"}
    assert not imported_by("import verdeling") & (heavy | {"click"})
    every = "from verdeling.cli import *; g = command_group('nl'); [g.get_command(None, n) for n in COMMANDS]"
    assert not imported_by(every) & heavy


def test_a_run_needs_no_solver_no_geometry_and_no_pandas():
    late = {"ortools", "pulp", "geopandas", "shapely", "pandas", "openpyxl"}
    assert not imported_by("import verdeling; verdeling.run('inwoners').rijen") & late


def test_the_table_of_a_model_without_plan_needs_no_numpy_and_no_rule_of_a_plan():
    code = "import sys, verdeling; verdeling.run('inwoners').csv(); print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    modules = set(done.stdout.split())
    light = {"verdeling.plan", "verdeling.plan.rules"}
    assert {m for m in modules if m.startswith("verdeling.plan")} <= light
    assert "numpy" not in modules


def test_the_installed_command_works_from_an_empty_folder(tmp_path):
    """The editable install that `make test` makes; `.ci/wheel` does the same with the wheel."""
    command = Path(sys.executable).with_name("verdeling")
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run([command, "run", "inwoners", "--out", "uit"], cwd=tmp_path, env=env, check=True)
    assert [p.name for p in tmp_path.iterdir()] == ["uit"]
    assert len((tmp_path / "uit" / "verdeling.csv").read_text("utf-8").splitlines()) == 343


def test_the_public_names_are_there():
    fouten = {"VerdelingError", "DataError", "ModelError", "Onoplosbaar", "NietBewezen", "VerificatieFout"}
    waarden = {"Resultaat", "Gegevens", "Verdeelmodel", "PlanZonderBewijs", "__version__"}
    assert set(dir(verdeling)) == fouten | waarden | {"load_data", "load_model", "run"}
    assert all(issubclass(getattr(verdeling, name), verdeling.VerdelingError) for name in fouten)
    assert not [name for name in verdeling.__all__ if name not in f"{verdeling.__doc__}__version__"]
    assert all(getattr(verdeling, name) for name in verdeling.__all__)
    assert not hasattr(verdeling, "bestaat_niet")


def test_the_examples_in_docstrings_give_what_they_show():
    files = [p for p in (ROOT / "verdeling").rglob("*.py") if ">>> " in p.read_text("utf-8")]
    names = [".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for p in files]
    outcomes = [doctest.testmod(importlib.import_module(name)) for name in names]
    assert sum(o.attempted for o in outcomes) >= 6
    assert not [name for name, o in zip(names, outcomes, strict=True) if o.failed]


def test_every_room_tells_what_lives_there_with_an_example():
    faces = {
        p.parent.name: importlib.import_module(f"verdeling.{p.parent.name}").__doc__ or ""
        for p in (ROOT / "verdeling").glob("*/__init__.py")
    }
    assert not {name for name, face in faces.items() if ">>> " not in face or len(face.splitlines()) < 8}


def test_publiccode_has_what_its_standard_asks():
    """Mandatory keys, allowed words and lengths of publiccode.yml 0.4."""
    code = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))
    mandatory = "publiccodeYmlVersion name url platforms categories developmentStatus softwareType"
    assert {*mandatory.split(), "description", "legal", "maintenance", "localisation"} <= code.keys()
    assert code["publiccodeYmlVersion"] == "0.4"
    assert code["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert code["legal"]["license"] == "EUPL-1.2"
    assert code["maintenance"]["type"] == "community"
    assert all(contact["name"] for contact in code["maintenance"]["contacts"])
    assert set(code["localisation"]["availableLanguages"]) == set(LANGS) == code["description"].keys()
    assert all(re.fullmatch("[a-z]{2}", country) for country in code["intendedAudience"]["countries"])
    assert set(code["intendedAudience"]["scope"]) <= {"local-authorities", "society", "research", "welfare"}
    for text in code["description"].values():
        assert len(text["shortDescription"]) <= 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]
