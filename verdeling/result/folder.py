"""A result folder read back into the types that a run has, whoever reads it; what was edited is refused."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from verdeling.columns import Rows, Table, Unreadable
from verdeling.errors import DataError, Probleem, VerdelingError, geweigerd
from verdeling.insight.formula import FORMULE
from verdeling.plan.rules.basis import plan_rules
from verdeling.result import plan_tables as p
from verdeling.result.atomic import set_aside
from verdeling.result.attachments import BEELD, GEEN_PLAN, HALFJAREN, VOORRAAD
from verdeling.result.chain import GEBIEDEN
from verdeling.result.flows import STROMEN
from verdeling.result.manifest import RAPPORT
from verdeling.result.seal import is_whole, sha256
from verdeling.result.tables import VERDELING, Cijferrij
from verdeling.result.told import Diagnostics, Trail, plain, trail
from verdeling.result.what_if import WAT_ALS
from verdeling.terms import Kort
from verdeling.tijdplan.tables import BESLUITEN, MAANDEN

R = TypeVar("R")
NODIG: Final = ("manifest.json", "verdeling.csv", "diagnostics.json", "trace.jsonl")
STUK: Final = (KeyError, TypeError, ValueError, AttributeError, IndexError, ArithmeticError, RecursionError)
"""What reading runs into when a file has the right checksum and another form."""
OWN: Final[tuple[Table[Any], ...]] = (
    VERDELING,
    GEEN_PLAN,
    GEBIEDEN,
    FORMULE,
    HALFJAREN,
    BEELD,
    VOORRAAD,
    STROMEN,
    p.BINDEND,
    p.KEUZES,
    p.PRIJS,
    p.SPEELRUIMTE,
    p.WAAROM,
    MAANDEN,
    BESLUITEN,
    WAT_ALS,
)
"""Tables of every result, of what only some ask for, and of a plan; rules have further ones."""


@dataclass(frozen=True, repr=False)
class Resultmap(Kort):
    """A result folder.

    Attributes
    ----------
    manifest
        What made the result.
    bestanden
        File of the folder → sha256, without the report that is made from the others.
    rijen
        Task or part → rows of verdeling.csv.
    diagnostics
        What a reader must know beside the figures.
    sporen
        (task, gemeentecode) → trail of the figure.
    tabellen
        Stem of a file → table beside the division.
    """

    manifest: Mapping[str, Any]
    bestanden: Mapping[str, str]
    rijen: Mapping[str, Sequence[Cijferrij]]
    diagnostics: Diagnostics
    sporen: Mapping[tuple[str, str], Trail]
    tabellen: Mapping[str, Rows[Any]]

    def rijen_van(self, tabel: Table[R]) -> tuple[R, ...]:
        """Rows of a table; none where the folder does not have it."""
        return self.tabellen[tabel.name].rows if tabel.name in self.tabellen else ()


def read_folder(folder: Path, *, rapport_telt: bool = True) -> Resultmap:
    """Read a result folder.

    Parameters
    ----------
    folder
        Folder written by ``verdeling run --out``.
    rapport_telt
        Whether a report that was changed by hand is a problem; not when it is about to be made again.

    Raises
    ------
    DataError
        No such folder (V659), or only what an interrupted run put aside (V612); else all problems at once:
        a file that is missing (V652), was changed after the run (V653, V685), cannot be read (V654), by name,
        row and column, or contradicts another one (V616).
    """
    if (oud := set_aside(folder)) is not None:
        raise DataError.een("V612", str(folder), oud=str(oud))
    if not folder.is_dir():
        raise DataError([geweigerd(folder) or Probleem.van("V659", str(folder))])
    problemen = [Probleem.van("V652", str(folder / naam)) for naam in NODIG if not (folder / naam).is_file()]
    if problemen:
        raise DataError(problemen)
    manifest = read_manifest(folder)
    bestanden = {n: h for n, h in manifest["bestanden"].items() if n != RAPPORT}
    if rapport_telt and not report_is_whole(folder):
        problemen.append(Probleem.van("V685", str(folder / RAPPORT)))
    for naam, hash_ in bestanden.items():
        if not (folder / naam).is_file():
            problemen.append(Probleem.van("V652", str(folder / naam)))
        elif sha256((folder / naam).read_bytes()) != hash_:
            problemen.append(Probleem.van("V653", str(folder / naam)))
    if problemen:
        raise DataError(problemen)
    rijen = _rijen(folder)
    with leesbaar(folder / "diagnostics.json"):
        told = Diagnostics.model_validate(plain((folder / "diagnostics.json").read_text("utf-8")))
    sporen = _sporen(folder / "trace.jsonl")
    with leesbaar(folder):
        _once(folder, rijen, told, sporen)
        return Resultmap(manifest, bestanden, rijen, told, sporen, _tabellen(folder, rijen))


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a result folder.

    Raises
    ------
    DataError
        When it cannot be read (V654) or is not as it was written (V653).
    """
    pad = folder / "manifest.json"
    with leesbaar(pad):
        manifest = plain(pad.read_text("utf-8"))
        if not is_whole(manifest):
            raise DataError.een("V653", str(pad))
        bestanden = manifest["bestanden"]
        if any(Path(naam).name != naam for naam in bestanden) or not isinstance(bestanden, dict):
            raise ValueError("bestanden")
    return manifest


