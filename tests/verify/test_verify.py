"""A dossier holds as it was made, and whatever a forger changes is found or named."""

from __future__ import annotations

import ast
import io
import json
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from support.dossiers import difference, not_computed, resealed, with_json, zeeland_parts
from support.paths import ROOT

from verdeling.dossier.make import write_dossier
from verdeling.errors import VerdelingError
from verdeling.verify import Refused, canonical, own_source, pack, unpack, verify
from verdeling.verify.command import main, page
from verdeling.verify.source import ORDER

ROOM = ROOT / "verdeling/verify"


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    return zeeland_parts()


@pytest.fixture(scope="module")
def raw(parts) -> bytes:
    return pack(parts)


def test_a_dossier_holds_and_says_what_was_checked_and_what_not(raw):
    report = verify(raw)
    assert report.holds
    done = {key.removeprefix("verify.gedaan.") for key, _ in report.checked}
    assert done >= {
        "vorm",
        "manifest",
        "crate",
        "gegevens",
        "sleutel",
        "tabel",
        "spoor",
        "programma",
        "bewijs",
        "plan",
    }
    told = "\n".join(page(report, "nl"))
    assert "wat_als.csv" in told
    assert "Wie gegevens, model en alles daarna opnieuw maakt" in told
    assert "wie dit dossier maakte is niet te zeggen" in told


def test_the_room_needs_the_standard_library_alone():
    for file in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                own = name.startswith("verdeling.verify.")
                assert own or name.partition(".")[0] in sys.stdlib_module_names, (file.name, name)


