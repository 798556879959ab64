"""The plan over time was a rule of the plan: that spelling gives the same model, and is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from support.paths import ROOT

import verdeling
from verdeling.cli import main
from verdeling.errors import ModelError
from verdeling.texts import LANGS
from verdeling.verdeelmodel.catalogue import canonical_json, dump_model, load_model, read_model
from verdeling.verdeelmodel.model import Verdeelmodel

NEW = "ijsselland-transitie"
SECTION = (
    "{grondslag: {bron: test}, van: 2026-01-01, tot_en_met: 2026-12-01, doelen: [tekort, volgorde], "
    "behoefte: {opvang: {stappen: [{vanaf: 2026-01-01, taak: asielopvang}]}}}"
)


def old_text(name: str) -> str:
    """A shipped model in the old spelling."""
    content = yaml.safe_load((ROOT / f"models/{name}.yaml").read_text("utf-8"))
    section = content.pop("tijdplan")
    own = {f: section.pop(f) for f in ("doelen", "status", "reden") if f in section}
    content["plan"] = {"taak": "opgave_75500", "regels": {"fasering": section}, **own}
    for point in content["open"]:
        point["parameter"] = point["parameter"].replace("tijdplan", "plan.regels.fasering")
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


def told(model: Verdeelmodel) -> list[tuple[str, str]]:
    """Place and what to write instead, of each note."""
    assert {m.code for m in model.meldingen} <= {"V863"}
    assert all(m.tekst(lang) for m in model.meldingen for lang in LANGS)
    return [(m.waar, m.gegevens["nieuw"]) for m in model.meldingen]


def variant(tmp_path: Path, text: str, basis: str = NEW) -> Verdeelmodel:
    (tmp_path / "variant.yaml").write_text(f"basis: {basis}\n{text}\n", "utf-8")
    return load_model(tmp_path / "variant.yaml")


@pytest.mark.parametrize("name", [NEW, "lange-termijn-2022", "tijdelijk-groot-2022"])
def test_a_file_in_the_old_spelling_is_the_same_model(name: str):
    old, new = read_model(old_text(name), f"{name}.yaml"), load_model(name)
    assert canonical_json(old) == canonical_json(new)
    [(place, instead)] = told(old)
    assert place.startswith(f"{name}.yaml:")
    assert instead.startswith("tijdplan, tijdplan.doelen")
    assert not new.meldingen
    assert not read_model(dump_model(old)).meldingen


@pytest.mark.parametrize(
    "old, new",
    [
        ("plan: {regels: {fasering: {beslistermijn_maanden: 3}}}", "tijdplan: {beslistermijn_maanden: 3}"),
        ("plan: {doelen: [tekort, volgorde]}", "tijdplan: {doelen: [tekort, volgorde]}"),
        ("plan: {regels: {fasering: {tabel: null}}, status: open}", "tijdplan: {tabel: null, status: open}"),
        ("plan: {regels: {fasering: null}}", "tijdplan: null"),
        ("plan: null", "tijdplan: null"),
    ],
)
def test_a_variant_in_the_old_spelling_is_the_same_variant(tmp_path: Path, old: str, new: str):
    before, after = variant(tmp_path, old), variant(tmp_path, new)
    assert canonical_json(before) == canonical_json(after)
    assert len(told(before)) == 1
    assert not after.meldingen


def test_a_variant_of_a_file_in_the_old_spelling_tells_both(tmp_path: Path):
    (tmp_path / "oud.yaml").write_text(old_text(NEW), "utf-8")
    model = variant(tmp_path, "plan: {regels: {fasering: {verder_verlengen: false}}}", "oud")
    assert model.tijdplan is not None
    assert not model.tijdplan.verder_verlengen
    assert [place.partition(":")[0] for place, _ in told(model)] == ["oud.yaml", "variant.yaml"]


def test_a_plan_that_gave_way_to_a_plan_over_time_gives_way_still(tmp_path: Path):
    base = load_model("spreidingswet-2026")
    assert base.plan is not None
    section = yaml.safe_load(old_text("tijdelijk-groot-2022"))["plan"]["regels"]["fasering"]
    section["behoefte"].pop("cno")
    rules = dict.fromkeys(base.plan.regels) | {"fasering": section}
    plan = yaml.safe_dump({"plan": {"doelen": ["tekort", "volgorde"], "regels": rules}}, allow_unicode=True)
    model = variant(tmp_path, plan, "spreidingswet-2026")
    assert model.plan is None
    assert model.tijdplan is not None
    assert model.tijdplan.doelen == ("tekort", "volgorde")


@pytest.mark.parametrize(
    "old, new",
    [
        ("plan.regels.fasering.beslistermijn_maanden=3", "tijdplan.beslistermijn_maanden=3"),
        (
            "plan.regels.fasering.behoefte.opvang.stappen.0.taak=opgave_51000",
            "tijdplan.behoefte.opvang.stappen.0.taak=opgave_51000",
        ),
        ("plan.doelen=[tekort, volgorde]", "tijdplan.doelen=[tekort, volgorde]"),
        ("plan.regels.fasering=null", "tijdplan=null"),
        ("plan=null", "tijdplan=null"),
    ],
)
def test_a_setting_in_the_old_spelling_is_the_same_setting(old: str, new: str):
    before, after = load_model(NEW, [old]), load_model(NEW, [new])
    assert canonical_json(before) == canonical_json(after)
    assert told(before) == [(f"--set {old}", new.partition("=")[0])]


def test_a_mistake_in_the_old_spelling_is_told_with_both_names(tmp_path: Path):
    with pytest.raises(ModelError) as fault:
        variant(tmp_path, "plan:\n  regels:\n    fasering:\n      vna: 2024-01-01")
    assert [(p.code, p.waar) for p in fault.value.problemen] == [
        ("V863", "variant.yaml:4 plan.regels.fasering"),
        ("V220", "variant.yaml:5 tijdplan.vna"),
    ]


def test_commands_and_results_tell_the_old_spelling(capsys: pytest.CaptureFixture[str]):
    old = "plan.regels.fasering.beslistermijn_maanden=3"
    for command in (("run", "--zonder-plan"), ("models", "show"), ("models", "check")):
        with pytest.raises(SystemExit) as end:
            main([*command, NEW, "--set", old])
        out, err = capsys.readouterr()
        assert not end.value.code
        assert "[V863]" in err
        assert "[V863]" not in out
    result = verdeling.run(NEW, overrides=old, plan=False)
    assert "V863" in {note["code"] for note in result.als_json()["meldingen"]}


EXTRA = "{taak: opgave_75500, regels: {aanbod: {grondslag: {bron: test}}}, doelen: [volgorde]}"


@pytest.mark.parametrize(
    "load",
    [
        lambda folder: variant(folder, f"plan: {EXTRA}"),
        lambda _: load_model(NEW, [f"plan={EXTRA}"]),
        lambda folder: variant(folder, f"tijdplan: {SECTION}", "spreidingswet-2026"),
        lambda folder: variant(folder, f"plan: {{regels: {{fasering: {SECTION}}}}}", "spreidingswet-2026"),
    ],
    ids=["plan added", "plan set", "tijdplan added", "rule added"],
)
def test_a_model_has_a_plan_or_a_plan_over_time(tmp_path: Path, load: Callable[[Path], Verdeelmodel]):
    with pytest.raises(ModelError) as fault:
        load(tmp_path)
    assert [p.code for p in fault.value.problemen if p.code != "V863"] == ["V860"]
    (both,) = (p for p in fault.value.problemen if p.code == "V860")
    assert ".yaml:" in both.waar
    assert both.waar.endswith(" tijdplan")