def report_is_whole(folder: Path) -> bool:
    """Whether the report is as it was written, or not there."""
    hash_ = read_manifest(folder)["bestanden"].get(RAPPORT)
    pad = folder / RAPPORT
    return hash_ is None or not pad.is_file() or sha256(pad.read_bytes()) == hash_


@contextmanager
def leesbaar(waar: Path | str) -> Iterator[None]:
    """Tell what goes wrong inside the block as a fault of `waar`.

    Raises
    ------
    DataError
        V654 with the place.
    """
    try:
        yield
    except VerdelingError:
        raise
    except STUK as fout:
        raise DataError.een("V654", str(waar), wat=f"{type(fout).__name__} {fout}") from fout


def _rijen(folder: Path) -> dict[str, list[Cijferrij]]:
    """Rows per task or part."""
    rijen: dict[str, list[Cijferrij]] = defaultdict(list)
    tabel = lees_tabel(folder, VERDELING)
    for rij in tabel.rows if tabel is not None else ():
        rijen[rij.taak].append(rij)
    return dict(rijen)


def _sporen(pad: Path) -> dict[tuple[str, str], Trail]:
    sporen = {}
    with leesbaar(pad):
        regels = pad.read_text("utf-8").splitlines()
    for nummer, regel in enumerate(regels, start=1):
        with leesbaar(f"{pad}:{nummer}"):
            told = trail(plain(regel))
            sporen[told.spoor.taak, told.spoor.code] = told
    return sporen


def _once(
    folder: Path,
    rijen: Mapping[str, Sequence[Cijferrij]],
    told: Diagnostics,
    sporen: Mapping[tuple[str, str], Trail],
) -> None:
    """Hold the figures of the files of a folder against each other.

    Raises
    ------
    DataError
        V616 for each pair of figures that should be equal and is not.
    """
    tabel, uitleg, samen = (folder / n for n in ("verdeling.csv", "trace.jsonl", "diagnostics.json"))
    fout: list[Probleem] = []

    def gelijk(pad: Path, wat: str, hier: object, bestand: Path, daar: object) -> None:
        if hier != daar:
            fout.append(Probleem.van("V616", str(pad), wat=wat, hier=hier, bestand=bestand.name, daar=daar))

    for taak, cijfers in told.taken.items():
        gelijk(
            tabel, f"Σ indicatief {taak}", sum(r.indicatief for r in rijen.get(taak, ())), samen, cijfers.som
        )
    if (plan := told.plan) is not None:
        # Where a provincie has no plan, the plan is of the others only.
        gepland = [r for r in rijen[plan.taak] if r.plan is not None or told.geen_plan is None]
        kolommen = [c.name for c in VERDELING.columns] + [k for r in gepland[:1] for k in r.regels]
        for kolom in (k for k in kolommen if k in plan.cijfers):
            waarden = [rij.cell(kolom) for rij in gepland]
            opgeteld = None if None in waarden else sum(w for w in waarden if isinstance(w, int))
            gelijk(tabel, f"Σ {kolom} {plan.taak}", opgeteld, samen, plan.cijfers[kolom])
    for taak, rij in ((taak, rij) for taak, groep in rijen.items() for rij in groep):
        for naam, kolom in ((taak, "indicatief"), (f"{taak}/plan", "plan")):
            if (spoor := sporen.get((naam, rij.code))) is not None:
                daar = spoor.uitkomst
                gelijk(tabel, f"{kolom} {rij.code} {taak}", getattr(rij, kolom), uitleg, daar)
                gelijk(uitleg, f"start + Σ {rij.code} {naam}", spoor.spoor.uitkomst, uitleg, daar)
        if rij.plan is not None and rij.verschil is not None:
            gelijk(tabel, f"verschil {rij.code} {taak}", rij.verschil, tabel, rij.plan - rij.indicatief)
    if fout:
        raise DataError(fout)


