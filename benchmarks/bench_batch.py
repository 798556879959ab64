"""Speed of experiments, as ratios in one run: name, value, target, ok."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import apportionment.methods

from verdeling.batch.array_way import Variants, compute_rows
from verdeling.batch.cluster import run_on_cluster
from verdeling.batch.pool import BlockPool
from verdeling.batch.run import make_setup, pack, run_experiment
from verdeling.pipeline import load_data, load_model
from verdeling.sleutel.indicatief import compute_indicatief

Regel = tuple[str, float, str, bool]
KOP = "titel: {nl: proef, en: trial}\nomschrijving: {nl: proef, en: trial}\n"
SCENARIOS = 2000
DUIZENDEN = (
    KOP
    + """
model: spreidingswet-2026
vary:
  inwoners: {path: data.inwoners, draw: {normal: {relative: 0.01}}}
  totaal: {path: taken.asielopvang.totaal, draw: {uniform: {low: 40000, high: 120000}, decimals: 0}}
repetitions: 10000
"""
)
STROMEN = (
    KOP
    + """
model: spreidingswet-2026
set:
  - plan.regels.locatieomvang=null
  - plan.regels.omzetting=null
  - "plan.doelen=[tekort, nabijheid, volgorde]"
vary:
  totaal: {path: taken.asielopvang.totaal, range: {low: 80000, high: 91975, step: 25}}
measure: [results, goals]
"""
)
ZONDER = STROMEN.replace("set:\n", "set:\n  - plan.regels.samenwerking=null\n").replace(
    "nabijheid", "nieuwbouw"
)
PLAN = (
    KOP
    + """
model: spreidingswet-2026
vary:
  totaal: {path: taken.asielopvang.totaal, range: {low: 84000, high: 91500, step: 500}}
measure: [results, goals]
"""
)
WACHT = (
    KOP
    + """
model: inwoners
vary:
  totaal: {path: taken.asielopvang.totaal, range: {low: 1000, high: 1119, step: 1}}
