"""A result folder is read like any other input: what cannot be told is named, and figures must agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from verdeling.errors import DataError, Probleem, VerdelingError
from verdeling.result.tables import Cijferrij

STUK: Final = (KeyError, TypeError, ValueError, AttributeError, IndexError, ArithmeticError, RecursionError)
"""What reading runs into when a file has the right checksum and another form."""
PLAN: Final = ("indicatief", "bestaand", "nieuw", "omgezet", "plan", "uitkering_eur")
"""Sums of a plan that both ``verdeling.csv`` and ``diagnostics.json`` have."""


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


def controleer_cijfers(
    folder: Path,
    rijen: Mapping[str, Sequence[Cijferrij]],
    diagnose: Mapping[str, Any],
    sporen: Mapping[tuple[str, str], Mapping[str, Any]],
) -> None:
    """Hold the figures of the files of a folder against each other.

    Raises
    ------
    DataError
        V616 for each pair of figures that should be equal and is not; V654 when they cannot be read.
    """
    tabel, uitleg, samen = (folder / n for n in ("verdeling.csv", "trace.jsonl", "diagnostics.json"))
    fout: list[Probleem] = []

    def gelijk(pad: Path, wat: str, hier: object, bestand: Path, daar: object) -> None:
        if hier != daar:
            fout.append(Probleem.van("V616", str(pad), wat=wat, hier=hier, bestand=bestand.name, daar=daar))

    with leesbaar(samen):
        for taak, cijfers in diagnose["taken"].items():
            optelling = sum(rij.indicatief for rij in rijen.get(taak, ()))
            gelijk(tabel, f"Σ indicatief {taak}", optelling, samen, cijfers.get("som", optelling))
        plan = diagnose.get("plan") or {}
        # Where a provincie has no plan, the plan is of the others only.
        deel = "geen_plan" in diagnose
        for kolom in PLAN if plan else ():
            gepland = [rij for rij in rijen[plan["taak"]] if rij.plan is not None or not deel]
            waarden = [getattr(rij, kolom) for rij in gepland]
            som = None if None in waarden else sum(waarden)
            gelijk(tabel, f"Σ {kolom} {plan['taak']}", som, samen, plan["cijfers"].get(kolom, som))
    for taak, groep in rijen.items():
        for rij in groep:
            for spoor, kolom in ((taak, "indicatief"), (f"{taak}/plan", "plan")):
                regel = sporen.get((spoor, rij.code))
                if regel is not None:
                    with leesbaar(uitleg):
                        daar = Fraction(regel["uitkomst"])
                        einde = Fraction(regel["start"]) + sum(
                            Fraction(s["bijdrage"]) for s in regel["stappen"]
                        )
                    gelijk(tabel, f"{kolom} {rij.code} {taak}", getattr(rij, kolom), uitleg, daar)
                    gelijk(uitleg, f"start + Σ {rij.code} {spoor}", einde, uitleg, daar)
            if rij.plan is not None and rij.verschil is not None:
                wat = f"verschil {rij.code} {taak}"
                gelijk(tabel, wat, rij.verschil, tabel, rij.plan - rij.indicatief)
    if fout:
        raise DataError(fout)
