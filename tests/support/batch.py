"""Experiments for the tests, and workers that die, hang or wait."""

import importlib
import os
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pyarrow.parquet as pq

from verdeling.batch.store import Store
from verdeling.batch.worker import compute_block

KOP = "titel: {nl: proef, en: trial}\nomschrijving: {nl: proef, en: trial}\n"
KLEIN = (
    KOP
    + """
model: inwoners
vary:
  totaal: {path: taken.asielopvang.totaal, range: {low: 100, high: 139, step: 1}}
  afronding: {path: taken.asielopvang.niveaus.0.afronding, values: [grootste_rest, half_op]}
block: 8
"""
)
"""80 scenarios in 10 blocks."""
TREK = (
    KOP
    + """
model: spreidingswet-2026
vary:
  inwoners: {path: data.inwoners, draw: {normal: {relative: 0.01}}}
  score: {path: data.ses_woa, draw: {uniform: {low: data.ses_woa_laag, high: data.ses_woa_hoog}}}
  totaal:
    path: taken.asielopvang.totaal
    draw: {triangular: {low: 70000, mode: 88000, high: 99000}, decimals: 0}
repetitions: 24
seed: 5
block: 6
"""
)


def schrijf(map_: Path, tekst: str, naam: str = "proef.yaml") -> Path:
    """An experiment file."""
    pad = map_ / naam
    pad.write_text(tekst, encoding="utf-8")
    return pad


def inhoud(map_: Path) -> dict[str, bytes]:
    """Every file of a result folder."""
    return {p.relative_to(map_).as_posix(): p.read_bytes() for p in sorted(map_.rglob("*")) if p.is_file()}


def scenarios(map_: Path) -> list[dict]:
    """Rows of the table of scenarios."""
    return pq.read_table(map_ / "scenarios").to_pylist()


def bewaar(werk, setup, map_: Path) -> list[dict]:
    """Store blocks; the rows of the table of scenarios."""
    store = Store(map_)
    store.open(setup)
    for blok, bestanden in werk:
        store.bewaar(blok, bestanden)
    return scenarios(map_)


def sterft(package: bytes, nummers: range) -> dict[str, bytes]:
    """A worker that dies on scenario 11, every time."""
    if 11 in nummers:
        os._exit(9)
    return compute_block(package, nummers)


def sterft_eenmaal(package: bytes, nummers: range) -> dict[str, bytes]:
    """A worker that dies once on scenario 11."""
    merk = Path(os.environ["VERDELING_PROEF"])
    if 11 in nummers and not merk.exists():
        merk.touch()
        os._exit(9)
    return compute_block(package, nummers)


def mist_een_pakket(package: bytes, nummers: range) -> dict[str, bytes]:
    """A worker on a machine where a package is not installed."""
    importlib.import_module("bestaat_daar_niet")
    return compute_block(package, nummers)


def hangt(package: bytes, nummers: range) -> dict[str, bytes]:
    """A worker that never answers on scenario 11."""
    if 11 in nummers:
        time.sleep(600)
    return compute_block(package, nummers)


def children() -> list[int]:
    """Worker processes of this program that the calling process has."""
    gevonden = []
    for kind in psutil.Process().children():
        with suppress(psutil.Error):  # it ended since
            if "verdeling.solver.worker" in kind.cmdline():
                gevonden.append(kind.pid)
    return gevonden


def wacht(package: bytes, nummers: range) -> dict[str, bytes]:
    """A task of a known length."""
    time.sleep(0.1)
    return compute_block(package, nummers)
