"""The parts of a dossier, and the file."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from verdeling import __version__
from verdeling.dossier.crate import metadata
from verdeling.errors import ModelError, VerdelingError, cause_of
from verdeling.plan.read import needs
from verdeling.result.atomic import write_atomic
from verdeling.result.computed import Computed
from verdeling.result.flows import flow_rows
from verdeling.result.manifest import PACKAGES, data_files
from verdeling.result.tables import csv_of
from verdeling.sleutel.indicatief import deelnemers
from verdeling.sleutel.keys import indicators_of
from verdeling.terms import Niveau
from verdeling.texts import say
from verdeling.verdeelmodel.catalogue import canonical_json
from verdeling.verify.container import MANIFEST, SIGNATURE, canonical, digest, pack
from verdeling.verify.report import DOSSIER
from verdeling.verify.signature import NAMESPACE, TOOL
from verdeling.verify.source import own_source

Json = Any


def parts_of(result: Computed, trails: bytes, diagnostics: bytes) -> dict[str, bytes]:
    """Name in the dossier → content, the manifest included.

    Parameters
    ----------
    result
        With a proof, where it has a plan.
    trails, diagnostics
        Contents of `trace.jsonl` and `diagnostics.json`.

    Raises
    ------
    ModelError
        V671 when no plan keeps all rules: then there is nothing to hand over.
    """
    if result.deelplan is not None:
        raise ModelError.een("V671", result.model.naam)
    parts = {f"data/{_plain(name)}": content for name, content in data_files(result.gegevens).items()}
    model = json.loads(canonical_json(result.model))
    parts |= {
        "model.json": canonical(model),
        "aanpassingen.json": canonical(list(result.overrides)),
        "gegevens.json": canonical(figures_of(result)),
        "versies.json": canonical(
            {"verdeling": __version__, "pakketten": {name: version(name) for name in PACKAGES}}
        ),
        "resultaat/verdeling.csv": csv_of(result.cijfers),
        "resultaat/trace.jsonl": trails,
        "resultaat/diagnostics.json": diagnostics,
        "verify.py": own_source(),
        "LEESMIJ.md": say("dossier.leesmij", "nl", model=result.model.naam).encode(),
        "README.md": say("dossier.leesmij", "en", model=result.model.naam).encode(),
    }
    parts |= {f"resultaat/{name}": content for name, content in result.bestanden().items()}
    if result.plan is not None:
        parts["resultaat/stromen.csv"] = csv_of(flow_rows(result.plan))
    if result.recomputed is not None:
        proof = result.recomputed
        pairs = zip(proof.program["doelen"], proof.proof["waarden"], strict=True)
        goals = [
            {
                "naam": goal["naam"],
                "waarde": value,
                "bewijs": "na_te_rekenen" if k < proof.goals else "motor",
            }
            for k, (goal, value) in enumerate(pairs)
        ]
        parts |= {
            "programma.json": canonical(proof.program),
            "bewijs.json": canonical(proof.proof),
            "doelen.json": canonical({"doelen": goals, "eenduidig": proof.unique, "gevallen": proof.leaves}),
        }
    parts["ro-crate-metadata.json"] = canonical(metadata(result, parts))
    listed = {name: {"bytes": len(content), "sha256": digest(content)} for name, content in parts.items()}
    parts[MANIFEST] = canonical(
        {
            "vorm": DOSSIER,
            "programma": "verdeling",
            "versie": __version__,
            "model": result.model.naam,
            "delen": listed,
        }
    )
    return parts


def _plain(name: str) -> str:
    """A name of a file as a dossier can have it."""
    return "/".join(re.sub(r"[^A-Za-z0-9_.-]|^\.+", "_", step) for step in name.split("/"))


def figures_of(result: Computed) -> Json:
    """The gemeenten that take part, and every column that was read of them, in whole numbers."""
    data = deelnemers(result.model, result.gegevens)
    home, region = data.gebied(Niveau.PROVINCIE), data.gebied(Niveau.VEILIGHEIDSREGIO)
    own = {k.naam for k in data.kolommen if k.plaatsen}
    columns = []
    for name, day in sorted(set(_columns(result)), key=str):
        try:
            column = data.kolom(name, day)
        except VerdelingError:  # what the figures do without, as a plan that is not made
            continue
        columns.append(
            {
                "naam": name,
                "peildatum": None if day is None else day.isoformat(),
                "noemer": column.denominator,
                "tellers": list(column.numerators),
                "eigen": name in own or bool(column.completed),
            }
        )
    return {
        "peildatum": data.peildatum.isoformat(),
        "eigen": data.eigen,
        "gemeenten": [list(row) for row in zip(data.codes, data.namen, home, region, strict=True)],
        "gebieden": {code: data.gebiedsnaam[code] for code in sorted({*home, *region, "NL01"})},
        "kolommen": columns,
    }


def _columns(result: Computed) -> Iterator[tuple[str, Any]]:
    """Name and date of every column that the figures and the plan read."""
    yield "inwoners", result.model.grenzen
    for task in result.model.taken.values():
        for key in (task.sleutel, *(n.sleutel for n in task.niveaus if n.sleutel is not None)):
            yield from ((i.indicator, i.peildatum) for i in indicators_of(key))
        if task.gepubliceerd is not None:
            yield task.gepubliceerd.indicator, None
    if result.model.plan is not None:
        yield from ((need.column, need.peildatum) for need in needs(result.model.plan))


def write_dossier(parts: Mapping[str, bytes], path: Path, key: Path | None = None) -> str:
    """Write the file, whole or not at all; gives the sha256 of its manifest.

    Parameters
    ----------
    parts
        As :func:`parts_of` gives them.
    path
        The zip; an earlier dossier there is replaced.
    key
        SSH key to sign with; ssh-keygen asks for its password where it has one.

    Raises
    ------
    VerdelingError
        When it cannot be written, holds something else, or cannot be signed.
    """
    check_file(path)
    signed = dict(parts)
    if key is not None:
        signed[SIGNATURE] = _signed(parts[MANIFEST], key)
    try:
        write_atomic(path, pack(signed))
    except OSError as error:
        raise VerdelingError.een("V672", str(path), reden=cause_of(error)) from error
    return digest(parts[MANIFEST])


def check_file(path: Path) -> None:
    """Stop when no dossier can be written here: asked before computing, which may take long."""
    try:
        if path.is_dir():
            raise VerdelingError.een("V670", str(path))
        if path.is_file() and path.stat().st_size:
            with path.open("rb") as file:
                if not file.read(64)[30:].startswith(FIRST):
                    raise VerdelingError.een("V670", str(path))
    except OSError as error:
        raise VerdelingError.een("V672", str(path), reden=cause_of(error)) from error


FIRST: Final = b"LEESMIJ.md"
"""Part that a dossier begins with."""


def _signed(manifest: bytes, key: Path) -> bytes:
    if shutil.which(TOOL) is None:
        raise VerdelingError.een("V673", str(key))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / MANIFEST
        file.write_bytes(manifest)
        asked = [TOOL, "-Y", "sign", "-q", "-f", str(key), "-n", NAMESPACE, str(file)]
        done = subprocess.run(asked, stderr=subprocess.PIPE, check=False)
        signature = file.with_name(SIGNATURE)
        if done.returncode or not signature.is_file():
            reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise VerdelingError.een("V674", str(key), reden=reason[-1] if reason else "?")
        return signature.read_bytes()
