"""A result folder is guarded by checksums, its figures agree; what was edited is refused with its place."""

import datetime as dt
import json
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.report_result import add_plan, sign, write_result

import verdeling
from verdeling.compare.read import read_side
from verdeling.errors import VerdelingError
from verdeling.inputs.tables import load_data
from verdeling.report.folder import report_data
from verdeling.report.page import report_html
from verdeling.result.folder import read_folder, read_manifest, readable_folder
from verdeling.result.manifest import data_hash
from verdeling.result.seal import SEAL, is_whole, sealed


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A result without a plan."""
    return write_result(tmp_path_factory.mktemp("uit") / "model")


@pytest.fixture(scope="module")
def planned(tmp_path_factory) -> Path:
    """A result with the columns of a plan."""
    return add_plan(write_result(tmp_path_factory.mktemp("plan") / "model"))


@pytest.fixture
def made(folder, tmp_path) -> Path:
    return Path(shutil.copytree(folder, tmp_path / "uit"))


def codes(doe: Callable[[Path], object], map_: Path) -> set[str]:
    with pytest.raises(VerdelingError) as fout:
        doe(map_)
    assert all(str(map_) in p.waar for p in fout.value.problemen)
    return {p.code for p in fout.value.problemen}


def paden(inhoud: Any, pad: tuple = ()) -> Iterator[tuple]:
    """Every value inside a JSON document, by its path."""
    if pad:
        yield pad
    delen = (
        inhoud.items() if isinstance(inhoud, dict) else enumerate(inhoud) if isinstance(inhoud, list) else ()
    )
    for sleutel, waarde in delen:
        yield from paden(waarde, (*pad, sleutel))


def zet(inhoud: Any, pad: tuple, waarde: Any) -> None:
    for sleutel in pad[:-1]:
        inhoud = inhoud[sleutel]
    inhoud[pad[-1]] = waarde


# --- the seal of the manifest -------------------------------------------------------------------------------


def test_every_changed_digit_of_the_manifest_is_noticed(made):
    heel = (made / "manifest.json").read_text("utf-8")
    for plek, teken in enumerate(heel):
        if teken.isdigit() and plek % 7 == 0:
            anders = heel[:plek] + str((int(teken) + 1) % 10) + heel[plek + 1 :]
            (made / "manifest.json").write_text(anders, "utf-8")
            assert codes(read_manifest, made) == {"V653"}
    (made / "manifest.json").write_text(heel, "utf-8")
    read_manifest(made)


@pytest.mark.parametrize("doe", [read_folder, lambda m: read_side(m, "A")])
@pytest.mark.parametrize("soort", ["veld erbij", "veld weg", "zegel weg", "hash van gegevens", "optie"])
def test_an_edited_manifest_is_refused_by_report_and_compare(made, doe, soort):
    manifest = json.loads((made / "manifest.json").read_text("utf-8"))
    if soort == "veld erbij":
        manifest["herkomst"] = "ministerie"
    elif soort == "veld weg":
        del manifest["python"]
    elif soort == "zegel weg":
        del manifest[SEAL]
    elif soort == "optie":
        manifest["opties"]["set"] = ["taken.asielopvang.totaal=1"]
    else:
        naam = next(iter(manifest["gegevens"]))
        manifest["gegevens"][naam] = manifest["gegevens"][naam][::-1]
    (made / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert codes(doe, made) == {"V653"}


def test_the_seal_does_not_depend_on_layout_or_order_and_a_second_seal_is_the_same():
    inhoud = {"b": [1, {"c": "é"}], "a": None}
    dicht = sealed(inhoud)
    assert is_whole(dict(reversed(dicht.items())))
    assert sealed(dicht) == dicht
    assert not is_whole(inhoud)
    assert not is_whole({**dicht, "a": 0})


def test_a_folder_with_gemeenten_of_its_own_is_the_only_data_in_the_manifest(tmp_path):
    """Whichever of the two kinds of file it has; else the shipped files were read as well."""
    shutil.copy(Path(verdeling.__file__).parents[1] / "data/gemeenten/gemeenten.csv", tmp_path)
    shutil.copy(Path(verdeling.__file__).parents[1] / "data/gemeenten/bronnen.csv", tmp_path)
    eigen = load_data(tmp_path, dt.date(2026, 1, 1))
    assert set(data_hash(eigen)) == {"gemeenten.csv", "bronnen.csv"}
    assert len(data_hash(load_data(None, dt.date(2026, 1, 1)))) > 2


# --- figures agree ------------------------------------------------------------------------------------------


def tel_op(map_: Path, kolom: int) -> None:
    regels = (map_ / "verdeling.csv").read_text("utf-8").splitlines()
    cells = regels[5].split(",")
    cells[kolom] = str(int(cells[kolom]) + 1)
    regels[5] = ",".join(cells)
    (map_ / "verdeling.csv").write_text("\r\n".join(regels) + "\r\n", "utf-8")
    sign(map_)


def test_one_more_place_in_the_table_contradicts_the_sum_and_the_trail(made):
    tel_op(made, 7)
    with pytest.raises(VerdelingError) as fout:
        read_folder(made)
    assert [p.code for p in fout.value.problemen] == ["V616", "V616"]
    tekst = fout.value.tekst("nl")
    assert "diagnostics.json" in tekst
    assert "trace.jsonl" in tekst
    assert "88001" in tekst.replace(".", "")


def test_places_moved_from_one_gemeente_to_another_contradict_the_trails(made):
    tekst = (made / "verdeling.csv").read_text("utf-8")
    (made / "verdeling.csv").write_text(
        tekst.replace(",898,", ",897,", 1).replace(",1164,", ",1165,", 1), "utf-8", newline=""
    )
    sign(made)
    with pytest.raises(VerdelingError) as fout:
        read_folder(made)
    assert [p.code for p in fout.value.problemen] == ["V616", "V616"]


def test_a_trail_whose_steps_do_not_add_up_is_refused(made):
    regels = (made / "trace.jsonl").read_text("utf-8").splitlines()
    spoor = json.loads(regels[0])
    spoor["start"] = "898"
    regels[0] = json.dumps(spoor)
    (made / "trace.jsonl").write_text("\n".join(regels), "utf-8")
    sign(made)
    assert codes(read_folder, made) == {"V616"}


def test_a_difference_that_is_not_plan_minus_figure_is_refused(planned, tmp_path):
    made = Path(shutil.copytree(planned, tmp_path / "uit"))
    read_folder(made)
    tel_op(made, 13)
    assert codes(read_folder, made) == {"V616"}


def test_a_gemeente_without_a_trail_leaves_those_after_it_explained(made):
    regels = (made / "trace.jsonl").read_text("utf-8").splitlines()
    (made / "trace.jsonl").write_text("\n".join(regels[1:]), "utf-8")
    sign(made)
    [taak] = report_data(made).taken
    zonder = {r.code for r in taak.rijen} - taak.uitleg.keys()
    assert zonder == {json.loads(regels[0])["code"]}


# --- read as any other input --------------------------------------------------------------------------------

ANDERS = (None, True, -1, 1.5, "x", "é" * 300, [], {}, [1], {"nl": 1}, "1/0", 10**400, "<script>")


@pytest.mark.parametrize("bestand", ["diagnostics.json", "trace.jsonl", "manifest.json"])
def test_an_edited_file_whose_checksum_fits_gives_a_page_or_a_message_never_a_traceback(
    planned, tmp_path, bestand
):
    made = Path(shutil.copytree(planned, tmp_path / "uit"))
    heel = (made / bestand).read_text("utf-8")
    regels = heel.splitlines() if bestand == "trace.jsonl" else [heel]
    toeval = random.Random(12)
    alle = list(paden(json.loads(regels[0])))
    # Every value at the top, and some of those deeper.
    keus = [p for p in alle if len(p) == 1] + toeval.sample(alle, min(len(alle), 25))
    geweigerd = 0
    for pad in keus:
        inhoud = json.loads(regels[0])
        zet(inhoud, pad, toeval.choice(ANDERS))
        tekst = json.dumps(sealed(inhoud) if bestand == "manifest.json" else inhoud)
        (made / bestand).write_text("\n".join([tekst, *regels[1:]]), "utf-8")
        if bestand != "manifest.json":
            sign(made)
        try:
            data = read_folder(made)
        except VerdelingError:
            geweigerd += 1
            continue
        try:
            with readable_folder(made):
                assert report_html(data).startswith("<!doctype html>")
        except VerdelingError:
            geweigerd += 1
    assert geweigerd


@pytest.mark.parametrize(
    ("bestand", "oud", "nieuw", "code"),
    [
        ("diagnostics.json", '"status": "derived"', '"status": "zeker"', "V654"),
        ("diagnostics.json", '"model": "spreidingswet-2026"', '"model": NaN', "V654"),
        ("diagnostics.json", '"taken": {', '"taak": {', "V654"),
        ("verdeling.csv", "taak,code", "tak,code", "V654"),
        (
            "verdeling.csv",
            "Groningen,Groningen,244441,192025.760811",  # 244 441 · (1 − 0,214429)
            "Groningen,Groningen,244441,1/0",
            "V654",
        ),
        ("verdeling.csv", ",244441,", ",1e5,", "V654"),
        ("trace.jsonl", '"start": "', '"start": "x', "V654"),
    ],
)
def test_a_value_that_cannot_be_is_told_by_its_file(made, bestand, oud, nieuw, code):
    tekst = (made / bestand).read_bytes().decode()
    assert oud in tekst
    (made / bestand).write_bytes(tekst.replace(oud, nieuw, 1).encode())
    sign(made)
    assert codes(read_folder, made) == {code}


@pytest.mark.parametrize("bestand", ["verdeling.csv", "diagnostics.json", "trace.jsonl", "manifest.json"])
def test_another_encoding_is_told_by_its_file(made, bestand):
    tekst = (made / bestand).read_text("utf-8")
    if bestand == "manifest.json":
        (made / bestand).write_bytes(tekst.encode("utf-16"))
    else:
        (made / bestand).write_bytes(tekst.encode("utf-16"))
        sign(made)
    for doe in (read_folder, lambda m: read_side(m, "A")):
        assert codes(doe, made) == {"V654"}