@cache
def rule_tables() -> tuple[Table[Any], ...]:
    """Tables of the rules of a plan, in the order of the rules."""
    return tuple(t for kind in plan_rules() for t in kind.tables)


@cache
def tables_of_choices() -> tuple[Table[Any], ...]:
    """Those of the rules that leave something open for single gemeenten."""
    return tuple(t for kind in plan_rules() if kind.chooses for t in kind.tables)


def tables() -> tuple[Table[Any], ...]:
    """Every table that a result folder may hold as csv."""
    return (*OWN, *rule_tables())


def lees_tabel(folder: Path, tabel: Table[R]) -> Rows[R] | None:
    """A table of a result folder; None when the folder does not have it.

    Raises
    ------
    DataError
        V654 with the columns that are missing, or for each cell that is no value of its column.
    """
    pad = folder / f"{tabel.name}.csv"
    if not pad.is_file():
        return None
    with leesbaar(pad):
        header, *regels = csv.reader(io.StringIO(pad.read_text(encoding="utf-8"), newline=""))
    try:
        return tabel.read(header, regels)
    except Unreadable as fout:
        problemen = [
            Probleem.van("V654", f"{pad}:{f.row} {f.column}", wat=f.text or "–") for f in fout.faults
        ]
        if fout.missing:
            problemen.append(Probleem.van("V654", str(pad), wat=", ".join(fout.missing)))
        raise DataError(problemen) from fout


def _tabellen(folder: Path, cijfers: Mapping[str, Sequence[Cijferrij]]) -> dict[str, Rows[Any]]:
    """Every table beside the division, by the stem of its file.

    Raises
    ------
    DataError
        What :func:`lees_tabel` raises, or a table about the numbers of another plan (V658).
    """
    uit = {t.name: r for t in tables() if t is not VERDELING and (r := lees_tabel(folder, t)) is not None}
    plan = {(taak, r.code): r.plan for taak, groep in cijfers.items() for r in groep}
    for tabel in (p.PRIJS, p.SPEELRUIMTE, p.WAAROM):
        if tabel.name in uit:
            _same_plan(_plan_in(uit[tabel.name].rows), plan, folder / f"{tabel.name}.csv")
    return uit


def _plan_in(
    rijen: Iterable[p.Prijsrij | p.Speelruimterij | p.Waaromrij],
) -> Iterable[tuple[str, str, int | str | None]]:
    for r in rijen:
        if not isinstance(r, p.Prijsrij):
            yield r.taak, r.code, r.plan
        elif r.soort == "plan":
            yield r.taak, r.naam, r.met


def _same_plan(
    regels: Iterable[tuple[str, str, int | str | None]],
    plan: Mapping[tuple[str, str], int | None],
    plaats: Path,
) -> None:
    """Stop when a table speaks of another plan than the one in the folder."""
    fout = [
        Probleem.van("V658", f"{plaats} {code}", daar=getal, hier=plan.get((taak, code), "–"))
        for taak, code, getal in regels
        if (taak, code) not in plan or plan[taak, code] != getal
    ]
    if fout:
        raise DataError(fout)