block: 1
"""
)
WACHTEN = "wachtende_taak:wacht"
VENSTER = 30


def setup(map_: Path, tekst: str):
    pad = map_ / "proef.yaml"
    pad.write_text(tekst, encoding="utf-8")
    return make_setup(pad)


def gesloten() -> Iterator[Regel]:
    """Cells per second, key and rounding included, against a loop over the package apportionment."""
    model = load_model("inwoners", ["taken.asielopvang.niveaus.0.afronding=webster"])
    gegevens = load_data(None, model.grenzen)
    totalen = [Fraction(40000 + 40 * k) for k in range(SCENARIOS)]
    varianten = Variants(SCENARIOS, {"taken.asielopvang.totaal": totalen}, {})
    begin = time.perf_counter()
    rijen, goed = compute_rows(model, gegevens, varianten, ["asielopvang"])
    per_scenario = (time.perf_counter() - begin) / SCENARIOS
    assert goed.all()
    cells = len(gegevens.codes) / per_scenario / 1e6
    yield "closed form, million cells/s (webster)", cells, ">= 1", cells >= 1
    weging = load_model("spreidingswet-2026")
    begin = time.perf_counter()
    compute_rows(weging, gegevens, varianten, ["asielopvang"])
    cells = SCENARIOS * len(gegevens.codes) / (time.perf_counter() - begin) / 1e6
    yield "closed form, million cells/s (product, half-up)", cells, ">= 1", cells >= 1
    gewichten = list(compute_indicatief(model, gegevens).taken["asielopvang"].gewichten.numerators)
    namen = [str(i) for i in range(len(gewichten))]
    begin = time.perf_counter()
    zij = apportionment.methods.compute("webster", gewichten, int(totalen[0]), parties=namen)
    hun = time.perf_counter() - begin
    assert [int(a) for a in zij] == rijen["asielopvang"][0].tolist()
    sneller = hun / per_scenario
    yield "closed form, times faster than apportionment", sneller, ">= 1000", sneller >= 1000


def duizenden(map_: Path) -> Iterator[Regel]:
    """10 000 scenarios with diagnostics and stored tables, in the local pool."""
    proef = setup(map_, DUIZENDEN)
    begin = time.perf_counter()
    run_experiment(proef, map_ / "duizenden")
    seconden = time.perf_counter() - begin
    yield "10 000 closed-form scenarios with diagnostics, s", seconden, "< 30", seconden < 30
    schaal = 1024 if sys.platform != "darwin" else 1024**2
    kind = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / schaal
    zelf = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / schaal
    yield "  memory of the largest worker + own, MB", kind + zelf, "< 1000", kind + zelf < 1000


def plannen(map_: Path) -> Iterator[Regel]:
    """Programs per second, proven for every goal, tie order included."""
    for naam, tekst, doel in (
        ("without binaries", ZONDER, 25.0),
        ("without binaries, with flows", STROMEN, 25.0),
        ("national, all goals", PLAN, 0.5),
    ):
        proef = setup(map_, tekst)
        uit = map_ / naam.replace(" ", "_").replace(",", "")
        begin = time.perf_counter()
        gerekend = _kinderen()
        verslag = run_experiment(proef, uit)
        tempo = verslag.aantal / (time.perf_counter() - begin)
        assert not verslag.mislukt
        yield f"plan {naam}, scenarios/s", tempo, f">= {doel:g}", tempo >= doel
        per_kern = verslag.aantal / (_kinderen() - gerekend)
        yield "  the same per second of processor time, start included", per_kern, "", True


def _kinderen() -> float:
    """Processor seconds of ended child processes."""
    r = resource.getrusage(resource.RUSAGE_CHILDREN)
    return r.ru_utime + r.ru_stime


def samen(map_: Path) -> Iterator[Regel]:
    """Two workers against one, and Dask against the local pool, on tasks of about 0.1 s of computing.

    The bounds are by the clock, on a machine that does nothing else. The line below each says how many
    workers were at work at a time, waiting for a processor included: what the pool itself does.
    """
    import distributed

    sys.path.insert(0, str(Path(__file__).parent))
    proef = setup(map_, WACHT)
    lading, blokken = pack(proef), proef.blokken()
    een = _meet(BlockPool(lading, 1, 60, WACHTEN).alle(blokken))
    twee = _meet(BlockPool(lading, 2, 60, WACHTEN).alle(blokken))
    sneller = twee[1] / een[1]
    yield "two workers against one, times as fast", sneller, ">= 1.8", sneller >= 1.8
    yield "  times as many at work at a time", twee[0] / een[0], "", True
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        ver = _meet(run_on_cluster(lading, blokken, cluster.scheduler_address, 60, WACHTEN))
    traag = twee[1] / ver[1]
    yield "Dask against the local pool, time", traag, "<= 1.15", traag <= 1.15
    yield "  by how many are at work at a time", twee[0] / ver[0], "", True


def _meet(werk: Iterator[tuple[range, dict[str, bytes]]]) -> tuple[float, float]:
    """How many workers were at work at a time, and tasks per second in the fastest run of `VENSTER` tasks.

    Both from the end of a worker's first task on: the start of workers is not what is compared.
    """
    klaar, klokken = [], {}
    for _, bestanden in werk:
        klaar.append(time.perf_counter())
        pid, nu, bezig = map(float, bestanden["klok"].split())
        klokken.setdefault(pid, []).append((nu, bezig))
    aan_het_werk = sum((k[-1][1] - k[0][1]) / (k[-1][0] - k[0][0]) for k in klokken.values() if len(k) > 1)
    return aan_het_werk, max(VENSTER / (b - a) for a, b in zip(klaar, klaar[VENSTER:], strict=False))


def main() -> bool:
    """Print one line per measurement; False when a bound is missed."""
    alles_goed = True
    with tempfile.TemporaryDirectory() as naam:
        map_ = Path(naam)
        for deel in (gesloten(), duizenden(map_), samen(map_), plannen(map_)):
            for wat, waarde, doel, goed in deel:
                print(f"{wat:<60} {waarde:>12.2f} {doel:>10} {'ok' if goed else 'FAIL'}", flush=True)
                alles_goed &= goed
    return alles_goed


if __name__ == "__main__":
    main()
