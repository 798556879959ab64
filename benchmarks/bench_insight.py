"""Speed of insight: diagnostics of 342 gemeenten, a comparison of two models, the axioms of one model."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from verdeling.inputs.tables import load_data
from verdeling.insight import axioms
from verdeling.insight.compare import Party, compare_parties
from verdeling.insight.diagnostics import diagnose, gebieden_van
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.verdeelmodel.catalogue import load_model

Regel = tuple[str, float, str, bool]


def seconden(doe: Callable[[], object], keer: int = 5) -> float:
    """Least time of one call."""
    rondes = []
    for _ in range(keer):
        begin = time.perf_counter()
        doe()
        rondes.append(time.perf_counter() - begin)
    return min(rondes)


def vergelijk_als_opdracht() -> float:
    """Seconds of computing of the whole command for two indicative models, its start included."""
    opdracht = [
        sys.executable,
        "-m",
        "verdeling",
        "compare",
        "inwoners",
        "spreidingswet-2026",
        "--zonder-plan",
    ]
    begin = os.times()
    subprocess.run(opdracht, check=True, stdout=subprocess.DEVNULL)
    eind = os.times()
    return eind.children_user + eind.children_system - begin.children_user - begin.children_system


def regels() -> Iterator[Regel]:
    """Each figure with its bound."""
    namen = ("spreidingswet-2024", "inwoners", "eu-2015-achtig")
    modellen = {naam: load_model(naam) for naam in namen}
    gegevens = load_data(None, modellen["inwoners"].grenzen)
    partijen = [Party(naam, m, gegevens, compute_indicatief(m, gegevens)) for naam, m in modellen.items()]
    taak = partijen[0].indicatief.taken["asielopvang"]
    gebieden = gebieden_van(gegevens)
    metingen = (
        ("all diagnostics of 342 gemeenten from data, ms", lambda: diagnose(taak, gegevens), 1000, 20),
        ("the same, areas prepared once, ms", lambda: diagnose(taak, gebieden), 1000, 3),
        ("compare two indicative models, s", lambda: compare_parties(partijen[:2]), 1, 1),
        ("compare with a key of four more criteria, s", lambda: compare_parties(partijen[1:]), 1, 1),
        ("axioms of eu-2015-achtig, s", lambda: axioms.test_model(modellen[namen[2]], gegevens), 1, 20),
    )
    for naam, doe, schaal, grens in metingen:
        waarde = schaal * seconden(doe, 20 if schaal > 1 else 2)
        yield naam, waarde, f"< {grens}", waarde < grens
    waarde = vergelijk_als_opdracht()
    yield "verdeling compare, the whole command, s of computing", waarde, "< 2", waarde < 2


def main() -> bool:
    """Print one line per measurement; False when a bound is missed."""
    alles_goed = True
    for naam, waarde, doel, goed in regels():
        print(f"{naam:<60} {waarde:>12.2f} {doel:>10} {'ok' if goed else 'FAIL'}")
        alles_goed &= goed
    return alles_goed


if __name__ == "__main__":
    main()
