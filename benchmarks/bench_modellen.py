"""Speed of the shipped models: all of them together with proofs, and one half-year of the taakstelling."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from verdeling.inputs.tables import load_data
from verdeling.pipeline import run
from verdeling.sleutel.half_years import over_half_years
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.solver.workers import POOL
from verdeling.verdeelmodel.catalogue import load_model, model_names

Regel = tuple[str, float, str, bool]


def rekentijd() -> float:
    """Seconds of computing so far, of this process and of the worker processes that have ended."""
    t = os.times()
    return t.user + t.system + t.children_user + t.children_system


def alle_modellen() -> Iterator[Regel]:
    """Every shipped model one after the other, every plan proven to be the only best one."""
    POOL.stop()
    begin, gerekend = time.perf_counter(), rekentijd()
    duur: dict[str, float] = {}
    bewezen = True
    for naam in model_names():
        nu = time.perf_counter()
        resultaat = run(naam)
        duur[naam] = time.perf_counter() - nu
        for plan in (resultaat.plan, resultaat.tijdplan):
            bewezen &= plan is None or (plan.bewijs.proven and plan.bewijs.unique)
    totaal = time.perf_counter() - begin
    POOL.stop()
    yield f"{len(duur)} shipped models with proofs, s", totaal, "< 60", bewezen and totaal < 60
    yield "computing of all processes, s (for the record)", rekentijd() - gerekend, "", True
    for naam in sorted(duur, key=lambda n: -duur[n])[:3]:
        yield f"among the slowest: {naam}, s", duur[naam], "", True


def halfjaar() -> Iterator[Regel]:
    """One half-year for 342 gemeenten, from loaded data to figures; then with carry-over from realisation."""
    model = load_model("taakstelling")
    gegevens = load_data(None, model.grenzen)
    tijd = 1000 * _minst(lambda: compute_indicatief(model, gegevens))
    yield f"taakstelling {model.periode}, {len(gegevens.codes)} gemeenten, ms", tijd, "< 10", tijd < 10
    with tempfile.TemporaryDirectory() as folder:
        regels = "".join(f"{code},{model.periode},10\n" for code in gegevens.codes)
        Path(folder, "realisatie.csv").write_text(f"code,periode,gehuisvest\n{regels}", "utf-8")
        eigen = load_data(Path(folder), model.grenzen)
        tijd = 1000 * _minst(lambda: over_half_years(model, eigen))
    yield "the same with realisation and what is left, ms", tijd, "< 10", tijd < 10


def _minst(doe: Callable[[], object]) -> float:
    times = []
    for _ in range(30):
        begin = time.perf_counter()
        doe()
        times.append(time.perf_counter() - begin)
    return min(times)


def main() -> bool:
    """Print one line per measurement; False when a bound is missed."""
    alles_goed = True
    for deel in (halfjaar, alle_modellen):
        for naam, waarde, doel, goed in deel():
            print(f"{naam:<60} {waarde:>12.2f} {doel:>10} {'ok' if goed else 'FAIL'}", flush=True)
            alles_goed &= goed
    return alles_goed


if __name__ == "__main__":
    main()
