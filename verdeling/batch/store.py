"""The result folder: Parquet files per block, each whole or absent, with their checksums, and a manifest.

A block counts as done when its file in ``scenarios`` stands; that one is written last, after the checksums.
What a killed run left besides is written over with the same bytes, because the scenarios of a block are fixed
by the experiment.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from verdeling import __version__
from verdeling.batch.blocks import KLAAR, MISLUKT, Outcome
from verdeling.batch.scenario import Opzet
from verdeling.errors import Probleem, VerdelingError, geweigerd, oorzaak
from verdeling.result.atomic import schrijf, who_writes
from verdeling.result.seal import is_whole, sha256, sha256_of, verzegeld
from verdeling.texts import LANGS

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    import pyarrow as pa

MANIFEST: Final = "manifest.json"
TABELLEN: Final = ("resultaten", "trekkingen", "maten", "scenarios")
"""In the order in which they are written."""
BEZET: Final = ".bezet"
"""File that says who works in the folder, as long as somebody does."""
SOMMEN: Final = "controlesommen"
"""Folder with the checksums of each block."""
PAKKETTEN: Final = ("numpy", "scipy", "pyarrow", "pydantic", "ortools")


def tabellen(opzet: Opzet, uitkomsten: Sequence[Outcome], wortel: str) -> dict[str, bytes]:
    """Parquet files of one block; equal outcomes give equal bytes."""
    uit = {}
    if "results" in opzet.experiment.measure:
        uit["resultaten"] = _parquet(_lang(uitkomsten, [u.cijfers for u in uitkomsten], "taak", "aantal"))
        if any(as_.path.startswith("data.") for _, as_ in opzet.assen):
            uit["trekkingen"] = _parquet(_lang(uitkomsten, [u.trek for u in uitkomsten], "kolom", "waarde"))
    uit["maten"] = _parquet(_maten(uitkomsten))
    uit["scenarios"] = _parquet(_scenarios(opzet, uitkomsten, wortel))
    return uit


def merge_shards(delen: Sequence[Mapping[str, bytes]]) -> dict[str, bytes]:
    """One block from files of parts of it, in their order: the bytes of that block computed at once."""
    import pyarrow as pa

    uit = {}
    for naam in TABELLEN:
        tabellen = [_lees(d[naam]) for d in delen if naam in d]
        if tabellen:
            tabel = pa.concat_tables(tabellen).unify_dictionaries().combine_chunks()
            uit[naam] = _parquet(pa.table({k: _gesorteerd(tabel[k]) for k in tabel.column_names}))
    return uit


def _gesorteerd(kolom: pa.ChunkedArray) -> pa.Array:
    """The column, the words of its dictionary in order where it has one."""
    import pyarrow as pa

    if not pa.types.is_dictionary(kolom.type):
        return kolom
    heel = pa.concat_arrays(kolom.chunks)
    woorden = heel.dictionary.to_pylist()
    soorten = sorted(woorden)
    plek = np.array([soorten.index(w) for w in woorden], dtype=np.int32)
    return _chosen(plek[heel.indices.to_numpy()], soorten)


def _lees(inhoud: bytes) -> pa.Table:
    import pyarrow.parquet as pq

    return pq.read_table(io.BytesIO(inhoud))


def _parquet(tabel: pa.Table) -> bytes:
    import pyarrow.parquet as pq

    doel = io.BytesIO()
    pq.write_table(tabel, doel, compression="zstd", row_group_size=1 << 20)
    return doel.getvalue()


def _words(woorden: Sequence[str]) -> pa.Array:
    """Texts of which few differ; the dictionary is sorted."""
    soorten = sorted(set(woorden))
    plek = {w: i for i, w in enumerate(soorten)}
    return _chosen(np.array([plek[w] for w in woorden], dtype=np.int32), soorten)


def _chosen(nummers: Any, soorten: Sequence[str]) -> pa.Array:  # noqa: ANN401
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(pa.array(nummers, pa.int32()), pa.array(list(soorten), pa.string()))


def _lang(
    uitkomsten: Sequence[Outcome], waarden: Sequence[Mapping[str, Any]], soort: str, naam: str
) -> pa.Table:
    """Long table: scenario, task or column, gemeentecode, value."""
    import pyarrow as pa

    rijen = [(u, wat, rij) for u, per in zip(uitkomsten, waarden, strict=True) for wat, rij in per.items()]
    soorten = sorted({wat for _, wat, _ in rijen})
    codes = sorted({c for k in {u.codes for u in uitkomsten} for c in k})
    plek = {code: i for i, code in enumerate(codes)}
    nummers = {k: np.array([plek[c] for c in k], dtype=np.int32) for k in {u.codes for u in uitkomsten}}
    lengtes = [len(rij) for _, _, rij in rijen]
    wie = np.repeat(np.array([u.scenario.nummer for u, _, _ in rijen], dtype=np.int32), lengtes)
    wat_nummer = np.repeat(np.array([soorten.index(w) for _, w, _ in rijen], dtype=np.int32), lengtes)
    code = np.concatenate([np.zeros(0, np.int32), *(nummers[u.codes] for u, _, _ in rijen)])
    getal = np.float64 if naam == "waarde" else np.int64
    waarde = np.concatenate([np.zeros(0, getal), *(rij for _, _, rij in rijen)])
    return pa.table(
        {
            "scenario": pa.array(wie, pa.int32()),
            soort: _chosen(wat_nummer, soorten),
            "code": _chosen(code, codes),
            naam: pa.array(waarde),
        }
    )


def _maten(uitkomsten: Sequence[Outcome]) -> pa.Table:
    import pyarrow as pa

    rijen = [(u.scenario.nummer, taak, maat, w) for u in uitkomsten for (taak, maat), w in u.maten.items()]
    return pa.table(
        {
            "scenario": pa.array([r[0] for r in rijen], pa.int32()),
            "taak": _words([r[1] for r in rijen]),
            "maat": _words([r[2] for r in rijen]),
            "waarde": pa.array([r[3] for r in rijen], pa.float64()),
        }
    )


def _scenarios(opzet: Opzet, uitkomsten: Sequence[Outcome], wortel: str) -> pa.Table:
    import pyarrow as pa

    kolommen: dict[str, Any] = {
        "scenario": pa.array([u.scenario.nummer for u in uitkomsten], pa.int32()),
        "kenmerk": pa.array([opzet.sleutel(u.scenario, wortel) for u in uitkomsten], pa.string()),
    }
    for i, (naam, _) in enumerate(opzet.assen):
        punten = [u.scenario.punten[i] for u in uitkomsten]
        if opzet.numerieke_assen[i]:
            kolommen[naam] = pa.array([float(p.getal) for p in punten if p and p.getal is not None])
        elif any(p is not None for p in punten):
            kolommen[naam] = _words([p.tekst.strip('"') for p in punten if p])
    kolommen["weg"] = _words([u.weg for u in uitkomsten])
    kolommen["status"] = _words([MISLUKT if u.melding else KLAAR for u in uitkomsten])
    kolommen["melding"] = pa.array([u.melding for u in uitkomsten], pa.string())
    return pa.table(kolommen)


class Store:
    """One result folder.

    Parameters
    ----------
    folder
        Where it stands.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def bezet(self, *, alleen: bool) -> Iterator[None]:
        """Keep the folder for this run, made when it does not exist; shards share it (`alleen` false).

        The lock goes with the process, however it ends. Where a file system has no locks there is none.

        Raises
        ------
        VerdelingError
            When another process works in the folder, or it cannot be made.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as fout:
            raise self._not_written(fout) from fout
        if sys.platform == "win32":
            yield
            return
        try:
            slot = os.open(self.folder, os.O_RDONLY)
        except OSError as fout:
            raise self._not_written(fout) from fout
        bezet, ik = self.folder / BEZET, who_writes()
        try:
            fcntl.flock(slot, (fcntl.LOCK_EX if alleen else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(slot)
            wie = bezet.read_text("utf-8", "replace")[:200] if bezet.is_file() else "?"
            raise VerdelingError.een("V745", str(self.folder), wie=wie) from None
        except OSError:
            pass
        try:
            with suppress(OSError):
                bezet.write_text(ik, "utf-8")
            yield
        finally:
            with suppress(OSError):
                if bezet.read_text("utf-8") == ik:  # of shards the last one stands there
                    bezet.unlink()
            os.close(slot)

    def open(self, opzet: Opzet) -> None:
        """Start a folder, or go on in one of the same experiment.

        Raises
        ------
        VerdelingError
            When the folder is of another experiment, model, data or version, holds something else, was
            changed, or cannot be written.
        """
        inhoud = manifest(opzet)
        staat = self._manifest()
        if staat is None:
            # A run that was killed while it wrote the manifest leaves a hidden file only.
            if self.folder.is_dir() and any(not p.name.startswith(".") for p in self.folder.iterdir()):
                raise VerdelingError.een("V731", str(self.folder))
            self._schrijf_manifest(inhoud)
        elif staat["experiment"]["sha256"] != inhoud["experiment"]["sha256"]:
            raise VerdelingError.een(
                "V732",
                str(self.folder),
                naam=staat["experiment"]["naam"],
                versie=staat["versie"],
                nieuw=opzet.experiment.naam,
                nieuwe_versie=__version__,
            )
        elif staat["experiment"] != inhoud["experiment"]:
            # Same scenarios, other words: title, description, labels. Its packages stay those that computed.
            self._schrijf_manifest(staat | {"experiment": inhoud["experiment"]})

    def _schrijf_manifest(self, inhoud: Mapping[str, Any]) -> None:
        tekst = json.dumps(verzegeld(inhoud), ensure_ascii=False, indent=2) + "\n"
        self._schrijf(self.folder / MANIFEST, tekst)

    def _manifest(self) -> dict[str, Any] | None:
        try:
            inhoud = json.loads((self.folder / MANIFEST).read_bytes())
            inhoud["experiment"]["sha256"], inhoud["versie"]  # noqa: B018  it is a manifest when it has these
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if not is_whole(inhoud):
            raise VerdelingError.een("V752", str(self.folder / MANIFEST))
        return dict(inhoud)

    def read_manifest(self) -> dict[str, Any]:
        """The manifest.

        Raises
        ------
        VerdelingError
            When the folder holds no experiment, or its manifest was changed.
        """
        inhoud = self._manifest()
        if inhoud is None:
            raise VerdelingError([geweigerd(self.folder) or Probleem.van("V733", str(self.folder))])
        return inhoud

    def klaar(self) -> set[int]:
        """First scenario numbers of the blocks that are done: those that no table lacks."""
        nodig = ("scenarios", SOMMEN)
        mappen = [self.folder / n for n in (*TABELLEN, SOMMEN) if n in nodig or (self.folder / n).is_dir()]
        return set.intersection(*({int(p.stem) for p in m.glob("[0-9]*.[jp]*")} for m in mappen))

    def controleer(self) -> None:
        """Hold every file of a block that is done against its checksum.

        Raises
        ------
        VerdelingError
            With the files that are damaged or were changed, and what to do.
        """
        kapot = [p for start in sorted(self.klaar()) for p in self._kapot(start)]
        if kapot:
            raise VerdelingError([Probleem.van("V747", str(p)) for p in kapot])

    def _kapot(self, start: int) -> list[Path]:
        """Files of a block that are not as they were written; its checksums when these cannot be read."""
        som = self.folder / SOMMEN / f"{start:07d}.json"
        staan = {n: p for n in TABELLEN if (p := self.folder / n / f"{start:07d}.parquet").is_file()}
        try:
            sommen = json.loads(som.read_bytes())
        except ValueError:
            return [som]
        if not isinstance(sommen, dict) or sommen.keys() != staan.keys():
            return [som]
        return [p for n, p in staan.items() if sha256_of(p) != sommen[n]]

    def bewaar(self, blok: range, tabellen: Mapping[str, bytes]) -> None:
        """Write the files of a block and their checksums, the one that makes it count last.

        Raises
        ------
        VerdelingError
            When the disk is full or the folder cannot be written; what was stored stays.
        """
        bestanden = {
            self.folder / naam / f"{blok.start:07d}.parquet": tabellen[naam]
            for naam in TABELLEN
            if naam in tabellen
        }
        sommen = json.dumps({pad.parent.name: sha256(inhoud) for pad, inhoud in bestanden.items()}, indent=2)
        *eerst, laatste = bestanden
        for pad in eerst:
            self._schrijf(pad, bestanden[pad])
        self._schrijf(self.folder / SOMMEN / f"{blok.start:07d}.json", f"{sommen}\n")
        self._schrijf(laatste, bestanden[laatste])

    def vergeet(self, blokken: Sequence[range]) -> None:
        """Count blocks as not done."""
        for blok in blokken:
            (self.folder / "scenarios" / f"{blok.start:07d}.parquet").unlink(missing_ok=True)

    def _schrijf(self, pad: Path, inhoud: str | bytes) -> None:
        try:
            schrijf(pad, inhoud)
        except OSError as fout:
            raise self._not_written(fout) from fout

    def _not_written(self, fout: OSError) -> VerdelingError:
        return VerdelingError.een("V734", str(self.folder), reden=oorzaak(fout), blokken=len(self.klaar()))

    def bestanden(self, naam: str) -> list[str]:
        """Files of a table that belong to a block that is done."""
        klaar = self.klaar()
        return [str(p) for p in sorted((self.folder / naam).glob("[0-9]*.parquet")) if int(p.stem) in klaar]

    def mislukt(self) -> tuple[int, int, str]:
        """How many scenarios are stored, how many of them failed, and what the first of these says."""
        import pyarrow.parquet as pq

        bewaard, meldingen = 0, []
        for bestand in self.bestanden("scenarios"):
            tabel = pq.read_table(bestand, columns=["status", "melding"])
            bewaard += len(tabel)
            staat = zip(tabel["status"].to_pylist(), tabel["melding"].to_pylist(), strict=True)
            meldingen += [melding for status, melding in staat if status == MISLUKT]
        return bewaard, len(meldingen), meldingen[0] if meldingen else ""

    def schoon(self) -> None:
        """Remove what a killed run left half written."""
        for pad in (*self.folder.glob("*/.[0-9]*"), *self.folder.glob(f".{MANIFEST}.*")):
            pad.unlink(missing_ok=True)


def manifest(opzet: Opzet) -> dict[str, Any]:
    """What made the results; no clock, no path, no machine."""
    e = opzet.experiment
    return {
        "programma": "verdeling",
        "versie": __version__,
        "pakketten": {naam: version(naam) for naam in PAKKETTEN},
        "experiment": {
            "naam": e.naam,
            "sha256": opzet.wortel,
            "scenarios": opzet.aantal,
            "blok": opzet.blokgrootte,
            "zaad": e.seed,
            "titel": e.titel.model_dump(),
            "omschrijving": e.omschrijving.model_dump(),
            "model": e.model,
            "set": list(e.set),
            "aangepast": {lang: opzet.aanpassingen(lang) for lang in LANGS},
            "data": e.data,
            **({} if e.data is None else {"aanvullen": e.aanvullen, "gelezen": _gelezen(opzet)}),
            "vary": json.loads(
                e.model_copy(
                    update={"vary": {n: a.model_copy(update={"values": None}) for n, a in e.vary.items()}}
                ).model_dump_json()
            )["vary"],
            "measure": list(e.measure),
            "bonus": None if e.bonus is None else e.bonus.model_dump(mode="json"),
        },
    }


def _gelezen(opzet: Opzet) -> dict[str, list[str]]:
    """How own data was read, in sentences."""
    return {lang: [note.tekst(lang) for note in opzet.datanotes()] for lang in LANGS}