def test_the_one_file_holds_every_module_and_no_name_twice():
    assert {*ORDER, "__init__", "__main__"} == {file.stem for file in ROOM.glob("*.py")}
    names = []
    for node in ast.parse(own_source()).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign):
            names += [t.id for t in node.targets if isinstance(t, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.append(node.target.id)
    assert len(names) == len(set(names))
    assert b"from verdeling" not in own_source()


def test_the_file_of_the_dossier_checks_it_alone_in_an_empty_environment(parts, tmp_path):
    script, path = tmp_path / "verify.py", tmp_path / "d.zip"
    path.write_bytes(pack(parts))
    script.write_bytes(parts["verify.py"])
    done = subprocess.run(
        [sys.executable, "-I", "-S", script, path], capture_output=True, env={}, cwd=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Alles wat is nagerekend klopt." in done.stdout


def test_one_byte_anywhere_is_found(raw):
    rng = random.Random(1)
    for place in [*range(4), len(raw) - 1, *rng.sample(range(len(raw)), 50)]:
        changed = bytearray(raw)
        changed[place] ^= 1 << rng.randrange(8)
        assert difference(bytes(changed)), place


@pytest.mark.parametrize(
    "name,change,where",
    [
        ("model.json", lambda m: m["taken"]["asielopvang"]["totaal"].update(waarde="1911"), "verdeling.csv"),
        ("gegevens.json", lambda d: d["kolommen"][0]["tellers"].__setitem__(0, 12345), "gegevens.json"),
        ("gegevens.json", lambda d: d["gemeenten"].pop(), "gegevens.json"),
        ("programma.json", lambda p: p["kolommen"][0].__setitem__(2, 1), "bewijs.json programma"),
        ("bewijs.json", lambda p: p["plan"].__setitem__(0, p["plan"][0] + 1), "bewijs.json"),
        ("bewijs.json", lambda p: p["waarden"].__setitem__(1, p["waarden"][1] - 1), "bewijs.json waarde"),
        ("doelen.json", lambda d: d["doelen"][1].update(waarde=1), "doelen.json"),
        ("doelen.json", lambda d: d.update(gevallen=d["gevallen"] + 1), "doelen.json"),
    ],
)
def test_who_writes_the_checksums_anew_is_found_by_computing(parts, name, change, where):
    report = verify(resealed(with_json(parts, name, change)))
    assert where in str(report.differences[0][1]["waar"])


def test_a_program_that_is_not_what_the_model_asks_is_found_though_its_proof_holds(parts):
    """A forger with an engine: a row of the model is left out, and all that follows is proven anew."""
    from verdeling.verify.container import digest

    program, proof = json.loads(parts["programma.json"]), json.loads(parts["bewijs.json"])
    redundant = next(r for r in program["rijen"] if r[0][0] == "omzetting")
    redundant[2] += 1
    proof["programma"] = digest(canonical(program))
    forged = {**parts, "programma.json": canonical(program), "bewijs.json": canonical(proof)}
    report = verify(resealed(forged))
    assert report.differences[0][0] == "verify.rij"
    assert "omzetting" in report.differences[0][1]["waar"]


@pytest.mark.parametrize("name", ["verdeling.csv", "stromen.csv", "trace.jsonl"])
def test_a_digit_of_a_table_is_found_or_named(parts, name):
    rng, path = random.Random(name), f"resultaat/{name}"
    text = parts[path]
    for place in rng.sample([m.start() for m in re.finditer(rb"\d", text)], 15):
        changed = bytearray(text)
        changed[place] = ord("0") + (changed[place] - ord("0") + rng.randrange(1, 10)) % 10
        found = difference(resealed({**parts, path: bytes(changed)}))
        assert found or not_computed(path, text, place), (place, text[place - 40 : place + 20])


def test_a_rule_or_key_that_is_not_known_is_named(parts):
    strange = with_json(parts, "model.json", lambda m: m["plan"]["regels"].update(maan={"fase": 1}))
    report = verify(resealed(strange))
    assert ("verify.niet.regel", {"wat": "regel: maan"}) in report.unchecked
    setting = with_json(
        parts, "model.json", lambda m: m["plan"]["regels"]["bestaande_capaciteit"].update(sluiten=True)
    )
    assert any(k == "verify.niet.regel" for k, _ in verify(resealed(setting)).unchecked)
    key = with_json(parts, "model.json", lambda m: m["taken"]["asielopvang"].update(sleutel={"wortel": 2}))
    assert any(k == "verify.niet.sleutel" for k, _ in verify(resealed(key)).unchecked)


def test_two_steps_that_are_changed_against_each_other_are_found(parts):
    """The sum of the trail stays the same: only following each step shows it."""
    lines = parts["resultaat/trace.jsonl"].decode().splitlines()
    tried = 0
    for i, line in enumerate(lines):
        trail = json.loads(line)
        if len(trail["stappen"]) > 1:
            a, b = trail["stappen"][:2]
            a["bijdrage"], b["bijdrage"] = str(Fraction(a["bijdrage"]) + 1), str(Fraction(b["bijdrage"]) - 1)
            changed = "\n".join(
                [*lines[:i], json.dumps(trail, ensure_ascii=False), *lines[i + 1 :], ""]
            ).encode()
            assert difference(resealed({**parts, "resultaat/trace.jsonl": changed})), trail
            tried += 1
    assert tried > 5


def zipped(parts: dict[str, bytes], method: int, **info: int) -> bytes:
    import io

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in sorted(parts.items()):
            entry = zipfile.ZipInfo(name)
            entry.compress_type = method
            for field, value in info.items():
                setattr(entry, field, value)
            file.writestr(entry, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "content,key",
    [
        (b"", "verify.geen_zip"),
        (b"PK\3\4", "verify.kort"),
        (b"%PDF-1.7", "verify.geen_zip"),
        (zipped({"a": b"0" * 10**7}, zipfile.ZIP_DEFLATED), "verify.gepakt"),
        (zipped({"a": b"x"}, zipfile.ZIP_STORED, external_attr=0o120777 << 16), "verify.vorm"),
        (pack({"../a": b""}), "verify.naam"),
        (pack({"/etc/passwd": b""}), "verify.naam"),
        (pack({"a/../../b": b""}), "verify.naam"),
        (pack({"C:\\a": b""}), "verify.naam"),
        (pack({"a\x1b[2J": b""}), "verify.naam"),
        (pack({"a": b"1"})[:32] + pack({"a": b"2"}), "verify.dubbel"),
        (pack({"a": b"1"}) + b"more", "verify.vorm"),
        (pack({f"n{i}": b"" for i in range(5000)}), "verify.veel"),
    ],
)
def test_what_is_no_dossier_is_refused_with_its_place(content, key):
    with pytest.raises(Refused) as refused:
        unpack(content)
    assert refused.value.key == key


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[",
        b"[" * 100_000,
        b"NaN",
        b'{"a":1,"a":1}',
        b'{ "a":1}',
        b'{"vorm":1.5}',
        b"[]",
        b"null",
        b"\xff",
        b'{"x":' + b"9" * 5000 + b"}",
    ],
)
@pytest.mark.parametrize(
    "name", ["manifest.json", "model.json", "gegevens.json", "programma.json", "bewijs.json"]
)
def test_wrong_json_is_a_difference_and_never_an_exception(parts, name, content):
    changed = {**parts, name: content}
    assert difference(pack(changed) if name == "manifest.json" else resealed(changed))


def test_a_number_that_would_take_for_ever_is_refused(parts):
    for text in ("1e999999999", "9" * 5000, "1/0"):
        bomb = with_json(
            parts, "model.json", lambda m, t=text: m["taken"]["asielopvang"]["totaal"].update(waarde=t)
        )
        assert difference(resealed(bomb))


def test_the_command_ends_with_5_at_a_difference_and_1_at_no_file(raw, tmp_path, cli):
    file = tmp_path / "d.zip"
    file.write_bytes(raw)
    assert cli("verify", file)[0] == main([str(file)]) == 0
    file.write_bytes(raw[:5000] + b"x" + raw[5001:])
    for run in (lambda *a: cli("verify", *a)[0], lambda *a: main([str(x) for x in a])):
        assert run(file) == 5
        assert run(tmp_path / "none.zip") == 1
        assert run(tmp_path) == 1
    file.write_bytes(raw)
    told = json.loads(cli("verify", file, "--json", "--lang", "en")[1])
    assert (told["klopt"], told["ondertekenaar"]) == (True, None)


@pytest.fixture(scope="module")
def keys(tmp_path_factory) -> dict[str, Path]:
    """Keys of two people, and a list in which only the first stands."""
    folder = tmp_path_factory.mktemp("keys")
    for name in ("jansen", "other"):
        asked = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", folder / name]
        subprocess.run(asked, check=True)
    public = (folder / "jansen.pub").read_text().split()
    (folder / "trusted").write_text(f"jansen@gemeente.example {public[0]} {public[1]}\n")
    return {name: folder / name for name in ("jansen", "other", "trusted")}


def test_a_signature_names_its_signer_and_falls_with_any_change(keys, parts, tmp_path, cli):
    file = tmp_path / "signed.zip"
    write_dossier(parts, file, keys["jansen"])
    signed = file.read_bytes()
    assert verify(signed).signer.verdict == "unknown"
    report = verify(signed, keys["trusted"])
    assert (report.holds, report.signer.verdict, report.signer.name) == (
        True,
        "good",
        "jansen@gemeente.example",
    )
    code, out, _ = cli("verify", file, "--ondertekenaars", keys["trusted"])
    assert code == 0
    assert "Ondertekend door jansen@gemeente.example" in out
    # A forger keeps the signature beside another manifest.
    forged = resealed(with_json(unpack(signed), "versies.json", lambda v: v.update(verdeling="9.9")))
    assert verify(forged, keys["trusted"]).differences[0][0] == "verify.handtekening"
    # Another key is no jansen.
    write_dossier(parts, file, keys["other"])
    assert verify(file, keys["trusted"]).signer.verdict == "unknown"


def test_without_ssh_keygen_a_signature_is_said_to_be_unchecked(keys, parts, tmp_path, monkeypatch):
    file = tmp_path / "signed.zip"
    write_dossier(parts, file, keys["jansen"])
    monkeypatch.setenv("PATH", str(tmp_path))
    report = verify(file)
    assert (report.holds, report.signer.verdict) == (True, "no_tool")
    with pytest.raises(VerdelingError) as error:
        write_dossier(parts, file, keys["jansen"])
    assert error.value.problemen[0].code == "V673"


def test_what_does_not_sign_is_told_and_nothing_is_written(parts, tmp_path):
    file = tmp_path / "d.zip"
    with pytest.raises(VerdelingError) as error:
        write_dossier(parts, file, tmp_path / "no_key")
    assert error.value.problemen[0].code == "V674"
    assert not file.exists()


VALUES = [None, True, -1, 0, 10**15, 2**53, "", "x", "1/2", [], {}, [[]], {"a": 1}, "GM0718"]


def places(thing: object, path: tuple = ()) -> Iterator[tuple]:
    """Every place inside data of JSON."""
    if path:
        yield path
    for key in thing if isinstance(thing, dict) else range(len(thing)) if isinstance(thing, list) else ():
        yield from places(thing[key], (*path, key))


@pytest.mark.parametrize(
    "name",
    ["model.json", "gegevens.json", "programma.json", "bewijs.json", "doelen.json", "aanpassingen.json"],
)
def test_whatever_stands_in_a_part_gives_a_verdict(parts, name):
    rng = random.Random(name)
    where = list(places(json.loads(parts[name])))
    top = [path for path in where if len(path) == 1]
    for path in [*top, *rng.sample(where, min(12, len(where)))]:
        changed = json.loads(parts[name])
        inside = changed
        for key in path[:-1]:
            inside = inside[key]
        inside[path[-1]] = rng.choice(VALUES)
        difference(resealed({**parts, name: canonical(changed)}))  # raises nothing


def test_a_proof_that_would_take_for_ever_is_cut_off(parts, monkeypatch):
    """Cut after cut that closes nothing, each over all columns of a part."""
    monkeypatch.setattr("verdeling.verify.check.MOST_WORK", 10**6)
    assert not difference(pack(parts))
    proof = json.loads(parts["bewijs.json"])
    trees = next(iter(proof["delen"].values()))
    number = next(k for k, tree in enumerate(trees) if isinstance(tree, dict))
    trees[number] = {"s": [[1, []]] * 50_000}
    (found, *_) = verify(resealed({**parts, "bewijs.json": canonical(proof)})).differences
    assert found[1]["waar"] == "bewijs.json omvang"


def test_a_key_of_endless_terms_is_named_and_not_computed(parts):
    endless = {"product": [{"getal": "9" * 80}] * 5000}
    changed = with_json(parts, "model.json", lambda m: m["taken"]["asielopvang"].update(sleutel=endless))
    assert any(key == "verify.niet.sleutel" for key, _ in verify(resealed(changed)).unchecked)


def zipped_again(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "change,key,place",
    [
        (lambda parts: parts, "verify.vorm_gelijk", None),
        (
            lambda parts: {k: v for k, v in parts.items() if k != "resultaat/verdeling.csv"},
            "verify.deel_weg",
            "resultaat/verdeling.csv",
        ),
        (
            lambda parts: parts | {"resultaat/verdeling.csv": parts["resultaat/verdeling.csv"] + b"\n"},
            "verify.som",
            "resultaat/verdeling.csv",
        ),
    ],
)
def test_a_dossier_that_was_zipped_again_tells_what_inside_it_changed(parts, change, key, place):
    report = verify(zipped_again(change(parts)))
    assert not report.holds
    assert [k for k, _ in report.differences] == ["verify.vorm", key]
    assert report.differences[1][1].get("waar") == place


def test_the_checker_alone_stops_quietly_when_nobody_reads_on(raw, tmp_path):
    (tmp_path / "d.zip").write_bytes(raw)
    run = subprocess.Popen(
        [sys.executable, "-m", "verdeling.verify", str(tmp_path / "d.zip")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None
    run.stdout.close()
    assert run.communicate()[1] == ""
